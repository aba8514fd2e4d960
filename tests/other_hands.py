"""Reads the texts of `settle/notes/other_hands/`, which say themselves what their calls and notes are.

`⟦3:[A]⟧` is a mark that calls note 3, `⟪3:[A] words⟫` that note, `⟪3>2:P. 12. words⟫` one that is tied to the
second letter, `⟪3>?:words⟫` one of which nothing tells the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PLACE = Path(__file__).parent / "settle" / "notes" / "other_hands"
_MARK = re.compile(r"(?P<open>[⟦⟪])(?P<key>\w+)(?:>(?P<letter>\d+|\?))?:|(?P<close>[⟧⟫])")


class Wanted(NamedTuple):
    """A note as it ought to be read: where it stands, where its calls stand, and the letter it is tied to."""

    key: str
    start: int
    end: int
    calls: tuple[tuple[int, int], ...]
    letter: str = ""


class Hand(NamedTuple):
    """A text, and its notes in order."""

    name: str
    text: str
    notes: tuple[Wanted, ...]


def read(name: str, marked: str) -> Hand:
    """Take the marks out of a text, and return what they say."""
    plain, at = "", 0
    calls: dict[str, list[tuple[int, int]]] = {}
    notes: list[tuple[str, str, int, int]] = []
    stack: list[tuple[str, str, str, int]] = []
    for found in _MARK.finditer(marked):
        plain += marked[at : found.start()]
        at = found.end()
        if found["open"]:
            stack.append((found["open"], found["key"], found["letter"] or "", len(plain)))
            continue
        kind, key, letter, start = stack.pop()
        if kind == "⟦":
            calls.setdefault(key, []).append((start, len(plain)))
        else:
            notes.append((key, letter, start, len(plain)))
    plain += marked[at:]
    assert not stack, name
    assert set(calls) <= {key for key, *_ in notes}, name
    rows = (Wanted(k, s, e, tuple(calls.get(k, ())), letter) for k, letter, s, e in notes)
    return Hand(name, plain, tuple(sorted(rows, key=lambda row: row.start)))


def hands() -> Iterator[Hand]:
    """Yield every text of the folder, in the order of their names."""
    for file in sorted(_PLACE.glob("*.txt")):
        for part in file.read_text(encoding="utf-8").split("#### ")[1:]:
            name, _, marked = part.partition("\n")
            yield read(f"{file.stem}: {name}", marked)
