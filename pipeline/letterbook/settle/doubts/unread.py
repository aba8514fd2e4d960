"""Warn of text that no judge could classify, with its lines.

Nothing here changes the edition. Text that no judge could place is kept as prose, where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.problems import Problem, problem
from letterbook.settle.structure.heading_series import value_of
from letterbook.settle.structure.regions import Region, Structure
from letterbook.settle.text.flow import Asides

_FEW = 0.2  # of the letters may stand before a gap in the numbers; with more the book is a choice of letters
_HALF = 0.5  # of the text, licences and notes apart, should stand in letters
_LONG = 10  # lines between letters that a part's title or a remark may have
_SALUTED = 3  # lines from a dateline to the salutation of the same letter


def doubt_parts(found: Found, structure: Structure, asides: Asides) -> Iterator[Problem]:
    """Yield the warnings, in the order of the text."""
    told = [
        *_missing(found, structure),
        *_between(found, structure, asides),
        *(fault for region in structure.letters() for fault in _inside(found, region)),
        *_outside(found, structure, asides),
    ]
    yield from sorted(told, key=lambda fault: fault.place)


def _lines(found: Found, span: Span) -> str:
    first = found.page.source.place(span.start).line
    last = found.page.source.place(max(span.start, span.end - 1)).line
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _unread(found: Found, span: Span, said: str) -> Problem:
    return problem("layout-unread", said, found.page.source.place(span.start))


def _missing(found: Found, structure: Structure) -> Iterator[Problem]:
    """Warn of gaps in the letters' numbers, where they are few: letters may have been missed."""
    letters = [r for r in structure.letters() if r.head and r.number]
    gaps = []
    for before, after in pairwise(letters):
        first, last = _value(before), _value(after)
        if first and last > first + 1:
            gaps.append((before, first + 1, last - 1))
    if len(gaps) > max(1.0, _FEW * len(letters)):
        return
    for region, first, last in gaps:
        which = f"letter {first} was" if first == last else f"letters {first} to {last} were"
        said = f"{which} not found; if printed, the text is kept with letter {region.number}"
        yield _unread(found, region.span, f"{said} ({_lines(found, _stripped(found, region.span))})")


def _value(region: Region) -> int:
    if region.amended.get("number", "").isdigit():
        return int(region.amended["number"])
    return value_of(region.head)[0] if region.head else 0


def _stripped(found: Found, span: Span) -> Span:
    text = found.page.source.quote(span)
    return Span(span.start, span.start + max(1, len(text.rstrip())))


def _between(found: Found, structure: Structure, asides: Asides) -> Iterator[Problem]:
    """Warn of long stretches between letters that are no letter."""
    last = max((r.span.end for r in structure.letters()), default=0)
    for region in structure.regions:
        if region.kind != "matter" or region.span.start >= last:
            continue
        if sum(len(found.lines_in(text)) for text in asides.texts_of(region.span)) >= _LONG:
            where = _lines(found, _stripped(found, region.span))
            yield _unread(
                found, region.span, f"{where}, between letters, look like none and are kept as prose"
            )


def _inside(found: Found, region: Region) -> Iterator[Problem]:
    """Warn of a dateline and salutation inside a letter, where another letter may begin."""
    lines = found.lines_in(region.span)
    for i, line in enumerate(lines[_SALUTED + 1 :], _SALUTED + 1):
        if "dateline" not in found.kinds(line.index) or not line.blank:
            continue
        below = lines[i + 1 : i + 1 + _SALUTED]
        if any("salute" in found.kinds(x.index) for x in below):
            name = f"letter {region.number or region.key}"
            said = f"another letter seems to begin here, inside {name}; it is kept as prose of that letter"
            yield _unread(found, line.span, said)


def _outside(found: Found, structure: Structure, asides: Asides) -> Iterator[Problem]:
    """Warn that most of the text is in no letter."""

    def size(*kinds: str) -> int:
        texts = (t for r in structure.regions if r.kind in kinds for t in asides.texts_of(r.span))
        return sum(text.end - text.start for text in texts)

    letters, inside, rest = structure.letters(), size("letter"), size("front", "matter", "back", "notes")
    if letters and inside < _HALF * (inside + rest):
        before = Span(0, letters[0].span.start)
        behind = Span(letters[-1].span.end, len(found.page.source.text))
        longest = max(before, behind, key=lambda s: s.end - s.start)
        share = round(100 * inside / (inside + rest))
        said = f"only {share}% of the text stands in letters; {_lines(found, longest)} are kept as prose"
        yield _unread(found, longest, said)
