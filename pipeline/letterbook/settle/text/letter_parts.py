"""Classify the lines of a letter: header lines, datelines, salutation, prose, close.

A line that could be a dateline or a salutation is one only where a letter has them: between its
heading and its first paragraph of prose, or behind its last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.read.page import Paragraph, paragraphs
from letterbook.settle.structure.regions import Region
from letterbook.settle.text.closes import close
from letterbook.settle.text.line_looks import Part, is_sidenote, quoted
from letterbook.settle.text.openings import open_letter
from letterbook.values.dates.among_words import find_in_line
from letterbook.values.dates.plain import plain

__all__ = ["Part", "cut", "find_parts_of_letter", "find_parts_of_letters"]


#: The number of a house and a street: no stop stands behind it.
_STREET = re.compile(r"\d{1,3},?\s+[^\W\d_]+\s+[^\W\d_]+")

#: The letters of a book, each with its paragraphs.
PartsByLetter = tuple[tuple[Region, tuple[Part, ...]], ...]


def cut(found: Found, span: Span) -> list[Paragraph]:
    """Cut a span of the source into paragraphs; a line that lies partly outside is clipped."""
    lines = [
        line.within(span)
        for line in found.page.lines[found.line_at(span.start) : found.line_at(span.end - 1) + 1]
        if line.span.meets(span)
    ]
    whole = [line for line in lines if line.text]
    return paragraphs(whole, found.page.width, wrapped=found.page.wrapped)


def find_parts_of_letters(
    found: Found, letters: Sequence[Region], flowing: Sequence[Sequence[Paragraph]]
) -> list[tuple[Part, ...]]:
    """Classify each paragraph of each letter. `flowing` are their paragraphs, without the notes."""
    return [find_parts_of_letter(found, region, rest) for region, rest in zip(letters, flowing, strict=True)]


def find_parts_of_letter(found: Found, region: Region, rest: Sequence[Paragraph]) -> tuple[Part, ...]:
    """Classify each paragraph of a letter. `rest` are its paragraphs, without the notes."""
    parts: list[Part] = []
    head = region.head
    at = 0
    for at, paragraph in enumerate(rest):
        if head is None or paragraph.span.start >= head.span.end:
            break
        below = rest[at + 1] if at + 1 < len(rest) else None
        parts.append(_part(found, paragraph, _kind_at_head(found, paragraph, head, below)))
    else:
        return tuple(parts)
    rest = rest[at:]
    opened, behind = open_letter(found, region, rest)
    body, closed = close(found, behind)
    parts += opened
    parts += [_body(found, paragraph) for paragraph in body]
    parts += closed
    return tuple(parts)


def _kind_at_head(found: Found, paragraph: Paragraph, head: Finding, below: Paragraph | None) -> str:
    """Return what a paragraph above a letter's number or names is, or the heading itself."""
    if head.span.meets(paragraph.span):
        return "dateline" if _is_dateline(found, paragraph, below) else "head"
    kinds = found.kinds(paragraph.first.index)
    told = next((kind for kind in ("headline", "dateline", "ornament") if kind in kinds), None)
    if told is None and paragraph.span.end <= head.span.start:
        text = plain(found.page.source.quote(paragraph.span)).text
        told = "dateline" if any(one.when.when for one in find_in_line(text, found.context)) else None
    return told or "head"


def _is_dateline(found: Found, paragraph: Paragraph, below: Paragraph | None) -> bool:
    """Tell whether what begins a letter is its dateline: the number of a street heads nothing.

    "296 BEACON STREET, November 17, 1880."; "18 Norton Terrace, N.W.:" above "January 14, 1875.".
    """
    text = found.page.source.quote(paragraph.span)
    dates = [one for kind, one in found.kinds(paragraph.first.index).items() if kind.startswith("dateline")]
    street = _STREET.match(text) is not None
    if any(one.span.holds(paragraph.span) for one in dates):
        return street
    if not street or below is None or below.first.blank or len(paragraph.lines) > 1:
        return False
    return text[-1:] in ",:" and "dateline" in found.kinds(below.first.index)


def _part(found: Found, paragraph: Paragraph, kind: str) -> Part:
    names = {"headline": "headline", "label": "marking", "dateline": "dateline", "salute": "salute"}
    finding = found.kinds(paragraph.first.index).get(names.get(kind, kind))
    return Part(paragraph, kind, finding)


def _body(found: Found, paragraph: Paragraph) -> Part:
    kinds = found.kinds(paragraph.first.index)
    if "ornament" in kinds and kinds["ornament"].span == paragraph.span:
        return Part(paragraph, "ornament", kinds["ornament"])
    return Part(paragraph, "fw" if is_sidenote(quoted(found, paragraph)) else "p")
