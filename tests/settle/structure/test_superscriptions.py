"""To whom a letter goes, written on its outside and printed below its signature."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.settle.structure.behind_letters import with_marks
from letterbook.settle.text.closes import close
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import cut_units

PROSE = (
    "Yesterday we had rain, and the roads are deep in mud, but the horses are well, and you shall have them."
)
SIGNED = ("Leeds, 3 May 1643.", "Honoured father,", PROSE, "Your loving son,", "John Brand.")


def is_own(below: str, above: str = SIGNED[-1], *between: str) -> bool:
    """Tell whether a line below a letter is its own; the next begins behind what stands between."""
    rows = (*SIGNED[:-1], above, below, *between, *SIGNED)
    units = cut_units(found := found_in("\n\n".join(rows) + "\n"))
    assert len(units) == len(rows)
    first, second = len(SIGNED) - 1, len(rows) - 1
    begin = len(rows) - len(SIGNED)
    letters = [Letter(0, 1, first, first, 0.9, 0.9), Letter(begin, begin + 1, second, second, 0.9, 0.9)]
    return with_marks(found, units, letters)[0].end == len(SIGNED)


@pytest.mark.parametrize(
    ("below", "own"),
    [
        ("To his honoured father, Captain Wm. Brand, at his house in Wapping, these present.", True),
        ("To Ann Brand, these.", True),
        ("To his father he writes on the third of May, and tells him of Leeds:", False),
        ("To be continued in the next part.", False),  # it names nobody
        ("Captain Brand had this letter at Wapping.", False),
        ("To you, dear Ann, I leave the rest.", False),  # it speaks
    ],
)
def test_to_whom_a_letter_goes_below_its_signature(below, own):
    assert is_own(below) is own


def test_it_stands_between_a_signature_and_the_next_letter():
    line = "To Ann Brand, these."
    assert is_own(line, SIGNED[-1], "* * * * *")
    assert not is_own(
        line, SIGNED[-1], "Brand went to York in the week that followed, and sold his horses there."
    )
    assert not is_own(line, PROSE)


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        ("To his honoured father, Captain Wm. Brand, at his house in Wapping, these present.", "address"),
        ("To Ann Brand, these.", "address"),
        ("Greet Ann from me, and do not forget the seed that you have promised.", "postscript"),
        ("To my cousin Ann I have sent your books.", "postscript"),
    ],
)
def test_what_part_of_a_letter_it_is(below, kind):
    found = found_in("\n\n".join((*SIGNED, below)) + "\n")
    _, parts = close(found, found.page.paragraphs)
    assert [part.kind for part in parts] == ["valediction", "signed", kind]
