"""Write decisions.toml for an editor who decides by a click: tables are added, replaced and taken out.

Only the tables concerned are touched: comments, the order and the spelling of everything else stay as they
are. `letterbook.editors_file` writes the file.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from letterbook.project.decision_kinds import KINDS
from letterbook.project.decisions_toml import FILE
from letterbook.project.toml_file import end_of_value, key_places

_QUOTED = json.JSONEncoder(ensure_ascii=False)  # json.dumps would make one for every value
#: Keys whose numbers the manual writes without quotation marks, and those of days.
_NUMBERS = frozenset({"letter", "note", "number", "sense"})
_DAYS = frozenset({"date", "not-before", "not-after", "from", "to", "on"})
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_LIST = re.compile(r"letter\s*=\s*\[[^\]]*\]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


# ------------------------------------------------------------------ one table


def write_toml(table: str, values: Mapping[str, Any], by: str = "") -> str:
    """Write one table of decisions.toml as the manual writes it; TOML reads the words back as they are."""
    lines = [f"[[{table}]]"]
    for key, value in {**values, **({"by": by} if by else {})}.items():
        lines.append(f"{key} = {_written(key, value, table)}")
    return "\n".join(lines) + "\n"


def _written(key: str, value: object, table: str) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_written(key, one, table) for one in value)}]"
    if isinstance(value, int):
        return str(value)
    words = str(value)
    bare = key in _NUMBERS or (key == "to" and not KINDS[table].dated)
    if (bare and _NUMBER.fullmatch(words)) or (key in _DAYS and _DAY.fullmatch(words)):
        return words
    return _QUOTED.encode(words).replace("\x7f", "\\u007f")


def read_tables(lines: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Read lines that are to be added: tables of decisions alone. Raises ValueError where they are not.

    They come from a page, and are read, not copied: what is written is written by `write_toml`.
    """
    try:
        values = tomllib.loads(lines)
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(str(fault)) from None
    tables: list[tuple[int, str, Mapping[str, Any]]] = []
    places = key_places(lines)
    for name, rows in values.items():
        if name not in KINDS or not isinstance(rows, list):
            msg = f"“{name}” is no kind of decision"
            raise ValueError(msg)
        for at, row in enumerate(rows):
            if not isinstance(row, dict) or not row:
                msg = f"[[{name}]] says nothing"
                raise ValueError(msg)
            tables.append((places[name, at][0], name, row))
    return [(name, row) for _, name, row in sorted(tables, key=lambda one: one[0])]


# ------------------------------------------------------------------ the file's text


def with_head(text: str, name: str, *, declared: bool = False) -> str:
    """Put the one who decides at the head of a file that names nobody yet.

    Whom letterbook.toml has not `declared` as responsible is declared there too.
    """
    words = _QUOTED.encode(name)
    head = f"by = {words}\n"
    if not declared:
        head += f'\n[[responsible]]\nname = {words}\ndid = "Editorial decisions"\n'
    return f"{head}\n{text}" if text.strip() else head


def with_tables(text: str, tables: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """Add tables at the end of the file, an empty line before each."""
    made = text
    for name, values in tables:
        if made and not made.endswith("\n"):
            made += "\n"
        made += ("\n" if made.strip() else "") + write_toml(name, values)
    return made


def without(text: str, line: int, letter: str = "") -> str:
    """Take out the decision whose table begins on a line; of several letters only the one that is named.

    Raises ValueError where no table begins there.
    """
    places = key_places(text)
    spots = {where[0]: spot for spot, where in places.items() if isinstance(spot[-1], int)}
    if line not in spots:
        msg = f"no decision begins on line {line} of {FILE}"
        raise ValueError(msg)
    spot = spots[line]
    row = _row(text, spot)
    named = [str(one) for one in row["letter"]] if isinstance(row.get("letter"), list) else []
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    said = str(row.get("letters", row.get("letter", "")))
    if letter and not named and said != letter and re.search("[-–]", said):
        msg = f"the decision on line {line} speaks of the letters {said}; change it by hand"
        raise ValueError(msg)
    if letter and len(named) > 1 and letter in named:
        left = [one for one in named if one != letter]
        line, column = places[*spot, "letter"]
        at = starts[line - 1] + column - 1
        said = f"letter = {_written('letter', left[0] if len(left) == 1 else left, str(spot[0]))}"
        return text[:at] + _LIST.sub(lambda _: said, text[at:], count=1)
    keys = [where for key, where in places.items() if key[:2] == spot and len(key) > len(spot)]
    start = starts[line - 1]
    end = end_of_value(text, starts[max(keys)[0] - 1] if keys else start)
    before, after = text[:start], text[end:]
    if before.endswith("\n\n") or not before:
        after = after.removeprefix("\n")
    return (before if after.strip() else before.rstrip("\n") + "\n" * bool(before.strip())) + after


def _row(text: str, spot: tuple[str | int, ...]) -> Mapping[str, Any]:
    rows = tomllib.loads(text)[str(spot[0])]
    row: Mapping[str, Any] = rows[spot[1]]
    return row


def same_values(one: Mapping[str, Any], other: Mapping[str, Any], but: Sequence[str] = ("letter",)) -> bool:
    """Tell whether two tables say the same, but for some keys."""
    return {k: v for k, v in one.items() if k not in but} == {k: v for k, v in other.items() if k not in but}


def gathered(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> list[tuple[str, Mapping[str, Any]]]:
    """Write decisions that say the same of several letters as one, which names them all."""
    made: list[tuple[str, dict[str, Any]]] = []
    for name, values in tables:
        like = next((row for table, row in made if table == name and same_values(row, values)), None)
        if like is None or "letter" not in values:
            made.append((name, dict(values)))
            continue
        like["letter"] = [*_listed(like["letter"]), *_listed(values["letter"])]
    return [(name, values) for name, values in made]


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]
