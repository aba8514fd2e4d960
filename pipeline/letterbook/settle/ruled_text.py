"""The editor's rulings on the text: headings, notes, paragraphs, lines, calls and corrections.

A ruling that says what the judges find by themselves changes nothing: it is looked for among their findings
first, and only if something is missing are they asked again, with the editor's findings among the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from letterbook.decisions import EDITOR
from letterbook.lines import Line, Paragraph
from letterbook.model import Cert, Decision, Evidence, Finding, Source, Span
from letterbook.problems import Problem, problem
from letterbook.settle.bench import Bench, Bound, meeting, record, trimmed, unmet
from letterbook.settle.found import Found, lay_out
from letterbook.settle.notes import Notes
from letterbook.settle.structure import Region, Structure, region_index
from letterbook.settle.zones import Part


@dataclass(frozen=True)
class Ruled:
    """What rulings came to: the decisions they are written down as, and what is wrong with them."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


# ------------------------------------------------------------------ headings


def rule_headings(found: Found, structure: Structure, bench: Bench) -> tuple[Structure, Ruled]:
    """Let letters begin where the editor says, and nowhere where the editor says not.

    A letter whose heading is rejected belongs to what stands before it. All others keep their keys.
    """
    regions = list(structure.regions)
    decisions = []
    for one in bench.on("heading", "not-heading"):
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
        decisions.append(record(one.ruling, "heading", one.span, dropped, new=new))
    return replace(structure, regions=tuple(regions)), Ruled(tuple(decisions))


def _heads(region: Region, one: Bound) -> bool:
    """Tell whether a ruling is on a letter's heading; on one that is a mere place, at its first words."""
    head = region.head.span if region.head else Span(region.span.start, region.span.start)
    return head.meets(one.span) or (head.start == head.end and one.span.start <= head.start < one.span.end)


def _merge(regions: list[Region], at: int) -> None:
    """Give a region to the one before it."""
    gone = regions.pop(at)
    if at == 0:
        regions.insert(0, Region("front", gone.span))
        return
    before = regions[at - 1]
    span = Span(before.span.start, gone.span.end)
    kind = before.kind if before.kind in {"letter", "front", "matter", "back"} else "matter"
    regions[at - 1] = replace(before, kind=kind, span=span)


def _divide(regions: list[Region], found: Found, one: Bound) -> None:
    """Begin a letter within a region: with the whole line on which the quote begins."""
    head = _head(found, one)
    at = region_index(regions, head.span.start)
    whole = regions[at]
    letter = Region("letter", Span(head.span.start, whole.span.end), head, head.value["number"] or None)
    parts = [replace(letter, key=_key(regions, letter.number, at))]
    if whole.span.start < head.span.start:
        kind = "matter" if whole.kind == "licence" else whole.kind
        parts.insert(0, replace(whole, kind=kind, span=Span(whole.span.start, head.span.start)))
    regions[at : at + 1] = parts


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


def _renumbered(regions: Sequence[Region], region: Region, one: Bound, number: str) -> Region:
    """Give a letter the number that the editor reads in its heading."""
    others = [other for other in regions if other is not region]
    because = (Evidence(one.span, one.ruling.reason),)
    amended = {"number": number} if number.isdigit() else {}
    return replace(region, number=number, key=_key(others, number, 0), amended=amended, because=because)


def _head(found: Found, one: Bound) -> Finding:
    """Make the editor's heading: read as the rules read it, if they do, with the number the editor gives."""
    rival = next(iter(meeting(one.span, list(found.of("letter.head")))), None)
    span = rival.span if rival else _lines(found, one.span)
    value = {"number": "", "style": "none", "prefix": "", "mark": "", "rest": "bare"}
    if rival:
        value |= rival.value
    if number := one.ruling.texts.get("number"):
        value |= {"number": number, "style": "arabic" if number in found.page.source.quote(span) else "word"}
    return replace(one.finding("letter.head", value), span=span)


def _lines(found: Found, span: Span) -> Span:
    """Return the whole lines on which a span lies."""
    lines = found.page.lines
    return Span(lines[found.line_at(span.start)].span.start, lines[found.line_at(span.end - 1)].span.end)


def sign_heads(bench: Bench, amended: Sequence[Finding]) -> tuple[Finding, ...]:
    """Let the corrections of headings that an editor renumbered bear the editor's name."""
    rulings = [one for one in bench.on("heading") if "number" in one.ruling.texts]
    signed = []
    for correction in amended:
        mine = (one for one in rulings if correction.span.meets(one.span))
        one = next((one for one in mine if correction.value["reading"] == one.ruling.texts["number"]), None)
        value = {**correction.value, "resp": one.ruling.by} if one else correction.value
        signed.append(replace(correction, value=value))
    return tuple(signed)


# ------------------------------------------------------------------ notes


def rule_notes(
    found: Found, structure: Structure, bench: Bench, find: Callable[[Found, Structure], Notes]
) -> tuple[Found, Notes, Ruled]:
    """Find the notes, with those that the editor says begin at a place and without those rejected."""
    notes = find(found, structure)
    rulings = bench.on("note", "not-note")
    if not rulings:
        return found, notes, Ruled()
    before = notes
    if not all(_opens(one, before) for one in rulings):
        kept = [f for f in found.findings if f.kind != "note.body" or not any(_at(f, one) for one in rulings)]
        forms = Counter(note.opening.value["form"] for note in before.notes).most_common(1)
        form = forms[0][0] if forms else "1."
        kept += [_opening(found, one, form) for one in rulings if one.ruling.table == "note"]
        found = _with_findings(found, kept)
        notes = find(found, structure)
    decisions = [
        record(
            one.ruling,
            "note",
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
    return found, notes, Ruled(tuple(decisions), tuple(problems))


def _with_findings(found: Found, findings: Sequence[Finding]) -> Found:
    return lay_out(found.page, found.languages, findings, found.readings, found.context, found.layout)


def _at(opening: Finding, one: Bound) -> bool:
    return one.span.start <= opening.span.start < one.span.end


def _opens(one: Bound, notes: Notes) -> bool:
    here = [note.opening.value["number"] for note in notes.notes if _at(note.opening, one)]
    return not here if one.ruling.table == "not-note" else one.ruling.texts.get("note") in here


def _opening(found: Found, one: Bound, form: str) -> Finding:
    """Make the editor's opening of a note: the first word of the quote is its mark as printed."""
    text = found.page.source.text
    rival = next((f for f in found.of("note.body") if _at(f, one)), None)
    end = one.span.start
    while end < len(text) and not text[end].isspace():
        end += 1
    while end < len(text) and text[end].isspace():
        end += 1
    value = {"number": one.ruling.texts["note"], "form": form, "label": ""}
    return replace(one.finding("note.body", value), span=rival.span if rival else Span(one.span.start, end))


# ------------------------------------------------------------------ paragraphs and lines


def reflow(paragraphs: Sequence[Paragraph], bench: Bench) -> list[Paragraph]:
    """Divide paragraphs where the editor says that one begins, and join those that are said to be one."""
    cuts = {one.span.start for one in bench.on("split")}
    joins = [one.span for one in bench.on("join")]
    lines = [one.span for one in bench.on("line")]
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


def recast(parts: Sequence[Part], found: Found, bench: Bench) -> tuple[Part, ...]:
    """Let lines of a letter be what the editor says they are."""
    rulings = bench.on("line")
    return tuple(
        next((_part(part, one, found) for one in rulings if one.span.meets(part.span)), part)
        for part in parts
    )


def _part(part: Part, one: Bound, found: Found) -> Part:
    kind = one.ruling.texts["is"]
    if kind == part.kind:
        return part
    signs = found.kinds(found.line_at(part.span.start))
    sign = next((signs[name] for name in (kind, f"{kind}.loose", "marking") if name in signs), None)
    return Part(part.span, kind, sign if kind in ("dateline", "headline", "label", "salute") else None)


def paragraph_rulings(
    bench: Bench,
    before: Sequence[Span],
    after: Sequence[Span],
    kinds: Sequence[tuple[Span, str, str]],
) -> Ruled:
    """Write down the rulings on paragraphs and lines.

    `before` and `after` are the paragraphs without and with them, `kinds` the letters' lines with what they
    were and what they are.
    """
    decisions, problems = [], []
    for one in bench.on("join", "split"):
        old, new = (_stand(one, spans) for spans in (before, after))
        decisions.append(record(one.ruling, "paragraph", one.span, new=not old))
        if not new:
            why = "the words stand in no paragraph of a letter or note, or something stands between them"
            problems.append(unmet(one.ruling, why))
    for one in bench.on("line"):
        here = [(old, new) for span, old, new in kinds if span.meets(one.span)]
        decisions.append(record(one.ruling, "line", one.span, new=any(old != new for old, new in here)))
        if not here:
            problems.append(unmet(one.ruling, "the words stand in no letter"))
    return Ruled(tuple(decisions), tuple(problems))


def _stand(one: Bound, paragraphs: Sequence[Span]) -> bool:
    if one.ruling.table == "split":
        return any(span.start == one.span.start for span in paragraphs)
    return any(span.holds(one.span) for span in paragraphs)


# ------------------------------------------------------------------ calls


def rejected_calls(bench: Bench, calls: Sequence[Finding]) -> list[Span]:
    """Return the calls found where the editor says that there are none."""
    return [call.span for call in calls if any(call.span.meets(one.spot) for one in bench.on("not-call"))]


def rule_calls(
    bench: Bench, source: Source, notes: Notes, before: Sequence[Finding], calls: Sequence[Finding]
) -> tuple[tuple[Finding, ...], Ruled]:
    """Add the editor's calls to those found. `before` are the calls found without any ruling."""
    kept = list(calls)
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for one in bench.on("call", "not-call"):
        here = [call for call in before if call.span.meets(one.spot)]
        if one.ruling.table == "not-call":
            decisions.append(record(one.ruling, "call", one.spot, here, new=bool(here)))
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
        decisions.append(record(one.ruling, "call", call.span, dropped, new=not same or sense is not None))
        kept.append(call)
    return tuple(sorted(kept, key=lambda call: call.span)), Ruled(tuple(decisions), tuple(problems))


def _called(call: Finding) -> tuple[str, int]:
    return call.value["scope"], int(call.value["rank"])


def _note(
    notes: Notes, name: str, one: Bound, problems: list[Problem], key: str = "note"
) -> tuple[str, int] | None:
    """Find a note by its key or number; of several with one number, the one that may be called here."""
    keys = notes.keys()
    plain = name.strip().casefold()
    exact = [spot for spot, known in keys.items() if known.casefold() == plain]
    alike = [(n.scope, n.rank) for n in notes.notes if n.opening.value["number"].casefold() == plain]
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
    one: Bound, found: Finding | None, target: tuple[str, int], meant: tuple[str, int] | None
) -> Finding:
    cert = one.ruling.cert or Cert.HIGH
    value = {"number": one.ruling.texts.get("note", ""), "style": EDITOR}
    if found is not None:
        value |= found.value
    value |= {"scope": target[0], "rank": str(target[1]), "resp": one.ruling.by, "cert": cert.value}
    if meant is not None:
        value |= {"sense.scope": meant[0], "sense.rank": str(meant[1])}
    because = (Evidence(one.span, one.ruling.reason), *(found.because if found else ()))
    return Finding("note.call", found.span if found else one.spot, EDITOR, 1.0, value, because)


# ------------------------------------------------------------------ corrections


def rule_corrections(
    bench: Bench,
    source: Source,
    held: Sequence[Finding],
    doubtful: Sequence[Finding],
    calls: Sequence[Finding],
) -> tuple[tuple[Finding, ...], Ruled]:
    """Return the corrections that hold, and the rulings on them with those that wait for an editor.

    Without an editor's word the corrections `held` hold, and those that are `doubtful` do not.
    """
    kept = list(held)
    waiting = list(doubtful)
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for one in bench.on("correction", "not-correction"):
        here = list(meeting(one.spot, kept))
        waiting = [f for f in waiting if not f.span.meets(one.spot)]
        if one.ruling.table == "not-correction":
            kept = [f for f in kept if f not in here]
            decisions.append(record(one.ruling, "correction", one.span, here, new=bool(here)))
            continue
        if any(meeting(one.spot, calls)):
            problems.append(
                unmet(one.ruling, "a call of a note stands in the words; reject that call, or quote less")
            )
            continue
        value = {"resp": one.ruling.by, "cert": (one.ruling.cert or Cert.HIGH).value}
        reading = one.ruling.texts["reading"]
        if here and _read(source, one.span, here) == " ".join(reading.split()):
            kept = [_signed(f, one, value) if f in here else f for f in kept]
            decisions.append(record(one.ruling, "correction", one.span, new=False))
            continue
        word = trimmed(source.quote(one.span), reading, one.span.start)[1]
        kept = [f for f in kept if f not in here]
        kept.append(one.finding("correction", {**value, "reading": word, "class": EDITOR}))
        decisions.append(record(one.ruling, "correction", one.span, here, new=True))
    told = tuple(
        Decision("a possible fault", None, (fault,), "the rule is not sure enough to correct it")
        for fault in waiting
        if not any(fault.span.meets(f.span) for f in kept)
    )
    return tuple(sorted(kept, key=lambda f: f.span)), Ruled((*told, *decisions), tuple(problems))


def _read(source: Source, span: Span, corrections: Sequence[Finding]) -> str:
    """Read a span with some corrections in it."""
    said, at = "", span.start
    for one in sorted(corrections, key=lambda f: f.span):
        if not span.holds(one.span):
            return ""
        said += source.text[at : one.span.start] + one.value["reading"]
        at = one.span.end
    return " ".join((said + source.text[at : span.end]).split())


def _signed(fault: Finding, one: Bound, value: dict[str, str]) -> Finding:
    because = (*fault.because, Evidence(one.span, one.ruling.reason))
    return replace(fault, value={**fault.value, **value}, because=because)
