"""Write the layout that was found as an editor would pin it: only what a book does throughout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from letterbook.model import Guess, Person, Span
from letterbook.model.kinds import (
    NOTE_BODY,
    NOTE_MANNER,
    NOTE_PROSE,
    NOTE_TEXT,
    NOTE_UNANSWERED,
    NOTE_UNREAD,
)
from letterbook.project.layout import Layout
from letterbook.settle.structure.pinned import kind_of, lines_with
from letterbook.settle.structure.regions import region_index
from letterbook.survey.view import View

_LIKE_NOTES = (NOTE_BODY, NOTE_MANNER, NOTE_PROSE, NOTE_TEXT, NOTE_UNANSWERED, NOTE_UNREAD)
_LINES = 4  # lines that a quote may go on


def found_layout(view: View) -> Layout:
    """Return the layout as found; what is not the same throughout the book is left open."""
    found, layout = view.found, view.found.layout
    styles = {call.value.style for call in view.calls}
    lone = styles - {"sign"} or styles  # stars go with every style
    return Layout(
        languages=found.languages,
        wrapped=found.page.wrapped,
        page_numbers=any(True for kind in ("page.break", "page.mark") for _ in found.of(kind)),
        headings=None if layout.heading_like else _headings(view),
        heading_like=layout.heading_like,
        sender=layout.sender or _constant(x.sent.persons for x in view.letters),
        recipient=layout.recipient or _constant(x.received.persons for x in view.letters),
        signatures=layout.signatures,
        years=found.context.years,
        calendar=found.context.calendar,
        date_order=found.context.order,
        years_alone=found.context.years_alone,
        notes=_place(view),
        numbering=_scope(view),
        calls=next(iter(lone)) if len(lone) == 1 else None,
        letters_begin=layout.letters_begin or _first_line(view),
        letters_end=layout.letters_end or _line_behind(view),
        back_begins=layout.back_begins,
        one_letter=layout.one_letter,
    )


def _headings(view: View) -> str | None:
    series = view.structure.series
    if series is None:
        return None
    return kind_of(series)


def _constant(rows: Iterable[tuple[Guess[Person], ...]]) -> str | None:
    """Return the one person who stands in every row; None where there are several, or a row has none."""
    seen = {tuple(guess.value.name for guess in row) for row in rows}
    only = next(iter(seen)) if len(seen) == 1 else ()
    return only[0] if len(only) == 1 else None


def _place(view: View) -> str | None:
    """Return where the notes stand: the place of most of them, if the rules found them there."""
    if not view.notes:
        # what looks like a note and is none may tell where a letter ends
        return None if any(True for kind in _LIKE_NOTES for _ in view.found.of(kind)) else "none"
    places = Counter(note.place for note in view.notes)
    if places["inline"] == len(view.notes):
        return "inline"
    sections = view.judged.sections
    if any(section.tail for section in sections):
        return "end"
    if not sections:
        return None
    text = view.found.page.source.text
    ends = {region.span.end for region in view.structure.letters()}
    closing = sum(
        bool(section.title) or _next_word(text, section.span.end) in {_next_word(text, end) for end in ends}
        for section in sections
    )
    return "after-letter" if 2 * closing > len(sections) else "page-foot"


def _next_word(text: str, at: int) -> int:
    """Return where the next word begins behind an offset, or the length of the text."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _scope(view: View) -> str | None:
    """Return how far the numbers of notes run: through the book, a letter, a page; None where it is mixed."""
    scopes = {note.scope for note in view.judged.notes if note.opening.value.number}
    if scopes == {""}:
        return "book"
    letters = {region.key for region in view.structure.letters()}
    if any(re.fullmatch(r"p\w+(-\d+)?", scope) and scope not in letters for scope in scopes):
        return "page"
    held = [{_region(view, area) for area in view.judged.areas[scope]} for scope in sorted(scopes)]
    if not held or any(len(regions) > 1 for regions in held):
        return None
    owners = [next(iter(regions)) for regions in held]
    return "letter" if len(set(owners)) == len(owners) else "page"


def _region(view: View, area: Span) -> int:
    return region_index(view.structure.regions, area.start)


def _first_line(view: View) -> str | None:
    """Return the words with which the letters begin, as many as it takes to find them again."""
    regions = view.structure.letters()
    return _quote(view, view.found.line_at(regions[0].span.start)) if regions else None


def _line_behind(view: View) -> str | None:
    """Return the words with which the first line behind the last letter begins."""
    regions = view.structure.letters()
    return _quote(view, view.found.line_at(regions[-1].span.end)) if regions else None


def _quote(view: View, at: int) -> str | None:
    lines = view.found.page.lines
    words = ""
    for line in lines[at : at + _LINES]:
        words = f"{words} {' '.join(line.text.split())}".strip()
        if not words.isprintable():
            return None
        if lines_with(view.found, words) == [lines[at].span.start]:
            return words
    return None
