"""The tagger: a linear-chain conditional random field with integer weights, in plain Python.

The weights of a feature for all labels are kept in one large integer, a field of bits a label: the sum of
the features of a unit is then one addition a feature, and the same on every machine.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from operator import mul
from pathlib import Path
from struct import Struct

from letterbook.structure_model.labels import MAY_BEGIN, MAY_END, MAY_FOLLOW, NAMES

_BITS = 32
_BIAS = 1 << (_BITS - 1)
_COUNT = len(NAMES)
_ALL = sum(_BIAS << (_BITS * label) for label in range(_COUNT))
_FIELDS = Struct(f"<{_COUNT}I")
FIRST, SECOND = 2, 3  # how much the first and the second pass count
_NEVER = -(10**9)

#: For units by index, the labels that are allowed there.
Clamps = Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class Weights:
    """The weights of one pass, in parts of `scale`: of features for each label, of steps between labels."""

    scale: int
    features: Mapping[str, tuple[int, ...]]
    steps: tuple[tuple[int, ...], ...]

    @cached_property
    def packed(self) -> dict[str, int]:
        """Return the weights of each feature in one integer."""
        return {
            name: sum(weight << (_BITS * label) for label, weight in enumerate(row))
            for name, row in self.features.items()
        }

    def mixed(self, other: Weights) -> Weights:
        """Return the steps of two passes, mixed as `mix` does their scores; no features."""
        return Weights(self.scale, {}, tuple(map(tuple, mix(self.steps, other.steps))))

    def scores(self, items: Sequence[Sequence[str]]) -> list[list[int]]:
        """Return for each unit what its features say for each label."""
        return unpacked(self.sums(items))

    def sums(self, items: Sequence[Sequence[str]], known: Sequence[int] = ()) -> list[int]:
        """Return the same packed: what is `known` of each unit's other features is added."""
        get, none = self.packed.get, repeat(0)
        begun = known or [_ALL] * len(items)
        return [sum(map(get, item, none), one) for item, one in zip(items, begun, strict=True)]


def unpacked(sums: Sequence[int]) -> list[list[int]]:
    """Return what packed sums say for each label."""
    return [[one - _BIAS for one in _FIELDS.unpack(total.to_bytes(_FIELDS.size, "little"))] for total in sums]


def mix(first: Sequence[Sequence[int]], second: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return what both passes say together: they err in different places (measured on gold)."""
    return [
        [(FIRST * a + SECOND * b) // (FIRST + SECOND) for a, b in zip(one, other, strict=True)]
        for one, other in zip(first, second, strict=True)
    ]


def _bounded(scores: list[list[int]], clamps: Clamps) -> list[list[int]]:
    """Rule out what cannot be: labels at the book's ends, and what is clamped."""
    out = [list(row) for row in scores]
    for at, allowed in ((0, frozenset(MAY_BEGIN)), (len(out) - 1, frozenset(MAY_END)), *clamps.items()):
        for label in range(_COUNT):
            if label not in allowed:
                out[at][label] = _NEVER
    return out


def best_labels(weights: Weights, scores: list[list[int]], clamps: Clamps) -> list[int]:
    """Return the best sequence of labels (Viterbi)."""
    if not scores:
        return []
    rows = _bounded(scores, clamps)
    before = [[a for a in range(_COUNT) if b in MAY_FOLLOW[a]] for b in range(_COUNT)]
    totals = rows[0]
    back: list[list[int]] = []
    for row in rows[1:]:
        links, sums = [], []
        for label in range(_COUNT):
            best, link = 4 * _NEVER * len(rows), before[label][0]
            for one in before[label]:
                value = totals[one] + weights.steps[one][label]
                if value > best:
                    best, link = value, one
            links.append(link)
            sums.append(best + row[label])
        back.append(links)
        totals = sums
    label = max(range(_COUNT), key=lambda one: (totals[one], -one))
    out = [label]
    for links in reversed(back):
        label = links[label]
        out.append(label)
    return out[::-1]


def chances(weights: Weights, scores: list[list[int]], clamps: Clamps) -> list[list[float]]:
    """Return for each unit the probability of each label (forward-backward), to three places.

    The places beyond are left off: they may differ from one machine to another.
    """
    if not scores:
        return []
    rows: list[list[float]] = []
    for held in _bounded(scores, clamps):
        top = max(held)
        rows.append(
            [math.exp(max((one - top) / weights.scale, -700.0)) if one > _NEVER else 0.0 for one in held]
        )
    step = [
        [math.exp(weights.steps[a][b] / weights.scale) if b in MAY_FOLLOW[a] else 0.0 for b in range(_COUNT)]
        for a in range(_COUNT)
    ]
    into = [[(a, step[a][b]) for a in range(_COUNT) if step[a][b]] for b in range(_COUNT)]
    outof = [[(b, step[a][b]) for b in range(_COUNT) if step[a][b]] for a in range(_COUNT)]
    forward = [_scaled(rows[0])]
    for row in rows[1:]:
        last = forward[-1]
        forward.append(
            _scaled([r * sum([last[a] * w for a, w in ways]) for r, ways in zip(row, into, strict=True)])
        )
    behind = [1.0] * _COUNT
    out: list[list[float]] = []
    for row, before in zip(reversed(rows), reversed(forward), strict=True):
        out.append([round(one, 3) for one in _scaled(list(map(mul, before, behind)))])
        ahead = list(map(mul, row, behind))
        behind = _scaled([sum([w * ahead[b] for b, w in ways]) for ways in outof])
    return out[::-1]


def _scaled(row: list[float]) -> list[float]:
    total = sum(row)
    return [one / total for one in row] if total else [1.0 / len(row)] * len(row)


def read_weights(path: Path) -> tuple[Weights, Weights]:
    """Read the weights of both passes from a model file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    first, second = (
        Weights(
            data["scale"],
            {name: tuple(row) for name, row in one["features"].items()},
            tuple(tuple(row) for row in one["steps"]),
        )
        for one in data["passes"]
    )
    return first, second
