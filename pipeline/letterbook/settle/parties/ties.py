"""Tie letters to each other: the next in the book, the next between the same two, the one answered.

Only ties that the print proves are given as `replyTo`. A letter was sent no later than the day it
came, and no later than the letter that answers it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from letterbook.model import Basis, Cert, Evidence, Guess, Person, Span, Tie, When
from letterbook.settle.letter_lines import Signs
from letterbook.settle.links.referents import Dates, Link
from letterbook.settle.parties.claim import key_of
from letterbook.settle.parties.two_sides.direction_evidence import HIGH, MEDIUM
from letterbook.settle.parties.two_sides.propagation import link_level

#: Those who write a letter, or receive it.
Persons = tuple[Guess[Person], ...]

_CERT = {HIGH: Cert.HIGH, MEDIUM: Cert.MEDIUM}


def tie_letters(
    letters: Sequence[Signs],
    circles: Sequence[frozenset[str]],
    replies: Sequence[Link],
) -> list[tuple[Tie, ...]]:
    """Return the ties of each letter: its neighbours in the book and in its exchange, and what it answers.

    `circles` holds the keys of all who write or receive each letter, empty where a side is unknown.
    """
    rows: list[list[Tie]] = [[] for _ in letters]
    _chain(rows, letters, range(len(letters)), "edition", "the order of the book")
    exchanges: dict[frozenset[str], list[int]] = {}
    for i, circle in enumerate(circles):
        if circle:
            exchanges.setdefault(circle, []).append(i)
    for members in exchanges.values():
        _chain(rows, letters, members, "exchange", "the order of the letters between the same persons")
    for link in replies:
        evidence = Evidence(
            link.span, "these words answer it" if link.kind != "dated" else "these words name it by its day"
        )
        tie = Tie("replyTo", "exchange", letters[link.earlier].key, (evidence,), _CERT[link_level(link)])
        if all(tie.letter != known.letter or known.kind != "replyTo" for known in rows[link.later]):
            rows[link.later].append(tie)
    return [tuple(row) for row in rows]


def _chain(
    rows: list[list[Tie]], letters: Sequence[Signs], members: Sequence[int], scope: str, says: str
) -> None:
    because = (Evidence(None, says),)
    for before, after in pairwise(members):
        rows[before].append(Tie("next", scope, letters[after].key, because))
        rows[after].append(Tie("prev", scope, letters[before].key, because))


def bound_sending(
    letters: Sequence[Signs], days: Sequence[Dates], replies: Sequence[Link]
) -> Mapping[int, Guess[When]]:
    """Return, for letters whose day of sending is not printed, the day by which they were sent.

    It is the day of receipt, or the day of the earliest letter that answers, whichever is earlier.
    """
    found: dict[int, Guess[When]] = {}
    for i, known in enumerate(days):
        if known.sent is None and known.received is not None:
            line = next((span for span, role, _ in letters[i].headlines if role == "received"), None)
            reason = Evidence(line, "a letter is sent no later than it is received")
            when = When(not_after=known.received.isoformat())
            found[i] = Guess(when, None, Cert.HIGH, Basis.CONJECTURE, (reason,))
    for link in replies:
        answered = days[link.later].sent
        if days[link.earlier].sent is not None or answered is None:
            continue
        before = found.get(link.earlier)
        if before is not None and (before.value.not_after or "") <= answered.isoformat():
            continue
        cert = _CERT[link_level(link)]
        reason = Evidence(link.span, "a letter is sent no later than it is answered")
        when = When(not_after=answered.isoformat())
        found[link.earlier] = Guess(when, None, cert, Basis.CONJECTURE, (reason,))
    return found


def circle_of(senders: Persons, recipients: Persons) -> frozenset[str]:
    """Return the keys of all who take part in a letter; empty where one side is unknown."""
    if not senders or not recipients:
        return frozenset()
    return frozenset(key_of(g.value) for g in (*senders, *recipients))


def crossing(links: Sequence[Link], chosen: Sequence[tuple[Persons, Persons]]) -> list[Link]:
    """Keep answers whose two letters have known parties that change places."""

    def keys(guesses: Persons) -> set[str]:
        return {key_of(g.value) for g in guesses}

    fitting: dict[tuple[int, Span], list[Link]] = {}
    for link in links:
        here, there = chosen[link.later], chosen[link.earlier]
        if not link.same and keys(here[0]) & keys(there[1]) and keys(here[1]) & keys(there[0]):
            fitting.setdefault((link.later, link.span), []).append(link)
    return [group[0] for group in fitting.values() if len(group) == 1]
