"""Read shortened years that fit several years of the book by the letters beside."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.rules.datelines import spoken_at
from letterbook.settle.dates.printed_dates import Lines, read_lines_of
from letterbook.settle.dates.whole_dates import day_of
from letterbook.settle.structure.regions import Region
from letterbook.settle.text.letter_parts import Part
from letterbook.values.dates.lines import Context

_BESIDE = 4  # letters before and after whose years are looked at
_NEAREST = 2  # of these, on either side
_FEWEST = 2  # years that they print
_ROOM = 10  # years before the first of these and after the last
_WIDEST = 90  # years in which a shortened year may lie: no two end alike

Read = list[tuple[Region, Lines]]


def read_near_years(
    found: Found, letters: Sequence[tuple[Region, Sequence[Part]]], read: Read, context: Context
) -> Read:
    """Read letters whose printed day was not understood again, with the years of the letters beside.

    In a book that runs over more than a hundred years "'98" may be 1798 or 1898; the letters beside tell.
    """
    if context.years is None:
        return read
    out: Read = []
    for at, ((region, parts), (_, lines)) in enumerate(zip(letters, read, strict=True)):
        years = _years_beside(read, at) if lines.refused else None
        if years is not None and years[1] - years[0] < min(_WIDEST, context.years[1] - context.years[0]):
            spoken = spoken_at(context, found.tongues, region.span.start)
            again = read_lines_of(found, parts, spoken._replace(years=years))
            if not again.refused:
                dates = tuple(one._replace(near=True) for one in again.dates)
                out.append((region, again._replace(dates=dates)))
                continue
        out.append((region, lines))
    return out


def _years_beside(read: Read, at: int) -> tuple[int, int] | None:
    """Return the years in which a letter may lie by those beside it; None where these print too few."""
    years: list[int] = []
    for beside in (read[max(0, at - _BESIDE) : at][::-1], read[at + 1 : at + 1 + _BESIDE]):
        mine: list[int] = []
        for _, lines in beside:
            days = (day_of(one.reading.when) for one in lines.dates if one.reading.inherits is None)
            mine += [day.year for day in days if day][:1]
        years += mine[:_NEAREST]
    return (min(years) - _ROOM, max(years) + _ROOM) if len(years) >= _FEWEST else None
