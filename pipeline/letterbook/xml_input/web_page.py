"""Parsing of pages of the web, which may be hostile, and seldom are well formed.

As in `parse.py` nothing is fetched and no entity is read from elsewhere: the parser of HTML knows only the
named characters. A page is decoded before it is parsed, so that what its bytes mean is settled by one rule.
"""

from __future__ import annotations

import re

from lxml import etree

from letterbook.problems import Outcome, Place, problem

#: Elements inside elements: old pages open fonts and never close them.
MAX_DEPTH = 240
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
#: What a string may hold, and a document of libxml2 may not.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def parse_page(text: str, name: str) -> Outcome[etree._Element | None]:
    """Parse a page; `name` is what its problems call it. Where no tree can be had the value is None."""
    declared = _DECLARATION.match(text)
    if declared:
        text = " " * declared.end() + text[declared.end() :]
    text = _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        return Outcome(None, (problem("source-format", f"cannot be read as HTML: {fault}", Place(name)),))
    if root is None:
        return Outcome(None, (problem("source-empty", "is empty or blank", Place(name)),))
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            said = f"Elements stand inside one another more than {MAX_DEPTH} deep"
            return Outcome(None, (problem("xml-deep", said, Place(name)),))
    return Outcome(root)
