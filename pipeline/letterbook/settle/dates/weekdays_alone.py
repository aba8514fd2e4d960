"""Date letters that print only a weekday: by a postmark, or by the letters beside them."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.model import Basis, Cert, Evidence, When
from letterbook.settle.dates.printed_dates import Lines
from letterbook.settle.dates.whole_dates import Whole, day_of, values_of
from letterbook.values.dates import calendars

_WEEK = 7
_NEAR_DAYS = 14  # between two letters, which bound a weekday alone that stands between them
_YEAR = len("1790")
_ROUND = 5  # letters before and after that show how densely they follow each other, and
_FEWEST = 5  # days that these print


def place_weekdays(read: Sequence[Lines], out: list[list[Whole | None]]) -> None:
    """Give a weekday alone its day, the last before the postmark, or its bounds, the letters beside it.

    Where these lie further apart, and both in one year, it is of that year.
    """
    for at, lines in enumerate(read):
        days = [
            i
            for i, one in enumerate(lines.dates)
            if one.reading.inherits == "weekday" and one.reading.role in {None, "sent"}
        ]
        sent = [
            whole
            for one, whole in zip(lines.dates, out[at], strict=True)
            if whole and one.reading.role in {None, "sent"}
        ]
        if not days or any(day_of(whole.when) for whole in sent):
            continue
        i = days[0]
        marked = next(
            (
                whole
                for one, whole in zip(lines.dates, out[at], strict=True)
                if whole and one.reading.role == "postmark" and day_of(whole.when)
            ),
            None,
        )
        if marked is not None:
            out[at][i] = _by_postmark(lines, i, marked)
        elif not any(values_of(whole.when) for whole in sent):
            beside = (_neighbour(read, out, at, -1), _neighbour(read, out, at, 1))
            out[at][i] = _by_neighbours(lines, i, *beside, dense=_is_dense(read, out, at))


def _by_postmark(lines: Lines, i: int, marked: Whole) -> Whole:
    stamped = day_of(marked.when)
    count = calendars.number(stamped) if stamped else 0
    weekday = lines.dates[i].reading.weekday or 0
    back = (calendars.weekday(calendars.gregorian(count)) - weekday) % _WEEK
    when = When(when=str(calendars.gregorian(count - back)))
    because = (Evidence(lines.dates[i].reading.span, "the last such day of the week before the postmark"),)
    return Whole(when, Cert.MEDIUM, Basis.CONJECTURE, because, "date.weekday.postmark")


def _by_neighbours(lines: Lines, i: int, low: int | None, high: int | None, *, dense: bool) -> Whole | None:
    if low is None or high is None or low > high:
        return None
    span = lines.dates[i].reading.span
    first, last = (str(calendars.gregorian(n)) for n in (low, high))
    if high - low > _NEAR_DAYS:
        if first[:_YEAR] != last[:_YEAR]:
            return None
        because = (Evidence(span, "the letters before and after are of this year"),)
        when = When(when=first[:_YEAR])
        return Whole(when, Cert.MEDIUM, Basis.CONJECTURE, because, "date.weekday.year")
    weekday = lines.dates[i].reading.weekday or 0
    fitting = [n for n in range(low, high + 1) if calendars.weekday(calendars.gregorian(n)) == weekday]
    if not fitting:
        return None
    if dense and len(fitting) == 1:
        because = (Evidence(span, "the one such day between the letters before and after"),)
        when = When(when=str(calendars.gregorian(fitting[0])))
        return Whole(when, Cert.MEDIUM, Basis.CONJECTURE, because, "date.weekday.only")
    because = (Evidence(span, "it stands between the letters of these days"),)
    when = When(not_before=first, not_after=last)
    return Whole(when, Cert.MEDIUM, Basis.CONJECTURE, because, "date.weekday.between")


def _is_dense(read: Sequence[Lines], out: Sequence[Sequence[Whole | None]], at: int) -> bool:
    """Tell whether the letters round one were written almost daily, so that those beside it bound its day."""
    days = [
        calendars.number(day)
        for here in range(max(0, at - _ROUND), min(len(read), at + _ROUND + 1))
        for one, whole in zip(read[here].dates, out[here], strict=True)
        if whole and one.reading.role in {None, "sent"} and (day := day_of(whole.when))
    ]
    return len(days) >= _FEWEST and max(days) - min(days) <= _NEAR_DAYS


def _neighbour(read: Sequence[Lines], out: Sequence[Sequence[Whole | None]], at: int, way: int) -> int | None:
    """Return the day of the nearest dated letter on a side, as a running number."""
    here = at + way
    while 0 <= here < len(read) and abs(here - at) <= _WEEK:
        for one, whole in zip(read[here].dates, out[here], strict=True):
            day = (
                day_of(whole.when)
                if whole and one.reading.role in {None, "sent"} and not one.kind.startswith("postscript")
                else None
            )
            if day:
                return calendars.number(day)
        here += way
    return None
