"""Books of eight letters in Italian, Spanish, Dutch and Latin, written before the words were looked at.

Their manners are others than those of the samples: the Roman calendar, day and month turned, months by
their old names, "the same year". Latin names are given in the case in which they are printed, unless letters
are signed with them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from languages_of_texts import detect_languages
from printed import edition_in

from letterbook.model import letters as letters_of

BOOKS = Path(__file__).parent / "books"
Facts = tuple[str | None, str | None, str | None, str]
#: Of each letter: the writer, the reader, the place, the day as printed. None: not looked at, or not printed.
EXPECTED: dict[str, list[Facts]] = {
    "it": [
        ("Antonio Baldelli", "Lucrezia Pieri", "Roma", "1541-06-12"),
        ("Antonio Baldelli", "Lucrezia Pieri", "Roma", "1541-06-20"),
        ("Antonio Baldelli", "Giovan Battista Spannocchi", "Roma", "1541-07-31"),
        ("Antonio Baldelli", "Cardinale di Santa Fiora", "Roma", "1541-08-05"),
        ("Antonio Baldelli", "Lucrezia Pieri", "Roma", "1541-09-22"),
        ("Antonio Baldelli", "Giovan Battista Spannocchi", "Siena", "1541-10-01"),
        ("Antonio Baldelli", "Giovan Battista Spannocchi", "Siena", "1541-12-24"),
        ("Antonio Baldelli", "Angela Baldelli", "Siena", "1542-02-03"),
    ],
    "es": [
        ("Manuel de Arriaga y Soto", "José Antonio Merino", "Cádiz", "1784-04-03"),
        ("Manuel de Arriaga y Soto", "José Antonio Merino", "Cádiz", "1784-04-17"),
        ("Manuel de Arriaga y Soto", "Teresa de Arriaga", "Sevilla", "1784-05-02"),
        ("Manuel de Arriaga y Soto", "Teresa de Arriaga", "Córdoba", "1784-06-24"),
        ("Manuel de Arriaga y Soto", "Conde de Aranda", "Córdoba", "1784-06-30"),
        ("Manuel de Arriaga y Soto", "José Antonio Merino", "Granada", "1784-09-01"),
        ("Manuel de Arriaga y Soto", "Teresa de Arriaga", "Granada", "1784-10-12"),
        ("Manuel de Arriaga y Soto", "José Antonio Merino", "Burgos", "1784-11-09"),
    ],
    "nl": [
        ("Cornelis Vink", "Maria Duyn", "Amsterdam", "1793-05-03"),
        ("Maria Duyn", "Cornelis Vink", "Haarlem", "1793-05-09"),
        ("Cornelis Vink", "Pieter Blok", "Amsterdam", "1793-05-14"),
        ("Pieter Blok", "Cornelis Vink", None, "1793-05-15"),
        ("Cornelis Vink", "Maria Duyn", "Amsterdam", "1793-05-17"),
        ("Maria Duyn", "Cornelis Vink", "Haarlem", "1793-05-20"),
        ("Cornelis Vink", "Pieter Blok", "Amsterdam", "1793-05-24"),
        ("Cornelis Vink", "Maria Duyn", "Amsterdam", "1793-05-31"),
    ],
    "la1": [
        ("Petri Castellani", "Ioannem Beckerum", "Lovanii", "1532-06-29"),
        ("Petri Castellani", "Ioannem Beckerum", "Lovanii", "1532-08-06"),
        ("Petri Castellani", "Cornelium Gaverium", "Antverpiae", "1533-03-14"),
        ("Petri Castellani", "Ioannem Beckerum", "Brugis", "1533-04-05"),
        ("Petri Castellani", "Mariam", "Lovanii", "1533-05-02"),
        ("Petri Castellani", "Cornelium Gaverium", "Brugis", "1533-06-13"),
        ("Petri Castellani", "Ioannem Beckerum", "Lovanii", "1533-09-15"),
        ("Petri Castellani", "Ioannem Beckerum", "Lovanii", "1533-12-02"),
    ],
    "la2": [
        ("Iacobus Tornius", "Henrico Valdio", "Urbe", "1471-01-23"),
        ("Henricus Valdius", "Iacobo Tornio", "Nuremberga", "1471-03-04"),
        ("Iacobus Tornius", "Henrico Valdio", "Romae", "1471-04-28"),
        ("Henricus Valdius", "Iacobo Tornio", "Nurembergae", "1471-06-04"),
        ("Iacobus Tornius", "Henrico Valdio", "Romae", "1471-08-08"),
        ("Henricus Valdius", "Iacobo Tornio", "Nuremberga", "1471-10-15"),
        ("Iacobus Tornius", "Henrico Valdio", "Romae", "1471-11-11"),
        ("Henricus Valdius", "Iacobo Tornio", "Nuremberga", "1471-11-20"),
    ],
    "la3": [
        ("Matthias Lindanus", "Nicolaum", "Basileae", "1547-04-20"),
        ("Matthias Lindanus", "Nicolaum", "Basileae", "1547-06-03"),
        ("Matthias Lindanus", "Nicolaum", "Basileae", "1547-07-15"),
        ("Matthias Lindanus", "Nicolaum", "Tiguri", "1547-09-09"),
        ("Matthias Lindanus", "Nicolaum", "Tiguri", "1547-12-15"),
        ("Matthias Lindanus", "Nicolaum", "Tiguri", "1548-02-01"),
        ("Matthias Lindanus", "Nicolaum", "Basileae", "1548-05-06"),
        ("Matthias Lindanus", "Nicolaum", "Basileae", "1548-06-26"),
    ],
}


@pytest.mark.parametrize("book", EXPECTED)
def test_the_language_of_a_book_is_told(book: str) -> None:
    assert detect_languages(_text(book))[0] == book[:2]


@pytest.mark.parametrize("book", EXPECTED)
def test_who_wrote_to_whom_where_and_when_is_read(book: str) -> None:
    found = []
    for letter in letters_of(edition_in(_text(book), book[:2])):
        sender, reader = (
            one.persons[0].value.name if one.persons else None for one in (letter.sent, letter.received)
        )
        when = letter.sent.dates[0].value
        place = letter.sent.place.value.name if letter.sent.place else None
        found.append((sender, reader, place, when.custom or when.when))
    expected = EXPECTED[book]
    assert len(found) == len(expected)
    for one, wanted in zip(found, expected, strict=True):
        looked_at = (one[0] if wanted[0] else None, one[1] if wanted[1] else None, *one[2:])
        assert looked_at == wanted


def _text(book: str) -> str:
    return (BOOKS / f"{book}.txt").read_text(encoding="utf-8")
