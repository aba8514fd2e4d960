"""Pieces at the ends of a book that nothing opens or closes, where all letters between are opened.

A novel may tell in letters, and go on without them; a preface may stand below a row of stars, as letters do.
"""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.model.kinds import HEADING
from letterbook.settle.structure.behind_letters import OPENS, paragraph_of
from letterbook.settle.text.close_lines import ends_letter
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit
from letterbook.values.dates.year_headings import years_headed

_FEWEST = 6  # letters between
_OPENED = 0.95  # of them
_HEAD = 5  # units at the head of a letter that may open it


def without_unopened_ends(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without pieces before the first, and behind the last, that is opened."""
    opened = [_is_opened(units, letter) for letter in letters]
    if True not in opened:
        return list(letters)
    first, last = opened.index(True), len(opened) - 1 - opened[::-1].index(True)
    between = opened[first : last + 1]
    outside = [*letters[:first], *letters[last + 1 :]]
    if len(between) < _FEWEST or sum(between) < _OPENED * len(between):
        return list(letters)
    if any(_is_closed(found, units, letter) for letter in outside):
        return list(letters)
    return list(letters[first : last + 1])


def _is_opened(units: Sequence[Unit], letter: Letter) -> bool:
    """Tell whether a letter is dated, calls somebody, or is headed by a number (no year) or names."""
    first = units[letter.begin]
    if (head := HEADING.among(first.kinds)) and not years_headed(first.text):
        return head.value.style != "none" or head.value.rest == "names"
    head_units = units[letter.begin : min(letter.begin + _HEAD, letter.end + 1)]
    return any(OPENS & unit.kinds.keys() and not years_headed(unit.text) for unit in head_units)


def _is_closed(found: Found, units: Sequence[Unit], letter: Letter) -> bool:
    foot = [unit for unit in units[letter.begin : letter.end + 1] if "ornament" not in unit.kinds][-2:]
    return any(ends_letter(found, paragraph_of(found, unit)) for unit in foot)
