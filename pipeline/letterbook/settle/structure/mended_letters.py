"""Compare the model's letters with each other: find pieces that are no letters, and letters that hold two.

The model judges paragraph by paragraph. This module sees whole letters and the whole book. If the letters
have openings and closes, a piece with neither is the title of a part and what follows it; a signature in the
middle, with a date below it and another close at the end, divides two letters. What stands behind a letter is
judged in `behind_letters.py`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.model.kinds import HEADING
from letterbook.model.values import Heading
from letterbook.settle.structure.behind_letters import (
    CLOSED,
    OPENS,
    SIGNS,
    TITLE_GAP,
    are_opened,
    paragraph_of,
    paragraphs_of,
    without_behind,
)
from letterbook.settle.structure.headings_above import from_names, from_openings
from letterbook.settle.structure.journals import without_journals
from letterbook.settle.structure.like_the_others import at_heads, without_narrative
from letterbook.settle.structure.next_days import with_next_days
from letterbook.settle.structure.notes_above import without_notes_above
from letterbook.settle.structure.parted_letters import (
    FEWEST,
    MOST,
    at_datelines,
    at_openings,
    below_signatures,
    is_dateline,
    without_feet_above,
)
from letterbook.settle.structure.quoted_letters import with_quoted, without_excerpts, without_unquoted
from letterbook.settle.structure.row_parted import at_rows, at_rows_within
from letterbook.settle.structure.same_openings import (
    at_openings_of_one_form,
    below_closes,
    with_bodies_below,
    with_dockets_above,
    without_bracketed,
    without_part_titles,
)
from letterbook.settle.structure.set_in import with_set_in
from letterbook.settle.structure.told_behind import without_told_behind
from letterbook.settle.structure.unmarked_postscripts import with_postscripts
from letterbook.settle.structure.unopened_ends import without_unopened_ends
from letterbook.settle.text.closes import close
from letterbook.settle.text.line_looks import addresses, is_titled, speaks
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit

_NEARLY_ALL = 0.9  # where its heading looks like theirs
_ADDRESS = 3  # short lines between a number and where a letter seems to begin
_OPENING = 6  # units at the head of a letter that may open it
_DATES = frozenset({"dateline", "dateline.loose", "headline"})
_YEAR = re.compile(r"\b1\d\d\d\b")
_VERSE = 0.85  # of the width of the page, which a verse does not reach
_STANZA = 4  # lines, at least, below the title of a poem
_OTHERS = "\"“„«‘'["
_NAMES = frozenset({"to", "from-to", "from"})


class Signs(NamedTuple):
    """What a letter has: an opening, a close, a number or names above it, any sign of a letter."""

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
    """Remove what is no letter, split what holds two letters, and cut off what stands behind them.

    `ruled` are the units that the editor has decided on: a letter that begins there stays as it is.
    `exact`: numbers without a gap divide the letters, so only what stands behind the last one is split.
    """
    letters = list(letters) if ruled else without_notes_above(units, letters)
    held = list(letters) if ruled else with_set_in(found, units, letters, exact=exact)
    exact = exact and held == list(letters)
    plain = [letter if letter.begin in ruled else _from_heading(units, letter) for letter in held]
    sound = {letter.begin for letter in without_verse(found, units, without_bare(found, units, plain))}
    kept = [letter for letter in plain if letter.begin in sound or letter.begin in ruled]
    parted = [part for letter in kept for part in below_signatures(found, units, letter, exact=exact)]
    if not exact:
        parted = at_openings(units, at_datelines(units, parted))
        if not ruled:
            parted = below_closes(found, units, at_heads(found, units, parted))
            parted = at_openings_of_one_form(units, parted)
        parted = at_rows(found, units, without_feet_above(units, parted))
        parted = at_rows_within(found, units, parted)
        parted = parted if ruled else without_narrative(found, units, parted)
    elif not ruled:
        parted = _behind_last_number(units, parted, at_heads(found, units, parted))
    if not ruled:
        parted = [letter for letter in parted if not _is_in_note(units, letter)]
        parted = with_dockets_above(units, without_bracketed(units, with_bodies_below(units, parted)))
        parted = without_excerpts(found, units, parted)
        parted = parted if exact else with_next_days(found, units, parted)
        parted = without_journals(found, units, without_unquoted(units, parted))
        parted = without_part_titles(found, units, from_openings(units, from_names(units, parted)))
        parted = without_unopened_ends(found, units, parted)
    whole = with_quoted(found, units, with_postscripts(found, units, without_behind(found, units, parted)))
    return without_told_behind(found, units, whole)


def _behind_last_number(
    units: Sequence[Unit], letters: Sequence[Letter], more: Sequence[Letter]
) -> list[Letter]:
    """Return the letters up to the last that bears a number, and from there on those that are more."""
    heads = [HEADING.among(units[letter.begin].kinds) for letter in letters]
    last = max((i for i, head in enumerate(heads) if head and head.value.number), default=0)
    return [*letters[:last], *(one for one in more if one.begin >= letters[last].begin)]


def _from_heading(units: Sequence[Unit], letter: Letter) -> Letter:
    """Return a letter that begins at its heading, where prose stands above that: "... CHARLES TO ANN."."""
    first = units[letter.begin]
    if letter.end <= letter.begin + 1 or len(first.text) <= SHORT or OPENS & first.kinds.keys():
        return letter
    head = HEADING.among(units[letter.begin + 1].kinds)
    if head is None or head.value.rest != "names" or units[letter.begin + 1].blank < TITLE_GAP:
        return letter
    return replace(letter, begin=letter.begin + 1, body=max(letter.body, letter.begin + 2))


def from_numbers(units: Sequence[Unit], letters: Sequence[Letter], numbered: Collection[int]) -> list[Letter]:
    """Return the letters, begun at the number above where only short lines, as of an address, lie between.

    `numbered` holds the offsets of the headings with numbers that the judge of headings keeps.
    """
    out: list[Letter] = []
    for letter in letters:
        free = out[-1].notes + 1 if out else 0
        at, first = letter.begin, units[letter.begin]
        while at > max(free, letter.begin - _ADDRESS) and units[at].span.start not in numbered:
            at -= 1
        above = units[at : letter.begin]
        moves = units[at].span.start in numbered and all(len(unit.text) <= SHORT for unit in above)
        # below a gap of its own stands the next heading, with a number that was not read
        moves = moves and (at == letter.begin or first.blank <= TITLE_GAP)
        out.append(replace(letter, begin=at) if moves else letter)
    return out


def _is_in_note(units: Sequence[Unit], letter: Letter) -> bool:
    """Tell whether a piece begins with a note that the text calls, below another: a note quotes a letter."""
    first, above = units[letter.begin], units[max(letter.begin - 1, 0)]
    noted = "note.text" in first.kinds and "note.text" in above.kinds
    return noted and len(first.text) > SHORT // 2 and HEADING.among(first.kinds) is None


def _signs_of(found: Found, units: Sequence[Unit], letter: Letter) -> Signs:
    mine = units[letter.begin : letter.end + 1]
    head = HEADING.among(mine[0].kinds)
    value = head.value if head else Heading()
    _, parts = close(found, paragraphs_of(found, mine[1:])) if len(mine) > 1 else ([], [])
    return Signs(
        are_opened(mine[:_OPENING]),
        any(part.kind in CLOSED for part in parts),
        bool(value.number),
        value.style == "none" and value.prefix in _NAMES,
        any(SIGNS & unit.kinds.keys() for unit in mine),
    )


def without_bare(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Remove pieces without opening or close, if the letters of the book have both.

    Where nearly all bear numbers, a piece without one that neither opens nor closes is none either, if it
    says neither I nor you, or stands before them all, as an introduction does.
    """
    if len(letters) <= FEWEST:
        return list(letters)
    signs = [_signs_of(found, units, letter) for letter in letters]
    whole = sum(one.opened and one.closed for one in signs)
    numbered, named = sum(one.numbered for one in signs), sum(one.named for one in signs)
    out = []
    first = next((letter.begin for letter, one in zip(letters, signs, strict=True) if one.numbered), 0)
    for letter, one in zip(letters, signs, strict=True):
        others = len(letters) - 1
        like = (one.numbered and numbered * 2 > others) or (one.named and named * 2 > others)
        text = " ".join(unit.text for unit in units[letter.begin + 1 : letter.end + 1])
        titled = _is_title(found, units[letter.begin]) and not speaks(found, text)
        has_something = one.opened or one.any or (one.closed and not titled)
        bare = not has_something and whole >= (_NEARLY_ALL if like else MOST) * others
        headed = one.named or one.numbered or named < MOST * others
        headless = not (headed or one.closed or _stands_open(units, letter))
        alone = not (one.numbered or one.named or has_something) and numbered >= _NEARLY_ALL * others
        if alone and (letter.begin < first or not speaks(found, f"{units[letter.begin].text} {text}")):
            continue
        told = not speaks(found, text) if not like else not (one.numbered or addresses(found, text))
        if not headless and (not bare or not (told or (not like and _is_title(found, units[letter.begin])))):
            out.append(letter)
    return out


def _stands_open(units: Sequence[Unit], letter: Letter) -> bool:
    """Tell whether a letter opens in its first lines, in words that are not quoted or the editor's."""
    head = units[letter.begin]
    if len(head.text) <= SHORT and _YEAR.search(head.text):
        return True
    lines = [unit for unit in units[letter.begin : letter.begin + _OPENING] if unit.text[0] != "("]
    return any(OPENS & unit.kinds.keys() and unit.text[0] not in _OTHERS for unit in lines[:2])


def without_verse(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without poems, where most of the book's are prose and dated: "TO JULIUS II."."""
    verse = [_is_poem(found, units, letter) for letter in letters]
    dated = sum(
        any(is_dateline(unit) for unit in units[letter.begin : letter.end + 1])
        for letter, poem in zip(letters, verse, strict=True)
        if not poem
    )
    if dated <= FEWEST or 2 * dated < verse.count(False):
        return list(letters)
    return [letter for letter, poem in zip(letters, verse, strict=True) if not poem]


def _is_poem(found: Found, units: Sequence[Unit], letter: Letter) -> bool:
    """Tell whether a letter is lines of verse below a title, with no date."""
    mine = units[letter.begin : letter.end + 1]
    head = HEADING.among(mine[0].kinds)
    if head is not None and head.value.prefix not in {"", "to"}:
        return False
    if any(_DATES & unit.kinds.keys() for unit in mine) or any(map(str.isdigit, mine[0].text)):
        return False
    lines = [line for unit in mine[1:] for line in paragraph_of(found, unit).lines]
    short = sum(len(line.text) < _VERSE * found.page.width for line in lines)
    capital = sum(line.text.lstrip("\"'“„«‘(")[:1].isupper() for line in lines)
    return len(lines) > _STANZA and min(short, capital) >= _NEARLY_ALL * len(lines)


def _is_title(found: Found, unit: Unit) -> bool:
    """Tell whether a piece begins with the title of a part, not with an hour: "5 heures, soir."."""
    return "matter.title" in unit.kinds or unit.text.isupper() or is_titled(found, unit.text)
