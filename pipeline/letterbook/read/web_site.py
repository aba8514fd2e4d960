"""Read a page of the web, or the pages of a folder to which a page of contents leads.

Only pages beside the first are followed, in the order of its links: nothing is fetched, and no link leads
out of the folder.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from letterbook.file_bytes import read_bytes, refuse_outside
from letterbook.problems import Outcome, Place, Problem, Refused, problem
from letterbook.read import plain_text
from letterbook.read.transcript import Transcript
from letterbook.read.web_page import Page, take_pages
from letterbook.xml_input.web_page import parse_page

_DECLARED = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_HEAD = 4096  # bytes in which a page says how it is encoded
#: What browsers read where a page says one of these (WHATWG Encoding Standard, names and labels).
_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
#: What people call such a source.
KIND = "HTML"
_PAGES = (".html", ".htm", ".xhtml")
MAX_PAGES = 5000
_CONTENTS = 3  # pages to which a page of contents leads, at the least
_LINKED = 0.5  # the share of the words of a page of contents that stand in links


def take_site(
    made: Transcript, data: bytes, path: Path, name: str, encoding: str | None = None
) -> list[Problem]:
    """Take the page at `path`, and the pages to which it leads where it is a page of contents."""
    first, found = read_page(data, path, name, encoding)
    problems = list(found)
    pages = [first]
    for address in _linked(first, problems) if made.kind == KIND else ():
        try:
            refuse_outside(path.parent / address, path.parent)
            more = read_bytes(path.parent / address, plain_text.LIMIT)
        except (OSError, ValueError) as fault:
            why = getattr(fault, "strerror", None) or str(fault)
            said = f"a page that is linked, “{address}”, cannot be read: {why}"
            problems.append(problem("source-link", said, Place(path.name)))
            continue
        page, found = read_page(more, path.parent / address, address, encoding)
        pages.append(page)
        problems += found
    return [*problems, *take_pages(made, pages)]


def read_page(data: bytes, path: Path, name: str, encoding: str | None) -> Outcome[Page]:
    """Decode a page, by its mark, by what it declares, else as UTF-8 or as the editor says."""
    declared = _declared(data)
    wanted = encoding if encoding is not None and encoding.lower() != plain_text.AUTO else declared
    text, codec, problems = plain_text.decoded(data, path, wanted or encoding)
    return Outcome(Page(name, text, codec, data=data), problems)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    if not found:
        return None
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except LookupError:
        return None
    if name.startswith(("utf-16", "utf-32")):
        return None  # it was read to say so, and is none
    name = _READ_AS.get(name, name)
    if name == "cp1252":
        try:
            data.decode(name)
        except UnicodeDecodeError:
            return "iso8859-1"
    return name


def _linked(page: Page, problems: list[Problem]) -> Iterator[str]:
    """Yield the pages beside a page of contents to which it leads, each once, in the order of its links."""
    root, found = parse_page(page.text, page.name)
    if root is None:
        raise Refused(*found)
    names: dict[str, None] = {}
    inside = 0
    body = root.find("body")
    for link in root.iter("a"):
        address = unquote((link.get("href") or "").partition("#")[0])
        name = PurePosixPath(address)
        if not address or name.suffix.lower() not in _PAGES or "//" in address or "\\" in address:
            continue
        if name.is_absolute() or ".." in name.parts or ":" in address:
            continue
        if str(name) != page.name:
            inside += len("".join(map(str, link.itertext())))
            names.setdefault(str(name))
    words = len(" ".join("".join(map(str, body.itertext())).split())) if body is not None else 0
    if len(names) < _CONTENTS or inside < _LINKED * words:
        return
    if len(names) > MAX_PAGES:
        said = f"leads to {len(names):,} pages; the first {MAX_PAGES:,} are read"
        problems.append(problem("source-link", said, Place(page.name)))
    yield from list(names)[:MAX_PAGES]
