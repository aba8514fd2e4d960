"""Read the tag files of a bag: bagit.txt, manifests, bag-info.txt, fetch.txt (RFC 8493, section 2).

Lines may end in LF, CR LF or CR. A faulty line becomes a Problem; the others are kept.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook.deposit.archive import name_fault
from letterbook.problems import Place, Problem, problem

_DECLARATION = re.compile(
    rb"BagIt-Version: (\d{1,3})\.(\d{1,3})(?:\r\n|\r|\n)"
    rb"Tag-File-Character-Encoding: ([A-Za-z0-9._:-]{1,40})(?:\r\n|\r|\n)?"
)
_MANIFEST = re.compile(r"(tag)?manifest-([A-Za-z0-9_-]+)\.txt")
_POSTED = re.compile(r"([0-9A-Fa-f]+)[ \t]+(.*)")
_FETCH = re.compile(r"(\S+)[ \t]+(\d+|-)[ \t]+(.*)")
_LABEL = re.compile(r"([^:\s](?:[^:]*[^:\s])?):(?:[ \t](.*))?")
#: Before RFC 8493 white space could stand before the colon too.
_OLD_LABEL = re.compile(r"([^:\s](?:[^:]*[^:\s])?)[ \t]*:(?:[ \t]*(.*))?")
_OXUM = re.compile(r"(\d+)\.(\d+)")
_ESCAPES = {"%0a": "\n", "%0d": "\r", "%25": "%"}

#: Versions of BagIt: the one that percent signs are escaped from, and the oldest that is read.
ESCAPING, OLDEST, NEWEST = (1, 0), (0, 93), (1, 0)
#: Known algorithms: what RFC 8493 names, and what later bags use.
KNOWN = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3256", "sha3512", "blake2b512")
FORGEABLE = ("md5", "sha1")


@dataclass(frozen=True)
class Declaration:
    """What bagit.txt says: the version, and the encoding of the other tag files."""

    version: tuple[int, int]
    encoding: str


@dataclass(frozen=True)
class Manifest:
    """A manifest that was read: its file, its algorithm, and the sum of each path in small letters."""

    file: str
    algorithm: str
    sums: dict[str, str]


def read_declaration(data: bytes, place: Place) -> tuple[Declaration | None, list[Problem]]:
    """Read bagit.txt (section 2.1.1): two lines, in UTF-8 without a byte order mark."""
    match = _DECLARATION.fullmatch(data)
    if match is None:
        return None, [problem("bag-declaration", "does not hold exactly the two lines that it must", place)]
    version = int(match[1]), int(match[2])
    if not OLDEST <= version <= NEWEST:
        said = f"BagIt {version[0]}.{version[1]} is not known here"
        return None, [problem("bag-version", said, place)]
    encoding = match[3].decode()
    try:
        "".encode(codecs.lookup(encoding).name)
    except (LookupError, ValueError):
        said = f"“{encoding}” is no encoding of texts that is known here"
        return None, [problem("bag-declaration", said, place)]
    return Declaration(version, encoding), []


def manifest_kind(name: str) -> tuple[bool, str] | None:
    """Tell whether a tag file is a manifest of tag files (or of the payload), and its algorithm."""
    match = _MANIFEST.fullmatch(name)
    return (bool(match[1]), match[2].lower()) if match else None


def digest_of(algorithm: str) -> hashlib._Hash | None:
    """Begin a sum; None for an algorithm that is not known."""
    name = {"sha3256": "sha3_256", "sha3512": "sha3_512", "blake2b512": "blake2b"}.get(algorithm, algorithm)
    return hashlib.new(name, usedforsecurity=False) if algorithm in KNOWN else None


def read_lines(data: bytes, encoding: str, place: Place) -> tuple[list[str], list[Problem]]:
    """Decode a tag file into its lines."""
    try:
        text = data.decode(encoding)
    except UnicodeError:
        return [], [problem("bag-manifest", f"is not written in {encoding}, as bagit.txt says", place)]
    return re.split(r"\r\n|\r|\n", text.removesuffix("\n").removesuffix("\r")) if text else [], []


def read_manifest(
    lines: list[str], file: str, place: str, version: tuple[int, int]
) -> tuple[Manifest, list[Problem]]:
    """Read a manifest (sections 2.1.3 and 2.2.1): a sum and a path on each line."""
    tags, algorithm = manifest_kind(file) or (False, "")
    size = digest.digest_size * 2 if (digest := digest_of(algorithm)) else 0
    sums: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        match = _POSTED.fullmatch(line)
        path = _unescaped(match[2], version) if match else ""
        path = path.removeprefix("*") if version < ESCAPING else path  # md5sum's mark of binary files
        path = path.removeprefix("./")
        why = ""
        if match is None or (size and len(match[1]) != size):
            why = "does not begin with a sum"
        elif fault := name_fault(path) or ("is a folder" if path.endswith("/") else ""):
            why = f"names “{ascii(path)[1:-1]}”, which {fault}"
        elif tags and (path.startswith("data/") or (manifest_kind(path) or (False,))[0]):
            why = f"names “{path}”, which is no business of a manifest of tag files"
        elif not tags and not path.startswith("data/"):
            why = f"names “{path}”, which is not in the payload"
        elif path in sums and (version >= ESCAPING or sums[path] != match[1].lower()):
            why = f"names “{path}” a second time"
        if why or match is None:
            problems.append(problem("bag-manifest", f"This line {why}", Place(place, number)))
        else:
            sums[path] = match[1].lower()
    return Manifest(file, algorithm, sums), problems


def _unescaped(path: str, version: tuple[int, int]) -> str:
    signs = "0[AaDd]|25" if version >= ESCAPING else "0[AaDd]"
    return re.sub(f"%(?:{signs})", lambda match: _ESCAPES[match[0].lower()], path)


def read_fetch(lines: list[str], place: str) -> tuple[list[str], list[Problem]]:
    """Read fetch.txt (section 2.2.3): the paths of files that lie elsewhere."""
    paths: list[str] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        match = _FETCH.fullmatch(line)
        path = _unescaped(match[3], ESCAPING).removeprefix("./") if match else ""
        if match is None or name_fault(path) or not path.startswith("data/"):
            said = "This line does not name an address, a length and a file in the payload"
            problems.append(problem("bag-manifest", said, Place(place, number)))
        else:
            paths.append(path)
    return paths, problems


def read_info(
    lines: list[str], place: str, version: tuple[int, int] = ESCAPING
) -> tuple[tuple[int, int] | None, list[Problem]]:
    """Read bag-info.txt (section 2.2.2), and return the Payload-Oxum: bytes and files, None if not given."""
    problems: list[Problem] = []
    oxums: list[tuple[int, str]] = []
    for number, label, value in _labels(lines, _LABEL if version >= ESCAPING else _OLD_LABEL):
        if label is None:
            said = "This line is no “Label: value”, and does not continue one"
            problems.append(problem("bag-info", said, Place(place, number)))
        elif label.lower() == "payload-oxum":
            oxums.append((number, value))
    if len(oxums) > 1:
        problems.append(problem("bag-info", "Payload-Oxum is given twice", Place(place, oxums[1][0])))
    for number, value in oxums[:1]:
        if match := _OXUM.fullmatch(value.strip()):
            return (int(match[1][:30]), int(match[2][:30])), problems
        problems.append(problem("bag-info", "Payload-Oxum is not BYTES.FILES", Place(place, number)))
    return None, problems


def _labels(lines: list[str], form: re.Pattern[str]) -> Iterator[tuple[int, str | None, str]]:
    begun = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or (begun and line[0] in " \t"):
            continue
        match = form.fullmatch(line)
        begun = match is not None
        yield number, match[1] if match else None, (match[2] or "") if match else ""
