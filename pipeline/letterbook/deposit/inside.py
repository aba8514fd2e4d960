"""The edition inside a package, where letterbook made it: its TEI, its letters, its ledger, its source."""

from __future__ import annotations

import hashlib

from letterbook import assets
from letterbook.check import check
from letterbook.check.ledger import prove
from letterbook.deposit.archive import Archive
from letterbook.deposit.edition import LEDGER, TEI
from letterbook.problems import Place, Problem, Refused, Severity, problem
from letterbook.xml_input.parse import parse

_SCHEMA = "schema/letterbook.rng"

#: The largest document of a package that is read, in bytes, and how many tags (or values, in a ledger) it may
#: have: a tree takes some 300 bytes for each, so that a package is verified within a gigabyte or so, whatever
#: is in it. An edition of 20,000 letters has a million.
_LARGEST, _MOST_SIGNS = 100_000_000, 2_000_000


def _refuse_many(signs: int, file: str) -> None:
    if signs > _MOST_SIGNS:
        said = f"holds {signs:,} tags or values; at most {_MOST_SIGNS:,} are read"
        raise Refused(problem("package-large", said, Place(file)))


def edition_faults(archive: Archive, base: str, place: str) -> tuple[bool | None, list[Problem]]:
    """Check the edition below `base` in a zip; problems call its folder `place`.

    Return whether it was proved to hold its whole source, None where there is no edition of letterbook's.
    """
    if not {base + TEI, base + LEDGER} <= set(archive.entries):
        return None, []
    problems: list[Problem] = []
    proved = False
    for name in sorted(archive.entries):
        inside = name.removeprefix(base)
        if name.startswith(f"{base}tei/") and name.endswith(".xml"):
            try:
                data = archive.read(name, _LARGEST)
                _refuse_many(data.count(b"<"), f"{place}/{inside}")
                root, found = parse(data, f"{place}/{inside}")
                problems += found if root is None else _errors(check(data, root, f"{place}/{inside}"))
                if inside == TEI and root is not None:
                    ledger = archive.read(base + LEDGER, _LARGEST)
                    _refuse_many(sum(map(ledger.count, (b",", b"[", b"{"))), f"{place}/{LEDGER}")
                    proof, found = prove(root, ledger, f"{place}/{TEI}", f"{place}/{LEDGER}")
                    problems += found
                    proved = proof.holds
                    problems += _source(archive, base, place, proof.source if proof.holds else None)
            except Refused as refused:
                problems += refused.problems
    problems += _schema(archive, base, place)
    return proved, problems


def _errors(problems: tuple[Problem, ...]) -> list[Problem]:
    """Keep what makes a document invalid; warnings were told to whoever built it."""
    return [each for each in problems if each.severity is Severity.ERROR]


def _source(archive: Archive, base: str, place: str, source: bytes | None) -> list[Problem]:
    """Compare the source that edition and ledger give with those that lie in the package."""
    if source is None:
        return []
    for name, entry in archive.entries.items():
        if name.startswith(f"{base}source/") and entry.file_size == len(source):
            digest = hashlib.sha256()
            for piece in archive.pieces(name):
                digest.update(piece)
            if digest.digest() == hashlib.sha256(source).digest():
                return []
    said = "The source that the edition and its ledger give is not in the package"
    return [problem("package-source", said, Place(f"{place}/source"))]


def _schema(archive: Archive, base: str, place: str) -> list[Problem]:
    ours = assets.schema("letterbook.rng").read_bytes()
    name = base + _SCHEMA
    if name in archive.entries and archive.entries[name].file_size == len(ours):
        if archive.read(name, len(ours)) == ours:
            return []
    elif name not in archive.entries:
        return []
    said = "is another schema than that of this letterbook, by which the edition was checked"
    return [problem("package-schema", said, Place(f"{place}/{_SCHEMA}"))]
