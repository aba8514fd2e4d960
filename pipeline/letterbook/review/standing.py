"""Review status of a fact, and its rank in the worklist."""

from __future__ import annotations

from letterbook.review.facts import Fact

#: From the least certain to what needs nobody's word; what each means.
STANDINGS = {
    "open": "nothing tells it for certain",
    "low": "inferred, and may well be wrong",
    "suggested": "not applied before you confirm it",
    "medium": "inferred; right in nine of ten",
    "high": "inferred; can hardly be otherwise",
    "decided": "by an editor",
    "printed": "stands so in the print",
}
#: Those that an editor should look at.
DOUBTFUL = ("open", "low", "suggested", "medium")
_RANK = {standing: rank for rank, standing in enumerate(STANDINGS)}


def standing_of(fact: Fact) -> str:
    """Return the review status of a fact: its status, or its certainty if it was inferred."""
    return fact.certainty if fact.status == "inferred" else fact.status


def is_doubtful(fact: Fact) -> bool:
    """Tell whether an editor should check a fact."""
    return standing_of(fact) in DOUBTFUL


def rank_of(fact: Fact) -> tuple[int, bool]:
    """Rank a fact: the least certain first; of what is suggested, the least certain first."""
    return _RANK[standing_of(fact)], fact.certainty != "low"
