"""The pictures of an edition: its letters in time, and who wrote to whom."""

from __future__ import annotations

import re

import pytest
from lxml import html

from letterbook.publish import render


def date(**attributes: str) -> str:
    return "<date " + " ".join(f'{key}="{value}"' for key, value in attributes.items()) + "/>"


def day(when: str) -> str:
    return date(when=when)


def made(letters: list[tuple[str, str, str]], language: str = "en") -> dict[str, bytes]:
    """Make the pages of letters: of each its writers, its receivers (names apart by "+"), its date."""

    def names(said: str) -> str:
        return "".join(f"<persName>{name}</persName>" for name in said.split("+") if name)

    descriptions = "".join(
        f'<correspDesc xml:id="c-{n}"><correspAction type="sent">{names(sender)}{when}</correspAction>'
        f'<correspAction type="received">{names(receiver)}</correspAction></correspDesc>'
        for n, (sender, receiver, when) in enumerate(letters, 1)
    )
    texts = "".join(
        f'<div type="letter" xml:id="letter-{n}" n="{n}" decls="#c-{n}"><p>Words.</p></div>'
        for n in range(1, len(letters) + 1)
    )
    return render.render(
        (
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader><fileDesc><titleStmt>'
            f"<title>T</title></titleStmt></fileDesc><profileDesc>{descriptions}</profileDesc></teiHeader>"
            f"<text><body>{texts}</body></text></TEI>"
        ).encode(),
        "html",
    ).value


class Overview:
    """The page of the pictures, and what a test asks of it."""

    def __init__(self, letters: list[tuple[str, str, str]], language: str = "en") -> None:
        self.tree = html.document_fromstring(made(letters, language)["overview.html"].decode())
        ids = self.tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        for href in self.tree.xpath("//@href[starts-with(., '#')]"):
            assert ids.count(href[1:]) == 1

    def marks(self) -> list[tuple[str, list[str], list[str]]]:
        """Give each mark's address, its words and its shapes' classes."""
        links = self.tree.xpath("//*[name()='svg'][@class='timeline']//*[name()='a']")
        return [
            (
                link.get("href"),
                [title.text for title in link.iter("title")],
                [shape.get("class") for shape in link if shape.tag != "title"],
            )
            for link in links
        ]

    def names(self) -> list[str]:
        return self.tree.xpath("//*[name()='svg'][@class='timeline']//*[@class='name']/text()")

    def words(self) -> str:
        return self.tree.xpath("string(//section[@aria-labelledby='time']/p)").replace("\u00a0", " ")

    def rows(self, section: str) -> list[list[str]]:
        rows = self.tree.xpath(f"//section[@aria-labelledby='{section}']//tbody/tr")
        return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


# ------------------------------------------------------------------ the letters in time


def test_of_two_the_letters_of_each_stand_on_their_own_side():
    overview = Overview(
        [
            ("Ada", "Josef", day("1871-10-03")),
            ("Josef", "Ada", day("1871-10-09")),
            ("Ada", "", day("1871-11-01")),
        ]
    )
    assert overview.names() == ["Ada", "Josef"]
    assert overview.marks() == [
        ("letters/letter-1.html", ["1. Ada to Josef, 3 October 1871"], ["above"]),
        ("letters/letter-3.html", ["3. From Ada, 1 November 1871"], ["above"]),
        ("letters/letter-2.html", ["2. Josef to Ada, 9 October 1871"], ["below"]),
    ]
    (line,) = overview.tree.xpath("//*[name()='path'][@class='line']/@d")
    height = float(line.split()[1].partition("h")[0])
    across = [float(x) for x in overview.tree.xpath("//*[name()='circle']/@cx")]
    down = [float(y) for y in overview.tree.xpath("//*[name()='circle']/@cy")]
    assert [y < height for y in down] == [True, True, False]
    assert across[0] < across[2] < across[1]


def test_letters_of_the_same_day_stand_on_one_another():
    overview = Overview([("A", "B", day("1871-10-03"))] * 3 + [("B", "A", day("1872-10-03"))])
    places = {
        (circle.get("cx"), circle.get("cy"))
        for circle in overview.tree.xpath("//*[name()='circle'][@class='above']")
    }
    assert len(places) == 3
    assert len({across for across, _ in places}) == 1


@pytest.mark.parametrize(
    ("when", "shapes"),
    [
        (day("1871-10-03"), ["above"]),
        (date(when="1871-10-03", cert="high", evidence="internal"), ["above"]),
        (date(when="1871-10-03", cert="medium", evidence="internal"), ["above uncertain"]),
        (date(when="1871-10-03", cert="low"), ["above uncertain"]),
        (day("1871"), ["span", "above"]),
        (date(notBefore="1871-03", notAfter="1871-09", cert="medium"), ["span", "above uncertain"]),
        (date(**{"from": "1871-03-01", "to": "1871-09-01"}), ["span", "above"]),
        (date(notAfter="1871-10-03"), ["span", "above uncertain"]),
        (date(notBefore="1871-10-03", cert="high"), ["span", "above uncertain"]),
        (day("1871-10-03Z"), ["above"]),
        (date(notBefore="1871-09", notAfter="1871-03"), ["span", "above"]),
    ],
)
def test_a_date_shows_how_certain_it_is(when, shapes):
    overview = Overview([("A", "B", day("1870-01-01")), ("A", "B", when), ("A", "B", day("1873-01-01"))])
    assert overview.marks()[1][2] == shapes


def test_a_date_that_is_none_is_counted_in_words():
    letters = [("A", "B", day("1871-10-03")), ("A", "B", day("1872-10-03")), ("A", "B", "")]
    assert "One letter has no date" in Overview(letters).words()
    assert "2 letters have no date" in Overview([*letters, ("B", "A", day("in spring"))]).words()
    assert "no date" not in Overview(letters[:2]).words()


def test_the_longest_silence_is_between_letters_that_can_follow_each_other():
    silent = [("A", "B", day("1871-01-01")), ("A", "B", day("1871-12-01")), ("A", "B", day("1871-12-20"))]
    assert "of 334 days, between Letter 1 and Letter 2." in Overview(silent).words()
    # A letter that may be of any day of the year leaves no silence in it.
    assert (
        "of 19 days, between Letter 2 and Letter 3."
        not in Overview([*silent, ("A", "B", day("1871"))]).words()
    )
    assert "silence" not in Overview([("A", "B", day("1871-01-01")), ("A", "B", day("1871-01-02"))]).words()


@pytest.mark.parametrize(
    "letters",
    [
        [("A", "B", day("1871-10-03"))],
        [("A", "B", day("1871-10-03"))] * 4,
        [("A", "B", "")] * 4,
        [("A", "B", day("lately")), ("A", "B", day("1871-10-03"))],
        [],
    ],
)
def test_without_two_times_there_is_no_picture(letters):
    pages = made(letters)
    assert "overview.html" not in pages
    assert b"overview" not in pages["index.html"]
    assert b"<svg" not in pages["index.html"]


@pytest.mark.parametrize(
    "days", [("-0043-03-15", "-0042"), ("0001", "9999-12-31"), ("1871-10-03", "1871-10-04")]
)
def test_times_far_and_near_are_drawn(days):
    overview = Overview([("A", "B", day(when)) for when in days])
    assert len(overview.marks()) == 2
    assert len(overview.tree.xpath("//*[@class='ticks']/*[name()='text']")) >= 1


def test_each_of_the_liveliest_exchanges_has_a_line_and_the_rest_one_together():
    people = [f"P{n}" for n in range(10)]
    letters = [
        ("Ego", name, day(f"18{50 + k:02}-01-01")) for n, name in enumerate(people) for k in range(12 - n)
    ]
    overview = Overview(letters)
    assert overview.names() == [name for n in range(8) for name in ("Ego", f"P{n}")] + ["Others"]
    assert len(overview.marks()) == len(letters) == 75


def test_letters_of_which_one_end_is_known_have_a_line_for_whoever_it_is():
    pages = [("", "Eva", day(f"187{n}-01-01")) for n in range(5)]
    pages += [("Ada", "", day("1871-02-01"))] * 2 + [("Ada", "Josef", day("1871-03-01"))]
    overview = Overview(pages)
    assert overview.names() == ["To Eva", "From Ada", "Ada", "Josef"]
    assert {shape for _, _, (shape,) in overview.marks()} == {"above"}


def test_who_wrote_most_is_said_where_most_ends_are_known():
    few = [("", "Eva", ""), ("", "Eva", ""), ("", "Lea", ""), ("Ada", "Josef", "")]
    many = [*few, ("Ada", "Josef", ""), ("Ada", "Eva", ""), ("Ada", "Eva", "")]
    for letters, said in (
        (few, "4 correspondents"),
        (many, "4 correspondents; most letters: Ada to Josef: 2; Ada to Eva: 2"),
    ):
        index = html.document_fromstring(made(letters)["index.html"].decode())
        assert index.xpath("string(//dl/div[dt='Who wrote to whom']/dd)") == said


def test_a_doubtful_date_outside_the_years_of_the_book_makes_no_silence():
    doubtful = '<date when="1736" cert="low"/>'
    overview = Overview([("A", "B", doubtful), ("A", "B", day("1871-01-01")), ("B", "A", day("1871-01-11"))])
    assert "1 January 1871 to 11 January 1871" in overview.words()
    assert "The longest silence is of 10 days" in overview.words()


def test_names_stand_whole_in_the_pictures():
    long = "The Right Reverend the Bishop of Skarholm"
    overview = Overview([("Ada", long, day("1871-01-01")), (long, "Eva", day("1872-01-01"))])
    assert overview.names() == ["Ada", long, long, "Eva"]
    names = overview.tree.xpath("//*[@class='exchange']//*[name()='text'][@class='name']/text()")
    assert sorted(names) == sorted(2 * ["Ada", "Eva", long])


def test_a_letter_of_several_stands_where_most_of_their_letters_do():
    overview = Overview(
        [
            ("Ada", "Josef", day("1871-01-01")),
            ("Ada", "Josef", day("1871-02-01")),
            ("Eva+Ada", "Josef", day("1871-03-01")),
        ]
    )
    assert overview.names() == ["Ada", "Josef"]
    assert [shapes for _, _, shapes in overview.marks()] == [["above"]] * 3


def test_of_many_letters_bars_are_drawn_that_lead_to_the_table():
    letters = [
        ("A" if n % 3 else "B", "B" if n % 3 else "A", day(f"{1790 + n % 80}-0{1 + n % 9}-11"))
        for n in range(900)
    ]
    overview = Overview(letters)
    marks = overview.marks()
    assert len(marks) <= 160
    counts = [int(re.search(r": (\d+) letter", title).group(1)) for _, (title,), _ in marks]  # type: ignore[union-attr]
    assert sum(counts) == 900
    assert all(href.startswith("#time-1") for href, _, _ in marks)
    assert "A, 1790: " in marks[0][1][0]
    rows = overview.rows("time")
    assert len(rows) == 80
    assert len(overview.tree.xpath("//section//li/a")) == 900


def test_the_table_says_what_the_picture_shows():
    overview = Overview(
        [
            ("Ada", "Josef", day("1871-10-03")),
            ("Josef", "Ada", day("1871-10-19")),
            ("", "Ada", day("1871-12")),
        ]
    )
    assert overview.rows("time") == [
        [
            "October 1871",
            "Ada: 1, Josef: 1",
            "2 letters1. Ada to Josef, 3 October 18712. Josef to Ada, 19 October 1871",
        ],
        ["December 1871", "not known: 1", "1 letter3. To Ada, December 1871"],
    ]


@pytest.mark.parametrize(("language", "month"), [("de", "März"), ("fr", "mars")])
def test_the_months_are_in_the_language_of_the_edition(language, month):
    overview = Overview([("A", "B", day("1871-01-03")), ("B", "A", day("1871-06-03"))], language)
    ticks = overview.tree.xpath("//*[@class='ticks']/*[name()='text']/text()")
    assert month in ticks
    assert ticks.count("1871") == 1


# ------------------------------------------------------------------ who wrote to whom


def test_of_two_the_first_page_says_how_many_went_each_way():
    pages = made([("Ada", "Josef", day("1871-01-01"))] * 3 + [("Josef", "Ada", day("1872-01-01"))])
    index = html.document_fromstring(pages["index.html"].decode())
    assert index.xpath("string(//dl/div[dt='Who wrote to whom']/dd)") == "Ada to Josef: 3; Josef to Ada: 1"
    assert b'class="exchange"' not in pages["overview.html"]


def test_of_three_there_is_a_picture_and_a_table():
    overview = Overview(
        [("Ada", "Josef", ""), ("Ada", "Josef+Eva", ""), ("Eva", "Ada", ""), ("Ada", "", ""), ("", "Eva", "")]
    )
    assert overview.rows("exchange") == [["Ada", "Josef", "2"], ["Ada", "Eva", "1"], ["Eva", "Ada", "1"]]
    titles = overview.tree.xpath("//*[@class='exchange']/*[name()='g']/*[name()='title']/text()")
    assert titles == ["Ada to Josef: 2 letters", "Ada to Eva: 1 letter", "Eva to Ada: 1 letter"]
    links = overview.tree.xpath("//*[@class='exchange']/*[name()='a']")
    assert [link.xpath("string(*[name()='text'])") for link in links] == ["Ada", "Eva", "Josef"]
    assert all(link.get("href").startswith("persons/named-") for link in links)


def test_beyond_sixty_the_rest_share_a_row():
    letters = [(f"P{n:02}", f"P{n + 1:02}", "") for n in range(70)] + [("P00", "P01", "")] * 3
    overview = Overview(letters)
    rows = overview.tree.xpath("//*[contains(@class, 'exchange')]/*[name()='a']")
    assert len(rows) == 59
    assert rows[0].xpath("string(*[name()='title'])") == "P01"
    titles = overview.tree.xpath("//*[contains(@class, 'exchange')]/*[name()='g']/*[name()='title']/text()")
    assert sum(int(re.search(r": (\d+)", title).group(1)) for title in titles) == 73  # type: ignore[union-attr]
    assert any(title.startswith("Others to Others") for title in titles)
    assert len(overview.rows("exchange")) == 70


def test_who_wrote_to_whom_is_a_list_where_one_wrote_all_or_nearly_all():
    one = [("Ego", f"P{n}", day(f"1850-01-{n + 1:02}")) for n in range(4)]
    star = [
        *((f"P{n}", "Ego", day(f"1850-01-{n + 1:02}")) for n in range(20)),
        ("P1", "P2", day("1851-01-01")),
    ]
    mesh = [(f"P{n}", f"P{n + 1}", day(f"1850-01-{n + 1:02}")) for n in range(20)]
    for letters, is_picture in ((one, False), (star, False), (mesh, True), (one[:1] + mesh[:2], True)):
        page = made(letters)["overview.html"].decode()
        assert "How many letters from whom to whom" in page
        assert ('class="exchange' in page) is is_picture
