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

from letterbook.model import Evidence, Finding, Source, Span
from letterbook.rules.call_context import SAYS_LEFT, SAYS_RIGHT, Lexicon, Setting, lexicon, read_setting
from letterbook.rules.call_places import Places, printed

RULE = "note_calls"

_NUMBER = r"[0-9]{1,4}[A-Za-z]?"
_ENDS = r"(?![\w^]|[.,:/'’–—-][0-9]|[‐-][^\W\d_])"  # no decimal, range, hour, "2-pounder"

#: How calls are printed. Group `n`, `c` or `g` is the number; group `m`, or else the match, is the mark.
PATTERNS: dict[str, re.Pattern[str]] = {
    "bare": re.compile(rf"(?<!\S)[\[(„“\"]?(?P<m>(?P<n>{_NUMBER})){_ENDS}"),
    "glued": re.compile(
        rf"(?<=[^\W\d_]|[.,;:!?…\"'”’“»«)\]_*])(?:(?<![0-9][.,:])|(?<=\b[12][0-9]{{3}}[.,]))(?P<n>{_NUMBER}){_ENDS}"
    ),
    "bracket": re.compile(rf"\[(?P<n>{_NUMBER}|[A-Za-z])\]"),
    "paren": re.compile(rf"\((?P<n>{_NUMBER}|[A-Za-z])\)"),
    "half": re.compile(rf"(?<![(\w])(?P<n>{_NUMBER}|[a-z])\)|(?<=[^\W\d_])(?P<g>[0-9]{{1,4}})\)"),
    "superscript": re.compile(rf"(?P<n>[⁰¹²³⁴-⁹]+)|\^\{{?(?P<c>{_NUMBER}|[a-z])(?:\}}|(?!\w))"),
    "sign": re.compile(r"(?P<n>\*+|†+|‡+|§+|¶+|\|\|)"),
}

#: How each style is shown to a reader.
SHOWN = {
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


def marks(
    text: str, areas: Sequence[Span], style: str, numbers: Collection[str], is_claimed: Callable[[int], bool]
) -> Iterator[tuple[Span, Span, str]]:
    """Yield (area, span, number) of every mark of a style whose number (its `form`) is a note's."""
    for area in areas:
        for match in PATTERNS[style].finditer(text, area.start, area.end):
            groups = match.groupdict()
            number = form(next(value for key in "ncg" if (value := groups.get(key))))
            span = Span(*match.span("m" if "m" in groups else 0))
            if number in numbers and not is_claimed(span.start) and (style != "sign" or _calls(text, span)):
                yield area, span, number


def _calls(text: str, span: Span) -> bool:
    """Tell whether a star can be a call: words stand before it in its line, and it opens no emphasis."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip(" \t*"):
        return False
    return not before.isspace() or not after or after.isspace() or not after.isalnum()


def propose(
    text: str,
    areas: Sequence[Span],
    style: str,
    numbers: Collection[str],
    is_claimed: Callable[[int], bool],
    lex: Lexicon,
) -> Iterator[Proposal]:
    """Yield the marks of a style with their surroundings read, in the order of the areas."""
    for area, span, number in marks(text, areas, style, numbers, is_claimed):
        yield Proposal(span, number, style, read_setting(text, span, area, lex, is_claimed))


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
    wanted = frozenset(form(number) for number in numbers)
    lex = lexicon(tuple(sorted(languages)))
    for one in propose(source.text, areas, style, wanted, claims(claimed), lex):
        yield one.finding(one.odds(printed()), {"number": one.number, "style": style})
