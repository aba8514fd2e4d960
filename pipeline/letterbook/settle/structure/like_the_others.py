"""Correct doubtful places by the book's habit: letters have the heading that nearly all others have.

The model has seen other books. A word or line that heads nearly all letters of this book decides a doubtful
place better than the model; so does a chapter that says neither I nor you in a book whose letters all do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.model.kinds import HEADING
from letterbook.settle.structure.behind_letters import SIGNS, TITLE_GAP, paragraph_of
from letterbook.settle.structure.parted_letters import parted
from letterbook.settle.text.close_lines import ends_letter
from letterbook.settle.text.line_looks import is_spoken, spoken_share
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit
from letterbook.words import known

_FEWEST = 4  # letters that make a habit
_MOST = 0.75  # of them
_NEARLY_ALL = 0.9
_HEAD_UNITS = 6  # units at the head of a letter that may open it
_HEAD = 400  # code points of a heading with what the editor says beside it
_CALLED = 8  # words of a line that calls a letter one
_SPOKEN = 0.02  # of the words of a letter are said between two; apostrophes may look like quotation marks


def without_narrative(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Remove pieces without I, you, date or signature, if the other letters have them."""
    said = [_says(found, units, letter) for letter in letters]
    others = sum(said)
    if len(letters) <= _FEWEST or others < _NEARLY_ALL * len(letters) - 1:
        return list(letters)
    return [letter for letter, one in zip(letters, said, strict=True) if one]


def _says(found: Found, units: Sequence[Unit], letter: Letter) -> bool:
    """Tell whether a piece may be a letter: it is headed as one, dated, signed, or says I or you."""
    mine = units[letter.begin : letter.end + 1]
    first, head = mine[0], HEADING.among(mine[0].kinds)
    titled = first.blank >= TITLE_GAP and len(first.text) <= SHORT
    called = known(found.languages, "head_prefixes").get(head.value.prefix) if head else None
    numbered = called in {"letter", "document"} and any(len(one.text) > SHORT for one in mine)
    named = numbered or (head is not None and head.value.rest == "names")
    dated = "matter.title" not in first.kinds and any(map(str.isdigit, first.text))
    if not titled or named or dated or any(SIGNS & unit.kinds.keys() for unit in mine[:_HEAD_UNITS]):
        return True
    if ends_letter(found, paragraph_of(found, mine[-1])):
        return True
    text = " ".join(unit.text for unit in mine)
    return is_spoken(found, text) or spoken_share(found, text) > _SPOKEN


def at_heads(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Split letters where the heading of nearly all others is printed again, below a gap like theirs.

    The word for a letter is such a heading, too: "The last letter of Brand to his sister" where most others
    are "The third letter".
    """
    words = Counter(units[one.begin].text.split()[0] for one in letters)
    if len(letters) < _FEWEST:
        return list(letters)
    word = max(words, key=lambda one: (words[one], one))
    shared = words[word] >= _MOST * len(letters)
    lines = Counter(_first_line(found, units[one.begin]) for one in letters)

    called = frozenset(w for w, key in known(found.languages, "head_prefixes").items() if key == "letter")
    calls = sum(_is_called(units[one.begin], called) for one in letters) >= _MOST * len(letters)

    def begins(at: int) -> bool:
        unit, below = units[at], units[at + 1]
        if unit.blank < TITLE_GAP and not ({"dateline", "headline"} & below.kinds.keys() and unit.blank):
            return False
        alike = shared and unit.text.split()[0] == word and len(unit.text) <= _HEAD
        alike = alike or (calls and _is_called(unit, called) and len(below.text) > SHORT)
        return lines[_first_line(found, unit)] >= _FEWEST or alike

    return parted(letters, begins)


def _is_called(unit: Unit, called: frozenset[str]) -> bool:
    """Tell whether a line of a few words calls what is below it a letter."""
    words = [token.strip(".,:()[]") for token in unit.text.lower().split()]
    return len(words) <= _CALLED and unit.text[-1] not in ",;:" and not called.isdisjoint(words)


def _first_line(found: Found, unit: Unit) -> str:
    return found.page.lines[unit.first].text.strip()
