"""Words that a text prints with a small letter too: no names, in languages where only names have capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterbook.words import has_habit


def is_never_small(word: str, text: str | None, languages: Sequence[str]) -> bool:
    """Tell whether a word stands in a text with a capital alone, where that tells names from other words."""
    if text is None or has_habit(tuple(languages), "nouns have capitals"):
        return False
    return not re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text)


def stands_small(word: str, text: str | None, languages: Sequence[str]) -> bool:
    """Tell whether a word stands in a text with a small letter, where that tells it from a name."""
    told = text is not None and not has_habit(tuple(languages), "nouns have capitals")
    return told and not is_never_small(word, text, languages)


def stands_mostly_small(word: str, text: str, languages: Sequence[str]) -> bool:
    """Tell whether a word stands with a small letter more often than with a capital, where that tells."""
    if has_habit(tuple(languages), "nouns have capitals"):
        return False
    small, shown = (
        len(re.findall(rf"(?<!\w){re.escape(form)}(?!\w)", text))
        for form in (word.lower(), word.capitalize())
    )
    return small > shown
