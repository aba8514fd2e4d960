"""What a large book costs, stage by stage: seconds of processor time, memory, pages a second.

    python benchmarks/large_books.py                    the sample 1, 10 and 40 times, its numbers running on
    python benchmarks/large_books.py TEXT --times 1,10  a text as often, as it stands

Each size is built in a process of its own, by the stages one after the other. A row tells a stage: its
seconds at each size, those of a copy that helps among them, the exponent of its growth from the first size to
the last (1 is linear), what the process held when it ended and at most meanwhile, in MB, at the last size.
Below stand the pages of the web site a second of one core, and the bytes of memory for each byte of text.
Memory is that of the first process, and known where the system is Linux.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from repeated import repeated

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "samples" / "churchill-stalin" / "source.txt"
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Stage(NamedTuple):
    """A stage: its seconds, and what the process held at its end and at most meanwhile, in MB."""

    name: str
    seconds: float
    held: int
    peak: int


def memory() -> tuple[int, int]:
    """Return what this process holds, and the most it held since it was asked last, in MB; 0 if unknown."""
    try:
        rows = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="ascii").splitlines())
        _CLEAR.write_text("5", encoding="ascii")
    except OSError:
        return 0, 0
    held, peak = (int(rows[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM"))
    return held, peak


def spent() -> float:
    """Return the seconds of processor time of this process and of those that it has waited for."""
    return sum(os.times()[:4])


def stages_of(path: Path) -> dict[str, Any]:
    """Build a text stage by stage, and return what each cost."""
    from letterbook import stages  # noqa: PLC0415 (timed by itself)
    from letterbook.problems import Outcome  # noqa: PLC0415
    from letterbook.project.letterbook_toml import load  # noqa: PLC0415

    gc.disable()  # as in a build
    told: list[Stage] = []
    project = load(path).value
    memory()
    begin = spent()

    def done(name: str) -> None:
        nonlocal begin
        seconds = spent() - begin
        told.append(Stage(name, seconds, *memory()))
        begin = spent()

    looked = stages.detected(project)
    done("read, detect")
    settled, _ = stages.settle(looked.signs, project.viewpoint, project.decisions, project.register, None)
    done("settle")
    edition = stages.build(*stages.on_source(stages.plan(settled), looked.signs.page.source))
    done("build")
    del settled, looked
    written, _ = stages.encoded(Outcome(edition, ()), project)
    done("encode")
    stages.checked(written)
    done("check")
    files = dict(written.files)
    for name, make in stages.parts(written.tei, project):
        files |= make().value
        done(name)
    files |= stages.reviewed(edition, (), project)
    done("review")
    return {
        "bytes": path.stat().st_size,
        "letters": len(stages.letters(edition)),
        "pages": sum(name.startswith("html/") and name.endswith(".html") for name in files),
        "written": sum(map(len, files.values())),
        "stages": told,
    }


def measured(path: Path) -> dict[str, Any]:
    """Build a text in a process of its own."""
    command = [sys.executable, __file__, "--one", str(path)]
    made: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    made["stages"] = [Stage(*row) for row in made["stages"]]
    return made


def table(runs: list[dict[str, Any]]) -> None:
    """Print the rows."""
    first, last = runs[0], runs[-1]
    grown = math.log(last["bytes"] / first["bytes"]) if len(runs) > 1 else 0.0
    sizes = "".join(f"{one['bytes'] / 1e6:>9.2f} MB" for one in runs)
    print(f"{'':14}{sizes}  exponent  held MB  peak MB")
    for place, stage in enumerate(last["stages"]):
        seconds = [one["stages"][place].seconds for one in runs]
        exponent = f"{math.log(seconds[-1] / seconds[0]) / grown:.2f}" if grown and seconds[0] else "-"
        row = "".join(f"{one:>10.2f} s" for one in seconds)
        print(f"{stage.name:14}{row}{exponent:>10}{stage.held:>9}{stage.peak:>9}")
    for one in runs:
        html = next(stage.seconds for stage in one["stages"] if stage.name == "html")
        peak = max(stage.peak for stage in one["stages"])
        print(
            f"{one['letters']} letters, {one['written'] / 1e6:.1f} MB written: "
            f"{one['pages'] / html:.0f} pages a second of one core, peak {peak} MB, "
            f"{peak * 1e6 / one['bytes']:.0f} bytes a byte"
        )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("text", type=Path, nargs="?", default=SAMPLE)
    options.add_argument("--times", default="1,10,40", help="how often the text stands in each book")
    options.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        print(json.dumps(stages_of(asked.one)))
        return
    make: Callable[[int], str] = (
        (lambda times: repeated(SAMPLE, times))
        if asked.text == SAMPLE
        else (lambda times: asked.text.read_text(encoding="utf-8") * times)
    )
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for times in map(int, asked.times.split(",")):
            path = Path(folder) / "source.txt"
            path.write_text(make(times), encoding="utf-8")
            runs.append(measured(path))
    table(runs)


if __name__ == "__main__":
    main()
