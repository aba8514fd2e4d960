"""Read from the markup of a web page how words are printed: italics, small capitals, numbers of pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

#: TEI hi/@rend by element.
_RENDERED = {
    "i": "italic", "em": "italic", "cite": "italic", "var": "italic", "dfn": "italic", "b": "bold",
    "strong": "bold", "sup": "superscript", "sub": "subscript", "u": "underline", "ins": "underline",
    "s": "line-through", "strike": "line-through", "del": "line-through",
}  # fmt: skip
_STYLES = (
    (re.compile(r"font-variant(?:-caps)?\s*:\s*(?:all-)?small-caps"), "small-caps"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), "italic"),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), "bold"),
    (re.compile(r"vertical-align\s*:\s*super"), "superscript"),
    (re.compile(r"letter-spacing\s*:\s*0?\.[1-9]"), "spaced"),
    (re.compile(r"text-decoration[^;]*:\s*underline"), "underline"),
)
#: Classes whose meaning is usual, where no style sheet in the page says another.
_CLASSES = {
    "smcap": "small-caps", "sc": "small-caps", "smallcaps": "small-caps", "small-caps": "small-caps",
    "smallcap": "small-caps", "gesperrt": "spaced", "italic": "italic", "italics": "italic", "bold": "bold",
    "superscript": "superscript", "u": "underline", "underline": "underline",
}  # fmt: skip
_RULES = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASS = re.compile(r"(?:^|[\s,])(?:span|i|em|b)?\.([\w-]+)\s*(?=,|$)")
_SELECTOR = re.compile(r"\s*(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<class>[\w-]+))?\s*")
_DECLARED = re.compile(r"(?P<key>margin(?:-top|-bottom|-left)?|text-align|font-size)\s*:\s*(?P<value>[^;]+)")
_LENGTH = re.compile(r"(?P<n>-?\d{0,4}(?:\.\d{1,4})?)(?P<unit>em|ex|rem|px|pt|%)?")
#: What a length is in em.
_UNITS = {"em": 1.0, "rem": 1.0, "ex": 0.5, "px": 1 / 16, "pt": 1 / 12}
#: The width of a page in em.
_WIDTH = 50.0
#: The space above headings and below them, in em: those of chapters part a book.
_CHAPTER, _SECTION = (4.0, 2.0), (2.0, 1.0)
_HEADINGS = {"h1": _CHAPTER, "h2": _CHAPTER, "h3": _SECTION, "h4": _SECTION, "h5": _SECTION, "h6": _SECTION}
#: How far a browser sets a block quotation in, in em; what is printed smaller than the text is set off, too.
_QUOTED = 2.5
#: A margin at the left that sets a block in, in em.
_IN = 2.4
_SMALLER = frozenset({"smaller", "small", "x-small", "xx-small"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_PAGE = re.compile(r"(?:page|pg|pag|p|seite|s)[-_.]?(?P<n>\d{1,4}|[ivxlc]{1,8})", re.IGNORECASE)
_PAGED = re.compile(
    r"[\[({]?\s*(?:(?:page|pg|p|pag|seite|s)\b\.?\s*)?(?P<n>\d{1,4}|[ivxlc]{1,8})\s*[\])}]?", re.IGNORECASE
)
#: Classes that mark the number of a page.
_PAGES = frozenset({"pagenum", "pagenumber", "pageno", "page-number", "ws-pagenum", "pb", "pagebreak"})


def styles_of(root: etree._Element) -> Mapping[str, str]:
    """Return what the style sheets in a page make of classes: @rend by class."""
    found = dict(_CLASSES)
    for sheet in root.iter("style"):
        for names, rules in _RULES.findall(re.sub(r"/\*.*?\*/", "", sheet.text or "", flags=re.DOTALL)):
            rend = next((rend for style, rend in _STYLES if style.search(rules)), None)
            if rend:
                found |= dict.fromkeys(_CLASS.findall(names), rend)
    return found


class Looks(NamedTuple):
    """How a block is set: space above and below (None where nothing is said) and indent in em; alignment."""

    above: float | None = None
    below: float | None = None
    left: float = 0.0
    align: str = ""

    @property
    def is_set(self) -> bool:
        """Tell whether it is set off: at the right, or in from the left."""
        return self.align == "right" or self.left > _IN


class Sheet:
    """The rules of a page's style sheets for blocks by their element, their class, or both."""

    def __init__(self, root: etree._Element) -> None:
        """Read the style sheets in a page."""
        self._rules: dict[tuple[str, str], Looks] = {}
        for sheet in root.iter("style"):
            words = re.sub(r"/\*.*?\*/|<!--|-->", "", sheet.text or "", flags=re.DOTALL)
            for names, said in _RULES.findall(words):
                for name in names.split(","):
                    if (found := _SELECTOR.fullmatch(name)) and (found["tag"] or found["class"]):
                        key = (found["tag"] or "", found["class"] or "")
                        self._rules[key] = _looks(said, self._rules.get(key, Looks()))

    def looks_of(self, element: etree._Element) -> Looks:
        """Return how a block is set, as far as the sheets and its own attributes tell."""
        tag = str(element.tag)
        above, below = _HEADINGS.get(tag, (None, None))
        looks = Looks(above, below, _QUOTED if tag == "blockquote" else 0.0)
        for key in [(tag, ""), *(("", c) for c in classes(element)), *((tag, c) for c in classes(element))]:
            if told := self._rules.get(key):
                looks = Looks(
                    told.above if told.above is not None and tag not in _HEADINGS else looks.above,
                    told.below if told.below is not None and tag not in _HEADINGS else looks.below,
                    told.left or looks.left,
                    told.align or looks.align,
                )
        looks = looks._replace(align=(element.get("align") or looks.align).lower())
        return _looks(element.get("style") or "", looks)


def _looks(said: str, looks: Looks) -> Looks:
    """Add declarations to what is known."""
    for found in _DECLARED.finditer(said.lower()):
        key, values = found["key"], found["value"].replace("!important", "").split()
        if key == "text-align":
            looks = looks._replace(align=values[0] if values else "")
        elif key == "margin" and values:
            sides = [values[0], *values[1:]]
            top, bottom = _em(sides[0]), _em(sides[2] if len(sides) > 2 else sides[0])  # noqa: PLR2004
            left = _em(sides[3] if len(sides) > 3 else sides[1] if len(sides) > 1 else sides[0])  # noqa: PLR2004
            looks = looks._replace(above=top, below=bottom, left=left or 0.0)
        elif key == "font-size" and values:
            size = _em(values[0], whole=1.0)
            if values[0] in _SMALLER or (size is not None and size < 1):
                looks = looks._replace(left=max(looks.left, _QUOTED))
        elif values and (length := _em(values[0])) is not None:
            if key == "margin-top":
                looks = looks._replace(above=length)
            elif key == "margin-bottom":
                looks = looks._replace(below=length)
            elif key == "margin-left":
                looks = looks._replace(left=length)
    return looks


def _em(value: str, whole: float = _WIDTH) -> float | None:
    """Return a length in em; `whole` is what 100 % are: the width of a page, or the size of its letters."""
    found = _LENGTH.fullmatch(value)
    if not found or not found["n"].strip("-."):
        return None
    return float(found["n"]) * _UNITS.get(found["unit"] or "em", whole / 100)


def rend_of(element: etree._Element, styles: Mapping[str, str]) -> str:
    """Return how the words of an element inside a line are set off, "" where they are not."""
    if element.tag in _RENDERED:
        return _RENDERED[element.tag]
    style = element.get("style") or ""
    for known, rend in _STYLES:
        if known.search(style):
            return rend
    return next((styles[name] for name in classes(element) if name in styles), "")


def classes(element: etree._Element) -> tuple[str, ...]:
    """Return the classes of an element."""
    return tuple((element.get("class") or "").split())


def is_hidden(element: etree._Element) -> bool:
    """Tell whether a browser shows nothing of an element."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def page_of(element: etree._Element, words: str) -> str | None:
    """Return the number of the page that begins at an element whose words are these; None if none does."""
    marked = bool(_PAGES & set(classes(element))) or element.get("role") == "doc-pagebreak"
    marked = marked or "pagebreak" in (element.get("epub:type") or element.get("type") or "")
    if marked:
        told = element.get("data-page-number") or element.get("title") or element.get("aria-label") or ""
        for said in (words, told, element.get("id") or ""):
            if found := _PAGED.fullmatch(said.strip()) or _PAGE.fullmatch(said.strip()):
                return found["n"]
        for one in element.iter(etree.Element):
            if found := _PAGE.fullmatch(one.get("id") or one.get("name") or ""):
                return found["n"]
        return None
    if element.tag in ("a", "span") and not element.get("href"):
        named = _PAGE.fullmatch(element.get("id") or element.get("name") or "")
        if named and (not words or _PAGED.fullmatch(words)):
            return named["n"]
    return None
