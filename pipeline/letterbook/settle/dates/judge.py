"""When each letter was sent and received, as its own lines say, completed from the letter before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Basis, Cert, Evidence, Guess, Locality, Span, When
from letterbook.rules.datelines import read_end, spoken_at
from letterbook.settle.structure.regions import Region
from letterbook.settle.text.letter_parts import Part
from letterbook.values.dates.lines import Context, Reading, complete
from letterbook.words import words

_HEADED = 4  # lines between two letters that are looked at for a year
_YEAR = re.compile(r"[\[(]?(?P<year>1[0-9]\d\d)[\])]?\.?")
_ROLE_RANK = {"headline": 0, "dateline": 1, "head": 2}


class Dating(NamedTuple):
    """What a letter's lines say of its dates and places.

    `lines` holds, for each date line, its part, the act it belongs to ("sent" or "received"), and its
    date; `sent` and `received` the date chosen for each act; `place` where it was sent from.
    """

    lines: tuple[tuple[Part, str, Guess[When]], ...]
    sent: tuple[Guess[When], ...]
    received: tuple[Guess[When], ...]
    place: Guess[Locality] | None
    place_span: Span | None = None


def exactness(when: When) -> int:
    """Return how exact a date is: 3 a day, 2 a month, 1 a year, 0 less."""
    return len(when.when.split("-")) if when.when else 0


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def date_letters(
    found: Found, letters: Sequence[tuple[Region, tuple[Part, ...]]], context: Context
) -> Mapping[str, Dating]:
    """Date every letter, in the order of the book."""
    dated: dict[str, Dating] = {}
    before = _Before()
    years = _years_above(found, letters)
    for region, parts in letters:
        before = years.get(region.key, before)
        dating = _date(found, parts, context, before)
        dated[region.key] = dating
        for guess in (*dating.sent, *dating.received):
            if guess.value.when or guess.value.start or guess.value.not_before:
                before = _Before(guess.value, guess.printed)
                break
    return dated


class _Before(NamedTuple):
    """What a date that leaves something out takes it from: the letter before, or a year above the letters."""

    when: When | None = None
    span: Span | None = None
    what: str = "that of the letter before"


def _years_above(found: Found, letters: Sequence[tuple[Region, tuple[Part, ...]]]) -> Mapping[str, _Before]:
    """Return the years that stand alone above letters, as headings of those below, by the letter's key.

    Above the first letter it may be the year of printing, unless a later one stands between others.
    """
    years: dict[str, _Before] = {}
    end = 0
    for region, parts in letters:
        begin = region.head.span.start if region.head else region.span.start
        for line in reversed(found.lines_in(Span(end, begin))[-_HEADED:]):
            if year := _YEAR.fullmatch(line.text):
                years[region.key] = _Before(When(when=year["year"]), line.span, "that of the heading above")
                break
        end = max((part.span.end for part in parts), default=region.span.start)
    first = letters[0][0].key if letters else ""
    values = [one.when.when or "" for one in years.values() if one.when]
    if first in years and (len(values) == 1 or values != sorted(values)):
        del years[first]
    return years


def _date(found: Found, parts: Sequence[Part], context: Context, before: _Before) -> Dating:
    lines: list[tuple[Part, str, Guess[When]]] = []
    places: list[Guess[Locality]] = []
    for part in parts:
        read = _read(found, part, context)
        if read is None:
            continue
        at, reading = read
        guess = _guess(reading, at, context, before)
        if guess is None:
            continue
        lines.append((part, reading.role or "sent", guess))
        if reading.place is not None and not places and (reading.role or "sent") == "sent":
            span = _name_in(found, _moved(reading.place, at))
            places.append(Guess(Locality(_tidy(found.page.source.quote(span))), printed=span))
    place = places[0] if places else None
    return Dating(
        tuple(lines),
        choose(lines, "sent"),
        choose(lines, "received"),
        place,
        place.printed if place else None,
    )


def _read(found: Found, part: Part, context: Context) -> tuple[int, Reading] | None:
    """Return what a date line, or the end of a heading, says, and the offset its spans count from."""
    if part.kind == "head":
        text = found.page.source.quote(part.span)
        end = read_end(text, spoken_at(context, found.tongues, part.span.start))
        return (part.span.start + end[0], end[1]) if end else None
    if part.finding is None or part.kind not in _ROLE_RANK or part.finding not in found.readings:
        return None
    return part.finding.span.start + int(part.finding.value.get("from", 0)), found.readings[part.finding]


def _name_in(found: Found, place: Span) -> Span:
    """Return the name in a place as printed, without the word before it: "Lyon" in "À Lyon"."""
    before, _, name = found.page.source.quote(place).partition(" ")
    at = {
        w
        for language in found.tongues.at(place.start)
        for w in words(language, "person_joins").get("place", ())
    }
    return Span(place.end - len(name), place.end) if before.lower() in at and name[:1].isupper() else place


def _tidy(name: str) -> str:
    """Return a place's name as a name: one line, without the stop behind it, capitals softened."""
    name = " ".join(name.split()).strip(" .,;:[]()_")
    return name.title() if name.isupper() and len(name) > 3 else name  # noqa: PLR2004 (initials stay)


def _guess(reading: Reading, at: int, context: Context, before: _Before) -> Guess[When] | None:
    printed = _moved(reading.span, at)
    if reading.inherits is None:
        return Guess(reading.when, printed, reading.cert, reading.basis, _remarks(reading, printed))
    whole = complete(reading, before.when, context)
    if not isinstance(whole, Reading):
        return None
    because = (
        Evidence(before.span, f"the {reading.inherits} is {before.what}"),
        *_remarks(reading, printed),
    )
    return Guess(whole.when, printed, whole.cert or Cert.HIGH, whole.basis or Basis.INTERNAL, because)


def _remarks(reading: Reading, printed: Span) -> tuple[Evidence, ...]:
    return tuple(Evidence(printed, note) for note in reading.notes)


def choose(lines: Sequence[tuple[Part, str, Guess[When]]], act: str) -> tuple[Guess[When], ...]:
    """Choose one date for an act: the most exact, header lines before datelines, first before last."""
    mine = [(part, guess) for part, role, guess in lines if role == act]
    if not mine:
        return ()
    best = min(
        enumerate(mine),
        key=lambda row: (
            -exactness(row[1][1].value),
            row[1][1].cert is not None,
            _ROLE_RANK[row[1][0].kind],
            row[0],
        ),
    )[1][1]
    others = tuple(g for _, g in mine if g.value != best.value)
    if others:
        best = Guess(best.value, best.printed, best.cert, best.basis, best.because, others, best.resp)
    return (best,)
