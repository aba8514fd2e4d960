"""Find hyphens of printed lines that were left in the text, and hyphens that lost their space.

Four signs: ``ar- rived`` (a break left in the running text), ``exam-`` at the end of a line (in texts
with short lines the ordinary case), ``Hit-lerism`` (a break whose space is gone too, so that it looks
like a compound), and ``eight-and twelve-gun`` (a suspended hyphen without its space).

The edition's own vocabulary decides whether a hyphen goes or stays: is the word printed whole elsewhere, is
it printed with a hyphen, are its halves words? A true compound is never joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from letterbook.model import Cert, Finding, Span
from letterbook.model.values import Fault
from letterbook.rules.faults.searched_text import WORD, SearchedText, correction

#: Signs of division; the last four are never printed inside a compound of their own accord.
_DIVIDERS = "-\u2010\u00ac\u00ad\u2e17"
_SOFT = "\u00ac\u00ad"
# Patterns begin with the sign and look back, or are tried where the sign stands: a sign is found far sooner
# than a word.
_PART = rf"{WORD}(?:-{WORD})*"
_SPACED = re.compile(rf"([{_DIVIDERS}])(?<=\w.) ((?>{_PART}))(?!-|\.\w)")
_WRAPPED = re.compile(rf"([{_DIVIDERS}])(?<=\w.)[ \t]*\n[ \t]*((?>{_PART}))(?!-)")
_HYPHEN = re.compile(r"-(?<=\w.)(?=\w)")
_HIDDEN = re.compile(rf"(?<![\w-])({WORD})-({WORD}+)(?!-)")
_SUSPENDED = re.compile(rf"(?<![\w-])({WORD})-({WORD})(?= ({_PART}))")

#: So many breaks must the edition's vocabulary have settled, before their manner counts as a habit.
_HABIT = 5
_WRAPPED_HABIT = 3
_KEEPING_HABIT = 3
#: The joined spelling outweighs the other when it is printed so many times as often; and the other way.
_OUTWEIGHS = 10
_KEEPS = 3
#: A word printed whole so often is no chance.
_OFTEN = 4


class _Break(NamedTuple):
    """A word broken in two, and what the edition knows about it."""

    span: Span
    left: str
    right: str
    soft: bool
    whole: int
    hyphened: int
    left_known: int
    right_known: int

    @property
    def joined(self) -> str:
        return self.left + self.right

    @property
    def compound(self) -> str:
        return f"{self.left}-{self.right}"

    @property
    def halves(self) -> bool:
        """Tell whether both halves are words of the edition."""
        return bool(self.left_known and self.right_known)


def find_hyphens(searched: SearchedText) -> Iterator[Finding[Fault]]:
    """Propose a reading for each hyphen that the old lines left, and for suspended hyphens."""
    rule = _Hyphens(searched)
    yield from rule.broken(_SPACED, "spaced hyphen")
    yield from rule.broken(_WRAPPED, "line-end hyphen")
    yield from rule.hidden()
    yield from rule.suspended()


@dataclass(frozen=True)
class _Hyphens:
    searched: SearchedText

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        return self.searched.words("fault_hyphens", "prefixes")

    @cached_property
    def _linking(self) -> frozenset[str]:
        return self.searched.words("fault_hyphens", "suspension")

    def _weigh(self, left: str, match: re.Match[str]) -> _Break:
        sign, right = match[1], match[2]
        lexicon = self.searched.lexicon
        return _Break(
            Span(match.start() - len(left), match.end()),
            left,
            right,
            sign in _SOFT,
            lexicon.count(left + right),
            lexicon.compound(f"{left}-{right}"),
            lexicon.count(left),
            lexicon.count(right),
        )

    def _capital(self, one: _Break) -> bool:
        """Tell whether the second half begins with a capital that is not part of a word in capitals."""
        return one.right[0].isupper() and not (one.left.isupper() and len(one.left) > 1)

    # ---------------------------------------------------------------- ar- rived, exam-/ple

    def broken(self, pattern: re.Pattern[str], kind: str) -> Iterator[Finding[Fault]]:
        """Propose readings for breaks whose white space is still there."""
        found = ((self.searched.word_before(match.start()), match) for match in self.searched.seek(pattern))
        breaks = [self._weigh(left, match) for left, match in found if left]
        breaks = [one for one in breaks if one.right.casefold() not in self._linking]
        wrapped = kind == "line-end hyphen"
        joins = sum(
            1 for one in breaks if one.whole and not one.hyphened and not (one.halves and not wrapped)
        )
        keeps = sum(1 for one in breaks if one.hyphened and not one.whole)
        dashes = sum(1 for one in breaks if not one.whole and not one.hyphened and one.halves)
        joining = joins >= _HABIT and joins >= 9 * (keeps + (0 if wrapped else dashes))
        joining = joining or (wrapped and joins >= _WRAPPED_HABIT and not keeps)
        keeping = wrapped and keeps >= _KEEPING_HABIT and not joins
        for one in breaks:
            verdict = self._settle(one, wrapped=wrapped, joining=joining, keeping=keeping)
            if verdict is not None:
                reading, cert, says = verdict
                yield correction(one.span, reading, cert, kind, says)

    def _settle(
        self, one: _Break, *, wrapped: bool, joining: bool, keeping: bool
    ) -> tuple[str, Cert, str] | None:
        if one.soft:
            return one.joined, Cert.HIGH, "this sign stands only where a line broke a word"
        if self._capital(one) or "-" in one.left or "-" in one.right:
            if one.hyphened:
                return (
                    one.compound,
                    Cert.HIGH,
                    f"“{one.compound}” is printed {_times(one.hyphened)} elsewhere",
                )
            if wrapped and one.right[0].isupper() and one.left[0].isupper():
                return one.compound, Cert.MEDIUM, "two names with a hyphen, broken at the end of a line"
            return None
        if one.whole and one.hyphened:
            reading = one.joined if one.whole > one.hyphened else one.compound
            sure = one.whole >= _OUTWEIGHS * one.hyphened or one.hyphened >= _KEEPS * one.whole
            cert = Cert.HIGH if sure else Cert.MEDIUM
            return (
                reading,
                cert,
                f"printed whole {_times(one.whole)} elsewhere, with a hyphen {_times(one.hyphened)}",
            )
        if one.hyphened:
            return one.compound, Cert.HIGH, f"“{one.compound}” is printed {_times(one.hyphened)} elsewhere"
        if one.whole:
            bound = one.left.casefold() in self._prefixes and one.whole == 1 and one.right_known
            sure = (wrapped or joining or not one.halves) and not bound
            says = f"“{one.joined}” is printed whole {_times(one.whole)} elsewhere"
            return one.joined, Cert.HIGH if sure else Cert.MEDIUM, says
        return self._settle_unseen(one, wrapped=wrapped, joining=joining, keeping=keeping)

    def _settle_unseen(
        self, one: _Break, *, wrapped: bool, joining: bool, keeping: bool
    ) -> tuple[str, Cert, str] | None:
        """Settle a break of a word that the edition prints nowhere else."""
        lexicon = self.searched.lexicon
        bound = one.left.casefold() in self._prefixes
        if one.halves and not bound:
            if keeping:
                return (
                    one.compound,
                    Cert.HIGH,
                    "both halves are words, and this edition's line ends keep their hyphens",
                )
            return (one.compound, Cert.LOW, "both halves are words of this edition") if wrapped else None
        fragment = not lexicon.opens(one.right)
        ending = len(one.right) > 2 and lexicon.closes(one.right)  # noqa: PLR2004 (two letters end many words)
        if one.right_known or (bound and not (fragment and ending)):
            return (one.compound if bound else one.joined), Cert.LOW, "the word is printed nowhere else"
        if one.left_known and not ending and len(one.left) > 3:  # noqa: PLR2004 (longer than a prefix)
            return one.compound, Cert.LOW, f"“{one.left}” is a word of this edition"
        if not fragment:
            return one.joined, Cert.LOW, f"“{one.right}” may be the beginning of a word"
        twin = one.left[-1] == one.right[0] and not one.left_known  # cur- rent: where printers break words
        stem = twin or lexicon.opens(one.left + one.right[:2])
        if joining and stem and (ending or not one.left_known):
            says = f"“{one.right}” is no word here, and this edition breaks words so throughout"
            return one.joined, Cert.HIGH, says
        return one.joined, Cert.MEDIUM, f"“{one.right}” is no word of this edition"

    # ---------------------------------------------------------------- Hit-lerism

    def hidden(self) -> Iterator[Finding[Fault]]:
        """Propose joining words that look like compounds and are printed whole elsewhere.

        Conditions: the hyphened form stands once, neither half is a word of the edition, the second
        is not even the beginning of one, and the whole word is printed often, or is a name (so that
        `wind-mill` beside two `windmill` stays).
        """
        for match in self.searched.seek_at(_HYPHEN, _HIDDEN):
            left, right = match[1], match[2]
            if right[0].isupper() or left.casefold() in self._prefixes or right.casefold() in self._linking:
                continue
            lexicon, joined, span = self.searched.lexicon, left + right, Span(match.start(), match.end())
            whole, hyphened = lexicon.count(joined), lexicon.compound(match[0])
            if hyphened != 1:
                continue
            known = (lexicon.count(left), lexicon.count(right))
            if whole and not any(known):
                begun = lexicon.opens(right)
                sure = whole >= (10 if begun else _OFTEN) or (whole > 1 and not begun and self._named(match))
                says = f"“{joined}” is printed whole {_times(whole)} elsewhere; neither half is a word here"
                yield correction(span, joined, Cert.HIGH if sure else Cert.MEDIUM, "hidden hyphen", says)
            elif whole >= _OFTEN and not known[1] and not lexicon.opens(right):
                says = f"“{joined}” is printed whole {_times(whole)} elsewhere; “{right}” is no word here"
                yield correction(span, joined, Cert.HIGH, "hidden hyphen", says)

    def _named(self, match: re.Match[str]) -> bool:
        """Tell whether a word has a capital that no beginning of a sentence gave it."""
        before = self.searched.source.text[max(0, match.start() - 2) : match.start()]
        return match[1][0].isupper() and before[-1:].isspace() and (before[:1].isalnum() or before[:1] == ",")

    # ---------------------------------------------------------------- eight-and twelve-gun

    def suspended(self) -> Iterator[Finding[Fault]]:
        """Propose the space that a suspended hyphen lost: `eight-and twelve-gun`.

        Certain where the second member is a compound itself, whose last part the first one shares.
        """
        seen = self.searched.seek_at(_HYPHEN, _SUSPENDED)
        found = [match for match in seen if match[2].casefold() in self._linking]
        for match in found:
            reading = f"{match[1]}- {match[2]}"
            shared = "-" in match[3] and len(found) < _HABIT
            says = (
                f"the hyphen stands for the second part of “{match[3]}”"
                if shared
                else "a hyphen before “and”"
            )
            if shared or match[1][0].isupper() == match[3][0].isupper():
                cert = Cert.HIGH if shared else Cert.LOW
                yield correction(Span(match.start(), match.end()), reading, cert, "suspended hyphen", says)


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"
