"""Dates that leave something to the letter before: "18 February.", "the 3d inst.", "Same date."."""

from __future__ import annotations

from dataclasses import replace

from letterbook.model import Basis, Cert, When
from letterbook.values import calendars
from letterbook.values.calendars import JULIAN, Day
from letterbook.values.date_extents import extent
from letterbook.values.date_grammar import Said
from letterbook.values.date_reading import Context, Reading, Refusal, Unread

_HALF_A_YEAR = 183
_HALF_A_MONTH = 15
_FIELDS = ("when", "not_before", "not_after", "start", "end")


def complete(reading: Reading, before: When | None, context: Context) -> Reading | Refusal:
    """Give a reading what it inherits from the date of the letter before it.

    A date without its year lies in the year of the letter before, or in the next where it would else lie
    more than half a year back. The result is inferred: it carries `cert` and `basis`.
    """
    if reading.inherits is None:
        return reading
    if reading.inherits == "weekday":
        return Refusal("a weekday alone does not make a date", reading.span.start)
    known = _known(before)
    if before is None or known is None:
        return Refusal("nothing before it to take the rest of the date from", reading.span.start)
    try:
        if reading.inherits == "date":
            return replace(reading, when=before, **_surety(reading, Cert.HIGH), inherits=None)
        if reading.inherits == "year":
            return _with_year(reading, known, context)
        return _with_month(reading, known, context)
    except Unread as unread:
        return Refusal(unread.refusal.reason, reading.span.start)


def _surety(reading: Reading, cert: Cert) -> dict[str, Cert | Basis]:
    order = (Cert.HIGH, Cert.MEDIUM, Cert.LOW)
    worst = max(cert, reading.cert or Cert.HIGH, key=order.index)
    return {"cert": worst, "basis": reading.basis or Basis.INTERNAL}


def _known(before: When | None) -> Day | None:
    """Return the latest day that the letter before can have, its missing parts at their start."""
    if before is None:
        return None
    value = before.when or before.end or before.start or before.not_after or before.not_before or ""
    if not value[:4].isdigit():
        return None
    parts = [int(part) for part in value[:10].split("-") if part.isdigit()]
    return Day(*(parts + [1, 1])[:3])


def _with_year(reading: Reading, known: Day, context: Context) -> Reading:
    when = reading.when
    values = [getattr(when, field) for field in _FIELDS]
    first = next(value for value in values if value)
    month, day = int(first[2:4]), int(first[5:7] or 1) if len(first) > 4 else 1  # noqa: PLR2004 (--05-12)
    years = [known.year, known.year + 1]
    here = calendars.number(Day(known.year, month, min(day, 28)))  # noqa: PLR2004 (any year has it)
    year = known.year if calendars.number(known) - here <= _HALF_A_YEAR else known.year + 1
    notes = reading.notes
    cert = Cert.HIGH if year == known.year else Cert.MEDIUM
    if reading.weekday is not None and len(first) == 7 and first == (when.when or first):  # noqa: PLR2004
        fitting = [y for y in years if _weekday_fits(y, month, day, reading.weekday)]
        if fitting and year not in fitting:
            year, cert = fitting[0], Cert.MEDIUM
            notes = (*notes, f"the weekday shows the year {year}")
        elif not fitting:
            notes, cert = (*notes, f"weekday does not agree in {year}"), Cert.MEDIUM
    return replace(
        reading, when=_dated(when, year, context), notes=notes, inherits=None, **_surety(reading, cert)
    )


def _weekday_fits(year: int, month: int, day: int, weekday: int) -> bool:
    return calendars.exists(Day(year, month, day)) and calendars.weekday(Day(year, month, day)) == weekday


def _dated(when: When, year: int, context: Context) -> When:
    """Put the year before every part of a date that lacks it."""
    if when.calendar == JULIAN and when.custom is None and when.when:
        month, day = int(when.when[2:4]), int(when.when[5:7])
        return extent(Said(year, month, day), replace(context, calendar=JULIAN)).when()
    values = {field: _full(getattr(when, field), year) for field in _FIELDS}
    if when.custom and when.when and when.custom.startswith("--"):
        turn = when.custom[2:4] == "12" and when.when[2:4] == "01"
        old = Day(year - turn, int(when.custom[2:4]), int(when.custom[5:7]))
        if str(calendars.to_gregorian(old, JULIAN)) != values["when"]:
            message = f"the two styles do not agree in {year}"
            raise Unread(message)
        return replace(when, custom=str(old), **values)
    return replace(when, **values)


def _full(value: str | None, year: int) -> str | None:
    if value is None or not value.startswith("--"):
        return value
    parts = [int(part) for part in value[2:].split("-")]
    if len(parts) == 1:
        return f"{year:04}-{parts[0]:02}"
    month, day = parts
    size = calendars.last_day(year, month)
    if day > size:
        message = f"no such day: {Day(year, month, day)}"
        raise Unread(message)
    return str(Day(year, month, day))


def _with_month(reading: Reading, known: Day, context: Context) -> Reading:
    value = next(v for v in (getattr(reading.when, field) for field in _FIELDS) if v)
    day = int(value[3:5])
    shift = {"month before": -1, "month after": 1}.get(reading.inherits or "", 0)
    months = known.year * 12 + known.month - 1 + shift
    if not shift and known.day - day > _HALF_A_MONTH:
        months += 1
    said = Said(months // 12, months % 12 + 1, day)
    settled = extent(said, context, reading.weekday)
    return replace(
        reading,
        when=settled.when(),
        notes=(*reading.notes, *settled.notes),
        inherits=None,
        **_surety(reading, Cert.MEDIUM),
    )
