"""The tables of words: read one by one, they are what the whole file says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import letterbook.words
from letterbook.words import lacking, languages, name_of, read_languages, words
from letterbook.words.tables import TABLES

#: Rows that a language may have no words for: no article, no month that is a common word as well.
_MAY_LACK = {
    "note_titles": {"transcriber"},
    "call_before": {"article"},
    "call_after": {"proper"},
    "person_titles": {"one_letter", "shortened", "elder", "younger", "several"},
    "person_words": {"praise", "things", "office_of"},
    "person_joins": {"beside"},
    "heading_words": {"to", "document", "remark", "unknown"},
    "title_reader": {"whose", "some", "one"},
    "title_page": {"written_to", "own", "owner"},
    "given_names": {"male", "female", "shortened"},
    "vocatives": {"before"},
    "date_words": {"counted_month", "this_year"},
    "date_places": {"quarters", "nowhere", "ship", "park", "dwelling", "street_last", "street_of"},
    "date_parts": {"first_half", "second_half"},
}
FOLDER = Path(letterbook.words.__file__).parent


def test_every_file_is_a_language():
    assert languages() == tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
    assert set(read_languages()) == {"da", "de", "en", "es", "fr", "it", "la", "nl", "pt", "sv"}
    assert set(read_languages()) < set(languages())


@pytest.mark.parametrize("language", languages())
def test_each_table_is_read_as_the_whole_file_has_it(language):
    whole = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    assert whole
    for table, rows in whole.items():
        assert words(language, table) == {key: tuple(values) for key, values in rows.items()}


def test_a_table_that_a_language_does_not_have_is_empty():
    assert words("en", "date_roman") == {}
    assert words("xx", "months") == {}


def test_a_table_that_no_language_can_have_is_a_fault():
    with pytest.raises(KeyError):
        words("en", "no such table")


@pytest.mark.parametrize("language", languages())
def test_every_table_and_row_of_a_file_is_declared(language):
    for table in tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")):
        assert table in TABLES
        if rows := TABLES[table].rows:
            assert set(words(language, table)) <= set(rows), table


@pytest.mark.parametrize("language", read_languages())
def test_a_language_that_is_read_has_all_the_tables_that_a_rule_needs(language):
    assert lacking(language) == ()
    for table, declared in TABLES.items():
        if declared.without and declared.rows:
            assert set(declared.rows) - set(words(language, table)) <= _MAY_LACK.get(table, set()), table


def test_what_a_language_lacks_is_told_by_what_is_not_read():
    assert name_of("pl") == "Polish"
    assert "salutations" in lacking("pl")
    assert "dates in words" in lacking("pl")
    assert lacking("xx") == lacking("pl")
    assert name_of("xx") == "xx"
