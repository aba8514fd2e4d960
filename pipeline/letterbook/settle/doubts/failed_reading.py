"""Decide whether the book was read at all, from how sound its letters are and how much text is in them.

Each letter found counts with the probability that the model gives for its borders. It counts less where
nothing opens it, where nothing opens or closes it, or where a date, a salutation or a close is left over in
the middle of its prose. The mean is near the share of letters that are right. A date left over in a letter
that has none at its head counts as a missing letter. This was measured on volumes whose letters are known
(`benchmarks/quality.py --verdicts`): all that were read wrongly were below `_SOUND`, all others above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model import Finding
from letterbook.model.kinds import DATELINE
from letterbook.model.values import Heading
from letterbook.problems import Problem, problem
from letterbook.settle.structure.regions import Region, Structure
from letterbook.settle.text.flow import Asides
from letterbook.settle.text.letter_parts import Part
from letterbook.structure_model.looks import dated_head, tongues_of
from letterbook.words import read_languages

_SOUND = 0.65
#: A small book is given the benefit of so many more letters, each so sound:
_GRACE, _GRACED = 2, 0.9
_LEAST = 0.15  # of the text must stand in letters, where these are less sound than
_SURELY = 0.8  # a life may hold few letters, and these be right
_ALIKE = (6, 0.3)  # letters, and share of them, that begin with the same two words: these open them
_WHOLE = 0.75  # what a letter that is both opened and closed is worth, however doubtful its borders
_HALF = 0.5
_HEAD, _FOOT = 5, 6  # lines of a letter's head and foot, where dates, salutations and closes may stand
_ROWS = 6  # rows of stars, or of dots, within one letter: they part more than its paragraphs
_HEADING = frozenset({"head", "label", "fw", "ornament", "note"})
_BY_ROWS = 0.8  # of the letters stand below rows of stars: these part them
_OPENS = frozenset({"dateline", "headline", "salute"})
_CLOSES = frozenset({"valediction", "signed", "postscript"})

Letters = Sequence[tuple[Region, Sequence[Part]]]


class Sound(NamedTuple):
    """What was found wanting: letters, how sound they are, and how many lack what.

    `unopened` have no date, salutation, number or names at their head, and no row of stars above (and a close
    below, unless such rows part nearly all); `doubtful` borders that are more likely wrong than right,
    `holding` signs of another letter in their midst.
    """

    letters: int
    sound: float
    inside: float
    unopened: int
    doubtful: int
    holding: int


def doubt_reading(
    found: Found, structure: Structure, asides: Asides, parts_by_letter: Letters, missing: int
) -> Problem | None:
    """Return the problem that a book of letters was not read, or None. `missing` letters are known to be."""
    told = measure(found, structure, asides, parts_by_letter, missing)
    little = told.inside < _LEAST and told.sound < _SURELY
    if told.letters < 2 or (told.sound >= _SOUND and not little):  # noqa: PLR2004 (a lone letter is proved otherwise)
        return None
    lacks = [
        (told.unopened, "begin without a date, a salutation, a number or a name"),
        (told.holding, "hold what opens or closes another"),
        (told.doubtful, "begin or end in a place that is rather unlikely"),
        (missing, "seem to be missing"),
    ]
    because = ", ".join(f"{count} {what}" for count, what in lacks if count)
    wrong = round((1 - told.sound) * told.letters)
    said = f"of {told.letters} letters found about {wrong} are likely to be wrong"
    said += f" ({because})" if because else ""
    if told.inside < _LEAST:
        said += f"; only {round(100 * told.inside)}% of the text stands in letters"
    first = found.page.source.place(parts_by_letter[0][0].span.start)
    return problem("reading-failed", f"this book of letters was not understood: {said}", first)


def measure(
    found: Found, structure: Structure, asides: Asides, parts_by_letter: Letters, missing: int
) -> Sound:
    """Measure how sound the letters of a book are."""
    has_words = found.languages[0] in read_languages()
    worth = 0.0
    unopened = doubtful = holding = 0
    heads = [_first_words(found, region) for region, _ in parts_by_letter]
    shared = Counter(head for head in heads if head)
    by_rows = sum(_is_below_row(found, region) for region, _ in parts_by_letter) >= max(
        _ALIKE[0], _BY_ROWS * len(heads)
    )
    for (region, parts), head in zip(parts_by_letter, heads, strict=True):
        kinds = {part.kind for part in parts}
        above = {part.kind for part in takewhile(lambda part: part.kind != "p", parts)}  # a date may close it
        opened = bool(_OPENS & above) or _is_headed(region.head) or _opens_at_once(found, parts)
        closed = bool(_CLOSES & kinds)
        opened = opened or ((closed or by_rows) and _is_below_row(found, region))
        opened = opened or shared[head] >= max(_ALIKE[0], _ALIKE[1] * len(parts_by_letter))
        one = max(region.chance, _WHOLE) if opened and closed else region.chance
        opened = opened or not has_words
        doubtful += one < _HALF
        unopened += not opened
        if not kinds - _HEADING:
            one = 0.0  # a heading with nothing below it
        one *= 1.0 if opened else _HALF if closed else _HALF * _HALF
        left = list(left_over(found, region, parts))
        held = bool(left) or _rows(found, region) >= _ROWS
        holding += held
        if not {"dateline", "headline"} & above:  # a journal in letters is dated at its head too
            missing += sum(kind == "dateline" for kind, _ in left)
        worth += one * _HALF if held else one
    count = len(parts_by_letter)
    sound = (worth + _GRACE * _GRACED) / (count + missing + _GRACE)
    return Sound(count, sound, _inside(structure, asides), unopened, doubtful, holding)


def _rows(found: Found, region: Region) -> int:
    """Count the rows of stars within a letter."""
    return sum("ornament" in found.kinds(line.index) for line in found.lines_in(region.span)[:-1])


def _first_words(found: Found, region: Region) -> tuple[str, ...]:
    """Return the first two words of a letter that begins with a line of its own: "[Sidenote: Letter"."""
    at = found.line_at(region.span.start)
    below = at + 1 == len(found.page.lines) or found.page.lines[at + 1].blank
    return tuple(found.page.lines[at].text.split()[:2]) if below else ()


def _opens_at_once(found: Found, parts: Sequence[Part]) -> bool:
    """Tell whether the first paragraph begins with a date or a salutation: "July 7. We", "DEAR DAD: I"."""
    first = next((part for part in parts if part.kind == "p"), None)
    if first is None:
        return False
    runs_in = "salute.run" in found.kinds(found.line_at(first.span.start))
    return runs_in or "dh" in dated_head(found.page.source.quote(first.span), tongues_of(found.languages))


def _is_below_row(found: Found, region: Region) -> bool:
    """Tell whether a row of stars parts a letter from what stands above it."""
    return "ornament" in found.kinds(found.line_at(region.span.start) - 1)


def _is_headed(head: Finding[Heading] | None) -> bool:
    """Tell whether a letter is headed by a number or names."""
    return head is not None and (head.value.style != "none" or head.value.rest == "names")


def _inside(structure: Structure, asides: Asides) -> float:
    """Return the share of the text that stands in letters, licences and notes apart."""

    def size(*kinds: str) -> int:
        texts = (t for r in structure.regions if r.kind in kinds for t in asides.texts_of(r.span))
        return sum(text.end - text.start for text in texts)

    return size("letter") / max(size("letter", "front", "matter", "back"), 1)


def left_over(found: Found, region: Region, parts: Sequence[Part]) -> Iterator[tuple[str, int]]:
    """Yield what opens or closes letters in the midst of this one's prose: its kind, and the line's index."""
    first, last = found.line_at(region.span.start), found.line_at(region.span.end - 1)
    for part in parts:
        if part.kind != "p":
            continue
        at = found.line_at(part.span.start)
        if not first + _HEAD < at < last - _FOOT or not found.page.lines[at].blank:
            continue
        kinds = found.kinds(at)
        dateline = DATELINE.among(kinds)
        if dateline is not None and dateline.value.whole:
            yield "dateline", at
        elif "salute" in kinds:
            yield "salute", at
        elif "valediction" in kinds:
            yield "valediction", at
