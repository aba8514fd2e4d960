"""The printed words of a TEI document as one string, each with the line where it stands.

Which characters are printed, and which are layout, is said in tei/names: in a structure the characters
between elements are layout, elsewhere all are printed. An editor's readings (corr, reg) are passed over.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from lxml import etree

from letterbook.problems import Place, Problem, problem
from letterbook.tei.names import BLOCKS, HOLDERS, STRUCTURE, UNREAD, tei

_ID = "{http://www.w3.org/XML/1998/namespace}id"


class _Piece(NamedTuple):
    """Words between two tags: after the start tag of an element, or after its end tag (`after`)."""

    element: etree._Element
    after: bool


class Printed:
    """The printed words of some parts of a document: "text", and elements of the header by their ids ("#id").

    `words` is the string; `problems` are the words found where nothing is printed, and the parts not found.
    """

    def __init__(self, root: etree._Element, parts: tuple[str, ...], name: str) -> None:
        """Read a document that problems call `name`."""
        self.root = root
        self.problems: list[Problem] = []
        self._name = name
        self._words: list[str] = []
        self._pieces: list[_Piece] = []
        self._starts: list[int] = []
        self._at = 0
        marked = {
            "#" + identifier: element
            for header in root.findall(tei("teiHeader"))
            for element in header.iter(etree.Element)
            if (identifier := element.get(_ID))
        }
        text = root.find(tei("text"))
        if text is not None:
            marked["text"] = text
        for part in parts:
            if part in marked:
                self._read(marked[part])
            else:
                said = f"“{part}”, which holds words of the source, is not in the TEI"
                self.problems.append(problem("ledger-text", said, Place(name)))
        self.words = "".join(self._words)

    def line(self, at: int) -> int:
        """Return the line of the document where a printed character stands; 0 where that is not known."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return 0
        return _line(self._pieces[index]) + self.words.count("\n", self._starts[index], at)

    def _read(self, element: etree._Element) -> None:
        tag = element.tag
        layout = tag in STRUCTURE or (tag in HOLDERS and any(child.tag in BLOCKS for child in element))
        if element.text:
            self._take(element.text, _Piece(element, after=False), layout=layout)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in UNREAD:
                self._read(child)
            if child.tail:
                self._take(child.tail, _Piece(child, after=True), layout=layout)

    def _take(self, words: str, piece: _Piece, *, layout: bool) -> None:
        if not layout:
            self._words.append(words)
            self._pieces.append(piece)
            self._starts.append(self._at)
            self._at += len(words)
        elif words.strip():
            line = _line(piece) + words[: len(words) - len(words.lstrip())].count("\n")
            said = f"“{short(words)}” stands between blocks, where nothing is printed"
            self.problems.append(problem("ledger-added", said, Place(self._name, line)))


def _line(piece: _Piece) -> int:
    """Return the line where a piece begins: where its element's start tag ends, or its end tag."""
    element, after = piece
    if not after:
        return element.sourceline or 0
    if not len(element):
        return (element.sourceline or 0) + (element.text or "").count("\n")
    last = element[-1]
    return _line(_Piece(last, after=True)) + (last.tail or "").count("\n")


def short(words: str) -> str:
    """Return words on one line, cut to what fits into a message."""
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39]}…"  # noqa: PLR2004 (what fits)
