"""Dates: whether they exist, run forwards, and say in words what they say in attributes (TEI P5 13.4).

Words are read by the grammar that reads the dates of printed letters, which refuses whatever it does not
understand whole. So a contradiction that is told is one: the words name another day than the attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from lxml import etree

from letterbook.check.date_forms import ATTRIBUTES, DATING, Extent, dated, days_of, extent_of, said_by
from letterbook.check.date_words import is_known_slip, is_unsure, other_words, words_of
from letterbook.check.document import DATED, TEI, XML_LANG, Survey
from letterbook.check.old_style import is_old_style
from letterbook.problems import Problem, problem
from letterbook.values.dates.grammar import MONTH_FIRST
from letterbook.values.dates.lines import Context, Reading, read_date
from letterbook.words import has_habit, languages_of_dates
from letterbook.xml_input.place import place_of

_WORDED = ("date", "docDate", "origDate", "birth", "death")
#: Years before and after the attribute's within which "95" is read.
_CENTURY = 49

#: Words that make a date rough: it may then lie outside what they say.
_ROUGH = re.compile(
    r"\b(?:um|ca?|circa|zirka|etwa|gegen|about|around|abt|vers|environ)\b|[~≈]|[?]", re.IGNORECASE
)


def check_dates(seen: Survey) -> Iterator[Problem]:
    """Yield dates that no calendar has, spans that run backwards, words and attributes that disagree."""
    for element in seen.all(*DATED):
        yield from _attributes(element, seen.name)
    for element in seen.all(*_WORDED):
        words = words_of(element)
        if words:
            yield from _words(element, words, seen.name)


# ------------------------------------------------------------------ attributes


def _attributes(element: etree._Element, name: str) -> Iterator[Problem]:
    days: dict[str, Extent] = {}
    wrong = False
    for attribute, value in element.items():
        # other elements have @from and @to for other things
        if attribute not in ATTRIBUTES or (attribute in ("from", "to") and element.tag != f"{TEI}date"):
            continue
        is_iso = attribute.endswith("-iso")
        extent = days_of(value, is_iso=is_iso)
        if extent is None:
            wrong = True
            form = "ISO 8601" if is_iso else "XML Schema"
            said = f"@{attribute} reads '{value}', which is no date of {form}"
            yield problem("date-impossible", said, place_of(element, name))
        else:
            days[attribute.removesuffix("-iso")] = extent
    if wrong or len(days) < 2:  # noqa: PLR2004 (a span has two ends)
        return
    for start, end in (("from", "to"), ("notBefore", "notAfter")):
        if start in days and end in days and days[end].is_before(days[start]):
            first, last = (f"@{said_by(element, one)} is {dated(element, one)}" for one in (start, end))
            said = f"{first}, and {last}, which is earlier"
            yield problem("date-order", said, place_of(element, name))


# ------------------------------------------------------------------ words


def _words(element: etree._Element, words: str, name: str) -> Iterator[Problem]:
    said = extent_of(element)
    if said is None:
        yield from _unvalued(element, words, name)
        return
    if words in (dated(element, "when"), dated(element, "notBefore")) or _is_other_calendar(element):
        return
    year = int((said.first or said.last)[:4])
    reading = _read(words, year)
    if reading is None or is_unsure(element) or _can_agree(words, reading, element, said):
        return
    if is_known_slip(element):
        return
    for other in other_words(element):
        another = _read(other, year)
        if another is not None and _can_agree(other, another, element, said):
            return
    told = ", ".join(f"@{key} {element.get(key)}" for key in _IN_ORDER if element.get(key))
    code = _code(element)
    yield problem(
        code, f"The words are “{words}”, which is {_value(reading)}, and {told}", place_of(element, name)
    )


#: The dating attributes in the order in which they are told.
_IN_ORDER = (*DATING, *(f"{name}-iso" for name in DATING))


def _code(element: etree._Element) -> str:
    """Return the code by where a date stands: describing a letter, or something else, or in a letter."""
    for above in element.iterancestors(f"{TEI}correspDesc", f"{TEI}teiHeader", f"{TEI}back", f"{TEI}text"):
        if above.tag == f"{TEI}correspDesc":
            return "date-words"
        if any(up.tag in _QUOTED for up in element.iterancestors()):
            return "date-words-text"
        if above.tag == f"{TEI}teiHeader" or element.tag in (f"{TEI}birth", f"{TEI}death"):
            return "date-words-data"
        if any(up.tag in _REGISTERED for up in element.iterancestors()):
            return "date-words-data"
        return "date-words-text"
    return "date-words-data"


#: What is said in words that are not the editor's, also where it describes a letter.
_QUOTED = frozenset(TEI + tag for tag in ("stamp", "quote", "q", "cit"))
_REGISTERED = frozenset(TEI + tag for tag in ("person", "place", "org", "event", "bibl", "biblStruct"))


def _unvalued(element: etree._Element, words: str, name: str) -> Iterator[Problem]:
    """Yield a date of a letter's description that has words which can be read, and no attribute at all."""
    parent = element.getparent()
    if parent is None or parent.tag != f"{TEI}correspAction" or _is_dated(element) or is_unsure(element):
        return
    reading = _read(words, None)
    if reading is not None and reading.inherits is None:
        message = f"“{words}” can be read as {_value(reading)}, and no attribute says so"
        yield problem("date-unvalued", message, place_of(element, name))


def _is_dated(element: etree._Element) -> bool:
    return any(attribute.partition("-")[0] in DATING or attribute == "dur" for attribute in element.attrib)


def _is_other_calendar(element: etree._Element) -> bool:
    calendar = (element.get("calendar") or element.get("datingMethod") or "gregorian").lower()
    return "gregorian" not in calendar or any(a.endswith("-custom") for a in element.attrib)


@lru_cache(maxsize=4096)
def _read(words: str, year: int | None) -> Reading | None:
    """Read words as a date, in the languages letterbook has; `year` tells the century of a short year."""
    years = None if year is None else (max(year - _CENTURY, 1), year + _CENTURY)
    reading = read_date(words, Context(languages_of_dates(), years, years_alone=True))
    return reading if isinstance(reading, Reading) else None


def _can_agree(words: str, reading: Reading, element: etree._Element, said: Extent) -> bool:
    """Tell whether words and attributes can mean the same day, in any way in which such words are meant."""
    return (
        _agree(words, reading, element, said)
        or _is_month_first(words, reading, element)
        or _is_year_elsewhere(words, dated(element, "when"))
    )


def _agree(words: str, reading: Reading, element: etree._Element, said: Extent) -> bool:
    """Tell whether what the words say and what the attributes say can be the same day."""
    when = reading.when
    if reading.inherits is not None:
        return _agree_in_part(reading, dated(element, "when"))
    first, last = (
        days_of(when.when or when.start or when.not_before or ""),
        days_of(when.when or when.end or when.not_after or ""),
    )
    read = Extent(first.first if first else "", last.last if last else "")
    if not (read.is_before(said) or said.is_before(read)):
        return _agree_in_ends(words, read, element)
    if _ROUGH.search(words) and not (when.when and len(when.when) == len("1895-10-12")):
        return True
    if when.custom and when.calendar != "julian":
        return True
    printed = days_of(when.custom, is_iso=True) if when.custom else None
    if printed is not None and not (printed.is_before(said) or said.is_before(printed)):
        return True  # the attribute has the day as it is printed
    return is_old_style(read, said) or (printed is not None and is_old_style(printed, said))


def _is_year_elsewhere(words: str, when: str) -> bool:
    """Tell whether a figure beside a month's name is the year of the attribute: "Juli 07", "02 Jun 24".

    Read as a day, such a figure would contradict an attribute that means the same.
    """
    found = _WITH_MONTH.fullmatch(words)
    if found is None or len(when) != len("1895-10-12"):
        return False
    before, after = found["before"], found["after"]
    if before:
        return (before, after) == (when[2:4], when[8:])  # the year first, as on postmarks
    read = _read(f"1 {found['month']} {when[:4]}", int(when[:4]))
    return after == when[2:4] and read is not None and (read.when.when or "")[:7] == when[:7]


#: A month's name with one or two figures that have two digits each.
_WITH_MONTH = re.compile(r"\W*(?:(?P<before>\d\d)\W+)?(?P<month>[^\W\d]+)\W+(?P<after>\d\d)\W*")


def _is_month_first(words: str, reading: Reading, element: etree._Element) -> bool:
    """Tell whether figures say the attribute's day if the month is named first, as some write in English."""
    when, read = dated(element, "when"), reading.when.when or ""
    if not _FIGURES.fullmatch(words) or not len(when) == len(read) == len("1895-10-12"):
        return False
    if (read[:4], read[5:7], read[8:]) != (when[:4], when[8:], when[5:7]):
        return False
    spoken = next((up.get(XML_LANG) for up in (element, *element.iterancestors()) if up.get(XML_LANG)), None)
    languages = [spoken] if spoken else element.getroottree().xpath("//t:language/@ident", namespaces=_T)
    return not languages or any(
        has_habit((str(language).split("-")[0],), MONTH_FIRST) for language in languages
    )


#: A date in figures alone.
_FIGURES = re.compile(r"\W*\d{1,2}\W+\d{1,2}\W+\d{2,4}\W*")
_T = {"t": TEI[1:-1]}


def _agree_in_part(reading: Reading, when: str) -> bool:
    """Compare words without a year, or with nothing but a weekday, with the attribute's day."""
    if len(when) != len("1895-10-12") or not days_of(when):
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
        return is_old_style(Extent(other.isoformat(), other.isoformat()), Extent(when, when))
    return True


def _agree_in_ends(words: str, read: Extent, element: etree._Element) -> bool:
    """Compare both ends of a span that is written out in words: "12. 10. 1895 – 16. 10. 1895"."""
    first = dated(element, "from") or dated(element, "notBefore")
    last = dated(element, "to") or dated(element, "notAfter")
    if not all(len(value) == len("1895-10-12") for value in (first, last)) or read.first == read.last:
        return True
    numbers = {int(number) for number in re.findall(r"\d+", words)}
    written = all(value and int(value[8:]) in numbers and int(value[:4]) in numbers for value in read)
    return not written or (read.first, read.last) == (first, last)


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
