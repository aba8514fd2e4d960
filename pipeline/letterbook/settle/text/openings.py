"""Find what stands before a letter's prose: header lines, datelines, markings, names, address, salutation.

A line that could be a dateline or a salutation is one only where a letter has them. Nothing between the
heading and a salutation, or a date below it, is prose, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from letterbook.detect.found import Found
from letterbook.model import Finding
from letterbook.read.page import Paragraph
from letterbook.rules.datelines import is_address_line
from letterbook.rules.headings import is_names, particles, to_words, without_call
from letterbook.settle.structure.regions import Region
from letterbook.settle.text.datelines_run_in import dateline_run_in
from letterbook.settle.text.line_looks import (
    RIGHT,
    SHORT,
    Part,
    broken,
    is_dated,
    is_like,
    is_picture,
    is_sidenote,
    is_titled,
    is_titled_name,
    kinds_of,
    quoted,
    speaks,
)

_OPENING = 12  # paragraphs and lines that may stand before a letter's prose
_ARGUMENT = 3  # lines of an editor's summary above a salutation
_ADDRESS = 5  # lines of the writer's address above a date
_SPOKEN = 4  # words by which a line with a stop may be one that says I or you
_SAID = 9  # words by which a line may be a sentence
_SMALL = 0.6  # the share of words in small letters that makes it one
_LINES = 2  # lines of a line of an opening that runs over
_PLACE = 60  # code points of a line that is a place, or a place and a year
_DATED = 1  # line of a date between a title and a salutation
_CALL = 8  # words of a line that calls upon somebody
_HEADED = 7  # words of a heading that says to whom: "To his old friend the Dean"
_DATES = ("headline", "dateline", "dateline.loose")
#: Whom a letter calls upon, and what it says behind that in the same line.
_CALLED = re.compile(r"[^,—]+?(?:(?P<dash>,?\s*(?:--+|—))|,)\s*(?P<said>\S.*)", re.DOTALL)
_REMARK = re.compile(r"[^\W\d_]{4,}:\s")  # "(Endorsed: recd. July 20)"
_YEAR = re.compile(r"\b1[4-9]\d\d\b")


def open_letter(
    found: Found, region: Region, rest: Sequence[Paragraph]
) -> tuple[list[Part], list[Paragraph]]:
    """Return the parts before the prose, and the paragraphs behind them."""
    head = rest[:_OPENING]
    units = broken(found, head)
    parts: list[Part] = []
    reach = _reach(found, units, alone=len(units) == 1 and len(rest) == 1)
    for at, unit in enumerate(units[:_OPENING]):
        if parts and parts[-1].kind == "salute":
            above = quoted(found, parts[-1].paragraph)
            parts += (below := _below_salute(found, above, unit, more=len(units) > at + 1))
            if below and below[0].kind == "salute":
                continue
            break
        last = parts[-1].kind if parts else "head"
        more = len(units) > at + 1 or len(rest) > len(head)
        part = _known(found, region, unit, last, units[at + 1 :], more=more)
        if part is None and not parts and _is_argument(found, region, unit, units[at + 1 : at + 2]):
            to = quoted(found, unit).split(maxsplit=1)[0].lower() in to_words(found.languages)
            part = Part(unit, "head" if to else "label")
        if part is None and at < reach:
            part = _above(found, region, unit, parts, units[at + 1 : at + 2])
        if part is None:
            break
        parts.append(part)
    behind = [*_rejoined(units[len(parts) :], head), *rest[len(head) :]]
    if behind and not any(part.kind in {"dateline", "headline"} for part in parts):
        dated, behind[:1] = dateline_run_in(found, behind[0])
        parts += [Part(one, "dateline") for one in dated]
    return parts, behind


def _below_salute(found: Found, above: str, unit: Paragraph, *, more: bool) -> list[Part]:
    """Return the dateline that stands below a salutation, if one does, or the line in which that goes on.

    "Wohlgeborener Herr, / Hochzuverehrender Herr Doktor!".
    """
    kinds = kinds_of(found, unit)
    text = quoted(found, unit)
    if (
        more
        and "salute" in kinds
        and above[-1:] == ","
        and text[-1:] in "!:"
        and not _says_something(found, text)
    ):
        return [Part(unit, "salute", kinds["salute"])]
    dated = kinds.get("dateline") or kinds.get("dateline.loose")
    if more and (dated or is_dated(found, quoted(found, unit))):
        return [Part(unit, "dateline", dated)]
    return []


def _rejoined(units: Sequence[Paragraph], head: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs behind an opening, as they were before they were cut into lines."""
    if not units:
        return []
    start = units[0].span.start
    whole = [p for p in head if p.span.start >= start]
    torn = [
        line
        for p in head
        if p.span.start < start < p.span.end
        for line in p.lines
        if line.span.start >= start
    ]
    return [*([Paragraph(tuple(torn))] if torn else []), *whole]


def _reach(found: Found, units: Sequence[Paragraph], *, alone: bool) -> int:
    """Return the unit up to which everything opens the letter: its salutation, or the last of its dates."""
    reach = 0
    for at, unit in enumerate(units):
        text, kinds = quoted(found, unit), kinds_of(found, unit)
        salutes = (
            not _says_something(found, text)
            and ("salute" in kinds or is_like(found, "salute", text))
            and not alone
            and at + 1 < len(units)
            and not _is_heading(kinds)
            and not _is_called_below(found, units[at + 1 :])
        )
        if salutes:
            return at
        if kinds.keys() & set(_DATES) or is_dated(found, text):
            reach = at
        elif _is_prose(found, unit, text):
            break
    return reach


def _is_heading(kinds: Mapping[str, Finding]) -> bool:
    return "letter.head" in kinds and kinds["letter.head"].rule == "heads.names"


def _is_prose(found: Found, unit: Paragraph, text: str) -> bool:
    tokens = text.split()
    small = sum(token[:1].islower() for token in tokens)
    said = len(tokens) >= _SPOKEN and text[-1:] in ".!?" and speaks(found, text)
    return (
        said
        or len(text) > SHORT
        or (len(tokens) >= _SAID and small >= _SMALL * len(tokens))
        or len(unit.lines) > _LINES
    )


def _known(
    found: Found, region: Region, unit: Paragraph, last: str, after: Sequence[Paragraph], *, more: bool
) -> Part | None:
    """Return what a line is by its own look, or None."""
    text, kinds = quoted(found, unit), kinds_of(found, unit)
    if is_sidenote(text) and "letter.head" not in kinds:
        return Part(unit, "fw")
    if more and is_picture(text):  # it stands beside the letter, which begins below it
        return Part(unit, "label")
    if _is_remark_above_date(found, text, after[:_LINES]):
        return Part(unit, "label")
    for kind in _DATES:
        if kind in kinds:
            return Part(unit, kind.partition(".")[0], kinds[kind])
    for kind, name in (("marking", "label"), ("ornament", "ornament")):
        if kind in kinds:
            return Part(unit, name, kinds[kind])
    if last in {"head", "label", "ornament", "fw"} and _is_head(
        found, region, text, kinds.get("letter.head")
    ):
        return Part(unit, "head", kinds.get("letter.head"))
    if (
        more
        and not _says_something(found, text)
        and not _is_called_below(found, after)
        and ("salute" in kinds or (after and is_like(found, "salute", text) and unit.first.text == text))
    ):
        return Part(unit, "salute", kinds.get("salute"))
    if more and after and last != "p" and _calls(found, unit, after[0]):
        return Part(unit, "salute")
    if _is_unread(found, unit, after[:1]) or (more and is_dated(found, text)):
        return Part(unit, "dateline")
    if last == "dateline" and more and (_goes_on(found, unit, text) or _is_set_right(unit, after)):
        return Part(unit, "dateline")
    if _is_above_date(found, unit, after[:_ADDRESS]):
        return Part(unit, "dateline")
    if more and last in {"head", "label"} and _is_place(found, unit, after[:1]):
        return Part(unit, "dateline")
    return None


def _is_called_below(found: Found, after: Sequence[Paragraph]) -> bool:
    """Tell whether a salutation stands below a date: what stands above them is a title, "GENERAL HALE"."""
    if len(after) <= _DATED or not _dates(found, after[0]):
        return False
    below = after[_DATED]
    text = quoted(found, below)
    return ("salute" in kinds_of(found, below) and not _says_something(found, text)) and len(text) <= SHORT


def _dates(found: Found, unit: Paragraph) -> bool:
    return bool(kinds_of(found, unit).keys() & set(_DATES)) or is_dated(found, quoted(found, unit))


def _is_remark_above_date(found: Found, text: str, after: Sequence[Paragraph]) -> bool:
    """Tell whether a line in brackets says what was done with the letter: "(Endorsed: recd. July 20)".

    The letter's own date stands below it.
    """
    bracketed = text[:1] in "[(" and text.rstrip(".")[-1:] in ")]"
    return (
        bracketed
        and _REMARK.match(text[1:].lstrip()) is not None
        and any("dateline" in kinds_of(found, one) or is_dated(found, quoted(found, one)) for one in after)
    )


def _is_place(found: Found, unit: Paragraph, after: Sequence[Paragraph]) -> bool:
    """Tell whether a line below a heading is a place, with a year or above a salutation that runs on.

    "Badehaus, 1877."; "Norton, Ross-shire." above "My dear Ann,--I am glad ...".
    """
    text = quoted(found, unit)
    if len(unit.lines) > 1 or len(text) > _PLACE or text[-1:] not in ".,":
        return False
    year = _YEAR.search(text)
    bare = f"{text[: year.start()]}{text[year.end() :]}" if year else text
    named = is_names(bare.strip(" .,-"), particles(found.languages)) and len(bare) > _SPOKEN
    runs_on = "," in text[:-1] and any("salute.run" in kinds_of(found, one) for one in after)
    return named and (runs_on or (year is not None and text[year.end() :].strip(". ") == ""))


def _calls(found: Found, unit: Paragraph, after: Paragraph) -> bool:
    """Tell whether a line above the first paragraph calls upon somebody: "BLESSED QUENTIN:", "Jeanne,".

    No paragraph of prose is one line that ends in a comma or a colon.
    """
    text = quoted(found, unit)
    words = text.split()
    if (
        len(unit.lines) > 1
        or len(words) > _CALL
        or text[-1:] not in ",:!"
        or not text[:1].isupper()
        or any(map(str.isdigit, text))
        or not after.first.blank
        or len(quoted(found, after)) <= SHORT
        or is_dated(found, text)
    ):
        return False
    return text[-1] != "!" or any(word[:1].isupper() for word in words[1:])


def _says_something(found: Found, text: str) -> bool:
    """Tell whether a salutation runs on into a whole sentence: "My dear father, I have sent the boxes."."""
    parted = _CALLED.match(text)
    if parted is None or text[-1:] not in ".?!" or len(parted["said"].split()) < _SPOKEN:
        return False
    return bool(parted["dash"]) or parted["said"][:1].islower() or speaks(found, parted["said"])


def _goes_on(found: Found, unit: Paragraph, text: str) -> bool:
    """Tell whether a line directly below a date is the place: "18th March, 1833, / WILLOW LANE, NORTON."."""
    small = particles(found.languages)
    return not unit.first.blank and len(unit.lines) == 1 and is_address_line(text) and is_names(text, small)


def _is_set_right(unit: Paragraph, after: Sequence[Paragraph]) -> bool:
    """Tell whether a line directly below a date stands far to the right of what follows, as the date does.

    "Hadit, den 30. September. / Früh, im Schatten eines Wasserrades."
    """
    left = min((line.indent for one in after[:_LINES] for line in one.lines), default=unit.first.indent)
    return not unit.first.blank and unit.first.indent >= left + RIGHT and len(unit.lines) <= _LINES


def _is_argument(found: Found, region: Region, unit: Paragraph, after: Sequence[Paragraph]) -> bool:
    """Tell whether a short paragraph is the editor's summary between the number and the salutation.

    "Al Virey, sobre demarcacion." above "Exmo. Señor:": no words of a letter stand before its salutation.
    """
    bare = region.head is None or region.head.value.rest == "bare"
    below = kinds_of(found, after[0]) if after else {}
    if not bare or "salute" not in below or "marking" in below or len(after[0].lines) > 1:
        return False
    dated = any(map(str.isdigit, quoted(found, unit)))
    return not dated and len(unit.lines) <= _ARGUMENT and len(quoted(found, unit)) <= 2 * SHORT


def _above(
    found: Found, region: Region, unit: Paragraph, parts: Sequence[Part], after: Sequence[Paragraph]
) -> Part:
    """Classify a line above a salutation or a date that has no look of its own."""
    text = quoted(found, unit)
    last = parts[-1].kind if parts else "head"
    if re.search(r"\d", text) and not _is_remark(text):
        return Part(unit, "dateline")
    if last == "dateline" and not unit.first.blank and len(text) <= SHORT // 2:
        return Part(unit, "dateline")
    if _is_bracketed(text):
        return Part(unit, "label")
    broken_off = text.isupper() and _breaks_off(found, region, parts)
    if last == "head" and (broken_off or is_titled(found, text)):
        return Part(unit, "head")
    if is_titled_name(found, text) or text.partition(" ")[0].lower() in to_words(found.languages):
        return Part(unit, "address")
    below = kinds_of(found, after[0]) if after else {}
    if text[-1:] == "," and {"dateline", "dateline.loose"} & below.keys():
        return Part(unit, "dateline")
    if is_names(text, particles(found.languages)) and text[-1:] in ".," and not text.isupper():
        return Part(unit, "dateline")  # "Nice.", "Villa Vane,": where the letter was written
    tokens = text.split()
    small = sum(token[:1].islower() for token in tokens)
    summary = small and (text[-1:].isalpha() or (text[-1:] == "." and 2 * small > len(tokens)))
    return Part(unit, "label" if summary and last in {"head", "label"} else "address")


def _is_bracketed(text: str) -> bool:
    return text[:1] in "[(" and text[-1:] in ")]."


def _is_remark(text: str) -> bool:
    """Tell whether a line is an editor's remark on the letter: "(Endorsed: recd. July 20)"."""
    return _is_bracketed(text) and bool(_REMARK.search(text))


def _breaks_off(found: Found, region: Region, parts: Sequence[Part]) -> bool:
    """Tell whether a heading in capitals goes on in the next line: no stop stands behind it."""
    head = parts[-1].span if parts else region.head.span if region.head else None
    text = found.page.source.quote(head) if head else ""
    return text.isupper() and text[-1:].isalpha()


def _is_head(found: Found, region: Region, text: str, head: Finding | None) -> bool:
    """Tell whether a line below a bare number is its heading: names, or to whom."""
    bare = region.head is None or region.head.value.rest == "bare"
    to = text.split(maxsplit=1)[0].lower() in to_words(found.languages)
    if len(text) > SHORT or text[:1] in "([":
        return False
    if bare and to and len(text.split()) <= _HEADED and text[-1:] not in ",;:!?":
        return True
    if head is not None and head.rule == "heads.names":
        return True  # "Aan denzelfden" has no name
    named = is_names(without_call(text), particles(found.languages)) and not any(map(str.isdigit, text))
    return bare and (text.isupper() or to) and named


def _is_unread(found: Found, unit: Paragraph, after: Sequence[Paragraph]) -> bool:
    """Tell whether a line stands where a dateline does, directly above the salutation, and names a year."""
    text = quoted(found, unit)
    if len(unit.lines) > 1 or len(text) > SHORT or not _YEAR.search(text):
        return False
    return any("salute" in found.kinds(p.first.index) for p in after)


def _is_above_date(found: Found, unit: Paragraph, after: Sequence[Paragraph]) -> bool:
    """Tell whether a line is one of the writer's address: a date stands directly below, or below such lines.

    "Paris, 11 rue Toullier, / am 22. Januar 1902".
    """
    for one, below in zip((unit, *after), after, strict=False):
        if len(one.lines) > 1 or not is_address_line(one.first.text) or below.first.blank:
            return False
        if "dateline" in found.kinds(below.first.index):
            return True
    return False
