"""Note calls: every mark in the running text that could call a note.

A call is printed in one of several styles; each has its pattern here. The rule is generous: a mark
whose number is the number of some note is proposed, with the odds that its surroundings give it.
Which of them are calls is decided where all are seen together (`letterbook.settle.calls`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

from letterbook.model import Evidence, Finding, Source, Span
from letterbook.rules.call_context import SAYS_LEFT, SAYS_RIGHT, Lexicon, Setting, lexicon, read_setting
from letterbook.rules.call_places import Places, printed

RULE = "note_calls"

#: Marks are found in one pass over the text; what stands round them tells the style.
_FIGURES = re.compile(r"[0-9]+|[⁰¹²³⁴-⁹]+")
_LETTERS = re.compile(
    r"(?:(?<=[\[(])[A-Za-z](?=[\])])|(?<![\w(])[a-z](?=\))|(?<=\^)[a-z](?!\w)|(?<=\^\{)[a-z](?=\}))"
)
_SIGNS = re.compile(r"\*+|†+|‡+|§+|¶+|\|\|")
_GLUED = frozenset(".,;:!?…\"'”’“»«)]_*")  # what a call may be glued to, besides a letter
_OPENS = {"(": ")", "[": "]", "{": "}", "„": "“", "“": "”", '"': '"', "«": "»", "»": "«"}
_BINDS = frozenset(".,:/'’–—-‐‑")  # with a digit after it, no end of a number: decimal, range, hour
_HYPHENS = frozenset("-‐‑")
_YEAR = re.compile(r"\D?[12][0-9]{3}")
_LONGEST = 4  # digits of a note's number

#: The styles of call, and how each is shown to a reader.
STYLES = {
    "bare": "word 12",
    "glued": "word12",
    "bracket": "[12]",
    "paren": "(12)",
    "half": "12)",
    "superscript": "word¹²",
    "sign": "*, †",
}

#: What the style alone is worth, in nats: a bracketed number is seldom anything else than a call.
_STYLE_ODDS = {
    "bare": 0.0,
    "glued": 1.0,
    "bracket": 3.0,
    "paren": 1.0,
    "half": 1.0,
    "superscript": 4.0,
    "sign": 2.0,
}
_UP = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def form(number: str) -> str:
    """Return the form in which numbers of notes and of calls are compared ("1A" and "1a" are one)."""
    return number.translate(_UP).casefold()


def is_sign(number: str) -> bool:
    """Tell whether a note bears a star or dagger instead of a number."""
    return not number[:1].isalnum()


def propose(text: str, mark: Mark, is_claimed: Callable[[int], bool], lex: Lexicon) -> Proposal:
    """Read the surroundings of a mark."""
    setting = read_setting(text, mark.span, mark.area, mark.style, lex, is_claimed)
    return Proposal(mark.span, mark.number, mark.style, setting)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mark that could be a call: its span, the number of the note, the style, and where it stands."""

    span: Span
    number: str
    style: str
    setting: Setting

    def odds(self, places: Places) -> float:
        """Return the log odds (nats) that this is a call, from its surroundings alone."""
        return places.worth(self.setting) + self.setting.weight + _STYLE_ODDS[self.style]

    def finding(self, odds: float, value: dict[str, str], reasons: Sequence[str] = ()) -> Finding:
        """Make the finding, with the odds as confidence and its surroundings as evidence."""
        says = [SAYS_LEFT[self.setting.left], SAYS_RIGHT[self.setting.right]]
        says += [sign.says for sign in self.setting.signs]
        return Finding(
            kind="note.call",
            span=self.span,
            rule=RULE,
            confidence=squash(odds),
            value=value,
            because=tuple(Evidence(self.span, say) for say in says)
            + tuple(Evidence(None, say) for say in reasons),
        )


def squash(odds: float) -> float:
    """Turn log odds (nats) into a confidence between 0 and 1, rounded so that it prints the same everywhere."""
    return round(1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds)))), 4)


def claims(spans: Sequence[Span]) -> Callable[[int], bool]:
    """Return the question whether an offset lies in one of some spans, answered in O(log n)."""
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    starts = [start for start, _ in merged]

    def is_claimed(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < merged[at][1]

    return is_claimed


class Mark(NamedTuple):
    """A mark as it stands in the text: the area, its span with its brackets, its number and its style."""

    area: Span
    span: Span
    number: str
    style: str


def find_marks(
    text: str, areas: Sequence[Span], numbers: Collection[str], is_claimed: Callable[[int], bool]
) -> Iterator[Mark]:
    """Yield every mark, of whatever style, whose number (in its `form`) is a note's, in one pass."""
    figures = any(number[0].isdigit() for number in numbers)
    lettered = any(number[0].isalpha() for number in numbers)
    signs = any(is_sign(number) for number in numbers)
    for area in areas:
        if figures:
            for match in _FIGURES.finditer(text, area.start, area.end):
                start, end = match.span()
                raised = text[start] > "9"
                lone = text[end : end + 1].isalpha() and not text[end + 1 : end + 2].isalnum()
                end += not raised and lone
                number = form(text[start:end])
                if number in numbers and not is_claimed(start):
                    for style, span in _styles(text, start, end, raised):
                        yield Mark(area, span, number, style)
        if lettered:
            for match in _LETTERS.finditer(text, area.start, area.end):
                number = form(match.group())
                if number in numbers and not is_claimed(match.start()):
                    for style, span in _styles(text, *match.span(), False):
                        if style not in ("bare", "glued"):
                            yield Mark(area, span, number, style)
        if signs:
            for match in _SIGNS.finditer(text, area.start, area.end):
                span = Span(*match.span())
                if match.group() in numbers and not is_claimed(span.start) and _calls(text, span):
                    yield Mark(area, span, match.group(), "sign")


def _styles(text: str, start: int, end: int, raised: bool) -> Iterator[tuple[str, Span]]:  # noqa: FBT001
    """Yield the styles in which a number can be a call (one, seldom two), with the span of the mark."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if raised:
        yield "superscript", Span(start, end)
    elif before == "^" and not after.isalnum():
        yield "superscript", Span(start - 1, end)
    elif before == "{" and after == "}" and text[start - 2 : start] == "^{":
        yield "superscript", Span(start - 2, end + 1)
    elif before == "[" and after == "]":
        yield "bracket", Span(start - 1, end + 1)
    elif before == "(" and after == ")":
        yield "paren", Span(start - 1, end + 1)
    else:
        if after == ")" and (before.isspace() or before.isalpha() or before in _GLUED or not before):
            yield "half", Span(start, end + 1)
        if end - start > _LONGEST + 1 or not _ends(text, end):
            return
        spaced = not before or before.isspace()
        opened = before in _OPENS and after != _OPENS[before] and not text[start - 2 : start - 1].isalnum()
        if spaced or opened:
            yield "bare", Span(start, end)
        elif before.isalpha() or (before in _GLUED and not _decimal(text, start)):
            yield "glued", Span(start, end)


def _ends(text: str, end: int) -> bool:
    """Tell whether a number really ends here: no decimal, range, hour or "2-pounder" goes on."""
    after, next_one = text[end : end + 1], text[end + 1 : end + 2]
    if after in _HYPHENS and next_one.isalpha():
        return False
    return not (after.isalnum() or after in ("_", "^") or (after in _BINDS and next_one.isdigit()))


def _decimal(text: str, start: int) -> bool:
    """Tell whether digits before the stop make this the end of a decimal, unless they are a year ("in 1776.12")."""
    head = text[max(0, start - 6) : start - 1]
    return head[-1:].isdigit() and not _YEAR.fullmatch(head[-5:])


def _calls(text: str, span: Span) -> bool:
    """Tell whether a star can be a call: words stand before it in its line, and it opens no emphasis."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip(" \t*"):
        return False
    return not before.isspace() or not after or after.isspace() or not after.isalnum()


def find_calls(
    source: Source,
    areas: Sequence[Span],
    style: str,
    numbers: Collection[str],
    claimed: Sequence[Span],
    languages: Collection[str],
) -> Iterator[Finding]:
    """Propose every mark of a style ("bare", "bracket" ...) whose number is a note's (kind "note.call").

    The value holds `number` and `style`; the confidence is what the surroundings alone say.
    """
    wanted = {form(number): number for number in sorted(numbers)}
    lex, is_claimed = lexicon(tuple(sorted(languages))), claims(claimed)
    for mark in find_marks(source.text, areas, wanted, is_claimed):
        if mark.style != style:
            continue
        one = propose(source.text, mark, is_claimed, lex)
        yield one.finding(one.odds(printed()), {"number": wanted[one.number], "style": style})
