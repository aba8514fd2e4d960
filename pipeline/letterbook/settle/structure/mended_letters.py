"""The model's letters against each other: what is none, what holds two, and what stands behind a close.

The model judges paragraph by paragraph. What is said here needs a whole letter and the whole book: in a book
whose letters are opened and closed, a piece that is neither is the title of a part with what follows it; a
signature in the midst, with a date below it and another close at the end, parts two letters; and an editor's
narrative, or the next part's title, behind a close is no letter's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model.kinds import HEADING
from letterbook.model.values import Heading
from letterbook.read.page import Paragraph
from letterbook.settle.text.closes import close, ends_letter, is_verse
from letterbook.settle.text.line_looks import addresses, is_spoken, is_titled, speaks
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit

_FEWEST = 3  # other letters that show how the book prints them
_MOST = 0.75  # of them must be opened, and closed, where a piece that is neither is none
_NEARLY_ALL = 0.9  # where its heading looks like theirs
_ADDRESS = 3  # short lines between a number and where a letter seems to begin
_OPENING = 6  # units at the head of a letter that may open it
_NAMES = frozenset({"to", "from-to", "from"})
_OPENS = frozenset({"dateline", "dateline.loose", "headline", "salute", "salute.run"})
_SIGNS = frozenset({"dateline", "headline", "salute", "salute.run", "valediction", "postscript"})
_CLOSED = frozenset({"valediction", "signed", "dateline", "postscript", "address"})
_HABIT = 0.15  # of the letters of a book have an editor's passage behind them
_TITLE_GAP = 2  # blank lines above the title of a part
_TAILS = 3  # letters with such a passage behind them, by which it is the book's habit
_SAYS = 9  # words of prose, at least
_SENTENCE = 30  # code points of one
_PASSAGE = 45  # of the passage in the middle, if an editor's are put in order


_YEAR = re.compile(r"\b1\d\d\d\b")
_YEAR_ALONE = re.compile(r"[\[(]?1\d\d\d[\])]?\.?")


class Signs(NamedTuple):
    """What a letter has: an opening, a close, a number or names above it, anything of a letter at all."""

    opened: bool
    closed: bool
    numbered: bool
    named: bool
    any: bool


def mended(
    found: Found,
    units: Sequence[Unit],
    letters: Sequence[Letter],
    *,
    exact: bool,
    ruled: Collection[int] = (),
) -> list[Letter]:
    """Return the letters without those that are none, parted where they hold two, and without what follows.

    `ruled` are the units of which the editor has decided: a letter that begins there is left as it is.
    `exact` says that numbers without a gap part them: then only what stands behind the last number is parted.
    """
    plain = [letter if letter.begin in ruled else _from_heading(units, letter) for letter in letters]
    with_signs = without_bare(found, units, plain)
    kept = [letter for letter in plain if letter in with_signs or letter.begin in ruled]
    parted = [part for letter in kept for part in _parted(found, units, letter, exact=exact)]
    parted = parted if exact else at_datelines(units, parted)
    parted = [_without_bracket(units, letter) for letter in parted]
    parted = without_part_behind(found, units, parted)
    kept = without_years(units, without_tails(found, units, without_told(found, units, parted)))
    return with_feet(found, units, kept)


def _from_heading(units: Sequence[Unit], letter: Letter) -> Letter:
    """Return a letter that begins at its heading, where prose stands above that: "... CHARLES TO ANN."."""
    first = units[letter.begin]
    if letter.end <= letter.begin + 1 or len(first.text) <= SHORT or _OPENS & first.kinds.keys():
        return letter
    head = HEADING.among(units[letter.begin + 1].kinds)
    if head is None or head.value.rest != "names" or units[letter.begin + 1].blank < _TITLE_GAP:
        return letter
    return replace(letter, begin=letter.begin + 1, body=max(letter.body, letter.begin + 2))


def _without_bracket(units: Sequence[Unit], letter: Letter) -> Letter:
    """Return a letter without the editor's paragraphs behind it that stand in one pair of brackets."""
    for at in range(letter.body + 1, letter.end + 1):
        if units[at].text[0] == "[" and "]" not in units[at].text:
            closing = next((i for i in range(at, letter.end + 1) if units[i].text[-1] == "]"), None)
            if closing is not None and closing >= letter.end - 1:
                return replace(letter, end=at - 1, notes=at - 1)
    return letter


def from_numbers(units: Sequence[Unit], letters: Sequence[Letter], numbered: Collection[int]) -> list[Letter]:
    """Return the letters, begun at the number above where only short lines, as of an address, lie between.

    `numbered` holds the offsets of the headings with numbers that the judge of headings keeps.
    """
    out: list[Letter] = []
    for letter in letters:
        free = out[-1].notes + 1 if out else 0
        at = letter.begin
        while at > max(free, letter.begin - _ADDRESS) and units[at].span.start not in numbered:
            at -= 1
        above = units[at : letter.begin]
        moves = units[at].span.start in numbered and all(len(unit.text) <= SHORT for unit in above)
        out.append(replace(letter, begin=at) if moves else letter)
    return out


def without_part_behind(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, the last without a part behind its signature that a title in capitals heads."""
    if not letters:
        return []
    last = letters[-1]
    for at in range(last.body + 1, last.end + 1):
        unit = units[at]
        titled = unit.text.isupper() and unit.blank >= _TITLE_GAP and is_titled(found, unit.text)
        if titled and ends_letter(found, _paragraph(found, units[at - 1])):
            return [*letters[:-1], replace(last, end=at - 1, notes=at - 1)]
    return list(letters)


def with_feet(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters with a signature that only notes and rules part from their last words."""
    if not letters:
        return []
    begins = [*(letter.begin for letter in letters[1:]), len(units)]
    out = []
    for letter, following in zip(letters, begins, strict=True):
        below = range(letter.end + 1, following)
        last = next((at for at in below if not {"ornament", "note.body"} & units[at].kinds.keys()), None)
        between = [units[at] for at in range(letter.end + 1, last or 0)]
        # two rules with nothing between them stood round a note, which is no longer among the units
        noted = any("note.body" in unit.kinds or unit.blank == 0 for unit in between)
        if last is not None and noted and ends_letter(found, _paragraph(found, units[last])):
            out.append(replace(letter, end=last, notes=max(letter.notes, last)))
        else:
            out.append(letter)
    return out


def is_year(unit: Unit) -> bool:
    """Tell whether a unit is a year that a gap sets apart, as it heads the next part of a book."""
    return unit.blank >= _TITLE_GAP and _YEAR_ALONE.fullmatch(unit.text) is not None


def without_years(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without the years behind them that head the next part of the book."""
    out = []
    for letter in letters:
        end = letter.end
        while end > letter.body and is_year(units[end]):
            end -= 1
        out.append(letter if end == letter.end else replace(letter, end=end, notes=end))
    return out


def at_wanted(units: Sequence[Unit], letters: Sequence[Letter], wanted: Collection[int]) -> list[Letter]:
    """Return the letters, parted at the headings that stand where a number of the book's is wanted.

    `wanted` holds the offsets of those headings, which the judge of headings read.
    """
    out: list[Letter] = []
    for letter in letters:
        begin = letter
        for at in range(letter.body + 1, letter.end):
            if units[at].span.start in wanted:
                out.append(replace(begin, end=at - 1, notes=at - 1))
                begin = replace(begin, begin=at, body=at + 1, end=letter.end, notes=letter.notes)
        out.append(begin)
    return out


def _paragraph(found: Found, unit: Unit) -> Paragraph:
    return Paragraph(tuple(found.page.lines[unit.first : unit.last + 1]))


def _paragraphs(found: Found, units: Sequence[Unit]) -> list[Paragraph]:
    return [_paragraph(found, unit) for unit in units if not unit.page]


def _signs_of(found: Found, units: Sequence[Unit], letter: Letter) -> Signs:
    mine = units[letter.begin : letter.end + 1]
    head = HEADING.among(mine[0].kinds)
    value = head.value if head else Heading()
    _, parts = close(found, _paragraphs(found, mine[1:])) if len(mine) > 1 else ([], [])
    return Signs(
        any(_OPENS & unit.kinds.keys() for unit in mine[:_OPENING]),
        any(part.kind in _CLOSED for part in parts),
        bool(value.number),
        value.style == "none" and value.prefix in _NAMES,
        any(_SIGNS & unit.kinds.keys() for unit in mine),
    )


def without_bare(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without those that have nothing of one, where the book opens and closes them."""
    if len(letters) <= _FEWEST:
        return list(letters)
    signs = [_signs_of(found, units, letter) for letter in letters]
    whole = sum(one.opened and one.closed for one in signs)
    numbered, named = sum(one.numbered for one in signs), sum(one.named for one in signs)
    out = []
    for letter, one in zip(letters, signs, strict=True):
        others = len(letters) - 1
        like = (one.numbered and numbered * 2 > others) or (one.named and named * 2 > others)
        text = " ".join(unit.text for unit in units[letter.begin + 1 : letter.end + 1])
        titled = _is_title(found, units[letter.begin]) and not speaks(found, text)
        has_something = one.opened or one.any or (one.closed and not titled)
        bare = not has_something and whole >= (_NEARLY_ALL if like else _MOST) * others
        told = not speaks(found, text) if not like else not (one.numbered or addresses(found, text))
        if not bare or not (told or (not like and _is_title(found, units[letter.begin]))):
            out.append(letter)
    return out


def _is_title(found: Found, unit: Unit) -> bool:
    """Tell whether a piece begins with the title of a part, not with an hour: "5 heures, soir."."""
    return "matter.title" in unit.kinds or unit.text.isupper() or is_titled(found, unit.text)


def _parted(found: Found, units: Sequence[Unit], letter: Letter, *, exact: bool) -> list[Letter]:
    """Part a letter at the dateline of another one, below the first one's signature."""
    head = HEADING.among(units[letter.begin].kinds)
    if exact and head is not None and head.value.number:
        return [letter]
    above = [unit for unit in units[letter.begin : letter.body + 1] if _is_dateline(unit)]
    year = any(_YEAR.search(unit.text) for unit in above)
    for at in range(letter.body + 2, letter.end):
        unit = units[at]
        if (
            above
            and _is_dateline(unit)
            and (_YEAR.search(unit.text) or not year)
            and ends_letter(found, _paragraph(found, units[at - 1]))
            and _goes_on(found, units[at + 1 : letter.end + 1])
        ):
            first = replace(letter, end=at - 1, notes=at - 1)
            second = replace(letter, begin=at, body=at + 1)
            return [first, *_parted(found, units, second, exact=exact)]
    return [letter]


def at_datelines(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, parted at datelines below such gaps as the book has above nearly all letters."""
    dated = [units[letter.begin] for letter in letters if _is_dateline(units[letter.begin])]
    gap = min((unit.blank for unit in dated[1:]), default=0)
    if len(dated) <= _FEWEST or len(dated) < _MOST * len(letters) or gap < _TITLE_GAP:
        return list(letters)
    indents = {unit.indent > 0 for unit in dated}
    out: list[Letter] = []
    for letter in letters:
        begin = letter
        for at in range(letter.body + 1, letter.end):
            unit, above = units[at], units[at - 1]
            apart = unit.blank >= gap and (unit.indent > 0) in indents and not above.blank >= gap
            if apart and _is_dateline(unit) and not _is_dateline(units[at + 1]):
                out.append(replace(begin, end=at - 1, notes=at - 1))
                begin = replace(begin, begin=at, body=at + 1, end=letter.end, notes=letter.notes)
        out.append(begin)
    return out


def _is_dateline(unit: Unit) -> bool:
    return "dateline" in unit.kinds and len(unit.text) <= SHORT and any(map(str.isdigit, unit.text))


def _goes_on(found: Found, units: Sequence[Unit]) -> bool:
    """Tell whether what stands below a date is a letter: a salutation, or prose, and a close of its own."""
    if "salute" in units[0].kinds:
        return True
    if len(units[0].text.split()) < _SAYS or "postscript" in units[0].kinds:
        return False
    _, parts = close(found, _paragraphs(found, units))
    return any(part.kind in {"valediction", "signed"} for part in parts)


def without_told(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without what is told behind their close, or titles the next part.

    A postscript may say neither I nor you: a passage counts where it is set off, or many letters have one.
    """
    behind = [_behind_close(found, units, letter) for letter in letters]
    told = sum(at is not None for at in behind)
    habit = told >= max(2, _HABIT * len(letters))
    return [
        replace(letter, end=at - 1, notes=at - 1)
        if at is not None and (habit or _is_apart(found, units, letter, at))
        else letter
        for letter, at in zip(letters, behind, strict=True)
    ]


def _behind_close(found: Found, units: Sequence[Unit], letter: Letter) -> int | None:
    """Return the unit behind a letter's close that somebody else tells, if nothing closes a letter below."""
    mine = range(letter.begin + 1, letter.end + 1)
    if not mine:
        return None
    _, parts = close(found, _paragraphs(found, [units[i] for i in mine]))
    last = max((i for i, part in enumerate(parts) if part.kind in _CLOSED), default=-1)
    signed = any(part.kind in {"valediction", "signed"} for part in parts)
    if not signed or not any(part.kind == "p" for part in parts[last + 1 :]):
        return None
    start = parts[last + 1].span.start
    at = next((i for i in mine if units[i].span.start >= start), letter.end + 1)
    if at > letter.end or at <= letter.body:
        return None
    tail = units[at : letter.end + 1]
    if any(_SIGNS & unit.kinds.keys() or ends_letter(found, _paragraph(found, unit)) for unit in tail[1:]):
        return None
    lines = [line for unit in tail for line in _paragraph(found, unit).lines]
    return None if is_verse(lines, found.page.width) or any(_is_verse(found, unit) for unit in tail) else at


def _is_verse(found: Found, unit: Unit) -> bool:
    return is_verse(_paragraph(found, unit).lines, found.page.width)


def _is_apart(found: Found, units: Sequence[Unit], letter: Letter, at: int) -> bool:
    """Tell whether a passage is set off from a letter's prose: by an indent, brackets, or as a title."""
    prose = [unit for unit in units[letter.body : at] if len(unit.text) > SHORT]
    first = units[at]
    if first.text[:1] == "(":
        return False  # where the writer lives
    if first.blank >= _TITLE_GAP and len(first.text) <= SHORT:
        return first.text.isupper() or not speaks(found, first.text)
    if first.text[:1] == "[" and units[letter.end].text[-1:] == "]":
        return True
    usual = {unit.indent for unit in prose}
    return bool(usual) and all(
        unit.indent not in usual and len(unit.text.split()) >= _SAYS for unit in units[at : letter.end + 1]
    )


def without_tails(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without the editor's passages behind them, where the book indents these."""
    prose = Counter(
        unit.indent
        for letter in letters
        for unit in units[letter.begin : letter.end + 1]
        if len(unit.text.split()) >= _SAYS and not _OPENS & unit.kinds.keys()
    )
    if not prose:
        return list(letters)
    usual = max(prose, key=lambda indent: (prose[indent], -indent))
    tails = [_tail(found, units, letter, usual) for letter in letters]
    behind = [unit for letter, at in zip(letters, tails, strict=True) for unit in units[at : letter.end + 1]]
    within = sum(
        unit.indent > usual + 1 and len(unit.text) > SHORT
        for letter, at in zip(letters, tails, strict=True)
        for unit in units[letter.body : at]
    )
    some = sum(at <= letter.end for letter, at in zip(letters, tails, strict=True))
    sizes = sorted(len(unit.text) for unit in behind)
    if some < _TAILS or within > len(behind) or sizes[len(sizes) // 2] < _PASSAGE:
        return list(letters)  # lines as short as that are signatures, and what is written on the outside
    return [
        replace(letter, end=at - 1, notes=at - 1) if at <= letter.end else letter
        for letter, at in zip(letters, tails, strict=True)
    ]


def _tail(found: Found, units: Sequence[Unit], letter: Letter, usual: int) -> int:
    """Return the first of the indented sentences at a letter's end, or the unit behind its end."""
    at = letter.end + 1
    while at - 1 > letter.body and _is_set_off(found, units[at - 1], usual):
        at -= 1
    return at


def _is_set_off(found: Found, unit: Unit, usual: int) -> bool:
    paragraph = _paragraph(found, unit)
    return (
        unit.indent > usual + 1
        and len(unit.text) >= _SENTENCE
        and unit.text[0] != "("  # where the writer lives
        and unit.text.rstrip("\"'”’»_)]")[-1:] in ".!?:"
        and all(line.indent == unit.indent for line in paragraph.lines)
        and unit.blank > 0  # verses that are torn apart have no blank lines above
        and not _is_verse(found, unit)
        and not ends_letter(found, paragraph)
        and not is_spoken(found, unit.text)
        and not _SIGNS & unit.kinds.keys()
    )
