"""Run the stages in their order. Read this page first.

    bytes -> read -> detect -> settle -> build -> encode -> check -> render, review -> files

Each stage is a function that returns its value and the problems it met, and raises `Refused` where
the input cannot be used at all. Nothing here touches the disk but the reading of the source; the
command line writes what `run` returns.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from letterbook.build.on_source import on_source
from letterbook.build.plan import plan
from letterbook.build.tree import build
from letterbook.check import check
from letterbook.check.ledger import prove
from letterbook.check.origin import prove_origin
from letterbook.detect.found import Found
from letterbook.detect.languages import doubt_language
from letterbook.detect.run import detect
from letterbook.model import Edition, Source, letters, notes
from letterbook.problems import Outcome, Problem, Refused
from letterbook.project.inputs import kept_at
from letterbook.project.letterbook_toml import Project
from letterbook.publish.exchange import index_asked, index_of_letters, single_letters
from letterbook.publish.render import Pages, Transform, formats, pages, render, stylesheet_of, transform
from letterbook.publish.second_process import Apart, Asked
from letterbook.read.sources import read_source
from letterbook.review import Review, review
from letterbook.settle.judges import settle
from letterbook.settle.levels import Measured
from letterbook.tei import encode, serialise
from letterbook.tei.origin_file import NAME, serialise_origin
from letterbook.xml_input.parse import parse

#: Where the review stands in an edition.
REPORT = "report/"
#: How the names of an edition's files begin that `publish` does not make, but for the report of the index.
KEPT = ("tei/edition.", "source/", REPORT)


class Run(NamedTuple):
    """Result of a run: the files by name, ready to be written, the edition, and a summary for people.

    The last `published` of the run's problems were met when the edition was published.
    """

    files: dict[str, bytes]
    edition: Edition
    summary: str
    letters: int = 0
    published: int = 0


class Looked(NamedTuple):
    """Result of read and detect: the text, its problems, and the findings of the rules."""

    source: Source
    problems: tuple[Problem, ...]
    signs: Found


class Written(NamedTuple):
    """Result of encode and check: the edition, its TEI, and the files that no stylesheet makes, by name."""

    edition: Edition
    tei: bytes
    files: dict[str, bytes]


_LEDGER = "tei/edition.ledger.json"

#: Is told the name of each stage as it begins.
Progress = Callable[[str], None]
#: The stages read and detect.
Look = Callable[[Project], Looked]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Switch the garbage collector off: an edition has many parts and no reference cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_without_collector()
def run(project: Project, progress: Progress = lambda _: None, apart: Apart | None = None) -> Outcome[Run]:
    """Run all stages for one edition. `progress` is told the name of each stage as it begins.

    The index and the formats are made in the process `apart`, if there is one.
    Raises Refused where there is nothing to publish: no readable text, no letters.
    """
    (edition, tei, files), problems = write(project, progress, apart=apart)
    published, late = publish(tei, project, progress, apart)
    problems += late
    progress("review")
    files |= {**published, **reviewed(edition, problems, project)}
    return Outcome(Run(files, edition, summary(edition), len(letters(edition)), len(late)), problems)


@_without_collector()
def write(
    project: Project,
    progress: Progress = lambda _: None,
    look: Look | None = None,
    apart: Apart | None = None,
) -> Outcome[Written]:
    """Run the stages up to the TEI and its check. `look` stands for the stages read and detect.

    The process `apart` begins with what it is to make before the check.
    Raises Refused like `run`.
    """
    written, problems = encoded(understand(project, progress, look), project, progress)
    if apart is not None:
        apart.begin(written.tei, _asked(project))
    progress("check")
    return Outcome(written, (*problems, *checked(written)))


@_without_collector()
def encoded(
    understood: Outcome[Edition], project: Project, progress: Progress = lambda _: None
) -> Outcome[Written]:
    """Run the stage encode on what `understand` has returned."""
    edition, problems = understood
    progress("encode")
    made, found = encode(edition, project)
    tei, ledger = serialise(made.root), made.ledger.serialise()
    files = {"tei/edition.xml": tei, _LEDGER: ledger, **_inputs(project, edition.source)}
    if edition.source.origin:
        files[NAME] = serialise_origin(edition.source)
    return Outcome(Written(edition, tei, files), (*problems, *found))


@_without_collector()
def checked(written: Written) -> tuple[Problem, ...]:
    """Run the stage check: on what was written, not on the tree from which it was made. Raises Refused."""
    edition, tei, files = written
    root, faults = parse(tei, "tei/edition.xml")
    if root is None:
        raise Refused(*faults)
    # encode has told of notes that nothing calls, with their place in the source
    problems = [p for p in check(tei, root, "tei/edition.xml") if p.code != "note-uncalled"]
    problems += prove(root, files[_LEDGER]).problems
    if origin := edition.source.origin:
        originals = {file.name: file.data for file in origin.files}
        problems += prove_origin(files[NAME], edition.source.bytes(), originals).problems
    return tuple(problems)


def publish(
    tei: bytes, project: Project, progress: Progress = lambda _: None, apart: Apart | None = None
) -> Outcome[dict[str, bytes]]:
    """Render the TEI: single letters, the index of letters, and every format."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name, make in parts(tei, project, apart):
        progress(name if name == "exchange" else f"render {name}")
        made, found = make()
        files |= made
        problems += found
    return Outcome(files, tuple(problems))


def parts(
    tei: bytes, project: Project, apart: Apart | None = None
) -> Iterator[tuple[str, Callable[[], Outcome[dict[str, bytes]]]]]:
    """Yield each part that `publish` makes: its name (exchange, html ...) and the function that makes it."""
    by = apart.transform if apart else transform
    yield "exchange", partial(_exchange, tei, project, by)
    for name in formats(project.stylesheets):
        yield name, partial(_format, tei, name, project, by)


def _asked(project: Project) -> list[Asked]:
    """Return the stylesheets that `parts` runs, in its order, except the one for single letters."""
    own = project.stylesheets
    named = [stylesheet_of(name, _settings(name, project), own=own) for name in formats(own)]
    return [Asked(*index_asked(project)), *(Asked(*each) for each in named)]


def _exchange(tei: bytes, project: Project, by: Transform) -> Outcome[dict[str, bytes]]:
    singles, index = single_letters(tei), index_of_letters(tei, project, by=by)
    return Outcome({**singles.value, **index.value}, (*singles.problems, *index.problems))


def _format(tei: bytes, name: str, project: Project, by: Transform) -> Outcome[dict[str, bytes]]:
    made, found = render(tei, name, _settings(name, project), own=project.stylesheets, by=by)
    return Outcome({f"{name}/{file}": data for file, data in made.items()}, found)


def site(tei: bytes, project: Project) -> Pages:
    """Build the site lazily: pages are rendered on first access."""
    return pages(tei, "html", _settings("html", project), project.stylesheets)


def reviewed(edition: Edition, problems: Sequence[Problem], project: Project) -> dict[str, bytes]:
    """Make the report of an edition, with all its problems."""
    made = review(edition, problems, project.decider, project.decisions.rulings)
    return {f"{REPORT}{file}": data for file, data in made.items()}


def review_of(edition: Edition, project: Project) -> Review:
    """Begin the report of an edition: its files are made when `reviewed_part` asks for them."""
    return Review(edition, project.decider, project.decisions.rulings)


def reviewed_part(made: Review, part: str, problems: Sequence[Problem]) -> dict[str, bytes]:
    """Make the files of a part of the report (`Review.PARTS`), with the problems that were met."""
    return {f"{REPORT}{file}": data for file, data in made.files(part, problems).items()}


def _settings(format_: str, project: Project) -> dict[str, str]:
    """Return the default parameters of a format: the relative path of downloads, the date, the site's URL."""
    if format_ != "html":
        return {}
    params = {"downloads": "../../", "date": project.date or ""}
    if project.url:
        params["url"] = f"{project.url.rstrip('/')}/html/"
    return params


def _inputs(project: Project, source: Source) -> dict[str, bytes]:
    """Return the inputs as files of the edition, so that it can be rebuilt from its folder alone."""
    originals = {file.name: file.data for file in source.origin.files} if source.origin else {}
    inputs = {**project.inputs, **originals, source.name: source.bytes()}
    return {place: inputs[name] for name, place in kept_at(inputs, project.id).items()}


@_without_collector()
def understand(
    project: Project,
    progress: Progress = lambda _: None,
    look: Look | None = None,
    levels: Mapping[str, Measured] | None = None,
) -> Outcome[Edition]:
    """Run the stages up to build, and return the edition's tree.

    `look` stands for the stages read and detect, `levels` for the certainty that each kind of evidence has.
    Raises Refused like `run`.
    """
    _, unreadable, signs = look(project) if look else detected(project, progress)

    progress("settle")
    settled, doubtful = settle(signs, project.viewpoint, project.decisions, project.register, levels)

    progress("build")
    edition = build(*on_source(plan(settled), signs.page.source))
    return Outcome(edition, (*unreadable, *doubtful))


def detected(project: Project, progress: Progress = lambda _: None) -> Looked:
    """Run read and detect, which do not depend on decisions. Raises Refused like `run`."""
    progress("read")
    source, unreadable = read_source(project.source, project.encoding, project.letters)
    progress("detect")
    languages = (project.language,) if project.language else ()
    signs = detect(source, languages, project.layout)
    doubt = doubt_language(signs)
    return Looked(source, (*unreadable, *([doubt] if doubt else [])), signs)


def summary(edition: Edition) -> str:
    """Return a one-line summary: the number of letters, notes and calls."""
    notes_ = list(notes(edition))
    calls = sum(len(note.calls) for note in notes_)
    return f"{len(letters(edition))} letters, {len(notes_)} notes, {calls} note calls"
