"""The tagger against all sequences of labels, counted out one by one."""

from __future__ import annotations

import itertools
import math

import pytest

from letterbook.structure_model.labels import (
    BACK,
    BEGIN,
    END,
    FRONT,
    HEAD,
    INSIDE,
    MAY_BEGIN,
    MAY_END,
    MAY_FOLLOW,
    NAMES,
)
from letterbook.structure_model.reading import letters_in
from letterbook.structure_model.tagger import Weights, best_labels, chances

COUNT = len(NAMES)
STEPS = tuple(tuple((7 * a + 3 * b) % 40 - 20 for b in range(COUNT)) for a in range(COUNT))
WEIGHTS = Weights(
    16,
    {
        "number": (60, -20, -30, -10, 0, 5, 0, 0),
        "prose": (-40, 0, 50, 10, -5, 5, 5, 5),
        "name": (0, 0, -10, 45, 0, 0, 0, 0),
        "title": (0, 0, 0, 0, 0, 30, 10, 20),
    },
    STEPS,
)
BOOK = [["title"], ["number"], ["prose"], ["name"], ["number", "name"], ["prose"], ["unknown"]]


def all_sequences(size, clamps):
    for labels in itertools.product(range(COUNT), repeat=size):
        if (
            labels[0] in MAY_BEGIN
            and labels[-1] in MAY_END
            and all(b in MAY_FOLLOW[a] for a, b in itertools.pairwise(labels))
            and all(labels[i] in allowed for i, allowed in clamps.items())
        ):
            yield labels


def worth(labels, scores):
    return sum(scores[i][one] for i, one in enumerate(labels)) + sum(
        STEPS[a][b] for a, b in itertools.pairwise(labels)
    )


CLAMPS = [{}, {1: frozenset({FRONT})}, {2: frozenset({BEGIN})}, {4: frozenset({INSIDE, END})}]


@pytest.mark.parametrize("clamps", CLAMPS)
def test_the_best_labels_are_those_of_most_worth(clamps):
    scores = WEIGHTS.scores(BOOK)
    best = max(all_sequences(len(BOOK), clamps), key=lambda labels: worth(labels, scores))
    assert best_labels(WEIGHTS, scores, clamps) == list(best)


@pytest.mark.parametrize("clamps", CLAMPS)
def test_the_chances_are_shares_of_all_sequences(clamps):
    scores = WEIGHTS.scores(BOOK)
    total = [[0.0] * COUNT for _ in BOOK]
    for labels in all_sequences(len(BOOK), clamps):
        weight = math.exp(worth(labels, scores) / WEIGHTS.scale)
        for i, label in enumerate(labels):
            total[i][label] += weight
    for row, told in zip(total, chances(WEIGHTS, scores, clamps), strict=True):
        assert told == pytest.approx([one / sum(row) for one in row], abs=0.002)


def test_features_add_up_whatever_their_sign():
    assert WEIGHTS.scores([["number", "prose", "name", "none"]]) == [[20, -20, 10, 45, -5, 10, 5, 5]]


def test_no_units_have_no_labels():
    assert best_labels(WEIGHTS, [], {}) == []
    assert chances(WEIGHTS, [], {}) == []


def test_letters_are_read_off_the_labels():
    labels = [FRONT, BEGIN, HEAD, INSIDE, END, 4, BEGIN, BEGIN, INSIDE, END, 6, BEGIN, END, BACK]
    told = [[1.0] * COUNT for _ in labels]
    found = [(one.begin, one.body, one.end, one.notes) for one in letters_in(labels, told)]
    assert found == [(1, 3, 4, 5), (6, 6, 6, 6), (7, 8, 9, 9), (11, 12, 12, 12)]
