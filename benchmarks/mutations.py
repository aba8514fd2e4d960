"""Do the tests notice when a judge or a weight changes? Small changes are drawn, made one by one, and tested.

    python benchmarks/mutations.py                 draw forty, with seed 1, from rules/ and settle/
    python benchmarks/mutations.py --seed 7 -n 10 settle/calls
    python benchmarks/mutations.py --seed 7 -j 2   two at a time

A change is one of: a comparison that includes or leaves out its bound, a condition turned round, `and` for
`or`, a number halved or doubled. The checkout stays as it is.

The tests come in three steps, and what one of them notices the next does not see. First the accounts of all
small texts (tests/test_accounts.py), in a fork of this process, which has all loaded (`changed_modules`).
Then, in a copy of the project, the tests of the changed module's room, and all other tests of what is read.
What no step notices is printed as SURVIVES. With `--accounts` there is only the first step.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from changed_modules import Accounts

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("pipeline") / "letterbook"
_BOUNDS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="
}  # fmt: skip
_COPIED = ("benchmarks", "docs", "gold", "output", "pipeline", "schema", "tests", "training", "xslt")
_FILES = ("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "run.py", "tox.ini")
#: Tests of what is read, whatever the room. They are slower than those of a room.
_READING = (
    "tests/test_little_books.py", "tests/test_graded_books.py", "tests/test_samples.py",
    "tests/test_golden.py", "tests/test_manners.py", "tests/test_invariances.py", "tests/test_laws.py",
    "tests/test_made_up_language.py", "tests/test_sample_gold.py", "tests/detect", "tests/rules",
    "tests/settle", "tests/structure_model", "tests/review", "tests/survey", "tests/read",
    "tests/project",
)  # fmt: skip


class Change(NamedTuple):
    """A change of some characters of one file: from offset `start` to `end` they become `new`."""

    path: Path  # below the project's folder
    start: int
    end: int
    new: str
    line: int

    @property
    def name(self) -> str:
        """Name the file as it is called in the package."""
        return self.path.relative_to(PACKAGE).as_posix()

    def made_in(self, text: str) -> str:
        """Return the text of the file with the change."""
        return text[: self.start] + self.new + text[self.end :]


def changes(path: Path) -> Iterator[Change]:
    """Yield all changes that can be made in a file."""
    text = (ROOT / path).read_text(encoding="utf-8")
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def offset(line: int, column: int) -> int:
        row = text[starts[line - 1] : starts[line]]
        return starts[line - 1] + len(row.encode()[:column].decode())

    def between(left: ast.expr, right: ast.expr) -> tuple[int, int]:
        ends = (left.end_lineno or left.lineno, left.end_col_offset or 0)
        return offset(*ends), offset(right.lineno, right.col_offset)

    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _SIGNS:
            start, end = between(node.left, node.comparators[0])
            sign = _SIGNS[type(node.ops[0])]
            at = text.find(sign, start, end)
            if at >= 0:
                yield Change(path, at, at + len(sign), _BOUNDS[sign], node.lineno)
        elif isinstance(node, ast.BoolOp):
            start, end = between(node.values[0], node.values[1])
            old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            at = text.find(old, start, end)
            if at >= 0:
                yield Change(path, at, at + len(old), new, node.lineno)
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value not in (0, 1):
            start = offset(node.lineno, node.col_offset)
            end = offset(node.end_lineno or node.lineno, node.end_col_offset or 0)
            for new in (node.value * 2, node.value / 2 if isinstance(node.value, float) else node.value // 2):
                yield Change(path, start, end, repr(new), node.lineno)


def tests_of(path: Path) -> list[str]:
    """Return the tests of the innermost room that has any."""
    room = path.relative_to(PACKAGE).parent
    while not (ROOT / "tests" / room).is_dir():
        room = room.parent
    return [f"tests/{room.as_posix()}"]


def failing(copy: Path, tests: Sequence[str]) -> str:
    """Run tests in a copy of the project; return the first that fails, "" if none does."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-rfE", "-p", "no:cacheprovider", *tests]
    paths = os.pathsep.join([str(copy / "pipeline"), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": paths.strip(os.pathsep), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode == 0:
        return ""
    told = re.search(r"^(?:FAILED|ERROR) (\S+?\.py(?:::.*?)?)(?: - .*)?$", done.stdout, re.MULTILINE)
    return told[1] if told else tests[0]


def noticed(copy: Path, change: Change) -> tuple[str, str]:
    """Make a change in the copy, run the tests of its room and then all of reading, undo it.

    Returns the step that noticed it and the test, or "" twice. That test must pass without the change.
    """
    path = copy / change.path
    text = path.read_text(encoding="utf-8")
    steps = (("room", tests_of(change.path)), ("reading", list(_READING)))
    try:
        path.write_text(change.made_in(text), encoding="utf-8")
        step, test = next(((name, test) for name, tests in steps if (test := failing(copy, tests))), ("", ""))
    finally:
        path.write_text(text, encoding="utf-8")
    if test and failing(copy, [test]):
        return "", f"{test} fails without the change too"
    return step, test


def copied(folder: Path) -> Path:
    """Copy what the tests need of the project."""
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        if (ROOT / name).is_file():
            shutil.copy2(ROOT / name, folder / name)
    return folder


def main() -> None:
    """Draw changes, try each, and print what noticed it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rooms", nargs="*", default=["rules", "settle"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-n", type=int, default=40)
    parser.add_argument("-j", type=int, default=1, help="so many at a time")
    parser.add_argument(
        "--seconds", type=float, default=60, help="of processor time for the accounts of a change"
    )
    parser.add_argument("--accounts", action="store_true", help="only the accounts of small texts")
    asked = parser.parse_args()
    files = sorted(path for room in asked.rooms for path in (ROOT / PACKAGE / room).rglob("*.py"))
    every = [change for path in files for change in changes(path.relative_to(ROOT))]
    drawn = random.Random(asked.seed).sample(every, min(asked.n, len(every)))  # noqa: S311 (a draw, no secret)
    print(f"seed {asked.seed}: {len(drawn)} of {len(every)} changes", flush=True)
    left = not_in_accounts(drawn, asked.j, asked.seconds)
    caught = len(drawn) - len(left)
    print(f"{caught} of {len(drawn)} noticed by the accounts", flush=True)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(asked.j) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(0 if asked.accounts else asked.j):
            copies.put(copied(Path(folder, str(number))))

        def tried(change: Change) -> tuple[str, str]:
            if asked.accounts:
                return "", ""
            copy = copies.get()
            try:
                return noticed(copy, change)
            finally:
                copies.put(copy)

        for change, (step, test) in zip(left, pool.map(tried, left), strict=True):
            caught += bool(step)
            told(change, step or "SURVIVES", test)
    print(f"{caught} of {len(drawn)} caught")


def not_in_accounts(drawn: Sequence[Change], many: int, seconds: float) -> list[Change]:
    """Return the changes that no account of a small text notices; print the others. So `many` at a time."""
    left: list[Change] = []
    with tempfile.TemporaryDirectory() as folder:
        accounts = Accounts(ROOT, Path(folder), seconds)
        print(f"{len(accounts.names)} accounts are as they were without a change", flush=True)
        begun: deque[tuple[int, int]] = deque()
        rest = iter(drawn)
        for change in drawn:
            for other in islice(rest, many - len(begun)):
                text = (ROOT / other.path).read_text(encoding="utf-8")
                begun.append(accounts.begin(other.name, other.made_in(text), other.line))
            if name := accounts.changed_by(*begun.popleft()):
                told(change, "accounts", name)
            else:
                print(f"         {change.name}:{change.line} is in no account", flush=True)
                left.append(change)
    return left


def told(change: Change, step: str, test: str) -> None:
    """Print what became of a change."""
    old = (ROOT / change.path).read_text(encoding="utf-8")[change.start : change.end]
    print(f"{step:9}{change.name}:{change.line}: {old} -> {change.new}  {test}", flush=True)


if __name__ == "__main__":
    main()
