"""Run one task after another in a process whose death is noticed at once, whatever it was doing.

`concurrent.futures` has pools of processes; but in CPython before 3.11.5 (issue 94777), and so in Debian
12's own, a pool hangs for ever where its process dies while a large argument waits in the pipe. Here each
process has a pipe of its own, and the parent keeps no copy of the other end: when the process dies, both
sending and receiving end.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

#: How many seconds a process that has nothing to do may take to end.
_PATIENCE = 5.0


class OneProcess:
    """A process, started afresh (spawned), that calls functions for its parent in their order."""

    def __init__(self, begin: Callable[[], None]) -> None:
        """Start the process, which calls `begin` first of all."""
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, begin), daemon=True)
        self._process.start()
        theirs.close()
        self._thread = ThreadPoolExecutor(1, "letterbook-worker")

    def submit(self, function: Callable[P, T], /, *args: P.args, **_: P.kwargs) -> Future[T]:
        """Have a function called there. Its future raises BrokenExecutor where the process has died."""
        return self._thread.submit(self._call, function, args)

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()

    @property
    def is_alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.is_alive()

    def shutdown(self) -> None:
        """Drop what was not begun, wait for what was, and end the process."""
        self._thread.shutdown(cancel_futures=True)
        self._pipe.close()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _call(self, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:  # noqa: ANN401 (as the function)
        try:
            self._pipe.send((function, args))
            done, value = self._pipe.recv()
        except (EOFError, OSError) as fault:
            message = "the process died"
            raise BrokenExecutor(message) from fault
        if done:
            return value
        raise value


def _serve(pipe: Connection, begin: Callable[[], None]) -> None:
    begin()
    with suppress(EOFError, OSError):
        while True:
            function, args = pipe.recv()
            answer: tuple[bool, Any]
            try:
                answer = True, function(*args)
            except Exception as fault:  # noqa: BLE001 (the parent is to tell of it)
                answer = False, fault
            try:
                pipe.send(answer)
            except (EOFError, OSError):
                return
            except Exception as fault:  # noqa: BLE001 (what cannot be sent is told in words)
                pipe.send((False, RuntimeError(f"{type(fault).__name__}: {fault}")))
