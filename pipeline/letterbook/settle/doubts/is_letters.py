"""Is the text an edition of letters at all? A novel, a diary, a log file are none, and are refused.

A letter is addressed to somebody: it has a salutation, a close, a heading that says to whom, or a line
that says when it was received or sent. Dates alone make a diary, unless the title page says "letters"; a
name alone on a last line signs a letter only where a date is read too. A novel that quotes a letter is no
edition of it: its text lies outside what is addressed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.problems import Place, Problem, problem
from letterbook.settle.structure.regions import Region
from letterbook.settle.text.letter_parts import Part
from letterbook.words import known

_FEWEST = 0.25  # the share of letters that must be addressed to somebody
_LITTLE = 0.2  # the share of a book's text in such letters, below which they may be quoted in it
_PARTLY = 0.5  # the share of the text of all its letters
_TITLE_LINES = 30  # lines of a title page, and of what a transcriber puts before it
_TITLE = 60  # code points of a line of a title
_WORD = re.compile(r"[^\W\d_]+")


def doubt_letters(found: Found, zoned: Sequence[tuple[Region, Sequence[Part]]]) -> Problem | None:
    """Return the problem that the text is no edition of letters, or None where it is one."""
    place = Place(found.page.source.name)
    if not zoned:
        entries = sum(1 for _ in found.of("letter.head"))
        counts = f"{len(found.page.lines)} lines, {entries} lines that could head one"
        return problem("no-letters", f"no letters were found in this text ({counts})", place)
    spans = [region.span for region, parts in zoned if _is_addressed(found, region, parts)]
    addressed = len(spans)
    if len(zoned) == 1:
        kinds = {part.kind for part in zoned[0][1]}
        if not ({"salute", "headline"} & kinds and {"valediction", "signed", "dateline", "headline"} & kinds):
            message = "one part looks like a letter, but it has no salutation and no close"
            return problem("not-letters", message, place)
    few = addressed == 0 or addressed < _FEWEST * len(zoned) or _is_little(found, spans, zoned)
    if few and not _is_titled(found, zoned):
        message = (
            f"{len(zoned)} parts look like letters, but only {addressed} of them are addressed to anybody "
            "(by a salutation, a close, a signature, a heading that says to whom): this may be a diary, or a "
            "book of chapters"
        )
        return problem("not-letters", message, place)
    return None


def _is_little(found: Found, spans: Sequence[Span], zoned: Sequence[tuple[Region, Sequence[Part]]]) -> bool:
    """Tell whether what is addressed is little of the book's text, and of the text of all its letters."""
    size = _bulk(spans)
    book = len(found.page.source.text) - _bulk(licence.span for licence in found.of("licence"))
    return size < _LITTLE * book and size < _PARTLY * _bulk(region.span for region, _ in zoned)


def _bulk(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _is_titled(found: Found, zoned: Sequence[tuple[Region, Sequence[Part]]]) -> bool:
    """Tell whether the title page calls the book one of letters, and most of these are dated."""
    dated = sum(any(part.kind == "dateline" for part in parts) for _, parts in zoned)
    if 2 * dated <= len(zoned):
        return False
    letters = tuple(known(found.languages, "title_words"))
    fences = [licence.span for licence in found.of("licence")]
    front = [line for line in found.page.lines if line.span.end <= zoned[0][0].span.start]
    titles = [line.text for line in front if not any(fence.holds(line.span) for fence in fences)]
    return any(
        word.endswith(letters)  # "Feldpostbriefe"
        for text in titles[:_TITLE_LINES]
        if len(text) <= _TITLE
        for word in _WORD.findall(text.lower())
    )


def _is_addressed(found: Found, region: Region, parts: Sequence[Part]) -> bool:
    kinds = {part.kind for part in parts}
    first = next((part for part in parts if part.kind == "p"), None)
    if first and "salute.run" in found.kinds(found.line_at(first.span.start)):
        return True
    if {"salute", "valediction", "headline"} & kinds or ({"signed", "label"} & kinds and "dateline" in kinds):
        return True
    head = region.head
    if head is not None and (
        head.value["rest"] == "names" or head.value["prefix"] not in {"", "no", "nr", "n"}
    ):
        return True
    return sum(part.kind == "head" for part in parts) > 1
