"""How well the scale of certainty keeps its promise: how many of the facts given with a certainty are right.

    python benchmarks/calibration.py                    the test editions of tests/samples
    python benchmarks/calibration.py --corpora FOLDER   the sets of a folder as well
    python benchmarks/calibration.py --show 10          and the first facts of each edition that are wrong

A folder of sets holds NAME/source.txt with NAME/gold.json. A fact given as high is to be right in 99.5 of
100, as medium in 9 of 10 (docs/evidence.md); what is offered to the editor and not applied promises nothing.
The exit code is 1 where a promise is broken. Each edition is read as letterbook reads it alone, without any
decisions or configuration.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from judged import Verdict, verdicts  # noqa: E402 (tests is no package)

from letterbook import stages  # noqa: E402
from letterbook.project.letterbook_toml import Project  # noqa: E402
from letterbook.review.facts import KINDS  # noqa: E402
from letterbook.review.standing import standing_of  # noqa: E402

#: The least share that must be right.
PROMISES = {"high": 0.995, "medium": 0.90}
_SHOWN = ("printed", "high", "medium", "suggested")


def main() -> int:
    """Print the tables, and tell whether the promises are kept."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--corpora", type=Path, metavar="FOLDER", help="a folder of sets")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show wrong facts")
    asked = parser.parse_args()
    sources = sorted((ROOT / "tests" / "samples").glob("*/gold.json"))
    if asked.corpora:
        sources += sorted(asked.corpora.glob("*/gold.json"))
    judged = {gold.parent.name: judge(gold) for gold in sources}
    every = [verdict for rows in judged.values() for verdict in rows]
    print_table("by edition", judged)
    print_table("by kind of fact", {kind: [v for v in every if v.fact.kind == kind] for kind in KINDS})
    print_table("", {"all": every})
    for name, rows in judged.items():
        for one in [v for v in rows if v.true is False][: asked.show]:
            fact = one.fact
            print(
                f"{name}: {fact.id} is given as {fact.value} ({standing_of(fact)}); the gold has {one.truth}"
            )
    return int(not all(kept(every, standing) for standing in PROMISES))


def judge(gold: Path) -> list[Verdict]:
    """Read the edition beside a gold, and judge its facts."""
    project = Project(id=gold.parent.name, source=gold.with_name("source.txt"))
    edition, _ = stages.understand(project)
    return list(verdicts(edition, json.loads(gold.read_text(encoding="utf-8"))))


def counts(rows: Iterable[Verdict], standing: str) -> Counter[bool | None]:
    """Count what is right, wrong (False) and not judged (None) of the facts that stand so."""
    return Counter(verdict.true for verdict in rows if standing_of(verdict.fact) == standing)


def kept(rows: Iterable[Verdict], standing: str) -> bool:
    """Tell whether a promise is kept."""
    found = counts(rows, standing)
    return found[True] >= PROMISES[standing] * (found[True] + found[False])


def print_table(title: str, rows: Mapping[str, Iterable[Verdict]]) -> None:
    """Print for each certainty how many facts are given, right and wrong, and the share of the right."""
    width = max(22, *map(len, rows))
    if title:
        print("\n" + " " * width + "".join(f"{standing:^28}" for standing in _SHOWN))
        print(f"{title:{width}}" + f"{'given':>8}{'right':>6}{'wrong':>6}{'%':>8}" * len(_SHOWN))
    for name, verdicts_ in rows.items():
        found = [counts(verdicts_, standing) for standing in _SHOWN]
        if any(found):
            print(f"{name:{width}}" + "".join(map(_cells, found)))


def _cells(found: Counter[bool | None]) -> str:
    known = found[True] + found[False]
    share = f"{100 * found[True] / known:.1f}" if known else "-"
    return f"{found.total():8}{found[True]:6}{found[False]:6}{share:>8}"


if __name__ == "__main__":
    sys.exit(main())
