"""Letters that nothing heads but their dates: the last resort where the model finds few or none.

A book whose every piece begins with a dateline of one look, on a line of its own, above prose that says I or
you, may be one of letters, however strange its dates are printed ("12./24. Januar 1828."). A diary looks the
same: whether these are letters is asked last (`settle/doubts/is_letters.py`).

Where the words of a language are not known, a date is a short line that has a day and a year in figures, and
the pieces are letters where most are framed by short lines: below the date, or at the foot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.settle.text.line_looks import is_spoken
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit
from letterbook.words import read_languages

_FEWEST = 4  # pieces in a row
_SPOKEN = 0.5  # of them say I or you
_SAYS = 9  # words of prose, at least
_CHANCE = 0.7  # of the borders of such a letter
_FRAMED = 0.6  # of the pieces, in a language without words, have a short line below the date or at the foot
_ROW = 3  # such pieces, at least
_FRAME = 40  # code points of such a line
_DAY = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
_CLOSES = frozenset({"matter.title", "note.title", "licence"})


def by_dates(found: Found, units: Sequence[Unit]) -> list[Letter]:
    """Return the letters of a book that has nothing but dates above them, or none."""
    if found.languages[0] not in read_languages():
        return _by_figures(units)
    dated = [i for i in range(len(units) - 1) if _is_dated(units[i]) and not _is_dated(units[i + 1])]
    dated = [i for i in dated if _says(units[i + 1 : i + 3])]
    pieces = _pieces(units, dated, _FEWEST)
    texts = [" ".join(unit.text for unit in units[start + 1 : end + 1]) for start, end in pieces]
    if sum(is_spoken(found, text) for text in texts) < _SPOKEN * len(texts):
        return []
    return _letters(pieces)


def _by_figures(units: Sequence[Unit]) -> list[Letter]:
    """Return the letters of a book in a language without words, by the figures and the gaps of the page."""
    rows = [i for i in range(len(units) - 1) if _has_day_and_year(units[i])]
    pieces = _pieces(units, [i for i in rows if i + 1 not in rows], _ROW)
    framed = sum(
        end > start + 1 and any(_frames(units[i]) for i in (start + 1, end)) for start, end in pieces
    )
    return _letters(pieces) if pieces and framed >= _FRAMED * len(pieces) else []


def _pieces(units: Sequence[Unit], dated: Sequence[int], fewest: int) -> list[tuple[int, int]]:
    """Return the first and last unit of the pieces below the dates that look as most of them do."""
    looks = Counter(_look(units[i]) for i in dated)
    if not looks:
        return []
    look = max(looks, key=lambda one: (looks[one], one))
    starts = [i for i in dated if _look(units[i]) == look]
    if dated[0] not in starts and units[dated[0]].indent == look[1]:
        starts.insert(0, dated[0])  # a title above the first sets it apart by more blank lines
    if len(starts) < fewest:
        return []
    last = next((i for i in range(starts[-1], len(units)) if _CLOSES & units[i].kinds.keys()), len(units))
    return list(zip(starts, [*(start - 1 for start in starts[1:]), last - 1], strict=True))


def _letters(pieces: Sequence[tuple[int, int]]) -> list[Letter]:
    return [Letter(start, start + 1, end, end, _CHANCE, _CHANCE) for start, end in pieces]


def _says(units: Sequence[Unit]) -> bool:
    """Tell whether prose stands below a date, or below its salutation."""
    called = len(units) > 1 and "salute" in units[0].kinds
    return len(units[called].text.split()) >= _SAYS


def _has_day_and_year(unit: Unit) -> bool:
    """Tell whether a short line has a day and a year in figures, and words: "Praha, 3. ledna 1843."."""
    year = _YEAR.search(unit.text)
    if len(unit.text) > SHORT or year is None or unit.blank == 0:
        return False
    rest = unit.text[: year.start()] + " " + unit.text[year.end() :]
    return _DAY.search(rest) is not None and any(map(str.isalpha, rest))


def _frames(unit: Unit) -> bool:
    """Tell whether a line may call upon somebody, or sign: it is short and begins with a capital letter."""
    return len(unit.text) <= _FRAME and unit.text[0].isupper() and not _has_day_and_year(unit)


def _is_dated(unit: Unit) -> bool:
    return "dateline" in unit.kinds and len(unit.text) <= SHORT and any(map(str.isdigit, unit.text))


def _look(unit: Unit) -> tuple[int, int]:
    return min(unit.blank, 4), unit.indent
