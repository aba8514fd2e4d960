"""The text of the source as the program understood it: every part named, every finding marked.

The words are those of the source, character for character; what the program says of them stands in
attributes, so that a reader can copy a quotation from the page into decisions.toml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from letterbook.model import (
    Block,
    Call,
    Correction,
    Inline,
    Leaf,
    Letter,
    Node,
    Note,
    PageBreak,
    Skip,
    Source,
    Span,
    leaves,
)
from letterbook.project.decisions_toml import LINES
from letterbook.review.fact import Fact
from letterbook.review.html_markup import Markup, element, escape, join
from letterbook.review.standing import rank_of, standing_of

#: How many of the facts that rest on one passage are named beside it.
_FEW = 6
_HOLDERS = frozenset({"list", "item", "lg", "postscript", "quote", "table", "row", "matter"})
_NAMES = {kind: name for name, kind in LINES.items() if kind != "p"} | {
    "fw": "running head",
    "titlepart": "title page",
    "item": "item",
    "quote": "quotation",
    "lg": "verse",
    "table": "table",
}
_PHRASES = {"note": "remark", "label": "number"}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch that a fact is about (`own`), or rests on."""

    start: int
    end: int
    own: bool
    fact: Fact


class TextWriter:
    """Writes the source with its marks, from the first character to the last.

    `address` gives the link to a fact. `anchors` are the offsets at which the marks begin that were
    written, each with the `page` it stands on; the element there is called "t" and the offset.
    """

    def __init__(self, source: Source, told: Sequence[Fact], address: Callable[[Fact], str]) -> None:
        """Gather what is to be marked."""
        self._source = source
        self._address = address
        self.anchors: dict[int, int] = {}
        self.page = 0
        marks: dict[tuple[Span, bool, str], _Mark] = {}
        for fact in told:
            for span, own in ((fact.span, True), *((why.span, False) for why in fact.reasons)):
                if span and span.start < span.end and (own or span != fact.span):
                    marks.setdefault((span, own, fact.id), _Mark(span.start, span.end, own, fact))
        self._marks = sorted(marks.values(), key=lambda m: (m.start, m.end))
        self._cuts = sorted({at for mark in self._marks for at in (mark.start, mark.end)})
        self._next_mark = self._next_cut = 0
        self._active: list[_Mark] = []

    def write(self, nodes: Sequence[Node], *, inline: bool = False) -> Markup:
        """Write some nodes; they must come in the order of the source."""
        return join(self._node(node, inline=inline) for node in nodes)

    def _node(self, node: Node, *, inline: bool) -> Markup:
        match node:
            case Letter():
                return self.write(node.children, inline=inline)
            case Block():
                holds = node.kind in _HOLDERS
                box = "b" if holds else "b leaf"
                return self._box(node, box, _NAMES.get(node.kind, ""), holds=holds, inline=inline)
            case Note():
                return self._box(node, "b endnote", f"note {node.number}", holds=True, inline=inline)
            case Inline():
                name = _PHRASES.get(node.kind)
                words = self.write(node.children, inline=True)
                return element("span", words, class_="ph", title=name) if name else words
            case _:
                return self._leaf(node)

    def _box(self, node: Block | Note, kind: str, name: str, *, holds: bool, inline: bool) -> Markup:
        """Write a part with its name and the line on which it begins; a phrase where it stands in a line."""
        inside = [leaf.span for leaf in leaves((node,))]
        line = self._source.place(inside[0].start).line if inside else None
        words = self.write(node.children, inline=inline or not holds)
        if inline:
            return element("span", words, class_="ph", title=name or None)
        shown = None if holds and isinstance(node, Block) else line
        return element("div", words, class_=kind, data_is=name or None, data_line=shown)

    # ---------------------------------------------------------------- words

    def _leaf(self, leaf: Leaf) -> Markup:
        words = join(self._pieces(leaf.span))
        match leaf:
            case Skip() if not self._source.quote(leaf.span).isspace():
                return element("span", words, class_="skip", title=f"left out of the text: {leaf.reason}")
            case PageBreak():
                return element("span", words, class_="skip", title=f"the number of page {leaf.n}")
            case Call():
                return element("span", words, class_="call")
            case Correction():
                return element("span", words, class_="fault", data_reads=leaf.reading)
            case _:
                return words

    def _pieces(self, span: Span) -> Iterator[Markup]:
        """Cut a stretch wherever a mark begins or ends, and write each piece with the marks upon it."""
        at = span.start
        while at < span.end:
            while self._next_cut < len(self._cuts) and self._cuts[self._next_cut] <= at:
                self._next_cut += 1
            end = min((span.end, *self._cuts[self._next_cut : self._next_cut + 1]))
            yield self._piece(Span(at, end))
            at = end

    def _piece(self, span: Span) -> Markup:
        while self._next_mark < len(self._marks) and self._marks[self._next_mark].start <= span.start:
            self._active.append(self._marks[self._next_mark])
            self._next_mark += 1
        self._active = [mark for mark in self._active if mark.end > span.start]
        words = escape(self._source.quote(span))
        if not self._active or words.isspace():
            return words
        own = sorted({m.fact.id: m.fact for m in self._active if m.own}.values(), key=rank_of)
        others = sorted({m.fact.id: m.fact for m in self._active if not m.own}.values(), key=rank_of)
        others = [fact for fact in others if fact not in own]
        first = (own or others)[0]
        self.anchors[span.start] = self.page
        return element(
            "a",
            words,
            id=f"t{span.start}",
            href=self._address(first),
            class_=f"m {first.kind} {standing_of(first)}" if own else f"e {first.kind}",
            data_own=" ".join(fact_id(fact) for fact in own) or None,
            data_for=" ".join(fact_id(fact) for fact in others[:_FEW]) or None,
            data_more=len(others) - _FEW if len(others) > _FEW else None,
        )


def fact_id(fact: Fact) -> str:
    """Return a fact's id on the page: its own, with what would break a link written as numbers."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char in "/.-") else f"_{ord(char):x}_"
        for char in fact.id
    )
