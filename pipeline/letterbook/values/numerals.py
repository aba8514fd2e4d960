"""The numbers that letters and notes bear: 12, 12a, XII, first, zweiter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from letterbook.words import words

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_GOOD_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,4})(xc|xl|l?x{0,4})(ix|iv|v?i{0,4})")
_ARABIC = re.compile(r"(\d{1,5})([a-zA-Z]?)")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Number(NamedTuple):
    """A number as read: `value`, the letter after it ("a" in 12a, else ""), and how it was written.

    `style` is "arabic", "roman" (XII), "small" (xii), or "word" (first, twelve, zwölfter).
    """

    value: int
    suffix: str
    style: str

    @property
    def label(self) -> str:
        """Return the number in Arabic figures with its letter: the form used for keys and @n."""
        return f"{self.value}{self.suffix}"


def read_roman(text: str) -> int | None:
    """Return the value of a well-formed Roman number in one case ("XIV", "xiv", also "XIIII"), or None."""
    if not (text.isupper() or text.islower()):
        return None
    low = text.lower()
    if not low or not _GOOD_ROMAN.fullmatch(low):
        return None
    values = [_ROMAN[sign] for sign in low]
    return sum(
        -value if after > value else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )


@cache
def _number_words(languages: tuple[str, ...]) -> Mapping[str, int]:
    found = {
        word: int(value)
        for language in languages
        for table in ("cardinals", "ordinals")
        for value, row in words(language, table).items()
        for word in row
    }
    # capitals are printed without their accents: "DEUXIEME", "DECIMA"
    return {_plain(word): value for word, value in found.items()} | found


def _plain(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def read_number(text: str, languages: Sequence[str] = ()) -> Number | None:
    """Read one number: Arabic with an optional letter, Roman, superscript, or a word of the languages."""
    text = text.translate(_SUPERSCRIPT)
    if found := _ARABIC.fullmatch(text):
        return Number(int(found[1]), found[2], "arabic")
    if value := read_roman(text):
        return Number(value, "", "roman" if text.isupper() else "small")
    value = _number_words(tuple(languages)).get(" ".join(text.lower().replace("-", " ").split()))
    return Number(value, "", "word") if value else None


def as_roman(value: int) -> str:
    """Write a number from 1 to 4999 in Roman capitals."""
    signs = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    worth = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    out = []
    for sign, each in zip(signs, worth, strict=True):
        out.append(sign * (value // each))
        value %= each
    return "".join(out)
