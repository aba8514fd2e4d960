"""Plans of verse and tables, in letters and in notes."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.build.tree import Plan
from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.read.page import Line, Paragraph
from letterbook.settle.text.verse_and_tables import cells_of, shapes_in_note


def shape_plan(kind: str, run: Sequence[Line]) -> Plan:
    """Return the plan of a stanza ("lg") or a table of some lines."""
    if kind == "lg":
        parts = tuple(Plan(line.span, "l") for line in run)
    else:
        rows = (tuple(Plan(cell, "cell") for cell in cells_of(line)) for line in run)
        parts = tuple(Plan(outer(cells), "row", cells) for cells in rows)
    return Plan(outer(parts), kind, parts)


def note_parts(found: Found, paragraphs: Sequence[Paragraph], words: Span, usual: int) -> list[Plan]:
    """Return the plans of a note's paragraphs, verse and tables; most notes are set in as `usual`."""
    mine = [paragraph for paragraph in paragraphs if paragraph.span.meets(words)]
    parts = [shape_plan(*shape) for shape in shapes_in_note(found, mine, words, usual)]
    shaped = [part.span for part in parts]
    for paragraph in mine:
        span = Span(max(paragraph.span.start, words.start), min(paragraph.span.end, words.end))
        if not any(one.meets(span) for one in shaped):
            parts.append(Plan(span, "p"))
    return sorted(parts, key=lambda part: part.span)


def outer(parts: Sequence[Plan]) -> Span:
    """Return the span from the first of some parts to the last."""
    return Span(parts[0].span.start, parts[-1].span.end) if parts else Span(0, 0)
