"""The command line: `letterbook build SOURCE` and its sisters.

Data goes to stdout, progress and messages to stderr. Exit codes: 0 clean, 1 problems in the data,
2 wrong use, 3 a fault of letterbook's own, 130 interrupted. Everything that takes time to load is
imported by the command that needs it, so that `letterbook --help` answers at once.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from letterbook import __version__
from letterbook.cli.answers import CLEAN, FAULT, INTERRUPTED, PROBLEMS, Unheard
from letterbook.cli.build import build
from letterbook.cli.check import check, ledger
from letterbook.cli.decide import decide
from letterbook.cli.diff import diff
from letterbook.cli.inspect_init_explain import explain, init, inspect
from letterbook.cli.preview import preview
from letterbook.cli.render_deposit import deposit, formats, render


def main() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a name no terminal can show is no fault
    code = _run()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # what could not be said was told by now, or cannot be
            code = code or PROBLEMS
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code or CLEAN)


def _open_streams() -> None:
    """See that none of the files that are opened gets the number of a standard stream that was closed."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _run() -> int:
    try:
        os.getcwd()  # noqa: PTH109 (it is only asked whether there is one)
    except OSError:
        gone = "letterbook: the folder in which it was started was deleted: go to another, and run it again"
        return _told(gone, PROBLEMS)
    try:
        try:
            return int(letterbook.main(prog_name="letterbook", standalone_mode=False) or CLEAN)
        except click.ClickException as wrong:
            return _wrong_use(wrong)
        except (KeyboardInterrupt, click.Abort):
            click.echo("letterbook: interrupted; no half-written edition is left", err=True)
            return INTERRUPTED
    except BrokenPipeError:
        return PROBLEMS  # nobody reads on: say no more
    except Unheard as unheard:
        return _told(str(unheard), PROBLEMS)
    except OSError as fault:
        return _told(_of_system(fault), PROBLEMS) if _of_system(fault) else _own_fault(fault)
    except Exception as fault:  # noqa: BLE001 (the last resort: no traceback, whatever happens)
        return _own_fault(fault)


def _wrong_use(wrong: click.ClickException) -> int:
    from letterbook.report import visible  # noqa: PLC0415

    if isinstance(wrong, click.UsageError) and wrong.ctx is not None:
        click.echo(wrong.ctx.get_usage() + f"\nTry '{wrong.ctx.command_path} --help' for help.\n", err=True)
    click.echo(visible(f"Error: {wrong.format_message()}"), err=True)
    return wrong.exit_code


def _of_system(fault: OSError) -> str:
    """Say what the system refused, where that is no fault of letterbook's; "" where it is."""
    if fault.filename is None:
        return str(Unheard(fault)) if fault.errno in _FULL else ""
    if fault.filename == "" or str(fault.filename).startswith(str(_PACKAGE)):
        return ""
    return f"letterbook: {fault.filename}: {fault.strerror or fault}"


def _told(said: str, code: int) -> int:
    from letterbook.report import visible  # noqa: PLC0415

    with suppress(OSError, ValueError):
        click.echo(visible(said), err=True)
    return code


#: What the system says of a stream that is full or closed.
_FULL = (errno.ENOSPC, errno.EBADF, errno.EIO, errno.EDQUOT, errno.EFBIG)
_PACKAGE = Path(__file__).resolve().parents[1]


def _own_fault(fault: Exception) -> int:
    import traceback  # noqa: PLC0415

    from letterbook.report import as_fault  # noqa: PLC0415

    with suppress(OSError, ValueError):
        if "-v" in sys.argv or "--verbose" in sys.argv:
            traceback.print_exception(fault)
        click.echo(as_fault(fault), err=True)
    return FAULT


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
def letterbook() -> None:
    """Turn the plain text of a printed edition of letters into TEI, HTML and plain text.

    Begin with:  letterbook build YOUR-TEXT.txt

    Nothing of the text is lost: each character is in the TEI, or listed with the reason why it is not.
    """


for each in (build, preview, inspect, init, check, render, ledger, explain, decide, diff, deposit, formats):
    letterbook.add_command(each)
