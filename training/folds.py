"""Which volumes stand on the same side when a model is judged on volumes it has not seen."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path


def read_folds(path: Path, names: Sequence[str], count: int, *, everything: bool = False) -> dict[str, int]:
    """Deal volumes to folds: those of one group to one. Those made later are left out, and those held back.

    `everything` takes those held back, too.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    held = set(data["later"]["volumes"]) | (set() if everything else set(data["held"]["volumes"]))
    group = {name: key for key, row in data["groups"].items() for name in row}
    groups: dict[str, list[str]] = {}
    for name in sorted(names):
        if name not in held:
            groups.setdefault(group.get(name, name), []).append(name)
    order = sorted(groups, key=lambda key: (groups[key][0][:2], groups[key][0]))
    return {name: k % count for k, key in enumerate(order) for name in groups[key]}
