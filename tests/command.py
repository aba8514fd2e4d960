"""The command line, run in the process of the tests.

A process of its own takes two seconds to load what builds an edition; here that is loaded once. Tests of the
process itself (its streams, signals, exit codes, what it loads) start one: tests/test_cli.py.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from letterbook import cli


class Done(NamedTuple):
    """How a command ended and what it said, named as in subprocess.CompletedProcess."""

    returncode: int
    stdout: str
    stderr: str


def letterbook(*arguments: object, cwd: Path | None = None) -> Done:
    """Run letterbook with arguments as `python -m letterbook` does, in a folder if one is named."""
    said, told = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with _called([str(one) for one in arguments]), _within(cwd), redirect_stdout(said), redirect_stderr(told):
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
    said.flush()
    told.flush()
    return Done(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (said, told)))


@contextmanager
def _called(arguments: list[str]) -> Iterator[None]:
    before = sys.argv
    sys.argv = ["letterbook", *arguments]
    try:
        yield
    finally:
        sys.argv = before


@contextmanager
def _within(folder: Path | None) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder or before)
    try:
        yield
    finally:
        os.chdir(before)
