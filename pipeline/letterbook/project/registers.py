"""Read the editor's registers of persons, bodies and places: tables (CSV) or lists of TEI beside the source.

A register says how somebody is called and by which numbers libraries know them. What it says is checked as
far as that can be done without a network: the columns, the form of the numbers and their check digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from letterbook.file_bytes import is_there, read_bytes
from letterbook.problems import Outcome, Place, Problem, Refused, problem
from letterbook.project.tables import read_rows
from letterbook.project.toml_file import shown
from letterbook.values.authorities import SCHEMES, fault_of, tidy

#: The names by which a register is found without being named in letterbook.toml, and what it lists.
FILES = ("persons.csv", "places.csv", "persons.xml", "places.xml")
#: What a register tells of an entry besides, in the order in which it is written; which kinds may have it.
ABOUT = {
    "born": ("person",),
    "died": ("person",),
    "coordinates": ("place",),
    "note": ("person", "org", "place"),
}
_COLUMNS = ("id", "name", "aliases", "kind", *ABOUT, *SCHEMES)
_KINDS = ("person", "org", "place")
_KEY = re.compile(r"[^\s\x00-\x1f]{1,100}")
#: Latitude and longitude in degrees: "54.323, 10.139".
_COORDINATES = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)")
_EAST = 180
_NORTH = 90


class Row(NamedTuple):
    """A person, body or place of a register: `kind` is "person", "org" or "place"; `key` "" if none is given.

    `ids` are (scheme, number) pairs, `about` (column, words) pairs of `ABOUT`. `by` is the editor whose
    decision it is, or "letterbook" for a row of a file.
    """

    kind: str
    key: str
    name: str
    aliases: tuple[str, ...]
    ids: tuple[tuple[str, str], ...]
    place: Place
    by: str = "letterbook"
    about: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return all names."""
        return (self.name, *self.aliases)


def read_registers(folder: Path, named: Sequence[str] = ()) -> Outcome[tuple[Row, ...]]:
    """Read the registers of a folder: those that letterbook.toml names, else those with a known name.

    Raises Refused with every fault of all of them.
    """
    paths = [folder / name for name in named] or [folder / name for name in FILES if is_there(folder / name)]
    rows: list[Row] = []
    faults: list[Problem] = []
    for path in paths:
        read = _read_list if path.suffix.lower() == ".xml" else _read_table
        try:
            rows += read(path, faults)
        except Refused as refused:
            faults += refused.problems
    faults += _twice(rows)
    if faults:
        raise Refused(*faults)
    return Outcome(tuple(rows))


def _bytes(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except OSError as fault:
        said = f"cannot be read: {fault.strerror or fault}"
        raise Refused(problem("register-unreadable", said, Place(str(path)))) from None


# ------------------------------------------------------------------ tables


def _read_table(path: Path, faults: list[Problem]) -> Iterator[Row]:
    """Yield the rows of a CSV file with a line of column names; semicolons or tabs may divide it too."""
    file = str(path)
    data = _bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise Refused(problem("register-unreadable", "is not written in UTF-8", Place(file, line))) from None
    columns: list[str] | None = None
    for place, cells in read_rows(text, file, "register-syntax"):
        if columns is None:
            columns = [cell.strip().lower() for cell in cells]
            faults += _wrong_columns(columns, place)
            if "name" not in columns:
                return
            continue
        if len(cells) > len(columns):
            said = f"there are {len(cells)} cells, and {len(columns)} columns"
            hint = "Set a cell that holds commas in double quotes."
            faults.append(problem("register-syntax", said, place, hint))
            continue
        if row := _row(dict(zip(columns, cells, strict=False)), path, place, faults):
            yield row


def _wrong_columns(columns: Sequence[str], place: Place) -> Iterator[Problem]:
    meant: set[str] = set()
    for name in dict.fromkeys(columns):
        if name not in _COLUMNS:
            near = get_close_matches(name, _COLUMNS, n=1, cutoff=0.6)
            meant |= set(near)
            hint = f"Did you mean “{near[0]}”?" if near else f"The columns are: {', '.join(_COLUMNS)}."
            yield problem("register-column", f"unknown column “{shown(name)}”", place, hint)
        if columns.count(name) > 1:
            yield problem("register-column", f"the column “{shown(name)}” stands twice", place)
    if "name" not in {*columns, *meant}:
        yield problem("register-column", "there is no column “name”", place)


def _row(cells: dict[str, str], path: Path, place: Place, faults: list[Problem]) -> Row | None:
    cells = {name: " ".join(cell.split()) for name, cell in cells.items()}
    kind = cells.get("kind", "").lower() or ("place" if path.stem.lower().startswith("place") else "person")
    if kind not in _KINDS:
        said = f"“{shown(kind)}” is no kind; there are {', '.join(_KINDS)}"
        faults.append(problem("register-value", said, place))
        return None
    aliases = tuple(part.strip() for part in re.split(r"[;|]", cells.get("aliases", "")) if part.strip())
    ids = [(scheme, cells[scheme]) for scheme in SCHEMES if cells.get(scheme)]
    row = _made(kind, cells.get("id", ""), cells.get("name", ""), aliases, ids, place, faults)
    return row and row._replace(about=_about(row, cells, faults))


def _about(row: Row, told: Mapping[str, str], faults: list[Problem]) -> tuple[tuple[str, str], ...]:
    """Return what a register tells of an entry: dates of a person, where a place lies, a note."""
    found: list[tuple[str, str]] = []
    for column, kinds in ABOUT.items():
        words = " ".join(told.get(column, "").split())
        if not words:
            continue
        if row.kind not in kinds:
            said = f"{row.name}: “{column}” is for entries of the kind {' or '.join(kinds)}, not {row.kind}"
            faults.append(problem("register-value", said, row.place))
        elif column == "coordinates":
            at = _COORDINATES.fullmatch(words)
            if at is None or abs(float(at[1])) > _NORTH or abs(float(at[2])) > _EAST:
                said = f"{row.name}: “{shown(words)}” is no latitude and longitude"
                hint = "Write both in degrees with decimals, the latitude first: 54.323, 10.139"
                faults.append(problem("register-value", said, row.place, hint))
            else:
                found.append((column, f"{at[1]} {at[2]}"))
        else:
            found.append((column, words))
    return tuple(found)


def _made(
    kind: str,
    key: str,
    name: str,
    aliases: tuple[str, ...],
    ids: Iterable[tuple[str, str]],
    place: Place,
    faults: list[Problem],
) -> Row | None:
    """Make a row, or None where it lacks a name; its faults are added to `faults`."""
    if not name:
        faults.append(problem("register-value", "there is no name", place))
        return None
    if key and not _KEY.fullmatch(key):
        faults.append(
            problem("register-value", f"the id “{shown(key)}” holds a blank, or is too long", place)
        )
    known: list[tuple[str, str]] = []
    for scheme, written in ids:
        number = tidy(scheme, written)
        if fault := fault_of(scheme, number):
            faults.append(problem("register-number", f"{name}: “{shown(number)}” {fault}", place))
        known.append((scheme, number))
    others = tuple(alias for alias in dict.fromkeys(aliases) if alias != name)
    return Row(kind, key, name, others, tuple(known), place)


# ------------------------------------------------------------------ lists of TEI


def _read_list(path: Path, faults: list[Problem]) -> Iterator[Row]:
    """Yield the persons, bodies and places of a TEI document or a bare listPerson, listPlace or listOrg."""
    from letterbook.project.register_tei import read_listed  # noqa: PLC0415 (loads lxml, which most editions do not need)

    listed, found = read_listed(_bytes(path), str(path))
    faults += found
    for one in listed:
        ids = []
        for scheme, number in one.ids:
            if scheme.lower() in SCHEMES:
                ids.append((scheme.lower(), number))
            else:
                near = get_close_matches(scheme.lower(), SCHEMES, n=1, cutoff=0.6)
                hint = f"Did you mean “{near[0]}”?" if near else f"The types are: {', '.join(SCHEMES)}."
                said = f"idno has the unknown type “{shown(scheme)}”"
                faults.append(problem("register-value", said, one.place, hint))
        if row := _made(one.kind, one.key, one.name, one.aliases, ids, one.place, faults):
            yield row._replace(about=_about(row, dict(one.about), faults))


# ------------------------------------------------------------------ all rows together


def _twice(rows: Sequence[Row]) -> Iterator[Problem]:
    """Tell of ids given to two rows, and of numbers that two rows claim."""
    seen: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        marks = [("id", row.key)] if row.key else []
        for scheme, number in (*marks, *row.ids):
            first = seen.setdefault((row.kind, scheme, number), row)
            if first is not row:
                what = "the id" if scheme == "id" else f"the {scheme} number"
                said = f"{what} “{shown(number)}” is given to “{first.name}” ({first.place}) too"
                yield problem("register-twice", said, row.place)
