"""Print how a book is read in two forms, as text and as a web page.

    python benchmarks/forms.py BOOK.txt BOOK.html [ANOTHER.txt ANOTHER.html ...] [--gold FOLDER]

Each pair is built without any configuration, by the model of structure that has not seen the book. The first
row of a book is its text, the second its page. With --gold, FOLDER/NAME/gold.json scores letters, dates and
parties of both (gold/README.md; NAME is the folder that the text lies in, offsets are those of the text).
`calls` are scored against the links of the page: those that lead from a mark to a note which leads back, or
whose class says that they are such, found here and by nothing of letterbook's. A call is right where a `ref`
with the same words before it leads to a note with the same words: so links are free gold for the text, too.
--show N prints the first calls that were missed.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from lxml import etree, html
from printed_volumes import choose_model, scorer

from letterbook import stages
from letterbook.problems import Refused
from letterbook.project.letterbook_toml import load

_T = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
#: So many letters before a call, and so many of the note, say which call it is.
_BEFORE, _OF_NOTE = 24, 16
_MARK = re.compile(r"\W*(?:\d{1,4}[a-z]?|[a-z]|[ivxlc]{1,6}|[*†‡§¶‖]{1,4})\W*", re.IGNORECASE)
_CLASSES = re.compile(r"fnanchor|footnote|noteref|fn-?ref", re.IGNORECASE)
_BLOCKS = ("p", "div", "li", "dd", "td", "blockquote", "body")
_MEASURES = ("letters", "dates", "senders", "recipients", "places", "notes")


class Tie(NamedTuple):
    """A call and its note: the last letters before the one, and the first of the other."""

    before: str
    note: str


def _squeezed(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", words).casefold() if c.isalnum())


# ------------------------------------------------------------------ the links of a page


def ties_of_page(data: bytes) -> list[Tie]:
    """Return the calls of a page by its links."""
    root = html.document_fromstring(data)
    for one in [*root.iter("head", "script", "style", etree.Comment)]:
        one.drop_tree()
    for one in [*root.iter("span")]:  # numbers of pages are no words of the text
        if re.search(r"page-?num", one.get("class") or "", re.IGNORECASE):
            one.drop_tree()
    order = {one: n for n, one in enumerate(root.iter())}
    places: dict[str, etree._Element] = {}
    for one in order:
        for name in (one.get("id"), one.get("name")):
            if name:
                places.setdefault(name, one)
    found = []
    for link in root.iter("a"):
        target = places.get((link.get("href") or "").partition("#")[2])
        if target is None or order[target] < order[link] or not _MARK.fullmatch(link.text_content().strip()):
            continue
        block = next((one for one in (target, *target.iterancestors()) if one.tag in _BLOCKS), target)
        if not (_leads_back(block, link) or _CLASSES.search(link.get("class") or "")):
            continue
        found.append(Tie(_before(link), _first(block, link)))
    return found


def _leads_back(block: etree._Element, link: etree._Element) -> bool:
    own = {link.get("id"), link.get("name")}
    for near in (link.getparent(), link.getprevious(), *link):
        own |= {near.get("id"), near.get("name")} if near is not None else set()
    backs = {(one.get("href") or "").partition("#")[2] for one in block.iter("a")}
    return bool((own - {None}) & backs)


def _before(link: etree._Element) -> str:
    """Return the letters before a link, marks of other notes left out."""
    said = ""
    node = link
    while len(_squeezed(said)) < _BEFORE and node is not None:
        before = node.getprevious()
        if before is None:
            node = node.getparent()
            said = (node.text or "" if node is not None else "") + said
            continue
        node = before
        said = _unmarked(node) + (node.tail or "") + said
    return _squeezed(said)[-_BEFORE:]


def _unmarked(node: etree._Element) -> str:
    """Return the words of an element without the marks of notes."""
    if not isinstance(node.tag, str) or (node.tag == "a" and _MARK.fullmatch(node.text_content().strip())):
        return ""
    return (node.text or "") + "".join(_unmarked(one) + (one.tail or "") for one in node)


def _first(block: etree._Element, link: etree._Element) -> str:
    mark, words = link.text_content().strip(" \n[]().,;:"), block.text_content()
    while len(_squeezed(words)) < _OF_NOTE and (block := block.getnext()) is not None:
        words += block.text_content()
    words = re.sub(rf"^\W*(?:footnote\s*\W*)?{re.escape(mark)}", "", words, flags=re.IGNORECASE)
    return _squeezed(words)[:_OF_NOTE]


# ------------------------------------------------------------------ the calls of an edition


def ties_of_edition(data: bytes) -> list[Tie]:
    """Return the calls of an edition."""
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    notes = {one.get(_ID): _squeezed("".join(_read(one)))[:_OF_NOTE] for one in root.iter(f"{_T}note")}
    text = root.find(f"{_T}text")
    found = []
    said = ""
    for piece in _walk(text):
        if isinstance(piece, str):
            said = (said + _squeezed(piece))[-_BEFORE:]
        else:
            found.append(Tie(said, notes.get((piece.get("target") or "")[1:], "")))
    return found


def _read(element: etree._Element) -> Iterator[str]:
    return (piece for piece in _walk(element) if isinstance(piece, str))


def _walk(element: etree._Element) -> Iterator[str | etree._Element]:
    """Yield the words of an element, without labels of notes and corrections; and its calls."""
    if not isinstance(element.tag, str) or element.tag in (f"{_T}corr", f"{_T}fw"):
        return
    if element.tag == f"{_T}ref" and element.get("type") == "note":
        yield element
        return
    yield element.text or ""
    for child in element:
        if not (child.tag == f"{_T}label" and element.tag == f"{_T}note"):
            yield from _walk(child)
        yield child.tail or ""


def compared(wanted: Iterable[Tie], found: Iterable[Tie]) -> tuple[list[Tie], int, int]:
    """Return the calls that were missed, how many were found, and how many were found beside them."""
    have = Counter(found)
    missed = []
    right = 0
    for tie in wanted:
        near = next((one for one in have if have[one] and _same(tie, one)), None)
        if near is None:
            missed.append(tie)
            continue
        have[near] -= 1
        right += 1
    return missed, right, sum(have.values())


def _same(one: Tie, other: Tie) -> bool:
    return one == other or (
        one.before[-8:] == other.before[-8:]
        and one.note[-8:] == other.note[-8:]
        and one.note[:4] == other.note[:4]
    )


# ------------------------------------------------------------------ the table


def _tei(path: Path) -> bytes:
    try:
        project = load(path).value
        edition, _ = stages.understand(project)
        return stages.serialise(stages.encode(edition, project)[0].root)
    except Refused as refused:
        print(f"{path}: {refused}", file=sys.stderr)
        return f'<TEI xmlns="{_T[1:-1]}"><text><body/></text></TEI>'.encode()


def row(name: str, form: str, path: Path, text: Path, gold: Path | None, ties: list[Tie], show: int) -> str:
    """Build one form of a book, and return its row."""
    data = _tei(path)
    cells = []
    if gold is not None and gold.is_file():
        with tempfile.TemporaryDirectory() as folder:
            edition = Path(folder) / "edition.xml"
            edition.write_bytes(data)
            scores = scorer().compare(edition, text, gold).score()
        cells = [_cell(scores.get(kind, {})) for kind in _MEASURES]
    missed, right, more = compared(ties, ties_of_edition(data))
    share = f"{right / len(ties):.4f}" if ties else "-"
    for tie in missed[:show]:
        print(f"    missed: {tie.before!r} -> {tie.note!r}")
    told = " ".join(f"{cell:>7}" for cell in cells)
    return f"{name:18} {form:5} {told} {share:>8} {right:5}/{len(ties):<5} {more:5}"


def _cell(score: Mapping[str, float]) -> str:
    value = score.get("f1", score.get("rate"))
    return "-" if value is None else f"{value:.3f}"


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options.add_argument("--gold", type=Path, metavar="FOLDER")
    options.add_argument("--show", type=int, default=0, metavar="N")
    asked = options.parse_args()
    heads = _MEASURES if asked.gold else ()
    titles = " ".join(f"{head[:7]:>7}" for head in heads)
    print(f"{'book':18} {'form':5} {titles} {'calls':>8} {'of links':>11} {'more':>5}")
    for text, page in zip(asked.files[::2], asked.files[1::2], strict=True):
        name = text.resolve().parent.name
        choose_model(name)
        gold = asked.gold / name / "gold.json" if asked.gold else None
        ties = ties_of_page(page.read_bytes())
        for form, path in (("text", text), ("page", page)):
            print(row(name, form, path, text, gold, ties, asked.show), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
