"""Find the notes that marks in the text call: whose they are, where they stand, and their calls.

Which note answers which mark is found from the book as a whole (`letterbook.rules.notes.pairs`); here they
are told by letter, and where their numbers begin anew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Decision, Evidence, Finding, Span
from letterbook.model.kinds import CALL, NOTE_BODY, NOTE_MANNER, NOTE_TEXT, PAGE_BREAK
from letterbook.model.values import NoteCall, NoteOpening
from letterbook.rules.notes.marks import family_of, order_of
from letterbook.rules.notes.texts import call_spans
from letterbook.settle.notes.further import with_further
from letterbook.settle.notes.numbering import PrintedNote, ranked, runs_through
from letterbook.settle.notes.sections import Section
from letterbook.settle.notes.telling import tell_calls
from letterbook.settle.structure.regions import Structure, region_index

_TITLE = 2  # lines from a title to the first note at most
_SURE = 0.97  # a mark that its note answers, in the order of all others
_FEW = 2  # notes at the end of the book without a title, at least


class Answered(NamedTuple):
    """Notes with their scopes, where they stand together, and for each scope where its calls stand."""

    notes: tuple[PrintedNote, ...] = ()
    sections: tuple[Section, ...] = ()
    areas: Mapping[str, tuple[Span, ...]] = {}


def families(found: Found) -> frozenset[str]:
    """Return what the notes that answer marks are numbered by: figures, letters, signs."""
    return frozenset(text.value.family for text in found.of(NOTE_MANNER))


def find_answered(found: Found, structure: Structure) -> Answered:
    """Return the notes that marks in the text ask for."""
    texts = with_further(found, structure, _each_once(found.of(NOTE_TEXT)))
    if not texts:
        return Answered()
    sections = _sections(found, structure, texts)
    if found.layout.notes in {"end", "after-letter", "page-foot"}:
        sections = [s for s in sections if s.tail == (found.layout.notes == "end")]
        held = [s.span for s in sections]
        texts = [text for text in texts if any(span.holds(text.span) for span in held)]
    ends = {o.span.start for s in sections if s.tail or s.title or _ends(structure, s) for o in s.openings}
    notes: list[PrintedNote] = []
    areas: dict[str, tuple[Span, ...]] = {}
    for manner in sorted({text.value.manner or 0 for text in texts}):
        mine = [text for text in texts if text.value.manner == manner]
        plain = [PrintedNote(opening(t), t.span, "end" if t.span.start in ends else "foot", "") for t in mine]
        for key, run, area in _scopes(found, structure, plain, areas):
            notes += [note._replace(scope=key) for note in run]
            areas[key] = area
    return Answered(tuple(ranked(sorted(notes, key=lambda n: n.span))), tuple(sections), areas)


def _each_once(texts: Iterable[Finding[NoteOpening]]) -> list[Finding[NoteOpening]]:
    """Keep of notes that begin at one place, each of another manner, the one that a mark asks for."""
    kept: dict[int, Finding[NoteOpening]] = {}
    for text in texts:
        first = kept.setdefault(text.span.start, text)
        if text.value.calls and not first.value.calls:
            kept[text.span.start] = text
    return list(kept.values())


def opening(text: Finding[NoteOpening]) -> Finding[NoteOpening]:
    """Return the opening of a note: its mark, with the white space behind it."""
    span = Span(text.span.start, text.value.opens)
    return Finding(NOTE_BODY, span, text.rule, text.confidence, text.value, text.because)


def call_span(note: Finding[NoteOpening]) -> Span | None:
    """Return where the first mark stands that a note answers."""
    return next(iter(call_spans(note)), None)


def _ends(structure: Structure, section: Section) -> bool:
    return section.span.end == structure.regions[section.region].span.end


def _sections(found: Found, structure: Structure, texts: Sequence[Finding[NoteOpening]]) -> list[Section]:
    """Return where notes stand directly under each other, with the title above them."""
    titles = list(found.of("note.title"))
    blocks: list[list[Finding[NoteOpening]]] = []
    for text in texts:
        between = found.page.source.text[blocks[-1][-1].span.end : text.span.start] if blocks else "-"
        if between.strip():
            blocks.append([])
        blocks[-1].append(text)
    sections: list[Section] = []
    last = max(i for i, r in enumerate(structure.regions) if r.kind == "letter")
    for block in blocks:
        index = region_index(structure.regions, block[0].span.start)
        behind = sections[-1] if sections and sections[-1].tail else None
        title = _title(found, titles, block[0], behind)
        span = Span(title.span.start if title else block[0].span.start, block[-1].span.end)
        tail = behind is not None or (
            index >= last and _is_tail(structure, block, index, titled=title is not None)
        )
        sections.append(Section(span, title, tuple(opening(t) for t in block), index, index, tail))
    return sections


def _title(
    found: Found, titles: Sequence[Finding], first: Finding[NoteOpening], behind: Section | None
) -> Finding | None:
    """Return the line over notes; among those at the end of the book, a line alone is one ("Letter 12")."""
    line = found.line_at(first.span.start)
    at = bisect_left(titles, first.span.start, key=lambda title: title.span.start) - 1
    if (
        at >= 0
        and titles[at].span.end <= first.span.start
        and line - found.line_at(titles[at].span.start) <= _TITLE
    ):
        return titles[at]
    over = found.page.lines[line - 1] if line else None
    if behind is None or over is None or found.line_at(behind.span.end - 1) != over.index - 1:
        return None
    return Finding("note.title", over.span, "note_pairs", 0.7)


def _is_tail(
    structure: Structure, block: Sequence[Finding[NoteOpening]], region: int, *, titled: bool
) -> bool:
    """Tell whether notes are those of the book: called in other parts of it than the one they stand in."""
    calls = [span for text in block if (span := call_span(text))]
    elsewhere = sum(region_index(structure.regions, span.start) < region for span in calls)
    return 2 * elsewhere >= len(calls) and elsewhere > 0 and (titled or len(block) >= _FEW)


def _scopes(
    found: Found, structure: Structure, notes: Sequence[PrintedNote], used: Mapping[str, object]
) -> Iterator[tuple[str, list[PrintedNote], tuple[Span, ...]]]:
    """Yield the notes of each count, with a key, and where their calls stand."""
    numbering = found.layout.numbering
    whole = numbering == "book" or (numbering is None and runs_through(notes))
    if whole and "" not in used:
        back = any(_kind(structure, note) == "back" for note in notes)
        kinds = {"front", "letter", "matter", *(["back"] if back else [])}
        yield "", list(notes), tuple(r.span for r in structure.regions if r.kind in kinds)
        return
    taken = set(used)
    pages = {} if whole or numbering == "letter" else _pages(found, notes, pinned=numbering == "page")
    for run in [list(notes)] if whole else _runs(structure, notes, numbering, pages):
        owner = _owner(structure, run[0])
        name = structure.regions[owner].key or f"m{owner}"
        name = f"p{pages[run[0].span]}" if run[0].span in pages else name
        key, count = name, 1
        while key in taken:
            count += 1
            key = f"{name}-{count}"
        taken.add(key)
        owners = sorted({_owner(structure, note) for note in run})
        yield key, run, tuple(structure.regions[at].span for at in owners)


def _kind(structure: Structure, note: PrintedNote) -> str:
    span = call_span(note.opening)
    return structure.regions[region_index(structure.regions, span.start)].kind if span else ""


def _owner(structure: Structure, note: PrintedNote) -> int:
    """Return the region that calls a note; of one that nothing calls, the region where it stands."""
    span = call_span(note.opening) or note.span
    return region_index(structure.regions, span.start)


def _pages(found: Found, notes: Sequence[PrintedNote], *, pinned: bool) -> Mapping[Span, str]:
    """Return the page at whose foot each note stands, if notes stand there: directly over a page's number."""
    breaks = [(f.span.start, f.value.n) for f in found.of(PAGE_BREAK)]
    marks = sorted(f.span.start for kind in ("page.break", "fw") for f in found.of(kind))
    if not breaks:
        return {}
    starts = {note.span.start for note in notes}
    text = found.page.source.text
    over = last = 0
    for note in notes:
        at = note.span.end
        while at < len(text) and text[at].isspace():
            at += 1
        if at not in starts:
            last += 1
            over += bisect_left(marks, at) < bisect_right(marks, at)
    if not pinned and 2 * over < last:
        return {}
    ends = [start for start, _ in breaks]
    pages = ((note, bisect_left(ends, note.span.end)) for note in notes)
    return {note.span: breaks[at][1] for note, at in pages if at < len(breaks)}


def _runs(
    structure: Structure, notes: Sequence[PrintedNote], numbering: str | None, pages: Mapping[Span, str]
) -> list[list[PrintedNote]]:
    runs: list[list[PrintedNote]] = []
    for note in notes:
        last = runs[-1][-1] if runs else None
        if last is None:
            anew = True
        elif pages:
            anew = pages.get(last.span) != pages.get(note.span)
        elif numbering == "letter" or family_of(note.opening.value.number) == "sign":
            anew = _owner(structure, last) != _owner(structure, note)
        else:
            anew = _order(note) <= _order(last)
        if anew:
            runs.append([])
        runs[-1].append(note)
    return runs


def _order(note: PrintedNote) -> tuple[int, str]:
    return order_of(note.opening.value.number, note.opening.value.family)


def find_calls(
    found: Found,
    notes: Sequence[PrintedNote],
    keys: Mapping[tuple[str, int], str],
    rejected: Sequence[Span] = (),
) -> tuple[tuple[Finding[NoteCall], ...], tuple[Decision, ...]]:
    """Return the calls that notes answer, and how they are printed, save marks that the editor rejects.

    `keys` are the notes' keys by scope and rank.
    """
    calls: list[Finding[NoteCall]] = []
    for note in notes:
        spans = [span for span in call_spans(note.opening) if not any(one.meets(span) for one in rejected)]
        if not spans:
            continue
        mark = note.opening.value
        value = NoteCall(mark.number, mark.style, note.scope, note.rank)
        said = Evidence(note.opening.span, "the note of this number stands here, in the order of the calls")
        calls += [Finding(CALL, span, "note_pairs", _SURE, value, (said,)) for span in spans]
    return tuple(calls), tuple(tell_calls(found, notes, keys, calls))


def with_rulings(
    found: Found,
    findings: Sequence[Finding],
    gone: Sequence[Finding],
    added: Sequence[Finding[NoteOpening]],
) -> list[Finding]:
    """Let notes that answer marks begin where an editor says, and nowhere where he says not.

    `gone` and `added` are openings. The words of a note that is none belong to the one directly before it.
    """
    texts = list(NOTE_TEXT.pick(findings))
    if not texts:
        return list(findings)
    text = found.page.source.text
    starts = {one.span.start for one in gone}
    kept: list[Finding[NoteOpening]] = []
    for note in texts:
        if note.span.start not in starts:
            kept.append(note)
        elif kept and not text[kept[-1].span.end : note.span.start].strip():
            kept[-1] = replace(kept[-1], span=Span(kept[-1].span.start, note.span.end))
    for one in added:
        at = one.span.start
        holder = next((note for note in kept if note.span.start <= at < note.span.end), None)
        end = holder.span.end if holder else _paragraph_end(found, at)
        like = holder or kept[-1] if kept else texts[0]
        value = replace(
            one.value, opens=one.span.end, manner=like.value.manner, style=like.value.style, calls=()
        )
        if holder is not None:
            kept.remove(holder)
            if holder.span.start < at:
                kept.append(replace(holder, span=Span(holder.span.start, len(text[:at].rstrip()))))
        kept.append(Finding(NOTE_TEXT, Span(at, end), one.rule, one.confidence, value, one.because))
        kept.sort(key=lambda note: note.span)
    return [*(finding for finding in findings if finding.kind != "note.text"), *kept]


def _paragraph_end(found: Found, at: int) -> int:
    lines = found.page.lines
    line = found.line_at(at)
    while line + 1 < len(lines) and not lines[line + 1].blank:
        line += 1
    return lines[line].span.end
