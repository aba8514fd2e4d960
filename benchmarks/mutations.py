"""Do the tests notice when a judge or a weight changes? Small changes are drawn, made one by one, and tested.

    python benchmarks/mutations.py                 draw forty, with seed 1, from rules/ and settle/
    python benchmarks/mutations.py --seed 7 -n 10 settle/calls

A change is one of: a comparison that includes or leaves out its bound, a condition turned round, `and` for
`or`, a number halved or doubled. The tests are those of the changed module's room, and the test editions.
The checkout is left as it was.
"""

from __future__ import annotations

import argparse
import ast
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "pipeline" / "letterbook"
_BOUNDS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="
}  # fmt: skip
#: Tests that look at whole editions, whatever the room.
_WHOLE = ("tests/test_accounts.py", "tests/test_samples.py", "tests/test_golden.py", "tests/test_manners.py")


class Change(NamedTuple):
    """A change of some characters of one file: from offset `start` to `end` they become `new`."""

    path: Path
    start: int
    end: int
    new: str
    line: int


def changes(path: Path) -> Iterator[Change]:
    """Yield all changes that can be made in a file."""
    text = path.read_text(encoding="utf-8")
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
    """Return the tests of the innermost room that has any, and those of whole editions."""
    room = path.relative_to(PACKAGE).parent
    while not (ROOT / "tests" / room).is_dir():
        room = room.parent
    return [f"tests/{room.as_posix()}", *_WHOLE]


def is_caught(change: Change) -> bool:
    """Make a change, run the tests, undo it; tell whether a test failed."""
    text = change.path.read_text(encoding="utf-8")
    try:
        change.path.write_text(text[: change.start] + change.new + text[change.end :], encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-p",
            "no:cacheprovider",
            *tests_of(change.path),
        ]
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode != 0
    finally:
        change.path.write_text(text, encoding="utf-8")


def main() -> None:
    """Draw changes, try each, and print which no test notices."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rooms", nargs="*", default=["rules", "settle"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-n", type=int, default=40)
    asked = parser.parse_args()
    files = sorted(path for room in asked.rooms for path in (PACKAGE / room).rglob("*.py"))
    every = [change for path in files for change in changes(path)]
    drawn = random.Random(asked.seed).sample(every, min(asked.n, len(every)))  # noqa: S311 (a draw, no secret)
    print(f"seed {asked.seed}: {len(drawn)} of {len(every)} changes")
    caught = 0
    for change in drawn:
        found = is_caught(change)
        caught += found
        old = change.path.read_text(encoding="utf-8")[change.start : change.end]
        name = change.path.relative_to(PACKAGE).as_posix()
        print(
            f"{'caught  ' if found else 'SURVIVES'} {name}:{change.line}: {old} -> {change.new}", flush=True
        )
    print(f"{caught} of {len(drawn)} caught")


if __name__ == "__main__":
    main()
