"""Tie a fact to the source: its place, its words, and the tables of decisions.toml that quote them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from letterbook.model import Evidence, Letter, Note, Source, Span, leaves
from letterbook.review.decision_lines import quote_of

#: Why a fact is held that is read in words of the letter and not certain, where a judge says no more.
READ = "read so, and may mean something else"
#: So many words of a paragraph are quoted to name it.
_WORDS = 5
#: Tables of decisions.toml that confirm, change and reject a fact, each with its keys.
Tables = tuple[Mapping[str, Mapping[str, Any]], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a fact is held: what speaks for it, and the words of the source that do so, if there are any."""

    says: str
    quote: str = ""
    line: int = 0
    span: Span | None = None


class Quoter:
    """Quotes one source."""

    def __init__(self, source: Source) -> None:
        """Take the source that is quoted."""
        self._source = source

    def opening(self, span: Span) -> str:
        """Return the first words behind a place."""
        return " ".join(self._source.text[span.start : span.start + 200].split()[:6])

    def reason(self, evidence: Evidence) -> Reason:
        """Return a piece of evidence with the words that it goes by."""
        if evidence.span is None:
            return Reason(evidence.says)
        quote = " ".join(self._source.quote(evidence.span).split())
        return Reason(evidence.says, quote, self._source.place(evidence.span.start).line, evidence.span)

    def place(self, span: Span, *, bare: bool = False) -> dict[str, Any]:
        """Quote a mark with some words before it, which find it again; `bare`: only where they are needed."""
        line = self._source.place(span.start).line
        own = " ".join(self._source.quote(span).split())
        start = self._source.text.rfind("\n", 0, span.start) + 1
        end = self._source.text.find("\n", span.end)
        if bare and self._source.text.count(own, start, end if end >= 0 else None) == 1:
            return {"quote": own, "line": line}
        return {"quote": quote_of(self._source, span), "line": line}

    def where(self, span: Span) -> str:
        """Return a quote with its line."""
        return f"“{quote_of(self._source, span)}” ({self._source.place(span.start).line})"

    def readings(self, span: Span, reading: str) -> Tables:
        """Return the tables that confirm, change and reject a correction."""
        text = self._source.text
        if self._source.quote(span).split() == reading.split():
            # only white space is corrected: the word behind it shows where
            word = re.compile(r"\s*\S+").match(text, span.end)
            end = word.end() if word else span.end
            span, reading = Span(span.start, end), reading + text[span.end : end]
        place = self.place(span, bare=True)
        before = place["quote"].removesuffix(" ".join(self._source.quote(span).split()))
        return (
            {"correction": {**place, "reading": before + reading}},
            {"correction": {**place, "reading": ""}},
            {"not-correction": place},
        )

    def joined(self, span: Span) -> Tables:
        """Return the tables that join two paragraphs, or hold them apart: the words round the break."""
        second = span.end - len(self._source.quote(span).split()[-1])
        text = self._source.text
        end = text.find("\n", second)
        words = " ".join(text[second : end if end >= 0 else len(text)].split()[:_WORDS])
        first, line = (self._source.place(at).line for at in (span.start, second))
        last = text[span.start : span.end].split()[0]
        before = quote_of(self._source, Span(span.start, span.start + len(last)))
        joining = {"quote": f"{before} {words}", "line": first}
        return {"join": joining}, {}, {"split": {"quote": words, "line": line}}


def first_words(node: Letter | Note) -> Span:
    """Return the first words of a note; of a letter, of which a fact is not said by any words, the place."""
    first = next((leaf.span for leaf in leaves(node.children)), Span(0, 0))
    return first if isinstance(node, Note) else Span(first.start, first.start)


def whole(letter: Letter) -> Span:
    """Return the span of a letter from its first word to its last."""
    inside = [leaf.span for leaf in leaves(letter.children)]
    return Span(inside[0].start, inside[-1].end) if inside else Span(0, 0)
