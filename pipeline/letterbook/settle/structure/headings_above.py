"""Correct beginnings that the model missed by a paragraph: names above a date, or the editor's words.

A heading of names directly above a dateline belongs to the letter, in a book that heads its letters so. An
editor's paragraph above the dateline does not, in a book whose letters begin with what opens them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letterbook.model.kinds import HEADING
from letterbook.settle.structure.behind_letters import OPENS, SAYS
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit

_FEWEST = 3  # letters with names above them make a habit
_NEARLY_ALL = 0.8  # of the letters begin with a heading, or with what opens them
_OPENING = 2  # units below a date of which one is prose: it stands at a letter's head, not at its foot
_DASHES = " -—–"


def from_names(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Begin each letter at the names directly above its date, if other letters of the book have names."""
    moved = [
        _above(units, letter, before.notes + 1 if before else 0)
        for before, letter in zip([None, *letters], letters, strict=False)
    ]
    habit = sum(at < one.begin or _names(units[at]) for at, one in zip(moved, letters, strict=True))
    if habit < _FEWEST:
        return list(letters)
    return [replace(one, begin=at) for at, one in zip(moved, letters, strict=True)]


def _above(units: Sequence[Unit], letter: Letter, free: int) -> int:
    """Return where a letter begins with the names above it; `free` is the first unit no letter holds."""
    at = letter.begin
    if not OPENS & units[at].kinds.keys() or at <= free or not _names(units[at - 1]):
        return at
    at -= 1
    number = HEADING.among(units[at - 1].kinds) if at > free else None
    return at - (number is not None and bool(number.value.number) and number.value.rest == "bare")


def _names(unit: Unit) -> bool:
    """Tell whether a unit is a heading of names: "TO MRS. HALE", "Colonel Hale to Mr. Bell, at York."."""
    head = HEADING.among(unit.kinds)
    led = unit.text.rstrip(_DASHES)[-1:] == ":"  # "To his brother he wrote:--"
    return (
        head is not None and head.value.rest == "names" and unit.blank > 0 and not led and unit.text[0] != "["
    )


def from_openings(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Begin no letter with a paragraph above its date, if most others do not begin so."""
    begun = [_opening(units, letter) for letter in letters]
    own = sum(at == one.begin for at, one in zip(begun, letters, strict=True))
    if own < max(_FEWEST, _NEARLY_ALL * len(letters)):
        return list(letters)
    return [
        replace(one, begin=at, body=max(one.body, at + 1)) for at, one in zip(begun, letters, strict=True)
    ]


def _opening(units: Sequence[Unit], letter: Letter) -> int:
    """Return the dateline right below a paragraph with which a letter seems to begin, or where it begins."""
    first = units[letter.begin]
    if len(first.text) <= SHORT or OPENS & first.kinds.keys() or HEADING.among(first.kinds):
        return letter.begin
    at = letter.begin + 1
    if at > letter.end:
        return letter.begin
    while at < letter.end and "ornament" in units[at].kinds:
        at += 1
    dated = "dateline" in units[at].kinds and len(units[at].text) <= SHORT
    said = (len(unit.text.split()) >= SAYS for unit in units[at + 1 : min(at + 1 + _OPENING, letter.end + 1)])
    return at if dated and any(said) else letter.begin
