"""Where the parts of the book begin and end: front matter, letters, notes, back matter.

The headings come from the judge of series. Between them everything belongs to a letter, save what
is known to be something else: a preface, an index, a list of notes, a part's title.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Decision, Evidence, Finding, Span, Subject, Topic
from letterbook.rules.datelines import read_end, spoken_at
from letterbook.rules.headings import part_words, particles
from letterbook.settle.structure.heading_evidence import (
    bulk,
    find_openings,
    opening_support,
    support,
    with_like,
)
from letterbook.settle.structure.heading_series import Series, judge_series, mend_series, value_of
from letterbook.settle.structure.pinned import choose_pinned, find_cuts, is_pinned, keep_pinned

_PINNED = 0.8  # what the editor's word adds, that letters begin with such a line
_FIRST_BODY = 3  # lines at the head of a letter that may be in capitals
_NAMED = 1.1  # what must speak for names that head a letter otherwise than the others: a date or a salutation
_YEAR = re.compile(r"[\[(]?1[0-9]\d\d(?:\s*[-–/]\s*(?:1[0-9])?\d\d)?\.?[\])]?\.?")


@dataclass(frozen=True)
class Region:
    """A part of the book: `kind` is "front", "letter", "matter", "licence" or "back".

    A letter has its heading (and what is corrected in it: `amended`, "prefix" or "number" -> reading, with
    the reasons, `because`), its number after correction, and its key. "matter" stands between letters.
    """

    kind: str
    span: Span
    head: Finding | None = None
    number: str | None = None
    key: str = ""
    amended: Mapping[str, str] = field(default_factory=dict)
    because: tuple[Evidence, ...] = ()


class Structure(NamedTuple):
    """The regions, in the order of the source, which they tile; and how the letters were found.

    `rivals` are the series that lost, best first.
    """

    regions: tuple[Region, ...]
    series: Series | None
    decisions: tuple[Decision, ...] = ()
    rivals: tuple[Series, ...] = ()

    def letters(self) -> tuple[Region, ...]:
        """Return the regions that are letters."""
        return tuple(r for r in self.regions if r.kind == "letter")


def _book(found: Found) -> tuple[Span, list[Region]]:
    """Return the span of the book itself, and the licence blocks round it."""
    start, end = 0, len(found.page.source.text)
    around = []
    for block in found.of("licence"):
        if block.value["place"] == "front":
            start = max(start, block.span.end)
        else:
            end = min(end, block.span.start)
        around.append(Region("licence", block.span, block))
    cuts = find_cuts(found)
    start = start if cuts.begin is None else cuts.begin
    end = end if cuts.end is None else max(start, cuts.end)
    return Span(start, end), around


def find_structure(found: Found) -> Structure:
    """Find the letters and what stands before, between and after them."""
    book, licences = _book(found)
    heads = list(found.of("letter.head", book))
    openings = find_openings(found, book)
    said = _PINNED if is_pinned(found) else 0.0

    def speaks(head: Finding) -> float:
        if head.value["rest"] in {"dateline", "salute"}:
            return opening_support(found, head, first=head == openings[0]) + said
        return support(found, head) + (said if head.value["style"] == "none" else 0.0)

    def above(upper: Finding, lower: Finding) -> bool:
        near = 0 < found.line_at(lower.span.start) - found.line_at(upper.span.end - 1) <= 2  # noqa: PLR2004
        return near and (upper.value["rest"] == "bare" or _is_dated(found, upper))

    wanted = keep_pinned(found, [*heads, *openings])
    series, others = judge_series(wanted, speaks, partial(bulk, found), above)
    series = choose_pinned(found, series, others)
    text_end = len(found.page.source.text)
    if series is None:
        return Structure((Region("front", Span(0, text_end)),), None, (), others)
    if series.look[1] == "none":
        plain = [head for head in wanted if head.value["style"] == "none"]
        names = series.look[3] == "names"
        series = with_like(found, series, [h for h in plain if speaks(h) > _NAMED] if names else openings)
    added = mend_series(series, heads, speaks)
    amended = {finding: (change, because) for finding, change, because in added}
    kept = sorted([*series.kept, *amended], key=lambda h: h.span)
    starts = [_start(found, h, kept[i - 1] if i else None) for i, h in enumerate(kept)]
    cuts = find_cuts(found)
    ends = [*starts[1:], _end(found, kept[-1], book.end) if cuts.end is None else book.end]
    regions: list[Region] = [*licences]
    for head, start, end in zip(kept, starts, ends, strict=True):
        change, because = amended.get(head, ({}, ()))
        stop = _matter_between(found, head, end) if end != book.end else end
        number = change.get("number", head.value["number"]) or None
        change = {k: v for k, v in change.items() if v}
        regions.append(Region("letter", Span(start, stop), head, number, "", change, because))
        if stop < end:
            regions.append(Region("matter", Span(stop, end)))
    regions = _tile(regions, text_end, starts[0], ends[-1])
    regions = [part for r in regions for part in _parted(r, cuts.back)]
    decisions = tuple(
        Decision(
            Subject(Topic.HEADING_SERIES),
            s.kept[0],
            (),
            f"the series {' '.join(p for p in s.look if p)} is worth {s.worth:.1f}, less",
        )
        for s in others[1:4]
        if s.kept and s.worth > 0
    )
    return Structure(
        _with_keys(regions), series, decisions, tuple(s for s in others if s.look != series.look)
    )


def _is_dated(found: Found, head: Finding) -> bool:
    """Tell whether a heading ends in a date: "1. London, 3 May 1812."."""
    return (
        read_end(found.page.source.quote(head.span), spoken_at(found.context, found.tongues, head.span.start))
        is not None
    )


def _start(found: Found, head: Finding, before: Finding | None) -> int:
    """Return where a letter begins: at its heading, or at a header line that stands above it.

    A header line directly above a number belongs to that number when the letter above has one
    of its own already, and the number is not followed by one.
    """
    lines = found.page.lines
    at = found.line_at(head.span.start)
    if at == 0 or before is None:
        return head.span.start
    line = lines[at - 1]
    if line.span.start <= before.span.end or "headline" not in found.kinds(line.index):
        return head.span.start
    last = found.line_at(head.span.end - 1)
    if any("headline" in found.kinds(x.index) for x in lines[last + 1 : last + 3]):
        return head.span.start
    return line.span.start


def _end(found: Found, head: Finding, book_end: int) -> int:
    """Return where the last letter ends: before the notes or the back matter, or with the book."""
    for finding in found.findings:
        if finding.span.start <= head.span.end or finding.span.start >= book_end:
            continue
        line = found.page.lines[found.line_at(finding.span.start)]
        if finding.kind == "matter.title" and finding.value["type"] != "preface" and line.blank > 1:
            return finding.span.start
    return book_end


def _matter_between(found: Found, head: Finding, end: int) -> int:
    """Return where a letter stops before matter that is no letter: a preface, a part's title, a year."""
    lines = found.lines_in(Span(head.span.end, end))
    parts = part_words(found.languages)
    small = particles(found.languages) | parts
    for i, line in enumerate(lines):
        if {"fw", "page.break"} & found.kinds(line.index).keys():
            continue
        if line.blank > 1 and line.text.isupper() and i >= _FIRST_BODY:
            tokens = re.findall(r"[^\W\d_]+", line.text.lower())
            telling = small if i < len(lines) - 1 else parts  # the last line may be a signature
            if len(tokens) > 1 and telling & set(tokens) and "letter.head" not in found.kinds(line.index):
                return line.span.start
        title = found.kinds(line.index).get("matter.title")
        if title and line.blank > 1 and title.value["type"] in {"preface", "appendix", "index", "contents"}:
            return line.span.start
    if len(lines) > 1 and _YEAR.fullmatch(lines[-1].text) and lines[-1].blank > 1:
        return lines[-1].span.start
    return end


def _tile(regions: list[Region], text_end: int, first: int, last: int) -> list[Region]:
    """Fill what no region holds with front matter, back matter, or matter."""
    regions.sort(key=lambda r: r.span)
    out: list[Region] = []
    at = 0
    for region in [*regions, Region("end", Span(text_end, text_end))]:
        if region.span.start > at:
            kind = "front" if at < first else "back" if at >= last else "matter"
            out.append(Region(kind, Span(at, region.span.start)))
        if region.kind != "end" and region.span.end > max(at, region.span.start):
            out.append(region if region.span.start >= at else Region(region.kind, Span(at, region.span.end)))
            at = region.span.end
        at = max(at, region.span.start)
    return out


def _parted(region: Region, cut: int | None) -> list[Region]:
    """Part what stands behind the letters where the editor lets the back matter begin."""
    if cut is None or region.kind not in {"matter", "back"} or not region.span.start < cut < region.span.end:
        return [region]
    return [Region(region.kind, Span(region.span.start, cut)), Region("back", Span(cut, region.span.end))]


def _with_keys(regions: Sequence[Region]) -> tuple[Region, ...]:
    """Give each letter its key: its number, with the series before it where numbers begin again."""
    letters = [r for r in regions if r.kind == "letter"]
    numbers = [r.number for r in letters]
    series, last = 1, (0, "")
    parts = []
    for region in letters:
        number = value_of(region.head) if region.head and region.number and not region.amended else None
        if region.number and number is None:
            digits = re.match(r"\d+", region.number)
            number = (int(digits[0]) if digits else 0, region.number[digits.end() :] if digits else "")
        if number and number[0] == 1 and last >= number and last != (0, ""):
            series += 1
        if number:
            last = number
        parts.append(series)
    used: dict[str, int] = {}
    keys = []
    for place, (number_, part) in enumerate(zip(numbers, parts, strict=True), 1):
        key = (number_ or f"n{place}").lower()
        if series > 1 and number_:
            key = f"{part}.{key}"
        used[key] = used.get(key, 0) + 1
        keys.append(key if used[key] == 1 else f"{key}-{used[key]}")
    named = iter(keys)
    return tuple(
        Region(r.kind, r.span, r.head, r.number, next(named), r.amended, r.because)
        if r.kind == "letter"
        else r
        for r in regions
    )


def region_index(regions: Sequence[Region], offset: int) -> int:
    """Return the index of the region that holds an offset."""
    return min(bisect_left(regions, offset + 1, key=lambda r: r.span.end), len(regions) - 1)
