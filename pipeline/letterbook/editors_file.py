"""Write a file of the editor's: whole or not at all, and never over a change that was not seen.

An editor may have the same file open in a program of theirs, or two may work in one folder. So a file is
named by the sum of its bytes: what is written takes the place of the bytes that were read, and of no others.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from letterbook.file_bytes import SETTINGS, read_bytes
from letterbook.writing import exchange


class Changed(Exception):  # noqa: N818 (no fault: somebody else wrote)
    """The file is another than the one that was looked at."""


def read_text(path: Path) -> tuple[str, str]:
    """Return the text of the file, "" where there is none, and the sum that names this state of it.

    Raises OSError and ValueError where it cannot be read.
    """
    try:
        data = read_bytes(path, SETTINGS)
    except FileNotFoundError:
        return "", ""
    return data.decode("utf-8-sig").replace("\r\n", "\n"), hashlib.sha256(data).hexdigest()


def write_text(path: Path, text: str, seen: str, like: bytes = b"") -> str:
    """Write the file whole or not at all, if it is still the file whose sum was `seen`.

    `like` are the bytes that stood there: a byte order mark and line ends of CR LF are kept. An empty text
    takes the file away. Returns the sum of what was written. Raises Changed, and OSError.
    """
    data = text.encode("utf-8")
    if b"\r\n" in like:
        data = data.replace(b"\n", b"\r\n")
    if like.startswith(b"\xef\xbb\xbf"):
        data = b"\xef\xbb\xbf" + data
    real = Path(os.path.realpath(path))
    new = real.with_name(f".{real.name}.{os.getpid()}")
    try:
        if text:
            _write_new(new, data, real)
        _take_place(new, real, seen, gone=not text)
    finally:
        with suppress(OSError):
            new.unlink()
    return hashlib.sha256(data).hexdigest() if text else ""


def _write_new(new: Path, data: bytes, old: Path) -> None:
    with new.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    with suppress(OSError):
        new.chmod(old.stat().st_mode & 0o777)


def _take_place(new: Path, real: Path, seen: str, *, gone: bool) -> None:
    """Let the new file take the place of the one that was seen, and of no other.

    The two change places in one step, and what stood there is looked at where no program writes it any more:
    if it is another file than the one seen, they change back. A file that comes into being meanwhile is not
    replaced either: a link never takes the place of anything.
    """
    if not seen:
        if not gone:
            _link(new, real)
        return
    if _sum(real) != seen:
        raise Changed
    if gone:
        _move_away(real, new, seen)
        return
    if exchange(new, real):
        if _sum(new) != seen:
            exchange(new, real)
            raise Changed
        return
    aside = new.with_name(f"{new.name}.old")  # a system that knows no exchange
    _move_away(real, aside, seen)
    try:
        _link(new, real)
    finally:
        with suppress(OSError):
            aside.unlink()


def _move_away(real: Path, aside: Path, seen: str) -> None:
    real.rename(aside)
    if _sum(aside) != seen:
        _link(aside, real)
        raise Changed


def _link(new: Path, real: Path) -> None:
    """Give a file its name, if nothing has that name."""
    try:
        os.link(new, real)
    except FileExistsError:
        raise Changed from None
    except OSError:  # a disk without links
        try:
            with real.open("xb") as file:
                file.write(new.read_bytes())
        except FileExistsError:
            raise Changed from None


def _sum(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        raise Changed from None
