"""The lines of a letter, by kind, as the judge of the parties gets them."""

from __future__ import annotations

from typing import NamedTuple

from letterbook.model import Guess, Person, Span, Tie, When


class Signs(NamedTuple):
    """The lines of one letter by what they are; all spans without the white space around them.

    `headlines` are header lines with their role, "received" or "sent" (seen from the person whose
    correspondence the book is), and their date. `body` are the paragraphs, `labels` markings above the text,
    `notes` the texts of the notes that its heading and its date call.
    """

    key: str
    number: str | None
    span: Span
    heads: tuple[Span, ...] = ()
    headlines: tuple[tuple[Span, str, When | None], ...] = ()
    datelines: tuple[tuple[Span, When | None], ...] = ()
    salutes: tuple[Span, ...] = ()
    valedictions: tuple[Span, ...] = ()
    signatures: tuple[Span, ...] = ()
    addresses: tuple[Span, ...] = ()
    body: tuple[Span, ...] = ()
    labels: tuple[Span, ...] = ()
    notes: tuple[Span, ...] = ()


class Parties(NamedTuple):
    """Who wrote a letter to whom, its ties to other letters, and by when it must have been sent."""

    senders: tuple[Guess[Person], ...] = ()
    recipients: tuple[Guess[Person], ...] = ()
    ties: tuple[Tie, ...] = ()
    sent_by: Guess[When] | None = None
