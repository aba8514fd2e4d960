"""How every command answers: problems, lines for people, facts for programs, an exit code."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import click

from letterbook.problems import Problem, Refused
from letterbook.progress import Bar

CLEAN, PROBLEMS, FAULT, INTERRUPTED = 0, 1, 3, 130

#: An argument or option that names a file or folder, which need not be there.
PATH = click.Path(path_type=Path)

#: An option that names a folder, which must be there.
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@dataclass
class Answer:
    """What a command has to say: problems, lines for people, facts for programs."""

    problems: tuple[Problem, ...] = ()
    lines: list[str] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    are_data: bool = False  # the problems are what was asked for, and go to stdout
    whole: list[str] = field(default_factory=list)  # the lines that -v tells instead, where there are such
    failed: str = ""  # what was not done because of the problems


def answers(body: Callable[..., Answer], forms: tuple[str, ...] = ("text", "json")) -> Callable[..., None]:
    """Give a command the options all have, and print its answer in the form that was asked for."""

    @click.option("-q", "--quiet", is_flag=True, help="Tell errors only.")
    @click.option("-v", "--verbose", is_flag=True, help="Tell everything: notes, and where the time goes.")
    @click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default="text",
        show_default=True,
        help="Answer in words, or on standard output for other programs.",
    )
    @functools.wraps(body)
    def command(*, quiet: bool, verbose: bool, form: str, **options: object) -> None:
        from letterbook import report  # noqa: PLC0415

        bar = Bar(shown=not quiet and sys.stderr.isatty(), timed=verbose)
        try:
            answer = body(bar=bar, **options)
        except Refused as refused:
            answer = Answer(refused.problems)
        finally:
            bar.close()
        code = CLEAN if report.is_clean(answer.problems) else PROBLEMS
        if form == "json":
            click.echo(
                report.as_json(answer.problems, {"command": body.__name__, "exit": code, **answer.facts})
            )
        elif form in ("sarif", "github"):
            from letterbook import annotations  # noqa: PLC0415

            if form == "sarif":
                click.echo(annotations.as_sarif(answer.problems))
            for line in annotations.as_github(answer.problems) if form == "github" else ():
                click.echo(line)
        else:
            for line in report.as_lines(answer.problems, quiet=quiet, whole=verbose or answer.are_data):
                click.echo(line, err=not answer.are_data)
            if answer.failed:
                click.echo(answer.failed, err=True)
            for line in () if quiet else (verbose and answer.whole) or answer.lines:
                click.echo(line)
        click.get_current_context().exit(code)

    return command


def wrong(option: str, said: str) -> NoReturn:
    """Refuse what an option says: wrong use, exit code 2."""
    raise click.BadParameter(said, param_hint=option)
