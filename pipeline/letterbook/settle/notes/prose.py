"""Tie annotations that no mark calls to the letters that they are on.

By the letter's number, if the annotation prints it; by the page's, where the text has marks of pages; by the
lemma, if it stands in one letter alone, or in one alone of those between the letters of the annotations
before and after it. An annotation that none of these decides stays where it is and is reported: a letter is
never guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Decision, Evidence, Finding, Span, Subject, Topic
from letterbook.model.kinds import NOTE_BODY, PAGE_BREAK, PAGE_MARK, PRINT_PAGE
from letterbook.model.values import Annotation, NoteOpening
from letterbook.read.page import Paragraph
from letterbook.rules.notes.prose import RULE, find_prose, letter_heads
from letterbook.rules.set_phrases import bare_words
from letterbook.settle.notes.numbering import PrintedNote
from letterbook.settle.notes.sections import Section
from letterbook.settle.structure.regions import Region, Structure, region_index
from letterbook.values.numerals import read_number
from letterbook.words import languages
from letterbook.words.patterns import phrases

SCOPE = "on"  # the scope of annotations, and so the first part of their keys
_FEWEST = 3  # annotations that make a manner, where no title stands over them
_FEW = 2  # and where one does
_HALF = 0.5  # the share of the paragraphs, and of the lemmas, that must fit
_SHORT = 40  # code points: so short a line may be a title
_WORD = re.compile(r"\w+")


class Prose(NamedTuple):
    """Annotations with their letters, the stretches they stand in, and those whose letter is not known."""

    notes: tuple[PrintedNote, ...] = ()
    sections: tuple[Section, ...] = ()
    unplaced: tuple[Finding[Annotation], ...] = ()


def find_annotations(found: Found, structure: Structure, taken: Sequence[Span]) -> Prose:
    """Return the annotations of a book that stand outside the notes already known, which are `taken`."""
    if found.layout.notes in {"none", "inline", "page-foot"}:
        return Prose()
    letters = [index for index, region in enumerate(structure.regions) if region.kind == "letter"]
    if not letters:
        return Prose()
    text = found.page.source.text
    notes: list[PrintedNote] = []
    sections: list[Section] = []
    unplaced: list[Finding[Annotation]] = []
    for area, title in _areas(found, structure, letters, taken):
        group = _group(found, area, titled=title is not None)
        if group is None:
            continue
        owner = region_index(structure.regions, area.start)
        own = next((at for at in reversed(letters) if at <= owner), None) if owner < letters[-1] else None
        ties = _Ties(found, structure, letters, Span(0, area.start)).tie(group, own)
        if sum(tie is not None for tie in ties) < max(1, _HALF * len(ties)) and not any(
            one.opening.value.page or one.opening.value.letter for one in group
        ):
            continue
        rows = list(zip(group, ties, strict=True))
        for one, tie in rows:
            if tie is None:
                unplaced.append(one.opening)
                continue
            where, why = tie
            value = NoteOpening(
                form="prose",
                opens=one.opening.value.opens,
                calls=(),
                ref=_reference(text, one),
                letter=structure.regions[where].key,
            )
            because = (Evidence(one.opening.span, why),)
            opening = Finding(
                NOTE_BODY, Span(one.span.start, one.opening.value.opens), RULE, 0.8, value, because
            )
            notes.append(PrintedNote(opening, one.span, "end" if own is None else "foot", SCOPE, len(notes)))
        start = title.span.start if title else group[0].span.start
        openings = tuple(note.opening for note in notes if area.holds(note.span))
        sections.append(
            Section(Span(start, group[-1].span.end), title, openings, owner, owner, tail=own is None)
        )
    return Prose(tuple(notes), tuple(sections), tuple(unplaced))


def told_of_annotations(notes: Sequence[PrintedNote], keys: Mapping[tuple[str, int], str]) -> list[Decision]:
    """Return why each annotation belongs to its letter."""
    return [
        Decision(
            Subject(Topic.NOTE_OF_LETTER, note=keys[note.scope, note.rank]),
            note.opening,
            (),
            "its letter is told by a number, a page or its lemma: no mark calls it",
        )
        for note in notes
        if note.opening.rule == RULE
    ]


class _Annotation(NamedTuple):
    """An annotation: how it begins (kind "note.prose"), all its paragraphs, the heading over it."""

    opening: Finding[Annotation]
    span: Span
    under: str


def _areas(
    found: Found, structure: Structure, letters: Sequence[int], taken: Sequence[Span]
) -> list[tuple[Span, Finding | None]]:
    """Return where annotations may stand: under each title of notes, or from the last letter on."""
    titles = list(found.of("note.title"))
    ends = [*(title.span.start for title in titles), len(found.page.source.text)][1:]
    transcribers = phrases(languages(), "note_titles", "transcriber")
    out: list[tuple[Span, Finding | None]] = []
    for title, end in zip(titles, ends, strict=True):
        if bare_words(found.page.source.quote(title.span)) in transcribers:
            continue
        region = structure.regions[region_index(structure.regions, title.span.start)]
        last = title.span.start >= structure.regions[letters[-1]].span.start
        if not last and region.kind not in ("letter", "matter"):
            continue
        area = Span(title.span.end, end if last else min(end, region.span.end))
        limits = [
            r.span.start for r in structure.regions if r.kind == "licence" and r.span.start > area.start
        ]
        area = Span(area.start, min([area.end, *limits]))
        if not any(area.start <= span.start < area.end for span in taken):
            out.append((area, title))
    if not out and not titles:
        region = structure.regions[letters[-1]]
        limits = [
            r.span.start
            for r in structure.regions
            if r.kind == "licence" and r.span.start > region.span.start
        ]
        area = Span(region.span.start, min([len(found.page.source.text), *limits]))
        if not any(area.start <= span.start < area.end for span in taken):
            out.append((area, None))
    return out


def _group(found: Found, area: Span, *, titled: bool) -> list[_Annotation] | None:
    """Gather the annotations of a stretch; None where most of its paragraphs are something else."""
    paragraphs = [p for p in found.page.paragraphs if area.start <= p.span.start < area.end]
    begun = {one.span.start: one for one in find_prose(found.page, found.languages, [area])}
    if not titled:
        begun = {at: one for at, one in begun.items() if one.value.page}
        starts = sorted(begun)
        paragraphs = [p for p in paragraphs if starts and p.span.start >= starts[0]]
        pages = [int(begun[at].value.page) for at in starts]
        if len(starts) < _FEWEST or any(a > b for a, b in pairwise(pages)):
            return None
    kind = _manner(list(begun.values()))
    begun = {at: one for at, one in begun.items() if _is_of(one, kind)}
    if len(begun) < (_FEW if titled else _FEWEST):
        return None
    out: list[_Annotation] = []
    under, rest = "", 0
    for paragraph in paragraphs:
        head = letter_heads(tuple(found.languages)).fullmatch(paragraph.first.text.strip("_* "))
        if head and len(paragraph.lines) == 1:
            under = head["letter"]
        elif one := begun.get(paragraph.span.start):
            out.append(_Annotation(one, one.span, under))
        elif out and _is_title(found, paragraph):
            break
        elif out:
            rest += 1
            out[-1] = out[-1]._replace(span=Span(out[-1].span.start, paragraph.span.end))
    return out if len(out) >= max(_FEW, _HALF * (len(out) + rest)) else None


def _manner(begun: Sequence[Finding[Annotation]]) -> str:
    """Tell what most annotations begin with: a page, a letter, or nothing but the lemma and how that ends."""
    counts: dict[str, int] = {}
    for one in begun:
        for kind in _kinds(one):
            counts[kind] = counts.get(kind, 0) + 1
    order = ("page", "letter", "bracket", "stop")
    return max(order, key=lambda kind: (counts.get(kind, 0) > _HALF * len(begun), -order.index(kind)))


def _kinds(one: Finding[Annotation]) -> list[str]:
    value = one.value
    return [
        *(name for name, printed in (("page", value.page), ("letter", value.letter)) if printed),
        *([value.end] if value.end else []),
    ]


def _is_of(one: Finding[Annotation], kind: str) -> bool:
    return kind in _kinds(one)


def _is_title(found: Found, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is the title of what stands behind the annotations."""
    line = paragraph.first
    one = len(paragraph.lines) == 1 and len(line.text) <= _SHORT
    return one and (line.text.isupper() or "matter.title" in found.kinds(line.index))


def _reference(text: str, one: _Annotation) -> str:
    """Return what an annotation names: the place as printed, or the lemma."""
    value = one.opening.value
    end = value.opens
    if value.end == "bracket" and not value.page:
        return value.lemma
    printed = " ".join(text[one.span.start : end].split()).strip(" .,:;—–-")
    if value.page and value.end == "bracket":
        printed = printed.partition(value.lemma)[0].strip(" .,:;—–-_")
    return printed or value.lemma


class _Ties:
    """Finds the letter of each annotation of a group."""

    def __init__(self, found: Found, structure: Structure, letters: Sequence[int], text: Span) -> None:
        self._found = found
        self._regions = structure.regions
        self._letters = letters
        self._text = text

    def tie(self, group: Sequence[_Annotation], own: int | None) -> list[tuple[int, str] | None]:
        """Return the region of each annotation's letter, and why; None where nothing tells it."""
        if own is not None:
            return [(own, "it stands under a title of notes within this letter") for _ in group]
        out = [self._by_number(one) or self._by_page(one) for one in group]
        free = [at for at, tie in enumerate(out) if tie is None]
        within = {at: self._holding(group[at].opening.value.lemma, self._letters) for at in free}
        for at in free:
            if len(within[at]) == 1 and not group[at].opening.value.letter:
                out[at] = (within[at][0], "its lemma stands in this letter alone")
        placed = [tie[0] for tie in out if tie is not None]
        if all(a <= b for a, b in pairwise(placed)):
            for at in free:
                if out[at] is None and within[at]:
                    out[at] = self._between(out, at, within[at])
        return out

    def _between(
        self, ties: Sequence[tuple[int, str] | None], at: int, within: Sequence[int]
    ) -> tuple[int, str] | None:
        low = next((tie[0] for tie in reversed(ties[:at]) if tie), self._letters[0])
        high = next((tie[0] for tie in ties[at + 1 :] if tie), self._letters[-1])
        mine = [region for region in within if low <= region <= high]
        if len(mine) != 1:
            return None
        return mine[0], "its lemma stands in this letter alone of those between its neighbours'"

    def _by_number(self, one: _Annotation) -> tuple[int, str] | None:
        printed = one.opening.value.letter or one.under
        number = read_number(printed, self._found.languages) if printed else None
        if number is None:
            return None
        mine = [at for at in self._letters if _label(self._regions[at]) == number.label]
        return (
            (mine[0], f"it is printed under the number of this letter, {printed}") if len(mine) == 1 else None
        )

    def _by_page(self, one: _Annotation) -> tuple[int, str] | None:
        page = one.opening.value.page
        if not page or page not in self._pages:
            return None
        mine: set[int] = set()
        for area in self._pages[page]:
            mine |= {at for at in self._letters if self._regions[at].span.meets(area)}
        near = [at for at in sorted(mine) if self._areas_hold(at, page)]
        if len(near) == 1:
            return near[0], f"page {page} holds this letter alone"
        holding = self._holding(one.opening.value.lemma, near, self._pages[page])
        if len(holding) == 1:
            return holding[0], f"on page {page}, its lemma stands in this letter alone"
        return None

    def _areas_hold(self, at: int, page: str) -> bool:
        """Tell whether words of a letter stand on a page."""
        text = self._found.page.source.text
        region = self._regions[at].span
        return any(
            text[max(area.start, region.start) : min(area.end, region.end)].strip()
            for area in self._pages[page]
        )

    def _holding(self, lemma: str, letters: Sequence[int], areas: Sequence[Span] = ()) -> list[int]:
        """Return the letters in which a lemma stands, or its first words up to what it leaves out."""
        words = " ".join(_WORD.findall(re.split(r"\.\.\.|…|\s[—–-]\s", lemma)[0].casefold()))
        if not words:
            return []
        if not areas:
            return [at for at in letters if f" {words} " in self._words[at]]
        return [
            at
            for at in letters
            if any(
                f" {words} " in self._words_of(self._common(self._regions[at].span, area)) for area in areas
            )
        ]

    def _common(self, one: Span, other: Span) -> Span:
        start = max(one.start, other.start)
        return Span(start, max(start, min(one.end, other.end)))

    def _words_of(self, span: Span) -> str:
        span = self._common(span, self._text)
        return f" {' '.join(_WORD.findall(self._found.page.source.quote(span).casefold()))} "

    @cached_property
    def _words(self) -> Mapping[int, str]:
        return {at: self._words_of(self._regions[at].span) for at in self._letters}

    @cached_property
    def _pages(self) -> Mapping[str, Sequence[Span]]:
        """Return where the text of each page stands; where a number stands at a foot or a head, both."""
        marks = sorted(
            (f.span.start, f.value.n or "", f.kind != PAGE_BREAK or f.rule == "pages.mark")
            for kind in (PAGE_BREAK, PAGE_MARK, PRINT_PAGE)
            for f in self._found.of(kind)
            if f.span.start < self._text.end
        )
        out: dict[str, list[Span]] = {}
        starts = [start for start, _, _ in marks]
        for start, name, heads in marks:
            after = bisect_right(starts, start)
            end = starts[after] if after < len(starts) else self._text.end
            before = next((one for one in reversed(starts) if one < start), 0)
            out.setdefault(name, []).append(Span(start if heads else before, end))
        return out


def _label(region: Region) -> str:
    number = read_number(region.number or "", ())
    return number.label if number else ""
