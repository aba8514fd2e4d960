"""How right notes and their calls are read, style by style and volume by volume, and in what time.

    python benchmarks/notes.py                     each style, on the texts of tests/settle/notes/other_hands
    python benchmarks/notes.py --volumes FOLDER    printed volumes with gold, without any configuration
    python benchmarks/notes.py --speed             how the time grows with the marks that may be calls

The bars are those of tests/hands_judged.py: calls precision 0.995 and recall 0.97, bodies 0.96; no volume
with notes below 0.90, none invented where a volume has no notes. The exit code is 1 where one is not held.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from math import log
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from hands_judged import by_style, tally  # noqa: E402 (tests and benchmarks are no packages)
from other_hands import hands  # noqa: E402
from printed_volumes import read_all, volumes  # noqa: E402

from letterbook.model import Finding, Source, Span  # noqa: E402
from letterbook.model.kinds import NOTE_BODY  # noqa: E402
from letterbook.model.values import NoteOpening  # noqa: E402
from letterbook.read.page import read_lines  # noqa: E402
from letterbook.rules.notes.mends import mend  # noqa: E402
from letterbook.rules.notes.pairs import find_manners  # noqa: E402
from letterbook.settle.calls.judge import settle_calls  # noqa: E402
from letterbook.settle.calls.scores import Scope  # noqa: E402

_ALL = 3  # shares of a volume with notes
_LEAST = 0.90  # of the calls, and of the notes, of each volume
_SIZES = (25_000, 50_000, 100_000)
_ANEW = 500  # notes before their numbers begin anew
_SECONDS = 30.0  # that 100,000 marks may take
_STEEPEST = 1.25  # the power of the number of marks with which the time may grow
_SHARE = 20  # of so many bare figures one calls a note
_PRIME = 7919  # spreads the others over the notes
_WORDS = "The roads are bad and the post is late"


def main() -> int:
    """Print the table that was asked for; return 1 where a bar is not held."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--volumes", type=Path, metavar="FOLDER", help="a folder of volumes")
    parser.add_argument("--only", default="", metavar="NAME,NAME", help="some volumes of the folder")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="so many processes read volumes")
    parser.add_argument("--speed", action="store_true", help="the time that many marks take")
    asked = parser.parse_args()
    if asked.volumes:
        return _volumes(asked.volumes, set(asked.only.split(",")) - {""}, asked.jobs)
    return _speed() if asked.speed else _styles()


def _styles() -> int:
    texts = list(hands())
    rows = [*by_style(texts), ("all", tally(hand for hand in texts if hand.notes))]
    print(f"{'style':<20} {'texts':>5}  {'calls P':>7} {'R':>6} {'of':>4}  {'bodies':>6} {'of':>4}")
    for style, row in rows:
        calls = f"{row.precision:7.3f} {row.recall:6.3f}" if row.calls else f"{'-':>7} {'-':>6}"
        told = "" if row.holds() else "  below"
        print(f"{style:<20} {row.texts:5}  {calls} {row.calls:4}  {row.bodies:6.3f} {row.notes:4}{told}")
    none = [hand for hand in texts if not hand.notes]
    invented = tally(none).read
    print(f"{len(none)} texts without notes: {invented} calls read")
    return int(invented > 0 or not all(row.holds() for _, row in rows))


def _volumes(folder: Path, only: set[str], jobs: int) -> int:
    chosen = [volume for volume in volumes(folder) if not only or volume.name in only]
    rows = [row for row in read_all(chosen, jobs) if "calls" in row.scores]
    heads = ("P", "R", "bodies", "right", "found", "calls", "notes")
    print(f"{'volume':<20} {' '.join(f'{head:>6}' for head in heads)}")
    low = []
    for row in sorted(rows, key=lambda one: -one.scores["calls"]["wanted"]):
        calls, notes = row.scores["calls"], row.scores["notes"]
        shares = [calls["precision"], calls["recall"]] if calls["wanted"] else []
        shares += [notes["rate"]] if notes["wanted"] else []
        below = min(shares, default=1.0) < _LEAST or (not calls["wanted"] and calls["found"] > 0)
        low += [row.name] if below else []
        cells = [f"{one:6.3f}" for one in shares] if len(shares) == _ALL else [f"{'-':>6}"] * _ALL
        counts = [
            f"{count:6.0f}" for count in (calls["right"], calls["found"], calls["wanted"], notes["wanted"])
        ]
        told = f"{'  refused' if row.refused else ''}{'  below' if below else ''}"
        print(f"{row.name:<20} {' '.join([*cells, *counts])}{told}")
    print(f"{len(rows)} volumes; below the bars: {', '.join(low) or 'none'}")
    return int(bool(low))


# ------------------------------------------------------------------ the time


def _speed() -> int:
    """Print the seconds of the processor for each number of marks, and with which power they grow."""
    slow = False
    judges: dict[str, Callable[[int], Callable[[], int]]] = {
        "marks set off from the text": _pairs,
        "bare figures": _figures,
    }
    for name, make in judges.items():
        took = []
        for size in _SIZES:
            run = make(size)
            gc.collect()
            gc.disable()  # as a build does
            start = time.process_time()
            found = run()
            took.append(time.process_time() - start)
            gc.enable()
            print(f"{name}: {size:7,} candidates, {found:6,} called, {took[-1]:6.2f} s", flush=True)
        power = _power(took[0], took[-1])
        print(f"{name}: the time grows with the power {power:.2f} of their number")
        slow |= took[-1] > _SECONDS or power > _STEEPEST
    return int(slow)


def _power(first: float, last: float) -> float:
    return log(last / max(first, 1e-3)) / log(_SIZES[-1] / _SIZES[0])


def _pairs(size: int) -> Callable[[], int]:
    """Prepare a book of which half the marks are calls and half stand before notes."""
    half = range(1, _ANEW + 1)
    part = "\n\n".join([*(f"{_WORDS}[{n}] {_WORDS}." for n in half), *(f"[{n}] Of {n}." for n in half)])
    page = read_lines(Source("book.txt", "\n\n".join([part] * (size // (2 * _ANEW))), ""))
    _ = page.paragraphs  # read once, and not while the time is taken

    def run() -> int:
        (manner,) = find_manners(page, ("en",))
        return mend(page, manner).answered

    return run


def _figures(size: int) -> Callable[[], int]:
    """Prepare a book with so many numbers in its sentences, of which a twentieth calls its notes in order."""
    notes = size // _SHARE
    numbers = (at // _SHARE + 1 if at % _SHARE == 0 else at * _PRIME % notes + 1 for at in range(size))
    text = "\n\n".join(f"{_WORDS} {number}, {_WORDS.lower()}." for number in numbers)
    end, openings = "", []
    for n in range(1, notes + 1):
        start = len(text) + len("\n\n") + len(end)
        mark = Span(start, start + len(f"{n}. "))
        openings.append(Finding(NOTE_BODY, mark, "benchmark", 1.0, NoteOpening(str(n), "1.")))
        end += f"{n}. Of {n}.\n\n"
    source = Source("book.txt", f"{text}\n\n{end}", "")
    scope = Scope("", (Span(0, len(text)),), tuple(openings))

    def run() -> int:
        return len(settle_calls(source, (scope,), (), ("en",))[0])

    return run


if __name__ == "__main__":
    sys.exit(main())
