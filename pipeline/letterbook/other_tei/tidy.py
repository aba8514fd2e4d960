"""Normalise white space between and inside names, as people who type TEI leave it."""

from __future__ import annotations

import re
from itertools import pairwise

from lxml import etree

_T = "{http://www.tei-c.org/ns/1.0}"

#: The parts of a name that is sorted by the family's.
_FAMILY, _GIVEN = f"{_T}surname", f"{_T}forename"
_PARTS = frozenset(
    f"{_T}{name}" for name in ("surname", "forename", "roleName", "nameLink", "genName", "addName")
)
_WORD = re.compile(r"\w")
_NAMES = tuple(f"{_T}{name}" for name in ("persName", "author", "editor", "name"))
#: Phrases whose last white space is there for the eyes of those who read the code.
_PHRASES = tuple(
    f"{_T}{name}"
    for name in ("persName", "placeName", "orgName", "name", "rs", "date", "title", "choice", "app", "subst")
)
#: Elements that hold blocks alone, and words only by mistake.
FRAMES = frozenset(f"{_T}{name}" for name in ("front", "body", "back", "div", "group", "text"))
#: What stands in a line of words: loose words and these belong together.
_IN_LINES = frozenset(
    f"{_T}{name}"
    for name in (
        *(
            "persName",
            "placeName",
            "orgName",
            "geogName",
            "name",
            "rs",
            "date",
            "time",
            "num",
            "title",
            "term",
        ),
        *("hi", "emph", "foreign", "soCalled", "mentioned", "seg", "ref", "ptr", "anchor", "lb", "pb", "cb"),
        *("choice", "app", "subst", "add", "del", "unclear", "supplied", "gap", "damage", "surplus", "sic"),
        *("corr", "orig", "reg", "abbr", "expan", "space", "handShift", "c", "g", "w", "pc", "note"),
    )
)
#: What stands at the beginning of a paragraph as well as before it.
_BREAKS = frozenset(f"{_T}{name}" for name in ("lb", "pb", "cb", "anchor"))
#: What no white space stands before.
_CLOSING = re.compile(r"[,.;:!?)\]\u2019\u201d]")


def frame(text: etree._Element) -> None:
    """Give words that stand between paragraphs a paragraph, with the names among them."""
    for each in list(text.iter(*FRAMES)):
        if each.tag == f"{_T}text" and each.find(f"{_T}body") is None and each.find(f"{_T}group") is None:
            continue
        _frame(each)


def _frame(frame: etree._Element) -> None:
    loose: etree._Element | None = None
    before: list[etree._Element] = []  # what may stand in a line, and no words yet
    if (frame.text or "").strip():
        loose = etree.Element(f"{_T}ab")
        loose.text, frame.text = frame.text, None
        frame.insert(0, loose)
    for child in [each for each in frame if each is not loose]:
        said = bool((child.tail or "").strip())
        if isinstance(child.tag, str) and child.tag not in _IN_LINES:
            loose, before = None, []
            if said:
                loose = etree.Element(f"{_T}ab")
                loose.text, child.tail = child.tail, None
                child.addnext(loose)
        elif loose is not None:
            loose.append(child)  # with what stands behind it
        elif said:
            loose = etree.Element(f"{_T}ab")
            while before and before[0].tag in _BREAKS:
                del before[0]
            if not before and child.tag in _BREAKS:
                loose.text, child.tail = child.tail, None
                child.addnext(loose)
            else:
                (before or [child])[0].addprevious(loose)
                loose.extend([*before, child])
            before = []
        else:
            before.append(child)


def part_names(within: etree._Element, *, in_text: bool = False) -> None:
    """Put white space between the parts of names that have none: "Grubb, Thomas", "Thomas Grubb".

    `in_text` is what somebody wrote: it gets no comma, and no space where a sign stands.
    """
    for name in within.iter(*_NAMES):
        parts = list(name.iterchildren(etree.Element))
        if len(parts) < 2 or (name.text or "").strip() or any((part.tail or "").strip() for part in parts):  # noqa: PLR2004 (one is whole)
            continue
        if in_text and not all(part.tag in _PARTS for part in parts):
            continue
        inverted = parts[0].tag == _FAMILY and parts[1].tag == _GIVEN and not in_text
        for nth, (part, after) in enumerate(pairwise(parts)):
            if in_text and (
                "".join(part.itertext())[-1:].isspace() or not _WORD.match("".join(after.itertext()))
            ):
                continue
            if "".join(part.itertext()).strip() and "".join(after.itertext()).strip():
                part.tail = ", " if inverted and nth == 0 else part.tail or " "


def close_up(text: etree._Element) -> None:
    """Take the white space before the end of a phrase away, where a comma or the like follows.

    Only white space with the end of a line in it: it is how the code is laid out, not what was written.
    """
    for phrase in text.iter(*_PHRASES):
        if not _CLOSING.match(phrase.tail or ""):
            continue
        last = phrase[-1] if len(phrase) else None
        end = (phrase.text if last is None else last.tail) or ""
        if "\n" in end[len(end.rstrip()) :] and (last is not None or end.strip()):
            if last is None:
                phrase.text = end.rstrip()
            else:
                last.tail = end.rstrip()
