"""Years of dates without one, by the order of the letters."""

from __future__ import annotations

import pytest

from letterbook.settle.dates.year_order import Step, order_years


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
