"""Read text documents of OpenDocument (ODT; OASIS ODF 1.3): an archive of XML, read with nothing but that.

As in Word: tracked changes are read as accepted, comments and hidden words are left out, and what may matter
is told. A note stands in the file where it is called, with the number that is printed; in the transcript it
stands at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from letterbook.model.kinds import PRINT_CALL, PRINT_NOTE
from letterbook.model.values import Anchor, Link
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.read.transcript import Transcript
from letterbook.read.word_processor import (
    BRACKET,
    NUMBER,
    Document,
    attribute_of,
    child_of,
    counted,
    name_of,
)
from letterbook.xml_input.parse import parse

MAIN = "content.xml"
MIMETYPE = b"application/vnd.oasis.opendocument.text"
_LEFT = {
    "annotation": "comment", "tracked-changes": "deleted in tracked changes", "frame": "text box",
    "custom-shape": "text box", "forms": "form", "ruby-text": "ruby", "hidden-text": "hidden",
    "hidden-paragraph": "hidden", "variable-decls": "setting", "sequence-decls": "setting",
    "user-field-decls": "setting", "annotation-end": "comment", "object": "embedded object",
    "script": "script", "title": "description of a picture", "desc": "description of a picture",
}  # fmt: skip
_GROUPS = frozenset({"section", "index-body", "table-of-content", "index-title", "numbered-paragraph"})


class _Style(NamedTuple):
    rends: Mapping[str, bool]
    hidden: bool
    parent: str


def take_open_document(made: Transcript, data: bytes, name: str) -> list[Problem]:
    """Take the words of a document into a transcript."""
    return _OpenDocument.of(made, data, name).take()


class _OpenDocument(Document):
    def take(self) -> list[Problem]:
        self._notes: list[tuple[etree._Element, str, str]] = []
        root = self.open(MAIN)
        self._styles, self._lists = self._looks(root)
        text = child_of(root, "body", "text")
        if text is None:
            raise Refused(problem("source-format", "is no text document: it has no text", Place(self.file)))
        self._counts: list[tuple[str, int]] = []
        self._blocks(text)
        while self._notes:
            body, key, mark = self._notes.pop(0)
            self._note(body, key, mark)
        self.inserted += sum(name_of(one) == "insertion" for one in root.iter(etree.Element))
        self.shut(root)
        return self.finish()

    # ---------------------------------------------------------------- blocks

    def _blocks(self, parent: etree._Element) -> None:
        for node in parent:
            match name_of(node):
                case "p" | "h":
                    self.paragraph()
                    self._item()
                    self._inside(node, self._rends(attribute_of(node, "style-name"), ()))
                case "list":
                    self._list(node)
                case "table":
                    self._table(node)
                case name if name in _LEFT:
                    self.leave(node, _LEFT[name])
                case name if name in _GROUPS or name.endswith("-index") or name == "bibliography":
                    self._blocks(node)

    def _list(self, node: etree._Element) -> None:
        style = attribute_of(node, "style-name") or (self._counts[-1][0] if self._counts else "")
        self._counts.append((style, 0))
        for item in node:
            if name_of(item) in ("list-item", "list-header"):
                name, count = self._counts[-1]
                self._counts[-1] = (name, count + (name_of(item) == "list-item"))
                self._due = name_of(item) == "list-item"
                self._blocks(item)
        self._counts.pop()

    _due = False

    def _item(self) -> None:
        """Write the number of a list's item before its first paragraph."""
        if not self._due or not self._counts:
            return
        self._due = False
        style, count = self._counts[-1]
        form, before, after = self._lists.get((style, len(self._counts)), ("", "", ""))
        if form:
            self.made.add(f"{before}{counted(count, form)}{after}", NUMBER, shown=True)
            self.made.space()

    def _table(self, node: etree._Element) -> None:
        self.made.blank()
        rows = (one for one in node.iter(etree.Element) if name_of(one) == "table-row")
        for row in rows:
            self.made.line()
            for index, cell in enumerate(one for one in row if name_of(one) == "table-cell"):
                if index and not self.made.at_line:
                    self.made.add("   ", "")
                for one in cell:
                    if name_of(one) in ("p", "h"):
                        self.made.space()
                        self._inside(one, ())
        self.made.blank()

    # ---------------------------------------------------------------- words

    def _inside(self, node: etree._Element, rends: tuple[str, ...] | None) -> None:
        """Take the words of an element; `rends` None: they are hidden."""
        if rends is None:
            self.leave(node, "hidden")
            return
        self._flowing(node, node.text, rends, 0)
        for one in node:
            name = name_of(one)
            if name == "note":
                self._called(one)
            elif name in _LEFT:
                self.leave(one, _LEFT[name])
            elif name == "s":
                count = attribute_of(one, "c") or "1"
                self.made.add(" " * (int(count[:3]) if count.isdecimal() else 1), "")
            elif name == "tab":
                self.made.add("    ", "")
            elif name == "line-break":
                self.made.line()
            elif name == "span":
                self._inside(one, self._rends(attribute_of(one, "style-name"), rends))
            elif name:
                self._inside(one, rends)
            self._flowing(one, one.tail, rends, 1)

    def _flowing(self, node: etree._Element, words: str | None, rends: tuple[str, ...], side: int) -> None:
        """Take words as the program does, to whom several blanks are one."""
        if words:
            plain = " ".join(words.replace("\N{NO-BREAK SPACE}", "\0").split())
            plain = plain.replace("\0", "\N{NO-BREAK SPACE}")
            if words[0].isspace() and not self.made.at_line:
                self.made.space()
            if plain:
                self.words(node, plain, rends, side=side)
                if words[-1].isspace():
                    self.made.space()

    def _called(self, node: etree._Element) -> None:
        citation, body = child_of(node, "note-citation"), child_of(node, "note-body")
        key = f"{self.file}#{attribute_of(node, 'id') or len(self._notes)}"
        start = self.made.length
        mark = "".join(map(str, citation.itertext())).strip() if citation is not None else ""
        if citation is not None and mark:
            self.made.add("[", BRACKET)
            self._inside(citation, ())
            self.made.add("]", BRACKET)
        if body is not None:
            if mark:
                self.made.find(PRINT_CALL, start, self.made.length, Link(key))
            self._notes.append((body, key, mark))

    def _note(self, body: etree._Element, key: str, mark: str) -> None:
        self.made.blank()
        start = self.made.length
        if mark:
            self.made.add(mark, NUMBER, shown=True)
            self.made.space()
        first = True
        for one in body:
            if name_of(one) in ("p", "h") and first:
                self._paragraph += 1
                self._inside(one, self._rends(attribute_of(one, "style-name"), ()))
            elif name_of(one) in ("p", "h", "list", "table"):
                self._blocks_of(one)
            first = False
        self.made.find(PRINT_NOTE, start, self.made.length, Anchor(key))

    def _blocks_of(self, node: etree._Element) -> None:
        holder = [node]
        for one in holder:
            if name_of(one) == "list":
                self._list(one)
            elif name_of(one) == "table":
                self._table(one)
            else:
                self.paragraph()
                self._inside(one, self._rends(attribute_of(one, "style-name"), ()))

    # ---------------------------------------------------------------- looks

    def _rends(self, style: str | None, rends: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return how words of a style are set off, within others; None where they are hidden."""
        chain = []
        at = style or ""
        for _ in range(20):  # a style may be based on itself, by way of others
            if at not in self._styles:
                break
            chain.append(self._styles[at])
            at = self._styles[at].parent
        now = dict.fromkeys(rends, True)
        for one in reversed(chain):
            now |= one.rends
        if any(one.hidden for one in chain):
            return None
        return tuple(rend for rend, is_on in now.items() if is_on)

    def _looks(
        self, root: etree._Element
    ) -> tuple[dict[str, _Style], dict[tuple[str, int], tuple[str, str, str]]]:
        """Return the styles of words, and the numbers of lists by style and level."""
        styles: dict[str, _Style] = {}
        lists: dict[tuple[str, int], tuple[str, str, str]] = {}
        trees = [root]
        if "styles.xml" in self.archive:
            other = parse(self.archive.read("styles.xml"), f"{self.file}!styles.xml").value
            trees = [other, root] if other is not None else trees
        for tree in trees:
            for one in tree.iter(etree.Element):
                if name_of(one) == "style":
                    styles[attribute_of(one, "name") or ""] = _style(one)
                elif name_of(one) == "list-style":
                    for level in one:
                        if name_of(level) == "list-level-style-number":
                            depth = attribute_of(level, "level") or "1"
                            form = attribute_of(level, "num-format") or ""
                            before = attribute_of(level, "num-prefix") or ""
                            after = attribute_of(level, "num-suffix") or ""
                            at = (attribute_of(one, "name") or "", int(depth[:2]) if depth.isdecimal() else 1)
                            lists[at] = (form, before, after)
        return styles, lists


def _style(node: etree._Element) -> _Style:
    rends: dict[str, bool] = {}
    hidden = False
    is_title = (
        (attribute_of(node, "name") or "").lower().startswith(("heading", "title", "footnote", "endnote"))
    )
    properties = child_of(node, "text-properties")
    for key, value in properties.items() if properties is not None and not is_title else ():
        match key.rpartition("}")[2]:
            case "font-style":
                rends["italic"] = value in ("italic", "oblique")
            case "font-weight":
                rends["bold"] = value == "bold" or value in ("600", "700", "800", "900")
            case "font-variant":
                rends["small-caps"] = value == "small-caps"
            case "text-position":
                rends["superscript"] = value.startswith(("super", "3", "4", "5")) and not value.startswith(
                    "0"
                )
                rends["subscript"] = value.startswith(("sub", "-"))
            case "text-underline-style":
                rends["underline"] = value != "none"
            case "text-line-through-style":
                rends["line-through"] = value != "none"
            case "display":
                hidden = value == "none"
    return _Style(rends, hidden, attribute_of(node, "parent-style-name") or "")
