"""Guess in which encodings a text may be that is not UTF-8.

The guesses are candidates for a message. letterbook decodes by guess only where the editor asks for it
(`auto`), and says so, because a wrong guess (“Ž” for “é”) looks like a text and is found years later.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

#: Encodings in which texts of printed letters are met, in the order in which a tie is told.
_COMMON = (
    "windows-1252",
    "iso-8859-15",
    "macintosh",
    "windows-1250",
    "iso-8859-2",
    "windows-1251",
    "koi8-r",
    "windows-1253",
    "windows-1254",
    "cp850",
    "cp437",
    "utf-16-le",
    "utf-16-be",
)
#: The one that is named where none reads well.
_USUAL = "windows-1252"
#: Enough of a text to judge by, in bytes; four for a whole number of characters in UTF-16 and UTF-32.
_ENOUGH = 1 << 18

_FREQUENT = frozenset("äöüÄÖÜßéèêàâçñœæëïîôùûáíóúåøãõ’‘“”„–—«»…£§°")


class Candidate(NamedTuple):
    """An encoding, how well the text reads in it (from 0, bad, to 1), and how one word of it would read."""

    encoding: str
    score: float
    example: str


def likely(data: bytes, at: int) -> tuple[Candidate, ...]:
    """Name at most three encodings in which `data` reads as a text, the best first.

    `at` is the offset of the byte that is not UTF-8: its word is the example.
    """
    start = max(0, at - _ENOUGH // 2) & ~3
    part = data[start : start + _ENOUGH]
    found: list[Candidate] = []
    for encoding in _COMMON:
        try:
            text = part.decode(encoding)
            before = len(part[: at - start].decode(encoding, errors="ignore"))
        except UnicodeDecodeError:
            continue
        score = _reads_well(text)
        example = _word(text, before)
        if score >= _PASSABLE and example not in (other.example for other in found if other.score >= score):
            found.append(Candidate(encoding, score, example))
    best = sorted(found, key=lambda one: -one.score)[:3]
    return tuple(one for one in best if one.score >= best[0].score / 2) or _any(part, at - start)


def _any(part: bytes, at: int) -> tuple[Candidate, ...]:
    """Name the usual one where the text reads well in none, if it has all its bytes.

    A few odd signs, such as ornaments, make a text look bad in every encoding; it is in one of them.
    """
    try:
        text = part.decode(_USUAL)
    except UnicodeDecodeError:
        return ()
    return (Candidate(_USUAL, 0.0, _word(text, len(part[:at].decode(_USUAL, errors="ignore")))),)


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SHORT, _PASSABLE = 2, 0.3
_FOREIGN_IN_WORD = re.compile(
    r"(?<=[a-zà-ÿ])(?:[²³¹ªº]|[^\w\s'’.,;:!?()\[\]“”„«»‘–—…\-*/°§†‡&€£\"])(?=[a-z])"
)


def _reads_well(text: str) -> float:
    """Judge the characters outside ASCII: frequent in European print, or in words of one script and case.

    A word nearly all of accented letters is another script read wrongly.
    """
    outside = [c for c in text if c > "\x7f"]
    if not outside:
        return 0.0 if "\0" in text else 0.01
    good = 0.0
    for c in outside:
        if c in _FREQUENT:
            good += 1
        elif unicodedata.category(c) in ("Cc", "Co", "Cn", "Lo", "So", "Sm", "Sk"):
            good -= 2
    for word in _WORD.finditer(text):
        accented = [c for c in word[0] if "\x7f" < c < "\u0250"]
        rare = [c for c in word[0] if c > "\x7f" and c not in _FREQUENT]
        if len(accented) * 3 > len(word[0]) * 2 > _SHORT * 2:
            good -= len(accented)
        elif rare:
            good += (0.7 if _is_one_hand(word[0]) else -1) * len(rare)
    good -= 2 * len(_FOREIGN_IN_WORD.findall(text))
    return max(0.0, good / len(outside))


def _is_one_hand(word: str) -> bool:
    """Tell whether a word is of one script, and lower-case throughout, capitalised or all capitals."""
    if "a" <= word[0].lower() <= "z" or any("a" <= c <= "z" for c in word.lower()):
        alike = all(unicodedata.name(c, "").startswith("LATIN") for c in word if c.isalpha())
    else:
        scripts = {unicodedata.name(c, "?").split()[0] for c in word if c.isalpha()}
        alike = len(scripts) == 1
    return alike and (word[1:].islower() or word.isupper() or word.lower() == word.upper())


def _word(text: str, at: int) -> str:
    """Return the word around an offset, at most thirty characters, all printable."""
    start, end = at, at + 1
    while start > 0 and at - start < 15 and not text[start - 1].isspace():  # noqa: PLR2004 (half an example)
        start -= 1
    while end < len(text) and end - at < 15 and not text[end].isspace():  # noqa: PLR2004 (half an example)
        end += 1
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[start:end])
