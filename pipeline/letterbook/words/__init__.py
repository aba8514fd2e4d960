"""Give the words of each language from its TOML file: salutations, months, header words and all others.

Every file holds tables of lists: ``words("en", "months")["1"] == ("january", "jan", ...)``. A new language
is a new file here (and one in xslt/labels); `tables` says which tables there are. A file that has only the
table `language` is enough to recognise a text in that language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from letterbook.words.tables import TABLES

#: A way of print: nouns are joined to one word, "Feldpostbriefe", "Domstraße".
COMPOUNDS = "compounds"

_HERE = Path(__file__).resolve().parent
#: Those in which most documents are whose languages nobody names.
_LIKELIEST = ("en", "de", "fr")
#: Languages of passages that an editor may name, and of which there are no words.
_NAMES = {"grc": "Ancient Greek"}
_TABLE = re.compile(r"^\[(\w+)\][ \t]*(?:#.*)?$", re.MULTILINE)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages letterbook has any words of, sorted; of some only those to know them by."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.toml")))


@cache
def read_languages() -> tuple[str, ...]:
    """Return the languages that letterbook reads letters in, sorted: those with words for salutations."""
    return tuple(language for language in languages() if words(language, "salute_starts"))


@cache
def languages_of_dates() -> tuple[str, ...]:
    """Return the languages in which dates are read where nobody says which it is, the likeliest first.

    Where two disagree about a word, the first is believed.
    """
    return tuple(dict.fromkeys((*_LIKELIEST, *read_languages())))


def name_of(language: str) -> str:
    """Return the English name of a language, for messages; the code itself where no file has it."""
    return next(iter(words(language, "language").get("name", ())), _NAMES.get(language, language))


def lacking(language: str) -> tuple[str, ...]:
    """Return what is not read in a language for want of words, in the order of `tables`; without repeats."""
    missing = (table.without for name, table in TABLES.items() if not words(language, name))
    return tuple(dict.fromkeys(without for without in missing if without))


@cache
def has_habit(languages: tuple[str, ...], habit: str) -> bool:
    """Tell whether any of the languages has a way of print, such as naming the month before the day."""
    return any(habit in words(language, "habits").get("print", ()) for language in languages)


@cache
def _tables(language: str) -> Mapping[str, str]:
    """Return the tables of a language as they stand in its file: few are read of a language nobody writes."""
    path = _HERE / f"{language}.toml"
    if not path.is_file():
        return {}
    _, *parts = _TABLE.split(path.read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


@cache
def words(language: str, table: str) -> Mapping[str, tuple[str, ...]]:
    """Return one table of a language: key -> the words for it. Empty where the language does not have it.

    Raises KeyError for a table that no language can have.
    """
    if table not in TABLES:
        raise KeyError(table)
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
