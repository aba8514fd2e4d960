"""On what a year rests that the order of the book gives: each bound with a case on either side of it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from letterbook.model import Cert, When
from letterbook.settle.dates.missing_years import _own_year, _year_ground
from letterbook.settle.dates.year_order import Ordered

MADE = When(when="1806-05-12")  # a Monday
MONDAY, TUESDAY = 1, 2
#: How much dearer the next best year must be, in years of time passed.
SURE, LIKELY, FIRST = 1.0, 0.55, 0.15


def ground(
    margin: float, *sides: str, weekday: int | None = None, above: int | None = None, near: bool = True
) -> tuple[str, Cert]:
    """Return the ground of the year 1806; `sides` are where printed years stand."""
    ordered = Ordered(1806, margin, "before" in sides, "after" in sides, near)
    heading = SimpleNamespace(year=above) if above else None
    return _year_ground(SimpleNamespace(weekday=weekday), ordered, heading, MADE)


NONE = ("", Cert.LOW)
BOTH = ("before", "after")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (ground(SURE, *BOTH), ("date.year.between", Cert.HIGH)),
        (ground(SURE - 0.01, *BOTH), ("date.year.after", Cert.HIGH)),
        (ground(SURE * 0.8, "before"), ("date.year.after", Cert.HIGH)),
        (ground(SURE * 0.8 - 0.01, "before"), ("date.year.after", Cert.MEDIUM)),
        (ground(LIKELY, "before"), ("date.year.after", Cert.MEDIUM)),
        (ground(LIKELY, "after"), ("date.year.before", Cert.MEDIUM)),
        (ground(LIKELY - 0.01, "after"), NONE),
        (ground(LIKELY - 0.01, "before"), ("date.year.first", Cert.MEDIUM)),
        (ground(FIRST, "before"), ("date.year.first", Cert.MEDIUM)),
        (ground(FIRST - 0.01, "before"), NONE),
        (ground(FIRST, "before", near=False), NONE),  # another part of the book
        (ground(SURE, *BOTH, near=False), ("date.year.between", Cert.HIGH)),
        (ground(SURE, "before", near=False), NONE),
    ],
)
def test_on_what_a_year_rests(given, expected):
    assert given == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (ground(SURE, *BOTH, weekday=MONDAY), ("date.year.between.weekday", Cert.HIGH)),
        (ground(LIKELY, "after", weekday=MONDAY), ("date.year.before.weekday", Cert.MEDIUM)),
        (ground(0.0, "after", weekday=MONDAY), ("date.year.likely.weekday", Cert.MEDIUM)),
        (ground(SURE, *BOTH, weekday=TUESDAY), ("date.year.weekday-against", Cert.MEDIUM)),
        (ground(SURE - 0.01, *BOTH, weekday=TUESDAY), NONE),
        (ground(SURE, *BOTH, weekday=TUESDAY, near=False), NONE),
    ],
)
def test_a_weekday_bears_a_year_out_or_speaks_against_it(given, expected):
    assert given == expected


def test_the_heading_above_gives_its_year():
    assert ground(0.0, above=1806) == ("date.year.heading", Cert.HIGH)
    assert ground(0.0, above=1807) == NONE


@pytest.mark.parametrize(
    ("role", "other", "year"),
    [
        ("postmark", "1806-05-14", 1806),
        ("postmark", "1806-05-12", 1806),
        ("postmark", "1806-04-22", 1806),  # twenty days: two calendars
        ("postmark", "1806-04-21", None),
        ("postmark", "1806-11-28", 1806),  # two hundred days on the way
        ("postmark", "1806-11-29", None),
        (None, "1806-05-14", 1806),
        (None, "1806-05-10", 1806),
        (None, "1806-11-28", 1806),
        (None, "1806-11-29", None),
        (None, "1807-05-14", 1807),
    ],
)
def test_another_date_of_the_letter_gives_the_year(role, other, year):
    reading = SimpleNamespace(when=When(when="--05-12"))
    own = (SimpleNamespace(reading=SimpleNamespace(role=role)), SimpleNamespace(when=When(when=other)))
    assert _own_year(reading, own) == year
