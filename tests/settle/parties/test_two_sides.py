"""Books of two correspondents: how one letter's way tells another's, each rule with a case on either side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from letterbook.model import Evidence, Span
from letterbook.settle.links.mentions import Reference
from letterbook.settle.links.referents import Dates, Link
from letterbook.settle.parties.two_sides.answers import find_answered
from letterbook.settle.parties.two_sides.direction_evidence import (
    HIGH,
    MEDIUM,
    PRINTED,
    Clue,
    LetterDirection,
    Sides,
)
from letterbook.settle.parties.two_sides.partners import find_partners
from letterbook.settle.parties.two_sides.propagation import learn_pet_names, propagate, unique_links

SPOT = Span(0, 1)
OUT, BACK = 1, -1


def direction(
    *clues: tuple[int, int], names: tuple[str, ...] = (), person: str | None = None
) -> LetterDirection:
    """Make a letter with clues, each a way and a level."""
    made = LetterDirection(
        [Clue(way, level, "x", (Evidence(SPOT, "so"),), SPOT, person) for way, level in clues]
    )
    made.pet_names = [(name, SPOT) for name in names]
    made.settle()
    return made


def link(later: int, earlier: int, kind: str = "dated", *, same: bool = False, at: int = 0) -> Link:
    return Link(later, earlier, same, kind, Span(at, at + 1))


@pytest.mark.parametrize(
    ("clues", "way", "level"),
    [
        ([], 0, 0),
        ([(OUT, MEDIUM)], OUT, MEDIUM),
        ([(OUT, MEDIUM), (BACK, HIGH)], BACK, HIGH),
        ([(OUT, MEDIUM), (BACK, MEDIUM)], 0, MEDIUM),  # as much for both: open
        ([(OUT, HIGH), (BACK, HIGH)], 0, 0),  # strong for both: torn
        ([(OUT, PRINTED), (BACK, HIGH)], OUT, PRINTED),  # a heading decides
        ([(OUT, HIGH), (BACK, MEDIUM)], OUT, HIGH),
    ],
)
def test_the_strongest_votes_give_the_way(clues, way, level):
    made = direction(*clues)
    assert (made.way, made.level) == (way, level)
    assert made.is_contradictory == (sorted(clues) == [(BACK, HIGH), (OUT, HIGH)])


@pytest.mark.parametrize(
    ("first", "kind", "same", "way", "level"),
    [
        ((OUT, PRINTED), "dated", False, BACK, HIGH),
        ((OUT, PRINTED), "dated", True, OUT, HIGH),
        ((OUT, HIGH), "reached", False, BACK, HIGH),
        ((OUT, HIGH), "answer", False, BACK, MEDIUM),  # a tie that names no day is not more than medium
        ((OUT, MEDIUM), "dated", False, BACK, MEDIUM),  # nor is what a doubtful letter tells
    ],
)
def test_a_tie_carries_the_way_at_the_lesser_level(first, kind, same, way, level):
    letters = [direction(first), direction()]
    assert propagate(letters, [link(1, 0, kind, same=same)]) == []
    assert (letters[1].way, letters[1].level) == (way, level)


def test_the_surest_letter_speaks_first():
    letters = [direction((OUT, MEDIUM)), direction(), direction((OUT, PRINTED))]
    propagate(letters, [link(1, 0, same=True), link(2, 1, same=False)])
    assert (letters[1].way, letters[1].level) == (BACK, HIGH)


@pytest.mark.parametrize(
    ("ways", "same", "clash"),
    [
        ((OUT, OUT), False, True),
        ((OUT, BACK), False, False),
        ((OUT, OUT), True, False),
        ((OUT, BACK), True, True),
    ],
)
def test_two_letters_that_contradict_their_tie_are_told(ways, same, clash):
    letters = [direction((ways[0], HIGH)), direction((ways[1], MEDIUM))]
    told = propagate(letters, [link(1, 0, same=same)])
    assert [level for _, level in told] == ([MEDIUM] if clash else [])


@pytest.mark.parametrize(
    ("known", "way"),
    [
        ([(OUT, HIGH)], OUT),
        ([(OUT, PRINTED), (OUT, HIGH)], OUT),
        ([(OUT, MEDIUM)], 0),  # a letter that is not sure teaches nothing
        ([(OUT, HIGH), (BACK, HIGH)], 0),  # both use it
    ],
)
def test_a_pet_name_tells_whose_it_is(known, way):
    letters = [*(direction(clue, names=("purzel",)) for clue in known), direction(names=("purzel",))]
    learn_pet_names(letters)
    assert letters[-1].way == way
    assert all(one.way for one in letters[:-1])


def day(n: int) -> Dates:
    return Dates(date(1843, 5, 1) + timedelta(days=n), None)


def answered(letters: list[LetterDirection], days: list[int], count: int = 1) -> list[int]:
    """Return what the last letter answers."""
    reference = Reference(SPOT, mine=False, kind="answer", count=count)
    found = find_answered([(len(letters) - 1, reference)], letters, [day(n) for n in days])
    return [one.earlier for one in found]


@pytest.mark.parametrize(
    ("before", "days", "expected"),
    [
        ([(BACK, HIGH)], [0, 9], [0]),
        ([(OUT, HIGH)], [0, 9], []),  # it went the same way
        ([(BACK, HIGH), (BACK, HIGH)], [0, 3, 9], [1]),  # the nearest
        ([(BACK, HIGH), (OUT, HIGH)], [0, 3, 9], [0]),
        ([(BACK, HIGH), None], [0, 3, 9], []),  # one of unknown way lies between
        ([None, (BACK, HIGH)], [0, 3, 9], [1]),
        ([None], [0, 9], [0]),  # one alone is unknown
        ([None, None], [0, 3, 9], []),
        ([(BACK, HIGH)], [0, 45], [0]),
        ([(BACK, HIGH)], [0, 46], []),  # too long ago
        ([(BACK, HIGH)], [9, 0], []),  # later
    ],
)
def test_an_answer_of_known_way_answers_the_nearest_of_the_other(before, days, expected):
    letters = [*(direction(clue) if clue else direction() for clue in before), direction((OUT, HIGH))]
    assert answered(letters, days) == expected


@pytest.mark.parametrize(("between", "expected"), [(5, [0]), (6, [])])
def test_six_letters_before_an_answer_are_looked_at(between, expected):
    letters = [
        direction((BACK, HIGH)),
        *(direction((OUT, HIGH)) for _ in range(between)),
        direction((OUT, HIGH)),
    ]
    assert answered(letters, list(range(len(letters)))) == expected


@pytest.mark.parametrize(
    ("ways", "count", "expected", "way"),
    [
        ([BACK, BACK], 2, [1, 0], OUT),
        ([BACK, BACK], 1, [], 0),  # one letter: its way is not told by it
        ([OUT, BACK], 2, [], 0),
        ([BACK], 2, [], 0),  # fewer than it thanks for
        ([0, BACK], 2, [], 0),
    ],
)
def test_thanks_for_several_tell_the_way_of_the_answer(ways, count, expected, way):
    letters = [*(direction((one, HIGH)) if one else direction() for one in ways), direction()]
    assert answered(letters, list(range(len(letters))), count) == expected
    assert letters[-1].way == way


@pytest.mark.parametrize(
    ("ways", "kept"),
    [
        ([OUT, BACK, BACK], [0]),  # of two letters of the day, the one that went the other way
        ([OUT, OUT, BACK], []),
        ([BACK, BACK, BACK], []),
        ([0, OUT, BACK], []),  # one of them is unknown
        ([OUT, BACK, 0], []),
    ],
)
def test_of_several_letters_of_a_day_the_way_tells_which_is_meant(ways, kept):
    letters = [direction((way, HIGH)) if way else direction() for way in ways]
    links = [link(2, 0), link(2, 1)]
    assert [one.earlier for one in unique_links(links, letters)] == kept
    assert unique_links(links) == []
    assert unique_links(links[:1]) == links[:1]


SEVERAL = Sides(frozenset({"ann"}), frozenset({"ben", "carl"}))


def partners(*people: str | None, links: tuple[Link, ...] = (), sides: Sides = SEVERAL) -> list[str]:
    letters = [direction((OUT, HIGH), person=person) if person else direction() for person in people]
    found = find_partners(letters, sides, links)
    return [found[i].key if i in found else "" for i in range(len(letters))]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (("ben", None, "ben", "carl"), ["ben", "ben", "ben", "carl"]),  # between two of one person
        (("ben", None, "carl"), ["ben", "", "carl"]),
        ((None, "ben", "carl", None), ["", "ben", "carl", ""]),  # before the first, behind the last
        ((None, "ben", None), ["ben", "ben", "ben"]),  # no other is ever named
        ((None, None), ["", ""]),
    ],
)
def test_which_of_several_a_letter_is_with(people, expected):
    assert partners(*people) == expected


def test_a_tie_tells_which_of_several_a_letter_is_with():
    assert partners("ben", None, "carl", links=(link(1, 0),)) == ["ben", "ben", "carl"]
    assert partners("ben", None, "carl", links=(link(2, 1),)) == ["ben", "carl", "carl"]


def test_of_a_family_one_is_often_named_who_is_not_meant_alone():
    family = Sides(frozenset({"ann"}), frozenset({"brand-ben", "brand-carl"}))
    assert partners(None, "brand-ben", None, sides=family) == ["", "brand-ben", ""]
    assert partners("brand-ben", None, "brand-ben", sides=family) == ["brand-ben"] * 3


def test_where_there_is_one_correspondent_all_letters_are_with_him():
    alone = Sides(frozenset({"ann"}), frozenset({"ben"}))
    assert partners(None, None, sides=alone) == ["ben", "ben"]
