"""Letters that nothing heads but their dates: the last resort where the model finds few or none.

A book whose every piece begins with a dateline of one look, on a line of its own, above prose that says I or
you, may be one of letters, however strange its dates are printed ("12./24. Januar 1828."). A diary looks the
same: whether these are letters is asked last (`settle/doubts/is_letters.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.settle.text.line_looks import is_spoken
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit

_FEWEST = 4  # pieces in a row
_SPOKEN = 0.5  # of them say I or you
_SAYS = 9  # words of prose, at least
_CHANCE = 0.7  # of the borders of such a letter
_CLOSES = frozenset({"matter.title", "note.title", "licence"})


def by_dates(found: Found, units: Sequence[Unit]) -> list[Letter]:
    """Return the letters of a book that has nothing but dates above them, or none."""
    dated = [i for i in range(len(units) - 1) if _is_dated(units[i]) and not _is_dated(units[i + 1])]
    dated = [i for i in dated if len(units[i + 1].text.split()) >= _SAYS]
    looks = Counter(_look(units[i]) for i in dated)
    if not looks:
        return []
    look = max(looks, key=lambda one: (looks[one], one))
    starts = [i for i in dated if _look(units[i]) == look]
    if len(starts) < _FEWEST:
        return []
    last = next((i for i in range(starts[-1], len(units)) if _CLOSES & units[i].kinds.keys()), len(units))
    ends = [*(start - 1 for start in starts[1:]), last - 1]
    texts = [
        " ".join(unit.text for unit in units[start + 1 : end + 1])
        for start, end in zip(starts, ends, strict=True)
    ]
    if sum(is_spoken(found, text) for text in texts) < _SPOKEN * len(texts):
        return []
    return [
        Letter(start, start + 1, end, end, _CHANCE, _CHANCE) for start, end in zip(starts, ends, strict=True)
    ]


def _is_dated(unit: Unit) -> bool:
    return "dateline" in unit.kinds and len(unit.text) <= SHORT and any(map(str.isdigit, unit.text))


def _look(unit: Unit) -> tuple[int, int]:
    return min(unit.blank, 4), unit.indent
