"""Rule out what no letter does in any book of the gold, whatever the model says.

No letter begins with the title of a preface, of a contents list or of an index, and none ends at "Yours
ever," with its signature outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from letterbook.structure_model.labels import BEGIN, NAMES
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.tagger import Clamps
from letterbook.structure_model.units import Unit

_ALL = frozenset(range(len(NAMES)))


def rule_out(units: Sequence[Unit], clamps: Clamps) -> Clamps:
    """Return the clamps, and what they leave to the titles of other matter."""
    out = dict(clamps)
    for i, unit in enumerate(units):
        if "matter.title" in unit.kinds and unit.kinds["matter.title"].span.start == unit.span.start:
            out[i] = out.get(i, _ALL) - {BEGIN} or out[i]
    return out


def signatures(units: Sequence[Unit]) -> list[bool]:
    """Tell of each unit whether it is a line below a close that ends in a comma: "Yours ever,"."""
    out = [False] * len(units)
    for i, (above, unit) in enumerate(pairwise(units), 1):
        waits = len(above.text) <= SHORT and above.text.rstrip("_").endswith(",")
        is_line = len(unit.text) <= SHORT and "ornament" not in unit.kinds
        out[i] = waits and is_line and "valediction" in above.kinds
    return out
