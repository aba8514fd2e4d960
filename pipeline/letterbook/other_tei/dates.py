"""The dates of letters in other people's TEI: in one form, and found where the description has none."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence

from lxml import etree

from letterbook.other_tei.trees import path_of
from letterbook.values.dates.lines import Context, Reading, find_dates, read_line
from letterbook.words import languages_of_dates

_T = "{http://www.tei-c.org/ns/1.0}"
_DATING = ("when", "from", "notBefore", "to", "notAfter")
#: A day, month or year that can be shown in words and ordered.
_PLAIN = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)T.*")
_UNKNOWN = re.compile(r"[\dX]{4}(?:-[\dX]{2}){0,2}")
#: Signs of the extended format that say how sure a date is.
_SURE = re.compile(r"[?~%]")
#: The least and the most of each figure of a month and a day, for those that are not known.
_LEAST, _MOST = ("01", "01"), ("12", "31")
#: Where else in a header a letter's date may be coded.
_CODED = ("profileDesc/creation/date", "fileDesc/titleStmt/title/date", "fileDesc/sourceDesc//origDate")
#: The years within which letters are dated in titles and datelines.
_YEARS = (1000, 2100)


def settle_dates(description: etree._Element) -> None:
    """Bring the dates of a description to days, months and years that can be shown and ordered.

    What is said in another form is shown in the words of its editors, if there are any.
    """
    for date in description.iter(f"{_T}date"):
        for name in _DATING:
            value = date.get(name) or date.get(f"{name}-iso") or date.get(f"{name}-custom")
            if value:
                _settle(date, name, value.strip())
        if date.get("notBefore") and date.get("notBefore") == date.get("notAfter") and not date.get("when"):
            date.set("when", date.get("notBefore") or "")
            del date.attrib["notBefore"], date.attrib["notAfter"]


def _settle(date: etree._Element, name: str, value: str) -> None:
    value = _SURE.sub("", value)
    if timed := _TIMED.fullmatch(value):
        value = timed[1]
    if _PLAIN.fullmatch(value):
        date.set(name, value)
        return
    first, slash, last = value.partition("/")
    if slash or "X" in value:
        date.attrib.pop(name, None)
        for end, said, widest in (("notBefore", first, _LEAST), ("notAfter", last or first, _MOST)):
            if day := _widest(said, widest):
                date.set(end, day)
    elif value.startswith("-"):
        date.set(name, value)  # a day of no year, a year before ours
    if " ".join(date.itertext()).strip():
        date.set("type", "as-written")


def _widest(value: str, widest: tuple[str, str]) -> str:
    """Return the first or the last day that a value with unknown figures may be; "" for any other value."""
    value = _TIMED.sub(r"\1", value)
    if not _UNKNOWN.fullmatch(value) or "X" not in value:
        return value if _PLAIN.fullmatch(value) else ""
    is_first = widest is _LEAST
    year, *rest = (part.replace("X", "0" if is_first else "9") for part in value.split("-"))
    if rest:
        rest[0] = min(max(rest[0], "01"), "12")
    if len(rest) == 2:  # noqa: PLR2004 (month and day)
        month = int(rest[0])
        last = monthrange(max(int(year), 1), month)[1]
        rest[1] = min(max(rest[1], "01"), f"{last:02}")
    return "-".join((year, *rest))


def day_of(description: etree._Element) -> str:
    """Return what letters are ordered by: the day of sending, or of receipt, the first it may be; or ""."""
    for kind in ("sent", "received"):
        for action in description.iterchildren(f"{_T}correspAction"):
            for date in action.iter(f"{_T}date") if action.get("type") == kind else ():
                for name in _DATING:
                    if found := _PLAIN.match(date.get(name) or ""):
                        return found[0]
    return ""


def date_letter(
    description: etree._Element, letter: etree._Element, header: etree._Element, titles: Sequence[str]
) -> None:
    """Give a description without a date the one of the letter's dateline, of its header, or of its title."""
    if day_of(description) or any(each.get("type") == "as-written" for each in description.iter(f"{_T}date")):
        return
    found = next(_dates(letter, header, titles), None)
    if found is None:
        return
    sent = next((a for a in description.iterchildren(f"{_T}correspAction") if a.get("type") == "sent"), None)
    if sent is None:
        sent = etree.Element(f"{_T}correspAction", type="sent")
        description.insert(0, sent)
    for empty in [each for each in sent.iterchildren(f"{_T}date") if not "".join(each.itertext()).strip()]:
        sent.remove(empty)
    sent.append(found)


def _dates(letter: etree._Element, header: etree._Element, titles: Sequence[str]) -> Iterator[etree._Element]:
    """Yield the dates of a letter, the surest first: coded in its dateline, its header, read in its words."""
    lines = [each for each in letter.iter(f"{_T}dateline", f"{_T}opener") if not _is_quoted(each, letter)]
    coded = [date for line in lines for date in line.iter(f"{_T}date")]
    coded += [each for each in letter.iter(f"{_T}docDate") if not _is_quoted(each, letter)]
    for path in _CODED:
        coded += header.iterfind(path_of(path))
    for date in coded:
        known = etree.Element(f"{_T}date")
        for name in _DATING:
            if value := date.get(name) or date.get(f"{name}-iso"):
                _settle(known, name, value.strip())
        if any(_PLAIN.fullmatch(known.get(name) or "") for name in _DATING):
            yield known
    context = Context(languages_of_dates(), _YEARS)
    for line in lines if lines and lines[0].tag == f"{_T}dateline" else lines[1:]:
        reading = read_line(" ".join("".join(line.itertext()).split()), context)
        yield from _inferred([reading] if isinstance(reading, Reading) else [])
    for title in titles:
        yield from _inferred(list(find_dates(title, context)))


def _is_quoted(element: etree._Element, letter: etree._Element) -> bool:
    quoting = (f"{_T}floatingText", f"{_T}note", f"{_T}quote", f"{_T}q")
    return any(above.tag in quoting for above in element.iterancestors() if above is not letter)


def _inferred(readings: Sequence[Reading]) -> Iterator[etree._Element]:
    """Yield the only whole date that words have, marked as inferred; two would be a guess."""
    whole = [one for one in readings if one.inherits is None and _PLAIN.fullmatch(one.when.when or "")]
    if len(whole) == 1 and len(readings) == 1:
        yield etree.Element(f"{_T}date", when=whole[0].when.when or "", evidence="internal")
