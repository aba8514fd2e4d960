"""Run stylesheets in a second process, which loads Saxon while the first one reads the text.

Loading Saxon and compiling the stylesheets of a web site takes as long as reading a volume. So the build of
one edition has a second process do that meanwhile. It then makes the formats and the index, while the first
process checks the TEI and makes the single letters.

The second process is a fork, made before Saxon or any thread exists. Where
no fork can be made (another system, one core, Saxon loaded already), or where the second process dies, the
first makes all, by the same function. It also does so for a large edition, of which it and a copy of it make
the pages (`halves.py`): so the edition is read once.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from letterbook.problems import Outcome

_NO_PARAMS: Mapping[str, str] = {}
#: Bytes of a TEI that is not large yet: some 1,000 letters.
_LARGE = 2**22


class Asked(NamedTuple):
    """A stylesheet to run, and its parameters."""

    stylesheet: Path
    params: Mapping[str, str]


class Apart:
    """Parent-side handle of the worker process that runs the stylesheets."""

    def __init__(self, process: int, requests: BinaryIO, results: BinaryIO) -> None:
        """Take the id of the worker process and the two pipes to it."""
        self._process, self._requests, self._results = process, requests, results
        self._waiting: list[Path] = []

    def begin(self, tei: bytes, asked: Sequence[Asked]) -> None:
        """Send the worker a TEI and the stylesheets to run on it."""
        if len(tei) > _LARGE:
            self.end()
            return
        with suppress(OSError):
            pickle.dump((tei, list(asked)), self._requests)
            self._requests.flush()
            self._waiting = [each.stylesheet for each in asked]

    def transform(
        self,
        stylesheet: Path,
        tei: bytes,
        params: Mapping[str, str] = _NO_PARAMS,
        name: str = "tei/edition.xml",
    ) -> Outcome[dict[str, bytes]]:
        """Return the worker's result for this stylesheet if it is next in the queue, else transform here."""
        from letterbook.publish.render import transform  # noqa: PLC0415 (not before the process is there)

        return self._result(stylesheet) or transform(stylesheet, tei, params, name)

    def _result(self, stylesheet: Path) -> Outcome[dict[str, bytes]] | None:
        from letterbook.problems import Outcome  # noqa: PLC0415 (not before the process is there)

        if self._waiting[:1] != [stylesheet]:
            return None
        del self._waiting[0]
        try:
            count, problems = self._taken()
            return Outcome(dict(self._taken() for _ in range(count)), problems)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._waiting = []
            return None

    def _taken(self) -> Any:  # noqa: ANN401 (what `_serve` has put there)
        return pickle.load(self._results)  # noqa: S301 (it comes from ourselves)

    def end(self) -> None:
        """End the worker process at once."""
        self._waiting = []
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0


def can_fork() -> bool:
    """Tell whether a second process can be made of this one, and is worth it."""
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
        and "saxonche" not in sys.modules
    )


@contextmanager
def started() -> Iterator[Apart | None]:
    """Start the worker process as a context; yield None where none can be started."""
    if not can_fork():
        yield None
        return
    asked, asks = os.pipe()
    taken, gives = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(asks)
        os.close(taken)
        _serve_and_end(asked, gives)
    os.close(asked)
    os.close(gives)
    _widen(asks)
    with os.fdopen(asks, "wb") as requests, os.fdopen(taken, "rb") as results:
        apart = Apart(process, requests, results)
        try:
            yield apart
        finally:
            apart.end()
            with suppress(OSError):  # what it did not take is still to be flushed
                requests.close()


def _widen(pipe: int) -> None:
    """Write a TEI into a pipe from a thread, so that the parent need not wait for the worker."""
    import fcntl  # noqa: PLC0415 (Unix alone has it)

    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 2**20)


# ------------------------------------------------------------------ in the process


def _serve_and_end(asked: int, gives: int) -> None:
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the first process's affair
        with os.fdopen(asked, "rb") as requests, os.fdopen(gives, "wb") as results:
            _serve(requests, results)
    finally:
        os._exit(0)


def _serve(requests: BinaryIO, results: BinaryIO) -> None:
    from letterbook import assets  # noqa: PLC0415
    from letterbook.publish.render import formats, transform  # noqa: PLC0415 (this is what takes its time)
    from letterbook.publish.saxon import compile_files  # noqa: PLC0415

    for name in (*formats(), "exchange/cmif"):
        compile_files(assets.xslt(f"{name}.xsl"))
    tei, asked = pickle.load(requests)  # noqa: S301 (it comes from ourselves)
    threading.Thread(target=_end_with, args=(requests,), daemon=True).start()
    # All are made before any is given: nobody takes them yet, and a pipe holds little.
    made = [transform(each.stylesheet, tei, each.params) for each in asked]
    for files, problems in made:
        pickle.dump((len(files), problems), results)
        while files:
            pickle.dump(files.popitem(), results)
    results.flush()


def _end_with(requests: BinaryIO) -> None:
    """End the worker when the parent's end of a pipe is closed."""
    requests.read()
    os._exit(1)
