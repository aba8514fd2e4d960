"""Pieces at the ends of a book that nothing opens, and notes with which a letter seems to begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from printed import found_in

from letterbook.detect.found import Found
from letterbook.settle.structure.notes_above import without_notes_above
from letterbook.settle.structure.unopened_ends import without_unopened_ends
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit, cut_units

PROSE = (
    "Yesterday we had rain, and the roads are deep in mud, but the horses are well, and you shall have them "
    "when the river is low again and the carts can pass the ford by the mill."
)
TOLD = (
    "He took the horse from the stable that night, and nobody in the village saw him again until the spring."
)
DATED = ("22 March 1843.", PROSE)

Mend = Callable[[Found, Sequence[Unit], Sequence[Letter]], list[Letter]]


def mended(pieces: Sequence[Sequence[str]], mend: Mend) -> list[tuple[int, int]]:
    """Return which of the pieces, and of its rows, each letter that is left begins with."""
    found = found_in("\n\n".join(row for piece in pieces for row in piece) + "\n")
    units = cut_units(found)
    places = [(i, k) for i, piece in enumerate(pieces) for k in range(len(piece))]
    assert len(places) == len(units)
    letters, at = [], 0
    for piece in pieces:
        last = at + len(piece) - 1
        letters.append(Letter(at, min(at + 1, last), last, last, 0.9, 0.9))
        at = last + 1
    return [places[one.begin] for one in mend(found, units, letters)]


@pytest.mark.parametrize(
    ("pieces", "left"),
    [
        ([*[DATED] * 6, (TOLD, TOLD)], range(6)),  # a novel goes on without letters
        ([(TOLD, TOLD), *[DATED] * 6], range(1, 7)),
        ([("1843", TOLD), *[DATED] * 6], range(1, 7)),
        ([*[DATED] * 6, (PROSE, "J. Brand.")], range(7)),  # it is signed
        ([*[DATED] * 6, ("TO ANN.", PROSE)], range(7)),
        ([*[DATED] * 3, (PROSE, PROSE), *[DATED] * 3, (TOLD, TOLD)], range(8)),  # others have no date either
        ([*[DATED] * 5, (TOLD, TOLD)], range(6)),  # too few to tell
    ],
)
def test_what_nothing_opens_at_the_ends(pieces, left):
    assert mended(pieces, without_unopened_ends) == [(i, 0) for i in left]


CALLING = ("22 March 1843.[1]", PROSE)


@pytest.mark.parametrize(
    ("above", "below", "row"),
    [
        (CALLING, ("[1] To his sister.", "23 March 1843.", PROSE), 1),
        (("22 March 1843.[1]", f"{PROSE}[2]"), ("[1] To Ann.", "[2] A ford.", "23 March 1843.", PROSE), 2),
        (DATED, ("[1] To his sister.", "23 March 1843.", PROSE), 0),  # nothing calls it
        (("22 March 1843.(1)", PROSE), ("(1) To his sister.", "23 March 1843.", PROSE), 0),  # a list has such
        (CALLING, ("[1]", "23 March 1843.", PROSE), 0),  # a number without words heads a letter
    ],
)
def test_a_note_of_the_letter_above_heads_none(above, below, row):
    assert mended([above, below], lambda _, units, letters: without_notes_above(units, letters)) == [
        (0, 0),
        (1, row),
    ]
