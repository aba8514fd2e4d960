"""Compute the days that a date can mean: calendars, seasons, feasts, parts, weekdays."""

from __future__ import annotations

from typing import NamedTuple

from letterbook.model import When
from letterbook.values.dates import calendars
from letterbook.values.dates.calendars import GREGORIAN, JULIAN, REPUBLICAN, Day
from letterbook.values.dates.grammar import Said
from letterbook.values.dates.reading import Context, Unread

# The bounds are generous: a season as the almanac has it, and as people speak of it.
_SEASONS = {
    "spring": ((3, 1), (6, 20)),
    "summer": ((6, 1), (9, 22)),
    "autumn": ((9, 1), (12, 21)),
    "winter": ((12, 1), (3, 20)),
}
_PARTS_OF_MONTH = {
    "begin": (1, 10),
    "middle": (11, 20),
    "end": (21, 31),
    "first_half": (1, 15),
    "second_half": (16, 31),
    "last_day": (31, 31),
}
_PARTS_OF_YEAR = {
    "begin": (1, 4),
    "middle": (5, 8),
    "end": (9, 12),
    "first_half": (1, 6),
    "second_half": (7, 12),
}
_LAST_JULIAN_YEAR = 1752  # of western Europe
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Extent(NamedTuple):
    """The first and last day, month or year that a date can mean, as TEI writes them.

    `vague` is set where they are bounds and not the whole of what is meant (a season, part of a month).
    `custom` and `calendar` hold the date of another calendar; `day` the Gregorian day, where it is one.
    """

    first: str
    last: str
    vague: bool = False
    custom: str | None = None
    calendar: str | None = None
    day: Day | None = None
    notes: tuple[str, ...] = ()

    def when(self) -> When:
        """Return the date as TEI has it."""
        if self.vague:
            return When(
                not_before=self.first, not_after=self.last, custom=self.custom, calendar=self.calendar
            )
        if self.first != self.last:
            return When(start=self.first, end=self.last, custom=self.custom, calendar=self.calendar)
        return When(when=self.first, custom=self.custom, calendar=self.calendar)


def extent(said: Said, context: Context, weekday: int | None = None, style: str | None = None) -> Extent:
    """Return what a date means. Raises Unread where there is no such day, or its order stays open."""
    if said.republican:
        return _republican(said)
    if said.open_order:
        said = _order_by_weekday(said, weekday)
    if said.day is not None and said.month is not None:
        return _day(said, context, weekday, style)
    if said.day is not None:
        return Extent(f"---{_two(said.day, 31)}", f"---{_two(said.day, 31)}")
    if said.name is not None:
        return _named(said, context)
    if said.part == "last_day" and said.month is not None and said.year is not None:
        size = calendars.last_day(said.year, said.month)
        return _day(said._replace(day=size, part=None), context, weekday, style)
    if said.part is not None:
        return _part(said)
    if said.dual is not None and said.month is None:
        return Extent(f"{said.year:04}", f"{said.dual:04}", vague=True)
    text = f"{said.year:04}" if said.year is not None else "-"
    if said.month is not None:
        text += f"-{said.month:02}"
    if said.year is not None and _is_julian(said, context, style):
        first = Day(said.year, said.month or 1, 1)
        last = Day(said.year, said.month or 12, 31)
        return _julian_bounds(first, last, text)
    return Extent(text, text)


def _two(number: int, top: int) -> str:
    if not 1 <= number <= top:
        message = f"no day {number}"
        raise Unread(message)
    return f"{number:02}"


def _order_by_weekday(said: Said, weekday: int | None) -> Said:
    """Let the weekday tell day from month: the one number that is certain to be right beside them."""
    turned = said._replace(month=said.day, day=said.month, open_order=False)
    if weekday is not None and said.year is not None:
        fits = [
            way
            for way in (said._replace(open_order=False), turned)
            if calendars.weekday(Day(said.year, way.month or 1, way.day or 1)) == weekday
        ]
        if len(fits) == 1:
            return fits[0]
    message = "day and month may stand in either order: it must be set for the edition"
    raise Unread(message)


def _is_julian(said: Said, context: Context, style: str | None) -> bool:
    if style == "new_style":
        return False
    year = said.year or 0
    if style == "old_style" or context.calendar == JULIAN:
        return True
    if said.dual is not None and year <= _LAST_JULIAN_YEAR:
        return True
    return bool(year) and (year, said.month or 1, said.day or 1) < calendars.REFORM


def _julian_bounds(first: Day, last: Day, text: str) -> Extent:
    last = last._replace(day=calendars.last_day(last.year, last.month, JULIAN))
    begin = calendars.to_gregorian(first, JULIAN)
    return Extent(
        str(begin), str(calendars.to_gregorian(last, JULIAN)), vague=True, custom=text, calendar=JULIAN
    )


def _day(said: Said, context: Context, weekday: int | None, style: str | None) -> Extent:
    month, day = said.month or 0, said.day or 0
    if said.year is None:
        if not 1 <= day <= calendars.last_day(None, month):
            message = f"no such day: {day} in month {month}"
            raise Unread(message)
        text = f"--{month:02}-{day:02}"
        return Extent(text, text, calendar=JULIAN if _is_julian(said, context, style) else None)
    printed = Day(said.year, month, day)
    julian = _is_julian(said, context, style)
    notes: tuple[str, ...] = ()
    if weekday is not None:
        julian, notes = _calendar_by_weekday(printed, weekday, context.calendar or style, julian=julian)
    calendar = JULIAN if julian else GREGORIAN
    if not calendars.exists(printed, calendar):
        message = f"no such day: {printed}"
        raise Unread(message)
    when = calendars.to_gregorian(printed, calendar)
    custom, name = (str(printed), JULIAN) if julian else (None, None)
    return Extent(str(when), str(when), custom=custom, calendar=name, day=when, notes=notes)


def _calendar_by_weekday(
    printed: Day, weekday: int, settled: str | None, *, julian: bool
) -> tuple[bool, tuple[str, ...]]:
    """Check the weekday; before 1752 it decides between the calendars, where nothing else has."""
    right = {
        name: calendars.exists(printed, name) and calendars.weekday(printed, name) == weekday
        for name in (GREGORIAN, JULIAN)
    }
    if right[JULIAN if julian else GREGORIAN]:
        return julian, ()
    other = GREGORIAN if julian else JULIAN
    if right[other] and settled is None and calendars.REFORM <= printed < calendars.BRITISH_REFORM:
        return not julian, (f"the weekday shows the {other} calendar",)
    if not calendars.exists(printed, JULIAN if julian else GREGORIAN):
        return julian, ()
    true = _WEEKDAYS[calendars.weekday(printed, JULIAN if julian else GREGORIAN) - 1]
    more = f"; it does in the {other} calendar" if right[other] else ""
    return julian, (f"weekday does not agree: {printed} was a {true}{more}",)


def _republican(said: Said) -> Extent:
    year, month, day = said.year or 0, said.month or 0, said.day or 0
    when = calendars.from_republican(year, month, day)
    if when is None:
        message = "no such day in the Republican calendar"
        raise Unread(message)
    custom = f"{year}-{month:02}-{day:02}"
    return Extent(str(when), str(when), custom=custom, calendar=REPUBLICAN, day=when)


def _named(said: Said, context: Context) -> Extent:
    """Return the bounds of a season, or the day or days of a feast."""
    name = said.name or ""
    if name in _SEASONS:
        return _season(name, said)
    first, _, last = name.partition("/")
    ends = [_feast(end, said, context) for end in (first, last or first)]
    year = "-" if said.year is None else f"{said.year:04}"
    days = [f"{year}-{month:02}-{day:02}" for month, day in ends]
    single = days[0] == days[1] and said.year is not None
    if single and _is_julian(said._replace(month=ends[0][0], day=ends[0][1]), context, None):
        return _day(said._replace(name=None, month=ends[0][0], day=ends[0][1]), context, None, None)
    return Extent(days[0], days[1], vague=bool(last), day=Day(said.year or 0, *ends[0]) if single else None)


def _feast(name: str, said: Said, context: Context) -> tuple[int, int]:
    if not name.startswith("easter"):
        month, day = name.split("-")
        return int(month), int(day)
    if said.year is None:
        message = "a movable feast without its year"
        raise Unread(message)
    if _is_julian(said, context, None):
        message = "a movable feast of the Julian calendar"
        raise Unread(message)
    count = calendars.number(calendars.easter(said.year)) + int(name.removeprefix("easter"))
    return calendars.gregorian(count)[1:]


def _season(name: str, said: Said) -> Extent:
    (first_month, first_day), (last_month, last_day) = _SEASONS[name]
    if said.year is None:
        if name == "winter":
            message = "a winter without its year"
            raise Unread(message)
        return Extent(f"--{first_month:02}-{first_day:02}", f"--{last_month:02}-{last_day:02}", vague=True)
    year = last_year = said.year
    if name == "winter":
        # "Winter 1812" may be the beginning or the end of that year; "Winter 1812/13" is one winter
        last_year = year + 1
        if said.dual is None:
            first_month = 1
    first, last = Day(year, first_month, first_day), Day(last_year, last_month, last_day)
    return Extent(str(first), str(last), vague=True)


def _part(said: Said) -> Extent:
    if said.dual is not None or (said.month is None and said.year is None):
        message = "a part of nothing"
        raise Unread(message)
    year = "-" if said.year is None else f"{said.year:04}"
    if said.month is not None:
        first, last = _PARTS_OF_MONTH[said.part or ""]
        size = calendars.last_day(said.year, said.month)
        ends = [f"{year}-{said.month:02}-{min(day, size):02}" for day in (first, last)]
        return Extent(ends[0], ends[1], vague=said.part != "last_day")
    if said.part not in _PARTS_OF_YEAR:
        message = "a part of a year that is no more than a day"
        raise Unread(message)
    first, last = _PARTS_OF_YEAR[said.part]
    end = Day(said.year or 0, last, calendars.last_day(said.year, last))
    return Extent(f"{year}-{first:02}-01", str(end), vague=True)
