"""What salutations, months, header words look like: one TOML file a language.

Every file holds tables of lists: ``words("en", "months")["1"] == ("january", "jan", ...)``.
A new language is a new file here (and one in xslt/labels).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@cache
def languages() -> tuple[str, ...]:
    """Return the languages letterbook has words for, sorted."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.toml")))


@cache
def _load(language: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    with (_HERE / f"{language}.toml").open("rb") as file:
        return {
            table: {key: tuple(values) for key, values in rows.items()}
            for table, rows in tomllib.load(file).items()
        }


def words(language: str, table: str) -> Mapping[str, tuple[str, ...]]:
    """Return one table of a language: key -> the words for it. A table that is not there is empty."""
    return _load(language).get(table, {})


def known(languages: Sequence[str], table: str) -> Mapping[str, str]:
    """Return the words of a table in all the languages: word -> key, that of the last language counting."""
    return _known(tuple(languages), table)


@cache
def _known(languages: tuple[str, ...], table: str) -> Mapping[str, str]:
    return {
        word: key for language in languages for key, row in words(language, table).items() for word in row
    }
