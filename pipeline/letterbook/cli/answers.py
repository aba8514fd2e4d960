"""Write the answer of a command: problems, lines for people, facts for programs, an exit code."""

from __future__ import annotations

import errno
import functools
import sys
from collections.abc import Callable, Iterable, Iterator
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

        seen = sys.stderr is not None and sys.stderr.isatty()
        bar = Bar(shown=not quiet and seen, timed=verbose)
        try:
            answer = body(bar=bar, **options)
        except Refused as refused:
            answer = Answer(refused.problems)
        finally:
            bar.close()
        code = CLEAN if report.is_clean(answer.problems) else PROBLEMS
        lines: Iterable[tuple[str, bool]]
        if form == "json":
            facts = {"command": body.__name__, "exit": code, **answer.facts}
            lines = [(report.as_json(answer.problems, facts), False)]
        elif form in ("sarif", "github"):
            from letterbook import annotations  # noqa: PLC0415

            whole = [annotations.as_sarif(answer.problems)] if form == "sarif" else ()
            lines = ((line, False) for line in whole or annotations.as_github(answer.problems))
        else:
            lines = _in_words(answer, quiet=quiet, verbose=verbose)
        try:
            _say(lines)
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as fault:
            raise Unheard(fault, str(answer.facts["output"]) if answer.facts.get("written") else "") from None
        click.get_current_context().exit(code)

    return command


def _in_words(answer: Answer, *, quiet: bool, verbose: bool) -> Iterator[tuple[str, bool]]:
    """Yield the lines of an answer for people, each with whether it goes to standard error."""
    from letterbook import report  # noqa: PLC0415

    told = (
        report.as_kinds(answer.problems, quiet=quiet)
        if answer.are_data and not verbose
        else report.as_lines(answer.problems, quiet=quiet, whole=verbose or answer.are_data)
    )
    for line in told:
        yield report.visible(line), not answer.are_data
    if answer.failed:
        yield report.visible(answer.failed), True
    for line in () if quiet else (verbose and answer.whole) or answer.lines:
        yield report.visible(line), False


def _say(lines: Iterable[tuple[str, bool]]) -> None:
    """Write lines to where they go. Raises OSError where one of them cannot be said."""
    for line, to_errors in lines:
        if (sys.stderr if to_errors else sys.stdout) is None:
            raise OSError(errno.EBADF, "it is closed")
        # names of files may hold bytes that are no text
        click.echo(line.encode("utf-8", "backslashreplace").decode(), err=to_errors)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


class Unheard(Exception):  # noqa: N818 (what happened, not whose fault it is)
    """What a command had to say could not be written; `stands` is the folder that was written, if one was."""

    def __init__(self, why: OSError | ValueError, stands: str = "") -> None:
        """Say it in a line."""
        said = getattr(why, "strerror", None) or str(why)
        after = f"; the edition stands in {stands}" if stands else ""
        super().__init__(f"letterbook: what there is to say cannot be written: {said}{after}")


def wrong(option: str, said: str) -> NoReturn:
    """Refuse what an option says: wrong use, exit code 2."""
    raise click.BadParameter(said, param_hint=option)
