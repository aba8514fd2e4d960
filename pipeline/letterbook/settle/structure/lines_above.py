"""Give to a letter the line with place and date that the book prints above its number.

Some editions print the archive, the place and the day above every letter, and the number below.
A letter that is taken to begin at its number leaves that line to the letter before, and every date of the
book moves up by one. Here such lines are given to the letter below, where the whole book bears it out: the
line above the first letter belongs to no letter at all, each stands nearer to its number than to what is
above it, and below the last letter there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.read.page import Line
from letterbook.settle.structure.regions import Region, Structure
from letterbook.values.dates.among_words import find_in_line
from letterbook.values.dates.plain import plain

_MOST = 3  # lines of such a block
_LONGEST = 200  # code points of one
_FEWEST = 3  # letters of a book that can show a habit
_HABIT = 0.8  # of its letters that must
_OWN = 0.2  # at most, that print a day below their number
_YEAR = re.compile(r"(?<![\d-])[\[(]?1\d{3}\s?\??[\])]?[.,]?\s*(?:\[\d+\])?$")
_BELOW = 4  # lines below the number that are looked at


def gather_lines_above(found: Found, structure: Structure) -> Structure:
    """Let each letter begin at the dated line above its number, where the book prints its dates so."""
    letters = structure.letters()
    if len(letters) < _FEWEST:
        return structure
    starts = {letter.key: start for letter in letters if (start := _line_above(found, letter)) is not None}
    dated = sum(_is_dated_below(found, letter) for letter in letters)
    if (
        letters[0].key not in starts
        or len(starts) < _HABIT * len(letters)
        or dated > _OWN * len(letters)
        or _ends_dated(found, letters[-1])
    ):
        return structure
    for letter in letters:
        above = _line_above(found, letter, _ends_in_year) if letter.key not in starts else None
        if above is not None:
            starts[letter.key] = above
    regions: list[Region] = []
    for region in structure.regions:
        start = starts.get(region.key) if region.kind == "letter" else None
        if start is not None and start < region.span.start:
            while regions and regions[-1].span.start >= start:
                regions.pop()
            if regions:
                regions[-1] = replace(regions[-1], span=Span(regions[-1].span.start, start))
            region = replace(region, span=Span(start, region.span.end))  # noqa: PLW2901
        regions.append(region)
    return structure._replace(regions=tuple(regions))


def _line_above(
    found: Found, letter: Region, says: Callable[[Found, Sequence[Line]], bool] | None = None
) -> int | None:
    """Return where the block of lines right above a letter's number begins, if it prints a day or a month.

    `says` tells that of a block; without it, a day or a month must stand in it.
    """
    head = letter.head
    if head is None:
        return None
    at = found.line_at(head.span.start)
    lines = found.page.lines
    first = at
    while first > 0 and first > at - _MOST and (first == at or lines[first].blank == 0):
        first -= 1
    if first == at or lines[first].blank <= lines[at].blank:
        return None  # it belongs to what is above it
    return lines[first].span.start if (says or _is_dated)(found, lines[first:at]) else None


def _ends_in_year(found: Found, lines: Sequence[Line]) -> bool:
    """Tell whether a line says no more of its day than the year, as the others would: "Di Roma,  (1512)."."""
    return len(lines) == 1 and _YEAR.search(plain(found.page.source.quote(lines[0].span)).text) is not None


def _is_dated(found: Found, lines: Sequence[Line]) -> bool:
    span = Span(lines[0].span.start, lines[-1].span.end)
    text = plain(found.page.source.quote(span)).text
    if len(text) > _LONGEST:
        return False
    return any(
        (one.when.when or one.when.not_before or one.when.start or "").count("-") > 0
        for one in find_in_line(text, found.context)
    )


def _is_dated_below(found: Found, letter: Region) -> bool:
    """Tell whether a letter prints its day below its number."""
    if letter.head is None:
        return False
    at = found.line_at(letter.head.span.start)
    return any(
        _is_dated(found, [line])
        for line in found.page.lines[at : at + _BELOW]
        if letter.span.holds(line.span)
    )


def _ends_dated(found: Found, letter: Region) -> bool:
    lines = found.lines_in(letter.span)[-_MOST:]
    return any(_is_dated(found, [line]) for line in lines)
