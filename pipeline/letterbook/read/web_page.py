"""Read pages of the web as a source: HTML of Project Gutenberg, web archives, wikis, saved pages.

What a browser shows as a block becomes a paragraph of one line, a line break a new line. Italics, small
capitals and raised letters, the numbers of pages and the links of notes become evidence on the transcript.
A call of a note stands in brackets in the transcript; the brackets are ours, and go into no TEI.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from letterbook.model import Part
from letterbook.model.kinds import PRINT_CALL, PRINT_HI, PRINT_NOTE, PRINT_PAGE, PRINT_QUOTE
from letterbook.model.values import Anchor, Link, PageNumber, Rendition
from letterbook.problems import Place, Problem, Refused, problem
from letterbook.read.transcript import Transcript
from letterbook.read.web_blocks import (
    BLOCKS,
    HEADINGS,
    LEFT,
    first_letter,
    has_words,
    is_picture,
    is_row,
    is_set_line,
    words_in,
)
from letterbook.read.web_links import Links, find_links, mark_of, opens_block
from letterbook.read.web_print import Looks, Sheet, is_hidden, page_of, rend_of, styles_of
from letterbook.xml_input.web_page import parse_page
from letterbook.xml_input.words_of import nodes_of, visible

#: Blocks that hold one note whole, where it begins in them.
_WHOLE = frozenset({"li", "aside", "dd", "div", "section", "td"})
#: Space above, in em, that parts letters or sections; and that parts chapters.
_WIDE, _PART = 1.4, 3.5
#: Blocks whose margin at the left sets them in, by so many blanks.
_INSET, _INDENT = frozenset({"p", "div", "blockquote", "address"}), 4
_BRACKETS = "bracket round the mark of a note"
_STOPS = ".,;:"
_Number = tuple[str, list[tuple[str, int, str]]]
_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True)
class Page:
    """A page: its name from the source's folder, its text, and how that was encoded."""

    name: str
    text: str
    encoding: str
    member: str = ""
    data: bytes = field(default=b"", repr=False)

    @property
    def key(self) -> str:
        """Return the name by which other pages link to it."""
        return (self.member or self.name).rpartition("/")[2]


def take_pages(made: Transcript, pages: Sequence[Page]) -> list[Problem]:
    """Take the words of some pages into a transcript, and return what was met on the way."""
    roots = []
    problems: list[Problem] = []
    for page in pages:
        root, found = parse_page(page.text, page.name)
        if root is None:
            raise Refused(*found)
        roots.append(root)
    links = find_links([(page.key, root) for page, root in zip(pages, roots, strict=True)])
    for page, root in zip(pages, roots, strict=True):
        if page.data:
            made.file(page.name, page.data)
        made.part(Part(page.name, page.member, "html", page.encoding))
        made.blank()
        walk = _Walk(made, links, styles_of(root), Sheet(root))
        walk.take(root)
        problems += walk.problems(page.name)
        made.blank()
    return problems


class _Walk:
    """Goes through one page in the order of its elements."""

    def __init__(self, made: Transcript, links: Links, styles: Mapping[str, str], sheet: Sheet) -> None:
        self._made, self._links, self._styles, self._sheet = made, links, styles, sheet
        self._numbers: dict[etree._Element, int] = {}
        self._space = False  # white space stands before the next word
        self._kept = 0  # how many elements around keep their white space
        self._open: list[tuple[etree._Element, str, int]] = []  # set off, and where it began
        self._marks: list[tuple[etree._Element, int, bool]] = []  # of notes, with whether we set a bracket
        self._counts: list[int] = []  # items so far of each list around, -1 where they have no numbers
        self._notes: list[tuple[etree._Element, str, int]] = []  # in the element that holds them, from where
        self._images = 0
        self._set: list[Looks] = []  # how the blocks around are set
        self._below = 0.0  # space below the block before, in em
        self._pictures: list[etree._Element] = []  # whose words are in brackets
        self._rows: list[etree._Element] = []  # of tables of words and figures, set in
        self._initial = ""  # the first letter of what follows, where it is a picture
        self._ruled = False  # a rule stands before what follows
        self._aside: etree._Element | None = None  # the number of a page that stands where a line begins
        self._pages: list[_Number] = []  # such numbers, with the words that print them

    def problems(self, name: str) -> list[Problem]:
        """Tell what the transcript cannot hold."""
        if not self._images:
            return []
        said = (
            f"{self._images} image{'s' * (self._images > 1)} of the page stand in no text, and are left out"
        )
        return [problem("source-image", said, Place(name))]

    def take(self, root: etree._Element) -> None:
        """Take the words of a page."""
        self._numbers = {node: number for number, node in nodes_of(root)}
        skipping: etree._Element | None = None
        reason = ""
        for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event in ("comment", "pi"):
                self._leave(node, node.text, 0, "comment")
                self._tail(node, reason if skipping is not None else "")
            elif event == "start":
                if skipping is None and (reason := self._why_left(node)):
                    skipping = node
                if skipping is not None:
                    self._leave(node, node.text, 0, reason)
                else:
                    self._begin(node)
                    self._words(node, node.text, 0)
            else:
                inside = skipping is not None
                if skipping is node:
                    skipping, inside = None, False
                elif not inside:
                    self._finish(node)
                self._tail(node, reason if inside else "")
        if self._pages:
            self._flush()

    def _tail(self, node: etree._Element, reason: str) -> None:
        if reason:
            self._leave(node, node.tail, 1, reason)
        else:
            self._words(node, node.tail, 1)

    def _why_left(self, node: etree._Element) -> str:
        if node.tag in LEFT:
            return LEFT[node.tag]
        if node in self._links.backs:
            return "link back to the call of a note"
        return "hidden" if is_hidden(node) else ""

    # ---------------------------------------------------------------- words

    def _where(self, node: etree._Element) -> str:
        return f"line {node.sourceline or 0}"

    def _leave(self, node: etree._Element, words: str | None, side: int, reason: str) -> None:
        if words and words.strip():
            self._made.leave(words, 2 * self._numbers[node] + side, 0, self._where(node), reason)

    def _words(self, node: etree._Element, words: str | None, side: int) -> None:
        if not words:
            return
        number = 2 * self._numbers[node] + side
        if self._aside is not None:
            if words.strip():
                self._pages[-1][1].append((words.strip(), number, self._where(node)))
            return
        if self._kept:
            self._flush()
            self._made.take(words.replace("\r\n", "\n").replace("\r", "\n"), number, 0, self._where(node))
            return
        plain = _BLANKS.sub(" ", words)
        if plain.startswith(" "):
            self._space = True
        if plain.strip(" "):
            self._flush()
            self._made.take(plain.strip(" "), number, 0, self._where(node))
            self._space = plain.endswith(" ")

    def _flush(self) -> None:
        if self._ruled:
            self._rule()
        if self._made.at_line and self._set:
            looks = self._set[-1]
            if looks.is_set or self._rows:
                self._made.indent(_INDENT)
        self._turn()
        if self._space and not self._made.at_line:
            self._made.space()
        self._space = False
        if self._initial:
            self._made.add(self._initial, "letter that is a picture", shown=True)
            self._initial = ""

    def _turn(self) -> None:
        """Write the numbers of pages that stood alone: they go before the words that follow them."""
        while self._pages:
            number, printed = self._pages.pop(0)
            start = self._made.length
            for words, piece, where in printed:
                self._made.take(words, piece, 0, where)
            if not printed:
                self._made.add(f"[Pg {number}]", "number of a page that the page does not show")
            self._made.find(PRINT_PAGE, start, self._made.length, PageNumber(number))

    # ---------------------------------------------------------------- elements

    def _begin(self, node: etree._Element) -> None:
        if self._aside is not None:
            return
        tag = node.tag
        if tag == "br":
            self._space = bool(self._pictures)
            if not self._pictures:
                self._made.break_line()
        elif tag == "img":
            letter = first_letter(node)
            self._initial = self._initial or letter
            self._images += not letter
        elif tag in BLOCKS:
            self._block(node, node.getprevious())
            self._set_as(node)
            self._list(node)
            self._picture(node)
        if node in self._links.notes:
            self._note(node)
        if tag in ("pre", "textarea", "listing"):
            self._kept += 1
        if tag == "q":
            self._flush()
            self._made.add("“", "quotation mark that the browser prints", shown=True)
        words = words_in(node) if tag in ("a", "span", "div", "sup", "p") else ""
        number = page_of(node, words)
        if number is not None and not self._in_page():
            self._page(node, number, words)
            if self._aside is not None:
                return
        if rend := rend_of(node, self._styles) if tag not in BLOCKS else "":
            self._flush()
        if rend or tag == "blockquote":
            self._open.append((node, rend or "block", self._made.length))
        self._bracket(node, words)

    def _bracket(self, node: etree._Element, words: str) -> None:
        """Set a bracket before the mark of a note that has none: a link, or a raised figure."""
        is_mark = node in self._links.calls or node.tag == "sup"
        is_mark = is_mark or (node.tag == "a" and node in self._links.notes)
        if not is_mark or not (mark := mark_of(words)) or self._marks:
            return
        if (
            node.tag == "sup"
            and mark.isalpha()
            and not any(one in self._links.calls for one in node.iter("a"))
        ):
            return  # a raised ending of a word
        self._flush()
        bare = visible(words) == mark
        stop = words.strip()[0] in _STOPS  # the link holds the stop before the mark as well
        self._marks.append((node, self._made.length + stop, bare))
        if bare:
            self._made.add("[", _BRACKETS)

    def _page(self, node: etree._Element, number: str, words: str) -> None:
        if self._made.at_line and not self._kept:
            self._aside = node
            self._pages.append((number, []))
            return
        if words:
            self._flush()
            self._open.append((node, f"page {number}", self._made.length))
            return
        self._flush()
        span = self._made.add(f"[Pg {number}]", "number of a page that the page does not show")
        self._made.find(PRINT_PAGE, span.start, span.end, PageNumber(number))

    def _in_page(self) -> bool:
        return any(rend.startswith("page ") for _, rend, _ in self._open)

    def _note(self, node: etree._Element) -> None:
        key, mark = self._links.notes[node]
        self._flush()
        whole = next((one for one in (node, *node.iterancestors()) if one.tag in BLOCKS), node)
        if whole.tag in _WHOLE and opens_block(node):
            self._notes.append((whole, key, self._made.length))
        else:
            self._made.find(PRINT_NOTE, self._made.length, self._made.length, Anchor(key))
        if mark and not (self._counts and self._counts[-1] >= 0 and node.tag == "li"):
            self._made.add(f"[{mark}]", "mark of a note that the page does not print")
            self._space = True

    def _list(self, node: etree._Element) -> None:
        if node.tag in ("ol", "ul"):
            start = node.get("start") or "1"
            begin = int(start) - 1 if start.isascii() and start.isdigit() and len(start) < 6 else 0  # noqa: PLR2004
            self._counts.append(begin if node.tag == "ol" else -1)
        elif node.tag == "li" and self._counts and self._counts[-1] >= 0:
            self._counts[-1] += 1
            self._made.add(f"{self._counts[-1]}.", "number of a list that the browser prints", shown=True)
            self._space = True

    def _block(self, node: etree._Element, beside: etree._Element | None) -> None:
        """Part a block from the one beside it."""
        tag = node.tag
        self._space = False
        if self._pictures:
            self._space = True
            return
        pair = [
            one for one in (node, beside) if one is not None and is_set_line(one, self._sheet.looks_of(one))
        ]
        if len(pair) > 1 or tag in ("tr", "li", "dt", "dd"):
            self._made.line()
        elif tag in ("td", "th"):
            if not self._made.at_line:
                self._made.add("   ", "")
        else:
            self._made.blank()

    def _set_as(self, node: etree._Element) -> None:
        """Leave the space above a block that the page leaves, and take note of how it is set."""
        looks, around = self._sheet.looks_of(node), self._set[-1] if self._set else Looks()
        align = "" if node.tag in ("table", "body") else looks.align or around.align
        left = looks.left if node.tag in _INSET else 0.0
        if node.tag == "table" or is_picture(node):  # it stands in the text like a paragraph
            looks = looks._replace(above=None, below=None)
        self._set.append(Looks(looks.above, looks.below, around.left + left, align))
        space = max(looks.above or 0.0, self._below)
        self._below = space
        if node.tag == "hr":
            self._ruled = True
        elif node.tag in HEADINGS and self._ruled:
            self._ruled, space = False, _PART
        if node.tag == "tr" and is_row(node):
            self._rows.append(node)
        if node.tag in ("tr", "li", "dt", "dd", "td", "th"):
            return
        if not self._pictures and space >= _WIDE:
            self._made.gap(4 if space >= _PART else 2)

    def _picture(self, node: etree._Element) -> None:
        """Put the words under a picture in brackets, as transcribers do: they are none of the text."""
        if self._pictures or not is_picture(node) or not has_words(node):
            return
        self._flush()
        self._pictures.append(node)
        self._made.add("[Illustration: ", "words under a picture")

    def _rule(self) -> None:
        """Write the rule that stands before what follows."""
        self._ruled = False
        if self._made.length:
            self._made.blank()
            self._made.add("* * *", "rule that the browser draws", shown=True)
            self._made.blank()

    def _finish(self, node: etree._Element) -> None:
        if self._aside is not None and node is not self._aside:
            return
        self._aside = None
        while self._notes and self._notes[-1][0] is node:
            _, key, start = self._notes.pop()
            self._made.find(PRINT_NOTE, start, self._made.length, Anchor(key))
        while self._marks and self._marks[-1][0] is node:
            _, start, bare = self._marks.pop()
            if bare:
                self._made.add("]", _BRACKETS)
            call = next((self._links.calls[one] for one in node.iter("a") if one in self._links.calls), "")
            if call:
                self._made.find(PRINT_CALL, start, self._made.length, Link(call))
        while self._open and self._open[-1][0] is node:
            _, rend, start = self._open.pop()
            if start < self._made.length:
                page = rend.startswith("page ")
                kind = PRINT_PAGE if page else PRINT_QUOTE if node.tag in BLOCKS else PRINT_HI
                value = PageNumber(rend[5:]) if page else Rendition(rend)
                self._made.find(kind, start, self._made.length, value)
        if node.tag in ("pre", "textarea", "listing"):
            self._kept -= 1
        if node.tag == "q":
            self._made.add("”", "quotation mark that the browser prints", shown=True)
        if node.tag in ("ol", "ul") and self._counts:
            self._counts.pop()
        if self._pictures and self._pictures[-1] is node:
            self._pictures.pop()
            self._made.add("]", "words under a picture")
        if self._rows and self._rows[-1] is node:
            self._rows.pop()
        if node.tag in BLOCKS:
            looks = self._set.pop() if self._set else Looks()
            self._below = max(0.0 if has_words(node) else self._below, looks.below or 0.0)
            if node.tag not in ("td", "th"):
                self._block(node, node.getnext())
