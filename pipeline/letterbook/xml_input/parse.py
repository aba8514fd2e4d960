"""Bytes to an lxml tree, for XML that anybody may have written.

Nothing outside the bytes is ever read: a DOCTYPE is refused before the parser sees it, so that there
are no entities to expand and no DTD to fetch. What is too large, too deep or not well formed becomes
a Problem with its line and column. libxml2's own limits stay on (a text or attribute of 10 million
bytes at most).
"""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from letterbook.file_bytes import read_bytes
from letterbook.problems import Outcome, Place, Problem, Refused, problem

#: A document of 3,000 letters has about 11 million bytes.
MAX_BYTES = 200_000_000

#: Elements inside elements. Letters need some twenty; recursive readers end at about a thousand.
MAX_DEPTH = 200

#: What may stand before a document's first element or its DOCTYPE (XML 1.0, production 22), in ASCII bytes.
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)

_TOO_DEEP = etree.XPath("/*" * (MAX_DEPTH + 1))


def parse(data: bytes, name: str) -> Outcome[etree._Element | None]:
    """Parse a document; `name` is what its problems call it. Where no tree can be had the value is None.

    Ids are not collected, so that a tree with two equal ids comes out and the check can point at both.
    """
    if found := _refused(data, name):
        return Outcome(None, (found,))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        collect_ids=False,
        recover=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return Outcome(None, (_explained(error, name),))
    if root.getroottree().docinfo.doctype:  # in an encoding that hid it from _refused
        return Outcome(None, (problem("xml-doctype", _DOCTYPE, Place(name)),))
    if deep := _TOO_DEEP(root):
        return Outcome(None, (problem("xml-deep", _DEEP, Place(name, deep[0].sourceline)),))
    return Outcome(root)


def read_file(path: Path) -> bytes:
    """Read a file that `parse` will take. Raises Refused where it cannot be read, or is too large."""
    try:
        return read_bytes(path, MAX_BYTES)
    except (OSError, ValueError) as fault:
        if getattr(fault, "errno", None) == errno.EFBIG:
            said = f"The document has more than {MAX_BYTES:,} bytes"
            raise Refused(problem("xml-large", said, Place(str(path)))) from None
        why = getattr(fault, "strerror", None) or str(fault)
        raise Refused(problem("file-unreadable", f"cannot be read: {why}", Place(str(path)))) from None


def find_all(paths: Sequence[Path]) -> Outcome[list[Path]]:
    """Find what can be read: files, and of each folder those below it that end in .xml and hold TEI, by name.

    What lies in a folder and holds no TEI is left out, with a word about it. Raises Refused where nothing is
    left, and where a file in a folder cannot be read.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        for each in sorted(path.rglob("*.xml")):
            data = read_file(each)
            if b"http://www.tei-c.org/ns/1.0" in data or b"\0" in data:
                found.append(each)
            else:
                problems.append(
                    problem("tei-none", "The file holds no TEI, and is left out", Place(str(each)))
                )
    if not found:
        said = "There is no TEI in it: no file that ends in .xml"
        raise Refused(*problems, problem("tei-root", said, Place(str(paths[0]))))
    return Outcome(found, tuple(problems))


_DOCTYPE = "The document has a document type declaration (DOCTYPE), which could name other files"
_DEEP = f"Elements stand inside one another more than {MAX_DEPTH} deep"


def _refused(data: bytes, name: str) -> Problem | None:
    """Refuse what should not reach the parser."""
    if len(data) > MAX_BYTES:
        size = f"{len(data):,} bytes; at most {MAX_BYTES:,} are read"
        return problem("xml-large", f"The document has {size}", Place(name))
    match = _PROLOG.match(data)
    end = match.end() if match else 0
    if end == len(data):
        return problem("xml-empty", "The document holds no element", Place(name))
    if data[end : end + 9].upper() == b"<!DOCTYPE":
        line = data.count(b"\n", 0, end) + 1
        column = end - (data.rfind(b"\n", 0, end) + 1) + 1
        return problem("xml-doctype", _DOCTYPE, Place(name, line, column))
    return None


def _explained(error: etree.XMLSyntaxError, name: str) -> Problem:
    """Say libxml2's first fatal error in this program's terms."""
    line, column = error.position
    said = re.sub(r"\s*, line \d+, column \d+(?: \([^)]*\))?$", "", error.msg or "").strip()
    said = re.sub(r",? (?:try|use) XML_PARSE_HUGE(?: option)?", "", said)
    code = _FAULTS.get(int(error.code), "xml-syntax")
    if code == "xml-large" and "depth" in said.lower():
        code, said = "xml-deep", _DEEP
    elif "too big" in said or "too long" in said:
        code = "xml-large"
    return problem(code, said, Place(name, line, column))


#: libxml2's error numbers that mean more than "not well formed".
_FAULTS: dict[int, str] = {
    int(etree.ErrorTypes.ERR_INVALID_ENCODING): "xml-encoding",
    int(etree.ErrorTypes.ERR_UNKNOWN_ENCODING): "xml-encoding",
    int(etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING): "xml-encoding",
    int(etree.ErrorTypes.ERR_UNDECLARED_ENTITY): "xml-entity",
    114: "xml-large",  # XML_ERR_RESOURCE_LIMIT, for which lxml 6.0 has no name
}
