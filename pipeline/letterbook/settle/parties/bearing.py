"""Check whether a book's letters confirm what its title page says of who wrote and received them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterbook.model import Source, Span
from letterbook.rules.signatures import signature_tails
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.printed_names import Named
from letterbook.values.names.forms import Name, fold, is_whole, last_of
from letterbook.values.names.same_person import fits

#: A line below a letter that may be a signature is no longer than this.
_SIGNED = 60
#: A closing line whose last words may be a signature is no longer than this.
_CLOSING = 90
#: A name that the preface uses so often is a person's of whom the book treats.
_OFTEN = 2
#: A word of a name that tells whose it is has more letters than this.
_SHORT = 2


class Bearing:
    """What the letters' own lines, and the preface, show of a person."""

    def __init__(
        self,
        source: Source,
        prose: Sequence[Span],
        letters: Sequence[Signs],
        named: Sequence[Named],
        languages: Sequence[str],
    ) -> None:
        """`prose` are the long blocks of the front matter, `named` the names that the letters print."""
        spans = [s for x in letters for s in (*x.heads, *x.salutes, *x.signatures, *x.valedictions)]
        spans += [Span(max(b.start, b.end - 60), b.end) for x in letters for b in x.body[-1:]]
        spans += [Span(b.start, min(b.end, b.start + 60)) for x in letters for b in x.body[:1]]
        spans += [b for x in letters for b in x.body[-3:] if b.end - b.start <= _SIGNED]
        self._lines = {fold(w) for span in spans for w in re.findall(r"[^\W\d_]{2,}", source.quote(span))}
        self._prose: dict[str, int] = {}
        for span in prose:
            for word in re.findall(r"[^\W\d_]{2,}", source.quote(span)):
                if word[:1].isupper():
                    self._prose[fold(word)] = self._prose.get(fold(word), 0) + 1
        self._named = named
        #: Which share of the text stands in letters.
        self.share = sum(x.span.end - x.span.start for x in letters) / max(1, len(source.text))
        self._tails = [_tails(source, signs, languages) for signs in letters]
        self._signed: dict[tuple[str, bool], int] = {}

    @property
    def letters(self) -> int:
        """Return how many letters the book has."""
        return len(self._tails)

    def out(self, name: Name) -> bool:
        """Tell whether a letter's own line has a word of the name, or the preface has its surname often."""
        parts = [fold(w) for w in (*name.given, *name.surname.split()) if len(fold(w)) > _SHORT]
        return (
            any(part in self._lines for part in parts)
            or self._prose.get(parts[-1] if parts else "", 0) >= _OFTEN
        )

    def known(self, name: Name) -> bool:
        """Tell whether the preface has the surname often."""
        return self._prose.get(last_of(name), 0) >= _OFTEN

    def signed(self, name: Name) -> int:
        """Count the letters whose signature, heading or closing words can be this person's as the writer."""
        return sum(
            any(fits(name, other) for other in (*_senders(row), *tails))
            for row, tails in zip(self._named, self._tails, strict=False)
        )

    def strangers(self, names: Sequence[Name]) -> int:
        """Count the letters that are signed, or headed, by somebody in full who is none of these."""
        return sum(
            bool(whole := [n for n in _senders(row) if is_whole(n) and not n.initials])
            and not any(fits(n, mine) for n in _senders(row) for mine in names)
            and len(whole) == len(_senders(row))
            for row in self._named
        )

    def received(self, name: Name) -> int:
        """Count the letters whose heading, salutation or address can be this person's as the reader."""
        return sum(any(fits(name, other) for other in _recipients(row)) for row in self._named)

    def others_received(self, names: Sequence[Name]) -> int:
        """Count the letters whose heading names a reader who is none of these."""
        rows = [row.heading.recipients.names for row in self._named if row.heading.recipients]
        return sum(bool(row) and not any(fits(n, mine) for n in row for mine in names) for row in rows)

    def names_others(self, names: Sequence[Name]) -> bool:
        """Tell whether the headings of most letters name a reader who is none of these."""
        return 2 * self.others_received(names) > self.letters


def _senders(row: Named) -> tuple[Name, ...]:
    heading = row.heading.senders.names if row.heading.senders else ()
    return (*heading, *(name for said in row.signatures for name in said.names))


def _recipients(row: Named) -> tuple[Name, ...]:
    heading = row.heading.recipients.names if row.heading.recipients else ()
    said = (*row.salutes, *row.addresses)
    return (*heading, *(name for one in said for name in one.names))


def _tails(source: Source, signs: Signs, languages: Sequence[str]) -> tuple[Name, ...]:
    """Return the names that the closing lines of a letter can end with."""
    names: list[Name] = []
    for span in (*signs.valedictions, *signs.signatures, *signs.body[-2:]):
        line = source.quote(span).rstrip().rsplit("\n", 1)[-1]
        if len(line) <= _CLOSING:
            names += [name for _, name in signature_tails(line, languages)]
    return tuple(names)
