"""Complete dates that refer to another letter: "18 February.", "the 3d inst.", "Same date."."""

from __future__ import annotations

from dataclasses import replace

from letterbook.model import Basis, Cert, When
from letterbook.values.dates import calendars
from letterbook.values.dates.calendars import JULIAN, Day
from letterbook.values.dates.extents import extent
from letterbook.values.dates.grammar import Said
from letterbook.values.dates.reading import Context, Reading, Refusal, Unread

_HALF_A_YEAR = 183
_HALF_A_MONTH = 15
_CERTS = (Cert.HIGH, Cert.MEDIUM, Cert.LOW)
_GREGORIAN_DAY = len("--05-12")
_LAST_JULIAN = 1582  # the year in which the calendar was changed
_MONTHS = {"month": 0, "month before": -1, "month after": 1}


def complete(reading: Reading, before: When | None, context: Context) -> Reading | Refusal:
    """Give a reading what it inherits from the date of the letter before it.

    A date without its year lies in the year of the letter before, or in the next where it would else lie
    more than half a year back; a day without its month likewise, by half a month. The result is inferred:
    it carries `cert` and `basis`. A reading that inherits nothing is returned as it is.
    """
    if reading.inherits is None:
        return reading
    at = reading.span.start
    if reading.inherits == "weekday":
        return Refusal("a weekday alone does not make a date", at)
    known = _known(before)
    if before is None or known is None:
        return Refusal("no dated letter to take the rest of the date from", at)
    if reading.inherits == "date":
        return _settled(reading, before, Cert.HIGH)
    try:
        if reading.inherits == "year":
            return _with_year(reading, known, context)
        return _with_month(reading, known, context)
    except Unread as unread:
        return Refusal(unread.refusal.reason, at)


def _settled(reading: Reading, when: When, cert: Cert, *notes: str) -> Reading:
    worst = max(cert, reading.cert or Cert.HIGH, key=_CERTS.index)
    basis = reading.basis or Basis.INTERNAL
    return reading._replace(when=when, cert=worst, basis=basis, inherits=None, notes=(*reading.notes, *notes))


def _values(when: When) -> tuple[str, ...]:
    ends = (when.when, when.end, when.start, when.not_after, when.not_before)
    return tuple(value for value in ends if value)


def _known(when: When | None) -> Day | None:
    """Return the latest day that a letter can have by its date; a missing month or day is the first."""
    value = next(iter(_values(when)), "") if when else ""
    if not value[:4].isdigit():
        return None
    parts = [int(part) for part in value[:10].split("-")]
    return Day(*[*parts, 1, 1][:3])


def _with_year(reading: Reading, known: Day, context: Context) -> Reading:
    first = _values(reading.when)[0]
    day = Day(known.year, int(first[2:4]), int(first[5:7] or 1))
    distance = calendars.number(known) - calendars.number(day)
    year = known.year if distance <= _HALF_A_YEAR else known.year + 1
    cert = Cert.HIGH if year == known.year else Cert.MEDIUM
    notes: tuple[str, ...] = ()
    if reading.weekday is not None and reading.when.when and len(first) == _GREGORIAN_DAY:
        years = (known.year, known.year + 1)
        fitting = [y for y in years if _falls_on(day._replace(year=y), reading.weekday)]
        if not fitting:
            cert, notes = Cert.MEDIUM, (f"weekday does not agree in {year}",)
        elif year not in fitting:
            year, cert, notes = fitting[0], Cert.MEDIUM, (f"the weekday shows the year {fitting[0]}",)
    return _settled(reading, _dated(reading.when, year, context), cert, *notes)


def with_year(when: When, year: int, context: Context) -> When | None:
    """Return a date without its year in a year; None where that year has no such day."""
    try:
        return _dated(when, year, context)
    except Unread:
        return None


def _falls_on(day: Day, weekday: int) -> bool:
    return calendars.exists(day) and calendars.weekday(day) == weekday


def _dated(when: When, year: int, context: Context) -> When:
    """Put the year before every part of a date that lacks it."""
    if when.calendar == JULIAN and when.when and when.custom is None:
        said = Said(year, int(when.when[2:4]), int(when.when[5:7]))
        return extent(said, context._replace(calendar=JULIAN)).when()
    if when.when and when.custom is None and len(when.when) == _GREGORIAN_DAY and year <= _LAST_JULIAN:
        said = Said(year, int(when.when[2:4]), int(when.when[5:7]))
        return extent(said, context).when()
    whole = replace(
        when,
        when=_full(when.when, year),
        not_before=_full(when.not_before, year),
        not_after=_full(when.not_after, year, clamp=True),
        start=_full(when.start, year),
        end=_full(when.end, year),
    )
    if when.calendar == JULIAN and when.custom and when.when:
        turn = when.custom[2:4] == "12" and when.when[2:4] == "01"
        old = Day(year - turn, int(when.custom[2:4]), int(when.custom[5:7]))
        if not calendars.exists(old, JULIAN) or str(calendars.to_gregorian(old, JULIAN)) != whole.when:
            message = f"the two styles do not agree in {year}"
            raise Unread(message)
        return replace(whole, custom=str(old))
    return whole


def _full(value: str | None, year: int, *, clamp: bool = False) -> str | None:
    if value is None or not value.startswith("--"):
        return value
    month, _, day = value[2:].partition("-")
    if clamp and value == "--02-29":  # "end of February"
        return f"{year:04}-02-{calendars.last_day(year, 2)}"
    if day and not calendars.exists(Day(year, int(month), int(day))):
        message = f"no such day: {year}-{month}-{day}"
        raise Unread(message)
    return f"{year:04}-{value[2:]}"


def _with_month(reading: Reading, known: Day, context: Context) -> Reading:
    day = int(_values(reading.when)[0][3:5])
    shift = _MONTHS[reading.inherits or "month"]
    if not shift and known.day - day > _HALF_A_MONTH:
        shift = 1
    months = known.year * 12 + known.month - 1 + shift
    settled = extent(Said(months // 12, months % 12 + 1, day), context, reading.weekday)
    return _settled(reading, settled.when(), Cert.MEDIUM, *settled.notes)
