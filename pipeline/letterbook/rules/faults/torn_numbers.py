"""Find numbers torn apart: ``August 2 nd`` and ``August 9 -12``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.model import Cert, Finding, Span
from letterbook.model.values import Fault
from letterbook.rules.faults.searched_text import WORD, SearchedText, correction

_ORDINAL = re.compile(rf"(\d(?<![\w.,/-].)\d{{0,2}}) ({WORD})(?![\w'’-])")
_RANGE = re.compile(r"(\d(?<![\w.,/:-].)\d{0,3})( -|- )(\d{1,4})(?![\w/:%°]|[.,]\d)")
#: A range below this, beside a name with a capital, is one of days: `August 9 -12`.
_DAYS = 31
_NAME_BEFORE = re.compile(rf"({WORD})\.? $")
_NAME_AFTER = re.compile(rf" ({WORD})")


def find_numbers(searched: SearchedText) -> Iterator[Finding[Fault]]:
    """Propose ordinals and ranges without the space that tore them."""
    yield from _ordinals(searched)
    yield from _ranges(searched)


def _ordinals(searched: SearchedText) -> Iterator[Finding[Fault]]:
    endings = {
        ending: searched.words("fault_ordinals", ending) for ending in ("first", "second", "third", "other")
    }
    if not any(endings.values()):
        return
    units = searched.words("units", "measure")
    for match in searched.seek(_ORDINAL):
        number, ending = int(match[1]), match[2]
        weight = (
            ending in units and searched.source.text[match.end() : match.end() + 1] == "."
        )  # 11 st., a stone
        if ending in endings[_class(number)] and not weight:
            says = f"“{ending}” is the ending of the ordinal of {number}"
            span = Span(match.start(), match.end())
            yield correction(span, match[1] + ending, Cert.HIGH, "split ordinal", says)


def _class(number: int) -> str:
    """Tell which ending the English ordinal of a number has; French `first` is only 1."""
    if number % 100 in (11, 12, 13):
        return "other"
    return {1: "first", 2: "second", 3: "third"}.get(number % 10, "other")


def _ranges(searched: SearchedText) -> Iterator[Finding[Fault]]:
    text = searched.source.text
    for match in searched.seek(_RANGE):
        low, high = int(match[1]), int(match[3])
        if low >= high:
            continue
        before = _NAME_BEFORE.search(text, max(0, match.start() - 30), match.start())
        after = _NAME_AFTER.match(text, match.end())
        named = (before is not None and before[1][0].isupper()) or (
            after is not None and after[1][0].isupper()
        )
        cert = Cert.HIGH if named and high <= _DAYS else Cert.LOW
        says = "two days of one month" if cert is Cert.HIGH else "a smaller and a greater number"
        yield correction(
            Span(match.start(), match.end()), f"{match[1]}-{match[3]}", cert, "split range", says
        )
