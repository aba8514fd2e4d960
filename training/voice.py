"""Learn what small words are worth: whether a paragraph is a letter's prose, or a narrator's or an editor's.

usage: python training/voice.py VOLUMES --folds FILE [--all] [--keep FOLDER] [-o FILE] [-j N]

VOLUMES holds NAME/source.txt and NAME/gold.json. As in `structure.py`, each volume is left out of the weights
of its fold (FOLDER/fold-N.voice.json), so that it can be judged by weights that did not see it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pycrfsuite  # type: ignore[import-untyped, unused-ignore]
from folds import read_folds
from volumes import labels_of, on_page, read_volume

from letterbook.detect.run import detect
from letterbook.model import Source
from letterbook.structure_model.labels import BEGIN, END, HEAD, INSIDE, NOTE
from letterbook.structure_model.looks import SHORT, tongues_of
from letterbook.structure_model.reading import MODEL
from letterbook.structure_model.running import running_units
from letterbook.structure_model.units import cut_units
from letterbook.structure_model.voice import ALWAYS, SCALE, signs_of, voice_path

_MOST = 120  # paragraphs of a kind that are learned from in one volume
_FEWEST = 5  # paragraphs of an editor's, by which a volume counts
_WORDS = 150  # of a language
_COMMON = 0.6  # of the volumes of a language have such a word
_LEAST = 2  # of them at least
_TRAINING = {"c1": 0.0, "c2": 30.0, "max_iterations": 60}
_LETTER = frozenset({BEGIN, HEAD, INSIDE, END})


class Prose(NamedTuple):
    """The paragraphs of a volume that are learned from, by their signs: those of letters, and others."""

    tongue: str
    said: list[list[str]]
    told: list[list[str]]


def _spread(rows: Sequence[str], most: int) -> list[str]:
    """Return so many of some paragraphs, at even distances."""
    return [rows[i * len(rows) // most] for i in range(most)] if len(rows) > most else list(rows)


def prose_of(tongue: str, rows: Iterable[tuple[str, int]]) -> Prose:
    """Return what is learned from a volume. `rows` are its paragraphs with their labels."""
    long = [(text, label) for text, label in rows if len(text) > SHORT and label != NOTE]
    told = _spread([text for text, label in long if label not in _LETTER], _MOST)
    said = _spread([text for text, label in long if label in _LETTER], len(told))
    return Prose(tongue, *([signs_of(text, tongue) for text in one] for one in (said, told)))


def _read(folder: Path) -> Prose:
    volume = read_volume(folder)
    found = detect(Source(volume.name, volume.text, ""))
    units = running_units(cut_units(found))
    labels = labels_of(units, on_page(volume, found.page.source))
    tongue = tongues_of(found.languages)[0]
    return prose_of(tongue, ((u.text, k) for u, k in zip(units, labels, strict=True) if not u.page))


def _common(read: Mapping[str, Prose]) -> frozenset[str]:
    """Return the words that count: of each language those that most of its volumes have, the commonest."""
    out: set[str] = set()
    for tongue in sorted({one.tongue for one in read.values()}):
        mine = [one for one in read.values() if one.tongue == tongue]
        volumes: Counter[str] = Counter()
        shares: Counter[str] = Counter()
        for one in mine:
            counts = Counter(sign for row in (*one.said, *one.told) for sign in row if ":" in sign)
            volumes.update(counts.keys())
            for sign, count in counts.items():
                shares[sign] += count / max(len(one.said) + len(one.told), 1)
        enough = [sign for sign in shares if volumes[sign] >= max(_LEAST, _COMMON * len(mine))]
        out |= set(sorted(enough, key=lambda sign: (-shares[sign], sign))[:_WORDS])
    return frozenset(out)


def fit_voice(read: Mapping[str, Prose]) -> dict[str, int]:
    """Return what each sign is worth, in parts; `ALWAYS` is what all prose begins with."""
    wanted = _common(read)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(_TRAINING)
    for _, one in sorted(read.items()):
        if len(one.told) < _FEWEST:
            continue
        for rows, label in ((one.said, "1"), (one.told, "0")):
            for row in rows:
                signs = [ALWAYS, *(sign for sign in row if ":" not in sign or sign in wanted)]
                trainer.append(pycrfsuite.ItemSequence([signs]), [label])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        state: Mapping[tuple[str, str], float] = tagger.info().state_features
        tagger.close()
    out: Counter[str] = Counter()
    for (sign, label), value in sorted(state.items()):
        out[sign] += round(value * SCALE) * (1 if label == "1" else -1)
    return {sign: weight for sign, weight in sorted(out.items()) if weight}


def write_voice(path: Path, weights: Mapping[str, int]) -> None:
    """Write weights, a sign a line."""
    rows = [f"{json.dumps(sign, ensure_ascii=False)}:{weight}" for sign, weight in weights.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """Read the volumes, fit, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("volumes", type=Path)
    parser.add_argument("--folds", type=Path, required=True, help="gold/folds.toml")
    parser.add_argument("--all", action="store_true", help="learn from the volumes held back, too")
    parser.add_argument("--count", type=int, default=4, help="how many folds (default: %(default)s)")
    parser.add_argument("--keep", type=Path, help="a folder for the weights of the folds")
    parser.add_argument("-o", "--output", type=Path, default=voice_path(MODEL))
    parser.add_argument("-j", "--jobs", type=int, default=1)
    args = parser.parse_args(argv)
    names = sorted(path.parent.name for path in args.volumes.glob("*/gold.json"))
    folds = read_folds(args.folds, names, args.count, everything=args.all)
    with ProcessPoolExecutor(args.jobs) as pool:
        read = dict(zip(folds, pool.map(_read, (args.volumes / name for name in folds)), strict=True))
    write_voice(args.output, fit_voice(read))
    if args.keep:
        for fold in range(args.count):
            seen = {name: one for name, one in read.items() if folds[name] != fold}
            write_voice(args.keep / f"fold-{fold}.voice.json", fit_voice(seen))
    return 0


if __name__ == "__main__":
    sys.exit(main())
