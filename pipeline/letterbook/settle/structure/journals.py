"""Remove the days of a journal that a book prints between its letters, below a title: "JOURNAL.".

What stands below such a title, down to the next heading with names, is the journal's, though each day of it
is dated as a letter is. This holds in a book whose letters have headings with names, or numbers; where
several pieces begin with such a title, also where they call somebody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Sequence

from letterbook.detect.found import Found
from letterbook.model.kinds import HEADING
from letterbook.settle.structure.behind_letters import until
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit
from letterbook.words import known

_FEWEST = 4  # letters with headings
_MOST = 0.3  # of all that seem to be letters
_TITLED = (3, 0.2)  # pieces that begin with such a title, and the share of letters with headings then
_HEAD = 5  # units at the head of a letter that may call somebody
_TITLE = 3  # words of such a title
_WORD = re.compile(r"[^\W\d_]+")


def without_journals(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without the days of journals between them."""
    words = known(found.languages, "journal_titles")
    titles = [at for at, unit in enumerate(units) if unit.blank > 0 and _is_title(unit, words)]
    free = [one for one in letters if one.begin not in titles]
    heads = [one.begin for one in free if _is_headed(units[one.begin])]
    few = len(heads) < max(_FEWEST, _MOST * len(letters))
    if few:  # then letters may only call somebody, and what a narrative parts from a journal is no day of it
        heads = [one.begin for one in free if _is_headed(units[one.begin]) or _calls(units, one)]
        titled = len(letters) - len(free)
        if titled < _TITLED[0] or len(heads) < max(_FEWEST, _TITLED[1] * len(letters)):
            return list(letters)
    out = []
    behind = -1  # the unit behind the last day of a journal
    for letter in letters:
        title, head = _last(titles, letter.begin), _last(heads, letter.begin)
        if (title >= 0 and title == letter.begin) or (title > head and (not few or behind == letter.begin)):
            behind = letter.notes + 1
            continue
        inside = next((at for at in titles if letter.body < at <= letter.end), None)
        out.append(letter if inside is None else until(letter, inside))
    return out


def _last(places: Sequence[int], at: int) -> int:
    """Return the last of some places up to one, or -1."""
    return places[i - 1] if (i := bisect_right(places, at)) else -1


def _is_title(unit: Unit, words: Container[str]) -> bool:
    """Tell whether a line titles a journal: "[JOURNAL]", "From the Diary."."""
    tokens = [token.lower() for token in _WORD.findall(unit.text)]
    short = 0 < len(tokens) <= _TITLE and not any(map(str.isdigit, unit.text))
    return short and tokens[-1] in words


def _is_headed(unit: Unit) -> bool:
    head = HEADING.among(unit.kinds)
    return head is not None and (head.value.rest == "names" or bool(head.value.number))


def _calls(units: Sequence[Unit], letter: Letter) -> bool:
    """Tell whether a letter calls somebody in its first lines."""
    first = units[letter.begin : min(letter.begin + _HEAD, letter.end + 1)]
    return any({"salute", "salute.run"} & unit.kinds.keys() for unit in first)
