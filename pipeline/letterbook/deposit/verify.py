"""Verify a package: any bag in a zip, and more where letterbook made it.

Nothing is unpacked. Each file is read once, in pieces, for all its check sums together.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from letterbook.deposit.archive import Archive, few, open_archive
from letterbook.deposit.crate import FILE as CRATE
from letterbook.deposit.described import crate_faults
from letterbook.deposit.inside import edition_faults
from letterbook.deposit.manifests import (
    ESCAPING,
    FORGEABLE,
    Declaration,
    Manifest,
    digest_of,
    manifest_kind,
    read_declaration,
    read_fetch,
    read_info,
    read_lines,
    read_manifest,
)
from letterbook.problems import Outcome, Place, Problem, Refused, problem

#: The largest tag file and the largest description that are read, in bytes.
_TAG, _DESCRIPTION = 32 << 20, 16 << 20
#: How many manifests are read (two of each algorithm), and how many bytes of them all together.
_MOST_TAGS, _TAGS = 20, 64 << 20


@dataclass(frozen=True)
class Verdict:
    """What was looked at: files and bytes of payload, the sums they have, whether there is a description.

    `proved` tells whether an edition of letterbook's was found to hold its whole source; None where there
    is none.
    """

    files: int
    size: int
    version: str
    algorithms: tuple[str, ...]
    is_crate: bool
    proved: bool | None


def verify(path: Path, progress: Callable[[str], None] = lambda _: None) -> Outcome[Verdict]:
    """Verify a package. What is wrong with it becomes problems, of each kind the first twenty.

    Raises Refused where it is unsafe, or cannot be read so far that there is anything to judge.
    """
    with open_archive(path) as archive:
        top, problems = _top(archive, path)
        bag = _Bag(archive, top)
        problems += bag.read()
        problems += bag.compare(progress)
        crate = bag.at(f"data/{CRATE}")
        if crate:
            progress("describe")
            inside = {name.removeprefix("data/") for name in bag.payload}
            faults = crate_faults(archive.read(crate, _DESCRIPTION), inside)
            problems += [
                problem("crate-invalid", fault, Place(bag.place(f"data/{CRATE}"))) for fault in faults
            ]
        progress("prove")
        proved, found = edition_faults(archive, f"{top}data/", bag.place("data"))
        problems += found
        verdict = Verdict(
            len(bag.payload),
            sum(archive.entries[top + name].file_size for name in bag.payload),
            ".".join(map(str, bag.declaration.version)),
            tuple(sorted({each.algorithm for each in bag.manifests})),
            crate is not None,
            proved,
        )
    return Outcome(verdict, tuple(few(problems)))


def is_own(path: Path) -> bool:
    """Tell whether a file is a package of letterbook's that is as it was written: only such are replaced."""
    try:
        with open_archive(path) as archive:
            top, _ = _top(archive, path)
            info = archive.entries.get(f"{top}bag-info.txt")
            if info is None or not all(name.startswith(top) for name in archive.entries):
                return False
            said = archive.read(info.filename, _TAG).decode("utf-8", errors="replace").splitlines()
            if not any(line.startswith("Bag-Software-Agent: letterbook ") for line in said):
                return False
            bag = _Bag(archive, top)
            return not [*bag.read(), *bag.compare(lambda _: None)]
    except (Refused, OSError):
        return False


def _top(archive: Archive, path: Path) -> tuple[str, list[Problem]]:
    """Find the bag in the zip: its single folder (section 4), or where bagit.txt lies."""
    tops = sorted({name.partition("/")[0] for name in archive.entries})
    bags = [name.removesuffix("bagit.txt") for name in archive.entries if _is_declaration(name)]
    place = Place(archive.name)
    if not bags:
        raise Refused(problem("bag-declaration", "There is no bagit.txt in the package", place))
    top = min(bags, key=lambda name: (name.count("/"), name))
    problems: list[Problem] = []
    if len(tops) > 1:
        shown = ", ".join(f"“{ascii(name)[1:-1]}”" for name in tops[:5])
        problems.append(problem("package-folder", f"It holds {shown} side by side", place))
    elif top != f"{path.stem}/":
        said = f"is called {path.name}, and unpacks into the folder “{top.rstrip('/')}”"
        problems.append(problem("package-name", said, place))
    return top, problems


def _is_declaration(name: str) -> bool:
    return name == "bagit.txt" or (name.endswith("/bagit.txt") and name.count("/") == 1)


class _Bag:
    """A bag while it is judged: its declaration, its manifests, and the files that are there."""

    def __init__(self, archive: Archive, top: str) -> None:
        self._archive = archive
        self._top = top
        inside = [name.removeprefix(top) for name in archive.entries if name.startswith(top)]
        self.payload = sorted(name for name in inside if name.startswith("data/"))
        self._tags = sorted(set(inside) - set(self.payload))
        self.declaration = Declaration((1, 0), "utf-8")
        self.manifests: list[Manifest] = []
        self._tag_manifests: list[Manifest] = []
        self._elsewhere: list[str] = []
        self._oxum: tuple[int, int] | None = None

    def place(self, name: str) -> str:
        """Return what problems call a file of the bag."""
        return f"{self._archive.name}/{self._top}{name}"

    def at(self, name: str) -> str | None:
        """Return a file's name in the zip, None if it is not there."""
        whole = self._top + name
        return whole if whole in self._archive.entries else None

    # ---------------------------------------------------------------- what the tag files say

    def read(self) -> Iterator[Problem]:
        """Read the tag files, and yield what is wrong with them."""
        tags = [name for name in self._tags if manifest_kind(name) or name in ("bag-info.txt", "fetch.txt")]
        size = sum(self._archive.entries[self._top + name].file_size for name in tags)
        if size > _TAGS or len(tags) > _MOST_TAGS:
            said = (
                f"has {len(tags):,} manifests of {size:,} bytes; at most {_MOST_TAGS} of {_TAGS:,} are read"
            )
            raise Refused(problem("package-large", said, Place(self._archive.name)))
        data = self._archive.read(f"{self._top}bagit.txt", _TAG)
        declaration, found = read_declaration(data, Place(self.place("bagit.txt")))
        yield from found
        self.declaration = declaration or self.declaration
        for name in self._tags:
            kind = manifest_kind(name)
            if kind is not None:
                lines, found = self._lines(name)
                yield from found
                read, found = read_manifest(lines, name, self.place(name), self.declaration.version)
                yield from found
                yield from self._known(read)
                (self._tag_manifests if kind[0] else self.manifests).append(read)
            elif name == "bag-info.txt":
                lines, found = self._lines(name)
                self._oxum, more = read_info(lines, self.place(name), self.declaration.version)
                yield from (*found, *more)
            elif name == "fetch.txt":
                lines, found = self._lines(name)
                self._elsewhere, more = read_fetch(lines, self.place(name))
                yield from (*found, *more)
        if not self.manifests:
            yield problem("bag-manifest", "There is no manifest of the payload", Place(self.place("")))
        if not self.payload and not self._elsewhere:
            said = "There is no payload: the folder data holds nothing"
            yield problem("bag-missing", said, Place(self.place("data")))

    def _lines(self, name: str) -> tuple[list[str], list[Problem]]:
        data = self._archive.read(self._top + name, _TAG)
        return read_lines(data, self.declaration.encoding, Place(self.place(name)))

    def _known(self, manifest: Manifest) -> Iterator[Problem]:
        place = Place(self.place(manifest.file))
        if digest_of(manifest.algorithm) is None:
            said = f"“{manifest.algorithm}” is not known here; these sums are not compared"
            yield problem("bag-algorithm", said, place)
        elif manifest.algorithm in FORGEABLE:
            said = f"{manifest.algorithm} shows damage, but not what somebody changed with intent"
            yield problem("bag-algorithm", said, place)

    # ---------------------------------------------------------------- against what is there

    def compare(self, progress: Callable[[str], None]) -> Iterator[Problem]:
        """Yield what is missing, too much or altered; every file is read once."""
        progress("compare")
        wanted: dict[str, list[tuple[Manifest, str]]] = {}
        names = _Names([*self.payload, *self._tags])
        for manifest in (*self.manifests, *self._tag_manifests):
            absent: list[str] = []
            for path, total in manifest.sums.items():
                name, found = names.find(path)
                if found:
                    said = f"“{path}” is written with other accents in {manifest.file} than in the zip"
                    yield problem("package-name", said, Place(self.place(manifest.file)))
                if name is None:
                    absent.append(path)
                else:
                    wanted.setdefault(name, []).append((manifest, total))
            yield from self._absent(manifest, absent)
        yield from self._unlisted(wanted)
        for name in self._elsewhere:
            if not all(name in each.sums for each in self.manifests):
                said = f"lists “{name}”, which is not in every manifest"
                yield problem("bag-manifest", said, Place(self.place("fetch.txt")))
        for name in [*self.payload, *self._tags]:
            if name in wanted:
                yield from self._altered(name, wanted[name])
        size = sum(self._archive.entries[self._top + name].file_size for name in self.payload)
        if self._oxum and self._oxum != (size, len(self.payload)) and not self._elsewhere:
            said = "Payload-Oxum says {}.{}, and there are {}.{} (bytes.files)"
            told = said.format(*self._oxum, size, len(self.payload))
            yield problem("bag-info", told, Place(self.place("bag-info.txt")))

    def _absent(self, manifest: Manifest, paths: Sequence[str]) -> Iterator[Problem]:
        for path in paths:
            code = "bag-fetch" if path in self._elsewhere else "bag-missing"
            said = "is to be fetched" if code == "bag-fetch" else "is not in the package"
            yield problem(code, f"{said}, though {manifest.file} lists it", Place(self.place(path)))

    def _unlisted(self, wanted: Mapping[str, Sequence[tuple[Manifest, str]]]) -> Iterator[Problem]:
        """Yield payload files that a manifest does not list; before BagIt 1.0 one did (section 2.1.3)."""
        for name in self.payload:
            listed = {manifest.file for manifest, _ in wanted.get(name, ())}
            lacking = [each.file for each in self.manifests if each.file not in listed]
            if lacking and (self.declaration.version >= ESCAPING or not listed):
                said = f"is not listed in {' and '.join(lacking)}"
                yield problem("bag-extra", said, Place(self.place(name)))
        for each in self._tag_manifests:
            for manifest in self.manifests:
                if manifest.file not in each.sums and self.declaration.version >= ESCAPING:
                    said = f"does not list {manifest.file}"
                    yield problem("bag-manifest", said, Place(self.place(each.file)))

    def _altered(self, name: str, wanted: Sequence[tuple[Manifest, str]]) -> Iterator[Problem]:
        digests: dict[str, hashlib._Hash] = {}
        for manifest, _ in wanted:
            if digest := digest_of(manifest.algorithm):
                digests[manifest.algorithm] = digest
        try:
            for piece in self._archive.pieces(self._top + name):
                for digest in digests.values():
                    digest.update(piece)
        except Refused as refused:
            yield from refused.problems
            return
        for manifest, total in wanted:
            digest = digests.get(manifest.algorithm)
            if digest and digest.hexdigest() != total:
                said = f"has another sum than {manifest.file} says"
                yield problem("bag-altered", said, Place(self.place(name)))
                return


class _Names:
    """The names of the files that are there, found as they are written, or with accents in another form."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = set(names)
        self._composed = {unicodedata.normalize("NFC", name): name for name in names}

    def find(self, path: str) -> tuple[str | None, bool]:
        """Return the name of the file that a path means, None for none; and whether its form is another."""
        if path in self._names:
            return path, False
        other = self._composed.get(unicodedata.normalize("NFC", path))
        return other, other is not None
