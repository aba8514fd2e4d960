"""Mend pieces by the whole book: headings torn from their letters, openings of one form.

The model judges paragraph by paragraph, with another probability each time. In a book where one opening
begins letter after letter, and nothing else, it begins one wherever it stands; a heading alone is no letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from letterbook.detect.found import Found
from letterbook.model.kinds import HEADING
from letterbook.rules.set_phrases import begins
from letterbook.settle.structure.behind_letters import OPENS, are_opened, paragraph_of
from letterbook.settle.structure.parted_letters import goes_on, parted
from letterbook.settle.text.close_lines import ends_letter
from letterbook.settle.text.line_looks import is_picture, is_sidenote
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit
from letterbook.words.patterns import phrases

_FEWEST = 6  # letters that begin so
_COVERED = 0.3  # of the letters do
_SURE = 0.75  # of the lines that begin so begin letters
_CALLED = 0.1  # of the letters begin with a salutation, with nothing above it
_FEW = 3  # such letters
#: What a part's title says of its letters: whose they are, or to whom.
_DIRECTIONS = ("of", "from", "to", "with")
_CALLS = frozenset({"salute", "salute.run"})
#: A remark in brackets on what was written on a letter: a word for it, and what it says.
_DOCKET = re.compile(r"\[[^\W\d_]{2,}(?:\s[a-zà-ÿ]+){0,3}:\s[^\[\]]+\]\.?")
_WORDS = (2, 3)  # of a line by which an opening is known: fewer begin verses, too


def with_bodies_below(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Join each lone heading with the letter directly below it that has none."""
    out: list[Letter] = []
    for letter in letters:
        torn = bool(out) and out[-1].notes + 1 == letter.begin and _is_heading(units, out[-1])
        if torn and not _is_headed(units[letter.begin]):
            above = out.pop()
            out.append(replace(letter, begin=above.begin, verdict=above.verdict, why=above.why))
        else:
            out.append(letter)
    return out


def _is_headed(unit: Unit) -> bool:
    head = HEADING.among(unit.kinds)
    return head is not None and head.value.rest == "names"


def _is_heading(units: Sequence[Unit], letter: Letter) -> bool:
    """Tell whether a letter is a line of names alone: "FROM MR. HALE TO HIS SISTER."."""
    mine = units[letter.begin : letter.end + 1]
    return len(mine) == 1 and len(mine[0].text) <= SHORT and _is_headed(mine[0])


def without_bracketed(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Remove letters that stand wholly in one pair of brackets, if most do not."""
    plain = [letter for letter in letters if not _is_bracketed(units, letter)]
    return plain if 2 * len(plain) > len(letters) else list(letters)


def with_dockets_above(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, what was written on one at its foot, "[Endorsed: ...]", with it."""
    out: list[Letter] = []
    for letter in letters:
        first, below = units[letter.begin], letter.begin + 1
        printed = is_sidenote(first.text) or is_picture(first.text)
        docket = not printed and _DOCKET.fullmatch(first.text) is not None and below <= letter.end
        if docket and out and out[-1].notes + 1 == letter.begin and HEADING.among(units[below].kinds):
            out[-1] = replace(out[-1], end=letter.begin, notes=letter.begin)
            out.append(replace(letter, begin=below, body=max(letter.body, below)))
        else:
            out.append(letter)
    return out


def without_part_titles(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, the title of a part above its first letter, "LETTERS TO HIS WIFE", in none of them.

    Where most letters begin so, each is a part of its own.
    """
    said = sorted(phrases(found.languages, "title_page", *_DIRECTIONS))
    texts = Counter(units[letter.begin].text for letter in letters)

    def is_titled(letter: Letter) -> bool:
        first = units[letter.begin]
        short = len(first.text) <= SHORT and texts[first.text] == 1
        return short and letter.end > letter.begin + 1 and begins(first.text, said)

    titled = [is_titled(letter) for letter in letters]
    if 2 * sum(titled) > len(letters):
        return list(letters)
    return [
        replace(one, begin=one.begin + 1, body=max(one.body, one.begin + 1))
        if is_part and _opens(units[one.begin + 1])
        else one
        for one, is_part in zip(letters, titled, strict=True)
    ]


def _opens(unit: Unit) -> bool:
    return bool(OPENS & unit.kinds.keys()) or HEADING.among(unit.kinds) is not None


def _is_bracketed(units: Sequence[Unit], letter: Letter) -> bool:
    mine = [unit for unit in units[letter.begin : letter.end + 1] if "ornament" not in unit.kinds]
    if not mine or are_opened(mine[:1]):
        return False
    text = " ".join(unit.text for unit in mine)
    if text[0] != "[" or text.rstrip(".")[-1:] != "]":
        return False
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "[") - (sign == "]")
        if depth == 0:
            return at >= len(text.rstrip(".")) - 1 and len(text) > SHORT
    return False


def at_openings_of_one_form(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Split letters at lines whose first words nearly always begin a letter in this book."""
    if len(letters) < _FEWEST:
        return list(letters)
    begins = {letter.begin for letter in letters}
    within = range(letters[0].begin, letters[-1].end + 1)
    forms: set[tuple[str, ...]] = set()
    for count in _WORDS:
        own = Counter(_form(units[at], count) for at in begins)
        all_ = Counter(_form(units[at], count) for at in within)
        forms |= {
            form
            for form, n in own.items()
            if form and n >= max(_FEWEST, _COVERED * len(letters)) and n >= _SURE * all_[form]
        }
    if not forms:
        return list(letters)
    return parted(letters, lambda at: any(_form(units[at], n) in forms for n in _WORDS))


def _form(unit: Unit, count: int) -> tuple[str, ...]:
    """Return the first words of a line, and its indent; nothing for a date, a call, prose, or a verse."""
    words = unit.text.split()
    other = {"dateline", *_CALLS} & unit.kinds.keys() or unit.blank == 0
    if len(words) <= count or len(unit.text) > SHORT or other:
        return ()
    return (*words[:count], str(unit.indent))


def below_closes(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Split letters at a salutation below a signature, in a book where some letters begin so."""
    called = sum(bool(_CALLS & units[one.begin].kinds.keys()) for one in letters)
    if called < max(_FEW, _CALLED * len(letters)):
        return list(letters)
    starts, ends = [one.begin for one in letters], [one.end for one in letters]

    def begins(at: int) -> bool:
        unit = units[at]
        if "salute.run" not in unit.kinds or "valediction" in unit.kinds or unit.blank == 0:
            return False
        above, end = units[at - 1], ends[bisect_right(starts, at) - 1]
        closes = len(above.text) <= SHORT and ends_letter(found, paragraph_of(found, above))
        return closes and goes_on(found, units[at : end + 1])

    return parted(letters, begins)
