"""Take out the units that belong to the page (footnotes, page numbers, pictures), and keep those that run on.

A printed page may end in the middle of a letter, and then the foot of the page stands between the letter's
paragraphs. What belongs to the page tells nothing of where letters begin and end, and hides what does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.units import Unit
from letterbook.words.patterns import bracket_words

#: A note's mark: [12], {12}, (12), [Footnote 12: ...], [*].
MARK = re.compile(
    r"(?P<open>[\[{(])(?:[^\W\d_]+ )?(?P<name>\d{1,4}[a-z]?|[a-zA-Z]|[*†‡§]+)(?P<close>[\]}):])\s*(?=\S)"
)
_PICTURE = re.compile(rf"\[(?:{bracket_words('picture', capital=True)})\b[^\]]*\]\W*")
_NEAR = 60  # running units above a note in which its call is looked for
_LONG = 15  # units that a note may have


def running_units(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the units without what belongs to the page. Blank lines round that count for the next one."""
    apart = set_apart(units)
    out: list[Unit] = []
    blank = 0
    for i, unit in enumerate(units):
        blank = max(blank, unit.blank)
        if i in apart:
            continue
        out.append(unit if blank == unit.blank else replace(unit, blank=blank))
        blank = 0
    return tuple(out)


def set_apart(units: Sequence[Unit]) -> set[int]:
    """Return the indexes of the units that belong to the page: its number, its footnotes, a picture."""
    usual = _usual_indent(units)
    out: set[int] = set()
    above: list[str] = []
    at = 0
    while at < len(units):
        unit = units[at]
        if unit.page or _PICTURE.fullmatch(unit.text):
            out.add(at)
            at += 1
        elif _is_called(unit, above):
            end = _end_of_note(units, at, usual)
            out.update(range(at, end))
            at = end
        else:
            above.append(unit.text)
            at += 1
    return out


def _is_called(unit: Unit, above: Sequence[str]) -> bool:
    """Tell whether a unit is a footnote: it begins with a mark that stands in the words above it."""
    mark = MARK.match(unit.text)
    if mark is None or len(unit.text) == mark.end():
        return False
    return any(call_of(mark).search(text) for text in above[-_NEAR:])


def call_of(mark: re.Match[str]) -> re.Pattern[str]:
    """Return what calls the note that begins with a mark."""
    name, begin = re.escape(mark["name"]), re.escape(mark["open"])
    end = r"[\]})]" if mark["close"] == ":" else re.escape(mark["close"])
    return re.compile(rf"(?<=\S)\s?{begin}{name}{end}")


def _end_of_note(units: Sequence[Unit], at: int, usual: int) -> int:
    """Return which unit follows a note: behind its bracket, or where its indent ends."""
    first = units[at]
    if first.text[0] == "[" and not re.match(r"\[[^\]]{1,20}\]", first.text):
        depth, end = 0, at
        while end < min(at + _LONG, len(units)):
            depth += units[end].text.count("[") - units[end].text.count("]")
            end += 1
            if depth <= 0:
                return end
        return at + 1
    end = at + 1
    while (
        first.indent > usual
        and end < min(at + _LONG, len(units))
        and units[end].indent == first.indent
        and units[end].blank <= 1
        and not {"letter.head", "dateline", "note.body", "ornament"} & units[end].kinds.keys()
    ):
        end += 1
    return end


def _usual_indent(units: Sequence[Unit]) -> int:
    """Return the indent that most paragraphs of prose have."""
    counts = Counter(unit.indent for unit in units if len(unit.text) > SHORT and not MARK.match(unit.text))
    return min(counts, key=lambda one: (-counts[one], one)) if counts else 0
