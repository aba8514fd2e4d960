"""The command line: `letterbook build SOURCE` and its sisters.

Data goes to stdout, progress and messages to stderr. Exit codes: 0 clean, 1 problems in the data,
2 wrong use, 3 a fault of letterbook's own, 130 interrupted. Everything that takes time to load is
imported by the command that needs it, so that `letterbook --help` answers at once.
"""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

import click

from letterbook import __version__
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.progress import Bar

_CLEAN, _PROBLEMS, _FAULT, _INTERRUPTED = 0, 1, 3, 130


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
        code = _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: say no more
        code = _PROBLEMS
    except Exception as fault:  # noqa: BLE001 (the last resort: no traceback, whatever happens)
        code = _own_fault(fault, verbose="-v" in sys.argv or "--verbose" in sys.argv)
    sys.exit(code or _CLEAN)


def _own_fault(fault: Exception, *, verbose: bool) -> int:
    import traceback  # noqa: PLC0415

    from letterbook.report import as_fault  # noqa: PLC0415

    if verbose:
        traceback.print_exception(fault)
    click.echo(as_fault(fault), err=True)
    return _FAULT


# ------------------------------------------------------------------ how every command answers


@dataclass
class _Answer:
    """What a command has to say: problems, lines for people, facts for programs."""

    problems: tuple[Problem, ...] = ()
    lines: list[str] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    are_data: bool = False  # the problems are what was asked for, and go to stdout
    failed: str = ""  # what was not done because of the problems


def _answers(body: Callable[..., _Answer], forms: tuple[str, ...] = ("text", "json")) -> Callable[..., None]:
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
            answer = _Answer(refused.problems)
        finally:
            bar.close()
        code = _CLEAN if report.is_clean(answer.problems) else _PROBLEMS
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
            for line in answer.lines if not quiet else ():
                click.echo(line)
        click.get_current_context().exit(code)

    return command


# ------------------------------------------------------------------ the commands


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
def letterbook() -> None:
    """Turn the plain text of a printed edition of letters into TEI, HTML and plain text.

    Begin with:  letterbook build YOUR-TEXT.txt

    Nothing of the text is lost: each character is in the TEI, or listed with the reason why it is not.
    """


_PATH = click.Path(path_type=Path)


@letterbook.command()
@click.argument("source", type=_PATH)
@click.option(
    "-o",
    "--output",
    type=_PATH,
    default="output",
    show_default=True,
    help="The folder in which the edition gets a folder of its own.",
)
@click.option(
    "--encoding", metavar="NAME", help="The encoding of the text if it is not UTF-8: windows-1252 ..."
)
@click.option(
    "--force", is_flag=True, help="Write even if there are errors, and over files that are not letterbook's."
)
@_answers
def build(*, source: Path, output: Path, encoding: str | None, force: bool, bar: Bar) -> _Answer:
    """Make the whole edition from SOURCE, a plain text.

    A file letterbook.toml beside the text may tell its title, its editor and so on. The edition is
    written as a whole: if anything goes wrong, what stood in its folder before stands there still.
    """
    from letterbook import report, stages, writing  # noqa: PLC0415
    from letterbook.project import load  # noqa: PLC0415

    project, problems = load(source)
    if encoding is not None:
        project = replace(project, encoding=encoding)
    folder = output / project.id
    run, found = stages.run(project, lambda stage: bar.step(stage, of=_STEPS))
    problems = (*problems, *(report.placed(each, source, folder, run.files) for each in found))
    facts: dict[str, object] = {"output": str(folder), "summary": run.summary, "written": False}
    if not report.is_clean(problems) and not force:
        count = report.as_count(each for each in problems if each.severity == "error")
        said = f"Nothing was written ({count}). With --force the edition is written all the same."
        return _Answer(problems, facts=facts, failed=said)
    bar.step("write", of=_STEPS)
    writing.write_folder(run.files, folder, force=force, beside=(source,))
    lines = [run.summary, *report.where_to_look(folder, run.files)]
    return _Answer(problems, lines, {**facts, "written": True, "files": sorted(run.files)})


#: The stages that a build tells of, more or less: formats may be added.
_STEPS = 10


@letterbook.command()
@click.argument("source", type=_PATH)
@click.option("--encoding", metavar="NAME", help="The encoding of the text if it is not UTF-8.")
@_answers
def inspect(*, source: Path, encoding: str | None, bar: Bar) -> _Answer:
    """Show how letterbook reads SOURCE, before anything is written.

    What heads a letter, where dates, names and notes stand, how notes are called: each with the evidence,
    with what came second, and with three letters as examples. What letterbook.toml pins is marked so.
    """
    from letterbook import report  # noqa: PLC0415
    from letterbook.inspect import as_facts, as_text  # noqa: PLC0415
    from letterbook.project import load  # noqa: PLC0415
    from letterbook.survey import survey_text  # noqa: PLC0415

    project, problems = load(source)
    bar.step("inspect", of=1)
    found = survey_text(project if encoding is None else replace(project, encoding=encoding))
    here = (report.placed(each, source, Path(), ()) for each in (*found.problems, *found.refused))
    told = (*problems, *here)
    return _Answer(told, list(as_text(found)), as_facts(found))


@letterbook.command()
@click.argument("source", type=_PATH)
@click.option("--encoding", metavar="NAME", help="The encoding of the text if it is not UTF-8.")
@click.option("--force", is_flag=True, help="Write over a letterbook.toml that is there; it is lost.")
@_answers
def init(*, source: Path, encoding: str | None, force: bool, bar: Bar) -> _Answer:
    """Write letterbook.toml beside SOURCE, with the layout that was found, ready to edit.

    Each line has its explanation. What stands in the file is never overruled by letterbook.
    """
    from letterbook import report, writing  # noqa: PLC0415
    from letterbook.draft import draft  # noqa: PLC0415
    from letterbook.project import FILE, Project, safe_id  # noqa: PLC0415
    from letterbook.survey import survey_text  # noqa: PLC0415

    path = source.parent / FILE
    if path.exists() and not force:
        hint = "Edit it; or add --force to have it written anew, and what stands in it is lost."
        said = "is there already; nothing was changed"
        raise Refused(problem("output-foreign", said, Place(str(path)), hint))
    bar.step("inspect", of=2)
    found = survey_text(Project(id=safe_id(source.stem), source=source, encoding=encoding))
    told = tuple(report.placed(each, source, Path(), ()) for each in found.refused)
    bar.step("write", of=2)
    writing.write_file(draft(found, encoding).encode("utf-8"), path, force=force)
    return _Answer(told, [f"{path}: written; look through it and build again"], {"file": str(path)})


@letterbook.command()
@click.argument("files", type=_PATH, nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--schema",
    default="",
    metavar="NAME",
    help="Check the grammar too: by letterbook, tei_all, or a file that ends in .rng, .xsd or .sch.",
)
@click.option("--cmif", is_flag=True, help="The files are indexes of letters: would correspSearch take them?")
@click.option(
    "--select",
    multiple=True,
    metavar="CODE",
    help="Tell only problems whose code begins so: date, date-words ...",
)
@click.option("--ignore", multiple=True, metavar="CODE", help="Tell no problems whose code begins so.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    help="How many processes share the work.",
)
@functools.partial(_answers, forms=("text", "json", "sarif", "github"))
def check(
    *,
    files: tuple[Path, ...],
    schema: str,
    cmif: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    jobs: int,
    bar: Bar,
) -> _Answer:
    """Check any TEI of letters: links, notes, dates, who wrote to whom; by its schema, if it is here.

    A folder stands for all files *.xml in it. Every fault is told with its line and what to do about it.
    """
    from letterbook import report  # noqa: PLC0415
    from letterbook.check.files import BATCH, Asked, check_files, files_in  # noqa: PLC0415
    from letterbook.problems import CODES  # noqa: PLC0415

    tell, hide = (
        [code for given in option for code in given.split(",") if code] for option in (select, ignore)
    )
    if unknown := [code for code in (*tell, *hide) if not any(known.startswith(code) for known in CODES)]:
        _wrong("--select, --ignore", f"no code begins with “{unknown[0]}”; docs/problems.md lists them.")
    paths = files_in(files)
    if schema not in ("", "letterbook", "tei_all") and Path(schema).suffix not in (".rng", ".xsd", ".sch"):
        _wrong("--schema", "must be letterbook, tei_all, or a file that ends in .rng, .xsd or .sch.")
    problems = check_files(
        paths,
        Asked(schema, cmif),
        jobs,
        lambda done: bar.step(f"{done} of {len(paths)} files", of=-(-len(paths) // BATCH)),
    )
    problems = report.chosen(problems, tell, hide)
    count = report.as_count(problems) or "no faults"
    said = f"{len(paths)} file{'s' * (len(paths) != 1)}: {count}"
    facts: dict[str, object] = {
        "files": [str(path) for path in paths],
        "summary": dict(report.counted(problems)),
    }
    return _Answer(problems, [*report.by_code(problems), said], facts, are_data=True)


@letterbook.command()
@click.argument("file", type=_PATH)
@click.option(
    "-t", "--to", required=True, metavar="FORMAT", help="What to make: html, text; see letterbook formats."
)
@click.option("-o", "--output", type=_PATH, required=True, help="The folder to write, the whole of it.")
@click.option(
    "-p", "--param", multiple=True, metavar="NAME=VALUE", help="A setting of the format; may be repeated."
)
@click.option("--force", is_flag=True, help="Write over a folder with files that are not letterbook's.")
@_answers
def render(*, file: Path, to: str, output: Path, param: tuple[str, ...], force: bool, bar: Bar) -> _Answer:
    """Make a web site or plain text from FILE, a TEI edition.

    The TEI may have been changed by hand since letterbook wrote it.
    """
    from letterbook import writing  # noqa: PLC0415
    from letterbook.render import formats  # noqa: PLC0415
    from letterbook.render import render as render_one  # noqa: PLC0415
    from letterbook.tei.parse import read_file  # noqa: PLC0415

    known = formats()
    if to not in known:
        _wrong("--to", f"there is no format “{to}”; there are: {', '.join(known)}.")
    pairs = [each.partition("=") for each in param]
    if not all(equals and name for name, equals, _ in pairs):
        _wrong("--param", "must be written as NAME=VALUE.")
    data = read_file(file)
    bar.step(f"render {to}", of=2)
    made, problems = render_one(data, to, {name: value for name, _, value in pairs}, str(file))
    bar.step("write", of=2)
    writing.write_folder(made, output, force=force, beside=(file,))
    said = f"{output}: {len(made)} file{'s' * (len(made) != 1)}"
    return _Answer(problems, [said], {"output": str(output), "files": sorted(made)})


@letterbook.command()
@click.argument("edition", type=_PATH, metavar="EDITION.xml")
@click.option(
    "-l", "--list", "each", is_flag=True, help="List every stretch of the source, and what became of it."
)
@click.option("-o", "--output", type=_PATH, help="Write the source, rebuilt from the edition, to this file.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@_answers
def ledger(*, edition: Path, each: bool, output: Path | None, force: bool, bar: Bar) -> _Answer:
    """Prove that EDITION.xml holds the whole source.

    The source is rebuilt, byte for byte, from the edition and the file EDITION.ledger.json beside it;
    neither the source itself nor anything else is looked at. Then the account: how many characters
    stand in the edition as text, calls of notes and corrections, and how many were left out, and why.
    """
    from letterbook import report, writing  # noqa: PLC0415
    from letterbook.check.ledger import prove  # noqa: PLC0415
    from letterbook.tei.parse import read_file  # noqa: PLC0415

    path = edition.with_suffix(".ledger.json")
    book = read_file(path)
    bar.step("prove", of=1)
    proof, problems = prove(read_file(edition), book, str(edition), str(path))
    facts: dict[str, object] = {"holds": proof.holds, "kinds": proof.kinds, "skipped": proof.reasons}
    lines = [
        f"{proof.name}: {len(proof.source):,} bytes rebuilt; they are the source's"
        if proof.holds
        else f"{proof.name}: the edition and its ledger do not give the source"
    ]
    rows = [*proof.kinds.items(), *((f"left out: {why}", count) for why, count in proof.reasons.items())]
    lines += [f"{count:>12,}  {what}" for what, count in rows]
    if each and proof.holds:
        lines += report.as_spans(proof, book)
    if output is not None and proof.holds:
        writing.write_file(proof.source, output, force=force)
    return _Answer(problems, lines, facts)


@letterbook.command()
@click.argument("place")
@click.argument("source", type=_PATH, required=False)
@_answers
def explain(*, place: str, source: Path | None, bar: Bar) -> _Answer:
    """Say what letterbook made of PLACE, what else it could have been, and why.

    PLACE is a letter (12), a fact (12/sender, 12/call/2, note-6/note), or a line and column as in a message
    (source.txt:165:42). SOURCE is the text of the edition; without it, the file that PLACE names, or
    source.txt in this folder. The lines that would settle a fact otherwise, for decisions.toml, come with it.
    """
    from letterbook import stages  # noqa: PLC0415
    from letterbook.explain import explain as explain_place  # noqa: PLC0415
    from letterbook.project import load  # noqa: PLC0415

    if source is None:
        file = re.match(r"(.+?)(?::\d+){1,2}$", place)
        source = Path(file[1]) if file and Path(file[1]).exists() else Path("source.txt")
    project, _ = load(source)
    edition, _ = stages.understand(project, lambda stage: bar.step(stage, of=4))
    lines, problems = explain_place(edition, place, project.decider)
    return _Answer(problems, lines, {"place": place, "lines": lines})


@letterbook.command()
@click.argument("edition", type=_PATH)
@click.option("-o", "--output", type=_PATH, metavar="NAME.zip", help="The package to write.")
@click.option("--verify", is_flag=True, help="Check a package, EDITION being a zip; nothing is written.")
@click.option("--with-faults", is_flag=True, help="Pack an edition with errors too; the package tells them.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@_answers
def deposit(*, edition: Path, output: Path | None, verify: bool, bar: Bar, **how: bool) -> _Answer:
    """Pack EDITION, the folder of an edition, for an archive; or check such a package.

    The package is a zip that unpacks into one folder: a BagIt bag with check sums of every file, a
    description of all files (RO-Crate), and records for catalogues (DataCite, Dublin Core).
    """
    from letterbook import deposit as packing  # noqa: PLC0415
    from letterbook import writing  # noqa: PLC0415

    def step(name: str) -> None:
        bar.step(name, of=4)

    if verify:
        if output or any(how.values()):
            _wrong("--verify", "writes nothing, and takes no -o, --with-faults or --force.")
        return _Answer(*packing.verified(edition, step), are_data=True)
    if output is None or output.suffix != ".zip":
        _wrong("--output", "must be given, and end in .zip; the package unpacks into a folder of that name.")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    made, problems = packing.pack(edition, output.stem, how["with_faults"], epoch, step)
    writing.write_file(made.data, output, force=how["force"])
    lines = [f"{output}: {len(made.names)} files, {len(made.data):,} bytes", made.record.citation]
    return _Answer(problems, lines, {"output": str(output), "files": list(made.names)})


@letterbook.command()
@_answers
def formats(*, bar: Bar) -> _Answer:  # noqa: ARG001 (every command has it)
    """List the formats that render can make, and the settings of each."""
    from letterbook.render import formats as known  # noqa: PLC0415
    from letterbook.render import parameters  # noqa: PLC0415

    lines: list[str] = []
    for name in known():
        lines.append(name)
        lines += [f"  -p {one.name}={one.default}\n      {one.means}" for one in parameters(name)]
    table = {name: [one._asdict() for one in parameters(name)] for name in known()}
    return _Answer(lines=lines, facts={"formats": table})


def _wrong(option: str, said: str) -> NoReturn:
    raise click.BadParameter(said, param_hint=option)
