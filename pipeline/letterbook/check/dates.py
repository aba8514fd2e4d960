"""Dates: whether they exist, run forwards, and say in words what they say in attributes (TEI P5 13.4).

Words are read by the grammar that reads the dates of printed letters, which refuses whatever it does not
understand whole. So a contradiction that is told is one: the words name another day than the attribute.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from letterbook.check.document import DATED, TEI, XML_LANG, Survey
from letterbook.problems import Problem, problem
from letterbook.values.dates.lines import Context, Reading, read_date
from letterbook.words import read_languages
from letterbook.xml_input.place import place_of

_WORDED = ("date", "docDate", "origDate", "birth", "death")
#: The languages whose words of dates are read: where two disagree about a word, the first is believed.
_LANGUAGES = tuple(dict.fromkeys(("en", "de", "fr", *read_languages())))
#: Years before and after the attribute's within which "95" is read.
_CENTURY = 49

#: The forms of att.datable.w3c: XML Schema's dates and times.
_ZONE = r"(?:Z|[+-]\d\d:\d\d)?"
_TIME = r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
_FORM = re.compile(
    rf"(?:-?(?P<year>\d{{4,}})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T{_TIME})?)?)?"
    rf"|--(?P<of>\d\d)(?:-(?P<on>\d\d))?|---(?P<alone>\d\d)|{_TIME}){_ZONE}"
)
#: Words that make a date rough: it may then lie outside what they say.
_ROUGH = re.compile(
    r"\b(?:um|ca?|circa|zirka|etwa|gegen|about|around|abt|vers|environ)\b|[~≈]|[?]", re.IGNORECASE
)
_PARTS_OF_TEXT = frozenset(TEI + name for name in ("note", "corr", "reg", "expan", "supplied"))


class Extent(NamedTuple):
    """The days between which something lies, as ISO days; "" where an end is open."""

    first: str
    last: str

    def is_before(self, other: Extent) -> bool:
        """Tell whether this ends before the other begins."""
        return bool(self.last and other.first and self.last < other.first)


def check_dates(seen: Survey) -> Iterator[Problem]:
    """Yield dates that no calendar has, spans that run backwards, words and attributes that disagree."""
    for element in seen.all(*DATED):
        yield from _attributes(element, seen.name)
    for element in seen.all(*_WORDED):
        words = words_of(element)
        if words:
            yield from _words(element, words, seen.name)


def extent_of(element: etree._Element) -> Extent | None:
    """Return the days between which the attributes of a date put it; None if they do not say, or wrongly."""
    get = element.get
    if when := get("when"):
        days = _days(when)
        return days if days and days.first else None
    first, last = _days(get("from") or get("notBefore") or ""), _days(get("to") or get("notAfter") or "")
    if (first and first.first) or (last and last.last):
        return Extent(first.first if first else "", last.last if last else "")
    return None


def words_of(element: etree._Element) -> str:
    """Return the words of an element on one line, as they were printed: without notes and corrections."""
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join("".join(_texts(element)).split())


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _PARTS_OF_TEXT:
            yield from (" ",) if child.tag in (f"{TEI}lb", f"{TEI}pb", f"{TEI}space") else _texts(child)
        yield child.tail or ""


# ------------------------------------------------------------------ attributes


def _attributes(element: etree._Element, name: str) -> Iterator[Problem]:
    days: dict[str, Extent] = {}
    wrong = False
    for attribute, value in element.items():
        # other elements have @from and @to for other things
        if attribute not in _DATING or (attribute in ("from", "to") and element.tag != f"{TEI}date"):
            continue
        extent = _days(value)
        if extent is None:
            wrong = True
            said = f"@{attribute} reads '{value}', which is no date of XML Schema"
            yield problem("date-impossible", said, place_of(element, name))
        else:
            days[attribute] = extent
    if wrong or len(days) < 2:  # noqa: PLR2004 (a span has two ends)
        return
    for start, end in (("from", "to"), ("notBefore", "notAfter")):
        if start in days and end in days and days[end].is_before(days[start]):
            said = f"@{start} is {element.get(start)}, and @{end} is {element.get(end)}, which is earlier"
            yield problem("date-order", said, place_of(element, name))


@lru_cache(maxsize=4096)
def _days(value: str) -> Extent | None:
    """Return the first and the last day that a value of XML Schema covers, None if there is no such date.

    What names no year of ours covers no days that could be compared: both are "". The 31st stands for the
    last day of any month, since days are only compared.
    """
    form = _FORM.fullmatch(value.strip())
    if form is None or not _exists(form):
        return None
    year, month, day = form["year"], form["month"], form["day"]
    if not year or len(year) != len("1895") or value.lstrip().startswith("-"):
        return Extent("", "")
    return Extent(f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}")


def _exists(form: re.Match[str]) -> bool:
    month, day = form["month"] or form["of"], form["day"] or form["on"] or form["alone"]
    if month and not 1 <= int(month) <= 12:  # noqa: PLR2004 (months)
        return False
    if not day or not 1 <= int(day) <= _DAYS[int(month or 1)]:
        return not day
    return (month, day) != ("02", "29") or not form["year"] or isleap(int(form["year"]))


#: The most days of each month, from 1.
_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


# ------------------------------------------------------------------ words


def _words(element: etree._Element, words: str, name: str) -> Iterator[Problem]:
    said = extent_of(element)
    if said is None:
        yield from _unvalued(element, words, name)
        return
    if words in (element.get("when"), element.get("notBefore")) or _is_other_calendar(element):
        return
    reading = _read(words, int((said.first or said.last)[:4]))
    if reading is None or _agree(words, reading, element, said) or _is_month_first(words, reading, element):
        return
    told = ", ".join(f"@{key} {element.get(key)}" for key in _DATING if element.get(key))
    code = _code(element)
    yield problem(
        code, f"The words are “{words}”, which is {_value(reading)}, and {told}", place_of(element, name)
    )


_DATING = ("when", "from", "to", "notBefore", "notAfter")


def _code(element: etree._Element) -> str:
    """Return the code by where a date stands: describing a letter, or something else, or in a letter."""
    for above in element.iterancestors(f"{TEI}correspDesc", f"{TEI}teiHeader", f"{TEI}back", f"{TEI}text"):
        if above.tag == f"{TEI}correspDesc":
            return "date-words"
        if above.tag == f"{TEI}teiHeader" or element.tag in (f"{TEI}birth", f"{TEI}death"):
            return "date-words-data"
        if any(up.tag in _REGISTERED for up in element.iterancestors()):
            return "date-words-data"
        return "date-words-text"
    return "date-words-data"


_REGISTERED = frozenset(TEI + tag for tag in ("person", "place", "org", "event", "bibl", "biblStruct"))


def _unvalued(element: etree._Element, words: str, name: str) -> Iterator[Problem]:
    """Yield a date of a letter's description that has words which can be read, and no attribute at all."""
    parent = element.getparent()
    if parent is None or parent.tag != f"{TEI}correspAction" or _is_dated(element):
        return
    reading = _read(words, None)
    if reading is not None and reading.inherits is None:
        message = f"“{words}” can be read as {_value(reading)}, and no attribute says so"
        yield problem("date-unvalued", message, place_of(element, name))


def _is_dated(element: etree._Element) -> bool:
    return any(attribute.partition("-")[0] in _DATING or attribute == "dur" for attribute in element.attrib)


def _is_other_calendar(element: etree._Element) -> bool:
    calendar = (element.get("calendar") or element.get("datingMethod") or "gregorian").lower()
    return "gregorian" not in calendar or any(a.endswith("-custom") for a in element.attrib)


@lru_cache(maxsize=4096)
def _read(words: str, year: int | None) -> Reading | None:
    """Read words as a date, in the languages letterbook has; `year` tells the century of a short year."""
    years = None if year is None else (max(year - _CENTURY, 1), year + _CENTURY)
    reading = read_date(words, Context(_LANGUAGES, years, years_alone=True))
    return reading if isinstance(reading, Reading) else None


def _agree(words: str, reading: Reading, element: etree._Element, said: Extent) -> bool:
    """Tell whether what the words say and what the attributes say can be the same day."""
    when = reading.when
    if reading.inherits is not None:
        return _agree_in_part(reading, element.get("when", ""))
    first, last = (
        _days(when.when or when.start or when.not_before or ""),
        _days(when.when or when.end or when.not_after or ""),
    )
    read = Extent(first.first if first else "", last.last if last else "")
    if not (read.is_before(said) or said.is_before(read)):
        return _agree_in_ends(words, read, element)
    if _ROUGH.search(words) and not (when.when and len(when.when) == len("1895-10-12")):
        return True
    return _is_old_style(read, said) or bool(when.custom)


def _is_month_first(words: str, reading: Reading, element: etree._Element) -> bool:
    """Tell whether figures say the attribute's day if the month is named first, as some write in English."""
    when, read = element.get("when", ""), reading.when.when or ""
    if not _FIGURES.fullmatch(words) or not len(when) == len(read) == len("1895-10-12"):
        return False
    if (read[:4], read[5:7], read[8:]) != (when[:4], when[8:], when[5:7]):
        return False
    spoken = next((up.get(XML_LANG) for up in (element, *element.iterancestors()) if up.get(XML_LANG)), None)
    languages = [spoken] if spoken else element.getroottree().xpath("//t:language/@ident", namespaces=_T)
    return not languages or any(str(language).startswith("en") for language in languages)


#: A date in figures alone.
_FIGURES = re.compile(r"\W*\d{1,2}\W+\d{1,2}\W+\d{2,4}\W*")
_T = {"t": TEI[1:-1]}


def _agree_in_part(reading: Reading, when: str) -> bool:
    """Compare words without a year, or with nothing but a weekday, with the attribute's day."""
    if len(when) != len("1895-10-12") or not _days(when):
        return True
    day = date.fromisoformat(when)
    if reading.inherits == "weekday" and reading.weekday is not None:
        return reading.weekday == day.isoweekday()
    stated = reading.when.when or ""
    if reading.inherits == "year" and stated.startswith("--") and len(stated) == len("--10-12"):
        if stated[2:] == when[5:]:
            return True
        try:
            other = date(day.year, int(stated[2:4]), int(stated[5:]))
        except ValueError:
            return True
        return _is_old_style(Extent(other.isoformat(), other.isoformat()), Extent(when, when))
    return True


def _agree_in_ends(words: str, read: Extent, element: etree._Element) -> bool:
    """Compare both ends of a span that is written out in words: "12. 10. 1895 – 16. 10. 1895"."""
    first = element.get("from") or element.get("notBefore") or ""
    last = element.get("to") or element.get("notAfter") or ""
    if not all(len(value) == len("1895-10-12") for value in (first, last)) or read.first == read.last:
        return True
    numbers = {int(number) for number in re.findall(r"\d+", words)}
    written = all(value and int(value[8:]) in numbers and int(value[:4]) in numbers for value in read)
    return not written or (read.first, read.last) == (first, last)


def _is_old_style(read: Extent, said: Extent) -> bool:
    """Tell whether two days are one: in the old calendar, in a year that began in March, or in both."""
    if read.first != read.last or said.first != said.last:
        return False
    try:
        old, new = date.fromisoformat(read.first), date.fromisoformat(said.first)
    except ValueError:
        return False
    year = new.year - (new.month < 3)  # noqa: PLR2004 (the calendars part at the end of February)
    behind = timedelta(year // 100 - year // 400 - 2) if new.year < _LAST_JULIAN else timedelta()
    if (old.month, old.day) < (3, 25) and new.year <= _LAST_LADY_DAY:
        later = old + timedelta(365 + isleap(old.year + 1) * (old.month > 2))  # noqa: PLR2004 (February)
        if new - later in (timedelta(), behind):
            return True
    return new - old == behind


#: When the last countries of Europe left the Julian calendar, and the beginning of the year in March.
_LAST_JULIAN, _LAST_LADY_DAY = 1930, 1800


def _value(reading: Reading) -> str:
    """Write what words were read as."""
    when = reading.when
    if reading.inherits == "weekday":
        days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        return f"a {days[(reading.weekday or 1) - 1]}"
    if when.when:
        return when.when
    first, last = when.start or when.not_before, when.end or when.not_after
    if first and last:
        return f"{first} to {last}"
    return f"not before {first}" if first else f"not after {last}"
