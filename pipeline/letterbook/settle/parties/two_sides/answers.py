"""Find the letter that "thank you for your letter" answers, where it names no day.

The letter answered went the other way: it is the nearest one before that did, unless one of unknown direction
lies between; if none did and only one is unknown, it is that one. A letter of unknown direction that thanks
for several answers those just before it, if all of them went one way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from letterbook.model import Evidence
from letterbook.settle.links.mentions import Reference
from letterbook.settle.links.referents import PROMPT, Dates, Link
from letterbook.settle.parties.two_sides.direction_evidence import MEDIUM, Clue, LetterDirection

#: So many letters before an answer are looked at.
_BACK = 6


def find_answered(
    answers: Sequence[tuple[int, Reference]], directions: Sequence[LetterDirection], days: Sequence[Dates]
) -> list[Link]:
    """Return the ties of answers to what they answer; a way that they tell is added to the letter's clues."""
    found: list[Link] = []
    for i, reference in answers:
        near = _before(i, days)
        if directions[i].way:
            found += _of_known(i, near, reference, directions)
        else:
            found += _of_unknown(i, near, reference, directions)
    return found


def _before(i: int, days: Sequence[Dates]) -> list[int]:
    """Return the letters shortly before one, the nearest first."""
    near = []
    for j in range(i - 1, max(-1, i - 1 - _BACK), -1):
        a, b = days[j].any, days[i].any
        if a is not None and b is not None and not timedelta(0) <= b - a <= PROMPT:
            break
        near.append(j)
    return near


def _of_known(
    i: int, near: Sequence[int], reference: Reference, directions: Sequence[LetterDirection]
) -> list[Link]:
    way = directions[i].way
    opposite = [j for j in near if directions[j].way == -way]
    unknown = [j for j in near if not directions[j].way and (not opposite or j > opposite[0])]
    if opposite and not unknown:
        return [Link(i, opposite[0], same=False, kind="answer", span=reference.span)]
    if opposite or len(unknown) != 1:
        return []
    says = Evidence(reference.span, "the letter after thanks for one, and no other letter can be meant")
    because = (says, *directions[i].reasons[0].because[:1])
    directions[unknown[0]].add(Clue(-way, MEDIUM, "answer", because, reference.span))
    return [Link(i, unknown[0], same=False, kind="answer", span=reference.span)]


def _of_unknown(
    i: int, near: Sequence[int], reference: Reference, directions: Sequence[LetterDirection]
) -> list[Link]:
    last = near[: reference.count]
    ways = {directions[j].way for j in last}
    if reference.count == 1 or len(last) < reference.count or len(ways) != 1 or 0 in ways:
        return []
    count = reference.count
    says = Evidence(
        reference.span, f"it thanks for {count} letters, and the {count} before it all went one way"
    )
    because = (says, *directions[last[0]].reasons[0].because[:1])
    directions[i].add(Clue(-ways.pop(), MEDIUM, "answer", because, reference.span))
    return [Link(i, j, same=False, kind="answer", span=reference.span) for j in last]
