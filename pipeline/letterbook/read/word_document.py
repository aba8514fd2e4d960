"""Read documents of Word (DOCX; ECMA-376, WordprocessingML): an archive of XML, read with nothing but that.

Taken are the body, its tables, footnotes and endnotes, and the numbers of lists that Word counts. Tracked
changes are read as accepted; what they delete, comments, running heads, field codes, hidden words and text
boxes are left out, booked, and those that may matter are told. Macros are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from letterbook.model.kinds import PRINT_CALL, PRINT_NOTE
from letterbook.model.values import Anchor, Link
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.read.transcript import Transcript
from letterbook.read.word_processor import (
    NUMBER,
    Document,
    attribute_of,
    child_of,
    counted,
    name_of,
)
from letterbook.xml_input.zip_files import Archive

MAIN = "word/document.xml"
_OFF = {"0", "false", "off", "none"}
_SPACED = 20  # twentieths of a point from which letters are spaced on purpose
#: Elements whose words are left out, and why.
_LEFT = {
    "del": "deleted in tracked changes", "moveFrom": "moved away in tracked changes",
    "instrText": "field code", "delText": "deleted in tracked changes",
    "delInstrText": "field code", "drawing": "text box", "pict": "text box",
    "object": "embedded object", "Fallback": "second form of a drawing", "oMath": "formula",
    "oMathPara": "formula", "rt": "ruby", "sdtPr": "setting of a form",
}  # fmt: skip
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_RENDS = {"i": "italic", "b": "bold", "smallCaps": "small-caps", "u": "underline", "strike": "line-through"}


class _Note(NamedTuple):
    kind: str
    id: str
    number: str


def take_word(made: Transcript, data: bytes, name: str) -> list[Problem]:
    """Take the words of a document into a transcript."""
    return _Word.of(made, data, name).take()


class _Word(Document):
    def take(self) -> list[Problem]:
        self._styles = _styles(self.archive, self.file)
        self._lists = _Lists(self.archive, self.file)
        self._notes: list[_Note] = []
        self._custom: tuple[str, int] | None = None
        root = self.open(MAIN)
        body = child_of(root, "body")
        if body is None:
            raise Refused(
                problem("source-format", "is no document of Word: it has no body", Place(self.file))
            )
        self._blocks(body)
        self.shut(root)
        for kind in ("footnotes", "endnotes"):
            self._take_notes(kind)
        for member in self.archive.names:
            found = re.fullmatch(r"word/(comments|header\d*|footer\d*)\.xml", member)
            if found:
                self.shut(self.open(member), "comment" if found[1] == "comments" else "running head or foot")
        return self.finish()

    # ---------------------------------------------------------------- blocks

    def _blocks(self, parent: etree._Element) -> None:
        for node in parent:
            match name_of(node):
                case "p":
                    self._para(node)
                case "tbl":
                    self._table(node)
                case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag":
                    self._blocks(node)
                case name if name in _LEFT:
                    self.leave(node, _LEFT[name])

    def _para(self, node: etree._Element, *, inline: bool = False) -> None:
        if inline:
            self.made.space()
        else:
            self.paragraph()
        style = child_of(node, "pPr", "pStyle")
        name = attribute_of(style, "val") if style is not None else None
        number = self._lists.next(node, self._styles.lists.get(name or "", ""))
        if number:
            self.made.add(number, NUMBER, shown=True)
            self.made.space()
        self._inside(node, self._styles.rends.get(name or "", ()))

    def _table(self, node: etree._Element) -> None:
        self.made.blank()
        for row in (one for one in node if name_of(one) == "tr"):
            self.made.line()
            for index, cell in enumerate(one for one in row if name_of(one) == "tc"):
                if index and not self.made.at_line:
                    self.made.add("   ", "")
                for one in cell:
                    if name_of(one) == "p":
                        self._para(one, inline=True)
                    elif name_of(one) == "tbl":
                        self._table(one)
        self.made.blank()

    # ---------------------------------------------------------------- words

    def _inside(self, node: etree._Element, rends: tuple[str, ...]) -> None:
        for one in node:
            name = name_of(one)
            if name in _LEFT:
                self.leave(one, _LEFT[name])
            elif name == "r":
                self._run(one, rends)
            elif name in ("ins", "moveTo"):
                self.inserted += 1
                self._inside(one, rends)
            elif name not in ("pPr", "rPr"):
                self._inside(one, rends)

    def _run(self, run: etree._Element, rends: tuple[str, ...]) -> None:
        properties = child_of(run, "rPr")
        rends, hidden = self._rends(properties, rends)
        if hidden:
            self.leave(run, "hidden")
            return
        for one in run:
            name = name_of(one)
            if name == "t":
                self._text(one, rends)
            elif name == "tab":
                self.made.add("    ", "")
            elif name in ("br", "cr"):
                self.made.line()
            elif name == "noBreakHyphen":
                self.made.add("\N{NON-BREAKING HYPHEN}", "hyphen of the program", shown=True)
            elif name == "sym":
                self.made.add("\N{REPLACEMENT CHARACTER}", "sign of a font of its own", shown=True)
            elif name in _NOTES:
                self._reference(one, _NOTES[name])
            elif name in _LEFT:
                self.leave(one, _LEFT[name])
            elif name == "AlternateContent":
                self.leave(one, "text box")

    def _text(self, node: etree._Element, rends: tuple[str, ...]) -> None:
        if self._custom is None or not (node.text or "").strip():
            self.words(node, node.text, rends)
            return
        key, self._custom = self._custom[0], None
        start = self.made.length
        self.made.add("[", "bracket round the mark of a note")
        self.words(node, node.text, rends)
        self.made.add("]", "bracket round the mark of a note")
        self.made.find(PRINT_CALL, start, self.made.length, Link(key))

    def _rends(
        self, properties: etree._Element | None, rends: tuple[str, ...]
    ) -> tuple[tuple[str, ...], bool]:
        if properties is None:
            return rends, False
        now = dict.fromkeys(rends, True)
        hidden = False
        for one in properties:
            value = attribute_of(one, "val")
            is_on = value is None or value.lower() not in _OFF
            name = name_of(one)
            if name == "rStyle":
                now |= dict.fromkeys(self._styles.rends.get(value or "", ()), True)
            elif name in _RENDS:
                now[_RENDS[name]] = is_on
            elif name == "vertAlign" and value in ("superscript", "subscript"):
                now[value] = True
            elif name == "position" and value and re.fullmatch(r"-?[1-9]\d{0,3}", value):
                now["subscript" if value.startswith("-") else "superscript"] = True
            elif name == "spacing" and value and value.isdecimal():
                now["spaced"] = int(value[:6]) >= _SPACED
            elif name == "vanish":
                hidden = is_on
        return tuple(rend for rend, is_on in now.items() if is_on), hidden

    # ---------------------------------------------------------------- notes

    def _reference(self, node: etree._Element, kind: str) -> None:
        key = attribute_of(node, "id") or ""
        custom = (attribute_of(node, "customMarkFollows") or "0").lower() not in _OFF
        number = "" if custom else str(1 + sum(bool(one.number) for one in self._notes))
        known = next((one for one in self._notes if (one.kind, one.id) == (kind, key)), None)
        if known is None:
            self._notes.append(_Note(kind, key, number))
        if custom:
            self._custom = (self._key(kind, key), 0)
        else:
            self.call(known.number if known else number, self._key(kind, key))

    def _key(self, kind: str, key: str) -> str:
        return f"{self.file}#{kind}-{key}"

    def _take_notes(self, kind: str) -> None:
        member = f"word/{kind}.xml"
        if member not in self.archive:
            return
        root = self.open(member)
        bodies = {
            attribute_of(one, "id") or "": one for one in root if name_of(one) in ("footnote", "endnote")
        }
        calls = [one for one in self._notes if one.kind == kind]
        uncalled = [_Note(kind, key, "") for key in bodies if key not in {one.id for one in calls}]
        for note in [*calls, *uncalled]:
            body = bodies.get(note.id)
            if body is None or attribute_of(body, "type") not in (None, "normal"):
                continue
            self.made.blank()
            start = self.made.length
            if note.number:
                self.made.add(note.number, NUMBER, shown=True)
                self.made.space()
            for index, one in enumerate(body):
                if name_of(one) == "p":
                    self._para(one, inline=index == 0 and bool(note.number))
                elif name_of(one) == "tbl":
                    self._table(one)
            self.made.find(PRINT_NOTE, start, self.made.length, Anchor(self._key(kind, note.id)))
        self.shut(root, "line over notes")


# ------------------------------------------------------------------ styles and lists


class _Styles(NamedTuple):
    rends: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, str]


def _tree(archive: Archive, member: str, file: str) -> etree._Element | None:
    """Return a part that says how words look; one that is broken says nothing."""
    from letterbook.xml_input.parse import parse  # noqa: PLC0415

    return parse(archive.read(member), f"{file}!{member}").value if member in archive else None


def _styles(archive: Archive, file: str) -> _Styles:
    """Return what styles set off, those that they are based on included; headings are no matter of words."""
    root = _tree(archive, "word/styles.xml", file)
    own: dict[str, tuple[str | None, tuple[str, ...]]] = {}
    lists: dict[str, str] = {}
    for style in root if root is not None else ():
        if name_of(style) != "style":
            continue
        key = attribute_of(style, "styleId") or ""
        based = child_of(style, "basedOn")
        properties = child_of(style, "rPr")
        rends: list[str] = []
        for one in properties if properties is not None else ():
            value = attribute_of(one, "val")
            if name_of(one) in _RENDS and (value is None or value.lower() not in _OFF):
                rends.append(_RENDS[name_of(one)])
            elif name_of(one) == "vertAlign" and value in ("superscript", "subscript"):
                rends.append(value)
        if key.lower().startswith("heading") or key.lower() == "title":
            rends = []
        if key.lower() in ("footnotereference", "endnotereference"):
            rends = []
        own[key] = (attribute_of(based, "val") if based is not None else None, tuple(rends))
        number = child_of(style, "pPr", "numPr", "numId")
        if number is not None:
            lists[key] = attribute_of(number, "val") or ""
    whole: dict[str, tuple[str, ...]] = {}
    for key in own:
        found: dict[str, None] = {}
        at: str | None = key
        for _ in range(20):  # a style may be based on itself, by way of others
            if at is None or at not in own:
                break
            found |= dict.fromkeys(own[at][1])
            at = own[at][0]
        whole[key] = tuple(found)
    return _Styles(whole, lists)


class _Lists:
    """Counts the items of lists as Word does."""

    def __init__(self, archive: Archive, file: str) -> None:
        root = _tree(archive, "word/numbering.xml", file)
        self._levels: dict[tuple[str, str], tuple[str, str, int]] = {}
        self._kinds: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for one in root if root is not None else ():
            if name_of(one) == "abstractNum":
                kind = attribute_of(one, "abstractNumId") or ""
                for level in (each for each in one if name_of(each) == "lvl"):
                    told = {name_of(each): attribute_of(each, "val") or "" for each in level}
                    start = told.get("start", "1")
                    begin = int(start) if start.isdecimal() and len(start) < 6 else 1  # noqa: PLR2004
                    at = (kind, attribute_of(level, "ilvl") or "0")
                    self._levels[at] = (told.get("numFmt", "decimal"), told.get("lvlText", ""), begin)
            elif name_of(one) == "num":
                kind_of = child_of(one, "abstractNumId")
                if kind_of is not None:
                    self._kinds[attribute_of(one, "numId") or ""] = attribute_of(kind_of, "val") or ""

    def next(self, paragraph: etree._Element, by_style: str) -> str:
        """Return the number of a paragraph, "" where it has none or a bullet."""
        told = child_of(paragraph, "pPr", "numPr")
        number = child_of(told, "numId") if told is not None else None
        level = child_of(told, "ilvl") if told is not None else None
        key = (attribute_of(number, "val") if number is not None else None) or by_style
        depth = (attribute_of(level, "val") if level is not None else None) or "0"
        kind = self._kinds.get(key)
        if kind is None or (kind, depth) not in self._levels or not depth.isdecimal():
            return ""
        at = int(depth[:2])
        form, words, begin = self._levels[kind, depth]
        self._counts[kind, at] = self._counts.get((kind, at), begin - 1) + 1
        for deeper in [row for row in self._counts if row[0] == kind and row[1] > at]:
            del self._counts[deeper]
        if form in ("bullet", "none"):
            return ""

        def level_of(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            form_, _, first = self._levels.get((kind, str(index)), ("decimal", "", 1))
            return counted(self._counts.get((kind, index), first), form_)

        return re.sub(r"%([1-9])", level_of, words).strip()
