"""Compare dates in old and new style: two that look different may be one day, or one span."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

from letterbook.check.date_forms import Extent

#: When the last countries of Europe left the Julian calendar, and the beginning of the year in March.
_LAST_JULIAN, _LAST_LADY_DAY = 1930, 1800
#: Until Britain left it, a span may be meant in either calendar.
_SIDE_BY_SIDE = "1752"
_FEBRUARY, _LADY_DAY = 2, (3, 25)


def is_old_style(read: Extent, said: Extent) -> bool:
    """Tell whether words and attributes agree in the old calendar, in a year that began in March, or in both.

    Single days must be the same day so. Of spans it is enough that they touch, as long as both calendars were
    in use side by side.
    """
    if read.first == read.last and said.first == said.last:
        return _is_one_day(read.first, said.first)
    if (read.first or read.last)[:4] > _SIDE_BY_SIDE:
        return False
    starts = [read]
    if read.first[5:] < "03-25" and read.first[:4].isdigit() and int(read.first[:4]) < _LAST_LADY_DAY:
        later = (f"{int(end[:4]) + 1:04}{end[4:]}" if end else "" for end in read)
        starts.append(Extent(*later))
    return any(not (one.is_before(said) or said.is_before(one)) for one in map(_widened, starts))


def _is_one_day(written: str, meant: str) -> bool:
    try:
        old, new = date.fromisoformat(written), date.fromisoformat(meant)
    except ValueError:
        return False
    behind = _behind(new)
    if (old.month, old.day) < _LADY_DAY and new.year <= _LAST_LADY_DAY:
        # a 29th of February, in this year or the next, lies between, according to where the day stands
        leap = isleap(old.year) if old.month <= _FEBRUARY else isleap(old.year + 1)
        later = old + timedelta(365 + leap)
        if new - later in (timedelta(), behind):
            return True
    return new - old == behind


def _behind(day: date) -> timedelta:
    """Return how many days the old calendar is behind on a day; none where nobody used it any more."""
    year = day.year - (day.month <= _FEBRUARY)  # the calendars part at the end of February
    return timedelta(year // 100 - year // 400 - 2) if day.year < _LAST_JULIAN else timedelta()


def _widened(span: Extent) -> Extent:
    """Return a span with the days before and after it that are its own in the other calendar."""
    first, last = _moved(span.first, -1), _moved(span.last, 1)
    return Extent(first, last)


def _moved(day: str, way: int) -> str:
    if not day:
        return ""
    year, month, number = (int(part) for part in day.split("-"))
    try:
        here = date(year, month, min(number, 28))
        moved = here + way * _behind(here) + timedelta(number - here.day)
    except (ValueError, OverflowError):
        return day
    return moved.isoformat()
