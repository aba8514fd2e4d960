"""What rules and editors find in the source, and what the judges decide about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, cast

from letterbook.model.source import Span

if TYPE_CHECKING:
    from typing_extensions import TypeVar  # known to type checkers; a default for it is Python's from 3.13 on

    V_co = TypeVar("V_co", covariant=True, default=object)
else:
    from typing import TypeVar

    V_co = TypeVar("V_co", covariant=True)


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
    """One reason: words of the source (or None, where the reason is no single passage), and what they say.

    `says` is for people; no code may read it.
    """

    span: Span | None
    says: str


@dataclass(frozen=True, slots=True)
class Finding(Generic[V_co]):
    """What a rule, or the editor, believes about a span of the source.

    `kind` names the sign ("letter.head", "note.call" ...), `rule` who says so ("editor" for a
    decision), `confidence` lies between 0 and 1. `value` is what was read, of the type that the kind
    declares (`letterbook.model.kinds`); None where the span says it all. `by` is the key of the editor
    who decided, "" where a rule found it.
    """

    kind: str
    span: Span
    rule: str
    confidence: float = 1.0
    value: V_co = cast("Any", None)  # noqa: RUF009 (no call: None, for a kind without a value)
    because: tuple[Evidence, ...] = ()
    by: str = ""


class Kind(str, Generic[V_co]):
    """The name of a kind of finding whose values are of type V_co."""

    __slots__ = ()

    def among(self, findings: Mapping[str, Finding]) -> Finding[V_co] | None:
        """Return the finding of this kind, of several by kind."""
        return cast("Finding[V_co] | None", findings.get(self))

    def read(self, finding: Finding) -> Finding[V_co] | None:
        """Return a finding as one of this kind, or None where it is of another."""
        return cast("Finding[V_co]", finding) if finding.kind == self else None

    def pick(self, findings: Iterable[Finding]) -> Iterator[Finding[V_co]]:
        """Yield those of this kind, in their order."""
        return (cast("Finding[V_co]", finding) for finding in findings if finding.kind == self)


class Topic(StrEnum):
    """What a decision is about. Those up to CORRESPONDENTS concern the book, the others one place in it."""

    HEADING_SERIES = "heading-series"  # which lines are the headings of letters
    CALL_STYLE = "call-style"  # how the edition prints its note calls
    CORRESPONDENTS = "correspondents"  # who writes to whom in the whole book
    HEADING = "heading"  # a line heads a letter
    MISPRINTED_HEADING = "misprinted-heading"
    MATTER = "matter"  # where a letter ends and other matter begins
    PARAGRAPH = "paragraph"  # paragraphs joined or split
    LINE = "line"  # the kind of a line
    BROKEN_PARAGRAPH = "broken-paragraph"  # two paragraphs that may be one
    DATE = "date"  # the date that words print
    SENDER = "sender"
    RECIPIENT = "recipient"
    SENT = "sent"
    RECEIVED = "received"
    PLACE = "place"
    REPLY = "reply"
    NOTE = "note"  # a note begins
    NOTE_OF_LETTER = "note-of-letter"  # the letter that a note belongs to
    CALL = "call"  # a mark calls a note
    CALL_DOUBTFUL = "call-doubtful"
    CALL_MISSING = "call-missing"  # nothing calls a note
    CALL_OUT_OF_ORDER = "call-out-of-order"
    CALL_REPEATED = "call-repeated"
    CALL_RIVALS = "call-rivals"  # several marks could call a note
    CORRECTION = "correction"
    CORRECTION_DOUBTFUL = "correction-doubtful"
    LEFT_OPEN = "left-open"  # an editor looked at something, and leaves it as it is
    REMARK = "remark"  # an editor's note to the editors
    PERSON = "person"  # an entry of the register


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about: the topic, and the letter, note or person that it concerns.

    `letter` and `note` are keys, "" where the topic has none; `name` is the number of a misprinted heading or
    the name of a person; `count` how often a note is called. `letterbook.review.subjects` puts it into words.
    """

    topic: Topic
    letter: str = ""
    note: str = ""
    name: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What a judge decided: the finding it kept (None: nothing), those it dropped, and why.

    `reason` and `second` (what came second) are words for people, which no code may read.
    """

    subject: Subject
    kept: Finding | None
    dropped: tuple[Finding, ...]
    reason: str
    second: str = ""
