"""Gather many documents into one, and keep from which file each element came."""

from __future__ import annotations

import re
import zlib
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.parsers.expat import ParserCreate

from lxml import etree

from letterbook.problems import Place

#: One step of a path as fn:path() writes it: "/Q{namespace}name[3]".
_STEP = re.compile(r"/Q\{([^}]*)\}([^\[/]+)\[(\d+)\]")

_count = etree.XPath("count(descendant::*)")


def steps_of(path: str) -> Iterator[tuple[str, int]]:
    """Yield the steps of a path of fn:path(): the tag, and which of the children with that tag."""
    for namespace, local, nth in _STEP.findall(path):
        yield (f"{{{namespace}}}{local}" if namespace else local), int(nth)


class Gathered(NamedTuple):
    """One TEI document, and which of its elements came from which file, with all that is in them.

    `empty` are the files that have no text, no entries and describe no letter: nothing is shown of them.
    """

    root: etree._Element
    origins: tuple[tuple[etree._Element, str], ...]
    empty: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the whole is called where no one file is meant: the first of them."""
        return self.origins[0][1] if self.origins else ""

    def file_of(self, element: etree._Element | None) -> str:
        """Return the name of the file that an element came from."""
        while element is not None:
            for origin, name in self.origins:
                if origin is element:
                    return name
            element = element.getparent()
        return self.name

    def place(self, path: str) -> Place:
        """Return the file and the line of the element that a path of fn:path() names; 0 if there is none."""
        element: etree._Element | None = None
        for tag, nth in steps_of(path):
            below = [self.root] if element is None else element.iterchildren(tag)
            element = next((child for at, child in enumerate(below, 1) if at == nth), None)
            if element is None:
                return Place(self.name)
        return Place(self.file_of(element), (element.sourceline or 0) if element is not None else 0)


class Table(NamedTuple):
    """The line of each element of a document, in its order, and from which file which of them came.

    `spans` are the first and the last of the elements of a file, by their place in the document, and its
    name. `packed` is the document, compressed.
    """

    name: str
    packed: bytes
    lines: array[int]
    spans: tuple[tuple[int, int, str], ...]

    def place(self, path: str) -> Place:
        """Return the file and the line of the element that a path names; 0 if there is none."""
        at = _found(zlib.decompress(self.packed), list(steps_of(path)))
        if at is None:
            return Place(self.name)
        span = bisect_right(self.spans, at, key=lambda one: one[0]) - 1
        is_in = span >= 0 and at <= self.spans[span][1]
        return Place(self.spans[span][2] if is_in else self.name, self.lines[at])


def table(
    name: str, root: etree._Element, tei: bytes, origins: Sequence[tuple[etree._Element, str]]
) -> Table:
    """Note where the elements of a tree came from; `tei` are its bytes, `origins` as in `Gathered`."""
    files = dict(origins)
    lines = array("l")
    spans: list[tuple[int, int, str]] = []
    for at, element in enumerate(root.iter(etree.Element)):
        lines.append(element.sourceline or 0)
        if (file := files.get(element)) is not None:
            below = _count(element)
            spans.append((at, at + (int(below) if isinstance(below, float) else 0), file))
    return Table(name, zlib.compress(tei, 1), lines, tuple(spans))


class _Seek:
    """Counts the elements of a document until the one that a path names; `found` is its place, if any."""

    def __init__(self, steps: Sequence[tuple[str, int]]) -> None:
        self.steps = steps
        self.at, self.depth, self.met = -1, 0, 0
        self.found: int | None = None
        self.counts: Counter[str] = Counter()

    def start(self, name: str, _: object) -> None:
        """Take an element: it is met if it is the next step of the path."""
        self.at += 1
        self.depth += 1
        if self.found is None and self.met == self.depth - 1:
            tag = f"{{{name}" if "}" in name else name
            self.counts[tag] += 1
            if (tag, self.counts[tag]) == self.steps[self.met]:
                self.met += 1
                self.counts.clear()
                if self.met == len(self.steps):
                    self.found = self.at

    def end(self, _: str) -> None:
        """Leave an element."""
        self.depth -= 1


def _found(tei: bytes, steps: Sequence[tuple[str, int]]) -> int | None:
    """Return the place of an element among all of a document that was read before, without a tree."""
    seek = _Seek(steps)
    parser = ParserCreate(namespace_separator="}")
    parser.StartElementHandler, parser.EndElementHandler = seek.start, seek.end
    if steps:
        parser.Parse(tei, True)  # noqa: FBT003 (expat's own positional flag: this is the last piece)
    return seek.found
