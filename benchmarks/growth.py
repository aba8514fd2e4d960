"""How the time of a build grows with the text, for texts that strain one judge each.

Each family is built at two sizes in a process of its own. Printed are seconds of processor time for each,
seconds for a megabyte, and the exponent: 1.0 where time grows as the text does, 2.0 where as its square.
`--stages` prints instead which functions took the time of the larger one.
"""

from __future__ import annotations

import argparse
import cProfile
import math
import os
import pstats
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

_SYLLABLES = [a + b for a in "bdklmrst" for b in "aeio"]
_SAID = "I have had your letter of last week, and am glad to know that all of you are well and at home again."


def letter(number: int, sender: str = "John Hale", recipient: str = "Mary Brown", words: str = _SAID) -> str:
    """Write a letter of about 150 characters and its words."""
    head = (
        f"No. {number}\n\n{sender.upper()} to {recipient.upper()}\n\nLondon, {number % 28 + 1} May 1871.\n\n"
    )
    return f"{head}Dear Mary,\n\n{words}\n\nYours truly,\n{sender}\n\n"


def _letters(size: int, names: Callable[[int], tuple[str, str]]) -> str:
    return "".join(letter(n, *names(n)) for n in range(1, 2 + size // 250))


def _base() -> str:
    return "THE LETTERS OF A HOUSE\n\n" + "".join(letter(n) for n in (1, 2, 3))


def same_names(size: int) -> str:
    """Write letters of one to one."""
    return _letters(size, lambda _: ("John Hale", "Mary Brown"))


def near_names(size: int) -> str:
    """Write letters of persons whose names differ in a letter or two."""
    ends = "abcdefghijklmnopqrstuvwxyz"
    return _letters(
        size, lambda n: (f"J. Hale{ends[n % 26]}{ends[n // 26 % 26]}", f"Mary Brown{ends[n % 26]}")
    )


def many_names(size: int) -> str:
    """Write letters of persons of whom each writes once."""
    rnd = random.Random(2)  # noqa: S311 (names, not secrets)

    def name() -> str:
        return " ".join("".join(rnd.choices(_SYLLABLES, k=3)).title() for _ in range(2))

    return _letters(size, lambda _: (name(), name()))


def one_name(size: int) -> str:
    """Write letters of many persons of one family name."""
    rnd = random.Random(3)  # noqa: S311 (names, not secrets)
    return _letters(size, lambda _: ("".join(rnd.choices(_SYLLABLES, k=3)).title() + " Hale", "Mary Hale"))


def numbered_paragraphs(size: int) -> str:
    """Write paragraphs that all begin with their numbers."""
    return _base() + "".join(f"{n}. x\n\n" for n in range(1, 1 + size // 9))


def numbers(size: int) -> str:
    """Write lines that are numbers."""
    return _base() + "".join(f"{n}\n" for n in range(1, 1 + size // 6))


def headings(size: int) -> str:
    """Write headings without texts."""
    return _base() + "".join(f"No. {n}\n\n" for n in range(4, 4 + size // 9))


def headings_of_names(size: int) -> str:
    """Write headings that say who writes, without texts."""
    return _base() + "John Hale to Mary Brown\n\n" * (size // 26)


def calls(size: int) -> str:
    """Write one letter with a call glued to each of its words, and notes."""
    words = " ".join(f"word{n}" for n in range(1, 1 + size // 10))
    notes = "".join(f"{n}. A note about it.\n" for n in range(1, 1 + size // 50))
    return f"{_base()}{letter(4, words=words)}NOTES\n\n{notes}"


FAMILIES: tuple[Callable[[int], str], ...] = (
    same_names,
    near_names,
    many_names,
    one_name,
    numbered_paragraphs,
    numbers,
    headings,
    headings_of_names,
    calls,
)


def build(text: str) -> float:
    """Build a text, and return the seconds of processor time it took."""
    from letterbook import stages  # noqa: PLC0415 (timed by itself)
    from letterbook.problems import Refused  # noqa: PLC0415
    from letterbook.project.letterbook_toml import load  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.txt"
        source.write_text(text, encoding="utf-8")
        begin = sum(os.times()[:4])  # with those of a copy that makes pages
        try:
            stages.run(load(source).value)
        except Refused as refused:
            print(f"refused: {refused.problems[0].message}", file=sys.stderr)
        return sum(os.times()[:4]) - begin


def measured(name: str, size: int, patience: float) -> float:
    """Build a family's text in a process of its own; infinity where it takes longer than that."""
    command = [sys.executable, __file__, "--one", name, "--size", str(size)]
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=patience)
    except subprocess.TimeoutExpired:
        return math.inf
    return float(done.stdout)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", default="", help="families, with commas")
    options.add_argument("--size", type=int, default=160_000, help="of the larger text, in characters")
    options.add_argument("--patience", type=float, default=120.0, help="seconds that one build may take")
    options.add_argument("--stages", action="store_true")
    options.add_argument("--one", default="", help=argparse.SUPPRESS)
    asked = options.parse_args()
    by_name = {each.__name__: each for each in FAMILIES}
    if asked.one:
        print(build(by_name[asked.one](asked.size)))
        return
    for name in asked.only.split(",") if asked.only else by_name:
        if asked.stages:
            profile = cProfile.Profile()
            profile.runcall(build, by_name[name](asked.size))
            pstats.Stats(profile).sort_stats("tottime").print_stats(18)
            continue
        small, large = (measured(name, size, asked.patience) for size in (asked.size // 4, asked.size))
        sizes = [len(by_name[name](size)) for size in (asked.size // 4, asked.size)]
        grows = math.log(large / small) / math.log(sizes[1] / sizes[0]) if math.isfinite(large) else math.inf
        rate = large / sizes[1] * 1e6
        print(f"{name:22} {small:8.2f} s {large:8.2f} s {rate:8.1f} s/MB  exponent {grows:.2f}", flush=True)


if __name__ == "__main__":
    main()
