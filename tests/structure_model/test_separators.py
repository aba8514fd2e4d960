"""What the lines of one look stand between, counted over the book."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.structure_model.features import features
from letterbook.structure_model.units import cut_units

PROSE = "We came down to the harbour late and found the boats gone, and slept in the sheds there. " * 2
LETTER = f"My dear Ann,\n\n{PROSE}\n\nYours ever,\n\nBEN ORME"
STARS = "* * * * *"


def told_of_stars(text: str) -> set[str]:
    found = found_in(text + "\n", "en")
    units = cut_units(found)
    _, looks = features(found, units, [[] for _ in units])
    return {
        one
        for unit, look in zip(units, looks, strict=True)
        for one in look
        if unit.text.startswith("*") and one.startswith("stars<>") and "," not in one
    }


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([LETTER] * 5, {"stars<>33"}),  # behind a signature, before a salutation
        ([PROSE] * 5, {"stars<>00"}),  # in the midst of prose
        ([LETTER] * 4, set()),  # three rows are too few
    ],
)
def test_rows_of_stars_know_what_they_stand_between(parts, told):
    assert told_of_stars(f"\n\n{STARS}\n\n".join(parts)) == told


def test_other_stars_are_others():
    """Where five stars part letters, three may stand for words left out."""
    left_out = f"{PROSE}\n\n***\n\n{PROSE}"
    text = f"\n\n{STARS}\n\n".join([f"My dear Ann,\n\n{left_out}\n\nYours ever,\n\nBEN ORME"] * 5)
    assert told_of_stars(text) == {"stars<>33", "stars<>00"}
