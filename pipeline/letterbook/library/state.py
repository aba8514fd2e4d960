"""Remember beside an edition what it was built from, so that it need not be built again.

    OUTPUT/ID/                      the edition
    OUTPUT/.letterbook/ID.json      what it was built from and what was told of it

Only contents count: check sums of the source and the editor's files, of letterbook's own modules, words,
schemas and stylesheets, and of every file of the edition. No time of any file is looked at. The record holds
no path, so that a library may be moved; to delete it costs no more than building anew.

Nothing here loads what takes time: where nothing has changed, this is all that a build does.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from letterbook import assets, own_folders, writing
from letterbook.file_bytes import read_bytes
from letterbook.problems import Place, Problem, Refused, Severity, problem
from letterbook.project.edition_id import edition_of

#: The folder of the records, beside the editions.
FOLDER = ".letterbook"
#: Raised whenever the record's fields change; a record of another form is no record.
_FORM = 1

_PACKAGE = Path(__file__).resolve().parents[1]
#: Distributions whose version has a say in what is written.
_ENGINES = ("lxml", "saxonche", "xmlschema")


class Makers(NamedTuple):
    """What editions are made with, as check sums: letterbook's modules and data, and its stylesheets."""

    program: str
    stylesheets: str


class State(NamedTuple):
    """What an edition was built from, and what was told of it.

    `inputs` are the check sums of the editor's files by their names from the source's folder, "" for one that
    was not there; `listing` is that of the edition's letterbook.sha256. `problems` name files as the stages
    do; the last `published` of them were met when formats were made. `facts` is for the page over all
    editions, "" where it is not known.
    """

    makers: Makers
    source: str
    encoding: str
    inputs: Mapping[str, str]
    listing: str
    problems: tuple[Problem, ...]
    published: int
    summary: str
    letters: int
    facts: str = ""

    @property
    def late(self) -> tuple[Problem, ...]:
        """Return the problems that were met when formats were made."""
        return self.problems[len(self.problems) - self.published :]


# ------------------------------------------------------------------ check sums


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the check sums of files by their names, "" for one that cannot be read."""
    found = {}
    for name in names:
        try:
            found[name] = digest(_folder(folder, name) if name.endswith("/") else read_bytes(folder / name))
        except (OSError, ValueError):
            found[name] = ""
    return found


def _folder(folder: Path, name: str) -> bytes:
    if not (folder / name).is_dir():
        raise FileNotFoundError(name)
    from letterbook.project.inputs import read_watched  # noqa: PLC0415 (few editions have one, and it takes time)

    return read_watched(folder, name)


@cache
def makers() -> Makers:
    """Return the check sums of the letterbook that runs here; it is read once."""
    stylesheets, schema = str(assets.xslt()), str(assets.schema(""))
    python = f"{sys.implementation.name} {sys.version_info[0]}.{sys.version_info[1]}"
    own = [*_sums(str(_PACKAGE), (stylesheets, schema)), *_sums(schema, ())]
    return Makers(
        digest("\n".join([python, *sorted(set(_engines())), *own]).encode()),
        digest("\n".join(_sums(stylesheets, ())).encode()),
    )


def _sums(folder: str, apart: tuple[str, ...]) -> Iterator[str]:
    for path in sorted(_files(folder, apart)):
        with Path(path).open("rb") as file:
            yield f"{digest(file.read())} {path[len(folder) :]}"


def _files(folder: str, apart: tuple[str, ...]) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__" and entry.path not in apart:
                    yield from _files(entry.path, apart)
            elif not entry.name.startswith("."):
                yield entry.path


def _engines() -> Iterator[str]:
    """Yield the names and versions of the engines; importlib.metadata would take longer than all the rest."""
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder or ".") as entries:
            for entry in entries:
                if entry.name.endswith(".dist-info") and entry.name.lower().startswith(_ENGINES):
                    yield entry.name.lower()


# ------------------------------------------------------------------ the record


def record_of(output: Path, edition: str) -> Path:
    """Return where the record of an edition lies, which need not be there."""
    return output / FOLDER / f"{edition}.json"


def remember(output: Path, edition: str, state: State) -> None:
    """Write the record of an edition that stands. If it cannot be written, the next run builds anew."""
    problems = [[p.code, str(p.severity), p.message, *p.place, p.hint] for p in state.problems]
    whole = {"form": _FORM, **state._asdict(), "makers": list(state.makers), "problems": problems}
    data = json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8", "surrogatepass")
    path = record_of(output, edition)
    with suppress(Refused, OSError):
        own_folders.make_own(path.parent)
        writing.write_file(data + b"\n", path, ours=_is_record)


def _is_record(path: Path) -> bool:
    """Tell whether a file is a record: it lies in a folder made for them, or has the form of one."""
    if own_folders.is_own(path.parent):
        return True
    try:
        whole = json.loads(read_bytes(path))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(whole, dict) and {"form", "makers", "listing"} <= set(whole)


def recall(output: Path, edition: str) -> State | None:
    """Read the record of an edition; None where there is none, or none that can be understood."""
    try:
        whole = json.loads(read_bytes(record_of(output, edition)))
        if whole.pop("form") != _FORM:
            return None
        problems = tuple(
            Problem(code, Severity(severity), message, Place(file, line, column), hint)
            for code, severity, message, file, line, column, hint in whole.pop("problems")
        )
        return State(**{**whole, "makers": Makers(*whole["makers"]), "problems": problems})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


# ------------------------------------------------------------------ what has changed


class Standing(NamedTuple):
    """An edition that stands in the output as it was written from these very files.

    `restyle` says that letterbook's stylesheets have changed since, and nothing else.
    """

    edition: str
    state: State
    files: tuple[str, ...]
    restyle: bool


def standing(source: Path, output: Path, encoding: str | None) -> Standing | None:
    """Return the edition of a source, if nothing has changed since it was built; None, if it must be built.

    An edition that was written in spite of its errors must, so that they are told again.
    """
    edition = edition_of(source)
    state = recall(output, edition)
    if (
        state is None
        or state.source != source.name
        or state.encoding != (encoding or "")
        or any(p.severity is Severity.ERROR for p in state.problems)
        or state.makers.program != makers().program
        or digests(source.parent, state.inputs) != state.inputs
    ):
        return None
    files = files_of(output, edition, state)
    if files is None:
        return None
    return Standing(edition, state, files, state.makers.stylesheets != makers().stylesheets)


def files_of(output: Path, edition: str, state: State) -> tuple[str, ...] | None:
    """Return the names of the files of an edition that stands as its record says, None if it does not."""
    return writing.held_whole(output / edition, state.listing)


def changed_meanwhile(source: Path) -> Problem:
    """Return the problem of a source, or a file beside it, that changed while it was built."""
    said = "or a file beside it was changed while the edition was built"
    return problem("source-changed", said, Place(str(source)))
