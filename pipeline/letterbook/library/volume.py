"""Make one volume of a library: what is sent to a worker, what it does, and what it sends back.

A volume is made from the bytes of the editor's files, and the result are the bytes of the edition's files:
nothing of the library is read or written meanwhile. So it can be made on another machine, and a source that
changes meanwhile does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from letterbook import assets, own_folders, report
from letterbook.file_bytes import is_there, links_out, refuse_odd
from letterbook.library.state import Makers, Standing, digest, makers
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.project.edition_id import CONFIG
from letterbook.project.inputs import STYLESHEETS, input_names, read_watched, watched
from letterbook.project.letterbook_toml import Project, load
from letterbook.publish.render import transform


class Job(NamedTuple):
    """A volume to be built: the source's folder as the user knows it, and the editor's files by their names.

    `files` lack those that are not there; `inputs` are the check sums of all files that have a say, as in a
    `State`. It is for the library in the folder `output`; `makers` are those of the run, and `force` is what
    the user said. `stands` is the edition that stands, if only what stylesheets make is to be made again, and
    `tei` its TEI.
    """

    edition: str
    folder: str
    source: str
    encoding: str | None
    files: Mapping[str, bytes]
    inputs: Mapping[str, str]
    output: str = ""
    makers: Makers | None = None
    force: bool = False
    stands: Standing | None = None
    tei: bytes = b""

    @property
    def path(self) -> Path:
        """Return the source as the user knows it."""
        return Path(self.folder) / self.source

    @property
    def target(self) -> Path:
        """Return the folder of the edition."""
        return Path(self.output) / self.edition


class Made(NamedTuple):
    """What a worker made of a volume. `files` are empty where it could make nothing of it.

    `anew` tells that these are all files of the edition, not those of the stylesheets alone; the fields after
    it are then those of a `State`. `fault` is an exception nobody expected, in words.
    """

    makers: Makers
    files: dict[str, bytes] = {}  # noqa: RUF012 (never changed)
    problems: tuple[Problem, ...] = ()
    anew: bool = True
    published: int = 0
    summary: str = ""
    letters: int = 0
    facts: str = ""
    fault: str = ""


def read_volume(source: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """Read the editor's files of a volume, once, and return those that are there and the check sums of all.

    Both have the names from the source's folder; the check sum of a file that is not there is "".
    """
    found: dict[str, bytes] = {}
    sums: dict[str, str] = {}
    for name in watched(source.name, _named(source.parent)):
        try:
            data = read_watched(source.parent, name)
            sums[name] = digest(data)
            if not name.endswith("/"):
                found[name] = data
        except (OSError, ValueError):
            sums[name] = ""
    return found, sums


def unfit(source: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a volume's files before any is read: pipes, devices, links that lead out."""
    problems: list[Problem] = []
    folder = source.parent
    for name in watched(source.name, _named(folder)):
        path = folder / name
        try:
            if not name.endswith("/") and (name == source.name or is_there(path)):
                refuse_odd(path)
        except (OSError, ValueError) as fault:
            why = getattr(fault, "strerror", None) or str(fault)
            problems.append(problem("file-unreadable", f"cannot be read: {why}", Place(str(path))))
    for link in links_out(folder / STYLESHEETS):
        said = "is a link that leads out of the folder of stylesheets"
        problems.append(problem("xslt-link", said, Place(str(link))))
    return tuple(problems)


def _named(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(name for name in input_names(folder, CONFIG) if isinstance(name, str))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return ()  # letterbook.toml has faults, which are told when it is read in full


def make(job: Job) -> Made:
    """Build one volume. Nothing is raised but what stops the process."""
    try:
        with own_folders.laid_out(job.files, Path(job.folder).name or "edition") as folder:
            made = _made(job, folder / job.source)
            return made._replace(problems=tuple(_at_home(p, folder, job.folder) for p in made.problems))
    except Exception as fault:  # noqa: BLE001 (the volume is lost, the others are not)
        return Made(makers(), fault=report.as_short_fault(fault))


def _at_home(each: Problem, folder: Path, home: str) -> Problem:
    """Name a file where the user has it, not where it was laid."""
    path = Path(each.place.file)
    if not path.is_absolute() or not path.is_relative_to(folder):
        return each
    return replace(each, place=each.place._replace(file=str(Path(home) / path.relative_to(folder))))


def _made(job: Job, source: Path) -> Made:
    from letterbook import stages  # noqa: PLC0415 (slow to load, and most volumes stand as they are)

    try:
        project, problems = load(source)
        if job.encoding is not None:
            project = replace(project, encoding=job.encoding)
        stands = job.stands
        if stands and not problems and (files := published(job.tei, project, stands.state.late)):
            return Made(makers(), files, anew=False, facts=facts_of(job.tei))
        run, found = stages.run(project)
    except Refused as refused:
        return Made(makers(), problems=refused.problems)
    facts = facts_of(run.files["tei/edition.xml"])
    told = (*problems, *found)
    return Made(
        makers(),
        run.files,
        told,
        published=run.published,
        summary=run.summary,
        letters=run.letters,
        facts=facts,
    )


def published(
    tei: bytes,
    project: Project,
    told: tuple[Problem, ...],
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, bytes]:
    """Return what stylesheets make of an edition that stands; nothing, if they say other than they did.

    `told` is what they said last: the review of the edition tells it, and only a whole run makes a review.
    """
    from letterbook import stages  # noqa: PLC0415 (slow to load, and most volumes stand as they are)

    files, now = stages.publish(tei, project, progress)
    return files if now == told else {}


def facts_of(tei: bytes) -> str:
    """Return what the page over all editions says of one, as XML."""
    made, _ = transform(assets.xslt("library/volume.xsl"), tei)
    return made["volume.xml"].decode()


def kept(folder: Path, files: Iterable[str]) -> dict[str, bytes]:
    """Read those files of an edition that no stylesheet makes. Raises Refused where one cannot be read."""
    from letterbook import stages  # noqa: PLC0415 (slow to load, and most volumes stand as they are)

    try:
        return {name: (folder / name).read_bytes() for name in files if name.startswith(stages.KEPT)}
    except OSError as fault:
        said = f"cannot be read: {fault.strerror or fault}"
        raise Refused(problem("file-unreadable", said, Place(str(folder)))) from fault
