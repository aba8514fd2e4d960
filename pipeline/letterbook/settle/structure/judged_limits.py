"""Limit the model by the exact judge and the editor's cuts: allowed labels, numbers that run on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.model.kinds import LICENCE, NOTE_TEXT
from letterbook.settle.structure.heading_series import value_of
from letterbook.settle.structure.judged import Judged
from letterbook.settle.structure.pinned import find_cuts
from letterbook.structure_model.agreement import Link
from letterbook.structure_model.labels import (
    BACK,
    BEGIN,
    BETWEEN,
    END,
    FRONT,
    HEAD,
    INSIDE,
    NAMES,
    NOTE,
)
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.tagger import Clamps
from letterbook.structure_model.units import Unit

#: A unit that is no letter's.
NO_LETTER = frozenset({BETWEEN, FRONT})
_NO_BEGINNING = frozenset(range(len(NAMES))) - {BEGIN}


def links_of(units: Sequence[Unit], judged: Judged) -> list[Link]:
    """Return the units whose headings bear the numbers of the letters, by the judge."""
    at = {unit.span.start: i for i, unit in enumerate(units)}
    out: list[Link] = []
    last: tuple[int, str] | None = None
    for head, start, _ in judged.letters:
        if not head.value.number or head in judged.amended or start not in at:
            continue
        number = value_of(head)
        runs_on = last is not None and (
            number[0] - last[0] == 1 or (number[0] == last[0] and number[1] > last[1])
        )
        out.append(Link(at[start], runs_on))
        last = number
    return out


def clamps_of(found: Found, units: Sequence[Unit], book: Span, judged: Judged) -> Clamps:
    """Return the labels that are allowed: by licences, the editor's cuts, numbers that run on exactly.

    If numbers run on without a gap, letters begin at them, and nowhere before or between them. Behind the
    last there may be others, in an appendix; but a list of notes has numbers too. The title of a preface or
    of a part between them ends a letter. In a contents list none begins, nor at the last line of a book
    ("FINIS").
    """
    cuts = find_cuts(found)
    out: dict[int, frozenset[int]] = {}
    exact = {start for _, start, _ in judged.letters} if judged.is_exact() else set()
    parted = _parted_by_title(judged, exact)
    last = max(exact, default=0)
    final = max((i for i, unit in enumerate(units) if unit.span.start < book.end), default=-1)
    inside = _inside_notes(found)
    fenced = [block.span for block in found.of(LICENCE) if block.value.place == "between"]
    for i, unit in enumerate(units):
        start = unit.span.start
        if start < book.start:
            out[i] = frozenset({FRONT})
        elif _holding(fenced, start):
            out[i] = frozenset({BETWEEN})
        elif start in exact or (cuts.begin is not None and start == book.start):
            out[i] = frozenset({BEGIN})
        elif start in parted:
            out[i] = frozenset({BETWEEN})
        elif start >= book.end:
            out[i] = frozenset({BACK, FRONT} if cuts.end is None else {BACK, NOTE, FRONT})
        elif start < last or (exact and opens_note(unit)) or (i == final and len(unit.text) <= SHORT):
            out[i] = _NO_BEGINNING
        elif (note := _holding(inside, start)) and note.start < start:
            out[i] = _NO_BEGINNING  # a letter within a note is no letter of the book
        elif any(one.start <= start < one.end for one in judged.lists):
            out[i] = _NO_BEGINNING
    return out


def _holding(spans: Sequence[Span], at: int) -> Span | None:
    """Return which of some spans, sorted and apart, holds an offset."""
    near = bisect_right(spans, at, key=lambda span: span.end)
    return spans[near] if near < len(spans) and spans[near].start <= at else None


def _inside_notes(found: Found) -> list[Span]:
    """Return the notes whose ends are certain."""
    return sorted(note.span for note in found.of(NOTE_TEXT) if note.value.sure)


class Ruling(NamedTuple):
    """What the editor says of the line at an offset: the labels it may have, whether it begins a letter."""

    at: int
    labels: frozenset[int]
    begins: bool | None


#: What the tables of the editor's decisions allow.
RULINGS: Mapping[str, tuple[frozenset[int], bool | None]] = {
    "heading": (frozenset({BEGIN}), True),
    "not-heading": (_NO_BEGINNING, False),
    "matter": (frozenset({NOTE, BETWEEN, BACK, FRONT}), None),
    "not-matter": (frozenset({HEAD, INSIDE, END}), None),
}


def clamped_by_editor(
    units: Sequence[Unit], clamps: Clamps, rulings: Sequence[Ruling]
) -> tuple[Clamps, Mapping[int, bool]]:
    """Add the editor's limits; return them with the units that the editor says begin a letter, or do not.

    Where a line stands within a unit, the unit is left alone: letters begin with whole units.
    """
    at = {unit.span.start: i for i, unit in enumerate(units)}
    out, ruled = dict(clamps), {}
    for one in rulings:
        i = at.get(one.at)
        if i is None:
            continue
        out[i] = one.labels
        if one.begins is not None:
            ruled[i] = one.begins
    return out, ruled


def clamps_of_pins(units: Sequence[Unit], clamps: Clamps, judged: Judged) -> Clamps:
    """Return the limits if the editor says what heads a letter: only such lines begin one."""
    starts = {start for _, start, _ in judged.letters}
    first = min(starts, default=0)
    out = dict(clamps)
    for i, unit in enumerate(units):
        if unit.span.start in starts:
            out[i] = frozenset({BEGIN})
        elif unit.span.start < first:
            out[i] = frozenset({FRONT})
        elif BEGIN in out.get(i, _NO_BEGINNING | {BEGIN}):
            out[i] = out.get(i, _NO_BEGINNING) & _NO_BEGINNING or _NO_BEGINNING
    return out


def _parted_by_title(judged: Judged, exact: set[int]) -> set[int]:
    """Return where the title of a preface or of a part ends a letter.

    The judge is believed where numbers run on without a gap, or begin again behind the title.
    """
    out = set()
    for (head, _, end), (following, start, _) in pairwise(judged.letters):
        if end == start or not (head.value.number and following.value.number):
            continue
        if exact or value_of(following) <= value_of(head):
            out.add(end)
    return out


def opens_note(unit: Unit) -> bool:
    """Tell whether a unit begins like a note."""
    body = unit.kinds.get("note.body")
    return body is not None and body.span.start == unit.span.start
