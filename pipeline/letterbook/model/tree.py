"""The tree of an edition: its leaves tile the source from the first character to the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from letterbook.model.facts import Act, Guess, Tie, When
from letterbook.model.finding import Cert, Decision, Evidence, Finding
from letterbook.model.source import Source, Span
from letterbook.model.values import Imprint


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
    """A printed page number between or inside paragraphs: TEI pb/@n. The span holds the printed form.

    `facs` is the image of the page, "" where none is known.
    """

    span: Span
    n: str
    facs: str = ""


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
    `value` is a list's or div's @type/@rend; `lang` that of a paragraph in another than its letter.
    """

    kind: str
    children: tuple[Node, ...]
    n: str | None = None
    value: str | None = None
    lang: str | None = None


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
    the letter to which a note without a call belongs, if an editor (`resp`) says so. `series` tells apart the
    sets of a book that has several: "numbered", "lettered", "roman" or "starred"; "annotation" is one that no
    mark calls. `hand` is who signs the note ("editor", "author", "translator"), `signed` where.
    """

    key: str
    number: str
    place: str
    children: tuple[Node, ...]
    calls: tuple[Span, ...] = ()
    letter: str | None = None
    resp: str = "letterbook"
    series: str = ""
    hand: str = ""
    signed: Span | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `number` is as read (after correction), None where none is printed."""

    key: str
    number: str | None
    children: tuple[Node, ...]
    sent: Act = field(default_factory=Act)
    received: Act = field(default_factory=Act)
    ties: tuple[Tie, ...] = ()
    lang: str | None = None


Node = Text | Skip | Call | Correction | PageBreak | Inline | Block | Note | Letter
Leaf = Text | Skip | Call | Correction | PageBreak


class Likeness(StrEnum):
    """Why a printed name was taken for a person of the register: how it differs from the fullest form."""

    SAME = "same"  # the same words
    INITIALS = "initials"  # initials for given names, or for all
    SHORTENED = "shortened"  # a given name shortened: "Ludw."
    SURNAME = "surname"  # a surname alone, with a title perhaps
    GIVEN = "given"  # a given name alone
    LESS = "less"  # some of the given names
    SPELLING = "spelling"  # spelt in another way, or with a surname more


@dataclass(frozen=True, slots=True)
class Print:
    """A name as printed, the keys of the letters that print it, and why it is this person's.

    A name without letters is the title page's.
    """

    name: str
    letters: tuple[str, ...]
    why: Likeness


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, place or body of the register, with what the editor's files say of it.

    `ids` are (type, value) pairs: ("gnd", "118617524"). `kind` is "person", "place" or "org". `prints` are
    the names from which letterbook gathered a person. `about` are (what, words) pairs of an editor's
    register: "born", "died", "coordinates" (latitude and longitude), "note".
    """

    key: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    resp: str = "letterbook"
    prints: tuple[Print, ...] = ()
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Edition:
    """The whole edition: parts in the order of the source, and what is known about them.

    `front`, `body` and `back` in this order hold every character of the source once. `body` holds
    letters, and matter that stands between letters; `back` holds notes sections, indexes, licences.
    `title`, `author`, `coauthors`, `credit`, `licence` are spans read from the front matter, where it prints
    them, `imprint` is the year of its title page.
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
    coauthors: tuple[Span, ...] = ()
    imprint: Finding[Imprint] | None = None


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
