"""Read a zip file from anybody without unpacking it.

Its directory is checked before any file in it is opened: for names that lead out of the folder, links, two
files of one name, and files that overlap in the zip (which may unpack to any size). Files are read in small
pieces, and never more of one than the directory says.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from letterbook.problems import Place, Problem, Refused, problem

#: The largest directory of a zip that is read, in bytes: some hundred thousand files.
_DIRECTORY = 8 << 20
#: Unpacked, a package may be this many bytes, or this many times as large as it is packed.
_SIZE, _TIMES = 1 << 30, 100
_PIECE = 1 << 20
#: So many faults of one kind are told one by one; the rest is counted.
_TOLD = 20

_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_HEADER = 30
_DRIVE = re.compile(r"[A-Za-z]:")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")

#: What Python's zip reader raises for files that were damaged by chance or with intent.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, RuntimeError,
    NotImplementedError, IndexError,
)  # fmt: skip


class _Sparing(io.BufferedReader):
    """A file of which nothing large is read at once, however large its own directory says it is."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read like any file, but raise OSError where more than a directory's worth is asked for."""
        wanted = _DIRECTORY + 1 if size is None or size < 0 else size
        data = super().read(min(wanted, _DIRECTORY + 1))
        if len(data) > _DIRECTORY:
            message = "its directory is too large"
            raise OSError(message)
        return data


@dataclass(frozen=True)
class Archive:
    """The files of a zip that is safe to read, by their names; folders are left out."""

    name: str
    entries: Mapping[str, zipfile.ZipInfo]
    _zip: zipfile.ZipFile

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes in pieces. Raises Refused where they are damaged."""
        try:
            with self._zip.open(self.entries[name]) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except _DAMAGE as fault:
            raise Refused(_unreadable(f"{self.name}/{name}", fault)) from None

    def read(self, name: str, most: int) -> bytes:
        """Return a whole file. Raises Refused where it is damaged, or has more than `most` bytes."""
        if (size := self.entries[name].file_size) > most:
            said = f"has {size:,} bytes; at most {most:,} are read"
            raise Refused(problem("package-large", said, Place(f"{self.name}/{name}")))
        return b"".join(self.pieces(name))


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a zip. Raises Refused with all that is unsafe in it, or where it cannot be read at all."""
    name = str(path)
    file: BinaryIO | None = None
    try:
        try:
            file = _Sparing(io.FileIO(path))
            archive = zipfile.ZipFile(file)
        except IsADirectoryError:
            said = "is a folder; the package is wanted as it was given, a zip file"
            raise Refused(problem("package-unreadable", said, Place(name))) from None
        except _DAMAGE as fault:
            raise Refused(_unreadable(name, fault)) from None
        entries = archive.infolist()
        if problems := (*few(_unsafe(entries, name)), *few(_twice(entries, name))):
            raise Refused(*problems)
        yield Archive(name, {each.filename: each for each in entries if not _is_folder(each)}, archive)
    finally:
        if file is not None:
            file.close()


def few(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first problems of each kind, and how many more there are."""
    told: Counter[str] = Counter()
    last: dict[str, Problem] = {}
    for each in problems:
        told[each.code] += 1
        last[each.code] = each
        if told[each.code] <= _TOLD:
            yield each
    for code, each in last.items():
        if told[code] > _TOLD:
            yield problem(code, f"... and {told[code] - _TOLD} more of this kind", Place(each.place.file))


def _is_folder(each: zipfile.ZipInfo) -> bool:
    return each.filename.endswith("/")


def _unreadable(name: str, fault: Exception) -> Problem:
    why = (getattr(fault, "strerror", None) or str(fault) or type(fault).__name__).rstrip(".")
    return problem("package-unreadable", f"cannot be read: {why[:1].lower()}{why[1:]}", Place(name))


# ------------------------------------------------------------------ what is unsafe


def _unsafe(entries: list[zipfile.ZipInfo], name: str) -> Iterator[Problem]:
    for each in entries:
        if why := name_fault(each.orig_filename) or _kind_fault(each):
            said = f"“{ascii(each.orig_filename)[1:-1]}” {why}"
            yield problem("package-unsafe", said, Place(name))
    packed, size = sum(each.compress_size for each in entries), sum(each.file_size for each in entries)
    if size > _SIZE and size > packed * _TIMES:
        said = f"{packed:,} bytes would be unpacked to {size:,}"
        yield problem("package-large", said, Place(name))
    end = 0
    for each in sorted(entries, key=lambda each: each.header_offset):
        if each.header_offset < end:
            said = f"“{ascii(each.filename)[1:-1]}” lies over another file in the zip"
            yield problem("package-large", said, Place(name))
            return
        end = each.header_offset + _HEADER + each.compress_size


def name_fault(name: str) -> str:
    """Say what is unsafe in a path within a package; nothing, if it stays below the package's folder."""
    if _HIDDEN.search(name):
        return "holds a backslash or a character that is not seen"
    if name.startswith(("/", "~")) or _DRIVE.match(name):
        return "does not begin in the folder of the package"
    if any(part in ("", ".", "..") for part in name.removesuffix("/").split("/")):
        return "leads out of its folder, or nowhere"
    return ""


def _kind_fault(each: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(each.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link to somewhere else"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is no file, but a device or the like"
    if each.flag_bits & _ENCRYPTED:
        return "is encrypted, so that nobody can check it"
    if each.compress_type not in _PLAIN:
        return "is compressed in a way that few programs can read"
    return "is a folder that holds bytes" if _is_folder(each) and each.file_size else ""


def _twice(entries: list[zipfile.ZipInfo], name: str) -> Iterator[Problem]:
    """Tell of names that are given twice, by any measure: as they stand, by case, by the form of accents."""
    seen: dict[str, str] = {}
    whole: set[str] = set()
    for each in entries:
        path = each.filename.removesuffix("/")
        parts = path.split("/")
        clash = "" if path not in whole else path
        whole.add(path)
        for depth in range(1, len(parts) + 1):
            start = "/".join(parts[:depth])
            is_file = depth == len(parts) and not _is_folder(each)
            key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", start).casefold())
            kind = f"{'file' if is_file else 'folder'} {start}"
            if (first := seen.setdefault(key, kind)) != kind:
                clash = first.partition(" ")[2]
        if clash:
            one, other = (ascii(each)[1:-1] for each in (path, clash))
            said = (
                f"“{one}” is there twice"
                if one == other
                else f"“{one}” is the same as “{other}” to some systems"
            )
            yield problem("package-twice", said, Place(name))
