"""A life that prints a journal, in pieces below its title, and some letters that only call somebody."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.settle.structure.journals import without_journals
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import cut_units

PROSE = "We came home by the river, and the roads are deep in mud, but the horses are well, and I am tired."
LETTER = ("Boston, 3 May 1843.", "Dear Nan,", PROSE)
DAY = ("June, 1843.", PROSE)


def kept(title: str, *pieces: str) -> str:
    """Return which pieces are letters: J below the title of a journal, d one of its days, L a letter, - none.

    In the pieces, a star stands for narrative that is no letter.
    """
    rows = ["THE LIFE OF NAN BRAND"]
    letters, names = [], []
    for piece in "".join(pieces):
        mine = {"J": (title, *DAY), "d": DAY, "L": LETTER, "*": (PROSE,)}[piece]
        if piece != "*":
            last = len(rows) + len(mine) - 1
            letters.append(Letter(len(rows), len(rows) + 1, last, last, 0.9, 0.9))
            names.append(piece)
        rows += mine
    found = found_in("\n\n\n".join(rows) + "\n")
    units = cut_units(found)
    assert len(units) == len(rows)
    left = {one.begin for one in without_journals(found, units, letters)}
    return "".join(name if one.begin in left else "-" for one, name in zip(letters, names, strict=True))


@pytest.mark.parametrize(
    ("title", "pieces", "left"),
    [
        ("Journal.", "JdLJdLJddLLJ", "--L--L---LL-"),
        ("Journal.", "Jd*dLJLJLL", "--dL-L-LL"),  # the narrative has ended the journal
        ("Journal.", "JdLJLLL", "JdLJLLL"),  # too few such titles to be the book's habit
        ("Journal.", "JdLJdJdJdJd", "JdLJdJdJdJd"),  # hardly any letters
        ("Holidays.", "JdLJdLJddLL", "JdLJdLJddLL"),
    ],
)
def test_journals_between_letters_that_call_somebody(title, pieces, left):
    assert kept(title, pieces) == left
