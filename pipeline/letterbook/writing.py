"""Write an edition's folder: the old edition or the new one, never a mixture.

The new edition is written in full beside the old one, under a hidden name, and made durable; then the
two change places. On Linux this is one system call (renameat2 with RENAME_EXCHANGE); elsewhere two
renames, and a run that is killed between them is mended by the next. Whatever goes wrong before the
exchange (a full disk, an interrupt) leaves the old edition as it was. What stood there before is deleted
last, file by file; what may be deleted at all is said in `own_files`.
"""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from letterbook import own_files
from letterbook.durable import make_durable, sync_file_system
from letterbook.file_names import refuse_unsafe_names
from letterbook.own_files import LITTER, MARKER, PART, Standing
from letterbook.problems import Place, Refused, problem
from letterbook.target_places import refuse_place

__all__ = ["LITTER", "MARKER", "exchange", "held_whole", "mend", "unwritable", "write_file", "write_folder"]


def write_folder(
    files: Mapping[str, bytes],
    folder: Path,
    *,
    force: bool = False,
    beside: Iterable[Path] = (),
    alone: bool = True,
    asked: Path | None = None,
) -> str:
    """Make `folder` hold exactly these files (name with "/" -> bytes) and the list of them.

    Returns the SHA-256 of the list. A folder that holds them already is not touched. Raises Refused where a
    name is unsafe, where something would be lost that letterbook did not write or (unless `force`) that was
    changed since, where the folder is more than an edition's (a home, one that holds a file in `beside`), and
    where the system refuses. `asked` is the folder that the user named, if it is another. Where not `alone`,
    others who say so too may write at the same time, each a folder of its own in the same parent.
    """
    refuse_unsafe_names(files, folder, kept=(MARKER, PART))
    whole = {**files, MARKER: own_files.listing(files)}
    target = Path(os.path.realpath(folder))
    named = folder if asked is None else asked
    refuse_place(target, folder, beside, named)
    made: list[Path] = []
    try:
        _make_parents(target.parent, made)
        with _unbroken() as pause, _locked(target.parent, pause, alone=alone):
            _recover(target)
            stands = own_files.standing_in(target, folder, named, force=force)
            if not _holds(target, stands, whole):
                _replace(target, whole, stands, pause, folder)
    except BaseException as fault:
        for parent in reversed(made):
            with suppress(OSError):
                parent.rmdir()
        if isinstance(fault, OSError):
            raise unwritable(fault, folder) from fault
        raise
    return own_files.digest(whole[MARKER])


def write_file(
    data: bytes, path: Path, *, ours: Callable[[Path], bool] | None = None, parents: bool = False
) -> None:
    """Write one file whole or not at all.

    What is there already is replaced only if `ours` tells that it is letterbook's; raises Refused where it is
    not, and where the system refuses. A file that holds these bytes already is left, if `ours` is asked at
    all. `parents` has the folders made that lack.
    """
    place = Place(str(path))
    replaced = os.path.lexists(path)
    if replaced and ours is None:
        raise Refused(problem("output-foreign", "is there already; nothing was changed", place))
    if replaced and ours is not None:
        if _is_that(path, data):
            return
        if not path.is_file() or path.is_symlink() or not ours(path):
            said = "is there already and is not a file of letterbook's; nothing was changed"
            raise Refused(problem("output-foreign", said, place))
    target = Path(os.path.realpath(path))
    new = _new(target)
    with _unbroken():
        try:
            if parents:
                target.parent.mkdir(parents=True, exist_ok=True)
            _clear(new)
            new.mkdir()
            _write(new / PART, data, durable=True)
            if replaced:
                (new / PART).replace(target)
            else:
                _place_new(new / PART, target)
        except FileExistsError:
            said = "was put there by somebody else meanwhile; nothing was changed"
            raise Refused(problem("output-foreign", said, place)) from None
        except OSError as fault:
            raise unwritable(fault, path) from fault
        finally:
            with suppress(OSError):
                (new / PART).unlink(missing_ok=True)
            with suppress(OSError):
                new.rmdir()


def _is_that(path: Path, data: bytes) -> bool:
    """Tell whether a file holds these bytes; nothing that is not an ordinary file is opened."""
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _place_new(new: Path, target: Path) -> None:
    """Give a file its name, and never over another that came meanwhile. Raises FileExistsError, OSError."""
    try:
        os.link(new, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(target):
            raise FileExistsError from None
        new.rename(target)


def unwritable(fault: OSError, path: Path) -> Refused:
    """Return what is raised where the system refuses to write."""
    said = f"cannot be written: {fault.strerror or fault}; nothing was changed"
    return Refused(problem("output-unwritable", said, Place(str(path))))


def mend(folder: Path) -> None:
    """Clear away what somebody left who was killed while writing a folder that was not his alone."""
    target = Path(os.path.realpath(folder))
    with suppress(OSError, Refused), _locked(target.parent, lambda: None, alone=False):
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
        _clear(left)


def _clear(left: Path) -> None:
    """Clear away what a killed run left under a name of letterbook's own. Raises Refused if more is in it."""
    if not own_files.clear(left):
        said = "lies where letterbook prepares a folder, and holds what letterbook did not write"
        raise Refused(problem("output-left", said, Place(str(left))))


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


def _holds(target: Path, stands: Standing, files: Mapping[str, bytes]) -> bool:
    """Tell whether a folder holds these files already; that it holds no others is known by now."""
    if stands.changed or set(stands.ours) != set(files):
        return False
    return (target / MARKER).read_bytes() == files[MARKER]


def _replace(
    target: Path, files: Mapping[str, bytes], stands: Standing, pause: Callable[[], None], folder: Path
) -> None:
    new, old = _new(target), _old(target)
    gone: Path | None = None
    try:
        _write_all(new, {**stands.litter, **files}, pause)
        if not os.path.lexists(target):
            new.rename(target)
        else:
            before = new
            if not exchange(new, target):
                target.rename(old)
                new.rename(target)
                before = old
            if _is_as_it_was(before, target, stands, folder):
                gone = before
        # The new edition stands; only a power failure could still bring the old one back.
        with suppress(OSError):
            make_durable(target.parent)
    finally:
        # Beside the edition lies the other one, or a part of it; what stays the next run clears away.
        if not os.path.lexists(target) and os.path.lexists(old):
            old.rename(target)
        with suppress(OSError):
            if gone is not None:
                own_files.remove(gone, stands)
        for left in (new, old):
            with suppress(OSError):
                own_files.clear(left)


def _is_as_it_was(before: Path, target: Path, stands: Standing, folder: Path) -> bool:
    """Tell whether the folder that was replaced still holds what was seen in it, and nothing else.

    Where somebody worked in it meanwhile, it is put back in its place, and Refused raised. False where it
    cannot be looked at: then it is left to `clear`, which believes nothing but its list.
    """
    listed = dict.fromkeys(stands.ours, "") if stands.listed else None
    if listed is not None:
        listed.pop(MARKER, None)
    try:
        found = own_files.examine(before, listed, sums=False)
    except OSError:
        return False
    if (found.ours, set(found.foreign), found.litter) == (stands.ours, set(stands.foreign), stands.litter):
        return True
    new = _new(target)
    if before == new:
        exchange(new, target)
    else:
        target.rename(new)
        before.rename(target)
    said = "was changed by somebody while the edition was written; nothing was changed by letterbook"
    raise Refused(problem("output-changed", said, Place(str(folder)), "Run it again."))


_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def exchange(new: Path, target: Path) -> bool:
    """Let two folders, or two files, change places in one step; tell False where the system cannot."""
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


#: From so many files on, one sync of the whole file system takes less time than one for each of them.
_MANY = 4


def _write_all(new: Path, files: Mapping[str, bytes], pause: Callable[[], None]) -> None:
    """Write a whole folder, its list first, so that whoever finds a part of it knows whose it is."""
    new.mkdir()
    folders = {new}
    for name in (MARKER, *sorted(set(files) - {MARKER})):
        pause()
        path = new / name
        for parent in reversed(path.relative_to(new).parents):
            if new / parent not in folders:
                (new / parent).mkdir()
                folders.add(new / parent)
        # Under a name of its own while it is written: a file with a listed name is always whole.
        _write(new / PART, files[name])
        (new / PART).rename(path)
    if len(files) < _MANY or not sync_file_system(new):
        for name in files:
            make_durable(new / name)
        for each in sorted(folders):
            make_durable(each)


def _write(path: Path, data: bytes, *, durable: bool = False) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if durable:
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
def lockable(folder: Path) -> Iterator[tuple[Any, int] | None]:
    """Open a folder to lock it: the module `fcntl` and a handle; None where the system has no such locks."""
    try:
        import fcntl  # noqa: PLC0415 (Unix alone has it)
    except ImportError:
        yield None
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield fcntl, handle
    finally:
        with suppress(OSError):  # what was to be done under the lock is done, whatever this says
            os.close(handle)


@contextmanager
def _locked(folder: Path, pause: Callable[[], None], *, alone: bool) -> Iterator[None]:
    """Keep two runs from writing into one folder at once; the lock goes with the process that holds it.

    `pause` is called while another run is waited for. Those who are not `alone` do not wait for each other.
    """
    with lockable(folder) as locks:
        with suppress(OSError):  # some network file systems know no locks
            while locks:
                fcntl, handle = locks
                try:
                    fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    pause()
                    threading.Event().wait(0.05)
        yield


def held_whole(folder: Path, listing: str) -> tuple[str, ...] | None:
    """Return the names of the files that a folder's list names, if the folder holds just these, unchanged.

    `listing` is the SHA-256 of the list itself. None where anything differs or cannot be read.
    """
    try:
        listed = own_files.read_listing(folder)
        if listed is None or hashlib.sha256((folder / MARKER).read_bytes()).hexdigest() != listing:
            return None
        stands = own_files.examine(folder, listed)
    except (OSError, ValueError, own_files.Damaged):
        return None
    whole = not stands.foreign and not stands.changed and set(stands.ours) == {MARKER, *listed}
    return tuple(listed) if whole else None
