"""Read what the editor decides: `decisions.toml` beside the source.

Each table of the file is one ruling: it names its place, by words of the source or by letters, says what
holds there, why, and who says so. Like letterbook.toml the file is read strictly, and every fault in it is
told at once. Nothing here looks at the source; `letterbook.settle.editor.bind` finds the places.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from letterbook.file_bytes import is_there
from letterbook.model import Basis, Cert, When
from letterbook.problems import Place, Problem, Refused
from letterbook.project.decision_kinds import DATES, KINDS, OPEN_FACTS
from letterbook.project.toml_file import Codes, Spot, TomlFile, kind_of, read_toml, shown
from letterbook.values.authorities import SCHEMES, fault_of, tidy
from letterbook.values.iso_dates import exists

#: The name of the file; it stands beside the source.
FILE = "decisions.toml"
#: The rule by which findings of the editor go.
EDITOR = "editor"

_CODES = Codes(
    "decisions-unreadable", "decisions-syntax", "decisions-unknown-key", "decisions-type", "decisions-value"
)


@dataclass(frozen=True)
class Ruling:
    """One decision of the editor: `table` is its kind, such as "sender" or "not-call".

    It speaks of a place in the source (`quote`, and `line` where the words stand several times) or of
    `letters`, by number or key. `texts` are its further words by key, `names` the persons or aliases,
    `when` its date; `on` the day on which it was decided. `places` says where each key stands in the file.
    """

    table: str
    reason: str
    by: str
    place: Place
    quote: str | None = None
    line: int | None = None
    letters: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    names: tuple[str, ...] = ()
    when: When | None = None
    cert: Cert | None = None
    basis: Basis | None = None
    on: str = ""
    places: Mapping[str, Place] = field(default_factory=dict, hash=False)

    def at(self, key: str) -> Place:
        """Return where a key of this ruling stands."""
        return self.places.get(key, self.place)


@dataclass(frozen=True)
class Decisions:
    """All rulings, in the order of the file; `responsible` are (what they did, name) pairs declared there."""

    rulings: tuple[Ruling, ...] = ()
    responsible: tuple[tuple[str, str], ...] = ()

    def of(self, *tables: str) -> Iterator[Ruling]:
        """Yield the rulings of some kinds."""
        return (ruling for ruling in self.rulings if ruling.table in tables)


#: What lines can be: the editor's word for it, and the kind of block or of finding.
LINES: Mapping[str, str] = {
    "paragraph": "p",
    "heading": "head",
    "header": "headline",
    "marking": "label",
    "dateline": "dateline",
    "address": "address",
    "salutation": "salute",
    "valediction": "valediction",
    "signature": "signed",
    "postscript": "postscript",
    "ornament": "ornament",
    "page-number": "page.break",
    "running-head": "fw",
}
_WORDS = "words in quotes"
_NUMBER = "a number or words in quotes"
_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_decisions(folder: Path, known: Collection[str] | None = ()) -> Decisions:
    """Read the decisions that lie in a folder; none where there is no such file.

    `known` are the names of those whom letterbook.toml holds responsible; None where that file is so
    faulty that nobody knows. Raises Refused with every fault.
    """
    path = folder / FILE
    if not is_there(path):
        return Decisions()
    reader = _Reader(read_toml(path, _CODES), known)
    decisions = reader.read()
    if reader.faults:
        raise Refused(*sorted(reader.faults, key=lambda fault: fault.place))
    return decisions


class _Reader:
    """Takes the parsed file apart, and keeps every fault with its place."""

    def __init__(self, toml: TomlFile, known: Collection[str] | None) -> None:
        self._toml = toml
        self._known = tuple(known or ())
        self._strict = known is not None
        self._by = self._on = ""
        self.faults: list[Problem] = []

    def read(self) -> Decisions:
        values = self._toml.values
        self.faults += self._toml.unknown_keys(values, (*KINDS, "responsible", "by", "on"), ())
        responsible = tuple(self._responsible(values.get("responsible", [])))
        self._known = tuple(dict.fromkeys((*self._known, *(name for _, name in responsible))))
        if "by" in values:
            self._by = self._person_known(self._words(values["by"], ("by",)), ("by",))
        if "on" in values:
            self._on = self._day(values["on"], ("on",))
        rulings: list[tuple[Place, Ruling]] = []
        for table in KINDS:
            for index, row in enumerate(self._rows(values.get(table, []), table)):
                spot: Spot = (table, index)
                before = len(self.faults)
                ruling = self._ruling(table, _named_once(row), spot)
                if len(self.faults) == before:
                    rulings.append((ruling.place, ruling))
        return Decisions(tuple(r for _, r in sorted(rulings, key=lambda row: row[0])), responsible)

    def _rows(self, rows: object, name: str) -> list[Mapping[str, object]]:
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            return rows
        said = f"“{name}” must be written as [[{name}]], with its keys below"
        self.faults.append(self._toml.wrong_type(said, (name,)))
        return []

    def _responsible(self, rows: object) -> Iterator[tuple[str, str]]:
        for index, row in enumerate(self._rows(rows, "responsible")):
            spot: Spot = ("responsible", index)
            self.faults += self._toml.unknown_keys(row, ("name", "did"), spot)
            if "name" not in row:
                self.faults.append(self._toml.wrong_value("[[responsible]] lacks “name”", spot))
                continue
            did = self._words(row.get("did", "Editorial decisions"), (*spot, "did"))
            if name := self._words(row["name"], (*spot, "name")):
                yield did, name

    # ---------------------------------------------------------------- one ruling

    def _ruling(self, table: str, row: Mapping[str, object], spot: Spot) -> Ruling:
        form = KINDS[table]
        self.faults += self._toml.unknown_keys(row, form.keys, spot)
        self._lacks(table, row, spot)
        given: dict[str, str] = {}
        letters: tuple[str, ...] = ()
        names: tuple[str, ...] = ()
        line: int | None = None
        by, on = self._by, self._on
        cert: Cert | None = None
        basis: Basis | None = None
        for key, value in row.items():
            here = (*spot, key)
            if key not in form.keys:
                continue
            if key == "letter":
                letters = self._list(value, here, numbers=True)
            elif key in ("person", "aliases"):
                names = self._list(value, here)
            elif key == "line":
                line = self._line(value, here)
            elif key == "by":
                by = self._person_known(self._words(value, here), here)
            elif key == "on":
                on = self._day(value, here)
            elif key == "fact":
                given[key] = self._choice(value, here, OPEN_FACTS)
            elif key == "cert":
                cert = Cert(found) if (found := self._choice(value, here, tuple(Cert))) else None
            elif key == "evidence":
                basis = Basis(found) if (found := self._choice(value, here, tuple(Basis))) else None
            elif key == "is":
                given[key] = LINES.get(self._choice(value, here, tuple(LINES)), "")
            elif key in DATES and KINDS[table].dated:
                given[key] = self._date(value, here)
            elif key in SCHEMES:
                given[key] = self._authority(value, here)
            elif key in ("note", "number", "mark", "sense", "to"):
                given[key] = self._words(value, here, numbers=True)
            else:
                given[key] = self._words(value, here)
        when = self._when(given, spot) if KINDS[table].dated else None
        places = {key: self._toml.place((*spot, key)) for key in row}
        quote, reason = given.pop("quote", None), given.pop("reason", "")
        place = self._toml.place(spot)
        return Ruling(
            table, reason, by, place, quote, line, letters, given, names, when, cert, basis, on, places
        )  # fmt: skip

    def _lacks(self, table: str, row: Mapping[str, object], spot: Spot) -> None:
        """Tell what a decision lacks, with the lines to write."""
        form = KINDS[table]
        keys = [key for key in (*form.must, "reason") if key not in row]
        lacking = [f"“{key}”" for key in keys]
        if form.one_of and not set(form.one_of) & set(row):
            lacking.append(" or ".join(f"“{key}”" for key in form.one_of))
            keys.append(form.one_of[0])
        lines = [_LINES[key] for key in keys if key in _LINES]
        if "by" not in row and not self._by:
            lacking.append("“by” (who decides; it may also stand once, above all tables)")
            lines.append('by = "Your Name"')
        if lacking:
            said = f"[[{table}]] lacks {' and '.join(lacking)}"
            hint = f"Add below [[{table}]]: {'; '.join(lines)}" if lines else ""
            self.faults.append(self._toml.wrong_value(said, spot, hint))

    def _words(self, value: object, spot: Spot, *, numbers: bool = False) -> str:
        key = next(part for part in reversed(spot) if isinstance(part, str))
        if numbers and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            wanted = _NUMBER if numbers else _WORDS
            self.faults.append(self._toml.wrong_type(f"“{key}” must be {wanted}, not {kind_of(value)}", spot))
            return ""
        if not value.strip() or _UNFIT.search(value):
            self.faults.append(
                self._toml.wrong_value(f"“{key}” must be {_WORDS}, not “{shown(value)}”", spot)
            )
        return value

    def _list(self, value: object, spot: Spot, *, numbers: bool = False) -> tuple[str, ...]:
        rows = value if isinstance(value, list) else [value]
        if not rows:
            self.faults.append(self._toml.wrong_value(f"“{spot[-1]}” is an empty list", spot))
        return tuple(dict.fromkeys(self._words(row, spot, numbers=numbers) for row in rows))

    def _line(self, value: object, spot: Spot) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        self.faults.append(self._toml.wrong_type("“line” must be the number of a line, from 1", spot))
        return None

    def _choice(self, value: object, spot: Spot, known: tuple[str, ...]) -> str:
        if isinstance(value, str) and value in known:
            return str(value)
        near = get_close_matches(value.lower(), known, n=1) if isinstance(value, str) else []
        said = f"“{spot[-1]}” must be one of {', '.join(known)}"
        hint = f"Did you mean “{near[0]}”?" if near else ""
        self.faults.append(self._toml.wrong_value(said, spot, hint))
        return ""

    def _person_known(self, name: str, spot: Spot) -> str:
        """Tell of a responsible person who is declared nowhere: mostly a name mistyped."""
        if self._strict and name and name not in self._known:
            near = get_close_matches(name, self._known, n=1, cutoff=0.6)
            said = f"“{shown(name)}” is nowhere declared as responsible"
            declared = f'[[responsible]] name = "{shown(name)}" did = "Editorial decisions", each on a line'
            hint = f"Did you mean “{near[0]}”?" if near else f"Declare who it is: {declared}"
            self.faults.append(self._toml.wrong_value(said, spot, hint))
        return name

    # ---------------------------------------------------------------- dates and numbers

    def _date(self, value: object, spot: Spot) -> str:
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value.isoformat()
        if isinstance(value, str) and _ISO.fullmatch(value) and exists(value):
            return value
        said = f"“{spot[-1]}” must be a day, a month or a year that exists: “1941-07-18”, “1941-07”, “1941”"
        hint = f"Write: {spot[-1]} = 1817-05-10; of a month or a year in quotation marks: “1817-05”, “1817”"
        self.faults.append(self._toml.wrong_value(said, spot, hint.replace("“", '"').replace("”", '"')))
        return ""

    def _day(self, value: object, spot: Spot) -> str:
        """Read the day on which something was decided, as the editor gives it: no clock is asked."""
        found = self._date(value, spot)
        if found and len(found) != len("2026-01-31"):
            self.faults.append(self._toml.wrong_value("“on” must be a day, such as 2026-01-31", spot))
        return found

    def _when(self, given: dict[str, str], spot: Spot) -> When:
        values = {key: given.pop(key, None) for key in DATES}
        for first, last in (("not-before", "not-after"), ("from", "to")):
            one, other = values[first], values[last]
            if one and other and one > other:
                said = f"“{first}” ({one}) is later than “{last}” ({other})"
                self.faults.append(self._toml.wrong_value(said, (*spot, last)))
        if values["date"] and any(values[key] for key in DATES[1:]):
            said = "“date” says it all: beside it there can be no other date"
            self.faults.append(self._toml.wrong_value(said, (*spot, "date")))
        return When(values["date"], values["not-before"], values["not-after"], values["from"], values["to"])

    def _authority(self, value: object, spot: Spot) -> str:
        number = tidy(str(spot[-1]), self._words(value, spot, numbers=True))
        if number and (fault := fault_of(str(spot[-1]), number)):
            self.faults.append(self._toml.wrong_value(f"“{shown(number)}” {fault}", spot))
        return number


def _named_once(row: Mapping[str, object]) -> Mapping[str, object]:
    """Return a table in which `letters`, which reads better with several, is `letter`."""
    if "letters" not in row or "letter" in row:
        return row
    return {("letter" if key == "letters" else key): value for key, value in row.items()}


#: The line to write where a key lacks.
_LINES = {
    "reason": 'reason = "Why you think so."',
    "quote": 'quote = "some words of the text"',
    "letter": "letter = 8",
    "person": 'person = "Ada Lovelace"',
    "place": 'place = "Rome"',
    "reading": 'reading = "the words as they should be"',
    "is": 'is = "dateline"',
    "note": "note = 6",
    "to": "to = 7",
    "name": 'name = "Ada Lovelace"',
    "fact": 'fact = "sent"',
    "date": "date = 1817-05-10",
}
