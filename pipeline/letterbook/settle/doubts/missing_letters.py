"""Tell which letters seem to be missing, in one message for a book, with the lines to look at.

Three signs tell of a letter that was not found: its number is missing between two others, or stands in the
list of contents alone; a dateline with a salutation below it is left over in the midst of another letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.model.kinds import HEADING
from letterbook.problems import Problem, problem
from letterbook.settle.doubts.failed_reading import left_over
from letterbook.settle.structure.behind_letters import QUOTES
from letterbook.settle.structure.heading_series import value_of
from letterbook.settle.structure.regions import Region, Structure
from letterbook.settle.text.letter_parts import Part

_FEW = 0.2  # of the letters may stand before a gap in the numbers; with more the book is a choice of letters
_LEAP = 40  # letters that may be missing between two numbers; beyond that one of them is a year
_LISTED = 0.5  # of the numbers in a list of contents must head letters; else it is a list of something else
_ENTRIES = 3  # in it, at least
_SALUTED = 3  # lines from a dateline to the salutation of the same letter
_SHOWN = 10  # places that are named


class Missing(NamedTuple):
    """Letters that seem to be missing: how many, and what is said of them; `at` is the place to look at."""

    at: int
    many: int
    said: str


def find_missing(
    found: Found, structure: Structure, parts_by_letter: Sequence[tuple[Region, Sequence[Part]]]
) -> list[Missing]:
    """Return what seems to be missing, in the order of the text."""
    told = [*_numbers(found, structure), *_listed(found, structure)]
    told += [one for region, parts in parts_by_letter for one in _within(found, region, parts)]
    return sorted(told)


def tell_missing(found: Found, missing: Sequence[Missing]) -> Problem | None:
    """Return the message, or None where no letter seems to be missing."""
    if not missing:
        return None
    count = sum(one.many for one in missing)
    said = "1 letter seems to be missing" if count == 1 else f"{count} letters seem to be missing"
    shown = [one.said for one in missing[:_SHOWN]]
    if len(missing) > _SHOWN:
        shown.append(f"and in {len(missing) - _SHOWN} more places")
    return problem("letters-missing", f"{said}: {'; '.join(shown)}", found.page.source.place(missing[0].at))


def _numbers(found: Found, structure: Structure) -> Iterator[Missing]:
    """Yield the gaps in the letters' numbers, where they are few."""
    letters = [r for r in structure.letters() if r.head and r.number]
    gaps = []
    for before, after in pairwise(letters):
        first, last = _value(before), _value(after)
        if first and first + 1 < last <= first + _LEAP:
            gaps.append((before, first + 1, last - 1))
    if len(gaps) > max(1.0, _FEW * len(letters)):
        return
    for region, first, last in gaps:
        which = f"letter {first} was" if first == last else f"letters {first} to {last} were"
        where = f"letter {region.number} ({lines_of(found, stripped(found, region.span))})"
        said = f"{which} not found; if printed, the text is kept with {where}"
        yield Missing(region.span.start, last - first + 1, said)


def _listed(found: Found, structure: Structure) -> Iterator[Missing]:
    """Yield the numbers that a list of contents has behind those of all letters, one row for them all."""
    letters = structure.letters()
    numbers = {value for region in letters if region.number and (value := _value(region))}
    heads = [
        head
        for head in found.of(HEADING, Span(0, letters[0].span.start))
        if head.value.style != "none" and value_of(head)[0]
    ]
    run = _longest_run([value_of(head)[0] for head in heads])
    listed = {value_of(head)[0]: head for head in (heads[i] for i in run)}
    if len(listed) < _ENTRIES or len(listed.keys() & numbers) < _LISTED * len(listed):
        return
    lost = sorted(number for number in listed if number > max(numbers))
    if lost:
        which = f"letter {lost[0]} stands" if len(lost) == 1 else f"letters {lost[0]} to {lost[-1]} stand"
        at = listed[lost[0]].span.start
        said = f"{which} in the list of contents alone (line {found.page.source.place(at).line})"
        yield Missing(at, len(lost), said)


def _longest_run(numbers: Sequence[int]) -> range:
    """Return the longest stretch of numbers each of which is one more than the one before, as indexes."""
    best = range(0)
    start = 0
    for i in range(1, len(numbers) + 1):
        if i == len(numbers) or numbers[i] != numbers[i - 1] + 1:
            if i - start > len(best):
                best = range(start, i)
            start = i
    return best


def _within(found: Found, region: Region, parts: Sequence[Part]) -> Iterator[Missing]:
    """Yield the places within a letter where a dateline and a salutation are left over."""
    for kind, at in left_over(found, region, parts):
        below = found.page.lines[at + 1 : at + 1 + _SALUTED]
        if found.page.lines[at].text.lstrip("_* ")[:1] in QUOTES:
            continue  # a letter that this one copies
        if kind == "dateline" and any("salute" in found.kinds(line.index) for line in below):
            start = found.page.lines[at].span.start
            line = found.page.source.place(start).line
            name = f"letter {region.number or region.key}"
            yield Missing(start, 1, f"one seems to begin inside {name} (line {line})")


def _value(region: Region) -> int:
    if region.amended.get("number", "").isdigit():
        return int(region.amended["number"])
    return value_of(region.head)[0] if region.head else 0


def lines_of(found: Found, span: Span) -> str:
    """Return the lines of the source that a span stands on, in words."""
    first = found.page.source.place(span.start).line
    last = found.page.source.place(max(span.start, span.end - 1)).line
    return f"line {first}" if first == last else f"lines {first} to {last}"


def stripped(found: Found, span: Span) -> Span:
    """Return a span without the blank lines at its end."""
    text = found.page.source.quote(span)
    return Span(span.start, span.start + max(1, len(text.rstrip())))
