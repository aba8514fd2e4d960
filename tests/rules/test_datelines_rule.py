"""Which lines date a letter or say what became of it, and which lines only speak of a day."""

from __future__ import annotations

import pytest

from letterbook.model import Cert, Source, Span, When
from letterbook.read.page import read_lines
from letterbook.rules.datelines import find_datelines, read_end, title_years, years_of
from letterbook.values.dates.lines import Context, Reading


def found(text: str, language: str = "en", **known) -> list[tuple[str, str, str | None]]:
    """Return the kind of every finding, its words, and the day that was read."""
    source = Source("t", text, "")
    rows = find_datelines(read_lines(source), Context((language,), **known))
    return [(f.kind, source.quote(f.span), reading.when.when) for f, reading in rows]


DATED = [
    ("en", "3 May 1843", "dateline", "1843-05-03"),
    ("en", "Leeds, 3 May 1843.", "dateline", "1843-05-03"),
    ("en", "Leeds,\n3 May 1843", "dateline", "1843-05-03"),
    ("en", "[Leeds, May 3, 1843.]", "dateline", "1843-05-03"),
    ("en", "The year 1843", "dateline", "1843"),
    ("en", "Received on July 8, 1841", "headline", "1841-07-08"),
    ("en", "Sent on July 8, 1841", "headline", "1841-07-08"),
    ("de", "Weimar, den 3. Mai 1798", "dateline", "1798-05-03"),
    ("de", "Erhalten am 3. Mai 1798", "headline", "1798-05-03"),
    ("de", "Abgesandt am 3. Mai 1798", "headline", "1798-05-03"),
    ("fr", "Paris, le 3 mai 1798", "dateline", "1798-05-03"),
    ("fr", "Reçue le 3 mai 1798", "headline", "1798-05-03"),
    ("fr", "17/5 janvier 1813", "dateline", "1813-01-17"),
]


@pytest.mark.parametrize(("language", "text", "kind", "day"), DATED)
def test_a_line_that_is_a_date_and_nothing_else_dates_a_letter(language, text, kind, day):
    assert found(text, language) == [(kind, text, day)]


CALLED = [
    ("en", "Leeds, 3 May 1843. 4", "1843-05-03"),
    ("en", "May 1843 [2]", "1843-05"),
    ("en", "Leeds, 3 May 1843.*", "1843-05-03"),
    ("de", "Weimar, 3. Mai 1798. 1)", "1798-05-03"),
    ("fr", "Paris, 3 mai 1798 (2)", "1798-05-03"),
]


@pytest.mark.parametrize(("language", "text", "day"), CALLED)
def test_a_call_at_the_end_is_let_be(language, text, day):
    assert found(text, language) == [("dateline", text, day)]


SHORT = [
    ("en", "18 February.", "year"),
    ("en", "Same date.", "date"),
    ("en", "Monday evening", "weekday"),
    ("de", "3. Mai", "year"),
    ("de", "Am selben Tage", "date"),
    ("fr", "Ce mardi", "weekday"),
    ("fr", "Même date, au soir.", "date"),
]


@pytest.mark.parametrize(("language", "text", "inherits"), SHORT)
def test_a_date_may_lack_what_the_letter_before_says(language, text, inherits):
    rows = list(find_datelines(read_lines(Source("t", text, "")), Context((language,))))
    assert [(f.kind, reading.inherits) for f, reading in rows] == [("dateline", inherits)]


LOOSE = [
    ("en", "Lot 11, on the river, 20th October, 1831.", "1831-10-20"),
    ("en", "1843", "1843"),
    ("en", "Leeds, 1843", "1843"),
    ("de", "Zelt 11, hinter der großen Mühle, 3. Mai 1798", "1798-05-03"),
    ("fr", "Dans ma cabane, le soir, 3 mai 1798", "1798-05-03"),
]


@pytest.mark.parametrize(("language", "text", "day"), LOOSE)
def test_a_line_that_ends_in_a_date_is_a_loose_dateline(language, text, day):
    source = Source("t", text, "")
    rows = list(find_datelines(read_lines(source), Context((language,))))
    assert [(f.kind, r.when.when) for f, r in rows] == [("dateline.loose", day)]


NO_DATE = [
    ("en", ""),
    ("en", "12"),
    ("en", "No. 12"),
    ("en", "London"),
    ("en", "The ship came on 3 May 1843"),
    ("en", "see the Gazette of 3 May 1843."),
    ("en", "I came home on Monday"),
    ("en", "In May 1843 we all went to the fair, and there was no end of dancing."),
    ("en", "Ann Orme, born 3 May 1843"),
    ("de", "Er kam am 3. Mai 1798 nach Hause."),
    ("de", "Band 3"),
    ("de", "An denselben"),
    ("fr", "Il arriva le 3 mai 1798"),
    ("fr", "Mme de Brun"),
    ("fr", "Tome 3, 1798 pages"),
]


@pytest.mark.parametrize(("language", "text"), NO_DATE)
def test_a_line_that_speaks_of_a_day_dates_nothing(language, text):
    assert found(text, language) == []


def test_a_paragraph_of_prose_dates_nothing_though_its_last_line_does():
    text = (
        "We sailed at noon with a fair wind and all the sails set, and came\n"
        "to the harbour of Leith, where we lay at anchor till the evening of\n"
        "3 May 1843\n"
    )
    assert found(text * 2) == []


def test_a_line_as_long_as_a_paragraph_is_no_dateline():
    assert found("Leeds," + " " * 200 + "3 May 1843") == []


def test_the_years_of_the_book_complete_short_years():
    assert found("3 May 43", years=(1840, 1850)) == [("dateline", "3 May 43", "1843-05-03")]


ENDS = [
    ("en", "John Orme to Ann Reed. Leeds, 3 May 1843", 23, "1843-05-03"),
    ("en", "ORME TO REED (3 May 1843)", 14, "1843-05-03"),
    ("de", "Brandt an Stern. Weimar, 3. Mai 1798", 17, "1798-05-03"),
    ("fr", "Morel à Vidal — 3 mai 1798", 16, "1798-05-03"),
    ("en", "John Orme to Ann Reed", None, None),
    ("en", "John Orme to Ann Reed, Monday", None, None),
    ("en", "Orme to Reed, 12", None, None),
    ("de", "Brandt an Stern. 3. Mai", None, None),
]


@pytest.mark.parametrize(("language", "text", "start", "day"), ENDS)
def test_a_heading_may_end_in_a_date(language, text, start, day):
    end = read_end(text, Context((language,)))
    assert (end and end[0], end and end[1].when.when) == (start, day)


def test_the_first_lines_of_a_book_name_its_years():
    lines = ["LETTERS OF ANN REED", "1841-1859", "sold at 1200 pounds, No. 18431", *["text"] * 40, "1900"]
    assert title_years(read_lines(Source("t", "\n".join(lines), ""))) == (1841, 1859)


def reading(**when: str) -> Reading:
    return Reading(When(**when), Span(0, 1))


def test_the_years_of_a_book_are_those_of_nearly_all_its_datelines():
    readings = [reading(when=f"18{n % 10 + 41}-05-03") for n in range(98)]
    assert years_of([*readings, reading(when="1066"), reading(when="1999")]) == (1841, 1850)
    assert years_of(readings, named=(1830, 1600)) == (1830, 1850)


def test_years_that_are_not_stated_do_not_count():
    rows = [reading(when="--05-03"), reading(), reading(not_before="1843-05"), reading(start="1845-01-01")]
    assert years_of(rows) == (1843, 1845)
    assert years_of([reading(when="--05-03")]) is None
    assert years_of([], named=(1841,)) == (1841, 1841)


def test_a_doubtful_date_says_so():
    rows = list(find_datelines(read_lines(Source("t", "[3 May 1843?]", "")), Context(("en",))))
    assert [r.cert for _, r in rows] == [Cert.LOW]
