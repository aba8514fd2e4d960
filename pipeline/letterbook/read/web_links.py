"""Find which links of web pages call notes, and where these notes begin.

A call is a link whose words are a mark of a note, to a place further on that begins a block: so a table of
contents whose numbers lead to headings calls nothing, nor do the letters above an index, and a link back from
a note to its call is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from letterbook.read.web_blocks import BLOCKS, HEADINGS, words_in
from letterbook.read.web_print import page_of
from letterbook.words import languages
from letterbook.words.patterns import any_of, phrases

_MARK = re.compile(
    r"(?:[.,;:](?=[\[({]))?[\[({]?\s*(?P<mark>\d{1,4}[a-z]?|[a-z]|[ivxlc]{1,6}|[*†‡§¶‖]{1,4})\s*[\])}]?\.?",
    re.IGNORECASE,
)
_BACK = re.compile(
    rf"[\s↑^←↩⤴\ufe0e\ufe0f]+|[\[(]?(?:{any_of(phrases(languages(), 'note_returns', 'return'))})[\])]?",
    re.IGNORECASE,
)

#: The word that a note may print before its mark: "Note 1: ".
_LABEL = rf"(?i:{any_of(phrases(languages(), 'note_labels', 'note'))})\.?"


class Links(NamedTuple):
    """The calls by their elements, with the key of the note; the notes by the element they begin at.

    A note has its key, and the mark by which it is called where it prints none. `backs` are links that lead
    from a note back to its call, and say no more than that.
    """

    calls: Mapping[etree._Element, str]
    notes: Mapping[etree._Element, tuple[str, str]]
    backs: frozenset[etree._Element]


def mark_of(words: str) -> str:
    """Return the mark of a note that words are, "" where they are more or none."""
    found = _MARK.fullmatch(words.strip())
    return found["mark"] if found else ""


def find_links(pages: Sequence[tuple[str, etree._Element]]) -> Links:
    """Find the calls and notes of some pages, which have their names."""
    order: dict[etree._Element, int] = {}
    places: dict[str, etree._Element] = {}
    for name, root in pages:
        for one in root.iter(etree.Element):
            order[one] = len(order)
            for anchor in (one.get("id"), one.get("name") if one.tag == "a" else None):
                if anchor:
                    places.setdefault(f"{name}#{anchor}", one)
    calls: dict[etree._Element, str] = {}
    notes: dict[etree._Element, tuple[str, str]] = {}
    backs: set[etree._Element] = set()
    for name, root in pages:
        for link, key in _links(name, root):
            target = places.get(key)
            mark = mark_of(words_in(link))
            if target is None or order[target] <= order[link]:
                if target is not None and _BACK.fullmatch(words_in(link)):
                    backs.add(link)
                continue
            block = block_of(target)
            if not mark or not opens_block(target) or _is_title(block):
                continue
            tied = _leads_back(block, key.partition("#")[0], places, link)
            if opens_block(link) and not tied:
                continue
            printed = _prints(block, target, mark)
            if not printed and not tied and (mark.isalpha() or page_of(target, words_in(target)) is not None):
                continue  # an index leads to its letters, and to pages
            calls[link] = key
            notes.setdefault(target, (key, "" if printed else mark))
    looks = {look for look in map(_look, notes) if look[2] or look[3]}  # those of any paragraph tell nothing
    if looks:
        taken = {block_of(target) for target in notes}
        for name, root in pages:
            for one in root.iter("a"):
                anchor = one.get("id") or one.get("name")
                alike = anchor and one not in calls and block_of(one) not in taken and _look(one) in looks
                if alike and opens_block(one):
                    notes[one] = (f"{name}#{anchor}", "")  # a note that nothing calls
    return Links(calls, notes, frozenset(backs))


def _leads_back(
    block: etree._Element, page: str, places: Mapping[str, etree._Element], call: etree._Element
) -> bool:
    """Tell whether a block leads back to a call: to the link, or an anchor before, in or round it."""
    near = [call, *call]
    near += [
        one for one in (call.getprevious(), call.getparent()) if one is not None and one.tag not in BLOCKS
    ]
    return any(places.get(key) in near for _, key in _links(page, block))


def _look(target: etree._Element) -> tuple[str, str, str, bool]:
    """Return how the beginning of a note looks: elements, class, and whether it is a mark."""
    block = block_of(target)
    is_mark = target is not block and bool(mark_of(words_in(target))) and opens_block(target)
    return str(target.tag), str(block.tag), block.get("class") or "", is_mark


def _links(name: str, root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for link in root.iter("a"):
        address = link.get("href") or ""
        page, sign, anchor = address.partition("#")
        if sign and anchor and "//" not in page:
            yield link, f"{unquote(page) or name}#{unquote(anchor)}"


def block_of(element: etree._Element) -> etree._Element:
    """Return the nearest block that an element is or lies in."""
    while element.tag not in BLOCKS and (parent := element.getparent()) is not None:
        element = parent
    return element


def opens_block(element: etree._Element) -> bool:
    """Tell whether no words stand before an element in its block."""
    while element.tag not in BLOCKS and (parent := element.getparent()) is not None:
        if (parent.text or "").strip():
            return False
        for before in element.itersiblings(preceding=True):
            if (before.tail or "").strip() or (isinstance(before.tag, str) and words_in(before)):
                return False
        element = parent
    return True


def _is_title(block: etree._Element) -> bool:
    return block.tag in HEADINGS or any(one.tag in HEADINGS for one in block.iter(etree.Element))


def _prints(block: etree._Element, target: etree._Element, mark: str) -> bool:
    """Tell whether a note begins with the mark that calls it, arrows that lead back left aside."""
    words = words_in(block) if block.tag in ("p", "li", "dd", "td") or target is block else ""
    words = words or words_in(target) + " " + words_in(block)
    words = re.sub(r"^[\s↑^←↩⤴]+", "", words)
    return re.match(rf"[\[({{]?\s*(?:{_LABEL}\s*)?{re.escape(mark)}(?![\w])", words) is not None
