"""Propagate the direction of letters to those they refer to, in a book of two correspondents.

Ties between letters carry a way on, at the lesser of the levels of the tie and of the letter it comes
from (docs/evidence.md); two letters whose ways contradict their tie are reported, never mended.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from letterbook.model import Evidence, Span
from letterbook.settle.links.referents import Link
from letterbook.settle.parties.two_sides.direction_evidence import HIGH, MEDIUM, PRINTED, Course, Vote

#: A chain of evidence is carried on over so many ties; the letter it comes from tells the rest.
_CHAIN = 6


def learn_pet_names(courses: Sequence[Course]) -> None:
    """Learn whose a pet name ("Lieber Purzel!") is from letters of known direction, and use it in the others.

    Letters whose way is known must use the name one way only.
    """
    used: dict[str, dict[int, Span]] = {}
    for course in courses:
        if course.way and course.level >= HIGH:
            for word, span in course.pet_names:
                used.setdefault(word, {}).setdefault(course.way, span)
    for course in courses:
        for word, span in course.pet_names:
            ways = used.get(word, {})
            if not course.way and len(ways) == 1:
                way, seen = next(iter(ways.items()))
                says = "the salutation uses a name that another letter, whose way is known, uses so"
                course.votes.append(
                    Vote(way, MEDIUM, "salutation", (Evidence(span, says), Evidence(seen, says)), span)
                )
        course.settle()


def spread(courses: Sequence[Course], links: Sequence[Link]) -> list[tuple[Link, int]]:
    """Propagate directions along ties that name one letter each; return the ties that contradict.

    The surest letters speak first, so that every letter is told by its best chain. Each contradiction
    is returned with the level at which the two letters are known. Linear but for the sort.
    """
    edges: dict[int, list[tuple[int, Link]]] = {}
    for link in links:
        edges.setdefault(link.later, []).append((link.earlier, link))
        edges.setdefault(link.earlier, []).append((link.later, link))
    for level in (PRINTED, HIGH, MEDIUM):
        waiting = deque(i for i, course in enumerate(courses) if course.way and course.level >= level)
        while waiting:
            i = waiting.popleft()
            for j, link in edges.get(i, ()):
                told = link_level(link)
                if courses[j].way or min(told, courses[i].level) < level:
                    continue
                way = courses[i].way if link.same else -courses[i].way
                carried = courses[i].reasons[0].because[:_CHAIN]
                because = (Evidence(link.span, _says(link, courses[i].level)), *carried)
                courses[j].add(Vote(way, min(told, courses[i].level, HIGH), "reference", because, link.span))
                waiting.append(j)
    clashes = []
    for link in links:
        a, b = courses[link.later], courses[link.earlier]
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


def unique_links(links: Sequence[Link], courses: Sequence[Course] | None = None) -> list[Link]:
    """Keep the references that fit exactly one letter, given the directions known so far."""
    groups: dict[tuple[int, Span], list[Link]] = {}
    for link in links:
        groups.setdefault((link.later, link.span), []).append(link)
    kept = []
    for group in groups.values():
        fitting = group
        if courses is not None and len(group) > 1:
            here = courses[group[0].later].way
            fitting = [k for k in group if here and courses[k.earlier].way == (here if k.same else -here)]
            if any(not courses[k.earlier].way for k in group):
                fitting = []
        if len(fitting) == 1:
            kept += fitting
    return kept
