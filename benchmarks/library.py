"""What a library of editions costs: as ratios that hold on a slow or busy machine.

    python benchmarks/library.py                 print the figures with their aims
    python benchmarks/library.py --json          print one JSON object
    python benchmarks/library.py two unchanged   measure these alone
    python benchmarks/library.py --volumes 1000 memory

two         200 made-up volumes on two processes, against the same on one. Aim 0.6.
unchanged   `letterbook build` of the sample, with nothing changed, against `letterbook --version`. Aim 2.
memory      how much a worker's memory grows, in per cent, from the first tenth of so many volumes to the last
            (--volumes, 300; --sample takes the sample of 27 letters in the place of small ones). Aim 5.
factor      what a worker's peak memory gains for each byte of a text, from the sample ten times repeated to
            forty times. It is told, and has no aim.
volumes     seconds a volume takes, small ones and the sample, one process. They are told, and have no aim.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from repeated import repeated
from run import SAMPLE, in_turns
from volumes import make_up

AIMS = {"two": 0.6, "unchanged": 2.0, "memory": 5.0, "factor": 0.0, "volumes": 0.0}
_LETTERBOOK = [sys.executable, "-P", "-m", "letterbook"]
_PAGE = resource.getpagesize() / 2**20


def main() -> None:
    """Measure what was asked for, and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--volumes", type=int, default=300, help="how many, for memory")
    parser.add_argument("--sample", action="store_true", help="for memory: the sample, not small volumes")
    parser.add_argument("what", nargs="*", choices=[*PARTS, []], help="the parts to measure; all by default")
    # A part that needs a process of its own calls this file again.
    parser.add_argument("--child", nargs=2, metavar=("PART", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(CHILDREN[asked.child[0]](Path(asked.child[1]), asked)))
        return
    figures: dict[str, float] = {}
    for part in asked.what or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            figures[part] = round(PARTS[part](Path(folder), asked), 2)
        if not asked.json:
            aim = AIMS[part]
            verdict = f"   aim {aim:g}   {'ok' if figures[part] <= aim else 'MISSED'}" if aim else ""
            print(f"{part:12} {figures[part]:8.2f}{verdict}", flush=True)
    if asked.json:
        print(json.dumps(figures))


def child(part: str, folder: Path, asked: argparse.Namespace) -> dict[str, list[float]]:
    """Run a part in a process of its own, and return the figures it prints."""
    command = [sys.executable, __file__, "--volumes", str(asked.volumes), "--child", part, str(folder)]
    done = subprocess.run(
        [*command, *["--sample"] * asked.sample], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


# ------------------------------------------------------------------ cores


def two(folder: Path, asked: argparse.Namespace) -> float:
    """Compare two processes with one."""
    make_up(folder / "texts", 200)
    turns = iter(range(100))

    def build(jobs: int) -> None:
        command = [*_LETTERBOOK, "build", "-q", str(folder / "texts"), "-j", str(jobs), "-o"]
        subprocess.run([*command, str(folder / f"output-{next(turns)}")], check=True)

    both, one = in_turns(3, lambda: build(2), lambda: build(1))
    if not asked.json:
        print(f"    200 volumes: one process {one:.1f} s, two {both:.1f} s")
    return both / one


def unchanged(folder: Path, asked: argparse.Namespace) -> float:
    """Compare a build that finds nothing changed with the shortest answer there is."""
    build = [*_LETTERBOOK, "build", "-q", str(SAMPLE), "-o", str(folder)]
    subprocess.run(build, check=True)
    again, version = in_turns(
        21,
        lambda: subprocess.run(build, check=True),
        lambda: subprocess.run([*_LETTERBOOK, "--version"], check=True, stdout=subprocess.DEVNULL),
    )
    if not asked.json:
        print(f"    again {again * 1000:.0f} ms, --version {version * 1000:.0f} ms")
    return again / version


# ------------------------------------------------------------------ memory


def memory(folder: Path, asked: argparse.Namespace) -> float:
    """Tell by how many per cent a worker grows."""
    megabytes = child("memory", folder, asked)["megabytes"]
    tenth = max(1, len(megabytes) // 10)
    # The first tenth compiles stylesheets; from there on a worker should stay as it is.
    early, late = (statistics.median(part) for part in (megabytes[tenth : 2 * tenth], megabytes[-tenth:]))
    if not asked.json:
        row = " ".join(f"{megabytes[at]:.0f}" for at in range(0, len(megabytes), tenth))
        print(f"    {len(megabytes)} volumes, MB at each tenth: {row}")
    return 100 * (late / early - 1)


def _memory(folder: Path, asked: argparse.Namespace) -> dict[str, list[float]]:
    make_up(folder / "texts", 1 if asked.sample else asked.volumes)
    texts = [SAMPLE] * asked.volumes if asked.sample else sorted(folder.glob("texts/**/*.txt"))
    megabytes = []
    for path in texts:
        _made(path)
        megabytes.append(int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE)
    return {"megabytes": megabytes}


def factor(folder: Path, asked: argparse.Namespace) -> float:
    """Tell how many bytes of memory a byte of text takes."""
    sizes, peaks = [], []
    for times in (10, 40):
        home = folder / str(times)
        home.mkdir()
        (home / "source.txt").write_text(repeated(SAMPLE, times), encoding="utf-8")
        sizes.append((home / "source.txt").stat().st_size / 2**20)
        peaks.append(child("factor", home, asked)["megabytes"][0])
    if not asked.json:
        print(
            "    "
            + ", ".join(
                f"{size:.1f} MB of text: peak {peak:.0f} MB" for size, peak in zip(sizes, peaks, strict=True)
            )
        )
    return (peaks[1] - peaks[0]) / (sizes[1] - sizes[0])


def _factor(folder: Path, _: argparse.Namespace) -> dict[str, list[float]]:
    _made(folder / "source.txt")
    return {"megabytes": [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]}


def _made(path: Path) -> None:
    from letterbook.library.volume import Job, make, read_volume  # noqa: PLC0415 (not in the other parts)

    made = make(Job("volume", str(path.parent), path.name, None, *read_volume(path)))
    assert made.files, made.problems  # noqa: S101


def volumes(folder: Path, asked: argparse.Namespace) -> float:
    """Tell the seconds of a small volume, and of the sample, once a worker is warm."""
    seconds = child("volumes", folder, asked)
    if not asked.json:
        print(
            "    " + ", ".join(f"{name}: {statistics.median(taken):.2f} s" for name, taken in seconds.items())
        )
    return statistics.median(seconds["a small volume"])


def _volumes(folder: Path, _: argparse.Namespace) -> dict[str, list[float]]:
    make_up(folder / "texts", 50)
    found: dict[str, list[float]] = {}
    for name, texts in (
        ("a small volume", sorted(folder.glob("texts/**/*.txt"))),
        ("the sample", [SAMPLE] * 8),
    ):
        _made(texts[0])
        found[name] = []
        for path in texts:
            begun = perf_counter()
            _made(path)
            found[name].append(perf_counter() - begun)
    return found


PARTS = {"two": two, "unchanged": unchanged, "memory": memory, "factor": factor, "volumes": volumes}
CHILDREN = {"memory": _memory, "factor": _factor, "volumes": _volumes}

if __name__ == "__main__":
    main()
