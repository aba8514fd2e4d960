"""Write into decisions.toml what an editor decides by a click in a preview, and take it back.

Nothing is written that a build would refuse: after each change the edition is understood again, and if a
decision is faulty the file is restored.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letterbook.editors_file import Changed, read_text, write_text
from letterbook.file_bytes import SETTINGS, read_bytes
from letterbook.problems import Problem
from letterbook.project.decisions_toml import FILE
from letterbook.project.decisions_writer import gathered, read_tables, with_head, with_tables, without
from letterbook.report import is_clean

#: How much is taken back at most, step by step.
_STEPS = 500


@dataclass(frozen=True)
class Order:
    """What a page asks for: `do` is "decide" or "undo"; `seen` the sum of decisions.toml that the page is of.

    `lines` are tables to be added; `instead` lines on which decisions begin that go, each with the letter of
    which it says no more, "" for all. `name` is who decides, if no file says so yet.
    """

    do: str
    seen: str
    lines: str = ""
    instead: tuple[tuple[int, str], ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Answer:
    """What became of an order: an HTTP status, and what the page tells."""

    status: int
    said: str
    seen: str = ""

    def as_json(self) -> Mapping[str, Any]:
        """Return what the page is told."""
        return {"said": self.said, "seen": self.seen}


@dataclass(frozen=True)
class Names:
    """Who may decide: those declared as responsible, and the one who does if nobody else is named."""

    declared: tuple[str, ...] = ()
    decider: str = ""


class Desk:
    """Decides in one folder.

    `understand` says what is wrong with the edition as the files have it now, `names` who may decide.
    """

    def __init__(
        self, folder: Path, understand: Callable[[], Sequence[Problem]], names: Callable[[], Names]
    ) -> None:
        """Begin with nothing to take back."""
        self._folder = folder
        self._understand = understand
        self._names = names
        self._before: list[tuple[bytes, str]] = []  # what stood there, and the sum of what took its place

    def seen(self) -> str:
        """Return the sum of decisions.toml as it stands now, "" where there is none or it cannot be read."""
        try:
            return read_text(self._folder / FILE)[1]
        except (OSError, ValueError):
            return ""

    def who(self) -> str:
        """Return who decides, if the page need not ask."""
        try:
            head = str(tomllib.loads(read_text(self._folder / FILE)[0]).get("by", ""))
        except (OSError, ValueError):
            head = ""
        return head or self._names().decider

    def carry_out(self, order: Order) -> Answer:
        """Write what a page asks for, or say why not. Nothing is written over that the page has not seen."""
        try:
            old = self._bytes()
            text, now = read_text(self._folder / FILE)
        except (OSError, ValueError) as fault:
            return Answer(409, f"{FILE} cannot be read: {fault}")
        if now != order.seen:
            return Answer(
                409, f"Nothing was written: {FILE} was changed meanwhile. Look at it as it is now.", now
            )
        try:
            new = self._undone(now) if order.do == "undo" else self._decided(text, order)
        except ValueError as fault:
            return Answer(422, f"Nothing was written: {fault}", now)
        return self._kept(old, now, new, order)

    def _kept(self, old: bytes, now: str, new: str, order: Order) -> Answer:
        try:
            written = write_text(self._folder / FILE, new, now, old)
            wrong = self._understand()
            if not is_clean(wrong):
                write_text(self._folder / FILE, _text(old), written, old)
                first = next(each for each in wrong if not is_clean([each]))
                return Answer(422, f"Nothing was written: {first.message}. {first.hint}".strip(), now)
        except Changed:
            return Answer(409, f"Nothing was written: {FILE} was changed meanwhile. Look at it as it is now.")
        except OSError as fault:
            return Answer(500, f"{FILE} could not be written: {fault.strerror or fault}", now)
        if order.do == "undo":
            self._before.pop()
        else:
            self._before = [*self._before[1 - _STEPS :], (old, written)]
        return Answer(200, "Decided." if order.lines.strip() else "Taken back.", written)

    def _undone(self, now: str) -> str:
        if not self._before:
            msg = "there is nothing to take back"
            raise ValueError(msg)
        old, written = self._before[-1]
        if written != now:
            msg = f"{FILE} was changed since by somebody else, so that nothing can be taken back"
            raise ValueError(msg)
        return _text(old)

    def _decided(self, text: str, order: Order) -> str:
        made = text
        for line, letter in sorted(order.instead, reverse=True):
            made = without(made, line, letter)
        tables = read_tables(order.lines)
        head = str(tomllib.loads(made).get("by", ""))
        who = head or order.name or self._names().decider
        if not who:
            msg = "say first who decides"
            raise ValueError(msg)
        if not made.strip():
            declared = who in self._names().declared
            made, head = with_head(made, who, declared=declared), who
        tables = [(name, _signed(row, head, who)) for name, row in tables]
        return with_tables(made, gathered(tables))

    def _bytes(self) -> bytes:
        try:
            return read_bytes(self._folder / FILE, SETTINGS)
        except FileNotFoundError:
            return b""


def _signed(row: Mapping[str, Any], head: str, who: str) -> Mapping[str, Any]:
    """Say who decides: not again where the head of the file says so for all."""
    by = row.get("by", who)
    bare = {key: value for key, value in row.items() if key != "by"}
    return bare if by == head else {**bare, "by": by}


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n")
