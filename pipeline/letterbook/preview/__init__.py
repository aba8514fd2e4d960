"""An edition shown in a browser while it is worked on, and made again when a file of it changes.

    files of the editor -> watch -> making -> server -> browser

All that Saxon makes is made in one thread, that of the command line: its processors bear no other. The
server's threads hand over what is ready, and ask that thread for the rest. Nothing is written to the disk
but decisions.toml, where an editor decides by a click (`desk.py`).
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event

from letterbook.preview.desk import Answer as Reply
from letterbook.preview.desk import Desk, Order
from letterbook.preview.rebuild import Making
from letterbook.preview.server import Server
from letterbook.preview.watch import stats
from letterbook.problems import Problem

#: How often the editor's files are looked at, in seconds.
_PATIENCE = 0.3
#: So often after the last wish the files are looked at before anything is made that nobody has asked for:
#: the editor may go on deciding.
_CALM = 6


class Wish:
    """A file of the edition that a browser waits for."""

    def __init__(self, name: str, *, now: bool = False) -> None:
        """Wish for a file by its name in the edition's folder; `now`: as the editor's files are now."""
        self.name = name
        self.now = now
        self.data: bytes | None = None
        self.done = Event()


class Errand:
    """What a browser asks to be decided, and waits for."""

    def __init__(self, order: Order) -> None:
        """Ask for a decision, or to take one back."""
        self.order = order
        self.answer = Reply(503, "The preview has ended; nothing was written.")
        self.done = Event()


class Preview:
    """An edition that is served; `tell` is told what is wrong and, in a line, what was made."""

    def __init__(
        self,
        source: Path,
        port: int,
        encoding: str | None,
        tell: Callable[[Iterable[Problem], str], None],
    ) -> None:
        """Begin to serve, with nothing to show yet. Raises OSError where the port cannot be had."""
        self._making = Making(source, encoding)
        self._source = source
        self._tell = tell
        self._wishes: queue.SimpleQueue[Wish | Errand] = queue.SimpleQueue()
        self._seen: object = None
        self._looks = _CALM  # since the last wish
        self._open = True
        self._desk = Desk(source.parent, self._making.judge, lambda: self._making.names)
        self._server = Server(port, self._find, lambda: self._making.version, self._ask, self._state)

    @property
    def address(self) -> str:
        """Where the edition is shown."""
        return self._server.address

    def run(self) -> None:
        """Show the edition until an interrupt comes."""
        while True:
            self.turn(_PATIENCE)

    def turn(self, patience: float = 0.0) -> bool:
        """Do the next thing there is to do; if there is none, wait so many seconds for a wish.

        What a browser waits for comes first, then what has changed, then what nobody has asked for yet.
        Returns whether there was anything.
        """
        try:
            wish = self._wishes.get(timeout=patience) if patience else self._wishes.get_nowait()
        except queue.Empty:
            self._looks += 1
            busy = patience and self._looks < _CALM
            return self._look() or (not busy and self._go_on())
        self._looks = 0
        try:
            if isinstance(wish, Errand):
                wish.answer = self._desk.carry_out(wish.order)
            else:
                if wish.now:
                    self._look()
                self._told(self._making.make_part_of(wish.name), "")
                wish.data = self._making.files.get(wish.name)
        finally:
            wish.done.set()
        return True

    def close(self) -> None:
        """Serve no more."""
        self._open = False
        self._server.close()
        while not self._wishes.empty():
            self._wishes.get().done.set()

    def _look(self) -> bool:
        now = stats(self._source)
        if now == self._seen:
            return False
        again = self._seen is not None
        self._seen = now
        self._told(self._making.make(), self._making.summary and f"{self._making.summary}{' again' * again}")
        return True

    def _go_on(self) -> bool:
        problems = self._making.make_next()
        self._told(problems or (), "")
        return problems is not None

    def _told(self, problems: Iterable[Problem], line: str) -> None:
        problems = tuple(problems)
        if problems or line:
            self._tell(problems, line)

    def _ask(self, order: Order) -> Reply:
        """Have something decided for a browser; called by the server's threads."""
        errand = Errand(order)
        if self._open:
            self._wishes.put(errand)
            errand.done.wait()
        return errand.answer

    def _state(self) -> tuple[str, str]:
        """Return the sum of decisions.toml, and who decides."""
        return self._making.seen, self._desk.who()

    def _find(self, name: str, *, now: bool = False) -> bytes | None:
        """Return a file for a browser; called by the server's threads.

        `now`: what has changed is made first, so that a page shows what was decided on it.
        """
        data = None if now else self._making.files.get(name)
        if data is None and self._open and (now or self._making.may_have(name)):
            wish = Wish(name, now=now)
            self._wishes.put(wish)
            wish.done.wait()
            return wish.data
        return data or self._making.files.get(name)  # it may have been made meanwhile
