"""A place that bears the name of the letter's writer or reader is not given."""

from __future__ import annotations

import pytest

from letterbook.model import Basis, Cert, Guess, Locality, Person, Span
from letterbook.settle.dates.judge import Dating
from letterbook.settle.doubts.people_as_places import without_people
from letterbook.settle.letter_lines import Parties


@pytest.mark.parametrize(
    ("place", "reader", "kept"),
    [
        ("M. Brand", "M. Brand", False),
        ("Norton", "M. Brand", True),
        ("Brand", "M. Brand", True),
    ],
)
def test_a_person_is_no_place(place, reader, kept):
    span = Span(0, 5)
    where = Guess(Locality(place), span, None, None, (), ground="place.line")
    dating = {"n1": Dating((), (), (), where, span)}
    parties = {"n1": Parties(recipients=(Guess(Person(reader), span, Cert.HIGH, Basis.INTERNAL, ()),))}
    days, decisions = without_people(dating, parties)
    assert (days["n1"].place is not None, len(decisions)) == (kept, 0 if kept else 1)
