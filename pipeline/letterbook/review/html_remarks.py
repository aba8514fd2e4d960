"""Write what editors remark on a letter or a passage, beside the part in which it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from letterbook.model import Decision, Edition, Topic
from letterbook.review.html_markup import Markup, element
from letterbook.review.html_rows import brief
from letterbook.review.html_units import Unit


def remarks(edition: Edition, units: Sequence[Unit]) -> dict[str, list[tuple[Decision, str]]]:
    """Return the remarks by the id of the part they belong to, each with the words that it is about.

    A remark names a letter, or quotes words; the part is then the one in which they stand.
    """
    found: dict[str, list[tuple[Decision, str]]] = defaultdict(list)
    by_letter = {unit.letter: unit for unit in units if unit.letter}
    starts = [unit.start for unit in units]
    for decision in edition.decisions:
        if decision.subject.topic is not Topic.REMARK or decision.kept is None:
            continue
        span = decision.kept.span
        unit = by_letter.get(decision.subject.letter) or units[max(0, bisect_right(starts, span.start) - 1)]
        found[unit.id].append((decision, edition.source.quote(span)))
    return found


def remark(told: tuple[Decision, str]) -> Markup:
    """Write one remark: who made it, on which words, and what it says."""
    decision, quote = told
    kept = decision.kept
    who = f"Remark by {kept.by}" if kept and kept.by else "Remark"
    words = " ".join(quote.split())
    return element(
        "p",
        element("b", who),
        *([" on ", element("bdi", f"“{brief(words)}”")] if words else []),
        ": ",
        element("bdi", decision.reason),
        class_="remark",
    )
