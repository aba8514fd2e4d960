"""Gather what was found, kept and built of a book, and show passages of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from letterbook.detect.found import Found
from letterbook.model import Block, Edition, Finding, Letter, Node, Note, Span, leaves, letters, notes
from letterbook.model.kinds import CALL
from letterbook.model.values import NoteCall
from letterbook.settle.notes.judge import Notes, find_notes
from letterbook.settle.settled import Settled
from letterbook.settle.structure.one_letter import structure_of
from letterbook.settle.structure.regions import Structure

_QUOTE = 50  # code points of a passage that is shown
_FEW = 6  # of a kind are named one by one


@dataclass(frozen=True)
class Trait:
    """One trait of a layout: what was found, the evidence, what came second, and whether it is pinned."""

    name: str
    found: str
    because: tuple[str, ...] = ()
    rival: str = ""
    pinned: bool = False


@dataclass(frozen=True)
class View:
    """A book of letters as it was found, as it was settled, and as it was built."""

    found: Found
    settled: Settled
    edition: Edition

    @cached_property
    def structure(self) -> Structure:
        """Return the regions as the rules alone find them, without an editor's single decisions."""
        return structure_of(self.found)

    @cached_property
    def judged(self) -> Notes:
        """Return the notes as the rules alone find them."""
        return find_notes(self.found, self.structure)

    @cached_property
    def letters(self) -> tuple[Letter, ...]:
        """Return the letters of the edition."""
        return letters(self.edition)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Return the notes of the edition."""
        return tuple(notes(self.edition))

    @cached_property
    def calls(self) -> tuple[Finding[NoteCall], ...]:
        """Return the calls of notes, in the order of the text."""
        return tuple(CALL.pick(self.settled.inlines))


def extent(node: Letter | Note | Block) -> Span:
    """Return the span of all that a node holds."""
    held = list(leaves(node.children))
    return Span(held[0].span.start, held[-1].span.end) if held else Span(0, 0)


def blocks(nodes: Sequence[Node], kind: str) -> Iterator[Span]:
    """Yield the spans of the blocks of a kind among some nodes, and inside postscripts and the like."""
    for node in nodes:
        if isinstance(node, Block):
            if node.kind == kind:
                yield extent(node)
            else:
                yield from blocks(node.children, kind)


# ------------------------------------------------------------------ words


def count(n: int, what: str) -> str:
    """Say how many there are: "1 letter", "2 letters"."""
    return f"{n} {what}{'s' * (n != 1)}"


def clip(text: str, size: int = _QUOTE) -> str:
    """Write words on one line, cut to a length."""
    line = " ".join(text.split())
    return line if len(line) <= size else f"{line[: size - 1].rstrip()}…"


def line_of(found: Found, offset: int) -> int:
    """Return the line of the source, from 1, on which an offset lies."""
    return found.page.source.place(offset).line


def lines_of(found: Found, span: Span) -> str:
    """Name the lines of a span, without the blank ones around it: "12-40"."""
    text = found.page.source.quote(span)
    first = line_of(found, span.start + len(text) - len(text.lstrip()))
    last = line_of(found, span.start + max(1, len(text.rstrip())) - 1)
    return f"{first}" if first == last else f"{first}-{last}"


def shown(found: Found, span: Span) -> str:
    """Show the words of a span and their line."""
    return f"“{clip(found.page.source.quote(span))}” (line {line_of(found, span.start)})"


def shown_line(found: Found, offset: int) -> str:
    """Show the whole line at an offset."""
    lines = found.page.lines
    return shown(found, lines[min(found.line_at(offset), len(lines) - 1)].span)


def listed(items: Sequence[str]) -> str:
    """Name the first few, and say how many there are beside them."""
    named = ", ".join(items[:_FEW])
    return f"{named} and {len(items) - _FEW} more" if len(items) > _FEW else named
