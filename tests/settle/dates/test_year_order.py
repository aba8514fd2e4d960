"""Years of dates without one, by the order of the letters."""

from __future__ import annotations

import pytest

from letterbook.settle.dates.year_order import Step, _cost, _row, order_years
from letterbook.values.dates import calendars
from letterbook.values.dates.calendars import Day


def years(*rows: tuple[int, int] | tuple[int, int, int]) -> list[int | None]:
    """Return the years of days given as (month, day) or (year, month, day)."""
    steps = [Step(row[-2], row[-1], row[:-2]) for row in rows]
    return [one.year if one else None for one in order_years(steps)]


ORDERS = [
    ([(1806, 3, 1), (5, 12), (1806, 9, 1)], [1806, 1806, 1806]),
    ([(1806, 12, 20), (1, 3), (1807, 2, 1)], [1806, 1807, 1807]),
    ([(1806, 3, 1), (5, 12), (2, 1), (6, 1)], [1806, 1806, 1807, 1807]),
    ([(5, 12), (1806, 9, 1)], [1806, 1806]),
    ([(5, 12), (6, 1)], [None, None]),
    ([(1806, 3, 20), (3, 14), (1806, 4, 1)], [1806, 1806, 1806]),  # a few days out of order
    (
        [(1806, 3, 1), (1780, 3, 2), (3, 3), (1806, 3, 4)],
        [1806, 1780, 1806, 1806],
    ),  # a misprint bends nothing
]


@pytest.mark.parametrize(("rows", "expected"), ORDERS)
def test_years_run_evenly(rows, expected):
    assert years(*rows) == expected


def test_a_weekday_and_a_heading_decide():
    before, after = Step(3, 1, (1806,)), Step(9, 1, (1809,))
    (_, by_day, _) = order_years([before, Step(5, 12, (), weekday=4), after])
    (_, headed, _) = order_years([before, Step(5, 12, (), headed=1808), after])
    assert by_day
    assert headed
    assert (by_day.year, headed.year) == (1808, 1808)  # 12 May 1808 was a Thursday


def test_a_year_that_could_be_another_has_no_margin():
    (_, sure, _) = order_years([Step(3, 1, (1806,)), Step(5, 12, ()), Step(9, 1, (1806,))])
    (_, open_, _) = order_years([Step(3, 1, (1806,)), Step(5, 12, ()), Step(9, 1, (1808,))])
    assert sure
    assert open_
    assert sure.margin > 1 > open_.margin


def test_another_part_of_the_book_is_told():
    (_, one) = order_years([Step(3, 1, (1838,)), Step(8, 6, (), apart=True)])
    assert one
    assert not one.near


def test_a_step_back_that_could_as_well_be_a_year_on_is_not_firm():
    """18 November, 23 September: the same year, or the next, for which the years behind leave room."""
    rows = [Step(1, 1, (1863,)), Step(11, 18, ()), Step(9, 23, ()), Step(1, 29, ()), Step(5, 21, (1867,))]
    open_ = order_years(rows)[2]
    sure = order_years([Step(12, 20, (1863,)), Step(1, 3, ()), Step(2, 1, (1864,))])[1]
    assert open_
    assert sure
    assert not open_.firm
    assert sure.firm


STRICT, LOOSE = (0.8, 2.0), (0.3, 1.0)
PRINTED, OPEN = Step(1, 1, (1806,)), Step(1, 1, ())
YEAR = 1461  # four years, in days


@pytest.mark.parametrize(
    ("days", "step", "back", "cost"),
    [
        (YEAR, PRINTED, STRICT, 4.0),  # as much as the time that passes
        (YEAR, OPEN, STRICT, 4.8),  # a fifth more for a date without its year
        (0, OPEN, STRICT, 0.0),
        (3 * YEAR, PRINTED, STRICT, 6.0),  # no step costs more
        (-1, PRINTED, STRICT, 0.15),
        (-45, PRINTED, STRICT, 0.15),  # so far letters stand out of order without saying anything
        (-46, PRINTED, STRICT, 0.8 + 2 * 46 / 365.25),
        (-46, PRINTED, LOOSE, 0.3 + 46 / 365.25),
        (-YEAR, PRINTED, STRICT, 6.0),
        (-YEAR, PRINTED, LOOSE, 4.3),
        (YEAR, Step(1, 1, (), apart=True), STRICT, 0.25 + 0.2),  # another part of the book
        (-YEAR, Step(1, 1, (), apart=True), STRICT, 0.25 + 0.2),
        # what stands above the heading of a year is older
        (YEAR, Step(1, 1, (), headed=1805), STRICT, 1.5 + 4.0),
        (YEAR, Step(1, 1, (), headed=1806), STRICT, 1.5 + 4.0),
        (YEAR, Step(1, 1, (), headed=1807), STRICT, 4.8),
    ],
)
def test_what_a_step_costs(days, step, back, cost):
    earlier = calendars.number(Day(1806, 1, 1))
    assert _cost(earlier, earlier + days, step, back) == pytest.approx(cost)


@pytest.mark.parametrize(
    ("step", "cost"),
    [
        (Step(5, 12, (1806,)), 0.0),  # a Monday
        (Step(5, 12, (1806,), weekday=1), 0.0),
        (Step(5, 12, (1806,), weekday=2), 1.5),
        (Step(5, 12, (1806,), headed=1806), 0.0),
        (Step(5, 12, (1806,), headed=1807), 1.5),
        (Step(5, 12, (1806,), weekday=2, headed=1807), 3.0),
    ],
)
def test_what_a_year_costs_that_a_weekday_or_a_heading_contradicts(step, cost):
    ((year, _, own),) = _row(step, range(1800, 1810))
    assert (year, own) == (1806, cost)


@pytest.mark.parametrize(("apart", "years_"), [(120, [1700, 1820]), (121, [1700, 1821])])
def test_printed_years_stand_whatever_lies_between(apart, years_):
    assert years((1700, 5, 1), (1700 + apart, 5, 1)) == years_
