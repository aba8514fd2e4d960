"""Where notes are counted by letter, each note is told with its own marks and under its own key."""

from __future__ import annotations

from letterbook.model import (
    Block,
    Decision,
    Edition,
    Finding,
    Letter,
    Note,
    Source,
    Span,
    Subject,
    Text,
    Topic,
)
from letterbook.model.kinds import NOTE_BODY
from letterbook.model.values import NoteOpening
from letterbook.review.facts import facts
from letterbook.settle.calls.judge import Scope, settle_calls

LETTER = "It was late. 1 He rose. 2 She paid £ 3 for the {thing}, and went. 4\n"
NUMBERS = "1234"


def opening(number: str) -> Finding:
    return Finding(NOTE_BODY, Span(0, 0), "notes", 1.0, NoteOpening(number, "line"))


def test_a_decision_names_the_note_of_its_own_letter() -> None:
    text = LETTER.format(thing="boat") + LETTER.format(thing="ship")
    middle = len(text) // 2
    scopes = [
        Scope(key, (area,), tuple(map(opening, NUMBERS)), tuple(f"{key}.{number}" for number in NUMBERS))
        for key, area in (("7", Span(0, middle)), ("8", Span(middle, len(text))))
    ]
    _, decisions = settle_calls(Source("t", text, ""), scopes, (), ["en"])
    missing = {d.subject: d.dropped for d in decisions if d.subject.topic is Topic.CALL_MISSING}
    assert set(missing) == {Subject(Topic.CALL_MISSING, note=f"{key}.3") for key in "78"}
    assert [one.span.start for dropped in missing.values() for one in dropped] == [
        text.index("3 for the boat"), text.index("3 for the ship")
    ]  # fmt: skip


def test_the_rival_marks_of_a_note_are_those_of_its_own_letter() -> None:
    text = "paid £ 2 for a boat\npaid £ 2 for a ship\nthe boat\nthe ship\n"
    marks = [Finding("note.call", Span(at, at + 1), "calls") for at in (7, 27)]
    notes = tuple(
        Note(f"{n}.2", "2", "end", (Block("p", (Text(Span(start, start + 8)),)),))
        for n, start in ((1, 40), (2, 49))
    )
    edition = Edition(
        Source("t", text, ""),
        (),
        body=(Letter("1", "1", (Text(Span(0, 20)),)), Letter("2", "2", (Text(Span(20, 40)),))),
        back=notes,
        decisions=tuple(
            Decision(Subject(Topic.CALL_MISSING, note=note.key), None, (mark,), "no mark is left")
            for note, mark in zip(notes, marks, strict=True)
        ),
    )
    told = {fact.note: fact.alternatives for fact in facts(edition) if fact.kind == "note"}
    assert {note: [words[-4:] for words in rivals] for note, rivals in told.items()} == {
        "1.2": [" (1)"],
        "2.2": [" (2)"],
    }
