"""Dates among other words: what is read, with which role, and what is left alone."""

from __future__ import annotations

import pytest

from letterbook.values.dates.among_words import find_in_line
from letterbook.values.dates.reading import Context

BOOK = Context(("en", "de"), (1740, 1850))

READ = [
    ("St. Anne, No. 21 Long Row, 4 February (old style) 1834.", [("1834-02-16", None)]),
    ("January 15, O. S. 1748.", [("1748-01-26", None)]),
    (
        "(Endorsed: recd. Aug. 13, 1833)\nLYME, August 4th, 1833.",
        [("1833-08-13", "received"), ("1833-08-04", None)],
    ),
    (
        "(Endorsed: recd. March ---, 1834)\nLYME, Feb. 15, 1834.",
        [("1834-03", "received"), ("1834-02-15", None)],
    ),
    ("[Post-mark, Tuesday, January 28, 1845.]", [("1845-01-28", "postmark")]),
    ("[P.M. April 5, 1800.]", [("1800-04-05", "postmark")]),
    ("[Begun about noon. P.M. July 1, 1796.]", [("1796-07-01", "postmark")]),
    ("[Begun 4 P.M. July 1, 1796.]", [("1796-07-01", None)]),
    ("Lyme. P.M. April 5, 1800.", [("1800-04-05", None)]),
    ("[6 P.M., April 5, 1800.]", [("1800-04-05", None)]),
    ("Lyme, P.M., April 5, 1800.", [("1800-04-05", None)]),
    ("Wien, Poststempel: 13. 5. 1841", [("1841-05-13", "postmark")]),
    ("10 Well Row\nFebruary 2nd, 1839.", [("1839-02-02", None)]),
    ("[1768,] Jan. 12, Tuesday morning", [("1768-01-12", None)]),
    ("Berlin d: 26: Jenner 1806:", [("1806-01-26", None)]),
    ("Lyme, Jan. --, 1808.", [("1808-01", None)]),
    ("January 5, 1842 [1843].", [("1843-01-05", None)]),
    ("3rd [for 2d] July 1834", [("1834-07-02", None)]),
    ("Saturday January 23 [? 24] 1847.", [("1847-01-24", None)]),
    ("Prag, 19. Juny XIX", [("1819-06-19", None)]),
    ("Prag, 27/4 XXXVII", [("1837-04-27", None)]),
    ("LYME, October 25/53.", [("1753-10-25", None)]),
    ("Augst 21st. 1842", [("1842-08-21", None)]),
    ("Lyme: Friday [1834].", [("1834", None)]),
    ("Lyme, Saturday evening, 1834", [("1834", None)]),
    ("_Jan. 7._ I went to the house", [("--01-07", None)]),
    ("Lyme, June 3. I suppose that", [("--06-03", None)]),
    ("3. I. 1843", [("1843-01-03", None)]),
    ("March 14. On March 9th, 1803, we sailed", [("--03-14", None), ("1803-03-09", None)]),
    ("1781, Dec. 1.--I received", [("1781-12-01", None)]),
    ("Lyme, April, Saturday, 1785.", [("1785-04", None)]),
    ("Letter to Miss Brand, July, Monday morning, 1840.", [("1840-07", None)]),
    ("Saturday, 3 April, 1784", [("1784-04-03", None)]),
]
NONE = [
    "M. Ellwood",
    "No. 12. 3/4 lb of May",
    "Tuesday, May the something, 1841.",
    "19. Juny XLV",  # 1745, or 1845
    "Friday evening 17",
    "Letter 12-14",
    "3 [lbs for 2d] and July",
    "1 May 18**",
    "6. Of August Shaw",
]


@pytest.mark.parametrize(("text", "dates"), READ)
def test_dates_among_words_are_read(text, dates):
    found = [one for one in find_in_line(text, BOOK) if one.when.when]
    assert [(one.when.when, one.role) for one in found] == dates


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_whole_date_is_left_alone(text):
    assert [one for one in find_in_line(text, BOOK) if one.inherits != "weekday"] == []


def test_a_doubt_of_the_editor_is_kept():
    (sic,) = find_in_line("August 31, 1831 [sic].", BOOK)
    (marked,) = find_in_line("Wednesday, August 14, 1844 [postmark].", BOOK)
    (inside,) = find_in_line("[Undated, surely 26 February 1841.]", BOOK)
    assert [one.cert for one in (sic, marked, inside)] == ["low", "low", "high"]


OF_OTHERS = [
    ("la", "Basileae, 4. Idus Novembris, Anno M. D. XX.", "1520-11-20", "1520-11-10"),
    ("la", "Basileae, 4. Idus Novembris, M.D.XX.", "1520-11-20", "1520-11-10"),
    ("la", "Basileae, postridie Epiphaniae. Anno M.D.XXI.", None, None),
    ("it", "Milano, 1.º Dicembre 1521", "1521-12-11", "1521-12-01"),
    ("it", "Ferrara, ult.o augusti MDXXIII.", "1523-09-10", "1523-08-31"),
    ("es", "En Toledo, á 1.º de Agosto de 1524 años.", "1524-08-11", "1524-08-01"),
    ("fr", "le 1.er mai 1520", "1520-05-11", "1520-05-01"),
]


@pytest.mark.parametrize(("language", "line", "day", "printed"), OF_OTHERS)
def test_days_in_the_manners_of_other_languages(language, line, day, printed):
    found = find_in_line(line, Context((language,), (1510, 1530)))
    assert [(one.when.when, one.when.custom) for one in found] == ([(day, printed)] if day else [])


@pytest.mark.parametrize(
    ("line", "bounds"),
    [
        ("[Late January or early February, 1799.]", (None, "1799-02-10")),
        ("[Middle or end of May, 1799.]", (None, "1799-05-31")),
        ("[Early February, 1799.]", ("1799-02-01", "1799-02-10")),
        ("[January or February, 1799.]", ("1799-01", "1799-02")),
        ("Ann or Sue, early February, 1799.", ("1799-02-01", "1799-02-10")),
    ],
)
def test_of_two_times_of_which_one_is_not_read_the_later_bounds_the_date(line, bounds):
    (found,) = find_in_line(line, BOOK)
    assert (found.when.not_before, found.when.not_after) == bounds
