"""Collect the edition's own vocabulary, to tell which words there are.

A rule that asks "is `arrived` a word?" asks the edition itself: a word that the same book prints whole
elsewhere, in its own spelling, is a better witness than any dictionary of today.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

#: A letter. Superscript figures and fractions count as letters for `re`; they are none.
LETTER = r"[^\W\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u2189\u2460-\u249b]"
_HYPHENS = "-\u2010\u00ac\u00ad\u2e17"
_CHUNK = re.compile(rf"{LETTER}+(?:[-\u2010]{LETTER}+)*[{_HYPHENS}]?")
_AFTER_BREAK = re.compile(rf"[{_HYPHENS}](?<={LETTER}.)\s+({LETTER}++)(?!-)")


@dataclass(frozen=True)
class Lexicon:
    """The words of an edition, folded, and how often it prints each.

    `words` holds words printed whole; halves of words broken by a hyphen are not among them.
    `compounds` holds words printed with a hyphen inside ("north-west").
    """

    words: Mapping[str, int]
    compounds: Mapping[str, int]

    def count(self, word: str) -> int:
        """Return how often the edition prints a word whole."""
        return self.words.get(word.casefold(), 0)

    def compound(self, word: str) -> int:
        """Return how often the edition prints a hyphenated word."""
        return self.compounds.get(word.casefold(), 0)

    @cached_property
    def _forward(self) -> list[str]:
        return sorted(self.words)

    @cached_property
    def _backward(self) -> list[str]:
        return sorted(word[::-1] for word in self.words)

    def opens(self, part: str) -> bool:
        """Tell whether some word of the edition begins with these letters, or is them."""
        return _begun(self._forward, part.casefold())

    def closes(self, part: str) -> bool:
        """Tell whether some longer word of the edition ends with these letters."""
        return _begun(self._backward, part.casefold()[::-1], longer=True)


def _begun(entries: Sequence[str], part: str, *, longer: bool = False) -> bool:
    at = bisect_left(entries, part)
    if longer and at < len(entries) and entries[at] == part:
        at += 1
    return at < len(entries) and entries[at].startswith(part)


def count(pattern: re.Pattern[str], text: str) -> Counter[str]:
    """Count the matches of a pattern that holds no white space. Linear, and what comes again is read once."""
    alike: dict[int, list[str]] = {}
    for chunk, n in Counter(text.split()).items():
        alike.setdefault(n, []).append(chunk)
    counts: Counter[str] = Counter()
    for n, chunks in alike.items():
        for found in pattern.findall(" ".join(chunks)):
            counts[found] += n
    return counts


def read_lexicon(text: str) -> Lexicon:
    """Gather the words of a text. Linear in its length.

    The second half of a word that a hyphen and a space (or a line's end) break in two is no word
    of the edition, and is left out: `ar- rived` must not bear witness to a word `rived`.
    """
    words: Counter[str] = Counter()
    compounds: Counter[str] = Counter()
    for chunk, n in count(_CHUNK, text).items():
        folded = chunk.casefold()
        if folded[-1] in _HYPHENS:
            continue
        if "-" in folded or "\u2010" in folded:
            compounds[folded.replace("\u2010", "-")] += n
        else:
            words[folded] += n
    for half, n in Counter(_AFTER_BREAK.findall(text)).items():
        words[half.casefold()] -= n
    return Lexicon({word: n for word, n in words.items() if n > 0}, dict(compounds))
