"""Words of dates against their attributes: what contradicts is told, what can be the same day never."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.check.many_files import check_document
from letterbook.problems import CODES, Severity

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>
<correspAction type="sent"><persName key="a">A</persName>{sent}</correspAction>
<correspAction type="received"><persName key="b">B</persName></correspAction></correspDesc></profileDesc>
<fileDesc>{header}</fileDesc></teiHeader><text><body><p>{text}</p></body>
<back><listPerson><person xml:id="p">{person}</person></listPerson></back></text></TEI>"""


def told(sent: str = '<date when="1801"/>', **parts: str) -> list[str]:
    empty = dict.fromkeys(("header", "text", "person"), "")
    data = TEI.format(**(empty | {"sent": sent} | parts)).encode()
    return [p.code for p in check_document(data, "l.xml").problems]


AGREE = [
    ("12. 10. 1895", 'when="1895-10-12"'),
    ("[12. 10. 1895]", 'when="1895-10-12"'),
    ("12. Oktober 1895", 'when="1895-10-12"'),
    ("October 12th, 1895", 'when="1895-10-12"'),
    ("le 12 octobre 1895", 'when="1895-10-12"'),
    ("1895-10-12", 'when="1895-10-12"'),
    ("Saturday", 'when="1895-10-12"'),
    ("12/10 95", 'when="1895-10-12"'),  # day and month may stand in either order: not read
    ("10/10 95", 'when="1895-10-10"'),
    ("Oktober 1895", 'when="1895-10-12"'),  # less than the attribute
    ("1895", 'when="1895-10-12"'),
    ("12. 10. 1895", 'when="1895-10"'),  # more than it
    ("12. 10.", 'when="1895-10-12"'),
    ("12. 10. 1895", 'notBefore="1895-10-01" notAfter="1895-10-31"'),
    ("12. 10. 1895", 'notAfter="1895-10-12"'),
    ("vor dem 12. 10. 1895", 'notAfter="1895-10-11"'),
    ("[12. 10. 1895 – 16. 10. 1895?]", 'notBefore="1895-10-12" notAfter="1895-10-16"'),
    ("Sommer 1895", 'notBefore="1895-06-21" notAfter="1895-09-23"'),
    ("Ende Mai 1895", 'notBefore="1895-05-25" notAfter="1895-05-31"'),
    ("um 1895", 'when="1897"'),
    ("ca. 1895", 'notBefore="1896" notAfter="1899"'),
    ("30 September 1895", 'when="1895-10-12"'),  # the old style of the same day
    ("1 October 1712", 'when="1712-10-12"'),
    ("10 February 1711", 'when="1712-02-10"'),  # the year begins in March
    ("10 February 1711", 'when="1712-02-21"'),  # and in the old style
    ("30 September 1895", 'when="1895-10-12" calendar="#julian"'),
    ("3 Brumaire an IV", 'when="1795-10-25"'),
    ("the day before yesterday", 'when="1895-10-12"'),
    ("12. 10. 1895", 'when="-0044"'),
    ("12. 10. 1895", 'when="soon"'),  # told as date-impossible, and not as more than that
]
DISAGREE = [
    ("12. 10. 1895", 'when="1895-10-21"'),
    ("12. 10. 1895", 'when="1894-10-12"'),
    ("12. Oktober 1895", 'when="1895-12-10"'),
    ("October 12th, 1895", 'when="1895-11"'),
    ("October 1895", 'when="1895-11-12"'),
    ("1895", 'when="1896-01-01"'),
    ("12. 10.", 'when="1895-10-21"'),
    ("Monday", 'when="1895-10-12"'),
    ("12. 10. 1895", 'notBefore="1895-10-13"'),
    ("12. 10. 1895", 'notAfter="1895-10-11"'),
    ("[12. 10. 1895 – 16. 10. 1895?]", 'notBefore="1895-10-12" notAfter="1895-10-14"'),
    ("12. 10. 1895 – 16. 10. 1895", 'from="1895-10-11" to="1895-10-16"'),
    ("12. 10. 1895?", 'when="1895-10-13"'),
    ("30 September 1955", 'when="1955-10-13"'),  # no country counted so any more
    ("10 February 1811", 'when="1812-02-10"'),
]


@pytest.mark.parametrize(("words", "attributes"), AGREE)
def test_what_can_be_the_same_day_is_not_told(words, attributes):
    assert "date-words" not in told(f"<date {attributes}>{words}</date>")


@pytest.mark.parametrize(("words", "attributes"), DISAGREE)
def test_what_contradicts_is_told(words, attributes):
    assert told(f"<date {attributes}>{words}</date>") == ["date-words"]


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("", []),
        ("en", []),
        ("en-US", []),
        ("de", ["date-words"]),
        ("de-AT", ["date-words"]),
        ("fr", ["date-words"]),
    ],
)
def test_a_month_named_first_is_told_only_where_nobody_writes_so(language, found):
    words = "11. 10. 1894"
    lang = f' xml:lang="{language}"' if language else ""
    assert told(f'<date when="1894-11-10"{lang}>{words}</date>') == found
    assert told(f'<date when="1894-11-11"{lang}>{words}</date>') == ["date-words"]
    if language:
        usage = f"<langUsage><language ident='{language}'/></langUsage>"
        assert told(f'<date when="1894-11-10">{words}</date>', header=usage) == found


def test_where_it_stands_tells_how_much_it_matters():
    wrong = '<date when="1895-10-21">12. 10. 1895</date>'
    assert told(wrong) == ["date-words"]
    assert told(header=wrong) == ["date-words-data"]
    assert told(person=f"<birth>{wrong}</birth>") == ["date-words-data"]
    assert told(text=wrong) == ["date-words-text"]
    severities = [CODES[code].severity for code in ("date-words", "date-words-data", "date-words-text")]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.NOTE]


@pytest.mark.parametrize(
    "words",
    [
        "12. <hi>10.</hi> 1895",
        "12. 10.<lb/>1895",
        "12. 10. <choice><sic>1895</sic><corr>1896</corr></choice>",
        "12. 10. 1895<note>or later, 1897</note>",
        "12. 10.\n   1895",
    ],
)
def test_words_are_those_of_the_print(words):
    assert told(f'<date when="1895-10-12">{words}</date>') == []
    assert told(f'<date when="1895-10-21">{words}</date>') == ["date-words"]


MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}


@given(st.dates(date(1801, 1, 1), date(1899, 12, 31)), st.integers(-400, 400), st.sampled_from(("de", "en")))
def test_a_day_in_words_agrees_with_itself_and_its_old_style_alone(day, other, language):
    month = MONTHS[language].split()[day.month - 1]
    words = f"{day.day}{'.' * (language == 'de')} {month} {day.year}"
    assert told(f'<date when="{day}">{words}</date>') == []
    shown = day + timedelta(days=other)
    found = told(f'<date when="{shown}">{words}</date>')
    behind = 11 if shown < date(1800, 3, 1) else 12
    assert (found == []) == (other in (0, behind))
