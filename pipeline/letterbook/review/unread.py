"""Tell why a fact is open: the lines of the letter that were not understood, and what they might say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterbook.model import Block, Edition, Letter, Node, Source, Span, leaves
from letterbook.review.quoting import Reason
from letterbook.values.dates.among_words import find_in_line
from letterbook.values.dates.plain import plain
from letterbook.values.dates.reading import Context

#: So many blocks at a letter's beginning and end may hold its date, of so many characters at most.
_FIRST, _LAST, _SHORT = 6, 5, 160
_FIGURES = re.compile(r"(?<!\d)(?:1[0-9]{3}|20[0-9]{2}|[0-3]?[0-9])(?!\d)")
_KINDS = {
    "sender": ("signed", "head", "headline"),
    "recipient": ("salute", "address", "head", "headline"),
    "place": ("dateline",),
}
_NOT_READ = {
    "sender": "does not say for certain who wrote it",
    "recipient": "does not say for certain to whom",
    "place": "names no place that was understood",
}
_NAMES = {
    "signed": "the signature",
    "head": "the heading",
    "headline": "the editor's line",
    "salute": "the salutation",
    "address": "the address",
    "dateline": "the dateline",
}


def why_open(edition: Edition, letter: Letter, kind: str, year: str) -> tuple[list[Reason], list[str]]:
    """Return reasons for a fact that is not known, never none, and what its lines might say.

    `year` is that of the letter before, "" if it is not known: a day without a year may be of it.
    """
    source = edition.source
    blocks = list(_blocks(letter.children))
    if kind in ("sent", "received"):
        reasons, offers = _of_dates(source, blocks, Context(edition.languages, years_alone=True), year)
    else:
        reasons, offers = [], []
        for block in blocks:
            if block.kind in _KINDS.get(kind, ()):
                span = _span(block)
                reasons.append(_reason(source, span, f"{_NAMES[block.kind]} {_NOT_READ[kind]}"))
    if not reasons:
        nothing = (
            "no line of the letter looks like a date" if kind == "sent" else "no line of the letter tells it"
        )
        reasons.append(Reason(nothing))
    return reasons[:3], list(dict.fromkeys(offers))[:3]


def _of_dates(
    source: Source, blocks: Sequence[Block], context: Context, year: str
) -> tuple[list[Reason], list[str]]:
    reasons: list[Reason] = []
    offers: list[str] = []
    near = [*blocks[:_FIRST], *blocks[max(_FIRST, len(blocks) - _LAST) :]]
    for block in near:
        span = _span(block)
        words = source.quote(span)
        if len(words) > _SHORT:
            words = words[:_SHORT].rsplit(None, 1)[0]
            span = Span(span.start, span.start + len(words))
        found = find_in_line(plain(words).text, context)
        values = [value for one in found if (value := _value(one.when.when, one.inherits, year))]
        dated = block.kind == "dateline"
        if values or (dated and words.strip()) or (found and _FIGURES.search(words)):
            reasons.append(_reason(source, span, "this was not read as the letter's date"))
            offers += values
        elif block.kind != "head" and _FIGURES.search(words) and len(words) < _SHORT / 2:
            reasons.append(_reason(source, span, "this has figures, and was not read as a date"))
    return reasons, offers


def _value(when: str | None, inherits: str | None, year: str) -> str:
    if when and when[:1].isdigit() and not inherits:
        return when
    if when and when.startswith("--") and year:
        return f"{year}{when[1:]}"
    return ""


def _reason(source: Source, span: Span, says: str) -> Reason:
    quote = " ".join(source.quote(span).split())
    return Reason(says, quote, source.place(span.start).line, span)


def _blocks(nodes: Sequence[Node]) -> Iterator[Block]:
    for node in nodes:
        if isinstance(node, Block):
            if node.kind in ("address", "quote", "list"):
                yield from _blocks(node.children)
            else:
                yield node


def _span(block: Block) -> Span:
    inside = [leaf.span for leaf in leaves((block,))]
    return Span(inside[0].start, inside[-1].end) if inside else Span(0, 0)
