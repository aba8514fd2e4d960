"""The numbers that letters and notes bear: figures, Roman numbers, words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.values.numerals import as_roman, read_number, read_roman

NUMBERS = [
    ("12", "en", "12", "arabic"),
    ("12a", "en", "12a", "arabic"),
    ("12B", "en", "12B", "arabic"),
    ("007", "en", "7", "arabic"),
    ("¹²", "en", "12", "arabic"),
    ("XII", "en", "12", "roman"),
    ("xii", "en", "12", "small"),
    ("XIIII", "en", "14", "roman"),
    ("twelve", "en", "12", "word"),
    ("Twenty-First", "en", "21", "word"),
    ("zwölfter", "de", "12", "word"),
    ("Einundzwanzigster", "de", "21", "word"),
    ("premier", "fr", "1", "word"),
    ("DEUXIÈME", "fr", "2", "word"),
]


@pytest.mark.parametrize(("text", "language", "label", "style"), NUMBERS)
def test_a_number_is_read(text, language, label, style):
    number = read_number(text, (language,))
    assert number
    assert (number.label, number.style) == (label, style)


NO_NUMBERS = [
    "",
    " ",
    "12.",
    "12ab",
    "123456",
    "1,2",
    "IIX",
    "VV",
    "Xii",
    "MMMMM",
    "abc",
    "-3",
    "twelve men",
    "½",
]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_not_read(text):
    assert read_number(text, ("en", "de", "fr")) is None


def test_a_word_is_read_in_its_own_language_alone():
    assert read_number("zwölf", ("en",)) is None
    assert read_number("twelve", ()) is None
    assert read_number("zwölf", ("fr", "de")).value == 12


@given(st.integers(1, 3999))
def test_a_roman_number_is_read_as_it_was_written(value: int) -> None:
    assert read_roman(as_roman(value)) == value
    assert read_roman(as_roman(value).lower()) == value


@given(st.text(max_size=8))
def test_anything_may_be_asked(text: str) -> None:
    number = read_number(text, ("en", "de", "fr"))
    assert number is None or (number.value >= 0 and number.label)
