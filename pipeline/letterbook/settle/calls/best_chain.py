"""The exact best chain: which of many candidates call the notes, in the notes' order.

Pure arithmetic, no text. A scope has notes in order, their *ranks* counted from 0; candidates stand
in the order of the text, each the number of one note. A chain takes some of them so that the ranks
never fall; a rank may come again (a note called twice), and ranks may be passed over (a note never
called), both at a price. A candidate of strong standing of its own may also be kept *aside*: out of
order, on its own account, without moving the chain.

The chain with the highest total is found exactly, by dynamic programming over the ranks. Passing
over ranks has an affine price, so that the best predecessor is the maximum of a prefix, and a
binary indexed tree (Fenwick 1994) keeps those maxima: O(n log m) steps for n candidates, m ranks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

_NEVER = float("-inf")


class Candidate(NamedTuple):
    """A mark that may call the note of a rank.

    `at` is its offset in the text; candidates of one offset are readings of the same mark, of which
    at most one is kept. `score` is what it is worth as the next call, `repeat` as a further call of
    the note called last, `aside` out of order (never, unless given). Log odds, in nats.
    """

    at: int
    rank: int
    score: float
    repeat: float = _NEVER
    aside: float = _NEVER


class Costs(NamedTuple):
    """What it costs to leave a run of notes uncalled: `gap` for the run, `note` for every note in it."""

    gap: float = 2.0
    note: float = 1.5

    def of(self, notes: int) -> float:
        """Return the price of a run of so many uncalled notes."""
        return self.gap + self.note * notes if notes > 0 else 0.0


@dataclass(slots=True)
class _Link:
    """The best chain that ends in a rank: its total, the candidate it ends with, the chain before that."""

    total: float
    index: int
    before: _Link | None


class _Maxima:
    """Prefix maxima over the ranks; `steps` counts the nodes touched, so that growth can be tested."""

    def __init__(self, ranks: int) -> None:
        self.best: list[tuple[float, int]] = [(_NEVER, -1)] * (ranks + 1)
        self.steps = 0

    def raise_to(self, rank: int, value: float) -> None:
        at = rank + 1
        while at < len(self.best):
            self.steps += 1
            self.best[at] = max(self.best[at], (value, rank))
            at += at & -at

    def below(self, rank: int) -> tuple[float, int]:
        """Return the greatest value of the ranks under this one, and its rank."""
        found, at = (_NEVER, -1), rank
        while at > 0:
            self.steps += 1
            found = max(found, self.best[at])
            at -= at & -at
        return found


class Chain(NamedTuple):
    """The best chain: the indexes kept in the order of the text, those of them kept aside, total and work."""

    kept: list[int]
    aside: frozenset[int]
    total: float
    steps: int


NO_CHAIN = Chain([], frozenset(), 0.0, 0)


def find_chain(candidates: Sequence[Candidate], ranks: int, costs: Costs) -> Chain:
    """Find the best chain, with an account of the work.

    Exact: no other choice has a higher total. Of equal totals, the earlier candidates win. A
    candidate whose rank is not one of `range(ranks)` raises IndexError.
    """
    links: list[_Link | None] = [None] * ranks
    maxima = _Maxima(ranks)
    apart = 0.0  # what the candidates kept aside give, if no chain takes them
    lonely: dict[int, int] = {}
    steps = 0
    for at, group in groupby(
        sorted(range(len(candidates)), key=lambda i: candidates[i].at), key=lambda i: candidates[i].at
    ):
        readings = list(group)
        aside = max(readings, key=lambda i: (candidates[i].aside, -i))
        instead = max(0.0, candidates[aside].aside)
        if instead:
            apart += instead
            lonely[at] = aside
        new: list[_Link] = []
        for index in readings:
            one = candidates[index]
            steps += 1
            total, before = one.score - costs.of(one.rank), None
            if one.rank > 0:
                last = links[one.rank - 1]
                if last is not None and last.total + one.score > total:
                    total, before = last.total + one.score, last
                value, rank = maxima.below(one.rank - 1)
                jump = value - costs.gap - costs.note * (one.rank - 1) + one.score
                if rank >= 0 and jump > total:
                    total, before = jump, links[rank]
            same = links[one.rank]
            if same is not None and same.total + one.repeat > total:
                total, before = same.total + one.repeat, same
            new.append(_Link(total - instead, index, before))
        for link in new:
            rank = candidates[link.index].rank
            standing = links[rank]
            if standing is None or link.total > standing.total:
                links[rank] = link
                maxima.raise_to(rank, link.total + costs.note * rank)
    best: _Link | None = None
    total = -costs.of(ranks)
    for rank, end in enumerate(links):
        if end is not None and end.total - costs.of(ranks - 1 - rank) > total:
            best, total = end, end.total - costs.of(ranks - 1 - rank)
    kept: set[int] = set()
    while best is not None:
        kept.add(best.index)
        best = best.before
    chained = {candidates[i].at for i in kept}
    extra = frozenset(i for at, i in lonely.items() if at not in chained)
    order = sorted(kept | extra, key=lambda i: (candidates[i].at, i))
    return Chain(order, extra, total + apart, steps + maxima.steps)
