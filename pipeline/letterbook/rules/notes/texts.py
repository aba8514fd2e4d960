"""The notes of a book that answer its calls, each with all its words (kind "note.text")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterbook.model import Finding, Span
from letterbook.project.layout import Layout
from letterbook.read.page import Page
from letterbook.rules.notes.extents import Reach, find_reaches
from letterbook.rules.notes.mends import mend
from letterbook.rules.notes.pairs import Manner, find_manners

RULE = "note_pairs"
_NOTHING = Layout()


def find_note_texts(
    page: Page,
    languages: Sequence[str],
    titles: Sequence[Span],
    outside: Sequence[Span] = (),
    layout: Layout = _NOTHING,
) -> Iterator[Finding]:
    """Yield the sets of notes of a book (kind "note.manner") and their notes (kind "note.text"), in order.

    The span is the whole note. The value of a note holds `number` (as it is meant), `printed` (where that is
    misprinted), `form`, `label`, `opens` (the offset behind its mark), `manner` (which set it belongs to)
    and `call` ("start-end" of the mark that calls it, or ""), the value of a set its styles and counts.
    `titles` are the lines that stand over notes, `outside` the spans that are no part of the book.
    """
    found = (mend(page, manner) for manner in find_manners(page, languages, outside))
    manners = [manner for manner in found if _is_wanted(manner, layout)]
    for index, manner in enumerate(manners):
        yield _set(manner, index)
    for reach in find_reaches(page, manners, titles):
        yield _note(page, reach, manners[reach.manner])


def _is_wanted(manner: Manner, layout: Layout) -> bool:
    """Tell whether a set of notes may be what the editor has pinned."""
    if layout.notes == "none" or (layout.notes == "inline" and manner.body_style != "label"):
        return False
    return layout.calls in (None, manner.call_style) or manner.family == "sign"


def _set(manner: Manner, index: int) -> Finding:
    value = {
        "manner": str(index),
        "calls": manner.call_style,
        "notes": manner.body_style,
        "family": manner.family,
        "count": str(len(manner.pairs)),
        "called": str(manner.answered),
        "unanswered": str(len(manner.unanswered)),
    }
    span = Span(manner.pairs[0].body.span.start, manner.pairs[-1].body.span.end)
    return Finding("note.manner", span, RULE, 0.95, value)


def _note(page: Page, reach: Reach, manner: Manner) -> Finding:
    pair = reach.pair
    body = pair.body
    mark = page.source.quote(body.span).strip()
    stands_for = "*" if body.family == "sign" else "1"
    form = "labelled" if body.closes else mark.replace(body.number, stands_for, 1)
    value = {
        "number": pair.number,
        "form": form,
        "label": "",
        "opens": str(body.span.end),
        "manner": str(reach.manner),
        "style": manner.call_style,
        "call": f"{pair.call.span.start}-{pair.call.span.end}" if pair.call else "",
    }
    if pair.meant:
        value["printed"] = body.number
    return Finding("note.text", reach.span, RULE, 0.95, value)


def note_marks(notes: Sequence[Finding]) -> frozenset[int]:
    """Return where the marks of notes and their calls begin: no page's number stands there."""
    calls = (note.value["call"] for note in notes if note.kind == "note.text" and note.value["call"])
    return frozenset(
        [
            *(note.span.start for note in notes if note.kind == "note.text"),
            *(int(c.partition("-")[0]) for c in calls),
        ]
    )
