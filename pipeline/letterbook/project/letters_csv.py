"""A folder of letters, a file each, and the table beside them that says whose they are: letters.csv.

The table has a line of column names and a row a letter. What it says is the editor's word: each cell is a
decision as in decisions.toml, held against what the letter prints. A folder is one of letters if the table is
there, or if letterbook.toml says `letters = true`; else it is a library of texts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from letterbook.file_bytes import SETTINGS, is_there, read_bytes, refuse_outside
from letterbook.model import Basis, When
from letterbook.problems import Outcome, Place, Problem, Refused, problem
from letterbook.project.decisions_toml import Decisions, Ruling
from letterbook.project.letter_folders import FILE
from letterbook.project.letters_found import FACTS, FOUND, is_emptied, is_unchanged, read_found
from letterbook.project.tables import read_rows
from letterbook.project.toml_file import shown
from letterbook.values.iso_dates import is_iso

#: The columns, as CMIF and letterbook call them, and other words for the same.
COLUMNS = (
    "file", "number", "sender", "recipient", "date", "not-before", "not-after", "from", "to", "received",
    "place", "archive", "shelfmark", "note", *FOUND,
    "place-received", "received-not-before", "received-not-after", "language",
)  # fmt: skip
#: What is said of a letter beside its facts: kept with the edition.
KEPT = (
    "archive",
    "shelfmark",
    "note",
    "place-received",
    "received-not-before",
    "received-not-after",
    "language",
)
_ALSO = {
    "filename": "file", "id": "number", "no": "number", "nr": "number", "sent-by": "sender",
    "author": "sender", "addressee": "recipient", "received-by": "recipient", "when": "date", "sent": "date",
    "sent-from": "place", "origin": "place", "repository": "archive", "signature": "shelfmark",
    "notbefore": "not-before", "notafter": "not-after",
}  # fmt: skip
#: Files that may be letters; and what stands beside letters, and is none.
SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".docx", ".odt", ".xml", ".hocr", ".epub", ".pdf")
_NO_LETTER = re.compile(
    r"(?:read[-_ ]?me|licen[cs]e|copying|notice|changes|index)(?:[-_. ].*)?\.\w+", re.IGNORECASE
)
_REGISTERS = ("persons.xml", "places.xml")
MAX_LETTERS = 50_000


class Listed(NamedTuple):
    """A letter of a folder: its file, its number ("" where none is given), and its key in the edition.

    `kept` is what the table says of it beside the facts, by column.
    """

    file: str
    number: str
    key: str
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Letters:
    """The letters of a folder in their order, and what the table decides of them."""

    listed: tuple[Listed, ...]
    rulings: tuple[Ruling, ...] = ()


def file_names(folder: Path) -> Iterator[str]:
    """Yield the names of the files of a folder that may be letters, 2 before 10."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_file() and _may_be_letter(entry.name)]
    except (OSError, ValueError):
        return
    yield from sorted(names, key=_natural)


def _may_be_letter(name: str) -> bool:
    plain = name.lower()
    odd = name.startswith((".", "~")) or plain in _REGISTERS or _NO_LETTER.fullmatch(name)
    return plain.endswith(SUFFIXES) and not odd


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    parts = re.split(r"(\d+)", name.casefold())
    return tuple((int(part), "") if part.isdecimal() and part.isascii() else (-1, part) for part in parts)


def listed_names(folder: Path) -> tuple[str, ...]:
    """Return the names of the files that a folder of letters is made from, besides the editor's own."""
    if not is_there(folder / FILE):
        return tuple(file_names(folder))
    try:
        rows = list(_rows(folder / FILE, []))
    except Refused:
        return ()
    return tuple(dict.fromkeys(cells["file"] for _, cells in rows if cells.get("file")))


def read_letters(folder: Path, by: str) -> Outcome[Letters]:
    """Read the table of a folder, or list its files where there is none. `by` is who decides.

    Raises Refused with every fault.
    """
    faults: list[Problem] = []
    told: list[Problem] = []
    if is_there(folder / FILE):
        rows = list(_rows(folder / FILE, told))
    else:
        rows = [(Place(str(folder)), {"file": name}) for name in file_names(folder)]
    if not rows:
        faults.append(problem("letters-none", "holds no letters", Place(str(folder))))
    if len(rows) > MAX_LETTERS:
        faults.append(problem("letters-none", f"holds more than {MAX_LETTERS:,} letters", Place(str(folder))))
        raise Refused(*faults)
    used: dict[str, int] = {}
    listed: list[Listed] = []
    rulings: list[Ruling] = []
    for count, (place, cells) in enumerate(rows, 1):
        faults += _unfit(folder, place, cells)
        name = (cells.get("number") or f"n{count}").lower()
        used[name] = used.get(name, 0) + 1
        key = name if used[name] == 1 else f"{name}-{used[name]}"
        kept = tuple((column, cells[column]) for column in KEPT if column in cells)
        listed.append(Listed(cells.get("file", ""), cells.get("number", ""), key, kept))
        rulings += _rulings(cells, key, place, by, faults)
    seen = {one.file for one in listed}
    if is_there(folder / FILE):
        for name in file_names(folder):
            if name not in seen:
                said = f"“{shown(name)}” is not in {FILE}, and is left out"
                told.append(problem("letters-unlisted", said, Place(str(folder / FILE))))
    if faults:
        raise Refused(*faults)
    return Outcome(Letters(tuple(listed), tuple(rulings)), tuple(told))


def decided(decisions: Decisions, letters: Letters) -> Decisions:
    """Return the decisions of an edition with those of its table; what decisions.toml says goes before."""
    own = {(ruling.table, letter.casefold()) for ruling in decisions.rulings for letter in ruling.letters}
    new = [r for r in letters.rulings if (r.table, r.letters[0].casefold()) not in own]
    return Decisions((*decisions.rulings, *new), decisions.responsible)


# ------------------------------------------------------------------ the table


def _rows(path: Path, told: list[Problem]) -> Iterator[tuple[Place, dict[str, str]]]:
    """Yield the rows of the table by their columns. Raises Refused where it is no table."""
    file = str(path)
    try:
        text = read_bytes(path, SETTINGS).decode("utf-8-sig")
    except (OSError, ValueError) as fault:
        why = (
            "is not written in UTF-8" if isinstance(fault, UnicodeDecodeError) else f"cannot be read: {fault}"
        )
        raise Refused(problem("letters-table", why, Place(file))) from None
    columns: list[str] | None = None
    for place, cells in read_rows(text, file, "letters-table"):
        if columns is None:
            columns = [_column(cell, place, told) for cell in cells]
            if "file" not in columns:
                said = "has no column “file”"
                raise Refused(problem("letters-table", said, place))
            continue
        if len(cells) > len(columns):
            said = f"there are {len(cells)} cells, and {len(columns)} columns"
            raise Refused(problem("letters-table", said, place))
        values = zip(columns, (_plain(cell) for cell in cells), strict=False)
        yield place, {column: cell for column, cell in values if column and cell}


def _column(cell: str, place: Place, told: list[Problem]) -> str:
    name = re.sub(r"[\s_]+", "-", cell.strip().lower())
    name = _ALSO.get(name, name)
    if name in COLUMNS:
        return name
    near = get_close_matches(name, COLUMNS, n=1, cutoff=0.7)
    hint = f"Did you mean “{near[0]}”?" if near else ""
    told.append(problem("letters-column", f"the column “{shown(cell)}” is not read", place, hint))
    return ""


def _plain(cell: str) -> str:
    """Return what a cell says, without the apostrophe that keeps it from being a formula in a spreadsheet."""
    return " ".join((cell[1:] if re.match(r"'\s*[=+\-@]", cell) else cell).split())


def _unfit(folder: Path, place: Place, cells: dict[str, str]) -> Iterator[Problem]:
    name = cells.get("file", "")
    path = PurePosixPath(name)
    if not name:
        yield problem("letters-table", "the row names no file", place)
        return
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or ":" in name[:2]:
        yield problem("letters-file", f"“{shown(name)}” leads out of the folder", place)
        return
    try:
        refuse_outside(folder / name, folder)
        read_bytes(folder / name)
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        yield problem("letters-file", f"“{shown(name)}” cannot be read: {why}", place)


def _rulings(
    cells: dict[str, str], key: str, place: Place, by: str, faults: list[Problem]
) -> Iterator[Ruling]:
    """Yield what a row decides of its letter."""
    reason = f"The table of letters says so ({FILE}, line {place.line})."

    def ruling(table: str, names: Sequence[str] = (), place_: str = "", when: When | None = None) -> Ruling:
        texts = {"place": place_} if place_ else {}
        return Ruling(
            table, reason, by, place, letters=(key,), texts=texts, names=tuple(names), when=when,
            basis=Basis.EXTERNAL,
        )  # fmt: skip

    found = read_found(cells)
    for fact, columns in FACTS.items():
        given = {column: cells[column] for column in columns if column in cells}
        if is_emptied(cells, found, fact):
            persons = found[fact] if fact in ("sender", "recipient") else ""
            yield ruling(f"not-{fact}", _names(persons))
        elif not given or is_unchanged(cells, found, fact):
            continue
        elif fact in ("sender", "recipient"):
            yield ruling(fact, _names(cells[fact]))
        elif fact == "place":
            yield ruling(fact, place_=cells[fact])
        elif wrong := [value for value in given.values() if not is_iso(value)]:
            said = f"“{shown(wrong[0])}” is no date: write 1850-05-03, 1850-05 or 1850"
            faults.append(problem("letters-table", said, place))
        elif columns[0] in given:
            yield ruling(fact, when=When(given[columns[0]]))
        else:
            yield ruling(fact, when=When(None, *(given.get(column) for column in columns[1:])))


def _names(cell: str) -> list[str]:
    return [name for name in re.split(r"\s*[;|]\s*", cell) if name]
