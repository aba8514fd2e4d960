"""Review status of a fact, and its rank in the worklist."""

from __future__ import annotations

from letterbook.review.fact import Fact

#: From the least certain to what needs nobody's word; what each means.
STANDINGS = {
    "open": "nothing tells it for certain",
    "low": "inferred, and may well be wrong",
    "suggested": "not applied before you confirm it",
    "medium": "inferred; right in nine of ten",
    "high": "inferred; can hardly be otherwise",
    "left": "an editor looked at it, and leaves it as it is",
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


#: What a wrong fact of each kind costs its readers: a letter lost or a writer mistaken more than a paragraph.
_COSTS = {
    "heading": 10, "sender": 6, "recipient": 6, "sent": 5, "note": 3, "call": 3,
    "received": 2, "place": 2, "correction": 2, "reply": 1, "join": 1, "date": 2,
}  # fmt: skip
#: How often a fact of each standing is wrong, or lacks: about.
_CHANCES = {"low": 0.5, "open": 0.3, "suggested": 0.2, "medium": 0.1}


def cost_of(fact: Fact) -> float:
    """Say what an editor saves who looks at a fact: what a wrong one costs, by how often it is wrong."""
    return _COSTS.get(fact.kind, 1) * _CHANCES.get(standing_of(fact), 0.0)


def rank_of(fact: Fact) -> tuple[int, bool]:
    """Rank a fact: the least certain first; of what is suggested, the least certain first."""
    return _RANK[standing_of(fact)], fact.certainty != "low"
