"""Days counted to the Kalends, Nones and Ides: exact, in leap years too, and nothing else taken for one."""

import pytest

from letterbook.values.dates.lines import Context, Reading, Refusal, read_line
from letterbook.values.dates.roman_calendar import day_of

LATIN = Context(("la",), (1480, 1700))


@pytest.mark.parametrize(
    ("row", "count", "month", "year", "expected"),
    [
        ("kalends", 1, 1, None, (1, 1)),
        ("kalends", 2, 1, None, (12, 31)),
        ("kalends", 3, 7, None, (6, 29)),
        ("kalends", 19, 1, None, (12, 14)),
        ("kalends", 19, 9, None, (8, 14)),
        ("kalends", 17, 8, None, (7, 16)),
        ("kalends", 18, 8, None, None),  # the Ides of July are the 15th
        ("kalends", 20, 9, None, None),
        ("kalends", 16, 3, 1505, (2, 14)),
        ("kalends", 7, 3, None, (2, 23)),
        ("kalends", 7, 3, 1504, (2, 23)),
        ("kalends", 6, 3, 1505, (2, 24)),
        ("kalends", 6, 3, 1504, (2, 25)),
        ("kalends", 5, 3, 1504, (2, 26)),
        ("kalends", 2, 3, 1504, (2, 29)),
        ("kalends", 2, 3, 1505, (2, 28)),
        ("kalends", 2, 3, 1500, (2, 29)),  # a leap year of the Julian calendar
        ("kalends", 2, 3, 1700, (2, 28)),
        ("kalends", 2, 3, None, None),
        ("nones", 1, 4, None, (4, 5)),
        ("nones", 1, 10, None, (10, 7)),
        ("nones", 2, 5, None, (5, 6)),
        ("nones", 6, 3, None, (3, 2)),
        ("nones", 7, 3, None, None),
        ("nones", 4, 2, None, (2, 2)),
        ("nones", 5, 2, None, None),
        ("ides", 1, 3, None, (3, 15)),
        ("ides", 1, 6, None, (6, 13)),
        ("ides", 2, 3, None, (3, 14)),
        ("ides", 8, 5, None, (5, 8)),
        ("ides", 8, 12, None, (12, 6)),
        ("ides", 9, 12, None, None),
    ],
)
def test_a_day_is_counted_back_with_both_ends(
    row: str, count: int, month: int, year: int | None, expected: tuple[int, int] | None
) -> None:
    assert day_of(row, count, month, year) == expected


def test_the_sixth_day_before_the_kalends_of_march_is_counted_twice_in_a_leap_year() -> None:
    assert day_of("kalends", 6, 3, 1504, twice=True) == (2, 24)


@pytest.mark.parametrize(
    ("line", "custom", "place"),
    [
        ("III Kal. Iul. 1520", "1520-06-29", None),
        ("Patavii, III. Kal. Iulias 1520.", "1520-06-29", "Patavii"),
        ("prid. Id. Mart. 1501", "1501-03-14", None),
        ("Ulmae, pridie Idus Octobris anno 1519", "1519-10-14", "Ulmae"),
        ("Nonis Apr. 1498", "1498-04-05", None),
        ("a. d. VIII Kal. Octobres 1519", "1519-09-24", None),
        ("ante diem tertium Nonas Maias 1519", "1519-05-05", None),
        ("tertio Kalendas Maii 1520", "1520-04-29", None),
        ("iij Kal. Ian. 1519", "1519-12-30", None),
        ("IIII Nonas Quint. 1517", "1517-07-04", None),
        ("1519 III Nonas Iunii", "1519-06-03", None),
        ("bis VI Kal. Mart. 1504", "1504-02-24", None),
    ],
)
def test_a_dateline_counts_in_the_roman_way(line: str, custom: str, place: str | None) -> None:
    reading = read_line(line, LATIN)
    assert isinstance(reading, Reading), reading
    assert (reading.when.custom, reading.when.calendar) == (custom, "julian")
    assert (line[slice(*reading.place)] if reading.place else None) == place


def test_without_a_year_the_day_of_the_month_stands() -> None:
    reading = read_line("Lugduni, VI Idus Augusti", LATIN)
    assert isinstance(reading, Reading)
    assert (reading.when.when, reading.inherits) == ("--08-08", "year")


def test_after_the_reform_the_day_is_gregorian() -> None:
    reading = read_line("Kal. Maii 1691", LATIN)
    assert isinstance(reading, Reading)
    assert (reading.when.when, reading.when.custom) == ("1691-05-01", None)


@pytest.mark.parametrize(
    "line",
    ["XX Kal. Sept. 1519", "IX Id. Mart. 1519", "V Non. April. 1520", "prid. Kal. Mart.", "Kal. 1520"],
)
def test_what_the_calendar_has_not_is_refused(line: str) -> None:
    assert isinstance(read_line(line, LATIN), Refusal)


@pytest.mark.parametrize(
    ("language", "line", "when"),
    [
        ("en", "Oakland, Cal. Oct. 3, 1680", "1680-10-03"),
        ("de", "III Kal. Iul. 1690", "1690-06-29"),
        ("it", "Idibus Martii 1690", "1690-03-15"),
    ],
)
def test_other_languages_keep_their_own_words(language: str, line: str, when: str) -> None:
    reading = read_line(line, Context((language,), (1480, 1700)))
    assert isinstance(reading, Reading), reading
    assert reading.when.when == when


@pytest.mark.parametrize(("language", "line"), [("it", "non mai 1690"), ("fr", "3 no mai 1690")])
def test_small_words_of_other_languages_are_no_nones(language: str, line: str) -> None:
    assert isinstance(read_line(line, Context((language,), (1480, 1700))), Refusal)
