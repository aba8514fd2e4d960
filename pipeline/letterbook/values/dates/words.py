"""Merge the tables of some languages into the meanings of words in dates.

Every word gets a *sign*, one character that says what it can be in a date, so that a line becomes a
short string and the grammar (`grammar.py`) a table of patterns over such strings. Where two
languages disagree about a word, the one named first is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from letterbook.words import has_habit, read_languages, words

#: The signs of words, by the table and the row they stand in; "*" is any row, whose key is the value.
SIGNS: dict[str, dict[str, str]] = {
    "months": {"*": "m"},
    "weekdays": {"*": "w"},
    "date_republican": {"*": "t"},
    "date_days": {"*": "q"},
    "date_seasons": {"*": "s"},
    "date_feasts": {"*": "f"},
    "date_parts": {"*": "p"},
    "date_roles": {"*": "Z"},
    "date_words": {
        "circa": "c",
        "before": "B",
        "after": "T",
        "between": "b",
        "and": "j",
        "or": "J",
        "to": "u",
        "from": "V",
        "the": "P",
        "of": "O",
        "in": "i",
        "same": "E",
        "undated": "U",
        "year": "Y",
        "old_style": "L",
        "new_style": "L",
        "this_month": "I",
        "last_month": "I",
        "next_month": "I",
        "this_year": "D",
    },
    "date_hours": {
        "clock": "h",
        "am": "g",
        "pm": "g",
        "noon": "N",
        "midnight": "N",
        "half": "H",
        "quarter": "Q",
        "part": "e",
    },
    "date_numbers": {"*": "d"},
}
PLACE_SIGNS: dict[str, dict[str, str]] = {
    "date_places": {"join": "z", "document": "v", "document_mark": "M", "never": "X"},
    # "III Kal. Iul." is read as a whole (roman_calendar); what is left of such words is no other date
    "date_roman": {"kalends": "X", "nones": "X", "ides": "X", "eve": "X", "morrow": "X"},
    "markings": {"*": "l"},
}


class Meaning(NamedTuple):
    """What a word is: its sign, and the row of the table it stands in."""

    sign: str
    value: str


class Lexicon(NamedTuple):
    """The words of some languages: single ones, and phrases by way of their first word and a pattern.

    `months` finds a month's name in running prose, where its capital is as printed; `shortened` has the
    beginnings of months' names that are those of one month alone.
    """

    single: dict[str, Meaning]
    phrases: dict[str, Meaning]
    starts: dict[str, str]
    months: re.Pattern[str]
    shortened: dict[str, str]


def fold(phrase: str) -> str:
    """Return a phrase as the table of phrases has it: small, without stops, blanks or curled apostrophes."""
    return re.sub(r"[\s.]+", "", phrase.lower().replace("’", "'").replace("‘", "'"))


def _pattern(entry: str) -> str:
    text = ""
    for part in re.findall(r"[^\s.]+|\s*\.\s*|\s+", entry):
        if part.isspace():
            text += r"\s+"
        else:
            text += r"\s?\.\s*" if part.strip() == "." else re.escape(part)
    text = text.removesuffix(r"\s*").replace("'", "['’‘]")
    if entry.endswith((".", "'", "-")):
        return text
    return text + r"(?!\w)" + (r"\.?" if "." in entry else "")


def _rows(languages: tuple[str, ...]) -> Iterator[tuple[str, Meaning]]:
    # a word of dates in any of the languages is that before it is a preposition in a place's name
    for tables in (SIGNS, PLACE_SIGNS):
        for language in languages:
            for table, signs in tables.items():
                for key, entries in words(language, table).items():
                    sign = signs.get(key) or signs.get("*")
                    if sign:
                        for entry in entries:
                            yield entry, Meaning(sign, key)
    # scholars of all tongues date in Latin: its months are known in every book, after all other words
    for language in sorted(set(read_languages()) - set(languages)):
        for table in words(language, "language").get("everywhere", ()):
            for key, entries in words(language, table).items():
                for entry in entries:
                    yield entry, Meaning(SIGNS[table]["*"], key)


def _month_names(languages: tuple[str, ...]) -> re.Pattern[str]:
    # French months are written small; elsewhere a small "may" or "march" is no month
    names: set[str] = set()
    for language in languages:
        for entries in words(language, "months").values():
            for name in entries:
                names |= {name.upper(), name.capitalize()}
                if has_habit((language,), "small months"):
                    names.add(name)
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(sorted(map(re.escape, names), reverse=True))})(?![\w'’])")


@cache
def lexicon(languages: tuple[str, ...]) -> Lexicon:
    """Merge the tables of some languages, the most trusted first."""
    single: dict[str, Meaning] = {}
    phrases: dict[str, Meaning] = {}
    patterns: dict[str, None] = {}
    for entry, meaning in _rows(languages):
        if re.fullmatch(r"[\w'-]*\w|&", entry) or re.fullmatch(r"[\d]+\w+", entry):
            single.setdefault(entry, meaning)
        else:
            phrases.setdefault(fold(entry), meaning)
            patterns.setdefault(entry)
    starts: dict[str, list[str]] = {}
    for entry in sorted(patterns, key=len, reverse=True):
        starts.setdefault(re.split(r"[\s.'-]", entry)[0], []).append(_pattern(entry))
    joined = {first: "|".join(found) for first, found in starts.items()}
    return Lexicon(single, phrases, joined, _month_names(languages), _beginnings(languages))


def _beginnings(languages: tuple[str, ...]) -> dict[str, str]:
    """Return the beginnings of months' names, each with the number of the one month that begins so."""
    months: dict[str, set[str]] = {}
    for language in languages:
        for number, names in words(language, "months").items():
            for name in names:
                for size in range(1, len(name)):
                    months.setdefault(name[:size], set()).add(number)
    return {begin: min(numbers) for begin, numbers in months.items() if len(numbers) == 1}


@cache
def phrase_pattern(pattern: str) -> re.Pattern[str]:
    """Compile the pattern of the phrases that begin with a word: few of them stand in any one book."""
    return re.compile(pattern, re.IGNORECASE)
