"""Find notes at the foot of a page or letter, without a title: blocks of notes that marks call.

That a numbered line in a letter opens a note, and not a paragraph or an item of a list, shows in what
stands round it: a rule above it, the page's number below it, a sentence that breaks off above it and
goes on below it, the close of the letter above and nothing below. And something calls it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.model.kinds import PAGE_MARK
from letterbook.model.values import NoteOpening
from letterbook.read.page import Line
from letterbook.rules.page_numbers import breaks_off
from letterbook.settle.structure.regions import Region, Structure

_ENOUGH = 1.0  # what must speak for a block of notes
_PINNED = 0.7  # what the editor's word that notes stand there adds
_CLOSERS = frozenset({"valediction", "dateline", "postscript"})
_LEAP = 20  # notes that may be missed between two that are found
_USUAL = 3  # blocks of one form that make it the book's manner
_NEAR = 4  # openings looked through for the next note of a block
_SIGNED = 60  # code points of a line that may be a signature


class NoteBlock(NamedTuple):
    """A block of notes: its span, its openings, and the index of its region."""

    span: Span
    openings: tuple[Finding[NoteOpening], ...]
    region: int


def mark_order(mark: str) -> tuple[int, str]:
    """Return a note's mark as a value to compare: 12a is (12, "a"), ** is (2, "*")."""
    found = re.fullmatch(r"(\d+)([A-Za-z]?)", mark)
    return (int(found[1]), found[2].lower()) if found else (len(mark), mark[:1])


def follows(before: str, after: str) -> bool:
    """Tell whether a mark is the next after another: 3 after 2, 2a after 2, ** after *, † after *."""
    if not before[0].isdigit() or not after[0].isdigit():
        return not before[0].isdigit() and not after[0].isdigit() and before != after
    one, other = mark_order(before), mark_order(after)
    if other[0] == one[0] + 1:
        return other[1] in {"", "a"}
    return other[0] == one[0] and other[1] > one[1]


def is_further(last: str, mark: str) -> bool:
    """Tell whether a number goes on after another, though some between them were not found."""
    return last.isdigit() and mark.isdigit() and 0 < int(mark) - int(last) <= _LEAP


def find_note_blocks(
    found: Found,
    structure: Structure,
    openings: Sequence[Finding[NoteOpening]],
    taken: Sequence[tuple[Span, str]],
) -> list[NoteBlock]:
    """Find the blocks of notes in letters and prefaces, outside the spans that are taken.

    `taken` are stretches known to hold notes, in order, each with the mark of its last note. Two passes: the
    form of the notes found first counts as evidence for the others.
    """
    sure = _find(found, structure, openings, taken, frozenset())
    times = Counter(foot.openings[0].value.form for foot in sure)
    usual = frozenset(form for form, n in times.items() if n >= _USUAL)
    return _find(found, structure, openings, taken, usual) if usual else sure


def _find(
    found: Found,
    structure: Structure,
    openings: Sequence[Finding[NoteOpening]],
    taken: Sequence[tuple[Span, str]],
    usual: frozenset[str],
) -> list[NoteBlock]:
    blocks: list[NoteBlock] = []
    starts = [o.span.start for o in openings]
    last = ""
    for index, region in enumerate(structure.regions):
        if region.kind not in {"letter", "front", "matter"}:
            continue
        number = region.head.value.number_at if region.head else None
        first = number.end if number else region.span.start
        mine = [
            o
            for o in openings[bisect_left(starts, first) : bisect_left(starts, region.span.end)]
            if not any(t.start <= o.span.start < t.end for t, _ in taken)
        ]
        at = first
        held = [mark for span, mark in taken if region.span.holds(span)]
        while mine:
            block = _block(found, mine, region)
            mine = mine[bisect_left(mine, block.span.end, key=lambda o: o.span.start) :]
            bonus = 0.4 if block.openings[0].value.form in usual else 0.0
            bonus = _PINNED if found.layout.notes and region.kind == "letter" else bonus
            worth = _speaks(found, block, region, at, last)
            if worth and worth + bonus >= _ENOUGH:
                blocks.append(NoteBlock(block.span, block.openings, index))
                at = block.span.end
                last = block.openings[-1].value.number
        last = held[-1] if held else last
    return blocks


class _Block(NamedTuple):
    span: Span
    openings: tuple[Finding[NoteOpening], ...]


def _block(found: Found, openings: Sequence[Finding[NoteOpening]], region: Region) -> _Block:
    """Take the notes that stand directly under each other, the first of them first."""
    block = [openings[0]]
    end = _extent(found, openings, 0, region)
    for i in range(1, len(openings)):
        opening = openings[i]
        if found.line_at(opening.span.start) <= found.line_at(end - 1):
            continue  # it stands inside the note above
        near = found.line_at(opening.span.start) == found.line_at(end - 1) + 1
        if not near or not follows(block[-1].value.number, opening.value.number):
            break
        block.append(opening)
        end = _extent(found, openings, i, region)
    return _Block(Span(block[0].span.start, end), tuple(block))


def _extent(found: Found, openings: Sequence[Finding[NoteOpening]], nth: int, region: Region) -> int:
    """Return where a note of one paragraph ends: with its paragraph, or before the next note in it."""
    opening = openings[nth]
    mark = opening.value.number
    after = openings[nth + 1 : nth + 1 + _NEAR]
    next_ = next((o for o in after if follows(mark, o.value.number)), None)
    stop = next_.span.start if next_ else region.span.end
    lines = found.page.lines
    at = found.line_at(opening.span.start)
    end = lines[at].span.end
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if line.blank or line.span.start >= stop or not found.page.wrapped or _is_page(found, line):
            break
        end = line.span.end
    return min(end, region.span.end)


def _is_page(found: Found, line: Line) -> bool:
    return bool({"page.break", "fw"} & found.kinds(line.index).keys())


def _begins_page(found: Found, line: Line) -> bool:
    mark = PAGE_MARK.among(found.kinds(line.index))
    return mark is not None and mark.span.start <= line.span.start


def _speaks(found: Found, block: _Block, region: Region, at: int, last: str) -> float:
    """Return how much speaks for a block being notes: 0 where it begins as none can, or nothing calls it."""
    lines = found.page.lines
    first, final = found.line_at(block.span.start), found.line_at(block.span.end - 1)
    mark = block.openings[0].value.number
    goes_on = bool(last) and (follows(last, mark) or is_further(last, mark))
    if block.openings[0].confidence < 0.5:  # noqa: PLR2004 (it stands inside a paragraph)
        return 0.0
    if not (mark in {"1", "1a", "a"} or not mark[0].isdigit() or goes_on):
        return 0.0
    area = Span(at, block.span.start)
    if 2 * sum(called(found, area, o) for o in block.openings) < len(block.openings):
        return 0.0
    before = _beside(found, first, -1)
    after = _beside(found, final, 1)
    ends_region = after is None or after.span.start >= region.span.end
    worth = 0.5 if goes_on else 0.0
    if not mark[0].isdigit() or block.openings[0].value.form in {"raised", "[1]", "1)", "(1)"}:
        worth += 0.3
    if first and "ornament" in found.kinds(first - 1):
        worth += 1.0
    if final + 1 < len(lines) and (
        _is_page(found, lines[final + 1]) or _begins_page(found, lines[final + 1])
    ):
        worth += 1.0
    if before and after and not ends_region and breaks_off(before, after):
        worth += 1.5
    if ends_region:
        worth += 0.6
    if before is not None and _closes(found, before):
        worth += 0.6
    return worth


def _beside(found: Found, index: int, step: int) -> Line | None:
    """Return the next line of running text before or behind a line, past pages' marks and rules."""
    at = index + step
    lines = found.page.lines
    while 0 <= at < len(lines) and (_is_page(found, lines[at]) or "ornament" in found.kinds(at)):
        at += step
    return lines[at] if 0 <= at < len(lines) else None


def _closes(found: Found, line: Line) -> bool:
    """Tell whether a line closes a letter: a valediction, a date, or what looks like a signature."""
    if _CLOSERS & found.kinds(line.index).keys():
        return True
    words = line.text.split()
    return len(line.text) <= _SIGNED and len(words) <= 7 and all(w[0].isupper() for w in words[-1:])  # noqa: PLR2004


def called(found: Found, area: Span, opening: Finding[NoteOpening]) -> bool:
    """Tell whether a note's mark stands anywhere in a stretch of text, as a call might."""
    mark, form = opening.value.number, opening.value.form
    text = found.page.source.text
    if not mark[0].isdigit():
        return any(
            mark[0] not in (text[at - 1 : at], text[end : min(end + 1, area.end)])
            for at, end in _places(text, mark, area)
        )
    if form[:2] in {"[1", "(1"} or form == "1)":
        printed = form.rstrip(".:").replace("1", mark, 1)
        return any(not text[at - 1 : at].isdecimal() for at, _ in _places(text, printed, area))
    raised = mark.translate(_RAISED)
    return any(
        not _GOES_ON.search(text, max(0, at - 2), at) and not _NUMBER.match(text, end, area.end)
        for at, end in _places(text, mark, area)
    ) or any(
        not _HIGH.match(text, at - 1, at) and not _HIGH.match(text, end, area.end)
        for at, end in _places(text, raised, area)
    )


def _places(text: str, words: str, area: Span) -> Iterator[tuple[int, int]]:
    """Yield where words begin and end in a stretch of text; marks are many, and have no pattern each."""
    at = text.find(words, area.start, area.end)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1, area.end)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
#: What stands before a number that it is part of (12|5, 3.|5), what behind one, and high numbers.
_GOES_ON, _NUMBER, _HIGH = (re.compile(each) for each in (r"\d[.,:/-]?$", r"[\d/:-]|[.,]\d", r"[⁰¹²³⁴-⁹]"))
