"""Write elements in the order of the document, and book every printed character in the ledger."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from urllib.parse import quote

from letterbook.model import Block, Correction, Node, Note, Span, leaves
from letterbook.problems import Problem
from letterbook.tei.ids import Ids
from letterbook.tei.ledger import Account

_SPECIAL = re.compile(r'[&<>"\n\t\r]')


class Writer:
    """Writes one part of the document. In a structure every element has a line, indented by its depth.

    What is set aside for the back is in `deferred`, for the header in `licences`; `in_back` and `notes_stay`
    tell where the writing is.
    """

    def __init__(
        self, account: Account, ids: Ids, *, depth: int = 0, language: str = "", source_spans: bool = False
    ) -> None:
        """Begin a part whose root stands `depth` deep in the document."""
        self.account = account
        self.ids = ids
        self.source = account.source
        self.depth = depth
        self.source_spans = source_spans
        self.deferred: deque[Note | Block] = deque()
        self.licences: list[Block] = []
        self.corrections: list[Correction] = []
        self.problems: list[Problem] = []
        self.letters = iter(ids.letters)
        self.language = language
        self.in_back = False
        self.notes_stay = False
        self._pieces: list[str] = []
        self._plain = account.plain

    def start(self, name: str, attributes: Mapping[str, str] | None = None) -> None:
        """Open an element inside mixed content."""
        self.depth += 1
        if not attributes:
            self._pieces.append(f"<{name}>")
            return
        said = f"<{name}"
        for key, value in attributes.items():
            said += f' {key}="{_quoted(value) if _SPECIAL.search(value) else value}"'
        self._pieces.append(said + ">")

    def end(self, name: str) -> None:
        """Close an element of mixed content."""
        self.depth -= 1
        self._pieces.append(f"</{name}>")

    def line(self) -> None:
        """Go to a new line, inside a structure."""
        self._pieces.append("\n" + " " * self.depth)

    def open(self, name: str, attributes: Mapping[str, str] | None = None) -> None:
        """Open an element on a line of its own."""
        self.line()
        self.start(name, attributes)

    def close(self, name: str) -> None:
        """Close a structure: its end tag stands on a line of its own."""
        self.depth -= 1
        self._pieces.append("\n" + " " * self.depth + f"</{name}>")

    def element(self, name: str, words: str = "", attributes: Mapping[str, str] | None = None) -> None:
        """Write an element of words that are not the print's, on a line of its own."""
        self.open(name, attributes)
        self.data(words)
        self.end(name)

    def empty(self, name: str, attributes: Mapping[str, str] | None = None) -> None:
        """Write an element without content, inside mixed content."""
        self.start(name, attributes)
        self.end(name)

    def data(self, words: str) -> None:
        """Write words that are not the print's."""
        self._pieces.append(_escaped(words))

    def print(self, span: Span, kind: str = "text") -> None:
        """Write printed words, and book them."""
        words = self.account.print(span, kind)
        self._pieces.append(words if self._plain else _escaped(words))

    def finish(self) -> str:
        """Return what was written."""
        return "".join(self._pieces)

    def spanned(self, node: Node, attributes: dict[str, str] | None = None) -> dict[str, str]:
        """Add, where it is asked for, a block's place in the source: @corresp with RFC 5147's char scheme.

        Positions count characters from 0; a line end counts as one character, however it is written.
        """
        if attributes is None:
            attributes = {}
        if self.ids.images and isinstance(node, Block) and (span := _own_words(node)):
            attributes |= self.ids.images.of_words(span)
        if self.source_spans:
            inside = [leaf.span for leaf in leaves((node,))]
            if inside:
                name = quote(self.source.name, safe="")
                start, end = min(span.start for span in inside), max(span.end for span in inside)
                attributes["corresp"] = f"{name}#char={start},{end}"
        return attributes


def _escaped(words: str) -> str:
    """Write words as character data. A bare carriage return would be read as a line feed (XML 1.0, 2.11)."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _quoted(words: str) -> str:
    return _escaped(words).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def _own_words(block: Block) -> Span | None:
    """Return the span of a block that holds no blocks: those would say the same of their parts."""
    return None if any(isinstance(child, Block) for child in block.children) else extent(block.children)


def extent(nodes: tuple[Node, ...]) -> Span | None:
    """Return the span from the first to the last character of some nodes, None if they hold none."""
    inside = [leaf.span for leaf in leaves(nodes)]
    return Span(inside[0].start, inside[-1].end) if inside else None
