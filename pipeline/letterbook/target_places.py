"""Refuse places where nothing may be written: a home folder, a root, a folder that is being read from."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from letterbook.problems import Place, Refused, problem


def refuse_place(target: Path, folder: Path, beside: Iterable[Path], asked: Path) -> None:
    """Refuse a folder that is more than an edition's: a home, a root, one that holds what is being read.

    `target` is the real path of `folder`; `asked` is what the user named, for the hint. Raises Refused.
    """
    why = ""
    if target.parent == target:
        why = "is the root of a file system"
    for path in beside:
        if real_path(path).is_relative_to(target):
            why = why or f"holds {path}, which is read"
    for home in _homes():
        if home == target:
            why = why or "is a home folder"
        elif home.is_relative_to(target):
            why = why or f"holds the home folder {home}"
    with suppress(OSError):  # the working folder was deleted
        if real_path(Path.cwd()).is_relative_to(target):
            why = why or "is the folder you work in, or holds it"
    if not why and os.path.ismount(target):
        why = "is a mount point"
    if why:
        said = f"{why}, and cannot be replaced as a whole; nothing was changed"
        instead = free_name(asked / "letterbook")
        hint = f"Choose a folder that letterbook may make: -o {shlex.quote(str(instead))}"
        raise Refused(problem("output-place", said, Place(str(folder)), hint))


def real_path(path: Path) -> Path:
    """Return a path without links."""
    return Path(os.path.realpath(path))


def _homes() -> Iterator[Path]:
    """Yield the home folders that can be known: what the environment says, and what the system says."""
    named = {os.environ.get(name) for name in ("HOME", "USERPROFILE")}
    try:
        import pwd  # noqa: PLC0415 (Unix alone has it)

        named.add(pwd.getpwuid(os.getuid()).pw_dir)
    except (ImportError, KeyError):
        pass
    for each in sorted(filter(None, named)):
        yield real_path(Path(each))


def free_name(path: Path) -> Path:
    """Return a name like this one that nothing has."""
    number = 2
    free = path
    while os.path.lexists(free):
        free, number = path.with_name(f"{path.name}-{number}"), number + 1
    return free
