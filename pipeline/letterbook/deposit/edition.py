"""Read a built edition back from its folder and check anew that it is unchanged, valid and whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from letterbook.check import check
from letterbook.check.cmif import check_index
from letterbook.check.ledger import Proof, prove
from letterbook.check.ledger_file import Posted, read_ledger
from letterbook.file_bytes import read_bytes
from letterbook.other_tei.stated import Stated, read_header
from letterbook.problems import Outcome, Place, Problem, Refused, Severity, problem
from letterbook.project.inputs import FOLDER, input_names, kept_at, safe_name
from letterbook.project.letterbook_toml import FILE, Project, read_stated
from letterbook.writing import LITTER, MARKER
from letterbook.xml_input.parse import MAX_BYTES, parse

TEI, LEDGER = "tei/edition.xml", "tei/edition.ledger.json"


@dataclass(frozen=True)
class Built:
    """An edition's files, what its editor and its header state, its ledger, and the proof of this.

    `places` says where each file is kept that the edition was made from, by the name it had. `checks` are
    the errors of each TEI document, by its name, and `index` those of the indexes of letters.
    """

    files: Mapping[str, bytes]
    project: Project
    header: Stated
    ledger: Posted
    proof: Proof
    places: Mapping[str, str]
    checks: Mapping[str, tuple[Problem, ...]]
    index: Mapping[str, tuple[Problem, ...]]


def read_edition(folder: Path, progress: Callable[[str], None] = lambda _: None) -> Outcome[Built]:
    """Read an edition that `letterbook build` wrote, and check its TEI, its letters and its ledger.

    Raises Refused for a folder that is none, or that lacks what nothing can be said without.
    """
    progress("read")
    files, problems = _files(folder)
    for name in (TEI, LEDGER):
        if name not in files:
            said = f"There is no {name} in the folder"
            raise Refused(*problems, problem("deposit-edition", said, Place(str(folder))))
    root, found = parse(files[TEI], str(folder / TEI))
    if root is None:
        raise Refused(*problems, *found)
    ledger = read_ledger(files[LEDGER], str(folder / LEDGER))
    header = read_header(root)
    key = header.key if safe_name(header.key) == header.key else folder.name
    home = folder / FOLDER / key
    project = read_stated(home / FILE, key)
    names = [name for name in input_names(home, FILE) if name != ledger.name]
    places = kept_at([*names, ledger.name], key)
    problems += _kept(places, names, ledger, files, folder)

    progress("check")
    checks = dict(_checks(files, folder))
    proof, found = prove(root, files[LEDGER], str(folder / TEI), str(folder / LEDGER))
    checks[LEDGER] = found
    problems += [each for found in checks.values() for each in found]
    index = dict(_indexes(files, folder))
    return Outcome(Built(files, project, header, ledger, proof, places, checks, index), tuple(problems))


def _files(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Read the files that letterbook listed when it wrote them, and tell of every difference."""
    try:
        listing = read_bytes(folder / MARKER).decode("utf-8")
    except (OSError, UnicodeError):
        said = f"There is no {MARKER} in it: letterbook build did not make this folder"
        raise Refused(problem("deposit-edition", said, Place(str(folder)))) from None
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    present = set(_present(folder))
    for line in listing.splitlines():
        digest, _, name = line.partition("  ")
        if name not in present:
            problems.append(
                problem("deposit-changed", "is missing since letterbook wrote it", _at(folder, name))
            )
            continue
        try:
            files[name] = read_bytes(folder / name, MAX_BYTES)
        except OSError as fault:
            said = f"cannot be read: {fault.strerror or fault}"
            raise Refused(problem("file-unreadable", said, _at(folder, name))) from None
        if hashlib.sha256(files[name]).hexdigest() != digest:
            problems.append(
                problem("deposit-changed", "was changed since letterbook wrote it", _at(folder, name))
            )
    for name in sorted(present - set(files) - {MARKER}):
        said = "was not written by letterbook, and is left out of the package"
        problems.append(problem("deposit-foreign", said, _at(folder, name)))
    return files, problems


def _at(folder: Path, name: str) -> Place:
    return Place(str(folder / name))


def _present(folder: Path) -> Iterator[str]:
    """Yield the files below a folder; links to folders are not followed."""
    for at, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name not in LITTER:
                yield (Path(at) / name).relative_to(folder).as_posix()


def _kept(
    places: Mapping[str, str], names: list[str], ledger: Posted, files: Mapping[str, bytes], folder: Path
) -> Iterator[Problem]:
    """Tell of files that the edition was made from and that are not kept with it."""
    for name in (*names, ledger.name):
        place = places.get(name)
        if place is None:
            said = f"“{name}” lies outside of the folder of the text, and is not kept with the edition"
            yield problem("deposit-source", said, _at(folder, FOLDER))
        elif place not in files:
            said = f"“{name}”, from which the edition was made, is not kept with it"
            yield problem("deposit-source", said, _at(folder, place))
    source = files.get(places.get(ledger.name, ""))
    if source is not None and hashlib.sha256(source).hexdigest() != ledger.sha256:
        said = "is not the text that the ledger names"
        yield problem("deposit-source", said, _at(folder, places[ledger.name]))


def _indexes(files: Mapping[str, bytes], folder: Path) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """Check every index of letters: an edition may lack what it needs, and be whole all the same."""
    for name in sorted(files):
        if name.startswith("cmif/") and name.endswith(".xml"):
            root, found = parse(files[name], str(folder / name))
            if root is not None:
                found = check_index(files[name], root, str(folder / name))
            yield name, tuple(each for each in found if each.severity is Severity.ERROR)


def _checks(files: Mapping[str, bytes], folder: Path) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """Check every TEI document; warnings are for whoever builds, and are not told again."""
    for name in sorted(files):
        if name.startswith("tei/") and name.endswith(".xml"):
            place = str(folder / name)
            root, found = parse(files[name], place)
            if root is not None:
                found = check(files[name], root, place)
            yield name, tuple(each for each in found if each.severity is Severity.ERROR)
