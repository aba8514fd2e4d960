"""The register says from which printed names a person was gathered, in which letters they stand, and why."""

from __future__ import annotations

import pytest

from letterbook.model import Likeness, Source, Span, Topic
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.judge import judge_parties
from letterbook.values.names.read import read_name
from letterbook.values.names.same_person import likeness

BEST = "Johann Ludwig Brandt"


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("Johann Ludwig Brandt", Likeness.SAME),
        ("JOHANN LUDWIG BRANDT", Likeness.SAME),
        ("J. L. B.", Likeness.INITIALS),
        ("J. L. Brandt", Likeness.INITIALS),
        ("Joh. Ludw. Brandt", Likeness.SHORTENED),
        ("Herr Brandt", Likeness.SURNAME),
        ("Dr. Brandt", Likeness.SURNAME),
        ("Ludwig", Likeness.GIVEN),
        ("Johann Brandt", Likeness.LESS),
        ("Johann Ludwig Brandt-Holt", Likeness.SPELLING),
    ],
)
def test_how_a_printed_name_differs_from_the_fullest(printed, why):
    name, best = read_name(printed, ("de",)), read_name(BEST, ("de",))
    assert name
    assert best
    assert likeness(name, best) is why


def test_each_print_of_a_name_has_its_letters_and_its_reason():
    heads = ("To John Holt.", "To Mr. Holt.", "To J. Holt.", "To Ann Lee.", "To J. Holt.")
    text, letters = "LETTERS OF EDWIN HARROW\n\n", []
    for n, head in enumerate(heads, 1):
        span = Span(len(text), len(text) + len(head))
        text += f"{head}\n\nAll is well.\n\n"
        letters.append(Signs(f"{n}", f"{n}", Span(span.start, len(text)), heads=(span,)))
    judged = judge_parties(Source("t", text, ""), letters, [Span(0, 24)], ("en",))
    holt = next(entry for entry in judged.entries if entry.name == "John Holt")
    assert [(one.name, one.letters, one.why) for one in holt.prints] == [
        ("John Holt", ("1",), Likeness.SAME),
        ("Holt", ("2",), Likeness.SURNAME),
        ("J. Holt", ("3", "5"), Likeness.INITIALS),
    ]
    told = {d.subject.name: d.reason for d in judged.decisions if d.subject.topic is Topic.PERSON}
    assert "“J. Holt” (letters 3, 5): initials of it" in told["John Holt"]
    assert "Ann Lee" not in told  # one name needs no reason
