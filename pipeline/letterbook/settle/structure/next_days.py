"""Join letters that go on another day: "Thursday, 24." below an unclosed letter begins no new one.

A letter sent in pieces has days within it. Such a line names a day and no year, no place and nobody; the
piece above has more at its head, and no close; and most letters of the book begin otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from letterbook.detect.found import Found
from letterbook.settle.structure.behind_letters import paragraph_of
from letterbook.settle.text.close_lines import ends_letter
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit
from letterbook.words import known

_FEWEST = 5  # letters
_MOST = 0.3  # of them may begin with a day alone
_LONGEST = 60  # code points of such a line
_HEAD = 3  # units at the head of a letter that may open it
_CALLS = frozenset({"salute", "salute.run", "headline"})
_TOKEN = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"\b1[3-9]\d\d\b")
_TABLES = ("months", "weekdays", "date_words", "date_parts", "date_days", "date_seasons", "date_hours")


def with_next_days(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Join letters where one only goes on another day."""
    words = frozenset(
        token
        for table in _TABLES
        for phrase in known(found.languages, table)
        for token in _TOKEN.findall(phrase)
    )
    days = [_is_day(units[one.begin], words) for one in letters]
    if len(letters) < _FEWEST or sum(days) > _MOST * len(letters):
        return list(letters)
    out: list[Letter] = []
    for letter, is_day in zip(letters, days, strict=True):
        above = out[-1] if out else None
        if (
            above is not None
            and is_day
            and above.notes + 1 == letter.begin
            and not _calls(units, letter)
            and _is_opened(units, above, words)
            and not ends_letter(found, paragraph_of(found, units[above.end]))
        ):
            out[-1] = replace(above, end=letter.end, notes=letter.notes)
        else:
            out.append(letter)
    return out


def _is_dated_alone(text: str, words: frozenset[str]) -> bool:
    """Tell whether all words of a line belong to a date."""
    tokens = [token.lower() for token in _TOKEN.findall(text)]
    return all(token[0].isdigit() or token in words for token in tokens)


def _is_day(unit: Unit, words: frozenset[str]) -> bool:
    """Tell whether a unit is a dateline that names a day alone: "Thursday, 24."."""
    dated = "dateline" in unit.kinds and len(unit.text) <= _LONGEST
    return dated and _YEAR.search(unit.text) is None and _is_dated_alone(unit.text, words)


def _calls(units: Sequence[Unit], letter: Letter) -> bool:
    return any(_CALLS & unit.kinds.keys() for unit in units[letter.begin : letter.begin + _HEAD])


def _is_opened(units: Sequence[Unit], letter: Letter, words: frozenset[str]) -> bool:
    """Tell whether a letter begins with more than a date: a place, a name, a salutation."""
    head = units[letter.begin : min(letter.begin + _HEAD, letter.end + 1)]
    return _calls(units, letter) or any(
        len(unit.text) <= SHORT and not _is_dated_alone(unit.text, words) for unit in head
    )
