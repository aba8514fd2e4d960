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
from letterbook.settle.parties.correspondents import Correspondents
from letterbook.settle.parties.printed_names import Named
from letterbook.settle.parties.two_sides.answers import find_answered
from letterbook.settle.parties.two_sides.direction_evidence import (
    HIGH,
    MEDIUM,
    PRINTED,
    BookOfTwo,
    Clue,
    LetterDirection,
    Sides,
    own_clues,
)
from letterbook.settle.parties.two_sides.header_words import ask_headers
from letterbook.settle.parties.two_sides.joint_letters import find_other_writers
from letterbook.settle.parties.two_sides.partners import Partner, find_partners
from letterbook.settle.parties.two_sides.propagation import learn_pet_names, propagate, unique_links
from letterbook.values.names.forms import Name
from letterbook.values.names.same_person import People


@dataclass
class Outcome:
    """What the two sides tell: persons by letter and role with their clues and level; ties; faults.

    `withheld` holds the facts that are left open although the clues agree, with the reasons; `fellows`
    those who write a letter together with one of the two.
    """

    persons: dict[tuple[int, str], tuple[str, tuple[Clue, ...], int]] = field(default_factory=dict)
    withheld: dict[tuple[int, str], tuple[Evidence, ...]] = field(default_factory=dict)
    fellows: dict[int, tuple[Name, ...]] = field(default_factory=dict)
    replies: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Mentions(NamedTuple):
    """The ties between letters that their words make: links to letters named by a day, undated answers."""

    links: Sequence[Link] = ()
    answers: Sequence[tuple[int, Reference]] = ()


def sides_of(correspondents: Correspondents, people: People) -> Sides | None:
    """Return the two sides of a book as keys; None where its names are not two different parties."""
    one = frozenset(key for name in correspondents.one for key in people.find(name)[:1])
    other = frozenset(key for name in correspondents.other for key in people.find(name)[:1])
    return Sides(one, other) if one and other and not one & other else None


def judge_two_sides(
    letters: Sequence[Signs],
    named: Sequence[Named],
    correspondents: Correspondents,
    book: BookOfTwo,
    mentions: Mentions,
    *,
    bare: str,
) -> Outcome:
    """Find the direction of every letter, and from it who wrote and who received.

    `bare` is what a bare name in a heading is in this book, "sender", "recipient" or "" (unknown).
    """
    outcome = Outcome()
    days = days_of(letters)
    directions = [own_clues(signs, row, book) for signs, row in zip(letters, named, strict=True)]
    for direction, row in zip(directions, named, strict=True):
        if correspondents.kind == "from-to":
            # an address may be the writer's own
            direction.clues = [clue for clue in direction.clues if clue.rule != "address" or clue.way > 0]
            direction.clues.append(Clue(1, MEDIUM, "title", correspondents.because, None))
        said = row.heading.bare
        keys = [key for name in said.names for key in book.people.find(name)] if said else []
        role = "sender" if said and said.sent else bare
        if said and role and (way := book.sides.way(keys, writes=role == "sender")):
            because = (Evidence(said.span, f"in this book a heading names the {role}"),)
            direction.clues.append(Clue(way, HIGH, "heading", because, said.span, names=role))
        direction.settle()
    outcome.problems += ask_headers(letters, correspondents, book, directions)
    learn_pet_names(directions)
    dated = unique_links(mentions.links)
    clashes = propagate(directions, dated)
    matters = list(matter_links(book.source, letters, book.languages, days))
    propagate(directions, matters)
    replies = [link for link in unique_links(mentions.links, directions) if not link.same]
    replies += matters
    replies += find_answered(mentions.answers, directions, days)
    outcome.replies = [k for k in replies if directions[k.later].way == -directions[k.earlier].way != 0]
    outcome.problems += [
        _contradiction(book.source, letters, link, directions) for link, level in clashes if level >= HIGH
    ]
    outcome.problems += [
        _torn(book.source, s, c) for s, c in zip(letters, directions, strict=True) if c.is_contradictory
    ]
    _constant(directions, book)
    partners = find_partners(directions, book.sides, [*outcome.replies, *dated])
    # where one alone writes, the form of address tells no other hand
    others = (
        {} if correspondents.kind == "from-to" else find_other_writers(book.source, letters, book.languages)
    )
    for i, direction in enumerate(directions):
        _assign(i, direction, book.sides, partners.get(i), outcome)
        _withhold(i, direction, others.get(i, ()), outcome)
    return outcome


#: So many letters that tell their way, and such a share of the book, all one way, tell that of the others.
_TOLD = 8
_SHARE = 0.25


def _constant(directions: Sequence[LetterDirection], book: BookOfTwo) -> None:
    """Give the other letters the direction of all that show one, if none goes the other way.

    "Letters of A and B" may hold A's alone.
    """
    told = [direction for direction in directions if direction.way and direction.level >= HIGH]
    ways = {direction.way for direction in directions if direction.way}
    if len(ways) != 1 or any(direction.is_contradictory for direction in directions):
        return
    if len(told) < max(_TOLD, _SHARE * len(directions)):
        return
    way = next(iter(ways))
    who = book.people.person(min(book.sides.one if way > 0 else book.sides.other)).name
    says = f"all letters that tell it were written by {who}"
    for direction in directions:
        if not direction.way:
            direction.add(Clue(way, MEDIUM, "constant", (Evidence(told[0].reasons[0].span, says),), None))


def _assign(
    i: int, direction: LetterDirection, sides: Sides, partner: Partner | None, outcome: Outcome
) -> None:
    """Turn a letter's way into its sender and recipient."""
    if not direction.way:
        return
    clues = direction.reasons
    writing, reading = ("sender", "recipient") if direction.way > 0 else ("recipient", "sender")
    if len(sides.one) == 1:
        outcome.persons[(i, writing)] = (min(sides.one), clues, _level(clues, writing, direction.level))
    if partner is not None:
        level = min(_level(clues, reading, direction.level), partner.level)
        extra = (Clue(direction.way, level, "pair", partner.because),) if partner.because else ()
        outcome.persons[(i, reading)] = (partner.key, (*clues, *extra), level)


def _level(clues: Sequence[Clue], role: str, level: int) -> int:
    """Return how sure a party is: where a heading names the other one alone, only the title says this one."""
    named = [clue for clue in clues if clue.rule == "heading"]
    alone = len(named) == len(clues) and all(clue.names != role for clue in named)
    return min(level, MEDIUM if alone else HIGH)


def _withhold(i: int, direction: LetterDirection, others: tuple[Evidence, ...], outcome: Outcome) -> None:
    """Leave a party open if the letter shows another writer, or addresses somebody else by name."""
    if any(clue.level == PRINTED for clue in direction.clues):
        return
    for role, rule, evidence in (("sender", "signature", others), ("recipient", "salutation", ())):
        strange = tuple(e for clue in direction.strangers if clue.rule == rule for e in clue.because)
        if role == "sender" and direction.fellows and not others and len(direction.fellows) == len(strange):
            outcome.fellows[i] = tuple(name for name, _ in direction.fellows)
        elif found := (*evidence, *strange):
            outcome.withheld[(i, role)] = found


def _contradiction(
    source: Source, letters: Sequence[Signs], link: Link, directions: Sequence[LetterDirection]
) -> Problem:
    """Report two letters whose ways contradict the words that tie them, with both chains of evidence."""

    def chain(i: int) -> str:
        return (
            f"letter {letters[i].number or letters[i].key}: {tell(source, directions[i].reasons[0].because)}"
        )

    said = " ".join(source.quote(link.span).split())
    same = "one person wrote both" if link.same else "the two wrote to each other"
    message = f'the words "{said[:60]}" say that {same}, but {chain(link.later)}; {chain(link.earlier)}'
    return problem("parties-contradict", message, source.place(link.span.start))


def _torn(source: Source, signs: Signs, direction: LetterDirection) -> Problem:
    """Report a letter whose own lines send it both ways, with the evidence for each."""
    there, back = (
        max((v for v in direction.clues if v.way == way), key=lambda v: v.level).because for way in (1, -1)
    )
    message = (
        f"letter {signs.number or signs.key} goes both ways: {tell(source, there)}; but {tell(source, back)}"
    )
    return problem("parties-contradict", message, source.place((back[0].span or signs.span).start))


def tell(source: Source, because: Sequence[Evidence]) -> str:
    """Write a chain of evidence on one line, each reason with its place."""
    return "; ".join(f"{e.says} ({source.place(e.span.start)})" if e.span else e.says for e in because)
