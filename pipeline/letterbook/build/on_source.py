"""Move what was found in a view onto the source below it, with the marks that the view leaves out.

Each mark becomes what TEI has for it: emphasis becomes hi with its @rend, the mark of a page becomes pb.
The characters of the marks become skips with their reasons, so that every character of the source is
accounted for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from operator import is_
from typing import Any

from letterbook.build.tree import NoteFacts, Plan, Planned
from letterbook.model import Cut, Finding, Source, Span, View
from letterbook.model.kinds import HI, PAGE_BREAK, SKIP
from letterbook.model.values import LeftOut, PageNumber, Rendition
from letterbook.read.view import PAGE

#: Kinds of finding that hold no others: a mark inside them could not be told from their words.
_LEAVES = frozenset({"correction", "note.call", "page.break", "skip"})


def on_source(planned: Planned, view: Source) -> tuple[Source, Planned]:
    """Return the source below a view, and the plan made in the view, as it lies in the source."""
    if view.view is None:
        return view, planned
    moved = _Move(view.view).planned(planned) if view.view.cuts else planned
    marks = [f for cut in view.view.cuts for f in _mark(cut)]
    below = view.view.below
    bare = _Bare(below)
    moved = bare.cut(moved)
    whole = [f for f in moved.inlines if f.kind not in _LEAVES or not _parted(f.span, view.view)]
    plans = [plan for part in (moved.front, moved.body, moved.back) for plan in _leaves(part)]
    raised = _raised(view.view, whole, plans)
    return below, replace(moved, inlines=(*whole, *raised, *marks, *bare.skips(marks)))


def _mark(cut: Cut) -> Iterator[Finding]:
    if cut.reason == PAGE:
        yield Finding(PAGE_BREAK, cut.span, "pages.mark", 0.9, PageNumber(cut.n or "", cut.facs))
    else:
        yield Finding(SKIP, cut.span, "view", 1.0, LeftOut(cut.reason))


class _Bare:
    """The signs that a reader added to a transcript: they stand in no print, and go into no TEI."""

    def __init__(self, source: Source) -> None:
        added = [one for one in source.origin.added if not one.shown] if source.origin else []
        self._opened = {one.span.start: one.span.end for one in added}
        self._closed = {one.span.end: one.span.start for one in added}
        self._added = added

    def _trim(self, span: Span) -> Span:
        start, end = self._opened.get(span.start, span.start), self._closed.get(span.end, span.end)
        return Span(start, end) if start < end else span

    def cut(self, planned: Planned) -> Planned:
        """Return a plan whose calls are the marks that are printed, without our brackets."""
        if not self._added:
            return planned
        inlines = tuple(
            replace(f, span=self._trim(f.span)) if f.kind == "note.call" else f for f in planned.inlines
        )
        notes = {
            at: facts._replace(calls=tuple(map(self._trim, facts.calls)))
            for at, facts in planned.notes.items()
        }
        parts = (
            tuple(self._plan(one) for one in part) for part in (planned.front, planned.body, planned.back)
        )
        front, body, back = parts
        return replace(planned, inlines=inlines, notes=notes, front=front, body=body, back=back)

    def _plan(self, plan: Plan) -> Plan:
        note = plan.note._replace(calls=tuple(map(self._trim, plan.note.calls))) if plan.note else None
        return plan._replace(note=note, parts=tuple(map(self._plan, plan.parts)))

    def skips(self, marks: Sequence[Finding]) -> Iterator[Finding]:
        """Yield the added signs that nothing else takes out of the text."""
        taken = {f.span for f in marks}
        for one in self._added:
            if one.span not in taken:
                yield Finding(SKIP, one.span, "view", 1.0, LeftOut(one.reason))


def _parted(span: Span, view: View) -> bool:
    """Tell whether a mark stands inside a span."""
    at = bisect_left(view.cuts, span.start, key=lambda cut: cut.span.start)
    return at < len(view.cuts) and view.cuts[at].span.start < span.end


def _leaves(plans: Sequence[Plan]) -> Iterator[Span]:
    for plan in plans:
        if plan.parts:
            yield from _leaves(plan.parts)
        else:
            yield plan.span


def _raised(view: View, inlines: Sequence[Finding], blocks: Sequence[Span]) -> Iterator[Finding]:
    """Yield the passages set off, cut where a block ends in them, or a phrase that reaches beyond them."""
    borders = sorted({offset for span in blocks for offset in span})
    starts = sorted((f.span.start, f.span.end) for f in inlines)
    ends = sorted((f.span.end, f.span.start) for f in inlines)
    for span, rend in view.raised:
        cuts = {*borders[bisect_right(borders, span.start) : bisect_left(borders, span.end)]}
        for start, end in starts[bisect_right(starts, (span.start, len(view.below.text) + 1)) :]:
            if start >= span.end:
                break
            if end > span.end:
                cuts.add(start)
        for end, start in ends[bisect_right(ends, (span.start, len(view.below.text) + 1)) :]:
            if end >= span.end:
                break
            if start < span.start:
                cuts.add(end)
        at = span.start
        for cut in (*sorted(cuts), span.end):
            if any(map(str.isalnum, view.below.text[at:cut])):
                yield Finding(HI, Span(at, cut), "emphasis", 0.9, Rendition(rend))
            at = cut


# ------------------------------------------------------------------ spans


#: Returns a value with its spans moved; "block": those of blocks hold the marks at their ends.
_Mover = Callable[["_Move", Any, bool], Any]


class _Move:
    """Moves spans, and values that hold some; what holds none stays the same object."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._around: dict[Span, Span] = {}
        self._within: dict[Span, Span] = {}
        self._movers: dict[type, _Mover] = {}

    def planned(self, value: Planned) -> Planned:
        """Return a plan, its spans as they lie below."""
        notes = {self.span(at, block=True): self.any(facts) for at, facts in value.notes.items()}
        rest = {f.name: self.any(getattr(value, f.name)) for f in fields(value) if f.name != "notes"}
        return replace(value, **rest, notes=notes)

    def span(self, one: Span, *, block: bool) -> Span:
        """Return a span as it lies below; that of a `block` holds the marks at its ends."""
        known, move = (self._around, self._view.around) if block else (self._within, self._view.span)
        if one not in known:
            known[one] = move(one)
        return known[one]

    def any(self, value: Any, block: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 (of any type, a mover)
        """Return any value with its spans moved."""
        kind = type(value)
        if kind not in self._movers:
            self._movers[kind] = _mover(kind)
        return self._movers[kind](self, value, block)


def _of_plan(move: _Move, value: Plan, _: bool) -> Plan:  # noqa: FBT001 (a mover)
    return Plan(*(move.any(one, True) for one in value))  # noqa: FBT003 (a mover)


def _of_note(move: _Move, value: NoteFacts, _: bool) -> NoteFacts:  # noqa: FBT001 (a mover)
    calls = tuple(move.span(call, block=False) for call in value.calls)
    mark, signed = move.span(value.mark, block=True), move.any(value.signed)
    return value._replace(mark=mark, calls=calls, signed=signed)


def _of_tuple(move: _Move, value: tuple[Any, ...], block: bool) -> tuple[Any, ...]:  # noqa: FBT001 (a mover)
    named = hasattr(value, "_fields")
    made = [move.any(one, block and not named) for one in value]
    if all(map(is_, made, value)):
        return value
    return type(value)(*made) if named else tuple(made)


def _of_mapping(move: _Move, value: Mapping[Any, Any], _: bool) -> Mapping[Any, Any]:  # noqa: FBT001 (a mover)
    return {move.any(key): move.any(one) for key, one in value.items()}


def _rebuilt(move: _Move, value: Any, _: bool) -> Any:  # noqa: ANN401, FBT001 (a mover; made by its fields in their order)
    names = [field.name for field in fields(value)]
    old = [getattr(value, name) for name in names]
    # a note inside a paragraph is cut as blocks are
    note = isinstance(value, Finding) and value.kind == "note"
    made = [move.any(one, note and name == "span") for name, one in zip(names, old, strict=True)]
    return value if all(map(is_, made, old)) else type(value)(*made)


def _mover(kind: type) -> _Mover:
    """Return how a value of some type is moved."""
    by_type: dict[type, _Mover] = {
        Span: lambda move, value, block: move.span(value, block=block),
        Plan: _of_plan,
        NoteFacts: _of_note,
    }
    if kind in by_type:
        return by_type[kind]
    if issubclass(kind, tuple):
        return _of_tuple
    if issubclass(kind, Mapping):
        return _of_mapping
    return _rebuilt if is_dataclass(kind) else lambda _, value, __: value
