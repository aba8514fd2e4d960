"""Letters that go on another day, with a case on either side."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from printed import found_in

from letterbook.settle.structure.next_days import with_next_days
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import cut_units

PROSE = (
    "Yesterday we had rain, and the roads are deep in mud, but the horses are well, and you shall have them "
    "when the river is low again and the carts can pass the ford by the mill."
)
PLACED = ("Leeds, 3 May 1843.", PROSE)


def joined(pieces: Sequence[Sequence[str]]) -> int:
    """Return how many letters are left of some pieces, each of which the model takes for one."""
    found = found_in("\n\n".join(row for piece in pieces for row in piece) + "\n")
    units = cut_units(found)
    letters, at = [], 0
    for piece in pieces:
        last = at + len(piece) - 1
        letters.append(Letter(at, min(at + 1, last), last, last, 0.9, 0.9))
        at = last + 1
    assert at == len(units)
    return len(with_next_days(found, units, letters))


@pytest.mark.parametrize(
    ("above", "day", "count"),
    [
        (PLACED, ("Thursday, 4 May.", PROSE), 5),
        (PLACED, ("Thursday, 4 May 1843.", PROSE), 6),  # a year
        (PLACED, ("York, 4 May.", PROSE), 6),  # a place
        (PLACED, ("Thursday, 4 May.", "My dear Ann,", PROSE), 6),  # calls
        ((*PLACED, "Yours ever,", "J. Brand."), ("Thursday, 4 May.", PROSE), 6),  # closed above
        (("3 May 1843.", PROSE), ("Thursday, 4 May.", PROSE), 6),  # nothing but a date above
    ],
)
def test_what_goes_on_another_day(above, day, count):
    assert joined([PLACED] * 4 + [above, day]) == count


def test_where_many_letters_begin_with_a_day_each_does():
    assert joined([PLACED, ("Thursday, 4 May.", PROSE)] * 4) == 8
