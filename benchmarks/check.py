"""How fast thousands of TEI letters are checked, as a ratio: python benchmarks/check.py [-n 4000] [-j 2].

The measure is what lxml takes to parse the same files and validate them against a W3C schema, in the same
number of processes, which are started and shut down in the measured time as ours are. Each is run several
times, in turn, and the fastest counts. Two times are told: that of the clock, and that of all processors
together, which does not suffer from what else the machine does, and by which the limit is judged.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from lxml import etree

from letterbook import assets

SAMPLE = Path(__file__).resolve().parents[1] / "tests" / "samples" / "churchill-stalin" / "source.txt"
#: More than this many times the time of lxml is a failure, for letters that others wrote.
LIMIT = 2.0
_BATCH = 50


def main() -> int:
    """Print the ratios; fail if the letters of others take more than twice lxml's time."""
    # Not at the head of this file: each process that lxml_alone starts loads that.
    from letterbook.check.many_files import Asked, check_files  # noqa: PLC0415

    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("-n", "--files", type=int, default=4000)
    options.add_argument("-j", "--jobs", type=int, default=2)
    options.add_argument("-r", "--runs", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        ours, others = write_letters(Path(place), chosen.files)
        size = sum(path.stat().st_size for path in others)
        print(f"{chosen.files:,} letters, {size / 1e6:.0f} MB, {chosen.jobs} processes")
        schema = str(assets.schema("letterbook.xsd"))
        contenders: dict[str, Callable[[], object]] = {
            "lxml: parse, validate (XSD)": lambda: lxml_alone(others, chosen.jobs),
            "letters of others": lambda: check_files(others, Asked(), chosen.jobs),
            "the same, and their grammar (XSD)": lambda: check_files(others, Asked(schema), chosen.jobs),
            "letters that letterbook wrote": lambda: check_files(ours, Asked(), chosen.jobs),
        }
        seconds = fastest(contenders, chosen.runs)
    clock, work = next(iter(seconds.values()))
    print(f"{'':<36} {'clock':>8} {'ratio':>6} {'work':>9} {'ratio':>6}")
    for name, (took, worked) in seconds.items():
        print(f"{name:<36} {took:6.2f} s {took / clock:6.2f} {worked:7.2f} s {worked / work:6.2f}")
    return int(seconds["letters of others"][1] / work > LIMIT)


def fastest(contenders: dict[str, Callable[[], object]], runs: int) -> dict[str, tuple[float, float]]:
    """Run all in turn, and return the least time of each: by the clock, and of the processors."""
    seconds = dict.fromkeys(contenders, (float("inf"), float("inf")))
    for _ in range(runs):
        for name, contender in contenders.items():
            begun, worked = time.perf_counter(), processors()
            contender()
            took = (time.perf_counter() - begun, processors() - worked)
            seconds[name] = (min(seconds[name][0], took[0]), min(seconds[name][1], took[1]))
    return seconds


def processors() -> float:
    """Return the seconds that this process and those it has ended have worked."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def write_letters(folder: Path, count: int) -> tuple[list[Path], list[Path]]:
    """Write the sample's letters, over and over, as letterbook's and as somebody else's."""
    from letterbook import stages  # noqa: PLC0415
    from letterbook.project.letterbook_toml import Project  # noqa: PLC0415

    run = stages.run(Project(id="letters", source=SAMPLE)).value
    letters = [data for name, data in sorted(run.files.items()) if name.startswith("tei/letters/")]
    paths: tuple[list[Path], list[Path]] = ([], [])
    for kind, written in zip(("ours", "others"), paths, strict=True):
        (folder / kind).mkdir()
        for number in range(count):
            data = letters[number % len(letters)]
            if kind == "others":
                data = data.replace(b'ident="letterbook"', b'ident="another"')
            path = folder / kind / f"letter-{number}.xml"
            path.write_bytes(data)
            written.append(path)
    return paths


def lxml_alone(paths: Sequence[Path], jobs: int) -> int:
    """Parse and validate, and nothing else; return how many are valid."""
    batches = [paths[at : at + _BATCH] for at in range(0, len(paths), _BATCH)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return sum(pool.map(validate, batches))


def validate(paths: Sequence[Path]) -> int:
    """Parse and validate some files in this process."""
    return sum(schema().validate(etree.parse(path)) for path in paths)


@cache
def schema() -> etree.XMLSchema:
    """Load the schema, once in each process."""
    return etree.XMLSchema(etree.parse(assets.schema("letterbook.xsd")))


if __name__ == "__main__":
    sys.exit(main())
