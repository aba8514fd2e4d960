"""Rows of stars within a few pieces that letters head: each passage is a letter, or what is left of one."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.settle.structure.row_parted import at_rows_within
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import cut_units

SAID = (
    "Yesterday we had rain, and the roads are deep in mud, but the horses are well, and you shall have them."
)
TOLD = (
    "He took the horse from the stable that night, and nobody in the village saw him again until the spring."
)
ROW = "* * * * *"


def parted(title: str, passages: list[str]) -> int:
    """Return how many letters are made of two pieces, each with a title and passages between rows."""
    rows = [row for passage in passages for row in (passage, ROW)][:-1]
    pieces = [(title, *rows), (title, *rows)]
    found = found_in("\n\n".join(row for piece in pieces for row in piece) + "\n")
    units = cut_units(found)
    letters, at = [], 0
    for piece in pieces:
        last = at + len(piece) - 1
        letters.append(Letter(at, at + 1, last, last, 0.9, 0.9))
        at = last + 1
    assert at == len(units)
    made = at_rows_within(found, units, letters)
    assert [one.end + 1 for one in made[:-1]] == [one.begin for one in made[1:]]
    return len(made)


@pytest.mark.parametrize(
    ("title", "passages", "count"),
    [
        ("LETTERS TO HIS BROTHER", [SAID] * 8, 16),
        ("TO E. BRAND.", [SAID] * 8, 16),
        ("DEAR BROTHER,", [SAID] * 8, 16),
        ("LETTERS TO HIS BROTHER", [SAID] * 5, 2),  # a few rows stand within letters
        ("LETTERS TO HIS BROTHER", [TOLD] * 8, 2),  # nobody speaks to anybody
        ("CHAPTER THE FIRST", [SAID] * 8, 2),  # a novel
    ],
)
def test_rows_within_a_few_pieces(title, passages, count):
    assert parted(title, passages) == count
