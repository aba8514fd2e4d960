"""Notes of the letter above with which a letter seems to begin: "[1] To his sister." below a long letter.

A note is told from what runs on by its call near above it. Where the letter is long the call stands far off,
and the note is the first that the model sees of the next one: its mark is no number of a letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letterbook.structure_model.reading import Letter
from letterbook.structure_model.running import MARK, call_of
from letterbook.structure_model.units import Unit

_CALLED = "[{"  # a mark in round brackets numbers a list as well


def without_notes_above(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, each begun behind the notes that the letter directly above it calls."""
    out: list[Letter] = []
    for letter in letters:
        above = out[-1] if out and out[-1].notes + 1 == letter.begin else None
        at = letter.begin
        while above is not None and at < letter.end and _is_called(units, above, at):
            at += 1
        if above is None or at == letter.begin:
            out.append(letter)
            continue
        out[-1] = replace(above, notes=at - 1)
        out.append(replace(letter, begin=at, body=max(letter.body, min(at + 1, letter.end))))
    return out


def _is_called(units: Sequence[Unit], letter: Letter, at: int) -> bool:
    """Tell whether a unit is a note whose mark stands in a letter's words."""
    mark = MARK.match(units[at].text)
    if mark is None or mark["open"] not in _CALLED or len(units[at].text) == mark.end():
        return False
    return any(call_of(mark).search(unit.text) for unit in units[letter.begin : letter.end + 1])
