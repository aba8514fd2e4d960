"""Hold the text in which faults are searched, and make findings of faults."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from letterbook.model import Cert, Evidence, Finding, Source, Span
from letterbook.model.kinds import CORRECTION
from letterbook.model.values import Fault
from letterbook.values.vocabulary import LETTER, Lexicon
from letterbook.words import words

#: A word, and where it ends. A note call glued to it is no part of it.
WORD = rf"{LETTER}+"
_TAIL = re.compile(rf"(?<![\w-]){WORD}(?:-{WORD})*$")
#: No word is longer than this, in code points.
_LONGEST = 80
_UPPER = "A-ZÀ-ÖØ-Þ"
_PAIR = re.compile(rf"([{_UPPER}](?<![\w-].){WORD})(?=\s([{_UPPER}]{WORD})(?![\w-]))")
_CONFIDENCE = {Cert.HIGH: 0.99, Cert.MEDIUM: 0.8, Cert.LOW: 0.5}


@dataclass(frozen=True)
class SearchedText:
    """The areas of a source in which faults are looked for; they must not overlap."""

    source: Source
    areas: tuple[Span, ...]
    languages: tuple[str, ...]
    lexicon: Lexicon

    @cached_property
    def _starts(self) -> list[int]:
        return [area.start for area in self.areas]

    def area(self, offset: int) -> Span | None:
        """Return the area that holds an offset."""
        at = bisect_right(self._starts, offset) - 1
        return self.areas[at] if at >= 0 and offset < self.areas[at].end else None

    def seek(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches that lie wholly in one area. Look-behinds see the text before it."""
        for match in pattern.finditer(self.source.text):
            area = self.area(match.start())
            if area is not None and match.end() <= area.end:
                yield match

    def seek_at(self, sign: re.Pattern[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield what `seek` yields, sooner: look for the sign that stands behind a match's first word.

        A pattern that begins with a word, and with what may not stand before it, is tried at every letter;
        a sign is found at once. The word is the run of letters before the sign.
        """
        text = self.source.text
        end = 0
        for hit in sign.finditer(text):
            start = hit.start()
            while start and _is_letter(text[start - 1]):
                start -= 1
            match = pattern.match(text, start) if start >= end else None
            if match is not None:
                end = match.end()
                area = self.area(start)
                if area is not None and end <= area.end:
                    yield match

    def word_before(self, offset: int) -> str:
        """Return the word, hyphens and all, that ends at an offset inside an area; "" if none does.

        A sign is rarer than a word: who looks for the sign first and then for the word before it
        needs a tenth of the time.
        """
        area = self.area(offset)
        start = max(area.start if area else offset, offset - _LONGEST)
        match = _TAIL.search(self.source.text, start, offset)
        return match[0] if match else ""

    @cached_property
    def names(self) -> Counter[tuple[str, str]]:
        """Return how often two words with capitals follow each other in the source, a space between."""
        return Counter(_PAIR.findall(self.source.text))

    def words(self, table: str, key: str) -> frozenset[str]:
        """Return a row of a words table, of all the languages of the edition together."""
        return frozenset(word for one in self.languages for word in words(one, table).get(key, ()))


def prepare_search(
    source: Source, areas: Sequence[Span], languages: Sequence[str], lexicon: Lexicon
) -> SearchedText:
    """Prepare some areas of a source for the search, in the order of the text."""
    kept = tuple(sorted(area for area in areas if area.end > area.start))
    return SearchedText(source, kept, tuple(languages), lexicon)


def _is_letter(sign: str) -> bool:
    """Tell whether a sign is a word sign of `re` and no figure or dash: superscript figures are."""
    return sign.isalnum() and not sign.isdecimal()


def correction(span: Span, reading: str, cert: Cert, kind: str, says: str, *more: Evidence) -> Finding[Fault]:
    """Put a fault into a finding: kind "correction", rule "faults.KIND", and why in plain words.

    Only what is certain ("high") is applied by the program; the rest is for the editor to decide.
    """
    value = Fault(reading, cert, kind)
    because = (Evidence(span, says), *more)
    return Finding(CORRECTION, span, f"faults.{kind}", _CONFIDENCE[cert], value, because)
