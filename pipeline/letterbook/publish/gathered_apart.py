"""Gather the documents of a large edition in a process of its own, whose memory goes with it.

The trees of all documents take several times what the edition does.
"""

from __future__ import annotations

import os
import pickle
import signal
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, Self, TypeVar

from letterbook.problems import Refused


class _Edition(Protocol):
    @property
    def tei(self) -> bytes: ...


Made = TypeVar("Made", bound=_Edition)


def gathered_apart(gain: Callable[[], Made]) -> Made:
    """Make an edition by `gain` in another process; here, where that comes to nothing. Raises Refused."""
    with tempfile.TemporaryFile() as answer, _Pipe() as alive:

        def work() -> None:
            alive.close_writer()
            _end_with_the_first(alive.reader)
            made: object
            try:
                made = gain()
            except Refused as refused:
                made = refused.problems
            pickle.dump(made, answer)
            answer.flush()

        process = _forked(work)
        try:
            os.waitpid(process, 0)
        except BaseException:
            _end(process)
            raise
        answer.seek(0)
        try:
            made = pickle.load(answer)  # noqa: S301 (it comes from ourselves)
        except (EOFError, pickle.UnpicklingError):
            made = gain()
    if isinstance(made, tuple) and not hasattr(made, "tei"):
        raise Refused(*made)
    return made  # type: ignore[no-any-return]


class _Pipe:
    """A pipe, whose ends are closed at the end if not before."""

    def __init__(self) -> None:
        self.reader, self.writer = os.pipe()

    def close_reader(self) -> None:
        """Close the end that is read from."""
        if self.reader >= 0:
            os.close(self.reader)
        self.reader = -1

    def close_writer(self) -> None:
        """Close the end that is written to."""
        if self.writer >= 0:
            os.close(self.writer)
        self.writer = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close_reader()
        self.close_writer()


def _forked(work: Callable[[], None]) -> int:
    """Run `work` in a process of its own, which ends with it."""
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the first process's affair
        work()
        status = 0
    finally:
        os._exit(status)


def _end(process: int) -> None:
    """End a process, if it has not ended."""
    with suppress(ProcessLookupError, ChildProcessError):
        if os.waitpid(process, os.WNOHANG)[0] == 0:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _end_with_the_first(reader: int) -> None:
    """End this process when the first has ended: when the pipe that it alone writes to has an end."""

    def wait() -> None:
        while os.read(reader, 1):
            pass
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
