"""Make the attributes of single elements from the nodes of the tree."""

from __future__ import annotations

from letterbook.model import Block, PageBreak
from letterbook.tei.writer import Writer
from letterbook.xml_input.tei_names import XML_LANG, attribute, word


def of_page_break(w: Writer, node: PageBreak) -> dict[str, str]:
    """Return the attributes of a page break: its printed number, and that it cuts a word or number in two."""
    said = ({"n": attribute(node.n)} if node.n else {}) | w.ids.images.of_break(node.span)
    text = w.source.text
    start, end = node.span
    before, after = text[max(0, start - 9) : start].rstrip("\f"), text[end : end + 9].lstrip("\f")
    last, first = before[-1:], after[:1]
    within = (last.isalpha() and first.isalpha()) or (last.isdecimal() and first.isdecimal())
    return said | ({"break": "no"} if within else {})


def of_paragraph(block: Block) -> dict[str, str]:
    """Return a paragraph's printed number and its language, where it has them."""
    named = {"n": attribute(block.n)} if block.n else {}
    return named | ({XML_LANG: word(block.lang)} if block.lang else {})
