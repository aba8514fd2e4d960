"""Find verse and tables: paragraphs whose line breaks are meant, unlike those of prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.read.page import Line, Paragraph
from letterbook.rules.headings import is_names, particles

_INDENT = 2  # code points by which verse stands in from the prose round it
_GAP = re.compile(r"\s(?<=\S.)(?:\s+|(?<=\t))(?=\S)")  # two blanks, or a tab
_ADDRESS = 3  # lines of an address, at most
_EDGE = " \"'“„«»”’.,:;_"
_FULL = 0.9  # the share of the margin from which a line is prose


def find_shapes(found: Found, lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Yield runs of lines that are verse ("lg") or a table ("table"), each as one stanza or table.

    Verse is set in, its lines begin with capitals, and none reaches the margin; a table has gaps
    inside its lines, and as many cells in each. Both have two lines or more, and no blank one.
    """
    run: list[Line] = []
    for line in lines:
        if run and (line.blank or line.index != run[-1].index + 1):
            yield from _shape(found, run)
            run = []
        run.append(line)
    yield from _shape(found, run)


def indent_of(found: Found, offset: int) -> int:
    """Return how far the line is set in on which a note's words begin; its mark, if the text ends there."""
    lines = found.page.lines
    return lines[min(found.line_at(offset), len(lines) - 1)].indent


def shapes_in_note(
    found: Found, paragraphs: Sequence[Paragraph], words: Span, usual: int
) -> Iterator[tuple[str, list[Line]]]:
    """Yield the verse and the tables of a note, whose words stand in a span, each as whole paragraphs.

    They are set in from the note's own words, which may be set in from the text themselves; where nothing
    else stands below a mark that has its own line, from where most notes begin (`usual`).
    """
    blocks = [
        [line.within(words) for line in paragraph.lines if line.span.meets(words)] for paragraph in paragraphs
    ]
    lines = [line for block in blocks for line in block]
    own = min((line.indent for line in lines), default=0)
    alone = bool(lines) and found.page.lines[lines[0].index].span == lines[0].span
    least = (min(own, usual) if alone else own) + _INDENT
    starts = {block[0].span.start for block in blocks if block}
    ends = {block[-1].span.end for block in blocks if block}
    for kind, run in find_shapes(found, lines):
        whole = run[0].span.start in starts and run[-1].span.end in ends
        if whole and all(line.indent >= least for line in run):
            yield kind, run


def _shape(found: Found, run: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    if len(run) < 2:  # noqa: PLR2004
        return
    cells = len(_GAP.findall(run[0].text))
    if cells and all(len(_GAP.findall(line.text)) == cells for line in run[1:]):
        yield "table", list(run)
    elif found.page.wrapped and all(line.indent >= _INDENT for line in run):
        margin = max(found.page.width, 1)
        capitals = sum(line.text.lstrip("\"'“„»«_")[:1].isupper() for line in run)
        longest = max(line.indent + len(line.text) for line in run)
        if capitals * 4 >= len(run) * 3 and longest < _FULL * margin and not _is_address(found, run):
            yield "lg", list(run)


def _is_address(found: Found, run: Sequence[Line]) -> bool:
    """Tell whether a few lines are a dateline, or names, as those of an address: "S. E. Orsi / Roma."."""
    if any("dateline" in found.kinds(line.index) for line in run):
        return len(run) <= _ADDRESS
    small = particles(found.languages)
    return len(run) <= _ADDRESS and all(is_names(line.text.strip(_EDGE), small) for line in run)


def cells_of(line: Line) -> list[Span]:
    """Return the cells of a table's line."""
    cuts = [gap.span() for gap in _GAP.finditer(line.text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(line.text)]
    return [Span(line.span.start + a, line.span.start + b) for a, b in zip(starts, ends, strict=True)]
