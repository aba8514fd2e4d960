"""Write a volume that a worker has made, and report it.

A worker process of this machine does both itself, so that as many volumes are written at once as there are
workers. What comes from another machine is written by the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from letterbook import report, writing
from letterbook.library import state as states
from letterbook.library.state import State
from letterbook.library.volume import Job, Made, kept
from letterbook.problems import Place, Problem, Refused, problem

#: What became of a volume, in the order in which it is told.
BUILT, RENDERED, UNCHANGED, FAILED = "built", "re-rendered", "unchanged", "failed"


class Told(NamedTuple):
    """What became of a volume: its id and text, one of the words above, its problems, how many letters."""

    edition: str
    source: str
    outcome: str
    problems: tuple[Problem, ...]
    letters: int = 0


def failed(job: Job, *why: Problem) -> Told:
    """Tell of a volume that came to nothing."""
    return Told(job.edition, str(job.path), FAILED, why)


def placed(
    problems: Iterable[Problem], source: Path, folder: Path, files: Iterable[str]
) -> tuple[Problem, ...]:
    """Name the files in problems as the user knows them."""
    return tuple(report.placed(each, source, folder, files) for each in problems)


def written(job: Job, made: Made) -> Told:
    """Write what was made of a volume, and the record of it, and tell."""
    if made.fault:
        return failed(job, problem("volume-fault", made.fault, Place(str(job.path))))
    if made.makers != job.makers:  # a worker that came later
        return failed(
            job, problem("cluster-version", "was built by another letterbook", Place(str(job.path)))
        )
    if not made.anew and job.stands is not None:
        return _restyled(job, made, job.stands.state, job.stands.files)
    problems = placed(made.problems, job.path, job.target, made.files)
    if not made.files or (not report.is_clean(problems) and not job.force):
        return failed(job, *problems)
    try:
        listing = _replaced(job, made.files)
    except Refused as refused:
        return failed(job, *problems, *refused.problems)
    state = State(
        made.makers,
        job.source,
        job.encoding or "",
        job.inputs,
        listing,
        made.problems,
        made.published,
        made.summary,
        made.letters,
        made.facts,
    )
    states.remember(Path(job.output), job.edition, state)
    if states.digests(job.path.parent, job.inputs) != job.inputs:
        problems = (*problems, states.changed_meanwhile(job.path))
    return Told(job.edition, str(job.path), BUILT, problems, made.letters)


def _restyled(job: Job, made: Made, state: State, files: Iterable[str]) -> Told:
    """Write an edition whose stylesheets alone have changed: what they do not make stays as it stands."""
    problems = placed(state.problems, job.path, job.target, made.files)
    try:
        listing = _replaced(job, {**kept(job.target, files), **made.files})
    except Refused as refused:
        return failed(job, *problems, *refused.problems)
    state = state._replace(makers=made.makers, facts=made.facts, listing=listing)
    states.remember(Path(job.output), job.edition, state)
    return Told(job.edition, str(job.path), RENDERED, problems, state.letters)


def _replaced(job: Job, files: Mapping[str, bytes]) -> str:
    read = [path for name in job.inputs if (path := job.path.parent / name).exists()]
    return writing.write_folder(
        files, job.target, force=job.force, beside=(job.path, *read), alone=False, asked=Path(job.output)
    )
