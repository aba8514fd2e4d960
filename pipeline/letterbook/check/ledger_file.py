"""The ledger as a file: read strictly, since everything else is proved with it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import NoReturn

from letterbook.problems import Place, Problem, Refused, problem
from letterbook.tei.ledger import FORM, check_sum, head_sum

_KINDS = frozenset({"text", "call", "correction"})
_BEGIN, _END = b'"postings": [\n', b'\n],\n"seal": '
_PRINTED = (int, int, str, int, str)
_SHAPES = frozenset({_PRINTED, (int, int, str, str, str, str)})
_NEWLINES = ("\n", "\r\n", "\r")


#: A posting as it stands in the file: start, end, kind, at, reason, the words of a skip (None for what the
#: TEI holds), and the check sum. A bare tuple: a book has a hundred thousand, and Python's collector passes
#: over these.
Row = tuple[int, int, str, int, str, str | None, str]


def agrees(row: Row, words: str) -> bool:
    """Tell whether these are the words that a row was written for."""
    start, end, kind, at, reason, _, check = row
    where = reason if kind == "skip" else str(at)
    return len(words) == end - start and check_sum(start, end, kind, where, words) == check


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
    rows: tuple[Row, ...]
    first: int
    sealed: bool
    altered: tuple[Problem, ...]


def read_ledger(data: bytes, name: str) -> Posted:
    """Read a ledger that problems call `name`. Raises Refused for what letterbook never wrote."""
    begin, end = data.find(_BEGIN), data.rfind(_END)
    if not 0 <= begin < end:
        begin = end = len(data)
    first = data.count(b"\n", 0, begin) + 2
    whole = _parsed(data[:begin] + b'"postings": []' + data[end + 2 :] if begin < end else data, name)
    if not isinstance(whole, dict) or whole.get("ledger") != FORM:
        _refuse(f"This is no ledger of form {FORM}", Place(name))
    source, edition = whole.get("source"), whole.get("edition")
    if not (isinstance(source, dict) and isinstance(edition, dict)) or begin == end:
        _refuse("The ledger lacks its source, its edition, or its postings, one on each line", Place(name))
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
    altered = tuple(
        problem("ledger-altered", f"What the ledger says of the {key} was changed", _place(data, key, name))
        for key, part in (("source", source), ("edition", edition))
        if part.get("check") != head_sum({k: v for k, v in part.items() if k != "check"})
    )
    sealed = whole.get("seal") == hashlib.sha256(data[: data.rfind(b'"seal"')]).hexdigest()
    rows = _rows(data[begin + len(_BEGIN) : end], name, first, sealed=sealed)
    return Posted(
        source["name"], source["sha256"], source["encoding"], source["newline"], bytes.fromhex(source["bom"]),
        source["characters"], tuple(edition["printed"]), rows, first, sealed, altered,
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


def _parsed(data: bytes, name: str) -> object:
    try:
        return json.loads(data)
    except json.JSONDecodeError as fault:
        _refuse(f"This is no JSON: {fault.msg}", Place(name, fault.lineno, fault.colno))
    except (ValueError, RecursionError):
        _refuse("This cannot be read", Place(name))


def _rows(block: bytes, name: str, first: int, *, sealed: bool) -> tuple[Row, ...]:
    """Read the postings, of which the first stands on line `first`: all at once, if nothing was changed."""
    if sealed:
        try:
            whole = json.loads(b"[%s]" % block)
        except (ValueError, RecursionError):
            whole = []
        read = [_row(one) for one in whole]
        if len(read) == block.count(b"\n") + 1 and None not in read:
            return tuple(row for row in read if row is not None)
    rows: list[Row] = []
    for index, line in enumerate(block.split(b"\n")):
        try:
            row = _row(json.loads(line.removesuffix(b",")))
        except (ValueError, RecursionError):
            row = None
        if row is not None:
            rows.append(row)
        elif line or index:
            _refuse("This line of the ledger is no posting", Place(name, first + index))
    return tuple(rows)


def _row(row: object) -> Row | None:
    """Read one posting: [start, end, "skip", reason, words, check] or [start, end, kind, at, check]."""
    if not isinstance(row, list) or tuple(map(type, row)) not in _SHAPES or not 0 <= row[0] < row[1]:
        return None
    if len(row) == len(_PRINTED):
        start, end, kind, at, check = row
        return (start, end, kind, at, "", None, check) if kind in _KINDS else None
    start, end, kind, reason, words, check = row
    return (start, end, kind, 0, reason, words, check) if kind == "skip" else None
