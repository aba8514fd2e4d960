"""Searches that were made quick find what the plain ones find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.model import Source, Span
from letterbook.rules.faults import hyphens, run_together, stops
from letterbook.rules.faults.searched_text import SearchedText, prepare_search
from letterbook.rules.set_phrases import any_first
from letterbook.values.vocabulary import count, read_lexicon

#: Letters of either case, figures that are and are no letters, and all signs that the patterns speak of.
TEXTS = st.text(st.sampled_from("abzäßÉAB²½9_- \n.,;:'’@/"), max_size=60)


def made(text: str, areas: tuple[Span, ...] | None = None) -> SearchedText:
    """Make a ground of one area, or of these."""
    return prepare_search(Source("t", text, ""), areas or (Span(0, len(text)),), ("en",), read_lexicon(text))


@pytest.mark.parametrize(
    ("sign", "pattern"),
    [
        (hyphens._HYPHEN, hyphens._HIDDEN),
        (hyphens._HYPHEN, hyphens._SUSPENDED),
        (run_together._CAPITAL, run_together._FUSED),
        (run_together._STOP, run_together._POINTED),
        (stops._COMMA, stops._LISTED),
    ],
)
@given(text=TEXTS, cut=st.integers(0, 60))
@settings(max_examples=200, deadline=None)
def test_what_is_sought_by_its_sign_is_what_is_sought_everywhere(sign, pattern, text, cut):
    cut = min(cut, len(text))
    field = made(text, tuple(span for span in (Span(0, cut), Span(cut, len(text))) if span.end > span.start))
    sought = [(match.span(), match.groups()) for match in field.seek_at(sign, pattern)]
    assert sought == [(match.span(), match.groups()) for match in field.seek(pattern)]


PHRASES = ("a", "ab", "Ab b", "b", "ß", "zA")


@given(text=TEXTS, phrases=st.lists(st.sampled_from(PHRASES), min_size=1, unique=True), exact=st.booleans())
@settings(max_examples=300, deadline=None)
def test_phrases_by_their_letters_are_found_like_phrases_by_themselves(text, phrases, exact):
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    either = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest)
    plain = rf"(?<!\w)(?:{either})(?!\w)" if exact else rf"(?<!\w)(?i:{either})(?!\w)"
    quick = any_first(phrases, r"(?<!\w.)", exact=exact) + r"(?!\w)"
    assert [m.span() for m in re.finditer(quick, text)] == [m.span() for m in re.finditer(plain, text)]


def test_no_phrase_is_found_where_there_are_none():
    assert not re.search(any_first((), r"(?<!\w.)"), "anything")


@pytest.mark.parametrize("letter", ["ſehr", "SEHR", "\u212aaiſer", "İch"])
def test_old_and_foreign_letters_are_found_where_case_does_not_count(letter):
    phrase = {"ſ": "sehr", "S": "sehr", "\u212a": "kaiser", "İ": "ich"}[letter[0]]
    plain = re.search(f"(?i:{phrase})", letter)
    quick = re.search(any_first((phrase,), r"(?<!\w.)"), letter)
    assert bool(plain) == bool(quick)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_words_counted_once_are_as_many_as_words_counted_each(text):
    word = re.compile(r"[^\W\d_]+")
    found = word.findall(text)
    assert count(word, text) == {one: found.count(one) for one in found}
