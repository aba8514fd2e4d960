"""Weekdays alone: each bound with a case on either side of it. 1 May 1843 was a Monday."""

from __future__ import annotations

import pytest
from printed import book, edition_in, letter

from letterbook.model import letters


def sent(*rows: str) -> list[str]:
    """Return of each letter when it was sent: the day, the bounds, or nothing."""
    texts = [letter(f"No. {n}", date=row) for n, row in enumerate(rows, 1)]
    found = letters(edition_in(book("LETTERS", *texts)))
    days = [one.sent.dates[0].value if one.sent.dates else None for one in found]
    return [(day.when or f"{day.not_before}/{day.not_after}") if day else "" for day in days]


@pytest.mark.parametrize(
    ("before", "after", "given"),
    [
        ("1 May 1843", "15 May 1843", "1843-05-01/1843-05-15"),  # two weeks: bounds
        ("1 May 1843", "16 May 1843", "1843"),  # a day more: the year alone
        ("20 December 1843", "10 January 1844", ""),  # and of two years neither
        ("28 December 1843", "10 January 1844", "1843-12-28/1844-01-10"),
        ("2 May 1843", "4 May 1843", "1843-05-02/1843-05-04"),  # a Wednesday is among them
        ("4 May 1843", "9 May 1843", ""),  # none is
        ("10 May 1843", "4 May 1843", ""),  # the book goes back
    ],
)
def test_a_wednesday_between_two_letters(before, after, given):
    assert sent(before, "Wednesday", after)[1] == given


@pytest.mark.parametrize(("between", "given"), [(6, "1843-05-01/1843-05-09"), (7, "")])
def test_only_the_seven_letters_on_either_side_are_asked(between, given):
    """The first of several weekdays has the letter before it, and the next with a day that far behind it."""
    assert sent("1 May 1843", "Wednesday", *([""] * between), "9 May 1843")[1] == given


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_weekday_with_a_dated_letter_on_one_side_alone_is_open(side):
    rows = ["1 May 1843", "Wednesday"] if side == "before" else ["Wednesday", "9 May 1843"]
    assert "" in sent(*rows)
