"""Split letters that hold two, at the line that opens the second.

Needs the whole letter and the whole book: a dateline with a salutation below it opens a letter where the
others of the book are opened so, and a signature below which another letter is dated ends the one before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from letterbook.detect.found import Found
from letterbook.model.kinds import HEADING
from letterbook.settle.structure.behind_letters import SAYS, TITLE_GAP, paragraph_of, paragraphs_of, until
from letterbook.settle.text.close_lines import ends_letter
from letterbook.settle.text.closes import close
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit

FEWEST = 3  # other letters that show how the book prints them
MOST = 0.75  # of them must be opened, and closed, where a piece that is neither is none
_HALF = 0.5
_RARE = 0.1  # of the gaps above letters may be smaller than the book's own
_FOOT = 3  # short lines, at most, of a close that seemed to begin a letter
_YEAR = re.compile(r"\b1\d\d\d\b")
_INITIALS = re.compile(r"(?:[^\W\d_]\. ?){2,4}")
_PAIRS = 2  # letters that are opened so, at least
_PLACES = 2  # lines of a place, at most, above a date
_QUOTES = "\"'“„«‘»"


def begun_at(letter: Letter, at: int) -> Letter:
    """Return the letter that begins at a unit within another; the model gives it no probability."""
    return replace(letter, begin=at, body=at + 1, verdict="", why=())


def parted(letters: Sequence[Letter], begins: Callable[[int], bool]) -> list[Letter]:
    """Split letters at each unit at which another begins."""
    out: list[Letter] = []
    for letter in letters:
        out.append(letter)
        for at in filter(begins, range(letter.body + 1, letter.end)):
            out[-1:] = [until(out[-1], at), begun_at(letter, at)]
    return out


def is_dateline(unit: Unit) -> bool:
    """Tell whether a unit is a dateline with a number: "May 3rd"."""
    return "dateline" in unit.kinds and len(unit.text) <= SHORT and any(map(str.isdigit, unit.text))


def at_wanted(units: Sequence[Unit], letters: Sequence[Letter], wanted: Collection[int]) -> list[Letter]:
    """Split letters at headings that stand where a number of the series is missing.

    `wanted` holds the offsets of those headings, which the judge of headings read.
    """
    return parted(letters, lambda at: units[at].span.start in wanted)


def below_signatures(found: Found, units: Sequence[Unit], letter: Letter, *, exact: bool) -> list[Letter]:
    """Part a letter at the dateline of another one, below the first one's signature."""
    head = HEADING.among(units[letter.begin].kinds)
    if exact and head is not None and head.value.number:
        return [letter]
    above = [unit for unit in units[letter.begin : letter.body + 1] if is_dateline(unit)]
    year = any(_YEAR.search(unit.text) for unit in above)
    for at in range(letter.body + 2, letter.end):
        unit = units[at]
        if (
            above
            and is_dateline(unit)
            and (_YEAR.search(unit.text) or not year)
            and ends_letter(found, paragraph_of(found, units[at - 1]))
            and goes_on(found, units[at + 1 : letter.end + 1])
        ):
            return [until(letter, at), *below_signatures(found, units, begun_at(letter, at), exact=exact)]
    return [letter]


def goes_on(found: Found, units: Sequence[Unit]) -> bool:
    """Tell whether what stands below a date is a letter: a salutation, or prose, and a close of its own."""
    if "salute" in units[0].kinds and any(len(unit.text.split()) >= SAYS for unit in units[1:]):
        return True
    if len(units[0].text.split()) < SAYS or "postscript" in units[0].kinds:
        return False
    _, parts = close(found, paragraphs_of(found, units))
    return any(part.kind in {"valediction", "signed"} for part in parts)


def at_datelines(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Split letters at datelines below gaps as wide as those above nearly all letters of the book.

    A line that heads the letter may stand between the gap and the date, where most letters have one.
    """
    for headed in (0, 1):
        dated = [units[letter.begin] for letter in letters if _dated(units, letter.begin, headed)]
        gaps = sorted(unit.blank for unit in dated[1:])
        gap = gaps[int(_RARE * len(gaps))] if gaps else 0
        if len(dated) > FEWEST and len(dated) >= MOST * len(letters) and gap >= TITLE_GAP:
            return _at_gaps(units, letters, headed, gap, {unit.indent > 0 for unit in dated})
    return list(letters)


def _at_gaps(
    units: Sequence[Unit], letters: Sequence[Letter], headed: int, gap: int, indents: Collection[bool]
) -> list[Letter]:
    def begins(at: int) -> bool:
        unit, above = units[at], units[at - 1]
        apart = unit.blank >= gap > above.blank and (unit.indent > 0) in indents
        return apart and _dated(units, at, headed) and not is_dateline(units[at + headed + 1])

    return parted(letters, begins)


def _dated(units: Sequence[Unit], at: int, headed: int) -> bool:
    """Tell whether a letter that begins here has its date in its first line, or in the one below (1)."""
    if at + headed + 1 >= len(units) or (headed and is_dateline(units[at])):
        return False
    return is_dateline(units[at + headed])


def at_openings(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Split letters where a dateline and a salutation open another, if they open most letters of the book.

    The dateline must stand as far from the margin as the others do; what is quoted begins no letter. In a
    book with numbers a letter without one goes on another day.
    """
    numbered = sum(_is_numbered(units[letter.begin]) for letter in letters)
    pairs = [
        at
        for letter in letters
        for at in range(letter.begin, min(letter.body + 2, len(units)))
        if _opens(units, at)
    ]
    if len(pairs) < _PAIRS or len(pairs) < _HALF * len(letters) or numbered >= _HALF * len(letters):
        return list(letters)
    indents = {units[at].indent > 0 for at in pairs}

    def begins(at: int) -> bool:
        return (units[at].indent > 0) in indents and _opens(units, at)

    return parted(letters, begins)


def _is_numbered(unit: Unit) -> bool:
    head = HEADING.among(unit.kinds)
    return head is not None and bool(head.value.number)


def _opens(units: Sequence[Unit], at: int) -> bool:
    """Tell whether a place and a date, or a date alone, stand here, and a salutation below them."""
    first = units[at]
    if first.blank == 0 or first.text[0] in _QUOTES or len(first.text) > SHORT:
        return False
    dated = at
    while dated < min(at + _PLACES, len(units) - 1) and not is_dateline(units[dated]):
        dated += 1
    if dated + 1 >= len(units) or any(unit.blank for unit in units[at + 1 : dated + 1]):
        return False
    below = units[dated + 1]
    calls = "salute" in below.kinds or "salute.run" in below.kinds
    return calls and is_dateline(units[dated]) and below.text[0] not in _QUOTES


def without_feet_above(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Begin a letter at its dateline, not at the close of the letter above, which seemed to begin it."""
    out: list[Letter] = []
    for letter in letters:
        at = letter.begin
        while at < min(letter.begin + _FOOT, letter.end) and _closes(units[at]):
            at += 1
        starts = (
            at > letter.begin
            and at < letter.end
            and (is_dateline(units[at]) or HEADING.among(units[at].kinds))
        )
        if not starts or not out:
            out.append(letter)
            continue
        between = units[out[-1].end + 1 : at]
        if len(between) <= 2 * _FOOT and not any("ornament" in unit.kinds for unit in between):
            out[-1] = replace(out[-1], end=at - 1, notes=at - 1)
            out.append(replace(letter, begin=at, body=max(letter.body, at + 1)))
        else:
            out.append(letter)
    return out


def _closes(unit: Unit) -> bool:
    """Tell whether a unit only closes a letter: a farewell, initials."""
    opens = {"dateline", "salute", "headline"} & unit.kinds.keys() or HEADING.among(unit.kinds)
    farewell = "valediction" in unit.kinds or _INITIALS.fullmatch(unit.text) is not None
    return farewell and not opens and len(unit.text) <= SHORT
