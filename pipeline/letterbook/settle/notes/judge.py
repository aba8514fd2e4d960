"""Judge the notes: which lines open one, how far it reaches, and whose note it is.

Notes stand at the end of the book, after each letter, at the foot of the page, or in brackets in the
text. Their numbers run through the book, or begin again with each letter or page. A note's number
is called somewhere above it: a numbered paragraph of a letter is called nowhere, and loses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Cert, Evidence, Finding, Span
from letterbook.model.kinds import CORRECTION, NOTE_BODY
from letterbook.model.values import Fault, NoteOpening
from letterbook.rules.notes.extents import bracket_end
from letterbook.rules.notes.marks import family_of
from letterbook.settle.notes.answered import Answered, families, find_answered
from letterbook.settle.notes.below_letters import mark_order
from letterbook.settle.notes.numbering import Group, PrintedNote, by_scope, ranked, runs_through
from letterbook.settle.notes.prose import find_annotations
from letterbook.settle.notes.sections import Section, find_sections
from letterbook.settle.structure.regions import Structure, region_index


class Notes(NamedTuple):
    """All notes of the book, in the order of the source, and the stretches that hold them.

    `areas` says for each scope where the calls of its notes may stand, `unplaced` holds the annotations of
    which nothing tells the letter.
    """

    notes: tuple[PrintedNote, ...]
    sections: tuple[Section, ...]
    areas: Mapping[str, tuple[Span, ...]]
    unplaced: tuple[Finding, ...] = ()

    def keys(self) -> Mapping[tuple[str, int], str]:
        """Return the key of each note by its scope and rank: its number, with the scope before it."""
        keys: dict[tuple[str, int], str] = {}
        used: dict[str, int] = {}
        for note in self.notes:
            mark = note.opening.value.number
            name = mark if mark.isalnum() else f"s{len(mark)}" if mark else "x"
            key = f"{note.scope}.{name}" if note.scope else name
            used[key] = used.get(key, 0) + 1
            keys[note.scope, note.rank] = key if used[key] == 1 else f"{key}-{used[key]}"
        return keys


def find_notes(found: Found, structure: Structure) -> Notes:
    """Find the notes of a book whose letters are known.

    First come those that marks in the text ask for; among what is left, notes that other signs tell of.
    """
    answered = find_answered(found, structure)
    openings = _left(found, answered)
    sections = find_sections(found, structure, openings)
    held = [s.span for s in sections]
    loose = [
        o
        for o in openings
        if o.value.form == "labelled" and not any(s.start <= o.span.start < s.end for s in held)
    ]
    pinned = found.layout.notes not in {None, "inline"}
    if answered.notes or sections or pinned or any(o.value.number or o.value.label for o in loose):
        # a book has one manner of notes: beside numbered ones, a sentence in brackets is text
        loose = [o for o in loose if o.value.number or o.value.label]
    else:
        letters = [r.span for r in structure.letters()]
        loose = [o for o in loose if any(span.holds(o.span) for span in letters)]
    loose = [o for o in loose if _fits_its_paragraph(found, o) and not _is_dateline(found, o)]
    notes, areas = _notes_of(found, structure, sections, loose) if sections or loose else ([], {})
    joined = _joined(answered, notes, sections, areas)
    taken = [*(section.span for section in joined.sections), *(note.span for note in joined.notes)]
    prose = find_annotations(found, structure, taken)
    return Notes(
        tuple(sorted([*joined.notes, *prose.notes], key=lambda n: n.span)),
        tuple(sorted([*joined.sections, *prose.sections], key=lambda s: s.span)),
        joined.areas,
        prose.unplaced,
    )


def _left(found: Found, answered: Answered) -> list[Finding[NoteOpening]]:
    """Return the openings outside the notes that are known.

    Where notes of a kind (figures, letters, signs) answer marks, others of it that answer none are no notes,
    but for those that say what they are.
    """
    known = families(found) if answered.notes else frozenset()
    starts = [note.span.start for note in answered.notes]
    left = []
    for one in found.of(NOTE_BODY):
        at = bisect_right(starts, one.span.start) - 1
        inside = at >= 0 and one.span.start < answered.notes[at].span.end
        if not inside and (one.value.form == "labelled" or family_of(one.value.number) not in known):
            left.append(one)
    return left


def _joined(
    answered: Answered,
    notes: Sequence[PrintedNote],
    sections: Sequence[Section],
    areas: Mapping[str, tuple[Span, ...]],
) -> Notes:
    """Put the notes together; scopes found in both ways are kept apart by their keys."""
    names = {key: key for key in areas}
    for key in areas:
        while names[key] in answered.areas:
            names[key] += "-b" if names[key] else "b"
    rest = [note._replace(scope=names[note.scope]) for note in notes]
    return Notes(
        tuple(sorted([*answered.notes, *rest], key=lambda n: n.span)),
        tuple(sorted([*answered.sections, *sections], key=lambda s: s.span)),
        {**answered.areas, **{names[key]: area for key, area in areas.items()}},
    )


def _is_dateline(found: Found, opening: Finding[NoteOpening]) -> bool:
    """Tell whether what stands in brackets is a line that dates a letter: "[London, January 27, 1829.]"."""
    line = found.line_at(opening.span.start)
    dated = found.kinds(line).get("dateline")
    return dated is not None and dated.span.start == opening.span.start


def _fits_its_paragraph(found: Found, opening: Finding[NoteOpening]) -> bool:
    """Tell whether a note in brackets that begins inside a line ends in the same paragraph."""
    line = found.page.lines[found.line_at(opening.span.start)]
    if line.span.start == opening.span.start:
        return True
    end = _bracket_end(found.page.source.text, opening.span.start)
    last = found.line_at(end - 1)
    inside = found.page.lines[line.index + 1 : last + 1]
    return (
        found.page.source.text[end - 1] in "])}"
        and (not inside or found.page.wrapped)
        and not any(x.blank for x in inside)
    )


def _between(found: Found, run: Sequence[Finding[NoteOpening]], end: int) -> list[Finding[NoteOpening]]:
    """Add the notes whose numbers are missing in a run, where they stand in the line of the note before.

    Two notes on one line: "2. The original is lost. 3. So dated."
    """
    text = found.page.source.text
    out: list[Finding[NoteOpening]] = []
    for opening, after in zip(run, [*run[1:], None], strict=True):
        out.append(opening)
        stop = after.span.start if after else end
        number, form = mark_order(opening.value.number)[0], opening.value.form
        upto = mark_order(after.value.number)[0] if after else number + 2
        if not opening.value.number.isdigit() or upto - number < 2:  # noqa: PLR2004
            continue
        shape = re.escape(form).replace("1", str(number + 1), 1)
        inside = re.compile(rf"(?<=[.!?)\]”\"’]) (?={shape} +\S)").search(text, opening.span.end, stop)
        if inside and (after or inside.end() < text.find("\n", opening.span.end)):
            start = inside.end()
            span = Span(start, start + len(form) + len(str(number + 1)))
            value = replace(opening.value, number=str(number + 1))
            out.append(Finding(NOTE_BODY, span, "note_bodies.same_line", 0.7, value))
        elif after and upto - number == 2:  # noqa: PLR2004
            out += _misprinted(found, opening, after, str(number + 1))
    return out


def _misprinted(
    found: Found, before: Finding[NoteOpening], after: Finding[NoteOpening], number: str
) -> list[Finding[NoteOpening]]:
    """Return the one note between two others whose number alone does not fit: the missing one is meant."""
    between = [
        o
        for o in found.of(NOTE_BODY, Span(before.span.end, after.span.start))
        if o.value.form == before.value.form and o.confidence >= 0.5  # noqa: PLR2004
    ]
    if len(between) != 1:
        return []
    one = between[0]
    value = replace(one.value, number=number, printed=one.value.number)
    said = Evidence(one.span, f"stands between the notes {before.value.number} and {after.value.number}")
    return [Finding(one.kind, one.span, "note_bodies.misprint", 0.7, value, (said,))]


def misprints(found: Found, notes: Sequence[PrintedNote]) -> Iterator[Finding[Fault]]:
    """Yield the corrections of note numbers that are misprinted."""
    for note in notes:
        if printed := note.opening.value.printed:
            start = found.page.source.text.index(printed, note.opening.span.start)
            value = Fault(note.opening.value.number, Cert.MEDIUM, "note number")
            span = Span(start, start + len(printed))
            yield Finding(
                CORRECTION, span, note.opening.rule, note.opening.confidence, value, note.opening.because
            )


def _notes_of(
    found: Found, structure: Structure, sections: Sequence[Section], loose: Sequence[Finding[NoteOpening]]
) -> tuple[list[PrintedNote], dict[str, tuple[Span, ...]]]:
    """Give every note its extent, its scope and its rank; and say where the calls of each scope may stand."""
    groups: list[Group] = []
    for section in sections:
        openings = _between(found, section.openings, section.span.end)
        ends = [o.span.start for o in openings[1:]] + [section.span.end]
        place = (
            "end"
            if section.title or section.span.end == structure.regions[section.region].span.end
            else "foot"
        )
        mine = [
            PrintedNote(o, Span(o.span.start, _last_word(found, o.span.end, end)), place, "")
            for o, end in zip(openings, ends, strict=True)
        ]
        groups.append(Group(section.owner, section.span, mine, section.area, section.page))
    reached = 0
    starts = [section.span.start for section in sections]
    for opening in loose:
        if opening.span.start < reached:
            continue  # it stands inside the note before
        index = region_index(structure.regions, opening.span.start)
        below = next((start for start in starts if start > opening.span.start), len(found.page.source.text))
        end = min(_bracket_end(found.page.source.text, opening.span.start), structure.regions[index].span.end)
        if below < end:  # a bracket that nothing closes ends where other notes begin
            end = _last_word(found, opening.span.start, below)
        reached = end
        place = "foot" if opening.value.number else "inline"
        span = Span(opening.span.start, end)
        groups.append(Group(index, span, [PrintedNote(opening, span, place, "")]))
    groups.sort(key=lambda g: g.span)
    numbering = found.layout.numbering
    if numbering == "book" or (numbering is None and runs_through([n for g in groups for n in g.notes])):
        areas = tuple(r.span for r in structure.regions if r.kind in {"front", "letter", "matter"})
        return ranked([n for g in groups for n in g.notes]), {"": areas}
    return by_scope(structure, groups, numbering)


def _last_word(found: Found, start: int, end: int) -> int:
    """Return where the last word before an offset ends."""
    return start + len(found.page.source.text[start:end].rstrip())


def _bracket_end(text: str, start: int) -> int:
    """Return where a bracket opened at an offset closes; where it does not, the end of the paragraph."""
    closed = bracket_end(text, start)
    if closed is not None:
        return closed
    end = text.find("\n\n", start)
    return len(text) if end < 0 else end
