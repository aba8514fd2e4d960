"""Build a library: find its volumes, pass over what has not changed, have the rest built, write what comes.

Volumes are independent: one that fails is told, and the others go on. Each is written as it is done, in one
step; its record comes after it, so that a run that is cut off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from letterbook import own_folders, writing
from letterbook.library import pages
from letterbook.library import state as states
from letterbook.library.finding import PAGES, Found, Volume
from letterbook.library.outcome import FAILED, UNCHANGED, Told, failed, placed, written
from letterbook.library.state import FOLDER, Standing, State
from letterbook.library.volume import Job, Made, read_volume, unfit
from letterbook.library.workers import Desk, Done, Lost, work_off
from letterbook.problems import Place, problem
from letterbook.progress import Bar


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
    own_folders.clear_copies()
    with own_folders.only_run_in(asked.output / FOLDER):
        todo: list[tuple[Volume, Standing | None]] = []
        for volume in found.volumes:
            if wrong := unfit(volume.source):
                told.append(Told(volume.edition, str(volume.source), FAILED, wrong))
                continue
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
    problems = placed(state.problems, volume.source, asked.output / volume.edition, ())
    return Told(volume.edition, str(volume.source), UNCHANGED, problems, state.letters)


def _built(
    todo: list[tuple[Volume, Standing | None]],
    asked: Asked,
    desks: Callable[[int], list[Desk]],
    bar: Bar,
) -> Iterator[Told]:
    """Have volumes built, the largest first, and tell of each as it comes."""
    sizes = {volume.edition: _size(volume.source) for volume, _ in todo}
    todo.sort(key=lambda one: (-sizes[one[0].edition], one[0].edition))
    whole, done, letters = sum(sizes.values()) or 1, 0, 0
    places = desks(len(todo))
    try:
        jobs = (_job(volume, stands, asked) for volume, stands in todo)
        for nth, (job, came) in enumerate(work_off(jobs, places), 1):
            one = _told(job, came)
            done += sizes[job.edition]
            letters += one.letters
            bar.share(f"{nth} of {len(todo)} volumes, {letters:,} letters", done / whole)
            yield one
    finally:
        for desk in places:
            begun = [task.job for task in desk.tasks]
            desk.close()
            for job in begun:
                writing.mend(job.target)
        own_folders.clear_copies()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _job(volume: Volume, stands: Standing | None, asked: Asked) -> Job:
    files, inputs = read_volume(volume.source)
    folder, name, output = str(volume.source.parent), volume.source.name, str(asked.output)
    made_by, force = states.makers(), asked.force
    job = Job(volume.edition, folder, name, asked.encoding, files, inputs, output, made_by, force)
    if stands is None or inputs != stands.state.inputs:
        return job
    try:
        return job._replace(stands=stands, tei=(job.target / "tei" / "edition.xml").read_bytes())
    except OSError:
        return job


def _told(job: Job, came: Done | Lost) -> Told:
    """Tell what came of a volume, after writing what is not written yet."""
    if isinstance(came, Told):
        return came
    if isinstance(came, Made):
        return written(job, came)
    writing.mend(job.target)
    return failed(job, problem(came.code, came.why, Place(str(job.path))))
