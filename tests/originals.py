"""To read an original in tests, with the proof that nothing of it was lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from letterbook.check.origin import prove_origin
from letterbook.model import Source
from letterbook.problems import Problem
from letterbook.read.sources import read_source
from letterbook.tei.origin_file import serialise_origin


def read_original(path: Path, data: bytes) -> tuple[Source, Sequence[Problem]]:
    """Write a file, read it, and prove the transcript against it; return the source and what was told."""
    path.write_bytes(data)
    source, problems = read_source(path)
    originals = {file.name: file.data for file in source.origin.files}
    assert prove_origin(serialise_origin(source), source.text.encode(), originals).problems == ()
    return source, problems
