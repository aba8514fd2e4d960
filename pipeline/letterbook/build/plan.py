"""Plan the book: which block stands where, from the regions, the notes and the parts of the letters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from letterbook.build.apart import apart
from letterbook.build.shapes import in_quotations, note_parts, outer, shape_plan
from letterbook.build.tongues import language_at
from letterbook.build.tree import LetterFacts, NoteFacts, Plan, Planned
from letterbook.detect.found import Found
from letterbook.model import Act, Finding, Span
from letterbook.model.kinds import PAGE_BREAK, PRINT_QUOTE
from letterbook.model.values import Label
from letterbook.read.page import Paragraph
from letterbook.settle.dates.judge import Dating
from letterbook.settle.letter_lines import Parties
from letterbook.settle.notes.numbering import PrintedNote
from letterbook.settle.notes.signed import signature_of
from letterbook.settle.settled import Settled
from letterbook.settle.structure.front_matter import Divided, MatterPart, divide
from letterbook.settle.structure.regions import Region
from letterbook.settle.text.flow import Asides
from letterbook.settle.text.letter_parts import Part, cut
from letterbook.settle.text.verse_and_tables import find_shapes, indent_of

#: What the notes of a set are called in TEI, where a book has several.
ANNOTATION = "annotation"  # the @type of notes that no mark calls, but a page, a line or a lemma
_SERIES = {"figure": "numbered", "letter": "lettered", "roman": "roman", "sign": "starred"}
#: Kinds of block of which several in a row are one.
_GATHERED = frozenset({"item", "address"})


def plan(settled: Settled) -> Planned:
    """Plan the book: which block stands where, and what stands inside paragraphs."""
    planner = _Planner(settled)
    front = settled.front
    before, letters, back = planner.front(), planner.body(), apart(planner.back())
    body = apart(letters, back[0].span.start if back else None)
    return Planned(
        front=apart(before, body[0].span.start if body else None),
        body=body,
        back=back,
        inlines=(*settled.inlines, *planner.inside),
        notes=planner.inside_facts(),
        register=settled.register,
        decisions=settled.decisions,
        languages=settled.found.languages,
        title=front.title,
        author=front.author,
        credit=front.credit,
        licence=front.licence,
        coauthors=front.coauthors,
        imprint=front.imprint,
    )


@dataclass(frozen=True)
class _Planner:
    """Plans front, body and back from what the judges kept."""

    settled: Settled

    @property
    def _found(self) -> Found:
        return self.settled.found

    @property
    def _asides(self) -> Asides:
        return self.settled.asides

    @cached_property
    def _parts(self) -> Mapping[Span, tuple[Part, ...]]:
        return {region.span: parts for region, parts in self.settled.parts_by_letter}

    @cached_property
    def _label_at(self) -> Mapping[int, Finding[Label]]:
        return {label.span.start: label for label in self.settled.labels}

    @cached_property
    def _called(self) -> Mapping[tuple[str, int], list[Span]]:
        called: dict[tuple[str, int], list[Span]] = {}
        for call in self.settled.calls:
            called.setdefault((call.value.scope, call.value.rank), []).append(call.span)
        return called

    @cached_property
    def _divided(self) -> Divided:
        return divide(self.settled.structure)

    # ---------------------------------------------------------------- front and back

    @cached_property
    def _opening(self) -> tuple[Plan, ...]:
        return tuple(map(_matter, self.settled.front.parts))

    @cached_property
    def _closing(self) -> tuple[Plan, ...]:
        return tuple(map(_matter, self.settled.back.parts))

    def front(self) -> tuple[Plan, ...]:
        """Plan what stands before the first letter."""
        licences = [self._licence(r) for r in self._divided.front if r.kind == "licence"]
        span = (
            Span(self._divided.front[0].span.start, self._divided.front[-1].span.end)
            if self._divided.front
            else Span(0, 0)
        )
        return self._with_notes([*licences, *self._opening], span)

    def back(self) -> tuple[Plan, ...]:
        """Plan what stands behind the last letter."""
        plans: list[Plan] = []
        tail = self._tail
        span = Span(self._divided.body[-1].span.end, self._divided.body[-1].span.end)
        if tail is not None:
            plans.append(tail)
            span = Span(tail.span.start, span.end)
        for region in self._divided.back:
            span = Span(span.start, region.span.end)
            if region.kind == "licence":
                plans.append(self._licence(region))
        plans += self._closing
        if not self._divided.back:
            return tuple(plans)
        return self._with_notes(
            plans, Span(self._divided.back[0].span.start, self._divided.back[-1].span.end)
        )

    def _licence(self, region: Region) -> Plan:
        parts = tuple(Plan(p.span, "p") for p in cut(self._found, region.span))
        return Plan(outer(parts), "matter", parts, value="licence")

    def _with_notes(self, plans: Sequence[Plan], span: Span) -> tuple[Plan, ...]:
        """Put the notes that stand in front or back matter where they stand."""
        extra = list(self._note_plans(span))
        if not extra:
            return tuple(sorted(plans, key=lambda p: p.span))
        out: list[Plan] = []
        ordered = sorted(plans, key=lambda p: p.span)
        for i, plan in enumerate(ordered):
            end = ordered[i + 1].span.start if i + 1 < len(ordered) else span.end
            mine = [e for e in extra if plan.span.start <= e.span.start < end]
            extra = [e for e in extra if e not in mine]
            if mine:
                parts = tuple(sorted([*plan.parts, *mine], key=lambda p: p.span))
                plan = plan._replace(parts=parts, span=outer(parts))  # noqa: PLW2901 (the same plan, grown)
            out.append(plan)
        if extra:
            out.append(Plan(outer(extra), "matter", tuple(extra), value="notes"))
        return tuple(sorted(out, key=lambda p: p.span))

    # ---------------------------------------------------------------- letters

    def body(self) -> tuple[Plan, ...]:
        """Plan the letters, and the matter between them."""
        dating, parties = self.settled.dating, self.settled.parties
        plans: list[Plan] = []
        for region in self._divided.body:
            if region.kind == "letter":
                facts = _facts(
                    region,
                    dating[region.key],
                    parties.get(region.key, Parties()),
                    self._foreign(region),
                )
                plans.append(self._letter(region, facts))
            elif region.kind == "licence":
                plans.append(self._licence(region))
            else:
                words = [Plan(p.span, "p") for p in self._matter_paragraphs[region.span]]
                parts = sorted([*words, *self._note_plans(region.span)], key=lambda p: p.span)
                if parts:
                    plans.append(Plan(outer(parts), "matter", tuple(parts), value="part"))
        return tuple(plans)

    @cached_property
    def _matter_paragraphs(self) -> Mapping[Span, list[Paragraph]]:
        """Return the paragraphs of the matter between letters, by its span."""
        between = [r for r in self._divided.body if r.kind not in {"letter", "licence"}]
        return {r.span: self._asides.flow(self._found, r.span) for r in between}

    def _foreign(self, region: Region) -> str | None:
        """Return the language of a letter if it is another than the book's main one."""
        return self._found.tongues.foreign(region.span.start, region.span.end)

    def _in_tongue(self, plan: Plan, home: str) -> Plan:
        """Return the plan of a paragraph with its language where that is plainly another than `home`."""
        if plan.kind != "p" or plan.parts:
            return plan
        said = language_at(self._found.page.source, plan.span, home)
        return plan._replace(lang=said) if said else plan

    def _letter(self, region: Region, facts: LetterFacts) -> Plan:
        end = region.span.end
        tail = self._tail
        if tail is not None and region is self._divided.body[-1]:
            end = tail.span.start
        home = facts.lang or self._found.languages[0]
        blocks = [self._in_tongue(plan, home) for plan in self._blocks(self._parts[region.span])]
        quoted = [one.span for one in self._found.of(PRINT_QUOTE, region.span)]
        blocks = in_quotations(blocks, quoted) if quoted else blocks
        parts = _interleaved(blocks, self._note_plans(Span(region.span.start, end)))
        return Plan(outer(parts) if parts else region.span, "letter", tuple(parts), letter=facts)

    def _blocks(self, parts: Sequence[Part]) -> Iterator[Plan]:
        """Yield the plans of a letter's parts; items become one list, the lines of an address one address."""
        plans = (part if isinstance(part, Plan) else self._block(part) for part in self._shaped(parts))
        for kind, run in groupby(plans, key=lambda plan: plan.kind if plan.kind in _GATHERED else ""):
            mine = tuple(run)
            if kind == "item":
                yield Plan(outer(mine), "list", mine, value="numbered")
            elif kind == "address" and len(mine) > 1:
                yield Plan(outer(mine), "address", tuple(plan._replace(kind="p") for plan in mine))
            else:
                yield from mine

    def _block(self, part: Part) -> Plan:
        label = self._label_at.get(part.span.start) if part.kind == "p" else None
        if label is None:
            inner = (Plan(part.span, "p"),) if part.kind == "postscript" else ()
            return Plan(part.span, part.kind, inner)
        return Plan(part.span, "item" if label.value.form == "item" else "p", n=label.value.n)

    def _shaped(self, parts: Sequence[Part]) -> Iterator[Part | Plan]:
        """Yield the parts, with verse and tables among the paragraphs planned as such."""
        plain = [p.paragraph for p in parts if p.kind == "p" and p.span.start not in self._label_at]
        lines = [line for paragraph in plain for line in paragraph.lines]
        starts, ends = {p.span.start for p in plain}, {p.span.end for p in plain}
        planned: dict[int, Plan] = {}
        for kind, run in find_shapes(self._found, lines):
            if run[0].span.start in starts and run[-1].span.end in ends:
                planned[run[0].span.start] = shape_plan(kind, run)
        reached = 0
        for part in parts:
            if plan := planned.get(part.span.start):
                reached = plan.span.end
                yield plan
            elif part.span.start >= reached:
                yield part

    # ---------------------------------------------------------------- notes

    @cached_property
    def _tail(self) -> Plan | None:
        """Plan the notes at the end of the book, where they follow the last letter in its region."""
        last = self._divided.body[-1]
        sections = [s for s in self._asides.notes.sections if last.span.holds(s.span) and s.tail]
        if not sections:
            return None
        span = Span(sections[0].span.start, last.span.end)
        loose = [Plan(p.span, "p") for t in self._asides.texts_of(span) for p in cut(self._found, t)]
        parts = tuple(sorted([*loose, *self._note_plans(span)], key=lambda p: p.span))
        return Plan(outer(parts), "matter", parts, value="notes")

    def _note_plans(self, span: Span) -> Iterator[Plan]:
        """Yield what stands aside between the blocks of a span: notes, titles above them, pages' marks."""
        low = bisect_left(self._aside, span.start, key=_start)
        high = bisect_left(self._aside, span.end, key=_start)
        for one in self._aside[low:high]:
            if not span.holds(one.span):
                continue
            if isinstance(one, PrintedNote):
                if not self._is_inside(one.span):
                    yield self._note(one)
            elif one.kind in {PAGE_BREAK, "fw"}:
                if not self._is_inside(one.span) and not self._is_in_note(one.span):
                    page = PAGE_BREAK.read(one)
                    yield Plan(one.span, "pb", n=page.value.n) if page else Plan(one.span, "fw")
            else:
                yield Plan(one.span, "fw", value="notes")

    @cached_property
    def _aside(self) -> tuple[PrintedNote | Finding, ...]:
        """Return the notes, the titles above them, and the pages' marks, in order."""
        titles = [s.title for s in self._asides.notes.sections if s.title]
        return tuple(
            sorted([*self._asides.notes.notes, *titles, *self._asides.pages], key=lambda one: one.span)
        )

    @cached_property
    def _paragraphs(self) -> tuple[Span, ...]:
        matter = (p.span for plan in (*self._opening, *self._closing) for p in plan.parts)
        between = (p.span for rest in self._matter_paragraphs.values() for p in rest)
        letters = (part.span for parts in self._parts.values() for part in parts)
        return tuple(sorted([*letters, *between, *matter]))

    def _is_inside(self, span: Span) -> bool:
        """Tell whether a span lies inside a paragraph of a letter."""
        at = bisect_right(self._paragraphs, span.start, key=lambda s: s.start) - 1
        return at >= 0 and self._paragraphs[at].holds(span)

    @cached_property
    def _note_spans(self) -> tuple[Span, ...]:
        return tuple(sorted(note.span for note in self._asides.notes.notes))

    def _is_in_note(self, span: Span) -> bool:
        """Tell whether a page's mark stands among the words of a note."""
        at = bisect_right(self._note_spans, span.start, key=lambda s: s.start) - 1
        return at >= 0 and self._note_spans[at].holds(span)

    @cached_property
    def inside(self) -> tuple[Finding, ...]:
        """Return the notes that a page's foot, or a bracket, put inside a paragraph."""
        return tuple(
            Finding("note", note.span, note.opening.rule, note.opening.confidence)
            for note in self._asides.notes.notes
            if self._is_inside(note.span)
        )

    def inside_facts(self) -> Mapping[Span, NoteFacts]:
        """Return what is known of the notes inside paragraphs, by their span."""
        return {
            note.span: self._note_facts(note)
            for note in self._asides.notes.notes
            if self._is_inside(note.span)
        }

    @cached_property
    def _keys(self) -> Mapping[tuple[str, int], str]:
        return self._asides.notes.keys()

    def _note_facts(self, note: PrintedNote) -> NoteFacts:
        mark = note.opening.span
        mark = Span(mark.start, mark.start + len(self._found.page.source.quote(mark).rstrip()))
        calls = tuple(self._called.get((note.scope, note.rank), ()))
        key = self._keys[note.scope, note.rank]
        value = note.opening.value
        letter, resp = self.settled.assigned.get(key, (value.letter, "letterbook"))
        number = value.number
        series = _SERIES[note.family] if number and len(self._families) > 1 else ""
        if value.ref:
            number, series = value.ref, ANNOTATION
        hand, signed = signature_of(self._found, note) or ("", None)
        return NoteFacts(key, number, note.place, calls, mark, letter, resp, series, hand, signed)

    @cached_property
    def _families(self) -> frozenset[str]:
        """Return what the book's notes are numbered by: figures, letters, signs."""
        return frozenset(n.family for n in self._asides.notes.notes if n.opening.value.number)

    def _note(self, note: PrintedNote) -> Plan:
        words = Span(note.opening.span.end, note.span.end)
        mine = self.settled.note_paragraphs[note.span]
        parts = note_parts(self._found, mine, words, self._note_indent)
        home = self._found.languages[0]
        told = tuple(self._in_tongue(part, home) for part in parts)
        return Plan(note.span, "note", told, note=self._note_facts(note))

    @cached_property
    def _note_indent(self) -> int:
        """Return how far the words of most notes are set in."""
        indents = Counter(indent_of(self._found, n.opening.span.end) for n in self._asides.notes.notes)
        return min(indents, key=lambda one: (-indents[one], one), default=0)


def _matter(part: MatterPart) -> Plan:
    first = "head" if part.headed else part.block
    blocks = tuple(Plan(span, part.block if i else first) for i, span in enumerate(part.paragraphs))
    return Plan(outer(blocks), "matter", blocks, value=part.kind)


def _interleaved(blocks: Sequence[Plan], asides: Iterable[Plan]) -> list[Plan]:
    """Put what stands aside between the blocks, or into the list whose items it parts."""
    out = list(blocks)
    starts = [block.span.start for block in blocks]
    loose: list[Plan] = []
    for aside in asides:
        at = bisect_right(starts, aside.span.start) - 1
        if at >= 0 and out[at].parts and out[at].span.holds(aside.span):
            inner = tuple(sorted([*out[at].parts, aside], key=lambda p: p.span))
            out[at] = out[at]._replace(parts=inner)
        else:
            loose.append(aside)
    return sorted([*out, *loose], key=lambda p: p.span)


def _start(one: PrintedNote | Finding) -> int:
    return one.span.start


def _facts(region: Region, dating: Dating, parties: Parties, language: str | None) -> LetterFacts:
    sent = dating.sent or ((parties.sent_by,) if parties.sent_by else ())
    return LetterFacts(
        region.key,
        region.number,
        Act(parties.senders, dating.place, sent),
        Act(parties.recipients, None, dating.received),
        parties.ties,
        language,
    )
