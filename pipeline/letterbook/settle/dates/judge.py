"""Decide when and where each letter was sent, and when received, by its lines and the order of the book."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import (
    Basis,
    Cert,
    Decision,
    Evidence,
    Finding,
    Guess,
    Locality,
    Span,
    Subject,
    Topic,
    When,
)
from letterbook.model.values import Given
from letterbook.read.page import Line
from letterbook.rules.datelines import spoken_at
from letterbook.settle.dates.letter_blocks import GAP
from letterbook.settle.dates.missing_years import Before, Whole, complete_all
from letterbook.settle.dates.near_years import read_near_years
from letterbook.settle.dates.places_beside import form_of_place, locality
from letterbook.settle.dates.printed_dates import Lines, Printed, read_lines_of
from letterbook.settle.dates.undated import place_undated
from letterbook.settle.dates.words_above import days_above
from letterbook.settle.structure.regions import Region
from letterbook.settle.text.letter_parts import Part
from letterbook.values.dates.lines import Context
from letterbook.values.dates.year_headings import years_headed
from letterbook.values.small_letters import stands_mostly_small

_HEADED = 4  # lines between two letters that are looked at for a year
_DESCRIBED = 3  # times as long as its known part a place is that says more than a place
_NAMES = 3  # names of places that one address may have
_NAME = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_]+(?:[ -][^\W\d_a-zß-ÿ][^\W\d_]+)?")
_PLACE_PART = re.compile(r"[^\s,][^,\n]*[^\s,]")
_DAY, _MONTH = 3, 2  # how exact such a date is
#: Places that stand beside no date of writing: they are no surer for being known.
_APART = ("place.alone", "place.alone.line", "place.open", "place.postmark")
#: Why a day that was read is not given, by what it does not print.
_OPEN = {
    "": "it lies outside the years of the book, against its weekday, or far from the letters beside it",
    "year": "it prints no year, and the order of the letters does not tell it",
    "weekday": "it prints no more than a weekday, and the letters before and after are not near",
}
#: Where a date stands, the place that is believed first first.
_RANKS = {
    kind: rank
    for rank, kind in enumerate(
        (
            "line",
            "run-in",
            "among",
            "heading",
            "foot",
            "within",
            "tail",
            "foot.among",
            "within.among",
            "within.run-in",
            "postscript",
            "postscript.among",
        )
    )
}
_POSTSCRIPT = ("postscript", "postscript.among")


#: Where a letter's place is looked for first: what stands there is a place more often than another word.
_HEADED_PLACES = ("place.line", "place.heading", "place.run-in", "place.among")


class Dating(NamedTuple):
    """What a letter's lines say of its dates and places.

    `lines` holds, for each date that is printed, its part, the act it belongs to ("sent", "received",
    "postmark", "endorsed"), and its date, in the order in which they are believed; `sent` and `received` the
    date chosen for each act; `place` where it was sent from. `left_open` are lines that print a day
    which is not given, each with the reason.
    """

    lines: tuple[tuple[Part, str, Guess[When]], ...]
    sent: tuple[Guess[When], ...]
    received: tuple[Guess[When], ...]
    place: Guess[Locality] | None
    place_span: Span | None = None
    left_open: tuple[tuple[Span, str], ...] = ()


def exactness(when: When) -> int:
    """Return how exact a date is: 3 a day, 2 a month, 1 a year, 0 less."""
    return len(when.when.split("-")) if when.when else 0


def date_letters(
    found: Found, letters: Sequence[tuple[Region, tuple[Part, ...]]], context: Context
) -> Mapping[str, Dating]:
    """Date every letter, in the order of the book."""
    read = [
        (region, read_lines_of(found, parts, spoken_at(context, found.tongues, region.span.start)))
        for region, parts in letters
    ]
    read = _without_the_nexts(found, read)
    read = read_near_years(found, letters, read, context)
    years = _years_above(found, letters)
    whole = complete_all(letters, [lines for _, lines in read], years, context)
    known = _known_places(found, [lines for _, lines in read])
    undated = place_undated([lines for _, lines in read], whole, [parts for _, parts in letters])
    above = days_above(found, letters, context)  # of letters that print no day themselves
    return {
        region.key: _date(found, lines, dates, known, (told if not lines.dates else None) or between)
        for (region, lines), dates, told, between in zip(read, whole, above, undated, strict=True)
    }


def _without_the_nexts(found: Found, read: Sequence[tuple[Region, Lines]]) -> list[tuple[Region, Lines]]:
    """Leave out dates below letters that stand nearer to the next heading, if the last letter has none.

    They may be either's: books that print dates above their headings print them so.
    """
    if not read or any(one.kind.startswith("foot") for one in read[-1][1].dates):
        return list(read)
    out = []
    for (region, lines), (following, _) in itertools.pairwise(read):
        head = following.head.span.start if following.head else following.span.start
        kept = [one for one in lines.dates if not _is_of_next(found, one, head)]
        out.append((region, lines._replace(dates=tuple(kept))))
    left_out = sum(one.dates != lines.dates for (_, one), (_, lines) in zip(out, read, strict=False))
    return [*out, read[-1]] if left_out * 2 >= len(out) else list(read)  # else it is no habit of the book


def _is_of_next(found: Found, one: Printed, head: int) -> bool:
    """Tell whether a date stands below a letter, right above the next heading and nearer to it."""
    if not one.kind.startswith("foot"):
        return False
    lines = found.page.lines
    first = below = found.line_at(one.reading.span.start)
    while first > 0 and lines[first].blank == 0:
        first -= 1
    below += 1
    while below < len(lines) and lines[below].blank == 0:
        below += 1
    return below < len(lines) and lines[below].span.start >= head and lines[first].blank > lines[below].blank


def _years_above(found: Found, letters: Sequence[tuple[Region, tuple[Part, ...]]]) -> Mapping[str, Before]:
    """Return the years that stand alone above letters, as headings of those below, by the letter's key.

    Above the first letter it may be the year of printing, unless a later one stands between others. A year
    that a gap sets apart heads a part of the book, whatever stands between it and the letter below.
    """
    years: dict[str, Before] = {}
    end = last = 0
    for region, parts in letters:
        begin = region.head.span.start if region.head else region.span.start
        beside = found.lines_in(Span(end, begin))[-_HEADED:]
        for line in reversed(found.lines_in(Span(last, begin))):
            headed = years_headed(line.text)
            if len(headed) == 1 and _is_apart(found, line) and (line in beside or _heads_a_part(line, begin)):
                years[region.key] = Before(headed[0], line.span)
                break
        end = max((part.span.end for part in parts), default=region.span.start)
        last = begin
    first = letters[0][0].key if letters else ""
    values = [one.year for one in years.values()]
    if first in years and (len(values) == 1 or values != sorted(values)):
        del years[first]
    return years


def _is_apart(found: Found, line: Line) -> bool:
    """Tell whether a blank line stands below a line, as below the heading of a part."""
    below = found.page.lines[line.index + 1 : line.index + 2]
    return bool(below) and below[0].blank > 0


def _heads_a_part(line: Line, end: int) -> bool:
    """Tell whether a line is set apart by a gap above, as the heading of a part is."""
    return line.blank >= GAP and line.span.end < end


def _date(
    found: Found,
    lines: Lines,
    dates: Sequence[Whole | None],
    known: Mapping[str, int],
    otherwise: Guess[When] | None,
) -> Dating:
    rows: list[tuple[Part, str, Guess[When]]] = []
    kinds: dict[int, str] = {}
    for one, whole in zip(lines.dates, dates, strict=True):
        if whole is not None:
            guess = _guess(one, whole)
            kinds[id(guess)] = one.kind
            rows.append((one.part, one.reading.role or "sent", guess))
    rows.sort(key=lambda row: _RANKS.get(kinds.get(id(row[2]), ""), len(_RANKS)))
    sent = choose(rows, "sent") or _by_postmark(rows) or ((otherwise,) if otherwise else ())
    place = _place(found, lines, sent, known)
    open_ = () if sent else (*lines.refused, *_left_open(lines, dates))
    return Dating(tuple(rows), sent, choose(rows, "received"), place, place.printed if place else None, open_)


def _left_open(lines: Lines, dates: Sequence[Whole | None]) -> Iterator[tuple[Span, str]]:
    """Yield the days that were read and are not given, each with the reason."""
    for one, whole in zip(lines.dates, dates, strict=True):
        if whole is None and one.reading.role in {None, "sent"}:
            why = _OPEN.get(one.reading.inherits or "", "no letter before it tells the rest")
            yield one.reading.span, "the print says that it has no year" if lines.yearless else why


def tell_open(found: Found, dating: Mapping[str, Dating]) -> Iterator[Decision]:
    """Yield what the editor is told of letters that print a day which is not given."""
    for key, one in dating.items():
        if one.sent or not one.left_open:
            continue
        span, reason = one.left_open[0]
        said = " ".join(found.page.source.quote(span).split())
        lost = Finding("letter.sent", span, "date.left-open", 0.5, Given(said), ())
        yield Decision(Subject(Topic.SENT, key), None, (lost,), f"the line “{said}” gives no day: {reason}")


def _guess(one: Printed, whole: Whole) -> Guess[When]:
    printed = one.reading.span
    because = (*whole.because, *(Evidence(printed, note) for note in one.reading.notes))
    cert, basis, ground = whole.cert, whole.basis, whole.ground or f"date.{one.kind}"
    if whole.ground and one.kind in _POSTSCRIPT:
        ground = "date.postscript.year"
    if one.near:
        because = (*because, Evidence(printed, "the shortened year is one of those of the letters beside it"))
        ground, cert, basis = "date.near-year", Cert.MEDIUM, basis or Basis.INTERNAL
    if ground == f"date.{one.kind}":
        if one.reading.basis is Basis.EXTERNAL:
            ground += ".editor"
        elif cert is not None:
            ground += ".doubt"
        if exactness(whole.when) < _DAY:
            ground += ".vague"
        if any("weekday does not agree" in note for note in one.reading.notes):
            ground, cert, basis = "date.weekday-against", Cert.MEDIUM, basis or Basis.INTERNAL
        elif ground == "date.among" and one.strange:
            ground = "date.among.strange"
        elif one.kind in _POSTSCRIPT and cert is None:
            cert, basis = Cert.MEDIUM, Basis.INTERNAL
    cert = (
        Cert.MEDIUM if cert is Cert.LOW else cert
    )  # "[1812?]" is the editor's doubt, which the ground keeps
    return Guess(whole.when, printed, cert, basis, because, ground=ground)


def choose(lines: Sequence[tuple[Part, str, Guess[When]]], act: str) -> tuple[Guess[When], ...]:
    """Choose one date for an act: the most exact that the first allows, then the first; a postscript's last.

    The lines of a `Dating` stand in the order in which they are believed.
    """
    mine = [guess for _, role, guess in lines if role == act]
    if not mine:
        return ()
    first = min(enumerate(mine), key=lambda row: (_rank(row[1])[0], row[0]))[1]
    agreed = [guess for guess in mine if guess is first or _may_be(first.value, guess.value)]
    best = min(enumerate(agreed), key=lambda row: (*_rank(row[1]), row[0]))[1]
    others = tuple(g for g in mine if g.value != best.value)
    if others:
        best = replace(best, others=others)
    other = next((other for other in others if _disputes(best, other)), None)
    if other is not None:
        because = (*best.because, Evidence(other.printed, "another line of the letter prints another day"))
        cert = Cert.LOW if best.cert is Cert.LOW else Cert.MEDIUM
        basis = best.basis or Basis.INTERNAL
        ground = best.ground + ".disputed"
        best = replace(best, cert=cert, basis=basis, because=because, ground=ground)
    return (best,)


def _disputes(one: Guess[When], other: Guess[When]) -> bool:
    """Tell whether another line of a letter prints another day for it, and prints it whole.

    The dateline below a postscript is such a line; a day among its words is the postscript's own.
    """
    return (
        not other.ground.startswith(("date.postscript.", "date.year"))
        and exactness(one.value) == exactness(other.value) == _DAY
        and one.value.when != other.value.when
    )


def _may_be(vague: When, exact: When) -> bool:
    """Tell whether a date can be the day that another, of a month, leaves open."""
    month = vague.when if vague.when and exactness(vague) == _MONTH else ""
    day = exact.when if exact.when and exactness(exact) == _DAY else ""
    return not (month and day) or day.startswith(month)


def _rank(guess: Guess[When]) -> tuple[bool, int]:
    return (guess.ground.startswith("date.postscript"), -exactness(guess.value))


def _by_postmark(rows: Sequence[tuple[Part, str, Guess[When]]]) -> tuple[Guess[When], ...]:
    """Bound a letter's day by its postmark: it was written on that day or before."""
    for _, role, guess in rows:
        if role == "postmark" and exactness(guess.value) == _DAY:
            because = (
                *guess.because,
                Evidence(guess.printed, "it was written no later than the day of its postmark"),
            )
            bound = When(not_after=guess.value.when, custom=guess.value.custom, calendar=guess.value.calendar)
            return (Guess(bound, None, Cert.MEDIUM, Basis.CONJECTURE, because, ground="date.postmark"),)
    return ()


# ------------------------------------------------------------------ places


def _known_places(found: Found, read: Sequence[Lines]) -> Counter[str]:
    """Count the places that stand beside dates, in small letters: the book's own list of places."""
    seen: Counter[str] = Counter()
    for lines in read:
        for one in lines.dates:
            if one.place is not None and one.kind in {"line", "run-in", "foot", "tail"}:
                seen[locality(found, one.place).name.lower()] += 1
    return seen


def _place(
    found: Found, lines: Lines, sent: Sequence[Guess[When]], known: Mapping[str, int]
) -> Guess[Locality] | None:
    """Choose the place of writing: beside the date that counts, else beside another, else on its own line."""
    chosen = {guess.printed for guess in sent}
    beside = sorted(
        (one for one in lines.dates if one.place and one.reading.role in {None, "sent"}),
        key=lambda one: (
            one.reading.span not in chosen,
            _RANKS.get(one.kind, 9),
        ),
    )
    rows = [(one.place_kind, one.place) for one in beside if one.place and one.kind not in _POSTSCRIPT]
    rows += lines.places
    rows += [
        ("place.postmark", one.place) for one in lines.dates if one.place and one.reading.role == "postmark"
    ]
    if not rows:
        rows += [
            (ground, span)
            for ground, span in lines.alone
            if (ground == "place.alone.line" and not lines.dates)
            or known.get(locality(found, span).name.lower(), 0) > 1
        ]
    for one in lines.dates:
        for span in one.words_before:
            if known.get(locality(found, span).name.lower(), 0) > 1:
                rows.append(("place.by-list", span))
    for ground, whole in rows:
        span = _part_known(found, whole, known)
        name = locality(found, span)
        if name.name:
            often = known.get(name.name.lower(), 0) > 1
            form = form_of_place(name.name, found.languages)
            odd = form == ".word" and not often and not ground.startswith(_HEADED_PLACES)
            if odd and stands_mostly_small(name.name, found.page.source.text, found.languages):
                continue  # "Again" is a word like others
            kind = ".known" if often else form
            return Guess(name, span, ground=ground if ground in _APART else ground + kind)
    return None


def _part_known(found: Found, whole: Span, known: Mapping[str, int]) -> Span:
    """Return the part of a place that the book prints alone elsewhere, where the rest describes a spot."""

    def often(span: Span) -> int:
        return known.get(locality(found, span).name.lower(), 0)

    text = found.page.source.quote(whole)
    parts = [
        Span(whole.start + piece.start(), whole.start + piece.end())
        for piece in _PLACE_PART.finditer(text)
        if piece.group().strip()
    ]
    if len(parts) < 2 or often(whole) > 1:  # noqa: PLR2004
        return whole
    best = max(parts, key=often)
    if len(parts) <= _NAMES and all(_NAME.fullmatch(found.page.source.quote(part)) for part in parts):
        return whole  # "Naseby, Welford, Northampton"
    described = len(text) > _DESCRIBED * (best.end - best.start)
    return best if often(best) > 1 and described else whole
