"""Was the book read at all? What a book of letters looks like, held against what was made of this one.

A reading has failed where far more datelines are left over in prose than letters were found, where one letter
swallowed the others, or where the model itself does not believe in its borders. Then nothing should be
published unless the editor says how the book is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.settle.structure.regions import Region, Structure
from letterbook.settle.text.letter_parts import Part

_EDGE = 5  # lines at the head and foot of a letter among which its own dates stand


class Signs(NamedTuple):
    """How many letters; how many datelines stand outside or deep inside them; how the largest compares.

    `largest` is the share of the letters' text that stands in the largest one, `times` how many times it is
    as long as the median; `belief` the mean of what the model gives for the borders of a letter.
    """

    letters: int
    left: int
    largest: float
    times: float
    belief: float
    inside: float


def signs_of(found: Found, structure: Structure, zoned: Sequence[tuple[Region, Sequence[Part]]]) -> Signs:
    """Count what speaks for and against a reading."""
    used = {part.span.start for _, parts in zoned for part in parts if part.kind in {"dateline", "headline"}}
    letters = structure.letters()
    left = 0
    for sign in found.of("dateline"):
        reading = found.readings.get(sign)
        if reading is None or reading.inherits or sign.span.start in used:
            continue
        left += 1
    sizes = [region.span.end - region.span.start for region in letters]
    whole = sum(sizes) or 1
    total = sum(r.span.end - r.span.start for r in structure.regions if r.kind != "licence") or 1
    return Signs(
        len(letters),
        left,
        max(sizes, default=0) / whole,
        max(sizes, default=0) / (median(sizes) if sizes else 1),
        sum(region.chance for region in letters) / max(len(letters), 1),
        whole / total,
    )
