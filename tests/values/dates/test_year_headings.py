"""Years that head a part of a book, and lines that say something else too."""

from __future__ import annotations

import pytest

from letterbook.values.dates.year_headings import years_headed

HEADINGS = {
    "1765": [1765],
    "1765.": [1765],
    "[1765.]": [1765],
    "_1765._": [1765],
    "1764-65": [1764, 1765],
    "(1764–1766)": [1764, 1765, 1766],
    "1799-01": [],
    "ANNÉE 1765": [1765],
    "Année 1765.": [1765],
    "Anno 1765": [1765],
    "AÑO DE 1810": [1810],
    "Im Jahre 1810.": [1810],
    "THE YEAR 1811": [1811],
    "May 1811": [],
    "The year 1811 was a wet one.": [],
    "No. 1811": [],
    "18": [],
    "L. 1765": [],
    "": [],
}


@pytest.mark.parametrize(("line", "years"), HEADINGS.items())
def test_the_years_of_a_heading(line, years):
    assert list(years_headed(line)) == years
