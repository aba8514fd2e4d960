"""Find the editions of a library: which texts in which folders are meant.

- A file that is named is the text of an edition, whatever it is called.
- In a folder, and in those below it, each folder with a source.txt holds one edition, of that text; so does
  each with a letterbook.toml, of the only text beside it. Elsewhere every text is an edition of its own.
- A folder with a table letters.csv, or whose letterbook.toml says `letters = true`, is one edition: each file
  in it is a letter.
- A pattern ("volumes/*/source.txt", with ** for any folders) stands for the texts and folders that it fits.

A text is a file *.txt that is not called like something else (README.txt, LICENSE.txt ...). Hidden files and
folders are passed over, as are folders that letterbook wrote.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from letterbook.file_names import TRANSCRIPT
from letterbook.problems import Place, Problem, problem
from letterbook.project.edition_id import CONFIG, edition_of
from letterbook.project.letter_folders import source_of
from letterbook.writing import MARKER

#: What stands beside texts and is none.
_NO_TEXT = re.compile(
    r"(?:read[-_ ]?me|licen[cs]e|copying|copyright|notice|changes|changelog|authors|contributors|"
    r"contributing|install|todo|requirements|robots|humans)(?:[-_. ].*)?\.txt",
    re.IGNORECASE,
)
_PATTERN = re.compile(r"[*?\[]")
#: An edition may not be called so: it is the folder of the page over all of them.
PAGES = "library"


class Volume(NamedTuple):
    """An edition of a library: its id, and where its text lies."""

    edition: str
    source: Path


class Found(NamedTuple):
    """What was found: volumes in the order of their ids, and what cannot be built, each with the reason."""

    volumes: tuple[Volume, ...]
    refused: tuple[tuple[str, Problem], ...]


def is_one_file(given: tuple[Path, ...]) -> bool:
    """Tell whether what is given on the command line is one text, not a library."""
    if len(given) == 1 and source_of(given[0]) != given[0]:
        return True
    return len(given) == 1 and not given[0].is_dir() and (given[0].exists() or not _is_pattern(given[0]))


def find(given: Iterable[Path]) -> Found:
    """Find the volumes of what is given: files, folders, patterns. Two with one id are both refused."""
    refused: list[tuple[str, Problem]] = []
    sources: dict[str, Path] = {}
    for one in given:
        before = len(sources) + len(refused)
        for path, why in _texts(one):
            if why is None:
                sources.setdefault(os.path.realpath(path), path)
            else:
                refused.append((str(path), why))
        if len(sources) + len(refused) == before and not any(_meant(one, path) for path in sources.values()):
            refused.append(
                (str(one), problem("library-empty", "holds no text of an edition", Place(str(one))))
            )
    volumes = sorted(Volume(edition_of(path), path) for path in sources.values())
    namesakes: dict[str, list[Volume]] = {}
    for volume in volumes:
        namesakes.setdefault(volume.edition.lower(), []).append(volume)
    for alike in namesakes.values():
        for volume in alike:
            others = [str(other.source) for other in alike if other is not volume]
            if others or volume.edition.lower() == PAGES:
                more = f" and {len(others) - 1} more" if len(others) > 1 else ""
                of = (
                    f"that of {others[0]}{more}"
                    if others
                    else "the name of the folder with the page over all"
                )
                said = f"its id would be “{volume.edition}”, which is {of}"
                refused.append(
                    (str(volume.source), problem("library-clash", said, Place(str(volume.source))))
                )
    unfit = {path for path, _ in refused}
    return Found(tuple(volume for volume in volumes if str(volume.source) not in unfit), tuple(refused))


def _meant(given: Path, path: Path) -> bool:
    """Tell whether a text that was found already is what is given, or lies in it."""
    return path == given or path.is_relative_to(given)


def _is_pattern(path: Path) -> bool:
    return _PATTERN.search(str(path)) is not None


def _texts(given: Path) -> Iterator[tuple[Path, Problem | None]]:
    if given.is_dir():
        yield from _in_folder(given)
    elif given.exists() or not _is_pattern(given):
        yield given, None  # if it is not there, that is told when it is read
    else:
        for name in sorted(glob.glob(str(given), recursive=True)):  # noqa: PTH207 (a pattern from the root, too)
            path = Path(name)
            if path.is_dir():
                if not _is_written(path):
                    yield from _in_folder(path)
            elif _is_text(path) and not _is_written(path.parent):
                yield path, None


def _in_folder(folder: Path) -> Iterator[tuple[Path, Problem | None]]:
    for at, folders, files in os.walk(folder):
        if MARKER in files:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if (letters := source_of(Path(at))) != Path(at):
            folders.clear()
            yield letters, None
            continue
        texts = [path for path in (Path(at, name) for name in sorted(files)) if _is_text(path)]
        named = [path for path in texts if path.name.lower() == "source.txt"] or texts
        if len(named) == 1 or CONFIG not in files:
            yield from ((path, None) for path in named)
        else:
            of = f"{len(named)} texts, none of them called source.txt" if named else "no text"
            place = Path(at, CONFIG)
            yield (
                place,
                problem("library-text", f"describes an edition, but beside it is {of}", Place(str(place))),
            )


def _is_text(path: Path) -> bool:
    name = path.name
    odd = name.startswith(".") or name.endswith(TRANSCRIPT) or _NO_TEXT.fullmatch(name)
    return name.lower().endswith(".txt") and not odd


def _is_written(folder: Path) -> bool:
    """Tell whether a folder is one that letterbook wrote, or lies in one."""
    return any((above / MARKER).exists() for above in (folder, *folder.parents))
