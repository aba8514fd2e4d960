"""The judges in their order: structure, notes, the letters' own lines, dates, calls, faults, parties.

Each judge sees what the one before it kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from letterbook.detect.found import Found
from letterbook.model import Cert, Decision, Finding, Source, Span
from letterbook.model.kinds import CORRECTION, DATE, HEADLINE, LICENCE
from letterbook.model.values import Label, NoteCall
from letterbook.problems import Outcome, Refused
from letterbook.project.decisions_toml import Decisions
from letterbook.project.registers import Row
from letterbook.read.page import Paragraph
from letterbook.rules.faults.propose import find_faults
from letterbook.rules.numbered_paragraphs import find_labels
from letterbook.rules.set_phrases import find_inline_remarks
from letterbook.settle.calls.judge import Scope, settle_forms
from letterbook.settle.dates.judge import Dating, date_letters, tell_open
from letterbook.settle.doubts.broken_paragraphs import doubt_breaks
from letterbook.settle.doubts.failed_reading import doubt_reading
from letterbook.settle.doubts.is_letters import doubt_letters
from letterbook.settle.doubts.missing_letters import find_missing, tell_missing
from letterbook.settle.doubts.notes import doubt_notes
from letterbook.settle.doubts.people_as_places import without_people
from letterbook.settle.doubts.unread import doubt_parts
from letterbook.settle.editor.bind import Applied, BoundDecisions, bind
from letterbook.settle.facts_by_editor import assign_notes, rule_acts, rule_dates
from letterbook.settle.kept import Kept
from letterbook.settle.left_open import leave_open
from letterbook.settle.letter_lines import Signs
from letterbook.settle.levels import Measured, grade_facts, shipped_levels
from letterbook.settle.notes.answered import find_calls
from letterbook.settle.notes.judge import Notes, find_notes, misprints
from letterbook.settle.notes.numbering import PrintedNote
from letterbook.settle.notes.prose import told_of_annotations
from letterbook.settle.parties.by_editor import PartyRulings
from letterbook.settle.parties.judge import judge_parties
from letterbook.settle.registers import match_registers
from letterbook.settle.settled import Settled
from letterbook.settle.structure.by_editor import Kinds, read_around, rule_notes, rule_pages, sign_heads
from letterbook.settle.structure.front_matter import judge_back, judge_front
from letterbook.settle.structure.lines_above import gather_lines_above
from letterbook.settle.structure.misprinted_headings import amend_heads, head_claims
from letterbook.settle.structure.one_letter import structure_of
from letterbook.settle.structure.pinned import doubt_pins, is_pinned
from letterbook.settle.structure.regions import Region, Structure
from letterbook.settle.text.by_editor import (
    apply_line_decisions,
    apply_paragraph_decisions,
    paragraph_rulings,
    rejected_calls,
    rule_calls,
    rule_corrections,
)
from letterbook.settle.text.farewells import pronouns_and_names
from letterbook.settle.text.flow import Asides, cut_texts, gather_asides
from letterbook.settle.text.letter_parts import Part, PartsByLetter, find_parts_of_letters
from letterbook.values.vocabulary import read_lexicon

_UNDECIDED = Decisions()
#: The slowest judges, whose results seldom change when an editor decides.
_structure_of = Kept(structure_of)
_date_letters = Kept(date_letters)
_gather_lines_above = Kept(gather_lines_above)
_find_parts_of_letters = Kept(find_parts_of_letters)
_doubt_letters = Kept(doubt_letters)
_find_notes = Kept(find_notes)
_gather_asides = Kept(gather_asides)
_cut_texts = Kept(cut_texts)
#: The calls of all notes, and those without the marks that the editor says call nothing.
_all_calls, _calls_but = Kept(settle_forms), Kept(settle_forms)


def settle(
    found: Found,
    viewpoint: str | None = None,
    decisions: Decisions = _UNDECIDED,
    rows: Sequence[Row] = (),
    levels: Mapping[str, Measured] | None = None,
) -> Outcome[Settled]:
    """Compare what was found with each other and with the editor's `decisions`, and keep what holds.

    `rows` are the editor's registers. `levels` say what kinds of evidence are worth; without them those that
    are shipped. Raises Refused where the text is no edition of letters.
    """
    source = found.page.source
    bound, faults = bind(decisions, source)
    faults = (*doubt_pins(found), *faults)
    found, pages = rule_pages(found, bound)
    structure, headings = read_around(found, _structure_of(found), bound)
    if not structure.letters():
        raise Refused(*filter(None, [doubt_letters(found, ())]), *faults)
    structure = _gather_lines_above(found, structure)
    found, notes, openings = rule_notes(found, structure, bound, _find_notes)
    asides = _gather_asides(found, notes)
    parts_by_letter, of_notes, lines = _parts_by_letter(found, structure, asides, bound, pages)
    told_so = is_pinned(found) or bound.on("heading")
    if not told_so and (doubt := _doubt_letters(found, parts_by_letter)):
        raise Refused(doubt, *faults)
    missing = find_missing(found, structure, parts_by_letter)
    lost = sum(one.many for one in missing)
    failed = None if told_so else doubt_reading(found, structure, asides, parts_by_letter, lost)
    dating, days = rule_dates(bound, _date_letters(found, parts_by_letter, found.context))
    labels = tuple(label for _, parts in parts_by_letter for label in _labels(found, parts))
    amended, amendments = amend_heads(found, structure)
    plain, told = _calls(found, structure, asides, dating, labels)
    calls = plain
    if gone := rejected_calls(bound, plain):
        calls, told = _calls(found, structure, asides, dating, labels, gone)
    calls, marks = rule_calls(bound, source, notes, plain, calls)
    areas = _read_areas(structure, asides)
    faulty = _faults(source, tuple(areas), tuple(found.languages))
    proposed = list(CORRECTION.pick(faulty))
    broken = [fault for fault in faulty if fault.kind == "join.paragraphs"]
    certain = [fault for fault in proposed if fault.value.cert == Cert.HIGH]
    doubtful = [fault for fault in proposed if fault.value.cert != Cert.HIGH]
    sure = (*sign_heads(bound, amended), *misprints(found, notes.notes), *certain)
    corrections, readings = rule_corrections(bound, source, sure, doubtful, calls)
    assigned = assign_notes(bound, structure.letters(), notes)
    signs = _all_signs(found, parts_by_letter, dating, _notes_above(parts_by_letter, calls, notes))
    front = judge_front(found, structure, asides, dating)
    party_rulings = PartyRulings(bound, tuple(rows))
    header = [f.span for f in found.of(LICENCE) if f.value.place == "front"]
    parties, clashes, judged, persons = judge_parties(
        source,
        signs,
        front.text,
        found.languages,
        viewpoint,
        party_rulings,
        found.layout,
        found.tongues,
        header,
    )
    dates = tuple(row for one in dating.values() for row in _date_phrases(one))
    dating, parties, acts = rule_acts(bound, source, structure.letters(), dating, parties)
    dating, people = without_people(dating, parties)
    dating, parties, dropped = grade_facts(dating, parties, shipped_levels() if levels is None else levels)
    registered = match_registers(rows, bound, source, parties, dating, persons)
    ruled = (
        headings,
        openings,
        lines,
        days,
        marks,
        readings,
        assigned.ruled,
        acts,
        leave_open(bound, structure.letters(), notes),
    )
    inlines = (
        *corrections,
        *_noted(calls, notes),
        *labels,
        *_remarks(found, parts_by_letter),
        *dates,
        *asides.pages,
    )
    settled = Settled(
        found,
        structure,
        asides,
        parts_by_letter,
        front,
        judge_back(found, structure, asides),
        registered.dating,
        registered.parties,
        labels,
        calls,
        inlines,
        assigned=assigned.letters,
        note_paragraphs=of_notes,
        register=registered.entries,
        decisions=(
            *structure.decisions,
            *amendments,
            *told,
            *judged,
            *doubt_breaks(bound, source, parts_by_letter, broken),
            *(decision for one in ruled for decision in one.decisions),
            *registered.decisions,
            *people,
            *dropped,
            *tell_open(found, registered.dating),
        ),
    )
    unread = (*doubt_parts(found, structure, asides), *doubt_notes(found, notes, calls, _heads(structure)))
    problems = (
        *faults,
        *filter(None, (failed, tell_missing(found, missing))),
        *unread,
        *(fault for one in ruled for fault in one.problems),
        *clashes,
        *registered.problems,
    )
    return Outcome(settled, problems)


def _parts_by_letter(
    found: Found, structure: Structure, asides: Asides, bound: BoundDecisions, pages: Kinds
) -> tuple[PartsByLetter, Mapping[Span, Sequence[Paragraph]], Applied]:
    """Classify each paragraph of each letter, by the rules and then by the editor's decisions.

    Returns with them the paragraphs of the notes, by the notes' spans: all are cut once, for here.
    `pages` are the lines that the editor's word made page numbers or running heads, or no longer.
    """
    parts_by_letter: list[tuple[Region, tuple[Part, ...]]] = []
    before: list[Span] = []
    after: list[Span] = []
    kinds = list(pages)
    of_notes: dict[Span, Sequence[Paragraph]] = {}
    letters = structure.letters()
    cut_notes, cut_letters = _cut_texts(found, asides, [region.span for region in letters])
    for span, paragraphs in cut_notes.items():
        of_notes[span] = apply_paragraph_decisions(paragraphs, bound)
        before += [paragraph.span for paragraph in paragraphs]
        after += [paragraph.span for paragraph in of_notes[span]]
    flowing = [tuple(apply_paragraph_decisions(paragraphs, bound)) for paragraphs in cut_letters]
    said = _find_parts_of_letters(found, letters, flowing)
    for region, paragraphs, flow, parts in zip(letters, cut_letters, flowing, said, strict=True):
        ruled = apply_line_decisions(parts, found, bound)
        before += [paragraph.span for paragraph in paragraphs]
        after += [paragraph.span for paragraph in flow]
        kinds += [(old.span, old.kind, new.kind) for old, new in zip(parts, ruled, strict=True)]
        parts_by_letter.append((region, ruled))
    return tuple(parts_by_letter), of_notes, paragraph_rulings(bound, before, after, kinds)


def _labels(found: Found, parts: Sequence[Part]) -> Iterator[Finding[Label]]:
    """Yield the labels of a letter's numbered paragraphs, each once."""
    paragraphs = [part.paragraph for part in parts if part.kind == "p"]
    seen: set[Span] = set()
    for label in find_labels(found.page.source, paragraphs):
        if label.span not in seen:
            seen.add(label.span)
            yield label


def _calls(
    found: Found,
    structure: Structure,
    asides: Asides,
    dating: Mapping[str, Dating],
    labels: Sequence[Finding],
    rejected: Sequence[Span] = (),
) -> tuple[tuple[Finding[NoteCall], ...], tuple[Decision, ...]]:
    """Find the calls of all notes, scope by scope. `rejected` are marks that the editor says are no calls."""
    source = found.page.source
    claimed = [
        *rejected,
        *head_claims(structure),
        *(label.span for label in labels),
        *(guess.printed for one in dating.values() for _, _, guess in one.lines if guess.printed),
    ]
    keys = asides.notes.keys()
    calls_, told_ = find_calls(found, asides.notes.notes, keys, rejected)
    scopes: dict[str, list[PrintedNote]] = {}
    for note in asides.notes.notes:
        if note.opening.value.number and note.opening.value.calls is None:
            scopes.setdefault(note.scope, []).append(note)
    areas = {
        key: tuple(text for span in spans for text in asides.texts_of(span))
        for key, spans in asides.notes.areas.items()
    }
    calls, told = list(calls_), [*told_, *told_of_annotations(asides.notes.notes, keys)]
    claimed += [call.span for call in calls]
    forms: dict[str, list[Scope]] = {}
    for key, mine in scopes.items():
        form = mine[0].opening.value.form
        openings, named = (note.opening for note in mine), (keys[key, note.rank] for note in mine)
        forms.setdefault(form, []).append(Scope(key, areas[key], tuple(openings), tuple(named)))
    settled = _calls_but if rejected else _all_calls
    for kept, decided in settled(
        source, list(forms.values()), sorted(claimed), found.languages, found.layout.calls
    ):
        calls += kept
        told += decided
    return tuple(sorted(calls, key=lambda c: c.span)), tuple(told)


def _noted(calls: Sequence[Finding[NoteCall]], notes: Notes) -> Iterator[Finding[NoteCall]]:
    """Yield the calls, each with the key of its note."""
    keys = notes.keys()
    for call in calls:
        one = call.value
        value = replace(one, note=keys[one.scope, one.rank], meant_note=keys[one.meant] if one.meant else "")
        yield replace(call, value=value)


def _read_areas(structure: Structure, asides: Asides) -> list[Span]:
    """Return the stretches that people read: the text of the letters, and the notes."""
    return sorted(
        [
            *(text for region in structure.letters() for text in asides.texts_of(region.span)),
            *(note.span for note in asides.notes.notes),
        ]
    )


@lru_cache(maxsize=1)
def _faults(source: Source, areas: tuple[Span, ...], languages: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return the faults that rules find in letters and notes, certain and doubtful.

    The last are kept: an editor who looks on while he decides (`preview`) seldom decides what is read.
    """
    return tuple(find_faults(source, areas, languages, read_lexicon(source.text)))


def _remarks(found: Found, parts_by_letter: PartsByLetter) -> Iterator[Finding]:
    for _, parts in parts_by_letter:
        for part in parts:
            if part.kind in {"p", "label", "postscript", "signed", "valediction"}:
                yield from find_inline_remarks(
                    found.page.source.quote(part.span), part.span.start, found.languages
                )


def _date_phrases(dating: Dating) -> Iterator[Finding]:
    """Yield the dates and places of a letter's date lines as inline findings."""
    for part, _, guess in dating.lines:
        if guess.printed:
            rule = part.finding.rule if part.finding else "dating"
            yield Finding(DATE, guess.printed, rule, value=guess)
    if dating.place_span:
        yield Finding("placeName", dating.place_span, "dating.place")


def _notes_above(
    parts_by_letter: Sequence[tuple[Region, Sequence[Part]]], calls: Sequence[Finding[NoteCall]], notes: Notes
) -> Mapping[str, tuple[Span, ...]]:
    """Return by letters' keys the texts of the notes that their headings and date lines call."""
    keys = notes.keys()
    texts = {
        keys[note.scope, note.rank]: Span(note.opening.span.end, note.span.end)
        for note in notes.notes
        if (note.scope, note.rank) in keys
    }
    called = sorted((call.span, call.value.note) for call in calls if call.value.note in texts)
    out: dict[str, tuple[Span, ...]] = {}
    for region, parts in parts_by_letter:
        lines = [part.span for part in parts if part.kind in {"head", "headline", "dateline", "label"}]
        out[region.key] = tuple(texts[key] for span, key in called if any(line.meets(span) for line in lines))
    return out


def _all_signs(
    found: Found,
    parts_by_letter: Sequence[tuple[Region, Sequence[Part]]],
    dating: Mapping[str, Dating],
    above: Mapping[str, tuple[Span, ...]],
) -> tuple[Signs, ...]:
    return tuple(
        _signs(found, region, parts, dating[region.key], above[region.key])
        for region, parts in parts_by_letter
    )


def _signs(
    found: Found, region: Region, parts: Sequence[Part], dating: Dating, notes: tuple[Span, ...]
) -> Signs:
    """Gather what a letter's own lines offer to the judge of the parties.

    The word before a name, "Dein K. Brandt", is handed on as a farewell, the name as the signature.
    """

    def of(*kinds: str) -> tuple[Span, ...]:
        return tuple(part.span for part in parts if part.kind in kinds)

    whens = {part.span: guess.value for part, _, guess in dating.lines}
    yours, names = pronouns_and_names(found, parts)
    return Signs(
        key=region.key,
        number=region.number,
        span=region.span,
        heads=of("head"),
        headlines=tuple(
            (part.span, line.value.role, whens.get(part.span))
            for part in parts
            if part.kind == "headline" and part.finding and (line := HEADLINE.read(part.finding))
        ),
        datelines=tuple((part.span, whens.get(part.span)) for part in parts if part.kind == "dateline"),
        salutes=of("salute"),
        valedictions=(*of("valediction"), *yours),
        signatures=names,
        addresses=of("address"),
        body=of("p", "postscript"),
        labels=of("label"),
        notes=notes,
    )


def _heads(structure: Structure) -> tuple[Span, ...]:
    """Return where the headings of the regions stand."""
    return tuple(region.head.span for region in structure.regions if region.head)
