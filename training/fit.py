"""Fitting both passes of the model to volumes with gold."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pycrfsuite  # type: ignore[import-untyped, unused-ignore]
from volumes import Volume, labels_of, on_page

from letterbook.detect.run import detect
from letterbook.model import Source
from letterbook.settle.structure.judged import book_span, judge_headings
from letterbook.settle.structure.judged_limits import clamps_of, links_of
from letterbook.settle.structure.judged_looks import judged_looks
from letterbook.structure_model.agreement import Link
from letterbook.structure_model.features import features
from letterbook.structure_model.labels import BACK, BEGIN, FRONT, MAY_FOLLOW, NAMES
from letterbook.structure_model.reading import Book, second_look
from letterbook.structure_model.running import running_units
from letterbook.structure_model.tagger import Clamps, Weights
from letterbook.structure_model.units import Unit, cut_units

SCALE = 256  # parts of a weight
_SMALLEST = 4  # parts: a smaller weight is left out
_FEWEST = 4  # works in which a feature must occur
_MOST, _LAST = 50, 8  # letters at the beginning, and at the end, of a book that are learned from
_AROUND = 150  # units before the first and behind the last letter that are
SPARE = (0.8, 1.6)  # of the first and of the second pass
_TRAINING = {"c2": 0.05, "max_iterations": 60, "feature.minfreq": 3}


class Example(NamedTuple):
    """A book to learn from: its units, their features, their own looks, their labels, its work.

    `parts` are the stretches of units that are learned from: of a long book not all letters, so that a long
    one does not count for more, and of a long index or licence the beginning. `clamps`, `links` and `exact`
    are what the judge of headings knows of it.
    """

    units: tuple[Unit, ...]
    items: list[list[str]]
    looks: list[list[str]]
    labels: list[int]
    work: str
    parts: tuple[tuple[int, int], ...]
    clamps: Clamps = MappingProxyType({})
    links: tuple[Link, ...] = ()
    exact: bool = False

    def book(self) -> Book:
        """Return the book as the model sees it."""
        return Book(self.units, self.items, self.looks, self.clamps, self.links, self.exact)


def _parts(labels: Sequence[int]) -> tuple[tuple[int, int], ...]:
    begins = [i for i, label in enumerate(labels) if label == BEGIN]
    if not begins:
        return ((0, min(len(labels), _AROUND)),)
    last = max(i for i, label in enumerate(labels) if label not in {FRONT, BACK})
    low, high = max(0, begins[0] - _AROUND), min(len(labels), last + _AROUND)
    if len(begins) <= _MOST + _LAST:
        return ((low, high),)
    return (low, begins[_MOST]), (begins[-_LAST], high)


def example_of(volume: Volume, work: str) -> tuple[Volume, Example]:
    """Return a volume as an example, and with its offsets on the page."""
    found = detect(Source(volume.name, volume.text, ""))
    units = running_units(cut_units(found))
    book = book_span(found)
    judged = judge_headings(found, book)
    items, looks = features(found, units, judged_looks(units, judged))
    volume = on_page(volume, found.page.source)
    labels = labels_of(units, volume)
    clamps = dict(clamps_of(found, units, book, judged))
    links = tuple(links_of(units, judged))
    exact = judged.is_exact()
    return volume, Example(units, items, looks, labels, work, _parts(labels), clamps, links, exact)


def sequences(
    examples: Mapping[str, Example], items: Mapping[str, list[list[str]]]
) -> dict[str, list[pycrfsuite.ItemSequence]]:
    """Return the items of each example as the library takes them.

    What occurs in few works is left out: it is a work's own name, or its own manner.
    """
    works: dict[str, set[str]] = defaultdict(set)
    for name, one in examples.items():
        for item in items[name]:
            for feature in item:
                works[feature].add(one.work)
    rare = {feature for feature, where in works.items() if len(where) < _FEWEST}
    return {
        name: [
            pycrfsuite.ItemSequence([[f for f in item if f not in rare] for item in items[name][low:high]])
            for low, high in one.parts
        ]
        for name, one in examples.items()
    }


def fit(rows: Sequence[tuple[pycrfsuite.ItemSequence, Sequence[int]]], spare: float) -> Weights:
    """Fit the weights of one pass to items and labels; the larger `spare`, the fewer features have any."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({**_TRAINING, "c1": spare})
    for items, labels in rows:
        trainer.append(items, [str(label) for label in labels])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    return _weights(info.state_features, info.transitions)


def _weights(state: Mapping[tuple[str, str], float], moves: Mapping[tuple[str, str], float]) -> Weights:
    table: dict[str, list[int]] = {}
    for (name, label), value in state.items():
        weight = round(value * SCALE)
        if abs(weight) >= _SMALLEST:
            table.setdefault(name, [0] * len(NAMES))[int(label)] = weight
    seen = {(int(a), int(b)): round(value * SCALE) for (a, b), value in moves.items()}
    least = min([0, *seen.values()])
    steps = tuple(
        tuple(seen.get((a, b), least) if b in MAY_FOLLOW[a] else 0 for b in range(len(NAMES)))
        for a in range(len(NAMES))
    )
    return Weights(SCALE, {name: tuple(row) for name, row in sorted(table.items())}, steps)


def second_items(one: Example, first: Weights) -> list[list[str]]:
    """Return the features of the second pass, by the probabilities of a first pass."""
    return [[*a, *b] for a, b in zip(one.items, second_look(first, one.book()), strict=True)]


def write_weights(path: Path, passes: Sequence[Weights], about: Mapping[str, str]) -> None:
    """Write a model file: a feature a line, so that two models can be compared."""
    lines = ["{", f'"about": {json.dumps(about, ensure_ascii=False)},', f'"scale": {passes[0].scale},']
    lines.append(f'"labels": {json.dumps(NAMES)},')
    lines.append('"passes": [')
    for k, one in enumerate(passes):
        lines.append('{"steps": ' + json.dumps(one.steps) + ",")
        lines.append('"features": {')
        rows = [
            f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
            for name, row in sorted(one.features.items())
        ]
        lines.append(",\n".join(rows))
        lines.append("}}" + ("," if k + 1 < len(passes) else ""))
    lines.append("]}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
