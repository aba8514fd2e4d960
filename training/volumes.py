"""Volumes with gold: their texts, the labels of their units, their folds."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from letterbook.model import Source
from letterbook.structure_model.labels import BACK, BEGIN, BETWEEN, END, FRONT, HEAD, INSIDE, NOTE
from letterbook.structure_model.units import Unit


class Volume(NamedTuple):
    """A text and where its letters stand: (start, first, end) of each, and which of them are doubtful."""

    name: str
    text: str
    letters: tuple[tuple[int, int, int], ...]
    unsure: frozenset[int]
    notes: tuple[tuple[int, int], ...]


def read_volume(folder: Path) -> Volume:
    """Read a volume with its gold."""
    with (folder / "source.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    letters = tuple((one["start"], one["first"], one["end"]) for one in gold["letters"])
    unsure = frozenset(i for i, one in enumerate(gold["letters"]) if one.get("unsure"))
    notes = tuple((one["start"], one["end"]) for one in gold["notes"] if "end" in one)
    return Volume(folder.name, text, letters, unsure, notes)


def on_page(volume: Volume, page: Source) -> Volume:
    """Return a volume with its offsets in the view of the page that rules see."""
    view = page.view
    if view is None:
        return volume
    above = view.above
    return volume._replace(
        text=page.text,
        letters=tuple((above(a), above(b), above(c)) for a, b, c in volume.letters),
        notes=tuple((above(a), above(b)) for a, b in volume.notes),
    )


def labels_of(units: Sequence[Unit], volume: Volume) -> list[int]:
    """Return the label of each unit by the gold."""
    starts = [start for start, _, _ in volume.letters]
    last = max((end for _, _, end in volume.letters), default=0)
    out: list[int] = []
    begun = -1
    for unit in units:
        at = bisect_right(starts, unit.span.end - 1) - 1
        label = -1
        if at >= 0:
            start, first, end = volume.letters[at]
            if at != begun and unit.span.start < end:
                label, begun = BEGIN, at
            elif start < unit.span.start < end:
                label = HEAD if unit.span.end <= first else INSIDE
        if label < 0:
            noted = any(a < unit.span.end and unit.span.start < b for a, b in volume.notes)
            if at < 0:
                label = FRONT
            elif noted and out and out[-1] in {BEGIN, INSIDE, END, HEAD, NOTE}:
                label = NOTE
            else:
                label = BACK if unit.span.start >= last else BETWEEN
        out.append(label)
    for i, label in enumerate(out):
        nxt = out[i + 1] if i + 1 < len(out) else BACK
        if label in {INSIDE, HEAD} and nxt not in {INSIDE, HEAD}:
            out[i] = END
    return out
