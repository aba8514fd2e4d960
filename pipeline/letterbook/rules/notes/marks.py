"""Find the marks by which text and notes refer to each other: `[12]`, `{8a}`, `(3)`, `[A]`, `*`, `†` ...

A mark at the head of a paragraph may open a note; one within the text may call it. Both are told here
in the same words, so that they can be compared (`letterbook.rules.notes.pairs`). Plain numbers within the
sentence ("word 12", "word12") are not among them: whether they call notes shows only among all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letterbook.model import Span
from letterbook.read.page import Line, Page
from letterbook.rules.calls.words_beside import lexicon
from letterbook.rules.notes.note_words import (
    FIGURE,
    LETTER,
    SIGN,
    labelled,
    named_calls,
    plain_labels,
    run_in_titles,
    ways_back,
)
from letterbook.rules.set_phrases import bare_among, is_ornament
from letterbook.values.numerals import as_roman, read_roman
from letterbook.words import known

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = "[⁰¹²³⁴-⁹]{1,4}"
_ROMAN = "ivxl"  # what Roman numbers of notes are made of
_ANY = rf"{FIGURE}|{LETTER}|{SIGN}|[ivxl]{{2,8}}"

#: How a mark is set off from the text, by the name of the style.
_SET_OFF = {
    "reference": rf"\[\^(?P<reference>{FIGURE}|[A-Za-z]\w*)\]",
    "bracket": rf"\[_? ?(?P<bracket>{_ANY}) ?_?\]",
    "raised-brace": rf"\^\{{(?P<raised_brace>{FIGURE}|{LETTER})\}}",
    "brace": rf"\{{(?P<brace>{_ANY})\}}",
    "angle": rf"<(?P<angle>{_ANY})>",
    "paren": rf"\((?P<paren>{_ANY})\)",
    "caret": rf"\^(?P<caret>{FIGURE}|[a-z])(?!\w)",
    "superscript": rf"(?P<superscript>{_RAISED})",
    "half": rf"(?<![\w(\[.,:/*-])(?P<half>\d{{1,3}}|[a-z]|{SIGN})\)"
    rf"|(?<=[a-zß-ÿ.,;:!?”“»’'])(?P<half_glued>\d{{1,3}}|[a-z]|{SIGN})\)",
    "sign": rf"(?P<sign>{SIGN})",
}
_CALL = re.compile("|".join(_SET_OFF.values()))
#: What a note's first line begins with, besides a mark that is set off.
_HEADS = {
    "sign-bracket": rf"\[(?P<signed>{SIGN})(?=[ \w])[ ]*",
    "dot": r"(?P<dot>\d{1,4}[a-z]?|[a-z])\.(?=\s)",
    "bare": r"(?P<bare>\d{1,4}[a-z]?)(?=[ \t])",
}
_HALF = rf"(?P<half>\d{{1,3}}|[a-z]|{SIGN})\)"
_BODY = re.compile(
    rf"(?:{'|'.join([_HALF, *_HEADS.values(), *(p for name, p in _SET_OFF.items() if name != 'half')])})"
    r"(?P<stop>[.:]*)(?P<gap>\s*)"
)
_STYLE_OF = {
    "raised_brace": "superscript",
    "caret": "superscript",
    "half_glued": "half",
    "signed": "sign",
}
#: Styles of which the brackets alone say that the mark is no part of the sentence.
BRACKETED = frozenset({"reference", "bracket", "brace", "angle", "superscript"})
#: Styles in which the points of lists are numbered too.
LISTED = frozenset({"half", "paren", "dot", "bare"})
_POINT = re.compile(r"(?P<stop>[:;–—-]|,)?(?P<word>\b[^\W\d_]{1,5})?\s+\Z")
_REACH = 12  # code points before a mark that tell a point of a list
_FULL_STOPS = (".", "!", "?", '"', "”", "]", ")")
_CLAUSE = 300  # code points in which a bracket is looked for
_EMPHASIS = re.compile(r"(?:^|[\s(\[„“\"'])\*+\w[^*\n]*\Z")


class NoteMark(NamedTuple):
    """A mark: its span (with brackets; of a body, with the white space behind), its number, style and family.

    `family` is "figure", "letter", "roman" or "sign". `line` is the index of the line on which a body begins;
    `closes` tells that a bracket opened before the note's words, so that it ends where that closes; `parted`
    that a blank line or a rule stands before it; `glued` that a call follows its word without a blank.
    """

    span: Span
    number: str
    style: str
    family: str
    line: int = -1
    closes: bool = False
    parted: bool = False
    glued: bool = False

    @property
    def order(self) -> tuple[int, str]:
        """Return the number as a value to compare."""
        return order_of(self.number, self.family)


def family_of(number: str) -> str:
    """Tell whether a mark is a figure, a letter, a Roman number of several letters or a sign."""
    if number[:1].isdigit():
        return "figure"
    return ("roman" if _is_long_roman(number) else "letter") if number[:1].isalpha() else "sign"


def _is_long_roman(number: str) -> bool:
    return len(number) > 1 and number.islower() and _is_roman(number)


def _is_roman(number: str) -> bool:
    value = read_roman(number) if set(number) <= set(_ROMAN) else None
    return value is not None and as_roman(value).lower() == number


def _families(number: str, style: str) -> tuple[str, ...]:
    """Return what a mark may be: one letter may be a Roman number too; of more, only those well formed."""
    family = family_of(number)
    if style == "reference":
        return ("letter" if number[0].isalpha() else family,)  # a word of light markup
    if family == "letter" and number.islower():
        return ("letter", "roman") if _is_roman(number) else ("letter",) if len(number) == 1 else ()
    return (family,)


def _read(match: re.Match[str]) -> tuple[str, str]:
    name = match.lastgroup or ""
    if name in ("stop", "gap"):
        name = next(key for key, value in match.groupdict().items() if value and key not in ("stop", "gap"))
    return _STYLE_OF.get(name, name), match[name].translate(_SUPERSCRIPT)


def find_call_marks(
    page: Page, languages: Sequence[str] = (), outside: Sequence[Span] = ()
) -> Iterator[NoteMark]:
    """Yield every mark that may call a note, save in the spans `outside` the book."""
    text = page.source.text
    joins = lexicon(tuple(sorted(languages))).joins
    found: list[NoteMark] = []
    points: set[int] = set()
    for match in _CALL.finditer(text):
        style, number = _read(match)
        span = Span(match.start(), match.end())
        glued = not text[span.start - 1 : span.start].isspace()
        if style == "sign" and not _may_call(text, span):
            continue
        if style == "half" and _is_bracketed(text, span.start):
            continue
        if style in LISTED and (
            _is_point(text, span.start, style, joins)
            or _is_next_point(text, found, points, style, number, span)
        ):
            points.add(span.start)
            points.update(_row(text, found, style, number))
        found += [NoteMark(span, number, style, one, glued=glued) for one in _families(number, style)]
    found += [
        NoteMark(Span(*named.span()), named["mark"], "label", family_of(named["mark"]))
        for named in named_calls(tuple(languages)).finditer(text)
    ]
    for mark in sorted(found, key=lambda one: one.span):
        if mark.span.start not in points and not any(span.holds(mark.span) for span in outside):
            yield mark


def _is_point(text: str, at: int, style: str, joins: frozenset[str]) -> bool:
    """Tell whether a number counts a point within the sentence: "(1) the house, and (2) the horse"."""
    found = _POINT.search(text, max(0, at - _REACH), at)
    if found is None:
        return False
    stops = (":", ";", "–", "—", "-", *([","] if style == "half" else []))
    word = (found["word"] or "").casefold()
    return word in joins if word else found["stop"] in stops


def _is_next_point(
    text: str, found: Sequence[NoteMark], points: set[int], style: str, number: str, span: Span
) -> bool:
    """Tell whether a number goes on after a point of a list in the same sentence: "(1) rest, (2) advice"."""
    last = next((mark for mark in reversed(found) if mark.style == style), None)
    if last is None or last.span.start not in points or last.order[0] + 1 != order_of(number, last.family)[0]:
        return False
    between = text[last.span.end : span.start]
    return (
        len(between) <= _CLAUSE
        and between.rstrip()[-1:] in (",", ";", ".")
        and "\n\n" not in between
        and between[-1:].isspace()
        and between[:1].isspace()
    )


def _row(text: str, found: Sequence[NoteMark], style: str, number: str) -> Iterator[int]:
    """Yield where the points of a list before one stand, in the same paragraph."""
    order = order_of(number)[0]
    for mark in reversed(found):
        if "\n\n" in text[mark.span.end : mark.span.end + 2] or order <= 1:
            return
        if mark.style == style and mark.order[0] == order - 1:
            if "\n\n" not in text[mark.span.end : mark.span.end + _CLAUSE]:
                yield mark.span.start
            order -= 1
        elif mark.style == style:
            return


def _is_bracketed(text: str, at: int) -> bool:
    """Tell whether a bracket that was opened closes behind an offset, rather than the mark of a note."""
    before = text[max(0, at - _CLAUSE) : at]
    return before.rfind("(") > before.rfind(")")


def _may_call(text: str, span: Span) -> bool:
    """Tell whether a sign can be a call: words stand before it in its line, and it is no mark of emphasis."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    if not line.strip(" \t*_"):
        return False
    after = text[span.end : span.end + 1]
    if text[span.start] == "*" and after.isspace() and _in_row(text, span, line):
        return False
    if line[-1].isspace():
        return not after.isalnum()  # "*so" opens emphasis
    return text[span.start] != "*" or not _EMPHASIS.search(line)  # "*so*" closes it


def find_body_marks(
    page: Page, languages: Sequence[str] = (), outside: Sequence[Span] = ()
) -> Iterator[NoteMark]:
    """Yield every mark that may open a note, in order, save in the spans `outside` the book."""
    heads = [*_labels(page, languages), *_heads(page, tuple(languages))]
    for one in sorted(heads, key=lambda mark: mark.span):
        if not any(span.holds(one.span) for span in outside):
            yield one


def _in_row(text: str, span: Span, line: str) -> bool:
    """Tell whether a star is one of a row that parts verse or stands for words left out."""
    return line.endswith(("* ", "*\t")) or text[span.end : span.end + _REACH].lstrip(" \t").startswith("*")


def _labels(page: Page, languages: Sequence[str]) -> Iterator[NoteMark]:
    for found in labelled(languages).finditer(page.source.text):
        if number := found["mark"]:
            line = bisect_right(page.ends, found.start())
            span = Span(found.start(), found.end())
            yield NoteMark(span, number, "label", family_of(number), line, closes=True, parted=True)
    plain = plain_labels(tuple(languages))
    for row in page.lines:
        match = plain.match(row.text)
        if match and _is_parted(page, row):
            alone = match.end() == len(row.text) and row.index + 1 < len(page.lines)
            behind = page.lines[row.index + 1].span.start if alone else row.span.start + match.end()
            span = Span(row.span.start, behind)
            yield NoteMark(span, match["mark"], "label", family_of(match["mark"]), row.index, parted=True)


def _heads(page: Page, languages: tuple[str, ...]) -> Iterator[NoteMark]:
    """Yield the marks at the head of a paragraph, or of a line among notes.

    A line within a paragraph opens a note only where the paragraph itself begins with one, in the same
    style, and the number goes on: in running text, a call may come to stand at a line's head.
    """
    last: NoteMark | None = None
    paragraphs = {paragraph.first.index for paragraph in page.paragraphs}
    titles = run_in_titles(languages)
    over = frozenset(known(languages, "note_titles"))
    for line in page.lines:
        title = titles.match(line.text)
        parted = title is not None or _is_parted(page, line)
        if parted:
            last = None
        elif last is None and line.index not in paragraphs:
            continue
        if is_ornament(line.text.strip("[]")) or (line.text[0] == line.text[-1] == "*"):
            continue
        here = _head(page, line, line.span.start + (title.end() if title else 0), languages, parted=parted)
        if here is None:
            continue
        style, number = here.style, here.number
        if not parted and last is not None and (style, here.family) != (last.style, last.family):
            continue
        if not parted and last is not None and not _goes_on(last, here):
            continue
        if not parted and last is None and style not in BRACKETED:
            continue
        last = here
        if not (style in LISTED and title is None and _is_announced(page, line, over)):
            families = _families(number, style) if style in BRACKETED | {"paren"} else (here.family,)
            yield from (here._replace(family=family) for family in families)


def _head(page: Page, line: Line, start: int, languages: tuple[str, ...], *, parted: bool) -> NoteMark | None:
    """Return the mark that stands in a line from an offset on."""
    back = ways_back(languages).match(page.source.text, start, _reach(page, line))
    match = back or _BODY.match(page.source.text, start, _reach(page, line))
    if not match:
        return None
    style, number = ("return", match["mark"]) if back else _read(match)
    family = next(iter(_families(number, style)), "")
    alone = match.end() >= line.span.end
    signed = not back and match["signed"] is not None
    if alone and style not in BRACKETED | {"paren", "return"}:
        return None
    if style in ("dot", "bare", "half", "sign") and not match["gap"] and not signed:
        return None
    if not family or (family in ("letter", "roman") and not match["gap"]):
        return None
    closes = signed or (back is not None and back["open"] != "")
    span = Span(match.start(), match.end())
    return NoteMark(span, number, style, family, line.index, closes, parted)


def _is_announced(page: Page, line: Line, titles: frozenset[str]) -> bool:
    """Tell whether a colon stands before a line, as before the points of a list, and in no title of notes."""
    above = page.lines[line.index - 1].text if line.index else ""
    return above.rstrip("-–—_").endswith(":") and not bare_among(above, titles)


def _goes_on(before: NoteMark, after: NoteMark) -> bool:
    one, other = before.order, after.order
    return other[0] in (one[0], one[0] + 1) and other > one


def _reach(page: Page, line: Line) -> int:
    """Return how far a mark may reach: to the end of its line; one alone, to the next paragraph."""
    after = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
    if after is not None and len(line.text) <= 14:  # noqa: PLR2004 (a mark alone, with "(return)" at most)
        return after.span.start + 1
    return line.span.end


def _is_parted(page: Page, line: Line) -> bool:
    """Tell whether a line is parted from the one before: by a blank line, a new page, or a rule."""
    if line.blank or not line.index:
        return True
    before = page.lines[line.index - 1]
    return is_ornament(before.text) or (_begins_page(page, line) and before.text.endswith(_FULL_STOPS))


def _begins_page(page: Page, line: Line) -> bool:
    """Tell whether a mark that was cut out of the text says that a page begins with a line."""
    seen = page.source.view
    if seen is None:
        return False
    start = seen.at(line.span.start)
    at = bisect_right(seen.cuts, start, key=lambda cut: cut.span.end) - 1
    while at >= 0 and not seen.below.text[seen.cuts[at].span.end : start].strip():
        if seen.cuts[at].reason == "page number":
            return True
        start, at = seen.cuts[at].span.start, at - 1
    return False


def start_of(mark: NoteMark) -> int:
    """Return where a mark begins, by which marks are ordered."""
    return mark.span.start


def order_of(number: str, family: str = "") -> tuple[int, str]:
    """Return a mark as a value to compare: 12a is (12, "a"), B is (2, ""), AA is (27, ""), ** is (2, "*").

    What may be a letter and a Roman number is a letter, where the `family` does not say otherwise.
    """
    if (family or family_of(number)) == "roman":
        return read_roman(number) or 0, ""
    found = re.fullmatch(r"(\d+)([A-Za-z]?)", number)
    if found:
        return int(found[1]), found[2].lower()
    if number.isalpha():
        place = ord(number[-1].lower()) - 96
        return place + 26 * (len(number) - 1), ""
    return len(number), number[:1]
