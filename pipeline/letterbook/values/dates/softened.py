"""Write names in capitals as names are written."""

from __future__ import annotations

import re


def soften(name: str) -> str:
    """Return a name in capitals as names are written: "13 QUEEN'S SQUARE" as "13 Queen's Square"."""
    if not name.isupper() or len(name) <= 3:  # noqa: PLR2004 (initials stay)
        return name
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", lambda word: _capitalised(word.group()), name)


def _capitalised(word: str) -> str:
    """Return a word with a capital: "O'BRIEN" as "O'Brien", "QUEEN'S" as "Queen's"."""
    first, mark, rest = word[:1], word[1:2], word[2:]
    return first + mark + rest.capitalize() if mark in {"'", "’"} and len(rest) > 1 else word.capitalize()
