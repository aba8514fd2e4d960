"""Tell numbers that head chapters, each of several dated letters, from numbers that head letters.

"II" above "November 1st. / Dear Dad," and, some paragraphs below, "November 11th. / Dear Dad,".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from letterbook.model.kinds import HEADING
from letterbook.settle.structure.judged import Judged
from letterbook.settle.structure.parted_letters import is_dateline
from letterbook.structure_model.units import Unit

_BELOW = 2  # units below a date in which somebody is called upon
_SEVERAL = 2  # letters of a chapter
_SALUTES = frozenset({"salute", "salute.run"})


def chapter_numbers(units: Sequence[Unit], judged: Judged) -> frozenset[int]:
    """Return the units with the judge's numbers, where most of these stand above several dated letters.

    A number that has a word beside it, "LETTER I", is a letter's.
    """
    starts = {start for _, start, _ in judged.letters}
    heads = [i for i, unit in enumerate(units) if unit.span.start in starts]
    numbered = all(head.value.number and not head.value.prefix for head, _, _ in judged.letters)
    if not numbered or len(heads) < _SEVERAL:
        return frozenset()
    last = next((i for i in range(heads[-1], len(units)) if units[i].span.start >= judged.last), len(units))
    several = sum(_openings(units[a:b]) >= _SEVERAL for a, b in pairwise([*heads, last]))
    return frozenset(heads) if 2 * several > len(heads) else frozenset()


def _openings(units: Sequence[Unit]) -> int:
    """Count the letters that open: with a date on a line of its own, and a salutation right below it.

    Where another heading stands above the date, the letter may have a number that was not read.
    """
    return sum(
        is_dateline(unit)
        and any(_SALUTES & below.kinds.keys() for below in units[i + 1 : i + 1 + _BELOW])
        and (i == 1 or HEADING.among(units[i - 1].kinds) is None)
        for i, unit in enumerate(units)
        if i
    )
