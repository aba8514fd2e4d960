"""Find where the parts of the book begin and end: front matter, letters, notes, back matter.

The headings come from the judge of series. Between them everything belongs to a letter, except what is known
to be something else: a preface, an index, a list of notes, a part's title.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Decision, Evidence, Finding, Span, Subject, Topic
from letterbook.model.kinds import HEADING, LICENCE, NOTE_BODY
from letterbook.model.values import Heading
from letterbook.rules.datelines import is_address_line
from letterbook.settle.structure.behind_letters import TITLE_GAP, is_year
from letterbook.settle.structure.dated_rows import by_dates
from letterbook.settle.structure.heading_series import Series, look_of, mend_series, value_of
from letterbook.settle.structure.judged import Judged, book_span, judge_headings
from letterbook.settle.structure.judged_limits import (
    NO_LETTER,
    Ruling,
    clamped_by_editor,
    clamps_of,
    clamps_of_pins,
    links_of,
    opens_note,
)
from letterbook.settle.structure.judged_looks import judged_looks
from letterbook.settle.structure.mended_letters import from_numbers, mended
from letterbook.settle.structure.numbered_chapters import chapter_numbers
from letterbook.settle.structure.parted_letters import at_wanted
from letterbook.settle.structure.pinned import find_cuts, heads_as_pinned, is_pinned, unpinned
from letterbook.settle.text.line_looks import RIGHT
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter, Reading, read_structure
from letterbook.structure_model.reasons import doubt_of_end, tempered
from letterbook.structure_model.running import running_units
from letterbook.structure_model.tagger import Clamps
from letterbook.structure_model.units import Unit, cut_units
from letterbook.words import read_languages

RULE = "structure.model"
_NUMBER_ALONE = re.compile(r"[^\w\n]*(\d{1,4})[^\w\n]*")
_SERIES = 3  # letters of a series that counts where the model finds one letter or none
_LEAST = 0.8  # how probable the borders of a lone letter must be
_FEW = 4  # letters that the model finds, at most, where a row of dates of one look may hold more
_BELOW = 2  # units below a place and a date, of which one is prose or a salutation
_NOTES = 3  # lines below a title of notes, of which one begins with a mark
_WANTED = 2.0  # what speaks for a heading that the model found, where a number is wanted


@dataclass(frozen=True)
class Region:
    """A part of the book: `kind` is "front", "letter", "matter", "licence" or "back".

    A letter has its heading (and what is corrected in it: `amended`, "prefix" or "number" -> reading, with
    the reasons, `because`), its number after correction, and its key; `chance` is how probable the model
    holds its borders, `verdict` and `why` say what carried its beginning. "matter" stands between letters.
    """

    kind: str
    span: Span
    head: Finding[Heading] | None = None
    number: str | None = None
    key: str = ""
    amended: Mapping[str, str] = field(default_factory=dict)
    because: tuple[Evidence, ...] = ()
    chance: float = 1.0
    verdict: str = ""
    why: tuple[str, ...] = ()


class Structure(NamedTuple):
    """The regions, in the order of the source, which they tile; and how the letters were found.

    `rivals` are the series that lost, best first.
    """

    regions: tuple[Region, ...]
    series: Series | None
    decisions: tuple[Decision, ...] = ()
    rivals: tuple[Series, ...] = ()

    def letters(self) -> tuple[Region, ...]:
        """Return the regions that are letters."""
        return tuple(r for r in self.regions if r.kind == "letter")


def find_structure(found: Found, rulings: Sequence[Ruling] = ()) -> Structure:
    """Find the letters and what stands before, between and after them.

    `rulings` are the editor's words on single lines: they hold, and the rest is read around them.
    """
    book = book_span(found)
    licences = [Region("licence", block.span) for block in found.of(LICENCE)]
    text_end = len(found.page.source.text)
    judged = judge_headings(unpinned(found), book)
    letters, last = _read(found, book, judged, rulings)
    if is_pinned(found) and not heads_as_pinned(found, _series_of(letters, judged.series)):
        judged = judge_headings(found, book)
        letters, last = _read(found, book, judged, rulings, pinned=True)
    if not letters or (judged.series is None and _is_scrap(found, letters)):
        return Structure((Region("front", Span(0, text_end)),), None, (), judged.others)
    regions = _tile([*licences, *letters], text_end, letters[0].span.start, last)
    cuts = find_cuts(found)
    regions = [part for r in regions for part in _parted(r, cuts.back)]
    others = judged.others
    decisions = tuple(
        Decision(
            Subject(Topic.HEADING_SERIES),
            s.kept[0],
            (),
            f"the series {' '.join(p for p in s.look if p)} is worth {s.worth:.1f}, less",
        )
        for s in others[1:4]
        if s.kept and s.worth > 0
    )
    series = _series_of(letters, judged.series)
    rivals = tuple(s for s in others if series is None or s.look != series.look)
    keyed = _with_keys(regions)
    return Structure(keyed, series, (*decisions, *map(_said, (r for r in keyed if r.verdict))), rivals)


def _said(region: Region) -> Decision:
    """Return what the model said of a letter's beginning, as evidence for people."""
    head = region.head.span if region.head else Span(region.span.start, region.span.start)
    because = (Evidence(None, region.verdict), *(Evidence(None, one) for one in region.why))
    kept = Finding(HEADING, head, RULE, tempered(region.chance), Heading(), because)
    return Decision(Subject(Topic.HEADING, region.key), kept, (), region.verdict)


def _read(
    found: Found, book: Span, judged: Judged, rulings: Sequence[Ruling], *, pinned: bool = False
) -> tuple[list[Region], int]:
    """Return the letters as the model finds them, and where the last ends.

    `pinned` says that the editor names what heads a letter: the judge's letters begin where they begin.
    """
    units = running_units(cut_units(found))
    chapters = frozenset[int]() if pinned else chapter_numbers(units, judged)
    if chapters:
        judged = Judged((), 0, None, judged.others, {})
    clamps: Clamps = {**clamps_of(found, units, book, judged), **dict.fromkeys(chapters, NO_LETTER)}
    if pinned:
        clamps = clamps_of_pins(units, clamps, judged)
    clamps, ruled = clamped_by_editor(units, clamps, rulings)
    said = judged_looks(units, judged)
    links, exact = links_of(units, judged), judged.is_exact()
    reading = read_structure(found, units, said, clamps, links=links, exact=exact, ruled=ruled)
    told = reading.letters
    if not pinned:
        numbered = {head.span.start for head, _, _ in judged.letters if head.value.number}
        wanted = {head.span.start for head in judged.amended}
        parted = at_wanted(units, mended(found, units, told, exact=exact, ruled=ruled), wanted)
        told = tuple(from_numbers(units, parted, numbered))
    letters = _by_model(found, replace(reading, letters=told), judged)
    unknown = found.languages[0] not in read_languages()  # what the model finds there has less to go by
    free = not pinned and not ruled and (unknown or len(told) <= _FEW)
    dated = by_dates(found, reading.units) if free else []
    among = unknown or {one.begin for one in told} <= {one.begin for one in dated}
    fuller = len(dated) > len(told) and among
    if (len(letters) <= 1 and len(judged.letters) >= _SERIES) or len(judged.letters) > 1 > len(letters):
        counted = any(head.value.number for head, _, _ in judged.letters)
        if counted or not (unknown and fuller):
            return _by_judge(judged), judged.last  # a manner that the model has never seen
    if fuller or (unknown and _are_turned(reading.units, told, dated)):
        letters = _by_model(found, replace(reading, letters=tuple(dated)), judged)
    return letters, letters[-1].span.end if letters else 0


def _are_turned(units: Sequence[Unit], told: Sequence[Letter], dated: Sequence[Letter]) -> bool:
    """Tell whether the model begins most letters at the dates that stand at the foot of the ones before."""
    ends = {one.end for one in dated if "dateline" in units[one.end].kinds}
    return 2 * sum(one.begin in ends for one in told) > len(told)


def _is_scrap(found: Found, letters: Sequence[Region]) -> bool:
    """Tell whether only one line was found, or one letter with a low probability."""
    if len(letters) > 1:
        return False
    return len(found.lines_in(letters[0].span)) == 1 or letters[0].chance < _LEAST


def _by_judge(judged: Judged) -> list[Region]:
    """Return the letters as the judge of headings finds them."""
    out = []
    for head, start, end in judged.letters:
        change, because = judged.amended.get(head, ({}, ()))
        out.append(_letter(Span(start, end), head, change, because))
    return out


def _letter(
    span: Span, head: Finding[Heading], change: Mapping[str, str], because: tuple[Evidence, ...]
) -> Region:
    number = change.get("number", head.value.number) or None
    return Region("letter", span, head, number, "", {k: v for k, v in change.items() if v}, because)


def _by_model(found: Found, reading: Reading, judged: Judged) -> list[Region]:
    """Return the letters as the model finds them, with the headings that rules read in their first lines."""
    units = reading.units
    known = {start: head for head, start, _ in judged.letters}
    known |= {head.span.start: head for head, _, _ in judged.letters}
    heads = _without_strays([_heading(reading, letter, known) for letter in reading.letters], judged)
    series = _series_of([Region("letter", head.span, head) for head in heads], None)
    amended = dict(judged.amended)
    if series is not None:
        others = [head for head in heads if head.rule != RULE]
        for head, change, because in mend_series(series, others, lambda _: _WANTED):
            amended.setdefault(head, (change, because))
    cut = find_cuts(found).end
    out = []
    for i, (letter, head) in enumerate(zip(reading.letters, heads, strict=True)):
        start = units[letter.begin].span.start
        following = reading.letters[i + 1].begin if i + 1 < len(heads) else len(units)
        behind = _behind(found, units, letter.notes + 1, following)
        end = units[behind].span.start if behind < len(units) else len(found.page.source.text)
        if cut is not None and start < cut:
            end = min(end, cut)
        change, because = amended.get(head, ({}, ()))
        chance = min(letter.chance, letter.chance_end)
        verdict = letter.verdict + doubt_of_end(letter.chance_end)
        region = _letter(Span(start, end), head, change, because)
        out.append(replace(region, chance=chance, verdict=verdict, why=letter.why))
    return out


def _behind(found: Found, units: Sequence[Unit], at: int, following: int) -> int:
    """Return which unit behind a letter is other matter: not page numbers, rows of stars, or its notes."""
    while at < following and _is_ground(units[at]):
        at += 1
    dated = (
        "dateline" in one.kinds and len(one.text) <= SHORT and not is_year(one) for one in units[at:following]
    )
    if all(dated):
        return following  # a day at the foot of a letter is not the editor's
    if at < following and (_titles_notes(found, units[at]) or all(map(_is_marked, units[at : at + 2]))):
        gap = max(TITLE_GAP, units[at].blank)
        at += 1
        while at < following and not _ends_notes(units[at], gap):
            at += 1
    return at


def _ends_notes(unit: Unit, gap: int) -> bool:
    """Tell whether a unit stands behind notes: a title, or what a larger gap than theirs sets apart."""
    return bool({"matter.title", "licence"} & unit.kinds.keys()) or unit.blank > gap


def _is_marked(unit: Unit) -> bool:
    """Tell whether a unit opens a note that has a mark; a remark in brackets has none."""
    body = NOTE_BODY.among(unit.kinds)
    return body is not None and opens_note(unit) and bool(body.value.number)


def _titles_notes(found: Found, unit: Unit) -> bool:
    """Tell whether a title stands above notes with marks; other annotations are an editor's."""
    if "note.title" not in unit.kinds:
        return False
    below = found.page.lines[unit.last + 1 : unit.last + 1 + _NOTES]
    bodies = (NOTE_BODY.among(found.kinds(line.index)) for line in below)
    return any(body is not None and body.value.number for body in bodies)


def _is_ground(unit: Unit) -> bool:
    """Tell whether a unit between two letters is a page number or a row of stars: neither is matter."""
    return unit.page or "ornament" in unit.kinds


def _heading(reading: Reading, letter: Letter, known: Mapping[int, Finding[Heading]]) -> Finding[Heading]:
    """Return the heading of a letter: number or names in its first lines, or the place where it begins.

    `known` are the headings that the judge found, by where they, or their letters, begin.
    """
    units = reading.units
    first = units[letter.begin]
    for i in range(letter.begin, min(max(letter.body, letter.begin + 2), letter.end + 1)):
        if (head := known.get(units[i].span.start)) and head.value.rest not in {"dateline", "salute"}:
            return head
    told = filter(None, (HEADING.among(units[i].kinds) for i in range(letter.begin, letter.body)))
    for head in sorted(told, key=lambda one: (one.value.style == "none", one.span)):
        return head
    place = Span(first.span.start, first.span.start)
    if {"salute", "salute.run"} & first.kinds.keys():
        return Finding(HEADING, place, RULE, letter.chance, Heading(rest="salute"))
    dated = {"dateline", "headline", "dateline.loose"} & first.kinds.keys() or _is_place_above(
        units[letter.begin : letter.end + 1]
    )
    if not dated and (number := _NUMBER_ALONE.fullmatch(first.text)):  # "— 20 —"
        return Finding(HEADING, first.span, RULE, letter.chance, Heading(number[1], "arabic", mark="."))
    if not dated and letter.body > letter.begin + 1 and len(first.text) <= SHORT:
        return Finding(HEADING, first.span, RULE, letter.chance, Heading(rest="words"))
    return Finding(HEADING, place, RULE, letter.chance, Heading(rest="dateline"))


def _without_strays(heads: Sequence[Finding[Heading]], judged: Judged) -> list[Finding[Heading]]:
    """Return the headings; in a book without numbers, "C. H. to E. H." and "1 heure." bear none.

    Most of its letters have none, and those of the others do not run on from one to the next.
    """
    numbers = [value_of(head)[0] for head in heads if head.value.style != "none"]
    runs_on = sum(b - a == 1 for a, b in pairwise(numbers))
    if judged.is_exact() or 2 * len(numbers) >= len(heads) or 2 * runs_on >= max(len(numbers) - 1, 1):
        return list(heads)
    return [
        head
        if head.value.style == "none"
        else replace(head, value=Heading(rest="names" if head.value.rest == "names" else "words"))
        for head in heads
    ]


def _is_place_above(units: Sequence[Unit]) -> bool:
    """Tell whether a letter begins with a place, and the date directly below: "Norton, Mo., / 3 May".

    Where both stand far to the right of the prose, the first says where, whatever its words: "On the road,".
    """
    if len(units) < 2 or units[1].blank or "dateline" not in units[1].kinds:  # noqa: PLR2004 (place and date)
        return False
    left = min((unit.indent for unit in units[2 : 2 + _BELOW]), default=units[0].indent)
    set_right = min(units[0].indent, units[1].indent) >= left + RIGHT
    return set_right or (units[0].text[-1:] in ",." and is_address_line(units[0].text))


def _series_of(letters: Sequence[Region], judged: Series | None) -> Series | None:
    """Return the headings of the look that most letters have."""
    looks: dict[tuple[str, ...], list[Finding[Heading]]] = {}
    for one in letters:
        if one.head is not None:
            looks.setdefault(look_of(one.head), []).append(one.head)
    if not looks:
        return None
    look = min(looks, key=lambda one: (-len(looks[one]), one))
    worth = judged.worth if judged is not None and judged.look == look else float(len(looks[look]))
    return Series(look, tuple(looks[look]), worth)


def _tile(regions: list[Region], text_end: int, first: int, last: int) -> list[Region]:
    """Fill what no region holds with front matter, back matter, or matter."""
    regions.sort(key=lambda r: r.span)
    out: list[Region] = []
    at = 0
    for region in [*regions, Region("end", Span(text_end, text_end))]:
        if region.span.start > at:
            kind = "front" if at < first else "back" if at >= last else "matter"
            out.append(Region(kind, Span(at, region.span.start)))
        if region.kind != "end" and region.span.end > max(at, region.span.start):
            out.append(region if region.span.start >= at else Region(region.kind, Span(at, region.span.end)))
            at = region.span.end
        at = max(at, region.span.start)
    return out


def _parted(region: Region, cut: int | None) -> list[Region]:
    """Part what stands behind the letters where the editor lets the back matter begin."""
    if cut is None or region.kind not in {"matter", "back"} or not region.span.start < cut < region.span.end:
        return [region]
    return [Region(region.kind, Span(region.span.start, cut)), Region("back", Span(cut, region.span.end))]


def _with_keys(regions: Sequence[Region]) -> tuple[Region, ...]:
    """Give each letter its key: its number, with the series before it where numbers begin again."""
    letters = [r for r in regions if r.kind == "letter"]
    numbers = [r.number for r in letters]
    series, last = 1, (0, "")
    parts = []
    for region in letters:
        number = value_of(region.head) if region.head and region.number and not region.amended else None
        if region.number and number is None:
            digits = re.match(r"\d+", region.number)
            number = (int(digits[0]) if digits else 0, region.number[digits.end() :] if digits else "")
        if number and number[0] == 1 and last >= number and last != (0, ""):
            series += 1
        if number:
            last = number
        parts.append(series)
    used: dict[str, int] = {}
    keys = []
    for place, (number_, part) in enumerate(zip(numbers, parts, strict=True), 1):
        key = (number_ or f"n{place}").lower()
        if series > 1 and number_:
            key = f"{part}.{key}"
        used[key] = used.get(key, 0) + 1
        keys.append(key if used[key] == 1 else f"{key}-{used[key]}")
    named = iter(keys)
    return tuple(replace(r, key=next(named)) if r.kind == "letter" else r for r in regions)


def region_index(regions: Sequence[Region], offset: int) -> int:
    """Return the index of the region that holds an offset."""
    return min(bisect_left(regions, offset + 1, key=lambda r: r.span.end), len(regions) - 1)
