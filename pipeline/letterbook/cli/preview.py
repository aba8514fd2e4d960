"""The command that shows an edition while it is worked on: preview."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterbook.cli.answers import PATH, Answer, answers, wrong
from letterbook.progress import Bar

if TYPE_CHECKING:
    from letterbook.problems import Problem


@click.command()
@click.argument("source", type=PATH)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to serve on; 0 is any that is free.",
)
@click.option(
    "--encoding", metavar="NAME", help="The encoding of the text if it is not UTF-8: windows-1252 ..."
)
@answers
def preview(*, source: Path, port: int, encoding: str | None, bar: Bar) -> Answer:
    """Show the edition of SOURCE in your browser, and make it again whenever you change a file of it.

    The text, letterbook.toml, decisions.toml, the registers and the folder xslt/ are watched; open pages
    load again by themselves. Where there are errors they are told here, and the last good edition stays.
    Its review, and the page of each letter, let you decide by a click: decisions.toml is written for you,
    and nothing else. Only this machine can see it. Ctrl+C ends it.
    """
    from letterbook import report  # noqa: PLC0415
    from letterbook.preview import Preview  # noqa: PLC0415
    from letterbook.project.letter_folders import source_of  # noqa: PLC0415

    bar.close()

    def tell(problems: Iterable[Problem], line: str) -> None:
        for said in report.as_lines(tuple(problems)):
            click.echo(said, err=True)
        if line:
            click.echo(line)

    try:
        shown = Preview(source_of(source), port, encoding, tell)
    except OSError as fault:
        taken = fault.errno == errno.EADDRINUSE
        why = "is taken by another program" if taken else f"cannot be had: {fault.strerror or fault}"
        wrong("--port", f"{port} {why}. Choose another, or 0 for any that is free.")
    with suppress(KeyboardInterrupt):
        click.echo(f"{shown.address} shows {source}; Ctrl+C ends it.")
        shown.run()
    shown.close()
    return Answer()
