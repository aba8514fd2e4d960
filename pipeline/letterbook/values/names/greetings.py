"""Headings that greet, in languages whose cases say who writes to whom: "M. CICERO S. D. ATTICO".

The writer stands in the nominative, the reader in the dative, in this order; the greeting between them or
behind both. The names are given as printed: what a dative's nominative is, only a list of names could say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from letterbook.values.names.forms import fold, lexicon
from letterbook.words import words

_TOKEN = re.compile(r"[^\W\d_]+\.?")
_OTHER = re.compile(r"[^\w\s.,&]")
_INITIAL = 2  # letters of an initial, at most: "M.", "CN."
_LONGEST = 16  # words of such a heading


class Greeting(NamedTuple):
    """Who greets whom, in the words of the heading."""

    sender: str
    recipient: str


class _Words(NamedTuple):
    between: tuple[tuple[str, ...], ...]
    last: tuple[tuple[str, ...], ...]
    own: frozenset[str]
    son: frozenset[str]
    rank: frozenset[str]
    endings: tuple[str, ...]
    nominatives: frozenset[str]
    joins: frozenset[str]


@cache
def _words(languages: tuple[str, ...]) -> _Words:
    def row(*keys: str) -> set[str]:
        return {
            word
            for language in languages
            for key in keys
            for word in words(language, "greeting_heads").get(key, ())
        }

    def formulas(*keys: str) -> tuple[tuple[str, ...], ...]:
        found = {tuple(fold(word) for word in _TOKEN.findall(said)) for said in row(*keys)}
        return tuple(sorted(found, key=lambda formula: (-len(formula), formula)))

    return _Words(
        formulas("greets"),
        formulas("greets", "greets_last"),
        lexicon("greeting_heads", ("own",), languages),
        lexicon("greeting_heads", ("son",), languages),
        lexicon("greeting_heads", ("rank",), languages),
        tuple(sorted(row("dative"))),
        lexicon("greeting_heads", ("nominative",), languages),
        lexicon("person_joins", ("and",), languages),
    )


@cache
def read_greeting(text: str, languages: tuple[str, ...]) -> Greeting | None:
    """Read a heading that greets; None where it is none, or nothing tells where the reader's name begins."""
    known = _words(languages)
    if not known.last or _OTHER.search(text) or re.search(r"\d", text):
        return None
    tokens = _TOKEN.findall(text)
    if not 3 <= len(tokens) <= _LONGEST or not tokens[0][0].isupper():  # noqa: PLR2004 (two names and a greeting)
        return None
    found = _formula(tokens, known)
    if found is None:
        return None
    start, end = found
    left, right = tokens[:start], tokens[end:]
    if not right:
        left, right = _parted(_without_son(left, known), known)
    right = _names_alone(_without_son(right, known), known)
    left = _names_alone(_without_son(left, known), known)
    if (
        not _is_name(left, known)
        or not _is_name(right, known)
        or not all(_may_be_dative(one, known) for one in right)
        or all(_is_dative(one, known) for one in left if not _is_initial(one))  # "IOANNI PETREIO S. D."
    ):
        return None
    return Greeting(" ".join(left), " ".join(right))


def _formula(tokens: Sequence[str], known: _Words) -> tuple[int, int] | None:
    """Return where the greeting begins and ends: at the end, or between two names; the longest there is."""
    folded = [fold(token) for token in tokens]
    for formula in known.last:
        size = len(formula)
        if tuple(folded[-size:]) == formula and len(tokens) > size + 1:
            return len(tokens) - size, len(tokens)
    for formula in known.between:
        size = len(formula)
        for at in range(1, len(tokens) - size):
            if tuple(folded[at : at + size]) == formula:
                return at, at + size
    return None


def _parted(tokens: Sequence[str], known: _Words) -> tuple[list[str], list[str]]:
    """Part the writer's name from the reader's: where an initial begins it, or the first dative stands."""
    whole = [at for at, token in enumerate(tokens) if not _is_initial(token)]
    if not whole:
        return list(tokens), []
    first = whole[0] + 1
    datives = [at for at in range(first, len(tokens)) if _is_dative(tokens[at], known)]
    initialled = [at for at in datives if at > first and _is_initial(tokens[at - 1])]
    if not datives:
        return list(tokens), []
    at = (initialled or datives)[0]
    while at > first and _is_initial(tokens[at - 1]):
        at -= 1
    return list(tokens[:at]), list(tokens[at:])


def _without_son(tokens: Sequence[str], known: _Words) -> list[str]:
    """Leave out whose son somebody is: "M. TULLIUS M. F. CICERO"."""
    out: list[str] = []
    for token in tokens:
        if fold(token) in known.son and len(out) > 1 and _is_initial(out[-1]):
            out.pop()
        else:
            out.append(token)
    return out


def _names_alone(tokens: Sequence[str], known: _Words) -> list[str]:
    """Leave out "suo", and the offices behind a name: "PROCOS."."""
    out = [token for token in tokens if fold(token) not in known.own]
    while out and fold(out[-1]) in known.rank:
        out.pop()
    return out


def _is_initial(token: str) -> bool:
    return len(fold(token)) <= _INITIAL and token.endswith(".")


def _is_name(tokens: Sequence[str], known: _Words) -> bool:
    """Tell whether there is a name: capitals throughout, and more than initials."""
    return any(not _is_initial(token) for token in tokens) and all(
        token[0].isupper() or fold(token) in known.joins for token in tokens
    )


def _is_dative(token: str, known: _Words) -> bool:
    folded = fold(token)
    return not _is_initial(token) and folded.endswith(known.endings) and folded not in known.nominatives


def _may_be_dative(token: str, known: _Words) -> bool:
    return _is_initial(token) or fold(token) in known.joins or fold(token).endswith(known.endings)
