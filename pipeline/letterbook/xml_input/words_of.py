"""The pieces of words of a document, numbered: every text in it, whether a reader takes it or leaves it.

The readers say of each stretch of a transcript which piece it was taken from; the proof asks each document
for its pieces again, by this numbering and nothing else of the readers'.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

#: Attributes that hold the words of ALTO.
_CONTENT = "CONTENT"


def nodes_of(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Yield each element, comment and instruction of a tree with its number.

    The piece of words inside an element of number n, before its first child, is 2n, the one behind it 2n + 1.
    """
    yield from enumerate(root.iter())


def pieces(root: etree._Element, form: str) -> Iterator[tuple[int, str]]:
    """Yield each piece of words with its number. In ALTO the words of a String are its attribute CONTENT."""
    for number, node in nodes_of(root):
        if form == "alto":
            words = node.get(_CONTENT) if isinstance(node.tag, str) else None
            if words:
                yield 2 * number, words
            continue
        if node.text:
            yield 2 * number, node.text
        if node.tail:
            yield 2 * number + 1, node.tail


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a plain text with their numbers, from 0."""
    yield from enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def visible(words: str) -> str:
    """Return words without their white space, which a transcript may set otherwise."""
    return "".join(words.split())
