"""Read two dates and what joins them: durations, bounds, and one day in two styles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from letterbook.model import When
from letterbook.values.dates import calendars
from letterbook.values.dates.calendars import JULIAN, Day
from letterbook.values.dates.extents import Extent, extent
from letterbook.values.dates.grammar import Said, read_single
from letterbook.values.dates.reading import Context, Unread
from letterbook.values.dates.tokens import Token

#: What may join two dates: to, a dash, in/à, and, or, a stroke. (German and French "au", "à" are "to".)
JOINS = "u-ijJ/"
_JOIN = re.compile(r"[u\-ijJ/]")
_BACKWARD = "the second date lies before the first"
_NEITHER = "two dates that are neither one day in two styles nor a day and the next"


class Core(NamedTuple):
    """The signs and tokens of a date without brackets and doubts, and what else is known of it.

    `uncertain` is set where a duration can only be meant as bounds: "[4. - 5. Juni?]".
    """

    signs: str
    tokens: Sequence[Token]
    context: Context
    weekday: int | None = None
    style: str | None = None
    uncertain: bool = False

    def part(self, start: int, end: int | None = None) -> Core:
        """Return some of the tokens."""
        return self._replace(signs=self.signs[start:end], tokens=self.tokens[start:end])

    def extent(self, said: Said) -> Extent:
        """Return what a date can mean here. Raises Unread."""
        return extent(said, self.context, self.weekday, self.style)


def read_pair(core: Core, start: int, joins: str = JOINS, meaning: str = "") -> tuple[When, Said] | None:
    """Read two dates, each completed from the other; the second is returned with what both mean.

    `meaning` overrides the sign that joins them ("b": between). None where they are none; raises Unread.
    """
    refused: Unread | None = None
    for join in _JOIN.finditer(core.signs, start):
        if join.group() not in joins:
            continue
        left, right = core.part(start, join.start()), core.part(join.end())
        right = right.part(1) if right.signs.startswith("-") else right  # a dash of two hyphens
        try:
            one = read_single(left.signs.rstrip("."), left.tokens, core.context, beside=True)
            two = read_single(right.signs, right.tokens, core.context, beside=True) if one else None
            pair = one and two and _complete_each_other(one, two, turning=join.group() != "/")
            if pair and all((said.month or 1) <= 12 for said in pair):  # noqa: PLR2004 (else it is an hour)
                return _joined(core, *pair, meaning or join.group()), pair[1]
        except Unread as unread:
            refused = refused or unread
    if refused is not None:
        raise refused
    return None


def _complete_each_other(one: Said, two: Said, *, turning: bool) -> tuple[Said, Said] | None:
    if one.relative or two.relative or one.republican or two.republican or one.name or two.name:
        return None
    month = one.month or two.month
    year = one.year or two.year
    left = one._replace(month=one.month or month, year=one.year or year)
    right = two._replace(month=two.month or month, year=two.year or year)
    if (left.day is None) != (right.day is None) or (left.month is None) != (right.month is None):
        return None
    if turning and one.year is None and year is not None and (left.month or 0) > (right.month or 0):
        left = left._replace(year=year - 1)  # "28 December - 3 January 1791"
    return left, right


def _joined(core: Core, one: Said, two: Said, join: str) -> When:
    if join == "/":
        both = _two_styles(one, two)
        if both is not None:
            return both
    quiet = core._replace(weekday=None)
    left, right = quiet.extent(one), quiet.extent(two)
    if join != "/" and left.first > right.last:
        raise Unread(_BACKWARD, core.tokens[0].start)
    follow = left.day and right.day and calendars.number(right.day) - calendars.number(left.day) == 1
    if join in "/j" and not (follow or (left.day is None and _next_days(one, two))):
        raise Unread(_NEITHER, core.tokens[0].start)
    custom = f"{left.custom}/{right.custom}" if left.custom and right.custom else None
    calendar = left.calendar if left.calendar == right.calendar else None
    if join in "Jb/" or core.uncertain:
        return When(not_before=left.first, not_after=right.last, custom=custom, calendar=calendar)
    return When(start=left.first, end=right.last, custom=custom, calendar=calendar)


def _next_days(one: Said, two: Said) -> bool:
    return one.month == two.month and one.day is not None and two.day == one.day + 1


def _two_styles(one: Said, two: Said) -> When | None:
    """Return the day of two calendars, whichever stands first; None where the two days are no such pair."""
    for old, new in ((one, two), (two, one)):
        if old.day is None or new.day is None or old.month is None or new.month is None:
            return None
        # without a year every lag of the calendars is tried: `complete` looks again when the year is known
        for year in [new.year] if new.year else [1850, 1750, 1650, 1950]:
            turn = old.month == 12 and new.month == 1  # noqa: PLR2004 (the old year had not ended)
            day = Day(year - turn, old.month, old.day)
            fresh = Day(year, new.month, new.day)
            if old.year not in {None, day.year, fresh.year} or not calendars.exists(day, JULIAN):
                continue
            if calendars.to_gregorian(day, JULIAN) != fresh:
                continue
            if new.year:
                return When(when=str(fresh), custom=str(day), calendar=JULIAN)
            return When(when=f"-{str(fresh)[4:]}", custom=f"-{str(day)[4:]}", calendar=JULIAN)
    return None
