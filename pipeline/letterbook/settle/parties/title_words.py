"""The words of titles, as patterns and as sets, in some languages."""

from __future__ import annotations

import re
from functools import cache

from letterbook.values.names.forms import fold
from letterbook.words import COMPOUNDS, has_habit, words
from letterbook.words.patterns import accents_lost, any_of, phrases


@cache
def phrase(languages: tuple[str, ...], key: str) -> re.Pattern[str]:
    """Return the pattern of a row of the table of title pages, as whole words, whatever their case."""
    rows = phrases(languages, "title_page", key)
    joined = "|".join(_row(w, languages) for w in sorted(rows, key=lambda w: (-len(w), w))) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{joined})(?:(?<=['’])|(?!\w))\s*", re.IGNORECASE)


def _row(row: str, languages: tuple[str, ...]) -> str:
    """Return the pattern of a phrase: "LETTRES A BAILLE" is "lettres à"; "Feldpostbriefe an", "briefe an"."""
    pattern = accents_lost(any_of([row], r"\s+"))
    kinds = phrases([la for la in languages if has_habit((la,), COMPOUNDS)], "title_words", "letters")
    return rf"[^\W\d_]*{pattern}" if row.split(maxsplit=1)[0] in kinds else pattern


@cache
def word_between(languages: tuple[str, ...], key: str) -> re.Pattern[str]:
    """Return the pattern of a word that stands between names: "and", "to", "with"."""
    joins = any_of(phrases(languages, "person_joins", key))
    return re.compile(rf"(?<!\w)(?:{joins})(?!\w)", re.IGNORECASE)


@cache
def of_joined(languages: tuple[str, ...]) -> str:
    """Return the pattern of a word for "of" that may stand before a joined name: "and of B", "et d'A"."""
    return rf"(?:(?:{any_of(phrases(languages, 'title_page', 'after_and'))})(?:(?<=['’])|\s+))?"


@cache
def before_title(languages: tuple[str, ...]) -> str:
    """Return the pattern of the small words before a title's own: "the", "im", "sa"."""
    rows = phrases(languages, "person_words", "article") | phrases(languages, "title_page", "after_and")
    return any_of(rows | phrases(languages, "title_page", "before"))


@cache
def title_rows(languages: tuple[str, ...], table: str, *keys: str) -> frozenset[str]:
    """Return the words of a table's rows, folded."""
    return frozenset(fold(w) for lang in languages for key in keys for w in words(lang, table).get(key, ()))
