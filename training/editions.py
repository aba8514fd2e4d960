"""A volume as another printer might have set it: the same pages, with some of their signs changed.

Headings lose their numbers or their first line, capitals become small, rows of stars and indents go or come,
datelines move to the foot. What stands round the letters stays: an editor's narrative, notes, an index. So
the model learns to do without any one sign. The draw depends on the volume's name alone.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from volumes import Volume

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from changed_editions import CHANGES, Edit, changed  # benchmarks are no package

Gold = Mapping[str, Any]

_FIRST, _LAST = 25, 5  # letters at the beginning and at the end that are printed again
_GAP = re.compile(r"\n(?:[ \t]*\n){2,}")
_STARS = re.compile(r"^[ \t]*(?:[*.•—–_-][ \t]*){3,}$\n", re.MULTILINE)
_PARAGRAPH = re.compile(r"(?:(?<=\n\n)|\A)[ \t]*\S(?:[^\n]|\n(?![ \t]*\n))*")
_NUMBER = re.compile(
    r"[^\n\w]*(?:[^\W\d_]{2,9}[.°]?\s)?(?:\d{1,4}|[IVXLC]+)[\]).:_= ]*(?:--|—)?\s*(?=\n|[A-Z])"
)
_SHORT = 80  # code points of a line that may be a heading


def editions(volume: Volume, folder: Path, count: int = 2) -> Iterator[Volume]:
    """Yield other editions of the first and the last letters of a volume."""
    gold: Gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    text, gold = changed(volume.text, gold, _middle(gold))
    for k in range(count):
        lot = random.Random(f"{volume.name}/edition/{k}")
        new, moved = text, gold
        for change in _draw(lot):
            new, moved = changed(new, moved, change(new, moved))
        letters = tuple((one["start"], one["first"], one["end"]) for one in moved["letters"])
        unsure = frozenset(i for i, one in enumerate(moved["letters"]) if one.get("unsure"))
        notes = tuple((one["start"], one["end"]) for one in moved["notes"] if "end" in one)
        yield Volume(f"{volume.name}+v{k}", new, letters, unsure, notes)


Change = Callable[[str, Gold], Iterator[Edit]]


def _draw(lot: random.Random) -> list[Change]:
    """Draw the changes of an edition."""

    def by(chance: float) -> bool:
        return lot.random() < chance

    out: list[Change] = []
    if by(0.5):
        out.append(_no_numbers)
    if by(0.35):
        out.append(_no_first_lines)
    if by(0.3):
        out.append(_dates_below)
    if by(0.4):
        out.append(_no_capitals)
    if by(0.3):
        out.append(_no_stars)
    elif by(0.15):
        out.append(CHANGES["ornaments"])
    if by(0.4):
        out.append(CHANGES["no emphasis"])
    elif by(0.2):
        out.append(CHANGES["headings in emphasis"])
    if by(0.4):
        out.append(CHANGES["no indents"])
    if by(0.4):
        out.append(lambda text, gold: _between_set_in(text, gold, " " * lot.choice((2, 4))))
    elif by(0.2):
        out.append(lambda text, gold: _letters_set_in(text, gold, " " * lot.choice((2, 4))))
    gap = lot.choice((0, 0, 1, 2, 2, 3, 5))
    if gap:
        out.append(lambda text, _: _gaps(text, gap))
    return out


def _middle(gold: Gold) -> Iterator[Edit]:
    """Leave out the letters in the middle of a long volume."""
    letters = gold["letters"]
    if len(letters) > _FIRST + _LAST:
        yield Edit(letters[_FIRST]["start"], letters[-_LAST]["start"], "")
        del letters[_FIRST:-_LAST]
        start, end = letters[_FIRST - 1]["end"], letters[-_LAST]["start"]
        gold["notes"][:] = [
            one for one in gold["notes"] if one.get("end", one["start"]) <= start or one["start"] >= end
        ]


def _no_numbers(text: str, gold: Gold) -> Iterator[Edit]:
    """Leave out the number at the head of a letter that has another line, or words behind the number."""
    for letter in gold["letters"]:
        head = text[letter["start"] : letter["first"]]
        found = _NUMBER.match(head)
        if found and len(head[found.end() :].strip()) > 3:  # noqa: PLR2004
            end = found.end() + len(head[found.end() :]) - len(head[found.end() :].lstrip())
            yield Edit(letter["start"], letter["start"] + end, "")


def _no_first_lines(text: str, gold: Gold) -> Iterator[Edit]:
    """Leave out the first paragraph of a heading that has two."""
    for letter in gold["letters"]:
        head = text[letter["start"] : letter["first"]]
        found = re.match(r"(?:[^\n]|\n(?![ \t]*\n))+\n(?:[ \t]*\n)+", head)
        if found and head[found.end() :].strip():
            yield Edit(letter["start"], letter["start"] + found.end(), "")


def _dates_below(text: str, gold: Gold) -> Iterator[Edit]:
    """Print the dateline of a letter at its foot, where it is the last paragraph of the heading."""
    for letter in gold["letters"]:
        head = text[letter["start"] : letter["first"]].rstrip()
        at = max(head.rfind("\n\n") + 2, 0)
        words = head[at:].strip()
        date = letter.get("date_printed")
        if not (
            at > 1 and date and date in words and len(words) < _SHORT and letter["end"] > letter["first"]
        ):
            continue
        yield Edit(letter["start"] + at, letter["first"], "")
        last = letter["end"] - 1
        yield Edit(last, last + 1, f"{text[last]}\n\n{words}")


def _no_capitals(text: str, _: Gold) -> Iterator[Edit]:
    for line in re.finditer(r"[^\n]+", text):
        words = line[0]
        if len(words) < _SHORT and sum(map(str.isalpha, words)) > 3 and words.upper() == words:  # noqa: PLR2004
            new = re.sub(r"[^\W\d_]{4,}", lambda one: one[0].capitalize(), words)
            if len(new) == len(words):
                yield Edit(line.start(), line.end(), new)


def _no_stars(text: str, _: Gold) -> Iterator[Edit]:
    yield from (Edit(row.start(), row.end(), "") for row in _STARS.finditer(text))


def _between_set_in(text: str, gold: Gold, indent: str) -> Iterator[Edit]:
    """Indent the paragraphs that stand between letters."""
    for one, two in pairwise(gold["letters"]):
        if two["start"] > one["end"]:
            yield from _set_in(text, one["end"], two["start"], indent)


def _letters_set_in(text: str, gold: Gold, indent: str) -> Iterator[Edit]:
    """Indent the paragraphs of the letters."""
    for one in gold["letters"]:
        yield from _set_in(text, one["first"], one["end"], indent)


def _set_in(text: str, start: int, end: int, indent: str) -> Iterator[Edit]:
    for gap in re.finditer(r"\n[ \t]*\n(?=\S)", text[start:end]):
        yield Edit(start + gap.end(), start + gap.end(), indent)


def _gaps(text: str, lines: int) -> Iterator[Edit]:
    """Make all gaps of two blank lines and more as wide as each other."""
    yield from (Edit(gap.start(), gap.end(), "\n" * (lines + 1)) for gap in _GAP.finditer(text))
