"""The parts of letters that have labels (gold/roles) are read no worse than they were, over all volumes.

    python3 run.py test -e volumes -- tests/volumes/test_role_floors.py

The floors stand in gold/role_floors.toml, by role, as F1 over the volumes named there. They are written by
hand from `python benchmarks/quality.py --volumes FOLDER --roles NAME ...`.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from roles import NAMED, ROLES, Count, judge  # noqa: E402 (benchmarks is no package)

FLOORS = tomllib.loads((ROOT / "gold" / "role_floors.toml").read_text(encoding="utf-8"))


def test_every_role_has_a_floor_and_every_volume_labels():
    assert sorted(FLOORS["f1"]) == sorted(NAMED)
    assert all((ROLES / f"{name}.json").is_file() for name in FLOORS["volumes"])


def test_no_role_falls():
    named = os.environ.get("LETTERBOOK_VOLUMES", "")
    if not named or not Path(named).is_dir():
        pytest.fail("LETTERBOOK_VOLUMES must name a folder of printed volumes (gold/README.md)")
    total: dict[str, Count] = defaultdict(Count)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for counts, _ in pool.map(judge, [Path(named) / name for name in FLOORS["volumes"]]):
            for role, count in counts.items():
                total[role] = Count(*(a + b for a, b in zip(total[role], count, strict=True)))
    lower = {
        role: (round(total[role].f1(), 3), floor)
        for role, floor in FLOORS["f1"].items()
        if total[role].f1() < floor - 0.0005
    }
    assert not lower, f"roles fell below their floors (figure, floor): {lower}"
