"""Describe how this book prints its letters: features for the second pass, from the results of the first.

For each look it is counted how many units that have it begin (or end) a letter, and how many of the letters
begin (or end) so. Certain places thereby decide doubtful ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import fsum

from letterbook.structure_model.features import class_of, run_in
from letterbook.structure_model.labels import BACK, BEGIN, BETWEEN, END, FRONT, HEAD, INSIDE, NOTE
from letterbook.structure_model.looks import SHORT, shape, step
from letterbook.structure_model.units import Unit

_SHARES = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9)
_COARSE = (0.05, 0.3, 0.7)
_FEWEST = 3  # tails that make a habit
_TAILS = (0.3, 0.6, 0.85)  # shares of the prose that is set so that is such a tail
_TAILED = (0.03, 0.08, 0.15)  # shares of the letters that have one above them
_LIKELY = 0.4  # how probable a beginning is above which a tail is looked for
#: Signs that a book may or may not have at the head of its letters.
_HEADS = (
    "num", "numh", "ch0", "ch1", "to", "to.in", "mdy", "md", "r:dateline", "r:headline", "dear", "caps",
    "brk", "em", "name", "prefix", "month", "year", "centred", "right", "r:head.word",
    "ds=3", "my", "dear.quoted", "quoted", "weekday",
)  # fmt: skip
#: Signs that it may have at their foot.
_FEET = (
    "name",
    "caps",
    "mdy",
    "r:dateline",
    "r:valediction",
    "closing",
    "short",
    "em",
    "right",
    "r:postscript",
)
Marginals = Sequence[Mapping[int, float]]


def manner(units: Sequence[Unit], looks: Sequence[Sequence[str]], sure: Marginals) -> list[list[str]]:
    """Return the features of the second pass for each unit. `sure` holds the labels' probabilities."""
    out: list[list[str]] = [[] for _ in units]
    order = [i for i, unit in enumerate(units) if not unit.page]
    have = [frozenset(look) for look in looks]
    classes = [class_of(look) for look in looks]
    begin = [one.get(BEGIN, 0.0) for one in sure]
    end = [one.get(END, 0.0) for one in sure]
    inside = [one.get(INSIDE, 0.0) + one.get(HEAD, 0.0) for one in sure]
    near = _neighbours(units, order)

    def before(i: int) -> int:
        return near[i][0]

    def after(i: int) -> int:
        return near[i][1]

    def of(i: int) -> str:
        return classes[i] if i >= 0 else "-"

    shapes = [shape(unit.text) if len(unit.text) <= SHORT else "long" for unit in units]
    blanks = [min(unit.blank, 5) for unit in units]
    keys: dict[str, Callable[[int], str]] = {
        "s": lambda i: shapes[i],
        "w": lambda i: units[i].text.split()[0].lower() if shapes[i] != "long" else "",
        "c": lambda i: f"{classes[i]},{blanks[i]}",
        "c-": lambda i: f"{of(before(i))},{classes[i]},{blanks[i]}",
        "c+": lambda i: f"{classes[i]},{of(after(i))},{blanks[i]}",
        "l": lambda i: f"{blanks[i]},{units[i].indent},{shapes[i] == 'long'}",
        "b": lambda i: f"{blanks[i]},{shapes[i] == 'long'}",
        "h": lambda i: run_in(looks[i]),
    }
    for name, key in keys.items():
        _tell_share(out, order, f"B{name}", key, begin)
    foot: dict[str, Callable[[int], str]] = {
        "s": lambda i: shapes[i],
        "c": lambda i: f"{classes[i]},{of(after(i))}",
        "cc": lambda i: classes[i],
        "c+": lambda i: (
            f"{of(before(i))},{classes[i]},{of(after(i))},{blanks[after(i)] if after(i) >= 0 else 9}"
        ),
        "b": lambda i: f"{blanks[after(i)] if after(i) >= 0 else 9},{shapes[i] == 'long'}",
        "l": lambda i: f"{units[i].indent},{shapes[i] == 'long'}",
    }
    for name, key in foot.items():
        _tell_share(out, order, f"E{name}", key, end)
    outside = [fsum(one.get(label, 0.0) for label in (FRONT, BETWEEN, BACK, NOTE)) for one in sure]
    apart: dict[str, Callable[[int], str]] = {
        "i": lambda i: f"{units[i].indent},{len(units[i].text) > SHORT}",
        "q": lambda i: f"{'quoted' in have[i]},{'held' in have[i]},{len(units[i].text) > SHORT}",
        "c": lambda i: classes[i],
    }
    for name, key in apart.items():
        _tell_share(out, order, f"O{name}", key, outside, cover=False)
    for name, key in {"s": keys["s"], "l": keys["l"], "c": keys["c"]}.items():
        _tell_share(out, order, f"I{name}", key, inside, cover=False)
    _tell_signs(out, order, have, begin, near, "b", _HEADS, (0, 1, 2))
    _tell_signs(out, order, have, end, near, "e", _FEET, (0, -1))
    _tell_whole(out, order, sure)
    _tell_near(out, order, sure)
    _tell_tails(out, units, order, sure)
    return out


def _neighbours(units: Sequence[Unit], order: Sequence[int]) -> list[tuple[int, int]]:
    out = [(-1, -1)] * len(units)
    for k, i in enumerate(order):
        out[i] = (order[k - 1] if k else -1, order[k + 1] if k + 1 < len(order) else -1)
    return out


def _tell_share(
    out: list[list[str]],
    order: Sequence[int],
    name: str,
    key: Callable[[int], str],
    weight: Sequence[float],
    *,
    cover: bool = True,
) -> None:
    """Tell of each unit what share of those of its look are such, and what share of such have its look."""
    total: dict[str, float] = defaultdict(float)
    count: dict[str, int] = defaultdict(int)
    looks = {i: key(i) for i in order}
    for i, look in looks.items():
        total[look] += weight[i]
        count[look] += 1
    whole = fsum(weight[i] for i in order) or 1.0
    told: dict[str, tuple[str, ...]] = {}
    for look, value in total.items():
        share = value / count[look]
        told[look] = (f"{name}={step(share, _SHARES)}",)
        if cover:
            told[look] += (f"{name}:{step(share, _COARSE)},{step(value / whole, _COARSE)}",)
    for i, look in looks.items():
        if not look:
            continue
        out[i] += told[look]
        # what the others of its look say, without its own voice
        if count[look] > 2:  # noqa: PLR2004
            rest = (total[look] - weight[i]) / (count[look] - 1)
            out[i].append(f"{name}'={step(rest, _SHARES)}")


def _tell_signs(
    out: list[list[str]],
    order: Sequence[int],
    have: Sequence[frozenset[str]],
    weight: Sequence[float],
    near: Sequence[tuple[int, int]],
    name: str,
    signs: Sequence[str],
    reach: Sequence[int],
) -> None:
    """Tell of each unit whether it has the signs that the letters of this book have."""
    whole = fsum(weight[i] for i in order) or 1.0

    def at(i: int, d: int) -> int:
        for _ in range(abs(d)):
            if i < 0:
                return -1
            i = near[i][1] if d > 0 else near[i][0]
        return i

    for d in reach:
        usual = dict.fromkeys(signs, 0.0)
        for i in order:
            j = at(i, d)
            if j < 0 or weight[i] < 0.01:  # noqa: PLR2004
                continue
            for sign in signs:
                if sign in have[j]:
                    usual[sign] += weight[i]
        steps = {sign: step(value / whole, _COARSE) for sign, value in usual.items()}
        frequent = [sign for sign in signs if steps[sign]]
        for i in order:
            j = at(i, d)
            mine = have[j] if j >= 0 else frozenset()
            met = 0
            for sign in frequent:
                has = sign in mine
                if steps[sign] == 3 and not has:  # noqa: PLR2004
                    out[i].append(f"{name}{d}!{sign}")
                    met -= 1
                elif has:
                    out[i].append(f"{name}{d}{sign}{steps[sign]}")
                    met += steps[sign] == 3  # noqa: PLR2004
            out[i].append(f"{name}{d}~{max(-2, min(met, 2))}")


def _tell_whole(out: list[list[str]], order: Sequence[int], sure: Marginals) -> None:
    """Tell of the book as a whole: how much stands between letters, how many there are, how long they are."""
    total = len(order) or 1
    letters = fsum(sure[i].get(BEGIN, 0.0) for i in order)
    between = fsum(sure[i].get(BETWEEN, 0.0) for i in order) / total
    noted = fsum(sure[i].get(NOTE, 0.0) for i in order) / total
    inside = fsum(sure[i].get(INSIDE, 0.0) + sure[i].get(END, 0.0) + sure[i].get(BEGIN, 0.0) for i in order)
    few = step(letters, (1.5, 4, 8))
    told = [
        f"book.between={step(between, (0.005, 0.03, 0.1, 0.3))}",
        f"book.notes={step(noted, (0.005, 0.05))}",
        f"book.size={step(inside / max(letters, 1), (3, 5, 8, 15, 30))}",
        f"book.few={few}",
    ]
    for i in order:
        out[i] += told


def _tell_near(out: list[list[str]], order: Sequence[int], sure: Marginals) -> None:
    """Tell of each unit what the first pass thought of it and of its neighbours, and how far borders are."""
    for k, i in enumerate(order):
        mine = sure[i]
        outside = mine.get(FRONT, 0.0) + mine.get(BETWEEN, 0.0) + mine.get(BACK, 0.0) + mine.get(NOTE, 0.0)
        out[i].append(f"m.b={step(mine.get(BEGIN, 0.0), _SHARES)}")
        out[i].append(f"m.e={step(mine.get(END, 0.0), _SHARES)}")
        out[i].append(f"m.o={step(outside, _SHARES)}")
        for label in (HEAD, FRONT, BETWEEN, BACK, NOTE):
            out[i].append(f"m.{label}={step(mine.get(label, 0.0), _COARSE)}")
        for d in (-2, -1, 1, 2):
            if 0 <= k + d < len(order):
                beside = sure[order[k + d]]
                out[i].append(f"m{d}.b={step(beside.get(BEGIN, 0.0), _COARSE)}")
                out[i].append(f"m{d}.e={step(beside.get(END, 0.0), _COARSE)}")
                o = beside.get(FRONT, 0.0) + beside.get(BETWEEN, 0.0) + beside.get(BACK, 0.0)
                out[i].append(f"m{d}.o={step(o, _COARSE)}")
    _tell_distance(out, order, sure)


def _tell_distance(out: list[list[str]], order: Sequence[int], sure: Marginals) -> None:
    """Tell how far the next likely beginning is, on either side, against the usual length of a letter."""
    marks = [k for k, i in enumerate(order) if sure[i].get(BEGIN, 0.0) > 0.3]  # noqa: PLR2004
    gaps = sorted(b - a for a, b in pairwise(marks))
    usual = gaps[len(gaps) // 2] if gaps else 0
    if not usual:
        return
    last, at = None, 0
    for k, i in enumerate(order):
        while at < len(marks) and marks[at] <= k:
            last = marks[at] if marks[at] < k else last
            at += 1
        if last is not None:
            out[i].append(f"gap<{step((k - last) / usual, (0.15, 0.4, 1, 2, 4))}")
        if at < len(marks):
            out[i].append(f"gap>{step((marks[at] - k) / usual, (0.15, 0.4, 1, 2, 4))}")
        if at < len(marks) and marks[at] - k <= 4:  # noqa: PLR2004
            out[i].append(f"to.next={marks[at] - k}")


def _tell_tails(out: list[list[str]], units: Sequence[Unit], order: Sequence[int], sure: Marginals) -> None:
    """Tell which prose stands directly above a likely beginning and is set otherwise than the letters'.

    Such tails are the editor's, if prose that is set so stands nowhere else, and above many letters: how far
    that is so is told in grades.
    """
    weight: dict[int, float] = defaultdict(float)
    for i in order:
        if len(units[i].text) > SHORT:
            weight[units[i].indent] += sure[i].get(INSIDE, 0.0)
    usual = min(weight, key=lambda one: (-weight[one], one)) if weight else 0
    apart = [len(units[i].text) > SHORT and abs(units[i].indent - usual) > 1 for i in order]
    marks = [k for k, i in enumerate(order) if sure[i].get(BEGIN, 0.0) >= _LIKELY]
    tails: list[range] = []
    last = -1
    for mark in marks:
        at = mark
        while at - 1 > last and apart[at - 1]:
            at -= 1
        if at < mark:
            tails.append(range(at, mark))
        last = mark
    share = step(sum(map(len, tails)) / max(sum(apart), 1), _TAILS)
    grade = min(share, step(len(tails) / max(len(marks), 1), _TAILED)) if len(tails) >= _FEWEST else 0
    for run in tails:
        for k in run:
            out[order[k]] += [f"tail+{one}" for one in range(grade + 1)]
        out[order[run[0]]] += [f"tail.first+{one}" for one in range(grade + 1)]
        if run[0]:
            out[order[run[0] - 1]] += [f"tail.next+{one}" for one in range(grade + 1)]
    for k, is_apart in enumerate(apart):
        if is_apart:
            out[order[k]] += [f"apart+{one}" for one in range(grade + 1)]
