"""Set notes, their titles, page numbers and running heads aside from the running text.

Without them the text flows on: a paragraph that the foot of a page cut in two is one paragraph again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.read.page import Line, Paragraph
from letterbook.rules.page_numbers import breaks_off
from letterbook.settle.notes.judge import Notes
from letterbook.settle.text.letter_parts import cut

_FULL = 0.8  # the share of the margin that a full line reaches


@dataclass(frozen=True)
class Asides:
    """The spans that stand aside, sorted and without overlap; `pages` are page numbers and running heads."""

    text: str
    notes: Notes
    pages: tuple[Finding, ...]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Return all spans that stand aside, in order."""
        return _apart(
            {
                *(note.span for note in self.notes.notes),
                *self._titles,
                *(page.span for page in self.pages),
            }
        )

    @cached_property
    def breaks(self) -> tuple[Span, ...]:
        """Return the spans at which paragraphs may end: no running text stands before them in the line."""
        pages = {page.span for page in self.pages}
        found: list[Span] = []
        end = 0
        for span in self.spans:
            line = max(self.text.rfind("\n", 0, span.start) + 1, end)
            if span in pages or not self.text[line : span.start].strip():
                found.append(span)
                end = span.end
        return tuple(found)

    def texts_of(self, span: Span) -> tuple[Span, ...]:
        """Return what is left of a span when everything that stands aside is taken out."""
        return _rest(span, self.spans)

    @cached_property
    def tail(self) -> int:
        """Return where the notes at the end of the book begin; the end of the text where there are none."""
        return min((s.span.start for s in self.notes.sections if s.tail), default=len(self.text))

    def flow(self, found: Found, span: Span) -> list[Paragraph]:
        """Cut a span into paragraphs, joining those that something set aside had cut in two.

        A span that begins before the notes at the end of the book does not reach into them.
        """
        if span.start < self.tail:
            span = Span(span.start, min(span.end, self.tail))
        out: list[Paragraph] = []
        for text in _rest(span, self.breaks):
            rest = cut(found, text)
            if out and rest and self._flows(found, out[-1], rest[0]):
                out[-1] = Paragraph((*out[-1].lines, *rest[0].lines))
                rest = rest[1:]
            out += rest
        return self._whole(out)

    def _flows(self, found: Found, one: Paragraph, other: Paragraph) -> bool:
        """Tell whether a paragraph goes on in another; none does over a title of notes."""
        between = Span(one.span.end, other.span.start)
        return not any(between.holds(title) for title in self._titles) and _runs_on(
            found, one.lines[-1], other.first
        )

    @cached_property
    def _titles(self) -> tuple[Span, ...]:
        return tuple(s.title.span for s in self.notes.sections if s.title)

    def _whole(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        """Join the paragraphs that a note inside the line would reach over."""
        if not paragraphs:
            return paragraphs
        inside = self._inside
        for span in inside[bisect_left(inside, paragraphs[0].span) :]:
            if span.start >= paragraphs[-1].span.end:
                break
            at = bisect_right(paragraphs, span.start, key=lambda p: p.span.start) - 1
            while at >= 0 and paragraphs[at].span.end < span.end and at + 1 < len(paragraphs):
                if paragraphs[at].span.end <= span.start:
                    break
                paragraphs[at : at + 2] = [Paragraph((*paragraphs[at].lines, *paragraphs[at + 1].lines))]
        return paragraphs

    @cached_property
    def _inside(self) -> tuple[Span, ...]:
        breaks = frozenset(self.breaks)
        return tuple(span for span in self.spans if span not in breaks)


def _runs_on(found: Found, before: Line, after: Line) -> bool:
    """Tell whether a sentence runs on over what stands aside.

    The next line begins small; or the line before, in a text of short lines, is full and has no stop.
    """
    if breaks_off(before, after):
        return True
    full = before.indent + len(before.text) >= _FULL * found.page.width
    return found.page.wrapped and full and before.text[-1:].isalpha() and not before.text.isupper()


def _apart(spans: Collection[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in sorted(spans):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return tuple(out)


def _rest(span: Span, gone: Sequence[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    at = span.start
    for one in gone[bisect_left(gone, span.start, key=lambda s: s.end) :]:
        if one.start >= span.end:
            break
        if one.start > at:
            out.append(Span(at, one.start))
        at = max(at, one.end)
    if at < span.end:
        out.append(Span(at, span.end))
    return tuple(out)


def gather_asides(found: Found, notes: Notes) -> Asides:
    """Gather what stands aside."""
    pages = tuple(f for f in found.findings if f.kind in {"page.break", "fw"})
    return Asides(found.page.source.text, notes, pages)


def cut_texts(
    found: Found, asides: Asides, letters: Sequence[Span]
) -> tuple[Mapping[Span, Sequence[Paragraph]], list[list[Paragraph]]]:
    """Cut the notes into paragraphs, by their spans, and the letters, of which the spans are given."""
    notes = {note.span: cut(found, note.span) for note in asides.notes.notes}
    return notes, [asides.flow(found, span) for span in letters]
