"""Find letters divided by rows of stars: each passage between two rows that has a close is one letter.

Many have a date only at their foot, so only the row shows where the next one begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from letterbook.detect.found import Found
from letterbook.model.kinds import HEADING
from letterbook.settle.structure.behind_letters import SAYS, paragraph_of, until
from letterbook.settle.structure.parted_letters import begun_at, is_dateline
from letterbook.settle.text.close_lines import ends_letter
from letterbook.settle.text.line_looks import speaks
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit
from letterbook.words import known

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 4  # letters that begin below rows, at least
_SHARE = 0.3  # of the book's letters
_WHOLE = 0.75  # of the passages between rows must close as letters do
_WITHIN = 6  # rows within one letter, in the mean: they part more than its paragraphs
_SPOKEN = 0.8  # of the passages must say I or you
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


def at_rows_within(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, parted at each row of stars where a few seem to hold very many.

    "LETTERS TO HIS BROTHER" heads many letters, or what is left of them, that only rows part.
    """
    cuts = [_cuts(units, letter) if _is_headed(found, units[letter.begin]) else [] for letter in letters]
    if sum(map(len, cuts)) < max(_FEWEST, _WITHIN * len(letters)):
        return list(letters)
    pieces = [
        (a, b - 1)
        for letter, mine in zip(letters, cuts, strict=True)
        for a, b in pairwise([letter.begin, *mine, letter.end + 1])
    ]
    spoken = [speaks(found, " ".join(unit.text for unit in units[a : b + 1])) for a, b in pieces]
    if sum(spoken) < _SPOKEN * len(pieces):
        return list(letters)
    out = []
    for letter, mine in zip(letters, cuts, strict=True):
        out.append(until(letter, mine[0]) if mine else letter)
        for at, end in pairwise([*mine, letter.end + 1]):
            out.append(replace(begun_at(letter, at), end=end - 1, notes=end - 1))
    return out


def _is_headed(found: Found, unit: Unit) -> bool:
    """Tell whether a piece begins with names, a salutation, or words for letters."""
    head = HEADING.among(unit.kinds)
    if "salute" in unit.kinds or (head is not None and head.value.rest == "names"):
        return True
    words = tuple(known(found.languages, "title_words"))
    return len(unit.text) <= SHORT and any(word.endswith(words) for word in _WORD.findall(unit.text.lower()))


def _cuts(units: Sequence[Unit], letter: Letter) -> list[int]:
    """Return the units below rows of stars within a letter."""
    return [i + 1 for i in range(letter.body, letter.end) if "ornament" in units[i].kinds]


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
