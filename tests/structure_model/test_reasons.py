"""What the model says of its reasons, in words."""

from __future__ import annotations

import pytest

from letterbook.structure_model.labels import BEGIN, INSIDE, NAMES
from letterbook.structure_model.reasons import doubt_of_end, say, shares_of, tempered, why_begins

SAID = [
    ("mdy", "it has a day, a month and a year"),
    ("-1:closing", "the line above ends like a close"),
    ("1:dear", "the line below begins like a salutation"),
    ("c-1=orn", "a row of stars or dashes stands above it"),
    ("blank=3", "3 lines are blank above it"),
    ("dh", "it begins with a date that ends there"),
    ("-1:colon", "the line above ends in a colon"),
    ("-1:stars>2", "a row of stars such as parts letters in this book stands above it"),
    ("line>3", "lines of this look stand above dates or salutations in this book"),
    ("stars>2", ""),
    ("line<>02", ""),
    ("blank=1", ""),
    ("w0=der", ""),
    ("len=3", ""),
]


@pytest.mark.parametrize(("feature", "said"), SAID)
def test_features_are_said_in_words(feature, said):
    assert say(feature) == said


def weights(begin: int, inside: int) -> tuple[int, ...]:
    row = [0] * len(NAMES)
    row[BEGIN], row[INSIDE] = begin, inside
    return tuple(row)


def test_the_heaviest_reasons_and_what_came_second_are_told():
    tables = ((2, {"mdy": weights(100, 0), "num": weights(10, 90)}), (3, {"1:dear": weights(200, 0)}))
    shares = shares_of(["mdy", "num", "1:dear", "mdy", "len=3"], tables)
    chances = [0.0] * len(NAMES)
    chances[BEGIN], chances[INSIDE] = 0.87, 0.13
    verdict, why = why_begins(shares, chances)
    assert verdict.startswith("the model gives 72% that a letter begins here; second, with 28%: ")
    assert verdict.endswith("the letter above goes on")
    assert why == ("the line below begins like a salutation", "it has a day, a month and a year")


def test_a_doubtful_end_is_told_apart_from_a_sure_beginning():
    assert doubt_of_end(0.95) == ""
    assert doubt_of_end(0.3) == "; that it ends before the next, 40%"


@pytest.mark.parametrize(
    ("model", "true"), [(0.0, 0.0), (0.5, 0.5), (0.806, 0.671), (0.94, 0.798), (0.999, 0.969), (1.0, 1.0)]
)
def test_what_the_model_is_too_sure_of_is_tempered(model, true):
    assert tempered(model) == pytest.approx(true, abs=0.002)
