"""Find letters divided by rows of stars: each passage between two rows that has a close is one letter.

Many have a date only at their foot, so only the row shows where the next one begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from letterbook.detect.found import Found
from letterbook.settle.structure.behind_letters import SAYS, paragraph_of, until
from letterbook.settle.structure.parted_letters import begun_at, is_dateline
from letterbook.settle.text.close_lines import ends_letter
from letterbook.settle.text.line_looks import speaks
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit

_FEWEST = 4  # letters that begin below rows, at least
_SHARE = 0.3  # of the book's letters
_WHOLE = 0.75  # of the passages between rows must close as letters do
_FOOT = 3  # lines at the foot of a letter, at most: farewell, name, date


def at_rows(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, one for each passage between two rows of stars that is a whole letter.

    The book must have letters below rows already, and nearly all of its passages must close: then rows part
    letters, and do not stand within them.
    """
    passages = _passages(units)
    below = {first for first, _ in passages}
    rows = sum(letter.begin in below for letter in letters)
    whole = [(first, last) for first, last in passages if _is_whole(found, units[first : last + 1])]
    if rows < max(_FEWEST, _SHARE * len(letters)) or len(whole) < _WHOLE * len(passages):
        return list(letters)
    out = list(letters)
    for first, last in whole:
        mine = [letter for letter in out if first <= letter.begin <= last]
        if not mine:
            new = _new(out, first, last)
            out = [until(one, first) if one.begin < first <= one.end else one for one in out]
            out = sorted([*out, new], key=lambda one: one.begin)
        elif len(mine) == 1 and mine[0].begin > first and not _closes(found, units[first : mine[0].begin]):
            moved = replace(mine[0], begin=first, body=first + 1, end=max(mine[0].end, last))
            out = [moved if one is mine[0] else one for one in out]
            out = [until(one, first) if one.begin < first <= one.end else one for one in out]
    return out


def _passages(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Return the first and last unit of what stands between two rows."""
    rows = [i for i, unit in enumerate(units) if "ornament" in unit.kinds]
    return [(a + 1, b - 1) for a, b in pairwise(rows) if b - 1 > a + 1]


def _is_whole(found: Found, units: Sequence[Unit]) -> bool:
    text = " ".join(unit.text for unit in units)
    says = any(len(unit.text.split()) >= SAYS for unit in units)
    return says and speaks(found, text) and _closes(found, units[-_FOOT:])


def _closes(found: Found, units: Sequence[Unit]) -> bool:
    """Tell whether somebody signs or bids farewell in these lines."""
    return any(
        len(unit.text) <= SHORT and not is_dateline(unit) and ends_letter(found, paragraph_of(found, unit))
        for unit in units
    )


def _new(letters: Sequence[Letter], first: int, last: int) -> Letter:
    """Return a new letter with the probability of the one that it stood in."""
    around = next((one for one in letters if one.begin < first <= one.end), letters[0])
    return replace(begun_at(around, first), end=last, notes=last)
