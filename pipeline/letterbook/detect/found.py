"""File what the rules found by line, for the judges."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, overload

from letterbook.model import Finding, Kind, Span
from letterbook.project.layout import Layout
from letterbook.read.page import Line, Page
from letterbook.values.dates.lines import Context
from letterbook.values.languages import SILENT, Spoken, Tongues

V = TypeVar("V")


@dataclass(frozen=True)
class Found:
    """All findings of the rules over one page, to be looked up by line and by kind.

    `context` is what is known of the book's dates, `layout` what the editor has pinned,
    `spoken` in which languages the paragraphs are.
    `at` maps a line's index to the findings that begin on it, by kind.
    """

    page: Page
    languages: tuple[str, ...]
    findings: tuple[Finding, ...]
    at: Mapping[int, Mapping[str, Finding]] = field(default_factory=dict)
    context: Context = Context()  # noqa: RUF009 (it is frozen)
    layout: Layout = Layout()  # noqa: RUF009 (it is frozen)
    spoken: Spoken = SILENT

    @property
    def tongues(self) -> Tongues:
        """Return by which languages each line is read."""
        return Tongues(self.languages, self.spoken, only=bool(self.layout.languages))

    def kinds(self, line: int) -> Mapping[str, Finding]:
        """Return the findings that begin on a line, by kind."""
        return self.at.get(line, {})

    @overload
    def of(self, kind: Kind[V], within: Span | None = None) -> Iterator[Finding[V]]: ...
    @overload
    def of(self, kind: str, within: Span | None = None) -> Iterator[Finding]: ...
    def of(self, kind: str, within: Span | None = None) -> Iterator[Finding]:
        """Yield the findings of a kind, in order, if wanted only those inside a span."""
        for finding in self.findings:
            if finding.kind == kind and (within is None or within.holds(finding.span)):
                yield finding

    def line_at(self, offset: int) -> int:
        """Return the index of the first line that ends behind an offset (one past the last if none does)."""
        return bisect_right(self.page.ends, offset)

    def lines_in(self, span: Span) -> tuple[Line, ...]:
        """Return the lines that begin inside a span."""
        starts = self.page.starts
        return self.page.lines[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def lay_out(
    page: Page,
    languages: tuple[str, ...],
    findings: Iterable[Finding],
    *,
    context: Context,
    layout: Layout,
    spoken: Spoken = SILENT,
) -> Found:
    """Sort the findings and file them by the line on which they begin."""
    ordered = tuple(sorted(findings, key=lambda f: (f.span.start, -f.span.end, f.kind, f.rule)))
    found = Found(page, languages, ordered)
    at: dict[int, dict[str, Finding]] = {}
    for finding in ordered:
        at.setdefault(found.line_at(finding.span.start), {}).setdefault(finding.kind, finding)
    return Found(page, languages, ordered, at, context, layout, spoken)
