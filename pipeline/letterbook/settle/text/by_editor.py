"""The editor's rulings on the text: paragraphs, lines, calls and corrections."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from letterbook.detect.found import Found
from letterbook.model import Cert, Decision, Evidence, Finding, Source, Span, Subject, Topic
from letterbook.model.kinds import CALL, CORRECTION
from letterbook.model.values import Fault, NoteCall
from letterbook.problems import Problem, problem
from letterbook.project.decisions_toml import EDITOR
from letterbook.read.page import Line, Paragraph
from letterbook.settle.editor.bind import Applied, BoundDecision, BoundDecisions, meeting, record, unmet
from letterbook.settle.editor.quotes import trimmed
from letterbook.settle.notes.judge import Notes
from letterbook.settle.structure.by_editor import PAGES, Kinds
from letterbook.settle.text.letter_parts import Part

# ------------------------------------------------------------------ paragraphs and lines


def apply_paragraph_decisions(paragraphs: Sequence[Paragraph], bound: BoundDecisions) -> list[Paragraph]:
    """Divide paragraphs where the editor says that one begins, and join those that are said to be one."""
    cuts = {one.span.start for one in bound.on("split")}
    joins = [one.span for one in bound.on("join")]
    lines = [one.span for one in bound.on("line")]
    if not (cuts or joins or lines):
        return list(paragraphs)
    out: list[Paragraph] = []
    for paragraph in paragraphs:
        pieces = list(_cut(paragraph, cuts, lines))
        if out and any(j.start < out[-1].span.end and pieces[0].span.start < j.end for j in joins):
            out[-1] = Paragraph((*out[-1].lines, *pieces.pop(0).lines))
        out += pieces
    return out


def _cut(paragraph: Paragraph, cuts: set[int], alone: Sequence[Span]) -> Iterator[Paragraph]:
    """Cut a paragraph at offsets, and round the lines that stand alone."""
    run: list[Line] = []
    for line in _cut_lines(paragraph.lines, cuts):
        before = run[-1] if run else None
        parted = before and any(span.meets(before.span) != span.meets(line.span) for span in alone)
        if run and (line.span.start in cuts or parted):
            yield Paragraph(tuple(run))
            run = []
        run.append(line)
    yield Paragraph(tuple(run))


def _cut_lines(lines: Sequence[Line], cuts: set[int]) -> Iterator[Line]:
    for line in lines:
        start = line.span.start
        for cut in sorted(at for at in cuts if line.span.start < at < line.span.end):
            words = line.text[start - line.span.start : cut - line.span.start].rstrip()
            yield replace(line, span=Span(start, start + len(words)), text=words)
            start = cut
        yield replace(line, span=Span(start, line.span.end), text=line.text[start - line.span.start :])


def apply_line_decisions(parts: Sequence[Part], found: Found, bound: BoundDecisions) -> tuple[Part, ...]:
    """Give lines of a letter the kind that the editor says."""
    rulings = [one for one in bound.on("line") if one.ruling.texts["is"] not in PAGES]
    return tuple(
        next((_part(part, one, found) for one in rulings if one.span.meets(part.span)), part)
        for part in parts
    )


def _part(part: Part, one: BoundDecision, found: Found) -> Part:
    kind = one.ruling.texts["is"]
    if kind == part.kind:
        return part
    signs = found.kinds(found.line_at(part.span.start))
    sign = next((signs[name] for name in (kind, f"{kind}.loose", "marking") if name in signs), None)
    return Part(part.paragraph, kind, sign if kind in ("dateline", "headline", "label", "salute") else None)


def paragraph_rulings(
    bound: BoundDecisions,
    before: Sequence[Span],
    after: Sequence[Span],
    kinds: Kinds,
) -> Applied:
    """Record the rulings on paragraphs and lines.

    `before` and `after` are the paragraphs without and with them, `kinds` the letters' lines with what they
    were and what they are.
    """
    decisions, problems = [], []
    for one in bound.on("join", "split"):
        old, new = (_stand(one, spans) for spans in (before, after))
        decisions.append(record(one.ruling, Subject(Topic.PARAGRAPH), one.span, new=not old))
        if not new:
            why = "the words stand in no paragraph of a letter or note, or something stands between them"
            problems.append(unmet(one.ruling, why))
    for one in bound.on("line"):
        here = [(old, new) for span, old, new in kinds if span.meets(one.span)]
        decisions.append(
            record(one.ruling, Subject(Topic.LINE), one.span, new=any(old != new for old, new in here))
        )
        if not here:
            problems.append(unmet(one.ruling, "the words stand in no letter"))
    return Applied(tuple(decisions), tuple(problems))


def _stand(one: BoundDecision, paragraphs: Sequence[Span]) -> bool:
    if one.ruling.table == "split":
        return any(span.start == one.span.start for span in paragraphs)
    return any(span.holds(one.span) for span in paragraphs)


# ------------------------------------------------------------------ calls


def rejected_calls(bound: BoundDecisions, calls: Sequence[Finding[NoteCall]]) -> list[Span]:
    """Return the calls found where the editor says that there are none."""
    return [call.span for call in calls if any(call.span.meets(one.spot) for one in bound.on("not-call"))]


def rule_calls(
    bound: BoundDecisions,
    source: Source,
    notes: Notes,
    before: Sequence[Finding[NoteCall]],
    calls: Sequence[Finding[NoteCall]],
) -> tuple[tuple[Finding[NoteCall], ...], Applied]:
    """Add the editor's calls to those found. `before` are the calls found without any ruling."""
    kept = list(calls)
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for one in bound.on("call", "not-call"):
        here = [call for call in before if call.span.meets(one.spot)]
        if one.ruling.table == "not-call":
            decisions.append(record(one.ruling, Subject(Topic.CALL), one.spot, here, new=bool(here)))
            continue
        number = one.ruling.texts.get("note") or source.quote(one.spot).strip("[]().")
        target = _note(notes, number, one, problems)
        sense = one.ruling.texts.get("sense")
        meant = _note(notes, sense, one, problems, "sense") if sense else None
        if target is None or (sense and meant is None):
            continue
        found = next((call for call in kept if call.span.meets(one.spot)), None)
        kept = [call for call in kept if not call.span.meets(one.spot)]
        call = _call(one, found, target, meant)
        same = found is not None and _called(found) == target
        dropped = [found] if found is not None and not same else []
        decisions.append(
            record(one.ruling, Subject(Topic.CALL), call.span, dropped, new=not same or sense is not None)
        )
        kept.append(call)
    return tuple(sorted(kept, key=lambda call: call.span)), Applied(tuple(decisions), tuple(problems))


def _called(call: Finding[NoteCall]) -> tuple[str, int]:
    return call.value.scope, call.value.rank


def _note(
    notes: Notes, name: str, one: BoundDecision, problems: list[Problem], key: str = "note"
) -> tuple[str, int] | None:
    """Find a note by its key or number; of several with one number, the one that may be called here."""
    keys = notes.keys()
    plain = name.strip().casefold()
    exact = [spot for spot, known in keys.items() if known.casefold() == plain]
    alike = [(n.scope, n.rank) for n in notes.notes if n.opening.value.number.casefold() == plain]
    near = [s for s in alike if any(area.holds(one.spot) for area in notes.areas.get(s[0], ()))]
    for found in (near, alike, exact):
        if len(found) == 1:
            return found[0]
    said = f"there is no note “{name}”"
    if alike:
        said = f"“{name}” may be each of the notes {', '.join(keys[spot] for spot in near or alike)}"
    where = one.ruling.at(key if key in one.ruling.texts else "quote")
    problems.append(problem("decision-note", said, where))
    return None


def _call(
    one: BoundDecision,
    found: Finding[NoteCall] | None,
    target: tuple[str, int],
    meant: tuple[str, int] | None,
) -> Finding[NoteCall]:
    cert = one.ruling.cert or Cert.HIGH
    printed = found.value if found else NoteCall(one.ruling.texts.get("note", ""), EDITOR)
    value = replace(printed, scope=target[0], rank=target[1], cert=cert, meant=meant)
    because = (Evidence(one.span, one.ruling.reason), *(found.because if found else ()))
    return Finding(CALL, found.span if found else one.spot, EDITOR, 1.0, value, because, one.ruling.by)


# ------------------------------------------------------------------ corrections


def rule_corrections(
    bound: BoundDecisions,
    source: Source,
    held: Sequence[Finding[Fault]],
    doubtful: Sequence[Finding[Fault]],
    calls: Sequence[Finding[NoteCall]],
) -> tuple[tuple[Finding[Fault], ...], Applied]:
    """Return the corrections that hold, and the rulings on them with those that wait for an editor.

    Without an editor's word the corrections `held` hold, and those that are `doubtful` do not.
    """
    kept = list(held)
    waiting = list(doubtful)
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for one in bound.on("correction", "not-correction"):
        here = list(meeting(one.spot, kept))
        waiting = [f for f in waiting if not f.span.meets(one.spot)]
        if one.ruling.table == "not-correction":
            kept = [f for f in kept if f not in here]
            decisions.append(record(one.ruling, Subject(Topic.CORRECTION), one.span, here, new=bool(here)))
            continue
        if any(meeting(one.spot, calls)):
            problems.append(
                unmet(one.ruling, "a call of a note stands in the words; reject that call, or quote less")
            )
            continue
        cert = one.ruling.cert or Cert.HIGH
        reading = one.ruling.texts["reading"]
        if here and _read(source, one.span, here) == " ".join(reading.split()):
            kept = [_signed(f, one, cert) if f in here else f for f in kept]
            decisions.append(record(one.ruling, Subject(Topic.CORRECTION), one.span, new=False))
            continue
        word = trimmed(source.quote(one.span), reading, one.span.start)[1]
        kept = [f for f in kept if f not in here]
        kept.append(one.finding(CORRECTION, Fault(word, cert, EDITOR)))
        decisions.append(record(one.ruling, Subject(Topic.CORRECTION), one.span, here, new=True))
    kept.sort(key=lambda f: f.span)
    told = tuple(
        Decision(
            Subject(Topic.CORRECTION_DOUBTFUL), None, (fault,), "the rule is not sure enough to correct it"
        )
        for fault in _apart(waiting, kept)
    )
    return tuple(kept), Applied((*told, *decisions), tuple(problems))


def _apart(faults: Sequence[Finding[Fault]], kept: Sequence[Finding[Fault]]) -> Iterator[Finding[Fault]]:
    """Yield the faults that share no character with what is kept, which is in the order of the text."""
    starts = [finding.span.start for finding in kept]
    ends = [0, *accumulate((finding.span.end for finding in kept), max)]  # of all before
    return (fault for fault in faults if ends[bisect_left(starts, fault.span.end)] <= fault.span.start)


def _read(source: Source, span: Span, corrections: Sequence[Finding[Fault]]) -> str:
    """Read a span with some corrections in it."""
    said, at = "", span.start
    for one in sorted(corrections, key=lambda f: f.span):
        if not span.holds(one.span):
            return ""
        said += source.text[at : one.span.start] + one.value.reading
        at = one.span.end
    return " ".join((said + source.text[at : span.end]).split())


def _signed(fault: Finding[Fault], one: BoundDecision, cert: Cert) -> Finding[Fault]:
    because = (*fault.because, Evidence(one.span, one.ruling.reason))
    return replace(fault, value=replace(fault.value, cert=cert), because=because, by=one.ruling.by)
