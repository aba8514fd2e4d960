"""Tell which files letterbook may replace or delete, and which it may not.

A folder that letterbook writes has a list of its files with their check sums, `letterbook.sha256`. A file
is letterbook's if the list names it, and unchanged if its sum is the one listed. Everything else belongs to
somebody else: a file that is not listed, a link, a pipe, another file system. It is never replaced or
deleted, and no option changes that. A file that was listed and then changed is replaced only if the user
says --force.

Only `remove` and `clear` delete files. `remove` deletes those that it is given, `clear` what an interrupted
run left under a name, and with a list, of letterbook's own.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from letterbook.file_names import name_fault
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.target_places import free_name

#: The list of a folder's files, in the form that `sha256sum -c` reads. All versions write the same form.
MARKER = "letterbook.sha256"
#: The name of a file while it is being written.
PART = "letterbook.part"
#: Files that desktops put into folders they show. They are nobody's work: they go with the folder that they
#: are in, and are not asked about.
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})

#: The largest list that is read, in bytes: a million files. A larger one is not letterbook's.
_LARGEST_LIST = 128 << 20
#: The largest file of a desktop that is carried along, in bytes.
_LARGEST_LITTER = 1 << 20
_LISTED = re.compile(r"([0-9a-f]{64})  (.+)")
#: So many files are named where something is in the way.
_NAMED = 3

#: What tells a file from any other, and from itself after a change: device, number, size, time of change.
Stamp = tuple[int, int, int, int]


class Damaged(Exception):  # noqa: N818 (a fact about a list)
    """A list is there and cannot be believed; why."""


@dataclass
class Standing:
    """What stands in a folder: names (with "/") and what is known of them.

    `ours` are the files of the list that are there, with their stamps, of which those in `changed` are no
    longer as they were written; `folders` those that hold nothing else or nothing, the innermost last;
    `foreign` is all the rest, each with what it is; `litter` what desktops put there.
    """

    ours: dict[str, Stamp] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    foreign: dict[str, str] = field(default_factory=dict)
    litter: dict[str, bytes] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    listed: bool = False


# ------------------------------------------------------------------ the list


def listing(files: Mapping[str, bytes]) -> bytes:
    """Write the list of files."""
    return "".join(f"{digest(files[name])}  {name}\n" for name in sorted(files)).encode()


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def read_listing(folder: Path) -> dict[str, str] | None:
    """Return the sums of the files that a folder's list names; None where there is no list.

    Raises Damaged where there is one that letterbook cannot have written, OSError where it cannot be read.
    """
    path = folder / MARKER
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_LIST:
        message = "is no list of files"
        raise Damaged(message)
    return parse_listing(path.read_bytes())


def parse_listing(data: bytes) -> dict[str, str]:
    """Read a list. Raises Damaged where letterbook cannot have written it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        message = "is not UTF-8"
        raise Damaged(message) from None
    if text and not text.endswith("\n"):
        message = "breaks off"
        raise Damaged(message)
    listed: dict[str, str] = {}
    for number, line in enumerate(text.split("\n")[:-1], 1):
        match = _LISTED.fullmatch(line)
        if match is None:
            message = f"has a line {number} that is no sum and name"
            raise Damaged(message)
        name = match[2]
        if name in listed or name == MARKER or any(map(name_fault, name.split("/"))):
            message = f"has a line {number} with a name that letterbook does not write"
            raise Damaged(message)
        listed[name] = match[1]
    return listed


# ------------------------------------------------------------------ what stands in a folder


def examine(folder: Path, listed: Mapping[str, str] | None, *, sums: bool = True) -> Standing:
    """Look at all that stands in a folder, and tell what of it a list names; no link is followed.

    With `sums` the files that are listed are read, to tell which were changed. Raises OSError.
    """
    known = {**(listed or {}), **({} if listed is None else {MARKER: ""})}
    parents = {
        "/".join(parts[:depth])
        for name in known
        for parts in [name.split("/")]
        for depth in range(len(parts))
    }
    found = Standing(listed=listed is not None)
    device = folder.lstat().st_dev
    waiting = [("", folder)]
    while waiting:
        above, path = waiting.pop()
        with os.scandir(path) as entries:
            here = sorted(entries, key=lambda entry: entry.name)
        for entry in here:
            name = f"{above}{entry.name}"
            seen = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(seen.st_mode):
                if seen.st_dev != device:
                    found.foreign[f"{name}/"] = "is another file system"
                else:
                    found.folders.append(name)
                    waiting.append((f"{name}/", path / entry.name))
            elif not stat.S_ISREG(seen.st_mode):
                found.foreign[name] = "is a link" if stat.S_ISLNK(seen.st_mode) else "is no ordinary file"
            elif name in known:
                found.ours[name] = stamp(seen)
                if sums and name != MARKER and _digest_of(path / entry.name) != known[name]:
                    found.changed.append(name)
            elif entry.name in LITTER and seen.st_size <= _LARGEST_LITTER:
                found.litter[name] = (path / entry.name).read_bytes()
            else:
                found.foreign[name] = "was not written by letterbook"
    holding = {
        "/".join(parts[:depth])
        for name in (*found.ours, *found.litter, *found.foreign, *(f"{each}/" for each in found.folders))
        for parts in [name.rstrip("/").split("/")]
        for depth in range(1, len(parts))
    }
    for each in found.folders:
        if each not in holding and each not in parents:
            found.foreign[f"{each}/"] = "is an empty folder that letterbook did not make"
    return found


def stamp(seen: os.stat_result) -> Stamp:
    """Return what tells a file from any other, and from itself after a change."""
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# ------------------------------------------------------------------ what is removed


def remove(folder: Path, stands: Standing) -> None:
    """Delete the files of a folder that are letterbook's, and the folder if nothing else is in it.

    Only those go that are still what they were when `stands` was looked at; the list goes last, so that
    whoever is cut off can go on. Raises OSError; what is left then is left whole.
    """
    last = (MARKER,) if MARKER in stands.ours else ()
    changed = set(stands.changed)
    for name in (*stands.changed, *(each for each in stands.ours if each not in changed and each != MARKER)):
        _unlink(folder / name, stands.ours[name])
    for name in stands.litter:
        (folder / name).unlink(missing_ok=True)
    for name in sorted(stands.folders, key=lambda each: each.count("/"), reverse=True):
        with suppress(FileNotFoundError):
            (folder / name).rmdir()
    for name in last:
        _unlink(folder / name, stands.ours[name])
    folder.rmdir()


def _unlink(path: Path, known: Stamp) -> None:
    try:
        if stamp(path.lstat()) == known:
            path.unlink()
    except FileNotFoundError:
        return


def clear(left: Path) -> bool:
    """Delete what a run that was cut off left in a folder of its own; tell whether it is gone.

    Only a folder that holds nothing but files of its own list, whole, and the one that was being written, is
    deleted: whatever somebody laid there stays. Raises OSError.
    """
    try:
        if not stat.S_ISDIR(left.lstat().st_mode):
            return False
    except FileNotFoundError:
        return True
    try:
        stands = examine(left, read_listing(left) or {})
    except Damaged:
        return False
    if stands.foreign.pop(PART, ""):
        stands.ours[PART] = stamp((left / PART).lstat())
    if stands.changed or any(not name.endswith("/") for name in stands.foreign):
        return False
    remove(left, stands)
    return True


# ------------------------------------------------------------------ what is refused


def _beside(asked: Path) -> Path:
    """Return a name beside a folder that nothing has; in it, where there is no beside."""
    if asked.name in ("", ".."):
        return free_name(asked / "letterbook")
    return free_name(asked.with_name(f"{asked.name}-2"))


def standing_in(target: Path, folder: Path, asked: Path, *, force: bool) -> Standing:
    """Return what stands where an edition is to be written, if nothing of it would be lost.

    Raises Refused where something would: what letterbook did not write whatever is said, what was changed
    since unless `force` is. Raises OSError.
    """
    place = Place(str(folder))
    elsewhere = f"-o {shlex.quote(str(_beside(asked)))}"
    if not os.path.lexists(target):
        return Standing()
    if not target.is_dir():
        said = "is a file, and a folder is to be written there; nothing was changed"
        raise Refused(problem("output-foreign", said, place, f"Choose another folder: {elsewhere}"))
    try:
        listed = read_listing(target)
    except Damaged as why:
        said = f"{why}: nothing in this folder can be known as letterbook's; nothing was changed"
        hint = f"Move the folder elsewhere, or choose another: {elsewhere}"
        raise Refused(problem("output-list", said, Place(str(folder / MARKER)), hint)) from None
    stands = examine(target, listed)
    if stands.foreign and listed is None:
        some = _some(stands.foreign)
        said = f"is a folder with files that letterbook did not write ({some}); nothing was changed"
        raise Refused(problem("output-foreign", said, place, f"Choose another folder: {elsewhere}"))
    if stands.foreign:
        hint = f"Move it out of the folder, or choose another: {elsewhere}"
        raise Refused(
            *_each(
                (
                    problem(
                        "output-foreign",
                        f"{what}, and lies in the folder that would be replaced; nothing was changed",
                        Place(str(folder / name)),
                        hint,
                    )
                    for name, what in stands.foreign.items()
                ),
                len(stands.foreign),
                folder,
            )
        )
    if stands.changed and not force:
        raise Refused(
            *_each(
                (
                    problem(
                        "output-changed",
                        "was changed since letterbook wrote it, and would be replaced; nothing was changed",
                        Place(str(folder / name)),
                    )
                    for name in stands.changed
                ),
                len(stands.changed),
                folder,
            )
        )
    return stands


def _each(problems: Iterable[Problem], count: int, folder: Path) -> Iterator[Problem]:
    """Yield the first of many problems of one kind, and how many more there are."""
    for nth, each in enumerate(problems):
        if nth < _NAMED:
            yield each
        else:
            said = f"... and {count - _NAMED} more such files"
            yield problem(each.code, said, Place(str(folder)), each.hint)
            return


def _some(names: Iterable[str]) -> str:
    every = sorted(names)
    more = f" and {len(every) - _NAMED} more" if len(every) > _NAMED else ""
    return ", ".join(ascii(name)[1:-1] for name in every[:_NAMED]) + more
