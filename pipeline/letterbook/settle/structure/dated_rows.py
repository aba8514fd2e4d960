"""Find letters that have only their dates as headings: the last resort where the model finds few or none.

A book whose every piece begins with a dateline of one look, on a line of its own, above prose that says I or
you, may be a book of letters, however strangely its dates are printed ("12./24. Januar 1828."). A diary looks
the same; `settle/doubts/is_letters.py` decides later whether these are letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.settle.structure.rows_without_words import Piece, by_layout, pieces_below
from letterbook.settle.text.line_looks import is_spoken
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit
from letterbook.words import read_languages

_FEWEST = 4  # pieces in a row
_SPOKEN = 0.5  # of them say I or you
_SAYS = 9  # words of prose, at least
_CHANCE = 0.7  # of the borders of such a letter


def by_dates(found: Found, units: Sequence[Unit]) -> list[Letter]:
    """Return the letters of a book that has nothing but dates above them, or none."""
    if found.languages[0] not in read_languages():
        return _letters(by_layout(units))
    dated = [i for i in range(len(units) - 1) if _is_dated(units[i]) and not _is_dated(units[i + 1])]
    dated = [i for i in dated if _says(units[i + 1 : i + 3])]
    pieces = pieces_below(units, dated, _FEWEST)
    texts = [" ".join(unit.text for unit in units[start + 1 : end + 1]) for start, end in pieces]
    if sum(is_spoken(found, text) for text in texts) < _SPOKEN * len(texts):
        return []
    return _letters(pieces)


def _letters(pieces: Sequence[Piece]) -> list[Letter]:
    return [Letter(start, start + 1, end, end, _CHANCE, _CHANCE) for start, end in pieces]


def _says(units: Sequence[Unit]) -> bool:
    """Tell whether prose stands below a date, or below its salutation."""
    called = len(units) > 1 and "salute" in units[0].kinds
    return len(units[called].text.split()) >= _SAYS


def _is_dated(unit: Unit) -> bool:
    return "dateline" in unit.kinds and len(unit.text) <= SHORT and any(map(str.isdigit, unit.text))
