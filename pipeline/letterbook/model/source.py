"""Declare the source as it was read, and spans of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from letterbook.problems import Place

if TYPE_CHECKING:
    from letterbook.model.origin import Origin


class Span(NamedTuple):
    """A stretch of the source: `start` inclusive, `end` exclusive, in code points."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Source:
    """The text as it came, decoded and otherwise untouched.

    A file whose lines all end in CR LF, or all in CR, is held with LF; `newline` says what stood
    there, so that the file can be rebuilt byte for byte. `bom` are the bytes before the text. A text that
    came in another form is a transcript, and `origin` says whence.
    """

    name: str
    text: str
    sha256: str
    encoding: str = "utf-8"
    newline: str = "\n"
    bom: bytes = b""
    view: View | None = field(default=None, compare=False)
    origin: Origin | None = field(default=None, compare=False)

    @cached_property
    def line_starts(self) -> list[int]:
        """Return the offsets at which the lines begin."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def quote(self, span: Span) -> str:
        """Return the words at a span."""
        return self.text[span.start : span.end]

    def place(self, offset: int) -> Place:
        """Return the line and column (from 1) of an offset; for a view, those in the source below it."""
        if self.view:
            return self.view.below.place(self.view.at(offset))
        line = bisect_right(self.line_starts, offset)
        return Place(self.name, line, offset - self.line_starts[line - 1] + 1)

    def bytes(self) -> bytes:
        """Rebuild the file's bytes."""
        text = self.text if self.newline == "\n" else self.text.replace("\n", self.newline)
        return self.bom + text.encode(self.encoding)


class Cut(NamedTuple):
    """What a view leaves out of its source, and why.

    `side` says where a mark belongs: it "opens" the word behind it, or "closes" the one before; "" for a
    page's mark and white space, which stand between words. `n` is the number that a page's mark gives, `facs`
    the image of the page.
    """

    span: Span
    reason: str
    side: str = ""
    n: str | None = None
    facs: str = ""


class Raised(NamedTuple):
    """A passage of a source that is set off, with its marks, and how (TEI @rend)."""

    span: Span
    rend: str


@dataclass(frozen=True)
class View:
    """How a view of a source comes from it: what was cut out, in order, and what the marks among it say.

    An offset of the view is that of the same character below, less what was cut out before it.
    """

    below: Source
    cuts: tuple[Cut, ...]
    raised: tuple[Raised, ...]

    @cached_property
    def _at(self) -> tuple[list[int], list[int], list[int]]:
        """Return for each cut its offset in the view, where it begins below, and what is gone with it."""
        offsets: list[int] = []
        gone: list[int] = []
        total = 0
        for cut in self.cuts:
            offsets.append(cut.span.start - total)
            total += cut.span.end - cut.span.start
            gone.append(total)
        return offsets, [cut.span.start for cut in self.cuts], gone

    @cached_property
    def raised_ends(self) -> frozenset[int]:
        """Return the offsets in the view at which passages end that are set off."""
        return frozenset(self.above(one.span.end) for one in self.raised)

    def at(self, offset: int) -> int:
        """Return the offset below of the character at an offset of the view."""
        offsets, _, gone = self._at
        before = bisect_right(offsets, offset)
        return offset + (gone[before - 1] if before else 0)

    def span(self, span: Span) -> Span:
        """Return the span below of a span of the view: from its first character to its last."""
        start = self.at(span.start)
        return Span(start, self.at(span.end - 1) + 1 if span.end > span.start else start)

    def around(self, span: Span) -> Span:
        """Return the span below of a span of the view, with the marks at its first and last words."""
        start, end = self.span(span)
        _, starts, _ = self._at
        low = bisect_left(starts, start) - 1
        while low >= 0 and self.cuts[low].side == "opens" and self.cuts[low].span.end == start:
            start = self.cuts[low].span.start
            low -= 1
        high = bisect_left(starts, end)
        while high < len(self.cuts) and self.cuts[high].side == "closes" and starts[high] == end:
            end = self.cuts[high].span.end
            high += 1
        return Span(start, end)

    def above(self, offset: int) -> int:
        """Return the offset in the view of an offset below; of one that was cut out, where that was."""
        _, starts, gone = self._at
        at = bisect_right(starts, offset) - 1
        if at < 0:
            return offset
        before = gone[at - 1] if at else 0
        return (
            min(offset, self.cuts[at].span.start) - before
            if offset < self.cuts[at].span.end
            else offset - gone[at]
        )
