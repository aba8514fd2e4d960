"""What each kind of evidence is worth: fit the levels of certainty to whole printed volumes with gold.

    python benchmarks/levels.py FOLDER             print the table, and how it fares on volumes left out
    python benchmarks/levels.py FOLDER --write     and write pipeline/letterbook/settle/levels.toml, and the
                                                   table in docs/evidence.md
    python benchmarks/levels.py FOLDER --show party.signature.initials

FOLDER holds NAME/source.txt with NAME/gold.json (gold/README.md). Each volume is read with no table, so that
every fact that a judge would give is counted, whatever it is held for. Of what the gold leaves open nothing
is said: neither that it is right nor that it is wrong (`quality.py` counts the places that it gives where the
gold has none). "Left out" judges each volume by the levels of all others.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from printed_volumes import choose_model, scorer, volumes

from letterbook import stages
from letterbook.model import Guess, Person, letters
from letterbook.problems import Refused
from letterbook.project.letterbook_toml import Project
from letterbook.settle.levels import Level, Measured, kind_of, measured

TARGET = Path(__file__).resolve().parents[1] / "pipeline" / "letterbook" / "settle" / "levels.toml"


MANUAL = Path(__file__).resolve().parents[1] / "docs" / "evidence.md"
#: The manual's table holds kinds with so many facts.
OFTEN = 40


class Judged(NamedTuple):
    """A fact that a judge gave: its book, kind, kind of evidence, whether it is right, and what it says."""

    book: str
    kind: str
    ground: str
    right: bool
    told: str


def judge(volume: Path) -> list[Judged]:
    """Read a volume without levels, and judge each fact that its gold tells."""
    source, gold = volume / "source.txt", volume / "gold.json"
    project = Project(id=volume.name, source=source)
    choose_model(volume.name)
    try:
        edition, _ = stages.understand(project, levels={})
    except Refused:
        return []
    encoded, _ = stages.encode(edition, project)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edition.xml"
        path.write_bytes(stages.serialise(encoded.root))
        compared = scorer().compare(path, source, gold)
    told = json.loads(gold.read_text(encoding="utf-8"))["letters"]
    people = compared.people()
    rows: list[Judged] = []
    for i, one in enumerate(told):
        if one.get("unsure") or compared.letter(i) is None:
            continue
        letter = letters(edition)[compared.owner[i]]
        if one.get("date") and not one.get("date_unsure"):
            for day in letter.sent.dates:
                given = {day.value.when, day.value.custom} - {None}
                if given:  # a span of days is no wrong day
                    said = f"{one['n']}: {sorted(given)} for {one['date']}"
                    rows.append(Judged(volume.name, "date", day.ground, one["date"] in given, said))
        for role, act in (("sender", letter.sent), ("recipient", letter.received)):
            if one.get(role) and act.persons:
                names = [person.value.name for person in act.persons]
                right = scorer().are_these(names, one[role], people)
                if not right and _is_nobody(act.persons):
                    continue
                said = f"{one['n']}: {role} {names} for {one[role]}"
                rows += [Judged(volume.name, role, p.ground, right, said) for p in act.persons]
        place = letter.sent.place
        if place is not None and (wanted := one.get("place")):
            squeezed = scorer().squeezed
            right = scorer().is_same_place(squeezed(wanted), squeezed(place.value.name))
            rows.append(
                Judged(
                    volume.name, "place", place.ground, right, f"{one['n']}: {place.value.name} for {wanted}"
                )
            )
    return rows


def _is_nobody(persons: Sequence[Guess[Person]]) -> bool:
    """Tell whether kin alone are named, "his mother", whom the gold has by name: neither right nor wrong."""
    return all(person.ground.endswith(".kin") for person in persons)


def fitted(rows: Sequence[Judged]) -> dict[str, Measured]:
    """Return what each kind of evidence is worth."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in rows:
        count = counts[kind_of(row.ground)][row.book]
        count[0] += 1
        count[1] += row.right
    return {
        ground: measured({book: (given, right) for book, (given, right) in books.items()})
        for ground, books in sorted(counts.items())
    }


def left_out(rows: Sequence[Judged]) -> Iterator[str]:
    """Yield how the facts of each volume fare by the levels of all others, summed by level."""
    sums: dict[tuple[str, Level], list[int]] = defaultdict(lambda: [0, 0])
    for book in sorted({row.book for row in rows}):
        table = fitted([row for row in rows if row.book != book])
        for row in rows:
            if row.book == book:
                known = table.get(kind_of(row.ground))
                level = known.level if known else Level.MEDIUM
                sums[row.kind, level][0] += 1
                sums[row.kind, level][1] += row.right
    for (kind, level), (given, right) in sorted(sums.items()):
        yield f"{kind:10} {level:7} {given:6} given, {given - right:4} wrong ({1 - right / given:.4f})"


def written(table: Mapping[str, Measured]) -> str:
    """Return levels.toml."""
    lines = [
        "# What each kind of evidence is worth: for each book how many facts rested on it, and how many of",
        "# them were right; the level follows from these alone (settle/levels.py). Written by",
        "# benchmarks/levels.py from whole printed volumes (gold/README.md).",
    ]
    for ground, row in table.items():
        lines += [
            "",
            f'["{ground}"] # {row.level}',
            f"counts = [{', '.join(f'[{given}, {right}]' for given, right in row.counts)}]",
        ]
    return "\n".join(lines) + "\n"


def with_table(page: str, table: Mapping[str, Measured]) -> str:
    """Return the manual's page on evidence with the kinds that many facts rest on."""
    head = "| evidence | books | facts | wrong | lower bound | level |\n|---|---|---|---|---|---|\n"
    before, _, after = page.partition(head)
    behind = re.sub(r"\A(?:\|.*\n)*", "", after)
    rows = [
        f"| `{ground}` | {row.books} | {row.given} | {row.given - row.right} | "
        f"{row.bound:.3f} | {row.level} |\n"
        for ground, row in table.items()
        if ground and row.given >= OFTEN
    ]
    return before + head + "".join(rows) + behind


def main() -> int:
    """Print the table, and write it if asked."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--show", nargs="*", metavar="GROUND", help="print the wrong facts that rest on these"
    )
    parser.add_argument("--only", nargs="*", metavar="NAME", help="these volumes alone")
    parser.add_argument("--facts", type=Path, metavar="FILE", help="write all facts there, as JSON")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    asked = parser.parse_args()
    folders = [one for one in volumes(asked.folder) if not asked.only or one.name in asked.only]
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("spawn")) as pool:
        rows = [row for found in pool.map(judge, folders) for row in found]
    table = fitted(rows)
    if asked.facts:
        asked.facts.write_text(json.dumps(rows), encoding="utf-8")
    print(f"{'kind of evidence':34} books  given  wrong   share  bound  level")
    for ground, row in table.items():
        wrong = row.given - row.right
        figures = f"{row.books:5} {row.given:6} {wrong:6}  {row.right / row.given:.4f} {row.bound:.4f}"
        print(f"{ground or '(none)':34} {figures} {row.level}")
    print("\nleft out, volume by volume:")
    print("\n".join(left_out(rows)))
    for row in rows:
        if asked.show and kind_of(row.ground) in asked.show and not row.right:
            print(f"{row.ground} {row.book} {row.told}")
    if asked.write:
        TARGET.write_text(written({ground: row for ground, row in table.items() if ground}), encoding="utf-8")
        MANUAL.write_text(with_table(MANUAL.read_text(encoding="utf-8"), table), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
