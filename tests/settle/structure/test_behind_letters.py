"""What stands behind a letter's close: the editor's, where the book has narrative between its letters."""

from __future__ import annotations

import pytest

from letterbook.detect.run import detect
from letterbook.model import Source
from letterbook.settle.structure.behind_letters import without_told
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.running import running_units
from letterbook.structure_model.units import cut_units

LETTER = """Salem, {n} March 1821.

Dear Mr. Amory,

You left your gloves upon the settle, and I send them by the boy. My father says that
your reckoning was out by eleven dollars, in his favour.

Yours truly,

ANN HALE."""
TOLD = (
    "The situation did not last. In the autumn the house failed in business, and she returned to the\n"
    "town of her childhood, where she kept a school for little girls above her father's shop."
)
SHORT = "They were married in the following spring, and removed to Boston."


def ends(behind: str, *, parted: int, others: str = TOLD) -> str:
    """Return how the fourth letter ends; narrative is parted from so many of the others."""
    text = "\n\n".join(f"{LETTER.format(n=n)}\n\n{others if n < 4 else behind}" for n in range(1, 5))
    found = detect(Source("t.txt", text, ""))
    units = running_units(cut_units(found))
    begins = [at for at, unit in enumerate(units) if unit.text.startswith("Salem")]
    letters = []
    for n, (first, after) in enumerate(zip(begins, [*begins[1:], len(units)], strict=True)):
        last = after - 1 - (n < parted)
        letters.append(Letter(first, first + 2, last, last, 0.9, 0.9))
    return units[without_told(found, units, letters)[-1].end].text[:8]


@pytest.mark.parametrize("parted", [2, 3])
def test_a_short_passage_is_the_editors_where_narrative_stands_between_letters(parted):
    assert ends(SHORT, parted=parted) == "ANN HALE"


def test_it_is_left_where_the_book_has_none():
    assert ends(SHORT, parted=0, others="") == "They wer"


def test_a_postscript_stays_with_its_letter():
    assert ends("P.S. Come on Thursday.", parted=3) == "P.S. Com"
