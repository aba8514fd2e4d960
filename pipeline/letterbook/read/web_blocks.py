"""Find the blocks of web pages: which elements are blocks, and which of these hold words, pictures, rows."""

from __future__ import annotations

import re

from lxml import etree

from letterbook.read.web_print import Looks, classes

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
#: Elements whose words are no text of the page, and why they are left out.
LEFT = {
    "head": "head of the page", "script": "script", "style": "style sheet", "noscript": "for lack of scripts",
    "template": "template", "iframe": "embedded page", "object": "embedded object", "svg": "drawing",
    "math": "formula", "select": "form", "textarea": "form", "button": "form", "nav": "navigation",
    "rp": "ruby bracket", "audio": "sound", "video": "film", "canvas": "drawing", "applet": "program",
}  # fmt: skip
#: Classes of a block that holds a picture and the words under it.
_PICTURE = re.compile(r"\b(?:fig(?:ure)?(?:center|left|right)?|illus\w*|caption|image)\b")


def words_in(element: etree._Element) -> str:
    """Return the words inside an element."""
    return " ".join("".join(str(one) for one in element.itertext()).split())


def has_words(element: etree._Element) -> bool:
    """Tell whether an element has words; no more than the first is looked at."""
    return any(str(one).strip() for one in element.itertext())


def is_row(row: etree._Element) -> bool:
    """Tell whether a row of a table has cells of words; one whose cells hold blocks lays out the page."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) > 1 and not any(one.tag in BLOCKS for cell in cells for one in cell.iterdescendants())


def is_picture(block: etree._Element) -> bool:
    """Tell whether a block holds a picture, with the words under it or without.

    A picture that begins a paragraph may be its first letter: words under it are told by a line break.
    """
    if block.tag == "figure" or _PICTURE.search(" ".join(classes(block)).lower()):
        return True
    if not has_words(block):
        return next(block.iter("img"), None) is not None
    first = next(iter(block), None)
    below = first.getnext() if first is not None else None
    if first is None or below is None or below.tag != "br":
        return False
    alone = not any(one and one.strip() for one in (block.text, words_in(first), first.tail))
    return alone and any(one.tag == "img" for one in (first, *first))


def first_letter(image: etree._Element) -> str:
    """Return the letter that a picture stands for, the large one with which a chapter begins; "" if none."""
    told = (image.get("alt") or "").strip()
    return told if len(told) == 1 and told.isupper() else ""


def is_set_line(block: etree._Element, looks: Looks) -> bool:
    """Tell whether a block is a line of an address or a close: set off, without space round it."""
    return (
        block.tag == "div"
        and looks.is_set
        and not looks.above
        and not looks.below
        and not any(one.tag in BLOCKS for one in block)
    )
