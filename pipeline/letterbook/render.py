"""TEI to what people read: a format is an XSLT 3.0 stylesheet, and a stylesheet is a function.

It maps a TEI document to file names and their texts (its mode m:files). A new format is a new file in
xslt/, and nothing here changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from letterbook import assets
from letterbook.problems import CODES, Outcome, Place, Problem, Refused, problem
from letterbook.saxon import Message, SaxonFault, transform_files
from letterbook.tei.gather import Gathered, gather
from letterbook.tei.parse import parse

_TEI = "{http://www.tei-c.org/ns/1.0}"
_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_NO_PARAMS: Mapping[str, str] = {}

#: How many places of one message are looked up.
_SOUGHT = 50

#: One step of a path as fn:path() writes it: "/Q{namespace}name[3]".
_STEP = re.compile(r"/Q\{([^}]*)\}([^\[/]+)\[(\d+)\]")


class Parameter(NamedTuple):
    """What a format can be told: the name, the XPath of its default, and what it means."""

    name: str
    default: str
    means: str


def formats() -> tuple[str, ...]:
    """Return the formats there are, sorted: the names of the stylesheets that lie in xslt/ itself."""
    return tuple(sorted(path.stem for path in assets.xslt().glob("*.xsl")))


@cache
def parameters(format_: str) -> tuple[Parameter, ...]:
    """Return a format's parameters in the order of its stylesheet, where each is documented inside itself."""
    root = etree.parse(assets.xslt(f"{format_}.xsl")).getroot()
    return tuple(
        Parameter(
            element.get("name", ""),
            element.get("select", ""),
            " ".join(" ".join(str(comment.text) for comment in element.iter(etree.Comment)).split()),
        )
        for element in root.iterchildren(f"{_XSL}param")
    )


def render(
    tei: bytes, format_: str, params: Mapping[str, str] = _NO_PARAMS, name: str = "tei/edition.xml"
) -> Outcome[dict[str, bytes]]:
    """Make a format of a TEI document: file names, relative and sorted, and their bytes in UTF-8.

    `name` is what problems call the document. What the stylesheet says becomes problems; an element
    without a template is said once for each name. Raises Refused for an unknown format or parameter, a
    document that cannot be parsed, and a stylesheet that fails.
    """
    return transform(_stylesheet(format_, params, name), tei, params, name)


def render_all(
    documents: Sequence[tuple[str, bytes]], format_: str, params: Mapping[str, str] = _NO_PARAMS
) -> Outcome[dict[str, bytes]]:
    """Make a format of any TEI, one document or many, each with its name, as `render` does.

    Raises Refused with all that is wrong, where any document cannot be read or holds no TEI.
    """
    stylesheet = _stylesheet(format_, params, documents[0][0])
    roots: list[tuple[str, etree._Element]] = []
    problems: list[Problem] = []
    for name, tei in documents:
        try:
            roots.append((name, _read(tei, name)))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)
    gathered = gather(roots)
    return _transformed(stylesheet, etree.tostring(gathered.root, encoding="UTF-8"), params, gathered)


def transform(
    stylesheet: Path, tei: bytes, params: Mapping[str, str] = _NO_PARAMS, name: str = "tei/edition.xml"
) -> Outcome[dict[str, bytes]]:
    """Make the files of one of letterbook's stylesheets, which need not be a format, as `render` does."""
    root = _read(tei, name)
    if (root.getroottree().docinfo.encoding or "UTF-8").upper() not in ("UTF-8", "ASCII", "US-ASCII"):
        tei = etree.tostring(root, encoding="UTF-8")
    return _transformed(stylesheet, tei, params, Gathered(root, ((root, name),)))


def _stylesheet(format_: str, params: Mapping[str, str], name: str) -> Path:
    if format_ not in formats():
        known = ", ".join(formats())
        raise Refused(
            problem("render-format", f"There is no format “{format_}”; there are {known}", Place(name))
        )
    known_params = [parameter.name for parameter in parameters(format_)]
    for param in params:
        if param not in known_params:
            text = (
                f"The format {format_} has no parameter “{param}”; it has {', '.join(known_params) or 'none'}"
            )
            raise Refused(problem("render-parameter", text, Place(name)))
    return assets.xslt(f"{format_}.xsl")


def _read(tei: bytes, name: str) -> etree._Element:
    root, found = parse(tei, name)
    if root is None:
        raise Refused(*found)
    if next(root.iter(f"{_TEI}TEI"), None) is None:
        text = f"The document holds no TEI: its root element is {etree.QName(root).localname}"
        raise Refused(problem("tei-root", text, Place(name, root.sourceline or 0)))
    return root


def _transformed(
    stylesheet: Path, tei: bytes, params: Mapping[str, str], gathered: Gathered
) -> Outcome[dict[str, bytes]]:
    name = gathered.name
    try:
        files, messages = transform_files(stylesheet, tei, params)
    except SaxonFault as fault:
        place = Place(fault.file or name, fault.line)
        said = f"{fault.message} ({fault.code})" if fault.code else fault.message
        raise Refused(problem("render-stylesheet", said, place)) from None
    made = {file: files.pop(file).encode() for file in sorted(files)}  # each text is let go as it is written
    return Outcome(made, tuple(_told(messages, gathered)))


def _told(messages: Iterable[Message], gathered: Gathered) -> Iterator[Problem]:
    """Turn what a stylesheet said into problems: the same words once, at their first place, and how often.

    A stylesheet speaks in the order of its pages, not of the document. To find a line is slow where letters
    are many, so that the first is sought among some of the places only.
    """
    alike: dict[tuple[str, str], list[Message]] = {}
    for message in messages:
        alike.setdefault((message.code, message.text), []).append(message)
    for (code, text), said in alike.items():
        more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
        place = min(_place(gathered, message.path) for message in said[:_SOUGHT])
        yield problem(code if code in CODES else "render-message", text + more, place)


def _place(gathered: Gathered, path: str) -> Place:
    """Return the file and the line of the element that a path names; the line is 0 if there is none."""
    element: etree._Element | None = None
    for namespace, local, nth in _STEP.findall(path):
        tag = f"{{{namespace}}}{local}" if namespace else local
        below = [gathered.root] if element is None else element.iterchildren(tag)
        element = next((child for at, child in enumerate(below, 1) if at == int(nth)), None)
        if element is None:
            return Place(gathered.name)
    line = (element.sourceline or 0) if element is not None else 0
    return Place(gathered.file_of(element), line)
