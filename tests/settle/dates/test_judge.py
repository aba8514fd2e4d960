"""When each letter was sent and received, and what a short date has from the letter before."""

from __future__ import annotations

import pytest
from printed import book, edition_in, found_in, letter

from letterbook.model import Basis, Cert, Letter, Topic, When, letters
from letterbook.settle.dates.judge import date_letters, exactness
from letterbook.settle.structure.regions import find_structure
from letterbook.settle.text.letter_parts import cut, find_parts_of_letter


def dated(*rows: Letter | str, language: str = "en", **pinned: object) -> list[Letter]:
    """Make an edition of letters, each given as its date line or as its whole text."""
    texts = [row if "\n" in row else letter(f"No. {n}", language, date=row) for n, row in enumerate(rows, 1)]
    return list(letters(edition_in(book("LETTERS", *texts), language, **pinned)))


def sent(*rows: str, language: str = "en", **pinned: object) -> list[str | None]:
    """Return the day on which each letter was sent."""
    found = dated(*rows, language=language, **pinned)
    return [one.sent.dates[0].value.when if one.sent.dates else None for one in found]


DAYS = [
    ("en", ["Leeds, 3 May 1843.", "4 May 1843", "May 1843"], ["1843-05-03", "1843-05-04", "1843-05"]),
    ("de", ["Weimar, den 3. Mai 1843.", "4. Mai 1843", "Mai 1843"], ["1843-05-03", "1843-05-04", "1843-05"]),
    ("fr", ["Lyon, le 3 mai 1843.", "4 mai 1843", "Mai 1843"], ["1843-05-03", "1843-05-04", "1843-05"]),
    ("en", ["3 May 1843", "4 May", "1 June"], ["1843-05-03", "1843-05-04", "1843-06-01"]),
    ("en", ["3 May 1843", "Same date.", "5 May 1843"], ["1843-05-03", "1843-05-03", "1843-05-05"]),
    ("de", ["3. Mai 1843", "Am selben Tage", "5. Mai"], ["1843-05-03", "1843-05-03", "1843-05-05"]),
    ("fr", ["3 mai 1843", "Même date.", "5 mai"], ["1843-05-03", "1843-05-03", "1843-05-05"]),
    ("en", ["20 December 1843", "3 January", "5 January 1844"], ["1843-12-20", "1844-01-03", "1844-01-05"]),
    (
        "en",
        ["", "4 May", "5 May 1843"],
        [None, "1843-05-04", "1843-05-05"],
    ),  # the letter behind it has a year
    ("en", ["4 May", "5 May"], [None, None]),  # none has
    (
        "en",
        ["3 May 1843", "9 August", "2 March", "5 May 1846"],
        ["1843-05-03", "1843-08-09", "1844-03-02", "1846-05-05"],
    ),
]


@pytest.mark.parametrize(("language", "rows", "days"), DAYS)
def test_each_letter_has_its_day(language, rows, days):
    assert sent(*rows, language=language) == days


def test_what_is_printed_is_sure_and_what_is_inherited_says_so():
    one, two, three = (found.sent.dates[0] for found in dated("3 May 1843", "4 May", "Same date."))
    assert (one.cert, one.basis) == (None, None)
    assert one.because == ()
    for guess, what, cert in ((two, "year", Cert.HIGH), (three, "date", Cert.MEDIUM)):
        assert (guess.cert, guess.basis) == (cert, Basis.INTERNAL)
        assert guess.because[0].says == f"the {what} is that of the letter before"
    assert two.because[0].span == one.printed
    assert three.because[0].span == two.printed


YEARS = [
    (["1842\n\n", "1843\n\n"], ["1842-05-03", "1843-01-04"]),
    (["", "1843\n\n"], ["1842-05-03", "1843-01-04"]),
    (["1842\n\n", ""], [None, None]),  # it may be the year in which the book was printed
    (["1850\n\n", "1843\n\n"], ["1842-05-03", "1843-01-04"]),
    (["1842\n\n", "1843 men came.\n\n"], [None, None]),
]


@pytest.mark.parametrize(("above", "days"), YEARS)
def test_a_year_above_letters_is_theirs(above, days):
    rows = [
        f"{year}{letter(f'No. {n}', date=date)}"
        for n, (year, date) in enumerate(zip(above, ("3 May", "4 January"), strict=True), 1)
    ]
    text = "LETTERS\n\n\n" + "\n\n\n".join(rows) + "\n"
    found = list(letters(edition_in(text, "en")))
    assert [one.sent.dates[0].value.when if one.sent.dates else None for one in found] == days
    told = [date.because[0].says for one in found for date in one.sent.dates]
    assert set(told) <= {"the year is that of the heading above", "the year is that of the book's order"}


def test_a_year_is_inherited_over_a_letter_without_a_date():
    assert sent("3 May 1843", "", "4 May") == ["1843-05-03", None, "1843-05-04"]


def test_a_year_is_inherited_from_the_day_of_receipt():
    assert sent("Received on 3 May 1843", "4 May 1843", "5 May")[2] == "1843-05-05"
    assert sent("Received on 3 May 1843", "5 May", "Received on 6 May 1843")[1] == "1843-05-05"


ROLES = [
    ("en", "Received on 3 May 1843", "Sent on 4 May 1843"),
    ("de", "Erhalten am 3. Mai 1843", "Abgesandt am 4. Mai 1843"),
    ("fr", "Reçue le 3 mai 1843", "Envoyée le 4 mai 1843"),
]


@pytest.mark.parametrize(("language", "received", "sent_on"), ROLES)
def test_a_header_line_says_which_act_it_dates(language, received, sent_on):
    one, two, _ = dated(received, sent_on, "", language=language)
    assert [guess.value.when for guess in one.received.dates] == ["1843-05-03"]
    assert not [guess for guess in one.sent.dates if guess.value.when]
    assert [guess.value.when for guess in two.sent.dates] == ["1843-05-04"]
    assert two.received.dates == ()


def test_of_two_lines_for_one_act_the_more_exact_is_chosen():
    one = letter("No. 1", date="May 1843", signed="Ben Orme\n\n3 May 1843")
    (guess,) = dated(one, "4 May 1843")[0].sent.dates
    assert guess.value.when == "1843-05-03"
    assert [other.value.when for other in guess.others] == ["1843-05"]


def test_of_two_lines_as_exact_the_header_line_is_chosen():
    one = letter("No. 1", date="Sent on 3 May 1843", signed="Ben Orme\n\n2 May 1843")
    (guess,) = dated(one, "4 May 1843")[0].sent.dates
    assert guess.value.when == "1843-05-03"
    assert [other.value.when for other in guess.others] == ["1843-05-02"]


def test_the_same_date_twice_is_one():
    one = letter("No. 1", date="3 May 1843", signed="Ben Orme\n\n3 May 1843")
    (guess,) = dated(one, "4 May 1843")[0].sent.dates
    assert guess.others == ()


def test_a_date_at_the_end_of_the_heading_dates_the_letter():
    rows = [letter(f"{n}. Ben to Ann. Leeds, {n} May 1843", date="") for n in (1, 2, 3)]
    found = dated(*rows)
    assert [one.sent.dates[0].value.when for one in found] == ["1843-05-01", "1843-05-02", "1843-05-03"]
    assert [one.sent.place.value.name for one in found] == ["Leeds"] * 3


def test_a_loose_dateline_dates_the_letter_from_its_date_on():
    rows = [
        letter(f"No. {n}", date="", signed=f"Ben Orme\n\nLot 11, on the river, {n} May 1843.") for n in (1, 2)
    ]
    assert sent(*rows) == ["1843-05-01", "1843-05-02"]


PLACES = [
    ("en", "Leeds, 3 May 1843.", "Leeds"),
    ("en", "LEEDS, 3 May 1843.", "Leeds"),
    ("en", "[Leeds], 3 May 1843.", "Leeds"),
    ("en", "3 May 1843", None),
    ("en", "Received in Leeds on 3 May 1843", None),
    ("de", "Weimar, den 3. Mai 1843.", "Weimar"),
    ("fr", "À Lyon, le 3 mai 1843.", "Lyon"),
]


@pytest.mark.parametrize(("language", "line", "place"), PLACES)
def test_a_dateline_names_the_place(language, line, place):
    found = dated(line, "", language=language)[0].sent.place
    assert (found and found.value.name) == place


UNDATED = [
    ("en", "Leeds"),
    ("en", "in the year of the flood"),
    ("de", "Dienstag"),
    ("fr", "ce mardi"),
    ("en", "32 May 1843"),
]


@pytest.mark.parametrize(("language", "line"), UNDATED)
def test_a_letter_without_a_date_is_given_none(language, line):
    assert sent(line, line, language=language) == [None, None]


def test_a_date_in_the_prose_dates_nothing():
    rows = [
        letter(f"No. {n}", date="", body=f"I came on 3 May 1843.\n\n{n} May 1843\n\nIt was cold and wet.")
        for n in (1, 2)
    ]
    assert sent(*rows) == [None, None]


def test_every_letter_is_dated_once_and_in_order():
    found = found_in(book("LETTERS", *(letter(f"No. {n}", date=f"{n} May 1843") for n in (1, 2, 3))))
    parts_by_letter = [
        (r, find_parts_of_letter(found, r, cut(found, r.span))) for r in find_structure(found).letters()
    ]
    dating = date_letters(found, parts_by_letter, found.context)
    assert list(dating) == ["1", "2", "3"]
    assert [[act for _, act, _ in one.lines] for one in dating.values()] == [["sent"]] * 3
    assert date_letters(found, [], found.context) == {}


EXACT = [
    (When("1843-05-03"), 3),
    (When("1843-05"), 2),
    (When("1843"), 1),
    (When(not_before="1843-05-03"), 0),
    (When(), 0),
]


@pytest.mark.parametrize(("when", "expected"), EXACT)
def test_a_day_is_more_exact_than_a_month(when, expected):
    assert exactness(when) == expected


BLOCKS = [
    ("_Lyme_,\n_3 May_ 1843.", "1843-05-03", "Lyme"),
    ("_Long Hill_\n_Lyme_\n_May_ 3_d_, 1843.", "1843-05-03", "Long Hill, Lyme"),
    ("3 May 1843,\nLONG HILL, LYME.", "1843-05-03", "Long Hill, Lyme"),
    ("(Endorsed: recd. 9 May 1843)\nLyme, 3 May 1843.", "1843-05-03", "Lyme"),
    ("13 QUEEN'S SQUARE, 3 May 1843.", "1843-05-03", None),
]


@pytest.mark.parametrize(("block", "day", "place"), BLOCKS)
def test_a_dateline_of_several_lines_is_read_whole(block, day, place):
    sent_ = dated(letter("No. 1", date=block), "4 May 1843")[0].sent
    assert [date.value.when for date in sent_.dates] == [day]
    assert (sent_.place and sent_.place.value.name) == place


def test_a_postmark_bounds_the_day_and_is_no_place():
    sent_ = dated("[Postmark, 3 May 1843.]", "4 May 1843")[0].sent
    (date,) = sent_.dates
    assert (date.value.when, date.value.not_after, date.cert) == (None, "1843-05-03", Cert.MEDIUM)
    assert date.ground == "date.postmark"
    assert sent_.place is None


def test_a_year_far_out_of_order_stays_open():
    days = ["3 May 1843", "4 May 1843", "9 May 1863", "11 May 1843", "12 May 1843"]
    assert sent(*days) == ["1843-05-03", "1843-05-04", None, "1843-05-11", "1843-05-12"]


def test_every_date_and_place_says_on_what_it_rests():
    found = dated("Lyme, 3 May 1843", "4 May", "[5 May 1843]")
    assert [one.sent.dates[0].ground for one in found] == [
        "date.line",
        "date.year.between",
        "date.line.editor",
    ]
    assert found[0].sent.place.ground == "place.line.word"


def test_a_year_set_apart_heads_the_letters_below_it():
    """A chapter of the year, with what it is about between its title and the first letter."""
    rows = [
        letter(f"No. {n}", date=date) for n, date in enumerate(("3 May 1863", "18 November", "29 January"), 1)
    ]
    about = (
        "The army comes, and the cotton is sold. How the people took it, and what the papers said of it all."
    )
    text = "LETTERS\n\n\n" + "\n\n\n".join(rows[:2]) + f"\n\n\n\n1865\n\n{about}\n\n\n" + rows[2] + "\n"
    found = list(letters(edition_in(text)))
    days = [[guess.value.when for guess in one.sent.dates] for one in found]
    assert days == [["1863-05-03"], [], ["1865-01-29"]]  # 18 November of 1863 or of 1864


def test_a_year_without_a_gap_around_it_heads_nothing():
    rows = [
        letter(f"No. {n}", date=date) for n, date in enumerate(("3 May 1863", "18 November", "29 January"), 1)
    ]
    text = (
        "LETTERS\n\n\n"
        + "\n\n\n".join(rows[:2])
        + "\n\n1865\nThe army comes, and the cotton is sold.\n\n\n"
        + rows[2]
        + "\n"
    )
    found = list(letters(edition_in(text)))
    assert all(guess.value.when != "1865-01-29" for guess in found[2].sent.dates)


def whole(top: str, foot: str = "") -> str:
    """Make a letter with what stands at its head and below its signature."""
    body = "Dear Anne,\n\nAll is well here, and the roof is mended at last.\n\nYours,\n\nEdwin Holt.\n\n"
    return f"No. 1\n\n{top}\n\n{body}{foot}\n"


def test_two_days_printed_for_one_letter_are_not_sure():
    (twice,) = dated(whole("Leeds, 3 May 1843.", "York, 9 June 1843."))
    (once,) = dated(whole("Leeds, 3 May 1843."))
    assert once.sent.dates[0].cert is None
    assert (twice.sent.dates[0].value.when, twice.sent.dates[0].cert) == ("1843-05-03", Cert.MEDIUM)


YEAR = [
    "3 May 1858",
    "12 May 1858",
    "29 May 1858",
    "30 July 1858",
    "9 Aug. 1858",
    "2 Oct. 1858",
    "1 Nov. 1858",
]
ASTRAY = [
    (["3 May 1786", "4 May 1786", "6 May 1789", "7 May 1786", "8 May 1786"], 2, None),  # a misprint
    (["3 May 1786", "4 May 1786", "5 May [1787]", "7 May 1786", "8 May 1786"], 2, None),  # the editor's slip
    (
        ["3 May 1786", "4 May [1787]", "5 May [1787]", "7 May 1786", "8 May 1786"],
        2,
        None,
    ),  # no witness for himself
    (["3 May 1786", "4 May 1786", "6 June 1786", "7 May 1786", "8 May 1786"], 2, "1786-06-06"),
    (["3 May 1786", "4 March 1786", "6 May 1789", "7 January 1786", "8 May 1786"], 2, None),
    (
        ["3 May 1786", "4 May 1780", "6 May 1789", "7 May 1783", "8 May 1786"],
        2,
        "1789-05-06",
    ),  # no order at all
    (["3 May 1852", "Monday, 10 May [1853]", "12 May 1852"], 1, None),  # a Tuesday
    (["3 May 1866", "9 May 1866", "12 May 1886", "12 May 1886", "2 June 1866", "9 June 1866"], 2, None),
    (["3 May 1866", "9 May 1866", "12 May 1886", "13 May 1886", "20 May 1886"], 2, "1886-05-12"),
    (["3 May 1866", "9 May 1866", "May 1886", "2 June 1866", "9 June 1866"], 2, None),
    (
        ["3 May 1866", "9 May 1870", "12 May 1962", "2 June 1869", "9 June 1873"],
        2,
        None,
    ),  # nobody lives so long
    # one misprinted year stands above two letters, or three
    ([*YEAR[:3], "7 June 1853", "7 July 1853", *YEAR[3:]], 3, None),
    ([*YEAR[:3], "7 June 1853", "7 July 1853", *YEAR[3:]], 4, None),
    ([*YEAR[:3], "7 June 1853", "9 June 1853", "7 July 1853", *YEAR[3:]], 4, None),
    # another part of the book begins with earlier letters
    ([*YEAR, "7 June 1853", "7 July 1853", "9 August 1853", "1 May 1854", "3 May 1854"], 7, "1853-06-07"),
    ([*YEAR, "7 June 1853", "7 July 1853", "9 August 1853", "1 May 1854", "3 May 1854"], 6, "1858-11-01"),
]


@pytest.mark.parametrize(("rows", "at", "day"), ASTRAY)
def test_a_year_far_out_of_order_is_not_given(rows, at, day):
    assert sent(*rows)[at] == day


def test_the_foot_does_not_make_a_month_above_more_exact_than_it_is():
    feet = ("York, 12 August 1820.", "12 June 1820.")
    assert [sent(whole("Leeds, June 1820.", foot))[0] for foot in feet] == ["1820-06", "1820-06-12"]


def test_a_day_that_no_month_has_leaves_the_editors_year_alone():
    assert sent("Leeds, 31 November [1848].", "1 May 1849")[0] is None


PLACES = [
    (
        ["Leeds, 3 May 1843.", "Leeds, 4 May 1843.", "The Old Portland Coffee Rooms, Leeds, 5 May 1843."],
        "Leeds",
    ),
    (["Leeds, 3 May 1843.", "Leeds, 4 May 1843.", "Bramley, Leeds, 5 May 1843."], "Bramley, Leeds"),
    (["Leeds, 3 May 1843.", "York, 4 May 1843.", "[Undated. Evidently May 1843.]"], None),
]


@pytest.mark.parametrize(("rows", "place"), PLACES)
def test_a_place_is_what_the_book_calls_it(rows, place):
    guess = dated(*rows)[-1].sent.place
    assert (guess.value.name if guess else None) == place


def test_a_line_with_an_address_above_the_dateline_does_not_hide_it():
    first = whole("Write to me at this address: M. Ramm, 45 Rue de Lille.\n\nParis, 7 June 1849.").replace(
        "\n", "\n", 1
    )
    assert sent("3 May 1849", first, "9 June 1849")[1] == "1849-06-07"


def test_the_last_sentence_of_a_paragraph_may_be_dated_in_latin():
    text = (
        "No. 1\n\nDear Anne,\n\nAll is well here, and the roof is mended at last. I commend myself to you. "
        "Ex Arce Nova, die 20 aprilis 1522.\n\nEdwin Holt.\n"
    )
    assert sent(text, "3 May 1522")[0] == "1522-04-30"  # 20 April of the Julian calendar


def ending(signed: str, *below: str) -> str:
    """Print a letter whose dateline stands below its prose, with what stands below that."""
    return "\n\n".join(
        [
            "II",
            "My dear Sir,",
            "I have read all that you sent me, and am glad of it, as you know.",
            signed,
            *below,
        ]
    )


WITHIN = [
    (["Lyme, 3 May 1843.", "Your most devoted servant as ever he was,", "J. HOLT."], "1843-05-03"),
    (
        ["Lyme, 3 May 1843.", "Your servant,", "J. HOLT.", "To be left at the sign of the horse."],
        "1843-05-03",
    ),
    (
        ["Lyme, 3 May 1843.", "I had closed this when the post came in and said that all is well."],
        "1843-05-03",
    ),
    # each heads a part of the letter
    (
        ["Lyme, 3 May 1843.", "I went out and saw them.", "Lyme, 4 May 1843.", "I stayed at home all day."],
        None,
    ),
    (["He came on 3 May 1843 and left us.", "Your servant,"], None),
]


@pytest.mark.parametrize(("rows", "day"), WITHIN)
def test_a_dateline_of_its_own_further_up_than_the_foot(rows, day):
    first, third = (letter(n, date="", signed=f"Lyme, {day} May 1843.") for n, day in (("I", 1), ("III", 9)))
    text = book("LETTERS", first, ending(*rows), third)
    second = list(letters(edition_in(text)))[1]
    assert [one.value.when for one in second.sent.dates] == ([day] if day else [])


WEEKDAYS = [
    (["3 May 1843", "Tuesday", "9 August 1843"], "1843"),
    (["3 May 1843", "Tuesday", "9 August 1844"], None),
    (["3 May 1843", "Tuesday"], None),
    (["3 May 1843", "Lyme, Friday [1843]", "9 August 1845"], "1843"),
]


@pytest.mark.parametrize(("rows", "year"), WEEKDAYS)
def test_a_weekday_alone_is_of_the_year_of_both_its_neighbours(rows, year):
    assert sent(*rows)[1] == year


TOLD = [
    (["3 May 1843", "31 June 1843", "9 July 1843"], "no such day"),
    (["3 May", "4 May"], "prints no year"),
]


@pytest.mark.parametrize(("rows", "why"), TOLD)
def test_a_line_that_gives_no_day_is_told_with_the_reason(rows, why):
    texts = [letter(f"No. {n}", date=row) for n, row in enumerate(rows, 1)]
    told = [one for one in edition_in(book("LETTERS", *texts)).decisions if one.subject.topic is Topic.SENT]
    assert told
    assert all(one.kept is None and why in one.reason for one in told)


def test_nothing_is_told_of_a_letter_that_is_dated_or_prints_no_day():
    texts = [letter("No. 1", date="3 May 1843"), letter("No. 2", date="")]
    told = [one for one in edition_in(book("LETTERS", *texts)).decisions if one.subject.topic is Topic.SENT]
    assert told == []


_IN_ORDER = [f"{day} May 1843" for day in range(1, 11)]


@pytest.mark.parametrize(
    ("rows", "at", "found"),
    [
        ([*_IN_ORDER, "", "5 August 1843"], 10, None),  # a year alone is as often wrong
        ([*_IN_ORDER, "", "20 May 1843"], 10, "1843-05-10~1843-05-20"),  # no more than that is known
        ([*_IN_ORDER, "", ""], 10, None),  # nothing behind it
        ([*reversed(_IN_ORDER), "", "5 August 1843"], 10, None),  # the book goes back
        ([*_IN_ORDER[:5], "", "5 August 1843"], 5, None),  # too few to tell
        ([*_IN_ORDER, "31 November", "5 August 1843"], 10, None),  # a line that says more than was read
    ],
)
def test_a_letter_without_a_date_stands_between_those_around_it(rows, at, found):
    dates = dated(*rows)[at].sent.dates
    values = [one.value.when or f"{one.value.not_before}~{one.value.not_after}" for one in dates]
    assert values == ([found] if found else [])
    assert all((one.cert, one.basis) == (Cert.MEDIUM, Basis.CONJECTURE) for one in dates)


def places(*rows: str, language: str = "en") -> list[str | None]:
    """Return where each letter was sent from."""
    return [one.sent.place.value.name if one.sent.place else None for one in dated(*rows, language=language)]


@pytest.mark.parametrize(
    ("date", "place"),
    [
        ("“Norton, 3 May 1843.", "Norton"),
        ("NORTON,\n\n3 May 1843.", "Norton"),
        ("Christ Church, Lyme,\n\n3 May 1843.", "Christ Church, Lyme"),
        ("17 MARSH ROW, LYME,\n\n3 May 1843.", "Lyme"),
        ("Miss Holt,\n\n3 May 1843.", None),
        ("[Postmark, Norton, 3 May 1843.]", "Norton"),
        ("To Miss Holt, in Norton, 3 May 1843.", None),
    ],
)
def test_a_place_stands_beside_its_date_or_above_it(date, place):
    rows = [letter(f"No. {n}", date=one) for n, one in enumerate(("1 May 1843", date, "9 May 1843"), 1)]
    assert places(*rows)[1] == place


@pytest.mark.parametrize(
    ("date", "place"),
    [
        ("Ambassade de France, à Moscou,\nMaison Klein, Malaia Holt,\n3 May 1843.", "Moscou"),
        ("Maison Klein, Moscou,\n3 May 1843.", "Moscou"),
        ("Marsh Street,\nUpper Norton,\n3 May 1843.", "Upper Norton"),
    ],
)
def test_of_two_lines_of_an_address_the_one_that_says_at_has_the_place(date, place):
    assert places("1 May 1843", letter("No. 2", date=date), "9 May 1843")[1] == place


@pytest.mark.parametrize(
    ("date", "ground"),
    [
        ("Frankfurt a. M., den 3. Mai 1843.", "date.among"),
        ("Blumengasse im Hause des Herrn Holt, den 3. Mai 1843.", "date.among"),
        ("Norton, den 3. Mai 1843.", "date.line"),
        ("pd. Norton 3. Mai 1843.", "date.among.strange"),  # a word that no dateline has
        ("Norton, im März, den 3. Mai 1843.", "date.among.strange"),  # another month
        ("acc. Norton, 3. Mai 1843.", ""),  # received then
    ],
)
def test_a_date_beside_words_that_no_dateline_has_is_a_kind_of_its_own(date, ground):
    found = dated("Norton, den 1. Mai 1843", date, "Norton, den 9. Mai 1843", language="de")[1].sent.dates
    assert [one.ground for one in found] == [ground]
    assert (found[0].value.when is None) == (not ground)


@pytest.mark.parametrize(
    ("place", "ground"),
    [
        ("Lyme", "place.line.word"),
        ("Lyme, Surrey", "place.line.two"),
        ("Upper Norton", "place.line.name"),
        ("Upper Norton Ferry", "place.line.name"),
        ("Norton Lodge", "place.line"),  # a house
        ("Upper Norton, Surrey", "place.line"),
        ("Norton in Surrey", "place.line"),
    ],
)
def test_a_name_of_two_or_three_words_is_a_kind_of_place(place, ground):
    found = dated("1 May 1843", f"{place}, 3 May 1843", "9 May 1843")[1].sent.place
    assert found is not None
    assert found.ground == ground


def test_a_place_alone_is_believed_where_the_book_names_it_beside_dates():
    found = places("Norton, 1 May 1843", "Norton, 3 May 1843", letter("No. 3", date="Norton."), "9 May 1843")
    assert found[2] == "Norton"
    assert places("1 May 1843", "3 May 1843", letter("No. 3", date="Harrow."), "9 May 1843")[2] != "Lyme"


FEET = [
    ("Ben Orme\n\nNORTON.", "Norton"),
    ("Ben Orme\n\nTo Miss Holt,\n\nNorton.", None),
    ("Ben Orme\n\nHarrow.", None),
    ("Ben Orme\n\nNorton is burnt.", None),
]


@pytest.mark.parametrize(("foot", "place"), FEET)
def test_a_place_alone_at_the_foot_is_where_the_letter_was_written(foot, place):
    rows = ["Norton, 1 May 1843", "Norton, 3 May 1843", letter("No. 3", date="", signed=foot), "9 May 1843"]
    assert places(*rows)[2] == place


def test_one_paragraph_that_begins_with_a_day_may_date_a_letter():
    told = "The duties of a country gentleman could not keep him long from town, and he came."
    runs = "(1843,) May 9, Tuesday, Norton.--I set out from London on Saturday last, and am well here."
    again = "(1843,) May 19, Friday, Lyme.--I set out from Norton on Monday last, and am well here."
    one, two = (letter("No. 2", date="", body=f"{told}\n\n{body}") for body in (runs, f"{runs}\n\n{again}"))
    assert sent("3 May 1843", one, "17 May 1843")[1] == "1843-05-09"
    assert sent("3 May 1843", two, "27 May 1843")[1] is None


def test_the_place_of_a_line_whose_year_cannot_be_told_is_kept():
    rows = ["Halle den 12. Jun. 95.", "Halle den 14. Sept 95.", "Halle den 20. Sept 95."]
    assert sent(*rows, language="de") == [None] * 3
    assert places(*rows, language="de") == ["Halle"] * 3


def test_a_shortened_year_is_that_of_the_letters_beside_it():
    rows = ["3 May 1790", "4 May 1791", "5 May '92", "6 May 1793", "7 May 1794", "8 May 1896", "9 May 1897"]
    found = dated(*rows)
    assert [one.sent.dates[0].value.when for one in found][2] == "1792-05-05"
    (guess,) = found[2].sent.dates
    assert (guess.cert, guess.ground) == (Cert.MEDIUM, "date.near-year")
    far = ["3 May 1750", "4 May 1890", "5 May '60", "6 May 1891", "7 May 1751"]
    assert sent(*far)[2] is None


def test_a_day_far_out_of_order_is_a_misprint_or_doubtful():
    near = [f"{n} May 1843" for n in (1, 4, 7)]
    misprint = [*near, "9 May 1833", "11 May 1843", "14 May 1843", "17 May 1843"]
    assert sent(*misprint)[3] is None
    apart = [*near, "9 December 1833", "11 May 1843", "14 May 1843", "17 May 1843"]
    (guess,) = dated(*apart)[3].sent.dates
    assert (guess.value.when, guess.cert, guess.ground) == ("1833-12-09", Cert.MEDIUM, "date.astray")


def test_a_year_that_no_letter_of_the_book_can_have_is_not_given():
    days = ["1 May 1843", "2 May 1000", "3 May 1001", "4 May 1843", "9 May 1843"]
    assert sent(*days) == ["1843-05-01", None, None, "1843-05-04", "1843-05-09"]


def test_raised_letters_of_a_month_are_read():
    assert sent("London, Nov{r.} 3, 1744.", "London, Nov^{r.} 5, 1744.") == ["1744-11-03", "1744-11-05"]


def test_a_far_year_at_an_end_of_the_book_is_doubtful():
    near = [f"{n} May 1799" for n in (1, 4, 7, 9)]
    for rows, at in (([*near, "12 May 1842"], 4), (["12 May 1742", *near], 0)):
        (guess,) = dated(*rows)[at].sent.dates
        assert (guess.cert, guess.ground) == (Cert.MEDIUM, "date.astray")
    (guess,) = dated(*near, "12 May 1808")[4].sent.dates
    assert guess.cert is None


def test_a_weekday_is_its_day_only_where_letters_follow_each_other_daily():
    daily = ["1 May 1843", "2 May 1843", "3 May 1843", "Friday.", "6 May 1843", "7 May 1843", "8 May 1843"]
    assert sent(*daily)[3] == "1843-05-05"
    weekly = ["3 April 1843", "10 April 1843", "3 May 1843", "Friday.", "6 May 1843", "17 May 1843"]
    assert sent(*weekly)[3] is None


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("He was at home again. On July 10, 1843, he wrote:", "1843-07-10"),
        ("The letter belongs to the month of February, 1843:", "1843-02"),
        ("He was hanged on July 2, 1843. The colonel wrote:", None),
        ("Between July 2, 1843, and July 9, 1843, he wrote:", None),
        ("On July 10, 1843, he came home.", None),
    ],
)
def test_words_that_lead_to_a_letter_may_tell_its_day(above, day):
    one, three = letter("No. 1", date="3 May 1843"), letter("No. 3", date="9 August 1843")
    text = "\n\n\n".join(["LETTERS", one, above, letter("No. 2", date=""), three]) + "\n"
    found = list(letters(edition_in(text, "en")))
    assert len(found) == 3
    dates = found[1].sent.dates
    assert (dates[0].value.when if dates else None) == day


FOOTS = [
    ("fr", "Lyon, le 3 mai 1843.", "P.-S. Le vaisseau tarde.", "Lyon, le 9 juin 1843.", True),
    ("en", "Dover, 3 May 1843.", "P.S. The ship is late.", "Dover, 9 June 1843.", True),
    ("de", "Weimar, den 3. Mai 1843.", "N. S. Die Post ging nicht ab.", "Weimar, den 9. Mai 1843.", True),
    ("en", "Dover, 3 May 1843.", "P.S. The ship is late.", "Dover, 3 May 1843.", False),
    ("en", "Dover, 3 May 1843.", "P.S. The ship sails on 9 June 1843, they say.", "", False),
]


@pytest.mark.parametrize(("language", "foot", "more", "below", "doubtful"), FOOTS)
def test_another_dateline_below_a_postscript_makes_the_day_a_doubt(language, foot, more, below, doubtful):
    """Neither of two whole days is sure; that the postscript speaks of another day is no dateline."""
    one = letter("No. 1", language, date="", close="", signed=foot, more=more, below=below)
    found = dated(one, letter("No. 2", language, date="", close="", signed=foot), language=language)
    sure = [guess.cert in {None, Cert.HIGH} for each in found for guess in each.sent.dates]
    assert sure == [not doubtful, True]
