"""Tell a text's language by its commonest words, and a book's languages by its paragraphs.

Kindred languages share many of their commonest words (`la`, `de`, `que`), so counting over a whole book
takes a Spanish one for French as well. A paragraph is therefore given to the one language that has most of
its words, and the book to the languages that have most paragraphs: what stands in another language for a
page does not change what the book is in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from letterbook.words import languages, read_languages, words

_WORD = re.compile(r"[^\W\d_]+")
#: Code points of a paragraph that are looked at: more tell nothing new.
_ENOUGH = 600
#: Words by which the language of a paragraph can be told, and how many of them must be common ones.
_FEWEST = 8
_COMMON = 3
#: The share of common words in a text of a language: a third and more; in Latin, which inflects, fewer.
_LEAST = 0.16
#: A second language must have so many fewer common words than the first, or nothing is told.
_APART = 0.85
#: A language is one of the book's if its paragraphs hold this share of the words of the main one's.
_SHARE = 0.08
#: Languages of which each has this share of the words of the main one have about as many.
_EVEN = 0.6

#: Tables and rows of words that stand in titles and headings.
_FRAMES = (("title_words", "letters"), ("head_prefixes", "letter"), ("to_words", "to"))

#: No language can be told.
UNTOLD = ""


@cache
def _commonest() -> Mapping[str, tuple[str, ...]]:
    """Return, for each common word of any language, the languages that have it."""
    found: dict[str, list[str]] = {}
    for language in languages():
        for word in words(language, "language").get("common", ()):
            found.setdefault(word, []).append(language)
    return {word: tuple(tongues) for word, tongues in found.items()}


@cache
def _framing() -> Mapping[str, tuple[str, ...]]:
    """Return, for each word for letters and for whom they are to, the languages whose titles have it."""
    found: dict[str, list[str]] = {}
    for language in read_languages():
        rows = (words(language, table).get(row, ()) for table, row in _FRAMES)
        for word in {word for row in rows for word in row}:
            found.setdefault(word, []).append(language)
    return {word: tuple(tongues) for word, tongues in found.items()}


#: What must be true besides, that a passage may be said to be in another language than what stands round it.
_PLAIN_SIZE = 12
_PLAIN_COMMON = 5
_PLAIN_KINDS = 4  # different ones: "till ten, till eleven, till twelve" is no Swedish
_PLAINLY_APART = 0.6


class Count(NamedTuple):
    """How many words a text has, and how many of them are common ones of each language."""

    size: int
    common: Counter[str]
    kinds: Counter[str]  # the same, each word counted once

    @property
    def language(self) -> str:
        """Return the language of the text, or UNTOLD where it is too short, or in none or in two alike."""
        if self.size < _FEWEST or not self.common:
            return UNTOLD
        (first, most), *others = self.common.most_common(2)
        if most < _COMMON or most < _LEAST * self.size or (others and others[0][1] > _APART * most):
            return UNTOLD
        return first

    @property
    def plainly(self) -> str:
        """Return the language of the text where it is beyond doubt, else UNTOLD."""
        if self.size < _PLAIN_SIZE or self.common.total() < _PLAIN_COMMON:
            return UNTOLD
        (_, most), *others = self.common.most_common(2)
        second = others[0][1] if others else 0
        plain = most >= _PLAIN_COMMON and second <= _PLAINLY_APART * most
        return self.language if plain and self.kinds[self.language] >= _PLAIN_KINDS else UNTOLD


def count_common(text: str) -> Count:
    """Count the common words of each language in the beginning of a text."""
    found = Counter(_WORD.findall(text[:_ENOUGH].lower()))
    known = _commonest()
    common: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for word, times in found.items():
        for language in known.get(word, ()):
            common[language] += times
            kinds[language] += 1
    return Count(found.total(), common, kinds)


def language_of(text: str, around: str = UNTOLD) -> str:
    """Return the language of a text where it is beyond doubt and that of both its halves, else UNTOLD.

    A text in the language of what stands around it is UNTOLD too: nobody needs to be told.
    """
    said = count_common(text).plainly
    if said in {UNTOLD, around}:
        return UNTOLD
    half = len(text) // 2  # a quotation takes up one half more than the other
    ends = (count_common(text[:half]).common, count_common(text[half:]).common)
    return said if all(max(end, key=end.__getitem__, default=said) == said for end in ends) else UNTOLD


class Spoken(NamedTuple):
    """The languages of a book by its paragraphs.

    `weights` holds the words of the paragraphs in each language, UNTOLD for those in none that is known;
    `starts` are the offsets of the paragraphs, `plainly` the language of each with its words, where it is
    beyond doubt, and `near` what is tried in turn for each: its own, or those of the paragraphs after and
    before it. `framed` counts the titles and headings that begin with a word of each language.
    """

    weights: Mapping[str, int]
    starts: tuple[int, ...]
    plainly: tuple[tuple[str, int], ...]
    near: tuple[tuple[str, ...], ...]
    framed: Mapping[str, int] = MappingProxyType({})

    @property
    def main(self) -> tuple[str, ...]:
        """Return the languages of the book, that of most words first; empty where none is known.

        Where two have about as many, the edition is in that of its titles and headings.
        """
        told = {language: size for language, size in self.weights.items() if language}
        most = max(told.values(), default=0)
        ranked = sorted(
            told,
            key=lambda one: (
                told[one] < _EVEN * most,
                -self.framed.get(one, 0) if told[one] >= _EVEN * most else 0,
                -told[one],
                one,
            ),
        )
        return tuple(language for language in ranked if told[language] >= _SHARE * most)

    def at(self, offset: int) -> tuple[str, ...]:
        """Return the languages to read by at an offset, the likeliest first; may be empty."""
        place = bisect_right(self.starts, offset) - 1
        return self.near[place] if place >= 0 else ()

    def within(self, start: int, end: int) -> str:
        """Return the language in which most of a part of the book is, or UNTOLD."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        sizes: Counter[str] = Counter()
        for language, size in self.plainly[low:high]:
            sizes[language] += size
        del sizes[UNTOLD]
        return min(sizes, key=lambda language: (-sizes[language], language), default=UNTOLD)


#: The languages of a text without paragraphs.
SILENT = Spoken({}, (), (), ())


class Tongues(NamedTuple):
    """By which languages a line is read: first those that are spoken about it, then the book's main ones.

    With `only`, the editor has pinned the languages, and no others are tried.
    """

    main: tuple[str, ...]
    spoken: Spoken = SILENT
    only: bool = False

    def at(self, offset: int) -> tuple[str, ...]:
        """Return the languages by which to read what stands at an offset."""
        return self._with(self.spoken.at(offset))

    def of(self, start: int, end: int) -> tuple[str, ...]:
        """Return the languages by which to read a part of the book, a letter: that of most of it first."""
        return self._with((self.spoken.within(start, end),))

    def _with(self, near: Sequence[str]) -> tuple[str, ...]:
        if all(one in self.main[:1] for one in near if one):
            return self.main
        known = self.main if self.only else read_languages()
        return tuple(dict.fromkeys((*(one for one in near if one in known), *self.main)))

    def foreign(self, start: int, end: int) -> str | None:
        """Return the language of a part of the book if it is another than the book's main one."""
        said = self.spoken.within(start, end)
        return said if said and said != self.main[0] else None


def tell_languages(paragraphs: Iterable[tuple[int, str]]) -> Spoken:
    """Tell the languages of a book from its paragraphs, each an offset and a text."""
    starts: list[int] = []
    counts: list[Count] = []
    weights: Counter[str] = Counter()
    plainly: list[tuple[str, int]] = []
    framed: Counter[str] = Counter()
    framing = _framing()
    for start, text in paragraphs:
        counted = count_common(text)
        starts.append(start)
        counts.append(counted)
        plainly.append((counted.plainly, counted.size))
        if counted.size < _FEWEST:
            first = _WORD.search(text.lower())
            framed.update(framing.get(first[0], ()) if first else ())
        else:
            weights[counted.language] += counted.size * max(1, len(text) // _ENOUGH)
    own = [counted.language for counted in counts]
    return Spoken(dict(weights), tuple(starts), tuple(plainly), tuple(_near(own)), dict(framed))


def _near(own: Sequence[str]) -> list[tuple[str, ...]]:
    """Return, for each paragraph, its language, that of the next that has one, that of the last that had."""
    after: list[str] = [UNTOLD] * len(own)
    following = UNTOLD
    for at in range(len(own) - 1, -1, -1):
        after[at] = following
        following = own[at] or following
    found: list[tuple[str, ...]] = []
    before = UNTOLD
    for at, language in enumerate(own):
        tried = (language,) if language else (after[at], before)
        found.append(tuple(dict.fromkeys(one for one in tried if one)))
        before = language or before
    return found
