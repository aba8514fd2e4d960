"""The tables of words: read one by one, they are what the whole file says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import letterbook.words
from letterbook.words import languages, words

FOLDER = Path(letterbook.words.__file__).parent


def test_every_file_is_a_language():
    assert languages() == tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
    assert {"de", "en", "fr"} <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_each_table_is_read_as_the_whole_file_has_it(language):
    whole = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    assert whole
    for table, rows in whole.items():
        assert words(language, table) == {key: tuple(values) for key, values in rows.items()}


def test_a_table_that_is_not_there_is_empty():
    assert words("en", "no such table") == {}
