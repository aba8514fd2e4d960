"""Tell whether a file of the editor has changed, by its size and times, which is quick."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from letterbook.project.inputs import input_names, watched
from letterbook.project.letterbook_toml import FILE


def stats(source: Path) -> dict[str, tuple[int, int, int]]:
    """Return the size, time and identity of each file that has a say in an edition, if it is there."""
    folder = source.parent
    found: dict[str, tuple[int, int, int]] = {}
    named: list[str] = []
    # A configuration with faults names no files; they are told when it is read in full.
    with suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
        named += (name for name in input_names(folder, FILE) if isinstance(name, str))
    for name in watched(source.name, named):
        with suppress(OSError, ValueError):
            status = (folder / name).stat()
            if not name.endswith("/"):
                found[name] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found
