"""The judge of notes: which lines open a note, how far it reaches, and whose note it is.

Notes stand at the end of the book, after each letter, at the foot of the page, or in brackets in the
text. Their numbers run through the book, or begin again with each letter or page. A note's number
is called somewhere above it: a numbered paragraph of a letter is called nowhere, and loses.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from letterbook.model import Decision, Finding, Span
from letterbook.settle.found import Found
from letterbook.settle.structure import Region, Structure, region_at

_FORM_STOP = re.compile(r"[\])]?[.:)]?$")


@dataclass(frozen=True, slots=True)
class Noted:
    """A note: its opening (kind "note.body"), the whole span, where it is printed, and its scope.

    `place` is "end", "foot" or "inline". `scope` is "" where numbers run through the book, else the
    key of the letter (or the number of the page) whose notes begin anew.
    """

    opening: Finding
    span: Span
    place: str
    scope: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the source that holds notes and nothing else, with the title above it if there is one."""

    span: Span
    title: Finding | None
    openings: tuple[Finding, ...]
    region: int
    scope: str = ""


@dataclass(frozen=True)
class Notes:
    """All notes of the book, in the order of the source, and the stretches that hold them."""

    notes: tuple[Noted, ...]
    sections: tuple[Section, ...]
    decisions: tuple[Decision, ...] = ()

    def keys(self) -> Mapping[tuple[str, int], str]:
        """Return the key of each note by its scope and rank: its number, with the scope before it."""
        keys: dict[tuple[str, int], str] = {}
        used: dict[str, int] = {}
        for note in self.notes:
            mark = note.opening.value["number"]
            name = mark if mark.isalnum() else f"s{len(mark)}" if mark else "x"
            key = f"{note.scope}.{name}" if note.scope else name
            used[key] = used.get(key, 0) + 1
            keys[note.scope, note.rank] = key if used[key] == 1 else f"{key}-{used[key]}"
        return keys


def number_key(mark: str) -> tuple[int, str]:
    """Return a note's number as a value to compare; a mark without figures counts its signs."""
    found = re.fullmatch(r"(\d+)([A-Za-z]?)", mark)
    return (int(found[1]), found[2].lower()) if found else (len(mark), "")


def _follows(before: tuple[int, str], after: tuple[int, str]) -> bool:
    """Tell whether a number is the next one, or the same with a (next) letter."""
    if after[0] == before[0] + 1:
        return after[1] in {"", "a"}
    return after[0] == before[0] and after[1] > before[1]


def _run(openings: Sequence[Finding], first: int) -> list[Finding]:
    """Return the longest run of following numbers from a candidate on; others between are let be.

    One number may be missing at a time: a run with a hole is still a run.
    """
    run = [openings[first]]
    form = openings[first].value["form"]
    last = number_key(run[0].value["number"])
    for opening in openings[first + 1 :]:
        number = number_key(opening.value["number"])
        if opening.value["form"] == form and (
            _follows(last, number) or (number[0] == last[0] + 2 and not number[1])  # noqa: PLR2004
        ):
            run.append(opening)
            last = number
    return run


def find_notes(found: Found, structure: Structure) -> Notes:
    """Find the notes of a book whose letters are known."""
    sections = _sections(found, structure)
    held = [s.span for s in sections]
    loose = [
        o
        for o in found.of("note.body")
        if o.value["form"] == "labelled" and not any(s.start <= o.span.start < s.end for s in held)
    ]
    notes = _notes_of(found, structure, sections, loose)
    through = not any(note.scope for note in notes)
    if not through:
        keys = {index: region.key for index, region in enumerate(structure.regions) if region.kind == "letter"}
        sections = [replace(s, scope=keys.get(s.region, "")) for s in sections]
    return Notes(_ranked(notes), tuple(sections))


def _sections(found: Found, structure: Structure) -> list[Section]:
    """Find the stretches that hold notes: under a title, at the book's end, after a letter."""
    openings = [o for o in found.of("note.body") if o.value["form"] != "labelled"]
    sections = _titled(found, structure, openings)
    tail = _tail_section(found, structure, openings, sections)
    if tail:
        sections = [tail]
    elif _one_place(sections):
        sections = [max(sections, key=lambda s: len(s.openings))]
    else:
        sections = sorted([*sections, *_after_letters(found, structure, openings, sections)], key=lambda s: s.span)
    return sections


def _titled(found: Found, structure: Structure, openings: Sequence[Finding]) -> list[Section]:
    """Find the notes that stand directly under a title."""
    sections: list[Section] = []
    starts = [o.span.start for o in openings]
    titles = list(found.of("note.title"))
    for index, region in enumerate(structure.regions):
        under = [t for t in titles if region.span.holds(t.span)]
        if region.kind == "licence" or not under:
            continue
        bounds = [t.span.start for t in under[1:]] + [region.span.end]
        for title, end in zip(under, bounds, strict=True):
            mine = openings[bisect_left(starts, title.span.end) : bisect_left(starts, end)]
            if mine and _near_title(found, title, mine[0]):
                run = _run(mine, 0)
                stop = _section_end(found, run[-1], end, region)
                sections.append(Section(Span(title.span.start, stop), title, tuple(run), index))
    return sections


def _one_place(sections: Sequence[Section]) -> bool:
    """Tell whether one section, at the end of the book, holds nearly all notes: an edition keeps them in one place."""
    sizes = [len(s.openings) for s in sections]
    return len(sizes) > 1 and sizes[-1] == max(sizes) and sizes[-1] >= 0.9 * sum(sizes)


def _tail_section(
    found: Found, structure: Structure, openings: Sequence[Finding], titled: Sequence[Section]
) -> Section | None:
    """Find notes without a title at the end of the book: in the last letter's region, or behind it."""
    starts = [o.span.start for o in openings]
    last = max(i for i, r in enumerate(structure.regions) if r.kind == "letter")
    for index in range(last, len(structure.regions)):
        region = structure.regions[index]
        if region.kind == "licence" or any(s.region == index for s in titled):
            continue
        within = openings[bisect_left(starts, region.span.start) : bisect_left(starts, region.span.end)]
        tail = _tail(found, region, within)
        if tail and (len(tail) > sum(len(s.openings) for s in titled)):
            return Section(Span(tail[0].span.start, region.span.end), None, tuple(tail), index)
    return None


def _ranked(notes: Sequence[Noted]) -> tuple[Noted, ...]:
    """Count the notes of each scope from 0."""
    count: dict[str, int] = {}
    out = []
    for note in notes:
        rank = count.get(note.scope, 0)
        count[note.scope] = rank + 1
        out.append(replace(note, rank=rank))
    return tuple(out)


def _near_title(found: Found, title: Finding, opening: Finding) -> bool:
    """Tell whether a note begins directly under a title."""
    return found.line_at(opening.span.start) - found.line_at(title.span.end - 1) <= 2  # noqa: PLR2004


def _section_end(found: Found, last: Finding, end: int, region: Region) -> int:
    """Return where a notes section ends: with its region, or where the book goes on in front matter."""
    if region.kind == "letter":
        return end
    for line in found.lines_in(Span(last.span.end, end)):
        if line.blank > 2 and (line.text.isupper() or "matter.title" in found.kinds(line.index)):  # noqa: PLR2004
            return line.span.start
    return end


def _tail(found: Found, region: Region, openings: Sequence[Finding]) -> list[Finding]:
    """Return the notes at the end of the book: the longest run from a first number that reaches the end."""
    best: list[Finding] = []
    for i, opening in enumerate(openings):
        number = number_key(opening.value["number"])
        if number[0] != 1 or number[1] or found.line_at(opening.span.start) == found.line_at(region.span.start):
            continue
        run = _run(openings, i)
        if len(run) > len(best):
            best = run
    return best if len(best) > 1 else []


def _after_letters(
    found: Found, structure: Structure, openings: Sequence[Finding], titled: Sequence[Section]
) -> list[Section]:
    """Find notes without a title after each letter: they end it, and something in it calls them."""
    sections: list[Section] = []
    starts = [o.span.start for o in openings]
    held = {s.region: s for s in titled}
    last = (0, "")
    for index, region in enumerate(structure.regions):
        if index in held:
            last = number_key(held[index].openings[-1].value["number"])
            continue
        if region.kind != "letter" or region.head is None:
            continue
        low = bisect_left(starts, region.head.span.end)
        high = bisect_left(starts, region.span.end)
        for i in range(low, high):
            number = number_key(openings[i].value["number"])
            if not (_follows(last, number) or number == (1, "")):
                continue
            run = _run(openings[i:high], 0)
            body = Span(region.head.span.end, openings[i].span.start)
            closing = any(
                {"valediction", "dateline", "salute"} & found.kinds(line.index).keys()
                for line in found.lines_in(Span(run[0].span.end, region.span.end))
            )
            if len(run) == high - i and not closing and all(_called(found, body, o) for o in run):
                sections.append(Section(Span(run[0].span.start, region.span.end), None, tuple(run), index))
                last = number_key(run[-1].value["number"])
                break
    return sections


def _called(found: Found, body: Span, opening: Finding) -> bool:
    """Tell whether a note's mark stands anywhere in a stretch of text, as a call might."""
    mark = opening.value["number"]
    text = found.page.source.text
    raised = mark.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    pattern = rf"(?<![\d*]){re.escape(mark)}(?![\d*])|{re.escape(raised)}"
    return bool(re.compile(pattern).search(text, body.start, body.end))


def _notes_of(
    found: Found, structure: Structure, sections: Sequence[Section], loose: Sequence[Finding]
) -> list[Noted]:
    """Give every note its extent and its scope."""
    notes: list[Noted] = []
    for section in sections:
        region = structure.regions[section.region]
        ends = [o.span.start for o in section.openings[1:]] + [section.span.end]
        for opening, end in zip(section.openings, ends, strict=True):
            span = Span(opening.span.start, _last_word(found, opening.span.end, end))
            notes.append(Noted(opening, span, "end", region.key if region.kind == "letter" else ""))
    for opening in loose:
        end = _bracket_end(found.page.source.text, opening.span.start)
        region = region_at(structure.regions, opening.span.start)
        place = "foot" if opening.value["number"] else "inline"
        notes.append(Noted(opening, Span(opening.span.start, end), place, region.key))
    notes.sort(key=lambda n: n.span)
    if _runs_through(notes):
        notes = [Noted(n.opening, n.span, n.place, "") for n in notes]
    return notes


def _last_word(found: Found, start: int, end: int) -> int:
    """Return where the last word before an offset ends."""
    return max(start, len(found.page.source.text[:end].rstrip()) if end - start < 64 else _rstrip(found, start, end))


def _rstrip(found: Found, start: int, end: int) -> int:
    return start + len(found.page.source.text[start:end].rstrip())


def _bracket_end(text: str, start: int) -> int:
    """Return where a bracket opened at an offset closes; where it does not, the end of the paragraph."""
    pairs = {"[": "]", "(": ")", "{": "}"}
    close = pairs[text[start]]
    depth = 0
    for i in range(start, min(len(text), start + 20_000)):
        if text[i] == text[start]:
            depth += 1
        elif text[i] == close:
            depth -= 1
            if depth == 0:
                return i + 1
    end = text.find("\n\n", start)
    return len(text) if end < 0 else end


def _runs_through(notes: Sequence[Noted]) -> bool:
    """Tell whether the numbers run through the whole book rather than begin again by letter."""
    numbered = [number_key(n.opening.value["number"]) for n in notes if n.opening.value["number"][:1].isdigit()]
    scopes = {n.scope for n in notes}
    if len(scopes) < 2:  # noqa: PLR2004
        return True
    rises = sum(a < b for a, b in zip(numbered, numbered[1:], strict=False))
    return bool(numbered) and rises >= 0.95 * (len(numbered) - 1)
