"""Words of a letter that name another letter: "your letter of October 3rd", "Ihr Brief vom 3.", "votre lettre du 12".

A reference says whose letter is meant ("your", "my"), and mostly when it was written or came. It is
resolved only to a letter that the edition holds, and only when one letter alone fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from letterbook.model import Source, Span, When
from letterbook.settle.signs import Signs
from letterbook.words import words

#: A letter that names another by its day was written within so many days of it.
_MEMORY = 400
#: The answer to "your letter", named without a date, follows within so many days.
_PROMPT = 45
#: "Your letter" without a date is looked for in so many signs at the beginning: later ones speak of any letter.
_OPENING = 320
#: The matter of a letter is looked for among so many letters before.
_NEAR = 4
#: So many days are read after one mention: "yours of the 20th, 21st and 25th".
_LISTED = 5
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


@dataclass(frozen=True, slots=True)
class Link:
    """Two letters of the edition tied by words: `later` speaks of `earlier`.

    `same` tells whether one person wrote both (then one received both), else each wrote to the other.
    `kind` is the reference's, or "matter".
    """

    later: int
    earlier: int
    same: bool
    kind: str
    span: Span


def _any(rows: Sequence[str], *, exact: bool = False) -> str:
    ordered = sorted(set(rows), key=lambda w: (-len(w), w))
    joined = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) or "(?!)"
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


@dataclass(frozen=True)
class _Patterns:
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


@cache
def _patterns(languages: tuple[str, ...]) -> _Patterns:
    def rows(table: str, *keys: str) -> list[str]:
        return [w for language in languages for key in keys for w in words(language, table).get(key, ())]

    months = _month_names(languages)
    month = _any([*months]) + r"(?![^\W\d_])\.?" if months else "(?!)"
    day = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th|d|ten|te|er)\b)?\.?"
    year = r"(?:,?\s+(?P<year>1\d{3}|20\d\d)\b)?"
    whose = _any([*rows("reference_whose", "your"), *rows("reference_whose", "my")], exact=True)
    noun = _any(rows("reference_nouns", "letter"))
    yours = _any(rows("reference_whose", "yours"), exact=True)
    of = _any(rows("reference_of", "of"))
    number = r"(?:\s+(?:No\.?\s*)?[A-Z]{0,3}\.?\d[\w/]*(?:\[\w+\])?)?"
    adjectives = r"(?:\s+(?![^\W\d_]+['’]s\s)[^\W\d_]+(?:[-'’][^\W\d_]+)?,?){0,4}?"
    named = rf"(?<!\w)(?:(?P<whose>{whose}){adjectives}\s+(?P<noun>{noun})(?!\w)|(?P<yours>{yours})(?!\w)){number}(?P<of>\s+{of}(?!\w))?"
    answer = _any(rows("reference_answer", "thanks", "answer", "receipt"))
    return _Patterns(
        re.compile(named),
        re.compile(rf"\s+{_any(rows('reference_answer', 'reached'))}\s+"),
        re.compile(rf"\s*(?:the\s+|den\s+|le\s+)?{day}(?:\s+(?:of\s+|de\s+)?(?P<month>{month}))?{year}"),
        re.compile(rf"\s*(?P<month>{month})\s+(?:the\s+)?{day}{year}"),
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
        re.compile(
            rf"\s*,\s*(?:the\s+)?(?=\d{{1,2}}(?:st|nd|rd|th|d)\b)|\s*,?\s+{_any(rows('person_joins', 'and'))}\s+(?:the\s+)?(?=\w)"
        ),
        re.compile(rf"\s*{_any(rows('reference_day', 'this_month'))}"),
        re.compile(rf"\s*{_any(rows('reference_day', 'last_month'))}"),
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
        if opening and not mine and found["noun"] and found.start() < _OPENING and not found["of"]:
            sentence = _sentence(text, found.start(), found.end())
            if patterns.answering.search(text, sentence.start, sentence.end):
                inside = found[0].casefold().split()
                count = next((patterns.counts[w] for w in inside if w in patterns.counts), 1)
                yield Reference(
                    Span(offset + found.start(), offset + found.end()), mine=False, kind="answer", count=count
                )


def _sentence(text: str, start: int, end: int) -> Span:
    before = max(text.rfind(mark, 0, start) for mark in ".!?")
    after = [at for at in (text.find(mark, end) for mark in ".!?") if at >= 0]
    return Span(max(before + 1, start - 120), min([*after, end + 120]))


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
        elif not month and re.match(r"\s*(?:[%°]|[^\W\d_]{3,}\s+of\b|[-–/]\d|[a-zé]+s\b)", text[end:]):
            return None
        return int(found["day"]), month, int(found["year"] or 0), end
    return None


# ------------------------------------------------------------------ which letter is meant


@dataclass(frozen=True, slots=True)
class Dates:
    """The exact days of a letter: when it was sent, when it came; None where the print does not tell."""

    sent: date | None
    received: date | None

    @property
    def any(self) -> date | None:
        """Return the day by which the letter has its place among the others."""
        return self.sent or self.received


def exact(when: When | None) -> date | None:
    """Return a date that is one day; None for anything less exact."""
    if when is None or not when.when or len(when.when) != 10:  # noqa: PLR2004
        return None
    try:
        return date.fromisoformat(when.when)
    except ValueError:
        return None


def days_of(letters: Sequence[Signs]) -> list[Dates]:
    """Return the exact days of each letter, from its header lines and datelines."""
    rows = []
    for signs in letters:
        sent = [exact(when) for _, role, when in signs.headlines if role == "sent"]
        received = [exact(when) for _, role, when in signs.headlines if role == "received"]
        sent += [exact(when) for _, when in signs.datelines]
        rows.append(Dates(next((d for d in sent if d), None), next((d for d in received if d), None)))
    return rows


def _meant(reference: Reference, here: Dates) -> date | None:
    """Return the day a reference means, by the nearest one that is not after this letter."""
    at = here.any
    if at is None:
        return None
    for back in range(13):
        month = reference.month
        year, running = at.year, at.month - back
        while running < 1:
            running += 12
            year -= 1
        if month > 0 and running != month:
            continue
        if month == -1 and back != 1:
            continue
        if month == 0 and back > 1:
            break
        if reference.year and reference.year != year:
            continue
        try:
            found = date(year, running, reference.day)
        except ValueError:
            continue
        if found <= at:
            return found
    if reference.year and reference.month > 0:
        try:
            return date(reference.year, reference.month, reference.day)
        except ValueError:
            return None
    return None


def resolve(
    source: Source, letters: Sequence[Signs], languages: Sequence[str]
) -> tuple[list[Link], list[tuple[int, Reference]]]:
    """Find the references of all letters: those that one letter alone fits, and the undated answers.

    An undated answer ("thank you for your message") is returned unresolved, with the letter that
    holds it: only who else wrote what can tell which letter it means. Linear in the text.
    """
    days = days_of(letters)
    sent: dict[date, list[int]] = {}
    received: dict[date, list[int]] = {}
    for i, known in enumerate(days):
        if known.sent:
            sent.setdefault(known.sent, []).append(i)
        if known.received:
            received.setdefault(known.received, []).append(i)
    links: list[Link] = []
    answers: list[tuple[int, Reference]] = []
    for i, signs in enumerate(letters):
        for n, span in enumerate(signs.body):
            for reference in find_references(source.quote(span), span.start, languages, opening=n == 0):
                if reference.kind == "answer":
                    answers.append((i, reference))
                    continue
                meant = _meant(reference, days[i])
                here = days[i].any
                if (
                    meant is None
                    or here is None
                    or not timedelta(0) <= here - meant <= timedelta(days=_MEMORY)
                ):
                    continue
                if reference.kind == "reached":
                    fitting = [j for j in received.get(meant, ()) if j != i]
                else:
                    # a letter known only by the day it came is named by that day as well
                    fitting = [j for j in sent.get(meant, ()) if j != i]
                    fitting += [j for j in received.get(meant, ()) if j != i and days[j].sent is None]
                links += [Link(i, j, reference.mine, reference.kind, reference.span) for j in fitting]
    return links, answers


# ------------------------------------------------------------------ thanks for a matter


def matter_links(
    source: Source, letters: Sequence[Signs], languages: Sequence[str], days: Sequence[Dates]
) -> Iterator[Link]:
    """Yield ties by matter: a letter that gives thanks "for your kind greetings on my birthday" answers one
    of the letters just before it whose words are those, rare in the rest of the book.

    Two words at least must be common to the thanks and to one letter alone, and be in no more than a
    few letters of the edition.
    """
    tongues = tuple(languages)
    thanks = re.compile(
        rf"(?<!\w){_any([w for lang in tongues for w in words(lang, 'reference_answer').get('thanks', ())])}(?!\w)"
    )
    yours = re.compile(
        rf"(?<!\w){_any([w for lang in tongues for w in words(lang, 'reference_whose').get('your', ())], exact=True)}(?!\w)"
    )
    nouns = {w for lang in tongues for w in words(lang, "reference_nouns").get("letter", ())}
    common = {w for lang in tongues for row in words(lang, "function").values() for w in row}
    held: list[frozenset[str]] = []
    spread: dict[str, int] = {}
    for signs in letters:
        text = " ".join(source.quote(span) for span in signs.body)
        held.append(frozenset(w.casefold() for w in re.findall(r"[^\W\d_]{4,}", text)) - common - nouns)
        for word in held[-1]:
            spread[word] = spread.get(word, 0) + 1
    for i, signs in enumerate(letters):
        if not signs.body:
            continue
        text = source.quote(signs.body[0])
        for found in thanks.finditer(text[:_OPENING]):
            sentence = _sentence(text, found.start(), found.end())
            said = text[sentence.start : sentence.end]
            if not yours.search(said):
                continue
            topic = {w.casefold() for w in re.findall(r"[^\W\d_]{4,}", said)} - common - nouns
            scored = []
            for j in range(max(0, i - _NEAR), i):
                if not _prompt(days[j], days[i]):
                    continue
                shared = sorted(w for w in topic & held[j] if spread[w] <= _NEAR)
                if len(shared) > 1:
                    scored.append((sum(1 / spread[w] for w in shared), j))
            scored.sort(reverse=True)
            if scored and (len(scored) == 1 or scored[0][0] > 1.5 * scored[1][0]):
                start = signs.body[0].start
                yield Link(
                    i,
                    scored[0][1],
                    same=False,
                    kind="matter",
                    span=Span(start + sentence.start, start + sentence.end),
                )
            break


def _prompt(earlier: Dates, later: Dates) -> bool:
    """Tell whether two letters lie near enough for one to answer the other; unknown days do not forbid it."""
    if earlier.any is None or later.any is None:
        return True
    return timedelta(days=-3) <= later.any - earlier.any <= timedelta(days=_PROMPT)
