"""Find words that name another letter: "your letter of October 3rd", "votre lettre du 12".

A reference says whose letter is meant ("your", "my"), and mostly when it was written or came.
settle/links/referents.py finds which letter of the edition that is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from letterbook.model import Span
from letterbook.words import patterns, words
from letterbook.words.patterns import phrases

#: "Your letter" without a date is looked for in so many signs at the beginning; later on it is any letter.
OPENING = 320
#: So many days are read after one mention: "yours of the 20th, 21st and 25th".
_LISTED = 5
#: A sentence is looked at so far on each side of the words in question.
_REACH = 120
_NUMERIC = re.compile(r"(\d{1,2})\s?[./]\s?(1[0-2]|0?[1-9])\s?[./](?:\s?(\d{4}|\d{2})\b)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another letter.

    `mine` tells whether the writer of this letter wrote that one too. `kind` is "dated" (named by its
    day), "reached" (by the day it came), "answer" (thanks for it or replies to it, naming no day).
    `count` is how many letters are meant.
    """

    span: Span
    mine: bool
    kind: str
    day: int = 0
    month: int = 0
    year: int = 0
    count: int = 1


def any_of(rows: Collection[str], *, exact: bool = False) -> str:
    """Return a pattern for any of some phrases, the longest first; `exact` keeps their case."""
    joined = patterns.any_of(rows, patterns.ANY_SPACE)
    return f"(?:{joined})" if exact else f"(?i:{joined})"


@cache
def _month_names(languages: tuple[str, ...]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for language in languages:
        for number, names in words(language, "months").items():
            for name in names:
                if number.isdigit() and 1 <= int(number) <= 12:  # noqa: PLR2004
                    found.setdefault(name.casefold().rstrip("."), int(number))
    return found


class _Patterns(NamedTuple):
    named: re.Pattern[str]
    reached: re.Pattern[str]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    numeric: re.Pattern[str]
    answering: re.Pattern[str]
    months: Mapping[str, int]
    mine: frozenset[str]
    counts: Mapping[str, int]
    more: re.Pattern[str]
    this_month: re.Pattern[str]
    last_month: re.Pattern[str]
    no_day: re.Pattern[str]


@cache
def _patterns(languages: tuple[str, ...]) -> _Patterns:
    rows = partial(phrases, languages)

    months = _month_names(languages)
    month = any_of([*months]) + r"(?![^\W\d_])\.?" if months else "(?!)"
    ending = rf"(?:\s?{any_of(rows('day_endings', 'day'))}|{any_of(rows('day_endings', 'joined'))})"
    day = rf"(?P<day>\d{{1,2}})(?:{ending}(?!\w))?\.?"
    the = rf"(?:{any_of(rows('date_words', 'the'))}\s+)?"
    year = r"(?:,?\s+(?P<year>1\d{3}|20\d\d)\b)?"
    whose = any_of([*rows("reference_whose", "your"), *rows("reference_whose", "my")], exact=True)
    noun = any_of(rows("reference_nouns", "letter"))
    yours = any_of(rows("reference_whose", "yours"), exact=True)
    of = any_of(rows("reference_of", "of"))
    numbered = any_of(rows("head_prefixes", "number"))
    number = rf"(?:\s+(?:{numbered}\.?\s*)?[A-Z]{{0,3}}\.?\d[\w/]*(?:\[\w+\])?)?"
    adjectives = r"(?:\s+(?![^\W\d_]+['’]s\s)[^\W\d_]+(?:[-'’][^\W\d_]+)?,?){0,4}?"
    letter = rf"(?P<whose>{whose}){adjectives}\s+(?P<noun>{noun})(?!\w)|(?P<yours>{yours})(?!\w)"
    named = rf"(?<!\w)(?:{letter}){number}(?P<of>\s+{of}(?!\w))?"
    joined = any_of(rows("person_joins", "and"))
    answer = any_of(rows("reference_answer", "thanks", "answer", "receipt"))
    return _Patterns(
        re.compile(named),
        re.compile(rf"\s+{any_of(rows('reference_answer', 'reached'))}\s+"),
        re.compile(
            rf"\s*{the}{day}(?:\s+(?:{any_of(rows('date_words', 'of'))}\s+)?(?P<month>{month}))?{year}"
        ),
        re.compile(rf"\s*(?P<month>{month})\s+{the}{day}{year}"),
        _NUMERIC,
        re.compile(rf"(?<!\w){answer}(?!\w)"),
        months,
        frozenset(w.casefold() for w in rows("reference_whose", "my")),
        {
            w: int(n)
            for language in languages
            for n, ws in words(language, "reference_count").items()
            for w in ws
        },
        re.compile(rf"\s*,\s*{the}(?=\d{{1,2}}{ending}\b)|\s*,?\s+{joined}\s+{the}(?=\w)"),
        re.compile(rf"\s*{any_of(rows('reference_day', 'this_month'))}"),
        re.compile(rf"\s*{any_of(rows('reference_day', 'last_month'))}"),
        re.compile(rf"\s*(?:[%°]|[^\W\d_]{{3,}}\s+{of}(?!\w)|[-–/]\d|[^\W\d_A-ZÀ-Þ]+s\b)"),
    )


def find_references(
    text: str, offset: int, languages: Sequence[str], *, opening: bool = False
) -> Iterator[Reference]:
    """Yield the references of a paragraph whose text begins at an offset of the source.

    `opening` marks the beginning of a letter, where "your letter" without a date is the one answered.
    """
    patterns = _patterns(tuple(languages))
    for found in patterns.named.finditer(text):
        mine = bool(found["whose"]) and found["whose"].casefold() in patterns.mine
        stated = _read_days(text, found.end(), patterns) if found["of"] else []
        kind = "dated"
        if not stated and (reached := patterns.reached.match(text, found.end())) and not mine:
            stated = _read_days(text, reached.end(), patterns)[:1]
            kind = "reached"
        for n, (day, month, year, end) in enumerate(stated):
            start = found.start() if n == 0 else stated[n - 1][3]
            start += len(text[start:end]) - len(text[start:end].lstrip(" ,"))
            yield Reference(Span(offset + start, offset + end), mine, kind, day, month, year)
        if stated:
            continue
        if opening and not mine and found["noun"] and found.start() < OPENING and not found["of"]:
            around = sentence(text, found.start(), found.end())
            if patterns.answering.search(text, around.start, around.end):
                inside = found[0].casefold().split()
                count = next((patterns.counts[w] for w in inside if w in patterns.counts), 1)
                yield Reference(
                    Span(offset + found.start(), offset + found.end()), mine=False, kind="answer", count=count
                )


def sentence(text: str, start: int, end: int) -> Span:
    """Return the sentence around some words, cut where it is very long; positions within the text."""
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    before = max(text.rfind(mark, first, start) for mark in ".!?")
    after = [at for at in (text.find(mark, end, last) for mark in ".!?") if at >= 0]
    return Span(before + 1 if before >= 0 else first, min([*after, last]))


def _read_days(text: str, at: int, patterns: _Patterns) -> list[tuple[int, int, int, int]]:
    """Read one day, or a list: "of June 22 and 25", "of the 20th, and 23d September"."""
    days: list[tuple[int, int, int, int]] = []
    while len(days) < _LISTED and (stated := _read_day(text, at, patterns)):
        days.append(stated)
        more = patterns.more.match(text, stated[3])
        if not more:
            break
        at = more.end()
    for n in range(len(days) - 1, 0, -1):
        # a month is said once, before the first day or behind the last
        if not days[n - 1][1] and days[n][1]:
            days[n - 1] = (days[n - 1][0], days[n][1], days[n][2], days[n - 1][3])
    for n in range(1, len(days)):
        if not days[n][1] and days[n - 1][1]:
            days[n] = (days[n][0], days[n - 1][1], days[n - 1][2], days[n][3])
    return days


def _read_day(text: str, at: int, patterns: _Patterns) -> tuple[int, int, int, int] | None:
    """Read a day behind "of": day, month (0: not said; -1: the month before), year (0: not said), end."""
    if found := patterns.numeric.match(text, at + len(text[at : at + 2]) - len(text[at : at + 2].lstrip())):
        day, month = int(found[1]), int(found[2])
        year = int(found[3]) if found[3] and len(found[3]) == 4 else 0  # noqa: PLR2004
        return (day, month, year, found.end()) if 1 <= day <= 31 else None  # noqa: PLR2004
    for pattern in (patterns.month_day, patterns.day_month):
        found = pattern.match(text, at)
        if not found or not 1 <= int(found["day"]) <= 31:  # noqa: PLR2004
            continue
        named = (found["month"] or "").casefold().rstrip(".")
        month = patterns.months.get(named, 0)
        end = found.end()
        if not month and (last := patterns.last_month.match(text, end)):
            month, end = -1, last.end()
        elif not month and (this := patterns.this_month.match(text, end)):
            end = this.end()
        elif not month and patterns.no_day.match(text, end):
            return None
        return int(found["day"]), month, int(found["year"] or 0), end
    return None
