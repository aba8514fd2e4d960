"""The judges in their order: structure, notes, the letters' own lines, dates, calls, faults, parties.

Each judge sees what the one before it kept. The result is a plan of the whole book, which `build`
turns into the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from letterbook.build import Settled
from letterbook.model import Decision, Entry, Finding, Guess, Span, When
from letterbook.problems import Outcome, Refused
from letterbook.rules.faults import find_faults
from letterbook.rules.lists import find_labels
from letterbook.rules.phrases import find_inline_remarks
from letterbook.settle.asides import Asides, gather_asides
from letterbook.settle.calls import Scope, settle_calls
from letterbook.settle.dating import Dating, date_letters
from letterbook.settle.found import Found
from letterbook.settle.heading import amend_heads, head_claims
from letterbook.settle.notes import Noted, Notes, find_notes, misprints
from letterbook.settle.parties import judge_parties
from letterbook.settle.plan import Planner, Zoned
from letterbook.settle.signs import Signs
from letterbook.settle.structure import Region, Structure, find_structure
from letterbook.settle.verdict import doubt_letters
from letterbook.settle.zones import Part, cut, zone_letter
from letterbook.values.lexicon import read_lexicon


def settle(found: Found, viewpoint: str | None = None) -> Outcome[Settled]:
    """Compare what was found and keep what holds.

    Raises Refused where the text is no edition of letters.
    """
    source = found.page.source
    structure = find_structure(found)
    if not structure.letters():
        raise Refused(*filter(None, [doubt_letters(found, ())]))
    notes = find_notes(found, structure)
    asides = gather_asides(found, notes)
    zoned: Zoned = tuple(
        (region, zone_letter(found, region, asides.flow(found, region.span)))
        for region in structure.letters()
    )
    if doubt := doubt_letters(found, zoned):
        raise Refused(doubt)
    dating = date_letters(found, zoned, found.context)
    labels = tuple(label for _, parts in zoned for label in _labels(found, parts))
    amended, amendments = amend_heads(found, structure)
    calls, told = _calls(found, structure, asides, dating, labels)
    signs = tuple(_signs(region, parts, dating[region.key]) for region, parts in zoned)
    planner = Planner(found, structure, asides, zoned, labels, calls)
    front = planner.opening.text
    parties, clashes, judged, persons = judge_parties(source, signs, front, found.languages, viewpoint)
    dates = tuple(row for one in dating.values() for row in _date_phrases(one))
    inlines = (
        *amended,
        *misprints(found, notes.notes),
        *_noted(calls, notes),
        *labels,
        *_faults(found, structure, asides),
        *_remarks(found, zoned),
        *(finding for finding, _ in dates),
        *asides.pages,
        *planner.inside,
    )
    settled = Settled(
        front=planner.front(),
        body=planner.body(dating, parties),
        back=planner.back(),
        inlines=inlines,
        notes=planner.inside_facts(),
        whens={finding.span: guess for finding, guess in dates if guess},
        register=(*persons, *_places(dating)),
        decisions=(*structure.decisions, *amendments, *told, *judged),
        languages=found.languages,
        title=planner.opening.title,
        author=planner.opening.author,
        credit=planner.opening.credit,
        licence=planner.opening.licence,
    )
    return Outcome(settled, clashes)


def _labels(found: Found, parts: Sequence[Part]) -> Iterator[Finding]:
    """Yield the labels of a letter's numbered paragraphs, each once."""
    starts = {part.span.start for part in parts if part.kind == "p"}
    span = Span(parts[0].span.start, parts[-1].span.end) if parts else Span(0, 0)
    paragraphs = [p for p in cut(found, span) if p.span.start in starts]
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
) -> tuple[tuple[Finding, ...], tuple[Decision, ...]]:
    """Find the calls of all notes, scope by scope."""
    source = found.page.source
    claimed = [
        *head_claims(source, structure),
        *(label.span for label in labels),
        *(guess.printed for one in dating.values() for _, _, guess in one.lines if guess.printed),
    ]
    scopes: dict[str, list[Noted]] = {}
    for note in asides.notes.notes:
        if note.opening.value["number"]:
            scopes.setdefault(note.scope, []).append(note)
    areas = {
        key: tuple(text for span in spans for text in asides.texts_of(span)) for key, spans in asides.notes.areas.items()
    }
    calls: list[Finding] = []
    told: list[Decision] = []
    forms: dict[str, list[Scope]] = {}
    for key, mine in scopes.items():
        form = mine[0].opening.value["form"]
        forms.setdefault(form, []).append(Scope(key, areas[key], tuple(note.opening for note in mine)))
    for trial in forms.values():
        kept, decided = settle_calls(source, trial, sorted(claimed), found.languages)
        calls += kept
        told += decided
    return tuple(sorted(calls, key=lambda c: c.span)), tuple(told)


def _noted(calls: Sequence[Finding], notes: Notes) -> Iterator[Finding]:
    """Yield the calls, each with the key of its note."""
    keys = notes.keys()
    for call in calls:
        key = keys[call.value["scope"], int(call.value["rank"])]
        value = {**call.value, "note": key}
        yield Finding(call.kind, call.span, call.rule, call.confidence, value, call.because)


def _faults(found: Found, structure: Structure, asides: Asides) -> tuple[Finding, ...]:
    """Return the corrections that are certain, in letters and notes."""
    source = found.page.source
    areas = sorted(
        [
            *(text for region in structure.letters() for text in asides.texts_of(region.span)),
            *(note.span for note in asides.notes.notes),
        ]
    )
    lexicon = read_lexicon(source.text)
    return tuple(
        fault
        for fault in find_faults(source, areas, found.languages, lexicon)
        if fault.kind == "correction" and fault.value["cert"] == "high"
    )


def _remarks(found: Found, zoned: Zoned) -> Iterator[Finding]:
    for _, parts in zoned:
        for part in parts:
            if part.kind in {"p", "label", "postscript", "signed", "valediction"}:
                yield from find_inline_remarks(found.page.source.quote(part.span), part.span.start, found.languages)


def _date_phrases(dating: Dating) -> Iterator[tuple[Finding, Guess[When] | None]]:
    """Yield the dates and places of a letter's date lines as inline findings."""
    for part, _, guess in dating.lines:
        if guess.printed:
            yield Finding("date", guess.printed, part.finding.rule if part.finding else "dating"), guess
    if dating.place_span:
        yield Finding("placeName", dating.place_span, "dating.place"), None


def _signs(region: Region, parts: Sequence[Part], dating: Dating) -> Signs:
    """Gather what a letter's own lines offer to the judge of the parties."""

    def of(*kinds: str) -> tuple[Span, ...]:
        return tuple(part.span for part in parts if part.kind in kinds)

    whens = {part.span: guess.value for part, _, guess in dating.lines}
    return Signs(
        key=region.key,
        number=region.number,
        span=region.span,
        heads=of("head"),
        headlines=tuple(
            (part.span, part.finding.value["role"], whens.get(part.span))
            for part in parts
            if part.kind == "headline" and part.finding
        ),
        datelines=tuple((part.span, whens.get(part.span)) for part in parts if part.kind == "dateline"),
        salutes=of("salute"),
        valedictions=of("valediction"),
        signatures=of("signed"),
        body=of("p", "postscript"),
    )


def _places(dating: Mapping[str, Dating]) -> Iterator[Entry]:
    """Yield a register entry for every place a letter was sent from, each once, by name."""
    names = {one.place.value.key: one.place.value.name for one in dating.values() if one.place and one.place.value.key}
    for key in sorted(names):
        yield Entry(key, "place", names[key])
