"""Make patterns for labelled notes, calls and titles: "[Footnote 12: ", "(Note 3.)", "NOTES: [1] "."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from letterbook.rules.set_phrases import phrases_of
from letterbook.words.patterns import any_of

FIGURE = r"\d{1,4}[a-z]?"
LETTER = r"[A-Z]{1,2}|[a-z]"
#: What an editor says of a note behind its number: "[Note 23 (of the second edition): ".
_REMARK = r"(?:\s?\([^()\n]{2,40}\))?"
SIGN = r"\*{1,4}|[†‡]{1,4}|[§¶]{1,4}(?!\s?\d)"


def either(languages: Sequence[str], table: str) -> str:
    """Return a pattern for any of the words of a table, whatever their case; of none where there are none."""
    return rf"(?i:{any_of(phrases_of(languages, table))})(?![^\W\d_])"


def labelled(languages: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of a note that says what it is: "[Footnote 12: ", "[Fußnote A: ", "[Note *: "."""
    return _labelled(tuple(languages))


@cache
def _labelled(languages: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"[\[({{]\s*{either(languages, 'note_labels')}\.?\s*(?P<mark>{FIGURE}|\d+[A-Z]|{LETTER}|{SIGN}|)"
        rf"{_REMARK}"
        r"\s*[:.](?!\s*[\])}])\s*"
    )


@cache
def plain_labels(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a note whose word and number stand at a line's head, or alone: "Footnote 1: "."""
    return re.compile(
        rf"{either(languages, 'note_labels')}\.?\s*(?P<mark>{FIGURE}|{LETTER})(?:\s?[:.](?:\s+|\Z)|\Z)"
    )


@cache
def named_calls(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a call that names what it calls: "[Footnote 12]", "(Note 3.)"."""
    return re.compile(
        rf"[\[({{]\s*{either(languages, 'note_labels')}\.?\s*(?P<mark>{FIGURE}|{LETTER})\.?\s*[\])}}]"
    )


@cache
def ways_back(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a note's number with the way back that pages of the web print: "12 (return)"."""
    back = either(languages, "note_returns")
    return re.compile(rf"(?P<mark>{FIGURE}) \({back}\)\s*(?P<open>\[?)[ ]*(?P<stop>[.:]*)(?P<gap>\s*)")


@cache
def run_in_titles(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a title of notes on the line of the first one: "FOOTNOTES: [1] "."""
    return re.compile(
        rf"[_*=]{{0,2}}{either(languages, 'note_titles')}[_*=]{{0,2}}\s?[:.—–-]{{1,3}}[_*=]{{0,2}}\s+"
        r"(?=[\[({<^*†‡⁰¹²³⁴-⁹]|\d{1,4}[.)]\s|[a-z]\)\s)"
    )
