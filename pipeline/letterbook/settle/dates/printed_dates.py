"""Read the dates and places that a letter's own lines print, each with the kind of place where it stands.

They may be incomplete, and another line may contradict them: `settle/dates/judge.py` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Basis, Cert, Span, When
from letterbook.settle.dates.letter_blocks import (
    GAP,
    Block,
    find_blocks,
    find_dateline_within,
    find_run_ins_below,
    is_strange,
)
from letterbook.settle.dates.places_beside import (
    LINE,
    LOWER,
    SMALL,
    before_figures,
    beside,
    lines_above,
    lines_alone,
    lines_beside,
)
from letterbook.settle.text.letter_parts import Part
from letterbook.values.dates.among_words import find_in_line
from letterbook.values.dates.lines import Context, Reading, read_line
from letterbook.values.dates.plain import Plain
from letterbook.values.dates.reading import Refusal
from letterbook.values.dates.tokens import tokenise
from letterbook.values.iso_dates import MONTH
from letterbook.words import languages, words
from letterbook.words.patterns import phrases

_SIGNATURE = 70  # code points that may stand behind a date at a paragraph's end
_NEAR = 10  # years outside those of the book's other dates that a year alone may lie
_BRACKETED = re.compile(r"\[(?:[^\]\[\d]*[\s,])?(?P<year>1\d{3})\s*(?P<doubt>\?)?[.,]?\]")
_YEAR_ADDED = re.compile(r"\w[\s.,]*\[\s*1\d{3}")
_LAST_IN_ROUND = re.compile(r"\((?P<year>1\d{3})\s*(?P<doubt>\?)?\)[.,]?\s*$")
_CAPITALS = re.compile(r"(?:[^\W\d_a-zß-ÿ][\w'’.-]*[ ,]*)+")
_LED = 70  # code points before a date at the head of a paragraph
#: What a line with a year has, whatever its language: a figure, or a word of the letters of Roman figures.
_FIGURES = re.compile(r"[0-9]|(?<![^\W\d_])(?:[MDCLXVI]+|[ivxj]+)(?![^\W\d_])")
_OPEN = re.compile(r"[\s\])_*]*(?:[.,]?\s*[-—–]|[.:;]|\n|$|[\])])")
_LED_OUT = re.compile(
    r"[,;]?\s[^.—–]{0,60}?(?:\.?(?:[\[(]\d+[\])])?\s*(?:--|[—–]))"
)  # "Jan. 5, Chesterfield Street.--", with a note's call "Street.(1)--"
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])_?\s+(?=[^\W\d_a-z])|^")
_BREAK = re.compile(r"[.!?:;—–)\]\n-]\s*|^")


class Printed(NamedTuple):
    """A date that a line of a letter prints, its spans those of the source.

    `kind` says where: "line" (above the letter), "among" (above, in a line with other words), "heading",
    "run-in", "foot", "within" (a line of its own further up than the foot), "within.run-in" (at the head of a
    paragraph below the first), "tail", "postscript". `place` is
    what stands beside it; `words_before`, where no place does, the words right before it, which are a place
    if the book names it elsewhere. `near`: its year is read by those of the letters beside; `year_added`: the
    year stands in brackets behind what is printed; `strange`: a word that no dateline has, or another figure
    or month, stands on its line ("pd. Norton 5 May 1812").
    """

    part: Part
    kind: str
    reading: Reading
    place: Span | None = None
    place_kind: str = ""
    words_before: tuple[Span, ...] = ()
    near: bool = False
    year_added: bool = False
    strange: bool = False


class Lines(NamedTuple):
    """What a letter's lines print: its dates, places on lines of their own, whether it says "no year".

    `alone` are places on lines of their own, with no date beside them. `refused` are, where no date was
    read, lines that name a day and were not read, each with the reason.
    """

    dates: tuple[Printed, ...]
    places: tuple[tuple[str, Span], ...] = ()
    yearless: bool = False
    refused: tuple[tuple[Span, str], ...] = ()
    alone: tuple[tuple[str, Span], ...] = ()


def read_lines_of(found: Found, parts: Sequence[Part], context: Context) -> Lines:
    """Read the dates of a letter, and the places beside them and on the lines next to them."""
    dates: list[Printed] = []
    places: list[tuple[str, Span]] = []
    alone: list[tuple[str, Span]] = []
    yearless = False
    blocks = find_blocks(found, parts, context)
    above: Block | None = None
    before: Block | None = None
    for block in blocks:
        yearless = yearless or _says_no_year(block.plain.text, context.languages)
        mine = _read_block(found, block, parts, context)
        dates += mine
        if block.where in {"opening", "heading", "foot"}:
            places += lines_beside(block, _sent(mine), context.languages)
        if block.where == "opening" and above and _sent(mine) and not any(one.place for one in mine):
            places += lines_above(above, block, context.languages)
        if not mine and block.where in {"opening", "heading", "foot"}:
            alone += lines_alone(block, before, context.languages)
        above = block if block.where in {"opening", "heading"} and not mine else None
        before = block
    within = None if _sent(dates) else find_dateline_within(found, parts, context)
    if within is not None:
        mine = _read_block(found, within, parts, context)
        dates += mine
        places += lines_beside(within, _sent(mine), context.languages)
    elif not _sent(dates):
        dates += _run_in_below(found, parts, context)
    if _sent(dates):
        return Lines(tuple(dates), tuple(places), yearless, alone=tuple(alone))
    refused = tuple(_refused(blocks, context))
    places += [("place.open", where) for _, _, where in refused if where]
    return Lines(
        tuple(dates),
        tuple(places),
        yearless,
        tuple(one[:2] for one in refused),
        () if refused else tuple(alone),
    )


def _run_in_below(found: Found, parts: Sequence[Part], context: Context) -> list[Printed]:
    """Read the whole day with which one paragraph below the first begins; several may be a diary's."""
    days = [
        one
        for block in find_run_ins_below(found, parts, context)
        for one in _read_block(found, block, parts, context)
        if one.reading.role in {None, "sent"} and one.reading.inherits in {None, "year"}
    ]
    if len(days) != 1 or days[0].reading.inherits or len(days[0].reading.when.when or "") <= MONTH:
        return []
    return [days[0]._replace(kind="within.run-in", place_kind="place.within")]


def _refused(blocks: Sequence[Block], context: Context) -> Iterator[tuple[Span, str, Span | None]]:
    """Yield the lines at a letter's head and foot that name a month and are no date: reason, and place."""
    for block in blocks:
        at = 0
        for line in block.plain.text.split("\n"):
            if block.where in {"opening", "foot"} and len(line) <= _LED and _names_a_month(line, context):
                reading = read_line(line, context)
                if isinstance(reading, Refusal):
                    here = Span(at, at + len(line))
                    yield (
                        block.plain.span(here),
                        reading.reason,
                        before_figures(block, here, context.languages),
                    )
            at += len(line) + 1


def _sent(dates: Sequence[Printed]) -> list[Span]:
    return [one.reading.span for one in dates if one.reading.role in {None, "sent"}]


def _says_no_year(text: str, languages: Sequence[str]) -> bool:
    said = phrases(languages, "date_words", "no_year")
    return any(
        re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE) for phrase in sorted(said)
    )


def _read_block(found: Found, block: Block, parts: Sequence[Part], context: Context) -> list[Printed]:
    text = block.plain.text
    out = []
    behind = 0
    whole = read_line(text, context) if block.where in {"opening", "foot", "within"} else None
    if isinstance(whole, Reading) and whole.inherits in {"date", "month", "month before", "month after"}:
        readings = [whole]
    else:
        readings = find_in_line(text, context) or _otherwise(block, context)
        if not readings and isinstance(whole, Reading):
            readings = [whole]
    for reading in readings:
        start, end = reading.span
        low = max(text.rfind("\n", 0, start) + 1, behind)
        high = text.find("\n", end)
        high = len(text) if high < 0 else high
        before, after = text[low:start], text[end:high]
        kind = _kind(found, block, reading, before, after, context)
        behind = end
        if kind is None:
            continue
        place = None
        if reading.role in {None, "sent", "postmark"}:
            place = beside(text, (low, start), (end, high), kind, context.languages)
        printed = _out(block.plain, reading.span)
        part = next((part for part in parts if part.span.holds(printed)), block.part)
        out.append(
            Printed(
                part,
                kind,
                reading._replace(span=printed, place=None, calls=()),
                _out(block.plain, place) if place else None,
                "place." + kind,
                () if place else tuple(block.plain.span(one) for one in _words_before(text, low, start)),
                year_added=bool(_YEAR_ADDED.search(text, start, end)),
                strange=is_strange(before, context) or is_strange(after, context),
            )
        )
    return out


def _words_before(text: str, low: int, high: int) -> list[Span]:
    """Return the last two words before a date, and the last, in capitals: "TO EDWIN HOLT Lyme, 3 May"."""
    found = [one for one in _CAPITALS.finditer(text, low, high) if not text[one.end() : high].strip(" ,[(")]
    if not found:
        return []
    words_ = list(re.finditer(r"\S+", found[-1].group()))[-2:]
    start = found[-1].start()
    end = start + len(found[-1].group().rstrip(" ,"))
    return [Span(start + one.start(), end) for one in words_]


def _otherwise(block: Block, context: Context) -> list[Reading]:
    """Read a line that says no more than a place and a year, or that is in another language than the book."""
    if block.where == "tail":
        return _in_last_sentence(block, context)
    if block.where not in {"opening", "foot", "heading", "within"}:
        return []
    if block.where == "foot" and block.blank >= GAP and block.plain.text.strip(" ._=~").isdigit():
        return []  # a year that stands apart below a letter heads what follows
    out: list[Reading] = []
    at = 0
    for line in block.plain.text.split("\n"):
        reading = None
        if _FIGURES.search(line):  # what is read here has a year
            reading = _year_in_brackets(line, block.where, context)
            if reading is not None and _names_a_month(line, context):
                reading = None
            if reading is None and (
                block.where != "heading" or block.part.kind != "head" or block.below_head
            ):
                reading = _bare_year(line, context) or _in_other_language(line, context)
        if reading is not None:
            out.append(reading._replace(span=Span(reading.span.start + at, reading.span.end + at)))
        at += len(line) + 1
    return out


def _names_a_month(line: str, context: Context) -> bool:
    """Tell whether a line names a month, so that its date says more than was read: "31 November [1848]"."""
    tokens = tokenise(line, context.languages, prose=True)
    return not isinstance(tokens, Refusal) and any(token.sign == "m" for token in tokens)


def _year_in_brackets(line: str, where: str, context: Context) -> Reading | None:
    """Read the editor's year in brackets: "Down [1844?]."; above a letter also "Di Roma, (1512)."."""
    found = _BRACKETED.search(line)
    if found is None and where in {"opening", "heading"}:
        found = _LAST_IN_ROUND.search(line)
        found = found if found and _is_near(found["year"], context) else None
    if found is None:
        return None
    cert, basis = (Cert.LOW, Basis.CONJECTURE) if found["doubt"] else (Cert.HIGH, Basis.EXTERNAL)
    return Reading(When(when=found["year"]), Span(*found.span("year")), cert=cert, basis=basis)


def _bare_year(line: str, context: Context) -> Reading | None:
    bare = context._replace(years_alone=True)
    led = {one for la in context.languages for one in words(la, "person_joins").get("from", ())}
    by = len(line) - len(line.lstrip("> "))
    first, _, rest = line[by:].partition(" ")
    by += len(first) + 1 if rest and first.lower() in led else 0  # "From Paris, 1739."
    reading = read_line(line[by:], bare) if context.years else None
    if not isinstance(reading, Reading) or reading.inherits or reading.when.when is None:
        return None
    inside = reading.when.when.isdigit() and _is_near(reading.when.when, context)
    return reading._replace(span=Span(reading.span.start + by, reading.span.end + by)) if inside else None


def _is_near(year: str, context: Context) -> bool:
    """Tell whether a year lies among those of the book's other dates, or close to them."""
    low, high = context.years or (0, -2 * _NEAR)
    return low - _NEAR <= int(year) <= high + _NEAR


def _in_last_sentence(block: Block, context: Context) -> list[Reading]:
    """Read a paragraph's last sentence in the other languages: "Ex Arce Nova, die 20 aprilis 1522."."""
    text = block.plain.text
    for stop in _SENTENCE.finditer(text):
        start = stop.end()
        if 0 < len(text) - start <= LINE * 2 and (
            reading := _in_other_language(text[start:].strip(), context)
        ):
            start += len(text[start:]) - len(text[start:].lstrip())
            return [reading._replace(span=Span(reading.span.start + start, reading.span.end + start))]
    return []


def _in_other_language(line: str, context: Context) -> Reading | None:
    others = tuple(language for language in languages() if language not in context.languages)
    for language in others:
        reading = read_line(line, context._replace(languages=(language,)))
        if isinstance(reading, Reading) and reading.inherits is None and len(reading.when.when or "") > MONTH:
            return reading
    return None


def _out(text: Plain, span: Span) -> Span:
    return text.span(span)


def _kind(
    found: Found, block: Block, reading: Reading, before: str, after: str, context: Context
) -> str | None:
    """Say how a date stands in its block; None where it is not one of the letter's own."""
    text = block.plain.text
    weak = reading.inherits is not None
    if block.where in {"run-in", "tail"} or (block.where == "postscript" and len(text) > LINE * 2):
        if weak and reading.inherits != "year":
            return None
        if block.where == "run-in":
            return "run-in" if _runs_in(found, block, reading, context) else None
        return block.where if _ends(text, reading, context) else None
    small = len(LOWER.findall(before)) + len(LOWER.findall(after))
    strict = isinstance(
        read_line((before + text[reading.span.start : reading.span.end] + after).strip(), context), Reading
    )
    most = SMALL if block.part.kind != "p" else SMALL // 2
    if not strict and (small > most or (reading.inherits == "weekday" and small > 1)):
        # "Der ich recht wohl zu leben wünsche. Weimar am 28 Dec. 98." as the last line of a letter
        ends = block.where == "foot" and reading.inherits in {None, "year"} and _ends(text, reading, context)
        return "tail" if ends else None
    if block.where == "opening":
        return "line" if strict else "among"
    if block.where == "heading":
        return "heading"
    return block.where if strict else f"{block.where}.among"


def _runs_in(found: Found, block: Block, reading: Reading, context: Context) -> bool:
    """Tell whether a date stands at the head of a paragraph: "_Boston, Feb. 19._ Dear S., ..."."""
    text = block.plain.text
    start, end = reading.span
    if start > _LED:
        return False
    end = start + len(text[start:end].rstrip("]). "))
    open_ = text.count("[", 0, end) - text.count("]", 0, end)
    read = read_line(text[:end].strip() + "]" * open_, context)
    if not isinstance(read, Reading):
        read = read_line(text[:end].strip(" ([\n"), context)
    if not _OPEN.match(text, end):
        led = _LED_OUT.match(text, end)
        return (
            bool(led)
            and isinstance(read, Reading)
            and len(LOWER.findall(led.group() if led else "")) <= SMALL
        )
    return isinstance(read, Reading) and (
        reading.inherits is None
        or bool(re.match(r"[\s.]*[-—–_\]\n]", text[end:]))
        or _marked(found, block.plain.at[end])
    )


def _marked(found: Found, offset: int) -> bool:
    """Tell whether a mark that the view leaves out, as that of emphasis, stands at an offset.

    Where an original tells what is set off, its end is such a mark, before or behind a stop.
    """
    seen = found.page.source.view
    if seen is None:
        return False
    if seen.below.origin and not {offset, offset + 1}.isdisjoint(seen.raised_ends):
        return True
    return any(seen.at(at) - seen.at(at - 1) > 1 for at in (offset, offset + 1) if at > 0)


def _ends(text: str, reading: Reading, context: Context) -> bool:
    """Tell whether a date stands behind a paragraph's last sentence, with a place or nothing before it."""
    start, end = reading.span
    after = text[end:].strip(" .,;:-—–()[]\n")
    if len(after) > _SIGNATURE or len(LOWER.findall(after)) > 2:  # noqa: PLR2004 (words: "und", "der")
        return False
    for stop in _BREAK.finditer(text, 0, start + 1):
        piece = text[stop.end() : end]
        if stop.end() <= start and (stop.end() or len(text) < LINE * 2) and len(piece) < LINE * 2:
            read: object = read_line(piece, context)
            if not isinstance(read, Reading) and reading.inherits is None:
                read = _in_other_language(piece, context)
            if isinstance(read, Reading) and stop.end() + read.span.start <= start:
                return True
    return False
