"""The commands that show how a text is read: inspect, init, explain."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import click

from letterbook.cli.answers import PATH, Answer, answers
from letterbook.problems import Place, Refused, problem
from letterbook.progress import Bar


@click.command()
@click.argument("source", type=PATH)
@click.option("--encoding", metavar="NAME", help="The encoding of the text if it is not UTF-8.")
@answers
def inspect(*, source: Path, encoding: str | None, bar: Bar) -> Answer:
    """Show how letterbook reads SOURCE, before anything is written.

    What heads a letter, where dates, names and notes stand, how notes are called: each with the evidence,
    with what came second, and with three letters as examples. What letterbook.toml pins is marked so.
    """
    from letterbook import report  # noqa: PLC0415
    from letterbook.project.letter_folders import source_of  # noqa: PLC0415
    from letterbook.project.letterbook_toml import load  # noqa: PLC0415
    from letterbook.survey import survey_text  # noqa: PLC0415
    from letterbook.survey.as_text import as_facts, as_text  # noqa: PLC0415

    source = source_of(source)
    project, problems = load(source)
    bar.step("inspect", of=1)
    found = survey_text(project if encoding is None else replace(project, encoding=encoding))
    here = (report.placed(each, source, Path(), ()) for each in (*found.problems, *found.refused))
    told = (*problems, *here)
    return Answer(told, list(as_text(found)), as_facts(found))


@click.command()
@click.argument("source", type=PATH)
@click.option("--encoding", metavar="NAME", help="The encoding of the text if it is not UTF-8.")
@click.option(
    "--force", is_flag=True, help="Write over a letterbook.toml that init wrote, though it was changed since."
)
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab"]),
    help="Write a workflow for this code host instead: it builds, checks and publishes the edition.",
)
@answers
def init(*, source: Path, encoding: str | None, force: bool, ci: str | None, bar: Bar) -> Answer:
    """Write letterbook.toml beside SOURCE, with the layout that was found, ready to edit.

    Each line has its explanation. What stands in the file is never overruled by letterbook. With --ci a
    workflow is written into this folder, which is that of the repository.
    """
    if ci is not None:
        return _workflow(source, ci)
    from letterbook import report, writing  # noqa: PLC0415
    from letterbook.project.edition_id import safe_id  # noqa: PLC0415
    from letterbook.project.letterbook_toml import FILE, Project  # noqa: PLC0415
    from letterbook.survey import survey_text  # noqa: PLC0415
    from letterbook.survey.as_toml import draft, is_draft  # noqa: PLC0415

    path = source.parent / FILE
    if path.exists() and not force:
        hint = "Edit it. If init wrote it, --force has it written anew, and what was changed in it is lost."
        said = "is there already; nothing was changed"
        raise Refused(problem("output-foreign", said, Place(str(path)), hint))
    bar.step("inspect", of=2)
    found = survey_text(Project(id=safe_id(source.stem), source=source, encoding=encoding))
    told = tuple(report.placed(each, source, Path(), ()) for each in found.refused)
    bar.step("write", of=2)
    data = draft(found, encoding).encode("utf-8")
    writing.write_file(data, path, ours=is_draft if force else None)
    return Answer(told, [f"{path}: written; look through it and build again"], {"file": str(path)})


def _workflow(source: Path, host: str) -> Answer:
    from letterbook import writing  # noqa: PLC0415
    from letterbook.project.ci import PLACES, workflow  # noqa: PLC0415

    if source.is_absolute() or ".." in source.parts:
        said = "name the text from the folder of the repository, and run init there"
        raise Refused(problem("output-name", said, Place(str(source))))
    path = Path(PLACES[host])
    writing.write_file(workflow(host, source.as_posix()).encode("utf-8"), path, parents=True)
    return Answer(
        (), [f"{path}: written; commit it with the text, and letterbook as a submodule"], {"file": str(path)}
    )


@click.command()
@click.argument("place")
@click.argument("source", type=PATH, required=False)
@answers
def explain(*, place: str, source: Path | None, bar: Bar) -> Answer:
    """Say what letterbook made of PLACE, what else it could have been, and why.

    PLACE is a letter (12), a fact (12/sender, 12/call/2, note-6/note), or a line and column as in a message
    (source.txt:165:42). SOURCE is the text of the edition; without it, the file that PLACE names, or
    source.txt in this folder. The lines that would settle a fact otherwise, for decisions.toml, come with it.
    """
    from letterbook import stages  # noqa: PLC0415
    from letterbook.project.letter_folders import source_of  # noqa: PLC0415
    from letterbook.project.letterbook_toml import load  # noqa: PLC0415
    from letterbook.review.explain import explain as explain_place  # noqa: PLC0415

    if source is None:
        file = re.match(r"(.+?)(?::\d+){1,2}$", place)
        source = Path(file[1]) if file and Path(file[1]).exists() else Path("source.txt")
    project, _ = load(source_of(source))
    edition, _ = stages.understand(project, lambda stage: bar.step(stage, of=4))
    lines, problems = explain_place(edition, place, project.decider)
    return Answer(problems, lines, {"place": place, "lines": lines})
