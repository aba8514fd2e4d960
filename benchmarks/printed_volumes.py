"""Whole printed volumes read without any configuration, and scored against their gold (gold/README.md)."""

from __future__ import annotations

import importlib.machinery
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from letterbook import stages
from letterbook.problems import Refused
from letterbook.project.letterbook_toml import Project
from letterbook.structure_model.reading import VARIABLE

GOLD = Path(__file__).resolve().parents[1] / "gold"
#: The models of structure by fold (training/structure.py --keep), and folds.json: the fold of each volume.
MODELS = GOLD / "models"
#: The measures of letters and calls; of the others the share that is right.
_BOUNDS = ("letters", "calls")
_SHARES = ("notes", "dates", "senders", "recipients", "places")
MEASURES = (*_BOUNDS, *_SHARES)
#: With these codes a text is refused as a whole, or its reading called failed.
FAILED = frozenset({"no-letters", "not-letters", "reading-failed"})
_COUNTS = ("right", "found", "wanted", "wrong", "wrong_high", "right_high", "extra")


def scorer() -> ModuleType:
    """Load gold/score.py, which is a script beside the package and no part of it."""
    if "gold_score" in sys.modules:
        return sys.modules["gold_score"]
    loader = importlib.machinery.SourceFileLoader("gold_score", str(GOLD / "score.py"))
    module = ModuleType(loader.name)
    sys.modules[loader.name] = module
    loader.exec_module(module)
    return module


class Row(NamedTuple):
    """A volume's scores by measure, and why it was refused, if it was.

    `told` is the code by which it was refused, or its reading called failed; what was read is scored then.
    """

    name: str
    scores: Mapping[str, Mapping[str, float]]
    refused: str = ""
    told: str = ""

    def measure(self, kind: str) -> float | None:
        """Return the figure of a measure: F1 of letters and calls, the share that is right of others."""
        row = self.scores.get(kind)
        if row is None or not row["wanted"]:
            return None
        return row["f1"] if kind in _BOUNDS else row["rate"]


def volumes(folder: Path) -> list[Path]:
    """Return the folders of volumes below a folder: those with a text and a gold."""
    return sorted(gold.parent for gold in folder.glob("*/gold.json") if (gold.parent / "source.txt").exists())


def model_of(name: str) -> Path | None:
    """Return the model of structure that saw neither a volume nor its kin; None: the one that is shipped."""
    folds = json.loads((MODELS / "folds.json").read_text(encoding="utf-8"))
    return MODELS / f"fold-{folds[name]}.json" if name in folds else None


def choose_model(name: str, *, shipped: bool = False) -> None:
    """Use the model of structure that saw neither a volume nor its kin, or the shipped one."""
    os.environ.pop(VARIABLE, None)
    if not shipped and (model := model_of(name)):
        os.environ[VARIABLE] = str(model)


def read_volume(volume: Path, *, shipped: bool = False) -> Row:
    """Read a volume as letterbook reads it alone, and score what was read."""
    choose_model(volume.name, shipped=shipped)
    source, gold = volume / "source.txt", volume / "gold.json"
    try:
        tei, told = _tei(Project(id=volume.name, source=source))
    except Refused as refused:
        scores = _nothing(json.loads(gold.read_text(encoding="utf-8")))
        return Row(volume.name, scores, str(refused), refused.problems[0].code)
    with tempfile.TemporaryDirectory() as folder:
        edition = Path(folder) / "edition.xml"
        edition.write_bytes(tei)
        return Row(volume.name, scorer().compare(edition, source, gold).score(), told=told)


def _tei(project: Project) -> tuple[bytes, str]:
    """Return the TEI of an edition, and the code by which its reading is called failed, if it is."""
    edition, problems = stages.understand(project)
    encoded, _ = stages.encode(edition, project)
    told = next((one.code for one in problems if one.code in FAILED), "")
    return stages.serialise(encoded.root), told


def _nothing(gold: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return the scores of a volume that was refused."""
    sure = [letter for letter in gold["letters"] if not letter.get("unsure")]
    zero = dict.fromkeys(_COUNTS, 0)
    found = {"precision": 0.0, "recall": 0.0, "f1": 0.0, **zero}
    rows = {"letters": {**found, "wanted": len(sure)}}
    if gold.get("notes_complete") is not False:
        rows["calls"] = {**found, "wanted": len(gold["markers"])}
        rows["notes"] = {"rate": 0.0, **zero, "wanted": len(gold["notes"])}
    for kind, field in zip(_SHARES[1:], ("date", "sender", "recipient", "place"), strict=True):
        wanted = [one for one in sure if one.get(field) and not (field == "date" and one.get("date_unsure"))]
        rows[kind] = {"rate": 0.0, **zero, "wanted": len(wanted)}
    return rows


def read_all(folders: Sequence[Path], jobs: int = 2, *, shipped: bool = False) -> list[Row]:
    """Read volumes in so many processes, each by the model that did not see it, or all by the shipped one."""
    read = partial(read_volume, shipped=shipped)
    if jobs < 2:  # noqa: PLR2004
        return [read(folder) for folder in folders]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(pool.map(read, folders))


# ------------------------------------------------------------------ the table


def table(rows: Iterable[Row]) -> list[str]:
    """Return the lines of the table: each volume, all together, and the mean of volumes."""
    rows = list(rows)
    wide = max([len(row.name) for row in rows] + [6])
    lines = [f"{'volume':{wide}}  " + " ".join(f"{kind:>10}" for kind in MEASURES)]
    for row in rows:
        cells = (_cell(row.measure(kind)) for kind in MEASURES)
        note = "  refused" if row.refused else "  told as failed" if row.told else ""
        lines.append(f"{row.name:{wide}}  " + " ".join(cells) + note)
    means = [[value for row in rows if (value := row.measure(kind)) is not None] for kind in MEASURES]
    cells = (_cell(sum(mean) / len(mean) if mean else None) for mean in means)
    lines += [f"{'mean':{wide}}  " + " ".join(cells), ""]
    return lines + [_together(kind, rows) for kind in MEASURES]


#: The bars of each language: F1 of the letters, the share of the dates that is right. The third bar is that
#: nothing wrong is given as sure, the fourth that no volume falls below its floor (gold/floors.toml).
BARS = {"letters": 0.95, "dates": 0.90}
#: A floor is written with three decimals.
_ROUNDED = 0.0005


def language_table(rows: Iterable[Row], folder: Path, floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a line for each language of some volumes, as their gold names it, and what fails a bar."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        gold = json.loads((folder / row.name / "gold.json").read_text(encoding="utf-8"))
        groups.setdefault(gold["language"], []).append(row)
    lines = [
        f"{'':4} {'volumes':>7} {'letters':>9} {'dates':>7} {'wrong':>6} {'of':>5}   bars",
        f"{'':4} {'':7} {BARS['letters']:9.3f} {BARS['dates']:7.3f} {'':12}   no sure error, no fall",
    ]
    for language, mine in sorted(groups.items()):
        counts = {kind: _count(kind, mine) for kind in MEASURES}
        letters, dates = counts["letters"], counts["dates"]
        f1 = 2 * letters["right"] / max(letters["found"] + letters["wanted"], 1)
        share = dates["right"] / max(dates["wanted"], 1)
        told = [f"below: {kind}" for kind, value in (("letters", f1), ("dates", share)) if value < BARS[kind]]
        told += [*_sure_and_wrong(mine), *_below_floors(mine, floors)]
        figures = f"{len(mine):7} {f1:9.3f} {share:7.3f} {dates['wrong']:6} {dates['wanted']:5}"
        lines += [f"{language:4} {figures}   {'' if told else 'all kept'}".rstrip()]
        lines += [f"{'':5}{one}" for one in told]
    return lines


def _sure_and_wrong(rows: Sequence[Row]) -> Iterator[str]:
    """Yield for each volume that has any the facts that are wrong and given as sure."""
    for row in rows:
        counts = {kind: int(row.scores.get(kind, {}).get("wrong_high", 0)) for kind in _SHARES[1:]}
        if any(counts.values()):
            told = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
            yield f"wrong and sure: {row.name}: {told}"


def _below_floors(rows: Sequence[Row], floors: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield for each volume that has fallen what it scores now, and its floor."""
    for row in rows:
        fallen = [
            f"{kind} {value:.3f} (was {floor:.3f})"
            for kind, floor in floors.get(row.name, {}).items()
            if (value := row.measure(kind)) is not None and value < floor - _ROUNDED
        ]
        if fallen:
            yield f"fallen: {row.name}: {', '.join(fallen)}"


def _cell(value: float | None) -> str:
    return f"{'-' if value is None else format(value, '.3f'):>10}"


def _count(kind: str, rows: Sequence[Row]) -> Counter[str]:
    count = Counter[str]()
    for row in rows:
        count.update({key: int(row.scores.get(kind, {}).get(key, 0)) for key in _COUNTS})
    return count


def _together(kind: str, rows: Sequence[Row]) -> str:
    """Return what all volumes together make of a measure."""
    count = _count(kind, rows)
    right, wanted = count["right"], max(count["wanted"], 1)
    if kind in _BOUNDS:
        precision, recall = right / max(count["found"], 1), right / wanted
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        return f"{kind:10} precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} ({right} of {wanted})"
    line = f"{kind:10} right {right / wanted:.3f}, wrong {count['wrong'] / wanted:.3f} ({right} of {wanted})"
    sure = count["right_high"] + count["wrong_high"]
    if not sure:
        return line
    return (
        f"{line}; {sure} given as sure, of these wrong {count['wrong_high'] / sure:.4f}; of the right ones "
        f"{count['right_high'] / max(right, 1):.2f} are sure; {count['extra']} where the gold knows none"
    )
