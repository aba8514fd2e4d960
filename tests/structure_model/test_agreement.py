"""What paragraphs say to each other: lines of one look, numbers that run on."""

from __future__ import annotations

import pytest
from printed import book, found_in

from letterbook.structure_model.agreement import Link, confirm, vote
from letterbook.structure_model.labels import BEGIN, INSIDE, NAMES
from letterbook.structure_model.units import cut_units

PROSE = "We came down to the harbour late and found the boats gone, and slept in the sheds." * 3


def told(*chances: float) -> list[list[float]]:
    rows = []
    for chance in chances:
        row = [0.0] * len(NAMES)
        row[BEGIN], row[INSIDE] = chance, 1 - chance
        rows.append(row)
    return rows


def no_looks(units):
    return [[] for _ in units]


VOTES = [
    ((0.9, 0.9, 0.9, 0.9, 0.2), "up"),  # the doubtful one has the look of those that begin letters
    ((0.0, 0.0, 0.0, 0.0, 0.6), "down"),  # and this one the look of those that do not
    ((0.5, 0.4, 0.6, 0.5, 0.5), "stays"),  # nothing is sure
    ((0.9, 0.9, 0.2), "stays"),  # three lines are too few
]


@pytest.mark.parametrize(("chances", "way"), VOTES)
def test_lines_of_one_look_say_what_a_doubtful_one_is(chances, way):
    heads = ("TO ANN.", "TO BEN.", "TO EVA.", "TO JIM.", "TO TOM.")[: len(chances)]
    units = cut_units(found_in(book(*(f"{head}\n\n{PROSE}" for head in heads)), "en"))
    rows = told(*(chance for one in chances for chance in (one, 0.0)))
    out = vote(units, no_looks(units), [[0] * len(NAMES) for _ in units], rows, 256)
    last = out[2 * len(chances) - 2][BEGIN]
    assert (last > 0, last < 0) == {"up": (True, False), "down": (False, True), "stays": (False, False)}[way]
    assert all(row[BEGIN] == 0 for row in out[1::2])  # prose has no vote


DATED = ("dh=dm", "dh.stop=.", "dh")


def test_prose_that_begins_with_a_date_votes_as_lines_do():
    units = cut_units(found_in(book(*([PROSE] * 10)), "en"))
    looks = [DATED if i % 2 else () for i in range(10)]
    rows = told(*(0.9 if i % 2 and i != 5 else 0.1 for i in range(10)))
    out = vote(units, looks, [[0] * len(NAMES) for _ in units], rows, 256)
    assert out[5][BEGIN] > 0
    assert all(out[i][BEGIN] == 0 for i in (0, 2, 4))


@pytest.mark.parametrize(
    ("ruled", "chance", "way"),
    [
        ({2: True}, 0.05, 1),  # the editor's word on one line speaks for the others of its look
        ({2: False}, 0.5, -1),
        ({2: True, 4: False}, 0.4, 0),  # the editor says both of this look
        ({2: False}, 0.9, 0),  # "no" to one where all others are sure is an exception
        ({1: True}, 0.4, 0),  # prose has no kin
    ],
)
def test_what_the_editor_says_of_one_line_holds_for_its_look(ruled, chance, way):
    heads = ("TO ANN.", "TO BEN.", "TO EVA.", "TO JIM.")
    units = cut_units(found_in(book(*(f"{head}\n\n{PROSE}" for head in heads)), "en"))
    rows = told(*(chance if i % 2 == 0 else 0.0 for i in range(8)))
    out = vote(units, no_looks(units), [[0] * len(NAMES) for _ in units], rows, 256, ruled)
    assert (out[6][BEGIN] > 0) - (out[6][BEGIN] < 0) == way
    assert all(row[BEGIN] == 0 for row in out[1::2])


RUN = [Link(at=3 * k, runs_on=k > 0) for k in range(6)]


def test_a_number_between_two_that_begin_letters_begins_one():
    rows = told(*(0.9 if i % 3 == 0 and i != 6 else 0.1 for i in range(16)))
    out = confirm(RUN, rows, {})
    assert out[6] == {BEGIN}
    assert all(BEGIN not in out[i] for i in (1, 2, 4, 5, 7, 8))


def test_numbers_that_the_model_does_not_believe_in_say_nothing():
    assert confirm(RUN, told(*([0.1] * 16)), {}) == {}
    assert confirm(RUN[:4], told(*([0.9] * 16)), {}) == {}  # too few
    gaps = [Link(at=3 * k, runs_on=k % 2 == 0) for k in range(6)]
    assert confirm(gaps, told(*([0.9] * 16)), {}) == {}  # they do not run on


def test_what_is_clamped_stays():
    rows = told(*(0.9 if i % 3 == 0 else 0.1 for i in range(16)))
    assert confirm(RUN, rows, {4: frozenset({BEGIN})})[4] == {BEGIN}
