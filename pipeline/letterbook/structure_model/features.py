"""Compute the features of each unit: its own, its neighbours', its place, what the book repeats."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from letterbook.detect.found import Found
from letterbook.model.kinds import LICENCE
from letterbook.structure_model.book_looks import add_book_looks
from letterbook.structure_model.chains import chain_looks
from letterbook.structure_model.looks import SHORT, look_of, shape, step, tongues_of
from letterbook.structure_model.separators import add_separators
from letterbook.structure_model.units import Unit

_FAR = 3  # units on each side whose looks are seen
_WINDOW = 10  # units on each side in which short ones are counted
_SINCE = ("mdy", "dear", "ch0")  # signs whose distance is told
_OWN = (
    "jb=",
    "j.rest=",
    "w0=",
    "wl=",
    "words=",
    "up=",
    "lines=",
    "last=",
    "end=",
    "ind=",
    "first=",
    "rep=",
    "ch0.",
    "ch1",
    "ch2",
    "r:head=",
    "r~",
    "nowords",
    "j.not",
    "j.front",
    "j.back",
    "j.none",
    "dh=",
    "line<",
    "line>",
    "gap<",
    "gap>",
)
#: What is not told of a unit to its next neighbours; what is, to those two and three units away. The
#: farther, the less: what is seen far away fits the books that were learned from, and no others.
_NOT_NEXT = (
    "pi=", "dp=", "named=", "ofletters", "i=", "you=", "he=", "held.", "quoted=", "quoted.end",
)  # fmt: skip
_TWO_AWAY = frozenset(
    {
        "dear", "dear.run", "dear.quoted", "mdy", "md", "my", "dh", "r:dateline", "r:headline", "r:salute",
        "r:salute.run", "r:valediction", "r:postscript", "closing", "ch0", "j", "j.sure", "j.end", "num",
        "numh", "caps", "ornament", "short", "to", "name", "colon", "year.alone", "held", "quoted", "leader",
    }
)  # fmt: skip
_THREE_AWAY = frozenset(
    {"dear", "dear.run", "mdy", "dh", "r:dateline", "ch0", "j", "r:valediction", "ornament", "leader"}
)
_CLASSES = (
    ("ornament", "orn"),
    ("page", "pg"),
    ("ch0", "ch"),
    ("r:note=labelled", "note"),
    ("r:note.title", "ntitle"),
    ("r:matter", "matter"),
    ("num", "num"),
    ("r:headline", "hline"),
    ("mdy", "mdy"),
    ("r:dateline", "date"),
    ("ds=3", "date"),
    ("r:postscript", "ps"),
    ("r:salute", "dear"),
    ("dear", "dear"),
    ("dear.quoted", "dear"),
    ("r:valediction", "val"),
    ("md", "md"),
    ("to", "to"),
    ("name", "name"),
    ("caps", "caps"),
    ("brk", "brk"),
    ("numh", "numh"),
    ("closing", "val"),
    ("year", "year"),
    ("short", "s"),
)


def class_of(look: Sequence[str]) -> str:
    """Return the coarse class of a unit: the first that fits."""
    have = set(look)
    for name, short in _CLASSES:
        if name in have or (name == "r:matter" and any(x.startswith("r:matter=") for x in look)):
            return short
    if "brk" in have or "held" in have:
        return "Brk"
    who = ("I" if "i=0" not in have else "") + ("Y" if "you=0" not in have else "") or "N"
    led = "D" if "dear.run" in have else "t" if "dh" in have else "d" if "md.run" in have else ""
    apart = "x" if "pi=+" in have or "pi=-" in have else ""
    return who + ("q" if "quote" in have else "") + apart + led


def run_in(look: Sequence[str]) -> str:
    """Return with what prose begins that may be the head of a letter: a date, a salutation, or ""."""
    signs = [one for one in look if one.startswith(("dh=", "dh.stop="))] if "dh" in look else []
    signs += [one for one in look if one in {"dear.run", "dear.quoted"}]
    return ",".join(sorted(signs))


def features(
    found: Found, units: Sequence[Unit], said: Sequence[Sequence[str]]
) -> tuple[list[list[str]], list[list[str]]]:
    """Return the features of each unit, and its own looks alone (what the second pass reads).

    `said` are the features that a judge of headings adds to each unit.
    """
    tongues = tongues_of(found.languages)
    looks = [look_of(unit, found.page.width, tongues) for unit in units]
    for look, chained, more in zip(looks, chain_looks(units), said, strict=True):
        look += [*chained, *more]
    _add_repeats(units, looks)
    add_book_looks(units, looks, tongues)
    add_separators(units, looks)
    out = [["b", *look] for look in looks]
    _add_neighbours(units, looks, out)
    _add_place(found, units, looks, out)
    return out, looks


def _add_neighbours(units: Sequence[Unit], looks: Sequence[list[str]], out: Sequence[list[str]]) -> None:
    """Add what stands before and behind each unit. Page numbers and running heads are passed over."""
    classes = [class_of(look) for look in looks]
    told = {d: [_told(look, d) for look in looks] for d in range(1, _FAR + 1)}
    usual = _usual_blank(units)
    order = [i for i, unit in enumerate(units) if not unit.page]
    rank = 0
    for i, unit in enumerate(units):
        while rank < len(order) and order[rank] < i:
            rank += 1
        k, x = rank, out[i]

        def near(d: int, k: int = k) -> int | None:
            return order[k + d] if 0 <= k + d < len(order) else None

        c = {d: "-" if (j := near(d)) is None else classes[j] for d in (-3, -2, -1, 1, 2, 3)}
        c[0] = classes[i]
        x += [f"c-1={c[-1]}", f"c1={c[1]}", f"c0={c[0]}", f"c-1,0={c[-1]},{c[0]}", f"c0,1={c[0]},{c[1]}"]
        x += [f"c-1,0,1={c[-1]},{c[0]},{c[1]}", f"c0,1,2={c[0]},{c[1]},{c[2]}", f"c1,2={c[1]},{c[2]}"]
        x += [f"c-2,-1={c[-2]},{c[-1]}", f"c-2,-1,0={c[-2]},{c[-1]},{c[0]}", f"c1,2,3={c[1]},{c[2]},{c[3]}"]
        for d in range(-_FAR, _FAR + 1):
            if d:
                j = near(d)
                x += [f"{d}:none"] if j is None else [f"{d}:{y}" for y in told[abs(d)][j]]
        after = near(1)
        above = min(unit.blank, 5) - usual
        below = min(units[after].blank, 5) - usual if after is not None else 9
        x += [f"rb={above}", f"c0,rb={c[0]},{above}", f"c-1,0,rb={c[-1]},{c[0]},{above}"]
        x += [f"rb1={below}", f"c0,1,rb1={c[0]},{c[1]},{below}"]
        indent = next((y for y in looks[i] if y.startswith("ind=")), "")
        x.append(f"c0,{indent},{c[0]}")


def _add_place(
    found: Found, units: Sequence[Unit], looks: Sequence[list[str]], out: Sequence[list[str]]
) -> None:
    """Add where in the book a unit stands: how far, among how many short ones, how far behind what signs."""
    total = units[-1].span.end if units else 1
    start, end = _licence_bounds(found, total)
    short = [0]
    for unit in units:
        short.append(short[-1] + (len(unit.text) <= SHORT))
    since: dict[str, int] = {}
    for i, unit in enumerate(units):
        x, kind = out[i], class_of(looks[i])
        low, high = max(0, i - _WINDOW), min(len(units), i + _WINDOW + 1)
        crowd = step((short[high] - short[low]) / (high - low), (0.3, 0.5, 0.7, 0.9))
        x += [f"crowd={crowd}", f"crowd,c0={crowd},{kind}"]
        if unit.span.start < start:
            x.append("licence")
        elif unit.span.start >= end:
            x.append("licence1")
        for name, last in since.items():
            x.append(f"since.{name}={step(i - last, (1, 2, 3, 4, 6, 10, 30))}")
        for name in _SINCE:
            if name in looks[i]:
                since[name] = i


def _told(look: Sequence[str], away: int) -> list[str]:
    """Return what a unit's neighbours so many units away are told of it."""
    if away == 1:
        return [y for y in look if not y.startswith((*_OWN, *_NOT_NEXT))]
    known = _TWO_AWAY if away == 2 else _THREE_AWAY  # noqa: PLR2004
    return [y for y in look if y in known]


def _usual_blank(units: Sequence[Unit]) -> int:
    """Return how many blank lines usually stand between the paragraphs of a book."""
    counts = Counter(
        min(b.blank, 5) for a, b in pairwise(units) if len(a.text) > SHORT and len(b.text) > SHORT
    )
    return counts.most_common(1)[0][0] if counts else 1


def _licence_bounds(found: Found, total: int) -> tuple[int, int]:
    start, end = 0, total + 1
    for block in found.of(LICENCE):
        if block.value.place == "front":
            start = max(start, block.span.end)
        elif block.value.place == "back":
            end = min(end, block.span.start)
    return start, end


def _add_repeats(units: Sequence[Unit], looks: Sequence[list[str]]) -> None:
    """Add how often lines of the same shape stand in the book, and how far apart."""
    where: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        if len(unit.text) <= SHORT and not unit.page:
            where[shape(unit.text)].append(i)
    for places in where.values():
        count = step(len(places), (3, 10, 30))
        gaps = sorted(b - a for a, b in pairwise(places))
        apart = step(gaps[len(gaps) // 2], (2, 4, 8, 20)) if gaps else 9
        for i in places:
            looks[i].append(f"rep={count},{apart}")
