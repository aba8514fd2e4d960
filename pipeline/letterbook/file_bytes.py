"""Read the bytes of a file that somebody names, after its kind and size have been checked.

A pipe that nobody writes to, or a device without an end, would block a run for ever; a file of many
gigabytes would fill the memory. So anything but an ordinary file is refused before it is opened, and a file
that is too large before it is read. Pipes of the shell, as in `build <(cat text)`, are read, once.
"""

from __future__ import annotations

import errno
import os
import stat
from functools import lru_cache
from pathlib import Path

#: The largest file of each kind that is read, in bytes: of settings and decisions, of stylesheets, and of all
#: others (registers, records, texts). A register of 100,000 persons has 10 million bytes.
SETTINGS, STYLES, LARGEST = 8 << 20, 16 << 20, 64 << 20

#: Where the shell keeps the pipes that it names to a program.
_SHELL = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")


def read_bytes(path: Path, most: int = LARGEST) -> bytes:
    """Return the bytes of a file.

    Raises OSError with a reason where it cannot be read, where it is a folder, a pipe or a device, and where
    it has more than `most` bytes; ValueError where the name is none.
    """
    if is_pipe(path):
        data = _piped(str(path), most)
    else:
        refuse_odd(path, most)
        with path.open("rb") as file:
            data = file.read(most + 1)
    if len(data) > most:
        raise _too_large(path, most)
    return data


def refuse_odd(path: Path, most: int = LARGEST) -> None:
    """Refuse what is no ordinary file, or has too many bytes, before it is opened. Raises OSError."""
    seen = path.stat()
    if stat.S_ISDIR(seen.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(seen.st_mode):
        raise OSError(errno.EINVAL, "It is a pipe or a device, not a file", str(path))
    if seen.st_size > most:
        raise _too_large(path, most)


def refuse_outside(path: Path, folder: Path) -> None:
    """Refuse a file that lies outside of a folder, by its name or by a link. Raises OSError."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise OSError(errno.EPERM, "It lies outside of the folder", str(path))


def is_there(path: Path) -> bool:
    """Tell whether something has this name, also a link that leads nowhere: it is not passed over."""
    return os.path.lexists(path)


def links_out(folder: Path) -> tuple[Path, ...]:
    """Return the links below a folder that lead out of it, or nowhere, in the order of names."""
    home = folder.resolve()
    return tuple(
        path
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(home)
    )


def is_pipe(path: Path) -> bool:
    """Tell whether a path is a pipe that the shell made for this program."""
    name = str(path)
    try:
        return name.startswith(_SHELL) and stat.S_ISFIFO(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _too_large(path: Path, most: int) -> OSError:
    return OSError(errno.EFBIG, f"It has more than {most >> 20} MiB", str(path))


@lru_cache(maxsize=4)
def _piped(name: str, most: int) -> bytes:
    """Read a pipe to its end; it can be read once, and more than one stage asks for it."""
    with Path(name).open("rb") as file:
        return file.read(most + 1)
