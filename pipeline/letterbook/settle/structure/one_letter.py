"""Find the parts of a text, or of a file that the editor says holds one letter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.model.kinds import HEADING, LICENCE, PART_TITLE, PRINT_LETTER
from letterbook.model.values import Heading
from letterbook.settle.structure.edges import without_tail, without_title
from letterbook.settle.structure.judged import book_span
from letterbook.settle.structure.judged_limits import Ruling
from letterbook.settle.structure.pinned import find_cuts, is_pinned
from letterbook.settle.structure.regions import Region, Structure, find_structure

_HEAD = 4  # lines with words at the head of the file, among which the letter's heading stands
_OPENINGS = frozenset({"dateline", "headline", "salute", "salute.run"})
#: Parts of a book that are no letter, where a file has them behind its letter.
_BEHIND = frozenset({"index", "contents", "appendix"})


def structure_of(found: Found, rulings: Sequence[Ruling] = ()) -> Structure:
    """Return the parts of a text as the rules alone find them, or of a file that holds one letter.

    `rulings` are the editor's words on single lines, around which the rest is read.
    """
    if any(found.of(PRINT_LETTER)):
        return structure_of_given(found)
    if found.layout.one_letter:
        return structure_of_one(found)
    structure = find_structure(found, rulings)
    cuts = find_cuts(found)
    if is_pinned(found) or cuts.begin is not None or cuts.end is not None:
        return structure
    return without_title(found, without_tail(found, structure))


def structure_of_given(found: Found) -> Structure:
    """Return the structure of letters that came one in a file, with nothing else in it."""
    told = list(found.of(PRINT_LETTER))
    text_end = len(found.page.source.text)
    regions: list[Region] = []
    starts = [lines[0].span.start if (lines := found.lines_in(one.span)) else one.span.start for one in told]
    for one, (start, end) in zip(told, pairwise([*starts, text_end]), strict=True):
        head = _heading(found, Span(start, end)) or _none(start)
        number = one.value.number or head.value.number or None
        regions.append(Region("letter", Span(start, end), head, number, one.value.key))
    before = [Region("front", Span(0, starts[0]))] if starts[0] else []
    return Structure((*before, *regions), None)


def structure_of_one(found: Found) -> Structure:
    """Return the structure of a file that holds one letter, without testing whether it is one."""
    text = found.page.source.text
    book = book_span(found)
    first = next((line.span.start for line in found.page.lines if line.span.start >= book.start), book.start)
    end = _end(found, Span(first, book.end))
    head = _heading(found, Span(first, end)) or _none(first)
    number = head.value.number or None
    letter = Region("letter", Span(first, end), head, number, (number or "n1").lower())
    licences = [Region("licence", one.span) for one in found.of(LICENCE)]
    kept = sorted([*licences, letter], key=lambda region: region.span)
    edges = [0, *(edge for region in kept for edge in region.span), len(text)]
    gaps = [Span(a, b) for a, b in list(pairwise(edges))[::2] if a < b]
    around = [Region("front" if gap.end <= first else "back", gap) for gap in gaps]
    return Structure(tuple(sorted([*kept, *around], key=lambda region: region.span)), None)


def _end(found: Found, book: Span) -> int:
    """Return where the letter ends: where the editor lets the back matter begin, or at an index."""
    cuts = find_cuts(found)
    if cuts.end is not None:
        return book.end
    if cuts.back is not None and book.start < cuts.back < book.end:
        return cuts.back
    titles = (one for one in found.of(PART_TITLE, book) if one.value.type in _BEHIND)
    return min((one.span.start for one in titles if one.span.start > book.start), default=book.end)


def _heading(found: Found, letter: Span) -> Finding[Heading] | None:
    """Return the number or the names that stand in the first lines, above the letter's own words."""
    for line in found.lines_in(letter)[:_HEAD]:
        kinds = found.kinds(line.index)
        head = HEADING.among(kinds)
        if head is not None and head.value.rest not in {"dateline", "salute"}:
            return head
        if _OPENINGS & kinds.keys():
            return None
    return None


def _none(at: int) -> Finding[Heading]:
    """Return the place where a letter without a heading begins."""
    return Finding(HEADING, Span(at, at), "structure.one-letter", 1.0, Heading())
