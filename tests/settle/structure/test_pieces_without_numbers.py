"""A piece without a number, where nearly all letters bear one: an introduction, a calendar, or a letter."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.settle.structure.mended_letters import without_bare
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import cut_units

SPOKEN = (
    "I write no dedication, and ask nobody to be kind to these letters; you shall read them if they are good."
)
TOLD = "The Persians had a year of twelve months in those days, and a calendar that nobody could reckon with."
LETTERS = [(f"LETTER {n}.", "BEN TO ANN.", f"You ask for news. {SPOKEN}") for n in range(1, 13)]


def kept(before: tuple[str, ...] | None, behind: tuple[str, ...] | None, letters=LETTERS) -> list[bool]:
    """Tell which pieces are left: the one before the letters, and the one behind them."""
    pieces = [one for one in (before, *letters, behind) if one]
    found = found_in("\n\n".join(row for piece in pieces for row in piece) + "\n")
    units = cut_units(found)
    made, at = [], 0
    for piece in pieces:
        last = at + len(piece) - 1
        made.append(Letter(at, min(at + 1, last), last, last, 0.9, 0.9))
        at = last + 1
    assert at == len(units)
    left = {one.begin for one in without_bare(found, units, made)}
    return [made[i].begin in left for i in ([0] if before else []) + ([len(made) - 1] if behind else [])]


@pytest.mark.parametrize(
    ("before", "behind", "left"),
    [
        ((SPOKEN, SPOKEN), None, [False]),  # an introduction
        (None, ("CALENDAR", TOLD, TOLD), [False]),
        (None, (SPOKEN, SPOKEN), [True]),  # somebody speaks: a letter whose number is lost
        (("Leeds, 3 May 1843.", SPOKEN, "Ben."), None, [True]),  # it is dated
        (None, ("To Ann.", "My dear Ann,", SPOKEN), [True]),
    ],
)
def test_a_piece_without_a_number(before, behind, left):
    assert kept(before, behind) == left


def test_where_a_third_have_no_number_none_is_lost_for_that():
    mixed = [one if i % 3 else one[1:] for i, one in enumerate(LETTERS)]
    assert kept((SPOKEN, SPOKEN), None, mixed) == [True]
