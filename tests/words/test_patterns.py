"""Lists of words as patterns."""

from __future__ import annotations

import re

import pytest

from letterbook.words.patterns import ANY_SPACE, any_of, phrases


@pytest.mark.parametrize(
    ("rows", "space", "text", "wanted"),
    [
        (("an", "and"), r"\ ", "and", "and"),  # the longest first
        (("an", "and"), r"\ ", "ant", "an"),
        (("v. d.",), r"\ ", "v. d. x", "v. d."),
        (("v. d.",), r"\ ", "vx d. x", None),  # a stop is a stop
        (("dear sir",), ANY_SPACE, "dear\n  sir", "dear\n  sir"),
        (("dear sir",), r"\ ", "dear\nsir", None),
        ((), r"\ ", "", None),  # of no words: not even the empty text
    ],
)
def test_any_of(rows, space, text, wanted):
    found = re.match(any_of(rows, space), text)
    assert (found and found[0]) == wanted


def test_phrases_are_those_of_all_languages():
    assert {"january", "januar", "janvier"} <= {w.lower() for w in phrases(("en", "de", "fr"), "months", "1")}
    assert phrases((), "months", "1") == set()
