"""Find datelines and salutations by layout alone, in a language without a word list.

A dateline is a short line alone that holds a day in figures beside a word ("Kraków, 3 maja 1843."). A
salutation is a short line alone, ending in a comma or "!", directly above prose. Both look like much else, so
they count only where something else bears them out: a date where a year, a salutation or a signature stands
beside it; salutations where the book has a row of them, below dates or beginning with one word again and
again, and few lines of that look elsewhere (in a play, in talk, many lines end in "!").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letterbook.model import Finding
from letterbook.model.kinds import DATELINE
from letterbook.model.values import DateLine
from letterbook.read.page import Page, Paragraph
from letterbook.values.dates.figures import DAY, without_year
from letterbook.words import read_languages

_DATE = 70  # code points of a dateline
_DATE_WORDS = 8
_SALUTE = 44  # code points of a salutation
_SALUTE_WORDS = 6
_PROSE = 80  # code points of prose, at least
_WIDE = 45  # code points of one of its lines: those of verse are shorter
_ROW = 3  # lines that make a row
_MOST = 0.6  # of the lines of a look
_HALF = 0.5
_TIMES = 2  # that the first word of a salutation stands first, to be a word of such
_DAY = re.compile(rf"(?<![\d.,/]){DAY}(?![\d/])")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ITEM = re.compile(r"\(?\d{1,3}[.)]\s+\D*$")  # "3. Kupić chleb": an item of a list, unless a year follows


class _Line(NamedTuple):
    """A paragraph, how it may be read, and what stands beside it."""

    paragraph: Paragraph
    date: bool
    year: bool
    salute: bool
    prose: bool


def find_by_layout(page: Page, languages: Sequence[str]) -> Iterator[Finding]:
    """Propose datelines and salutations by their looks; nothing in a language whose words are known."""
    if languages[0] in read_languages():
        return
    lines = [_looked_at(paragraph) for paragraph in page.paragraphs]
    above = [None, *lines[:-1]]
    below = [*lines[1:], None]
    rows = list(zip(lines, above, below, strict=True))
    salutes = _salutes(rows)
    for line, over, under in rows:
        if line.salute and id(line.paragraph) in salutes:
            yield Finding("salute", line.paragraph.span, "layout.salute", 0.4)
        elif line.date and _is_date(line, over, under, salutes):
            said = DateLine("", line.year)
            yield Finding(DATELINE, line.paragraph.span, "layout.dateline", 0.4, said)


def _looked_at(paragraph: Paragraph) -> _Line:
    text = paragraph.first.text.strip("_ ")
    alone = len(paragraph.lines) == 1
    words = text.split()
    has_year, rest = without_year(text)
    named = text[:1].isupper() or text[:1].isdigit()
    date = (
        alone
        and named
        and len(text) <= _DATE
        and len(words) <= _DATE_WORDS
        and len(_DAY.findall(rest)) == 1
        and _WORD.search(rest) is not None
        and text[-1] not in "!?:;"
        and (has_year or not _ITEM.match(text))
    )
    salute = (
        alone
        and text[:1].isupper()
        and len(text) <= _SALUTE
        and len(words) <= _SALUTE_WORDS
        and text[-1] in ",!"
        and not any(map(str.isdigit, text))
    )
    size = sum(len(line.text) for line in paragraph.lines)
    prose = size >= _PROSE and max(len(line.text) for line in paragraph.lines) >= _WIDE
    return _Line(paragraph, date, has_year, salute, prose)


Rows = Sequence[tuple[_Line, _Line | None, _Line | None]]


def _salutes(rows: Rows) -> frozenset[int]:
    """Return which paragraphs are salutations, by their identity; empty where the book has no row of them."""
    alike = [(line, over) for line, over, _ in rows if line.salute]
    placed = [
        (line, over)
        for line, over, under in rows
        if line.salute and under and under.prose and _heads(line, over)
    ]
    if len(placed) < _ROW or len(placed) < _MOST * len(alike):
        return frozenset()
    firsts = Counter(_first(line) for line, _ in placed)
    dated = sum(over is not None and over.date for _, over in placed)
    again = sum(firsts[_first(line)] >= _TIMES for line, _ in placed)
    if max(dated, again) < _HALF * len(placed):
        return frozenset()
    return frozenset(id(line.paragraph) for line, _ in placed)


def _first(line: _Line) -> str:
    return line.paragraph.first.text.strip("_ ").split()[0].lower()


def _heads(line: _Line, over: _Line | None) -> bool:
    """Tell whether a line stands where a letter begins: below a short line, or a gap."""
    return over is None or not over.prose or line.paragraph.first.blank > 1


def _is_date(line: _Line, over: _Line | None, under: _Line | None, salutes: frozenset[int]) -> bool:
    """Tell whether a line that looks like a date is one: by its year, or by a salutation at its side."""
    if line.year:
        return True
    return (under is not None and id(under.paragraph) in salutes) or _ends(line, over, under)


def _ends(line: _Line, over: _Line | None, under: _Line | None) -> bool:
    """Tell whether a date without a year stands at the foot of a letter: below a short line, above a gap."""
    gap = under is None or under.paragraph.first.blank > line.paragraph.first.blank
    return gap and over is not None and not over.prose and not over.date
