"""Make the folders that letterbook keeps for itself: of its records, and those that workers read from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from letterbook import own_files, writing
from letterbook.own_files import MARKER, listing
from letterbook.problems import Place, Refused, problem

#: In a folder of letterbook's records; programs that back up know it
#: (https://bford.info/cachedir/).
_TAG = "CACHEDIR.TAG"
_TAGGED = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder was made by letterbook.\n"


def make_own(folder: Path) -> None:
    """Make a folder for records of letterbook's own, and mark it as such if nobody made it before.

    Raises OSError, and Refused where a folder above it cannot be made.
    """
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir()
    except FileExistsError:
        return
    writing.write_file(_TAGGED, folder / _TAG, ours=lambda _: False)


def is_own(folder: Path) -> bool:
    """Tell whether a folder is one that letterbook made for records of its own."""
    try:
        return (folder / _TAG).is_file() and (folder / _TAG).read_bytes() == _TAGGED
    except OSError:
        return False


@contextmanager
def only_run_in(folder: Path) -> Iterator[None]:
    """Make a folder, and keep it for this run alone until it ends, however it ends.

    Raises Refused where another run has it, and where the system refuses.
    """
    try:
        make_own(folder)
        handle = os.open(folder, os.O_RDONLY) if os.name != "nt" else None
    except OSError as fault:
        raise writing.unwritable(fault, folder) from fault
    if handle is None:
        yield
        return
    try:
        import fcntl  # noqa: PLC0415 (Unix alone has it)

        with suppress(OSError):  # some network file systems know no locks
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                said = "another run of letterbook is building the same library; nothing was changed"
                raise Refused(problem("library-busy", said, Place(str(folder.parent)))) from None
        yield
    finally:
        os.close(handle)


@contextmanager
def laid_out(files: Mapping[str, bytes], home: str) -> Iterator[Path]:
    """Lay files into a folder `home` of its own for a while, and give that folder.

    A name may lead some folders up ("../persons.csv"); one that leads further, or names a place from the
    root, is left out. Raises Refused where the system refuses.
    """
    import tempfile  # noqa: PLC0415 (workers alone need it)

    with tempfile.TemporaryDirectory(prefix=_COPIES, ignore_cleanup_errors=True) as top, _held(Path(top)):
        # Deep enough for names that lead up, and the way back from there.
        folder = Path(os.path.realpath(top), *_DEEP, home)
        try:
            home_ = Path(os.path.realpath(top))
            paths = {Path(os.path.normpath(folder / name)): data for name, data in files.items()}
            copies = {path: data for path, data in paths.items() if path.is_relative_to(home_)}
            listed = {path.relative_to(home_).as_posix(): data for path, data in copies.items()}
            with suppress(
                UnicodeEncodeError
            ):  # a name that is no text: these copies are not cleared by others
                (home_ / MARKER).write_bytes(listing(listed))
            folder.mkdir(parents=True)
            for path, data in copies.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        except OSError as fault:
            said = f"cannot be laid out to be read: {fault.strerror or fault}"
            raise Refused(problem("output-unwritable", said, Place(top))) from fault
        yield folder


def clear_copies() -> None:
    """Clear away the copies of texts that workers left which were killed, by the lists that lie with them.

    A folder that a worker still has is left, and whatever holds more than its list says.
    """
    import tempfile  # noqa: PLC0415 (a library alone needs it)

    for left in sorted(Path(tempfile.gettempdir()).glob(f"{_COPIES}*")):
        with suppress(OSError, own_files.Damaged):
            if left.is_symlink() or not (left / MARKER).is_file() or not os.access(left, os.W_OK):
                continue
            with _held(left, wait=False):
                own_files.clear(left)


@contextmanager
def _held(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a folder for this process, so that nobody else clears it. Raises OSError where somebody has it."""
    with writing.lockable(folder) as locks:
        if locks:
            fcntl, handle = locks
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield


#: How the names of folders begin in which copies of texts lie while they are worked on.
_COPIES = "letterbook-copies-"
#: How many folders up the name of an editor's file may lead.
_DEEP = ("up",) * 6
