"""Names of files that archives refuse.

The rules are the strictest that repositories of texts publish: letters, digits, dot and hyphen of ASCII
(CLARIN centres), no blank, no diacritic (ARCHE), endings in small letters (TLA), no name that a common
system keeps for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from letterbook.problems import Place, Problem, problem

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
#: Names Windows keeps for devices, with any ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
#: The longest name that all file systems in use take, in bytes.
_LONGEST = 255


def check_file_name(path: Path) -> Problem | None:
    """Return what is wrong with a file's name, or None. Folders above it are not looked at."""
    name = path.name
    said = ""
    if unsafe := sorted(set(_UNSAFE.findall(name))):
        signs = " ".join("a blank" if sign.isspace() else f"“{sign}”" for sign in unsafe)
        said = f"The name holds {signs}: archives take letters, digits, dots and hyphens of ASCII"
    elif "_" in name:
        said = "The name holds an underscore, which CLARIN repositories refuse"
    elif name.startswith((".", "-")):
        said = f"The name begins with “{name[0]}”, which hides it or makes it an option of commands"
    elif _DEVICE.fullmatch(name):
        said = "The name is one that Windows keeps for a device"
    elif name != name[: len(path.stem)] + path.suffix.lower():
        said = f"The ending {path.suffix} should be in small letters"
    elif len(name.encode()) > _LONGEST:
        said = f"The name is longer than {_LONGEST} bytes"
    return problem("file-name", said, Place(str(path))) if said else None


def check_file_names(paths: Iterable[Path]) -> Iterator[Problem]:
    """Yield the faults of names, and names in one folder that differ in capitals alone."""
    known: dict[tuple[Path, str], Path] = {}
    for path in paths:
        if fault := check_file_name(path):
            yield fault
        other = known.setdefault((path.parent, path.name.lower()), path)
        if other != path:
            said = f"{other.name} differs from it in capitals alone: many disks can hold only one of the two"
            yield problem("file-name", said, Place(str(path)))
