"""Declare what is known of a letter or a book: dates, persons, places, and the evidence for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from letterbook.model.finding import Basis, Cert, Evidence
from letterbook.model.source import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class When:
    """A date as TEI has it (att.datable.w3c): ISO 8601, never more exact than the print.

    One day, month or year is `when`; a duration `start`/`end`; an uncertain one
    `not_before`/`not_after`. All are Gregorian; `custom` and `calendar` hold the other calendar's form.
    """

    when: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    start: str | None = None
    end: str | None = None
    custom: str | None = None
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody (or a body) who writes or receives: a name, and the key in the register if there is one."""

    name: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Locality:
    """A place: its name, and the key in the register if there is one."""

    name: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Guess(Generic[T]):
    """A fact with its reasons.

    `printed` is the span whose words state it, None where no words do. `cert` None means: stated in
    print, nothing inferred; then `basis` is None too. `others` are the values that lost.
    `resp` is "letterbook", or the key of the editor who decided.
    `ground` names the kind of evidence ("date.line", "party.heading.pair"): how often facts of that kind
    are right is measured on gold, and sets `cert`. `rests` are the kinds of other facts that it rests on.
    """

    value: T
    printed: Span | None = None
    cert: Cert | None = None
    basis: Basis | None = None
    because: tuple[Evidence, ...] = ()
    others: tuple[Guess[T], ...] = ()
    resp: str = "letterbook"
    ground: str = ""
    rests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """Sending or receiving: who, where, when. What is unknown is absent."""

    persons: tuple[Guess[Person], ...] = ()
    place: Guess[Locality] | None = None
    dates: tuple[Guess[When], ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A letter's relation to another: `kind` "replyTo", "prev" or "next"; `scope` "edition" or "exchange"."""

    kind: str
    scope: str
    letter: str
    because: tuple[Evidence, ...] = ()
    cert: Cert | None = None
    resp: str = "letterbook"
