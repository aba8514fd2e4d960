"""Read e-books (EPUB 2 and 3): an archive of pages in XHTML, read in the order of the book's spine."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from letterbook.problems import Place, Problem, Refused, problem
from letterbook.read.transcript import Transcript
from letterbook.read.web_page import Page, take_pages
from letterbook.read.web_site import read_page
from letterbook.read.word_processor import attribute_of, name_of
from letterbook.xml_input.parse import parse
from letterbook.xml_input.zip_files import Archive

CONTAINER = "META-INF/container.xml"
MIMETYPE = b"application/epub+zip"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def take_book(made: Transcript, data: bytes, name: str) -> list[Problem]:
    """Take the pages of an e-book into a transcript. Raises Refused where it cannot be read."""
    archive = Archive(data, name)
    made.file(name, data)
    problems: list[Problem] = []
    pages: list[Page] = []
    for member in _spine(archive, name, problems):
        page, found = read_page(archive.read(member), Path(f"{name}!{member}"), name, None)
        pages.append(Page(name, page.text, page.encoding, member))
        problems += found
    if not pages:
        raise Refused(
            problem("source-format", "is no e-book that can be read: its spine is empty", Place(name))
        )
    return [*problems, *take_pages(made, pages)]


def _spine(archive: Archive, name: str, problems: list[Problem]) -> Iterator[str]:
    """Yield the pages of the book in their order."""
    package = next(
        (
            attribute_of(one, "full-path")
            for one in _tree(archive, CONTAINER, name).iter()
            if name_of(one) == "rootfile"
        ),
        None,
    )
    if not package:
        raise Refused(
            problem("source-format", "is no e-book that can be read: it names no book", Place(name))
        )
    root = _tree(archive, package, name)
    items = {attribute_of(one, "id"): one for one in root.iter(etree.Element) if name_of(one) == "item"}
    for one in (each for each in root.iter(etree.Element) if name_of(each) == "itemref"):
        item = items.get(attribute_of(one, "idref"))
        if item is None or attribute_of(item, "media-type") not in _PAGES:
            continue
        if "nav" in (attribute_of(item, "properties") or "").split():
            continue
        address = unquote(attribute_of(item, "href") or "")
        member = posixpath.normpath(posixpath.join(posixpath.dirname(package), address))
        if member in archive:
            yield member
        else:
            said = f"the book leads to “{address}”, which is not in it"
            problems.append(problem("source-link", said, Place(name)))


def _tree(archive: Archive, member: str, name: str) -> etree._Element:
    root, found = parse(archive.read(member), f"{name}!{member}")
    if root is None:
        raise Refused(*found)
    return root
