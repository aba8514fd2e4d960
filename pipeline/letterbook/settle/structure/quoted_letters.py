"""Letters that a narrative quotes: each paragraph of one opens with a quotation mark, its last also closes.

A narrator may quote a letter here and there, which is then no letter of the book. If he quotes at least half
as many as the book prints on their own, they count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.model.kinds import HEADING
from letterbook.settle.structure.behind_letters import QUOTES, SAYS, are_opened, paragraph_of, until
from letterbook.settle.text.close_lines import ends_letter
from letterbook.settle.text.line_looks import speaks
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit

_FEWEST = 4  # quoted letters, at least
_SHARE = 0.5  # of the letters that stand by themselves
_HEAD = 4  # lines of place and date above a salutation, at most
_CLOSING = '"”“»«'
_CLOSED = re.compile(r"[\"”“»«](?:\s*[\[({]?[\d*†]+[\])}]?)*\.?$")  # and the marks of notes
_NEARLY_ALL = 0.75  # of the letters
_CALLS = frozenset({"salute", "salute.run"})


def with_quoted(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, with those that the text between them quotes whole."""
    held = {i for letter in letters for i in range(letter.begin, letter.end + 1)}
    quoted = [
        Letter(first, min(body, last), last, last, 1.0, 1.0)
        for first, body, last in _quoted(units)
        if not held & set(range(first, last + 1))
        and speaks(found, " ".join(unit.text for unit in units[first : last + 1]))
    ]
    if not letters or len(quoted) < max(_FEWEST, _SHARE * len(letters)):
        return list(letters)
    out = sorted([*letters, *quoted], key=lambda letter: letter.begin)
    begins = [*(letter.begin for letter in out[1:]), len(units)]
    return [
        until(letter, letter.end + 1) if letter.notes >= following else letter
        for letter, following in zip(out, begins, strict=True)
    ]


def _quoted(units: Sequence[Unit]) -> list[tuple[int, int, int]]:
    """Return the first unit, the one behind the salutation, and the last of each letter that is quoted."""
    out: list[tuple[int, int, int]] = []
    at = 0
    while at < len(units):
        last = _last(units, at)
        if last is None or not _CALLS & units[at].kinds.keys() or units[at].text[0] not in QUOTES:
            at += 1
            continue
        first = at
        lowest = max(at - _HEAD, out[-1][2] + 1 if out else 0)
        while first > lowest and _is_head(units[first - 1]):
            first -= 1
        if any(len(unit.text.split()) >= SAYS for unit in units[at : last + 1]):
            out.append((first, at + (len(units[at].text) <= SHORT), last))
        at = last + 1
    return out


def _is_head(unit: Unit) -> bool:
    """Tell whether a line above a salutation is a place or a date that is quoted with it."""
    return unit.text[0] in QUOTES and len(unit.text) <= SHORT and unit.text[-1] not in _CLOSING


def _last(units: Sequence[Unit], at: int) -> int | None:
    """Return the unit at which a quotation closes, if all of its paragraphs open with a mark."""
    while at < len(units) and units[at].text[0] in QUOTES:
        if units[at].text[-1] in _CLOSING:
            return at
        at += 1
    return None


def without_excerpts(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Remove what a narrative only quotes: prose in quotation marks without opening or close.

    Other letters of the book must have openings: in some books all letters are quoted without one.
    """
    excerpts = [_is_excerpt(found, units, letter) for letter in letters]
    opened = sum(are_opened(units[one.begin : one.begin + _HEAD]) for one in letters)
    if opened < max(_FEWEST, excerpts.count(True) / 2):
        return list(letters)
    return [letter for letter, quoted in zip(letters, excerpts, strict=True) if not quoted]


def _is_excerpt(found: Found, units: Sequence[Unit], letter: Letter) -> bool:
    """Tell whether a piece is prose in quotation marks with no line of its own above or below."""
    first, last = units[letter.begin], units[letter.end]
    if first.text[0] not in QUOTES or len(first.text) <= SHORT or HEADING.among(first.kinds):
        return False
    opened = are_opened(units[letter.begin : letter.begin + _HEAD])
    return not opened and not ends_letter(found, paragraph_of(found, last))


def without_unquoted(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Cut off the narrative behind letters, in a book that prints letters in quotation marks.

    There, what is not quoted and has neither a heading of names nor a date is no letter.
    """
    quoted = [_quoted_prose(units, letter) for letter in letters]
    if len(letters) < _FEWEST or sum(map(bool, quoted)) < _NEARLY_ALL * len(letters):
        return list(letters)
    out = []
    for letter, own in zip(letters, quoted, strict=True):
        if own:
            out.append(_until_closed(units, letter, own[-1]))
        elif are_opened(units[letter.begin : letter.begin + _HEAD]):
            out.append(letter)
    return out


def _quoted_prose(units: Sequence[Unit], letter: Letter) -> list[int]:
    """Return the paragraphs of a letter that open with a quotation mark, if its first prose does."""
    prose = [i for i in range(letter.begin, letter.end + 1) if len(units[i].text.split()) >= SAYS]
    if not prose or units[prose[0]].text[0] not in QUOTES:
        return []
    return [i for i in prose if units[i].text[0] in QUOTES]


def _until_closed(units: Sequence[Unit], letter: Letter, last: int) -> Letter:
    """Return a letter up to its last quoted paragraph, if that is closed and a narrative stands below."""
    if not _CLOSED.search(units[last].text):
        return letter
    below = [unit for unit in units[last + 1 : letter.end + 1] if "ornament" not in unit.kinds]
    return until(letter, last + 1) if below and len(below[0].text) > SHORT else letter
