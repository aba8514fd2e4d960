"""What must hold of an edition, looked into with nothing of letterbook's: by the standard library alone."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree as ET

_T = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_POINTERS = ("target", "ref", "corresp", "resp", "decls", "sameAs", "next", "prev", "source", "who")
#: Words and numbers apart: the number of a page may stand beside a word.
_WORD = re.compile(r"[^\W\d]+|\d+")


def edition(source: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what is wrong with an edition of a text."""
    tei = ET.fromstring(files["tei/edition.xml"])  # noqa: S314 (our own)
    yield from _ledger(source, tei, json.loads(files["tei/edition.ledger.json"]))
    yield from document(tei)
    yield from site({name: data for name, data in files.items() if name.startswith("html/")})
    yield from _words(tei, files)


# ------------------------------------------------------------------ the source in the TEI


def _ledger(source: str, tei: ET.Element, ledger: dict) -> Iterator[str]:
    """Read the ledger against the source, and the words it posts against those of the TEI, blanks apart."""
    rows = ledger["postings"]
    if [0, *(row[1] for row in rows)] != [*(row[0] for row in rows), len(source)]:
        yield "the postings do not tile the source"
    for row in rows:
        if row[2] == "skip" and row[4] != source[row[0] : row[1]]:
            yield f"a skip has other words than the source: {row}"
    posted = "".join(
        source[row[0] : row[1]] for row in sorted((r for r in rows if r[2] != "skip"), key=lambda r: r[3])
    )
    parts = [tei.find(f"{_T}text")]
    for name in ledger["edition"]["printed"]:
        if name.startswith("#"):
            parts += [each for each in tei.iter() if each.get(_ID) == name[1:]]
    printed = "".join(piece for part in parts if part is not None for piece in _printed(part))
    one, other = ("".join(text.split()) for text in (posted, printed))
    if one != other:
        at = next(
            (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
        )
        yield f"the TEI has other words than the source: {one[at : at + 40]!r} is {other[at : at + 40]!r}"


def _printed(element: ET.Element) -> Iterator[str]:
    if element.tag in (f"{_T}corr", f"{_T}reg"):
        return
    yield element.text or ""
    for child in element:
        yield from _printed(child)
        yield child.tail or ""


# ------------------------------------------------------------------ ids and pointers


def document(tei: ET.Element) -> Iterator[str]:
    """Yield ids that are there twice, and pointers to none."""
    ids = Counter(each.get(_ID) for each in tei.iter() if each.get(_ID))
    yield from (f"the id {name} is there {count} times" for name, count in ids.items() if count > 1)
    for each in tei.iter():
        for name in _POINTERS:
            for one in each.get(name, "").split():
                if one.startswith("#") and one[1:] not in ids:
                    yield f"{each.tag.removeprefix(_T)}/@{name} points to {one}, which is nowhere"


#: Elements of a page that a word may begin or end in.
_WITHIN = ("b", "em", "i", "small", "span", "strong", "sub", "sup")


class _Page(HTMLParser):
    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.text: list[str] = []
        self._code = 0
        self._number = False  # a page's number is open
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self._code += tag in ("script", "style")
        self._number |= known.get("class") == "pb"
        self._part(tag)
        if known.get("id"):
            self.ids[known["id"] or ""] += 1
        if known.get("href") is not None:
            self.links.append(known["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in ("script", "style")
        self._part(tag)
        if tag == "span":
            self._number = False

    def _part(self, tag: str) -> None:
        if tag not in _WITHIN or self._number:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.text.append(data)


def site(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield links of a web site that lead nowhere in it, and ids that a page has twice."""
    pages = {name: _Page(data) for name, data in files.items() if name.endswith(".html")}
    for name, page in pages.items():
        yield from (f"{name}: the id {one} is there twice" for one, count in page.ids.items() if count > 1)
        for link in page.links:
            if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", link):
                continue
            path, _, anchor = link.partition("#")
            to = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), path.partition("?")[0]))
                if path
                else name
            )
            if to.startswith("html/") or not path:
                if to not in files and f"{to}/index.html" not in files:
                    yield f"{name}: {link} leads to no file"
                elif anchor and to in pages and unquote(anchor) not in pages[to].ids:
                    yield f"{name}: {link} leads to no place of that page"


# ------------------------------------------------------------------ every word on its page


def _words(tei: ET.Element, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield words of letters that are not on their page, or not in the plain text."""
    plain = Counter(_WORD.findall(files.get("text/edition.txt", b"").decode().casefold()))
    wanted: Counter[str] = Counter()
    for letter in tei.iter(f"{_T}div"):
        if letter.get("type") != "letter":
            continue
        words = Counter(_WORD.findall("".join(_read(letter)).casefold()))
        wanted += words
        page = files.get(f"html/letters/{letter.get(_ID)}.html")
        if page is None:
            yield f"{letter.get(_ID)} has no page"
            continue
        lost = words - Counter(_WORD.findall("".join(_Page(page).text).casefold()))
        if lost:
            yield f"{letter.get(_ID)}: its page lacks {sorted(lost)[:5]}"
    if lost := {word for word in wanted if word not in plain}:
        yield f"the plain text lacks {sorted(lost)[:5]}"


#: Elements that a word may begin or end in.
_INLINE = frozenset(
    ("hi", "emph", "foreign", "persName", "placeName", "date", "q", "seg", "name", "rs", "title")
)


def _read(element: ET.Element) -> Iterator[str]:
    """Yield the words that a reader of a letter must find, whole words apart from marks and corrections."""
    left = (f"{_T}choice", f"{_T}fw", f"{_T}note", f"{_T}ref", f"{_T}pb", f"{_T}label")
    edge = "" if element.tag.removeprefix(_T) in _INLINE else " "
    yield edge + (element.text or "")
    for child in element:
        if child.tag == f"{_T}pb" and (not child.get("n") or child.get("break") == "no"):
            pass  # such a page has no words of its own on the site: it may cut a word in two
        elif child.tag in left:
            yield "\0"
        else:
            yield from _read(child)
        yield child.tail or ""
    yield edge
