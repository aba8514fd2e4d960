"""Complete dates: the year from the order of the book, the rest from the letter before."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from letterbook.model import Basis, Cert, Evidence, Span, When
from letterbook.settle.dates.printed_dates import Lines, Printed
from letterbook.settle.dates.weekdays_alone import place_weekdays
from letterbook.settle.dates.whole_dates import Whole, day_of, values_of
from letterbook.settle.dates.year_order import Ordered, Step, order_years
from letterbook.settle.structure.regions import Region
from letterbook.settle.text.letter_parts import Part
from letterbook.values.dates import calendars
from letterbook.values.dates.calendars import Day
from letterbook.values.dates.completion import with_year
from letterbook.values.dates.lines import Context, Reading, Refusal, complete
from letterbook.values.iso_dates import MONTH

_SURE = 1.0  # how much dearer the next best year must be, in years of time passed
_LIKELY = 0.55
_FIRST = 0.15  # the first year that follows the letter before, where the next would do as well
_OUTSIDE = 60  # years beyond the book's own that no letter of it has
_POSTED = 200  # days that a letter takes at most
_BESIDE = 8  # letters before and after that are looked at for
_MOSTLY = 0.7  # of them: so many stand in order, if the others are to be doubted
_WITNESSES = 3  # letters beside one that must stand in order themselves
_ASTRAY = 540  # days out of order by which a printed year is no longer believed, and
_EDITOR_ASTRAY = 150  # one that the editor supplied
#: Years that rest on nothing but the order of the letters: absent where it may be looser.
_NEEDS_ORDER = ("date.year.between", "date.year.after", "date.year.before", "date.year.weekday-against")
_NARROW = 270  # days between two letters in which not every day of a year would stand in order
_SLACK = 30  # days by which letters stand out of order
_YEAR = 365
_OF_A_LIFE = 30  # years from a letter at an end of the book to the others, beyond which its year is doubtful
_BEYOND = 10  # years beyond those of the book's other letters in which one that stands out of order may lie
_MIDDLE = 15  # the day that stands for a month
_APART = 2  # of letters in no order: times as far off as they lie apart
_GREGORIAN_DAY = len("--05-12")


class Before(NamedTuple):
    """A year that stands above letters, and where."""

    year: int
    span: Span


def complete_all(
    letters: Sequence[tuple[Region, tuple[Part, ...]]],
    read: Sequence[Lines],
    years: Mapping[str, Before],
    context: Context,
) -> list[list[Whole | None]]:
    """Return every printed date of every letter as a whole one; None for what stays open."""
    ordered = _by_order(letters, read, years)
    out: list[list[Whole | None]] = []
    before: tuple[When, Span] | None = None
    for at, (lines, (region, _)) in enumerate(zip(read, letters, strict=True)):
        mine: list[Whole | None] = [_plain(one, context) for one in lines.dates]
        own = next(
            (
                (one, whole)
                for one, whole in zip(lines.dates, mine, strict=True)
                if whole is not None
                and day_of(whole.when)
                and one.kind not in {"run-in", "postscript", "tail"}
            ),
            None,
        )
        for i, one in enumerate(lines.dates):
            if mine[i] is None and one.reading.inherits == "year":
                mine[i] = _with_year(one, own, ordered[at], lines, years.get(region.key), before, context)
            elif mine[i] is None and one.reading.inherits not in {None, "weekday"} and one.kind != "among":
                mine[i] = _from_before(one, before, context)
        out.append(mine)
        day = next(
            (
                whole
                for one, whole in zip(lines.dates, mine, strict=True)
                if whole and one.reading.role in {None, "sent"}
            ),
            None,
        )
        if day is not None and values_of(day.when):
            printed = next(
                one.reading.span for one, whole in zip(lines.dates, mine, strict=True) if whole is day
            )
            before = (day.when, printed)
    place_weekdays(read, out)
    _drop_out_of_order(read, out)
    return out


def _drop_out_of_order(read: Sequence[Lines], out: list[list[Whole | None]]) -> None:
    """Leave open a year that is far out of order with the letters before and after.

    Such years are misprints, or the editor's slips, far more often than the letters are misplaced.
    """
    days: list[tuple[int, int, bool]] = []
    for at, lines in enumerate(read):
        for one, whole in zip(lines.dates, out[at], strict=True):
            number = _number(whole) if whole and one.reading.role in {None, "sent"} else None
            if number and not one.kind.startswith("postscript"):
                days.append((at, number, one.reading.basis is Basis.EXTERNAL))
                break
    for n, (at, here, editor) in enumerate(days):
        # what the editor supplied is no witness against what the editor supplied
        near = days[max(0, n - _BESIDE) : n], days[n + 1 : n + 1 + _BESIDE]
        around = _witnesses(*([day for _, day, by in side if not (editor and by)] for side in near))
        beside = [*around[0], *around[1]]
        if not around[0] or not around[1]:  # a letter at an end of the book, of a far year
            far = [abs(day - here) > _OF_A_LIFE * _YEAR for side in near for _, day, _ in side]
            if len(far) >= _WITNESSES and all(far):
                _drop_day(read[at], out[at], here, doubt=True)
            continue
        if len(beside) < _WITNESSES:
            continue
        room = _EDITOR_ASTRAY if editor else _ASTRAY
        low, high = around[0][-1], around[1][0]
        if any(later - earlier < -_POSTED // 4 for earlier, later in itertools.pairwise(beside)):
            # they stand in no order themselves: how far they lie apart is what may be expected
            low, high = min(beside), max(beside)
            room = max(room, _APART * (high - low))
        if here < low - room or here > high + room:
            years = [calendars.gregorian(day).year for other, day, _ in days if other != at]
            inside = min(years) - _BEYOND <= calendars.gregorian(here).year <= max(years) + _BEYOND
            _drop_day(read[at], out[at], here, doubt=inside and not _is_misprint(here, low, high))


def _witnesses(before: Sequence[int], after: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the two days next before and after a letter, of those that stand in order, if most of them do.

    Letters that follow each other may share a misprinted year: they are no witnesses for each other.
    """
    kept = _in_order((*before, *after))
    if _MOSTLY * (len(before) + len(after)) > len(kept):
        return list(before[-2:]), list(after[:2])
    first = [day for at, day in enumerate(before) if at in kept]
    then = [day for at, day in enumerate(after, len(before)) if at in kept]
    return first[-2:], then[:2]


def _in_order(days: Sequence[int]) -> set[int]:
    """Return the places of the most days of which each is the same as the one before, or later."""
    none: tuple[int, ...] = ()
    best: list[tuple[int, ...]] = []
    for at, day in enumerate(days):
        ways = [none, *(way for way in best if days[way[-1]] <= day)]
        best.append((*max(ways, key=len), at))
    longest = max([none, *best], key=len)
    return set(longest)


def _number(whole: Whole) -> int | None:
    """Return the number of a day, or that of the middle of a month; None of what is less exact."""
    day = day_of(whole.when)
    if day is None and whole.when.when and len(whole.when.when) == MONTH:
        year, month = map(int, whole.when.when.split("-"))
        day = Day(year, month, _MIDDLE)
    return calendars.number(day) if day else None


def _is_misprint(number: int, low: int, high: int) -> bool:
    """Tell whether a day far out of order would stand in order in another year: its year is a misprint.

    Where the letters before and after lie far apart, any day would, and the letter may stand out of order.
    """
    low, high = min(low, high), max(low, high)
    if high - low > _NARROW:
        return False
    day = calendars.gregorian(number)
    years = range(calendars.gregorian(low).year - 1, calendars.gregorian(high).year + 2)
    others = [day._replace(year=year) for year in years if calendars.exists(day._replace(year=year))]
    return any(low - _SLACK <= calendars.number(other) <= high + _SLACK for other in others)


def _drop_day(lines: Lines, mine: list[Whole | None], number: int, *, doubt: bool) -> None:
    """Leave open what a letter prints of a day, wherever it prints it; or give it with a doubt."""
    for i, one in enumerate(lines.dates):
        whole = mine[i]
        if whole and one.reading.role in {None, "sent"} and _number(whole) == number:
            mine[i] = _doubted(one, whole) if doubt else None


def _doubted(one: Printed, whole: Whole) -> Whole:
    because = (*whole.because, Evidence(one.reading.span, "it lies far from the letters before and after it"))
    return Whole(whole.when, Cert.MEDIUM, whole.basis or Basis.INTERNAL, because, "date.astray")


def _plain(one: Printed, context: Context) -> Whole | None:
    """Return a date that leaves nothing out; None also where its year cannot be one of the book."""
    reading = one.reading
    if reading.inherits is not None:
        return None
    if context.years is not None:
        low, high = context.years
        if any(not low - _OUTSIDE <= int(value[:4]) <= high + _OUTSIDE for value in values_of(reading.when)):
            return None
    against = any("weekday does not agree" in note for note in reading.notes)
    if one.year_added and reading.basis is Basis.EXTERNAL and against:
        return None  # the year is the editor's, the weekday the writer's
    return Whole(reading.when, reading.cert, reading.basis)


def _main(lines: Lines) -> Printed | None:
    """Return the date by which a letter stands in the order of the book."""
    mine = [
        one
        for one in lines.dates
        if one.reading.role in {None, "sent"} and not one.kind.startswith("postscript")
    ]
    full = [one for one in mine if one.reading.inherits is None and day_of(one.reading.when)]
    marked = [one for one in lines.dates if one.reading.inherits is None and day_of(one.reading.when)]
    return (
        next(iter(full), None)
        or next((one for one in mine if one.reading.inherits == "year"), None)
        or next(iter(marked), None)
    )


def _by_order(
    letters: Sequence[tuple[Region, tuple[Part, ...]]],
    read: Sequence[Lines],
    years: Mapping[str, Before],
) -> list[Ordered | None]:
    steps: list[Step] = []
    owner: list[int] = []
    number = 0
    apart = False
    for at, ((region, _), lines) in enumerate(zip(letters, read, strict=True)):
        now = int(region.number) if region.number and region.number.isdigit() else 0
        apart = apart or bool(now and number and now < number)
        number = now or number
        one = _main(lines)
        step = _step(one, years.get(region.key)) if one else None
        if step is not None and not (lines.yearless and len(step.years) != 1):
            steps.append(step._replace(apart=apart))
            owner.append(at)
            apart = False
    out: list[Ordered | None] = [None] * len(read)
    for at, ordered in zip(owner, order_years(steps), strict=True):
        out[at] = ordered
    return out


def _step(one: Printed, above: Before | None) -> Step | None:
    reading = one.reading
    if reading.inherits is None:
        day = day_of(reading.when)
        return Step(day.month, day.day, (day.year,)) if day else None
    month, day_ = _month_day(reading.when)
    if not month:
        return None
    weekday = reading.weekday if day_ else None
    return Step(month, day_ or 15, (), weekday, above.year if above else None)


def _month_day(when: When) -> tuple[int, int]:
    value = when.when or when.start or when.not_before or when.not_after or ""
    if not value.startswith("--") or value.startswith("---"):
        return 0, 0
    return int(value[2:4]), int(value[5:7] or 0)


def _with_year(
    one: Printed,
    own: tuple[Printed, Whole] | None,
    ordered: Ordered | None,
    lines: Lines,
    above: Before | None,
    before: tuple[When, Span] | None,
    context: Context,
) -> Whole | None:
    """Give a day without its year the year of the letter's own other date, or that of the book's order."""
    reading = one.reading
    if own is not None:
        year = _own_year(reading, own)
        made = with_year(reading.when, year, context) if year else None
        if made is not None:
            because = (Evidence(own[0].reading.span, "the year is that of another date of the letter"),)
            return Whole(made, Cert.HIGH, Basis.INTERNAL, because, "date.year.own")
    if lines.yearless or ordered is None:
        return None
    made = with_year(reading.when, ordered.year, context)
    if made is None:
        return None
    ground, cert = _year_ground(reading, ordered, above, made)
    if not ground:
        return None
    if not ordered.firm and above is None:
        if ground in _NEEDS_ORDER:
            return None
        ground, cert = ground + ".loose", Cert.MEDIUM
    if above is not None and above.year == ordered.year:
        because = (Evidence(above.span, "the year is that of the heading above"),)
    elif before is not None and (values_of(before[0]) or ("",))[0][:4] == str(ordered.year):
        because = (Evidence(before[1], "the year is that of the letter before"),)
    else:
        because = (Evidence(before[1] if before else None, "the year is that of the book's order"),)
    return Whole(
        made,
        max(cert, reading.cert or Cert.HIGH, key=list(Cert).index),
        reading.basis or Basis.INTERNAL,
        because,
        ground,
    )


def _year_ground(reading: Reading, ordered: Ordered, above: Before | None, made: When) -> tuple[str, Cert]:
    """Say on what the year by the order of the book rests, and how sure it is; nothing if it is a guess."""
    day = day_of(made)
    fits = reading.weekday is not None and day is not None and calendars.weekday(day) == reading.weekday
    if reading.weekday is not None and not fits:
        return (
            ("date.year.weekday-against", Cert.MEDIUM)
            if ordered.margin >= _SURE and ordered.near
            else ("", Cert.LOW)
        )
    if above is not None and above.year == ordered.year:
        return "date.year.heading", Cert.HIGH
    if not ordered.near and not ordered.after:
        return "", Cert.LOW
    tail = ".weekday" if fits else ""
    if ordered.before and ordered.after and ordered.margin >= _SURE:
        return f"date.year.between{tail}", Cert.HIGH
    if ordered.margin >= _LIKELY and ordered.near and ordered.before:
        return f"date.year.after{tail}", Cert.HIGH if ordered.margin >= _SURE * 0.8 else Cert.MEDIUM
    if ordered.margin >= _LIKELY:
        return f"date.year.before{tail}", Cert.MEDIUM
    if fits:
        return "date.year.likely.weekday", Cert.MEDIUM
    first = ordered.margin >= _FIRST and ordered.before and ordered.near
    return ("date.year.first", Cert.MEDIUM) if first else ("", Cert.LOW)


def _own_year(reading: Reading, own: tuple[Printed, Whole]) -> int | None:
    """Return the year that another date of the letter gives its day: the last such day before a receipt."""
    day = day_of(own[1].when)
    month, number = _month_day(reading.when)
    if day is None or not month:
        return None
    for year in (day.year, day.year - 1):
        here = Day(year, month, number or 15)
        if not calendars.exists(here):
            continue
        days = calendars.number(day) - calendars.number(here)
        if own[0].reading.role in {"received", "postmark", "endorsed"}:
            if -20 <= days <= _POSTED:  # noqa: PLR2004 (days between two calendars)
                return year
        elif abs(days) <= _POSTED:
            return year
    return None


def _from_before(one: Printed, before: tuple[When, Span] | None, context: Context) -> Whole | None:
    """Complete "the 18th" or "Same date" from the letter before."""
    if before is None:
        return None
    made = complete(one.reading, before[0], context)
    if isinstance(made, Refusal):
        return None
    same = one.reading.inherits == "date"
    because = (Evidence(before[1], f"the {one.reading.inherits} is that of the letter before"),)
    return Whole(made.when, made.cert, made.basis, because, "date.same" if same else "date.month.before")


__all__ = ["Before", "Whole", "complete_all"]
