"""The words beside a date that name a place, or an address; never a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.model import Span
from letterbook.values.date_tokens import Token

_LONGEST = 14  # words of a place: "Easton, at the Forks of Delaware River, in the State of Pennsylvania"
_SHORT = 5  # letters of a word that a stop may follow inside a place: "St. Moritz", "Maur. Ostrau"
_LONGEST_TAIL = 5
_OPENINGS = {"(": ")", "[": "]"}


def is_place(text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether capitalised words, with prepositions of names between them, can be a place."""
    capitals = [token for token in tokens if token.sign in "AL"]
    joins = [token for token in tokens if token.sign in "zPOiju"]
    if not capitals or len(capitals) + len(joins) > _LONGEST or len(joins) > 2 * len(capitals):
        return False
    last = tokens[-1].sign
    if last in "zPOij" or not _brackets_close(tokens):
        return False
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.sign == "A" and after is not None and after.sign == "." and at + 2 < len(tokens):
            # a stop after a long word ends a sentence or a name, not part of one
            if token.end - token.start > _SHORT and not text[token.start : token.end].endswith("str"):
                return False
        if token.sign in "nk" and not _is_house_number(tokens, at):
            return False
    return True


def _is_house_number(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].sign if at else ""
    after = tokens[at + 1].sign if at + 1 < len(tokens) else ""
    return (at == 0 and after in ",A") or (before in "A." and after in ",r" and bool(after))


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
    street = any(
        text[token.start : token.end]
        .lower()
        .endswith(("str", "straße", "strasse", "gasse", "platz", "street"))
        for token in words
    )
    return len(words) <= _LONGEST_TAIL and (numbered or street)


def place_span(tokens: Sequence[Token]) -> Span:
    """Return the span of a place without the stops around it, but with the stop of a shortening."""
    kept = list(tokens)
    while kept and kept[-1].sign in ",;:-":
        kept.pop()
    if len(kept) > 1 and kept[-1].sign == "." and kept[-2].end - kept[-2].start > _SHORT:
        kept.pop()
    while kept and kept[0].sign in "Pi" and len(kept) > 1 and kept[0].sign == "P":
        kept.pop(0)
    return Span(kept[0].start, kept[-1].end)
