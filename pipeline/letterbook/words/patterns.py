"""Turn words of the languages into patterns. Nothing else makes a regular expression of a list of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from letterbook.words import languages, words

#: White space between the words of a phrase, where a line may end between them.
ANY_SPACE = r"\s+"


def phrases(tongues: Sequence[str], table: str, *keys: str) -> set[str]:
    """Return the words of some rows of a table in all the languages."""
    return {w for language in tongues for key in keys for w in words(language, table).get(key, ())}


def any_of(rows: Iterable[str], space: str = r"\ ") -> str:
    """Return a pattern, without a group of its own, for any of some phrases, the longest first.

    `space` stands for each blank in a phrase. Of no phrases it is a pattern that matches nothing.
    """
    ordered = sorted(set(rows), key=lambda row: (-len(row), row))
    return "|".join(re.escape(row).replace(r"\ ", space) for row in ordered) or "(?!)"


def accents_lost(pattern: str) -> str:
    """Let each letter of a pattern that has an accent stand without it: "LETTRES A BAILLE"."""
    return re.sub(r"[^\W\d_a-zA-Z]", lambda m: f"[{m[0]}{unicodedata.normalize('NFD', m[0])[0]}]", pattern)


def bracket_words(*rows: str, capital: bool = False) -> str:
    """Return a pattern for the words that begin a transcriber's bracket: "[Illustration", "[Sidenote:".

    `rows` are those of the table "bracket_words". All languages are asked, since transcribers write their
    own language whatever that of the book. With `capital` each word begins with a capital.
    """
    found = phrases(languages(), "bracket_words", *rows)
    return any_of(word.capitalize() if capital else word for word in found)
