"""Score the place of a mark in its sentence: whether note calls stand in such places, or other numbers.

Printers have habits: calls after the stop, before the comma, at the end of the paragraph. `printed` returns
the usual odds. `Places.learn` adapts them to one edition, by counting where its surer calls and its other
numbers stand. The usual odds count as `_FAITH` examples, so that a few examples change little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache
from math import log
from typing import NamedTuple

from letterbook.rules.calls.surroundings import Setting

_RIGHTS = ("end", "capital", "small", "mark", "number", "claimed", "other")

#: left -> (calls, other numbers) for each right, by rough experience of print: only ratios matter.
_USUAL: Mapping[str, tuple[tuple[float, float], ...]] = {
    #             end        capital    small      mark       number     claimed    other
    "stop": ((30, 2), (30, 3), (2, 6), (1, 10), (1, 3), (1, 3), (2, 1)),
    "clause": ((3, 1), (5, 3), (25, 6), (1, 20), (1, 3), (2, 1), (1, 1)),
    "close": ((3, 0.5), (3, 1), (6, 1), (0.5, 3), (0.5, 2), (0.5, 1), (0.5, 1)),
    "word": ((3, 3), (6, 14), (30, 40), (2, 30), (1, 15), (1, 3), (2, 6)),
    "number": ((1, 3), (2, 6), (3, 6), (0.5, 8), (0.5, 8), (0.5, 2), (0.5, 3)),
    "claimed": ((3, 1), (2, 1), (2, 1), (1, 2), (0.5, 1), (0.5, 1), (0.5, 1)),
    "start": ((0.3, 3), (1, 15), (0.3, 8), (0.1, 60), (0.1, 6), (0.1, 6), (0.1, 6)),
    "other": ((1, 1), (1, 2), (2, 3), (0.5, 10), (0.2, 5), (0.5, 1), (0.5, 3)),
}
_FAITH = 30.0  # as many examples does the usual count for


class Places(NamedTuple):
    """Log odds (nats) of a call against another number: for every place, and for a blank before it."""

    odds: Mapping[tuple[str, str], float]
    attached: float = 0.0
    apart: float = 0.0

    def worth(self, setting: Setting) -> float:
        """Return what the place of a mark says for its being a call."""
        blank = self.attached if setting.attached else self.apart
        return self.odds[setting.left, setting.right] + blank

    def learn(self, calls: Collection[Setting], others: Collection[Setting]) -> Places:
        """Return what places are worth where these are the calls and these the other numbers."""
        return _weigh(calls, others)


def _weigh(calls: Collection[Setting], others: Collection[Setting]) -> Places:
    usual = {
        (left, right): pair for left, row in _USUAL.items() for right, pair in zip(_RIGHTS, row, strict=True)
    }
    all_calls, all_others = (sum(pair[i] for pair in usual.values()) for i in (0, 1))
    here, elsewhere = (Counter((one.left, one.right) for one in seen) for seen in (calls, others))
    odds = {}
    for place, (some, more) in usual.items():
        call = (here[place] + _FAITH * some / all_calls) / (len(calls) + _FAITH)
        other = (elsewhere[place] + _FAITH * more / all_others) / (len(others) + _FAITH)
        odds[place] = log(call / other)
    glued, loose = (sum(one.attached for one in seen) for seen in (calls, others))
    half = _FAITH / 2
    attached = log((glued + half) / (len(calls) + _FAITH)) - log((loose + half) / (len(others) + _FAITH))
    apart = log((len(calls) - glued + half) / (len(calls) + _FAITH)) - log(
        (len(others) - loose + half) / (len(others) + _FAITH)
    )
    return Places(odds, attached, apart)


@cache
def printed() -> Places:
    """Return what places are usually worth."""
    return _weigh((), ())
