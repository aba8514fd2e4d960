"""The model's letters against each other: what is none, and what holds two.

The model judges paragraph by paragraph. What is said here needs a whole letter and the whole book: in a book
whose letters are opened and closed, a piece that is neither is the title of a part with what follows it; a
signature in the midst, with a date below it and another close at the end, parts two letters. What stands
behind a letter is judged in `behind_letters.py`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model.kinds import HEADING
from letterbook.model.values import Heading
from letterbook.settle.structure.behind_letters import (
    CLOSED,
    OPENS,
    SAYS,
    SIGNS,
    TITLE_GAP,
    paragraph_of,
    paragraphs_of,
    until,
    without_behind,
)
from letterbook.settle.text.closes import close, ends_letter
from letterbook.settle.text.line_looks import addresses, is_titled, speaks
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit

_FEWEST = 3  # other letters that show how the book prints them
_MOST = 0.75  # of them must be opened, and closed, where a piece that is neither is none
_NEARLY_ALL = 0.9  # where its heading looks like theirs
_ADDRESS = 3  # short lines between a number and where a letter seems to begin
_OPENING = 6  # units at the head of a letter that may open it
_NAMES = frozenset({"to", "from-to", "from"})
_YEAR = re.compile(r"\b1\d\d\d\b")


class Signs(NamedTuple):
    """What a letter has: an opening, a close, a number or names above it, anything of a letter at all."""

    opened: bool
    closed: bool
    numbered: bool
    named: bool
    any: bool


def mended(
    found: Found,
    units: Sequence[Unit],
    letters: Sequence[Letter],
    *,
    exact: bool,
    ruled: Collection[int] = (),
) -> list[Letter]:
    """Return the letters without those that are none, parted where they hold two, and without what follows.

    `ruled` are the units of which the editor has decided: a letter that begins there is left as it is.
    `exact` says that numbers without a gap part them: then only what stands behind the last number is parted.
    """
    plain = [letter if letter.begin in ruled else _from_heading(units, letter) for letter in letters]
    sound = {letter.begin for letter in without_bare(found, units, plain)}
    kept = [letter for letter in plain if letter.begin in sound or letter.begin in ruled]
    parted = [part for letter in kept for part in _parted(found, units, letter, exact=exact)]
    parted = parted if exact else at_datelines(units, parted)
    return without_behind(found, units, parted)


def _from_heading(units: Sequence[Unit], letter: Letter) -> Letter:
    """Return a letter that begins at its heading, where prose stands above that: "... CHARLES TO ANN."."""
    first = units[letter.begin]
    if letter.end <= letter.begin + 1 or len(first.text) <= SHORT or OPENS & first.kinds.keys():
        return letter
    head = HEADING.among(units[letter.begin + 1].kinds)
    if head is None or head.value.rest != "names" or units[letter.begin + 1].blank < TITLE_GAP:
        return letter
    return replace(letter, begin=letter.begin + 1, body=max(letter.body, letter.begin + 2))


def from_numbers(units: Sequence[Unit], letters: Sequence[Letter], numbered: Collection[int]) -> list[Letter]:
    """Return the letters, begun at the number above where only short lines, as of an address, lie between.

    `numbered` holds the offsets of the headings with numbers that the judge of headings keeps.
    """
    out: list[Letter] = []
    for letter in letters:
        free = out[-1].notes + 1 if out else 0
        at = letter.begin
        while at > max(free, letter.begin - _ADDRESS) and units[at].span.start not in numbered:
            at -= 1
        above = units[at : letter.begin]
        moves = units[at].span.start in numbered and all(len(unit.text) <= SHORT for unit in above)
        out.append(replace(letter, begin=at) if moves else letter)
    return out


def at_wanted(units: Sequence[Unit], letters: Sequence[Letter], wanted: Collection[int]) -> list[Letter]:
    """Return the letters, parted at the headings that stand where a number of the book's is wanted.

    `wanted` holds the offsets of those headings, which the judge of headings read.
    """
    return [
        part
        for letter in letters
        for part in _cut(letter, [i for i in _inner(letter) if units[i].span.start in wanted])
    ]


def _from(letter: Letter, at: int) -> Letter:
    """Return what is a letter of its own from a unit on; the model has said nothing of its beginning."""
    return replace(letter, begin=at, body=at + 1, verdict="", why=())


def _inner(letter: Letter) -> range:
    """Return the units at which another letter may begin within one."""
    return range(letter.body + 1, letter.end)


def _cut(letter: Letter, places: Sequence[int]) -> list[Letter]:
    """Return a letter cut in parts, each but the first beginning at one of the units named, in order."""
    out = [letter]
    for at in places:
        out[-1:] = [until(out[-1], at), _from(letter, at)]
    return out


def _signs_of(found: Found, units: Sequence[Unit], letter: Letter) -> Signs:
    mine = units[letter.begin : letter.end + 1]
    head = HEADING.among(mine[0].kinds)
    value = head.value if head else Heading()
    _, parts = close(found, paragraphs_of(found, mine[1:])) if len(mine) > 1 else ([], [])
    return Signs(
        any(OPENS & unit.kinds.keys() for unit in mine[:_OPENING]),
        any(part.kind in CLOSED for part in parts),
        bool(value.number),
        value.style == "none" and value.prefix in _NAMES,
        any(SIGNS & unit.kinds.keys() for unit in mine),
    )


def without_bare(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without those that have nothing of one, where the book opens and closes them."""
    if len(letters) <= _FEWEST:
        return list(letters)
    signs = [_signs_of(found, units, letter) for letter in letters]
    whole = sum(one.opened and one.closed for one in signs)
    numbered, named = sum(one.numbered for one in signs), sum(one.named for one in signs)
    out = []
    for letter, one in zip(letters, signs, strict=True):
        others = len(letters) - 1
        like = (one.numbered and numbered * 2 > others) or (one.named and named * 2 > others)
        text = " ".join(unit.text for unit in units[letter.begin + 1 : letter.end + 1])
        titled = _is_title(found, units[letter.begin]) and not speaks(found, text)
        has_something = one.opened or one.any or (one.closed and not titled)
        bare = not has_something and whole >= (_NEARLY_ALL if like else _MOST) * others
        told = not speaks(found, text) if not like else not (one.numbered or addresses(found, text))
        if not bare or not (told or (not like and _is_title(found, units[letter.begin]))):
            out.append(letter)
    return out


def _is_title(found: Found, unit: Unit) -> bool:
    """Tell whether a piece begins with the title of a part, not with an hour: "5 heures, soir."."""
    return "matter.title" in unit.kinds or unit.text.isupper() or is_titled(found, unit.text)


def _parted(found: Found, units: Sequence[Unit], letter: Letter, *, exact: bool) -> list[Letter]:
    """Part a letter at the dateline of another one, below the first one's signature."""
    head = HEADING.among(units[letter.begin].kinds)
    if exact and head is not None and head.value.number:
        return [letter]
    above = [unit for unit in units[letter.begin : letter.body + 1] if _is_dateline(unit)]
    year = any(_YEAR.search(unit.text) for unit in above)
    for at in range(letter.body + 2, letter.end):
        unit = units[at]
        if (
            above
            and _is_dateline(unit)
            and (_YEAR.search(unit.text) or not year)
            and ends_letter(found, paragraph_of(found, units[at - 1]))
            and _goes_on(found, units[at + 1 : letter.end + 1])
        ):
            return [until(letter, at), *_parted(found, units, _from(letter, at), exact=exact)]
    return [letter]


def at_datelines(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, parted at datelines below such gaps as the book has above nearly all letters."""
    dated = [units[letter.begin] for letter in letters if _is_dateline(units[letter.begin])]
    gap = min((unit.blank for unit in dated[1:]), default=0)
    if len(dated) <= _FEWEST or len(dated) < _MOST * len(letters) or gap < TITLE_GAP:
        return list(letters)
    indents = {unit.indent > 0 for unit in dated}

    def begins(at: int) -> bool:
        unit, above = units[at], units[at - 1]
        apart = unit.blank >= gap > above.blank and (unit.indent > 0) in indents
        return apart and _is_dateline(unit) and not _is_dateline(units[at + 1])

    return [part for letter in letters for part in _cut(letter, list(filter(begins, _inner(letter))))]


def _is_dateline(unit: Unit) -> bool:
    return "dateline" in unit.kinds and len(unit.text) <= SHORT and any(map(str.isdigit, unit.text))


def _goes_on(found: Found, units: Sequence[Unit]) -> bool:
    """Tell whether what stands below a date is a letter: a salutation, or prose, and a close of its own."""
    if "salute" in units[0].kinds:
        return True
    if len(units[0].text.split()) < SAYS or "postscript" in units[0].kinds:
        return False
    _, parts = close(found, paragraphs_of(found, units))
    return any(part.kind in {"valediction", "signed"} for part in parts)
