"""The command that tells what changed between two builds of an edition: diff."""

from __future__ import annotations

from pathlib import Path

import click

from letterbook.cli.answers import PATH, Answer, answers
from letterbook.problems import Place, Refused, problem
from letterbook.progress import Bar

#: Where an edition keeps what is compared.
REVIEW = "report/review.json"


@click.command()
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@answers
def diff(*, old: Path, new: Path, bar: Bar) -> Answer:
    """Tell what changed from the edition OLD to NEW: letters, facts decided, what waits, problems.

    OLD and NEW are folders of editions, or files review.json of them.
    """
    from letterbook.differences import compare, in_full  # noqa: PLC0415

    bar.step("compare", of=1)
    records = [_read(path) for path in (old, new)]
    try:
        found = compare(*records)
    except ValueError as fault:
        raise Refused(problem("diff-unreadable", str(fault), Place(f"{old}, {new}"))) from None
    return Answer((), list(in_full(found)), {"old": str(old), "new": str(new), **found.as_facts()})


def _read(path: Path) -> bytes:
    from letterbook.file_bytes import read_bytes  # noqa: PLC0415

    file = path / REVIEW if path.is_dir() else path
    try:
        return read_bytes(file)
    except (OSError, ValueError) as fault:
        said = f"cannot be read: {getattr(fault, 'strerror', None) or fault}"
        raise Refused(problem("diff-unreadable", said, Place(str(file)))) from None
