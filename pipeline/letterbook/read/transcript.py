"""Build a transcript: what a reader takes from an original, adds and leaves out.

White space is the reader's own: it is neither taken nor added. All else is booked, so that the account is
whole when the reader is done.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from letterbook.file_names import TRANSCRIPT
from letterbook.model import Added, Finding, Left, Origin, Original, Part, Source, Span, Taken, Zone
from letterbook.model.kinds import PRINT_CALL, PRINT_PAGE

RULE = "original"
#: Marks of pages and notes are never broken over lines.
_MARKS = frozenset({PRINT_PAGE, PRINT_CALL})
#: So many of the last signs are kept in mind, for blank lines.
_LAST = 8
#: No more blank lines than these are made of line breaks that an original puts one after the other.
_BLANK = 4


class Transcript:
    """The text so far, and its account."""

    def __init__(
        self, kind: str, *, plain: bool = False, wrapped: bool | None = None, width: int = 0
    ) -> None:
        """Begin an empty one. `width`: longer lines of words are broken at blanks before they reach it."""
        self.kind = kind
        self.width = width
        self.plain, self.wrapped = plain, wrapped
        self.files: dict[str, Original] = {}
        self.length = 0
        self._written: list[str] = []
        self._end = "\n"  # the last sign, and as many before it as are asked for
        self._parts: list[Part] = []
        self._taken: list[Taken] = []
        self._added: list[Added] = []
        self._left: list[Left] = []
        self._evidence: list[Finding] = []
        self._zones: list[Zone] = []

    # ---------------------------------------------------------------- originals

    def file(self, name: str, data: bytes) -> None:
        """Name a file that words are taken from."""
        self.files.setdefault(name, Original(name, data))

    def part(self, part: Part) -> None:
        """Begin a document: all that is booked from here on is of it."""
        self._parts.append(part)

    # ---------------------------------------------------------------- words

    def _write(self, words: str) -> Span:
        start = self.length
        self._written.append(words)
        self.length += len(words)
        self._end = (self._end + words)[-_LAST:]
        return Span(start, self.length)

    def take(self, words: str, node: int, at: int, where: str) -> Span:
        """Write words of the original: of the piece `node`, behind `at` visible signs of it."""
        span = self._write(words)
        if words.strip():
            self._taken.append(Taken(span, len(self._parts) - 1, node, at, where))
        return span

    def add(self, words: str, reason: str, *, shown: bool = False) -> Span:
        """Write signs that the original has not, or not as words; `shown` if its readers see them."""
        span = self._write(words)
        if words.strip():
            self._added.append(Added(span, reason, shown))
        return span

    def leave(self, words: str, node: int, at: int, where: str, reason: str) -> None:
        """Book words of the original that are not written."""
        if words.strip():
            self._left.append(Left(len(self._parts) - 1, node, at, words, where, reason))

    # ---------------------------------------------------------------- white space

    @property
    def at_line(self) -> bool:
        """Tell whether a line begins here."""
        return self._end.endswith("\n")

    @property
    def spaced(self) -> bool:
        """Tell whether the last sign is white space."""
        return self._end[-1:].isspace()

    def space(self) -> None:
        """Write a blank, unless there is white space already."""
        if not self.spaced:
            self._write(" ")

    def line(self) -> None:
        """Begin a line, unless one begins here."""
        if not self.at_line:
            self._write("\n")

    def break_line(self) -> None:
        """End a line, or leave one blank where one begins: but for so many, as a page shows it."""
        if self.length and self._end.rstrip("\n") and not self._end.endswith("\n" * (_BLANK + 1)):
            self._write("\n")

    def blank(self) -> None:
        """Begin a paragraph: let there be a blank line before what follows."""
        self.line()
        if self.length and not self._end.endswith("\n\n"):
            self._write("\n")

    def gap(self, lines: int) -> None:
        """Let so many blank lines stand before what follows, at least."""
        self.blank()
        if self.length:
            have = len(self._end) - len(self._end.rstrip("\n")) - 1
            if have < lines:
                self._write("\n" * (lines - have))

    def indent(self, blanks: int) -> None:
        """Set what follows in from the edge, where a line begins."""
        if self.at_line and self.length:
            self._write(" " * blanks)

    # ---------------------------------------------------------------- evidence

    def find(self, kind: str, start: int, end: int, value: object) -> None:
        """Say of a stretch of the transcript what the original tells of it."""
        self._evidence.append(Finding(kind, Span(start, end), RULE, 1.0, value))

    def zone(self, start: int, box: tuple[int, int, int, int] | None) -> None:
        """Say where on the image of its page a line stands that was taken from `start` on."""
        if box is not None and start < self.length:
            self._zones.append(Zone(Span(start, self.length), box))

    def source(self, name: str) -> Source:
        """Return the transcript as a source called NAME.as-read.txt, with its account."""
        text = "".join(self._written).rstrip("\n") + "\n"
        evidence = sorted(self._evidence, key=lambda f: (f.span, f.kind))
        end = len(text)  # the last words that were taken may have ended in more blank lines
        text, indents = self._wrap(text) if self.width else (text, [])
        moved = _Moved(indents)
        origin = Origin(
            self.kind,
            tuple(self.files.values()),
            tuple(self._parts),
            tuple(one._replace(span=moved(_before(one.span, end))) for one in self._taken),
            tuple(one._replace(span=moved(one.span)) for one in self._added),
            tuple(self._left),
            tuple(replace(one, span=moved(_before(one.span, end))) for one in evidence),
            self.plain,
            self.wrapped,
            tuple(one._replace(span=moved(_before(one.span, end))) for one in self._zones),
        )
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return Source(f"{name}{TRANSCRIPT}", text, digest, origin=origin)

    def _wrap(self, text: str) -> tuple[str, list[tuple[int, int]]]:
        """Break long lines of words at blanks; return the text, and where how much indent was set into it.

        The rules read a book as its transcribers type it: paragraphs in lines, what stands alone by itself.
        Rows of cells stay as they are, and marks of pages and notes.
        """
        fixed = {
            at
            for span in (
                *(a.span for a in self._added),
                *(f.span for f in self._evidence if f.kind in _MARKS),
            )
            for at in range(span.start, span.end)
        }
        pieces: list[str] = []
        indents: list[tuple[int, int]] = []
        start = 0
        for line in text.split("\n"):
            edge = len(line) - len(line.lstrip(" "))
            begins, last = start, -1
            if len(line) > self.width and "   " not in line[edge:]:
                for at in range(start + edge, start + len(line)):
                    if at - begins + (edge if begins > start else 0) >= self.width and last >= 0:
                        pieces += [text[begins:last], "\n", " " * edge]
                        begins, last = last + 1, -1
                        if edge:
                            indents.append((begins, edge))
                    if text[at] == " " and at not in fixed:
                        last = at
            pieces += [text[begins : start + len(line)], "\n"]
            start += len(line) + 1
        return "".join(pieces[:-1]), indents


class _Moved:
    """Maps offsets of a text to those after indents were inserted."""

    def __init__(self, indents: Sequence[tuple[int, int]]) -> None:
        self._at = [at for at, _ in indents]
        self._by = [0, *accumulate(by for _, by in indents)]

    def __call__(self, span: Span) -> Span:
        start = span.start + self._by[bisect_right(self._at, span.start)]
        end = span.end + self._by[bisect_left(self._at, span.end)]
        return Span(start, max(start, end))


def _before(span: Span, end: int) -> Span:
    return span if span.end <= end else Span(min(span.start, end), end)
