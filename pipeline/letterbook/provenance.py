"""Identify the letterbook that made an edition, by check sums of the files that it is made with.

A version number does not tell a release from a checkout in which somebody changed a rule; these sums do.
Each is what `sha256sum` gives for the output of `sha256sum`, over the files sorted by name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from letterbook import assets

_PACKAGE = Path(__file__).resolve().parent

#: Modules and rooms that have no say in what stands in the TEI: they check, publish, pack, show or speak.
_NO_SAY = frozenset({
    "__main__.py", "annotations.py", "check", "cli", "deposit", "differences.py", "durable.py",
    "file_names.py", "library", "other_tei", "own_files.py", "own_folders.py", "preview", "progress.py",
    "provenance.py", "publish", "report.py", "review", "stages.py", "survey", "target_places.py",
    "writing.py",
})  # fmt: skip


@cache
def sums() -> Mapping[str, str]:
    """Return the SHA-256 of the rules (every module with a say in the TEI), words, schema and stylesheets."""
    return {part: _summed(part) for part in ("rules", "words", "schema", "stylesheets")}


@cache
def sum_of(part: str) -> str:
    """Return one of the sums alone: to read every module takes longer than to write the TEI."""
    return _summed(part)


def _summed(part: str) -> str:
    match part:
        case "rules":
            files = _rules()
        case "words":
            files = _under(_PACKAGE, "words/*.toml", "project/profiles/*.toml")
        case "schema":
            files = _under(assets.schema(""), "*.odd", "*.rng", "*.sch", "*.xsd")
        case _:
            files = _under(assets.xslt(), "**/*.xsl", "**/*.xml", "**/*.css", "**/*.js")
    return hashlib.sha256(_listing(files).encode()).hexdigest()


def _rules() -> Iterator[tuple[str, Path]]:
    for name, path in _under(_PACKAGE, "**/*.py"):
        if name.partition("/")[0] not in _NO_SAY:
            yield name, path


def _under(folder: Path, *patterns: str) -> Iterator[tuple[str, Path]]:
    for pattern in patterns:
        for path in folder.glob(pattern):
            yield path.relative_to(folder).as_posix(), path


def _listing(files: Iterator[tuple[str, Path]]) -> str:
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in sorted(files)
    )
