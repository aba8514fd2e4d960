"""Days, weekdays, Easter, and the three calendars."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.values.dates import calendars
from letterbook.values.dates.calendars import JULIAN, Day

DATES = st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2500, 1, 1))


def _day(date: dt.date) -> Day:
    return Day(date.year, date.month, date.day)


@given(DATES)
def test_gregorian_days_are_those_of_the_standard_library(date: dt.date) -> None:
    day = _day(date)
    assert calendars.weekday(day) == date.isoweekday()
    assert calendars.gregorian(calendars.number(day)) == day
    assert str(day) == date.isoformat()
    assert calendars.exists(day)


@given(DATES)
def test_every_day_has_one_julian_name(date: dt.date) -> None:
    count = calendars.number(_day(date))
    old = calendars.julian(count)
    assert calendars.number(old, JULIAN) == count
    assert calendars.to_gregorian(old, JULIAN) == _day(date)
    assert calendars.exists(old, JULIAN)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (Day(1582, 10, 5), Day(1582, 10, 15)),
        (Day(1700, 2, 18), Day(1700, 2, 28)),
        (Day(1700, 2, 29), Day(1700, 3, 11)),
        (Day(1752, 9, 3), Day(1752, 9, 14)),
        (Day(1825, 12, 14), Day(1825, 12, 26)),
        (Day(1917, 10, 25), Day(1917, 11, 7)),
    ],
)
def test_well_known_days_of_two_styles(old: Day, new: Day) -> None:
    assert calendars.to_gregorian(old, JULIAN) == new


@pytest.mark.parametrize(
    ("day", "calendar"),
    [
        (Day(1900, 2, 29), "gregorian"),
        (Day(1900, 2, 30), JULIAN),
        (Day(1901, 13, 1), "gregorian"),
        (Day(1901, 0, 1), "gregorian"),
        (Day(1901, 4, 31), JULIAN),
        (Day(1901, 4, 0), "gregorian"),
    ],
)
def test_days_that_no_calendar_has(day: Day, calendar: str) -> None:
    assert not calendars.exists(day, calendar)


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1, 1, 1, Day(1792, 9, 22)),
        (2, 11, 9, Day(1794, 7, 27)),
        (3, 13, 6, Day(1795, 9, 22)),
        (4, 1, 13, Day(1795, 10, 5)),
        (8, 2, 18, Day(1799, 11, 9)),
        (14, 1, 1, Day(1805, 9, 23)),
        (4, 13, 6, None),
        (8, 2, 31, None),
        (15, 1, 1, None),
        (0, 1, 1, None),
        (3, 14, 1, None),
    ],
)
def test_the_republican_calendar(year: int, month: int, day: int, expected: Day | None) -> None:
    assert calendars.from_republican(year, month, day) == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1598, (3, 22)), (1818, (3, 22)), (1902, (3, 30)), (1943, (4, 25)), (1954, (4, 18)), (2000, (4, 23))],
)
def test_easter(year: int, expected: tuple[int, int]) -> None:
    assert calendars.easter(year)[1:] == expected


@given(st.integers(1583, 2500))
def test_easter_is_a_sunday_between_its_bounds(year: int) -> None:
    easter = calendars.easter(year)
    assert calendars.weekday(easter) == 7
    assert (3, 22) <= easter[1:] <= (4, 25)
