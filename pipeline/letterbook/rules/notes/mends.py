"""Mend notes and calls with wrongly set or read marks: `(130 Welmoden`, `*86) James`, `(155)` for `(156)`.

Between two notes that are sure, a missing note can stand in one place only, and so can its call. There a
damaged mark is taken for what it must be; the number as printed is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from letterbook.model import Span
from letterbook.read.page import Page
from letterbook.rules.notes.marks import BRACKETED, NoteMark, order_of, start_of
from letterbook.rules.notes.pairs import Manner, NotePair

#: Styles of which one bracket may be lost and the other still tells.
_BRACKETS = {"paren": "()", "bracket": "[]", "brace": "{}"}
_ODD = r"()\[\]{}*"  # what stands for a bracket that was read wrongly
#: Letters that are read for figures.
_LETTERS = {"0": "OoQD", "1": "IlijJL", "2": "Zz", "4": "A", "5": "Ss", "6": "bG", "8": "B", "9": "gq"}
_BACK = 200  # notes before one that are looked through for its call
_MISSING = 6  # numbers missing in a row that are looked for


def mend(page: Page, manner: Manner) -> Manner:
    """Add to a set of numbered notes those whose marks are damaged, and the calls that are."""
    if manner.family != "figure" or manner.call_style not in _BRACKETS:
        return manner
    pairs = _with_bodies(page, manner) if manner.body_style in _BRACKETS else list(manner.pairs)
    pairs = _with_doubled(manner, pairs)
    pairs = _with_calls(page, manner, pairs)
    spent = {pair.call.span for pair in pairs if pair.call}
    return manner._replace(
        pairs=tuple(pairs), unanswered=tuple(one for one in manner.unanswered if one.span not in spent)
    )


def _with_bodies(page: Page, manner: Manner) -> list[NotePair]:
    """Add the notes that are missing between two, where a line's head holds their number."""
    out: list[NotePair] = []
    for pair, after in pairwise((*manner.pairs, None)):
        if pair is None:
            continue
        out.append(pair)
        if after is None:
            continue
        low, high = pair.order[0], after.order[0]
        at = pair.body.line + 1
        for number in range(low + 1, high) if high - low <= _MISSING else ():
            found = _damaged_body(page, manner, str(number), at, after.body.line)
            if found is not None:
                out.append(NotePair(found, None))
                at = found.line + 1
    return out


def _damaged_body(page: Page, manner: Manner, number: str, first: int, stop: int) -> NoteMark | None:
    """Find a line whose head is a damaged mark of a number, among lines from one on."""
    shape = re.compile(
        rf"(?P<left>[{_ODD}]{{0,2}})\s?{number}(?!\d)\s?(?P<right>[{_ODD}]{{0,2}})\.?\s*(?=\S)"
    )
    for line in page.lines[first:stop]:
        found = shape.match(page.source.text, line.span.start, line.span.end)
        if found and (found["left"] or found["right"]):
            span = Span(found.start(), found.end())
            return NoteMark(span, number, manner.body_style, manner.family, line.index, parted=True)
    if manner.body_style in BRACKETED:
        one, other = (re.escape(bracket) for bracket in _BRACKETS[manner.body_style])
        alike = re.compile(rf"{one}{_alike(number)}{other}\s+(?=\S)")
        for line in page.lines[first:stop]:
            if found := alike.match(page.source.text, line.span.start, line.span.end):
                span = Span(*found.span())
                return NoteMark(span, number, manner.body_style, manner.family, line.index, parted=True)
    return None


def _with_doubled(manner: Manner, pairs: Sequence[NotePair]) -> list[NotePair]:
    """Add the notes whose number is that of another, where one call between those beside it is left over."""
    out = list(pairs)
    starts = [one.span.start for one in manner.unanswered]
    for body in manner.uncalled:
        at = bisect_left(out, body.span, key=lambda pair: pair.body.span)
        if not 0 < at < len(out) or out[at].body.span == body.span:
            continue
        before, after = out[at - 1], out[at]
        if before.call is None or after.call is None or body.number != before.number:
            continue
        low, high = (bisect_left(starts, one.call.span.start) for one in (before, after) if one.call)
        loose = [one for one in manner.unanswered[low:high] if before.order < one.order < after.order]
        if len(loose) == 1:
            out.insert(at, NotePair(body, loose[0], loose[0].number))
    return out


def _with_calls(page: Page, manner: Manner, pairs: Sequence[NotePair]) -> list[NotePair]:
    """Add the calls of notes that nothing calls, from between the calls of the notes before and behind."""
    out: list[NotePair] = []
    starts = [one.span.start for one in manner.unanswered]
    for at, pair in enumerate(pairs):
        if pair.call is not None:
            out.append(pair)
            continue
        if inner := _call_in_notes(manner, pairs[max(0, at - _BACK) : at], pair):
            out.append(pair._replace(call=inner))
            continue
        behind = next((one.call.span.start for one in pairs[at + 1 :] if one.call), pair.body.span.start)
        stop = min(pair.body.span.start, behind)
        ends = (one.call.span.end for one in reversed(out) if one.call)
        before = next((end for end in ends if end <= stop), None)
        if before is None:
            out.append(pair)
            continue
        loose = manner.unanswered[bisect_left(starts, before) : bisect_left(starts, stop)]
        call = next((one for one in loose if one.number == pair.number), None)
        call = call or _call_before_notes(manner, starts, out, pair)
        call = call or _damaged_call(page, manner, pair.number, Span(before, stop))
        sure = manner.call_style in BRACKETED
        if call is None and len(loose) == 1 and (sure or _is_near(loose[0].number, pair.number)):
            call = loose[0]
        out.append(pair._replace(call=call))
    return out


def _call_in_notes(manner: Manner, before: Sequence[NotePair], pair: NotePair) -> NoteMark | None:
    """Find the call of a note among the words of notes that stand before it."""
    alike = [one.body.span.end for one in before if one.number == pair.number]
    first = next(
        (one.body.span.start for one in before if one.body.span.start >= max(alike, default=0)), None
    )
    if first is None:
        return None
    low, high = (bisect_left(manner.unanswered, at, key=start_of) for at in (first, pair.body.span.start))
    return next((one for one in manner.unanswered[low:high] if one.number == pair.number), None)


def _call_before_notes(
    manner: Manner, starts: Sequence[int], before: Sequence[NotePair], pair: NotePair
) -> NoteMark | None:
    """Find the call of a note whose predecessor is called among the notes, and so behind it."""
    called = [one.call.span for one in before[-_BACK:] if one.call]
    if len(called) < 2 or len(before) < 2 or called[-1].start < before[-2].body.span.start:  # noqa: PLR2004
        return None
    area = Span(called[-2].end, called[-1].start)
    loose = manner.unanswered[bisect_left(starts, area.start) : bisect_left(starts, area.end)]
    mine = [one for one in loose if one.number == pair.number]
    return mine[0] if len(mine) == 1 else None


def _alike(number: str) -> str:
    """Return a pattern for a number with letters among its figures that look like them."""
    return "".join(f"[{figure}{_LETTERS.get(figure, '')}]" for figure in number)


def _is_near(printed: str, number: str) -> bool:
    """Tell whether a number may be another misprinted: one figure differs, or it is a neighbour's."""
    close = abs(order_of(printed)[0] - order_of(number)[0]) <= 1
    same = len(printed) == len(number) and sum(a != b for a, b in zip(printed, number, strict=True)) == 1
    return close or same


def _damaged_call(page: Page, manner: Manner, number: str, area: Span) -> NoteMark | None:
    """Find the one place in a stretch of text where a number has lost one of its brackets."""
    one, other = (re.escape(bracket) for bracket in _BRACKETS[manner.call_style])
    shape = re.compile(
        rf"[{_ODD}]?{one}{number}(?![\d{other}])|(?<![\d{one}])[{_ODD}]?(?<!\d){number}{other}"
    )
    found = list(shape.finditer(page.source.text, area.start, area.end))
    if not found and manner.call_style in BRACKETED:
        found = list(re.compile(rf"{one}{_alike(number)}{other}").finditer(page.source.text, *area))
    if len(found) != 1:
        return None
    span = Span(found[0].start(), found[0].end())
    return NoteMark(span, number, manner.call_style, manner.family)
