"""The names of TEI elements, and the rules by which printed characters are told from layout.

One set of rules serves the encoder and the ledger: an element is either *structure* (it holds elements,
and the white space between them is the encoder's own) or *mixed* (every character in it is printed, and the
encoder adds none). So a file may be indented anew by any editor that knows XML, and still be proved.
"""

from __future__ import annotations

import re
from functools import cache

NS = "http://www.tei-c.org/ns/1.0"
#: As they are written: the prefix xml needs no declaration.
XML_ID = "xml:id"
XML_LANG = "xml:lang"


@cache
def tei(name: str) -> str:
    """Return an element's name in the TEI namespace, as lxml writes it."""
    return f"{{{NS}}}{name}"


def names(*local: str) -> frozenset[str]:
    """Return several names in the TEI namespace."""
    return frozenset(tei(name) for name in local)


#: Elements that hold elements only: the characters between these are layout.
STRUCTURE = names(
    *("text", "front", "body", "back", "div", "titlePage", "docTitle", "opener", "closer", "postscript"),
    *("address", "list", "lg", "table", "row", "choice"),
)
#: Elements that hold either printed characters or blocks (macro.specialPara): structure if they hold a block.
HOLDERS = names("item", "quote", "cell", "note", "licence")
#: The blocks that make a holder structure.
BLOCKS = names("p", "ab", "list", "lg", "quote", "table")
#: Elements whose characters are an editor's, not the print's (Guidelines 3.5): passed over in the reading.
UNREAD = names("corr", "reg", "expan", "supplied")

#: The values of div/@type that schema/letterbook.odd lists; any other becomes "matter".
DIV_TYPES = frozenset({
    "letter", "enclosure", "part", "chapter", "section", "text", "matter", "notes", "preface", "introduction",
    "dedication", "advertisement", "contents", "illustrations", "abbreviations", "source", "licence",
    "imprint", "errata", "appendix", "bibliography", "chronology", "glossary", "index",
})  # fmt: skip
FW_TYPES = frozenset({"header", "footer", "pageNum", "sig", "catch"})
TITLE_TYPES = frozenset({"main", "sub", "alt", "short", "desc", "volume"})

#: What no XML 1.0 document can hold (2.2 Characters), written or escaped.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]+")
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))


def is_writable(text: str) -> bool:
    """Tell whether XML can hold every character of a text; far quicker than the search, for long ones."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return False
    return (
        len(data.translate(None, _CONTROLS)) == len(data)
        and b"\xef\xbf\xbe" not in data
        and b"\xef\xbf\xbf" not in data
    )


def attribute(value: str) -> str:
    """Make words fit for an attribute or a header: one line, and what XML cannot hold as U+FFFD."""
    return " ".join(UNWRITABLE.sub("\ufffd", value).split())


def word(value: str) -> str:
    """Make a value fit for attributes that take one word (teidata.word, teidata.enumerated)."""
    return "-".join(re.findall(r"[^\W_]+|[_.-]+", value)) or "other"
