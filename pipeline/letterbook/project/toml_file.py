"""Read a TOML file of an editor strictly: every fault with its line and column.

tomllib forgets where a key stood; here each key and table header keeps its place, so that a key mistyped
in the fortieth table is found at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from letterbook.file_bytes import SETTINGS, read_bytes
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.values.iso_dates import is_iso_day

#: Where a value stands in a file: the keys that lead to it, and for a table of a list its number from 0.
Spot = tuple[str | int, ...]


#: So many unknown keys of one table are told one by one; the rest is counted.
_TOLD = 50


class Codes(NamedTuple):
    """The codes under which the faults of one kind of file are told."""

    unreadable: str
    syntax: str
    unknown_key: str
    type: str
    value: str


@dataclass(frozen=True)
class TomlFile:
    """A well-formed TOML file: its path as the user knows it, its values, and where each key stands."""

    file: str
    values: Mapping[str, object]
    places: Mapping[Spot, tuple[int, int]]
    codes: Codes

    def place(self, spot: Spot) -> Place:
        """Return the line and column of a value, or of the nearest table that holds it."""
        while spot and spot not in self.places:
            spot = spot[:-1]
        return Place(self.file, *self.places.get(spot, (0, 0)))

    def unknown_keys(
        self, values: Mapping[str, object], known: tuple[str, ...], above: Spot
    ) -> list[Problem]:
        """Tell of the keys that are not known, with those that may have been meant; of many the first."""
        unknown = [name for name in values if name not in known]
        told = [
            problem(
                self.codes.unknown_key,
                f"unknown key “{shown(name)}”",
                self.place((*above, name)),
                did_you_mean(name, known),
            )
            for name in unknown[:_TOLD]
        ]
        if len(unknown) > _TOLD:
            said = f"... and {len(unknown) - _TOLD:,} more unknown keys"
            told.append(problem(self.codes.unknown_key, said, Place(self.file)))
        return told

    def wrong_type(self, message: str, spot: Spot) -> Problem:
        """Tell of a value of the wrong kind."""
        return problem(self.codes.type, message, self.place(spot))

    def wrong_value(self, message: str, spot: Spot, hint: str = "") -> Problem:
        """Tell of a value that cannot be used."""
        return problem(self.codes.value, message, self.place(spot), hint)


def read_toml(path: Path, codes: Codes) -> TomlFile:
    """Read a file. Raises Refused where it cannot be read, is no UTF-8, or is not well-formed TOML.

    A byte order mark and line ends of CR LF are taken for granted in files from other systems.
    """
    file = str(path)
    try:
        text = read_bytes(path, SETTINGS).decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as fault:
        raise Refused(
            problem(codes.unreadable, f"cannot be read: {fault.strerror or fault}", Place(file))
        ) from None
    except UnicodeDecodeError as fault:
        before = fault.object[: fault.start].decode("utf-8-sig")
        place = Place(file, *_line_and_column(before, len(before)))
        raise Refused(problem(codes.unreadable, "is not written in UTF-8", place)) from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise Refused(_syntax_problem(fault, file, text, codes)) from None
    except RecursionError:
        said = "lists or tables stand inside one another too deep"
        raise Refused(problem(codes.syntax, said, Place(file))) from None
    except ValueError as fault:  # a number of more digits than Python converts
        said = f"holds a value that cannot be read: {fault}"
        raise Refused(problem(codes.syntax, said, Place(file))) from None
    return TomlFile(file, values, key_places(text), codes)


def did_you_mean(name: str, known: tuple[str, ...]) -> str:
    """Name the key that was probably meant, or all there are."""
    near = get_close_matches(name.lower().replace("_", "-"), known, n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else f"The keys are: {', '.join(known)}."


def kind_of(value: object) -> str:
    """Say what a value is, in an editor's words."""
    match value:
        case str():
            return "words in quotes"
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


def shown(text: str) -> str:
    """Write a value so that it stays on one line and is not too long to read."""
    line = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return line if len(line) <= 60 else f"{line[:59]}…"  # noqa: PLR2004 (a line's worth)


# ------------------------------------------------------------------ where the keys stand


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _syntax_problem(fault: tomllib.TOMLDecodeError, file: str, text: str, codes: Codes) -> Problem:
    said = str(fault)
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", said)
    if found is None:
        return problem(codes.syntax, said, Place(file))
    line, column = (int(n) for n in found.groups()) if found[1] else _line_and_column(text, len(text))
    message = said[: found.start()]
    told, hint = _as_what_it_is(text.splitlines()[line - 1 : line], message[:1].lower() + message[1:])
    return problem(codes.syntax, told, Place(file, line, column), hint)


def _as_what_it_is(lines: Sequence[str], message: str) -> tuple[str, str]:
    """Tell a fault of the line by what it is, where that is a sign nobody sees: the message, and a hint."""
    words = lines[0] if lines else ""
    bare = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', "", words)  # what stands in quotation marks is fine
    curly = re.search("[“”„‟«»‘’‚]", bare)
    if curly:
        said = f"{message}: {curly[0]} is a curly quotation mark, as word processors make them"
        return said, f"Write straight quotation marks: {_straight(words)}"
    unseen = re.search("[\ufeff\u00a0\u200b\u2028\u2029\u202f]", bare)
    if unseen:
        name = {"\ufeff": "byte order mark", "\u00a0": "no-break space"}.get(
            unseen[0], "sign without a shape"
        )
        said = f"{message}: there is a {name} (U+{ord(unseen[0]):04X}), which nobody sees"
        return said, "Take it out, or type the line anew."
    day = re.search(r"=\s*(\d{4}-\d\d?-\d\d?)\b", bare)
    if day and not is_iso_day(day[1]):
        return f"{day[1]} is no day of the calendar", "Write year, month and day: date = 1817-05-10"
    if bare.count('"') == 1 and "illegal character" in message:
        return "a quotation mark is opened, and not closed on this line", f'Write: {_on_one_line(words)}"'
    quoted = re.fullmatch(r'\s*([\w-]+)\s*=\s*"([^"\']+"[^\']+)"\s*', words)
    if quoted:
        said = f"{message}: there are quotation marks within quotation marks"
        return said, f"Write single ones around them: {quoted[1]} = '{_on_one_line(quoted[2])}'"
    bare_words = re.fullmatch(r"\s*([\w-]+)\s*=\s*([^\s\[{#][^#]*?)\s*(?:#.*)?", bare)
    if bare_words and bare == words:
        said = f'Write words in quotation marks: {bare_words[1]} = "{_on_one_line(bare_words[2])}"'
        return message, f"{said}; a day bare: date = 1817-05-10"
    return message, ""


def _on_one_line(words: str) -> str:
    return shown(" ".join(words.split()))


def _straight(words: str) -> str:
    return shown(re.sub("[“”„‟«»]", '"', re.sub("[‘’‚]", "'", words)).strip())


_HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*")
_PART = re.compile(r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*(\.)?""")
_VALUE_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""+|' + r"'''.*?'''+|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'|#[^\n]*|[\[\]{}\n]",
    re.DOTALL,
)


def key_places(text: str) -> dict[Spot, tuple[int, int]]:
    """Find line and column of every key and table header in a TOML text that is known to be well-formed.

    tomllib forgets them. Keys inside an inline table are not told apart: they stand where it stands.
    """
    places: dict[Spot, tuple[int, int]] = {}
    rows: dict[Spot, int] = {}
    table: Spot = ()
    at = 0
    line, counted = 1, 0  # line ends are counted once, however many keys there are
    while at < len(text):
        blank = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|$)").match(text, at)
        if blank:
            at = max(blank.end(), at + 1)
            continue
        header = _HEADER.match(text, at)
        begin = header.start(1) if header else _after_blanks(text, at)
        line += text.count("\n", counted, begin)
        counted = begin
        here = (line, begin - text.rfind("\n", 0, begin))
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
        at = end_of_value(text, at)
    return places


def _after_blanks(text: str, at: int) -> int:
    while text[at] in " \t":
        at += 1
    return at


def _dotted_key(text: str, at: int) -> tuple[Spot, int]:
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


def end_of_value(text: str, at: int) -> int:
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
