"""Read days of the Roman calendar: "III Kal. Iul. 1520", "prid. Id. Mart.", "Nonis Apr.", as days and months.

Days are counted back to the Kalends, Nones or Ides that come next, both ends included: the third day before
the Kalends of July is the 29th of June. What counts so becomes two tokens, a day and a month, so that all
forms of dates hold for it; the year that stands beside is that of the day itself, as letters have it.
"""

from __future__ import annotations

import re
from functools import cache

from letterbook.values.dates import calendars
from letterbook.words import read_languages, words
from letterbook.words.patterns import any_of, phrases

_KALENDS, _NONES, _IDES = "kalends", "nones", "ides"
_LATE = frozenset({3, 5, 7, 10})  # months whose Nones and Ides are the 7th and the 15th
_LONG = 5  # letters of a word that means nothing else, in any language, and
_SHORT = 3  # behind a number
_FEBRUARY, _MARCH, _DECEMBER = 2, 3, 12
_LEAP_DAY = 6  # the sixth day before the Kalends of March is counted twice in a leap year
_YEAR = re.compile(r"[.,]*\s*(?:[^\W\d_]+\.?\s+){0,3}(?P<year>1\d{3})(?!\d)")
_YEAR_BEFORE = re.compile(r"(?<!\d)(?P<year>1\d{3})[.,]*\s*\Z")


def day_of(
    row: str, count: int, month: int, year: int | None, *, twice: bool = False
) -> tuple[int, int] | None:
    """Return month and day of the `count`th day before the Kalends, Nones or Ides of a month.

    Both ends are counted: 1 is the day itself, 2 the day before, 0 the day after. None where the calendar has
    no such day, or where it depends on a year that is not known. `twice`: the first of the two sixth days of
    a leap year.
    """
    nones = 7 if month in _LATE else 5
    if count == 0:
        return month, {_KALENDS: 1, _NONES: nones, _IDES: nones + 8}[row] + 1
    if row == _NONES:
        return (month, nones + 1 - count) if 1 <= count < nones else None
    ides = nones + 8
    if row == _IDES:
        return (month, ides + 1 - count) if 1 <= count <= ides - nones else None
    if count == 1:
        return month, 1
    before = month - 1 or _DECEMBER
    size = calendars.last_day(1, before)
    if before == _FEBRUARY and count <= _LEAP_DAY:
        if year is None:
            return None
        leap = calendars.is_leap(
            year, calendars.JULIAN if year <= calendars.REFORM[0] else calendars.GREGORIAN
        )
        size += leap and not twice
    day = size + 2 - count
    middle = 15 if before in _LATE else 13
    return (before, day) if middle < day <= size else None


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a Roman day: how it is counted, the day that it is counted to, the month."""
    spoken = [language for language in sorted(read_languages()) if words(language, "date_roman")]

    def row_of(table: str, row: str = "") -> str:
        entries = {
            entry
            for language in spoken
            for key, found in words(language, table).items()
            if not row or key == row
            for entry in found
        }
        return "|".join(
            re.escape(entry).replace(r"\ ", r"\s*") for entry in sorted(entries, key=lambda e: (-len(e), e))
        )

    anchors = "|".join(f"(?P<{row}>{row_of('date_roman', row)})" for row in (_KALENDS, _NONES, _IDES))
    twice = row_of("date_roman", "twice")
    return re.compile(
        rf"""(?:(?:(?:{row_of("date_roman", "before")})[.\s]+)?(?P<twice>(?:{twice})\s+)?
                (?:(?P<figure>[ivxIVX]+[jJ]?|\d{{1,2}})[.\s]+|(?P<ordinal>{row_of("date_days")})\s+)
             |(?P<eve>{row_of("date_roman", "eve")})[.\s]+
             |(?P<morrow>{row_of("date_roman", "morrow")})[.\s]+)?
        (?:{anchors})(?!\w)[.]?\s*(?:(?:{row_of("date_roman", "month")})\s+)?
        (?P<month>{row_of("months")})(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _numbers(table: str) -> dict[str, int]:
    """Return the words of a table of numbers or months, with their numbers."""
    found: dict[str, int] = {}
    for language in sorted(read_languages()):
        if words(language, "date_roman"):
            for key, entries in words(language, table).items():
                if key.isdigit():
                    for entry in entries:
                        found.setdefault(entry, int(key))
    return found


def _value(figure: str) -> int:
    """Return the number that Roman or Arabic figures state, the last i often written j; 0 where none."""
    if figure.isdigit():
        return int(figure)
    text = figure.upper().replace("J", "I")
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def roman_day(text: str, start: int, languages: tuple[str, ...]) -> tuple[int, int, int, int] | None:
    """Read the Roman day that begins at an offset: day, month, where the month's word begins, and the end.

    Without a number or a word for the eve, a short word ("Non. Mai", "Id.") is one in Latin alone.
    """
    found = _pattern().match(text, start)
    if found is None:
        return None
    row = next(row for row in (_KALENDS, _NONES, _IDES) if found[row])
    latin = any(words(language, "date_roman") for language in languages)
    counted = found["figure"] or found["ordinal"] or found["eve"] or found["morrow"]
    if not latin and len(found[row]) < (_SHORT if counted else _LONG):
        return None
    if found["figure"]:
        count = _value(found["figure"]) or -1
    elif found["ordinal"]:
        count = _numbers("date_days")[" ".join(found["ordinal"].lower().split())]
    else:
        count = 2 if found["eve"] else 1
    month = _numbers("months")[found["month"].lower()]
    if found["morrow"]:
        count = 0
    beside = _YEAR.match(text, found.end()) or _YEAR_BEFORE.search(text[max(0, start - 10) : start])
    day = day_of(row, count, month, int(beside["year"]) if beside else None, twice=bool(found["twice"]))
    return (
        (day[1], day[0], found.start("month"), found.end())
        if day
        else (0, 0, found.start("month"), found.end())
    )


def may_hold(text: str) -> bool:
    """Tell cheaply whether a text may count its days so."""
    return _anchor().search(text) is not None


@cache
def _anchor() -> re.Pattern[str]:
    """Return the word that a Roman day is counted to."""
    rows = phrases(read_languages(), "date_roman", _KALENDS, _NONES, _IDES)
    return re.compile(rf"(?<![^\W\d_])(?:{any_of(rows)})(?!\w)", re.IGNORECASE)
