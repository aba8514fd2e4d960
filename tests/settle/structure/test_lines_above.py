"""Dated lines above the numbers of letters: given to the letter below, where the whole book bears it out."""

from __future__ import annotations

import pytest
from printed import edition_in

from letterbook.model import letters

BODIES = (
    "My dear Anne, I have not yet settled my affairs with the agent, and stay until the autumn.",
    "My dear Anne, my brother arrived on Friday, and I found him at the inn. The roof is mended.",
    "My dear Anne, I have sent you two cases of marble by the carrier, and hope they reach you.",
    "My dear Anne, the cases are lost, and the carrier says that he never had them. I shall write.",
)
SIGNED = "                Your EDWIN.\n\n\n"
DAYS = ("Rome, 1 July 1697.", "Rome, 19 August 1697.", "Florence, 3 March 1698.", "Leghorn, 9 May 1698.")
ISO = ["1697-07-01", "1697-08-19", "1698-03-03", "1698-05-09"]
NUMBERS = ("I.", "II.", "III.", "IV.")


def sent(text: str) -> list[str | None]:
    found = list(letters(edition_in(text)))
    return [one.sent.dates[0].value.when if one.sent.dates else None for one in found]


def test_a_dated_line_above_each_number_is_that_of_the_letter_below():
    rows = [
        f"  LIBRARY OF THE KING.      From {day}\n\n{number}\n\n_To Anne Holt._\n\n{body}\n\n{SIGNED}"
        for number, day, body in zip(NUMBERS, DAYS, BODIES, strict=True)
    ]
    assert sent("LETTERS OF EDWIN HOLT\n\n\n" + "".join(rows)) == ISO


def test_two_lines_above_the_number():
    rows = [
        f"City archive, no. {n}.\n{day}\n\nLETTER {number}\n\n{body}\n\n{SIGNED}\n"
        for n, (number, day, body) in enumerate(zip(NUMBERS, DAYS, BODIES, strict=True), 40)
    ]
    assert sent("LETTERS OF EDWIN HOLT\n\n\n\n" + "".join(rows)) == ISO


def test_dates_at_the_foot_stay_where_they_are():
    """A preface that is dated, right above the first number, changes nothing."""
    rows = [
        f"{number}\n\n{body}\n\n                Your EDWIN.\n\n{day}\n\n\n"
        for number, day, body in zip(NUMBERS, DAYS, BODIES, strict=True)
    ]
    text = "LETTERS OF EDWIN HOLT\n\n\nThe editor gives what he found.\n\n\nYork, 1 May 1790.\n\n" + "".join(
        rows
    )
    assert sent(text) == ISO


def test_dates_below_the_number_stay_where_they_are():
    rows = [
        f"{number}\n\n{day}\n\n{body}\n\n{SIGNED}"
        for number, day, body in zip(NUMBERS, DAYS, BODIES, strict=True)
    ]
    assert sent("LETTERS OF EDWIN HOLT\n\n\n" + "".join(rows)) == ISO


@pytest.mark.parametrize("days", [DAYS, (*DAYS[:-1], "")])
def test_a_foot_nearer_to_the_next_number_is_its_own_or_left_open(days):
    """It may be either's, unless the last letter tells: the letter below never gets it."""
    rows = [
        f"{number}\n\n{body}\n\n{SIGNED}{day}\n\n"
        for number, day, body in zip(NUMBERS, days, BODIES, strict=True)
    ]
    given = sent("LETTERS OF EDWIN HOLT\n\n\n" + "".join(rows))
    assert all(one in {None, own} for one, own in zip(given, ISO, strict=True))


def above(rows: int, block: str = "Archive.\n{day}") -> str:
    """Print so many letters, each with a block of lines above its number."""
    texts = []
    for number, day, body in zip(NUMBERS, DAYS, BODIES, strict=True):
        texts.append(f"{block.format(day=day)}\n\nLETTER {number}\n\n{body}\n\n{SIGNED}\n")
    return "LETTERS OF EDWIN HOLT\n\n\n\n" + "".join(texts[:rows])


@pytest.mark.parametrize(("rows", "given"), [(4, ISO), (3, ISO[:3]), (2, [None, None])])
def test_three_letters_are_enough_to_show_a_habit(rows, given):
    assert sent(above(rows)) == given


@pytest.mark.parametrize(
    ("block", "days"),
    [
        ("Archive.\n{day}", ISO),
        ("Archive.\nOf the town.\n{day}", ISO),
        ("Archive.\nOf the town.\nA copy.\n{day}", [None] * 4),
    ],
)
def test_a_block_above_a_number_has_three_lines_at_most(block, days):
    assert sent(above(4, block)) == days


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("  LIBRARY OF THE KING.      From Leghorn,    (1698).", "1698"),
        ("  LIBRARY OF THE KING.      From Leghorn, [1698].", "1698"),
        ("  LIBRARY OF THE KING.      From Leghorn, no. 698.", None),
    ],
)
def test_a_line_above_a_number_may_say_no_more_than_the_year(line, day):
    """The editor leaves day and month blank; a number is none."""
    lines = [*(f"  LIBRARY OF THE KING.      From {day}" for day in (*DAYS, DAYS[-1])), line]
    numbers, bodies = (*NUMBERS, "V.", "VI."), (*BODIES, *BODIES[:2])
    rows = [
        f"{above_it}\n\n{number}\n\n_To Anne Holt._\n\n{body}\n\n{SIGNED}"
        for number, above_it, body in zip(numbers, lines, bodies, strict=True)
    ]
    assert sent("LETTERS OF EDWIN HOLT\n\n\n" + "".join(rows)) == [*ISO, ISO[-1], day]
