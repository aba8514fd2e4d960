"""Gather the words beside a number that say what it is: a day, a measure, the number of a page.

They stand in the language files: the tables `months`, `units`, `call_before` and `call_after`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from letterbook.words import words

_SHORT = 3  # a word no longer than this is no counted noun: "is", "as", "was"


class Lexicon(NamedTuple):
    """The words of one or more languages that say what a number is."""

    months: frozenset[str]
    units: frozenset[str]  # what is counted or measured: stands after the number
    before_time: frozenset[str]  # "at", "um", "vers": an hour follows
    before_count: frozenset[str]  # prepositions, articles, "about", "over": a quantity follows
    abbreviations: frozenset[str]  # of references: a stop after them ends no sentence
    articles: frozenset[str]  # where these stand before such a word, it is none: "the page 5"
    references: frozenset[str]  # "No.", "vol.", "Document": a number of another thing follows
    ordinals: frozenset[str]  # endings set apart: "2 nd"
    joins: frozenset[str]  # "and", "to": a second number follows
    plurals: tuple[str, ...]  # how a counted noun may end
    proper: frozenset[str]  # months only with a capital: "may", "march"

    def is_month(self, printed: str) -> bool:
        """Tell whether a word, as printed, is a month."""
        word = printed.casefold().rstrip(".")
        return word in self.months and (word not in self.proper or printed[0].isupper())

    def is_plural(self, word: str) -> bool:
        """Tell whether a small word has the ending of a plural and is no mere "is" or "was"."""
        return len(word) > _SHORT and word.endswith(self.plurals)


@cache
def lexicon(languages: tuple[str, ...]) -> Lexicon:
    """Gather the words of some languages."""

    def table(name: str, *keys: str) -> frozenset[str]:
        found: set[str] = set()
        for language in languages:
            rows = words(language, name)
            for key in keys or tuple(rows):
                found.update(word.casefold() for word in rows.get(key, ()))
        return frozenset(found)

    return Lexicon(
        months=table("months"),
        units=table("units"),
        before_time=table("call_before", "time"),
        before_count=table("call_before", "count"),
        abbreviations=table("call_before", "abbreviation"),
        articles=table("call_before", "article"),
        references=table("call_before", "reference", "abbreviation"),
        ordinals=table("call_after", "ordinal"),
        joins=table("call_after", "join"),
        plurals=tuple(sorted(table("call_after", "plural"))),
        proper=table("call_after", "proper"),
    )
