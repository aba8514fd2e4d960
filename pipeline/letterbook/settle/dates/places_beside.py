"""Find the place of writing in a letter's lines: beside its date, or on the lines next to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.model import Locality, Span
from letterbook.rules.headings import to_words
from letterbook.settle.dates.letter_blocks import Block
from letterbook.values.dates.place_names import find_place, holds_house, is_led_by_at, is_of_person
from letterbook.values.dates.plain import plain
from letterbook.values.dates.softened import soften
from letterbook.words.patterns import phrases

LINE = 60  # code points of a line that may be a place
SMALL = 4  # words in small letters, beyond those of dates, beside a date that still is a letter's
LOWER = re.compile(r"(?<![\w'’])[^\W\d_A-ZÀ-Þ][^\W\d_]+")
_REMARK = re.compile(r"\s*\(.*\)[\s.]*")
_DASH = re.compile(r"--|[—–]")
_WORD = re.compile(r"[^\W\d_]+")
_STOPS = re.compile(r"(?<=[^\W\d_]{4})\.\s|\n\n")
_HOUSE = re.compile(r"\W*\d+\w?,? \w")
#: A place of one word; a town and what it lies in, each of one word ("Norton, Surrey"); a longer name.
_ONE = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")
_TWO = re.compile(r"[\w'’.-]+, [\w'’.-]+")
_NAME = re.compile(r"[^\W\d_a-zß-ÿ][\w'’.-]*(?: [^\W\d_a-zß-ÿ][\w'’-]*){1,2}")
_FULL_STOP = re.compile(r"[^\W\d_]{4}\.\s*$")


def locality(found: Found, span: Span) -> Locality:
    """Return a place as a value: one line, without marks of emphasis, capitals softened."""
    text = re.sub(r"(?<=[\w.])\n+", ", ", plain(found.page.source.quote(span)).text)
    return Locality(soften(" ".join(text.split()).strip(" .,;:")))


def form_of_place(name: str, languages: tuple[str, ...]) -> str:
    """Return how a place is printed: ".word", ".two" ("Norton, Surrey"), ".name" ("Upper Norton"), or "".

    A name with a word for a house in it is no ".name".
    """
    if _ONE.fullmatch(name):
        return ".word"
    if _TWO.fullmatch(name):
        return ".two"
    return ".name" if _NAME.fullmatch(name) and not holds_house(name, languages) else ""


def beside(
    text: str,
    before: tuple[int, int],
    after: tuple[int, int],
    kind: str,
    languages: tuple[str, ...],
) -> Span | None:
    """Return the place in the words before a date on its line, else in those behind it."""
    low, high = before
    if kind in {"tail", "postscript"}:
        low = max(
            (
                stop.end()
                for stop in re.finditer(r"[.!?:;—–)\]]\s+(?=[^\W\d_a-zß-ÿ])", text[:high])
                if _is_stop(text, stop)
            ),
            default=low,
        )
        low = max(low, text.rfind("\n\n", 0, high) + 1)
    if kind in {"line", "among", "foot"}:
        own = kind == "foot" or find_place(text[low:high], languages) is not None
        low = _address_above(text, low, languages, own=own)
    place = find_place(text[low:high], languages, last=kind in {"heading", "run-in"})
    if place is not None and (
        _is_remark(text[low : low + place.start], languages)
        or _is_of_reader(text[: low + place.start], languages)
    ):
        return None
    if place is not None:
        return Span(place.start + low, place.end + low)
    if kind in {"line", "among", "foot"}:
        low, high = after
        place = find_place(text[low:high], languages)
        if place is not None:
            return Span(place.start + low, place.end + low)
    elif kind == "run-in" and text[slice(*after)].startswith(",") and (dash := _DASH.search(text, *after)):
        low = after[0]  # "Aug. 9, Tuesday, Gloucester.--I set out"
        place = find_place(text[low : dash.start()], languages)
        if place is not None and not (
            text[low : low + place.start] + text[low + place.end : dash.start()]
        ).strip(" ,."):
            return Span(place.start + low, place.end + low)
    return None


def _is_of_reader(before: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a place is where the reader is: "Letter to Miss Brand, in London, June 1840"."""
    said = re.search(r"(?:^|[\s,])([^\W\d_]+)\s*\Z", before)
    ins = phrases(languages, "date_words", "in")
    if said is None or said[1] not in ins:
        return False
    tos = to_words(languages)
    return any(one.lower() in tos for one in _WORD.findall(_STOPS.split(before[: said.start()])[-1]))


def _is_remark(before: str, languages: tuple[str, ...]) -> bool:
    """Tell whether an open bracket says that a letter has no date: "[Undated. Evidently May 1851.]"."""
    inside = before.rpartition("[")[2].lower()
    if "[" not in before or "]" in inside:
        return False
    said = phrases(languages, "date_words", "undated")
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", inside) for word in sorted(said))


def _address_above(text: str, low: int, languages: tuple[str, ...], *, own: bool) -> int:
    """Return where the lines of an address begin that stand above a date's own line.

    Where that line has a place of its `own`, a line above that ends with a full stop is no part of it.
    """
    while low > 1:
        start = text.rfind("\n", 0, low - 1) + 1
        line = text[start : low - 1]
        if (
            len(line) > LINE
            or not line[:1].isalnum()
            or len(LOWER.findall(line)) > SMALL
            or re.search(r"\d{4}|[?!:)]$", line)
            or is_of_person(line, languages)
            or (own and _FULL_STOP.search(line))
        ):
            break
        low = start
    return low


def _is_stop(text: str, stop: re.Match[str]) -> bool:
    word = re.search(r"[^\W\d_]+$", text[: stop.start()])
    return stop.group()[0] != "." or word is None or len(word.group()) > 3  # noqa: PLR2004 ("St. Ives")


def lines_beside(block: Block, dates: Sequence[Span], languages: tuple[str, ...]) -> list[tuple[str, Span]]:
    """Return the places on lines without a date: above a block's dates of writing, then below."""
    if not dates:
        return []
    text, at = block.plain.text, 0
    rows: list[tuple[Span, bool]] = []
    for line in text.split("\n"):
        span = Span(at, at + len(line))
        where = block.plain.span(span) if line else Span(0, 0)
        rows.append((span, any(where.meets(one) for one in dates)))
        at += len(line) + 1
    dated = [i for i, (_, holds) in enumerate(rows) if holds]
    order = [*range(dated[0] - 1, -1, -1), *range(dated[-1] + 1, len(rows))] if dated else []
    if block.where == "foot":
        order = [i for i in order if i in {dated[0] - 1, dated[-1] + 1}]
    out = []
    for i in order:
        line = text[rows[i][0].start : rows[i][0].end]
        if len(line) > LINE or len(LOWER.findall(line)) > SMALL or _REMARK.fullmatch(line):
            continue
        if is_of_person(line, languages):
            continue
        place = find_place(line, languages)
        if place is not None:
            at = rows[i][0].start
            where = block.plain.span(Span(place.start + at, place.end + at))
            out.append((not is_led_by_at(line[: place.start], languages), where))
    # "Ambassade de France, à Moscou" above "Maison Klein, Malaia Dimitrofska"
    return [("place.line", where) for _, where in sorted(out, key=lambda one: one[0])]


def lines_above(block: Block, below: Block, languages: tuple[str, ...]) -> list[tuple[str, Span]]:
    """Return the place on lines that stand apart above those of the date: "Christ Church, Oxford,".

    They end with a comma, are known for a dateline, or are in capitals; a heading ends with a comma,
    or stands right above the date and begins with the number of a house.
    """
    text = block.plain.text.strip()
    if block.where == "heading":
        if not text.endswith(",") and (below.blank or not _HOUSE.match(text)):
            return []
    elif not (text.endswith(",") or block.part.kind == "dateline" or text.isupper()):
        return []
    return [("place.above", span) for span in _alone(block, languages)]


def lines_alone(block: Block, above: Block | None, languages: tuple[str, ...]) -> list[tuple[str, Span]]:
    """Return the places of a block that holds no date; a heading, or a line at the foot, must be all a place.

    Below a person's name it is where the reader is.
    """
    found = _alone(block, languages)
    if block.where != "opening":
        lines = [line for line in block.plain.text.split("\n") if line.strip()]
        named = above is not None and _is_reader(above.plain.text, languages) and block.where == "foot"
        whole = found and len(lines) == 1 and _letters(lines[0]) == _letters(_quoted(block, found[0]))
        return [("place.alone", span) for span in found] if whole and not named else []
    kind = "place.alone.line" if block.part.kind == "dateline" else "place.alone"
    return [(kind, span) for span in found]


def _quoted(block: Block, span: Span) -> str:
    return "".join(
        sign
        for sign, at in zip(block.plain.text, block.plain.at, strict=False)
        if span.start <= at < span.end
    )


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _is_reader(text: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a line at a letter's foot names its reader: "To Miss Holt,", "Colonel Marsh"."""
    first = _WORD.search(text)
    return first is not None and (
        first.group().lower() in to_words(languages)
        or is_of_person(text, languages)
        or text.rstrip().endswith(",")
    )


def before_figures(block: Block, line: Span, languages: tuple[str, ...]) -> Span | None:
    """Return the place before the first figure of a line whose date is not read: "Halle den 12. Jun. 95."."""
    text = block.plain.text[line.start : line.end]
    figure = re.search(r"\d", text)
    place = find_place(text[: figure.start()], languages) if figure else None
    return block.plain.span(Span(place.start + line.start, place.end + line.start)) if place else None


def _alone(block: Block, languages: tuple[str, ...]) -> list[Span]:
    """Return the places in lines that have no date, the lowest line first."""
    out = []
    at = 0
    for line in block.plain.text.split("\n"):
        place = None
        if (
            len(line) <= LINE + SMALL * 2
            and len(LOWER.findall(line)) <= SMALL + 2
            and not _REMARK.fullmatch(line)
            and not is_of_person(line, languages)
        ):
            place = find_place(line, languages)
        if place is not None:
            out.append(block.plain.span(Span(place.start + at, place.end + at)))
        at += len(line) + 1
    return out[::-1]
