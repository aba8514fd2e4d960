"""Chains of numbers: in figures, Roman, in words, after words that no list knows."""

from __future__ import annotations

import pytest
from printed import book, found_in

from letterbook.structure_model.chains import find_chains, find_numbered
from letterbook.structure_model.units import cut_units

PROSE = "The roads are bad and the post is late, and nobody knows when we shall see the end of it all. " * 4


def units_of(*heads, body=PROSE):
    return cut_units(found_in(book(*(f"{head}\n\n{body}" for head in heads)), "en"))


@pytest.mark.parametrize(
    ("heads", "numbers"),
    [
        (["1.", "2.", "3.", "4."], [1, 2, 3, 4]),
        (["IX.", "X.", "XI.", "XII."], [9, 10, 11, 12]),
        (["Brev 1", "Brev 2", "Brev 3"], [1, 2, 3]),
        (["LETTER I. To Ann", "LETTER II. To Ben", "LETTER III. To Ann"], [1, 2, 3]),
        (["1.", "2.", "17", "3.", "4."], [1, 2, 3, 4]),
    ],
)
def test_the_best_chain_runs_through_following_numbers(heads, numbers):
    best = find_chains(units_of(*heads))[0]
    assert [link.number for link in best.links] == numbers
    assert best.cover == 1.0


def test_a_list_of_the_numbers_is_no_chain_of_letters():
    units = cut_units(
        found_in(
            book("1. Ann\n\n2. Ben\n\n3. Cora\n\n4. Dora", *(f"{n}.\n\n{PROSE}" for n in (1, 2, 3, 4))), "en"
        )
    )
    best = find_chains(units)[0]
    assert all(len(units[link.at].text) <= 2 for link in best.links)


def test_years_and_numbers_that_do_not_run_on_make_no_chain():
    assert find_chains(units_of("143", "150", "166")) == []
    assert len(find_numbered(units_of("143", "150", "166"))) == 3
    assert find_numbered(units_of("1839.", "1840.", "1841.", "1842.")) == []  # parts of a book, by years
