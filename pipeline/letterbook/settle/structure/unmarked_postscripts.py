"""A few words below a signature that speak to the reader, with no "P.S." before them.

They stand off from the letter as the next heading does, and are its writer's all the same: an editor says
neither I nor you. In a book that has an editor's passages behind its letters nothing is told by that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from letterbook.detect.found import Found
from letterbook.settle.structure.behind_letters import QUOTES, SAYS, SIGNS, paragraph_of
from letterbook.settle.text.close_lines import ends_letter
from letterbook.settle.text.line_looks import is_of_others, is_spoken
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit

_MOST = 3  # paragraphs below a signature
_HABIT = 0.1  # of the letters have other words behind them, by which it is the book's habit
_OTHER = frozenset({"ornament", "note.body", "note.title", "matter.title", "letter.head", "licence"})


def with_postscripts(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, each with what its writer says below the signature, down to the next letter."""
    gaps = [range(above.notes + 1, below.begin) for above, below in pairwise(letters)]
    said = [_is_said(found, units, letter, gap) for letter, gap in zip(letters, gaps, strict=False)]
    others = sum(bool(gap) and not is_so for gap, is_so in zip(gaps, said, strict=True))
    if not any(said) or others >= max(2, _HABIT * len(letters)):
        return list(letters)
    below = [
        replace(letter, end=gap[-1], notes=gap[-1]) if is_so else letter
        for letter, gap, is_so in zip(letters, gaps, said, strict=False)
    ]
    return [*below, letters[-1]]


def _is_said(found: Found, units: Sequence[Unit], letter: Letter, gap: range) -> bool:
    """Tell whether all that stands between a letter's signature and the next letter is said by its writer."""
    if not 0 < len(gap) <= _MOST or not ends_letter(found, paragraph_of(found, units[letter.end])):
        return False
    indents = {unit.indent for unit in units[letter.body : letter.end] if len(unit.text.split()) >= SAYS}
    return all(
        unit.indent in indents
        and unit.raised != "em"
        and unit.text[0] not in QUOTES + "[("
        and not (_OTHER | SIGNS) & unit.kinds.keys()
        and is_spoken(found, unit.text)
        and not is_of_others(found, unit.text)
        for unit in (units[at] for at in gap)
    )
