"""What the editor says about the edition: `letterbook.toml` beside the source.

Everything in it is optional, and so is the file. It is read strictly: an unknown key, a wrong type
or a value that cannot be used is an error with its line and column, and all errors are told at once,
because an editor who mistypes one key has often mistyped another.
"""

from __future__ import annotations

import codecs
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from letterbook.problems import Outcome, Place, Problem, Refused, problem

#: The name of the file that describes an edition; it stands beside the source.
FILE = "letterbook.toml"


@dataclass(frozen=True)
class Project:
    """One edition to build: where its source lies, and what its editor states about it.

    `id` is an NCName that every file system and archive takes (ASCII letters, digits, dot and hyphen).
    `responsible` are (what they did, name) pairs, as in TEI respStmt (Guidelines 2.2.1).
    `viewpoint` is the person whose papers these are: "Received on ..." means received by this person.
    `source_spans` asks for the place in the source on every block of the TEI (@corresp, RFC 5147).
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


def load(path: Path) -> Outcome[Project]:
    """Describe the edition whose source is at `path`, from the `letterbook.toml` beside it if there is one.

    Raises Refused with every fault of that file. The source itself is not opened.
    """
    config = path.parent / FILE
    file = str(config)
    if not config.exists():
        return Outcome(Project(id=_default_id(path), source=path))
    try:
        text = config.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as fault:
        raise Refused(
            problem("config-unreadable", f"cannot be read: {fault.strerror or fault}", Place(file))
        ) from None
    except UnicodeDecodeError as fault:
        before = fault.object[: fault.start].decode("utf-8-sig")
        line, column = _line_and_column(before, len(before))
        place = Place(file, line, column)
        raise Refused(problem("config-unreadable", "is not written in UTF-8", place)) from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise Refused(_syntax_problem(fault, file, text)) from None
    reader = _Reader(file, _key_places(text))
    known = reader.project(values)
    if reader.faults:
        raise Refused(*sorted(reader.faults, key=lambda fault: fault.place))
    return Outcome(Project(**{"id": _default_id(path), "source": path, **known}))  # type: ignore[arg-type]


# ------------------------------------------------------------------ the edition's id

_ID = re.compile(r"[A-Za-z](?:[A-Za-z0-9.-]{0,98}[A-Za-z0-9])?")
#: Names Windows keeps for devices, with any ending: a folder so called cannot be made there.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def _is_safe(name: str) -> bool:
    return bool(_ID.fullmatch(name)) and not _DEVICE.fullmatch(name) and ".." not in name


def _default_id(path: Path) -> str:
    """Name the edition by its folder, when the file is called source.txt, else by the file."""
    return safe_id(path.absolute().parent.name if path.name.lower() == "source.txt" else path.stem)


def safe_id(name: str) -> str:
    """Turn any name into an id: diacritics dropped, other signs to hyphens; 1 to 100 characters."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    joined = re.sub(r"\.{2,}", ".", re.sub(r"[^A-Za-z0-9.]+", "-", plain))[:90].strip("-.")
    if _is_safe(joined):
        return joined
    return f"edition-{joined}" if joined else "edition"


# ------------------------------------------------------------------ what each key may hold


class _Key(NamedTuple):
    field: str
    accepts: Callable[[str], bool]
    wanted: str


def _is_sayable(text: str) -> bool:
    """Tell whether a text is neither blank nor holds a character that XML 1.0 cannot (2.2 Characters)."""
    return bool(text.strip()) and not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)


def _is_encoding(name: str) -> bool:
    """Tell whether Python knows the encoding, and it is one of texts ("rot13" and "hex" are not)."""
    try:
        return isinstance("".encode(codecs.lookup(name).name), bytes)
    except (LookupError, ValueError):
        return False


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")

_WORDS = "words in quotes"
_STRINGS = {
    "id": _Key("id", _is_safe, "ASCII letters, digits, dots and hyphens, beginning with a letter"),
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
}
_KEYS = (*_STRINGS, "responsible", "source-spans")
_RESPONSIBLE = ("did", "name")

_Spot = tuple[str | int, ...]


class _Reader:
    """Takes the parsed file apart, and keeps every fault with its place."""

    def __init__(self, file: str, places: Mapping[_Spot, tuple[int, int]]) -> None:
        self._file = file
        self._places = places
        self.faults: list[Problem] = []

    def project(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return the fields of a Project that the file sets."""
        self._known(values, _KEYS, ())
        fields: dict[str, object] = {}
        for name, key in _STRINGS.items():
            if name in values:
                fields[key.field] = self._string(values[name], key, (name,))
        if "source-spans" in values:
            if not isinstance(values["source-spans"], bool):
                self._fault("config-type", "“source-spans” must be true or false", ("source-spans",))
            fields["source_spans"] = values["source-spans"]
        if "responsible" in values:
            fields["responsible"] = tuple(self._responsible(values["responsible"]))
        return fields

    def _string(self, value: object, key: _Key, spot: _Spot) -> str:
        name = spot[-1]
        if not isinstance(value, str):
            self._fault("config-type", f"“{name}” must be {key.wanted}, not {_kind(value)}", spot)
            return ""
        if not key.accepts(value):
            self._fault("config-value", f"“{name}” must be {key.wanted}, not “{_shown(value)}”", spot)
        return value

    def _responsible(self, rows: object) -> Iterator[tuple[str, str]]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            said = "“responsible” must be written as [[responsible]], with the keys did and name"
            self._fault("config-type", said, ("responsible",))
            return
        for index, row in enumerate(rows):
            spot: _Spot = ("responsible", index)
            self._known(row, _RESPONSIBLE, spot)
            lacking = [f"“{name}”" for name in _RESPONSIBLE if name not in row]
            if lacking:
                self._fault("config-value", f"[[responsible]] lacks {' and '.join(lacking)}", spot)
                continue
            key = _Key("", _is_sayable, _WORDS)
            yield (
                self._string(row["did"], key, (*spot, "did")),
                self._string(row["name"], key, (*spot, "name")),
            )

    def _known(self, values: Mapping[str, object], known: tuple[str, ...], above: _Spot) -> None:
        for name in values:
            if name not in known:
                near = get_close_matches(name.lower().replace("_", "-"), known, n=1, cutoff=0.6)
                hint = f"Did you mean “{near[0]}”?" if near else f"The keys are: {', '.join(known)}."
                self._fault("config-unknown-key", f"unknown key “{_shown(name)}”", (*above, name), hint)

    def _fault(self, code: str, message: str, spot: _Spot, hint: str = "") -> None:
        while spot and spot not in self._places:
            spot = spot[:-1]
        line, column = self._places.get(spot, (0, 0))
        self.faults.append(problem(code, message, Place(self._file, line, column), hint))


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"


def _shown(text: str) -> str:
    """Write a value so that it stays on one line and is not too long to read."""
    line = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return line if len(line) <= 60 else f"{line[:59]}…"  # noqa: PLR2004 (a line's worth)


# ------------------------------------------------------------------ where the keys stand


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _syntax_problem(fault: tomllib.TOMLDecodeError, file: str, text: str) -> Problem:
    said = str(fault)
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", said)
    if found is None:
        return problem("config-syntax", said, Place(file))
    line, column = (int(n) for n in found.groups()) if found[1] else _line_and_column(text, len(text))
    message = said[: found.start()]
    return problem("config-syntax", message[:1].lower() + message[1:], Place(file, line, column))


_HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*")
_PART = re.compile(r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*(\.)?""")
_VALUE_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""+|' + r"'''.*?'''+|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'|#[^\n]*|[\[\]{}\n]",
    re.DOTALL,
)


def _key_places(text: str) -> dict[_Spot, tuple[int, int]]:
    """Find line and column of every key and table header in a TOML text that is known to be well-formed.

    tomllib forgets them. Keys inside an inline table are not told apart: they stand where it stands.
    """
    places: dict[_Spot, tuple[int, int]] = {}
    rows: dict[_Spot, int] = {}
    table: _Spot = ()
    at = 0
    while at < len(text):
        blank = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|$)").match(text, at)
        if blank:
            at = max(blank.end(), at + 1)
            continue
        header = _HEADER.match(text, at)
        here = _line_and_column(text, header.start(1) if header else _after_blanks(text, at))
        key, at = _dotted_key(text, header.end() if header else at)
        if header:
            table = key
            if header[1] == "[[":
                table = (*key, rows.get(key, 0))
                rows[key] = rows.get(key, 0) + 1
            places.setdefault(key, here)
            places.setdefault(table, here)
        else:
            for depth in range(1, len(key) + 1):
                places.setdefault((*table, *key[:depth]), here)
        at = _end_of_value(text, at)
    return places


def _after_blanks(text: str, at: int) -> int:
    while text[at] in " \t":
        at += 1
    return at


def _dotted_key(text: str, at: int) -> tuple[_Spot, int]:
    parts: list[str] = []
    while part := _PART.match(text, at):
        quoted, literal, bare, more = part.groups()
        # Escapes in a quoted key are read by tomllib itself, so that both see the same name.
        parts.append(
            next(iter(tomllib.loads(f'"{quoted}"=0'))) if quoted is not None else literal or bare or ""
        )
        at = part.end()
        if not more:
            break
    return tuple(parts), at


def _end_of_value(text: str, at: int) -> int:
    """Return the offset after the line on which the value, or the rest of a header, ends."""
    depth = 0
    for token in _VALUE_TOKEN.finditer(text, at):
        sign = token[0]
        if sign in ("[", "{"):
            depth += 1
        elif sign in ("]", "}"):
            depth -= 1
        elif sign == "\n" and depth <= 0:
            return token.end()
    return len(text)
