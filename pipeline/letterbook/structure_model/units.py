"""Cut the page into the units that the model labels: paragraphs with their words and their place.

Letters begin and end with whole paragraphs: of 4,000 letters in the gold volumes one does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from letterbook.detect.found import Found
from letterbook.model import Finding, Span

_PAGES = frozenset({"page.break", "fw"})
_SMALL = "small-caps"


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph: its words, how it stands on the page, what rules say of it.

    `raised` says how much of it was set off by emphasis: "em" all of it, "em0" its beginning, "em1" a part,
    "" nothing; `first` and `last` are its first and last line; `blank` counts the blank lines above it,
    `indent` the spaces before it; `kinds` are the findings that begin on its lines. `page` says that it is
    a page number or a running head and no more.
    """

    span: Span
    text: str
    raised: str
    first: int
    last: int
    blank: int
    indent: int
    length: int
    kinds: Mapping[str, Finding]
    page: bool


def cut_units(found: Found) -> tuple[Unit, ...]:
    """Cut the page of a book into units."""
    opens, closes = _emphasis(found)
    typed = _as_typed(found)
    out = []
    for paragraph in found.page.paragraphs:
        lines = paragraph.lines
        kinds: dict[str, Finding] = {}
        for line in lines:
            for kind, finding in found.kinds(line.index).items():
                kinds.setdefault(kind, finding)
        page = any(kind in kinds and kinds[kind].span.holds(paragraph.span) for kind in _PAGES)
        first = lines[0]
        out.append(
            Unit(
                paragraph.span,
                " ".join(" ".join(typed[line.span.start : line.span.end] for line in lines).split()),
                _raised(opens, closes, paragraph.span),
                first.index,
                lines[-1].index,
                first.blank,
                first.indent,
                max(line.indent + len(line.text) for line in lines),
                kinds,
                page,
            )
        )
    return tuple(out)


def _emphasis(found: Found) -> tuple[list[int], list[int]]:
    """Return where passages that are set off begin and end on the page, in order."""
    view = found.page.source.view
    if view is None:
        return [], []
    spans = [
        (view.above(one.span.start), view.above(one.span.end)) for one in view.raised if one.rend != _SMALL
    ]
    return sorted(start for start, _ in spans), sorted(end for _, end in spans)


def _as_typed(found: Found) -> str:
    """Return the text of the page as transcribers type it: small capitals of an original in capitals."""
    source = found.page.source
    told = [one.span for one in source.view.raised if one.rend == _SMALL] if source.view else []
    if source.view is None or not told:
        return source.text
    signs = list(source.text)
    for span in told:
        for at in range(source.view.above(span.start), source.view.above(span.end)):
            large = signs[at].upper()
            signs[at] = large if len(large) == 1 else signs[at]
    return "".join(signs)


def _raised(opens: list[int], closes: list[int], span: Span) -> str:
    first, last = bisect_left(opens, span.start), bisect_right(opens, span.end)
    if first == last:
        return ""
    begins = opens[first] == span.start
    ending = bisect_left(closes, span.end - 2)
    ends = ending < len(closes) and closes[ending] <= span.end + 1
    return "em" if begins and ends else "em0" if begins else "em1"
