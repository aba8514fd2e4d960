"""Turn the result of the exact judge into features: it is right where numbers run without a gap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from letterbook.settle.structure.heading_series import value_of
from letterbook.settle.structure.judged import Judged
from letterbook.structure_model.looks import step
from letterbook.structure_model.units import Unit

_SURE = 0.95  # the share of the steps between numbers that are steps by one
_FEWEST = 5  # letters


def judged_looks(units: Sequence[Unit], judged: Judged) -> list[list[str]]:
    """Return for each unit what the judge says of it: that a letter begins, goes on, or has ended."""
    out: list[list[str]] = [[] for _ in units]
    if judged.series is None:
        return [["j.none"] for _ in units]
    _, style, _, rest = judged.series.look
    numbers = [value_of(head)[0] for head, _, _ in judged.letters if head.value.number]
    steps = [b - a for a, b in pairwise(numbers)]
    cover = sum(one in {0, 1} for one in steps) / max(len(steps), 1)
    sure = style != "none" and cover >= _SURE and len(numbers) >= _FEWEST
    kind = "num" if style != "none" else rest
    size = step(len(judged.letters), (2, 3, 5, 10, 30))
    grade = step(cover, (0.5, 0.8, _SURE)) if style != "none" else 9
    book = f"{kind},{grade},{size}"
    starts = [unit.span.start for unit in units]
    begins = {}
    for i, (head, start, _) in enumerate(judged.letters):
        begins[max(0, bisect_right(starts, start) - 1)] = (i, head)
    ends = {bisect_left(starts, end) - 1 for _, _, end in judged.letters}
    first, last = judged.letters[0][1], judged.last
    at = -1
    for k, unit in enumerate(units):
        mine = out[k]
        mine.append(f"jb={book}")
        if k in begins:
            at, head = begins[k]
            mine += ["j", f"j={book}", f"j.rest={head.value.style},{head.value.rest}"]
            if sure:
                mine.append("j.sure")
        elif sure:
            mine.append("j.not")
        if k in ends:
            mine += ["j.end", f"j.end={book}"]
        if unit.span.start < first:
            mine.append("j.front")
        elif unit.span.start >= last:
            mine.append("j.back")
        elif at >= 0 and unit.span.start >= judged.letters[at][2]:
            mine.append("j.between")
    return out
