"""The marks by which a text and its notes answer each other: `[12]`, `{8a}`, `(3)`, `[A]`, `*`, `†` ...

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
from letterbook.rules.set_phrases import is_ornament, phrases_of

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = "[⁰¹²³⁴-⁹]{1,4}"
_FIGURE = r"\d{1,4}[a-z]?"
_LETTER = r"[A-Z]{1,2}|[a-z]"
_SIGN = r"\*{1,4}|[†‡]{1,4}|[§¶]{1,4}(?!\s?\d)"
_ANY = rf"{_FIGURE}|{_LETTER}|{_SIGN}"

#: How a mark is set off from the text, by the name of the style.
_SET_OFF = {
    "reference": rf"\[\^(?P<reference>{_FIGURE}|[A-Za-z]\w*)\]",
    "bracket": rf"\[_? ?(?P<bracket>{_ANY}) ?_?\]",
    "raised-brace": rf"\^\{{(?P<raised_brace>{_FIGURE}|{_LETTER})\}}",
    "brace": rf"\{{(?P<brace>{_ANY})\}}",
    "angle": rf"<(?P<angle>{_ANY})>",
    "paren": rf"\((?P<paren>{_ANY})\)",
    "caret": rf"\^(?P<caret>{_FIGURE}|[a-z])(?!\w)",
    "superscript": rf"(?P<superscript>{_RAISED})",
    "half": rf"(?<![\w(\[.,:/*-])(?P<half>\d{{1,3}}|[a-z]|{_SIGN})\)"
    rf"|(?<=[a-zß-ÿ.,;:!?”“»’'])(?P<half_glued>\d{{1,3}}|[a-z]|{_SIGN})\)",
    "sign": rf"(?P<sign>{_SIGN})",
}
_CALL = re.compile("|".join(_SET_OFF.values()))
#: What a note's first line begins with, besides a mark that is set off.
_HEADS = {
    "sign-bracket": rf"\[(?P<signed>{_SIGN})(?=[ \w])[ ]*",
    "return": rf"(?P<returned>{_FIGURE}) \(return\)\s*\[?[ ]*",
    "dot": r"(?P<dot>\d{1,4}[a-z]?|[a-z])\.(?=\s)",
    "bare": r"(?P<bare>\d{1,4}[a-z]?)(?=[ \t])",
}
_HALF = rf"(?P<half>\d{{1,3}}|[a-z]|{_SIGN})\)"
_BODY = re.compile(
    rf"(?:{'|'.join([_HALF, *_HEADS.values(), *(p for name, p in _SET_OFF.items() if name != 'half')])})"
    r"(?P<stop>[.:]*)(?P<gap>\s*)"
)
_STYLE_OF = {
    "raised_brace": "superscript",
    "caret": "superscript",
    "half_glued": "half",
    "signed": "sign",
    "returned": "return",
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

    `family` is "figure", "letter" or "sign". `line` is the index of the line on which a body begins;
    `closes` tells that a bracket opened before the note's words, so that it ends where that closes; `parted`
    that a blank line or a rule stands before it.
    """

    span: Span
    number: str
    style: str
    family: str
    line: int = -1
    closes: bool = False
    parted: bool = False


def family_of(number: str) -> str:
    """Tell whether a mark is a figure, a letter or a sign."""
    return "figure" if number[:1].isdigit() else "letter" if number[:1].isalpha() else "sign"


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
        if style == "sign" and not _may_call(text, span):
            continue
        if style == "half" and _is_bracketed(text, span.start):
            continue
        if style in LISTED and _is_point(text, span.start, style, joins):
            points.update(_row(text, found, style, number))
            continue
        found.append(NoteMark(span, number, style, family_of(number)))
    found += [
        NoteMark(Span(*named.span()), named["mark"], "label", family_of(named["mark"]))
        for named in _named_calls(languages).finditer(text)
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


def _row(text: str, found: Sequence[NoteMark], style: str, number: str) -> Iterator[int]:
    """Yield where the points of a list before one stand, in the same paragraph."""
    order = order_of(number)[0]
    for mark in reversed(found):
        if "\n\n" in text[mark.span.end : mark.span.end + 2] or order <= 1:
            return
        if mark.style == style and order_of(mark.number)[0] == order - 1:
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
    if text[span.start] == "*" and line.endswith("* ") and after.isspace():
        return False  # a row of stars
    if line[-1].isspace():
        return not after.isalnum()  # "*so" opens emphasis
    return text[span.start] != "*" or not _EMPHASIS.search(line)  # "*so*" closes it


def _labels_of(languages: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in phrases_of(languages, "note_labels"))


def labelled(languages: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of a note that says what it is: "[Footnote 12: ", "[Fußnote A: ", "[Note *: "."""
    return re.compile(
        rf"[\[({{]\s*(?i:{_labels_of(languages)})\.?\s*(?P<mark>{_FIGURE}|\d+[A-Z]|{_LETTER}|{_SIGN}|)"
        r"\s*[:.](?!\s*[\])}])\s*"
    )


def _named_calls(languages: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of a call that names what it calls: "[Footnote 12]", "(Note 3.)"."""
    return re.compile(
        rf"[\[({{]\s*(?i:{_labels_of(languages)})\.?\s*(?P<mark>{_FIGURE}|{_LETTER})\.?\s*[\])}}]"
    )


def find_body_marks(
    page: Page, languages: Sequence[str] = (), outside: Sequence[Span] = ()
) -> Iterator[NoteMark]:
    """Yield every mark that may open a note, in order, save in the spans `outside` the book."""
    heads = [*_labels(page, languages), *_heads(page)]
    for one in sorted(heads, key=lambda mark: mark.span):
        if not any(span.holds(one.span) for span in outside):
            yield one


def _labels(page: Page, languages: Sequence[str]) -> Iterator[NoteMark]:
    for found in labelled(languages).finditer(page.source.text):
        if number := found["mark"]:
            line = bisect_right(page.ends, found.start())
            span = Span(found.start(), found.end())
            yield NoteMark(span, number, "label", family_of(number), line, closes=True, parted=True)
    plain = re.compile(rf"(?i:{_labels_of(languages)})\.?\s*(?P<mark>{_FIGURE}|{_LETTER})\s?[:.]\s+")
    for row in page.lines:
        match = plain.match(row.text)
        if match and _is_parted(page, row):
            span = Span(row.span.start, row.span.start + match.end())
            yield NoteMark(span, match["mark"], "label", family_of(match["mark"]), row.index, parted=True)


def _heads(page: Page) -> Iterator[NoteMark]:
    """Yield the marks at the head of a paragraph, or of a line among notes.

    A line within a paragraph opens a note only where the paragraph itself begins with one, in the same
    style, and the number goes on: in running text, a call may come to stand at a line's head.
    """
    last: NoteMark | None = None
    paragraphs = {paragraph.first.index for paragraph in page.paragraphs}
    for line in page.lines:
        parted = _is_parted(page, line)
        if parted:
            last = None
        elif last is None and line.index not in paragraphs:
            continue
        if is_ornament(line.text) or (line.text[0] == line.text[-1] == "*"):
            continue
        match = _BODY.match(page.source.text, line.span.start, _reach(page, line))
        if not match:
            continue
        style, number = _read(match)
        alone = match.end() >= line.span.end
        if alone and style not in BRACKETED | {"paren", "return"}:
            continue
        if style in ("dot", "bare", "half", "sign") and not match["gap"] and match["signed"] is None:
            continue
        if family_of(number) == "letter" and not match["gap"]:
            continue
        closes = match["signed"] is not None or (match["returned"] is not None and "[" in match[0])
        one = NoteMark(
            Span(match.start(), match.end()), number, style, family_of(number), line.index, closes, parted
        )
        if not parted and last is not None and (style, one.family) != (last.style, last.family):
            continue
        if not parted and last is not None and not _goes_on(last.number, number):
            continue
        if not parted and last is None and style not in BRACKETED:
            continue
        last = one
        if not (style in LISTED and _is_announced(page, line)):
            yield one


def _is_announced(page: Page, line: Line) -> bool:
    """Tell whether a colon stands before a line, as before the points of a list."""
    return line.index > 0 and page.lines[line.index - 1].text.rstrip("-–—_").endswith(":")


def _goes_on(before: str, after: str) -> bool:
    one, other = order_of(before), order_of(after)
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


def order_of(number: str) -> tuple[int, str]:
    """Return a mark as a value to compare: 12a is (12, "a"), B is (2, ""), AA is (27, ""), ** is (2, "*")."""
    found = re.fullmatch(r"(\d+)([A-Za-z]?)", number)
    if found:
        return int(found[1]), found[2].lower()
    if number.isalpha():
        place = ord(number[-1].lower()) - 96
        return place + 26 * (len(number) - 1), ""
    return len(number), number[:1]
