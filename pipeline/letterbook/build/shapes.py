"""Plan verse and tables, in letters and in notes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from letterbook.build.tree import Plan
from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.read.page import Line, Paragraph
from letterbook.settle.text.verse_and_tables import cells_of, shapes_in_note

_OWN = frozenset({"head", "dateline", "salute", "valediction", "signed"})
#: What a quotation in a letter may consist of.
_QUOTED = frozenset({"p", "lg", "table", "list"})


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


def in_quotations(plans: Sequence[Plan], quoted: Sequence[Span]) -> list[Plan]:
    """Return the plans of a letter, those that an original quotes together as quotations.

    What holds the letter's own opening or close is no quotation in it, however its page is laid out.
    """
    own = [plan.span for plan in plans if plan.kind in _OWN]
    quoted = [span for span in quoted if not any(span.holds(one) for one in own)]
    out: list[Plan] = []
    for span, run in groupby(plans, key=lambda plan: _quotation(plan, quoted)):
        parts = tuple(run)
        out += parts if span is None else [Plan(outer(parts), "quote", parts)]
    return out


def _quotation(plan: Plan, quoted: Sequence[Span]) -> Span | None:
    if plan.kind not in _QUOTED:
        return None
    return next((span for span in quoted if span.holds(plan.span)), None)


def outer(parts: Sequence[Plan]) -> Span:
    """Return the span from the first of some parts to the last."""
    return Span(parts[0].span.start, parts[-1].span.end) if parts else Span(0, 0)
