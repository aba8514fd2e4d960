"""Match the forms of a date, as patterns over the signs of its tokens (see words.SIGNS).

Numbers have signs too: n one or two digits, k three, y four, a an apostrophe and two, o an ordinal,
q a day in words, r a Roman numeral up to 31, R a Roman year, K "15h" (a day or an hour), x other codes.
A pattern must match from the first sign to the last: what it leaves over refuses the date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from letterbook.values.dates.reading import Context, Unread
from letterbook.values.dates.tokens import COUNTED, Token
from letterbook.words import has_habit


class Said(NamedTuple):
    """What the words of one date state: whatever of year, month and day is there, and how it is said.

    `dual` is the second year of "1708/9". `name` is a season or a feast, `part` a part of the month or
    year. `order_free` holds day and month where the print leaves open which is which.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    dual: int | None = None
    name: str | None = None
    part: str | None = None
    relative: str | None = None
    republican: bool = False
    open_order: bool = False


_D = r"(?P<d>[noqrK])"
_M = r"(?P<m>m)"
_S = r"[.,:;]*"
_YEAR = r"Y?(?P<y>[ykanR])(?:/(?P<y2>[ny]))?"
_YEAR_OF_DAY = r"Y?(?P<y>[ykanR])(?:[/-](?P<y2>[ny]))?"  # "10 February 1708-9", "Winter 1790-91"
_GAP = rf"{_S}[OPi]{{0,2}}"
_LEAD = r"(?:[iO]|P[.]?){0,2}"

#: The forms of a single date, tried in this order.
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("day month year", rf"{_LEAD}{_D}[.,:]?P?O?P?{_M}{_GAP}{_YEAR_OF_DAY}"),
        ("day month", rf"{_LEAD}{_D}[.,:]?P?O?P?{_M}{_S}(?P<this>[DI])?"),
        ("day month", rf"{_LEAD}{_D}[.,:]?P?O?P?{_M}{_S}(?P<y>r)"),
        ("month day year", rf"{_LEAD}{_M}{_S}P?(?P<d>[noqKr])[.,]*{_GAP}{_YEAR_OF_DAY}"),
        ("month day stroke year", rf"{_LEAD}{_M}{_S}P?(?P<d>[noq])/(?P<y>n)"),
        ("month day", rf"{_LEAD}{_M}{_S}P?(?P<d>[noqK])[.]?"),
        ("month year", rf"{_LEAD}{_M}{_GAP}{_YEAR_OF_DAY}"),
        ("month", rf"{_LEAD}{_M}[.]?"),
        (
            "numbers",
            rf"{_LEAD}(?P<d>[no])(?P<sep>\.?/|\.|-|)(?P<m>[nr])(?:[./-]{{0,2}},?{_YEAR}|(?P<stop>[./]{{0,2}}))",
        ),
        (
            "numbers",
            rf"{_LEAD}(?P<d>n)(?P<sep>/)(?P<m>n)[.,]?(?P<y>r)(?P<stop>)",
        ),
        ("numbers", r"(?P<y>y)(?P<sep>-)(?P<m>n)-(?P<d>n)"),
        ("year month day", rf"(?P<y>y){_S}P?{_M}{_S}P?(?P<d>[noqK])[.]?"),
        ("year day month", rf"(?P<y>y){_S}P?{_D}[.]?O?{_M}[.]?"),
        ("year month", rf"(?P<y>y){_S}{_M}[.]?"),
        ("relative day", r"(?P<lead>(?:[iOV]|P[.]?){0,2})(?P<d>[noq])[.]?(?P<this>I)?"),
        ("season", rf"{_LEAD}(?P<f>s){_GAP}{_YEAR_OF_DAY}"),
        ("feast", rf"{_LEAD}(?P<f>[sf])(?:{_GAP}{_YEAR})?[D]?"),
        ("republican", rf"{_LEAD}{_D}[.]?O?P?(?P<t>t){_S}Y?(?P<ry>[nr])"),
        ("year", rf"{_LEAD}(?:Y(?P<Y>[ka])|Y?(?P<y>[yR]))(?:/(?P<y2>[ny]))?"),
    )
)
#: Forms that stand only beside another date: "9-12 August", "August 9-12, 1942".
_FRAGMENTS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("day", r"P?(?P<d>[noqrK])[.]?"),
        ("day year", rf"P?(?P<d>[noq])[.,]*{_YEAR}"),
        ("day number", r"(?P<d>n)[.](?P<m>[nr])[.]?"),
    )
)
_BESIDE = (*(form for form in FORMS if form[0] != "relative day"), *_FRAGMENTS)
#: The habit of the languages that name the month before the day: "October 12".
MONTH_FIRST = "month before day"
_SHIFTS = {"this_month": "month", "last_month": "month before", "next_month": "month after"}
_NO_SPAN = "a shortened year: it is read only where the edition's span of years is known"
_NO_YEAR = "a shortened year that fits no year of the edition's span"
_MANY_YEARS = "a shortened year that fits several years of the edition's span"
_APART = "two years that do not follow each other"
_OLD_COUNT = "a month by its number: before 1752 the year began in March, and this may be another month"
_TOO_LATE = "a double year, which only January to March can have"
_DAY_OR_YEAR = "a number after a month may be its day or its year"
_MONTHS = 12
_NEAR = 25  # years before and after those of the edition in which "'72" may lie
_NEW_YEAR_MOVED = 1752  # since then the English year begins in January
_LAST_DUAL_MONTH = 3  # the old English year began on 25 March


def _tokens(match: re.Match[str], tokens: Sequence[Token]) -> dict[str, Token]:
    return {
        name: tokens[match.start(name)]
        for name, text in match.groupdict().items()
        if text and name not in {"sep", "stop", "lead"}
    }


def read_year(token: Token, context: Context) -> int:
    """Return the whole year that a token states.

    Two or three digits (93, 903), or a short Roman year ("19. Juni XIX"), are read only where exactly one
    year of the edition's span ends in them.
    """
    if token.sign in "yR" and not token.row:
        return token.number
    if context.years is None:
        raise Unread(_NO_SPAN, token.start)
    if token.row:  # "18[96]"; but a note's call may stand behind a day in the same way: "17[12] July"
        if not context.years[0] <= token.number <= context.years[1]:
            raise Unread(_NO_YEAR, token.start, final=False)
        return token.number
    size = 1000 if token.sign == "k" else 100
    first, last = context.years
    fitting = [year for year in range(first, last + 1) if year % size == token.number]
    if token.sign == "a" and not fitting and last - first < _NEAR:  # "'72" is a year, if any
        fitting = [year for year in range(first - _NEAR, last + _NEAR + 1) if year % size == token.number]
    if len(fitting) != 1:
        raise Unread(_MANY_YEARS if fitting else _NO_YEAR, token.start, final=bool(fitting))
    return fitting[0]


def _dual(said: Said, token: Token) -> Said:
    """Read the second half of "1708/9": the year after, by the first figures or in full."""
    year = said.year or 0
    width = 10 ** (token.end - token.start)
    second = token.number if token.sign == "y" else year - year % width + token.number
    if second != year + 1 and second + width == year + 1:
        second += width
    if second != year + 1:
        raise Unread(_APART, token.start)
    if said.name:
        return said._replace(dual=second)
    if said.month is None:
        return said._replace(dual=second)
    if said.month > _LAST_DUAL_MONTH:
        raise Unread(_TOO_LATE, token.start)
    return said._replace(year=second, dual=second)


def _day_first(context: Context) -> bool:
    """Tell whether figures with points between them are day and month, in this order, in the languages."""
    return not all(has_habit((language,), MONTH_FIRST) for language in context.languages)


def _order(first: Token, second: Token, sep: str, context: Context) -> str | None:
    """Tell whether two numbers are day and month or month and day; None where nothing says so."""
    if second.sign == "r" or first.sign == "o":
        return "dmy"
    if context.order:
        return context.order
    if sep == "." and _day_first(context):
        return "dmy"
    top = 12
    if first.number > top or first.number == second.number:
        return "dmy"
    return "mdy" if second.number > top else None


def _numbers(match: re.Match[str], found: dict[str, Token], context: Context) -> Said | None:
    sep = match["sep"].strip()
    first, second = found["d"], found["m"]
    if match.start("y") == 0:  # 1941-07-08
        return Said(found["y"].number, second.number, first.number)
    if not sep and second.sign != "r":
        return None
    if "y" not in found:
        known = second.sign == "r" or context.order or _day_first(context)
        if sep == "-" or ("/" not in sep and not known):
            return None
        if not sep and not match["stop"]:
            return None
    year = read_year(found["y"], context) if "y" in found else None
    order = _order(first, second, "/" if "/" in sep else sep, context)
    day, month = (second, first) if order == "mdy" else (first, second)
    if not 1 <= month.number <= _MONTHS:
        message = f"no month {month.number}"
        raise Unread(message, month.start)
    said = Said(year, month.number, day.number, open_order=order is None)
    return _dual(said, found["y2"]) if "y2" in found else said


def _plain(name: str, match: re.Match[str], found: dict[str, Token], context: Context) -> Said | None:
    """Turn a match into what it says; None where the form does not hold after all."""
    month = found["m"].number if "m" in found else None
    day = found["d"].number if "d" in found else None
    row = found["f"].row if "f" in found else None
    if month is not None and not found["m"].row and not 1 <= month <= _MONTHS:
        return None  # "at 10.30": no day and month
    this = found.get("this")
    if name == "relative day":
        foreign = not has_habit(context.languages[:1], MONTH_FIRST)
        figure = foreign and found["d"].sign == "n" and bool(set("PV") & set(match["lead"]))
        if this is None and found["d"].sign != "o" and not figure:
            return None
        if this is None and "O" in match["lead"]:
            return None
        return Said(day=day, relative=_SHIFTS.get(this.row if this else "this_month", "month"))
    if name == "republican":
        return Said(found["ry"].number, found["t"].number, day, republican=True)
    if name == "month day" and found["d"].number > 31:  # noqa: PLR2004 (days)
        return None
    if name == "month day" and found["d"].sign == "n" and not has_habit(context.languages[:1], MONTH_FIRST):
        # "October 12" is a day in English; in German or French it may as well be the year
        raise Unread(_DAY_OR_YEAR, found["d"].start)
    if this is not None and this.sign == "I" and this.row != "this_month":
        return None
    stated = found.get("y") or found.get("Y")
    if name == "month year" and stated and stated.sign == "n" and stated.number <= 31:  # noqa: PLR2004 (days)
        return None
    year = read_year(stated, context) if stated else None
    if "m" in found and found["m"].row == COUNTED:
        since = year or (context.years[0] if context.years else 0)
        if since < _NEW_YEAR_MOVED:
            raise Unread(_OLD_COUNT, found["m"].start)
    said = Said(year, month, day, name=row)
    return _dual(said, found["y2"]) if "y2" in found else said


def read_single(
    signs: str, tokens: Sequence[Token], context: Context, *, beside: bool = False
) -> Said | None:
    """Read one date that fills the signs wholly, or return None. Raises Unread.

    `beside` allows what stands only beside another date, such as a bare day.
    """
    refused: Unread | None = None
    for name, form in _BESIDE if beside else FORMS:
        match = form.fullmatch(signs)
        if match is None:
            continue
        found = _tokens(match, tokens)
        if "y" in found and found["y"].end - found["y"].start < 2 and found["y"].sign in "nr":  # noqa: PLR2004
            continue  # no year has one digit
        if name == "month day stroke year" and found["y"].number <= 31:  # noqa: PLR2004 ("May 7/8": two days)
            continue
        if "y" in found and found["y"].sign == "n" and signs[: match.start("y")].endswith("i"):
            continue  # "3 May at 10": an hour
        try:
            said = (
                _numbers(match, found, context) if name == "numbers" else _plain(name, match, found, context)
            )
        except Unread as unread:
            refused = refused or unread
            continue
        if said is not None:
            return said
    if refused is not None:
        raise refused
    return None


_PART = re.compile(r"[PiOc]{0,2}(?P<p>p)[.]?[PiOj]{0,2}")


def read_part(signs: str, tokens: Sequence[Token], context: Context) -> Said | None:
    """Read a single date, or a part of one: "end of May 1801", "late in the autumn of 1813"."""
    match = _PART.match(signs)
    if match is None:
        return read_single(signs, tokens, context)
    said = read_single(signs[match.end() :], tokens[match.end() :], context)
    if said is None or said.day is not None or said.republican:
        return None
    return said._replace(part=tokens[match.start("p")].row)
