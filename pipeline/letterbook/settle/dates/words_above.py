"""Date letters without a printed day by the editor's words right above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.model import Basis, Cert, Evidence, Guess, Span, When
from letterbook.rules.datelines import spoken_at
from letterbook.settle.structure.regions import Region
from letterbook.settle.text.letter_parts import Part
from letterbook.values.dates.in_prose import find_dates
from letterbook.values.dates.lines import Context
from letterbook.values.iso_dates import MONTH

_MOST = 600  # code points above a letter that are looked at
_LEADS = re.compile(r":[\s\"'”’—–_-]*\Z")
_SENTENCE = re.compile(
    r"(?:(?<=[^\W\d_]{3}[.!?])|(?<=\d{4}[.!?]))[\"”’)]?\s+(?=[\"“(]?[^\W\d_a-zß-ÿ])|\n\s*\n"
)


def days_above(
    found: Found, letters: Sequence[tuple[Region, Sequence[Part]]], context: Context
) -> list[Guess[When] | None]:
    """Return for each letter the day or month that the last sentence above it names, if it ends in a colon.

    "On July 10, 1878, Hearn wrote:". It must name one, and no other.
    """
    out: list[Guess[When] | None] = []
    end = 0
    text = found.page.source.text
    for region, parts in letters:
        begin = region.head.span.start if region.head else region.span.start
        above = text[max(end, begin - _MOST) : begin] if begin > end else ""
        out.append(_told(found, above.rstrip(), begin - len(above), region, context))
        end = max((part.span.end for part in parts), default=region.span.end)
    return out


def _told(found: Found, above: str, base: int, region: Region, context: Context) -> Guess[When] | None:
    if not _LEADS.search(above):
        return None
    start = max((stop.end() for stop in _SENTENCE.finditer(above)), default=0)
    spoken = spoken_at(context, found.tongues, region.span.start)
    days = [
        one
        for one in find_dates(above[start:], spoken)
        if one.inherits is None and one.when.when and len(one.when.when) >= MONTH
    ]
    if len(days) != 1:
        return None
    span = Span(days[0].span.start + start + base, days[0].span.end + start + base)
    because = (Evidence(span, "the editor's words right above the letter name the day"),)
    return Guess(days[0].when, span, Cert.MEDIUM, Basis.EXTERNAL, because, ground="date.above")
