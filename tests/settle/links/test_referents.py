"""Which day a reference means: each rule with a day on either side of it."""

from __future__ import annotations

from datetime import date

import pytest

from letterbook.model import Span
from letterbook.settle.links.mentions import Reference
from letterbook.settle.links.referents import Dates, _meant, _prompt

WRITTEN = date(1843, 5, 10)
ULTIMO = -1


def meant(day: int, month: int = 0, year: int = 0, written: date | None = WRITTEN) -> str | None:
    """Return the day that a letter of the tenth of May means by a day, a month and a year."""
    reference = Reference(Span(0, 1), mine=False, kind="dated", day=day, month=month, year=year)
    found = _meant(reference, Dates(written, None))
    return found and found.isoformat()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (10, "1843-05-10"),  # the very day
        (9, "1843-05-09"),
        (11, "1843-04-11"),  # what is still to come was in the month before
        (30, "1843-04-30"),
        (31, None),  # which has no such day, and further back nothing is meant
    ],
)
def test_a_day_alone_is_of_this_month_or_of_the_one_before(day, expected):
    assert meant(day) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [(9, "1843-04-09"), (11, "1843-04-11"), (30, "1843-04-30"), (31, None)]
)
def test_last_month_is_that_month_and_no_other(day, expected):
    assert meant(day, ULTIMO) == expected


@pytest.mark.parametrize(
    ("day", "month", "expected"),
    [
        (10, 5, "1843-05-10"),
        (11, 5, "1842-05-11"),
        (1, 6, "1842-06-01"),
        (31, 12, "1842-12-31"),
        (1, 1, "1843-01-01"),
        (29, 2, None),  # neither year has it
        (31, 4, None),
    ],
)
def test_a_month_is_the_last_one_of_that_name(day, month, expected):
    assert meant(day, month) == expected


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        (3, 4, 1843, "1843-04-03"),
        (3, 4, 1842, "1842-04-03"),  # more than a year back
        (3, 4, 1820, "1820-04-03"),
        (3, 6, 1843, "1843-06-03"),  # a slip of the pen, given as it stands
        (30, 2, 1843, None),
        (29, 2, 1840, "1840-02-29"),
    ],
)
def test_a_year_that_is_said_holds(day, month, year, expected):
    assert meant(day, month, year) == expected


@pytest.mark.parametrize(("day", "expected"), [(31, "1843-12-31"), (2, "1844-01-02"), (3, "1843-12-03")])
def test_the_month_before_january_is_that_of_the_year_before(day, expected):
    assert meant(day, written=date(1844, 1, 2)) == expected


def test_a_letter_without_a_day_means_none():
    assert meant(3, written=None) is None


@pytest.mark.parametrize(
    ("earlier", "later", "near"),
    [
        (date(1843, 5, 10), date(1843, 5, 7), True),  # days in two styles, or a slip
        (date(1843, 5, 10), date(1843, 5, 6), False),
        (date(1843, 5, 10), date(1843, 6, 24), True),  # 45 days
        (date(1843, 5, 10), date(1843, 6, 25), False),
        (None, date(1843, 5, 10), True),
        (date(1843, 5, 10), None, True),
    ],
)
def test_an_answer_comes_soon(earlier, later, near):
    assert _prompt(Dates(earlier, None), Dates(later, None)) == near
