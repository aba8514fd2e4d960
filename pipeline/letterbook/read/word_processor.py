"""Read what documents of word processors have in common: paragraphs, words set off, notes that are counted.

Notes stand at the end of the transcript, in the order of their calls. The number of a note that the program
counts is added, because its readers see it; the bracket round it is ours.
"""

from __future__ import annotations

from collections import Counter
from typing import Self

from lxml import etree

from letterbook.model import Part
from letterbook.model.kinds import PRINT_CALL, PRINT_HI
from letterbook.model.values import Link, Rendition
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.read.transcript import Transcript
from letterbook.xml_input.parse import parse
from letterbook.xml_input.words_of import nodes_of, pieces
from letterbook.xml_input.zip_files import Archive

BRACKET = "bracket round the mark of a note"
NUMBER = "number that the program counts"
#: Reasons that are told: words that may belong to the text, or that nobody meant to hand on.
TOLD = {
    "deleted in tracked changes": "words that tracked changes delete",
    "moved away in tracked changes": "words that tracked changes move",
    "comment": "words of comments",
    "text box": "words in text boxes",
    "hidden": "hidden words",
    "formula": "words in formulas",
}


def name_of(node: etree._Element) -> str:
    """Return the local name of an element; "" for a comment or instruction."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def attribute_of(node: etree._Element, name: str) -> str | None:
    """Return an attribute by its local name, whatever its namespace."""
    return next((value for key, value in node.items() if key.rpartition("}")[2] == name), None)


def child_of(node: etree._Element, *names: str) -> etree._Element | None:
    """Return the first element at the end of a path of local names."""
    for name in names:
        found = next((one for one in node if name_of(one) == name), None)
        if found is None:
            return None
        node = found
    return node


class Document:
    """Takes the words of one document, part by part."""

    @classmethod
    def of(cls, made: Transcript, data: bytes, name: str) -> Self:
        """Open the archive that a document is, for a transcript."""
        archive = Archive(data, name)
        made.file(name, data)
        return cls(made, archive, name)

    def __init__(self, made: Transcript, archive: Archive, file: str) -> None:
        """Begin with no part."""
        self.made, self.archive, self.file = made, archive, file
        self.left: Counter[str] = Counter()
        self.inserted = 0
        self._numbers: dict[etree._Element, int] = {}
        self._booked: set[int] = set()
        self._member = ""
        self._paragraph = 0
        self._set: list[tuple[str, int, int]] = []  # set off: @rend, from, to

    def open(self, member: str) -> etree._Element:
        """Begin a part, and return its tree. Raises Refused where it cannot be read."""
        root, found = parse(self.archive.read(member), f"{self.file}!{member}")
        if root is None:
            raise Refused(*found)
        self.made.part(Part(self.file, member, "xml"))
        self._numbers = {node: number for number, node in nodes_of(root)}
        self._booked = set()
        self._member, self._paragraph = member.rpartition("/")[2], 0
        return root

    def shut(self, root: etree._Element, reason: str = "no words of the text") -> None:
        """End a part: book what of it was not taken as left out."""
        for number, words in pieces(root, "xml"):
            if number not in self._booked and words.strip():
                self.made.leave(words, number, 0, self._member, reason)
                self.left[reason] += 1

    def paragraph(self) -> None:
        """Begin a paragraph."""
        self._paragraph += 1
        self.made.blank()

    def words(
        self, node: etree._Element, words: str | None, rends: tuple[str, ...] = (), *, side: int = 0
    ) -> None:
        """Take the words of a node, set off in some ways."""
        if not words:
            return
        start = self.made.length
        number = 2 * self._numbers[node] + side
        self._booked.add(number)
        self.made.take(words, number, 0, f"{self._member}, paragraph {self._paragraph}")
        if words.strip():
            self._set += [(rend, start, self.made.length) for rend in rends]

    def leave(self, node: etree._Element, reason: str) -> None:
        """Leave out all words in an element."""
        for one in node.iter():
            for side, words in ((0, one.text), (1, one.tail if one is not node else None)):
                number = 2 * self._numbers[one] + side
                if words and words.strip() and number not in self._booked:
                    self._booked.add(number)
                    self.made.leave(words, number, 0, f"{self._member}, paragraph {self._paragraph}", reason)
                    self.left[reason] += 1

    def call(self, number: str, key: str) -> None:
        """Write the call of a note whose number the program counts."""
        start = self.made.length
        self.made.add("[", BRACKET)
        self.made.add(number, NUMBER, shown=True)
        self.made.add("]", BRACKET)
        self.made.find(PRINT_CALL, start, self.made.length, Link(key))

    def finish(self) -> list[Problem]:
        """Say what is set off, and return what was left out that may matter."""
        merged: dict[str, list[list[int]]] = {}
        for rend, start, end in self._set:
            rows = merged.setdefault(rend, [])
            if rows and rows[-1][1] == start:
                rows[-1][1] = end
            else:
                rows.append([start, end])
        for rend, rows in merged.items():
            for start, end in rows:
                self.made.find(PRINT_HI, start, end, Rendition(rend))
        place = Place(self.file)
        told = [f"{what} ({self.left[reason]} pieces)" for reason, what in TOLD.items() if self.left[reason]]
        problems = []
        if told:
            problems.append(problem("source-left-out", f"left out: {'; '.join(told)}", place))
        if self.inserted:
            said = f"{self.inserted} insertions of tracked changes are taken as accepted"
            problems.append(problem("source-left-out", said, place))
        return problems


def roman(number: int) -> str:
    """Write a number in small Roman numerals; as it is, beyond what they write."""
    if not 0 < number < 4000:  # noqa: PLR2004
        return str(number)
    out = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        while number >= value:
            out, number = out + sign, number - value
    return out


def counted(number: int, form: str) -> str:
    """Write the number of a list or note as a program counts: decimal, letters, Roman numerals."""
    match form:
        case "lowerRoman" | "i":
            return roman(number)
        case "upperRoman" | "I":
            return roman(number).upper()
        case "lowerLetter" | "a":
            return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case "upperLetter" | "A":
            return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case _:
            return str(number)
