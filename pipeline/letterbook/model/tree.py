"""The central values: the source, what is found in it, and the edition made of it.

All are immutable. Positions are `Span`s: half-open, in code points of the source's text.
Lines and columns are computed when a person reads them, and never stored.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from letterbook.problems import Place

T = TypeVar("T")


class Span(NamedTuple):
    """A stretch of the source: `start` inclusive, `end` exclusive, in code points."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Source:
    """The text as it came, decoded and otherwise untouched.

    A file whose lines all end in CR LF, or all in CR, is held with LF; `newline` says what stood
    there, so that the file can be rebuilt byte for byte. `bom` are the bytes before the text.
    """

    name: str
    text: str
    sha256: str
    encoding: str = "utf-8"
    newline: str = "\n"
    bom: bytes = b""

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def quote(self, span: Span) -> str:
        """Return the words at a span."""
        return self.text[span.start : span.end]

    def place(self, offset: int) -> Place:
        """Return the line and column (from 1) of an offset."""
        line = bisect_right(self._starts, offset)
        return Place(self.name, line, offset - self._starts[line - 1] + 1)

    def bytes(self) -> bytes:
        """Rebuild the file's bytes."""
        text = self.text if self.newline == "\n" else self.text.replace("\n", self.newline)
        return self.bom + text.encode(self.encoding)


# ------------------------------------------------------------------ findings and decisions


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


# ------------------------------------------------------------------ facts


@dataclass(frozen=True, slots=True)
class When:
    """A date as TEI has it (att.datable.w3c): ISO 8601, never more exact than the print.

    One day, month or year is `when`; a duration `start`/`end`; an uncertain one
    `not_before`/`not_after`. All are Gregorian; `custom` and `calendar` hold the other calendar's form.
    """

    when: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    start: str | None = None
    end: str | None = None
    custom: str | None = None
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody (or a body) who writes or receives: a name, and the key in the register if there is one."""

    name: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Locality:
    """A place: its name, and the key in the register if there is one."""

    name: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Guess(Generic[T]):
    """A fact with its reasons.

    `printed` is the span whose words state it, None where no words do. `cert` None means: stated in
    print, nothing inferred; then `basis` is None too. `others` are the values that lost.
    `resp` is "letterbook", or the key of the editor who decided.
    `ground` names the kind of evidence ("date.line", "party.heading.pair"): how often facts of that kind
    are right is measured on gold, and sets `cert`.
    """

    value: T
    printed: Span | None = None
    cert: Cert | None = None
    basis: Basis | None = None
    because: tuple[Evidence, ...] = ()
    others: tuple[Guess[T], ...] = ()
    resp: str = "letterbook"
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Sending or receiving: who, where, when. What is unknown is absent."""

    persons: tuple[Guess[Person], ...] = ()
    place: Guess[Locality] | None = None
    dates: tuple[Guess[When], ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A letter's relation to another: `kind` "replyTo", "prev" or "next"; `scope` "edition" or "exchange"."""

    kind: str
    scope: str
    letter: str
    because: tuple[Evidence, ...] = ()
    cert: Cert | None = None
    resp: str = "letterbook"


# ------------------------------------------------------------------ the tree: its leaves tile the source


@dataclass(frozen=True, slots=True)
class Text:
    """Words that go into the TEI as they stand."""

    span: Span


@dataclass(frozen=True, slots=True)
class Skip:
    """Characters that do not go into the TEI's text, and why ("blank line", "emphasis mark" ...)."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Call:
    """The printed mark that calls a note: `note` is the note's key.

    Where an editor has decided, `resp` names the editor and `cert` says how sure; `meant` is the key of
    the note that is meant by sense, where the print calls another.
    """

    span: Span
    note: str
    cert: Cert | None = None
    resp: str = "letterbook"
    meant: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A fault of the print or of its transcription, and how it is read: TEI choice/sic/corr."""

    span: Span
    reading: str
    cert: Cert
    rule: str
    because: tuple[Evidence, ...] = ()
    resp: str = "letterbook"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A printed page number between or inside paragraphs: TEI pb/@n. The span holds the printed form."""

    span: Span
    n: str


@dataclass(frozen=True, slots=True)
class Inline:
    """A phrase: `kind` is a TEI element ("date", "label", "placeName", "persName", "hi", "foreign", "note").

    `when` is set on a date. `value` is @rend for hi, @xml:lang for foreign, @type for note.
    An inline note is an editor's or transcriber's remark printed in the line: "(incomplete)".
    """

    kind: str
    children: tuple[Node, ...]
    when: Guess[When] | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like part, or a part that holds such parts.

    `kind` is one of BLOCKS. `n` is the printed number of a numbered paragraph, or an item's.
    `value` is a list's or div's @type/@rend.
    """

    kind: str
    children: tuple[Node, ...]
    n: str | None = None
    value: str | None = None


#: The kinds of block. Those that hold blocks: list, item, lg, postscript, quote, table, row, matter.
BLOCKS = frozenset(
    {
        "head",  # a heading: of a letter, of the notes, of a part
        "headline",  # a line above or below a heading that states a fact: "Received on July 8, 1941"
        "label",  # a marking above the text: "Highly confidential"
        "dateline",
        "address",  # the addressee's or sender's address lines
        "salute",  # "My dear Premier Stalin,"
        "p",
        "list",
        "item",
        "lg",
        "l",
        "quote",
        "table",
        "row",
        "cell",
        "valediction",  # "Yours sincerely,"
        "signed",
        "postscript",
        "ornament",  # a row of stars, a rule
        "fw",  # a running head
        "titlepart",  # a line of the title page
        "matter",  # a part of front or back matter; value: "titlePage", "source", "licence", "preface", ...
    }
)


@dataclass(frozen=True, slots=True)
class Note:
    """A note where the source prints it.

    `number` is as printed ("1A", "*"); `place` is "end", "foot" or "inline".

    `children` are blocks. `calls` are the calls' spans, in the order of the text. `letter` is the key of
    the letter to which a note without a call belongs, if an editor (`resp`) says so.
    """

    key: str
    number: str
    place: str
    children: tuple[Node, ...]
    calls: tuple[Span, ...] = ()
    letter: str | None = None
    resp: str = "letterbook"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `number` is as read (after correction), None where none is printed."""

    key: str
    number: str | None
    children: tuple[Node, ...]
    sent: Act = Act()
    received: Act = Act()
    ties: tuple[Tie, ...] = ()
    lang: str | None = None


Node = Text | Skip | Call | Correction | PageBreak | Inline | Block | Note | Letter
Leaf = Text | Skip | Call | Correction | PageBreak


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, place or body of the register, with what the editor's files say of it.

    `ids` are (type, value) pairs: ("gnd", "118617524"). `kind` is "person", "place" or "org".
    """

    key: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    resp: str = "letterbook"


@dataclass(frozen=True)
class Edition:
    """The whole edition: parts in the order of the source, and what is known about them.

    `front`, `body` and `back` in this order hold every character of the source once. `body` holds
    letters, and matter that stands between letters; `back` holds notes sections, indexes, licences.
    `title`, `author`, `credit`, `licence` are spans read from the front matter, where it prints them.
    """

    source: Source
    front: tuple[Node, ...]
    body: tuple[Node, ...]
    back: tuple[Node, ...]
    register: tuple[Entry, ...] = ()
    decisions: tuple[Decision, ...] = ()
    languages: tuple[str, ...] = ("en",)
    title: Span | None = None
    author: Span | None = None
    credit: tuple[tuple[str, Span], ...] = ()
    licence: Span | None = None


def leaves(nodes: tuple[Node, ...]) -> Iterator[Leaf]:
    """Yield the leaves below some nodes, in the order of the source."""
    for node in nodes:
        if isinstance(node, Inline | Block | Note | Letter):
            yield from leaves(node.children)
        else:
            yield node


def letters(edition: Edition) -> tuple[Letter, ...]:
    """Return the letters of an edition, in the order of the source."""
    return tuple(node for node in edition.body if isinstance(node, Letter))


def notes(edition: Edition) -> Iterator[Note]:
    """Yield the notes of an edition, wherever they stand, in the order of the source."""

    def below(nodes: tuple[Node, ...]) -> Iterator[Note]:
        for node in nodes:
            if isinstance(node, Note):
                yield node
            if isinstance(node, Inline | Block | Note | Letter):
                yield from below(node.children)

    for part in (edition.front, edition.body, edition.back):
        yield from below(part)


def gaps(edition: Edition) -> Iterator[Span]:
    """Yield every stretch of the source that no leaf holds, or that leaves hold out of order.

    Law 1: there are none. An overlap is yielded as the (empty or backward) span where it begins.
    """
    at = 0
    for part in (edition.front, edition.body, edition.back):
        for leaf in leaves(part):
            if leaf.span.start != at:
                yield Span(at, leaf.span.start)
            at = leaf.span.end
    if at != len(edition.source.text):
        yield Span(at, len(edition.source.text))
