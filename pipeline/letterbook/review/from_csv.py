"""Read facts.csv back after an editor worked on it in a spreadsheet: each change becomes a decision.

A value that was changed is a decision, an emptied one a rejection; the words “confirm”, “reject” and “leave”
in the column `status` say so of the value as it stands. A column `reason` may be added.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from letterbook.project.decisions_writer import read_tables
from letterbook.project.tables import divider_of
from letterbook.review.as_csv import plain
from letterbook.review.fact import Fact

_WORDS = {
    "confirm": "confirm", "confirmed": "confirm", "ok": "confirm", "yes": "confirm",
    "reject": "reject", "rejected": "reject", "no": "reject",
    "leave": "leave", "left": "leave",
}  # fmt: skip
_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_WHEN = re.compile(rf"(?:\.\.|{_DAY})/(?:\.\.|{_DAY})|{_DAY}")
_CHECKED = "Checked in the table of facts."


class Row(NamedTuple):
    """A row that says something new: the table it makes, or why it is refused."""

    line: int
    fact: str
    table: str = ""
    values: Mapping[str, Any] = {}
    refused: str = ""


def read_back(data: bytes, told: Sequence[Fact]) -> list[Row]:
    """Return what the rows decide. Raises ValueError where the file is no table of facts."""
    text = data.decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=divider_of(text))
    if not {"id", "value"} <= set(rows.fieldnames or ()):
        msg = "it has no columns “id” and “value”"
        raise ValueError(msg)
    facts = {fact.id: fact for fact in told}
    return list(_rows(rows, facts))


def _rows(rows: csv.DictReader[str], facts: Mapping[str, Fact]) -> Iterator[Row]:
    for row in rows:
        name = plain(row["id"] or "").strip()
        fact = facts.get(name)
        if fact is None:
            if any(row.values()):
                near = f"{row.get('letter') or '?'}/{row.get('fact') or '?'}"
                yield Row(rows.line_num, name or near, refused="the edition has no such fact")
            continue
        value = plain(row["value"] or "").strip()
        said = (row.get("status") or "").strip().casefold()
        reason = (row.get("reason") or "").strip() or _CHECKED
        way = _WORDS.get(said, "") if said != fact.status else ""
        if value != fact.value.strip():
            way = "change" if value else "reject"
        if not way:
            continue
        lines = getattr(fact, way)
        if not lines:
            yield Row(rows.line_num, name, refused=f"there is nothing to {way}")
            continue
        ((table, values),) = read_tables(lines)
        try:
            filled = _filled(fact, values, value, reason, way)
        except ValueError as fault:
            yield Row(rows.line_num, name, refused=str(fault))
            continue
        yield Row(rows.line_num, name, table, filled)


def _filled(fact: Fact, values: Mapping[str, Any], value: str, reason: str, way: str) -> Mapping[str, Any]:
    if way != "change":
        return {**values, "reason": reason}
    left = {key: one for key, one in values.items() if one != "" and key != "reason"}
    if fact.kind in ("sender", "recipient"):
        names = [name.strip() for name in value.split(";") if name.strip()]
        return {**left, "person": names[0] if len(names) == 1 else names, "reason": reason}
    if fact.kind in ("sent", "received"):
        left = {"letter": values["letter"]}
        if not _WHEN.fullmatch(value):
            msg = f"“{value}” is no date; write 1817-05-10, 1817-05, 1817, ../1817-05-10, 1817/1818"
            raise ValueError(msg)
        first, slash, last = value.partition("/")
        if not slash:
            days = {"date": first}
        elif ".." in (first, last):
            days = {"not-after": last} if first == ".." else {"not-before": first}
        else:
            days = {"from": first, "to": last}
        return {**left, **days, "reason": reason}
    empty = next((key for key, one in values.items() if one == "" and key != "reason"), "")
    if not empty:
        msg = "this cannot be changed in a table"
        raise ValueError(msg)
    bare = re.sub(r"^(?:note|letter) ", "", value) if fact.kind in ("call", "note") else value
    return {**left, empty: bare, "reason": reason}
