"""A date with all that it means, and what it rests on."""

from __future__ import annotations

from typing import NamedTuple

from letterbook.model import Basis, Cert, Evidence, When
from letterbook.values.dates.calendars import Day


class Whole(NamedTuple):
    """A date with all that it means; `ground` is empty where nothing had to be supplied."""

    when: When
    cert: Cert | None = None
    basis: Basis | None = None
    because: tuple[Evidence, ...] = ()
    ground: str = ""


def values_of(when: When) -> tuple[str, ...]:
    """Return the days, months or years that a date names, those without a year left out."""
    return tuple(
        v for v in (when.when, when.start, when.not_before, when.end, when.not_after) if v and v[:1].isdigit()
    )


def day_of(when: When) -> Day | None:
    """Return the day that a date names first; None where it names none whole."""
    value = next(iter(values_of(when)), "")
    return Day(int(value[:4]), int(value[5:7]), int(value[8:10])) if len(value) == len("1790-05-12") else None
