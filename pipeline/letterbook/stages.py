"""The seven stages in their order. Read this page first.

    bytes -> read -> detect -> settle -> build -> encode -> check -> render, review -> files

Each stage is a function that returns its value and the problems it met, and raises `Refused` where
the input cannot be used at all. Nothing here touches the disk but the reading of the source; the
command line writes what `run` returns.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from letterbook.build import build
from letterbook.check import check
from letterbook.check.ledger import prove
from letterbook.detect import detect
from letterbook.exchange import index_of_letters, single_letters
from letterbook.inputs import kept_at
from letterbook.model import Edition, Source, letters, notes
from letterbook.problems import Outcome, Problem
from letterbook.project import Project
from letterbook.render import formats, render
from letterbook.review import review
from letterbook.settle.book import settle
from letterbook.source import read
from letterbook.tei import encode, serialise

#: How the names of an edition's files begin that `publish` does not make, but for the report of the index.
KEPT = ("tei/edition.", "source/", "report/")


class Run(NamedTuple):
    """What a run made: the files by name, ready to be written, the edition, and a summary for people.

    The last `published` of the run's problems were met when the edition was published.
    """

    files: dict[str, bytes]
    edition: Edition
    summary: str
    letters: int = 0
    published: int = 0


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking for cycles among the parts of an edition: it has none, and has many parts."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_without_collector()
def run(project: Project, progress: Callable[[str], None] = lambda _: None) -> Outcome[Run]:
    """Run all stages for one edition. `progress` is told the name of each stage as it begins.

    Raises Refused where there is nothing to publish: no readable text, no letters.
    """
    edition, found = understand(project, progress)
    problems = list(found)

    progress("encode")
    encoded, found = encode(edition, project)
    problems += found
    tei, ledger = serialise(encoded.root), encoded.ledger.serialise()
    files = {"tei/edition.xml": tei, "tei/edition.ledger.json": ledger, **_inputs(project, edition.source)}

    progress("check")
    # encode has told of notes that nothing calls, with their place in the source
    problems += [p for p in check(tei, encoded.root, "tei/edition.xml") if p.code != "note-uncalled"]
    del encoded  # a tree of a large edition is larger than all its files
    problems += prove(tei, ledger).problems

    published, late = publish(tei, project, progress)
    problems += late
    files |= published

    progress("review")
    made = review(edition, problems, project.decider)
    files |= {f"report/{file}": data for file, data in made.items()}

    whole = Run(files, edition, _summary(edition), len(letters(edition)), len(late))
    return Outcome(whole, tuple(problems))


def publish(
    tei: bytes, project: Project, progress: Callable[[str], None] = lambda _: None
) -> Outcome[dict[str, bytes]]:
    """Make of the TEI all that stylesheets make: single letters, the index of letters, every format."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    progress("exchange")
    for made, found in (single_letters(tei), index_of_letters(tei, project)):
        problems += found
        files |= made

    for name in formats(project.stylesheets):
        progress(f"render {name}")
        made, found = render(tei, name, _settings(name, project), own=project.stylesheets)
        problems += found
        files |= {f"{name}/{file}": data for file, data in made.items()}
    return Outcome(files, tuple(problems))


def _settings(format_: str, project: Project) -> dict[str, str]:
    """Return what a format is told of the folder that an edition is, and of its place on the web."""
    if format_ != "html":
        return {}
    return {"downloads": "../../", **({"url": f"{project.url.rstrip('/')}/html/"} if project.url else {})}


def _inputs(project: Project, source: Source) -> dict[str, bytes]:
    """Keep what the edition was made from, so that it can be made again from its folder alone."""
    inputs = {**project.inputs, source.name: source.bytes()}
    return {place: inputs[name] for name, place in kept_at(inputs, project.id).items()}


@_without_collector()
def understand(project: Project, progress: Callable[[str], None] = lambda _: None) -> Outcome[Edition]:
    """Run the stages up to the edition's tree: all that is known of the text, and nothing written of it yet.

    Raises Refused like `run`.
    """
    progress("read")
    source, unreadable = read(project.source, project.encoding)

    progress("detect")
    signs = detect(source, (project.language,) if project.language else (), project.layout)

    progress("settle")
    settled, doubtful = settle(signs, project.viewpoint, project.decisions, project.register)

    progress("build")
    return Outcome(build(source, settled), (*unreadable, *doubtful))


def _summary(edition: Edition) -> str:
    notes_ = list(notes(edition))
    calls = sum(len(note.calls) for note in notes_)
    return f"{len(letters(edition))} letters, {len(notes_)} notes, {calls} note calls"
