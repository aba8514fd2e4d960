"""Compute with days: Gregorian, Julian and Republican calendars, weekdays, Easter.

Every day is counted by its Julian day number (the astronomers' running count), so that one calendar
is turned into another by way of a plain integer. Python's `datetime` knows only one calendar and no
year 1700-02-29, which a Russian or an old English letter may well be dated from.
"""

from __future__ import annotations

from typing import NamedTuple

GREGORIAN = "gregorian"
JULIAN = "julian"
REPUBLICAN = "republican"

#: The first day of the Gregorian calendar, where it was obeyed at once.
REFORM = (1582, 10, 15)
#: The first Gregorian day in Britain and its colonies, the last large country of western Europe.
BRITISH_REFORM = (1752, 9, 14)

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

#: The Gregorian day of September on which each Republican year, from the first (1792), began.
_VENDEMIAIRE = (22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23)


class Day(NamedTuple):
    """A day of some calendar: year, month and day from 1."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        """Write the day as ISO 8601 does."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def is_leap(year: int, calendar: str = GREGORIAN) -> bool:
    """Tell whether a year has a 29 February."""
    if calendar == JULIAN:
        return year % 4 == 0
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def last_day(year: int | None, month: int, calendar: str = GREGORIAN) -> int:
    """Return the number of days in a month, of February in no known year 29; 0 if there is no such month."""
    if month == 2:  # noqa: PLR2004 (February)
        return 29 if year is None or is_leap(year, calendar) else 28
    return _DAYS[month - 1] if 1 <= month <= len(_DAYS) else 0


def exists(day: Day, calendar: str = GREGORIAN) -> bool:
    """Tell whether the calendar has such a day."""
    return 1 <= day.month <= 12 and 1 <= day.day <= last_day(day.year, day.month, calendar)  # noqa: PLR2004


def number(day: Day, calendar: str = GREGORIAN) -> int:
    """Return the Julian day number of a day (its noon)."""
    shift = (14 - day.month) // 12
    year, month = day.year + 4800 - shift, day.month + 12 * shift - 3
    plain = day.day + (153 * month + 2) // 5 + 365 * year + year // 4
    return plain - 32083 if calendar == JULIAN else plain - year // 100 + year // 400 - 32045


def gregorian(count: int) -> Day:
    """Return the Gregorian day of a Julian day number."""
    a = count + 32044
    century = (4 * a + 3) // 146097
    return _from_march(a - 146097 * century // 4, 100 * century - 4800)


def julian(count: int) -> Day:
    """Return the Julian day of a Julian day number."""
    return _from_march(count + 32082, -4800)


def _from_march(days: int, base: int) -> Day:
    # years that begin in March have their leap day at the end, where it disturbs no month's length
    year = (4 * days + 3) // 1461
    rest = days - 1461 * year // 4
    month = (5 * rest + 2) // 153
    return Day(base + year + month // 10, month + 3 - 12 * (month // 10), rest - (153 * month + 2) // 5 + 1)


def to_gregorian(day: Day, calendar: str) -> Day:
    """Return the Gregorian day that a day of a calendar is."""
    return day if calendar == GREGORIAN else gregorian(number(day, calendar))


def weekday(day: Day, calendar: str = GREGORIAN) -> int:
    """Return the weekday of a day, Monday 1 to Sunday 7 (ISO 8601)."""
    return number(day, calendar) % 7 + 1


def from_republican(year: int, month: int, day: int) -> Day | None:
    """Return the Gregorian day of a French Republican one; month 13 are the complementary days.

    The calendar was in use from the year 2 to the beginning of the year 14 (and counted its years
    from 1792); None where it has no such day.
    """
    if not 1 <= year <= len(_VENDEMIAIRE) or not 1 <= month <= 13:  # noqa: PLR2004
        return None
    extra = 6 if year % 4 == 3 else 5  # noqa: PLR2004 (the years 3, 7 and 11 were the long ones)
    if not 1 <= day <= (extra if month == 13 else 30):  # noqa: PLR2004
        return None
    start = number(Day(1791 + year, 9, _VENDEMIAIRE[year - 1]))
    return gregorian(start + 30 * (month - 1) + day - 1)


def easter(year: int) -> Day:
    """Return the Gregorian Easter Sunday of a year."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * shift) // 451
    month, day = divmod(epact + shift - 7 * late + 114, 31)
    return Day(year, month, day + 1)
