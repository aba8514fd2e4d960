"""Whole printed volumes score no less than they did: each read by a model that did not see it.

    python3 run.py test -e volumes                        all volumes
    python3 run.py test -e volumes -- -k "en-austen or fr-zola"

LETTERBOOK_VOLUMES names the folder of the volumes (gold/take.py makes it; the texts are no part of the
project). The floors stand in gold/floors.toml; `python benchmarks/quality.py --volumes FOLDER --floors`
writes them.
"""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from printed_volumes import MEASURES, read_volume  # noqa: E402 (benchmarks is no package)

FLOORS = tomllib.loads((ROOT / "gold" / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def folder() -> Path:
    named = os.environ.get("LETTERBOOK_VOLUMES", "")
    path = Path(named)
    if not named or not path.is_dir():
        pytest.fail(
            "LETTERBOOK_VOLUMES must name a folder of printed volumes, NAME/source.txt with NAME/gold.json: "
            "gold/take.py makes them from the issued texts (gold/README.md)"
        )
    return path


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_volume_falls(name, folder):
    row = read_volume(folder / name)
    figures = {kind: value for kind in MEASURES if (value := row.measure(kind)) is not None}
    lower = {
        kind: (figures.get(kind, 0.0), floor)
        for kind, floor in FLOORS[name].items()
        if figures.get(kind, 0.0) < floor - 0.0005
    }
    assert not lower, f"{name} fell below its floors (figure, floor): {lower} {row.refused}"
