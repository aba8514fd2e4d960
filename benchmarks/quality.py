"""How right letterbook reads printed editions it was told nothing about: the table of scores.

    python benchmarks/quality.py                    the test editions of tests/samples
    python benchmarks/quality.py NAME ...           some of them
    python benchmarks/quality.py --corpora FOLDER   the sets of a folder as well
    python benchmarks/quality.py --volumes FOLDER   whole printed volumes with gold (gold/README.md), alone
    python benchmarks/quality.py --volumes FOLDER --languages   the same by language, and bars not kept
    python benchmarks/quality.py --volumes FOLDER --changed     and changed editions of them
    python benchmarks/quality.py --verdicts         which books are refused, and which readings called failed
    python benchmarks/quality.py --volumes FOLDER --roles       and parts of letters (gold/roles)
    python benchmarks/quality.py --floors           write today's scores as those below which none may fall

A folder of sets holds NAME/source.txt with NAME/gold.json, which its own score.py judges, and raw/*.txt,
which have no gold: of these is told what was found. The floors stand in tests/samples/scores.toml; they are
not written where a score of letters would be lower than the one that stands there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from changed_editions import CHANGES, write_changed  # noqa: E402 (tests and benchmarks are no packages)
from printed_volumes import MEASURES as VOLUME_MEASURES  # noqa: E402
from printed_volumes import Row, language_table, read_all, volumes  # noqa: E402
from printed_volumes import table as volume_table  # noqa: E402
from roles import print_roles  # noqa: E402
from scoring import MEASURES, SAMPLES, build, editions, gold_of, score, table  # noqa: E402 (tests is no package)
from verdicts import print_verdicts  # noqa: E402

from letterbook import stages  # noqa: E402
from letterbook.problems import Refused  # noqa: E402
from letterbook.project.letterbook_toml import Project  # noqa: E402

#: What is printed of changed editions.
_COMPARED = ("letters", "calls", "dates", "senders", "recipients")
#: A changed edition may score so much less.
_SAME = 0.01
VOLUME_FLOORS = ROOT / "gold" / "floors.toml"
FLOORS = SAMPLES / "scores.toml"


def main() -> int:
    """Print the table that was asked for."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("names", nargs="*", metavar="NAME", help="test editions; all by default")
    parser.add_argument("--corpora", type=Path, metavar="FOLDER", help="a folder of sets")
    parser.add_argument("--volumes", type=Path, metavar="FOLDER", help="a folder of volumes")
    parser.add_argument("--shipped", action="store_true", help="read volumes by the model that saw them")
    parser.add_argument("--changed", action="store_true", help="what changed editions of the volumes score")
    parser.add_argument("--verdicts", action="store_true", help="what is said of whole books")
    parser.add_argument("--roles", action="store_true", help="the parts of letters that have labels")
    parser.add_argument("--languages", action="store_true", help="the volumes language by language")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="so many processes read volumes")
    parser.add_argument("--floors", action="store_true", help="write tests/samples/scores.toml")
    asked = parser.parse_args()
    if asked.volumes:
        chosen = [one for one in volumes(asked.volumes) if not asked.names or one.name in asked.names]
        if asked.roles:
            print_roles(chosen, asked.jobs, shipped=asked.shipped)
            return 0
        rows = read_all(chosen, asked.jobs, shipped=asked.shipped)
        print("\n".join(volume_table(rows)))
        if asked.languages:
            floors = tomllib.loads(VOLUME_FLOORS.read_text(encoding="utf-8"))
            print("\n".join(["", *language_table(rows, asked.volumes, floors)]))
        if asked.verdicts:
            print_verdicts(rows)
        if asked.changed:
            _read_changed(chosen, rows, asked.jobs)
        if asked.floors:
            _write_volume_floors(rows)
        return 0
    if asked.verdicts:
        print_verdicts(())
        return 0
    scores = {name: score(build(name), gold_of(name)) for name in asked.names or editions()}
    print("\n".join(table(scores)))
    if asked.corpora:
        print()
        print("\n".join(table(_judged(asked.corpora))))
        for path in sorted((asked.corpora / "raw").glob("*.txt")):
            print(f"{path.stem}: {_told(path)}")
    return _write_floors(scores) if asked.floors else 0


def _write_volume_floors(rows: Sequence[Row]) -> None:
    """Write today's scores of volumes as those below which none may fall; those not read keep theirs."""
    old = tomllib.loads(VOLUME_FLOORS.read_text(encoding="utf-8")) if VOLUME_FLOORS.exists() else {}
    new = {
        row.name: {kind: value for kind in VOLUME_MEASURES if (value := row.measure(kind)) is not None}
        for row in rows
    }
    lines = [
        "# No volume may fall below these scores. Written by benchmarks/quality.py --volumes FOLDER --floors."
    ]
    for name, floors in sorted({**old, **new}.items()):
        lines += ["", f"[{name}]", *(f"{kind} = {value:.3f}" for kind, value in floors.items())]
    VOLUME_FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _read_changed(chosen: Sequence[Path], before: Sequence[Row], jobs: int) -> None:
    """Print what changed editions of volumes score, and the volumes in brackets that are as they were."""
    rows = {row.name: row for row in before}
    for change in CHANGES:
        with tempfile.TemporaryDirectory() as target:
            made = [new for volume in chosen if (new := write_changed(volume, change, Path(target)))]
            now = read_all(made, jobs)
        cells = [
            f"{kind} {_mean(now, kind):.3f} ({_mean([rows[r.name] for r in now], kind):.3f})"
            for kind in _COMPARED
        ]
        print(f"{change:22} {len(now):3} volumes: {', '.join(cells)}")
        worse = [
            f"{row.name} {rows[row.name].measure('letters'):.2f}->{row.measure('letters'):.2f}"
            for row in now
            if (row.measure("letters") or 0) < (rows[row.name].measure("letters") or 0) - _SAME
        ]
        print(f"{'':22} fewer letters: {', '.join(worse) or 'none'}")


def _mean(rows: Sequence[Row], kind: str) -> float:
    values = [value for row in rows if (value := row.measure(kind)) is not None]
    return sum(values) / len(values) if values else 0.0


def _judged(corpora: Path) -> dict[str, Mapping[str, float]]:
    """Build every set of a folder, and have its own judge score it."""
    rows: dict[str, Mapping[str, float]] = {}
    for gold in sorted(corpora.glob("*/gold.json")):
        source = gold.with_name("source.txt")
        with tempfile.TemporaryDirectory() as folder:
            edition = Path(folder) / "edition.xml"
            edition.write_bytes(_run(source).files["tei/edition.xml"])
            files = [str(path) for path in (corpora / "score.py", edition, source, gold)]
            command = [sys.executable, *files, "--json"]
            said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found = json.loads(said)
        rates = {name: found[name]["rate"] for name in MEASURES if "rate" in found.get(name, {})}
        calls = {f"calls_{part}": found["calls"][part] for part in ("precision", "recall")}
        rows[gold.parent.name] = {"letters": found["letters"]["f1"], **calls, **rates}
    return rows


def _run(source: Path) -> stages.Run:
    return stages.run(Project(id=source.parent.name, source=source))[0]


def _told(source: Path) -> str:
    try:
        return _run(source).summary
    except Refused as refused:
        return f"refused: {refused}"


def _write_floors(scores: Mapping[str, Mapping[str, float]]) -> int:
    """Write the floors; those of editions that were not scored stay. Returns the exit code."""
    old = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    lower = [name for name, row in scores.items() if row["letters"] < old.get(name, row)["letters"]]
    if lower:
        print(f"not written: fewer letters are right than before in {', '.join(lower)}", file=sys.stderr)
        return 1
    rows = {**{name: row for name, row in old.items() if name in editions()}, **scores}
    lines = ["# No test edition may fall below these scores. Written by benchmarks/quality.py --floors."]
    for name in sorted(rows):
        lines += ["", f"[{name}]", *(f"{measure} = {value:.3f}" for measure, value in rows[name].items())]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
