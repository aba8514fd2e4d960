"""A file that holds one letter: the letter, what stands beside it, or that nothing is transcribed."""

from __future__ import annotations

from lxml import etree

from letterbook.other_tei.dialects import leave
from letterbook.other_tei.trees import holds_words

_T = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

#: What a division is called that is about the letter, and no part of it.
_ABOUT = frozenset({
    *("comment", "comments", "commentary", "kommentar", "commentaire", "apparatus", "apparat"),
    *("critical-apparatus", "editorial", "introduction", "einleitung", "provenance", "history", "regest"),
    *("regesta", "abstract", "summary", "essay", "description", "envelope", "umschlag"),
})  # fmt: skip
#: How what stands beside the text of a letter is called: the stylesheets show it, a corpus leaves it out.
BESIDE = "beside"
#: How a letter is called whose file has no transcription.
UNTRANSCRIBED = "untranscribed"

#: What may stand in a letter as it is, from around its division.
_LOOSE = frozenset(
    f"{_T}{name}" for name in ("pb", "lb", "cb", "fw", "milestone", "head", "gb", "anchor", "seg")
)


def open_up(letter: etree._Element, inner: etree._Element | None) -> None:
    """Let a letter be what its file holds: the division `inner` in it, and around that what stands beside.

    Everything stays in its order. `letter` is the division made of the whole text.
    """
    if inner is not None:
        own = set(inner.iterdescendants())
        _dissolve(inner, letter)
        _wrap(letter, own)
    for div in letter.iterchildren(f"{_T}div"):
        kind = (div.get("type") or "").lower()
        if kind in _ABOUT:
            div.set("type", f"{BESIDE} {div.get('type')}")


def empty_letter(letter: etree._Element) -> None:
    """Mark a letter that has no transcription."""
    if not holds_words(letter):
        letter.set("subtype", UNTRANSCRIBED)


def _dissolve(inner: etree._Element, letter: etree._Element) -> None:
    """Put the contents of a division, and of those around it up to the letter, in its place."""
    division: etree._Element | None = inner
    while division is not None and division is not letter:
        above = division.getparent()
        if above is None:
            return
        if language := division.get(_LANG):
            for child in division.iterchildren(etree.Element):
                child.set(_LANG, child.get(_LANG) or language)
        if division is not inner and division.get(_ID):
            etree.SubElement(division, f"{_T}anchor").set(_ID, division.get(_ID) or "")
        for child in list(division):
            division.addprevious(child)
        leave(division)
        division = above


def _wrap(letter: etree._Element, own: set[etree._Element]) -> None:
    """Mark the divisions of a letter that are not its own, and give other such blocks a division."""
    division: etree._Element | None = None
    for child in list(letter):
        if child in own or not isinstance(child.tag, str) or child.tag in _LOOSE:
            division = None
        elif child.tag == f"{_T}div":
            division = None
            child.set("type", " ".join(filter(None, (BESIDE, child.get("type")))))
        elif child.tag == f"{_T}note":
            division = None
        else:
            if division is None:
                division = etree.Element(f"{_T}div", type=BESIDE)
                child.addprevious(division)
            division.append(child)
