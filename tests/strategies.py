"""Random editions: any tree that model.py allows, sensible or not, over any text, whose leaves tile the text.

An edition is made by a generator of its own from a seed and a size, which Hypothesis draws and makes smaller;
so a hundred of them take a second. Other tests may draw `editions()`.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from letterbook import model as m

#: What commonly stands in what, so that books are not all odd.
USUAL = {
    "list": ("item", "item", "head"),
    "lg": ("l", "l", "head", "lg"),
    "table": ("row", "row", "head"),
    "row": ("cell",),
    "postscript": ("p", "signed", "dateline"),
    "note": ("p",),
    "titlePage": ("titlepart",),
    "letter": (
        *(
            "head",
            "headline",
            "dateline",
            "salute",
            "address",
            "label",
            "p",
            "p",
            "p",
            "list",
            "quote",
            "ornament",
        ),
        *("valediction", "signed", "dateline", "postscript", "fw"),
    ),
}
KEYS = ("1", "1A", "*", "no 2", "a/b", "_x", "Ä", "12-1")
WHENS = (
    m.When(when="1812-03-04"),
    m.When(when="1812"),
    m.When(not_before="1812-03", not_after="1813-01-31"),
    m.When(start="1812-03-04", end="1812-03-09"),
    m.When(when="1812-03-16", custom="1812-03-04", calendar="Julian"),
    m.When(when="1812-02-30"),
    m.When(),
)
PEOPLE = (m.Person("A. Sender", "s"), m.Person("Office", "o"), m.Person("?\x00", "no"))
PLACES = (m.Locality("Town", "t"), m.Locality("Nowhere"))
REGISTER = (
    m.Entry("s", "person", "A. Sender", ("Al", "S.\x00"), (("gnd", "1"), ("a b", "2"))),
    m.Entry("o", "org", "Office", resp="mh"),
    m.Entry("t", "place", "Town"),
    m.Entry("s", "person", "The same key again"),
)
#: What XML cannot hold, what it must escape, what Unicode calls white; and plain words, which are commoner.
ODD = (
    "\x00",
    "\x0b",
    "\ufffe",
    "\x85",
    "\u2028",
    "\u00a0",
    "]]>",
    "&amp;",
    "<p>",
    '"',
    "e\u0301",
    "\U0001f4ee",
    "\r",
)
PLAIN = ("Dear", "Sir", ",", ".", " ", "  ", "\n", "\t", "12", "ar- rived", "-", "ü", "é", "ß")
FORMS = (
    ("utf-8", "\n", b""),
    ("utf-8", "\r\n", b"\xef\xbb\xbf"),
    ("utf-8", "\r", b""),
    ("utf-16-le", "\n", b"\xff\xfe"),
    ("utf-16-be", "\r\n", b""),
)


class Press:
    """Prints a book: makes nodes in the order of the text, and gives each leaf the next characters."""

    def __init__(self, random: Random, size: int) -> None:
        self.random = random
        self.left = size
        self.text = ""
        self.newline = "\n"

    def span(self, words: str) -> m.Span:
        if self.newline != "\n":
            words = words.replace("\r", "") or "-"
        start = len(self.text)
        self.text += words
        return m.Span(start, len(self.text))

    def words(self) -> str:
        pick = self.random.choice
        return "".join(
            pick(ODD if self.random.random() < 0.2 else PLAIN) for _ in range(self.random.randint(1, 6))
        )

    def guess(self, values: tuple[Any, ...]) -> Any:
        pick = self.random.choice
        cert = pick((None, *m.Cert))
        others = (m.Guess(pick(values), because=(m.Evidence(None, "a\x00reason"),)),)
        return m.Guess(
            pick(values), None, cert, pick(list(m.Basis)) if cert else None, (), pick(((), others)),
            pick(("letterbook", "editor one", "mh")),
        )  # fmt: skip

    def guesses(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(self.guess(values) for _ in range(self.random.choice((0, 1, 1, 2))))

    def act(self) -> m.Act:
        place = self.guess(PLACES) if self.random.random() < 0.5 else None
        return m.Act(self.guesses(PEOPLE), place, self.guesses(WHENS))

    def leaf(self) -> m.Node:
        pick = self.random.choice
        match self.random.randrange(8):
            case 0:
                return m.Skip(self.span(pick(("\n\n", " ", "_", "\x00", "Page"))), pick(("blank", "b")))
            case 1:
                return m.Call(self.span(pick(("1", "[2]", "*"))), pick((*KEYS, *KEYS, "nowhere")))
            case 2:
                readings = ("", "arrived", "a&b", "\x00")
                return m.Correction(
                    self.span(self.words()), pick(readings), pick(list(m.Cert)), "rule", (), "mh"
                )
            case 3:
                return m.PageBreak(self.span(pick(("12", "[xi]"))), pick(("12", "xi")))
            case _:
                return m.Text(self.span(self.words()))

    def nodes(self, depth: int, most: int, usual: tuple[str, ...] = ()) -> tuple[m.Node, ...]:
        return tuple(self.node(depth, usual) for _ in range(self.random.randint(0, most)) if self.left > 0)

    def node(self, depth: int = 0, usual: tuple[str, ...] = ()) -> m.Node:
        self.left -= 1
        pick = self.random.choice
        if depth > 4:
            return self.leaf()
        if usual and self.random.random() < 0.7:
            kind = pick(usual)
            return m.Block(kind, self.nodes(depth + 1, 4, USUAL.get(kind, ())), pick((None, None, "2")))
        match self.random.randrange(12):
            case 0 | 1:
                kind = pick(("date", "label", "hi", "foreign", "persName", "placeName", "note", "gap"))
                when = self.guess(WHENS) if kind == "date" and self.random.random() < 0.8 else None
                value = pick((None, "la", "two words", "gap", "x\x00"))
                return m.Inline(kind, self.nodes(depth + 1, 3), when, value)
            case 2:
                number, place = pick(("1", "1A", "*", "")), pick(("end", "foot", "inline"))
                return m.Note(pick(KEYS), number, place, self.nodes(depth + 1, 4, USUAL["note"]))
            case 3:
                return self.letter(depth)
            case 4 | 5 | 6 | 7:
                values = (
                    None,
                    None,
                    "notes",
                    "licence",
                    "titlePage",
                    "preface",
                    "numbered",
                    "odd value",
                    "letter",
                )
                kind, value = pick(sorted(m.BLOCKS)), pick(values)
                children = self.nodes(depth + 1, 6, USUAL.get(value or "", USUAL.get(kind, ())))
                return m.Block(kind, children, pick((None, "2", "ii")), value)
            case _:
                return self.leaf()

    def letter(self, depth: int = 0) -> m.Letter:
        pick = self.random.choice
        ties = tuple(
            m.Tie(
                pick(("prev", "next", "replyTo")), pick(("edition", "exchange")),
                pick((*KEYS, "nowhere")), (), pick((None, *m.Cert)),
            )
            for _ in range(pick((0, 0, 1, 3)))
        )  # fmt: skip
        children = self.nodes(depth + 1, 9, USUAL["letter"])
        sent, received = self.act(), self.act()
        return m.Letter(
            pick(KEYS), pick((None, "1", "XIV")), children, sent, received, ties, pick((None, "de"))
        )


def book(seed: int, size: int) -> m.Edition:
    """Print a book of about `size` nodes: the same for the same seed and size."""
    press = Press(Random(f"{seed} {size}"), size)  # noqa: S311 (nothing secret is drawn)
    pick = press.random.choice
    encoding, press.newline, bom = pick(FORMS)
    front = press.nodes(0, 3)
    body = tuple(
        press.letter() if press.random.random() < 0.6 else press.node() for _ in range(pick((0, 1, 2, 4)))
    )
    back = press.nodes(0, 4)
    source = source_of(press.text, encoding, press.newline, bom)
    edition = m.Edition(source, front, body, back, pick(((), REGISTER)), (), pick((("en",), ("de", "fr"))))
    if len(press.text) > 9:
        kinds = ("source", "publisher", "transcription", "licence", "edited", "other")
        spans = [
            m.Span(start, start + press.random.randint(1, 9))
            for start in press.random.choices(range(len(press.text) - 9), k=4)
        ]
        edition = replace(
            edition,
            title=pick((None, spans[0])), author=pick((None, spans[1])), licence=pick((None, spans[2])),
            credit=pick(((), ((pick(kinds), spans[3]), (pick(kinds), spans[0])))),
        )  # fmt: skip
    return edition_with_calls(edition)


def edition_with_calls(edition: m.Edition) -> m.Edition:
    """Give every note the spans of its calls."""
    calls: dict[str, tuple[m.Span, ...]] = {}
    for one in m.leaves((*edition.front, *edition.body, *edition.back)):
        if isinstance(one, m.Call):
            calls[one.note] = (*calls.get(one.note, ()), one.span)

    def called(node: Any) -> Any:
        if isinstance(node, m.Inline | m.Block | m.Note | m.Letter):
            node = replace(node, children=tuple(map(called, node.children)))
        return replace(node, calls=calls.get(node.key, ())) if isinstance(node, m.Note) else node

    front, body, back = (tuple(map(called, part)) for part in (edition.front, edition.body, edition.back))
    return replace(edition, front=front, body=body, back=back)


def source_of(text: str, encoding: str = "utf-8", newline: str = "\n", bom: bytes = b"") -> m.Source:
    """Make a source whose sum is that of its bytes."""
    bare = m.Source("text of.txt", text, "", encoding, newline, bom)
    return replace(bare, sha256=hashlib.sha256(bare.bytes()).hexdigest())


def editions(largest: int = 60) -> st.SearchStrategy[m.Edition]:
    """Draw editions: any nodes anywhere, each of at most about `largest` nodes."""
    return st.builds(book, st.integers(0, 2**32), st.integers(0, largest))


class Compositor:
    """Sets small editions by hand: leaves take the next characters, so write them in their order."""

    def __init__(self) -> None:
        self.text = ""

    def _set(self, words: str) -> m.Span:
        start = len(self.text)
        self.text += words
        return m.Span(start, len(self.text))

    def t(self, words: str) -> m.Text:
        return m.Text(self._set(words))

    def skip(self, words: str = "\n\n", reason: str = "blank line") -> m.Skip:
        return m.Skip(self._set(words), reason)

    def call(self, words: str, note: str) -> m.Call:
        return m.Call(self._set(words), note)

    def correct(
        self, words: str, reading: str, cert: m.Cert = m.Cert.HIGH, resp: str = "letterbook"
    ) -> m.Correction:
        return m.Correction(self._set(words), reading, cert, "rule", (), resp)

    def page(self, words: str, n: str) -> m.PageBreak:
        return m.PageBreak(self._set(words), n)

    @staticmethod
    def block(kind: str, *children: m.Node, n: str | None = None, value: str | None = None) -> m.Block:
        return m.Block(kind, children, n, value)

    @staticmethod
    def inline(kind: str, *children: m.Node, when: Any = None, value: str | None = None) -> m.Inline:
        return m.Inline(kind, children, when, value)

    @staticmethod
    def note(key: str, number: str, place: str, *children: m.Node) -> m.Note:
        return m.Note(key, number, place, children)

    @staticmethod
    def letter(key: str, *children: m.Node, number: str | None = None, **facts: Any) -> m.Letter:
        return m.Letter(key, number, children, **facts)

    def edition(
        self, *body: m.Node, front: tuple[m.Node, ...] = (), back: tuple[m.Node, ...] = (), **more: Any
    ) -> m.Edition:
        """Bind what was set. The leaves of `front`, `body` and `back` must have been made in this order."""
        form = {key: more.pop(key) for key in ("encoding", "newline", "bom") if key in more}
        edition = m.Edition(source_of(self.text, **form), front, body, back, **more)
        assert list(m.gaps(edition)) == []
        return edition_with_calls(edition)
