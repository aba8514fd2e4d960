"""A whole date as it is said: weekday and hour, about, before, between, from and to, two styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from letterbook.model import Basis, Cert, When
from letterbook.values import calendars
from letterbook.values.calendars import JULIAN, Day
from letterbook.values.date_extents import Extent, extent
from letterbook.values.date_grammar import Said, read_part, read_single
from letterbook.values.date_hours import CLOCK, read_hour
from letterbook.values.date_reading import Context, Unread
from letterbook.values.date_tokens import Token

_STOPS = ".,;:-"
_WEEK = r"P?w[.]?(?:,?[iPO]{0,2}e[.]?)?"
_HEAD = re.compile(rf"[{_STOPS}]*(?:(?:{CLOCK}|{_WEEK})[{_STOPS}]*)*")
_TAIL = re.compile(rf"(?:[{_STOPS}]*(?:{CLOCK}|K|{_WEEK}|L))*[.,;:]*")
_TAIL_SIGNS = frozenset("ewhgNLKHQ")
_ABOUT = re.compile(r"c[.]?,?")
_JOINS = re.compile(r"[u\-ijJ/]")
_BOUND = re.compile(r"P?(?P<way>[BT])")
_BETWEEN = re.compile(r"b")
_FROM = re.compile(r"[VOPi]{0,2}")


@dataclass(frozen=True, slots=True)
class Phrase:
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


@dataclass(frozen=True, slots=True)
class _Core:
    """The signs and tokens of a date without brackets and doubts, and what else is known of it."""

    signs: str
    tokens: Sequence[Token]
    context: Context
    weekday: int | None = None
    style: str | None = None
    bounds_only: bool = False

    def part(self, start: int, end: int | None = None) -> _Core:
        return replace(self, signs=self.signs[start:end], tokens=self.tokens[start:end])

    def extent(self, said: Said) -> Extent:
        return extent(said, self.context, self.weekday, self.style)


def read_phrase(text: str, tokens: Sequence[Token], context: Context) -> Phrase | None:
    """Read tokens that are a date and nothing else. None where they are none; raises Unread."""
    kept = [token for token in tokens if token.sign not in "[]()?"]
    if not kept or not _balanced(tokens):
        return None
    signs = "".join(token.sign for token in kept)
    supplied = any(token.sign == "[" for token in tokens)
    doubtful = any(token.sign == "?" for token in tokens)
    head = _HEAD.match(signs)
    start = head.end() if head else 0
    refused: Unread | None = None
    for end in _ends(signs, start):
        outer = [*range(start), *range(end, len(signs))]
        weekdays = [kept[at] for at in outer if signs[at] == "w"]
        styles = [kept[at].row for at in outer if signs[at] == "L"]
        hour = read_hour(text, [kept[at] for at in outer if signs[at] not in "wL"])
        if len(weekdays) > 1 or len(styles) > 1:
            continue
        core = _Core(
            signs[start:end],
            kept[start:end],
            context,
            weekdays[0].number if weekdays else None,
            styles[0] if styles else None,
            supplied or doubtful,
        )
        try:
            found = _read_core(core)
        except Unread as unread:
            refused = refused or unread
            continue
        if found is None or (hour and not _holds_day(found)):
            continue
        phrase = _place_words(found, core, weekdays)
        misread = any(token.row == "misread" for token in kept)
        notes = (*found.notes, *(("the letter l stands for the figure 1",) if misread else ()))
        cert, basis = _surety(found, supplied=supplied, doubtful=doubtful)
        return replace(
            phrase, hour=hour, cert=cert, basis=basis, notes=notes, marked=found.marked or doubtful
        )
    if refused is not None:
        raise refused
    return None


def _balanced(tokens: Sequence[Token]) -> bool:
    depth = {"]": 0, ")": 0}
    for token in tokens:
        if token.sign in "[(":
            depth["]" if token.sign == "[" else ")"] += 1
        elif token.sign in "])":
            depth[token.sign] -= 1
            if depth[token.sign] < 0:
                return False
    return not any(depth.values())


def _ends(signs: str, start: int) -> Iterator[int]:
    """Yield where the date may end and the hour, weekday or style after it begin; the longest tail first."""
    if not _TAIL_SIGNS.isdisjoint(signs[start:]):
        for end in range(start, len(signs)):
            if _TAIL.fullmatch(signs, end):
                yield end
    else:
        yield len(signs) - (len(signs) - len(signs.rstrip(".,;:")))


def _holds_day(phrase: Phrase) -> bool:
    when = phrase.when
    value = when.when or when.start or when.not_before or when.not_after
    return value is None or value.startswith("---") or (len(value) >= 7 and value[-3] == "-")  # noqa: PLR2004 (--05-12)


def _place_words(phrase: Phrase, core: _Core, weekdays: list[Token]) -> Phrase:
    first, last = (phrase.first, phrase.last) if core.signs else (weekdays[0], weekdays[0])
    for day in weekdays:
        first = day if day.start < first.start else first
        last = day if day.start > last.start else last
    return replace(phrase, first=first, last=last, weekday=core.weekday)


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


def _read_core(core: _Core) -> Phrase | None:
    if not core.signs:
        if core.weekday is None:
            return None
        nowhere = Token("w", 0, 0)  # the weekday's own token is put in its stead
        return Phrase(When(), nowhere, nowhere, None, inherits="weekday")
    about = _ABOUT.search(core.signs)
    if about is not None:
        bare = core.signs[: about.start()] + core.signs[about.end() :]
        left = [*core.tokens[: about.start()], *core.tokens[about.end() :]]
        found = _read_core(
            replace(core, signs=bare.lstrip(".,"), tokens=left[len(bare) - len(bare.lstrip(".,")) :])
        )
        if found is None or "c" in bare:
            return None
        first = min(core.tokens[about.start()], found.first, key=lambda token: token.start)
        last = max(core.tokens[about.end() - 1], found.last, key=lambda token: token.end)
        return replace(found, first=first, last=last, cert=Cert.MEDIUM, basis=Basis.CONJECTURE, marked=True)
    if "E" in core.signs:
        if core.signs.strip("P.,:") != "E":
            return None
        return Phrase(When(), core.tokens[0], core.tokens[-1], None, inherits="date")
    if core.signs[0] == "U":
        return _undated(core)
    bound = _BOUND.match(core.signs)
    if bound is not None:
        return _bounded(core, bound)
    between = _BETWEEN.match(core.signs)
    if between is not None:
        return _joined(core, between.end(), "j", "b")
    said = read_part(core.signs, core.tokens, core.context)
    if said is not None:
        return _phrase(core, core.extent(said).when(), said, core.extent(said).notes)
    start = _FROM.match(core.signs)
    return _joined(core, start.end() if start else 0, "u-ijJ/")


def _phrase(core: _Core, when: When, said: Said | None, notes: tuple[str, ...] = ()) -> Phrase:
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


def _undated(core: _Core) -> Phrase | None:
    rest = core.signs[1:]
    skip = 1 + len(rest) - len(rest.lstrip(".,"))
    if skip >= len(core.signs):
        message = "says that it has no date"
        raise Unread(message, core.tokens[0].start)
    found = _read_core(core.part(skip))
    if found is None:
        return None
    return replace(found, cert=Cert.MEDIUM, basis=Basis.EXTERNAL, marked=True)


def _bounded(core: _Core, bound: re.Match[str]) -> Phrase | None:
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
    return replace(found, first=core.tokens[0], marked=True)


def _joined(core: _Core, start: int, joins: str, meaning: str = "") -> Phrase | None:
    """Read two dates and what joins them, each completed from the other."""
    refused: Unread | None = None
    for join in _JOINS.finditer(core.signs, start):
        if join.group() not in joins:
            continue
        left, right = core.part(start, join.start()), core.part(join.end())
        right = right.part(1) if right.signs.startswith("-") else right  # a dash of two hyphens
        try:
            one = read_single(left.signs.rstrip("."), left.tokens, core.context, beside=True)
            two = read_single(right.signs, right.tokens, core.context, beside=True) if one else None
            if one is None or two is None:
                continue
            pair = _complete_each_other(one, two, turning=join.group() != "/")
            if pair is None:
                continue
            when = _join(core, *pair, meaning or join.group())
        except Unread as unread:
            refused = refused or unread
            continue
        found = _phrase(core.part(start), when, pair[1])
        first = core.tokens[0] if core.signs[0] in "bV" else found.first
        return replace(found, first=first, marked=meaning == "b")
    if refused is not None:
        raise refused
    return None


def _complete_each_other(one: Said, two: Said, *, turning: bool) -> tuple[Said, Said] | None:
    if one.relative or two.relative or one.republican or two.republican or one.name or two.name:
        return None
    month = one.month or two.month
    year = one.year or two.year
    left = replace(one, month=one.month or month, year=one.year or year)
    right = replace(two, month=two.month or month, year=two.year or year)
    if (left.day is None) != (right.day is None) or (left.month is None) != (right.month is None):
        return None
    if turning and one.year is None and year is not None and (left.month or 0) > (right.month or 0):
        left = replace(left, year=year - 1)
    return left, right


def _join(core: _Core, one: Said, two: Said, join: str) -> When:
    if join == "/":
        both = _two_styles(one, two)
        if both is not None:
            return both
    quiet = replace(core, weekday=None)
    left, right = quiet.extent(one), quiet.extent(two)
    if join != "/" and left.first > right.last:
        message = "the second date lies before the first"
        raise Unread(message, core.tokens[0].start)
    follow = left.day and right.day and calendars.number(right.day) - calendars.number(left.day) == 1
    if join in "/j" and not (follow or (left.day is None and _next_days(one, two))):
        message = "two dates that are neither one day in two styles nor a day and the next"
        raise Unread(message, core.tokens[0].start)
    if join in "Jb/" or core.bounds_only:
        return When(not_before=left.first, not_after=right.last)
    return When(start=left.first, end=right.last)


def _next_days(one: Said, two: Said) -> bool:
    return one.month == two.month and one.day is not None and two.day == one.day + 1


def _two_styles(one: Said, two: Said) -> When | None:
    """Return the day of two calendars, whichever stands first; None where the two days are no such pair."""
    for old, new in ((one, two), (two, one)):
        if old.day is None or new.day is None or old.month is None or new.month is None:
            return None
        years = [new.year] if new.year else [1850, 1750, 1650, 1950]
        for year in years:
            turn = old.month == 12 and new.month == 1  # noqa: PLR2004 (the old year had not ended)
            day = Day(year - turn, old.month, old.day)
            fresh = Day(year, new.month, new.day)
            if not calendars.exists(day, JULIAN) or calendars.to_gregorian(day, JULIAN) != fresh:
                continue
            if new.year:
                return When(when=str(fresh), custom=str(day), calendar=JULIAN)
            return When(when=f"-{str(fresh)[4:]}", custom=f"-{str(day)[4:]}", calendar=JULIAN)
    return None
