"""Write an edition's folder: the old edition or the new one, never a mixture.

The new edition is written in full beside the old one, under a hidden name, and made durable; then the
two change places. On Linux this is one system call (renameat2 with RENAME_EXCHANGE); elsewhere two
renames, and a run that is killed between them is mended by the next. Whatever goes wrong before the
exchange (a full disk, an interrupt) leaves the old edition as it was.

A file `letterbook.sha256` in the folder lists what was written. It shows that the folder is letterbook's
to replace: a folder without it, or with files that somebody added or changed, is left alone.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from letterbook.problems import Place, Refused, problem

#: The list of an edition's files, in the form that `sha256sum -c` reads.
MARKER = "letterbook.sha256"

#: Files that desktops leave in folders they show; nobody misses them.
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def write_folder(
    files: Mapping[str, bytes],
    folder: Path,
    *,
    force: bool = False,
    beside: Iterable[Path] = (),
    alone: bool = True,
) -> str:
    """Make `folder` hold exactly these files (name with "/" -> bytes) and the list of them.

    Returns the SHA-256 of the list. A folder that holds them already is not touched. Raises Refused where a
    name is unsafe, where the folder holds what letterbook did not write (unless `force`), and where the
    system refuses. Even with `force` a folder is not replaced that holds one of the files in `beside`, or the
    working folder. Where not `alone`, others who say so too may write at the same time, each a folder of its
    own in the same parent.
    """
    _refuse_unsafe_names(files, folder)
    whole = {**files, MARKER: _listing(files)}
    target = Path(os.path.realpath(folder))
    for path in (*beside, Path.cwd()):
        if Path(os.path.realpath(path)).is_relative_to(target):
            said = f"holds {path}, and cannot be replaced as a whole; choose another folder"
            raise Refused(
                problem("output-foreign", said, Place(str(folder)), "Choose another folder with -o.")
            )
    made: list[Path] = []
    try:
        _make_parents(target.parent, made)
        with _unbroken() as pause, _locked(target.parent, pause, alone=alone):
            _recover(target)
            if not force:
                _refuse_foreign(target, folder)
            if not _holds(target, whole):
                _replace(target, whole, pause)
    except BaseException as fault:
        for parent in reversed(made):
            with suppress(OSError):
                parent.rmdir()
        if isinstance(fault, OSError):
            said = f"cannot be written: {fault.strerror or fault}; nothing was changed"
            raise Refused(problem("output-unwritable", said, Place(str(folder)))) from fault
        raise
    return hashlib.sha256(whole[MARKER]).hexdigest()


def write_file(data: bytes, path: Path, *, force: bool = False, parents: bool = False) -> None:
    """Write one file whole or not at all. Raises Refused where a file stands already, unless `force`.

    `parents` has the folders made that lack.
    """
    if not force and os.path.lexists(path):
        raise Refused(problem("output-foreign", "is there already; nothing was changed", Place(str(path))))
    target = Path(os.path.realpath(path))
    new = target.with_name(f".{target.name}.letterbook-new")
    with _unbroken():
        try:
            if parents:
                target.parent.mkdir(parents=True, exist_ok=True)
            new.unlink(missing_ok=True)
            _write(new, data)
            new.replace(target)
        except OSError as fault:
            said = f"cannot be written: {fault.strerror or fault}; nothing was changed"
            raise Refused(problem("output-unwritable", said, Place(str(path)))) from fault
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)


def mend(folder: Path) -> None:
    """Clear away what somebody left who was killed while writing a folder that was not his alone."""
    target = Path(os.path.realpath(folder))
    with suppress(OSError), _locked(target.parent, lambda: None, alone=False):
        _recover(target)


# ------------------------------------------------------------------ the exchange


def _new(target: Path) -> Path:
    return target.with_name(f".{target.name}.letterbook-new")


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.letterbook-old")


def _recover(target: Path) -> None:
    """Mend what a killed run left: the old edition goes back to its place, half-written ones go."""
    if not os.path.lexists(target) and os.path.lexists(_old(target)):
        _old(target).rename(target)
    for left in (_new(target), _old(target)):
        if os.path.lexists(left):
            shutil.rmtree(left)


@contextmanager
def _unbroken() -> Iterator[Callable[[], None]]:
    """Let an interrupt wait, since one that came while files are cleared away would leave some of them.

    What is yielded raises an interrupt that waits; so does the end. An interrupt reaches no thread but the
    main one, so that elsewhere there is nothing to do.
    """
    waiting = False

    def note(*_: object) -> None:
        nonlocal waiting
        waiting = True

    def pause() -> None:
        if waiting:
            raise KeyboardInterrupt

    usual = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or usual is not signal.default_int_handler:
        yield pause
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield pause
    finally:
        signal.signal(signal.SIGINT, usual)
    pause()


def _replace(target: Path, files: Mapping[str, bytes], pause: Callable[[], None]) -> None:
    new, old = _new(target), _old(target)
    try:
        _write_all(new, files, pause)
        if not os.path.lexists(target):
            new.rename(target)
        elif not _exchange(new, target):
            target.rename(old)
            new.rename(target)
        # The new edition stands; only a power failure could still bring the old one back.
        with suppress(OSError):
            _make_durable(target.parent)
    finally:
        # Beside the edition lies the other one, or a part of it; what stays the next run clears away.
        if not os.path.lexists(target) and os.path.lexists(old):
            old.rename(target)
        for left in (new, old):
            with suppress(OSError):  # ignore_errors alone lets some through
                shutil.rmtree(left, ignore_errors=True)


_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def _exchange(new: Path, target: Path) -> bool:
    """Let two folders change places in one step; tell False where the system cannot."""
    import ctypes  # noqa: PLC0415 (only a build needs it)

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE)
    if done == 0:
        return True
    fault = ctypes.get_errno()
    if fault in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(fault, os.strerror(fault), str(target))


def _write_all(new: Path, files: Mapping[str, bytes], pause: Callable[[], None]) -> None:
    new.mkdir()
    folders = {new}
    for name in sorted(files):
        pause()
        path = new / name
        for parent in reversed(path.relative_to(new).parents):
            if new / parent not in folders:
                (new / parent).mkdir()
                folders.add(new / parent)
        _write(path, files[name])
    for each in sorted(folders):
        _make_durable(each)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_durable(folder: Path) -> None:
    """Have the names in a folder written to the disk; Windows neither can nor needs it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_parents(folder: Path, made: list[Path]) -> None:
    for each in (*reversed(folder.parents), folder):
        if not each.is_dir():
            try:
                each.mkdir()
            except FileExistsError:
                if not each.is_dir():  # another run has not made it meanwhile
                    raise
            else:
                made.append(each)


@contextmanager
def _locked(folder: Path, pause: Callable[[], None], *, alone: bool) -> Iterator[None]:
    """Keep two runs from writing into one folder at once; the lock goes with the process that holds it.

    `pause` is called while another run is waited for. Those who are not `alone` do not wait for each other.
    """
    try:
        import fcntl  # noqa: PLC0415 (Unix alone has it)
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems know no locks
            while True:
                try:
                    fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    pause()
                    threading.Event().wait(0.05)
        yield
    finally:
        with suppress(OSError):  # the edition stands by now, whatever this says
            os.close(handle)


@contextmanager
def only_run_in(folder: Path) -> Iterator[None]:
    """Make a folder, and keep it for this run alone until it ends, however it ends.

    Raises Refused where another run has it, and where the system refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY) if os.name != "nt" else None
    except OSError as fault:
        said = f"cannot be written: {fault.strerror or fault}; nothing was changed"
        raise Refused(problem("output-unwritable", said, Place(str(folder)))) from fault
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

    with tempfile.TemporaryDirectory(prefix="letterbook-", ignore_cleanup_errors=True) as top:
        # Deep enough for names that lead up, and the way back from there.
        folder = Path(os.path.realpath(top), *_DEEP, home)
        try:
            folder.mkdir(parents=True)
            for name, data in files.items():
                path = Path(os.path.normpath(folder / name))
                if path.is_relative_to(os.path.realpath(top)):
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(data)
        except OSError as fault:
            said = f"cannot be laid out to be read: {fault.strerror or fault}"
            raise Refused(problem("output-unwritable", said, Place(top))) from fault
        yield folder


#: How many folders up the name of an editor's file may lead.
_DEEP = ("up",) * 6


# ------------------------------------------------------------------ whose folder it is


def held_whole(folder: Path, listing: str) -> tuple[str, ...] | None:
    """Return the names of the files that a folder's list names, if the folder holds just these, unchanged.

    `listing` is the SHA-256 of the list itself. None where anything differs or cannot be read.
    """
    try:
        text = (folder / MARKER).read_bytes()
        if hashlib.sha256(text).hexdigest() != listing:
            return None
        listed = {
            name: known for known, _, name in (line.partition("  ") for line in text.decode().splitlines())
        }
        if {MARKER, *listed} != set(_names_in(folder)):
            return None
        for name, known in listed.items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != known:
                return None
    except (OSError, ValueError):
        return None
    return tuple(listed)


def _listing(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def _names_in(folder: Path) -> Iterator[str]:
    """Yield the files below a folder, links to folders among them, and empty folders with a "/"."""
    for at, folders, files in os.walk(folder):
        here = Path(at).relative_to(folder)
        folders.sort()
        links = [name for name in folders if (Path(at) / name).is_symlink()]
        for name in sorted([*files, *links]):
            if name not in LITTER:
                yield (here / name).as_posix()
        if not folders and not files and at != str(folder):
            yield f"{here.as_posix()}/"


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    if not folder.is_dir() or set(_names_in(folder)) != set(files):
        return False
    return all((folder / name).read_bytes() == data for name, data in files.items())


def _refuse_foreign(target: Path, folder: Path) -> None:
    """Refuse a folder in which somebody's work would be lost."""
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise Refused(
            problem("output-foreign", "is a file, and a folder is to be written there", Place(str(folder)))
        )
    names = list(_names_in(target))
    if not names:
        return
    listed: dict[str, str] = {}
    if MARKER in names:
        text = (target / MARKER).read_text(encoding="utf-8", errors="replace")
        listed = {name: digest for digest, _, name in (line.partition("  ") for line in text.splitlines())}
    if not listed:
        said = "is a folder with files that letterbook did not write; nothing was changed"
        raise Refused(problem("output-foreign", said, Place(str(folder))))
    for name in names:
        if name == MARKER:
            continue
        path = target / name
        if name not in listed:
            said = "was not written by letterbook, but lies in the folder that it would replace"
            raise Refused(problem("output-changed", said, Place(str(folder / name))))
        if hashlib.sha256(path.read_bytes()).hexdigest() != listed[name]:
            said = "was changed since letterbook wrote it, and would be replaced"
            raise Refused(problem("output-changed", said, Place(str(folder / name))))


# ------------------------------------------------------------------ names

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
_LONGEST = 255


def _refuse_unsafe_names(files: Mapping[str, bytes], folder: Path) -> None:
    """Refuse names that lead out of the folder, or that some file system cannot hold or tell apart."""
    seen: dict[str, str] = {}
    for name in sorted(files):
        parts = name.split("/")
        why = next(filter(None, map(_fault_of, parts)), "")
        if name == MARKER:
            why = "is the name of the list of files"
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            kind = "file" if depth == len(parts) else "folder"
            if seen.setdefault(path.casefold(), f"{kind} {path}") != f"{kind} {path}":
                why = "cannot be told from another name on every system"
        if why:
            said = f"the name “{ascii(name)[1:-1]}” {why}"
            raise Refused(problem("output-name", said, Place(str(folder))))


def _fault_of(part: str) -> str:
    if part in ("", ".", ".."):
        return "leads out of the folder or nowhere"
    if _FORBIDDEN.search(part) or part[-1] in ". " or part[0] == " ":
        return "holds a character that some file systems refuse"
    if _DEVICE.fullmatch(part):
        return "is kept for a device on Windows"
    if len(part.encode("utf-8", errors="surrogateescape")) > _LONGEST:
        return "is too long"
    return ""
