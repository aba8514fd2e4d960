"""The tree is built as it was planned, and nothing is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letterbook.build.tree import NoteFacts, Plan, Planned, build
from letterbook.model import (
    Block,
    Call,
    Cert,
    Correction,
    Finding,
    Inline,
    Node,
    Note,
    PageBreak,
    Skip,
    Source,
    Span,
    Text,
    gaps,
)
from letterbook.model.values import Fault, LeftOut, NoteCall, PageNumber, Remark, Rendition

RAISED = Rendition("italic")
DOUBTED = NoteCall("", "", note="1", cert=Cert.LOW, meant_note="2")
MISPRINTED = Fault("too", Cert.HIGH, "test")
WORDS = "The mill* is old.\n\n* At York.\n"


def built(text: str, *plans: Plan, inlines: tuple[Finding, ...] = (), **known: object) -> tuple[Node, ...]:
    edition = build(Source("t", text, ""), Planned((), plans, (), inlines, **known))
    assert list(gaps(edition)) == []
    return (*edition.front, *edition.body, *edition.back)


def inline(kind: str, start: int, end: int, confidence: float = 1.0, value: object = None) -> Finding:
    return Finding(kind, Span(start, end), "test", confidence, value)


def test_what_nobody_planned_is_a_paragraph_and_white_space_is_skipped():
    assert built(" one \n\n two\n") == (
        Skip(Span(0, 1), "white space between blocks"),
        Block("p", (Text(Span(1, 11)),)),
        Skip(Span(11, 12), "white space between blocks"),
    )
    assert built("") == ()


def test_blocks_may_hold_blocks():
    (block,) = built(
        "one two", Plan(Span(0, 7), "list", (Plan(Span(0, 3), "item"), Plan(Span(4, 7), "item")))
    )
    kinds = [child.kind if isinstance(child, Block) else type(child).__name__ for child in block.children]
    assert kinds == ["item", "Skip", "item"]


OVERLAPS = [
    (Plan(Span(0, 4), "p"), Plan(Span(3, 7), "p")),
    (Plan(Span(4, 7), "p"), Plan(Span(0, 3), "p")),
    (Plan(Span(0, 9), "p"),),
    (Plan(Span(0, 3), "list", (Plan(Span(0, 7), "item"),)),),
]


@pytest.mark.parametrize("plans", OVERLAPS)
def test_plans_that_overlap_are_a_fault_of_ours(plans):
    with pytest.raises(ValueError, match="overlaps"):
        built("one two", *plans)


INLINES = [
    (inline("note.call", 4, 7, value=NoteCall("", "", note="1")), Call(Span(4, 7), "1")),
    (
        replace(
            inline("note.call", 4, 7, value=NoteCall("", "", note="1", cert=Cert.LOW, meant_note="2")),
            by="ed",
        ),
        Call(Span(4, 7), "1", Cert.LOW, "ed", "2"),
    ),
    (
        inline("correction", 4, 7, value=MISPRINTED),
        Correction(Span(4, 7), "too", Cert.HIGH, "test"),
    ),
    (inline("page.break", 4, 7, value=PageNumber("2")), PageBreak(Span(4, 7), "2")),
    (inline("skip", 4, 7, value=LeftOut("mark")), Skip(Span(4, 7), "mark")),
    (inline("date", 4, 7), Inline("date", (Text(Span(4, 7)),))),
    (inline("paragraph.label", 4, 7), Inline("label", (Text(Span(4, 7)),))),
    (inline("remark", 4, 7, value=Remark("gap")), Inline("note", (Text(Span(4, 7)),), value="gap")),
    (inline("placeName", 4, 7), Inline("placeName", (Text(Span(4, 7)),))),
    (inline("hi", 4, 7, value=RAISED), Inline("hi", (Text(Span(4, 7)),), value="italic")),
]


@pytest.mark.parametrize(("finding", "node"), INLINES)
def test_a_finding_becomes_a_phrase(finding, node):
    (block,) = built("one two six", Plan(Span(0, 11), "p"), inlines=(finding,))
    assert block.children == (Text(Span(0, 4)), node, Text(Span(7, 11)))


def test_of_two_phrases_that_overlap_the_first_is_kept_and_of_one_place_the_surer():
    rows = (inline("hi", 2, 6, value=RAISED), inline("date", 0, 4))
    (block,) = built("one two", Plan(Span(0, 7), "p"), inlines=rows)
    assert [type(c).__name__ for c in block.children] == ["Inline", "Text"]
    rows = (inline("hi", 0, 3, 0.5, value=RAISED), inline("date", 0, 3, 0.9))
    (block,) = built("one two", Plan(Span(0, 7), "p"), inlines=rows)
    assert block.children[0].kind == "date"


def test_a_running_head_stands_in_a_paragraph_and_is_none_within_itself():
    inlines = inline("fw", 4, 8), inline("fw", 13, 17)
    paragraph, _, head = built(
        "one HEAD two\nHEAD", Plan(Span(0, 12), "p"), Plan(Span(13, 17), "fw"), inlines=inlines
    )
    assert paragraph.children[1] == Inline("fw", (Text(Span(4, 8)),))
    assert head == Block("fw", (Text(Span(13, 17)),))


def test_phrases_may_stand_in_phrases_and_never_over_two_blocks():
    (block,) = built(
        "one two",
        Plan(Span(0, 7), "p"),
        inlines=(inline("date", 0, 7), inline("hi", 4, 7, value=RAISED)),
    )
    assert block.children[0].children[1] == Inline("hi", (Text(Span(4, 7)),), value="italic")
    blocks = built(
        "one two",
        Plan(Span(0, 3), "p"),
        Plan(Span(4, 7), "p"),
        inlines=(inline("hi", 2, 6, value=RAISED),),
    )
    assert blocks[0].children == (Text(Span(0, 3)),)


UNFIT = [
    ("a\rb", "carriage return"),
    ("a\x00b", "character that XML cannot hold"),
    ("a\x0bb", "character that XML cannot hold"),
    ("a\ufffeb", "character that XML cannot hold"),
    ("a\x7fb", "character that XML cannot hold"),
]


@pytest.mark.parametrize(("text", "reason"), UNFIT)
def test_what_xml_cannot_hold_is_skipped_with_its_reason(text, reason):
    (block,) = built(text, Plan(Span(0, 3), "p"))
    assert block.children == (Text(Span(0, 1)), Skip(Span(1, 2), reason), Text(Span(2, 3)))


def test_a_note_has_its_mark_as_its_label():
    facts = NoteFacts("1", "*", "foot", (Span(8, 9),), Span(19, 20))
    blocks = built(
        WORDS, Plan(Span(0, 17), "p"), Plan(Span(19, 29), "note", (Plan(Span(21, 29), "p"),), note=facts)
    )
    (note,) = (node for node in blocks if isinstance(node, Note))
    assert (note.key, note.number, note.place, note.calls) == ("1", "*", "foot", (Span(8, 9),))
    assert note.children[0] == Inline("label", (Text(Span(19, 20)),))
    assert [child.kind for child in note.children if isinstance(child, Block)] == ["p"]


def test_a_note_may_stand_in_a_paragraph():
    facts = NoteFacts("1", "*", "foot", (), Span(19, 20))
    whole = Plan(Span(0, 29), "p")
    (block, _) = built(WORDS, whole, inlines=(inline("note", 19, 29),), notes={Span(19, 29): facts})
    note = block.children[1]
    assert isinstance(note, Note)
    assert [child.kind for child in note.children] == ["label", "p"]


def test_front_and_back_stand_round_the_letters():
    text = "one two six"
    plans = [(Plan(Span(at, at + 3), "p"),) for at in (0, 4, 8)]
    edition = build(Source("t", text, ""), Planned(*plans, ()))
    assert [
        len([n for n in part if isinstance(n, Block)]) for part in (edition.front, edition.body, edition.back)
    ] == [1, 1, 1]
    edition = build(Source("t", text, ""), Planned((), (), (), ()))
    assert edition.body == edition.back == ()
    assert list(gaps(edition)) == []
