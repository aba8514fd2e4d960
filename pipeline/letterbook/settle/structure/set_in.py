"""Find letters within a narrative by the margin: each of their lines is indented.

In a life told with letters the narrator's prose begins at the margin of the page, and the letters stand
further in (indents of first lines do not count). If two margins divide nearly all prose, and most indented
passages open or close as letters do, the margin shows where a letter begins and ends. The narrator's chapters
may have numbers: these are not the letters'.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.settle.structure.behind_letters import QUOTES, SAYS, are_opened, paragraph_of
from letterbook.settle.text.close_lines import ends_letter
from letterbook.settle.text.line_looks import addresses
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit

_LINES = 3  # of a paragraph whose margin is sure
_APART = 2  # columns between the margins
_FEWEST = 4  # letters that are set in
_PARTED = 0.8  # of the paragraphs stand at one of the two margins
_TOLD = 0.1  # of them are the narrator's, at least
_CALLED = 0.2  # times as many salutations, at most, stand in the narrative
_LIKE = 0.5  # of what is set in opens, or closes, as a letter does
_SOME = 0.2  # of it: only what does so is a letter
_HEAD = 5  # lines at the head of a letter that may open it
_REACH = 3  # short lines at the margin that the model holds for a letter's head or foot
_SPEECH = re.compile(r"[“\"„«»][^”\"«»]*[,.?!]\s*[”\"«»]\s+[^\W\dA-Z_]")  # "“I shall,” he said"
_NO_QUOTES = str.maketrans(dict.fromkeys('“”"„«»'))
#: How a quotation ends: with the underscore of emphasis, a stop, the mark of a note.
_CLOSED = re.compile(r"[”\"»“](?:[_.]*\s*[\[({]?[\d*†]*[\])}]?)\.?$")
_CHANCE = 0.9  # of the borders of a letter that the margin alone shows


class _Block(NamedTuple):
    """What is set in between two passages of the narrative: first unit, first one of prose, last.

    `framed` says that it opens or closes as a letter does, `calls` that it says you.
    """

    first: int
    prose: int
    last: int
    framed: bool
    calls: bool


def with_set_in(
    found: Found, units: Sequence[Unit], letters: Sequence[Letter], *, exact: bool
) -> list[Letter]:
    """Return the letters that are set in, where the margin parts a book's letters from its narrative.

    `exact` says that numbers without a gap part the letters: they may be those of the narrator's chapters.
    """
    blocks = _blocks(found, units)
    own = sum(any(_heads(units, one.begin, block) for block in blocks) for one in letters)
    if not blocks or (exact and own >= _LIKE * len(letters)):
        return list(letters)
    held = sum(any(one.begin <= b.last and one.end >= b.first for b in blocks) for one in letters)
    if held < _LIKE * len(letters):
        return list(letters)  # most stand by themselves
    out: list[Letter] = []
    for block in blocks:
        out += _letters_of(units, letters, block)
    return sorted(out, key=lambda letter: letter.begin)


def _letters_of(units: Sequence[Unit], letters: Sequence[Letter], block: _Block) -> list[Letter]:
    """Return the letters of a passage that is set in, parted where the model parts it."""
    first, last = block.first, block.last
    begins: dict[int, Letter] = {}
    for letter in letters:
        if block.first < letter.begin <= block.prose:
            first = letter.begin  # above it stands a poem that the narrator quotes
    for letter in letters:
        low, high = sorted((letter.begin, first))
        if high - low <= _HEAD and all(map(_is_short, units[low:high])):
            first = min(low, first)
            begins[first] = replace(letter, begin=first)
        elif first < letter.begin <= block.last:
            begins[letter.begin] = letter
        near = letter.begin <= block.last < letter.end <= block.last + _REACH
        if near and all(map(_is_short, units[block.last + 1 : letter.end + 1])):
            last = letter.end
    if not (block.framed or block.calls or begins):
        return []
    for at in range(block.prose + 1, last):
        if "salute" in units[at].kinds and _is_short(units[at]) and len(units[at + 1].text.split()) >= SAYS:
            head = at - ("dateline" in units[at - 1].kinds and _is_short(units[at - 1]))
            begins.setdefault(head, Letter(head, at + 1, last, last, _CHANCE, _CHANCE))
    for at in range(first + 1, last):
        if _is_short(units[at]) and units[at].text[0] in QUOTES and _CLOSED.search(units[at - 1].text):
            begins.setdefault(at, Letter(at, at + 1, last, last, _CHANCE, _CHANCE))
    begins.setdefault(first, Letter(first, min(first + 1, last), last, last, _CHANCE, _CHANCE))
    starts = sorted(begins)
    ends = [*(at - 1 for at in starts[1:]), last]
    return [
        replace(begins[at], body=min(max(begins[at].body, at), end), end=end, notes=end)
        for at, end in zip(starts, ends, strict=True)
    ]


def _heads(units: Sequence[Unit], at: int, block: _Block) -> bool:
    """Tell whether a letter that begins at a unit begins within a passage, or with lines above it."""
    near = at <= block.last and block.first - at <= _HEAD
    return near and all(map(_is_short, units[at : block.first]))


def _is_short(unit: Unit) -> bool:
    return len(unit.text) <= SHORT and unit.last == unit.first


def _blocks(found: Found, units: Sequence[Unit]) -> list[_Block]:
    """Return the passages that are set in, or quoted, if that parts letters from a narrative."""
    prose = [i for i, unit in enumerate(units) if unit.last - unit.first + 1 >= _LINES]
    margins = [_margin(found, unit) for unit in units]
    usual = sorted(one for one, _ in Counter(margins[i] for i in prose).most_common(2))
    if len(usual) > 1 and usual[1] - usual[0] >= _APART:
        left, right = usual
        said = {i for i in prose if margins[i] == right}
        told = [i for i in prose if margins[i] == left]
        if len(told) + len(said) >= _PARTED * len(prose) and len(told) >= _TOLD * len(prose):
            blocks = _apart(found, units, [margin > left for margin in margins], said)
            if blocks:
                return blocks
    quoted = [unit.text[0] in QUOTES and not _SPEECH.match(unit.text) for unit in units]
    said = {i for i in prose if quoted[i]}
    enough = len(said) <= (1 - _TOLD) * len(prose)
    return _apart(found, units, quoted, said) if said and enough else []


def _apart(found: Found, units: Sequence[Unit], apart: Sequence[bool], said: set[int]) -> list[_Block]:
    """Return the passages whose units are all set `apart` and of which one is prose, if they are letters."""
    blocks = []
    at = 0
    while at < len(units):
        end = at
        while end < len(units) and apart[end]:
            end += 1
        if mine := said & set(range(at, end)):
            blocks.append(_block(found, units, (at, min(mine), end - 1)))
        at = end + 1
    framed = sum(block.framed for block in blocks)
    called = sum("salute" in unit.kinds for unit, is_apart in zip(units, apart, strict=True) if not is_apart)
    if framed < max(_FEWEST, _SOME * len(blocks)) or called > _CALLED * framed:
        return []
    return blocks if framed >= _LIKE * len(blocks) else [block for block in blocks if block.framed]


def _block(found: Found, units: Sequence[Unit], reach: tuple[int, int, int]) -> _Block:
    first, prose, last = reach
    mine = units[first : last + 1]
    opened = are_opened(mine[:_HEAD])
    closed = ends_letter(found, paragraph_of(found, mine[-1]))
    calls = any(addresses(found, unit.text.translate(_NO_QUOTES)) for unit in mine)
    greets = any("salute" in unit.kinds for unit in mine[:_HEAD])
    led = first > 0 and units[first - 1].text[-1] == ":"
    return _Block(first, prose, last, (opened or closed) and (calls or greets or led), calls)


def _margin(found: Found, unit: Unit) -> int:
    """Return how far from the edge of the page the line of a unit stands that begins farthest to the left."""
    return min(line.indent for line in found.page.lines[unit.first : unit.last + 1] if line.text)
