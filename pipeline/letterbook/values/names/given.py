"""Given names: initials, shortened ones, and the fathers' names behind them ("Pietro di Luca Simoni")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import takewhile

from letterbook.values.names.forms import Name, fold, lexicon
from letterbook.words import languages, words

#: An initial has no more letters: "S.", "Th.".
INITIAL = 2


def given_fit(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether two lists of given names agree word by word, as far as the shorter goes."""
    return all(_is_given(x, y) for x, y in zip(a, b, strict=False))


def own(name: Name) -> tuple[str, ...]:
    """Return the given names before those of the fathers: "Lodovico" of "Lodovico di Luca Simoni"."""
    return tuple(fold(g) for g in takewhile(lambda word: not word.islower(), name.given))


def fathers(name: Name) -> tuple[str, ...]:
    """Return the names of father and forefathers: "Luca", "Marco" of "Pietro di Luca di Marco Simoni"."""
    return tuple(fold(g) for g in name.given[len(own(name)) :] if not g.islower())


def is_within(few: Sequence[str], many: Sequence[str]) -> bool:
    """Tell whether words stand among others in the same order: a forefather may be left out."""
    rest = iter(many)
    return all(word in rest for word in few)


def is_short(given: str) -> bool:
    """Tell whether a given name is an initial ("S.", "Th") or is printed shortened ("Ludw.")."""
    word = fold(given)
    return len(word) <= INITIAL or given.endswith(".") or word in lexicon("contracted_names", (), languages())


@lru_cache(maxsize=1 << 16)
def _is_given(one: str, other: str) -> bool:
    """Tell whether two given names can be one: the same, an initial, or one shortened ("Ludw.", "Wm.")."""
    a, b = fold(one), fold(other)
    if a == b or not a or not b:
        return a == b
    if a[0] != b[0]:
        return False
    short, long = (one, other) if len(a) < len(b) else (other, one)
    a, b = fold(short), fold(long)
    if len(a) <= INITIAL:
        return a[1:] in b[1:]  # "S.", "Th.", "Hr." for Heinrich
    return (short.endswith(".") and b.startswith(a)) or a in _contracted(b)


@cache
def _contracted(given: str) -> frozenset[str]:
    """Return the short forms of a given name that leave out letters within: "wm" of William."""
    rows = (words(language, "contracted_names") for language in languages())
    return frozenset(fold(w) for row in rows for name in row if fold(name) == given for w in row[name])
