"""All checks together: one list, in the order of the lines, nothing told twice."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from letterbook.check import check
from letterbook.problems import CODES
from letterbook.xml_input.parse import parse


def problems(data):
    root, faults = parse(data, "f.xml")
    assert root is not None, faults
    return check(data, root, "f.xml")


def codes(data):
    return sorted(p.code for p in problems(data))


def test_a_sound_edition_has_only_its_uncalled_note(edition, line_of):
    (problem,) = problems(edition)
    assert problem.code == "note-uncalled"
    line = line_of(edition, '<note xml:id="note-2"')
    assert str(problem).startswith(f"f.xml:{line}: warning: ")


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        # two checks see it, and it is told once
        ([('xml:id="note-2"', 'xml:id="letter-1"')], ["id-duplicate", "note-id", "note-uncalled"]),
        ([('target="#note-1"', 'target="#note-9"')], ["call-note", "note-target", "note-uncalled"]),
        # two faults of one kind on one line are two
        (
            [("<p>Oats.</p>", '<p><ref target="#a"/><ref target="#b"/></p>')],
            ["note-uncalled", "pointer-dangling", "pointer-dangling"],
        ),
        # each of the three
        (
            [("<p>Oats.</p>", '<p><bold/><ptr target="#a"/><choice/></p>')],
            ["choice-pair", "note-uncalled", "pointer-dangling", "tei-invalid", "tei-invalid"],
        ),
    ],
)
def test_checks_come_together(changes, found, spoil):
    assert codes(spoil(*changes)) == found


def test_what_is_no_tei_gets_no_further():
    assert codes(b'<html xmlns="http://www.w3.org/1999/xhtml"><p xml:id="a"/><p xml:id="a"/></html>') == [
        "tei-root"
    ]


def test_problems_come_in_the_order_of_their_lines(spoil):
    data = spoil(("<p>Rye.</p>", "<bold/>"), ("<corr>went</corr>", ""), ('when="1801-06"', 'when="x"'))
    lines = [p.place.line for p in problems(data)]
    assert lines == sorted(lines)
    assert len(set(lines)) == 4


def test_every_problem_has_words_a_place_and_a_remedy(spoil):
    data = spoil(("<p>Rye.</p>", "<bold/>"), ("<corr>went</corr>", ""), ('type="letter"', 'type="brief"'))
    for problem in problems(data):
        assert problem.code in CODES
        assert problem.severity == CODES[problem.code].severity
        assert problem.message
        assert problem.hint
        assert problem.place.line > 0


ODD_WORDS = st.sampled_from(
    ["", "#", "letter", "#note-1", "1801-02-30", "two words", "é", "x:y", "{}", "'\""]
)
NAMES = st.sampled_from(["p", "div", "note", "ref", "choice", "date", "bold", "TEI", "correspDesc", "person"])
ATTRIBUTES = st.sampled_from(["type", "target", "when", "decls", "n", "colour", "{urn:x}y", "resp", "place"])


@settings(max_examples=40)
@given(data=st.data())
def test_no_document_stops_the_checks(data, edition):
    """Whatever an editor does to the file: problems with lines and remedies, and nothing else."""
    root = parse(edition, "f.xml").value
    for _ in range(data.draw(st.integers(1, 5))):
        element = data.draw(st.sampled_from(list(root.iter("{*}*"))[1:]))
        match data.draw(st.sampled_from(["name", "namespace", "attribute", "text", "drop", "double"])):
            case "name":
                element.tag = "{http://www.tei-c.org/ns/1.0}" + data.draw(NAMES)
            case "namespace":
                element.tag = data.draw(st.sampled_from(["", "{urn:x}"])) + data.draw(NAMES)
            case "attribute":
                element.set(data.draw(ATTRIBUTES), data.draw(ODD_WORDS))
            case "text":
                element.text = data.draw(ODD_WORDS)
            case "drop":
                element.getparent().remove(element)
            case _:
                element.addnext(copy.deepcopy(element))
    for problem in problems(etree.tostring(root, encoding="UTF-8")):
        assert problem.code in CODES
        assert problem.place.line > 0
        assert problem.hint
        assert "\n" not in problem.message + problem.hint
