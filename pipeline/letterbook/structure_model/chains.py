"""Find chains of numbers through the book: which units continue the numbers of others, exactly.

Whatever the language and the words before a number are: units with the same words before a number of the
same kind make a group, and the best chain of each group runs through as many following numbers as it can.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from letterbook.model.kinds import HEADING
from letterbook.structure_model.looks import SHORT, step
from letterbook.structure_model.units import Unit
from letterbook.values.numerals import read_number

_NUMBER = re.compile(r"(?<![\w.])(\d{1,4}|[IVXLCDM]+|[ivxlc]+)(?=[a-z]?(?!\w))")
_BEFORE = 3  # words before a number
_REACH = 12  # numbers that may be missing between two of a chain
_FEWEST = 3  # units of a chain
_FIRST_YEAR, _LAST_YEAR = 1300, 1999
_BODY = 250  # code points between two headings: less is a list


class Numbered(NamedTuple):
    """A unit with a number: the unit's index, the number, and what units of one chain share."""

    at: int
    number: int
    group: tuple[str, str]


class Chain(NamedTuple):
    """Units whose numbers follow each other, the share of the numbers that are there, the text it spans."""

    links: tuple[Numbered, ...]
    cover: float
    text: int


def find_numbered(units: Sequence[Unit]) -> list[Numbered]:
    """Return the units that bear a number at their head."""
    out = []
    for at, unit in enumerate(units):
        if len(unit.text) > SHORT:
            continue
        head = HEADING.among(unit.kinds)
        if head and head.value.number:
            digits = re.match(r"\d+", head.value.number)
            if digits and not _is_year(int(digits[0])):
                out.append(Numbered(at, int(digits[0]), (head.value.style, head.value.prefix)))
                continue
        found = _NUMBER.search(unit.text[:60])
        if found is None:
            continue
        before = unit.text[: found.start()].split()
        if len(before) > _BEFORE:
            continue
        read = read_number(found[1])
        if read:
            digits = re.match(r"\d+", read.label)
            if digits and not _is_year(int(digits[0])):
                out.append(Numbered(at, int(digits[0]), (read.style, " ".join(before).lower())))
    return out


def _is_year(number: int) -> bool:
    """Tell whether a number is rather a year: "1839.", "1840." head parts of a book, not letters."""
    return _FIRST_YEAR <= number <= _LAST_YEAR


def find_chains(units: Sequence[Unit]) -> list[Chain]:
    """Return the best chain of each group of numbered units, the one that spans most text first."""
    groups: dict[tuple[str, str], list[Numbered]] = defaultdict(list)
    for one in find_numbered(units):
        groups[one.group].append(one)
    out = []
    for _, members in sorted(groups.items()):
        links = _best(units, members)
        if len(links) < _FEWEST:
            continue
        steps = sum(b.number - a.number == 1 for a, b in pairwise(links))
        if steps < 2:  # noqa: PLR2004
            continue
        wide = sum(max(b.number - a.number, 1) for a, b in pairwise(links))
        text = sum(min(_body(units, a, b), 20_000) for a, b in pairwise(links))
        out.append(Chain(tuple(links), steps / wide, text))
    return sorted(out, key=lambda c: (-c.text * c.cover, c.links[0].at))


def _body(units: Sequence[Unit], a: Numbered, b: Numbered) -> int:
    return units[b.at].span.start - units[a.at].span.end


def _best(units: Sequence[Unit], members: Sequence[Numbered]) -> list[Numbered]:
    """Return the best chain through the members: by dynamic programming over the steps between numbers."""
    totals: list[float] = []
    back: list[int] = []
    ends: dict[int, list[int]] = defaultdict(list)
    best = -1
    for i, one in enumerate(members):
        choice, gain = -1, 0.0
        near = [j for n in range(one.number - _REACH, one.number) for j in ends[n][-3:]]
        for j in [*near, *([best] if best >= 0 else [])]:
            gap = one.number - members[j].number
            body = _body(units, members[j], one)
            worth = (
                1.0 if gap == 1 else -0.4 * gap if 1 < gap <= _REACH else -3.0 if one.number == 1 else -8.0
            )
            if body < _BODY:
                worth -= 1.2
            if totals[j] + worth > gain or (choice >= 0 and totals[j] + worth == gain):
                choice, gain = j, totals[j] + worth
        totals.append(gain)
        back.append(choice)
        ends[one.number].append(i)
        if best < 0 or gain >= totals[best]:
            best = i
    at = max(range(len(totals)), key=lambda i: (totals[i], -i))
    out = []
    while at >= 0:
        out.append(members[at])
        at = back[at]
    return out[::-1]


def chain_looks(units: Sequence[Unit]) -> list[list[str]]:
    """Return for each unit the features of the chains that it is a link of."""
    out: list[list[str]] = [[] for _ in units]
    chains = find_chains(units)
    size = units[-1].span.end - units[0].span.start if units else 1
    for rank, chain in enumerate(chains):
        name = f"ch{min(rank, 2)}"
        cover = step(chain.cover, (0.5, 0.8, 0.95))
        spans = step(chain.text / size, (0.05, 0.2, 0.5))
        count = step(len(chain.links), (4, 6, 10, 20))
        for i, link in enumerate(chain.links):
            before = link.number - chain.links[i - 1].number if i else 0
            after = chain.links[i + 1].number - link.number if i + 1 < len(chain.links) else 0
            body = _body(units, link, chain.links[i + 1]) if i + 1 < len(chain.links) else -1
            mine = out[link.at]
            mine += [name, f"{name}={cover},{spans}", f"{name}.n={count},{cover}", f"{name}.s={spans}"]
            mine.append(f"{name}.link={before == 1 or link.number == 1:d}{after == 1:d}")
            if 0 <= body < _BODY:
                mine.append(f"{name}.list")
    return out
