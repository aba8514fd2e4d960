"""Find where notes stand together: under a title, at the end of the book, behind letters, at the foot."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.model.kinds import HEADING
from letterbook.model.values import NoteOpening
from letterbook.settle.calls.judge import Scope, judge_style
from letterbook.settle.notes.below_letters import NoteBlock, find_note_blocks, follows, mark_order
from letterbook.settle.notes.below_pages import find_page_notes
from letterbook.settle.structure.regions import Region, Structure, region_index

#: How the points of a list are printed too: notes so printed must be called.
_LISTED = frozenset({"1", "1.", "1)", "(1)"})


class Section(NamedTuple):
    """A stretch of the source that holds notes and nothing else, with the title above it if there is one.

    `region` is where it stands, `owner` whose notes they are (both indexes of regions): at the end of a
    book the notes may stand letter by letter. `tail` says that it ends the book. `area` is the text above
    the notes of a page, and `page` the page's number.
    """

    span: Span
    title: Finding | None
    openings: tuple[Finding[NoteOpening], ...]
    region: int
    owner: int
    tail: bool = False
    area: Span | None = None
    page: str = ""


def find_sections(
    found: Found, structure: Structure, openings: Sequence[Finding[NoteOpening]]
) -> list[Section]:
    """Find the stretches that hold notes: under a title, at the book's end, after a letter."""
    openings = [o for o in openings if o.value.form != "labelled"]
    sections = _titled(found, structure, openings)
    by_letter = _by_letter(found, structure, openings)
    place = found.layout.notes
    if by_letter and place in {None, "end"}:
        return by_letter
    page_notes = [
        Section(f.span, None, f.openings, index, index, area=f.area, page=f.page)
        for f in find_page_notes(found, structure, openings)
        for index in [region_index(structure.regions, f.span.start)]
        if not any(s.span.meets(f.span) for s in sections)
    ]
    sections = sorted([*sections, *page_notes], key=lambda s: s.span)
    forms = {o.value.form for footer in page_notes for o in footer.openings}
    rest = [o for o in openings if o.value.form in forms] if page_notes else openings
    blocks = find_note_blocks(
        found, structure, rest, [(s.span, s.openings[-1].value.number) for s in sections]
    )
    blocks = _without_lists(found, structure, blocks) if place is None else blocks
    tail = _tail_section(found, structure, openings, sections)
    if place is not None:
        return _pinned(place, structure, sections, blocks, tail)
    if tail and 2 * sum(len(f.openings) for f in blocks if f.region != tail.region) < len(tail.openings):
        return [tail]
    last = max((i for i, r in enumerate(structure.regions) if r.kind == "letter"), default=0)
    if _one_place(sections) or (len(sections) == 1 and sections[0].region == last):
        return [max(sections, key=lambda s: len(s.openings))._replace(tail=True)]
    return sorted(
        [*sections, *(Section(f.span, None, f.openings, f.region, f.region) for f in blocks)],
        key=lambda s: s.span,
    )


def _pinned(
    place: str,
    structure: Structure,
    titled: Sequence[Section],
    blocks: Sequence[NoteBlock],
    tail: Section | None,
) -> list[Section]:
    """Keep the notes that stand where the editor says notes stand."""
    last = max((i for i, r in enumerate(structure.regions) if r.kind == "letter"), default=0)
    if place == "end":
        ends = [*([tail] if tail else []), *(s for s in titled if s.region >= last)]
        return [max(ends, key=lambda s: len(s.openings))._replace(tail=True)] if ends else []
    sections = [*titled, *(Section(f.span, None, f.openings, f.region, f.region) for f in blocks)]
    return sorted((s for s in sections if s.region <= last), key=lambda s: s.span)


def _titled(found: Found, structure: Structure, openings: Sequence[Finding[NoteOpening]]) -> list[Section]:
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
                sections.append(Section(Span(title.span.start, stop), title, tuple(run), index, index))
    return sections


def _by_letter(found: Found, structure: Structure, openings: Sequence[Finding[NoteOpening]]) -> list[Section]:
    """Find notes at the end of the book that stand under the letters' numbers again ("Letter 12")."""
    letters = [i for i, r in enumerate(structure.regions) if r.kind == "letter"]
    titles = [t for t in found.of("note.title") if t.span.start > structure.regions[letters[-1]].span.start]
    if not titles:
        return []
    owners = {structure.regions[i].number: i for i in letters if structure.regions[i].number}
    starts = {o.span.start for o in openings}
    heads = [
        h
        for h in found.of(HEADING)
        if h.span.start > titles[-1].span.start and h.value.number in owners and h.span.start not in starts
    ]
    if len({h.value.number for h in heads}) < 2:  # noqa: PLR2004
        return []
    region = region_index(structure.regions, titles[-1].span.start)
    end = structure.regions[region].span.end
    sections: list[Section] = []
    for head, after in zip(heads, [*(h.span.start for h in heads[1:]), end], strict=True):
        mine = [o for o in openings if head.span.end <= o.span.start < after]
        if mine and _near_title(found, head, mine[0]):
            start = head.span.start if sections else titles[-1].span.start
            run = tuple(_run(mine, 0))
            sections.append(
                Section(Span(start, after), head, run, region, owners[head.value.number], tail=True)
            )
    return sections if len(sections) > 1 else []


def _one_place(sections: Sequence[Section]) -> bool:
    """Tell whether one section, at the end of the book, holds nearly all notes: they have one place."""
    sizes = [len(s.openings) for s in sections]
    return len(sizes) > 1 and sizes[-1] == max(sizes) and sizes[-1] >= 0.9 * sum(sizes)


def _tail_section(
    found: Found, structure: Structure, openings: Sequence[Finding[NoteOpening]], titled: Sequence[Section]
) -> Section | None:
    """Find notes without a title at the end of the book: in the last letter's region, or behind it."""
    starts = [o.span.start for o in openings]
    last = max((i for i, r in enumerate(structure.regions) if r.kind == "letter"), default=0)
    for index in range(last, len(structure.regions)):
        region = structure.regions[index]
        if region.kind == "licence" or any(s.region == index for s in titled):
            continue
        within = openings[bisect_left(starts, region.span.start) : bisect_left(starts, region.span.end)]
        tail = _tail(found, region, within)
        listed = bool(tail) and tail[0].value.form in _LISTED
        if listed and (_is_announced(found, tail[0]) or not _is_called(found, structure, tail)):
            continue  # the points of a list in the last letter, a publisher's books
        if tail and (len(tail) > sum(len(s.openings) for s in titled)):
            return Section(
                Span(tail[0].span.start, region.span.end), None, tuple(tail), index, index, tail=True
            )
    return None


def _is_announced(found: Found, opening: Finding) -> bool:
    """Tell whether a colon stands before the first of a row, in a line that is no title of notes."""
    line = found.line_at(opening.span.start)
    above = line - 1
    return (
        line > 0
        and "note.title" not in found.kinds(above)
        and found.page.lines[above].text.rstrip("-–—_ ").endswith(":")
    )


def _without_lists(found: Found, structure: Structure, blocks: Sequence[NoteBlock]) -> list[NoteBlock]:
    """Take out what are points of lists: of all so printed, marks above them call less than half."""
    listed = [foot for foot in blocks if foot.openings[0].value.form in _LISTED]
    scopes = [
        Scope(str(n), (Span(structure.regions[foot.region].span.start, foot.span.start),), foot.openings)
        for n, foot in enumerate(listed)
        if structure.regions[foot.region].span.start < foot.span.start
    ]
    size = sum(len(foot.openings) for foot in listed)
    if not listed or 2 * _called(found, structure, scopes) >= size:
        return list(blocks)
    return [foot for foot in blocks if foot not in listed]


def _is_called(found: Found, structure: Structure, notes: Sequence[Finding[NoteOpening]]) -> bool:
    """Tell whether marks before some notes call at least half of them, in their order."""
    regions = (r.span for r in structure.regions if r.kind in {"front", "letter", "matter"})
    areas = (Span(span.start, min(span.end, notes[0].span.start)) for span in regions)
    scope = Scope("", tuple(area for area in areas if area.start < area.end), tuple(notes))
    return 2 * _called(found, structure, [scope]) >= len(notes)


def _called(found: Found, structure: Structure, scopes: Sequence[Scope]) -> int:
    """Return how many notes are called by marks that no heading, date or page takes."""
    claimed = sorted(
        [
            *(span for r in structure.letters() if r.head and (span := r.head.value.number_at)),
            *(f.span for kind in ("dateline", "page.break") for f in found.of(kind)),
        ]
    )
    return judge_style(found.page.source, scopes, claimed, found.languages).called if scopes else 0


def _tail(
    found: Found, region: Region, openings: Sequence[Finding[NoteOpening]]
) -> list[Finding[NoteOpening]]:
    """Return the notes at the end of the book: the longest run from a first number that reaches the end."""
    best: list[Finding[NoteOpening]] = []
    for i, opening in enumerate(openings):
        number = mark_order(opening.value.number)
        if (
            number[0] != 1
            or number[1]
            or found.line_at(opening.span.start) == found.line_at(region.span.start)
        ):
            continue
        run = _run(openings, i)
        if len(run) >= len(best):  # of two runs as long, the paragraphs of a letter stand before the notes
            best = run
    return best if len(best) > 1 else []


def _run(openings: Sequence[Finding[NoteOpening]], first: int) -> list[Finding[NoteOpening]]:
    """Return the longest run of following numbers from a candidate on; others between are let be.

    One number may be missing at a time: a run with a hole is still a run. Numbers in curly or angle brackets
    may be those of pages, and need only rise.
    """
    run = [openings[first]]
    form = openings[first].value.form
    for opening in openings[first + 1 :]:
        last, mark = run[-1].value.number, opening.value.number
        hole = mark.isdigit() and mark_order(mark)[0] == mark_order(last)[0] + 2
        by_page = form[:1] in {"{", "<"} and mark_order(mark) > mark_order(last)
        if opening.value.form == form and (follows(last, mark) or hole or by_page):
            run.append(opening)
    return run


def _near_title(found: Found, title: Finding, opening: Finding) -> bool:
    """Tell whether a note begins directly under a title."""
    return found.line_at(opening.span.start) - found.line_at(title.span.end - 1) <= 2  # noqa: PLR2004


def _section_end(found: Found, last: Finding[NoteOpening], end: int, region: Region) -> int:
    """Return where a notes section ends: with its region, or where the book goes on in front matter."""
    if region.kind == "letter":
        return end
    for line in found.lines_in(Span(last.span.end, end)):
        if line.blank > 2 and (line.text.isupper() or "matter.title" in found.kinds(line.index)):  # noqa: PLR2004
            return line.span.start
    return end
