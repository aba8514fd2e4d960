"""Decide the scope of note numbers: the book, a letter, a page, or a series of letters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from letterbook.model import Finding, Span
from letterbook.model.values import NoteOpening
from letterbook.rules.notes.marks import family_of
from letterbook.settle.notes.below_letters import follows, mark_order
from letterbook.settle.structure.regions import Region, Structure


class PrintedNote(NamedTuple):
    """A note: its opening (kind "note.body"), the whole span, where it is printed, and its scope.

    `place` is "end", "foot" or "inline". `scope` is "" where numbers run through the book, else the
    key of the letter (or the number of the page) whose notes begin anew.
    """

    opening: Finding[NoteOpening]
    span: Span
    place: str
    scope: str
    rank: int = 0

    @property
    def family(self) -> str:
        """Return what the note is numbered by: "figure", "letter", "roman" or "sign"."""
        value = self.opening.value
        return value.family or family_of(value.number)


class Group(NamedTuple):
    """Notes that stand together: the index of their region, where they stand, and which they are.

    `area` is the text of their page above them, and `page` its number, where they stand at a page's foot.
    """

    owner: int
    span: Span
    notes: list[PrintedNote]
    area: Span | None = None
    page: str = ""


def by_scope(
    structure: Structure, groups: Sequence[Group], pinned: str | None = None
) -> tuple[list[PrintedNote], dict[str, tuple[Span, ...]]]:
    """Start a new scope wherever the numbers start again: at a letter, a page, or a series of letters.

    Where the editor has `pinned` "letter", begin one with every letter and nowhere else.
    Returns the notes with their scopes, and for each scope where its calls may stand.
    """
    scopes: list[list[Group]] = []
    last = ""
    for group in groups:
        first = group.notes[0].opening.value.number
        same = bool(scopes) and group.owner == scopes[-1][-1].owner and group.area is None
        goes_on = follows(last, first) if first and last else same
        if pinned == "letter":
            goes_on = same = bool(scopes) and group.owner == scopes[-1][-1].owner
        if not goes_on or (not same and not first[:1].isdigit()):
            scopes.append([])
        scopes[-1].append(group)
        last = group.notes[-1].opening.value.number or last
    notes: list[PrintedNote] = []
    areas: dict[str, tuple[Span, ...]] = {}
    used: dict[str, int] = {}
    ends: dict[int, int] = {}
    for scope in scopes:
        first_ = scope[0]
        name = f"p{first_.page}" if first_.page else structure.regions[first_.owner].key or f"m{first_.owner}"
        used[name] = used.get(name, 0) + 1
        key = name if used[name] == 1 else f"{name}-{used[name]}"
        areas[key] = tuple(
            g.area or _area(structure.regions[g.owner], g.span, ends.get(g.owner, 0)) for g in scope
        )
        ends |= {g.owner: g.span.end for g in scope}
        notes += [n._replace(scope=key) for g in scope for n in g.notes]
    return ranked(notes), areas


def _area(region: Region, notes: Span, after: int) -> Span:
    """Return where the calls of some notes may stand: above them, and within a letter also below them.

    `after` is where the notes before them in the same region ended; from there on their calls stand.
    """
    if not region.span.meets(notes):
        return region.span  # the notes stand at the end of the book
    start = max(region.span.start, after)
    return Span(start, notes.end if after else region.span.end)


def ranked(notes: Sequence[PrintedNote]) -> list[PrintedNote]:
    """Count the notes of each scope from 0."""
    count: dict[str, int] = {}
    out = []
    for note in notes:
        rank = count.get(note.scope, 0)
        count[note.scope] = rank + 1
        out.append(note._replace(rank=rank))
    return out


def runs_through(notes: Sequence[PrintedNote]) -> bool:
    """Tell whether the numbers run through the whole book rather than begin again by letter or page."""
    marks = [n.opening.value.number for n in notes if n.opening.value.number]
    if any(not mark[0].isdigit() for mark in marks):
        return False
    numbers = [mark_order(mark) for mark in marks]
    rises = sum(a < b for a, b in pairwise(numbers))
    return rises >= 0.95 * (len(numbers) - 1)
