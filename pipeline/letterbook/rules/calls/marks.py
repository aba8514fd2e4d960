"""Propose every mark in the running text that may call a note.

A call is printed in one of several styles; each has its pattern here. The rule is generous: a mark whose
number is the number of some note is proposed, with the odds that its surroundings give it. Which of the
marks are calls is decided in `settle/calls`, where all are compared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from math import exp
from typing import NamedTuple

from letterbook.model import Evidence, Finding, Span
from letterbook.model.kinds import CALL
from letterbook.model.values import NoteCall
from letterbook.rules.calls.habits import Places
from letterbook.rules.calls.surroundings import LOWERED, SAYS_LEFT, SAYS_RIGHT, Reader, Setting
from letterbook.rules.calls.weights import STYLE_ODDS

RULE = "note_calls"

#: Marks are found in one pass over the text; what stands round them tells the style.
_FIGURES = re.compile(r"[0-9⁰¹²³⁴-⁹]+")
_RUNS = re.compile(r"[0-9]+|[⁰¹²³⁴-⁹]+")
_LETTERS = re.compile(
    r"(?:(?<=[\[(])[A-Za-z](?=[\])])|(?<![\w(])[a-z](?=\))|(?<=\^)[a-z](?!\w)|(?<=\^\{)[a-z](?=\}))"
)
_SIGNS = re.compile(r"\*+|†+|‡+|§+|¶+|\|\|")
_EMPHASIS = re.compile(r"(?:^|[\s(\[„“\"])\*+\w[^*]*\Z")  # a star opened emphasis, and none has closed it
_GLUED = frozenset(".,;:!?…\"'”’“»«)]_*")  # what a call may be glued to, besides a letter
_OPENS = {"(": ")", "[": "]", "{": "}", "„": "“", "“": "”", '"': '"', "«": "»", "»": "«"}
_BINDS = frozenset(".,:/'’–—-‐‑")  # with a digit after it, no end of a number: decimal, range, hour
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_HYPHENS = frozenset("-‐‑'’")  # with a letter after it: "2-pounder", "5's"
_PAIR = 2
_LONGEST = 5  # digits of a note's number

#: The styles of call, and how each is shown to a reader.
STYLES = {
    "bare": "word 12",
    "glued": "word12",
    "bracket": "[12]",
    "paren": "(12)",
    "half": "12)",
    "superscript": "word¹²",
    "brace": "{12}",
    "angle": "<12>",
    "reference": "[^12]",
    "label": "[note 12]",
    "sign": "*, †",
}


def form(number: str) -> str:
    """Return the form in which numbers of notes and of calls are compared ("1A" and "1a" are one)."""
    return number.translate(LOWERED).casefold()


def is_sign(number: str) -> bool:
    """Tell whether a note bears a star or dagger instead of a number."""
    return not number[:1].isalnum()


class Mark(NamedTuple):
    """A mark as it stands in the text: the area, its span with its brackets, its number and its style."""

    area: Span
    span: Span
    number: str
    style: str


class Proposal(NamedTuple):
    """A mark that could be a call: its span, the number of the note, the style, and where it stands."""

    span: Span
    number: str
    style: str
    setting: Setting

    @classmethod
    def of(cls, mark: Mark, reader: Reader) -> Proposal:
        """Read the surroundings of a mark."""
        return cls(mark.span, mark.number, mark.style, reader.setting(mark.span, mark.area, mark.style))

    def odds(self, places: Places) -> float:
        """Return the log odds (nats) that this is a call, from its surroundings alone."""
        return places.worth(self.setting) + self.setting.weight + STYLE_ODDS[self.style]

    def finding(self, odds: float, value: NoteCall, reasons: Sequence[str] = ()) -> Finding[NoteCall]:
        """Make the finding, with the odds as confidence and its surroundings as evidence."""
        says = [SAYS_LEFT[self.setting.left], SAYS_RIGHT[self.setting.right]]
        says += [sign.says for sign in self.setting.signs]
        return Finding(
            kind=CALL,
            span=self.span,
            rule=RULE,
            confidence=as_confidence(odds),
            value=value,
            because=tuple(Evidence(self.span, say) for say in says)
            + tuple(Evidence(None, say) for say in reasons),
        )


def as_confidence(odds: float) -> float:
    """Turn log odds (nats) into a confidence between 0 and 1, rounded to print the same everywhere."""
    return round(1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds)))), 4)


def claims(spans: Sequence[Span]) -> Callable[[int], bool]:
    """Return a function that tells in O(log n) whether an offset lies in one of some spans."""
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


def find_marks(
    text: str, areas: Sequence[Span], numbers: Collection[str], is_claimed: Callable[[int], bool]
) -> Iterator[Mark]:
    """Yield every mark, of whatever style, whose number (in its `form`) is a note's, in one pass."""
    figures = any(number[:1].isdigit() for number in numbers)
    lettered = any(number[:1].isalpha() for number in numbers)
    signs = any(is_sign(number) for number in numbers)
    for area in areas:
        if figures:
            for start, end in _figures(text, area):
                raised = text[start] in _RAISED
                lone = text[end : end + 1].isalpha() and not text[end + 1 : end + 2].isalnum()
                suffixed = form(text[start : end + 1]) if lone else ""
                stop = end + (lone and (not raised or suffixed in numbers))
                number = suffixed if stop > end else form(text[start:end])
                if number in numbers and not is_claimed(start):
                    for style, span in _styles(text, start, stop):
                        yield Mark(area, span, number, style)
        if lettered:
            for match in _LETTERS.finditer(text, area.start, area.end):
                number = form(match.group())
                if number in numbers and not is_claimed(match.start()):
                    for style, span in _styles(text, *match.span()):
                        if style not in ("bare", "glued"):
                            yield Mark(area, span, number, style)
        if signs:
            for match in _SIGNS.finditer(text, area.start, area.end):
                span = Span(*match.span())
                if match.group() in numbers and not is_claimed(span.start) and _calls(text, span):
                    yield Mark(area, span, match.group(), "sign")


def _figures(text: str, area: Span) -> Iterator[tuple[int, int]]:
    """Yield the runs of figures, plain and raised apart; one class of characters is quicker than two."""
    for match in _FIGURES.finditer(text, area.start, area.end):
        if match.group().isascii():
            yield match.span()
        else:
            yield from (run.span() for run in _RUNS.finditer(text, match.start(), match.end()))


def _styles(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Yield the styles in which a number can be a call (one, seldom two), with the span of the mark."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if text[start] in _RAISED:
        yield "superscript", Span(start, end)
    elif before == "^" and not after.isalnum():
        yield "superscript", Span(start - 1, end)
    elif before == "{" and after == "}" and text[start - 2 : start] == "^{":
        yield "superscript", Span(start - 2, end + 1)
    elif before == "[" and after == "]":
        yield "bracket", Span(start - 1, end + 1)
    elif before == "(" and after == ")":
        yield "paren", Span(start - 1, end + 1)
    elif before == "{" and after == "}":
        yield "brace", Span(start - 1, end + 1)
    elif before == "<" and after == ">":
        yield "angle", Span(start - 1, end + 1)
    else:
        if after == ")" and (before.isspace() or before.isalpha() or before in _GLUED or not before):
            yield "half", Span(start, end + 1)
        if end - start > _LONGEST + 1 or not _ends(text, end):
            return
        spaced = not before or before.isspace()
        opened = before in _OPENS and after != _OPENS[before] and (start < _PAIR or text[start - 2].isspace())
        if spaced or opened:
            yield "bare", Span(start, end)
        elif before.isalpha() or before in _GLUED:
            yield "glued", Span(start, end)


def _ends(text: str, end: int) -> bool:
    """Tell whether a number really ends here: no decimal, range, hour or "2-pounder" goes on."""
    after, next_one = text[end : end + 1], text[end + 1 : end + 2]
    if after in _HYPHENS and next_one.isalpha():
        return False
    return not (after.isalnum() or after in ("_", "^") or (after in _BINDS and next_one.isdigit()))


def _calls(text: str, span: Span) -> bool:
    """Tell whether a star can be a call: words stand before it in its line, and it is no mark of emphasis."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    if not line.strip(" \t*"):
        return False
    after = text[span.end : span.end + 1]
    if line[-1].isspace():
        return not after.isalnum()  # "*so" opens emphasis
    return text[span.start] != "*" or not _EMPHASIS.search(line)  # "*so*" closes it
