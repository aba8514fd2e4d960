"""Find the notes of a book that answer its calls, each with all its words (kind "note.text")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from letterbook.model import Finding, Span
from letterbook.model.kinds import NOTE_MANNER, NOTE_TEXT, NOTE_UNANSWERED, NOTE_UNREAD
from letterbook.model.values import LooseMark, MarksShown, NoteManner, NoteOpening
from letterbook.project.layout import Layout
from letterbook.read.page import Page
from letterbook.rules.notes.extents import Reach, find_reaches
from letterbook.rules.notes.linked import apart_from, ends_told, linked_manner
from letterbook.rules.notes.marks import NoteMark, find_body_marks, find_call_marks, start_of
from letterbook.rules.notes.mends import mend
from letterbook.rules.notes.pairs import Manner, find_manners

RULE = "note_pairs"
#: Styles whose marks are told of where they call nothing: in others, years and points are as likely.
_YEARS = range(1000, 2101)
_TELLING = frozenset({"reference", "bracket", "brace", "label"})
#: Styles whose marks are told of where they follow each other, each behind its word: "here(12)", "there(13)".
_IN_ROWS = frozenset({"paren", "angle"})
_ROW = 3  # marks that make a row, at least
_NOTHING = Layout()


def find_note_texts(
    page: Page,
    languages: Sequence[str],
    titles: Sequence[Span],
    outside: Sequence[Span] = (),
    layout: Layout = _NOTHING,
    told: Sequence[Finding] = (),
) -> Iterator[Finding]:
    """Yield the sets of notes of a book (kind "note.manner") and their notes (kind "note.text"), in order.

    The span is the whole note.
    `titles` are the lines that stand over notes, `outside` the spans that are no part of the book, `told`
    what an original says of calls and notes.
    """
    found = (mend(page, manner) for manner in find_manners(page, languages, outside, titles))
    manners = [manner for manner in found if _is_wanted(manner, layout)]
    linked = linked_manner(page, languages, told) if told and layout.notes != "none" else None
    if linked is not None:
        manners = [linked, *(one for one in manners if apart_from(one, linked))]
    for index, manner in enumerate(manners):
        yield _set(manner, index)
    reaches = find_reaches(page, manners, titles, ends_told(page, told))
    for reach in reaches:
        yield _note(page, reach, manners[reach.manner])
    if layout.notes is None:
        yield from _loose(page, languages, outside, manners, reaches)


def _loose(
    page: Page,
    languages: Sequence[str],
    outside: Sequence[Span],
    manners: Sequence[Manner],
    reaches: Sequence[Reach],
) -> Iterator[Finding]:
    """Yield the numbers in brackets that call no note, and the heads that nothing calls.

    The kinds are "note.unanswered" and "note.unread"; the value holds the `number`, and `known` if the book
    has notes of that style.
    """
    most: dict[str, int] = {}
    for manner in manners:
        highest = max(pair.order[0] for pair in manner.pairs)
        for style in (manner.call_style, manner.body_style):
            most[style] = max(most.get(style, 0), highest)
    spent = {mark.span.start for m in manners for p in m.pairs for mark in (p.call, p.body, *p.again) if mark}
    notes = [reach.span for reach in reaches]
    heads = set()
    for head in find_body_marks(page, languages, outside):
        if head.family != "figure" or head.style not in _TELLING or _inside(notes, head.span.start):
            continue
        heads.add(head.span.start)
        if head.span.start not in spent:
            yield Finding(NOTE_UNREAD, head.span, RULE, 0.5, _known(head, most))
    figures = [call for call in find_call_marks(page, languages, outside) if call.family == "figure"]
    loose = [call for call in figures if call.span.start not in spent | heads]
    for call in sorted([*(one for one in loose if one.style in _TELLING), *_in_rows(loose)], key=start_of):
        yield Finding(NOTE_UNANSWERED, call.span, RULE, 0.5, _known(call, most))


def _in_rows(marks: Sequence[NoteMark]) -> Iterator[NoteMark]:
    """Yield the marks that follow each other by one, each directly behind its word, as calls do."""
    for style in sorted(_IN_ROWS):
        row: list[NoteMark] = []
        for mark in (one for one in marks if one.style == style and one.glued):
            if row and mark.order[0] != row[-1].order[0] + 1:
                yield from row if len(row) >= _ROW else ()
                row = []
            row.append(mark)
        yield from row if len(row) >= _ROW else ()


def _known(mark: NoteMark, most: Mapping[str, int]) -> LooseMark:
    """Tell whether a mark is such as the book's notes have; a year that no note reaches is none."""
    number = mark.order[0]
    known = mark.style in most and (number not in _YEARS or number <= most[mark.style])
    return LooseMark(mark.number, known)


def _inside(spans: Sequence[Span], offset: int) -> bool:
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset < spans[at].end


def _is_wanted(manner: Manner, layout: Layout) -> bool:
    """Tell whether a set of notes may be what the editor has pinned."""
    if layout.notes == "none" or (layout.notes == "inline" and manner.body_style != "label"):
        return False
    return layout.calls in (None, manner.call_style) or manner.family == "sign"


def _set(manner: Manner, index: int) -> Finding[NoteManner]:
    value = NoteManner(
        index,
        manner.call_style,
        manner.body_style,
        manner.family,
        manner.answered,
        len(manner.unanswered),
        next((_shown(pair.call, pair.body, manner.answered) for pair in manner.pairs if pair.call), None),
        _shown(*manner.second) if manner.second else None,
    )
    span = Span(manner.pairs[0].body.span.start, manner.pairs[-1].body.span.end)
    return Finding(NOTE_MANNER, span, RULE, 0.95, value)


def _shown(call: NoteMark, body: NoteMark, pairs: int) -> MarksShown:
    return MarksShown(call.span, body.span, pairs)


def _note(page: Page, reach: Reach, manner: Manner) -> Finding[NoteOpening]:
    pair = reach.pair
    body = pair.body
    mark = page.source.quote(body.span).strip()
    stands_for = "*" if body.family == "sign" else "1"
    form = "labelled" if body.closes else mark.replace(body.number, stands_for, 1) or "1."
    value = NoteOpening(
        pair.number,
        form,
        opens=body.span.end,
        manner=reach.manner,
        style=manner.call_style,
        calls=tuple(mark.span for mark in (pair.call, *pair.again) if mark),
        printed=body.number if pair.meant else "",
        family=body.family,
        sure=reach.sure,
    )
    return Finding(NOTE_TEXT, reach.span, RULE, 0.95, value)


def note_marks(notes: Sequence[Finding]) -> frozenset[int]:
    """Return where the marks of notes and their calls begin: no page's number stands there."""
    texts = list(NOTE_TEXT.pick(notes))
    calls = (span.start for note in texts for span in call_spans(note))
    return frozenset([*(note.span.start for note in texts), *calls])


def call_spans(note: Finding[NoteOpening]) -> tuple[Span, ...]:
    """Return where the marks stand that a note answers."""
    return note.value.calls or ()
