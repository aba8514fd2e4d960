"""List the files that an edition is made from besides its text. They are kept with it, to make it again.

These are letterbook.toml, decisions.toml, the registers, a profile of the editor's own, and the stylesheets
in the folder xslt/ beside letterbook.toml. In the edition they stand below source/, under names that every
archive accepts.
"""

from __future__ import annotations

import posixpath
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from letterbook.file_bytes import SETTINGS, is_there, read_bytes
from letterbook.project.decisions_toml import FILE as DECISIONS
from letterbook.project.edition_id import CONFIG
from letterbook.project.layout import profiles
from letterbook.project.letter_folders import FILE as LETTERS
from letterbook.project.letters_csv import listed_names
from letterbook.project.registers import FILES as REGISTERS

#: The folder of an edition that holds what it was made from.
FOLDER = "source"

#: The folder beside letterbook.toml that holds a project's own stylesheets.
STYLESHEETS = "xslt"

_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,98}[A-Za-z0-9])?")


def read_inputs(folder: Path, config: str) -> dict[str, bytes]:
    """Return the editor's files beside a source, by the names under which `config` or letterbook knows them.

    `config` is the name of letterbook.toml, which must be sound. A file that cannot be read is left out.
    """
    found: dict[str, bytes] = {}
    for name in input_names(folder, config):
        with suppress(OSError):
            found[name] = read_bytes(folder / name)
    return found


def input_names(folder: Path, config: str) -> Iterator[str]:
    """Yield the names of the editor's files beside a source: those there are, and those that they name."""
    yield from (name for name in (config, DECISIONS) if is_there(folder / name))
    path = folder / config
    text = read_bytes(path, SETTINGS).decode("utf-8-sig").replace("\r\n", "\n") if is_there(path) else ""
    values = tomllib.loads(text)
    yield from values.get("registers") or (name for name in REGISTERS if is_there(folder / name))
    profile = values.get("layout", {}).get("profile")
    if profile and profile not in profiles():
        yield profile
    if is_there(path):
        yield from stylesheet_names(folder)
    if is_there(folder / LETTERS) or values.get("letters") is True:
        yield from (name for name in (LETTERS,) if is_there(folder / name))
        yield from listed_names(folder)


def stylesheet_names(folder: Path) -> Iterator[str]:
    """Yield the names of a project's own stylesheets, and what they are made of, in the order of names."""
    for path in sorted((folder / STYLESHEETS).rglob("*")):
        if path.suffix in (".xsl", ".css") and path.is_file():
            yield path.relative_to(folder).as_posix()


def watched(source: str, named: Iterable[str]) -> tuple[str, ...]:
    """Return the names of all files that have a say in an edition, also of those that might come.

    `source` is the name of its text, `named` what `input_names` gives.
    """
    return tuple(dict.fromkeys((source, CONFIG, DECISIONS, *REGISTERS, f"{STYLESHEETS}/", *named)))


def read_watched(folder: Path, name: str) -> bytes:
    """Read a file that has a say; of a folder (with a "/") the names of the stylesheets in it.

    Raises OSError where it is not there, ValueError where its name is none.
    """
    if name == f"{STYLESHEETS}/":
        names = list(stylesheet_names(folder))
        if not names:
            raise FileNotFoundError(name)
        return "\n".join(names).encode("utf-8", "surrogateescape")
    return read_bytes(folder / name)


def kept_at(names: Iterable[str], edition: str) -> dict[str, str]:
    """Say where in an edition each file is kept: its name, seen from the source's folder -> its path.

    The source's folder is source/ID: a text called source.txt names its edition by its folder. A name with a
    sign that some archive refuses is written without it. A file that lies too far from the source has no
    place, and is left out.
    """
    places: dict[str, str] = {}
    taken: dict[str, str] = {}
    for name in names:
        whole = posixpath.normpath(f"{FOLDER}/{edition}/{name}")
        if name.startswith(("/", "\\")) or ":" in name[:2] or not whole.startswith(f"{FOLDER}/"):
            continue
        path = "/".join(map(safe_name, whole.split("/")))
        stem, dot, suffix = path.rpartition(".")
        number = 2
        while taken.setdefault(path.casefold(), whole) != whole:
            path = f"{stem}-{number}{dot}{suffix}" if dot else f"{path}-{number}"
            number += 1
        places[name] = path
    return places


def safe_name(name: str) -> str:
    """Write a file's name with ASCII letters, digits, dots and hyphens alone, which every archive takes."""
    if _SAFE.fullmatch(name) and ".." not in name:
        return name
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    stem, dot, suffix = re.sub(r"[^A-Za-z0-9.]+", "-", plain).rpartition(".")
    stem, suffix = (re.sub(r"\.{2,}", ".", part).strip("-.") for part in (stem, suffix))
    return (
        f"{stem[:80].rstrip('-.') or 'file'}{dot}{suffix[:10].rstrip('-')}".rstrip(".-")
        if dot
        else (suffix[:90].rstrip("-") or "file")
    )
