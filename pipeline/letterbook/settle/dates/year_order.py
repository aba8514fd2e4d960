"""Supply the years of dates that print none, by the order of the book: the cheapest path through all letters.

Every letter with a day is a step. A printed year leaves one choice; a missing one leaves all years of the
book. Going forward costs as much as the time that passes, and a little more for a date without its year:
who leaves it out thinks of the letter before. Going back costs more, a weekday that contradicts more again.
How sure a year is shows in how much dearer the second best would be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from letterbook.values.dates import calendars
from letterbook.values.dates.calendars import Day

_YEAR = 365.25
_AGAINST = 1.5  # a weekday that contradicts, in years of time passed
_HEADED = 1.5  # a year other than that of the heading above
_NEAR = 45  # days by which letters stand out of order without saying anything
_BACK = 0.15  # what that costs
_FAR_BACK, _BACK_RATE = 0.8, 2.0  # what going further back costs, and for each year more
_LOOSE = (0.3, 1.0)  # the same, where letters stand in looser order
_FIRM = 0.5  # how much dearer the second best must be there too
_OPEN_RATE = 1.2  # for each year, on the way to a date without its year
_APART = 0.25  # the step into another part of the book, where time may begin anew
_APART_RATE = 0.05
_WORST = 6.0  # no step costs more: a misprinted year must not bend the others
_MOST = 120  # years that are tried


class Step(NamedTuple):
    """A letter's day. `years` are those it can have; `apart`: another part of the book begins here."""

    month: int
    day: int
    years: tuple[int, ...]
    weekday: int | None = None
    headed: int | None = None
    apart: bool = False


class Ordered(NamedTuple):
    """The year of a step, how much dearer the next best is, whether printed years stand before and after."""

    year: int
    margin: float
    before: bool
    after: bool
    near: bool = True  # no other part of the book begins between
    firm: bool = True  # it would be the same if letters stood in looser order


def order_years(steps: Sequence[Step]) -> list[Ordered | None]:
    """Return the year of each step; None where no printed year tells anything."""
    strict = _order(steps, (_FAR_BACK, _BACK_RATE))
    loose = _order(steps, _LOOSE)
    return [
        one._replace(firm=other.year == one.year and other.margin >= _FIRM) if one and other else None
        for one, other in zip(strict, loose, strict=True)
    ]


def _order(steps: Sequence[Step], back: tuple[float, float]) -> list[Ordered | None]:
    known = [year for step in steps if len(step.years) == 1 for year in step.years]
    known += [step.headed for step in steps if step.headed is not None]
    if not known:
        return [None] * len(steps)
    low, high = min(known), max(known)
    if high - low > _MOST:
        middle = sorted(known)[len(known) // 2]
        low, high = middle - _MOST // 2, middle + _MOST // 2
    rows = [_row(step, range(low - 1, high + 2)) for step in steps]
    ahead = _run(steps, rows, back, forward=True)
    behind = _run(steps, rows, back, forward=False)
    out: list[Ordered | None] = []
    for at, step in enumerate(steps):
        costs = sorted(
            (ahead[at][i] + behind[at][i] - rows[at][i][2], year) for i, (year, _, _) in enumerate(rows[at])
        )
        margin = costs[1][0] - costs[0][0] if len(costs) > 1 else _WORST
        before, clear = _anchor(steps, range(at - 1, -1, -1), step)
        after, _ = _anchor(steps, range(at + 1, len(steps)), None)
        out.append(Ordered(costs[0][1], margin, before, after, clear))
    return out


def _anchor(steps: Sequence[Step], way: range, step: Step | None) -> tuple[bool, bool]:
    """Tell whether a printed year stands on a side, and whether it does within the same part of the book."""
    apart = step.apart if step else False
    for at in way:
        if step is None and steps[at].apart:
            return False, False
        if len(steps[at].years) == 1 or steps[at].headed is not None:
            return True, not apart
        apart = apart or steps[at].apart
    return False, not apart


def _row(step: Step, span: range) -> list[tuple[int, int, float]]:
    """Return the years of a step, each with the number of its day and its own cost."""
    rows = []
    for year in step.years or tuple(span):
        day = Day(year, step.month, step.day)
        if not calendars.exists(day):
            continue
        cost = 0.0
        if step.weekday is not None and calendars.weekday(day) != step.weekday:
            cost += _AGAINST
        if step.headed is not None and year != step.headed:
            cost += _HEADED
        rows.append((year, calendars.number(day), cost))
    return rows or [(span[0], calendars.number(Day(span[0], step.month, 28)), 0.0)]


def _run(
    steps: Sequence[Step],
    rows: Sequence[list[tuple[int, int, float]]],
    back: tuple[float, float],
    *,
    forward: bool,
) -> list[list[float]]:
    """Return the cost of the cheapest path to each choice of each step, from one end of the book."""
    order = range(len(rows)) if forward else range(len(rows) - 1, -1, -1)
    out: list[list[float]] = [[] for _ in rows]
    last: int | None = None
    for at in order:
        if last is None:
            out[at] = [cost for _, _, cost in rows[at]]
            last = at
            continue
        later = steps[at if forward else last]
        out[at] = [
            cost
            + min(
                before + (_cost(other, number, later, back) if forward else _cost(number, other, later, back))
                for before, (_, other, _) in zip(out[last], rows[last], strict=True)
            )
            for _, number, cost in rows[at]
        ]
        last = at
    return out


def _cost(earlier: int, later: int, step: Step, back: tuple[float, float]) -> float:
    """Return what the way from one day to the next costs; `step` is the later of the two.

    `back`: what a step back costs, and what each year of it.
    """
    days = later - earlier
    past = step.headed is not None and calendars.gregorian(earlier).year >= step.headed
    if past:  # what stands above the heading of a year is older
        return min(_WORST, _HEADED + abs(days) / _YEAR)
    if step.apart:
        return min(_WORST, _APART + abs(days) / _YEAR * _APART_RATE)
    if days >= 0:
        return min(_WORST, days / _YEAR * (1 if len(step.years) == 1 else _OPEN_RATE))
    if -days <= _NEAR:
        return _BACK
    return min(_WORST, back[0] + back[1] * -days / _YEAR)
