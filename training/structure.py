"""Make the model from gold, and print the table of cross-validation.

usage: python training/structure.py VOLUMES [--folds FILE] [--keep FOLDER] [-o FILE] [-j N]

VOLUMES holds NAME/source.txt and NAME/gold.json. The fold file names the fold of each volume: those of one
author or work are in one, and each volume is judged by a model that saw none of its fold.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from editions import editions
from excerpts import excerpts, matter
from fit import SPARE, Example, example_of, fit, second_items, sequences, write_weights
from folds import read_folds
from judge import Row, Score, calibration, judge, summary, table
from pycrfsuite import ItemSequence  # type: ignore[import-untyped, unused-ignore]
from reprinted import reprints
from volumes import Volume, read_volume

from letterbook.structure_model.reading import MODEL, decide
from letterbook.structure_model.tagger import Weights, best_labels


def _fit(fold: int, spare: float) -> tuple[int, Weights]:
    """Fit one pass to all examples that are not in a fold (-1: to all)."""
    return fold, fit([row for where, rows in _rows.values() if where != fold for row in rows], spare)


#: What the processes that fit find when they begin: the fold, the items and the labels of each example.
_rows: dict[str, tuple[int, list[tuple[ItemSequence, list[int]]]]] = {}


def _examples(one: tuple[Path, str]) -> list[tuple[Volume, Example]]:
    volume = read_volume(one[0])
    return [
        example_of(each, one[1])
        for each in (
            volume,
            *excerpts(volume),
            *matter(volume),
            *reprints(volume, one[0]),
            *editions(volume, one[0]),
        )
    ]


def _fitted(
    jobs: int,
    examples: Mapping[str, Example],
    folds: Mapping[str, int],
    items: Mapping[str, list[list[str]]],
    which: Sequence[int],
    spare: float,
) -> dict[int, Weights]:
    """Fit the weights of one pass for each fold, in processes that begin with all examples in memory."""
    made = sequences(examples, items)
    _rows.clear()
    for name, one in examples.items():
        labels = [one.labels[low:high] for low, high in one.parts]
        _rows[name] = (folds[name], list(zip(made[name], labels, strict=True)))
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        return dict(pool.map(_fit, which, [spare] * len(which)))


#: What the processes that judge find when they begin: the examples, their folds, both passes of each fold.
_judged: dict[str, Any] = {}


def _judge(name: str) -> tuple[Row, list[list[float]], Score | None]:
    """Judge a book by the model of its fold: scores, probabilities; and a volume by the model of all, too."""
    volume, example = _judged["read"][name]
    fold = _judged["folds"][name]
    first, second = _judged["passes"][fold]
    alone = best_labels(first, first.scores(example.items), example.clamps)
    decided = decide((first, second), example.book())
    row = Row(name, fold, *(judge(volume, example.units, labels) for labels in (alone, decided.labels)))
    if "+" in name:
        return row, [], None
    seen = decide(_judged["passes"][-1], example.book())
    return row, decided.told, judge(volume, example.units, seen.labels)


def main(argv: Sequence[str] | None = None) -> int:
    """Train, judge, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("volumes", type=Path)
    parser.add_argument(
        "--folds", type=Path, required=True, help="which volumes belong together: gold/folds.toml"
    )
    parser.add_argument("--all", action="store_true", help="learn from the volumes held back, too")
    parser.add_argument("--count", type=int, default=4, help="how many folds (default: %(default)s)")
    parser.add_argument("--keep", type=Path, help="a folder for the models of the folds")
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    parser.add_argument("-j", "--jobs", type=int, default=1)
    args = parser.parse_args(argv)
    names = sorted(path.parent.name for path in args.volumes.glob("*/gold.json"))
    folds = read_folds(args.folds, names, args.count, everything=args.all)
    names = sorted(folds)
    which = [*range(args.count), -1]
    with ProcessPoolExecutor(args.jobs) as pool:
        asked = [(args.volumes / name, name) for name in names]
        read = {v.name: (v, e) for row in pool.map(_examples, asked) for v, e in row}
    examples = {name: example for name, (_, example) in read.items()}
    folds |= {name: folds[name.partition("+")[0]] for name in read}
    units = sum(len(example.units) for example in examples.values())
    print(f"{len(names)} volumes, {len(read)} with excerpts, {units} units", file=sys.stderr, flush=True)
    plain = {name: example.items for name, example in examples.items()}
    firsts = _fitted(args.jobs, examples, folds, plain, which, SPARE[0])
    print("first pass fitted", file=sys.stderr, flush=True)
    items = {name: second_items(examples[name], firsts[folds[name]]) for name in read}
    seconds = _fitted(args.jobs, examples, folds, items, which, SPARE[1])
    print("second pass fitted", file=sys.stderr, flush=True)
    about = {
        "volumes": str(len(names)),
        "letters": str(sum(len(read[name][0].letters) for name in names)),
    }
    write_weights(args.output, (firsts[-1], seconds[-1]), about)
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
        for fold in which[:-1]:
            write_weights(args.keep / f"fold-{fold}.json", (firsts[fold], seconds[fold]), about)
        (args.keep / "folds.json").write_text(json.dumps({name: folds[name] for name in names}, indent=0))
    _judged.update(read=read, folds=folds, passes={fold: (firsts[fold], seconds[fold]) for fold in which})
    with ProcessPoolExecutor(args.jobs, mp_context=get_context("fork")) as pool:
        judged = list(pool.map(_judge, sorted(read), chunksize=4))
    rows = [row for row, _, _ in judged]
    told = [(chances, read[row.name][1].labels) for row, chances, _ in judged if "+" not in row.name]
    seen = [Row(row.name, -1, row.first, score) for row, _, score in judged if score is not None]
    print(table([row for row in rows if "+" not in row.name]))
    for kind, said in (
        (r"\+\d", "a few letters of a volume"),
        (r"\+r", "letters printed in another manner"),
        (r"\+v", "other editions of a volume"),
    ):
        print(f"{said}:", *summary([row for row in rows if re.search(kind, row.name)]), sep="\n")
    print("of the volumes, predicted and true:", calibration(told), sep="\n")
    print("the same volumes, read by the model of all of them:", *summary(seen), sep="\n")
    none = [row for row in rows if "+m" in row.name]
    print(f"books without letters: {len(none)}, letters found in them: {sum(r.second.found for r in none)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
