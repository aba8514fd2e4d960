"""Input (Context) and result types (Reading, Refusal) of the date parser."""

from __future__ import annotations

from typing import NamedTuple

from letterbook.model import Basis, Cert, Span, When


class Context(NamedTuple):
    """What the date parser knows of an edition.

    `languages` are trusted in their order. `years` is the span of years of the letters, both ends
    included: without it no year of two or three digits is read. `order` is "dmy" or "mdy" where the
    editor says so, or where the edition's own dates prove it (`in_prose.prove_order`): without it 7/8/1891 is
    refused. `calendar` is "gregorian" or "julian"; None leaves it to the weekday (docs/dates.md).
    `years_alone` takes a line that holds no more than a year for a date.
    """

    languages: tuple[str, ...] = ("en",)
    years: tuple[int, int] | None = None
    order: str | None = None
    calendar: str | None = None
    years_alone: bool = False


class Reading(NamedTuple):
    """The result of parsing a line that is a date. Spans are offsets in the text that was parsed.

    `inherits` names what must come from the letter before (`completion.complete`): "year", "month" (and the
    year; also "month before", "month after"), "date", or "weekday" (nothing but a weekday is printed).
    `cert` and `basis` are None where the date is printed and plain. `hour` is "22:30" where it can be told,
    else its printed words. `calls` are numbers beside the date that can only be calls of notes.
    """

    when: When
    span: Span
    place: Span | None = None
    role: str | None = None
    cert: Cert | None = None
    basis: Basis | None = None
    inherits: str | None = None
    weekday: int | None = None
    hour: str | None = None
    notes: tuple[str, ...] = ()
    calls: tuple[Span, ...] = ()


class Refusal(NamedTuple):
    """Why a text is no date, and the offset where the parser stopped."""

    reason: str
    at: int = 0


class Unread(Exception):  # noqa: N818 (no fault: the way a grammar says no; it never leaves the readers)
    """A text that has the form of a date and yet is none, or not certainly one."""

    def __init__(self, reason: str, at: int = 0, *, final: bool = True) -> None:
        """Keep the reason, the offset, and whether to look no further for another way to read the line."""
        super().__init__(reason)
        self.refusal = Refusal(reason, at)
        self.final = final
