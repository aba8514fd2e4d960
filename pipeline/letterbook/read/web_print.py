"""What the markup of a web page says of how words are printed: italics, small capitals, numbers of pages."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
