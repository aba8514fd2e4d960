"""The facts as a table: report/facts.csv, one row a fact (RFC 4180).

Values come from a text that anybody may have written, and spreadsheets take a cell that begins like a
formula for one. Such a cell gets an apostrophe in front, which says that it is text; `plain` takes it off.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from letterbook.review.fact import Fact
from letterbook.review.quoting import Reason

COLUMNS = (
    "letter",
    "fact",
    "value",
    "certainty",
    "rule",
    "evidence",
    "line",
    "alternatives",
    "status",
    "by",
    "note",
    "id",
)
#: What begins a formula in one spreadsheet or another, also in wide characters and after blanks.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r\n]")
_ARMED = re.compile(r"'(?='*\s*[=+\-@＝＋－＠\t\r\n])")


def as_table(told: Sequence[Fact]) -> bytes:
    """Write all facts, in UTF-8; several reasons stand in one cell with " | " between them."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for fact in told:
        cells = (
            fact.letter,
            fact.kind,
            fact.value,
            fact.certainty,
            fact.rule,
            " | ".join(map(_evidence, fact.reasons)),
            str(fact.line),
            " | ".join(fact.alternatives),
            fact.status,
            fact.by,
            fact.note,
            fact.id,
        )
        writer.writerow([disarmed(cell) for cell in cells])
    return page.getvalue().encode("utf-8")


def plain(cell: str) -> str:
    """Return what a cell of the table says, without the apostrophe that keeps it from being a formula."""
    return _ARMED.sub("", cell, count=1) if _ARMED.match(cell) else cell


def disarmed(cell: str) -> str:
    """Return a cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _evidence(why: Reason) -> str:
    return f"{why.says}: “{why.quote}” (line {why.line})" if why.quote else why.says
