"""Make thousands of files of one stylesheet in two processes: the second is a copy of the first.

When a stylesheet has been applied, the document is parsed and what all pages share is known. The process
then copies itself (fork). The first makes what leads to the others: the files at the top, the texts of the
search. Both make the rest, some at a time, by turns, from a pipe that holds the numbers of those that nobody
has taken. What comes out is what one process makes, in the same order, messages too.

Saxon was not made to be copied. So the copy only makes files: it loads nothing, starts no thread, and ends
without tidying up. Where it ends before its work is done, or does not come back from some files within many
times what the first needed for all of its own, the first makes these too.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import select
import signal
import struct
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from typing import IO, NamedTuple

from letterbook.publish.saxon import AT_ONCE, Files, Message, SaxonFault

#: Of fewer files one process has made them before two have begun.
_MANY = 600
#: Files of this folder share what they are made of, which one process makes once; so do those at the top.
_TOGETHER = "script"
#: How the number of some files stands in the pipe, and how many numbers it holds.
_NUMBER = struct.Struct("H")
_MOST = 1 << 15
#: How long the first waits for the copy: so many times what all its own files took it, and seconds.
_PATIENCE, _LEAST = 10, 30.0


class _Made(NamedTuple):
    """Some files, by their number: their texts, and what was said while they were made."""

    number: int
    files: dict[str, bytes]
    said: tuple[Message, ...]


def take(files: Files, names: Sequence[str]) -> dict[str, bytes]:
    """Make some files, as `Files.take` does, in two processes where that pays. Raises `SaxonFault`."""
    batches = list(_batches(names)) if len(names) >= _MANY else []
    before = files.messages
    try:
        if 1 < len(batches) <= _MOST and _can_divide():
            return _divided(files, batches)
        return files.take(names)
    except SaxonFault:
        files.messages = before  # what was said of files that nobody gets
        raise


def _divided(files: Files, batches: Sequence[Sequence[str]]) -> dict[str, bytes]:
    before = files.messages
    with tempfile.TemporaryFile() as mine, tempfile.TemporaryFile() as theirs:
        leading = _leading(batches)
        turns = _filled([number for number in range(len(batches)) if number not in leading])
        ended, end = os.pipe()
        try:
            copy = _copied(files, batches, turns, theirs)
            os.close(end)  # the copy alone has it now
            try:
                took = _make(files, batches, leading, mine) + _make(files, batches, _turns(turns), mine)
                select.select([ended], [], [], _LEAST + _PATIENCE * took)
            finally:
                _end(copy)
        finally:
            os.close(turns)
            os.close(ended)
        made = {one.number: one for spool in (mine, theirs) for one in _spooled(spool)}
    for number in range(len(batches)):
        if number not in made:
            made[number] = _taken(files, batches, number)
    in_order = [made[number] for number in range(len(batches))]
    files.messages = (*before, *(message for one in in_order for message in one.said))
    return {name: text for one in in_order for name, text in one.files.items()}


def _can_divide() -> bool:
    """Tell whether this process may be copied, and whether a core is free for the copy."""
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
        and multiprocessing.parent_process() is None
    )


def _batches(names: Sequence[str]) -> Iterator[list[str]]:
    """Cut names into those that are made together, in their order."""
    for folder, some in groupby(names, _folder):
        mine = list(some)
        size = len(mine) if folder == _TOGETHER else AT_ONCE
        yield from (mine[at : at + size] for at in range(0, len(mine), size))


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _leading(batches: Sequence[Sequence[str]]) -> dict[int, None]:
    """Return the numbers of what leads to the others: at the top, where most files stand in folders."""
    found = {number for number, some in enumerate(batches) if _folder(some[0]) in {"", _TOGETHER}}
    return dict.fromkeys(sorted(found)) if len(found) * 2 < len(batches) else {}


def _filled(numbers: Sequence[int]) -> int:
    """Return the reading end of a pipe that holds numbers, of which each is taken by one process."""
    turns, fill = os.pipe()
    os.write(fill, b"".join(map(_NUMBER.pack, numbers)))
    os.close(fill)
    return turns


def _turns(turns: int) -> Iterator[int]:
    """Take numbers from a pipe as long as there are some that nobody has taken."""
    while number := os.read(turns, _NUMBER.size):
        yield _NUMBER.unpack(number)[0]


# ------------------------------------------------------------------ in both processes


def _make(files: Files, batches: Sequence[Sequence[str]], numbers: Iterable[int], spool: IO[bytes]) -> float:
    """Make files, and leave them in a file; return the seconds of the processor that they took."""
    before = os.times().user
    for number in numbers:
        pickle.dump(_taken(files, batches, number), spool)
    spool.flush()
    return os.times().user - before


def _taken(files: Files, batches: Sequence[Sequence[str]], number: int) -> _Made:
    before = len(files.messages)
    texts = files.take(batches[number])
    return _Made(number, texts, files.messages[before:])


# ------------------------------------------------------------------ the copy


def _copied(files: Files, batches: Sequence[Sequence[str]], turns: int, spool: IO[bytes]) -> int:
    """Copy this process; the copy makes files and ends. Return its id, 0 where the system makes none."""
    with warnings.catch_warnings():
        # Python warns of Saxon's own thread, which only tidies up: the copy does without it.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            copy = os.fork()
        except OSError:
            return 0
    if copy:
        return copy
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the first process's affair
        _end_with_parent()
        with suppress(SaxonFault):  # the first makes these, and tells the fault
            _make(files, batches, _turns(turns), spool)
        spool.flush()
    finally:
        os._exit(0)


def _end_with_parent() -> None:
    """Have Linux end this process when the first one ends."""
    import ctypes  # noqa: PLC0415 (seldom needed)

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _end(process: int) -> None:
    """End a process, if there is one and it has not ended."""
    with suppress(ProcessLookupError, ChildProcessError):
        if process and os.waitpid(process, os.WNOHANG)[0] == 0:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _spooled(spool: IO[bytes]) -> Iterator[_Made]:
    """Yield what a process has left, until it ended."""
    spool.seek(0)
    with suppress(EOFError, pickle.UnpicklingError):
        while True:
            yield pickle.load(spool)  # noqa: S301 (it comes from ourselves)
