"""One fact as the review shows it: what it says, on what it rests, and the lines that decide it."""

from __future__ import annotations

from dataclasses import dataclass

from letterbook.model import Span
from letterbook.review.quoting import Reason

#: The order in which the facts of a letter are told.
KINDS = (
    "heading",
    "sender",
    "recipient",
    "sent",
    "received",
    "place",
    "reply",
    "note",
    "call",
    "correction",
    "join",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact, or one that is wanting (`value` "").

    `kind` is one of KINDS; `id` names it for `letterbook explain` ("8/sender"). `letter` is the letter's key,
    "" for what stands in notes or elsewhere; `note` the key of the note it stands in or is about. `certainty`
    is "printed", "high", "medium", "low" or "" where nothing is known; `status` "printed", "inferred",
    "decided" (by the editor `by`), "left" (looked at by `by`, and left as it is), "suggested" (not applied
    before an editor confirms it) or "open".
    `alternatives` are the values that lost. `confirm`, `change` and `reject` are lines for decisions.toml, ""
    where there is nothing to be decided; in `change` the editor fills in what is left empty. `leave` takes
    the fact off the list, and leaves it as it is. `decided` is the line of decisions.toml on which the
    decision begins, 0 where nobody decided; `on` its day, if the editor gives one.
    """

    id: str
    kind: str
    letter: str
    note: str
    value: str
    certainty: str
    status: str
    by: str
    rule: str
    reasons: tuple[Reason, ...]
    alternatives: tuple[str, ...]
    span: Span
    line: int
    confirm: str = ""
    change: str = ""
    reject: str = ""
    leave: str = ""
    decided: int = 0
    on: str = ""
