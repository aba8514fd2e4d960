"""Make the id of an edition: the name of its folder, which every file system and archive takes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from letterbook.file_bytes import SETTINGS, read_bytes

#: The name of the file that describes an edition; it stands beside the source.
CONFIG = "letterbook.toml"

#: Files that are called so in every folder: a text, and what stands for a folder of letters.
_OF_FOLDER = ("source.txt", "letters.csv", CONFIG)

_ID = re.compile(r"[A-Za-z](?:[A-Za-z0-9.-]{0,98}[A-Za-z0-9])?")
#: Names Windows keeps for devices, with any ending: a folder so called cannot be made there.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def is_safe(name: str) -> bool:
    """Tell whether a name can be an id: ASCII letters, digits, dots and hyphens, a letter first."""
    return bool(_ID.fullmatch(name)) and not _DEVICE.fullmatch(name) and ".." not in name


def default_id(path: Path) -> str:
    """Name the edition by its folder, where the file is source.txt or stands for it, else by the file."""
    return safe_id(path.absolute().parent.name if path.name.lower() in _OF_FOLDER else path.stem)


def safe_id(name: str) -> str:
    """Turn any name into an id: diacritics dropped, other signs to hyphens; 1 to 100 characters."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    joined = re.sub(r"\.{2,}", ".", re.sub(r"[^A-Za-z0-9.]+", "-", plain))[:90].strip("-.")
    if is_safe(joined):
        return joined
    return f"edition-{joined[:82].rstrip('-.')}" if joined else "edition"


def edition_of(source: Path) -> str:
    """Return the id of the edition whose source is at `source`: what its letterbook.toml says, else its name.

    A letterbook.toml with faults says nothing; whoever reads it in full tells of them.
    """
    try:
        data = read_bytes(source.parent / CONFIG, SETTINGS)
    except (OSError, ValueError):
        return default_id(source)
    import tomllib  # noqa: PLC0415 (most texts have no such file)

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        stated = tomllib.loads(text).get("id")
    except (ValueError, RecursionError):
        stated = None
    return stated if isinstance(stated, str) and is_safe(stated) else default_id(source)
