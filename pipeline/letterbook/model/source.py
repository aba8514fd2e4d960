"""The source as it came, and stretches of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from letterbook.problems import Place


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
    there, so that the file can be rebuilt byte for byte. `bom` are the bytes before the text.
    """

    name: str
    text: str
    sha256: str
    encoding: str = "utf-8"
    newline: str = "\n"
    bom: bytes = b""

    @cached_property
    def _starts(self) -> list[int]:
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
        """Return the line and column (from 1) of an offset."""
        line = bisect_right(self._starts, offset)
        return Place(self.name, line, offset - self._starts[line - 1] + 1)

    def bytes(self) -> bytes:
        """Rebuild the file's bytes."""
        text = self.text if self.newline == "\n" else self.text.replace("\n", self.newline)
        return self.bom + text.encode(self.encoding)
