"""Text without marks of emphasis, calls and wide gaps, and the way back."""

from __future__ import annotations

import pytest

from letterbook.model import Span
from letterbook.values.dates.plain import plain

ROWS = [
    ("_Feb._ 10_th_, 1833", "Feb. 10th, 1833"),
    ("Jan{y.} 3", "Jany. 3"),
    ("LYME. {28}\n  June 3", "LYME. \nJune 3"),
    ("Lyme,[17] May 3", "Lyme, May 3"),
    ("May 17[12]", "May 17[12]"),
    ("Sir,          Lyme, May 3", "Sir,\nLyme, May 3"),
    ("B***, den 3. Mai", "B***, den 3. Mai"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "words"), ROWS)
def test_marks_are_left_out(text, words):
    assert plain(text).text == words


QUOTED = [
    ("“Norton, 3 May 1861.", "Norton, 3 May 1861."),
    ("“Camp,\n“3 May 1861.”", "Camp,\n3 May 1861."),
    ("„Lyme, d. 3. Mai 1861“", "Lyme, d. 3. Mai 1861"),
    ("At the “Oaks,” 3 May", "At the “Oaks,” 3 May"),
    ("'s Gravenhage, 3 Mei", "'s Gravenhage, 3 Mei"),
]


@pytest.mark.parametrize(("text", "words"), QUOTED)
def test_marks_of_quotation_at_the_ends_of_lines_are_left_out(text, words):
    assert plain(text, quoted=True).text == words
    assert plain(text).text != words or "“" not in words[:1]


@pytest.mark.parametrize(("text", "_"), ROWS)
def test_every_sign_knows_where_it_stood(text, _):
    made = plain(text, 100)
    for at, sign in enumerate(made.text):
        assert sign == text[made.at[at] - 100] or sign == "\n"
    assert made.at[-1] == 100 + len(text)


def test_a_stretch_is_found_in_the_text_it_was_made_of():
    text = "_Feb._ 10_th_, 1833"
    span = plain(text).span(Span(0, 9))
    assert text[span.start : span.end] == "Feb._ 10_th"
