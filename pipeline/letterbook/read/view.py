"""Show the text as every rule sees it: its words without the marks that a transcriber put into them.

A view is a source of its own, with a map to the source below it. What the rules find is in the view;
`build/on_source` moves it to the source, with the marks, when everything is decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from letterbook.model import Cut, Finding, Raised, Source, Span, View
from letterbook.model.kinds import PAGE_MARK, PRINT_HI, PRINT_PAGE
from letterbook.model.values import PageNumber
from letterbook.read.emphasis import Emphasis, find_emphasis, find_superscripts
from letterbook.read.page_marks import PageMark, find_page_marks

EMPHASIS = "emphasis mark"
PAGE = "page number"
SPACE = "white space round a page's mark"

#: What an original tells, and the judges hear; the rest of it is only carried on.
_TOLD = frozenset({"print.call", "print.note", "print.letter", "print.quote"})

_STOPS = ".!?:"
_QUOTES = "\"'”’»*)]_=~"
_FULL = 0.8  # the share of the margin that a full line reaches
_WIDEST = 110  # code points of a line of print; a longer one is a paragraph


def view(source: Source, *, pages: bool | None = None) -> Source:
    """Return the view of a source. `pages` False is the editor's word that the text has no marks of pages."""
    text = source.text
    origin = source.origin
    marks = [] if pages is False else sorted(find_page_marks(text))
    told: list[Raised] = []
    images: dict[Span, str] = {}
    typed = origin is None or origin.plain
    if origin is not None:
        told = [Raised(f.span, f.value.rend) for f in PRINT_HI.pick(origin.evidence)]
        printed = list(PRINT_PAGE.pick(origin.evidence))
        images = {f.span: f.value.facs for f in printed}
        paged = [PageMark(f.span, f.value.n) for f in printed]
        marks = sorted([*paged, *(mark for mark in marks if typed)])
    cuts = [cut._replace(facs=images.get(cut.span, "")) for cut in _page_cuts(text, marks)]
    passages: list[Emphasis] = []
    found = [*find_superscripts(text), *find_emphasis(text)] if typed else []
    for one in sorted(found, key=lambda e: (e.span, e.rend)):
        passages.append(one)
        for mark in one.marks:
            opens = mark.start == one.span.start and (
                one.rend != "" or not text[mark.end : mark.end + 1].isspace()
            )
            cuts.append(Cut(mark, EMPHASIS, "opens" if opens else "closes"))
    cuts = list(_apart(cuts))
    kept = []
    at = 0
    for cut in cuts:
        kept.append(text[at : cut.span.start])
        at = cut.span.end
    kept.append(text[at:])
    raised = tuple(sorted([*(Raised(p.span, p.rend) for p in passages if p.rend), *told]))
    return Source(
        source.name,
        "".join(kept),
        source.sha256,
        source.encoding,
        source.newline,
        source.bom,
        View(source, tuple(cuts), raised),
    )


def page_marks(seen: Source) -> Iterator[Finding]:
    """Yield where pages begin in a view ("page.mark", of no length); value `n` is the number."""
    if seen.view:
        for cut in seen.view.cuts:
            if cut.reason == PAGE:
                at = seen.view.above(cut.span.start)
                yield Finding(PAGE_MARK, Span(at, at), "pages.mark", 0.9, PageNumber(cut.n or ""))


def told_by_original(seen: Source) -> Iterator[Finding]:
    """Yield what the original of a text says of letters, calls and notes, as it lies in the view."""
    below = seen.view.below if seen.view else seen
    for one in below.origin.evidence if below.origin else ():
        if one.kind in _TOLD:
            view = seen.view
            span = Span(view.above(one.span.start), view.above(one.span.end)) if view else one.span
            yield replace(one, span=span)


def _apart(cuts: Sequence[Cut]) -> Iterator[Cut]:
    """Yield cuts in order without those that overlap an earlier one."""
    end = 0
    for cut in sorted(cuts):
        if cut.span.start >= end and cut.span.end > cut.span.start:
            yield cut
            end = cut.span.end


# ------------------------------------------------------------------ marks of pages


def _page_cuts(text: str, marks: Sequence[PageMark]) -> Iterator[Cut]:
    """Yield what is cut out for the marks of pages: the marks, and the white space they brought along.

    A paragraph that a mark parts flows on: a mark on lines of its own takes them with it where the sentence
    runs on, and else the fewer of the blank lines on its two sides.
    """
    width = _width(text)
    i = 0
    while i < len(marks):
        run = [marks[i]]
        while i + 1 < len(marks) and not text[run[-1].span.end : marks[i + 1].span.start].strip():
            i += 1
            run.append(marks[i])
        i += 1
        span = _gap(text, Span(run[0].span.start, run[-1].span.end), width)
        at = span.start
        for mark in run:
            if at < mark.span.start:
                yield Cut(Span(at, mark.span.start), SPACE)
            yield Cut(mark.span, PAGE, n=mark.n)
            at = mark.span.end
        if at < span.end:
            yield Cut(Span(at, span.end), SPACE)


def _gap(text: str, mark: Span, width: int) -> Span:
    """Return the span that is cut out with a mark (or several in a row)."""
    before, after = mark
    while before and text[before - 1].isspace():
        before -= 1
    while after < len(text) and text[after].isspace():
        after += 1
    above, below = text[before : mark.start].count("\n"), text[mark.end : after].count("\n")
    if not before or after == len(text) or text[mark.start] == "\f":
        # a form feed on a line of its own leaves an empty one, which parts no sentence
        alone = before and after < len(text) and above and below and _runs_on(text, before, after, width)
        joins = alone or _joins(text, before, after, above, below, width)
        return _line(text, before, mark, after) if joins else mark
    if not above and not below:
        return Span(mark.start, after) if before < mark.start and mark.end < after else mark
    if _joins(text, before, after, above, below, width):
        return _line(text, before, mark, after)
    if above and below:
        first, last = text.rfind("\n", 0, mark.start) + 1, text.rfind("\n", 0, after) + 1
        return Span(first, last) if above >= below else Span(before, mark.end)
    return Span(before, mark.end) if below else Span(mark.start, after)


def _line(text: str, before: int, mark: Span, after: int) -> Span:
    """Return a mark with all the white space round it but one line end."""
    first, last = text.find("\n", before, mark.start), text.rfind("\n", mark.end, after)
    if first >= 0:
        return Span(first + 1, last + 1 if last >= 0 else after)
    return Span(before, last)


def _joins(text: str, before: int, after: int, above: int, below: int, width: int) -> bool:
    """Tell whether blank lines at a mark part no paragraphs: the sentence runs on."""
    return (
        bool(before) and max(above, below) > 1 and after < len(text) and _runs_on(text, before, after, width)
    )


def _runs_on(text: str, before: int, after: int, width: int) -> bool:
    """Tell whether a sentence runs on from words that end at an offset to those that begin at another."""
    start = text.rfind("\n", 0, before) + 1
    line = text[start:before]
    last = line.rstrip(_QUOTES)[-1:]
    if not last or last in _STOPS:
        return False
    first = re.match(r"[\W_]*(\w)", text[after : after + 20])
    if first and first[1].islower():
        return True
    return len(line) >= _FULL * width and (last.isalpha() or last == ",") and not line.isupper()


def _width(text: str) -> int:
    """Return the margin of a text, as its longer lines reach it."""
    sizes = sorted(len(line) for line in text.split("\n") if line.strip() and len(line) <= _WIDEST)
    return sizes[int(len(sizes) * 0.95)] if sizes else 0
