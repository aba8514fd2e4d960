"""The year at the foot of a title page, told from those of the letters, of copyright and of other books."""

from __future__ import annotations

import pytest

from letterbook.model import Source
from letterbook.read.page import read_lines
from letterbook.rules.imprints import find_imprint

FEET = [
    ("LETTERS OF BEN ORME\n\nLONDON:\n\nORME AND REED, 3, MILL LANE.\n\n1863.", 1863),
    ("LETTERS OF BEN ORME\n1830-1846\n\nREED & COMPANY\n\n3 MILL STREET\n\nLONDON\n\n1900", 1900),
    ("LETTERS\n\nNew York: The Mill Press\n\nM DCCC LX.", 1860),
    ("BRIEFE\n\nLeipzig,\nF. A. Ohm.\n1849.", 1849),
    ("BRIEFE\n\nStuttgart 1921\nVerlag von C. Ohm", 1921),
    ("LETTRES\n\nMOREL, ÉDITEUR\n\n11, RUE DU MOULIN, 11\n\n1907\n\nTous droits réservés", 1907),
    ("LETTERE\n\nMILANO\n\nFRATELLI ROSSI EDITORI\n\n1885.", 1885),
    ("BRIEVEN\n\nTe HAARLEM,\nBij A. DE WIT, Pz.\nMDCCCV.", 1805),
    ("BRIEVEN\n\nJ. de Wit--1906--Amsterdam.", 1906),
    ("EPISTOLAE\n\nLIPSIAE, TYPIS ORMII MDCCXLV.", 1745),
    ("LETTERS\n\nREED & SONS, LTD., LONDON. 1904\n\nCOPYRIGHT, 1902, BY REED & SONS", 1904),
]


def years(text: str) -> list[int]:
    page = read_lines(Source("t", text, ""))
    return [found.value.year for found in find_imprint(page, len(text))]


@pytest.mark.parametrize(("text", "year"), FEET)
def test_a_year_with_a_house_or_its_town_is_the_imprint(text, year):
    assert years(text) == [year]


NO_FEET = [
    "LETTERS TO HIS SON\n\n1748\n\nBY BEN ORME",  # the year of the letters
    "LETTERS OF BEN ORME\n\nVOLUME I\n\n1914",  # no house
    "LETTERS FROM\nPARIS\n1791",  # where they were written
    "A WINTER IN LONDON\n\nduring the year\n1810",
    "LONDON: REED & CO.\n\n1845-1846",  # the years of two
    "LONDON: REED & CO.\n\n1845/46",
    "COPYRIGHT BY REED & BROTHERS, 1905",
    "COPYRIGHT, BY\nREED & BROTHERS\n1905",
    "REED & CO.\n\nFirst Edition 1894.   Reprinted 1901",
    "REED & CO.\n\nPage 1863 of 2000",
    "REED & CO.\n\n1250",  # before anything was printed
    "BENJAMIN ORME.\n\nMill House, October, 1879.",  # the end of a preface
    "He printed the whole of it with Reed and Company, as they say, in the autumn of 1863",
]


@pytest.mark.parametrize("text", NO_FEET)
def test_other_years_are_none(text):
    assert years(text) == []


def test_the_imprint_stands_in_the_front_matter():
    text = "LETTERS\n\nLeeds\n\nLondon: Reed\n1863"
    assert not list(find_imprint(read_lines(Source("t", text, "")), 9))
