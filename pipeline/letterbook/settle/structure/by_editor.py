"""Apply the editor's decisions on the structure of the book: letters and other matter, pages, notes.

A decision that says what the judges find by themselves changes nothing. The judges run first without it; they
run again, with the editor's findings among the others, only if something is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from letterbook.detect.found import Found, lay_out
from letterbook.model import Evidence, Finding, Span, Subject, Topic
from letterbook.model.kinds import HEADING, NOTE_BODY, PAGE_BREAK
from letterbook.model.values import Fault, Heading, NoteOpening, PageNumber
from letterbook.settle.editor.bind import Applied, BoundDecision, BoundDecisions, meeting, record, unmet
from letterbook.settle.notes.answered import with_rulings
from letterbook.settle.notes.judge import Notes
from letterbook.settle.structure.judged_limits import RULINGS, Ruling
from letterbook.settle.structure.one_letter import structure_of
from letterbook.settle.structure.regions import Region, Structure, region_index

# ------------------------------------------------------------------ headings


def rule_headings(found: Found, structure: Structure, bound: BoundDecisions) -> tuple[Structure, Applied]:
    """Start letters where the editor says so, and remove headings that the editor rejects.

    A letter whose heading is rejected belongs to what stands before it; matter reaches to the next letter.
    All other letters keep their keys.
    """
    regions = list(structure.regions)
    decisions = []
    for one in bound.on("heading", "not-heading", "matter", "not-matter"):
        if one.ruling.table in ("matter", "not-matter"):
            new = _rule_matter(regions, found, one)
            decisions.append(record(one.ruling, Subject(Topic.MATTER), one.span, new=new))
            continue
        mine = next((i for i, r in enumerate(regions) if r.kind == "letter" and _heads(r, one)), None)
        number = one.ruling.texts.get("number")
        new, dropped = False, []
        if one.ruling.table == "not-heading":
            if mine is not None:
                new, dropped = True, [head for head in [regions[mine].head] if head]
                _merge(regions, mine)
        elif mine is None:
            new = True
            _divide(regions, found, one)
        elif number is not None and number != regions[mine].number:
            new = True
            regions[mine] = _renumbered(regions, regions[mine], one, number)
        decisions.append(record(one.ruling, Subject(Topic.HEADING), one.span, dropped, new=new))
    return structure._replace(regions=tuple(regions)), Applied(tuple(decisions))


def read_around(found: Found, structure: Structure, bound: BoundDecisions) -> tuple[Structure, Applied]:
    """Apply the editor's decisions on letters and other matter, and read the rest of the book around them.

    One corrected heading mends those of its look. A decision that says what was found without it changes
    nothing. Letters that were found without the editor's word keep their keys: other decisions name them by
    these.
    """
    ruled, record_of = rule_headings(found, structure, bound)
    if not (rulings := _rulings(found, structure, bound)):
        return ruled, record_of
    read = structure_of(found, rulings)
    around, _ = rule_headings(found, read._replace(regions=_with_heads(found, read.regions, bound)), bound)
    keys = {region.span.start: region.key for region in ruled.letters()}
    regions = list(around.regions)
    taken = [region for region in ruled.regions if region.kind == "letter"]
    for i, region in enumerate(regions):
        if region.kind != "letter":
            continue
        key = keys.get(region.span.start) or _key([*regions[:i], *taken], region.number, i)
        regions[i] = replace(region, key=key)
    return around._replace(regions=tuple(regions)), record_of


def _with_heads(found: Found, regions: Sequence[Region], bound: BoundDecisions) -> tuple[Region, ...]:
    """Return the regions, each with the line that the editor calls its heading."""
    heads = {head.span.start: head for one in bound.on("heading") for head in (_head(found, one),)}
    return tuple(
        replace(region, head=head, number=head.value.number or region.number)
        if region.kind == "letter" and (head := heads.get(region.span.start))
        else region
        for region in regions
    )


def _rulings(found: Found, structure: Structure, bound: BoundDecisions) -> list[Ruling]:
    """Return what the editor says of single lines, or nothing if all of it was found without the editor."""
    out = []
    is_new = False
    for one in bound.on(*RULINGS):
        table = one.ruling.table
        mine = any(region.kind == "letter" and _heads(region, one) for region in structure.regions)
        inside = structure.regions[region_index(structure.regions, one.span.start)].kind == "letter"
        is_new |= {"heading": not mine, "not-heading": mine, "matter": inside, "not-matter": not inside}[
            table
        ]
        start = _head(found, one).span.start if table == "heading" else _lines(found, one.span).start
        out.append(Ruling(start, *RULINGS[table]))
    return out if is_new else []


def _heads(region: Region, one: BoundDecision) -> bool:
    """Tell whether a decision is about a letter's heading, or about its first words if it has none."""
    head = region.head.span if region.head else Span(region.span.start, region.span.start)
    return head.meets(one.span) or (head.start == head.end and one.span.start <= head.start < one.span.end)


def _merge(regions: list[Region], at: int) -> None:
    """Merge a region into the one before it."""
    gone = regions.pop(at)
    if at == 0:
        regions.insert(0, Region("front", gone.span))
        return
    before = regions[at - 1]
    span = Span(before.span.start, gone.span.end)
    kind = before.kind if before.kind in {"letter", "front", "matter", "back"} else "matter"
    regions[at - 1] = replace(before, kind=kind, span=span)


def _divide(regions: list[Region], found: Found, one: BoundDecision) -> None:
    """Start a letter within a region, at the line on which the quote begins."""
    head = _head(found, one)
    at = region_index(regions, head.span.start)
    whole = regions[at]
    letter = Region("letter", Span(head.span.start, whole.span.end), head, head.value.number or None)
    parts = [replace(letter, key=_key(regions, letter.number, at))]
    if whole.span.start < head.span.start:
        kind = "matter" if whole.kind == "licence" else whole.kind
        parts.insert(0, replace(whole, kind=kind, span=Span(whole.span.start, head.span.start)))
    regions[at : at + 1] = parts


def _rule_matter(regions: list[Region], found: Found, one: BoundDecision) -> bool:
    """Start other matter within a letter, or continue the letter over it; tell whether anything changed."""
    at = region_index(regions, one.span.start)
    whole = regions[at]
    start = _lines(found, one.span).start
    if one.ruling.table == "not-matter":
        before = next((i for i in range(at - 1, -1, -1) if regions[i].kind == "letter"), None)
        if whole.kind == "letter" or before is None:
            return False
        span = Span(regions[before].span.start, whole.span.end)
        regions[before : at + 1] = [replace(regions[before], span=span)]
        return True
    if whole.kind != "letter" or start <= whole.span.start:
        return False
    last = not any(region.kind == "letter" for region in regions[at + 1 :])
    rest = Region("back" if last else "matter", Span(start, whole.span.end))
    regions[at : at + 1] = [replace(whole, span=Span(whole.span.start, start)), rest]
    return True


def _key(regions: Sequence[Region], number: str | None, at: int) -> str:
    """Return a key that no other letter has: the number, or the place among the letters."""
    used = {region.key for region in regions if region.kind == "letter"}
    place = sum(region.kind == "letter" for region in regions[: at + 1])
    name = key = (number or f"n{place + 1}").lower()
    count = 1
    while key in used:
        count += 1
        key = f"{name}-{count}"
    return key


def _renumbered(regions: Sequence[Region], region: Region, one: BoundDecision, number: str) -> Region:
    """Give a letter the number that the editor reads in its heading."""
    others = [other for other in regions if other is not region]
    because = (Evidence(one.span, one.ruling.reason),)
    amended = {"number": number} if number.isdigit() else {}
    return replace(region, number=number, key=_key(others, number, 0), amended=amended, because=because)


def _head(found: Found, one: BoundDecision) -> Finding[Heading]:
    """Make the editor's heading: read as the rules read it, if they do, with the number the editor gives."""
    rival = next(iter(meeting(one.span, list(found.of(HEADING)))), None)
    span = rival.span if rival else _lines(found, one.span)
    value = rival.value if rival else Heading()
    if number := one.ruling.texts.get("number"):
        at = found.page.source.quote(span).find(number)
        printed = Span(span.start + at, span.start + at + len(number)) if at >= 0 else None
        style = "arabic" if printed else "word"
        value = replace(value, number=number, style=style, number_at=value.number_at or printed)
    return one.finding(HEADING, value, span)


def _lines(found: Found, span: Span) -> Span:
    """Return the whole lines on which a span lies."""
    lines = found.page.lines
    return Span(lines[found.line_at(span.start)].span.start, lines[found.line_at(span.end - 1)].span.end)


def sign_heads(bound: BoundDecisions, amended: Sequence[Finding[Fault]]) -> tuple[Finding[Fault], ...]:
    """Make the editor responsible for corrections of headings that the editor renumbered."""
    rulings = [one for one in bound.on("heading") if "number" in one.ruling.texts]
    signed = []
    for correction in amended:
        mine = (one for one in rulings if correction.span.meets(one.span))
        one = next((one for one in mine if correction.value.reading == one.ruling.texts["number"]), None)
        signed.append(replace(correction, by=one.ruling.by) if one else correction)
    return tuple(signed)


# ------------------------------------------------------------------ page numbers and running heads

PAGES = ("page.break", "fw")
Kinds = list[tuple[Span, str, str]]  # lines, what they were and what they are


def rule_pages(found: Found, bound: BoundDecisions) -> tuple[Found, Kinds]:
    """Apply the editor's decisions on which lines are page numbers and running heads."""
    kinds: Kinds = []
    findings = list(found.findings)
    for one in bound.on("line"):
        wanted = one.ruling.texts["is"]
        here = [f for f in findings if f.kind in PAGES and f.span.meets(one.span)]
        if not here and wanted not in PAGES:
            continue
        old = here[0].kind if here else "p"
        kinds.append((one.span, old, wanted))
        if old == wanted:
            continue
        findings = [f for f in findings if f not in here]
        if wanted in PAGES:
            span = _lines(found, one.span)
            findings = [f for f in findings if not (f.span.meets(span) and span.holds(f.span))]
            number = re.search(r"\d+|[ivxlc]+\b", found.page.source.quote(span))
            value = PageNumber(number[0] if number else found.page.source.quote(span))
            findings.append(one.finding(wanted, value if wanted == PAGE_BREAK else None, span))
    changed = any(old != new for _, old, new in kinds)
    return (_with_findings(found, findings) if changed else found), kinds


# ------------------------------------------------------------------ notes


def rule_notes(
    found: Found, structure: Structure, bound: BoundDecisions, find: Callable[[Found, Structure], Notes]
) -> tuple[Found, Notes, Applied]:
    """Find the notes, with those that the editor says begin at a place and without those rejected."""
    notes = find(found, structure)
    rulings = bound.on("note", "not-note")
    if not rulings:
        return found, notes, Applied()
    before = notes
    if not all(_opens(one, before) for one in rulings):
        kept = [f for f in found.findings if f.kind != "note.body" or not any(_at(f, one) for one in rulings)]
        forms = Counter(note.opening.value.form for note in before.notes).most_common(1)
        form = forms[0][0] if forms else "1."
        unmet_ = [one for one in rulings if not _opens(one, before)]
        added = [_opening(found, one, form) for one in unmet_ if one.ruling.table == "note"]
        gone = [
            n.opening
            for n in before.notes
            for one in unmet_
            if one.ruling.table != "note" and _at(n.opening, one)
        ]
        kept += [_opening(found, one, form) for one in rulings if one.ruling.table == "note"]
        found = _with_findings(found, with_rulings(found, kept, gone, added))
        notes = find(found, structure)
    decisions = [
        record(
            one.ruling,
            Subject(Topic.NOTE),
            one.span,
            [n.opening for n in before.notes if _at(n.opening, one)]
            if one.ruling.table == "not-note"
            else (),
            new=not _opens(one, before),
        )
        for one in rulings
    ]
    problems = [
        unmet(one.ruling, "the notes around leave no place") for one in rulings if not _opens(one, notes)
    ]
    return found, notes, Applied(tuple(decisions), tuple(problems))


def _with_findings(found: Found, findings: Sequence[Finding]) -> Found:
    return lay_out(
        found.page,
        found.languages,
        findings,
        context=found.context,
        layout=found.layout,
        spoken=found.spoken,
    )


def _at(opening: Finding, one: BoundDecision) -> bool:
    return one.span.start <= opening.span.start < one.span.end


def _opens(one: BoundDecision, notes: Notes) -> bool:
    here = [note.opening.value.number for note in notes.notes if _at(note.opening, one)]
    return not here if one.ruling.table == "not-note" else one.ruling.texts.get("note") in here


def _opening(found: Found, one: BoundDecision, form: str) -> Finding[NoteOpening]:
    """Return the finding of a note that the editor starts: the quote's first word is its printed mark."""
    text = found.page.source.text
    rival = next((f for f in found.of(NOTE_BODY) if _at(f, one)), None)
    end = one.span.start
    while end < len(text) and not text[end].isspace():
        end += 1
    while end < len(text) and text[end].isspace():
        end += 1
    value = NoteOpening(one.ruling.texts["note"], form)
    return one.finding(NOTE_BODY, value, rival.span if rival else Span(one.span.start, end))
