"""Find the longest chain of calls and notes with the same marks that rises in both, by a Fenwick tree."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from letterbook.rules.notes.marks import NoteMark

#: How many notes of the same number a call is compared with, on either side of the likeliest.
_WIDTH = 6
_NEAREST = 0.01  # of two chains as long, the one whose notes stand nearer to their calls
_ODD = 0.03  # ... and the one whose calls stand as the others do, glued to their words or not
_HABIT = 3  # calls that make a habit
_MOSTLY = 0.75  # and the share of them that keep it
_FAR = 12_000  # code points between a starred word and its note at most


def habit_of(pairs: Sequence[tuple[NoteMark, NoteMark]]) -> bool | None:
    """Tell whether calls are glued to their words, as nearly all that answer are; None where it varies."""
    glued = sum(call.glued for call, _ in pairs)
    if len(pairs) < _HABIT:
        return None
    return True if glued >= _MOSTLY * len(pairs) else False if glued <= (1 - _MOSTLY) * len(pairs) else None


def longest_chain(
    calls: Sequence[NoteMark], bodies: Sequence[NoteMark], *, glued: bool | None = None
) -> list[tuple[NoteMark, NoteMark]]:
    """Return the longest chain of a call and the note behind it with its number, rising in both.

    Exact for the pairs looked at: each call with the notes of its number that stand next behind it, and
    with those that come as late among the notes of this number as the call among its calls. Of chains as
    long, the one whose calls are `glued` to their words, or not, as the others are.
    """
    at: dict[str, list[int]] = {}
    for index, body in enumerate(bodies):
        at.setdefault(body.number, []).append(index)
    ranks = _Chains(len(bodies))
    times: dict[str, int] = {}
    for call in calls:
        rank = times.get(call.number, 0)
        times[call.number] = rank + 1
        mine = at.get(call.number)
        if not mine:
            continue
        first = bisect_left(mine, call.span.end, key=lambda i: bodies[i].span.start)
        late = max(first, min(rank, len(mine)) - _WIDTH)
        near = {*mine[first : first + _WIDTH], *mine[late : late + 2 * _WIDTH]}
        if call.family == "sign":
            near = {i for i in near if bodies[i].span.start - call.span.end <= _FAR}
        odd = glued is not None and call.glued != glued
        ranks.add(call, sorted(near, reverse=True), bodies, less=_ODD if odd else 0.0)
    return _without_spikes(ranks.best(bodies))


class _Chains:
    """The longest chains that end with each note, kept as prefix maxima (a binary indexed tree)."""

    def __init__(self, size: int) -> None:
        self.links: list[tuple[NoteMark, int, int]] = []  # call, index of the note, link before
        self.longest = [0.0] * (size + 1)  # of the notes that a node of the tree stands for
        self.last = [-1] * (size + 1)  # the link that ends it

    def add(self, call: NoteMark, notes: Sequence[int], bodies: Sequence[NoteMark], less: float) -> None:
        """Let a call be paired with one of some notes, given from the last to the first.

        The pair counts 1, `less` what speaks against the call.
        """
        longest, last, size = self.longest, self.last, len(self.longest)
        for index in notes:
            total, before = 0.0, -1
            at = index
            while at > 0:
                if longest[at] > total:
                    total, before = longest[at], last[at]
                at &= at - 1
            far = bodies[index].span.start - call.span.end
            total += 1.0 - less - _NEAREST * far / (far + _FAR)
            self.links.append((call, index, before))
            link = len(self.links) - 1
            at = index + 1
            while at < size:
                if total > longest[at]:
                    longest[at], last[at] = total, link
                at += at & -at

    def best(self, bodies: Sequence[NoteMark]) -> list[tuple[NoteMark, NoteMark]]:
        """Return the pairs of the longest chain, in order."""
        total, link = 0.0, -1
        at = len(self.longest) - 1
        while at > 0:
            if self.longest[at] > total:
                total, link = self.longest[at], self.last[at]
            at &= at - 1
        pairs = []
        while link >= 0:
            call, index, link = self.links[link]
            pairs.append((call, bodies[index]))
        return pairs[::-1]


def _without_spikes(pairs: list[tuple[NoteMark, NoteMark]]) -> list[tuple[NoteMark, NoteMark]]:
    """Take out the pairs whose number is out of order between two that go on: years, and other chances."""
    out: list[tuple[NoteMark, NoteMark]] = []
    for index, pair in enumerate(pairs):
        if pair[1].family == "sign":
            out.append(pair)
            continue
        here = pair[1].order
        before = out[-1][1].order if out else (0, "")
        after = pairs[index + 1][1].order if index + 1 < len(pairs) else None
        falls = here < before and here[0] != 1
        if after is not None and before < after and (falls or (here > after and after[0] != 1)):
            continue
        out.append(pair)
    return out


def first_of_paragraph(
    text: str, pairs: Sequence[tuple[NoteMark, NoteMark]], calls: Sequence[NoteMark]
) -> list[tuple[NoteMark, NoteMark]]:
    """Return pairs of signs, each with the first of several equal marks of a paragraph as its call.

    A second dagger behind the call stands for something else, as before a year of death, or calls again.
    """
    out: list[tuple[NoteMark, NoteMark]] = []
    starts = [call.span.start for call in calls]
    free = 0
    for call, body in pairs:
        first = call
        for other in reversed(calls[bisect_left(starts, free) : bisect_left(starts, call.span.start)]):
            if "\n\n" in text[other.span.end : first.span.start]:
                break
            if other.number == call.number and other.glued == call.glued:
                first = other
        out.append((first, body))
        free = call.span.end
    return out
