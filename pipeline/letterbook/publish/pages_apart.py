"""Make the pages of a large edition in several processes, each with as little in memory as can be.

One gathers the documents and ends; it leaves the edition in a file without a name. Then two load the edition
into Saxon. The one that was there first makes all pages but the letters' (the index, the registers, the
search); the other the letters' pages, with which the first helps when its own are done. They take them by
turns, some at a time, from a pipe that holds the numbers of those not yet taken. What comes out is what one
process would make, in the same order, messages too. Where a process ends before its work is done, the first
does the rest.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol, Self, TypeVar

from letterbook.problems import Outcome, Refused
from letterbook.publish.render import Whence, told, transformed
from letterbook.publish.saxon import AT_ONCE, LATER_MODE, Files, Message, SaxonFault, compile_files

#: The folder of the letters' pages, which the stylesheet's mode m:later makes alone.
_LETTERS = "letters/"
#: How the number of some pages stands in the pipe.
_NUMBER = struct.Struct("H")


class _Edition(Protocol):
    @property
    def tei(self) -> bytes: ...
    @property
    def whence(self) -> Whence: ...


Made = TypeVar("Made", bound=_Edition)


def in_processes(
    stylesheet: Path, params: Mapping[str, str], gain: Callable[[], Made]
) -> tuple[Made, Outcome[dict[str, bytes]]]:
    """Make an edition by `gain`, and all files of one of letterbook's formats of it. Raises Refused."""
    with (
        tempfile.TemporaryFile() as edition,
        tempfile.TemporaryFile() as spool,
        _Pipe() as start,
        _Pipe() as turns,
    ):
        helper = _forked(lambda: _help(stylesheet, params, edition, spool, start, turns))
        start.close_reader()
        turns.close_writer()
        try:
            gained = _gained(gain, edition)
            with suppress(BrokenPipeError):  # the helper may have ended
                os.write(start.writer, b"g")
            try:
                files, messages = _made(stylesheet, gained.tei, params, turns, spool, helper)
            except SaxonFault:  # a page that cannot be made, or none can
                _end(helper)
                return gained, transformed(stylesheet, gained.tei, params, gained.whence)
            return gained, Outcome(files, tuple(told(messages, gained.whence)))
        finally:
            _end(helper)


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


# ------------------------------------------------------------------ the edition


def _gained(gain: Callable[[], Made], edition: IO[bytes]) -> Made:
    """Make the edition in a process of its own, and leave it in a file; here, where that comes to nothing."""
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
    edition.write(made.tei)
    edition.flush()
    return made  # type: ignore[no-any-return]


# ------------------------------------------------------------------ its pages


def _made(
    stylesheet: Path, tei: bytes, params: Mapping[str, str], turns: _Pipe, spool: IO[bytes], helper: int
) -> tuple[dict[str, bytes], list[Message]]:
    """Make all files, the letters' by turns with the helper. Raises SaxonFault."""
    made = Files(stylesheet, tei, params)
    by_turns = {name for name in made.later if name.startswith(_LETTERS)}
    files = made.take([name for name in made.names if name not in by_turns])
    later = sorted(by_turns)
    messages = list(made.messages)
    done: dict[int, tuple[Message, ...]] = {}
    for some in iter(lambda: _turn(turns), None):
        files |= _taken(made, later, some, done)
    with suppress(ChildProcessError):
        os.waitpid(helper, 0)
    spool.seek(0)
    with suppress(EOFError, pickle.UnpicklingError):
        while True:
            some, theirs, said = pickle.load(spool)  # noqa: S301 (it comes from ourselves)
            done[some] = said
            files |= theirs
    for some in range((len(later) + AT_ONCE - 1) // AT_ONCE):
        if some not in done:
            files |= _taken(made, later, some, done)
    messages += [message for some in sorted(done) for message in done[some]]
    return dict(sorted(files.items())), messages


def _turn(turns: _Pipe) -> int | None:
    """Return the number of pages that nobody has taken, and take them; None when all are."""
    number = os.read(turns.reader, _NUMBER.size)
    return int(_NUMBER.unpack(number)[0]) if number else None


def _taken(
    made: Files, later: Sequence[str], some: int, done: dict[int, tuple[Message, ...]]
) -> dict[str, bytes]:
    before = len(made.messages)
    files = made.take(later[some * AT_ONCE : (some + 1) * AT_ONCE])
    done[some] = made.messages[before:]
    return files


def _help(
    stylesheet: Path,
    params: Mapping[str, str],
    edition: IO[bytes],
    spool: IO[bytes],
    start: _Pipe,
    turns: _Pipe,
) -> None:
    """Make pages of letters, in the helper; what cannot be made is left to the first."""
    start.close_writer()
    compile_files(stylesheet, LATER_MODE)
    if not os.read(start.reader, 1):
        return
    _end_with_the_first(start.reader)
    made = Files(
        stylesheet, os.pread(edition.fileno(), os.fstat(edition.fileno()).st_size, 0), params, LATER_MODE
    )
    later = made.names
    many = (len(later) + AT_ONCE - 1) // AT_ONCE
    for some in range(many):
        os.write(turns.writer, _NUMBER.pack(some))
    turns.close_writer()
    for some in iter(lambda: _turn(turns), None):
        done: dict[int, tuple[Message, ...]] = {}
        try:
            files = _taken(made, later, some, done)
        except SaxonFault:
            continue
        pickle.dump((some, files, done[some]), spool)
        spool.flush()
