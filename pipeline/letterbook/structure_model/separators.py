"""Tell what the lines of one look stand between: the foot of a letter above them, the head of one below.

A row of stars that stands behind a signature and before a salutation, again and again, divides letters in
that book; one in the middle of prose does not. This is counted without the model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from letterbook.rules.set_phrases import is_ornament
from letterbook.structure_model.looks import SHORT, shape, step
from letterbook.structure_model.units import Unit

_FEWEST = 4  # lines of one look that tell anything
_SHARES = (0.15, 0.4, 0.7)
_MANY = (8, 25)
_SET_IN = 10  # spaces before a signature that is set to the right
#: Looks of a unit that a letter may begin with, and of one that it may end with.
_HEADS = frozenset(
    {"mdy", "my", "dear", "dear.run", "dear.quoted", "r:dateline", "r:salute", "r:salute.run", "dh"}
)
_FEET = frozenset({"closing", "r:valediction", "r:postscript", "md.end"})


def add_separators(units: Sequence[Unit], looks: Sequence[list[str]]) -> None:
    """Add to each unit of a look that comes again what stands above and below the units of this look."""
    have = [frozenset(look) for look in looks]
    stars = [is_ornament(unit.text) for unit in units]
    head = [bool(mine & _HEADS) for mine in have]
    foot = [bool(mine & _FEET) or _is_signature(unit, mine) for unit, mine in zip(units, have, strict=True)]
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        short = len(unit.text) <= SHORT
        if stars[i]:
            groups["stars", unit.text.strip()].append(i)
        elif short:
            groups["line", shape(unit.text), f"{min(unit.blank, 4)},{unit.indent // 4}"].append(i)
        elif {"pi=+", "pi=-"} & have[i]:
            groups["set", "pi=+" if "pi=+" in have[i] else "pi=-"].append(i)
        if unit.blank > 1:
            groups["gap", str(min(unit.blank, 5))].append(i)
    for look, members in groups.items():
        if len(members) < _FEWEST:
            continue
        above = sum(_any(foot, stars, i - 1, -1) for i in members) / len(members)
        below = sum(_any(head, stars, i if look[0] == "gap" else i + 1, 1) for i in members) / len(members)
        feet, heads = step(above, _SHARES), step(below, _SHARES)
        told = [f"{look[0]}<>{feet}{heads}", f"{look[0]}<>{feet}{heads},{step(len(members), _MANY)}"]
        told += [f"{look[0]}<{k}" for k in range(1, feet + 1)]  # a share above each bound: what is rare
        told += [f"{look[0]}>{k}" for k in range(1, heads + 1)]  # in gold still adds up
        for i in members:
            looks[i] += told


def _any(signs: Sequence[bool], stars: Sequence[bool], at: int, way: int) -> bool:
    """Tell whether one of the two next units that are no row of stars has a sign."""
    seen = 0
    while 0 <= at < len(signs) and seen < 2:  # noqa: PLR2004
        if not stars[at]:
            if signs[at]:
                return True
            seen += 1
        at += way
    return False


def _is_signature(unit: Unit, look: frozenset[str]) -> bool:
    """Tell whether a line may be a signature or a date at the foot: a name or a day, set to the right."""
    if len(unit.text) > SHORT or unit.last > unit.first:
        return False
    return bool(look & {"name", "md", "mdy"}) and (unit.indent >= _SET_IN or "right" in look)
