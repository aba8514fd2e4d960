"""Divide the source into lines and paragraphs, which is how every rule looks at it.

A text is *wrapped* when its paragraphs run over several lines; otherwise it has one line for each
paragraph. Which of the two it is, is told from the text as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from letterbook.model import Source, Span

#: A line that ends this many signs before the margin, though the next word would have fitted,
#: ends its paragraph. Fewer is the usual raggedness of lines broken by hand.
_SLACK = 9
#: A line longer than this is no line of a printed page, but a paragraph.
_WIDEST = 110

#: No line of a page of print is longer, and few paragraphs on one line are as short.
_PRINTED = 90
_BEYOND = 1 << 20  # code points, more than a line has
#: So many lines that run on into the next show that a text is wrapped;
_RUNNING = 3
#: a shorter one may be a line of an address, or of verse.
_SHORTEST = 55
#: A block is set narrower if its longest line is as long as this, and ends so far before the page's margin.
_FULL, _NARROWER = 60, 9
#: Blank lines of a gap, where nearly all gaps wider than one line are of one size: how many these count as.
_GAP, _NEARLY_ALL, _GAPS = 2, 0.95, 3
_HYPHENS = "-\u00ad\u2010\u00ac"  # at the end of a line they break a word


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span without the white space around it.

    `index` counts the lines that are not blank; `indent` is in code points; `blank` is the number
    of blank lines before it.
    """

    index: int
    span: Span
    text: str
    indent: int
    blank: int

    def within(self, span: Span) -> Line:
        """Return what of the line stands in a span, without the white space around it."""
        if span.holds(self.span):
            return self
        start, end = max(self.span.start, span.start), min(self.span.end, span.end)
        raw = self.text[start - self.span.start : end - self.span.start]
        words = raw.strip()
        start += len(raw) - len(raw.lstrip())
        return replace(self, span=Span(start, start + len(words)), text=words)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together: a paragraph, a heading, a line of an address."""

    lines: tuple[Line, ...]

    @property
    def span(self) -> Span:
        """Return the span from the first line's first sign to the last line's last."""
        return Span(self.lines[0].span.start, self.lines[-1].span.end)

    @property
    def first(self) -> Line:
        """Return the first line."""
        return self.lines[0]

    def within(self, span: Span) -> Paragraph:
        """Return what of the paragraph stands in a span that holds some of its words."""
        return Paragraph(tuple(line.within(span) for line in self.lines if line.span.meets(span)))


@dataclass(frozen=True)
class Page:
    """A source cut into lines."""

    source: Source
    lines: tuple[Line, ...]
    pinned: bool | None = None  # the editor's word on whether it is wrapped

    @cached_property
    def starts(self) -> list[int]:
        """Return where each line starts, for looking lines up."""
        return [line.span.start for line in self.lines]

    @cached_property
    def ends(self) -> list[int]:
        """Return where each line ends."""
        return [line.span.end for line in self.lines]

    @cached_property
    def width(self) -> int:
        """Return the margin: how long the lines of running paragraphs get, in code points."""
        inner = sorted(_length(a) for a, b in zip(self.lines, self.lines[1:], strict=False) if not b.blank)
        return inner[int(len(inner) * 0.95)] if inner else 0

    @cached_property
    def wrapped(self) -> bool:
        """Tell whether paragraphs run over several lines: whether most of the text stands in such.

        In a book of postcards most of it stands in headings and closes; then lines that run on into the next
        tell it, where there is no line that a page of print could not hold, or half of the full lines do.
        """
        if self.pinned is not None:
            return self.pinned
        inner = total = wide = runs = full = longest = 0
        for i, line in enumerate(self.lines):
            size = _length(line)
            total += size
            wide += size if size > _WIDEST else 0
            full += size >= _SHORTEST
            longest = max(longest, size)
            runs += i + 1 < len(self.lines) and _runs_on(line, self.lines[i + 1])
            beside = not line.blank or (i + 1 < len(self.lines) and not self.lines[i + 1].blank)
            if beside and size <= _WIDEST:
                inner += size
        if inner * 2 > total or (runs >= _RUNNING and (wide * 10 < total or runs * 2 >= full)):
            return True
        return runs > 1 and longest <= _PRINTED

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs in order."""
        return tuple(paragraphs(self.lines, self.width, wrapped=self.wrapped))

    def ends_early(self, line: Line, after: Line) -> bool:
        """Tell whether a line stops although the next line's first word would have fitted on it."""
        return ends_early(line, after, self.width)


def _runs_on(line: Line, after: Line) -> bool:
    """Tell whether a line of print runs on into the next: it is long, and ends within a sentence."""
    return not after.blank and _SHORTEST <= _length(line) <= _WIDEST and line.text[-1] not in ".!?:;"


def _length(line: Line) -> int:
    return line.indent + len(line.text)


def ends_early(line: Line, after: Line, width: int) -> bool:
    """Tell whether a line stops although the first word of the line after would have fitted.

    A long line that ends within a sentence stops nothing, however wide other lines of the page are; nor does
    one that ends within a word.
    """
    if line.text[-1] in _HYPHENS and not line.text.endswith("--"):
        return False
    if _runs_on(line, after) and (line.text[-1].isalnum() or line.text[-1] in ",-"):
        return False
    left = width - _length(line) - 1 - _SLACK
    return left > 0 and len(after.text.split(None, 1)[0]) <= left


def in_bracket(line: Line, after: Line) -> bool:
    """Tell whether a bracket that a line leaves open is closed by the next: "(Received / 3 May.)"."""
    for mark, end in ("()", "[]"):
        left = line.text.rfind(mark)
        if left > line.text.rfind(end) and -1 < after.text.find(end) < (after.text.find(mark) % _BEYOND):
            return True
    return False


def _margin(lines: Sequence[Line], at: int, width: int) -> int:
    """Return the margin of the block that begins at a line: the page's, or its own if it is set narrower.

    The paragraphs of one book may be filled to other widths: a line is short against those beside it.
    """
    longest, end = _length(lines[at]), at + 1
    while end < len(lines) and not lines[end].blank:
        longest = max(longest, _length(lines[end]))
        end += 1
    return longest if _FULL <= longest < width - _NARROWER else width


def paragraphs(lines: Sequence[Line], width: int, *, wrapped: bool) -> list[Paragraph]:
    """Cut lines into paragraphs: at blank lines, and where a line ends early or starts with more indent."""
    found: list[Paragraph] = []
    run: list[Line] = []
    margin = width
    for at, line in enumerate(lines):
        if line.blank or not at:
            margin = _margin(lines, at, width) if wrapped else width
        if run and (
            line.blank
            or not wrapped
            or (ends_early(run[-1], line, margin) and not in_bracket(run[-1], line))
            or (line.indent >= run[-1].indent + 2 and run[-1].text.endswith((".", "!", "?", ":", '"', "”")))
        ):
            found.append(Paragraph(tuple(run)))
            run = []
        run.append(line)
    if run:
        found.append(Paragraph(tuple(run)))
    return found


def read_lines(source: Source, *, wrapped: bool | None = None) -> Page:
    """Cut a source into lines, without the white space round them. `wrapped` is the editor's word."""
    lines: list[Line] = []
    at = blank = 0
    text = source.text
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        raw = text[at:end]
        words = raw.strip()
        if words:
            start = at + len(raw) - len(raw.lstrip())
            lines.append(Line(len(lines), Span(start, start + len(words)), words, start - at, blank))
            blank = 0
        else:
            blank += 1
        at = end + 1
    return Page(source, _with_plain_gaps(lines), wrapped)


def _with_plain_gaps(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with gaps of one size counted alike in all books: as two blank lines.

    Where nearly all gaps that are wider than one line are as wide, they say one thing: that something begins.
    How wide they are is the taste of who typed the text. Where there are several sizes, each says its own.
    """
    sizes = Counter(line.blank for line in lines[1:] if line.blank >= _GAP)
    size, count = max(sizes.items(), key=lambda one: (one[1], -one[0]), default=(_GAP, 0))
    if size == _GAP or count < max(_GAPS, _NEARLY_ALL * sizes.total()):
        return tuple(lines)
    return tuple(replace(line, blank=_GAP) if line.blank == size else line for line in lines)
