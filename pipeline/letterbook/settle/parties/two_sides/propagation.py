"""Propagate the direction of letters to those they refer to, in a book of two correspondents.

Ties between letters carry a way on, at the lesser of the levels of the tie and of the letter it comes
from (docs/evidence.md); two letters whose ways contradict their tie are reported, never mended.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from letterbook.model import Evidence, Span
from letterbook.settle.links.referents import Link
from letterbook.settle.parties.two_sides.direction_evidence import (
    HIGH,
    MEDIUM,
    PRINTED,
    Clue,
    LetterDirection,
)

#: A chain of evidence is carried on over so many ties; the letter it comes from tells the rest.
_CHAIN = 6


def learn_pet_names(directions: Sequence[LetterDirection]) -> None:
    """Learn whose a pet name ("Lieber Purzel!") is from letters of known direction, and use it in the others.

    Letters whose way is known must use the name one way only.
    """
    used: dict[str, dict[int, Span]] = {}
    for direction in directions:
        if direction.way and direction.level >= HIGH:
            for word, span in direction.pet_names:
                used.setdefault(word, {}).setdefault(direction.way, span)
    for direction in directions:
        for word, span in direction.pet_names:
            ways = used.get(word, {})
            if not direction.way and len(ways) == 1:
                way, seen = next(iter(ways.items()))
                says = "the salutation uses a name that another letter, whose way is known, uses so"
                direction.clues.append(
                    Clue(way, MEDIUM, "salutation", (Evidence(span, says), Evidence(seen, says)), span)
                )
        direction.settle()


def propagate(directions: Sequence[LetterDirection], links: Sequence[Link]) -> list[tuple[Link, int]]:
    """Propagate directions along ties that name one letter each; return the ties that contradict.

    The surest letters speak first, so that every letter is told by its best chain. Each contradiction
    is returned with the level at which the two letters are known. Linear but for the sort.
    """
    edges: dict[int, list[tuple[int, Link]]] = {}
    for link in links:
        edges.setdefault(link.later, []).append((link.earlier, link))
        edges.setdefault(link.earlier, []).append((link.later, link))
    for level in (PRINTED, HIGH, MEDIUM):
        waiting = deque(
            i for i, direction in enumerate(directions) if direction.way and direction.level >= level
        )
        while waiting:
            i = waiting.popleft()
            for j, link in edges.get(i, ()):
                told = link_level(link)
                if directions[j].way or min(told, directions[i].level) < level:
                    continue
                way = directions[i].way if link.same else -directions[i].way
                carried = directions[i].reasons[0].because[:_CHAIN]
                because = (Evidence(link.span, _says(link, directions[i].level)), *carried)
                directions[j].add(
                    Clue(way, min(told, directions[i].level, HIGH), "reference", because, link.span)
                )
                waiting.append(j)
    clashes = []
    for link in links:
        a, b = directions[link.later], directions[link.earlier]
        if a.way and b.way and (a.way == b.way) != link.same:
            clashes.append((link, min(a.level, b.level)))
    return clashes


def link_level(link: Link) -> int:
    """Return the level of a tie: high if it names a day, medium if it rests on matter or order."""
    return HIGH if link.kind in ("dated", "reached") else MEDIUM


def _says(link: Link, level: int) -> str:
    whose = "the same person wrote" if link.same else "the other one wrote"
    known = "is known from the print" if level >= PRINTED else "is known"
    return f"one letter names the other: {whose} it, and its way {known}"


def unique_links(links: Sequence[Link], directions: Sequence[LetterDirection] | None = None) -> list[Link]:
    """Keep the references that fit exactly one letter, given the directions known so far."""
    groups: dict[tuple[int, Span], list[Link]] = {}
    for link in links:
        groups.setdefault((link.later, link.span), []).append(link)
    kept = []
    for group in groups.values():
        fitting = group
        if directions is not None and len(group) > 1:
            here = directions[group[0].later].way
            fitting = [k for k in group if here and directions[k.earlier].way == (here if k.same else -here)]
            if any(not directions[k.earlier].way for k in group):
                fitting = []
        if len(fitting) == 1:
            kept += fitting
    return kept
