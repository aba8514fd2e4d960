"""What salutations, months, header words look like: one TOML file a language.

Every file holds tables of lists: ``words("en", "months")["1"] == ("january", "jan", ...)``.
A new language is a new file here (and one in xslt/labels).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_TABLE = re.compile(r"^\[(\w+)\][ \t]*(?:#.*)?$", re.MULTILINE)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages letterbook has words for, sorted."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.toml")))


@cache
def _tables(language: str) -> Mapping[str, str]:
    """Return the tables of a language as they stand in its file: few are read of a language nobody writes."""
    _, *parts = _TABLE.split((_HERE / f"{language}.toml").read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


@cache
def words(language: str, table: str) -> Mapping[str, tuple[str, ...]]:
    """Return one table of a language: key -> the words for it. A table that is not there is empty."""
    rows = tomllib.loads(_tables(language).get(table, ""))
    return {key: tuple(values) for key, values in rows.items()}


def known(languages: Sequence[str], table: str) -> Mapping[str, str]:
    """Return the words of a table in all the languages: word -> key, that of the last language counting."""
    return _known(tuple(languages), table)


@cache
def _known(languages: tuple[str, ...], table: str) -> Mapping[str, str]:
    return {
        word: key for language in languages for key, row in words(language, table).items() for word in row
    }
