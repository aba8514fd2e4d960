"""What stands between two letters: the first one's, unless it surely is not."""

from __future__ import annotations

import pytest

from letterbook.structure_model.agreement import without_doubtful_gaps
from letterbook.structure_model.labels import BACK, BEGIN, BETWEEN, END, INSIDE, NAMES
from letterbook.structure_model.reading import with_bodies

LABELS = [BEGIN, INSIDE, END, BETWEEN, BETWEEN, BEGIN, END]


def told(sure):
    rows = [[0.0] * len(NAMES) for _ in LABELS]
    for i in (3, 4):
        rows[i][BETWEEN] = sure
    return rows


WITHIN = [BEGIN, INSIDE, INSIDE, INSIDE, END, BEGIN, END]
LONG = [False, True, True, True, True, False, True]


@pytest.mark.parametrize(
    ("sure", "prose", "labels"),
    [
        (0.7, [], WITHIN),
        (0.9, [], LABELS),
        (0.9, [False, False, False, True, False, False, False], WITHIN),  # numbers run on: more is asked
        (0.99, [False, False, False, True, False, False, False], LABELS),
        (0.9, [False] * 7, LABELS),  # but not of a title
        (0.7, [False] * 7, WITHIN),
        (0.99, LONG, WITHIN),  # no letter of such a book ends between two paragraphs of prose
        (0.99, [*LONG[:2], False, *LONG[3:]], LABELS),  # but behind a signature
    ],
)
def test_a_gap_between_letters_must_be_sure(sure, prose, labels):
    assert without_doubtful_gaps(LABELS, told(sure), prose) == labels


def test_a_letter_of_one_unit_takes_what_stands_behind_it_in_doubt():
    assert without_doubtful_gaps([BEGIN, BETWEEN, BEGIN, END], [[0.0] * len(NAMES)] * 4, []) == [
        BEGIN,
        END,
        BEGIN,
        END,
    ]


@pytest.mark.parametrize(
    ("sure", "prose", "labels"),
    [
        (0.45, [False, False, True, True], [BEGIN, INSIDE, INSIDE, END]),
        (0.8, [False, False, True, True], [BEGIN, END, BACK, BACK]),  # it surely is something else
        (0.45, [False, True, True, True], [BEGIN, END, BACK, BACK]),  # the letter has words
        (0.45, [False, False, False, False], [BEGIN, END, BACK, BACK]),  # and these are none
    ],
)
def test_no_letter_is_a_heading_alone(sure, prose, labels):
    told = [[0.0] * len(NAMES) for _ in range(4)]
    for row in told:
        row[BACK] = sure
    assert with_bodies([BEGIN, END, BACK, BACK], told, prose) == labels
