"""Read what the editor says about the edition: `letterbook.toml` beside the source.

Everything in it is optional, and so is the file. It is read strictly: an unknown key, a wrong type
or a value that cannot be used is an error with its line and column, and all errors are told at once,
because an editor who mistypes one key has often mistyped another.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, cast

from letterbook.file_bytes import is_there, read_bytes
from letterbook.problems import Outcome, Place, Problem, Refused, problem
from letterbook.project.creators import Creator, read_creators
from letterbook.project.decisions_toml import Decisions, read_decisions
from letterbook.project.edition_id import CONFIG, default_id, is_safe
from letterbook.project.inputs import STYLESHEETS, kept_at, read_inputs, safe_name, stylesheet_names
from letterbook.project.layout import Layout, read_layout
from letterbook.project.letter_folders import FILE as TABLE
from letterbook.project.letter_folders import stands_for_folder
from letterbook.project.letters_csv import Letters, decided, read_letters
from letterbook.project.registers import Row, read_registers
from letterbook.project.toml_file import Codes, Spot, TomlFile, kind_of, read_toml, shown
from letterbook.values.iso_dates import is_iso_day

FILE = CONFIG

_CODES = Codes("config-unreadable", "config-syntax", "config-unknown-key", "config-type", "config-value")


@dataclass(frozen=True)
class Project:
    """One edition to build: where its source lies, and what its editor states about it.

    `id` is an NCName that every file system and archive takes (ASCII letters, digits, dot and hyphen).
    `responsible` are (what they did, name) pairs, as in TEI respStmt (Guidelines 2.2.1).
    `viewpoint` is the person whose papers these are: "Received on ..." means received by this person.
    `source_spans` asks for the place in the source on every block of the TEI (@corresp, RFC 5147).
    `url` is where the edition's folder stands on the web, `date` the day of its publication (both for indexes
    of letters and archives); `index_licence` is that of the index, which need not be the edition's.
    `creators`, `rights_holder` and `doi` are what archives ask for.
    `layout` is what the editor has pinned of how the book is printed.
    `decisions` are the editor's rulings, `register` the persons and places of the editor's registers.
    `inputs` are the files that say all this, by their names. `letters` are those of a folder of letters, for
    which `source` stands: its table or its settings.
    """

    id: str
    source: Path
    title: str | None = None
    author: str | None = None
    editor: str | None = None
    publisher: str | None = None
    licence: str | None = None
    licence_url: str | None = None
    language: str | None = None
    encoding: str | None = None
    viewpoint: str | None = None
    responsible: tuple[tuple[str, str], ...] = ()
    source_spans: bool = False
    editor_email: str | None = None
    url: str | None = None
    date: str | None = None
    index_licence: str | None = None
    creators: tuple[Creator, ...] = ()
    rights_holder: str | None = None
    doi: str | None = None
    publisher_url: str | None = None
    rights_holder_url: str | None = None
    layout: Layout = field(default_factory=Layout)
    decisions: Decisions = field(default_factory=Decisions)
    register: tuple[Row, ...] = ()
    inputs: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    letters: Letters | None = None

    @property
    def stylesheets(self) -> Path | None:
        """Return the folder of the project's own stylesheets, if it has any."""
        has = any(name.startswith(f"{STYLESHEETS}/") for name in self.inputs)
        return self.source.parent / STYLESHEETS if has else None

    @property
    def decider(self) -> str:
        """Return who decides, where one person alone is responsible, else ""."""
        names = {name for _, name in (*self.responsible, *self.decisions.responsible)}
        return names.pop() if len(names) == 1 else ""


def load(path: Path) -> Outcome[Project]:
    """Describe the edition whose source is at `path`, from what its editor laid beside it.

    That is `letterbook.toml`, `decisions.toml` and the registers, each of them only if it is there. Raises
    Refused with every fault of all these files. The source itself is not opened.
    """
    folder = path.parent
    fields: dict[str, object] = {}
    faults: list[Problem] = []
    try:
        fields = _settings(folder / FILE)
    except Refused as refused:
        faults += refused.problems
    signed = cast("tuple[tuple[str, str], ...]", fields.get("responsible", ()))
    files = cast("tuple[str, ...]", fields.pop("registers", ()))
    found: tuple[Problem, ...] = ()
    # A fault of the first file does not hide those of the others: an editor mends all in one go.
    try:
        fields["decisions"] = read_decisions(folder, None if faults else [name for _, name in signed])
    except Refused as refused:
        faults += refused.problems
    try:
        fields["register"], found = read_registers(folder, files)
    except Refused as refused:
        faults += refused.problems
    if is_there(folder / FILE):
        faults += _unsafe(folder)
    if faults:
        raise Refused(*sorted(faults, key=lambda fault: fault.place))
    fields["inputs"] = read_inputs(folder, FILE)
    project = Project(**{"id": default_id(path), "source": path, **fields})  # type: ignore[arg-type]
    for name in sorted(set(project.inputs) - set(kept_at(project.inputs, project.id))):
        said = f"“{name}” is used, and is not kept with the edition: it lies too far from the text"
        found = (*found, problem("register-outside", said, Place(str(folder / FILE))))
    if not stands_for_folder(path):
        return Outcome(project, found)
    letters, told = read_letters(folder, project.decider or project.editor or TABLE)
    inputs = {**project.inputs, **{one.file: read_bytes(folder / one.file) for one in letters.listed}}
    layout = replace(project.layout, one_letter=True)
    decisions = decided(project.decisions, letters)
    project = replace(project, letters=letters, inputs=inputs, layout=layout, decisions=decisions)
    return Outcome(project, (*found, *told))


def _unsafe(folder: Path) -> Iterator[Problem]:
    """Tell of stylesheets that an edition could not keep under the names by which they call each other."""
    for name in stylesheet_names(folder):
        part = next((part for part in name.split("/") if safe_name(part) != part), None)
        if part is not None:
            said = f"The name “{part}” is not of letters, digits, dots and hyphens of ASCII alone"
            yield problem("xslt-name", said, Place(str(folder / name)))


def read_stated(config: Path, edition: str) -> Project:
    """Read what an editor states of an edition that is built: letterbook.toml alone, without the layout.

    Raises Refused like `load`.
    """
    fields: dict[str, object] = {}
    if is_there(config):
        reader = _Reader(read_toml(config, _CODES))
        fields = reader.stated()
        if reader.faults:
            raise Refused(*reader.faults)
    fields.pop("registers", None)
    return Project(**{"source": config.parent, **fields, "id": edition})  # type: ignore[arg-type]


def _settings(config: Path) -> dict[str, object]:
    """Read letterbook.toml, if it is there."""
    if not is_there(config):
        return {}
    reader = _Reader(read_toml(config, _CODES))
    known = reader.project()
    if reader.faults:
        raise Refused(*reader.faults)
    return known


# ------------------------------------------------------------------ what each key may hold


class _Key(NamedTuple):
    field: str
    accepts: Callable[[str], bool]
    wanted: str


def _is_sayable(text: str) -> bool:
    """Tell whether a text is neither blank nor holds a character that XML 1.0 cannot (2.2 Characters)."""
    return bool(text.strip()) and not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)


def _is_encoding(name: str) -> bool:
    """Tell whether Python knows the encoding, and it is one of texts ("rot13", "hex" are not); or "auto"."""
    if name.lower() == "auto":
        return True
    try:
        return isinstance("".encode(codecs.lookup(name).name), bytes)
    except (LookupError, ValueError):
        return False


#: The licences that correspSearch takes for an index of letters: of the index, not of the edition.
INDEX_LICENCES = (
    "https://creativecommons.org/licenses/by/4.0/",
    "https://creativecommons.org/publicdomain/zero/1.0/",
)

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[A-Za-z0-9._;()\[\]:/+<>-]+")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")

_WORDS = "words in quotes"
_STRINGS = {
    "id": _Key("id", is_safe, "ASCII letters, digits, dots and hyphens, beginning with a letter"),
    "title": _Key("title", _is_sayable, _WORDS),
    "author": _Key("author", _is_sayable, _WORDS),
    "editor": _Key("editor", _is_sayable, _WORDS),
    "publisher": _Key("publisher", _is_sayable, _WORDS),
    "licence": _Key("licence", _is_sayable, _WORDS),
    "licence-url": _Key("licence_url", lambda v: bool(_ADDRESS.fullmatch(v)), "an address with http(s)://"),
    "language": _Key(
        "language", lambda v: bool(_LANGUAGE.fullmatch(v)), 'a language code such as "en", "de"'
    ),
    "encoding": _Key("encoding", _is_encoding, 'the name of an encoding such as "utf-8", "windows-1252"'),
    "viewpoint": _Key("viewpoint", _is_sayable, "the name of a person"),
    "editor-email": _Key("editor_email", lambda v: bool(_EMAIL.fullmatch(v)), "an e-mail address"),
    "url": _Key("url", lambda v: bool(_ADDRESS.fullmatch(v)), "an address with http(s)://"),
    "publisher-url": _Key(
        "publisher_url", lambda v: bool(_ADDRESS.fullmatch(v)), "an address with http(s)://"
    ),
    "rights-holder-url": _Key(
        "rights_holder_url", lambda v: bool(_ADDRESS.fullmatch(v)), "an address with http(s)://"
    ),
    "date": _Key("date", is_iso_day, 'a day such as "2024-05-31"'),
    "rights-holder": _Key("rights_holder", _is_sayable, _WORDS),
    "doi": _Key("doi", lambda v: bool(_DOI.fullmatch(v)), 'a DOI without its address: "10.1234/abc"'),
    "index-licence": _Key(
        "index_licence", lambda v: v in INDEX_LICENCES, f"one of the addresses {' and '.join(INDEX_LICENCES)}"
    ),
}
_KEYS = (*_STRINGS, "responsible", "creator", "source-spans", "letters", "registers", "layout")
_RESPONSIBLE = ("did", "name")


class _Reader:
    """Takes the parsed file apart, and keeps every fault with its place."""

    def __init__(self, toml: TomlFile) -> None:
        self._toml = toml
        self.faults: list[Problem] = []

    def project(self) -> dict[str, object]:
        """Return the fields of a Project that the file sets, and `registers`, the files it names."""
        fields = self.stated()
        fields["layout"], found = read_layout(self._toml)
        self.faults += found
        return fields

    def stated(self) -> dict[str, object]:
        """Return all this but the layout, which may stand in a file of its own."""
        values = self._toml.values
        self.faults += self._toml.unknown_keys(values, _KEYS, ())
        fields: dict[str, object] = {}
        for name, key in _STRINGS.items():
            if name in values:
                fields[key.field] = self._string(values[name], key, (name,))
        for name in ("source-spans", "letters"):
            if name in values and not isinstance(values[name], bool):
                self.faults.append(self._toml.wrong_type(f"“{name}” must be true or false", (name,)))
        if "source-spans" in values:
            fields["source_spans"] = values["source-spans"]
        if "responsible" in values:
            fields["responsible"] = tuple(self._responsible(values["responsible"]))
        if "registers" in values:
            fields["registers"] = tuple(self._files(values["registers"]))
        fields["creators"], found = read_creators(self._toml)
        self.faults += found
        return fields

    def _string(self, value: object, key: _Key, spot: Spot) -> str:
        name = spot[-1]
        if not isinstance(value, str):
            said = f"“{name}” must be {key.wanted}, not {kind_of(value)}"
            self.faults.append(self._toml.wrong_type(said, spot))
            return ""
        if not key.accepts(value):
            said = f"“{name}” must be {key.wanted}, not “{shown(value)}”"
            self.faults.append(self._toml.wrong_value(said, spot))
        return value

    def _files(self, rows: object) -> Iterator[str]:
        if not isinstance(rows, list):
            said = '“registers” must be a list of files: ["people.csv", "places.xml"]'
            self.faults.append(self._toml.wrong_type(said, ("registers",)))
            return
        for row in rows:
            yield self._string(row, _Key("", _is_sayable, "the name of a file"), ("registers",))

    def _responsible(self, rows: object) -> Iterator[tuple[str, str]]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            said = "“responsible” must be written as [[responsible]], with the keys did and name"
            self.faults.append(self._toml.wrong_type(said, ("responsible",)))
            return
        for index, row in enumerate(rows):
            spot: Spot = ("responsible", index)
            self.faults += self._toml.unknown_keys(row, _RESPONSIBLE, spot)
            lacking = [f"“{name}”" for name in _RESPONSIBLE if name not in row]
            if lacking:
                said = f"[[responsible]] lacks {' and '.join(lacking)}"
                self.faults.append(self._toml.wrong_value(said, spot))
                continue
            key = _Key("", _is_sayable, _WORDS)
            yield (
                self._string(row["did"], key, (*spot, "did")),
                self._string(row["name"], key, (*spot, "name")),
            )
