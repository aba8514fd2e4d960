"""Find notes at the foot of printed pages, in a text that shows where its pages end.

A page's notes stand directly above its number. They belong to the page, and not to the letter in which
the page happens to end: a call stands anywhere on the page above them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.model.kinds import PAGE_BREAK, PAGE_MARK
from letterbook.model.values import NoteOpening
from letterbook.settle.notes.below_letters import called, follows, is_further
from letterbook.settle.structure.regions import Structure

_FIRST = frozenset({"1", "1a", "a"})


class PageNotes(NamedTuple):
    """The notes of a page: their span, their openings, the page's text above them, its number."""

    span: Span
    openings: tuple[Finding[NoteOpening], ...]
    area: Span
    page: str


def find_page_notes(
    found: Found, structure: Structure, openings: Sequence[Finding[NoteOpening]]
) -> list[PageNotes]:
    """Find the notes at the foot of each page; nothing where the text shows no pages.

    `openings` are the lines that may open a note, in order. Two passes: a book prints its notes in one form,
    so lines of another form are no notes.
    """
    forms = Counter(f.openings[0].value.form for f in _page_notes(found, structure, openings))
    if not forms:
        return []
    usual = max(sorted(forms), key=lambda form: forms[form])
    signs = "*" in usual
    same = [o for o in openings if o.value.form == usual or (signs and "*" in o.value.form)]
    return _page_notes(found, structure, same)


def _page_notes(
    found: Found, structure: Structure, openings: Sequence[Finding[NoteOpening]]
) -> list[PageNotes]:
    page_notes: list[PageNotes] = []
    starts = [o.span.start for o in openings]
    last = ""
    for text, page in _pages(found, structure):
        mine = openings[bisect_left(starts, text.start) : bisect_left(starts, text.end)]
        run = _best(found, mine, text, last)
        if run:
            start = run[0].span.start
            end = start + len(found.page.source.text[start : text.end].rstrip())
            page_notes.append(PageNotes(Span(start, end), tuple(run), Span(text.start, start), page))
            last = run[-1].value.number
    return page_notes


def _pages(found: Found, structure: Structure) -> Iterator[tuple[Span, str]]:
    """Yield the text of each page that ends in its number, without the running head below it."""
    book = [r.span for r in structure.regions if r.kind != "licence"]
    at = book[0].start
    head: int | None = None
    for finding in found.findings:
        if finding.kind == "fw":
            head = finding.span.start if head is None else head
        elif mark := PAGE_MARK.read(finding):
            if mark.span.start > at:
                yield Span(at, mark.span.start), mark.value.n
            at, head = finding.span.start, None
        elif number := PAGE_BREAK.read(finding):
            line = found.page.lines[found.line_at(finding.span.start)]
            end = min(line.span.start, head) if head is not None else line.span.start
            if end > at:
                yield Span(at, end), number.value.n
            at = line.span.end
            head = None
        elif head is not None and finding.span.start > head + 200:
            head = None  # it stood at the top of a page, not at its foot


def _best(
    found: Found, openings: Sequence[Finding[NoteOpening]], text: Span, last: str
) -> list[Finding[NoteOpening]]:
    """Return the run of notes that ends a page: the longest that begins rightly and is called above."""
    best: list[Finding[NoteOpening]] = []
    for i, opening in enumerate(openings):
        mark = opening.value.number
        line = found.page.lines[found.line_at(opening.span.start)]
        parted = line.blank > 0 or "ornament" in found.kinds(line.index - 1)
        if not (mark in _FIRST or not mark[0].isdigit() or is_further(last, mark)) or not parted:
            continue
        run = [opening]
        for other in openings[i + 1 :]:
            if other.value.form[:1] == opening.value.form[:1] and follows(
                run[-1].value.number, other.value.number
            ):
                run.append(other)
        area = Span(text.start, opening.span.start)
        answered = sum(called(found, area, one) for one in run)
        if (
            2 * answered >= len(run)
            and answered
            and len(run) >= len(best)
            and _ends_page(found, run[-1], text)
        ):
            best = run
    return best


def _ends_page(found: Found, opening: Finding[NoteOpening], text: Span) -> bool:
    """Tell whether nothing but the last note stands between it and the page's end: no sign of a letter."""
    signs = {"valediction", "salute", "dateline", "headline"}
    return not any(
        signs & found.kinds(line.index).keys() for line in found.lines_in(Span(opening.span.end, text.end))
    )
