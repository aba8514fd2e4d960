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


@pytest.mark.parametrize(
    ("place", "ground", "named", "given"),
    [
        ("F. Brand Norton", "place.foot.known", "Franz Brand", "Norton"),
        ("Brand Norton", "place.tail", "Franz Brand", "Norton"),
        ("Brand Norton", "place.line", "Franz Brand", "Brand Norton"),  # above a letter nobody signs
        ("Brand", "place.foot.known", "Franz Brand", None),
        ("F. Brand", "place.line", "Franz Brand", None),
        ("Norton", "place.foot.known", "Duke of Norton", "Norton"),
        ("St. Brand", "place.foot", "Franz Holt", "St. Brand"),
    ],
)
def test_a_signature_before_a_place_is_no_part_of_it(place, ground, named, given):
    span = Span(0, len(place))
    where = Guess(Locality(place), span, None, None, (), ground=ground)
    dating = {"n1": Dating((), (), (), where, span)}
    parties = {
        "n1": Parties(),
        "n2": Parties(senders=(Guess(Person(named), None, Cert.HIGH, Basis.INTERNAL, ()),)),
    }
    kept = without_people(dating, parties)[0]["n1"].place
    assert (kept.value.name if kept else None) == given
    if kept and given != place:
        assert (kept.printed, kept.ground) == (Span(span.end - len(given), span.end), "place.signed")
