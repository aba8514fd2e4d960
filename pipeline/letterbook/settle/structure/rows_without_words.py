"""Find letters by layout alone: pieces below dates, below salutations, above dates at the foot.

In a language without a word list only such repeated lines, and the short lines around them, show the letters.
A diary has dates too, but no such short lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.units import Unit
from letterbook.values.dates.figures import DAY, without_year

#: The first and the last unit of a piece.
Piece = tuple[int, int]

_FRAMED = 0.6  # of the pieces have a short line below the date or at the foot
_ROW = 3  # such pieces, at least
_FRAME = 40  # code points of such a line
_STACK = 70  # code points of a line above prose that is no prose itself
_DAY = re.compile(rf"(?<!\d){DAY}(?!\d)")
_CLOSES = frozenset({"matter.title", "note.title", "licence"})


def by_layout(units: Sequence[Unit]) -> list[Piece]:
    """Return the pieces of the row that holds most: of dates above, of salutations, of dates at the foot."""
    dated = [i for i in range(len(units)) if _has_day_and_year(units[i]) or "dateline" in units[i].kinds]
    saluted = [i for i in range(len(units)) if "salute" in units[i].kinds]
    rows = [_above(units, dated), _saluted(units, saluted)]
    if _at_foot(units, dated):
        rows[0] = _above_dates(units, dated)
    return max(rows, key=len)


def pieces_below(units: Sequence[Unit], heads: Sequence[int], fewest: int) -> list[Piece]:
    """Return the pieces below the heads that look as most of them do; none where they are too few."""
    looks = Counter(_look(units[i]) for i in heads)
    if not looks:
        return []
    look = max(looks, key=lambda one: (looks[one], one))
    starts = [i for i in heads if _look(units[i]) == look]
    if heads[0] not in starts and units[heads[0]].indent == look[1]:
        starts.insert(0, heads[0])  # a title above the first sets it apart by more blank lines
    return _from_starts(units, starts) if len(starts) >= fewest else []


def _from_starts(units: Sequence[Unit], starts: Sequence[int]) -> list[Piece]:
    last = next((i for i in range(starts[-1], len(units)) if _CLOSES & units[i].kinds.keys()), len(units))
    return list(zip(starts, [*(start - 1 for start in starts[1:]), last - 1], strict=True))


def _above(units: Sequence[Unit], dated: Sequence[int]) -> list[Piece]:
    """Return the pieces that have a date above, if most are framed by short lines."""
    heads = [i for i in dated if i + 1 < len(units) and i + 1 not in dated]
    pieces = pieces_below(units, heads, _ROW)
    framed = sum(
        end > start + 1 and any(_frames(units[i]) for i in (start + 1, end)) for start, end in pieces
    )
    return pieces if framed >= _FRAMED * len(pieces) else []


def _saluted(units: Sequence[Unit], saluted: Sequence[int]) -> list[Piece]:
    """Return the pieces that a salutation opens, with the lines above that close no other."""
    if len(saluted) < _ROW:
        return []
    return _from_starts(units, [_top(units, i) for i in saluted])


def _top(units: Sequence[Unit], salute: int) -> int:
    """Return where a letter with a known salutation begins: below the widest gap above it, or at its date."""
    first = salute
    while first > 0 and len(units[first - 1].text) <= _STACK and "salute" not in units[first - 1].kinds:
        first -= 1
    stack = range(first + (first > 0), salute + 1) if first < salute else range(salute, salute + 1)
    widest = max((units[i].blank for i in stack), default=0)
    if widest > min((units[i].blank for i in stack), default=0):
        return max(i for i in stack if units[i].blank == widest)
    return next((i for i in stack if "dateline" in units[i].kinds and i + 1 == salute), salute)


def _at_foot(units: Sequence[Unit], dated: Sequence[int]) -> bool:
    """Tell whether the dates of a book stand below its letters: prose above the first, a gap behind most."""
    if len(dated) < _ROW or not any(len(unit.text) > SHORT for unit in units[: dated[0]]):
        return False
    behind = [i for i in dated if i + 1 == len(units) or units[i + 1].blank > units[i].blank]
    return len(behind) >= _FRAMED * len(dated) or dated[-1] >= len(units) - 1


def _above_dates(units: Sequence[Unit], dated: Sequence[int]) -> list[Piece]:
    """Return the pieces that have a date at their foot, if most have a short line above it as well."""
    prose = next(i for i, unit in enumerate(units) if len(unit.text) > SHORT)
    first = prose
    while first > 0 and units[first].blank <= 1 and len(units[first - 1].text) <= _STACK:
        first -= 1
    pieces = list(zip([first, *(i + 1 for i in dated[:-1])], dated, strict=True))
    framed = sum(end > start and _frames(units[end - 1]) for start, end in pieces)
    return pieces if framed >= _FRAMED * len(pieces) and all(end > start for start, end in pieces) else []


def _has_day_and_year(unit: Unit) -> bool:
    """Tell whether a short line has a day and a year in figures, and words: "Praha, 3. ledna 1843."."""
    has_year, rest = without_year(unit.text)
    if len(unit.text) > SHORT or not has_year or unit.blank == 0:
        return False
    return _DAY.search(rest) is not None and any(map(str.isalpha, rest))


def _frames(unit: Unit) -> bool:
    """Tell whether a line may call upon somebody, or sign: it is short and begins with a capital letter."""
    return len(unit.text) <= _FRAME and unit.text[0].isupper() and not _has_day_and_year(unit)


def _look(unit: Unit) -> tuple[int, int]:
    return min(unit.blank, 4), unit.indent
