"""Check days, months and years as ISO 8601 writes them: "1850-05-03", "1850-05", "1850"."""

from __future__ import annotations

import re
from datetime import date

_FORM = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_LONGEST = len("1850-05-03")
MONTH = len("1850-05")  # code points of a month; a day has more


def is_iso(words: str) -> bool:
    """Tell whether words are a day, month or year of the calendar in this form, and nothing else."""
    return _FORM.fullmatch(words) is not None and exists(words)


def is_iso_day(words: str) -> bool:
    """Tell whether words are a day in this form."""
    return len(words) == _LONGEST and is_iso(words)


def exists(value: str) -> bool:
    """Tell whether a day, month or year in this form is in the calendar."""
    try:
        date.fromisoformat(f"{value}-01-01"[:_LONGEST])
    except ValueError:
        return False
    return True
