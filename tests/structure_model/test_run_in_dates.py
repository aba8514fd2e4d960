"""A paragraph that begins with a date as a letter does, and one that only speaks of a day."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.structure_model.features import run_in
from letterbook.structure_model.looks import look_of
from letterbook.structure_model.units import cut_units

REST = " the roads are bad and the post is late, and I shall write again when they are better than they were."

HEADS = [
    ("[1768,] Jan. 15, Friday morning.--We hear that", "dmwy", True),
    ("(1774,) Aug. 9, Tuesday, Gloucester.--I set out, for", "dmwy", True),
    ("Beaufort, July 7. We came down, and", "dm", True),
    ("Paris, 3 mai 1851. -- Je vois que", "dmy", True),
    ("Wien, den 3. Mai 1843. Du weißt,", "dmy", True),
    ("Boston, [April 27.] They told me that", "dm", True),
    ("On July 7th the fleet sailed, for", "dm", False),  # the sentence goes on
    ("The 3rd of May was fair, but", "dm", False),
    ("Tuesday night.--Here comes a letter that says", "w", False),  # a diary within a letter
    ("You may be sure that", "", False),
    ("May I say that", "m", False),
    ("He had 20 men, and", "", False),
]


@pytest.mark.parametrize(("head", "holds", "is_head"), HEADS)
def test_a_date_at_the_head_of_prose_is_a_head_if_it_ends_there(head, holds, is_head):
    unit = cut_units(found_in(head + REST * 2 + "\n", "en"))[0]
    look = look_of(unit, 75, ("en", "fr", "de"))
    told = "".join(sorted(next((one[3:] for one in look if one.startswith("dh=")), "")))
    assert (told, "dh" in look, bool(run_in(look))) == (holds, is_head, is_head)


@pytest.mark.parametrize(
    ("ends", "is_so"), [("He wrote to Fox:", True), ("writes:--", True), ("He wrote.", False)]
)
def test_a_paragraph_that_leads_to_what_follows_ends_in_a_colon(ends, is_so):
    unit = cut_units(found_in(REST * 2 + " " + ends + "\n", "en"))[0]
    assert ("colon" in look_of(unit, 75, ("en", "fr", "de"))) == is_so
