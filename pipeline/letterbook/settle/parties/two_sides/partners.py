"""Find which of several correspondents stands on the other side of each letter.

A book "with A and B" leaves open which of the two a letter is from or to. A name printed in the
letter tells, and so does a tie to a letter that is told; what lies between two letters of one
person, or in a book where one alone of the several is ever named, is that person's with medium
certainty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from letterbook.model import Evidence
from letterbook.settle.links.referents import Link
from letterbook.settle.parties.two_sides.direction_evidence import (
    HIGH,
    MEDIUM,
    PRINTED,
    LetterDirection,
    Sides,
)


class Partner(NamedTuple):
    """The one on the other side of a letter: the key, how sure, and why."""

    key: str
    level: int
    because: tuple[Evidence, ...]


def find_partners(
    directions: Sequence[LetterDirection], sides: Sides, links: Sequence[Link]
) -> dict[int, Partner]:
    """Return the partner of each letter for which one can be told. Linear but for a binary search."""
    if len(sides.other) == 1:
        only = Partner(next(iter(sides.other)), PRINTED, ())
        return dict.fromkeys(range(len(directions)), only)
    known: dict[int, Partner] = {}
    several: set[int] = set()
    for i, direction in enumerate(directions):
        named = [v for v in direction.clues if v.person in sides.other and v.level >= MEDIUM]
        if len({v.person for v in named}) == 1:
            known[i] = Partner(named[0].person or "", min(HIGH, named[0].level), named[0].because)
        elif named:
            several.add(i)
    near: dict[int, list[tuple[int, Link]]] = {}
    for link in links:
        near.setdefault(link.later, []).append((link.earlier, link))
        near.setdefault(link.earlier, []).append((link.later, link))
    waiting = deque(sorted(known))
    while waiting:
        i = waiting.popleft()
        for j, link in near.get(i, ()):
            if j not in known and j not in several:
                says = Evidence(link.span, "one of the two letters names the other")
                known[j] = Partner(known[i].key, MEDIUM, (says, *known[i].because[-1:]))
                waiting.append(j)
    family = len({key.partition("-")[0] for key in sides.other}) < len(sides.other)
    around = _between(len(directions), known, family=family)
    return known | {i: partner for i, partner in around.items() if i not in several}


def _between(n: int, known: dict[int, Partner], *, family: bool) -> dict[int, Partner]:
    """Tell the letters that no name and no tie tells, from those around them.

    Of a `family` one is often named who is not meant alone.
    """
    firm = sorted(known)
    if not firm:
        return {}
    alone = len({known[i].key for i in firm}) == 1 and not family
    says = Evidence(None, "no other correspondent of the title is named in the letters around it")
    found: dict[int, Partner] = {}
    for i in range(n):
        if i in known:
            continue
        at = bisect_left(firm, i)
        around = [known[j] for j in firm[max(0, at - 1) : at + 1]]
        inside = 0 < at < len(firm)
        if alone or (inside and around[0].key == around[1].key):
            found[i] = Partner(around[0].key, MEDIUM, (says, *around[0].because[-1:]))
    return found
