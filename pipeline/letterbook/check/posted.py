"""The ledger as a file: read strictly, since everything else is proved with it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import NamedTuple, NoReturn

from letterbook.problems import Place, Problem, Refused, problem
from letterbook.tei.account import FORM, Posting, check_sum, head_sum

_KINDS = frozenset({"text", "call", "correction"})
_NEWLINES = ("\n", "\r\n", "\r")


class Line(NamedTuple):
    """A posting as it stands in the file: `words` are those of a skip, None for what the TEI holds."""

    posting: Posting
    words: str | None
    check: str

    def agrees(self, words: str) -> bool:
        """Tell whether these are the words that the line was written for."""
        start, end, kind, at, reason = self.posting
        where = reason if kind == "skip" else str(at)
        return len(words) == end - start and check_sum(start, end, kind, where, words) == self.check


@dataclass(frozen=True)
class Posted:
    """A ledger that was read, whether or not it is sound.

    `first` is the line of the file on which the first posting stands, `sealed` tells whether no byte of the
    file was changed, and `altered` are the problems of what it says of source and edition.
    """

    name: str
    sha256: str
    encoding: str
    newline: str
    bom: bytes
    characters: int
    printed: tuple[str, ...]
    lines: tuple[Line, ...]
    first: int
    sealed: bool
    altered: tuple[Problem, ...]


def read_ledger(data: bytes, name: str) -> Posted:
    """Read a ledger that problems call `name`. Raises Refused for what letterbook never wrote."""
    try:
        whole = json.loads(data)
    except json.JSONDecodeError as fault:
        _refuse(f"This is no JSON: {fault.msg}", Place(name, fault.lineno, fault.colno))
    except (ValueError, RecursionError):
        _refuse("This cannot be read", Place(name))
    if not isinstance(whole, dict) or whole.get("ledger") != FORM:
        _refuse(f"This is no ledger of form {FORM}", Place(name))
    source, edition, rows = whole.get("source"), whole.get("edition"), whole.get("postings")
    if not (isinstance(source, dict) and isinstance(edition, dict) and isinstance(rows, list)):
        _refuse("The ledger lacks its source, its edition, or its postings", Place(name))
    described = source | edition
    if not (
        all(isinstance(described.get(key), str) for key in ("name", "sha256", "encoding", "newline", "bom"))
        and type(described.get("characters")) is int
        and isinstance(described.get("printed"), list)
        and all(isinstance(part, str) for part in described["printed"])
        and described["newline"] in _NEWLINES
        and _is_hex(described["bom"])
    ):
        _refuse("The ledger's source or edition is not described as it should be", Place(name))
    first = data.count(b"\n", 0, max(data.find(b'"postings"'), 0)) + 2
    altered = tuple(
        problem("ledger-altered", f"What the ledger says of the {key} was changed", _place(data, key, name))
        for key, part in (("source", source), ("edition", edition))
        if part.get("check") != head_sum({k: v for k, v in part.items() if k != "check"})
    )
    lines: list[Line] = []
    for index, row in enumerate(rows):
        line = _line(row)
        if line is None:
            _refuse("This line of the ledger is no posting", Place(name, first + index))
        lines.append(line)
    sealed = whole.get("seal") == hashlib.sha256(data[: data.rfind(b'"seal"')]).hexdigest()
    return Posted(
        source["name"], source["sha256"], source["encoding"], source["newline"], bytes.fromhex(source["bom"]),
        source["characters"], tuple(edition["printed"]), tuple(lines), first, sealed, altered,
    )  # fmt: skip


def _refuse(said: str, place: Place) -> NoReturn:
    raise Refused(problem("ledger-unreadable", said, place))


def _place(data: bytes, key: str, name: str) -> Place:
    return Place(name, data.count(b"\n", 0, max(data.find(f'"{key}"'.encode()), 0)) + 1)


def _is_hex(value: str) -> bool:
    try:
        bytes.fromhex(value)
    except ValueError:
        return False
    return True


def _line(row: object) -> Line | None:
    """Read one posting: [start, end, "skip", reason, words, check] or [start, end, kind, at, check]."""
    match row:
        case [int(start), int(end), "skip", str(reason), str(words), str(check)] if 0 <= start < end:
            return Line(Posting(start, end, "skip", 0, reason), words, check)
        case [int(start), int(end), str(kind), int(at), str(check)] if (
            0 <= start < end and at >= 0 and kind in _KINDS
        ):
            return Line(Posting(start, end, kind, at, ""), None, check)
    return None
