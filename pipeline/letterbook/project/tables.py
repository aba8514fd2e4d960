"""Read tables that an editor writes in a spreadsheet: CSV with commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from letterbook.problems import Place, Refused, problem


def divider_of(text: str) -> str:
    """Return what stands between the cells: the sign that the first line has most of."""
    return max(",;\t", key=text.lstrip("\r\n").partition("\n")[0].count)


def read_rows(text: str, file: str, code: str) -> Iterator[tuple[Place, list[str]]]:
    """Yield the rows that hold anything, as cells, each with its place.

    Raises Refused, with a problem of this code, where quotation marks are wrong.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider_of(text), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Place(file, reader.line_num), cells
    except csv.Error as fault:
        raise Refused(problem(code, str(fault), Place(file, reader.line_num))) from None
