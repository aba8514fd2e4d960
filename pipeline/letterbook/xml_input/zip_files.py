"""Archives that may be hostile: documents of word processors and e-books are ZIP files.

An archive is opened in memory, and nothing of it is ever written. What it says it holds is counted before
anything is unpacked, and what is unpacked is counted again, so that a small file cannot fill the machine.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import NoReturn

from letterbook.problems import Place, Refused, problem

MAX_MEMBERS = 20_000
#: Bytes of all members together, and of one.
MAX_BYTES, MAX_MEMBER = 512 << 20, 64 << 20
#: How many times larger than its packed form a member may be: words shrink to a tenth.
MAX_RATIO, _SMALL = 200, 1 << 20


class Archive:
    """The members of an archive by their names."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open an archive; `name` is what its problems call it. Raises Refused where it cannot be trusted."""
        self.name = name
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            members = self._file.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as fault:
            self._refuse(f"is no archive that can be read: {fault}")
        if len(members) > MAX_MEMBERS:
            self._refuse(f"holds {len(members):,} files; at most {MAX_MEMBERS:,} are read")
        total = 0
        for one in members:
            parts = one.filename.replace("\\", "/").split("/")
            if ".." in parts or one.filename.startswith(("/", "\\")) or ":" in one.filename[:2]:
                self._refuse("holds a file whose name leads out of it")
            if one.flag_bits & 1:
                self._refuse("is protected by a password")
            total += one.file_size
            if one.file_size > _SMALL and one.file_size > MAX_RATIO * max(one.compress_size, 1):
                self._refuse("holds a file that is packed more than a thing of words can be")
        if total > MAX_BYTES:
            self._refuse(f"would unpack to more than {MAX_BYTES >> 20} MiB")
        self._members = {one.filename: one for one in members}

    def _refuse(self, said: str) -> NoReturn:
        raise Refused(problem("source-archive", said, Place(self.name))) from None

    def __contains__(self, member: str) -> bool:
        """Tell whether there is a member of this name."""
        return member in self._members

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the members."""
        return tuple(self._members)

    def read(self, member: str) -> bytes:
        """Unpack one member. Raises Refused where it is not there, broken, or larger than it says."""
        if member not in self._members:
            self._refuse(f"lacks the part “{member}”")
        said = self._members[member].file_size
        try:
            with self._file.open(self._members[member]) as file:
                data = file.read(min(said, MAX_MEMBER) + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            ValueError,
            RuntimeError,
        ):
            self._refuse(f"its part “{member}” is broken")
        if len(data) > MAX_MEMBER or len(data) > said:
            self._refuse(f"its part “{member}” is larger than it says, or than {MAX_MEMBER >> 20} MiB")
        return data
