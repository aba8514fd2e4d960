"""What stands directly above letters and is set otherwise than they are: the editor's."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.structure_model.labels import BEGIN, INSIDE
from letterbook.structure_model.manner import manner
from letterbook.structure_model.units import cut_units

PROSE = "We came down to the harbour late and found the boats gone, and slept in the sheds there. " * 2
LETTER = f"FROM ANN.\n\n{PROSE}\n\n{PROSE}"
EDITOR = f"    {PROSE}"


@pytest.mark.parametrize(
    ("parts", "tails"),
    [
        ([LETTER, EDITOR] * 4 + [LETTER], 4),
        ([f"{LETTER}\n\n{EDITOR}\n\n{PROSE}"] * 5, 0),  # in the midst of letters
        ([LETTER] * 5, 0),
    ],
)
def test_prose_set_otherwise_above_letters_is_a_tail(parts, tails):
    units = cut_units(found_in("\n\n".join(parts) + "\n", "en"))
    sure = [{BEGIN: 0.9} if unit.text.startswith("FROM") else {INSIDE: 0.9} for unit in units]
    told = manner(units, [[] for _ in units], sure)
    assert sum("tail+3" in one for one in told) == tails
    assert sum("tail.next+3" in one for one in told) == tails
    assert all(unit.indent == 4 for unit, one in zip(units, told, strict=True) if "tail+0" in one)
