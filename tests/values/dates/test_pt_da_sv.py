"""Dates of letters in Portuguese, Danish and Swedish: what their tables of words alone make readable."""

from __future__ import annotations

import pytest

from letterbook.values.dates.lines import read_line
from letterbook.values.dates.reading import Context, Refusal

#: A language, a dateline, its day.
DATES = [
    ("pt", "Lisboa, 3 de Maio de 1843.", "1843-05-03"),
    ("pt", "Sintra, aos 2 de Setembro de 1843", "1843-09-02"),
    ("pt", "Coimbra, 1.º de março de 1890", "1890-03-01"),
    ("pt", "Porto, 7 de 7bro de 1790", "1790-09-07"),
    ("pt", "Goa, vinte e um de dezembro de 1690", "1690-12-21"),
    ("pt", "Quarta-feira, 12 de junho de 1867", "1867-06-12"),
    ("pt", "Paris, 10-VI-1867.", "1867-06-10"),
    ("pt", "Évora, dia de Natal de 1812", "1812-12-25"),
    ("da", "Kjøbenhavn, den 3die Mai 1843.", "1843-05-03"),
    ("da", "Odense d. 12te Juni 1843", "1843-06-12"),
    ("da", "Christiania den 20 Octbr. 1811", "1811-10-20"),
    ("da", "Rom, den 1ste Januar 1834.", "1834-01-01"),
    ("da", "Onsdag den 12. juni 1867", "1867-06-12"),
    ("da", "København, juleaften 1871", "1871-12-24"),
    ("da", "Aarhus, den enogtyvende marts 1860", "1860-03-21"),
    ("sv", "Stockholm den 3 maj 1843.", "1843-05-03"),
    ("sv", "Upsala d. 12 Junii 1743", "1743-06-12"),
    ("sv", "Lund den 1:e mars 1890", "1890-03-01"),
    ("sv", "Göteborg den 20 okt. 1811", "1811-10-20"),
    ("sv", "Onsdagen den 12 juni 1867", "1867-06-12"),
    ("sv", "Visby, midsommardagen 1845", "1845-06-24"),
    ("sv", "Åbo den tjuguförsta mars 1809", "1809-03-21"),
]
#: Lines that hold a month or a number and are no date of a letter.
OTHERS = [
    ("pt", "Meu caro amigo de Maio"),
    ("pt", "Recebi a sua carta de 3 de Maio"),
    ("pt", "Página 12 de 1843"),
    ("pt", "O senhor Março de 1843"),
    ("da", "Jeg fik Brevet den 3die Mai"),
    ("da", "Side 12 af 1843"),
    ("da", "Kjære Mai"),
    ("sv", "Jag fick brefvet den 3 maj"),
    ("sv", "Sida 12 af 1843"),
    ("sv", "Kära Juni"),
]


@pytest.mark.parametrize(("language", "text", "day"), DATES)
def test_a_dateline_is_read(language, text, day):
    found = read_line(text, Context(languages=(language,)))
    assert not isinstance(found, Refusal), found
    assert found.when.when == day


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_another_line_is_none(language, text):
    assert isinstance(read_line(text, Context(languages=(language,))), Refusal)
