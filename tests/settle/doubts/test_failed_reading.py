"""How sound a reading is held to be: what counts as the opening of a letter."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.model import Span
from letterbook.settle.doubts.failed_reading import measure
from letterbook.settle.notes.judge import Notes
from letterbook.settle.structure.regions import Region, Structure
from letterbook.settle.text.flow import gather_asides
from letterbook.settle.text.letter_parts import Part, cut

PROSE = "we have had a wet week and the roads are deep in mud, but the horses are well."


@pytest.mark.parametrize(
    ("above", "first", "foot", "unopened"),
    [
        ("The narrator goes on.", f"Yesterday {PROSE}", "A. Brand", 1),
        ("The narrator goes on.", f'"DEAR OLD DAD: You ask for news; {PROSE}"', "", 0),
        ("The narrator goes on.", f"July 7. As you know {PROSE}", "", 0),
        ("* * * * *", f"Yesterday {PROSE}", "A. Brand", 0),
        ("* * * * *", f"Yesterday {PROSE}", "", 1),
    ],
)
def test_what_opens_a_letter(above, first, foot, unopened):
    text = "\n\n".join(piece for piece in (above, first, foot, "* * *", "The end.") if piece) + "\n"
    found = found_in(text)
    span = Span(text.index(first), text.index(foot or first) + len(foot or first))
    region = Region("letter", span)
    kinds = ("p", "signed")
    parts = [Part(paragraph, kind) for paragraph, kind in zip(cut(found, span), kinds, strict=False)]
    told = measure(
        found, Structure((region,), None), gather_asides(found, Notes((), (), {})), [(region, parts)], 0
    )
    assert told.unopened == unopened
