"""How long an editor waits from a click to what it changed, in the preview.

    python benchmarks/desk.py                 samples of the tests, and the first of them grown to 1 MB
    python benchmarks/desk.py FILE ...        books of one's own, which are copied first

For each book a fact is decided and taken back, several times, and the median is printed in milliseconds:
`judged`: decisions.toml is written and the review has the change; `page`: the page of that letter has it too;
`all`: every page that the change can reach is made (nobody waits for that). `cpu` is what `page` cost the
processor, which tells more where others work on the machine. `first` is the beginning of the preview.
Aims: 100 ms to the page of a letter of a sample, 500 ms of a book of 1 MB, the whole within a second.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from repeated import repeated

from letterbook.model import letters
from letterbook.preview.desk import Desk, Order
from letterbook.preview.rebuild import Making
from letterbook.project.letterbook_toml import load
from letterbook.stages import understand

SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "samples"
NAMES = ("churchill-stalin", "en-naturalists", "fr-peintres", "de-gelehrte")
_TURNS = 5
_SIZE = 1_000_000
_COLUMNS = ("book", "KB", "letters", "first", "judged", "page", "all", "cpu")


def measured(folder: Path) -> dict[str, float]:
    """Return the medians for the book in a folder, in milliseconds; its decisions.toml is written over."""
    source = folder / "source.txt"
    making = Making(source)
    begun = time.perf_counter()
    making.make()
    first = time.perf_counter() - begun
    desk = Desk(folder, making.judge, lambda: making.names)
    key = _key(source)
    rows: list[tuple[float, ...]] = []
    for turn in range(_TURNS):
        lines = f'[[sender]]\nletter = "{key}"\nperson = "Ada Nobody {turn}"\nreason = "Measured."\n'
        rows.append(_one(desk, making, Order("decide", desk.seen(), lines, (), "A. Editor"), key))
        rows.append(_one(desk, making, Order("undo", desk.seen()), key))
    judged, page, whole, cpu = (1000 * statistics.median(column) for column in zip(*rows, strict=True))
    return {"first": 1000 * first, "judged": judged, "page": page, "all": whole, "cpu": cpu}


def _one(desk: Desk, making: Making, order: Order, key: str) -> tuple[float, ...]:
    while making.make_next() is not None:
        pass
    rows = json.loads(making.files["report/review.json"])["order"]
    page_of_letter = next(row["page"] for row in rows if row["letter"] == key)
    begun, worked = time.perf_counter(), time.process_time()
    answer = desk.carry_out(order)
    if answer.status != 200:  # noqa: PLR2004 (HTTP: it was done)
        sys.exit(answer.said)
    judged = time.perf_counter()
    making.make()
    making.make_part_of(f"html/letters/{page_of_letter}.html")
    page, cpu = time.perf_counter(), time.process_time() - worked
    while making.make_next() is not None:
        pass
    return judged - begun, page - begun, time.perf_counter() - begun, cpu


def _key(source: Path) -> str:
    """Return the key of a letter in the middle of the book."""
    project, _ = load(source)
    all_ = letters(understand(project).value)
    return all_[len(all_) // 2].key


def _books(named: list[str], room: Path) -> list[tuple[str, Path]]:
    """Copy the books into a room of our own."""
    if named:
        found = [(Path(one).parent.name or Path(one).stem, Path(one).read_bytes()) for one in named]
    else:
        found = [(name, (SAMPLES / name / "source.txt").read_bytes()) for name in NAMES]
        small = SAMPLES / NAMES[0] / "source.txt"
        times = -(-_SIZE // small.stat().st_size)
        found.append((f"{NAMES[0]} x {times}", repeated(small, times).encode()))
    out = []
    for at, (name, data) in enumerate(found):
        folder = room / str(at)
        folder.mkdir()
        (folder / "source.txt").write_bytes(data)
        out.append((name, folder))
    return out


def main(named: list[str]) -> None:
    """Print a table."""
    sys.stdout.write(
        "".join(f"{column:>10}" if at else f"{column:24}" for at, column in enumerate(_COLUMNS)) + "\n"
    )
    with tempfile.TemporaryDirectory() as room:
        for name, folder in _books(named, Path(room)):
            found = measured(folder)
            size = (folder / "source.txt").stat().st_size / 1000
            count = len(letters(understand(load(folder / "source.txt")[0]).value))
            figures = (size, count, *found.values())
            sys.stdout.write(f"{name:24}" + "".join(f"{figure:10.0f}" for figure in figures) + "\n")
            sys.stdout.flush()
            shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
