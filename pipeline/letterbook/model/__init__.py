"""The central values: the source, what is found in it, and the edition made of it. Import them from here.

All are immutable. Positions are `Span`s: half-open, in code points of the source's text.
Lines and columns are computed when a person reads them, and never stored.
"""

from __future__ import annotations

from letterbook.model.facts import (
    Act,
    Guess,
    Locality,
    Person,
    Tie,
    When,
)
from letterbook.model.finding import (
    Basis,
    Cert,
    Decision,
    Evidence,
    Finding,
    Kind,
    Subject,
    Topic,
)
from letterbook.model.origin import Added, Left, Origin, Original, Part, Taken
from letterbook.model.source import (
    Cut,
    Raised,
    Source,
    Span,
    View,
)
from letterbook.model.tree import (
    BLOCKS,
    Block,
    Call,
    Correction,
    Edition,
    Entry,
    Inline,
    Leaf,
    Letter,
    Likeness,
    Node,
    Note,
    PageBreak,
    Print,
    Skip,
    Text,
    gaps,
    leaves,
    letters,
    notes,
)

__all__ = [
    "BLOCKS",
    "Act",
    "Added",
    "Basis",
    "Block",
    "Call",
    "Cert",
    "Correction",
    "Cut",
    "Decision",
    "Edition",
    "Entry",
    "Evidence",
    "Finding",
    "Guess",
    "Inline",
    "Kind",
    "Leaf",
    "Left",
    "Letter",
    "Likeness",
    "Locality",
    "Node",
    "Note",
    "Origin",
    "Original",
    "PageBreak",
    "Part",
    "Person",
    "Print",
    "Raised",
    "Skip",
    "Source",
    "Span",
    "Subject",
    "Taken",
    "Text",
    "Tie",
    "Topic",
    "View",
    "When",
    "gaps",
    "leaves",
    "letters",
    "notes",
]
