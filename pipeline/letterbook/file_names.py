"""List the names that a file system may refuse for a file, or not tell from others."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from pathlib import Path

from letterbook.problems import Place, Refused, problem

#: What the transcript of a file in another form is called: FILE.as-read.txt.
TRANSCRIPT = ".as-read.txt"

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
_LONGEST = 255


def refuse_unsafe_names(names: Iterable[str], folder: Path, kept: Container[str]) -> None:
    """Refuse names that lead out of the folder, or that some file system cannot hold or tell apart.

    `kept` are names for letterbook's own use. Raises Refused.
    """
    seen: dict[str, str] = {}
    for name in sorted(names):
        parts = name.split("/")
        why = next(filter(None, map(name_fault, parts)), "")
        if name in kept:
            why = "is kept for letterbook's own use"
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            kind = "file" if depth == len(parts) else "folder"
            if seen.setdefault(path.casefold(), f"{kind} {path}") != f"{kind} {path}":
                why = "cannot be told from another name on every system"
        if why:
            said = f"the name “{ascii(name)[1:-1]}” {why}"
            raise Refused(problem("output-name", said, Place(str(folder))))


def name_fault(part: str) -> str:
    """Say why a file or folder may not be called so; nothing, if it may."""
    if part in ("", ".", ".."):
        return "leads out of the folder or nowhere"
    if _FORBIDDEN.search(part) or part[-1] in ". " or part[0] == " ":
        return "holds a character that some file systems refuse"
    if _DEVICE.fullmatch(part):
        return "is kept for a device on Windows"
    if len(part.encode("utf-8", errors="surrogateescape")) > _LONGEST:
        return "is too long"
    return ""
