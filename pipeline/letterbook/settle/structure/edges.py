"""Cut off what stands before the first letter and behind the last, where only the layout shows it.

A title far below the last letter, with nothing after it that opens or closes a letter or addresses anybody,
begins a list of books or an index. And where letters begin with a date or a salutation, a line above that of
the first letter is the book's title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.model.kinds import HEADING
from letterbook.model.values import Heading
from letterbook.read.page import Line
from letterbook.settle.structure.regions import Region, Structure
from letterbook.settle.text.line_looks import spoken_share

RULE = "structure.edges"
_FEWEST = 3  # letters by which it is known how far apart they stand
_FAR = 3  # blank lines above a title behind the letters, at least
_OWN = 3  # lines of a letter above it, at least
_TITLE = 60  # code points of a title
_SAID = 0.01  # of the words, below which nobody speaks to anybody
_SIGNS = frozenset({"dateline", "salute", "salute.run", "valediction", "postscript", "letter.head"})


_MOST = 0.6  # of the other letters begin with a date or a salutation
_ABOVE = 6  # lines of a title
_BEGINS = frozenset({"dateline", "headline", "salute", "salute.run"})


def without_title(found: Found, structure: Structure) -> Structure:
    """Return a structure whose first letter begins where it is dated or saluted, as the others do."""
    letters = structure.letters()
    if len(letters) < _FEWEST:
        return structure
    begun = sum(
        bool(_BEGINS & found.kinds(found.line_at(one.span.start)).keys()) and not _is_numbered(one)
        for one in letters[1:]
    )
    first = letters[0]
    lines = found.lines_in(first.span)[: _ABOVE + 1]
    if (
        begun < _MOST * len(letters[1:])
        or _is_numbered(first)
        or _BEGINS & found.kinds(lines[0].index).keys()
    ):
        return structure
    for line in lines[1:]:
        if _BEGINS & found.kinds(line.index).keys():
            if line.blank < 2:  # noqa: PLR2004 (a heading of its own stands nearer)
                return structure
            start = line.span.start
            head = Finding(HEADING, Span(start, start), RULE, first.chance, Heading(rest="dateline"))
            letter = replace(first, span=Span(start, first.span.end), head=head, amended={}, because=())
            at = structure.regions.index(first)
            title = Region("front", Span(first.span.start, start))
            regions = (*structure.regions[:at], title, letter, *structure.regions[at + 1 :])
            return structure._replace(regions=regions)
    return structure


def _is_numbered(region: Region) -> bool:
    return region.head is not None and region.head.value.style != "none"


def without_tail(found: Found, structure: Structure) -> Structure:
    """Return a structure whose last letter ends before a title that begins other matter."""
    at = max((i for i, region in enumerate(structure.regions) if region.kind == "letter"), default=-1)
    letters = structure.letters()
    if len(letters) < _FEWEST:
        return structure
    gaps = sorted(found.page.lines[found.line_at(one.span.start)].blank for one in letters[1:])
    far = max(_FAR, gaps[len(gaps) // 2])
    last = structure.regions[at]
    lines = found.lines_in(last.span)
    for i, line in enumerate(lines[_OWN:], _OWN):
        if line.blank >= far and _is_title(line) and _is_other(found, lines[i:]):
            start = line.span.start
            parts = (
                replace(last, span=Span(last.span.start, start)),
                Region("back", Span(start, last.span.end)),
            )
            regions = (*structure.regions[:at], *parts, *structure.regions[at + 1 :])
            return structure._replace(regions=regions)
    return structure


def _is_title(line: Line) -> bool:
    return len(line.text) <= _TITLE and line.text.isupper() and len(line.text.split()) > 0


def _is_other(found: Found, lines: Sequence[Line]) -> bool:
    """Tell whether lines hold nothing that belongs to a letter, and speak to nobody."""
    if any(_SIGNS & found.kinds(line.index).keys() for line in lines):
        return False
    return spoken_share(found, " ".join(line.text for line in lines)) < _SAID
