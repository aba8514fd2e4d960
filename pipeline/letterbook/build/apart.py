"""Separate the blocks of a plan that overlap, so that the blocks of the tree tile the source.

The judges of notes, front matter and pages look at the same lines. In a text that is no book (scraps, lists
of marks, a bad scan) two of them may claim the same lines. Then the block that begins later is kept whole,
and the one that began before it ends there.
"""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.build.tree import Plan
from letterbook.model import Span


def apart(plans: Sequence[Plan], end: int | None = None) -> tuple[Plan, ...]:
    """Return plans in order, of which none overlaps another, nor its parts each other or its own edges.

    Of plans that begin at one place the longest stays; what lies behind `end` is left out. Plans that do not
    overlap come back as they are.
    """
    kept: list[Plan] = []
    if end is not None:
        plans = [each for plan in plans if (each := _within(plan, Span(0, end))) is not None]
    for plan in sorted(plans, key=_order):
        if kept and kept[-1].span.end > plan.span.start:
            before = kept.pop()
            if before.span.start == plan.span.start:
                kept.append(before)
                continue
            kept.append(_within(before, Span(before.span.start, plan.span.start)) or before)
        kept.append(plan)
    return tuple(_tidy(plan) for plan in kept)


def _order(plan: Plan) -> tuple[int, bool, int]:
    """Sort plans by their places, those without any words before those that begin there."""
    return plan.span.start, plan.span.end > plan.span.start, -plan.span.end


def _tidy(plan: Plan) -> Plan:
    if not plan.parts:
        return plan
    inside = Span(plan.note.mark.end, plan.span.end) if plan.note else plan.span
    parts = tuple(each for part in plan.parts if (each := _within(part, inside)) is not None)
    return plan._replace(parts=apart(parts))


def _within(plan: Plan, span: Span) -> Plan | None:
    """Return what of a plan lies within a span; None where nothing does."""
    start, end = max(plan.span.start, span.start), min(plan.span.end, span.end)
    if (start, end) == (plan.span.start, plan.span.end):
        return plan
    if start >= end:
        return None
    note = plan.note
    if note is not None and (note.mark.start < start or note.mark.end > end):
        note = note._replace(mark=Span(start, max(start, min(note.mark.end, end))))
    parts = tuple(each for part in plan.parts if (each := _within(part, Span(start, end))) is not None)
    return plan._replace(span=Span(start, end), parts=parts, note=note)
