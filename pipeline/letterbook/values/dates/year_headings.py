"""Read years alone on a line, as they head a part of a book: "1765.", "[1764-65]", "ANNÉE 1765"."""

from __future__ import annotations

import re
from functools import cache

from letterbook.words import languages
from letterbook.words.patterns import any_of, phrases

_CENTURY = 100


@cache
def _pattern() -> re.Pattern[str]:
    # an editor's heading may be in another language than the letters
    word = any_of(phrases(languages(), "date_words", "year"))
    return re.compile(
        rf"[\[(]?(?:(?:{word})\.?\s+)?(?P<first>1\d\d\d)(?:\s*[-–—/]\s*(?P<last>1\d\d\d|\d\d))?\.?[\])]?\.?",
        re.IGNORECASE,
    )


def years_headed(line: str) -> range:
    """Return the years that a line names and nothing else; empty if it says something else too."""
    found = _pattern().fullmatch(line.strip(" _=~"))
    if found is None:
        return range(0)
    first = int(found["first"])
    last = int(found["last"] or first)
    last += first // _CENTURY * _CENTURY if last < _CENTURY else 0
    return range(first, last + 1)
