"""Read the text layer of a PDF, each line as a line of the transcript.

A PDF holds the places of glyphs, not paragraphs: indents and blank lines are told from them. Of italics,
links from calls to notes and columns nothing is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from letterbook.model import Part
from letterbook.model.kinds import PRINT_PAGE
from letterbook.model.values import PageNumber
from letterbook.problems import Place, Problem, problem
from letterbook.read.transcript import Transcript
from letterbook.values.numerals import as_roman, read_number
from letterbook.xml_input.pdf_pages import text_layer
from letterbook.xml_input.words_of import visible

_NUMBER = re.compile(r"[\W_]*(\d{1,4}|[ivxlc]{1,8})[\W_]*", re.IGNORECASE)
#: A running head with the number of the page at its outer end.
_BESIDE = re.compile(r"(\d{1,4})\s+\D+|\D+\s+(\d{1,4})")
#: So many pages must agree on how the printed numbers are counted.
_AGREE = 2
#: A distance between lines of one and so much of the usual one is a blank line; no more blank lines are set.
_BLANK, _MOST = 0.35, 6
#: A line as long as this share of the longest may end within a paragraph.
_FULL = 0.8
#: So many pages are named in a message.
_NAMED = 8


class _Line(NamedTuple):
    """A line of words: these, its indent, the white space above it, the signs of its page before it."""

    words: str
    indent: int
    blank: int
    at: int


def take_pdf(made: Transcript, data: bytes, name: str) -> Sequence[Problem]:
    """Take the pages of a PDF into a transcript. Raises Refused where it cannot be read."""
    layer = text_layer(data, name)
    made.file(name, data)
    made.part(Part(name, "", "pdf", layer.made_by))
    pages = [_lines(text) for text in layer.pages]
    usual = _usual_gap([lines for index, lines in enumerate(pages) if index not in layer.flat])
    numbers = _numbers(pages)
    for index, lines in enumerate(pages):
        number, row = numbers[index]
        if index and lines and not _runs_on(pages[index - 1], lines):
            made.blank()
        made.line()
        span = made.add(f"[Pg {number}]", "number of a page")
        made.find(PRINT_PAGE, span.start, span.end, PageNumber(number, ""))
        made.line()
        for count, line in enumerate(lines):
            where = f"page {index + 1}, line {count + 1}"
            if count == row:
                made.leave(line.words, index, line.at, where, "number of a page")
                continue
            made.line()
            if blank := min(int((line.blank + 1) / (usual + 1) - _BLANK), _MOST):
                made.gap(blank)
            made.indent(line.indent)
            made.take(line.words, index, line.at, where)
    return list(_oddities(layer.pages, layer.flat, name, repaired=layer.repaired))


def _lines(text: str) -> list[_Line]:
    """Return the lines of a page that hold words. Where all are indented, that is the page's margin."""
    lines: list[_Line] = []
    blank = at = 0
    for raw in text.split("\n"):
        words = " ".join(raw.split())
        if not words:
            blank += 1
            continue
        lines.append(_Line(words, len(raw) - len(raw.lstrip()), blank if lines else 0, at))
        at += len(visible(words))
        blank = 0
    margin = min((line.indent for line in lines), default=0)
    return [line._replace(indent=line.indent - margin) for line in lines]


def _usual_gap(pages: Sequence[Sequence[_Line]]) -> int:
    """Return how much white space stands between lines of a paragraph: less than between most other lines."""
    gaps = sorted(line.blank for lines in pages for line in lines[1:])
    return gaps[len(gaps) // 4] if gaps else 0


def _runs_on(above: Sequence[_Line], below: Sequence[_Line]) -> bool:
    """Tell whether a paragraph runs on from a page to the next, as far as the length of its last line tells.

    White space at the ends of pages is told of no page.
    """
    prose = [line for line in above if not _NUMBER.fullmatch(line.words)]
    if not prose:
        return False
    width = max(line.indent + len(line.words) for line in prose)
    last = prose[-1]
    first = next((line for line in below if not _NUMBER.fullmatch(line.words)), below[0])
    return first.words[0].islower() or len(last.words) >= _FULL * width


def _numbers(pages: Sequence[Sequence[_Line]]) -> list[tuple[str, int]]:
    """Return the number of each page, and which of its lines holds nothing else (-1: none).

    A number in the first or last line is printed if other pages are counted alike: a year or a letter's
    number may stand there, too. A page without one is counted like those before it, or else those after it.
    """
    found = []
    for index, lines in enumerate(pages):
        for row in sorted({0, len(lines) - 1}) if len(lines) > 1 else ():
            alone = _NUMBER.fullmatch(lines[row].words)
            told = alone or _BESIDE.fullmatch(lines[row].words)
            digits = next(filter(None, told.groups()), "") if told else ""
            value = read_number(digits) if digits else None
            if value is not None:
                way = (value.value - index, value.style)
                found.append((way, index, row if alone else -1, digits))
    agreed = Counter(way for way, *_ in found)
    printed = {index: (way, row, digits) for way, index, row, digits in found if agreed[way] >= _AGREE}
    counts = [(index, way) for index, (way, _, _) in sorted(printed.items())]
    numbers = []
    for index, _ in enumerate(pages):
        if index in printed:
            _, row, digits = printed[index]
            numbers.append((digits, row))
            continue
        near = [way for at, way in counts if at < index][-1:] or [way for _, way in counts[:1]]
        more, style = near[0] if near else (1, "arabic")
        numbers.append((_as_printed(index + more, style) if index + more > 0 else str(index + 1), -1))
    return numbers


def _as_printed(number: int, style: str) -> str:
    """Write a number in the style that `read_number` told of another."""
    if style == "arabic":
        return str(number)
    return as_roman(number) if style == "roman" else as_roman(number).lower()


def _oddities(pages: Sequence[str], flat: Sequence[int], name: str, *, repaired: bool) -> list[Problem]:
    """Say what may be missing from the text layer, or wrong with it."""
    empty = [index for index, text in enumerate(pages) if not text.strip()]
    told = []
    if repaired:
        told.append("is a damaged PDF: what could be found in it was read")
    if empty:
        told.append(f"has pages without a text layer: {_counted(empty)}")
    if flat:
        told.append(f"tells no indents and blank lines of pages: {_counted(flat)}")
    return [problem("source-text-layer", said, Place(name)) for said in told]


def _counted(indices: Sequence[int]) -> str:
    named = ", ".join(str(index + 1) for index in indices[:_NAMED])
    return named if len(indices) <= _NAMED else f"{named} and {len(indices) - _NAMED} more"
