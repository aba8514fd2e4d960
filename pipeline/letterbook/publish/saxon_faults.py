"""Turn what Saxon reports of a stylesheet, or of the document it was given, into Problems."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit


class SaxonFault(Exception):  # noqa: N818 (named for what it is to the caller: Saxon found fault)
    """A stylesheet could not be compiled or run, or its input is not well formed.

    `code` is the XSLT or XPath error code ("XTSE0010"), `line` and `file` say where in the stylesheet,
    or in the XML, where that is what is wrong (then `file` is empty). What is not known is "" or 0.
    """

    def __init__(self, message: str, code: str = "", line: int = 0, file: str = "", column: int = 0) -> None:
        """Keep what is known."""
        super().__init__(message)
        self.message = message
        self.code = code
        self.line = line
        self.file = file
        self.column = column


_WHERE = re.compile(
    r"\bon line (?P<line>\d+)(?: column (?P<column>\d+))?\)?(?: of (?P<file>\S+?))?:?\s*$", re.MULTILINE
)
_CALLED = re.compile(r"^\s*(?:In|at) (?:template|variable|function|xsl:)", re.MULTILINE)
_CODE = re.compile(r"^\s*(?P<code>[\w.-]+(?::[\w.-]+)?) {2,}(?=\S)", re.MULTILINE)


def read_fault(text: str, last_message: str = "") -> SaxonFault:
    """Read Saxon's own words: where, then the code and what is wrong, then the templates it was in.

    `last_message` is what a stylesheet said last: where it ended the run by that, it is what was wrong.
    """
    body = _CALLED.split(text, maxsplit=1)[0]
    where = _WHERE.search(body)
    rest = body[where.end() :] if where and body[where.end() :].strip() else body
    code = _CODE.search(rest)
    message = " ".join((rest[code.end() :] if code else rest).split())
    if last_message and message.startswith("Processing terminated by xsl:message"):
        message = last_message
    # A stylesheet given as text is said to lie in the current folder: no file.
    file = (where["file"] or "").rstrip(":") if where else ""
    file = "" if file.endswith("/") else file
    return SaxonFault(
        message or "Saxon gives no reason",
        code["code"] if code else "",
        int(where["line"]) if where else 0,
        unquote(urlsplit(file).path) if file.startswith("file:") else file,
        int(where["column"] or 0) if where else 0,
    )
