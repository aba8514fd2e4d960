"""Front, body and back; notes; the order of it all."""

from __future__ import annotations

from pathlib import Path

import pytest
from strategies import Compositor

from letterbook import model as m
from letterbook.project.letterbook_toml import Project
from letterbook.tei import encode, serialise


def test_a_title_page(show):
    c = Compositor()
    lines = [
        c.block("titlepart", c.t("Anna Müller")),
        c.skip("\n"),
        c.block("titlepart", c.t("Letters")),
        c.skip("\n"),
        c.block("titlepart", c.t("from the mill")),
        c.skip("\n"),
        c.block("p", c.t("1812")),
    ]
    front = (c.block("matter", *lines, value="titlePage"), c.skip())
    letter = c.letter("1", c.block("p", c.t("So.")))
    edition = c.edition(letter, front=front, author=m.Span(0, 11), title=m.Span(12, 33))
    assert show(edition, "//t:front") == (
        "<front><titlePage><docAuthor>Anna Müller</docAuthor><docTitle>"
        '<titlePart type="main">Letters</titlePart><titlePart type="sub">from the mill</titlePart>'
        '<titlePart type="sub">1812</titlePart></docTitle></titlePage></front>'
    )
    assert show(edition, "//t:titleStmt/t:title/text()") == "Letters from the mill"
    assert show(edition, "//t:titleStmt/t:author/text()") == "Anna Müller"


@pytest.mark.parametrize("place", ["front", "body", "back"])
def test_parts_keep_their_names_and_what_stands_loose_gets_one(place, tree):
    c = Compositor()
    parts = (
        c.block("p", c.t("loose")),
        c.skip(),
        c.block("matter", c.block("head", c.t("Preface")), value="preface"),
        c.block("matter", c.block("p", c.t("x")), value="a private name"),
        c.block("titlepart", c.t("Title")),
    )
    more = {} if place == "body" else {place: parts}
    root = tree(c.edition(*(parts if place == "body" else ()), **more))
    names = [one.get("type") or one.tag.split("}")[1] for one in root.find(f".//{{*}}{place}")]
    assert names == ["matter", "preface", "matter", "matter" if place == "body" else "titlePage"]


def test_an_empty_edition_is_a_document_all_the_same(show):
    assert show(Compositor().edition(), "//t:text") == "<text><body><p/></body></text>"


NOTES = """<back><div type="notes"><head>Notes</head>
<note xml:id="note-1" n="1" place="end" target="#call-1-1 #call-1-2">
<label>1.</label><p> One.</p><p>More.</p></note>
<note xml:id="note-2" n="2" place="end" anchored="false"><label>2.</label><p>Two.</p></note></div></back>"""


def test_notes_stand_once_with_all_their_calls(show):
    c = Compositor()
    letter = c.letter("1", c.block("p", c.t("a"), c.call("1", "1"), c.t(" b"), c.call("1", "1")))
    notes = c.block(
        "matter",
        c.block("head", c.t("Notes")),
        c.skip("\n"),
        c.note(
            "1",
            "1",
            "end",
            c.block("p", c.inline("label", c.t("1.")), c.t(" One.")),
            c.block("p", c.t("More.")),
        ),
        c.skip("\n"),
        c.note("2", "2", "end", c.inline("label", c.t("2.")), c.skip(" "), c.block("p", c.t("Two."))),
        value="notes",
    )
    edition = c.edition(letter, back=(notes,))
    assert show(edition, "//t:back") == NOTES.replace("\n", "")
    _, problems = encode(edition, Project("book", Path("x")))
    assert [(one.code, str(one.place)) for one in problems] == [("note-not-called", "text of.txt:3:1")]


def test_notes_from_everywhere_are_gathered_in_the_back(tree):
    c = Compositor()
    one = c.letter(
        "1",
        c.block("p", c.t("a"), c.call("*", "a")),
        c.note("a", "*", "foot", c.t("* foot"), c.note("b", "b", "end", c.t("note to the note"))),
        c.block(
            "matter", c.block("head", c.t("FOOTNOTES:")), c.note("c", "c", "end", c.t("c")), value="notes"
        ),
        c.block("signed", c.t("B.")),
    )
    root = tree(c.edition(one, back=(c.note("d", "d", "end", c.t("d")), c.note("e", "e", "end", c.t("e")))))
    back = root.find(".//{*}back")
    divs = [[note.get("n") for note in div.iterfind("{*}note")] for div in back]
    assert divs == [["d", "e"], ["c"], ["*", "b"]]
    assert root.find(".//{*}body//{*}note") is None
    assert back[1][0].text == "FOOTNOTES:"


def test_a_note_in_the_line_stays_there(show):
    c = Compositor()
    edition = c.edition(
        c.letter("1", c.block("p", c.t("so "), c.note("x", "1", "inline", c.t("[i.e. thus]")))),
    )
    assert show(edition, "//t:body//t:p") == (
        '<p>so <note xml:id="note-x" n="1" place="inline">[i.e. thus]</note></p>'
    )
    assert encode(edition, Project("book", Path("x"))).problems == ()


def test_a_call_without_its_note_is_told(tree):
    c = Compositor()
    edition = c.edition(c.letter("1", c.block("p", c.t("so\nso "), c.call("9", "nine"))))
    tree(edition)
    _, problems = encode(edition, Project("book", Path("x")))
    assert [(one.code, str(one.place)) for one in problems] == [("call-without-note", "text of.txt:2:4")]


def test_a_licence_goes_to_the_header(tree):
    c = Compositor()
    front = (
        c.block(
            "matter",
            c.block("head", c.t("*** TERMS ***")),
            c.block("p", c.t("Use it"), c.call("1", "1"), c.t("."), c.note("2", "2", "foot", c.t("Well."))),
            value="licence",
        ),
    )
    letter = c.letter("1", c.block("p", c.t("So.")))
    back = (c.note("1", "1", "end", c.t("Always.")),)
    root = tree(c.edition(letter, front=front, back=back))
    licence = root.find(".//{*}licence")
    assert licence.get("{http://www.w3.org/XML/1998/namespace}id") == "licence-1"
    assert [child.get("rend") for child in licence] == ["head", None]
    assert "Use it" not in "".join(root.find("{*}text").itertext())


def test_what_xml_cannot_hold_is_left_out_and_accounted_for():
    source = m.Source("text.txt", "a\ud800b\ufffe\x01c", "", "utf-8")
    children = (m.Block("p", (m.Text(m.Span(0, 3)), m.Call(m.Span(3, 5), "no"), m.Text(m.Span(5, 6)))),)
    encoded, _ = encode(
        m.Edition(source, (), (m.Letter("1", "\x00", children),), ()), Project("b", Path("x"))
    )
    assert "".join(encoded.root.find(".//{*}body").itertext()).split() == ["abc"]
    skipped = [one[:2] for one in encoded.ledger.postings if one.kind == "skip"]
    assert skipped == [(1, 2), (3, 5)]


def test_the_bytes_end_in_a_line_and_begin_with_a_declaration(tree):
    c = Compositor()
    data = serialise(tree(c.edition(c.letter("1", c.block("p", c.t("ü"))))))
    assert data.startswith(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0" '
    )
    assert data.endswith(b"</TEI>\n")
    assert "ü".encode() in data


def test_every_element_knows_its_line(tree):
    c = Compositor()
    root = tree(c.edition(c.letter("1", c.block("p", c.t("one\ntwo")), c.block("p", c.t("three")))))
    lines = serialise(root).decode().split("\n")
    assert [lines[p.sourceline - 1].strip()[:6] for p in root.iterfind(".//{*}body//{*}p")] == [
        "<p>one",
        "<p>thr",
    ]
