"""Whether numbers of notes run through the book, with a case on either side of the share that must rise."""

from __future__ import annotations

import pytest

from letterbook.model import Finding, Span
from letterbook.model.kinds import NOTE_BODY
from letterbook.model.values import NoteOpening
from letterbook.settle.notes.below_letters import follows, mark_order
from letterbook.settle.notes.numbering import PrintedNote, ranked, runs_through


def notes(*numbers: str, scope: str = "") -> list[PrintedNote]:
    spans = [Span(n, n + 1) for n in range(len(numbers))]
    return [
        PrintedNote(Finding(NOTE_BODY, span, "x", 1.0, NoteOpening(number)), span, "end", scope)
        for span, number in zip(spans, numbers, strict=True)
    ]


def rising(steps: int, falls: int) -> list[str]:
    """Number notes so that of so many steps some go back to the beginning."""
    numbers, last = ["1"], 1
    for step in range(steps):
        last = 1 if step < falls else last + 1
        numbers.append(str(last))
    return numbers


@pytest.mark.parametrize(
    ("numbers", "through"),
    [
        (["1", "2", "3"], True),
        (["1", "1a", "2"], True),
        (["1", "2", "1"], False),
        (["1", "2", "2"], False),
        (["1"], True),
        (rising(20, 1), True),  # 19 of 20 rise
        (rising(20, 2), False),
        (rising(19, 1), False),
        (["*", "†"], False),  # signs begin again
        (["1", "*", "2"], False),
        (["1", "", "2"], True),  # one without a number says nothing
    ],
)
def test_numbers_run_through_where_nearly_all_rise(numbers, through):
    assert runs_through(notes(*numbers)) == through


@pytest.mark.parametrize(
    ("before", "after", "next_"),
    [
        ("2", "3", True),
        ("2", "4", False),
        ("2", "2", False),
        ("2", "3a", True),
        ("2", "3b", False),
        ("2", "2a", True),
        ("2a", "2a", False),
        ("2a", "2b", True),
        ("2a", "3", True),
        ("*", "**", True),
        ("*", "†", True),
        ("*", "*", False),
        ("*", "1", False),
        ("1", "*", False),
    ],
)
def test_which_mark_is_the_next(before, after, next_):
    assert follows(before, after) == next_


@pytest.mark.parametrize(
    ("mark", "order"), [("12", (12, "")), ("12A", (12, "a")), ("**", (2, "*")), ("†", (1, "†"))]
)
def test_the_order_of_marks(mark, order):
    assert mark_order(mark) == order


def test_notes_are_counted_from_nought_in_their_scope():
    mixed = [*notes("1", "2", scope="a"), *notes("1", scope="b"), *notes("3", scope="a")]
    assert [(note.scope, note.rank) for note in ranked(mixed)] == [("a", 0), ("a", 1), ("b", 0), ("a", 2)]
