"""How many letters are right: both ends, as the scorer of the gold counts them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from volumes import Volume

from letterbook.structure_model.labels import BACK, BEGIN, BETWEEN, END, FRONT, NOTE
from letterbook.structure_model.units import Unit

_ROOM = 80  # letters and digits that may stand too many before or behind a letter
_PART = 20  # or this part of the letter


class Score(NamedTuple):
    """Letters right, found and wanted; and of the others, what is wrong with how many."""

    right: int
    found: int
    wanted: int
    faults: Counter[str]

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / max(self.found + self.wanted, 1)


def spans_of(units: Sequence[Unit], labels: Sequence[int]) -> list[tuple[int, int]]:
    """Return where the letters of a sequence of labels begin and end."""
    out: list[tuple[int, int]] = []
    begun: int | None = None
    for i, label in enumerate(labels):
        if begun is not None and label in {BEGIN, NOTE, FRONT, BETWEEN, BACK}:
            out.append((begun, units[i - 1].span.end))
            begun = None
        if label == BEGIN:
            begun = units[i].span.start
        elif label == END and begun is not None:
            out.append((begun, units[i].span.end))
            begun = None
    if begun is not None:
        out.append((begun, units[-1].span.end))
    return out


def judge(volume: Volume, units: Sequence[Unit], labels: Sequence[int]) -> Score:
    """Compare the letters that labels make with the gold."""
    found = spans_of(units, labels)
    signs = bytearray(c.isalnum() for c in volume.text)
    for start, end in volume.notes:
        signs[start:end] = bytes(end - start)
    count = [0, *accumulate(signs)]
    starts = [start for start, _ in found]
    owner: dict[int, int] = {}
    for i, (_, first, _) in enumerate(volume.letters):
        at = bisect_right(starts, first) - 1
        if at >= 0 and found[at][1] > first:
            owner[i] = at
    holds = Counter(owner.values())
    sure = {owner[i] for i in owner if i not in volume.unsure}
    passed = len({at for i, at in owner.items() if i in volume.unsure} - sure)
    faults: Counter[str] = Counter()
    right = 0
    for i, (start, _, end) in enumerate(volume.letters):
        if i in volume.unsure:
            continue
        if i not in owner:
            faults["lost"] += 1
            continue
        a, b = found[owner[i]]
        room = max(_ROOM, (count[end] - count[start]) // _PART)
        if holds[owner[i]] > 1:
            faults["merged"] += 1
        elif count[start] - count[a] > room:
            faults["begins early"] += 1
        elif count[end] > count[min(b, end)]:
            faults["ends early"] += 1
        elif count[max(b, end)] - count[end] > room:
            faults["ends late"] += 1
        else:
            right += 1
    return Score(right, len(found) - passed, len(volume.letters) - len(volume.unsure), faults)


_BINS = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97)  # borders of the classes of probability


def calibration(told: Sequence[tuple[Sequence[Sequence[float]], Sequence[int]]]) -> str:
    """Return a table of predicted against true probabilities that a unit begins a letter, or ends one.

    `told` holds of each volume the probabilities of the labels of its units, and the true labels.
    """
    out = ["probability    begins: units  predicted  true    ends: units  predicted  true"]
    rows: dict[tuple[int, int], list[tuple[float, bool]]] = {}
    for chances, labels in told:
        for chance, label in zip(chances, labels, strict=True):
            for which in (BEGIN, END):
                at = bisect_right(_BINS, chance[which])
                rows.setdefault((which, at), []).append((chance[which], label == which))
    for at in range(len(_BINS) + 1):
        low, high = (0.0, *_BINS)[at], (*_BINS, 1.0)[at]
        cells = []
        for which in (BEGIN, END):
            mine = rows.get((which, at), [])
            count = max(len(mine), 1)
            mean, true = sum(c for c, _ in mine) / count, sum(t for _, t in mine) / count
            cells.append(f"{len(mine):13}  {mean:9.3f}  {true:5.3f}")
        out.append(f"{low:.2f}-{high:.2f}   " + "  ".join(cells))
    return "\n".join(out)


class Row(NamedTuple):
    """A line of the table: a volume, its fold, what the first pass finds, and what is decided in the end."""

    name: str
    fold: int
    first: Score
    second: Score


def table(rows: Sequence[Row]) -> str:
    """Return the table of cross-validation: first pass and all together, a volume a line, and all of them."""
    out = [f"{'volume':22} fold  first  whole   right/found/wanted   what is wrong"]
    for row in rows:
        mine = row.second
        told = ", ".join(f"{kind} {n}" for kind, n in sorted(mine.faults.items()))
        counts = f"{mine.right}/{mine.found}/{mine.wanted}"
        out.append(f"{row.name:22} {row.fold:4}  {row.first.f1:.3f}  {mine.f1:.3f}   {counts}   {told}")
    return "\n".join([*out, *summary(rows)])


def summary(rows: Sequence[Row]) -> list[str]:
    """Return what both passes are worth over all volumes."""
    out = []
    for name, scores in (
        ("first pass", [row.first for row in rows]),
        ("both, and what they agree on", [row.second for row in rows]),
    ):
        whole = Score(
            sum(s.right for s in scores),
            sum(s.found for s in scores),
            sum(s.wanted for s in scores),
            Counter(),
        )
        mean = sum(s.f1 for s in scores) / max(len(scores), 1)
        out.append(f"{name}: F1 of all letters {whole.f1:.3f}, mean of volumes {mean:.3f}")
    return out
