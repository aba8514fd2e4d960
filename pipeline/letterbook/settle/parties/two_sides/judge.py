"""The parties of a book with two sides: a pair of correspondents, or one person and several others.

A letter of the one side goes to the other, so that one known party tells both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from letterbook.model import Evidence, Source
from letterbook.problems import Problem, problem
from letterbook.settle.letter_lines import Signs
from letterbook.settle.links.mentions import Reference
from letterbook.settle.links.referents import Link, days_of, matter_links
from letterbook.settle.parties.correspondents import Frame
from letterbook.settle.parties.printed_names import Named
from letterbook.settle.parties.two_sides.answers import find_answered
from letterbook.settle.parties.two_sides.direction_evidence import (
    HIGH,
    MEDIUM,
    PRINTED,
    Course,
    Ground,
    Sides,
    Vote,
    own_votes,
)
from letterbook.settle.parties.two_sides.header_words import ask_headers
from letterbook.settle.parties.two_sides.joint_letters import other_hands
from letterbook.settle.parties.two_sides.partners import Partner, find_partners
from letterbook.settle.parties.two_sides.propagation import learn_pet_names, spread, unique_links
from letterbook.values.names.forms import Name
from letterbook.values.names.same_person import People


@dataclass
class Outcome:
    """What the two sides tell: persons by letter and role with their votes and level; ties; faults.

    `withheld` holds the facts that are left open although the votes agree, with the reasons; `fellows`
    those who write a letter together with one of the two.
    """

    persons: dict[tuple[int, str], tuple[str, tuple[Vote, ...], int]] = field(default_factory=dict)
    withheld: dict[tuple[int, str], tuple[Evidence, ...]] = field(default_factory=dict)
    fellows: dict[int, tuple[Name, ...]] = field(default_factory=dict)
    replies: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Mentions(NamedTuple):
    """The ties between letters that their words make: links to letters named by a day, undated answers."""

    links: Sequence[Link] = ()
    answers: Sequence[tuple[int, Reference]] = ()


def sides_of(frame: Frame, people: People) -> Sides | None:
    """Return the two sides of a frame as keys; None where its names are not two different parties."""
    one = frozenset(key for name in frame.one for key in people.find(name)[:1])
    other = frozenset(key for name in frame.other for key in people.find(name)[:1])
    return Sides(one, other) if one and other and not one & other else None


def judge_two_sides(
    letters: Sequence[Signs],
    named: Sequence[Named],
    frame: Frame,
    ground: Ground,
    mentions: Mentions,
    *,
    bare: str,
) -> Outcome:
    """Find the way of every letter, and from it who wrote and who received.

    `bare` is what a bare name in a heading is in this book, "sender", "recipient" or "" (unknown).
    """
    outcome = Outcome()
    days = days_of(letters)
    courses = [own_votes(signs, row, ground) for signs, row in zip(letters, named, strict=True)]
    for course, row in zip(courses, named, strict=True):
        if frame.kind == "from-to":
            # an address may be the writer's own
            course.votes = [vote for vote in course.votes if vote.rule != "address" or vote.way > 0]
            course.votes.append(Vote(1, MEDIUM, "title", frame.because, None))
        said = row.heading.bare
        keys = [key for name in said.names for key in ground.people.find(name)] if said else []
        if said and bare and (way := ground.sides.way(keys, writes=bare == "sender")):
            because = (Evidence(said.span, f"in this book a heading names the {bare}"),)
            course.votes.append(Vote(way, HIGH, "heading", because, said.span, names=bare))
        course.settle()
    outcome.problems += ask_headers(letters, frame, ground, courses)
    learn_pet_names(courses)
    dated = unique_links(mentions.links)
    clashes = spread(courses, dated)
    matters = list(matter_links(ground.source, letters, ground.languages, days))
    spread(courses, matters)
    replies = [link for link in unique_links(mentions.links, courses) if not link.same]
    replies += matters
    replies += find_answered(mentions.answers, courses, days)
    outcome.replies = [k for k in replies if courses[k.later].way == -courses[k.earlier].way != 0]
    outcome.problems += [
        _contradiction(ground.source, letters, link, courses) for link, level in clashes if level >= HIGH
    ]
    outcome.problems += [_torn(ground.source, s, c) for s, c in zip(letters, courses, strict=True) if c.torn]
    _constant(courses, ground)
    partners = find_partners(courses, ground.sides, [*outcome.replies, *dated])
    # where one alone writes, the form of address tells no other hand
    hands = {} if frame.kind == "from-to" else other_hands(ground.source, letters, ground.languages)
    for i, course in enumerate(courses):
        _assign(i, course, ground.sides, partners.get(i), outcome)
        _withhold(i, course, hands.get(i, ()), outcome)
    return outcome


#: So many letters that tell their way, and such a share of the book, all one way, tell that of the others.
_TOLD = 8
_SHARE = 0.25


def _constant(courses: Sequence[Course], ground: Ground) -> None:
    """Let the other letters go the way of all that tell it, where none goes the other way.

    "Letters of A and B" may hold A's alone.
    """
    told = [course for course in courses if course.way and course.level >= HIGH]
    ways = {course.way for course in courses if course.way}
    if len(ways) != 1 or any(course.torn for course in courses):
        return
    if len(told) < max(_TOLD, _SHARE * len(courses)):
        return
    way = next(iter(ways))
    who = ground.people.person(min(ground.sides.one if way > 0 else ground.sides.other)).name
    says = f"all letters that tell it were written by {who}"
    for course in courses:
        if not course.way:
            course.add(Vote(way, MEDIUM, "constant", (Evidence(told[0].reasons[0].span, says),), None))


def _assign(i: int, course: Course, sides: Sides, partner: Partner | None, outcome: Outcome) -> None:
    """Turn a letter's way into its sender and recipient."""
    if not course.way:
        return
    votes = course.reasons
    writing, reading = ("sender", "recipient") if course.way > 0 else ("recipient", "sender")
    if len(sides.one) == 1:
        outcome.persons[(i, writing)] = (min(sides.one), votes, _level(votes, writing, course.level))
    if partner is not None:
        level = min(_level(votes, reading, course.level), partner.level)
        extra = (Vote(course.way, level, "pair", partner.because),) if partner.because else ()
        outcome.persons[(i, reading)] = (partner.key, (*votes, *extra), level)


def _level(votes: Sequence[Vote], role: str, level: int) -> int:
    """Return how sure a party is: where a heading names the other one alone, only the title says this one."""
    named = [vote for vote in votes if vote.rule == "heading"]
    alone = len(named) == len(votes) and all(vote.names != role for vote in named)
    return min(level, MEDIUM if alone else HIGH)


def _withhold(i: int, course: Course, hands: tuple[Evidence, ...], outcome: Outcome) -> None:
    """Leave a party open where the letter shows another hand, or calls upon somebody else by name."""
    if any(vote.level == PRINTED for vote in course.votes):
        return
    for role, rule, evidence in (("sender", "signature", hands), ("recipient", "salutation", ())):
        strange = tuple(e for vote in course.strangers if vote.rule == rule for e in vote.because)
        if role == "sender" and course.fellows and not hands and len(course.fellows) == len(strange):
            outcome.fellows[i] = tuple(name for name, _ in course.fellows)
        elif found := (*evidence, *strange):
            outcome.withheld[(i, role)] = found


def _contradiction(
    source: Source, letters: Sequence[Signs], link: Link, courses: Sequence[Course]
) -> Problem:
    """Report two letters whose ways contradict the words that tie them, with both chains of evidence."""

    def chain(i: int) -> str:
        return f"letter {letters[i].number or letters[i].key}: {tell(source, courses[i].reasons[0].because)}"

    said = " ".join(source.quote(link.span).split())
    same = "one person wrote both" if link.same else "the two wrote to each other"
    message = f'the words "{said[:60]}" say that {same}, but {chain(link.later)}; {chain(link.earlier)}'
    return problem("parties-contradict", message, source.place(link.span.start))


def _torn(source: Source, signs: Signs, course: Course) -> Problem:
    """Report a letter whose own lines send it both ways, with the evidence for each."""
    there, back = (
        max((v for v in course.votes if v.way == way), key=lambda v: v.level).because for way in (1, -1)
    )
    message = (
        f"letter {signs.number or signs.key} goes both ways: {tell(source, there)}; but {tell(source, back)}"
    )
    return problem("parties-contradict", message, source.place((back[0].span or signs.span).start))


def tell(source: Source, because: Sequence[Evidence]) -> str:
    """Write a chain of evidence on one line, each reason with its place."""
    return "; ".join(f"{e.says} ({source.place(e.span.start)})" if e.span else e.says for e in because)
