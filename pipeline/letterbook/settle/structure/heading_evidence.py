"""Score a line that may begin a letter by what stands above and below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.model.kinds import HEADING
from letterbook.model.values import Heading
from letterbook.settle.structure.heading_series import Series

_GREETING = {"salute", "salute.run"}
_LETTERS = frozenset({"dateline", "headline", "salute", "salute.run", "valediction", "postscript"})
_ENTRIES = 5  # numbers of a contents list, at least
_LIST = 0.15  # of the book it covers, at most
_SUMMARY = 1200  # code points of an entry with its summary: half of them have no more
_OPENED = 0.2  # of the entries something may open or close below, as it does letters
_CONTENTS_ENTRY = re.compile(r"(?:\.\s*){3,}\s*\d+$|\s{3,}\d+$|\t\d+$")


def find_openings(found: Found, book: Span) -> list[Finding[Heading]]:
    """Return the lines that could begin a letter without a heading: datelines and salutations."""
    out: list[Finding[Heading]] = []
    lines = found.page.lines
    for kind in ("dateline", "salute"):
        for sign in found.of(kind, book):
            at = found.line_at(sign.span.start)
            dated = any("dateline" in found.kinds(x.index) for x in lines[max(0, at - 3) : at])
            if kind == "salute" and dated and found.layout.headings != "salutation":
                continue
            place = Span(sign.span.start, sign.span.start)
            out.append(Finding(HEADING, place, f"structure.{kind}", 0.3, Heading(rest=kind)))
    return out


def support(found: Found, head: Finding[Heading]) -> float:
    """Return how strongly the lines around a heading suggest that a letter begins there."""
    lines = found.page.lines
    at = found.line_at(head.span.start)
    last = found.line_at(head.span.end - 1)
    line = lines[at]
    worth = -0.5
    if _CONTENTS_ENTRY.search(line.text):
        worth -= 2.0
    after = lines[last + 1 : last + 7]
    if line.blank:
        worth += 0.3
    if line.blank > 1:
        worth += 0.2
    if after and not after[0].blank:
        worth -= 0.2 if head.value.rest == "bare" else 0.4
    below = [found.kinds(x.index).keys() for x in after]
    worth += 1.0 if any({"dateline", "headline"} & kinds for kinds in below[:4]) else 0.0
    worth += 0.7 if any(_GREETING & kinds for kinds in below) else 0.0
    if head.value.rest == "names":
        worth += 0.4
    if head.value.prefix:
        worth += 0.4
    other = HEADING.among(found.kinds(after[0].index)) if after else None
    if other and other.value.rest == head.value.rest:
        worth -= 1.2  # headings that stand together are a list of them
    before = [found.kinds(x.index).keys() for x in lines[max(0, at - 2) : at]]
    if any({"dateline", "valediction", "headline", "postscript"} & kinds for kinds in before):
        worth += 0.2
    return worth


def opening_support(found: Found, head: Finding[Heading], *, first: bool) -> float:
    """Return how strongly a dateline or salutation without a heading suggests that a letter begins there.

    `first`: no other such line stands before it in the book, so no letter above it can be closed.
    """
    lines = found.page.lines
    at = found.line_at(head.span.start)
    line = lines[at]
    before = [found.kinds(x.index).keys() for x in lines[max(0, at - 3) : at]]
    closed = any({"valediction", "dateline", "postscript"} & kinds for kinds in before)
    worth = -0.6 + (0.3 if line.blank or at == 0 else -0.5) + (0.3 if line.blank > 1 else 0.0)
    if head.value.rest == "dateline":
        after = lines[at + 1 : at + 4]
        worth += 0.8 if any(_GREETING & found.kinds(x.index).keys() for x in after) else 0.0
        worth += 0.2 if closed else 0.0
        if any("valediction" in kinds for kinds in before):
            worth -= 0.6  # it closes the letter above
    else:
        worth += 0.9 if closed else 0.5 if first else 0.1
    return worth


def bulk(found: Found, head: Finding[Heading], end: int) -> float:
    """Return the worth of the amount of text under a heading."""
    end = len(found.page.source.text) if end < 0 else end
    size = end - head.span.end
    return -1.5 if size < 30 else -0.2 if size < 100 else 0.3  # noqa: PLR2004


def is_list(found: Found, book: Span, series: Series) -> bool:
    """Tell whether numbers are those of a contents list, with summaries below them, it may be.

    They stand close together, nearly all of the book's text is elsewhere, and nothing opens or closes below.
    """
    starts = [head.span.start for head in series.kept]
    if series.look[1] == "none" or len(starts) < _ENTRIES:
        return False
    sizes = sorted(b - a for a, b in pairwise(starts))
    usual = sizes[len(sizes) // 2]
    if usual > _SUMMARY or starts[-1] + usual - starts[0] > _LIST * (book.end - book.start):
        return False
    ends = [*starts[1:], starts[-1] + usual]
    opened = sum(
        any(
            _LETTERS & found.kinds(line.index).keys() for line in found.lines_in(Span(head.span.end, end))[1:]
        )
        for head, end in zip(series.kept, ends, strict=True)
    )
    return opened <= _OPENED * len(starts)


def with_like(found: Found, series: Series, others: Sequence[Finding[Heading]]) -> Series:
    """Add the headings without a number that stand as far below the text before them as those known do.

    They are openings of the same kind, or names: "TO THE SAME" in a series of "BEN TO ANN".
    """
    lines = found.page.lines
    blanks = [lines[found.line_at(h.span.start)].blank for h in series.kept[1:]]
    if not blanks or min(blanks) < 2:  # noqa: PLR2004
        return series
    first = series.kept[0].span.start
    more = [
        o
        for o in others
        if o.value.rest == series.look[3]
        and o.span.start >= first
        and lines[found.line_at(o.span.start)].blank >= min(blanks)
    ]
    kept = sorted({*series.kept, *more}, key=lambda h: h.span)
    return Series(series.look, tuple(kept), series.worth)
