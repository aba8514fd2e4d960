"""Where the parts of the book begin and end: front matter, letters, notes, back matter.

The headings come from the judge of series. Between them everything belongs to a letter, save what
is known to be something else: a preface, an index, a list of notes, a part's title.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from letterbook.model import Decision, Evidence, Finding, Span
from letterbook.rules.heads import part_words, particles
from letterbook.settle.found import Found
from letterbook.settle.pinned import choose_pinned, find_cuts, is_pinned, keep_pinned
from letterbook.settle.series import Series, judge_series, mend_series, value_of

_CONTENTS_ENTRY = re.compile(r"(?:\.\s*){3,}\s*\d+$|\s{3,}\d+$|\t\d+$")
_PINNED = 0.8  # what the editor's word adds, that letters begin with such a line
_FIRST_BODY = 3  # lines at the head of a letter that may be in capitals
_NAMED = 1.1  # what must speak for names that head a letter otherwise than the others: a date or a salutation
_YEAR = re.compile(r"[\[(]?1[0-9]\d\d(?:\s*[-–/]\s*(?:1[0-9])?\d\d)?\.?[\])]?\.?")


@dataclass(frozen=True)
class Region:
    """A part of the book: `kind` is "front", "letter", "matter", "notes", "licence" or "back".

    A letter has its heading (and the corrections of it: `amended`), its number and its key.
    """

    kind: str
    span: Span
    head: Finding | None = None
    number: str | None = None
    key: str = ""
    amended: Mapping[str, str] = field(default_factory=dict)
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Structure:
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


def _support(found: Found, head: Finding) -> float:
    """Return how much what stands round a heading speaks for a letter beginning there."""
    lines = found.page.lines
    at = found.line_at(head.span.start)
    last = found.line_at(head.span.end - 1)
    line = lines[at]
    worth = -0.5
    if _CONTENTS_ENTRY.search(line.text):
        worth -= 2.0
    after = lines[last + 1 : last + 7]
    if line.blank:
        worth += 0.3
    if line.blank > 1:
        worth += 0.2
    if after and not after[0].blank:
        worth -= 0.2 if head.value["rest"] == "bare" else 0.4
    dated = next(
        (i for i, x in enumerate(after[:4]) if {"dateline", "headline"} & found.kinds(x.index).keys()), None
    )
    greeted = next((i for i, x in enumerate(after[:6]) if "salute" in found.kinds(x.index)), None)
    worth += 1.0 if dated is not None else 0.0
    worth += 0.7 if greeted is not None else 0.0
    if head.value["rest"] == "names":
        worth += 0.4
    if head.value["prefix"]:
        worth += 0.4
    if after and (other := found.kinds(after[0].index).get("letter.head")) and after[0].index < last + 2:
        worth -= 1.2 if other.value["rest"] == head.value["rest"] else 0.0
    before = [found.kinds(x.index).keys() for x in lines[max(0, at - 2) : at]]
    if any({"dateline", "valediction", "headline", "postscript"} & kinds for kinds in before):
        worth += 0.2
    return worth


def _bulk(found: Found, head: Finding, end: int) -> float:
    """Return what the amount of text under a heading is worth."""
    end = len(found.page.source.text) if end < 0 else end
    size = end - head.span.end
    return -1.5 if size < 30 else -0.2 if size < 100 else 0.3  # noqa: PLR2004


def _openings(found: Found, book: Span) -> list[Finding]:
    """Return the lines that could begin a letter without a heading: datelines and salutations."""
    out = []
    lines = found.page.lines
    for kind in ("dateline", "salute"):
        for sign in found.of(kind, book):
            at = found.line_at(sign.span.start)
            dated = any("dateline" in found.kinds(x.index) for x in lines[max(0, at - 3) : at])
            if kind == "salute" and dated and found.layout.headings != "salutation":
                continue
            value = {"number": "", "style": "none", "prefix": "", "mark": "", "rest": kind}
            out.append(
                Finding(
                    "letter.head", Span(sign.span.start, sign.span.start), f"structure.{kind}", 0.3, value
                )
            )
    return out


def _alike(found: Found, series: Series, others: Sequence[Finding]) -> Series:
    """Add the headings without a number that stand as far below the text before them as those known do.

    They are openings of the same kind, or names: "TO THE SAME" in a series of "BEN TO ANN".
    """
    lines = found.page.lines
    blanks = [lines[found.line_at(h.span.start)].blank for h in series.kept[1:]]
    if not blanks or min(blanks) < 2:  # noqa: PLR2004
        return series
    first = series.kept[0].span.start
    more = [
        o
        for o in others
        if o.value["rest"] == series.look[3]
        and o.span.start >= first
        and lines[found.line_at(o.span.start)].blank >= min(blanks)
    ]
    kept = sorted({*series.kept, *more}, key=lambda h: h.span)
    return Series(series.look, tuple(kept), series.worth)


def _opening_support(found: Found, head: Finding, *, first: bool) -> float:
    """Return how much speaks for a letter beginning at a dateline or a salutation without a heading.

    `first` says that none of them stands before it in the book: no letter above it can be closed.
    """
    lines = found.page.lines
    at = found.line_at(head.span.start)
    line = lines[at]
    before = [found.kinds(x.index).keys() for x in lines[max(0, at - 3) : at]]
    closed = any({"valediction", "dateline", "postscript"} & kinds for kinds in before)
    worth = -0.6 + (0.3 if line.blank or at == 0 else -0.5) + (0.3 if line.blank > 1 else 0.0)
    if head.value["rest"] == "dateline":
        after = lines[at + 1 : at + 4]
        worth += 0.8 if any("salute" in found.kinds(x.index) for x in after) else 0.0
        worth += 0.2 if closed else 0.0
        near = lines[max(0, at - 3) : at]
        if any("valediction" in found.kinds(x.index) for x in near):
            worth -= 0.6  # it closes the letter above
    else:
        worth += 0.9 if closed else 0.5 if first else 0.1
    return worth


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
    openings = _openings(found, book)

    said = _PINNED if is_pinned(found) else 0.0

    def support(head: Finding) -> float:
        if head.rule.startswith("structure."):
            return _opening_support(found, head, first=head == openings[0]) + said
        return _support(found, head) + (said if head.value["style"] == "none" else 0.0)

    def above(upper: Finding, lower: Finding) -> bool:
        return 0 < found.line_at(lower.span.start) - found.line_at(upper.span.end - 1) <= 2  # noqa: PLR2004

    wanted = keep_pinned(found, [*heads, *openings])
    series, others = judge_series(wanted, support, lambda h, end: _bulk(found, h, end), above)
    series = choose_pinned(found, series, others)
    text_end = len(found.page.source.text)
    if series is None:
        return Structure((Region("front", Span(0, text_end)),), None, (), others)
    if series.look[1] == "none":
        plain = [head for head in wanted if head.value["style"] == "none"]
        names = series.look[3] == "names"
        series = _alike(found, series, [h for h in plain if support(h) > _NAMED] if names else openings)
    added = mend_series(series, heads, support)
    amended = {finding: (change, because) for finding, change, because in added}
    kept = sorted([*series.kept, *amended], key=lambda h: h.span)
    starts = [_start(found, h, kept[i - 1] if i else None) for i, h in enumerate(kept)]
    cuts = find_cuts(found)
    ends = [*starts[1:], _end(found, kept[-1], book.end) if cuts.end is None else book.end]
    regions: list[Region] = [*licences]
    numbers = []
    for head, start, end in zip(kept, starts, ends, strict=True):
        change, because = amended.get(head, ({}, ()))
        stop = _matter_between(found, head, end) if end != book.end else end
        number = change.get("number", head.value["number"]) or None
        change = {k: v for k, v in change.items() if v}
        numbers.append(number)
        regions.append(Region("letter", Span(start, stop), head, number, "", change, because))
        if stop < end:
            regions.append(Region("matter", Span(stop, end)))
    regions = _tile(regions, text_end, starts[0], ends[-1])
    regions = [part for r in regions for part in _parted(r, cuts.back)]
    decisions = tuple(
        Decision(
            "letters",
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
