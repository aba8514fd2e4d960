"""Give letters that print no day the bounds that their neighbours set, in a book in the order of time."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from letterbook.model import Basis, Cert, Evidence, Guess, Span, When
from letterbook.settle.dates.printed_dates import Lines
from letterbook.settle.dates.whole_dates import Whole, day_of
from letterbook.settle.text.letter_parts import Part
from letterbook.values.dates import calendars
from letterbook.values.iso_dates import MONTH

_NEAR = 3  # letters before and after that are looked at for a day
_FEWEST = 10  # days that show whether a book keeps the order of time
_BACK = 0.03  # of their steps at most this share goes back
_LINES = frozenset({"dateline", "headline"})


def place_undated(
    read: Sequence[Lines], out: Sequence[Sequence[Whole | None]], parts: Sequence[Sequence[Part]]
) -> list[Guess[When] | None]:
    """Return for each letter that prints no date the bounds that those around it set.

    They are of one month, in a book whose letters stand in the order of time throughout. A year that both
    have is not enough: by the gold such letters were of another as often.
    """
    days = [_day(lines, whole) for lines, whole in zip(read, out, strict=True)]
    known = [day[0] for day in days if day]
    steps = list(itertools.pairwise(known))
    back = sum(later < earlier for earlier, later in steps)
    if len(known) < _FEWEST or back > _BACK * len(steps):
        return [None] * len(read)
    made: list[Guess[When] | None] = []
    for at, lines in enumerate(read):
        silent = not lines.dates and not lines.refused and not any(p.kind in _LINES for p in parts[at])
        before = next((day for day in reversed(days[max(0, at - _NEAR) : at]) if day), None)
        after = next((day for day in days[at + 1 : at + 1 + _NEAR] if day), None)
        made.append(_between(before, after) if silent and before and after else None)
    return made


def _day(lines: Lines, whole: Sequence[Whole | None]) -> tuple[int, Span] | None:
    """Return the day of a letter that is printed, or sure, as a running number, and where it stands."""
    for one, date in zip(lines.dates, whole, strict=True):
        day = day_of(date.when) if date and one.reading.role in {None, "sent"} else None
        if date and day and date.cert in {None, Cert.HIGH} and not one.kind.startswith("postscript"):
            return calendars.number(day), one.reading.span
    return None


def _between(before: tuple[int, Span], after: tuple[int, Span]) -> Guess[When] | None:
    first, last = (str(calendars.gregorian(number)) for number, _ in (before, after))
    if before[0] > after[0] or first[:MONTH] != last[:MONTH]:
        return None
    because = (Evidence(before[1], "it stands between the letters of these days"),)
    bounds = When(not_before=first, not_after=last)
    return Guess(bounds, None, Cert.MEDIUM, Basis.CONJECTURE, because, ground="date.order.between")
