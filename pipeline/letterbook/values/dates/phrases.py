"""Read a whole date with all its words: weekday and hour, about, before, between, from and to, two styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letterbook.model import Basis, Cert, When
from letterbook.values.dates.grammar import Said, read_part
from letterbook.values.dates.hours import CLOCK, read_hour
from letterbook.values.dates.pairs import Core, read_pair
from letterbook.values.dates.reading import Context, Unread
from letterbook.values.dates.tokens import Token

_STOPS = ".,;:-"
_WEEK = r"P?w[.]?(?:,?[iPO]{0,2}e[.]?)?"
_HEAD = re.compile(rf"[{_STOPS}]*(?:(?:{CLOCK}|{_WEEK})[{_STOPS}]*)*")
_TAIL = re.compile(rf"(?:[{_STOPS}]*(?:{CLOCK}|K|{_WEEK}|L))*[.,;:]*")
_BESIDE = frozenset("ewhgNLKHQ:")  # what belongs to no date, but to its hour, weekday or style
_AT_HOUR = re.compile(r"i[nq]\.n")  # "at 10.30"
_DASHES = re.compile(r"(?:(?<=y)|\.)-+$")  # "3 May 1774.--", never "3 May 17--"
_WEEKDAY_WITHIN = re.compile(r"(?<=[noq])[.,-]*(?P<w>w)[.,-]*(?=O?m)")  # "21 Thursday--May, 1868"
_MARKS = frozenset("[]()?")
_MISREAD = "the letter l stands for the figure 1"
_NO_DATE = "says that it has no date"
_ABOUT = re.compile(r"c[.]?,?")
_BOUND = re.compile(r"P?(?P<way>[BT])")
_FROM = re.compile(r"[VOPi]{0,2}")


class Phrase(NamedTuple):
    """What the tokens of a date say; `first` and `last` are the tokens that hold the date's own words."""

    when: When
    first: Token
    last: Token
    said: Said | None
    cert: Cert | None = None
    basis: Basis | None = None
    inherits: str | None = None
    weekday: int | None = None
    hour: str | None = None
    notes: tuple[str, ...] = ()
    marked: bool = False  # "c.", "[...?]", "anno", "no date": a bare year is meant for a date


def read_phrase(text: str, tokens: Sequence[Token], context: Context) -> Phrase | None:
    """Read tokens that are a date and nothing else. None where they are none; raises Unread."""
    signs = "".join([token.sign for token in tokens])
    rows = [token.row for token in tokens]
    supplied = "[" in signs or "supplied" in rows
    doubtful = "?" in signs or "doubtful" in rows
    if not _MARKS.isdisjoint(signs):
        if not _balanced(signs):
            return None
        tokens = [token for token in tokens if token.sign not in _MARKS]
        signs = "".join([token.sign for token in tokens])
    if signs.count("L") == 1:
        tokens, inner = _without_style(tokens)
        signs = "".join([token.sign for token in tokens])
    else:
        inner = None
    within = _WEEKDAY_WITHIN.search(signs) if signs.count("w") == 1 else None
    inside = [tokens[within.start("w")]] if within else []
    if within is not None:
        tokens = [*tokens[: within.start()], *tokens[within.end() :]]
        signs = signs[: within.start()] + signs[within.end() :]
    refused: Unread | None = None
    for start, end in _bounds(signs):
        outer = [*tokens[:start], *tokens[end:]]
        weekdays = inside + [token for token in outer if token.sign == "w"]
        styles = [inner] if inner else [token.row for token in outer if token.sign == "L"]
        if len(weekdays) > 1 or len(styles) > 1:
            continue
        weekday = weekdays[0] if weekdays else None
        core = Core(
            signs[start:end],
            tokens[start:end],
            context,
            weekday.number if weekday else None,
            styles[0] if styles else None,
            supplied or doubtful,
        )
        try:
            found = _read_core(core)
        except Unread as unread:
            refused = refused or unread
            continue
        hour = read_hour(text, [token for token in outer if token.sign not in "wL"])
        if found is None or (hour and weekday is None and not _holds_day(found.when)):
            continue
        cert, basis = _surety(found, supplied=supplied, doubtful=doubtful)
        first, last = _words(found, core, weekday)
        return Phrase(
            found.when,
            first,
            last,
            found.said,
            cert,
            basis,
            found.inherits,
            core.weekday,
            hour,
            (*found.notes, _MISREAD) if "misread" in rows else found.notes,
            found.marked or doubtful,
        )
    if refused is not None:
        raise refused
    return None


def _without_style(tokens: Sequence[Token]) -> tuple[list[Token], str]:
    """Take the style out of a date, wherever it stands in it ("January 15, O. S. 1748")."""
    at = next(at for at, token in enumerate(tokens) if token.sign == "L")
    left, right = list(tokens[:at]), list(tokens[at + 1 :])
    while left and left[-1].sign in ",;(":
        left.pop()
    while right and right[0].sign in ".,;)":
        right.pop(0)
    return [*left, *right], tokens[at].row


def _balanced(signs: str) -> bool:
    closing: list[str] = []
    for sign in signs:
        if sign in "[(":
            closing.append("]" if sign == "[" else ")")
        elif sign in "])" and (not closing or closing.pop() != sign):
            return False
    return not closing


def _bounds(signs: str) -> Iterator[tuple[int, int]]:
    """Yield where the date itself begins and may end; the longest hour, weekday and style after it first."""
    start = len(signs) - len(signs.lstrip(_STOPS))
    if _BESIDE.isdisjoint(signs) and not _AT_HOUR.search(signs):
        dashes = _DASHES.search(signs)
        yield start, max(start, dashes.start() if dashes else len(signs.rstrip(".,;:")))
        return
    head = _HEAD.match(signs)
    start = head.end() if head else start
    for end in range(start, len(signs) + 1):
        if _TAIL.fullmatch(signs, end):
            yield start, end


def _holds_day(when: When) -> bool:
    value = when.when or when.start or when.not_before or when.not_after
    return (
        value is None
        or value.startswith("---")
        or len(value) == len("1790-05-12")
        or len(value) == len("--05-12")
    )


def _words(phrase: Phrase, core: Core, weekday: Token | None) -> tuple[Token, Token]:
    """Return the first and last token of the date's own words: with the weekday, without the hour."""
    first, last = phrase.first, phrase.last
    if weekday is None:
        return first, last
    if not core.signs:
        return weekday, weekday
    return min(first, weekday, key=_start), max(last, weekday, key=_start)


def _start(token: Token) -> int:
    return token.start


def _surety(phrase: Phrase, *, supplied: bool, doubtful: bool) -> tuple[Cert | None, Basis | None]:
    if doubtful:
        return Cert.LOW, Basis.CONJECTURE
    if phrase.cert is not None:
        return phrase.cert, phrase.basis
    return (Cert.HIGH, Basis.EXTERNAL) if supplied else (None, None)


def _inherits(when: When, said: Said | None) -> str | None:
    value = when.when or when.start or when.not_before or when.not_after or ""
    if value.startswith("---"):
        return said.relative if said and said.relative else "month"
    return "year" if value.startswith("--") else None


# ------------------------------------------------------------------ the core


def _read_core(core: Core) -> Phrase | None:
    if not core.signs:
        if core.weekday is None:
            return None
        nowhere = Token("w", 0, 0)  # the weekday's own token is put in its stead
        return Phrase(When(), nowhere, nowhere, None, inherits="weekday")
    about = _ABOUT.search(core.signs)
    if about is not None:
        bare = core.signs[: about.start()] + core.signs[about.end() :]
        left = [*core.tokens[: about.start()], *core.tokens[about.end() :]]
        rest = bare.lstrip(".,")
        found = _read_core(core._replace(signs=rest, tokens=left[len(bare) - len(rest) :]))
        if found is None or "c" in bare:
            return None
        first = min(core.tokens[about.start()], found.first, key=lambda token: token.start)
        last = max(core.tokens[about.end() - 1], found.last, key=lambda token: token.end)
        return found._replace(first=first, last=last, cert=Cert.MEDIUM, basis=Basis.CONJECTURE, marked=True)
    if "E" in core.signs:
        if core.signs.strip("P.,:") != "E":
            return None
        return Phrase(When(), core.tokens[0], core.tokens[-1], None, inherits="date")
    if core.signs[0] == "U":
        return _undated(core)
    bound = _BOUND.match(core.signs)
    if bound is not None:
        return _bounded(core, bound)
    if core.signs[0] == "b":
        pair = read_pair(core, 1, "j", "b")
        return _phrase(core, *pair)._replace(marked=True) if pair else None
    said = read_part(core.signs, core.tokens, core.context)
    if said is not None:
        meant = core.extent(said)
        return _phrase(core, meant.when(), said, meant.notes)
    start = _FROM.match(core.signs)
    pair = read_pair(core, start.end() if start else 0)
    return _phrase(core, *pair) if pair else None


def _phrase(core: Core, when: When, said: Said | None, notes: tuple[str, ...] = ()) -> Phrase:
    begin = 0
    while begin < len(core.signs) - 1 and core.signs[begin] in "PiO.":
        begin += 1
    return Phrase(
        when,
        core.tokens[begin],
        core.tokens[-1],
        said,
        inherits=_inherits(when, said),
        notes=notes,
        marked="Y" in core.signs,
    )


def _undated(core: Core) -> Phrase | None:
    rest = core.signs[1:]
    skip = 1 + len(rest) - len(rest.lstrip(".,"))
    if skip >= len(core.signs):
        raise Unread(_NO_DATE, core.tokens[0].start)
    found = _read_core(core.part(skip))
    if found is None:
        return None
    return found._replace(cert=Cert.MEDIUM, basis=Basis.EXTERNAL, marked=True)


def _bounded(core: Core, bound: re.Match[str]) -> Phrase | None:
    rest = core.part(bound.end())
    said = read_part(rest.signs, rest.tokens, core.context)
    if said is None or said.relative:
        return None
    limits = rest.extent(said)
    if bound["way"] == "B":
        when = When(not_after=limits.last, custom=limits.custom, calendar=limits.calendar)
    else:
        when = When(not_before=limits.first, custom=limits.custom, calendar=limits.calendar)
    found = _phrase(rest, when, said, limits.notes)
    return found._replace(first=core.tokens[0], marked=True)
