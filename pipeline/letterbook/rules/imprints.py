"""Find the year at the foot of a title page: "LONDON: / SMITH, ELDER, & CO. / 1863."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from letterbook.model import Finding, Span
from letterbook.model.kinds import IMPRINT
from letterbook.model.values import Imprint
from letterbook.read.page import Page
from letterbook.values.numerals import read_roman
from letterbook.words import languages
from letterbook.words.patterns import any_of, phrases

#: Nothing was printed before; no number above it is a year.
_YEARS = range(1455, 2100)
#: The house, its street and its town stand on so many lines above the year.
_ABOVE = 4
#: A line that is longer is prose.
_SHORT = 75
_YEAR = re.compile(r"(?<![\w.,/])(?<!\d[-–—])(?:\d{4}|M[\s.]?[DCLXVI](?:[\s.]?[DCLXVI])*)(?!\w|/|[-–—]+\d)")
_WORD = re.compile(r"[^\W_]")


@cache
def _row(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(phrases(languages(), 'imprint', name))})(?!\w)", re.IGNORECASE)


@cache
def _towns() -> re.Pattern[str]:
    """Return the pattern of a line of towns, or with one apart: "LONDON: CHAPMAN AND HALL"."""
    town = rf"(?:{any_of(phrases(languages(), 'imprint', 'town'))})"
    small = rf"(?:{any_of(_small_words())})"
    return re.compile(
        rf"\W*(?:{small}\W+)?{town}(?:\W+(?:{small}\W+)?{town})*\W*$|\W*{town}\s*[:;]|.*[,/]\s*{town}\W*$",
        re.IGNORECASE,
    )


def _small_words() -> set[str]:
    return phrases(languages(), "function", "common") | phrases(languages(), "name_particles", "small")


@cache
def _leads_on() -> re.Pattern[str]:
    """Return the pattern of a line that ends in a small word, and so goes on in the next: "Letters from"."""
    return re.compile(rf"(?<![\w'’])(?:{any_of(_small_words())})\s*$", re.IGNORECASE)


def names_house(text: str) -> bool:
    """Tell whether a line is a printer or bookseller, or their towns: "REED & CO.", "NEW YORK."."""
    return bool(_row("house").search(text) or _towns().match(text))


def find_imprint(page: Page, until: int) -> Iterator[Finding[Imprint]]:
    """Find the years that stand with a printer's or bookseller's name, or their town, up to an offset.

    Such a year is the last of its line, or all of it, with the house and the town above. Years of copyright
    are told apart by their words; those of the letters stand in the title, which has no house.
    """
    above: list[str] = []
    for line in page.lines:
        if line.span.start >= until:
            return
        if (found := _year_in(line.text)) and _is_foot(line.text[: found[0]], line.text[found[1] :], above):
            start = line.span.start
            span = Span(start + found[0], start + found[1])
            yield Finding(IMPRINT, span, "matter.imprint", 0.9, Imprint(found[2]))
        above.append(line.text)


def _year_in(text: str) -> tuple[int, int, int] | None:
    """Return where the one year of a line stands, and which it is."""
    found = list(_YEAR.finditer(text)) if len(text) <= _SHORT else []
    if len(found) != 1:
        return None
    printed = found[0][0]
    value = int(printed) if printed.isdecimal() else read_roman(re.sub(r"[\s.]", "", printed))
    return (found[0].start(), found[0].end(), value) if value and value in _YEARS else None


def _is_foot(before: str, after: str, above: Sequence[str]) -> bool:
    """Tell whether a house or a town stands beside a year or, of a year that stands alone, above it."""
    house, towns, rights, leads_on = _row("house"), _towns(), _row("rights"), _leads_on()
    if not _WORD.search(before + after):
        *_, last = above or [""]
        near = list(pairwise(["", *above]))[-_ABOVE:]
        return not (leads_on.search(last) or any(rights.search(line) for _, line in near)) and any(
            house.search(line) or (towns.match(line) and not leads_on.search(over)) for over, line in near
        )
    if rights.search(before) or leads_on.search(before):
        return False
    return bool(towns.match(after) if _WORD.search(after) else house.search(before) or towns.match(before))
