"""Remove the days of a journal that a book prints between its letters, below a title: "JOURNAL.".

What stands below such a title, down to the next heading with names, is the journal's, though each day of it
is dated as a letter is. This holds in a book whose letters have headings with names, or numbers.
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
_TITLE = 3  # words of such a title
_WORD = re.compile(r"[^\W\d_]+")


def without_journals(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without the days of journals between them."""
    words = known(found.languages, "journal_titles")
    titles = [at for at, unit in enumerate(units) if unit.blank > 0 and _is_title(unit, words)]
    heads = [one.begin for one in letters if _is_headed(units[one.begin]) and one.begin not in titles]
    if not titles or len(heads) < max(_FEWEST, _MOST * len(letters)):
        return list(letters)
    out = []
    for letter in letters:
        title, head = _last(titles, letter.begin), _last(heads, letter.begin)
        if title > head or (title >= 0 and title == letter.begin):
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
