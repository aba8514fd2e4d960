"""The values of dating attributes: XML Schema's dates (att.datable.w3c), and ISO 8601's (att.datable.iso).

The attributes that end in -iso may hold more than the others: a span, a week, a day of the year, the basic
form without hyphens, and what the extended format of 2019 (EDTF) adds. What cannot be compared as days is
let pass there.
"""

from __future__ import annotations

import re
from calendar import isleap
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

#: The attributes that date an element, without the endings that tell in which form.
DATING = ("when", "from", "to", "notBefore", "notAfter")
#: Each with its form: @when-iso is looked at as @when is.
ATTRIBUTES = frozenset((*DATING, *(f"{name}-iso" for name in DATING)))

#: The forms of att.datable.w3c: XML Schema's dates and times.
_ZONE = r"(?:Z|[+-]\d\d:\d\d)?"
_TIME = r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
_FORM = re.compile(
    rf"(?:-?(?P<year>\d{{4,}})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T{_TIME})?)?)?"
    rf"|--(?P<of>\d\d)(?:-(?P<on>\d\d))?|---(?P<alone>\d\d)|{_TIME}){_ZONE}"
)
#: The basic form of ISO 8601.
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{2,6}(?:Z|[+-]\d{2,4})?)?")
#: What ISO 8601 has beside: weeks and days of the year, decades and centuries, times, durations, EDTF's
#: unknown figures, qualifications, seasons, sets and open ends.
_OTHER = re.compile(
    r"""-?\d{4}-?W\d\d(?:-?\d)?(?:T.*)?     # a week, a day of it
    |-?\d{4}-?\d{3}                         # a day of the year
    |\d{2,3}                                # a century, a decade
    |T?\d\d(?::?\d\d){0,2}(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?
    |\d{4}-\d\d-\d\dT\d\d(?::?\d\d){0,2}(?:[.,]\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)?
    |P[\dYMWDTHS.,]+
    |[?~%]?(?:Y-?\d+|-?[\dX]{2,4})(?:[SE]\d+)?[?~%]?(?:-[?~%]?[\dX]{2}[?~%]?){0,2}
    |[\[{](?:\.\.)?[-\dX,. ?~%]+(?:\.\.)?[\]}]
    |\.\.|""",
    re.VERBOSE,
)
#: The most days of each month, from 1.
_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Extent(NamedTuple):
    """The days between which something lies, as ISO days; "" where an end is open."""

    first: str
    last: str

    def is_before(self, other: Extent) -> bool:
        """Tell whether this ends before the other begins."""
        return bool(self.last and other.first and self.last < other.first)


_NO_DAYS = Extent("", "")


def dated(element: etree._Element, name: str) -> str:
    """Return what an element says by one of the dating attributes, in whichever form; "" if nothing."""
    return element.get(name) or element.get(f"{name}-iso") or ""


def said_by(element: etree._Element, name: str) -> str:
    """Return which attribute `dated` reads: the plain one, or the one of ISO 8601."""
    return name if element.get(name) else f"{name}-iso"


def extent_of(element: etree._Element) -> Extent | None:
    """Return the days between which the attributes of a date put it; None if they do not say, or wrongly."""
    if when := dated(element, "when"):
        days = days_of(when, is_iso=not element.get("when"))
        return days if days and (days.first or days.last) else None
    first = days_of(dated(element, "from") or dated(element, "notBefore"), is_iso=True)
    last = days_of(dated(element, "to") or dated(element, "notAfter"), is_iso=True)
    if (first and first.first) or (last and last.last):
        return Extent(first.first if first else "", last.last if last else "")
    return None


@lru_cache(maxsize=4096)
def days_of(value: str, *, is_iso: bool = False) -> Extent | None:
    """Return the first and the last day that a value covers, None if there is no such date.

    What names no year of ours covers no days that could be compared: both are "". The 31st stands for the
    last day of any month, since days are only compared.
    """
    value = value.strip()
    form = _FORM.fullmatch(value)
    if is_iso and (form is None or _BASIC.fullmatch(value)):
        return _iso_days(value)
    return None if form is None else _days(form, value)


def _days(form: re.Match[str], value: str) -> Extent | None:
    if not _exists(form):
        return None
    year, month, day = form["year"], form["month"], form["day"]
    if not year or len(year) != len("1895") or value.startswith("-"):
        return _NO_DAYS
    return Extent(f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}")


def _iso_days(value: str) -> Extent | None:
    first, slash, last = value.partition("/")
    if slash and "/" not in last:
        begin, end = (days_of(part, is_iso=True) for part in (first, last))
        return None if begin is None or end is None else Extent(begin.first, end.last)
    if basic := _BASIC.fullmatch(value):
        return days_of("-".join(basic.groups()))
    return _NO_DAYS if _OTHER.fullmatch(value) else None


def _exists(form: re.Match[str]) -> bool:
    month, day = form["month"] or form["of"], form["day"] or form["on"] or form["alone"]
    if month and not 1 <= int(month) <= 12:  # noqa: PLR2004 (months)
        return False
    if not day or not 1 <= int(day) <= _DAYS[int(month or 1)]:
        return not day
    return (month, day) != ("02", "29") or not form["year"] or isleap(int(form["year"]))
