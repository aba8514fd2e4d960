"""How sure a fact is: what the gold says of facts that rest on the same kind of evidence.

Each kind of evidence (a guess's `ground`) has a row in levels.toml: how many facts of how many books rested
on it, how many of them were right, and so the level that follows. benchmarks/levels.py writes the file from
whole printed volumes; docs/evidence.md prints it. No level is set by hand.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from math import sqrt
from typing import Any, TypeVar

from letterbook.model import Basis, Cert, Decision, Finding, Guess, Subject, Topic, When
from letterbook.model.values import Given, Party
from letterbook.settle.dates.judge import Dating
from letterbook.settle.letter_lines import Parties
from letterbook.settle.parties.grounds import pooled

T = TypeVar("T")

#: Borne out: at most this share is wrong, and the lower bound of what is right is at least so much.
HIGH_WRONG, HIGH_BOUND = 0.005, 0.98
#: With the worst book too, at most this share of a high kind is wrong.
HIGH_AT_ALL = 0.01
#: Medium: at most this share is wrong, and the lower bound is at least so much, or the facts are too few to
#: prove anything.
MEDIUM_WRONG, MEDIUM_BOUND = 0.05, 0.90
#: What is wrong more often than this is not given.
LOW_WRONG = 0.25
#: The facts of one book fail together: a book counts as at most so many independent facts.
BOOK = 20
#: What the print itself doubts ("[A. B.?]") is given as it stands, and said to be doubtful.
PRINT_DOUBTS = ("party.heading.doubt",)
#: So many independent facts bear out the bound of medium where 5 in 100 are wrong; fewer prove nothing.
MEDIUM_SIZE = 100
#: With fewer books, or fewer independent facts, nothing is proved: medium at most.
BOOKS = 3
ENOUGH = 15
#: Of so many books one may fail by a cause of its own: it is left out.
MANY = 4
#: Dates that stand on a line of their own, or begin one.
_LINES = ("date.line", "date.foot", "date.heading", "date.run-in", "date.tail")
#: Lines of their own that print a month or a year, each word of them accounted for.
_VAGUE = ("date.line.vague", "date.foot.vague")
#: Lines, or first words, that hold a date beside other words.
_BESIDE = (
    *(
        f"date.{line}{vague}"
        for line in ("among", "foot.among", "within", "within.among")
        for vague in ("", ".vague")
    ),
    *(f"date.{line}.vague" for line in ("run-in", "heading", "tail")),
)
#: Days whose year the letters around or the heading tell, and nothing speaks against.
_YEARS = tuple(
    f"date.year.{whence}{weekday}"
    for whence in ("own", "heading", "between", "after", "before")
    for weekday in ("", ".weekday")
)
#: Places that the book names elsewhere and that fill a line without a date, or are all that is read of one.
_FILLED = ("place.alone", "place.open", "place.signed")
#: One-sided 95 in a hundred.
_Z = 1.645


class Level(StrEnum):
    """What the gold says of a kind of evidence: borne out, right mostly, doubtful, or not to be given.

    A fact of level `none` stays absent, and the editor is told of it.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


@dataclass(frozen=True)
class Measured:
    """How facts of one kind of evidence fared: for each book how many were given, and how many right."""

    counts: tuple[tuple[int, int], ...]

    @property
    def books(self) -> int:
        """Return in how many books such facts stand."""
        return len(self.counts)

    @property
    def given(self) -> int:
        """Return how many facts were given."""
        return sum(given for given, _ in self.counts)

    @property
    def right(self) -> int:
        """Return how many of them were right."""
        return sum(right for _, right in self.counts)

    @property
    def size(self) -> int:
        """Return as how many independent facts they count."""
        return sum(min(given, BOOK) for given, _ in self.counts)

    @property
    def wrong(self) -> float:
        """Return the share that is wrong."""
        return 1 - self.right / self.given if self.given else 0.0

    @property
    def bound(self) -> float:
        """Return the lower bound of the share that is right: Wilson's, of so many independent facts."""
        if not self.size:
            return 0.0
        share = sum(min(given, BOOK) * right / given for given, right in self.counts) / self.size
        middle = share + _Z * _Z / (2 * self.size)
        room = _Z * sqrt(share * (1 - share) / self.size + _Z * _Z / (4 * self.size * self.size))
        return (middle - room) / (1 + _Z * _Z / self.size)

    def without_worst(self) -> Measured:
        """Return how the facts fared without the book that has most wrong ones, of many."""
        if self.books < MANY:
            return self
        worst = max(self.counts, key=lambda one: (one[0] - one[1], -one[0]))
        rest = list(self.counts)
        rest.remove(worst)
        return Measured(tuple(rest))

    @cached_property
    def level(self) -> Level:
        """Return the level that the figures bear out."""
        usual = self.without_worst()
        if usual.wrong <= HIGH_WRONG and usual.bound >= HIGH_BOUND and self.wrong <= HIGH_AT_ALL:
            return Level.HIGH
        if self.books < BOOKS or self.size < ENOUGH:  # too few to prove, or to refute
            return Level.MEDIUM if self.wrong <= LOW_WRONG else Level.LOW
        few = usual.size < MEDIUM_SIZE
        if usual.wrong <= MEDIUM_WRONG and self.wrong <= LOW_WRONG and (few or usual.bound >= MEDIUM_BOUND):
            return Level.MEDIUM
        return Level.LOW if usual.wrong <= LOW_WRONG else Level.NONE


def kind_of(ground: str) -> str:
    """Return the row of the table that a kind of evidence belongs to: kinds that are read alike have one.

    A line that holds a date is read in one way wherever it stands, with a day or with no more than a month.
    A date that an editor gives in brackets is the editor's, in whichever line. A place that the book prints
    beside other dates too is known, wherever it stands; one that is a single word, or two with a comma
    ("Norton, Surrey"), is read without doubt where it ends, so those are a kind; so are names of two or three
    words ("Upper Norton") and places that fill a line. A date among other words of its line, whole or without
    a day, is one kind, if datelines have such words. Of parties settle/parties/grounds.py says it.
    """
    parts = ground.split(".")
    if parts[0] == "party":
        return pooled(ground)
    if parts[0] == "place" and parts[-1] == "known":
        return "place.known"
    if parts[0] == "place" and parts[-1] in {"word", "two"}:
        return "place.among" if "among" in parts else "place.word"
    named = parts[0] == "place" and parts[-1] == "name" and "among" not in parts and parts[1] != "above"
    if named or ground in _FILLED:
        return "place.name"
    if ground in _YEARS:
        return "date.year"
    if parts[0] == "date" and "editor" in parts and "disputed" not in parts:
        return "date.editor"
    if ground in _BESIDE:
        return "date.beside"
    return "date.line" if ground in _LINES or ground in _VAGUE else ground


def measured(by_book: Mapping[str, tuple[int, int]]) -> Measured:
    """Return what facts of one kind are worth. `by_book`: for each book how many were given, and right."""
    return Measured(tuple(sorted(by_book[book] for book in by_book if by_book[book][0])))


@cache
def shipped_levels() -> Mapping[str, Measured]:
    """Return the table that is shipped: what each kind of evidence is worth."""
    table = tomllib.loads(files("letterbook.settle").joinpath("levels.toml").read_text(encoding="utf-8"))
    return {
        ground: Measured(tuple((given, right) for given, right in row["counts"]))
        for ground, row in table.items()
    }


def graded(guess: Guess[T], table: Mapping[str, Measured]) -> Guess[T] | None:
    """Return a fact with the certainty that its kind of evidence has, or None where it is not to be given.

    The editor's word is not measured, nor what the judge holds for low or the print itself doubts. A kind of
    evidence that the gold does not have is medium at most, and a fact is never surer than what it rests on.
    """
    if not table or not guess.ground or guess.resp != "letterbook":
        return guess
    if guess.cert is Cert.LOW or guess.ground in PRINT_DOUBTS:
        return guess
    kinds = [kind_of(one) for one in (guess.ground, *guess.rests)]
    levels = [table[one].level if one in table else Level.MEDIUM for one in kinds]
    match max(levels, key=list(Level).index):
        case Level.NONE if guess.cert is not None or guess.ground.startswith("party."):
            return None
        case Level.NONE:  # a printed day or place is not withheld; a word that names nobody is no person
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
        if row := table.get(kind_of(guess.ground)):
            reason = f"of {row.given} facts on such evidence {row.right} were right: too few to give it"
            named = guess.value.when if isinstance(guess.value, When) else guess.value.name
            spot = guess.printed or next((one.span for one in guess.because if one.span), None)
            value = (Party if kind in {"sender", "recipient"} else Given)(named or "")
            lost = [Finding(f"letter.{kind}", spot, guess.ground, 0.5, value, guess.because)] if spot else []
            yield Decision(Subject(Topic(kind), key), None, tuple(lost), reason)
