"""The proof that nothing was lost and nothing added, from two files alone: the TEI and its ledger.

The printed words are read from the TEI (sic, not corr), what was left out is read from the ledger, and the
two must give the source again, byte for byte. Each posting of the ledger has a check sum, so that a changed
character, in either file, is not only noticed but found.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from letterbook.check.ledger_file import Posted, Row, agrees, read_ledger
from letterbook.check.printed_text import Printed, short
from letterbook.problems import Outcome, Place, Problem, Refused, problem
from letterbook.tei.ledger import Ledger, Posting
from letterbook.xml_input.parse import parse
from letterbook.xml_input.tei_names import tei

__all__ = ["Ledger", "Posting", "Proof", "prove"]

#: So many faults are told one by one; the rest is counted.
_TOLD = 20


@dataclass(frozen=True)
class Proof:
    """What the two files say together.

    `source` are the bytes they make, `holds` whether these are the source's and nothing else is wrong;
    `kinds` and `reasons` count characters of the source: those in the TEI by kind, those left out by reason.
    """

    holds: bool
    name: str
    source: bytes
    rows: tuple[Row, ...]
    kinds: Mapping[str, int]
    reasons: Mapping[str, int]

    @property
    def postings(self) -> tuple[Posting, ...]:
        """The postings of the ledger, in the order of the source."""
        return tuple(Posting._make(row[:5]) for row in self.rows)


def prove(
    document: bytes | etree._Element,
    ledger: bytes,
    document_name: str = "tei/edition.xml",
    ledger_name: str = "tei/edition.ledger.json",
) -> Outcome[Proof]:
    """Prove an edition from its TEI and its ledger; the names are what problems call the two files.

    Problems have their place in the TEI, where words were changed, or in the ledger. Raises Refused where
    either cannot be read at all.
    """
    posted = read_ledger(ledger, ledger_name)
    if isinstance(document, bytes):
        root, found = parse(document, document_name)
        if root is None:
            raise Refused(*found)
    else:
        root = document
    comparison = _Comparison(posted, Printed(root, posted.printed, document_name), document_name, ledger_name)
    problems = tuple(comparison.problems())
    kinds, reasons = Counter[str](), Counter[str]()
    for start, end, kind, _, reason, _, _ in posted.rows:
        if kind == "skip":
            reasons[reason] += end - start
        else:
            kinds[kind] += end - start
    source = comparison.rebuilt or b""
    return Outcome(Proof(not problems, posted.name, source, posted.rows, kinds, reasons), problems)


class _Fault(NamedTuple):
    """A posting that does not agree: the words that stand for it, where they begin, how many are too many."""

    posting: int
    begin: int
    surplus: int


class _Comparison:
    """Holds the postings against the printed words, in the order of the TEI, and rebuilds the source."""

    def __init__(self, posted: Posted, printed: Printed, document: str, ledger: str) -> None:
        self._posted = posted
        self._printed = printed
        self._document = document
        self._ledger = ledger
        self._order = sorted(
            (i for i, row in enumerate(posted.rows) if row[5] is None), key=lambda i: posted.rows[i][3]
        )
        self._words = [row[5] or "" for row in posted.rows]
        self._faults: list[_Fault] = []
        self._left_over = 0
        self._sound = self._is_sound()
        if not self._sound:
            self._compare()
            self._rebuild()

    def _is_sound(self) -> bool:
        """Tell whether a ledger that nobody changed gives the source back.

        Then no posting need be looked at by itself.
        """
        rows, words = self._posted.rows, self._printed.words
        for index in self._order:
            start, end, _, at, *_ = rows[index]
            self._words[index] = words[at : at + end - start]
        self._rebuild()
        return (
            self._posted.sealed
            and self.rebuilt is not None
            and self._sum == self._posted.sha256
            and len(words) == sum(rows[index][1] - rows[index][0] for index in self._order)
            and all(len(row[5]) == row[1] - row[0] for row in rows if row[5] is not None)
            and not any(self._tiling())
        )

    def _rebuild(self) -> None:
        """Put the words of the postings together: as text, as the source's bytes, and the SHA-256 of these.

        There are no bytes, and the sum is "", where the ledger's encoding cannot write the text.
        """
        posted = self._posted
        self._text = "".join(self._words)
        try:
            written = self._text if posted.newline == "\n" else self._text.replace("\n", posted.newline)
            self.rebuilt: bytes | None = posted.bom + written.encode(posted.encoding)
        except (LookupError, UnicodeError):
            self.rebuilt = None
        self._sum = "" if self.rebuilt is None else hashlib.sha256(self.rebuilt).hexdigest()

    def _compare(self) -> None:
        """Compare every posting with its words; where words were added or lost, find where they go on."""
        rows, words = self._posted.rows, self._printed.words
        surplus = len(words) - sum(rows[i][1] - rows[i][0] for i in self._order)
        shift = 0
        for index, following in zip(self._order, [*self._order[1:], None], strict=False):
            row = rows[index]
            begin = row[3] + shift
            finish = begin + row[1] - row[0]
            if not agrees(row, words[begin:finish]):
                changed = 0
                if surplus != shift and self._goes_on(following, shift, surplus):
                    changed = surplus - shift
                    shift, finish = surplus, finish + changed
                self._faults.append(_Fault(index, begin, changed))
            self._words[index] = words[begin:finish]
        self._left_over = surplus - shift
        for index, row in enumerate(rows):
            if row[5] is not None and not agrees(row, row[5]):
                self._faults.append(_Fault(index, -1, 0))

    def _goes_on(self, index: int | None, shift: int, surplus: int) -> bool:
        """Tell whether the next words stand `surplus` characters from their place, and not `shift`."""
        if index is None:
            return True
        row = self._posted.rows[index]
        start, end, _, at, *_ = row
        there = (self._printed.words[at + by : at + by + end - start] for by in (shift, surplus))
        return [agrees(row, words) for words in there] == [False, True]

    # ---------------------------------------------------------------- what is wrong

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong; nothing, if the proof holds."""
        posted = self._posted
        yield from self._printed.problems
        yield from posted.altered
        faults = sorted(self._faults)
        for fault in faults[:_TOLD]:
            yield self._told(fault)
        if len(faults) > _TOLD:
            said = f"{len(faults) - _TOLD} more postings do not agree with the TEI"
            yield problem("ledger-text", said, Place(self._document))
        if self._left_over > 0 and not faults:
            line = self._printed.line(len(self._printed.words) - self._left_over)
            said = f"The last {self._left_over} printed characters are not in the source"
            yield problem("ledger-added", said, Place(self._document, line))
        if not (faults or self._sound):
            yield from self._tiling()
        if not (posted.sealed or faults or posted.altered):
            yield problem("ledger-altered", "The seal of the ledger is broken", Place(self._ledger, 1))
        yield from self._sums()

    def _told(self, fault: _Fault) -> Problem:
        index, begin, surplus = fault
        words = self._words[index]
        before = sum(map(len, self._words[:index]))
        first = self._text.count("\n", 0, before) + 1
        last = first + words.rstrip("\n").count("\n")
        spot = f"{self._posted.name}, " + (f"line {first}" if first == last else f"lines {first} to {last}")
        if begin < 0 or not self._posted.sealed:
            place = Place(self._ledger, self._posted.first + index)
            return problem("ledger-altered", f"This posting, which is about {spot}, was changed", place)
        place = Place(self._document, self._printed.line(begin))
        if surplus > 0:
            said = f"{surplus} characters too many, in or before “{short(words)}”; compare {spot}"
            return problem("ledger-added", said, place)
        said = f"{-surplus} characters are missing" if surplus else "Other words are printed"
        return problem("ledger-text", f"{said}, in or before “{short(words)}”; compare {spot}", place)

    def _tiling(self) -> Iterator[Problem]:
        """Yield the first gap or overlap on either side, which only a ledger with new check sums can have."""
        at = 0
        rows, first = self._posted.rows, self._posted.first
        for index, (start, end, *_) in enumerate(rows):
            if start != at:
                said = f"Characters {at} to {start} of the source stand in no posting, or two"
                yield problem("ledger-tiling", said, Place(self._ledger, first + index))
                return
            at = end
        if at != self._posted.characters:
            said = f"The postings end at character {at}, the source at {self._posted.characters}"
            yield problem("ledger-tiling", said, Place(self._ledger, first + len(rows)))
        written = 0
        for index in self._order:
            start, end, _, at, *_ = rows[index]
            if at != written:
                said = f"Printed characters {written} to {at} of the TEI stand in no posting, or two"
                yield problem("ledger-tiling", said, Place(self._ledger, first + index))
                return
            written += end - start

    def _sums(self) -> Iterator[Problem]:
        posted = self._posted
        place = Place(self._ledger, 3)
        if self.rebuilt is None:
            said = f"The source cannot be written in “{short(posted.encoding)}”, its encoding"
            yield problem("ledger-source", said, place)
        elif self._sum != posted.sha256:
            named = short(posted.sha256)[:12]
            said = f"The source that is rebuilt has the sum {self._sum[:12]}…, not {named}…"
            yield problem("ledger-source", said, place)
        for element in self._printed.root.iter(tei("idno")):
            if element.get("type") == "sha256" and (element.text or "").strip() != posted.sha256:
                said = f"The TEI names another source than the ledger, which names “{short(posted.name)}”"
                yield problem("ledger-source", said, Place(self._document, element.sourceline or 0))
