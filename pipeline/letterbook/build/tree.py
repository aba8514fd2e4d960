"""Build the edition's tree from the plan of the book. Its leaves tile the source.

The plan says where the parts begin and end. White space between two blocks becomes a skip with its reason.
Of inline findings that overlap, the one that begins first is built; of those that begin together, the more
certain one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from letterbook.model import (
    Act,
    Block,
    Call,
    Correction,
    Decision,
    Edition,
    Entry,
    Finding,
    Inline,
    Letter,
    Node,
    Note,
    PageBreak,
    Skip,
    Source,
    Span,
    Text,
    Tie,
)
from letterbook.model.kinds import CALL, CORRECTION, DATE, HI, PAGE_BREAK, REMARK, SKIP
from letterbook.model.values import Imprint

#: Characters that XML 1.0 cannot hold (section 2.2), and the carriage return, which it would fold.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


class Plan(NamedTuple):
    """A block to be built: its span, its kind (model.BLOCKS), what it holds, and what is known of it.

    `parts` are the blocks inside it; `note` says whose note it is, where it is one (kind "note");
    `letter` likewise (kind "letter"); `lang` is the language of a paragraph that is not that of its letter.
    A block without parts holds words, with inline findings.
    """

    span: Span
    kind: str
    parts: tuple[Plan, ...] = ()
    n: str | None = None
    value: str | None = None
    note: NoteFacts | None = None
    letter: LetterFacts | None = None
    lang: str | None = None


class NoteFacts(NamedTuple):
    """What is known of a note: its key, its number as printed, its place, and the calls of it.

    `letter` and `resp` are the letter to which an editor assigns a note without a call, and the editor.
    `series` tells apart the sets of a book that has several: "numbered", "lettered", "roman" or "starred".
    `hand` is who signs the note, `signed` where.
    """

    key: str
    number: str
    place: str
    calls: tuple[Span, ...]
    mark: Span
    letter: str | None = None
    resp: str = "letterbook"
    series: str = ""
    hand: str = ""
    signed: Span | None = None


class LetterFacts(NamedTuple):
    """What is known of a letter beside its text."""

    key: str
    number: str | None
    sent: Act
    received: Act
    ties: tuple[Tie, ...]
    lang: str | None = None


@dataclass(frozen=True)
class Planned:
    """The plan of the book, the inline findings, and what is known of the edition.

    `notes` says whose the notes inside paragraphs are.
    """

    front: tuple[Plan, ...]
    body: tuple[Plan, ...]
    back: tuple[Plan, ...]
    inlines: tuple[Finding, ...]
    notes: Mapping[Span, NoteFacts] = field(default_factory=dict)
    register: tuple[Entry, ...] = ()
    decisions: tuple[Decision, ...] = ()
    languages: tuple[str, ...] = ("en",)
    title: Span | None = None
    author: Span | None = None
    credit: tuple[tuple[str, Span], ...] = ()
    licence: Span | None = None
    coauthors: tuple[Span, ...] = ()
    imprint: Finding[Imprint] | None = None


def build(source: Source, planned: Planned) -> Edition:
    """Build the tree. Raises ValueError where plans overlap, which is a fault of ours."""
    builder = _Builder(source, planned)
    text_end = len(source.text)
    front_end = planned.body[0].span.start if planned.body else text_end
    body_end = planned.back[0].span.start if planned.back else text_end
    if not planned.body:
        front_end = body_end
    return Edition(
        source=source,
        front=builder.blocks(planned.front, Span(0, front_end)),
        body=builder.blocks(planned.body, Span(front_end, body_end)),
        back=builder.blocks(planned.back, Span(body_end, text_end)),
        register=planned.register,
        decisions=planned.decisions,
        languages=planned.languages,
        title=planned.title,
        author=planned.author,
        credit=planned.credit,
        licence=planned.licence,
        coauthors=planned.coauthors,
        imprint=planned.imprint,
    )


class _Builder:
    """Builds nodes over one source; it holds the inline findings sorted for looking up."""

    def __init__(self, source: Source, planned: Planned) -> None:
        self._text = source.text
        self._inlines = sorted(
            planned.inlines, key=lambda f: (f.span.start, -f.span.end, -f.confidence, f.kind)
        )
        self._starts = [f.span.start for f in self._inlines]
        self._notes = planned.notes

    def blocks(self, plans: Sequence[Plan], span: Span) -> tuple[Node, ...]:
        """Build blocks in order; between them stands white space only, or text that nobody planned."""
        nodes: list[Node] = []
        at = span.start
        for plan in plans:
            if plan.span.start < at or plan.span.end > span.end:
                message = f"a block at {plan.span} overlaps what stands before it ({at})"
                raise ValueError(message)
            nodes.extend(self._between(Span(at, plan.span.start)))
            nodes.append(self._block(plan))
            at = plan.span.end
        nodes.extend(self._between(Span(at, span.end)))
        return tuple(nodes)

    def _between(self, span: Span) -> Iterator[Node]:
        if span.start == span.end:
            return
        words = self._text[span.start : span.end]
        if not words.strip():
            yield Skip(span, "white space between blocks")
            return
        inside = self._inside(span)
        if {f.kind for f in inside} & {"skip", "page.break"} and self._is_marks(span, inside):
            yield from self._marks(span, inside)
            return
        start = span.start + len(words) - len(words.lstrip())
        end = span.end - (len(words) - len(words.rstrip()))
        yield from self._between(Span(span.start, start))
        yield Block("p", self._words(Span(start, end)))
        yield from self._between(Span(end, span.end))

    def _is_marks(self, span: Span, inside: Sequence[Finding]) -> bool:
        """Tell whether nothing but marks of pages and of emphasis, and white space, stands in a span."""
        at = span.start
        for finding in inside:
            if finding.kind not in {"skip", "page.break"} or self._text[at : finding.span.start].strip():
                return False
            at = max(at, finding.span.end)
        return not self._text[at : span.end].strip()

    def _marks(self, span: Span, inside: Sequence[Finding]) -> Iterator[Node]:
        at = span.start
        for finding in inside:
            if at < finding.span.start:
                yield Skip(Span(at, finding.span.start), "white space between blocks")
            yield from self._inline(finding, ())
            at = finding.span.end
        if at < span.end:
            yield Skip(Span(at, span.end), "white space between blocks")

    def _block(self, plan: Plan) -> Node:
        if plan.letter:
            facts = plan.letter
            children = self.blocks(plan.parts, plan.span)
            return Letter(
                facts.key, facts.number, children, facts.sent, facts.received, facts.ties, facts.lang
            )
        if plan.note:
            mark = plan.note.mark
            label = Inline("label", self._words(mark)) if mark.start < mark.end else None
            rest = self.blocks(plan.parts, Span(mark.end, plan.span.end))
            body = (label, *rest) if label else rest
            return _note(plan.note, body)
        if plan.kind == "pb":
            return PageBreak(plan.span, plan.n or "")
        if plan.parts:
            return Block(plan.kind, self.blocks(plan.parts, plan.span), plan.n, plan.value)
        # what a block is needs not be said of its words again: a running head is not one within one
        inside = [finding for finding in self._inside(plan.span) if finding.kind != plan.kind]
        return Block(plan.kind, tuple(self._phrase(plan.span, inside)), plan.n, plan.value, plan.lang)

    def _words(self, span: Span) -> tuple[Node, ...]:
        return tuple(self._phrase(span, self._inside(span)))

    def _inside(self, span: Span) -> list[Finding]:
        low = bisect_left(self._starts, span.start)
        high = bisect_left(self._starts, span.end)
        return [f for f in self._inlines[low:high] if f.span.end <= span.end]

    def _phrase(self, span: Span, findings: Sequence[Finding]) -> Iterator[Node]:
        at = span.start
        i = 0
        while i < len(findings):
            finding = findings[i]
            i += 1
            if finding.span.start < at:
                continue  # it overlaps a surer one
            inner = []
            while i < len(findings) and findings[i].span.start < finding.span.end:
                same = findings[i].span == finding.span and "hi" not in {findings[i].kind, finding.kind}
                if findings[i].span.end <= finding.span.end and not same:
                    inner.append(findings[i])
                i += 1
            yield from self._plain(Span(at, finding.span.start))
            yield from self._inline(finding, inner)
            at = finding.span.end
        yield from self._plain(Span(at, span.end))

    def _inline(self, finding: Finding, inner: Sequence[Finding]) -> Iterator[Node]:
        span = finding.span
        resp = finding.by or "letterbook"
        if call := CALL.read(finding):
            yield Call(span, call.value.note, call.value.cert, resp, call.value.meant_note or None)
        elif fault := CORRECTION.read(finding):
            yield Correction(span, fault.value.reading, fault.value.cert, finding.rule, finding.because, resp)
        elif page := PAGE_BREAK.read(finding):
            yield PageBreak(span, page.value.n, page.value.facs)
        elif left := SKIP.read(finding):
            yield Skip(span, left.value.reason)
        elif date := DATE.read(finding):
            yield Inline("date", tuple(self._phrase(span, inner)), when=date.value)
        elif finding.kind == "paragraph.label":
            yield Inline("label", tuple(self._phrase(span, inner)))
        elif finding.kind == "note":
            facts = self._notes[span]
            label = Inline(
                "label", tuple(self._phrase(facts.mark, [f for f in inner if facts.mark.holds(f.span)]))
            )
            inner = [f for f in inner if f.span.start >= facts.mark.end]
            words = Block("p", tuple(self._phrase(Span(facts.mark.end, span.end), inner)))
            yield _note(facts, (label, words))
        elif remark := REMARK.read(finding):
            yield Inline("note", tuple(self._phrase(span, inner)), value=remark.value.type)
        else:
            raised = HI.read(finding)
            yield Inline(
                finding.kind, tuple(self._phrase(span, inner)), value=raised.value.rend if raised else None
            )

    def _plain(self, span: Span) -> Iterator[Node]:
        at = span.start
        for unfit in _UNFIT.finditer(self._text, span.start, span.end):
            if unfit.start() > at:
                yield Text(Span(at, unfit.start()))
            reason = "carriage return" if unfit[0] == "\r" else "character that XML cannot hold"
            yield Skip(Span(unfit.start(), unfit.end()), reason)
            at = unfit.end()
        if span.end > at:
            yield Text(Span(at, span.end))


def _note(facts: NoteFacts, children: tuple[Node, ...]) -> Note:
    return Note(
        facts.key,
        facts.number,
        facts.place,
        children,
        facts.calls,
        facts.letter,
        facts.resp,
        facts.series,
        facts.hand,
        facts.signed,
    )
