"""The command that makes editions: build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterbook.cli.answers import PATH, Answer, answers, wrong
from letterbook.cli.diff import REVIEW
from letterbook.problems import Problem
from letterbook.progress import Bar

if TYPE_CHECKING:
    from letterbook.library.run import Asked
    from letterbook.library.state import Standing
    from letterbook.project.letterbook_toml import Project
    from letterbook.publish.second_process import Apart


@click.command()
@click.argument("source", type=PATH, nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--output",
    type=PATH,
    default="output",
    show_default=True,
    help="The folder in which each edition gets a folder of its own.",
)
@click.option(
    "--encoding", metavar="NAME", help="The encoding of the text if it is not UTF-8: windows-1252 ..."
)
@click.option(
    "--resume/--force",
    default=True,
    show_default=True,
    help="Pass over what has not changed; or build it all the same, write even if there are errors, and over"
    " files of letterbook's that were changed since.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    help="Of a library: how many processes share the work; as many as there are cores if you say nothing.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Of a library: how long one volume may take.",
)
@click.option("--letters", is_flag=True, help="SOURCE is a folder of letters: each file in it is one.")
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Of a library: build on the Dask cluster whose scheduler is there: tcp://host:8786.",
)
@answers
def build(
    *,
    source: tuple[Path, ...],
    output: Path,
    encoding: str | None,
    resume: bool,
    jobs: int | None,
    timeout: float | None,
    scheduler: str | None,
    letters: bool,
    bar: Bar,
) -> Answer:
    """Make the whole edition from SOURCE, a text; or a library of editions, one from each text.

    SOURCE may also be a web page, a document of Word or OpenOffice, an export of a transcription tool, an
    e-book, or a folder of letters with a file each: one that holds a table letters.csv, whose letterbook.toml
    says `letters = true`, or that is given with --letters. docs/inputs.md lists them all.

    A file letterbook.toml beside the text may tell its title, its editor and so on. The edition is
    written as a whole: if anything goes wrong, what stood in its folder before stands there still.
    Where nothing has changed since it was built, it is left as it stands.

    Several texts, folders with texts, or a pattern in quotes ("volumes/*.txt") make a library: each
    edition in its own folder, and a page that leads to all of them.
    """
    from letterbook.library.finding import is_one_file  # noqa: PLC0415
    from letterbook.project.letter_folders import source_of  # noqa: PLC0415

    if letters and (len(source) != 1 or not source[0].is_dir()):
        wrong("--letters", "is for one folder.")
    if not letters and not is_one_file(source):
        from letterbook.library import run  # noqa: PLC0415

        return _library(source, run.Asked(output, encoding, force=not resume), jobs, timeout, scheduler, bar)
    if jobs or timeout or scheduler:
        wrong("--jobs, --timeout, --scheduler", "are for libraries; SOURCE is one text.")
    return _edition(source_of(source[0], letters=letters), output, encoding, force=not resume, bar=bar)


def _edition(source: Path, output: Path, encoding: str | None, *, force: bool, bar: Bar) -> Answer:
    from letterbook import report  # noqa: PLC0415
    from letterbook.library import state  # noqa: PLC0415

    bar.step("compare", of=_STEPS)
    stands = None if force else state.standing(source, output, encoding)
    if stands is not None and not stands.restyle:
        folder = output / stands.edition
        known = (report.placed(each, source, folder, stands.files) for each in stands.state.problems)
        return _written(stands.state.summary, folder, stands.files, tuple(known), _waits(folder))

    from letterbook.publish.second_process import started  # noqa: PLC0415

    with started() as apart:
        return _built(source, output, encoding, stands, apart, force=force, bar=bar)


def _built(
    source: Path,
    output: Path,
    encoding: str | None,
    stands: Standing | None,
    apart: Apart | None,
    *,
    force: bool,
    bar: Bar,
) -> Answer:
    from letterbook import report, stages, writing  # noqa: PLC0415
    from letterbook.library import state  # noqa: PLC0415
    from letterbook.project.edition_id import CONFIG  # noqa: PLC0415
    from letterbook.project.inputs import watched  # noqa: PLC0415
    from letterbook.project.letterbook_toml import load  # noqa: PLC0415

    project, problems = load(source)
    if encoding is not None:
        project = replace(project, encoding=encoding)
    folder = output / project.id
    if stands is not None and not problems:
        again = _restyled(source, project, folder, stands, bar)
        if again is not None:
            return again
    names = watched(source.name, project.inputs)
    before = state.digests(source.parent, names)
    run, found = stages.run(project, lambda stage: bar.step(stage, of=_STEPS), apart)
    told = (*problems, *(report.placed(each, source, folder, run.files) for each in found))
    if (origin := run.edition.source.origin) is not None:
        before |= {file.name: file.sha256 for file in origin.files}
        names = tuple(before)
    if not report.is_clean(told) and not force:
        count = report.as_count(each for each in told if each.severity == "error")
        said = f"Nothing was written ({count}). With --force the edition is written all the same."
        facts = {"output": str(folder), "summary": run.summary, "written": False}
        return Answer(told, facts=facts, failed=said)
    since = _since(folder, run.files)
    bar.step("write", of=_STEPS)
    listing = writing.write_folder(run.files, folder, force=force, beside=_read(source, names), asked=output)
    if state.digests(source.parent, names) != before:
        told = (*told, state.changed_meanwhile(source))
    elif before[source.name] and not problems and source.name != CONFIG:
        state.remember(
            output,
            project.id,
            state.State(
                state.makers(),
                source.name,
                encoding or "",
                before,
                listing,
                found,
                run.published,
                run.summary,
                run.letters,
            ),
        )
    return _written(run.summary, folder, run.files, told, since)


def _since(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Say what waits for the editor, and what is new against the edition that stands in the folder."""
    from letterbook import differences  # noqa: PLC0415
    from letterbook.file_bytes import read_bytes  # noqa: PLC0415

    new = files.get(REVIEW)
    if new is None:
        return []
    lines = [f"  {differences.waits(new)}"]
    with suppress(OSError, ValueError):
        found = differences.compare(read_bytes(folder / REVIEW), new)
        lines.append(f"  since the last build: {differences.in_a_line(found)}")
    return lines


def _waits(folder: Path) -> list[str]:
    """Say what waits for the editor in an edition that stands."""
    from letterbook import differences  # noqa: PLC0415
    from letterbook.file_bytes import read_bytes  # noqa: PLC0415

    with suppress(OSError, ValueError):
        return [f"  {differences.waits(read_bytes(folder / REVIEW))}"]
    return []


def _read(source: Path, names: Iterable[str]) -> list[Path]:
    """Return the files that an edition is made from, none of which may be lost."""
    return [path for name in names if (path := source.parent / name).exists()]


def _restyled(source: Path, project: Project, folder: Path, stands: Standing, bar: Bar) -> Answer | None:
    """Make anew what stylesheets make, and nothing else; None, if they say something else than they did."""
    from letterbook import report, writing  # noqa: PLC0415
    from letterbook.library import state, volume  # noqa: PLC0415

    old = volume.kept(folder, stands.files)
    new = volume.published(
        old["tei/edition.xml"], project, stands.state.late, lambda stage: bar.step(stage, of=_STEPS)
    )
    if not new:
        return None
    bar.step("write", of=_STEPS)
    files = {**old, **new}
    listing = writing.write_folder(files, folder, beside=(source,), asked=folder.parent)
    known = stands.state._replace(makers=state.makers(), listing=listing, facts="")
    state.remember(folder.parent, stands.edition, known)
    told = (report.placed(each, source, folder, files) for each in known.problems)
    return _written(known.summary, folder, files, tuple(told), _waits(folder))


def _written(
    summary: str,
    folder: Path,
    files: Iterable[str],
    problems: tuple[Problem, ...],
    since: Sequence[str] = (),
) -> Answer:
    from letterbook import report  # noqa: PLC0415

    names = sorted(files)
    facts: dict[str, object] = {"output": str(folder), "summary": summary, "written": True, "files": names}
    return Answer(problems, [summary, *since, *report.where_to_look(folder, names)], facts)


def _library(
    sources: tuple[Path, ...],
    asked: Asked,
    jobs: int | None,
    timeout: float | None,
    scheduler: str | None,
    bar: Bar,
) -> Answer:
    import os  # noqa: PLC0415

    from letterbook.library import finding, run, summary, volume, workers  # noqa: PLC0415

    if jobs and scheduler:
        wrong("--jobs", "is for this machine; how many workers a cluster has is the cluster's affair.")

    def desks(volumes: int) -> list[workers.Desk]:
        if scheduler:
            from letterbook.library.cluster import Cluster  # noqa: PLC0415

            return [Cluster(scheduler, volume.make, timeout)]
        count = min(jobs or os.cpu_count() or 1, volumes)
        return [workers.Process(volume.make, timeout) for _ in range(count)]

    told = run.build_library(finding.find(sources), asked, desks, bar)
    problems = tuple(problem for one in told for problem in one.problems)
    return Answer(problems, summary.as_lines(told), {"output": str(asked.output), **summary.as_facts(told)})


#: The stages that a build tells of, more or less: formats may be added.
_STEPS = 10
