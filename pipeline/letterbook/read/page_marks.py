"""Find the marks that transcribers set where a page begins: [Pg 12], {12}, --File: 012.png--, form feeds.

They are not printed. A number alone on a line is not among them: it may be the number of the printed page,
or head a letter, which a rule judges (rules/page_numbers.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from letterbook.model import Span
from letterbook.values.numerals import read_number

_WORD = r"(?:pg|page|p|pag|seite|s)\b\.?"
_NUMBER = r"\d{1,4}|[ivxlc]+"
_WORDED = re.compile(
    rf"\[\s*{_WORD}\s*(?P<n>{_NUMBER})\s*\]|\{{\s*{_WORD}\s*(?P<m>{_NUMBER})\s*\}}", re.IGNORECASE
)
_BRACED = re.compile(r"\{(?P<n>\d{1,4})\}")
_BRACED_LETTER = re.compile(r"\{\d{1,4}[a-z]\}")
#: Marks on lines of their own. Each form counts by itself.
_LINES = tuple(
    re.compile(rf"^[ \t]*{form}[ \t]*$", re.IGNORECASE | re.MULTILINE)
    for form in (
        r"-{3,}[ \t]*File:[ \t]*[a-z]{0,3}(?P<n>\d{1,4})[a-z]?\.(?:png|jpe?g|tiff?)\b[^\n]*",
        r"page[ \t]+(?P<n>\d{1,4})[ \t]+of[ \t]+\d{1,4}",
        r"={2,}[ \t]*(?:page[ \t]+)?(?P<n>\d{1,4})[ \t]*={2,}",
        r"//(?P<n>\d{1,4})//",
        r"#(?P<n>\d{1,4})#",
    )
)
_FEWEST = 3  # marks that make a series
_STEP = 3  # pages from one mark to the next: blank leaves and plates have none
_RISING = 2 / 3  # the share of steps that rise by no more
_TWICE = 0.15  # the share of numbers in braces that stand twice where they number notes


class PageMark(NamedTuple):
    """Where a page begins: the span of the mark, and the number it gives ("" where it gives none)."""

    span: Span
    n: str


def find_page_marks(text: str) -> Iterator[PageMark]:
    """Yield the transcriber's marks of pages, of each form that runs on through the text."""
    for row in (_found(_WORDED, text), *(_found(form, text) for form in _LINES)):
        if _is_series(row):
            yield from row
    braced = _found(_BRACED, text) if "{" in text else []
    if _is_series(braced) and not are_notes(braced, text):
        yield from braced
    for found in re.finditer("\f", text):
        yield PageMark(Span(found.start(), found.end()), "")


def _found(pattern: re.Pattern[str], text: str) -> list[PageMark]:
    return [
        PageMark(Span(found.end() - len(found[0].lstrip()), found.end()), next(filter(None, found.groups())))
        for found in pattern.finditer(text)
    ]


def _is_series(row: Sequence[PageMark]) -> bool:
    """Tell whether numbers run on as those of pages do."""
    numbers = [number.value for mark in row if (number := read_number(mark.n))]
    steps = [0 < b - a <= _STEP for a, b in pairwise(numbers)]
    return len(row) >= _FEWEST and sum(steps) >= _RISING * len(steps)


def are_notes(braced: Sequence[PageMark], text: str) -> bool:
    """Tell whether numbers in braces number notes: many stand twice, at call and note, or have letters.

    A page begins once; and a call is glued to the word before it, which the mark of a page seldom is.
    """
    times = Counter(mark.n for mark in braced)
    twice = sum(count > 1 for count in times.values())
    glued = sum(not text[mark.span.start - 1 : mark.span.start].isspace() for mark in braced)
    return twice >= _TWICE * len(times) or 2 * glued > len(braced) or bool(_BRACED_LETTER.search(text))
