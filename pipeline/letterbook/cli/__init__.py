"""The command line: `letterbook build SOURCE` and its sisters.

Data goes to stdout, progress and messages to stderr. Exit codes: 0 clean, 1 problems in the data,
2 wrong use, 3 a fault of letterbook's own, 130 interrupted. Everything that takes time to load is
imported by the command that needs it, so that `letterbook --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from letterbook import __version__
from letterbook.cli.answers import CLEAN, FAULT, INTERRUPTED, PROBLEMS
from letterbook.cli.build import build
from letterbook.cli.check import check, ledger
from letterbook.cli.inspect_init_explain import explain, init, inspect
from letterbook.cli.preview import preview
from letterbook.cli.render_deposit import deposit, formats, render


def main() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a name no terminal can show is no fault
    try:
        code = letterbook.main(prog_name="letterbook", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as wrong:
        wrong.show()
        code = wrong.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("letterbook: interrupted; no half-written edition is left", err=True)
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: say no more
        code = PROBLEMS
    except Exception as fault:  # noqa: BLE001 (the last resort: no traceback, whatever happens)
        code = _own_fault(fault, verbose="-v" in sys.argv or "--verbose" in sys.argv)
    sys.exit(code or CLEAN)


def _own_fault(fault: Exception, *, verbose: bool) -> int:
    import traceback  # noqa: PLC0415

    from letterbook.report import as_fault  # noqa: PLC0415

    if verbose:
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


for each in (build, preview, inspect, init, check, render, ledger, explain, deposit, formats):
    letterbook.add_command(each)
