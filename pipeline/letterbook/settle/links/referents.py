"""Find the letter of the edition that a reference means, or that a letter's thanks are for.

A reference is resolved only to letters that the edition holds. A letter named by its day is that of
the day, or several of that day; whose they are decides (settle/parties/two_sides/propagation.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from letterbook.model import Source, Span, When
from letterbook.settle.letter_lines import Signs
from letterbook.settle.links.mentions import OPENING, Reference, any_of, find_references, sentence
from letterbook.words import words

#: A letter that names another by its day was written within so many days of it.
_MEMORY = timedelta(days=400)
#: The answer to a letter follows within so many days.
PROMPT = timedelta(days=45)
#: The matter of a letter is looked for among so many letters before.
_NEAR = 4
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


class Link(NamedTuple):
    """Two letters of the edition tied by words: `later` speaks of `earlier`.

    `same` tells whether one person wrote both (then one received both), else each wrote to the other.
    `kind` is the reference's, or "matter".
    """

    later: int
    earlier: int
    same: bool
    kind: str
    span: Span


class Dates(NamedTuple):
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
                if meant is None or here is None or not timedelta(0) <= here - meant <= _MEMORY:
                    continue
                if reference.kind == "reached":
                    fitting = [j for j in received.get(meant, ()) if j != i]
                else:
                    # a letter known only by the day it came is named by that day as well
                    fitting = [j for j in sent.get(meant, ()) if j != i]
                    fitting += [j for j in received.get(meant, ()) if j != i and days[j].sent is None]
                links += [Link(i, j, reference.mine, reference.kind, reference.span) for j in fitting]
    return links, answers


def matter_links(
    source: Source, letters: Sequence[Signs], languages: Sequence[str], days: Sequence[Dates]
) -> Iterator[Link]:
    """Yield ties by matter: thanks "for your greetings on my birthday" answer the letter with these words.

    Only the few letters before are searched, and the words must be rare in the rest of the book.

    Two words at least must be common to the thanks and to one letter alone, and be in no more than a
    few letters of the edition.
    """
    tongues = tuple(languages)

    def rows(table: str, key: str) -> list[str]:
        return [w for language in tongues for w in words(language, table).get(key, ())]

    thanks = re.compile(rf"(?<!\w){any_of(rows('reference_answer', 'thanks'))}(?!\w)")
    yours = re.compile(rf"(?<!\w){any_of(rows('reference_whose', 'your'), exact=True)}(?!\w)")
    nouns = {w for lang in tongues for w in words(lang, "reference_nouns").get("letter", ())}
    common = {w for lang in tongues for row in words(lang, "function").values() for w in row}
    held: list[frozenset[str]] = []
    spread: Counter[str] = Counter()
    for signs in letters:
        text = " ".join(source.quote(span) for span in signs.body)
        once = " ".join(set(text.split()))
        held.append(frozenset(map(str.casefold, _LONG_WORD.findall(once))) - common - nouns)
        spread.update(held[-1])
    for i, signs in enumerate(letters):
        if not signs.body:
            continue
        text = source.quote(signs.body[0])
        for found in thanks.finditer(text[:OPENING]):
            around = sentence(text, found.start(), found.end())
            said = text[around.start : around.end]
            if not yours.search(said):
                continue
            topic = {w.casefold() for w in _LONG_WORD.findall(said)} - common - nouns
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
                    span=Span(start + around.start, start + around.end),
                )
            break


def _prompt(earlier: Dates, later: Dates) -> bool:
    """Tell whether two letters lie near enough for one to answer the other; unknown days do not forbid it."""
    if earlier.any is None or later.any is None:
        return True
    return timedelta(days=-3) <= later.any - earlier.any <= PROMPT
