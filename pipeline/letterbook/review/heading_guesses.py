"""Lines that might head a letter which was not found: for the editor to choose from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from letterbook.model import Source, Span
from letterbook.values.dates.among_words import find_in_line
from letterbook.values.dates.plain import plain
from letterbook.values.dates.reading import Context
from letterbook.values.numerals import as_roman, read_number

#: A heading is no longer than this, and so many lines of the letter before stand above it.
_SHORT, _ABOVE = 80, 2
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_TOKEN = re.compile(r"[^\s.,:;()\[\]{}_*—–-]+")
_ENTRY = re.compile(r"[ \t]*(?:[^\W\d_]{1,8}\.?\s+)?(\w{1,24})[.:)\s]")
#: How alike a number and a word must be that may be its misprint.
_ALIKE = 0.6
#: Of the words of the headings so great a part of the letters must have one that counts.
_SHARED = 0.3
#: A heading has no more words than these.
_WORDS = 6
#: A heading without them is a number, of so many words at most.
_BARE = 3
_NUMBER, _SIGN, _NEAR = 3, 2, 1


class Line(NamedTuple):
    """A line of the source: its number, and its words as a decision quotes them."""

    line: int
    quote: str
    start: int


@lru_cache(maxsize=1 << 17)
def _likeness(word: str, number: str) -> float:
    """Return how like a number a word is, 0 where their lengths tell that it is another."""
    if word.isdecimal() and number.isdecimal() and len(word) != len(number):
        return 0.0
    most = 2 * min(len(word), len(number)) / (len(word) + len(number))
    return SequenceMatcher(None, word, number).ratio() if most >= _ALIKE else 0.0


class Guesser:
    """Looks for headings in one source; `heads` are those that were found, `notes` begin no letter."""

    def __init__(
        self, source: Source, languages: tuple[str, ...], heads: Sequence[Span], notes: Sequence[Span] = ()
    ) -> None:
        """Learn how the headings that were found look."""
        self._source = source
        self._languages = languages
        self._starts = source.line_starts
        self._notes = {source.place(note.start).line for note in notes}
        words = Counter(
            word
            for head in heads
            for word in {w.casefold() for w in _WORD.findall(source.quote(head)[:_SHORT])}
        )
        numbers = {w for w in words if read_number(w, languages)}
        self._signs = {w for w, count in words.items() if count >= max(2, _SHARED * len(heads))} - numbers

    def line_at(self, offset: int) -> Line:
        """Return the line on which an offset lies."""
        number = self._source.place(offset).line
        return self._line(number)

    def _line(self, number: int) -> Line:
        start = self._starts[number - 1]
        end = self._source.text.find("\n", start)
        words = self._source.text[start : end if end >= 0 else len(self._source.text)].split()
        return Line(number, " ".join(words[:8] if len(words) > 12 else words), start)  # noqa: PLR2004 (a line's worth)

    def _alone(self, span: Span) -> Iterator[Line]:
        """Yield the short lines with a blank one above them, behind the first lines of a letter."""
        text = self._source.text
        first = self._source.place(span.start).line + _ABOVE
        last = self._source.place(max(span.start, span.end - 1)).line
        for number in range(first, last + 1):
            start = self._starts[number - 1]
            end = self._starts[number] - 1 if number < len(self._starts) else len(text)
            if 0 < end - start <= _SHORT and number not in self._notes and not text[start:end].isspace():
                above = text[self._starts[number - 2] : start]
                if above.isspace():
                    yield self._line(number)

    def headings(self, span: Span, lacking: Sequence[int]) -> tuple[dict[int, Line], list[Line]]:
        """Return the likeliest heading of each number that lacks, in their order, and other lines."""
        scored = [(self._scores(line, lacking), line) for line in self._alone(span)]
        best: dict[int, Line] = {}
        at = span.start
        for number in lacking:
            here = [(scores.get(number, 0), line) for scores, line in scored if line.start >= at]
            top = max(here, key=lambda one: one[0], default=None)
            if top and top[0] >= _NUMBER:
                best[number] = top[1]
                at = top[1].start + 1
        chosen = set(best.values())
        return best, [
            line for scores, line in scored if max(scores.values(), default=0) > 1 and line not in chosen
        ]

    def _scores(self, line: Line, lacking: Sequence[int]) -> Mapping[int, float]:
        tokens = _TOKEN.findall(line.quote)
        read = set()
        for size in (1, 2, 3):
            for at in range(len(tokens) - size + 1):
                found = read_number(" ".join(tokens[at : at + size]), self._languages)
                if found:
                    read.add(found.value)
        signs = {w.casefold() for w in _WORD.findall(line.quote)} & self._signs
        scores: dict[int, float] = {}
        for number in lacking:
            score = float(_NUMBER) if number in read else 0.0
            if not score and signs:
                forms = (str(number), as_roman(number))
                near = max(
                    (_likeness(token.upper(), form) for token in tokens for form in forms),
                    default=0,
                )
                score = _NEAR + near if near >= _ALIKE else 0.5
            scores[number] = score + (_SIGN if signs else 0)
        if not signs and (
            len(tokens) > _BARE or find_in_line(plain(line.quote).text, Context(self._languages))
        ):
            return {}  # neither the words of the headings nor a bare number
        return scores

    def openings(self, span: Span) -> list[Line]:
        """Return lines within a letter that could begin another: like the headings, or with a date."""
        context = Context(self._languages)
        out = []
        for line in self._alone(span):
            signs = {w.casefold() for w in _WORD.findall(line.quote)} & self._signs
            if (signs and len(line.quote.split()) <= _WORDS) or any(
                r.when.when and len(r.when.when) > len("1817-05")
                for r in find_in_line(plain(line.quote).text, context)
            ):
                out.append(line)
        return out

    def entries(self, span: Span) -> dict[int, Line]:
        """Return the numbered entries of a list of contents in a part of the book: a run from 1 upwards."""
        found: dict[int, Line] = {}
        text = self._source.text
        for number in range(1, self._source.place(span.end).line):
            start = self._starts[number - 1]
            match = _ENTRY.match(
                text, start, self._starts[number] if number < len(self._starts) else len(text)
            )
            read = read_number(match[1], self._languages) if match else None
            if read and read.value == len(found) + 1:
                found[read.value] = self._line(number)
        return found
