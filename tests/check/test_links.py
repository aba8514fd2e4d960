"""Ids, pointers, calls and notes: what agrees and what does not, also in TEI of other projects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from letterbook.check.links import check_links
from letterbook.xml_input.parse import parse

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>\n{}\n</text></TEI>'
NOTES = '<p>{}</p>\n<back><div type="notes">\n<note xml:id="n" n="7"{}/>\n</div></back>'


def links(text):
    root, faults = parse(TEI.format(text).encode(), "f.xml")
    assert root is not None, faults
    return [(p.code, p.place.line) for p in check_links(root, "f.xml")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # ids
        ('<p xml:id="a"/>\n<p xml:id="b"/>', []),
        ('<p xml:id="a"/>\n<p xml:id="a"/>\n<p xml:id="a"/>', [("id-duplicate", 3), ("id-duplicate", 4)]),
        ('<p xml:id="a"/>\n<p xml:id="A"/>', []),
        # pointers
        ('<p corresp="#a"/>', [("pointer-dangling", 2)]),
        ('<p xml:id="a"/><p corresp="#a"/>', []),
        ('<p corresp="#a #b"/><p xml:id="a"/>', [("pointer-dangling", 2)]),
        ('<p corresp="#b #c"/>', [("pointer-dangling", 2), ("pointer-dangling", 2)]),
        ('<ref target="other.xml#a"/>', []),
        ('<ref target="https://example.org/#a"/>', []),
        ('<ref target="#range(left(a),right(b))"/>', []),
        ('<p corresp="#char=0,5"/>', []),
        ('<p xml:id="é"/><ref target="#%C3%A9"/><ref target="#é"/>', []),
        ('<ref target="#"/>', [("pointer-dangling", 2)]),
        ('<p n="#a" rend="#b">#c</p>', []),  # no pointers, whatever they look like
        ('<date from="1801" to="1802"/>', []),
        ('<div decls="#corresp-1"/>', [("pointer-dangling", 2)]),
        # calls
        (NOTES.format('<ref type="note" target="#n">7</ref>', ""), []),
        (NOTES.format('<ref target="#n">7</ref>', ""), []),
        (NOTES.format('<ptr target="#n"/>', ""), []),
        (NOTES.format('<anchor xml:id="here"/>', ' target="#here"'), []),
        (NOTES.format('<hi corresp="#n">7</hi>', ""), []),
        (NOTES.format("7", ""), [("note-uncalled", 4)]),
        (NOTES.format("7", ' anchored="false"'), [("note-uncalled", 4)]),
        (NOTES.format("7", ' target="#away"'), [("note-uncalled", 4), ("pointer-dangling", 4)]),
        (NOTES.format("7", ' prev="#n"'), [("note-uncalled", 4)]),
        ('<ref type="note" target="#x">1</ref>', [("call-note", 2)]),
        ('<ref type="note">1</ref>', [("call-note", 2)]),
        ('<ref type="note" target="notes.xml#x">1</ref>', []),
        ('<p xml:id="x"/><ref type="note" target="#x">1</ref>', [("call-note", 2)]),
        # notes that stand where they belong
        ("<p>words<note>a note</note></p>", []),
        ("<back><p>words<note>a note</note></p></back>", []),
        ("<div><note>a note</note></div>", []),
        ("<back><div><note>a note</note></div></back>", [("note-uncalled", 2)]),
        ("<back><noteGrp><note>a note</note></noteGrp></back>", [("note-uncalled", 2)]),
    ],
)
def test_links(text, found):
    assert sorted(links(text)) == sorted(found)


def test_problems_come_in_the_order_of_the_lines():
    text = '<ref target="#a"/>\n<p xml:id="b"/>\n<p xml:id="b"/>\n<ref target="#c"/>'
    assert [line for _, line in links(text)] == [2, 4, 5]


def test_the_small_edition_has_one_uncalled_note(edition):
    (problem,) = check_links(parse(edition, "f.xml").value, "f.xml")
    assert (problem.code, problem.message) == ("note-uncalled", "No call names the note 2")


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcde")), max_size=12))
def test_as_many_duplicates_and_dangling_pointers_as_were_made(pairs):
    root = etree.Element("{http://www.tei-c.org/ns/1.0}TEI")
    for own, other in pairs:
        element = etree.SubElement(root, "{http://www.tei-c.org/ns/1.0}p", corresp=f"#{other}")
        element.set("{http://www.w3.org/XML/1998/namespace}id", own)
    owned = [own for own, _ in pairs]
    codes = [p.code for p in check_links(root, "f.xml")]
    assert codes.count("id-duplicate") == len(owned) - len(set(owned))
    assert codes.count("pointer-dangling") == sum(other not in owned for _, other in pairs)
