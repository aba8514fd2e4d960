"""What is said below a signature without "P.S.", with cases of what an editor says there."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.settle.structure.unmarked_postscripts import with_postscripts
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import cut_units

PROSE = (
    "Yesterday we had rain, and the roads are deep in mud, but the horses are well, and you shall have them "
    "when the river is low again and the carts can pass the ford by the mill."
)
LETTER = ("Leeds, 3 May 1843.", "My dear Ann,", PROSE, "Yours ever,", "J. Brand.")
SAID = "I hardly know what I have written here. Write soon, and tell me all that you have heard."


def kept(below: str, *others: str) -> bool:
    """Tell whether words below the first of six letters are its own; `others` stand below the others."""
    pieces = [(*LETTER, below), *((*LETTER, *row) for row in [others, others]), LETTER, LETTER, LETTER]
    found = found_in("\n\n".join(row for piece in pieces for row in piece) + "\n")
    units = cut_units(found)
    letters, at = [], 0
    for piece in pieces:
        end = at + len(LETTER) - 1
        letters.append(Letter(at, at + 1, end, end, 0.9, 0.9))
        at += len(piece)
    assert at == len(units)
    made = with_postscripts(found, units, letters)
    return made[0].end == letters[0].end + 1


@pytest.mark.parametrize(
    ("below", "own"),
    [
        (SAID, True),
        ("Greet your mother from all of us here, and do not forget the seed that you have promised.", True),
        (
            "Brand went to York in the week that followed, and his sister saw nothing of him until June.",
            False,
        ),
        ("He had told her in a letter that I have not found how the horses came to be sold at last.", False),
        (f"[{SAID}]", False),
        (f'"{SAID}"', False),
        ("York, 9 May 1843.", False),
        ("* * * * *", False),
    ],
)
def test_who_speaks_below_a_signature(below, own):
    assert kept(below) is own


def test_in_a_book_with_an_editors_passages_nothing_is_told_by_that():
    assert not kept(SAID, "Brand went to York in the week that followed, and his sister saw nothing of him.")
