"""A library of made-up volumes: the small samples again and again, all their layouts, each a little other."""

from __future__ import annotations

import re
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "samples"
#: After so many years the days of the week fall on the same days of the month.
_CYCLE = 28
_YEAR = re.compile(r"(?<!\d)1[78]\d\d(?!\d)")
#: Small editions have fewer bytes.
_SMALL = 10_000


def samples() -> list[Path]:
    """Return the texts of the small samples, each of a layout of its own."""
    found = sorted(SAMPLES.glob("*/source.txt"))
    return [path for path in found if path.stat().st_size < _SMALL]


def make_up(folder: Path, count: int) -> None:
    """Write so many volumes: with and without letterbook.toml, in folders of their own and side by side."""
    texts = [path.read_text(encoding="utf-8") for path in samples()]
    for number in range(count):
        nth, round_ = number % len(texts), number // len(texts)
        # other years of the same century, so that no two volumes are the same
        text = _YEAR.sub(lambda year, by=round_: _moved(year[0], by), texts[nth])
        volume = folder / f"shelf-{round_}"
        volume.mkdir(parents=True, exist_ok=True)
        if number % 3:
            (volume / f"volume-{number}.txt").write_text(text, encoding="utf-8")
            continue
        volume /= f"volume-{number}"
        volume.mkdir()
        (volume / "source.txt").write_text(text, encoding="utf-8")
        (volume / "letterbook.toml").write_text(f'title = "Volume {number}"\n', encoding="utf-8")


def _moved(year: str, rounds: int) -> str:
    century, within = divmod(int(year), 100)
    room = (99 - within) // _CYCLE + 1
    return str(century * 100 + within + _CYCLE * (rounds % room))
