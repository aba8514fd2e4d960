"""Tell which words beside a date name a place or an address; never a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from letterbook.model import Span
from letterbook.values.dates.tokens import Token
from letterbook.words import COMPOUNDS, has_habit, languages
from letterbook.words.patterns import phrases

_LONGEST = 14  # words of a place: "Camp at the Falls of the Great River, in the State of Ohio"
_SHORT = 4  # letters of a word that a stop may follow inside a place: "St. Ives", "Bad Hom. v. d. H."
_SHORTENED = 5  # letters of a word whose last stop belongs to it: "Hamm i. Westf."
_LONGEST_TAIL = 5
_OPENINGS = {"(": ")", "[": "]"}


@cache
def _streets() -> tuple[str, ...]:
    """Return what a street's name may end in, in the languages that write it in one word: "Domstraße"."""
    compounding = [language for language in languages() if has_habit((language,), COMPOUNDS)]
    return tuple(sorted(phrases(compounding, "date_places", "street")))


@cache
def _shortened_streets() -> tuple[str, ...]:
    """Return the shortened ones of these, which have a stop: "Domstr."."""
    return tuple(word for word in _streets() if len(word) < _SHORT)


def is_place(text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether capitalised words, with prepositions of names between them, can be a place."""
    capitals = [token for token in tokens if token.sign in "AL"]
    joins = [token for token in tokens if token.sign in "zPOijuVY"]
    if (
        all(token.end - token.start == 1 for token in capitals)
        or len(capitals) + len(joins) > _LONGEST
        or len(joins) > 2 * len(capitals)
    ):
        return False
    last = tokens[-1].sign
    if last in "zPOijVY" or not _brackets_close(tokens):
        return False
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        stopped = (
            after is not None and after.sign == "." and at + 2 < len(tokens) and tokens[at + 2].sign != ","
        )
        # a stop after a long word ends a sentence or a name, and is no part of one
        long = token.sign == "A" and token.end - token.start > _SHORT
        if stopped and long and not text[token.start : token.end].endswith(_shortened_streets()):
            return False
        if token.sign in "nk" and not _is_house_number(tokens, at):
            return False
    return True


def _is_house_number(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].sign if at else ""
    after = tokens[at + 1].sign if at + 1 < len(tokens) else ""
    return (at == 0 and after in ",A") or (before in "A." and after in ",r")


def _brackets_close(tokens: Sequence[Token]) -> bool:
    expected: list[str] = []
    for token in tokens:
        if token.sign in _OPENINGS:
            expected.append(_OPENINGS[token.sign])
        elif token.sign in ")]" and (not expected or expected.pop() != token.sign):
            return False
    return not expected


def is_address(text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether words after place and date are an address: few, and with the number of a house."""
    words = [token for token in tokens if token.sign in "AzPOi"]
    numbered = any(token.sign in "nkr" for token in tokens)
    street = any(text[token.start : token.end].lower().endswith(_streets()) for token in words)
    return len(words) <= _LONGEST_TAIL and (numbered or street)


def place_span(tokens: Sequence[Token], start: int, end: int) -> Span:
    """Return the span of a place's words without the stops around it, but with that of a shortened word."""
    while tokens[end - 1].sign in ".,;:-":
        end -= 1
    while tokens[start].sign == "P":
        start += 1
    if (
        end < len(tokens)
        and tokens[end].sign == "."
        and tokens[end - 1].end - tokens[end - 1].start <= _SHORTENED
    ):
        followed = end + 1 < len(tokens) and tokens[end + 1].sign == ","
        end += followed
    return Span(tokens[start].start, tokens[end - 1].end)
