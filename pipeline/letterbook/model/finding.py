"""What rules and editors find in the source, and what the judges decide about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from letterbook.model.source import Span


class Cert(StrEnum):
    """How sure an inferred fact is (TEI att.global.responsibility, @cert)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Basis(StrEnum):
    """What an inferred fact rests on (TEI att.editLike, @evidence)."""

    INTERNAL = "internal"
    EXTERNAL = "external"
    CONJECTURE = "conjecture"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason: words of the source (or None, where the reason is no single passage), and what they say."""

    span: Span | None
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule, or the editor, believes about a span of the source.

    `kind` names the sign ("letter.head", "note.call" ...), `rule` who says so ("editor" for a
    decision), `confidence` lies between 0 and 1, `value` holds what was read, as strings.
    """

    kind: str
    span: Span
    rule: str
    confidence: float = 1.0
    value: Mapping[str, str] = field(default_factory=dict, hash=False)
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a judge decided: the finding it kept (None: nothing), those it dropped, and why."""

    subject: str
    kept: Finding | None
    dropped: tuple[Finding, ...]
    reason: str
