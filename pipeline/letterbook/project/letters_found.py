"""Keep in one cell of letters.csv what letterbook said of a letter, to recognise the editor's changes.

    sender: Ann Bell; Tom Bell | date: 1850-05-03

A cell of the table that still says the same decides nothing, since letterbook wrote it and will find the
same again. A cell that says something else is the editor's decision; an emptied one says that the value is
wrong.
"""

from __future__ import annotations

from collections.abc import Mapping

#: The columns in which such a cell stands: that of the report has all that was found, that of texts for
#: programs what was inferred.
FOUND = ("found", "inferred")
#: The columns that say one thing together, and the decision that they are.
FACTS: Mapping[str, tuple[str, ...]] = {
    "sender": ("sender",),
    "recipient": ("recipient",),
    "place": ("place",),
    "sent": ("date", "not-before", "not-after", "from", "to"),
    "received": ("received",),
}
_BETWEEN = " | "


def write_found(values: Mapping[str, str]) -> str:
    """Write what was found, by column."""
    return _BETWEEN.join(f"{column}: {value}" for column, value in values.items() if value)


def read_found(cells: Mapping[str, str]) -> dict[str, str]:
    """Return what was found, by column."""
    said = next((cells[name] for name in FOUND if name in cells), "")
    pairs = (piece.partition(":") for piece in said.split("|"))
    return {column.strip(): value.strip() for column, _, value in pairs if value.strip()}


def is_unchanged(cells: Mapping[str, str], found: Mapping[str, str], fact: str) -> bool:
    """Tell whether a row says of a fact what letterbook found, and nothing else."""
    return all(cells.get(column, "") == found.get(column, "") for column in FACTS[fact])


def is_emptied(cells: Mapping[str, str], found: Mapping[str, str], fact: str) -> bool:
    """Tell whether the editor took out what letterbook found."""
    return any(column in found for column in FACTS[fact]) and not any(c in cells for c in FACTS[fact])
