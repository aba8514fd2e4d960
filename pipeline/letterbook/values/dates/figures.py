"""Find a day and a year in figures, where no word of a date is known: "Praha, 3. ledna 1843"."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
#: A number from 1 to 31.
DAY = r"(?:0?[1-9]|[12]\d|3[01])"


def without_year(text: str) -> tuple[bool, str]:
    """Tell whether a text has a year in figures, from 1000 to 2099; return it without the first of them."""
    year = _YEAR.search(text)
    return (True, f"{text[: year.start()]} {text[year.end() :]}") if year else (False, text)
