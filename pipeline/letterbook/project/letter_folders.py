"""Tell which folders are folders of letters, a file each: by their table, or by their settings."""

from __future__ import annotations

import tomllib
from pathlib import Path

from letterbook.file_bytes import SETTINGS, is_there, read_bytes
from letterbook.project.edition_id import CONFIG

#: The name of the table.
FILE = "letters.csv"


def source_of(path: Path, *, letters: bool = False) -> Path:
    """Return what stands for a source that may be a folder of letters: its table, or its settings.

    `letters` is the user's word that it is one. Any other path stands for itself.
    """
    if not path.is_dir():
        return path
    if is_there(path / FILE) or letters:
        return path / FILE
    return path / CONFIG if _says_so(path / CONFIG) else path


def stands_for_folder(path: Path) -> bool:
    """Tell whether a source is the table or the settings of a folder of letters."""
    return path.name in (FILE, CONFIG)


def _says_so(config: Path) -> bool:
    try:
        text = read_bytes(config, SETTINGS).decode("utf-8-sig")
        return tomllib.loads(text.replace("\r\n", "\n")).get("letters") is True
    except (OSError, ValueError, RecursionError):
        return False
