"""Find the series of headings that begins letters exactly, without the model.

The result is right where numbers run on without a gap, and where headings repeat one form; elsewhere it
errs. The model uses it as evidence. If the editor has pinned the layout, it decides alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Evidence, Finding, Span
from letterbook.model.kinds import HEADING, LICENCE, PART_TITLE
from letterbook.model.values import Heading
from letterbook.rules.datelines import read_end, spoken_at
from letterbook.rules.headings import part_words, particles
from letterbook.settle.structure.heading_evidence import (
    bulk,
    find_openings,
    is_list,
    opening_support,
    support,
    with_like,
)
from letterbook.settle.structure.heading_series import Series, judge_series, mend_series, value_of
from letterbook.settle.structure.pinned import choose_pinned, find_cuts, is_pinned, keep_pinned
from letterbook.values.dates.year_headings import years_headed

_FEWEST = 3  # letters whose numbers follow each other
_PINNED = 0.8  # what the editor's word adds, that letters begin with such a line
_FIRST_BODY = 3  # lines at the head of a letter that may be in capitals
_NAMED = 1.1  # what must speak for names that head a letter otherwise than the others: a date or a salutation


class Judged(NamedTuple):
    """The letters by their headings: heading, start, end of each; the series that won, and those that lost.

    `amended` says what is misprinted in a heading ("prefix" or "number" -> reading), and why. `lists` are
    where numbers are those of a contents list.
    """

    letters: tuple[tuple[Finding[Heading], int, int], ...]
    last: int
    series: Series | None
    others: tuple[Series, ...]
    amended: Mapping[Finding[Heading], tuple[Mapping[str, str], tuple[Evidence, ...]]]
    lists: tuple[Span, ...] = ()

    def is_exact(self) -> bool:
        """Tell whether the letters bear numbers of one look that follow each other without a gap."""
        if self.series is None or self.series.look[1] == "none":
            return False
        numbers = [value_of(head) for head, _, _ in self.letters if head not in self.amended]
        if len(self.letters) < _FEWEST and not (len(numbers) == _FEWEST - 1 and self.series.look[0]):
            return False  # two numbers count with a word for them: "No. 1", "No. 2"
        return all(b[0] - a[0] == 1 or (a[0] == b[0] and a[1] < b[1]) for a, b in pairwise(numbers))


def book_span(found: Found) -> Span:
    """Return the span of the book itself, between licences and between the editor's cuts."""
    start, end = 0, len(found.page.source.text)
    for block in found.of(LICENCE):
        if block.value.place == "front":
            start = max(start, block.span.end)
        elif block.value.place == "back":
            end = min(end, block.span.start)
    cuts = find_cuts(found)
    start = start if cuts.begin is None else cuts.begin
    return Span(start, end if cuts.end is None else max(start, cuts.end))


def judge_headings(found: Found, book: Span) -> Judged:
    """Find the letters of a book by the series of their headings."""
    heads = list(found.of(HEADING, book))
    openings = find_openings(found, book)
    said = _PINNED if is_pinned(found) else 0.0

    def speaks(head: Finding[Heading]) -> float:
        if head.value.rest in {"dateline", "salute"}:
            return opening_support(found, head, first=head == openings[0]) + said
        return support(found, head) + (said if head.value.style == "none" else 0.0)

    def above(upper: Finding[Heading], lower: Finding[Heading]) -> bool:
        near = 0 < found.line_at(lower.span.start) - found.line_at(upper.span.end - 1) <= 2  # noqa: PLR2004
        return near and (upper.value.rest == "bare" or _is_dated(found, upper))

    wanted = keep_pinned(found, [*heads, *openings])
    listed = partial(is_list, found, book)
    series, others = judge_series(wanted, speaks, partial(bulk, found), above, listed)
    lists = tuple(sorted(Span(s.kept[0].span.start, s.kept[-1].span.end) for s in others if listed(s)))
    series = choose_pinned(found, series, others)
    if series is None:
        return Judged((), 0, None, others, {}, lists)
    if series.look[1] == "none":
        plain = [head for head in wanted if head.value.style == "none"]
        names = series.look[3] == "names"
        series = with_like(found, series, [h for h in plain if speaks(h) > _NAMED] if names else openings)
    added = mend_series(series, heads, speaks)
    amended = {finding: (change, because) for finding, change, because in added}
    kept = sorted([*series.kept, *amended], key=lambda h: h.span)
    starts = [_start(found, h, kept[i - 1] if i else None) for i, h in enumerate(kept)]
    cuts = find_cuts(found)
    ends = [*starts[1:], _end(found, kept[-1], book.end) if cuts.end is None else book.end]
    letters = tuple(
        (head, start, _matter_between(found, head, end) if end != book.end else end)
        for head, start, end in zip(kept, starts, ends, strict=True)
    )
    return Judged(letters, ends[-1], series, others, amended, lists)


def _is_dated(found: Found, head: Finding[Heading]) -> bool:
    """Tell whether a heading ends in a date: "1. London, 3 May 1812."."""
    spoken = spoken_at(found.context, found.tongues, head.span.start)
    return read_end(found.page.source.quote(head.span), spoken) is not None


def _start(found: Found, head: Finding[Heading], before: Finding[Heading] | None) -> int:
    """Return where a letter begins: at its heading, or at a header line that stands above it.

    A header line directly above a number belongs to that number when the letter above has one
    of its own already, and the number is not followed by one.
    """
    lines = found.page.lines
    at = found.line_at(head.span.start)
    if at == 0 or before is None:
        return head.span.start
    line = lines[at - 1]
    if line.span.start <= before.span.end or "headline" not in found.kinds(line.index):
        return head.span.start
    last = found.line_at(head.span.end - 1)
    if any("headline" in found.kinds(x.index) for x in lines[last + 1 : last + 3]):
        return head.span.start
    return line.span.start


def _end(found: Found, head: Finding[Heading], book_end: int) -> int:
    """Return where the last letter ends: before the notes or the back matter, or with the book."""
    for finding in found.findings:
        if finding.span.start <= head.span.end or finding.span.start >= book_end:
            continue
        if (at := found.line_at(finding.span.start)) == len(found.page.lines):
            continue  # it stands behind the last line, as a note's empty place may
        line = found.page.lines[at]
        title = PART_TITLE.read(finding)
        if title and title.value.type != "preface" and line.blank > 1:
            return finding.span.start
    return book_end


def _matter_between(found: Found, head: Finding[Heading], end: int) -> int:
    """Return where a letter stops before matter that is no letter: a preface, a part's title, a year."""
    lines = found.lines_in(Span(head.span.end, end))
    parts = part_words(found.languages)
    small = particles(found.languages) | parts
    for i, line in enumerate(lines):
        if {"fw", "page.break"} & found.kinds(line.index).keys():
            continue
        if line.blank > 1 and line.text.isupper() and i >= _FIRST_BODY:
            tokens = re.findall(r"[^\W\d_]+", line.text.lower())
            telling = small if i < len(lines) - 1 else parts  # the last line may be a signature
            if len(tokens) > 1 and telling & set(tokens) and "letter.head" not in found.kinds(line.index):
                return line.span.start
        title = PART_TITLE.among(found.kinds(line.index))
        if title and line.blank > 1 and title.value.type in {"preface", "appendix", "index", "contents"}:
            return line.span.start
    if len(lines) > 1 and years_headed(lines[-1].text) and lines[-1].blank > 1:
        return lines[-1].span.start
    return end
