"""How sure a fact is: what the gold says of facts that rest on the same kind of evidence.

Each kind of evidence (a guess's `ground`) has a row in levels.toml: how many facts of how many books rested
on it, how many of them were right, and so the level that follows. benchmarks/levels.py writes the file from
whole printed volumes; docs/evidence.md prints it. No level is set by hand.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import Any, NamedTuple, TypeVar

from letterbook.model import Basis, Cert, Decision, Finding, Guess, Subject, Topic, When
from letterbook.settle.dates.judge import Dating
from letterbook.settle.letter_lines import Parties

T = TypeVar("T")

#: Borne out: at most this share is wrong, and the lower bound of what is right is at least so much.
HIGH_WRONG, HIGH_BOUND = 0.005, 0.98
#: A kind of evidence of which more than this share is wrong is medium at most, low, or not given at all.
MEDIUM_WRONG, LOW_WRONG, NONE_WRONG = 0.05, 0.10, 0.25
#: The facts of one book fail together: a book counts as at most so many independent facts.
BOOK = 20
#: What the print itself doubts ("[A. B.?]") is given as it stands, and said to be doubtful.
PRINT_DOUBTS = ("party.heading.doubt",)
#: With fewer books, or fewer independent facts, nothing is proved: the judge's own word stands.
BOOKS = 3
ENOUGH = 15
#: One-sided 95 in a hundred.
_Z = 1.645


class Level(StrEnum):
    """What the gold says of a kind of evidence: borne out, not contradicted, doubtful, or not to be given.

    A fact of level `none` stays absent, and the editor is told of it.
    """

    HIGH = "high"
    JUDGED = "as judged"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class Measured(NamedTuple):
    """How facts of one kind of evidence fared.

    `books` they stand in, how many were `given` and `right`; the lower `bound` of the share that is right,
    from so many independent facts (`size`); and the share that is `usual`ly right, without the worst book:
    one book may fail by a cause of its own.
    """

    books: int
    given: int
    right: int
    size: int
    bound: float
    usual: float

    @property
    def level(self) -> Level:
        """Return the level that the figures bear out."""
        wrong = 1 - self.right / self.given if self.given else 0.0
        if wrong <= HIGH_WRONG and self.bound >= HIGH_BOUND:
            return Level.HIGH
        usual = 1 - self.usual
        if usual <= MEDIUM_WRONG or self.size < ENOUGH:
            return Level.JUDGED
        if self.books < BOOKS:
            return Level.MEDIUM if usual > NONE_WRONG else Level.JUDGED
        if usual <= LOW_WRONG:
            return Level.MEDIUM
        return Level.LOW if usual <= NONE_WRONG else Level.NONE


def measured(by_book: Mapping[str, tuple[int, int]]) -> Measured:
    """Return what facts of one kind are worth. `by_book`: for each book how many were given, and right.

    The bound is Wilson's, of the share that is right, where a book counts as at most `BOOK` facts.
    """
    given = sum(one for one, _ in by_book.values())
    right = sum(one for _, one in by_book.values())
    size = sum(min(one, BOOK) for one, _ in by_book.values())
    if not size:
        return Measured(0, 0, 0, 0, 0.0, 1.0)
    share = sum(min(one, BOOK) * good / one for one, good in by_book.values() if one) / size
    middle = share + _Z * _Z / (2 * size)
    room = _Z * sqrt(share * (1 - share) / size + _Z * _Z / (4 * size * size))
    bound = (middle - room) / (1 + _Z * _Z / size)
    books = [one for one in by_book.values() if one[0]]
    worst = max(books, key=lambda one: one[0] - one[1]) if len(books) > BOOKS else (0, 0)
    usual = (right - worst[1]) / max(given - worst[0], 1)
    return Measured(len(books), given, right, size, round(bound, 4), round(usual, 4))


@cache
def shipped_levels() -> Mapping[str, Measured]:
    """Return the table that is shipped: what each kind of evidence is worth."""
    table = tomllib.loads(files("letterbook.settle").joinpath("levels.toml").read_text(encoding="utf-8"))
    return {ground: Measured(**row) for ground, row in table.items()}


def graded(guess: Guess[T], table: Mapping[str, Measured]) -> Guess[T] | None:
    """Return a fact with the certainty that its kind of evidence has, or None where it is not to be given.

    The editor's word is not measured, nor what the judge holds for low or the print itself doubts.
    """
    row = table.get(guess.ground)
    if row is None or guess.resp != "letterbook" or guess.cert is Cert.LOW or guess.ground in PRINT_DOUBTS:
        return guess
    match row.level:
        case Level.NONE if guess.cert is not None:
            return None
        case Level.NONE:  # what is printed is not withheld
            return replace(guess, cert=Cert.LOW, basis=guess.basis or Basis.INTERNAL)
        case Level.HIGH if guess.cert is not None:
            return replace(guess, cert=Cert.HIGH)
        case Level.MEDIUM | Level.LOW as level:
            return replace(guess, cert=Cert(level.value), basis=guess.basis or Basis.INTERNAL)
        case _:
            return guess


def grade_facts(
    dating: Mapping[str, Dating], parties: Mapping[str, Parties], table: Mapping[str, Measured]
) -> tuple[dict[str, Dating], dict[str, Parties], tuple[Decision, ...]]:
    """Give each letter's facts their level. Returns what is given, and a decision for each fact dropped."""
    days: dict[str, Dating] = {}
    persons: dict[str, Parties] = {}
    dropped: list[Decision] = []
    for key, one in dating.items():
        place = graded(one.place, table) if one.place else None
        sent, received = (_all_graded(guesses, table) for guesses in (one.sent, one.received))
        days[key] = one._replace(sent=sent, received=received, place=place)
        dropped += _dropped(key, "sent", one.sent, sent, table)
        dropped += _dropped(key, "received", one.received, received, table)
        if one.place and not place:
            dropped += _dropped(key, "place", (one.place,), (), table)
    for key, of_letter in parties.items():
        senders, recipients = (
            _all_graded(guesses, table) for guesses in (of_letter.senders, of_letter.recipients)
        )
        persons[key] = of_letter._replace(senders=senders, recipients=recipients)
        dropped += _dropped(key, "sender", of_letter.senders, senders, table)
        dropped += _dropped(key, "recipient", of_letter.recipients, recipients, table)
    return days, persons, tuple(dropped)


def _all_graded(guesses: tuple[Guess[T], ...], table: Mapping[str, Measured]) -> tuple[Guess[T], ...]:
    """Return the facts that are given, graded. Where one of several is not given, none is."""
    kept = [graded(guess, table) for guess in guesses]
    return tuple(guess for guess in kept if guess is not None) if None not in kept else ()


def _dropped(
    key: str,
    kind: str,
    judged: tuple[Guess[Any], ...],
    given: tuple[Guess[Any], ...],
    table: Mapping[str, Measured],
) -> Iterator[Decision]:
    """Yield what the editor is told of a fact that is not given: how often its like is right."""
    if given or not judged:
        return
    for guess in judged:
        if row := table.get(guess.ground):
            reason = f"of {row.given} facts on such evidence {row.right} were right: too few to give it"
            named = guess.value.when if isinstance(guess.value, When) else guess.value.name
            spot = guess.printed or next((one.span for one in guess.because if one.span), None)
            value = {"person" if kind in {"sender", "recipient"} else kind: named or ""}
            lost = [Finding(f"letter.{kind}", spot, guess.ground, 0.5, value, guess.because)] if spot else []
            yield Decision(Subject(Topic(kind), key), None, tuple(lost), reason)
