"""Cut from a letter what stands behind it: an editor's narrative, the title of a part, an index.

Needs the whole letter and the whole book: a passage behind a close is the editor's if it is set off, or if
many letters of the book have one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from letterbook.detect.found import Found
from letterbook.model.kinds import NOTE_TEXT
from letterbook.read.page import Paragraph
from letterbook.rules.set_phrases import begins
from letterbook.settle.text.close_lines import ends_letter, is_verse
from letterbook.settle.text.closes import close
from letterbook.settle.text.line_looks import is_docket, is_spoken, is_superscription, is_titled, speaks
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit
from letterbook.values.dates.year_headings import years_headed
from letterbook.words.patterns import phrases

OPENS = frozenset({"dateline", "dateline.loose", "headline", "salute", "salute.run"})
SIGNS = frozenset({"dateline", "headline", "salute", "salute.run", "valediction", "postscript"})
CLOSED = frozenset({"valediction", "signed", "dateline", "postscript", "address"})
QUOTES = '"“„«»'  # that open a paragraph
TITLE_GAP = 2  # blank lines above the title of a part
SAYS = 9  # words of prose, at least
_HABIT = 0.15  # of the letters of a book have an editor's passage behind them
_TAILS = 3  # letters with such a passage behind them, by which it is the book's habit
_SIGNED = 2  # letters that a line ends, by which it is their signature
_CUT_OFF = 20  # paragraphs that may stand above it
_OTHER = frozenset({"ornament", "note.body", "note.title", "matter.title"})
_SENTENCE = 30  # code points of one
_PASSAGE = 45  # of the passage in the middle, if an editor's are put in order
_LINES = 3  # of what is written on the outside of a letter
_PARTS = 2  # titles by which it is the book's habit to head its parts so
_INVERTED = re.compile(r"=?(?:[^\W\d_a-zß-ÿ][\w'’-]+), [^\W\d_a-zß-ÿ][\w.'’-]*(?:,? [\w.'’-]+){0,3}\.?=?")


def without_behind(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without what stands behind them, with signatures that only notes part from them."""
    bare = without_part_behind(found, units, [_without_bracket(units, letter) for letter in letters])
    bare = without_tails(found, units, without_told(found, units, bare))
    bare = with_signatures(found, units, with_feet(found, units, without_years(units, bare)))
    bare = with_marks(found, units, bare)
    return with_whole_notes(found, units, with_first(units, bare))


def with_whole_notes(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters; none ends inside a note that its own text calls."""
    spans = sorted(note.span for note in found.of(NOTE_TEXT) if note.value.calls)
    out = []
    for letter, following in _with_next(units, letters):
        last = letter.notes
        at = bisect_left(spans, units[last].span.end, key=lambda span: span.end)
        if at < len(spans) and spans[at].start < units[last].span.end:
            while last + 1 < following and units[last + 1].span.start < spans[at].end:
                last += 1
        out.append(replace(letter, notes=last))
    return out


def _with_next(units: Sequence[Unit], letters: Sequence[Letter]) -> Iterator[tuple[Letter, int]]:
    """Yield each letter with the unit at which the next begins; with the last one the end of the book."""
    return zip(letters, [*(letter.begin for letter in letters[1:]), len(units)], strict=False)


def paragraph_of(found: Found, unit: Unit) -> Paragraph:
    """Return the paragraph that a unit was cut from."""
    return Paragraph(tuple(found.page.lines[unit.first : unit.last + 1]))


def paragraphs_of(found: Found, units: Sequence[Unit]) -> list[Paragraph]:
    """Return the paragraphs of some units, without page numbers."""
    return [paragraph_of(found, unit) for unit in units if not unit.page]


def are_opened(units: Sequence[Unit]) -> bool:
    """Tell whether one of some units is a dateline or a salutation."""
    return any(OPENS & unit.kinds.keys() for unit in units)


def until(letter: Letter, at: int) -> Letter:
    """Return a letter that ends before a unit."""
    return replace(letter, end=at - 1, notes=at - 1)


def without_part_behind(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, without a part below the last signature that has a title in capitals.

    Also cuts the title of the next writer's part, if such titles are inverted names: "Brand, Karl.".
    """
    if not letters:
        return []
    titles = {
        at for at, unit in enumerate(units) if unit.blank >= TITLE_GAP and _INVERTED.fullmatch(unit.text)
    }
    if len(titles) >= _PARTS:
        letters = [_until_title(found, units, letter, titles) for letter in letters]
    last = letters[-1]
    for at in range(last.body + 1, last.end + 1):
        unit = units[at]
        titled = unit.text.isupper() and unit.blank >= TITLE_GAP and is_titled(found, unit.text)
        if titled and ends_letter(found, paragraph_of(found, units[at - 1])):
            return [*letters[:-1], until(last, at)]
    return list(letters)


def _until_title(found: Found, units: Sequence[Unit], letter: Letter, titles: set[int]) -> Letter:
    """Return a letter up to a title that stands right behind its signature."""
    for at in range(letter.body + 1, letter.end + 1):
        if at in titles and ends_letter(found, paragraph_of(found, units[at - 1])):
            return until(letter, at)
    return letter


def with_feet(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters with a signature that only notes and rules part from their last words.

    A letter with a signature above its notes is left alone: what stands below belongs to another letter.
    """
    out = []
    for letter, following in _with_next(units, letters):
        if ends_letter(found, paragraph_of(found, units[letter.end])):
            out.append(letter)
            continue
        below = range(letter.end + 1, following)
        last = next((at for at in below if not {"ornament", "note.body"} & units[at].kinds.keys()), None)
        between = [units[at] for at in range(letter.end + 1, last or 0)]
        # two rules with nothing between them stood round a note, which is no longer among the units
        noted = any("note.body" in unit.kinds or unit.blank == 0 for unit in between)
        if last is not None and noted and ends_letter(found, paragraph_of(found, units[last])):
            out.append(replace(letter, end=last, notes=max(letter.notes, last)))
        else:
            out.append(letter)
    return out


def with_marks(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, each with what was stamped or written on its outside, right below it."""
    out = []
    for letter, following in _with_next(units, letters):
        last = letter.end
        if last + 1 < following and _is_superscribed(found, units, last + 1, following):
            last += 1
        while last + 1 < following and _is_marked(found, units[last + 1]):
            last += 1
        out.append(replace(letter, end=last, notes=max(letter.notes, last)))
    return out


def _is_superscribed(found: Found, units: Sequence[Unit], at: int, following: int) -> bool:
    """Tell whether a unit below a signature says to whom a letter goes: "To Captain Brand, these present.".

    Nothing stands between it and the next letter, or a row of stars.
    """
    unit, below = units[at], at + 1
    return (
        unit.blank == 1
        and unit.last - unit.first < _LINES
        and not SIGNS & unit.kinds.keys()
        and is_superscription(found, unit.text)
        and (below == following or "ornament" in units[below].kinds)
        and ends_letter(found, paragraph_of(found, units[at - 1]))
    )


def _is_marked(found: Found, unit: Unit) -> bool:
    """Tell whether a paragraph is a postmark or what somebody else wrote: "[Postmark: Dover, 6 p.m.]"."""
    text = unit.text
    if unit.blank > TITLE_GAP:
        return False
    stamps = phrases(tuple(found.languages), "date_roles", "postmark")
    stamped = text[:1] == "[" and begins(text[1:].lstrip(), tuple(stamps))
    return stamped or is_docket(found, text)


def with_signatures(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, each up to the signature that others have too, where only that shows its end.

    A letter without a signature was cut off above a poem or a list if the signature stands below it.
    """
    signed = Counter(units[letter.end].text for letter in letters)
    out = []
    for letter, following in _with_next(units, letters):
        ends, below = units[letter.end], range(letter.notes + 1, min(following, letter.notes + _CUT_OFF))
        own = any(_is_shared(unit, signed) for unit in units[letter.begin : letter.end + 1])
        own = own or ends_letter(found, paragraph_of(found, ends))
        last = next((i for i in below if _is_shared(units[i], signed)), None)
        if own or last is None or any(_OTHER & unit.kinds.keys() for unit in units[letter.end + 1 : last]):
            out.append(letter)
        else:
            out.append(replace(letter, end=last, notes=last))
    return out


def with_first(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Add a letter above the first, if text there begins as most letters do and has their signature."""
    if len(letters) < _SIGNED:
        return list(letters)
    signed = Counter(units[letter.end].text for letter in letters)
    begins = Counter((units[letter.begin].indent, _opening(units[letter.begin])) for letter in letters)
    look = max(begins, key=lambda one: (begins[one], one[0], sorted(one[1])))
    first = letters[0].begin
    at = next((i for i in range(first - 2, -1, -1) if (units[i].indent, _opening(units[i])) == look), None)
    if at is None or not look[1] or 2 * begins[look] < len(letters) or units[at].blank < TITLE_GAP:
        return list(letters)
    if not _is_shared(units[first - 1], signed) or first - at > _CUT_OFF:
        return list(letters)
    head = replace(letters[0], begin=at, body=at + 1, end=first - 1, notes=first - 1, verdict="", why=())
    return [head, *letters]


def _opening(unit: Unit) -> frozenset[str]:
    return frozenset(OPENS & unit.kinds.keys())


def _is_shared(unit: Unit, signed: Counter[str]) -> bool:
    return unit.first == unit.last and len(unit.text) <= SHORT and signed[unit.text] >= _SIGNED


def is_year(unit: Unit) -> bool:
    """Tell whether a unit is a year that a gap sets apart, as it heads the next part of a book."""
    return unit.blank >= TITLE_GAP and bool(years_headed(unit.text))


def without_years(units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without the years behind them that head the next part of the book."""
    out = []
    for letter in letters:
        at = letter.end + 1
        while at - 1 > letter.body and is_year(units[at - 1]):
            at -= 1
        out.append(until(letter, at) if at <= letter.end else letter)
    return out


def without_told(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without what is told behind their close, or titles the next part.

    A postscript may say neither I nor you, so a passage counts only if it is set off or many letters have
    one.
    """
    behind = [_behind_close(found, units, letter) for letter in letters]
    told = sum(at is not None for at in behind) + _told_between(units, letters)
    habit = told >= max(2, _HABIT * len(letters))
    return [
        until(letter, at) if at is not None and (habit or _is_apart(found, units, letter, at)) else letter
        for letter, at in zip(letters, behind, strict=True)
    ]


def _told_between(units: Sequence[Unit], letters: Sequence[Letter]) -> int:
    """Count the letters behind which stands prose that is known not to be theirs."""
    begins = (letter.begin for letter in letters[1:])
    return sum(
        any(
            len(unit.text) > SHORT and not _OTHER & unit.kinds.keys()
            for unit in units[letter.notes + 1 : begin]
        )
        for letter, begin in zip(letters, begins, strict=False)
    )


def _behind_close(found: Found, units: Sequence[Unit], letter: Letter) -> int | None:
    """Return the first unit of narrative behind a letter's close, if no line below it closes a letter."""
    mine = range(letter.begin + 1, letter.end + 1)
    if not mine:
        return None
    _, parts = close(found, paragraphs_of(found, [units[i] for i in mine]))
    last = max((i for i, part in enumerate(parts) if part.kind in CLOSED), default=-1)
    signed = any(part.kind in {"valediction", "signed"} for part in parts)
    if not signed or not any(part.kind == "p" for part in parts[last + 1 :]):
        return None
    start = parts[last + 1].span.start
    at = next((i for i in mine if units[i].span.start >= start), letter.end + 1)
    if at > letter.end or at <= letter.body or NOTE_TEXT in units[at].kinds:
        return None
    tail = units[at : letter.end + 1]
    if any(SIGNS & unit.kinds.keys() or ends_letter(found, paragraph_of(found, unit)) for unit in tail[1:]):
        return None
    titled = tail[0].blank >= TITLE_GAP and len(tail[0].text) <= SHORT
    told = tail[1:] if titled and tail[1:] else tail  # a title is no line of verse
    lines = [line for unit in told for line in paragraph_of(found, unit).lines]
    # one line that runs far on in a book does not make verse of those that end where the letter's do
    above = [line for unit in units[letter.begin : at] for line in paragraph_of(found, unit).lines]
    width = min(found.page.width, max(line.indent + len(line.text) for line in above))
    verse = is_verse(lines, width) or any(is_verse(paragraph_of(found, unit).lines, width) for unit in told)
    return None if verse else at


def _is_apart(found: Found, units: Sequence[Unit], letter: Letter, at: int) -> bool:
    """Tell whether a passage is set off from a letter's prose: by an indent, brackets, or as a title."""
    prose = [unit for unit in units[letter.body : at] if len(unit.text) > SHORT]
    first = units[at]
    if first.text[:1] == "(":
        return False  # where the writer lives
    if first.blank >= TITLE_GAP and len(first.text) <= SHORT:
        return first.text.isupper() or not speaks(found, first.text)
    if first.text[:1] == "[" and units[letter.end].text[-1:] == "]":
        return True
    usual = {unit.indent for unit in prose}
    return bool(usual) and all(
        unit.indent not in usual and len(unit.text.split()) >= SAYS for unit in units[at : letter.end + 1]
    )


def without_tails(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters without the editor's passages behind them, where the book indents these."""
    prose = Counter(
        unit.indent
        for letter in letters
        for unit in units[letter.begin : letter.end + 1]
        if len(unit.text.split()) >= SAYS and not OPENS & unit.kinds.keys()
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
        until(letter, at) if at <= letter.end else letter for letter, at in zip(letters, tails, strict=True)
    ]


def _tail(found: Found, units: Sequence[Unit], letter: Letter, usual: int) -> int:
    """Return the first of the indented sentences at a letter's end, or the unit behind its end."""
    at = letter.end + 1
    while at - 1 > letter.body and _is_set_off(found, units[at - 1], usual):
        at -= 1
    return at


def _is_set_off(found: Found, unit: Unit, usual: int) -> bool:
    paragraph = paragraph_of(found, unit)
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
        and not SIGNS & unit.kinds.keys()
    )


def _is_verse(found: Found, unit: Unit) -> bool:
    return is_verse(paragraph_of(found, unit).lines, found.page.width)


def _without_bracket(units: Sequence[Unit], letter: Letter) -> Letter:
    """Return a letter without the editor's paragraphs behind it that stand in one pair of brackets."""
    for at in range(letter.body + 1, letter.end + 1):
        if units[at].text[0] == "[" and "]" not in units[at].text:
            closing = next((i for i in range(at, letter.end + 1) if units[i].text[-1] == "]"), None)
            if closing is not None and closing >= letter.end - 1:
                return until(letter, at)
    return letter
