"""What holds of every text and every date; what is inherited; what prose and a whole edition tell."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.model import Basis, Cert, When
from letterbook.values.dates.lines import (
    Context,
    Reading,
    Refusal,
    complete,
    find_dates,
    prove_order,
    read_date,
    read_line,
)
from letterbook.words import words

YEARS = (1790, 1889)
CONTEXTS = [
    Context(("en",), YEARS),
    Context(("de", "fr", "en"), YEARS, order="dmy"),
    Context(("fr",), None),
    Context(("en", "de"), (1600, 1990), calendar="julian", years_alone=True),
]
WORDS = sorted(
    {
        entry
        for language in ("en", "de", "fr")
        for table in (
            "months",
            "weekdays",
            "date_words",
            "date_hours",
            "date_parts",
            "date_feasts",
            "date_places",
        )
        for entries in words(language, table).values()
        for entry in entries
    }
)
PIECES = st.sampled_from(
    [
        *WORDS,
        *"0123456789.,/-[]()?:'’½*²",
        "12",
        "31",
        "1790",
        "93",
        "903",
        "XIV",
        "3rd",
        "3ten",
        "15h",
        "London",
        "Wien",
    ]
)
LINES = st.lists(PIECES, max_size=9).flatmap(
    lambda pieces: st.sampled_from(["", " ", "  ", "\n"]).map(lambda gap: gap.join(pieces))
)
GREGORIAN = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|--\d\d(-\d\d)?|---\d\d")


def _check(text: str, reading: Reading | Refusal) -> None:
    if isinstance(reading, Refusal):
        assert reading.reason
        assert 0 <= reading.at <= len(text)
        return
    for span in (reading.span, reading.place, *reading.calls):
        assert span is None or 0 <= span.start < span.end <= len(text)
    when = reading.when
    values = [v for v in (when.when, when.not_before, when.not_after, when.start, when.end) if v]
    assert all(GREGORIAN.fullmatch(value) for value in values), when
    assert values or reading.inherits
    assert (reading.cert is None) == (reading.basis is None)


@settings(max_examples=300)
@given(st.text(max_size=60) | LINES, st.sampled_from(CONTEXTS))
def test_no_text_is_too_odd(text: str, context: Context) -> None:
    for read in (read_line, read_date):
        reading = read(text, context)
        _check(text, reading)
        assert read(text, context) == reading
        if isinstance(reading, Reading) and reading.inherits:
            whole = complete(reading, When(when="1800-02-28"), context)
            assert isinstance(whole, Refusal) or whole.inherits is None
            _check(text, whole)


@settings(max_examples=100)
@given(st.text(max_size=80) | LINES, st.sampled_from(CONTEXTS))
def test_dates_in_prose_stand_in_order_and_apart(text: str, context: Context) -> None:
    end = 0
    for reading in find_dates(text, context):
        _check(text, reading)
        assert reading.span.start >= end
        end = reading.span.end


MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
}
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
FORMS = {
    "en": [
        "{d} {m}, {y}.",
        "{m} {d}, {y}",
        "{m} {o} {y}",
        "the {o} of {m}, {y}",
        "{w}, {d} {m} {y}",
        "{w} evening, {m} {o}, {y}.",
        "{y} {m} {d}",
        "[{d} {m} {y}]",
        "{y}-{n:02}-{d:02}",
        "{d} {m} {y}, 10.30 p.m.",
        "{d} {m} '{s:02}",
        "{d}.{r}.{y}",
    ],
    "de": [
        "{d}. {m} {y}",
        "den {d}. {m} {y}.",
        "d. {d}ten {m} {s:02}",
        "{d}. {n}. {y}",
        "{d}. {r}. {s:02}.",
        "{w}, {d}/{r}. {s:02}",
        "{d}. {n}. {k:03}",
    ],
    "fr": ["{d} {m} {y}", "le {d} {m} {y}", "{w} {d} {m} {y}", "ce {d} de {m} {y}, au soir", "{d}/{r} {y}"],
}


def _ordinal(day: int) -> str:
    ending = "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


@settings(max_examples=200)
@given(
    st.dates(dt.date(YEARS[0], 1, 1), dt.date(YEARS[1], 12, 31)),
    st.sampled_from([(language, form) for language, forms in FORMS.items() for form in forms]),
    st.sampled_from(["", "Lund, ", "Bad Aar, "]),
)
def test_a_date_written_in_the_usual_ways_is_read_back(
    date: dt.date, manner: tuple[str, str], place: str
) -> None:
    language, form = manner
    text = place + form.format(
        d=date.day,
        n=date.month,
        m=MONTHS[language][date.month - 1],
        r=ROMAN[date.month - 1],
        o=_ordinal(date.day),
        w=WEEKDAYS[language][date.weekday()],
        y=date.year,
        s=date.year % 100,
        k=date.year % 1000,
    )
    context = Context((language,), YEARS)
    reading = read_line(text, context)
    assert isinstance(reading, Reading), (text, reading)
    assert reading.when == When(when=date.isoformat()), text
    assert not reading.notes
    assert (reading.place is not None) == bool(place)
    if not place:
        assert read_date(text, context) == reading


@given(st.dates(dt.date(1801, 1, 1), dt.date(1898, 12, 31)), st.integers(0, 170))
def test_a_date_without_its_year_follows_the_letter_before(before: dt.date, days: int) -> None:
    date = before + dt.timedelta(days=days)
    reading = read_line(f"{date.day} {MONTHS['en'][date.month - 1]}.", CONTEXTS[0])
    assert isinstance(reading, Reading)
    whole = complete(reading, When(when=before.isoformat()), CONTEXTS[0])
    assert isinstance(whole, Reading)
    assert whole.when == When(when=date.isoformat())
    assert whole.cert is not None
    assert whole.basis is Basis.INTERNAL


@pytest.mark.parametrize(
    ("text", "before", "expected", "cert"),
    [
        ("18 February.", "1776-02-12", "1776-02-18", Cert.HIGH),
        ("5 January.", "1775-12-28", "1776-01-05", Cert.MEDIUM),
        ("28 December.", "1776-01-05", "1776-12-28", Cert.HIGH),
        ("18 February.", "1776", "1776-02-18", Cert.HIGH),
        ("February [1776]", "1776-02-12", "1776-02", Cert.HIGH),
        ("Sunday, 18 June.", "1775-06-10", "1775-06-18", Cert.HIGH),
        ("Tuesday, 18 June.", "1775-06-10", "1776-06-18", Cert.MEDIUM),
        ("Monday, 18 June.", "1775-06-10", "1775-06-18", Cert.MEDIUM),
        ("the 18th.", "1775-06-10", "1775-06-18", Cert.MEDIUM),
        ("the 3d.", "1775-06-28", "1775-07-03", Cert.MEDIUM),
        ("3d ult.", "1775-01-28", "1774-12-03", Cert.MEDIUM),
        ("3d prox.", "1774-12-28", "1775-01-03", Cert.MEDIUM),
        ("Same date.", "1775-06-10", "1775-06-10", Cert.HIGH),
        ("18 February?", "1776-02-12", "1776-02-18", Cert.LOW),
        ("c. 18 February", "1776-02-12", "1776-02-18", Cert.MEDIUM),
    ],
)
def test_what_is_inherited(text: str, before: str, expected: str, cert: Cert) -> None:
    reading = read_line(text, CONTEXTS[0])
    assert isinstance(reading, Reading)
    whole = complete(reading, When(when=before), CONTEXTS[0])
    assert isinstance(whole, Reading)
    assert whole.when.when == expected
    assert whole.cert is cert


@pytest.mark.parametrize(
    ("text", "before", "reason"),
    [
        ("18 February.", None, "no dated letter"),
        ("18 February.", When(), "no dated letter"),
        ("Same date.", None, "no dated letter"),
        ("Monday", When(when="1775-06-10"), "a weekday alone"),
        ("29 February", When(when="1775-02-10"), "no such day"),
        ("the 31st.", When(when="1775-06-10"), "no such day"),
    ],
)
def test_what_cannot_be_inherited(text: str, before: When | None, reason: str) -> None:
    reading = read_line(text, CONTEXTS[0])
    assert isinstance(reading, Reading)
    refusal = complete(reading, before, CONTEXTS[0])
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason


def test_what_is_inherited_keeps_its_other_calendar() -> None:
    french = Context(("fr",), (1800, 1899))
    pair = read_line("17/5 janvier", french)
    assert isinstance(pair, Reading)
    whole = complete(pair, When(when="1855-01-10"), french)
    assert isinstance(whole, Reading)
    assert whole.when == When(when="1855-01-17", custom="1855-01-05", calendar="julian")
    assert isinstance(complete(pair, When(when="1755-01-10"), french), Refusal)
    turning = read_line("24 décembre/5 janvier", french)
    assert isinstance(turning, Reading)
    whole = complete(turning, When(when="1855-01-01"), french)
    assert isinstance(whole, Reading)
    assert whole.when == When(when="1855-01-05", custom="1854-12-24", calendar="julian")


def test_a_julian_edition_inherits_julian_years() -> None:
    context = Context(("en",), (1700, 1720), calendar="julian")
    reading = read_line("12 May", context)
    assert isinstance(reading, Reading)
    whole = complete(reading, When(when="1714-05-01"), context)
    assert isinstance(whole, Reading)
    assert whole.when == When(when="1714-05-23", custom="1714-05-12", calendar="julian")


def test_bounds_inherit_the_year_too() -> None:
    for year, last in ((1791, 28), (1792, 29)):
        reading = read_line("end of February", CONTEXTS[0])
        assert isinstance(reading, Reading)
        whole = complete(reading, When(when=f"{year}-01-10"), CONTEXTS[0])
        assert isinstance(whole, Reading)
        assert whole.when == When(not_before=f"{year}-02-21", not_after=f"{year}-02-{last}")


@pytest.mark.parametrize(
    ("languages", "text", "expected"),
    [
        (
            "en",
            "Thanks for your letter of October 3rd, and that of the 9th of May 1812.",
            ["--10-03", "1812-05-09"],
        ),
        ("en", "my telegram of the 6th, which arrived", ["---06"]),
        ("en", "your favour of the 6th ult. came", ["---06"]),
        ("en", "the 6th regiment, the 6th of them", []),
        ("en", "I may be 3 days late; they march 5 miles in May.", []),
        ("en", "They arrived in October. 20 tanks were there.", []),
        ("en", "In 1812 and on Monday he came, in the spring.", []),
        ("en", "between July 28th and August 2 nd we sail", ["--07-28~--08-02"]),
        ("en", "from the 3d to the 8th of May, 1812, inclusive", ["1812-05-03..1812-05-08"]),
        ("en", "the August 1812 campaign; in September, 1812, it ended", ["1812-08", "1812-09"]),
        ("en", "on May 20, 1812, and on June 3, 12 men fell", ["1812-05-20", "--06-03"]),
        ("en", "12/5/1812 or 3.5.1812", []),
        ("en", "ended May 3.\n\n12 June, 1812", ["--05-03", "1812-06-12"]),
        (
            "de",
            "Ihr Brief vom 3. Mai, der vom 7. 5. 1812 kam am 9. d. M.",
            ["--05-03", "1812-05-07", "---09"],
        ),
        ("de", "im Mai, am Montag; §. 3. 5. Abs., im Jahre 1812", []),
        ("de", "im Mai, im Jahre 1812, und am 3. Juni 12", ["1812-05"]),
        ("de", "Brief vom 3., der mich freut", ["---03"]),
        ("fr", "votre lettre du 3 mai 1812 et celle du 7 juin.", ["1812-05-03", "--06-07"]),
        ("fr", "le 5 courant, en mai, au printemps", ["---05"]),
    ],
)
def test_dates_in_prose(languages: str, text: str, expected: list[str]) -> None:
    found = list(find_dates(text, Context((languages,), YEARS)))
    said = [
        r.when.when
        or (f"{r.when.start}..{r.when.end}" if r.when.start else f"{r.when.not_before}~{r.when.not_after}")
        for r in found
    ]
    assert said == expected


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (["17/7. 95", "22/2", "9/7"], "dmy"),
        (["7/17/95", "Lund, 2/22/96"], "mdy"),
        (["17/7. 95"], None),
        (["17/7. 95", "22/2", "7/17"], None),
        (["9/7", "3/4", "1812", "3. Mai"], None),
        (["1812/13", "45/2", "17/45"], None),
        ([], None),
    ],
)
def test_the_order_that_an_edition_proves(lines: list[str], order: str | None) -> None:
    assert prove_order(lines) == order


def test_a_year_beyond_the_edition_is_remarked() -> None:
    reading = read_line("Lund, 3 May 1941", CONTEXTS[0])
    assert isinstance(reading, Reading)
    assert reading.notes == ("the year lies outside the edition's span of years",)
