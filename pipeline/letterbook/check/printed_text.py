"""The printed words of a TEI document as one string, each with the line where it stands.

Which characters are printed, and which are layout, is said in tei/names: in a structure the characters
between elements are layout, elsewhere all are printed. An editor's readings (corr, reg) are passed over.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from letterbook.problems import Place, Problem, problem
from letterbook.xml_input.tei_names import BLOCKS, HOLDERS, STRUCTURE, UNREAD, tei

_ID = "{http://www.w3.org/XML/1998/namespace}id"


class _Piece(NamedTuple):
    """Words between two tags: after the start tag of an element, or after its end tag (`after`)."""

    words: str
    element: etree._Element
    after: bool
    layout: bool


class Printed:
    """The printed words of some parts of a document: "text", and elements of the header by their ids ("#id").

    `words` is the string; `problems` are the words found where nothing is printed, and the parts not found.
    """

    def __init__(self, root: etree._Element, parts: tuple[str, ...], name: str) -> None:
        """Read a document that problems call `name`."""
        self.root = root
        self.problems: list[Problem] = []
        self._parts: list[etree._Element] = []
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
                self._parts.append(marked[part])
            else:
                said = f"“{part}”, which holds words of the source, is not in the TEI"
                self.problems.append(problem("ledger-text", said, Place(name)))
        printed: list[str] = []
        for piece in self._pieces():
            if not piece.layout:
                printed.append(piece.words)
            elif words := piece.words.strip():
                line = _line(piece.element, after=piece.after) + piece.words.count(
                    "\n", 0, piece.words.index(words)
                )
                said = f"“{short(words)}” stands between blocks, where nothing is printed"
                self.problems.append(problem("ledger-added", said, Place(name, line)))
        self.words = "".join(printed)

    def line(self, at: int) -> int:
        """Return the line of the document where a printed character stands; 0 where that is not known."""
        begin = 0
        for piece in self._pieces():
            if piece.layout:
                continue
            if at < begin + len(piece.words):
                return _line(piece.element, after=piece.after) + piece.words.count("\n", 0, at - begin)
            begin += len(piece.words)
        return 0

    def _pieces(self) -> list[_Piece]:
        """Return the words between the tags, in the order of the document."""
        pieces: list[_Piece] = []
        for part in self._parts:
            _gather(part, pieces)
        return pieces


def _gather(element: etree._Element, pieces: list[_Piece]) -> None:
    tag = element.tag
    layout = tag in STRUCTURE or (tag in HOLDERS and any(child.tag in BLOCKS for child in element))
    if text := element.text:
        pieces.append(_Piece(text, element, after=False, layout=layout))
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in UNREAD:
            _gather(child, pieces)
        if tail := child.tail:
            pieces.append(_Piece(tail, child, after=True, layout=layout))


def _line(element: etree._Element, *, after: bool) -> int:
    """Return the line where an element's start tag ends, or its end tag (`after`)."""
    if not after:
        return element.sourceline or 0
    if not len(element):
        return (element.sourceline or 0) + (element.text or "").count("\n")
    last = element[-1]
    return _line(last, after=True) + (last.tail or "").count("\n")


def short(words: str) -> str:
    """Return words on one line, cut to what fits into a message."""
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39]}…"  # noqa: PLR2004 (what fits)
