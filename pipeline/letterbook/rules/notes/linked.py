"""Take the notes that the original ties to their calls: by links of a page, by a word processor's footnotes.

Such ties need no other evidence, neither the style of the marks nor their order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from letterbook.model import Finding, Span
from letterbook.model.kinds import PRINT_CALL, PRINT_NOTE
from letterbook.read.page import Page
from letterbook.rules.notes.marks import NoteMark, family_of
from letterbook.rules.notes.note_words import either
from letterbook.rules.notes.pairs import Manner, NotePair

_STYLE = "bracket"  # readers of originals set brackets round the marks of calls
_MARK = re.compile(r"[\[({]?\s*(?P<mark>[^\W_]{1,6}|[*†‡§¶‖]{1,4})")


def linked_manner(page: Page, languages: Sequence[str], told: Sequence[Finding]) -> Manner | None:
    """Return the notes that calls lead to, as a set; None where the original ties none.

    `told` are the findings "print.call" and "print.note" of the original.
    """
    calls: dict[str, list[NoteMark]] = {}
    for one in told:
        link = PRINT_CALL.read(one)
        if link and (found := _MARK.match(page.source.quote(link.span))):
            mark = NoteMark(link.span, found["mark"], _STYLE, family_of(found["mark"]))
            calls.setdefault(link.value.target, []).append(mark)
    label = rf"(?:{either(languages, 'note_labels')}\.?\s*)?"
    pairs = []
    for one in PRINT_NOTE.pick(told):
        mine = sorted(calls.pop(one.value.id, []), key=lambda mark: mark.span)
        first = mine[0] if mine else None
        body = _body(page, one.span.start, first.number if first else None, label)
        if body is not None:
            pairs.append(NotePair(body, first, again=tuple(mine[1:])))
    if not any(pair.call for pair in pairs):
        return None
    pairs.sort(key=lambda pair: pair.body.span)
    family = Counter(pair.body.family for pair in pairs).most_common(1)[0][0]
    left = tuple(mark for marks in calls.values() for mark in marks)
    return Manner(_STYLE, "linked", family, tuple(pairs), left, ())


def _body(page: Page, at: int, number: str | None, label: str) -> NoteMark | None:
    """Return the mark with which a note begins at an offset; it need print none where a call gives it.

    `label` is a pattern for a word that may stand before it: "Note 1: ".
    """
    index = bisect_left(page.ends, at + 1)
    if index == len(page.lines):
        return None
    start = max(at, page.lines[index].span.start)
    if number is None:
        mark = _MARK.match(page.source.text, start, page.lines[index].span.end)
        if mark is None:
            return None
        number = mark["mark"]
    printed = re.compile(
        rf"[\[({{]?\s*{label}{re.escape(number)}\s*[\])}}]?\s*[.:)]?(?!\w)\s*", re.IGNORECASE
    )
    found = printed.match(page.source.text, start, page.lines[index].span.end)
    end = found.end() if found else start
    return NoteMark(Span(start, end), number, "linked", family_of(number), index, parted=True)


def ends_told(page: Page, told: Sequence[Finding]) -> dict[int, int]:
    """Return where notes end, by where they begin, as far as the original says it."""
    ends: dict[int, int] = {}
    for one in told:
        if one.kind == "print.note" and one.span.end > one.span.start:
            words = page.source.quote(one.span)
            start = one.span.start + len(words) - len(words.lstrip())
            ends[start] = one.span.start + len(words.rstrip())
    return ends


def apart_from(manner: Manner, linked: Manner) -> Manner | None:
    """Return what is left of a set of notes that were found by their looks, beside those that are tied."""
    taken = [mark.span for pair in linked.pairs for mark in (pair.body, pair.call, *pair.again) if mark]
    rest = tuple(
        pair
        for pair in manner.pairs
        if not any(
            mark.span.meets(span) for mark in (pair.body, pair.call, *pair.again) if mark for span in taken
        )
    )
    return manner._replace(pairs=rest) if len(rest) == len(manner.pairs) else None
