"""Judge headings: decide which candidates are the headings of the letters.

Headings of one edition look alike and their numbers run on. Candidates are grouped by their look, and in each
group the best chain of numbers is found by dynamic programming over the surroundings of each heading (a
dateline, a salutation, a body of text) and over the steps between the numbers. Contents lists repeat the
numbers without the letters; years and numbers of paragraphs do not run on. Both lose.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from letterbook.model import Evidence, Finding
from letterbook.model.values import Heading

#: The looks of headings that are names: "TO MRS. HALE" (and "From Mrs. Hale"), "BEN TO ANN".
_NAMING = frozenset({"to", "from-to"})

#: How far a gap in the numbers is looked back for exactly; a wider one costs the same as this.
_REACH = 12


class Series(NamedTuple):
    """A chain of headings that look alike: the indexes of its candidates, its worth, its look."""

    look: tuple[str, ...]
    kept: tuple[Finding[Heading], ...]
    worth: float


def value_of(head: Finding[Heading]) -> tuple[int, str]:
    """Return the number of a heading as a value to compare: 12a is (12, "a")."""
    found = re.fullmatch(r"(\d+)([a-zA-Z]?)", head.value.number)
    return (int(found[1]), found[2].lower()) if found else (0, "")


def look_of(head: Finding[Heading]) -> tuple[str, ...]:
    """Return what headings of one series share: prefix, kind of number, stop, and what follows."""
    rest = head.value.rest
    style = head.value.style
    if head.value.prefix == "from" and style == "none":
        return ("to", style, "", rest)  # "From A" answers "To A"
    return (head.value.prefix, style, head.value.mark if not head.value.prefix else "", rest)


def _step(before: tuple[int, str], after: tuple[int, str]) -> float:
    """Return what a step from one number to the next is worth."""
    gap = after[0] - before[0]
    if gap == 1:
        return 1.0
    if gap == 0 and after[1] > before[1]:
        return 0.8
    if gap > 1:
        return max(0.6 - 0.5 * (gap - 1), -4.0)
    return -2.5 if after[0] == 1 else -6.0


def _best_chain(
    heads: Sequence[Finding[Heading]], worth: Sequence[float], span: Callable[[Finding[Heading]], float]
) -> tuple[list[int], float]:
    """Return the indexes of the best chain and its worth. Linear in the candidates.

    The predecessor of a candidate is looked for among the best chain ends at each of the numbers
    just below it, and at the best chain end of all (for wide gaps and restarts).
    """
    totals: list[float] = []
    back: list[int] = []
    at_number: dict[int, int] = {}
    best = -1
    for i, head in enumerate(heads):
        number = value_of(head)
        start = -0.1 * min(max(number[0] - 1, 0), 10)
        choice, gain = -1, start
        options = [at_number[n] for n in range(number[0] - _REACH, number[0] + 1) if n in at_number]
        if best >= 0:
            options.append(best)
        for j in options:
            step = totals[j] + _step(value_of(heads[j]), number)
            if step > gain:
                choice, gain = j, step
        totals.append(gain + worth[i] + span(head))
        back.append(choice)
        if number[0] not in at_number or totals[i] >= totals[at_number[number[0]]]:
            at_number[number[0]] = i
        if best < 0 or totals[i] >= totals[best]:
            best = i
    if not totals:
        return [], 0.0
    end = max(range(len(totals)), key=lambda i: (totals[i], -i))
    total = totals[end]
    chain: list[int] = []
    while end >= 0:
        chain.append(end)
        end = back[end]
    return chain[::-1], total


def judge_series(
    candidates: Sequence[Finding[Heading]],
    support: Callable[[Finding[Heading]], float],
    bulk: Callable[[Finding[Heading], int], float],
    above: Callable[[Finding[Heading], Finding[Heading]], bool],
    lists: Callable[[Series], bool] = lambda _: False,
) -> tuple[Series | None, tuple[Series, ...]]:
    """Choose the series that heads the letters.

    `support` scores the lines around a heading, `bulk` the amount of text up to an offset (the next heading
    of the same look): both say how likely a letter begins there. `above` tells whether one heading stands
    directly above another, `lists` whether a series is a contents list, which heads nothing. Returns the
    winner (None where nothing is worth anything) and all series, best first.
    """
    groups: dict[tuple[str, ...], list[Finding[Heading]]] = defaultdict(list)
    for head in candidates:
        groups[look_of(head)].append(head)
    found = []
    for look, heads in sorted(groups.items()):
        ends = [h.span.start for h in heads[1:]] + [-1]
        body = {h: bulk(h, end) for h, end in zip(heads, ends, strict=True)}
        worth = [support(head) for head in heads]
        if look[1] == "none":
            kept = [h for h, w in zip(heads, worth, strict=True) if w + body[h] > 0.5]  # noqa: PLR2004
            total = sum(support(h) + body[h] for h in kept)
        else:
            chain, total = _best_chain(heads, worth, body.__getitem__)
            kept = [heads[i] for i in chain]
        found.append(Series(look, tuple(kept), total))
    found = [s._replace(worth=min(s.worth, 0.0)) if lists(s) else s for s in found]
    found.sort(key=lambda s: (-s.worth, s.look))
    if not found or found[0].worth <= 0:
        return None, tuple(found)
    return _above(_with_other_names(found[0], found[1:], support), found[1:], above), tuple(found)


def _with_other_names(
    best: Series, others: Sequence[Series], support: Callable[[Finding[Heading]], float]
) -> Series:
    """Add to headings of names those of another form: a book of "To A" may have "From B" and "B to A" too.

    Only what stands behind the first of them counts: a title page has such lines as well.
    """
    if best.look[0] not in _NAMING:
        return best
    first = best.kept[0].span.start
    more = [
        head
        for series in others
        if series.look[0] in _NAMING
        for head in series.kept
        if head.span.start > first and support(head) > 0
    ]
    return best._replace(kept=tuple(sorted({*best.kept, *more}, key=lambda head: head.span)))


def _above(
    best: Series, others: Sequence[Series], above: Callable[[Finding[Heading], Finding[Heading]], bool]
) -> Series:
    """Return the numbers that stand directly above the names by which the best series was found.

    A heading of two lines, a number (with a date, it may be) and names, begins with the number.
    """
    for series in others if best.look[1] == "none" else ():
        if series.worth <= 0 or series.look[1] == "none":
            continue
        starts = [h.span.start for h in series.kept]
        pairs = 0
        for head in best.kept:
            at = bisect_left(starts, head.span.start) - 1
            pairs += at >= 0 and above(series.kept[at], head)
        if pairs * 5 >= 3 * len(best.kept) and len(series.kept) * 5 >= 3 * len(best.kept):
            return series
    return best


def _near(one: str, other: str) -> bool:
    """Tell whether two short prefixes differ in one letter ("Mo" for "No")."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


#: A heading added to a series, what is corrected in it, and why.
Mended = tuple[Finding[Heading], Mapping[str, str], tuple[Evidence, ...]]


def mend_series(
    series: Series, candidates: Sequence[Finding[Heading]], support: Callable[[Finding[Heading]], float]
) -> tuple[Mended, ...]:
    """Fill gaps of a series with candidates that look otherwise but stand where a number is missing.

    Returns for each added heading the finding, what is corrected (an empty mapping, or `prefix` or
    `number` with the right reading), and why. A heading is never moved, and never invented.
    """
    if series.look[1] == "none":
        return ()
    kept = list(series.kept)
    have = set(kept)
    spare = sorted(
        (c for c in candidates if c not in have and c.value.prefix not in {"to", "from"}),
        key=lambda c: c.span,
    )
    starts = [c.span.start for c in spare]
    added: list[Mended] = []
    for low, high in zip([None, *kept], [*kept, None], strict=True):
        first = value_of(low)[0] if low else 0
        last = value_of(high)[0] if high else first + 2
        if last - first < 2 or (low is None and last > _REACH):  # noqa: PLR2004
            continue
        wanted = first + 1
        lone = last - first == 2 and low is not None and high is not None  # noqa: PLR2004
        begin = bisect_left(starts, low.span.end if low else 0)
        end = bisect_left(starts, high.span.start) if high else len(spare)
        for head in spare[begin:end]:
            worded = series.look[0] == head.value.prefix != ""  # "FIRST LETTER" above "LETTER II"
            least = 1.0 if not high else 0.0 if low or worded else 0.5
            if wanted >= last or support(head) <= least:
                continue
            mended = _fits(head, series.look, wanted, alone=lone)
            if mended is None and low is None and last == 2:  # noqa: PLR2004 (only the first is missing)
                mended = _first_in_words(head, series.look)
            if mended is not None:
                added.append(mended)
                wanted += 1
    return tuple(added)


def _first_in_words(head: Finding[Heading], look: tuple[str, ...]) -> Mended | None:
    """Tell whether a heading with a word is the first of numbers without one: "LETTER I" above "2. TO A."."""
    if look[0] or not head.value.prefix or head.value.rest != "bare" or value_of(head) != (1, ""):
        return None
    return head, {}, (Evidence(head.span, "the number 1 is wanted here, and stands with its word"),)


def _fits(head: Finding[Heading], look: tuple[str, ...], wanted: int, *, alone: bool) -> Mended | None:
    """Tell whether a heading can be the one that is wanted at its place, and what must be corrected in it.

    `alone` says that exactly one number is missing there, between two headings that are known.
    """
    prefix, style = look[:2]
    number = value_of(head)[0]
    same = head.value.prefix == prefix
    alike = prefix or head.value.mark == look[2]
    if head.value.style == "none":
        if alone and look[3] == "names":
            said = f"stands between {wanted - 1} and {wanted + 1}, and bears no number"
            return head, {"number": ""}, (Evidence(head.span, said),)
        return None
    if same and alike and head.value.style == style and number == wanted:
        return head, {}, (Evidence(head.span, f"the number {wanted} is wanted here"),)
    if same and alike and number == wanted and head.value.rest == "bare":
        said = f"stands where the number {wanted} is wanted, in other figures"
        return head, {"number": str(wanted)}, (Evidence(head.span, said),)
    if prefix and _near(head.value.prefix, prefix) and number == wanted:
        said = f"stands where “{prefix} {wanted}” is wanted, and differs in one letter"
        return head, {"prefix": prefix}, (Evidence(head.span, said),)
    if look_of(head) == look and alone:
        said = f"stands between {wanted - 1} and {wanted + 1}: {wanted} is meant"
        return head, {"number": str(wanted)}, (Evidence(head.span, said),)
    return None
