"""Build a library: find its volumes, pass over what has not changed, have the rest built, write what comes.

Volumes are independent: one that fails is told, and the others go on. Each is written as it is done, in one
step; its record comes after it, so that a run that is cut off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from letterbook import report, writing
from letterbook.library import pages
from letterbook.library import state as states
from letterbook.library.finding import PAGES, Found, Volume
from letterbook.library.state import FOLDER, Standing, State
from letterbook.library.volume import Job, Made, kept, read_volume
from letterbook.library.workers import Desk, Lost, work_off
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.progress import Bar

#: What became of a volume, in the order in which it is told.
BUILT, RENDERED, UNCHANGED, FAILED = "built", "re-rendered", "unchanged", "failed"


class Told(NamedTuple):
    """What became of a volume: its id and text, one of the words above, its problems, how many letters."""

    edition: str
    source: str
    outcome: str
    problems: tuple[Problem, ...]
    letters: int = 0


class Asked(NamedTuple):
    """What is asked of a run."""

    output: Path
    encoding: str | None = None
    force: bool = False


def build_library(found: Found, asked: Asked, desks: Callable[[int], list[Desk]], bar: Bar) -> list[Told]:
    """Build the volumes that were found, and tell of each, in the order of their ids.

    `desks` is asked for the places to work at, for so many volumes, if there are any to be built.
    Raises Refused where another run has the output, and where there is no place to work at.
    """
    told = [Told("", source, FAILED, (why,)) for source, why in found.refused]
    with writing.only_run_in(asked.output / FOLDER):
        todo: list[tuple[Volume, Standing | None]] = []
        for volume in found.volumes:
            stands = None if asked.force else states.standing(volume.source, asked.output, asked.encoding)
            if stands is not None and not stands.restyle:
                told.append(_unchanged(volume, stands.state, asked))
            else:
                todo.append((volume, stands))
            bar.share("compare", (len(told) + len(todo)) / len(found.volumes))
        if todo:
            told += _built(todo, asked, desks, bar)
        bar.share("pages", 1)
        if wrong := pages.publish(asked.output, force=asked.force):
            told.append(Told("", str(asked.output / PAGES), FAILED, wrong))
    return sorted(told, key=lambda one: (one.edition == "", one.edition, one.source))


def _unchanged(volume: Volume, state: State, asked: Asked) -> Told:
    problems = _placed(state.problems, volume.source, asked.output / volume.edition, ())
    return Told(volume.edition, str(volume.source), UNCHANGED, problems, state.letters)


def _placed(
    problems: Iterable[Problem], source: Path, folder: Path, files: Iterable[str]
) -> tuple[Problem, ...]:
    return tuple(report.placed(each, source, folder, files) for each in problems)


def _built(
    todo: list[tuple[Volume, Standing | None]],
    asked: Asked,
    desks: Callable[[int], list[Desk]],
    bar: Bar,
) -> Iterator[Told]:
    """Have volumes built, the largest first, and write each as it comes."""
    sizes = {volume.edition: _size(volume.source) for volume, _ in todo}
    todo.sort(key=lambda one: (-sizes[one[0].edition], one[0].edition))
    volumes = {volume.edition: (volume, stands) for volume, stands in todo}
    whole, done, letters = sum(sizes.values()) or 1, 0, 0
    places = desks(len(todo))
    try:
        jobs = (_job(volume, stands, asked) for volume, stands in todo)
        for nth, (job, came) in enumerate(work_off(jobs, places), 1):
            one = _written(job, came, *volumes[job.edition], asked)
            done += sizes[job.edition]
            letters += one.letters
            bar.share(f"{nth} of {len(todo)} volumes, {letters:,} letters", done / whole)
            yield one
    finally:
        for desk in places:
            desk.close()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _job(volume: Volume, stands: Standing | None, asked: Asked) -> Job:
    files, inputs = read_volume(volume.source)
    job = Job(volume.edition, str(volume.source.parent), volume.source.name, asked.encoding, files, inputs)
    if stands is None or inputs != stands.state.inputs:
        return job
    try:
        tei = (asked.output / volume.edition / "tei" / "edition.xml").read_bytes()
    except OSError:
        return job
    return job._replace(tei=tei, told=stands.state.late)


def _written(job: Job, came: Made | Lost, volume: Volume, stands: Standing | None, asked: Asked) -> Told:
    """Write what came of a volume, and tell."""
    source = str(volume.source)
    folder = asked.output / volume.edition

    def failed(*why: Problem) -> Told:
        return Told(volume.edition, source, FAILED, why)

    if isinstance(came, Lost):
        return failed(problem(came.code, came.why, Place(source)))
    if came.fault:
        return failed(problem("volume-fault", came.fault, Place(source)))
    if came.makers != states.makers():  # a worker that came later
        return failed(problem("cluster-version", "was built by another letterbook", Place(source)))
    if not came.anew and stands is not None:
        return _restyled(came, volume, stands, asked)
    problems = _placed(came.problems, volume.source, folder, came.files)
    if not came.files or (not report.is_clean(problems) and not asked.force):
        return failed(*problems)
    try:
        listing = writing.write_folder(came.files, folder, force=asked.force, beside=(volume.source,))
    except Refused as refused:
        return failed(*problems, *refused.problems)
    state = State(
        came.makers,
        job.source,
        job.encoding or "",
        job.inputs,
        listing,
        came.problems,
        came.published,
        came.summary,
        came.letters,
        came.facts,
    )
    states.remember(asked.output, volume.edition, state)
    if states.digests(volume.source.parent, job.inputs) != job.inputs:
        problems = (*problems, states.changed_meanwhile(volume.source))
    return Told(volume.edition, source, BUILT, problems, came.letters)


def _restyled(came: Made, volume: Volume, stands: Standing, asked: Asked) -> Told:
    """Write an edition whose stylesheets alone have changed: what they do not make stays as it stands."""
    folder = asked.output / volume.edition
    state = stands.state._replace(makers=came.makers, facts=came.facts)
    problems = _placed(state.problems, volume.source, folder, came.files)
    try:
        files = {**kept(folder, stands.files), **came.files}
        listing = writing.write_folder(files, folder, force=asked.force, beside=(volume.source,))
    except Refused as refused:
        return Told(volume.edition, str(volume.source), FAILED, (*problems, *refused.problems))
    states.remember(asked.output, volume.edition, state._replace(listing=listing))
    return Told(volume.edition, str(volume.source), RENDERED, problems, state.letters)
