"""The command that makes editions: build."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from letterbook.cli.answers import PATH, Answer, answers
from letterbook.progress import Bar


@click.command()
@click.argument("source", type=PATH)
@click.option(
    "-o",
    "--output",
    type=PATH,
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
@answers
def build(*, source: Path, output: Path, encoding: str | None, force: bool, bar: Bar) -> Answer:
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
        return Answer(problems, facts=facts, failed=said)
    bar.step("write", of=_STEPS)
    writing.write_folder(run.files, folder, force=force, beside=(source,))
    lines = [run.summary, *report.where_to_look(folder, run.files)]
    return Answer(problems, lines, {**facts, "written": True, "files": sorted(run.files)})


#: The stages that a build tells of, more or less: formats may be added.
_STEPS = 10
