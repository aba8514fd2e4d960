"""The web site: what stands on its pages, and that every way on them leads somewhere."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree, html
from pieces import cut

from letterbook.publish import render

SAMPLE = Path(__file__).parent / "lighthouse.xml"
TEI = "{http://www.tei-c.org/ns/1.0}"
PAGES = (
    "index.html",
    "overview.html",
    "calendar.html",
    "notes.html",
    "errata.html",
    "search.html",
    "persons.html",
    "places.html",
    "about.html",
    "parts/title-page-1.html",
    *(f"letters/letter-{n}.html" for n in ("1", "2", "2a", "3", "4")),
)


@cache
def files() -> dict[str, bytes]:
    return render.render(SAMPLE.read_bytes(), "html").value


@cache
def page(name: str) -> html.HtmlElement:
    return html.document_fromstring(files()[name].decode())


def words(element) -> str:
    """Give the words that are shown where no note is shown beside its call, as on paper."""
    shown = ".//text()[not(ancestor::*[@hidden or @popover or @popovertarget])]"
    return " ".join("".join(element.xpath(shown)).split())


def links(data: bytes) -> list:
    """Give the links in the text of a letter's page, those of its paragraphs left out."""
    return html.document_fromstring(data.decode()).xpath("//div[@class='text']//a[not(@class='permalink')]")


def one(name: str, path: str):
    (found,) = page(name).xpath(path)
    return found


def edition(
    letters: str, language: str = "en", descriptions: str = "", notes: str = "", source: str = ""
) -> dict[str, bytes]:
    return render.render(
        (
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader><fileDesc><titleStmt>'
            f"<title>T</title></titleStmt>{source}</fileDesc><profileDesc>{descriptions}</profileDesc></teiHeader><text>"
            f'<body>{letters}</body><back><div type="notes">{notes}</div></back></text></TEI>'
        ).encode(),
        "html",
    ).value


# ------------------------------------------------------------------ every page


@pytest.mark.parametrize("name", PAGES)
class TestEveryPage:
    def test_is_a_document_with_a_language_and_a_title(self, name):
        assert files()[name].startswith(b"<!DOCTYPE HTML><html lang=")
        assert page(name).get("lang") == "en"
        assert one(name, "//head/title").text.endswith("The Lamp at Skarholm: Letters of a Lighthouse")
        assert len(page(name).xpath("//h1")) == 1

    def test_asks_for_nothing_but_its_style_sheet(self, name):
        assert page(name).xpath("//img | //iframe | //object | //style | //@style") == []
        scripts = {
            "search.html": ["script/search-data.js", "script/search.js"],
            "index.html": ["script/letters.js"],
        }.get(name, [])
        assert page(name).xpath("//@src") == scripts
        assert page(name).xpath("//script[not(@src)][not(@type='application/ld+json')]") == []
        root = "../" if "/" in name else ""
        assert page(name).xpath("//link[not(starts-with(@href, 'data:'))]/@href") == [
            f"{root}style/edition.css"
        ]
        policy = one(name, "//meta[@http-equiv='Content-Security-Policy']/@content")
        allowed = "script-src 'self'; " if scripts else ""
        assert policy.startswith(f"default-src 'none'; {allowed}style-src 'self';")

    def test_has_each_identifier_once(self, name):
        ids = page(name).xpath("//@id")
        assert len(ids) == len(set(ids))

    def test_leads_everywhere_it_says(self, name):
        for href in page(name).xpath("//a/@href"):
            if re.match(r"https?://", href):
                continue
            path, _, anchor = href.partition("#")
            parts: list[str] = []
            for part in (
                PurePosixPath(PurePosixPath(name).parent, path).parts if path else PurePosixPath(name).parts
            ):
                parts = parts[:-1] if part == ".." else [*parts, part]
            target = "/".join(parts)
            assert target in files(), href
            if anchor:
                assert page(target).xpath("//@id").count(anchor) == 1, href

    def test_begins_with_a_way_to_the_text(self, name):
        first = page(name).xpath("//body//a")[0]
        assert first.get("class") == "skip"
        assert one(name, "//main").get("id") == first.get("href")[1:]

    def test_names_every_link_and_describes_by_what_is_there(self, name):
        for link in page(name).xpath("//a | //button"):
            assert link.text_content().strip() or link.get("aria-label")
        for reference in page(name).xpath("//@aria-describedby | //@aria-labelledby"):
            assert len(page(name).xpath(f"//*[@id='{reference}']")) == 1

    def test_has_headings_that_leave_no_level_out(self, name):
        levels = [
            int(heading.tag[1]) for heading in page(name).xpath("//*[self::h1|self::h2|self::h3|self::h4]")
        ]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


# ------------------------------------------------------------------ the first page


def test_the_table_has_a_row_for_each_letter():
    rows = [[words(cell) for cell in row.xpath("th|td")] for row in page("index.html").xpath("//tbody/tr")]
    assert [" | ".join(row) for row in rows] == [
        (
            "1 | 3 October 1871 | Ada Lindqvist | [Josef Marten]"
            " | The new lamp came with the mail boat, and not a pane of it…"
        ),
        (
            "2 | received 19 October 1871 | Josef Marten | Ada Lindqvist"
            " | Forty-one is right; the list is wrong. Send me the length of…"
        ),
        (
            "2a | [between November 1871 and December 1871?] | [Ada Lindqvist?] | "
            " | Only a verse, for the long evenings:"
        ),
        (
            "3 | 30 January 1872 to 1 February 1872 | Josef Marten, the Harbour Board | Ada Lindqvist"
            " | Dear Madam, the Board has read the note. It will pay. See…"
        ),
        "4 | 1872 |  |  | Die Lampe brennt.",
    ]
    assert page("index.html").xpath("//tbody/tr[5]/td[@class='begins']/@lang") == ["de"]
    assert page("index.html").xpath("//tbody//a/@href")[2] == "letters/letter-2a.html"


def test_the_table_is_ordered_by_the_days_that_the_letters_have():
    assert page("index.html").xpath("//td[@class='date']/@data-sort") == [
        "1871-10-03",
        "1871-10-19",
        "1871-11",
        "1872-01-30",
        "1872",
    ]


def test_a_single_letter_needs_no_script():
    made = edition('<div type="letter" xml:id="l"><p>Words.</p></div>')
    assert "script/letters.js" not in made
    assert b"<script src" not in made["index.html"]


def test_the_first_page_says_what_the_edition_is():
    groups = page("index.html").xpath("//dl[@class='facts']/div")
    assert {words(group.find("dt")): words(group.find("dd")) for group in groups} == {
        "Letters": "5 letters, 1871 to 1872",  # the last has a month alone
        "Who wrote to whom": (
            "3 correspondents; most letters: Josef Marten to Ada Lindqvist: 2;"
            " Ada Lindqvist to Josef Marten: 1"
        ),
        "Licence": "Public domain. Please name the Skarholm Society.",
        "To be cited as": (
            "Ada Lindqvist and Josef Marten, The Lamp at Skarholm: Letters of a Lighthouse,"
            " The Skarholm Society."
        ),
    }
    picture = one("index.html", "//a[@class='picture']")
    assert picture.get("href") == "overview.html"
    assert picture.xpath(".//*[name()='a']") == []


@pytest.mark.parametrize(
    ("licence", "said", "href"),
    [
        ('<licence target="https://example.org/by">CC BY</licence>', "CC BY.", "https://example.org/by"),
        ("<licence>Free to all</licence>", "Free to all.", "about.html#licence"),
        (
            "<licence><p>THE BOOK***</p></licence><licence><p>END OF THE BOOK***</p></licence>",
            "The source text comes with terms of use of its own.",
            "about.html#licence",
        ),
        (
            '<licence><p>Terms.</p></licence><licence target="https://example.org/0">CC0</licence>',
            "CC0.",
            "https://example.org/0",
        ),
    ],
)
def test_the_licence_is_one_sentence_with_one_link(licence, said, href):
    document = re.sub(r"<licence.*</licence>", licence, SAMPLE.read_text(encoding="utf-8"), flags=re.DOTALL)
    made = html.document_fromstring(render.render(document.encode(), "html").value["index.html"].decode())
    (group,) = made.xpath("//dl/div[dt='Licence']")
    assert [words(value) for value in group.findall("dd")] == [said]
    assert group.xpath(".//a/@href") == [href]


def test_a_row_of_signs_is_no_title():
    document = SAMPLE.read_text(encoding="utf-8")
    titles = re.findall(r"<title>([^<]*)</title>", document)
    framed = document.replace(f"<title>{titles[0]}</title>", "<title>#########</title>", 1)
    made = render.render(framed.encode(), "html").value["index.html"].decode()
    assert "####" not in made


def test_letters_are_counted_whether_or_not_they_are_dated():
    sent = (
        '<correspDesc xml:id="corresp-1"><correspAction type="sent"><date when="1871-10-03"/></correspAction>'
        "</correspDesc>"
        '<correspDesc xml:id="corresp-2"><correspAction type="sent"><date when="1001" cert="low"/>'
        '</correspAction></correspDesc><correspDesc xml:id="corresp-3"/>'
    )
    letter = '<div type="letter" xml:id="l{0}" decls="#corresp-{0}"><p>Words.</p></div>'
    made = edition("".join(letter.format(n) for n in (1, 2, 3)), descriptions=sent)["index.html"].decode()
    assert "3 letters, 3 October 1871, 1 without a date" in made


SPANS = [
    # one doubtful date beyond the sure ones may be misread; three are not all
    (['when="1871-10-03"', 'when="1872-05-01"', 'when="1801" cert="medium"'], "3 October 1871 to 1 May 1872"),
    (['when="1871-10-03"', *['when="1868" cert="medium"'] * 3], "1868 to 1871"),
    (['when="1871-10-03"', *['when="1001" cert="low"'] * 3], "3 October 1871"),
    (['when="1871-10-03"', *['when="1872-05-01" cert="medium"'] * 3], "3 October 1871 to 1 May 1872"),
    # the few that are dated do not tell of the others
    (['when="1871-10-03"', "", ""], "2 without a date"),
    # no day is made up where a year alone is known
    (['when="1868"', 'when="1871-10-03"'], "1868 to 1871"),
]


@pytest.mark.parametrize(("dates", "span"), SPANS)
def test_the_years_of_the_letters_are_true(dates, span):
    description = (
        '<correspDesc xml:id="c{}"><correspAction type="sent"><date {}/></correspAction></correspDesc>'
    )
    letter = '<div type="letter" xml:id="l{0}" decls="#c{0}"><p>Words.</p></div>'
    made = edition(
        "".join(letter.format(n) for n in range(len(dates))),
        descriptions="".join(description.format(n, date) for n, date in enumerate(dates)),
    )
    facts = html.document_fromstring(made["index.html"].decode()).xpath("//dl[@class='facts']/div[1]/dd")
    assert words(facts[0]) == f"{len(dates)} letters, {span}"


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        (
            'when="1519-06-16" when-custom="1519-06-06" calendar="#calendar-julian"',
            "6 giugno 1519 (giuliano)",
        ),
        ('when="1519-06-16" when-custom="1519-06-06" calendar="#julian"', "6 giugno 1519 (giuliano)"),
        ('when="1519-06-16" when-custom="1519-06-06"', "16 giugno 1519"),
        ('when="1519-06-16" when-custom="VIII Id. Iun." calendar="#calendar-julian"', "16 giugno 1519"),
        ('when="1919-06-16" when-custom="1919-06-16" calendar="#calendar-gregorian"', "16 giugno 1919"),
    ],
)
def test_a_day_of_another_calendar_is_told_as_printed_with_the_calendar(date, shown):
    described = (
        f'<correspDesc xml:id="c1"><correspAction type="sent"><date {date}/></correspAction></correspDesc>'
    )
    letter = '<div type="letter" xml:id="l1" decls="#c1"><p>Parole.</p></div>'
    made = edition(letter, "it", described)
    index = html.document_fromstring(made["index.html"].decode())
    assert shown in words(index)
    assert ("(giuliano)" in words(index)) is ("(" in shown)
    assert words(index.xpath("//dl[@class='facts']/div[1]/dd")[0]).endswith(shown)
    cited = html.document_fromstring(made["letters/l1.html"].decode()).find_class("cite")[0]
    printed = date.partition('when-custom="')[2][:10] if "(" in shown else date[6:16]
    assert f"date = {{{printed}}}" in cited.findall("pre")[0].text


# ------------------------------------------------------------------ the other parts of the book


def test_the_other_parts_of_the_book_are_listed_in_their_order_and_have_pages():
    found = one("index.html", "//section[@class='matter']").xpath(".//a")
    text = [words(page(link.get("href"))) for link in found]
    for part, said in zip(
        text, ("collected by E. Holm", "To the Reader", "the keeper's log", "Screws, 1"), strict=False
    ):
        assert said in part.replace("\u2019", "'")
    assert not any("This note is called from nowhere" in part for part in text)
    assert "Screws, 1" not in words(one("index.html", "//main"))


def test_a_letter_leads_to_what_the_book_has_before_it():
    part = '<div type="part"><p>Of the second lamp.</p></div>'
    letter = '<div type="letter" xml:id="l{0}"><p>Words.</p></div>'
    made = edition(letter.format(1) + part + letter.format(2))
    before = {
        n: html.document_fromstring(made[f"letters/l{n}.html"].decode()).xpath("//p[@class='legend']/a")
        for n in (1, 2)
    }
    assert before[1] == []
    assert [(a.get("href"), words(a)) for a in before[2]] == [("../parts/part-1.html", "Of the second lamp.")]


def test_the_address_of_a_part_stays_where_another_letter_comes():
    part = '<div type="part"><p>One.</p></div>'
    letter = '<div type="letter" xml:id="l{0}"><p>Words.</p></div>'
    names = [
        {name for name in edition(body) if name.startswith("parts/")}
        for body in (letter.format(1) + part, letter.format(0) + letter.format(1) + part)
    ]
    assert names[0] == names[1] == {"parts/part-1.html"}


# ------------------------------------------------------------------ a letter


def facts(name: str) -> dict[str, list[str]]:
    groups = page(name).xpath("//dl[@class='facts']/div")
    return {words(group.find("dt")): [words(value) for value in group.findall("dd")] for group in groups}


def test_facts_say_what_is_inferred_and_on_what_grounds():
    assert facts("letters/letter-1.html") == {
        "From": ["Ada Lindqvist"],
        "To": ["[Josef Marten]"],
        "Sent": ["3 October 1871"],
        "Written at": ["Skarholm"],
    }
    assert facts("letters/letter-2.html") == {
        "From": ["Josef Marten"],
        "To": ["Ada Lindqvist"],
        "Sent": ["[19 October 1871 or earlier]"],
        "Received": ["19 October 1871"],
        "In reply to": ["Letter 1"],
    }
    assert facts("letters/letter-3.html")["From"] == ["Josef Marten", "the Harbour Board"]


def test_the_evidence_of_a_fact_is_one_press_away():
    action = (
        '<correspDesc xml:id="corresp-1"><correspAction type="sent">'
        '<persName cert="low" evidence="internal">A</persName>'
        '<note type="evidence">her hand (\u201cmine\u201d)</note></correspAction></correspDesc>'
    )
    letter = '<div type="letter" xml:id="letter-1" decls="#corresp-1"><p>Words.</p></div>'
    made = html.document_fromstring(edition(letter, descriptions=action)["letters/letter-1.html"].decode())
    (why,) = made.xpath("//details[@class='why']")
    assert words(why.find("summary")) == "In square brackets: not printed in this letter. Why?"
    assert [words(item) for item in why.iter("li")] == [
        "sender: inferred from the text; uncertain; her hand (\u201cmine\u201d)"
    ]
    assert words(made.xpath("//dl[@class='facts']//dd")[0]) == "[A?]"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            "the signature (\u201cAda L.\u201d)",
            "Absender: aus dem Text erschlossen; die Unterschrift (\u201cAda L.\u201d)",
        ),
        (
            "the letter calls upon Josef (\u201cJosef!\u201d)",
            "Absender: aus dem Text erschlossen; der Brief redet Josef an (\u201cJosef!\u201d)",
        ),
        (
            "the heading names the recipient (\u201cTO ADA\u201d)",
            "Absender: aus dem Text erschlossen; die Überschrift nennt den Empfänger (\u201cTO ADA\u201d)",
        ),
        ("a reason nobody foresaw", "Absender: aus dem Text erschlossen"),
    ],
)
def test_the_reasons_of_the_program_are_told_in_the_language_of_the_page(reason, said):
    action = (
        '<correspDesc xml:id="corresp-1"><correspAction type="sent">'
        '<persName evidence="internal" resp="#letterbook">A</persName>'
        f'<note type="evidence">{reason}</note></correspAction></correspDesc>'
    )
    letter = '<div type="letter" xml:id="letter-1" decls="#corresp-1"><p>Worte.</p></div>'
    made = html.document_fromstring(edition(letter, "de", action)["letters/letter-1.html"].decode())
    assert [words(item) for item in made.xpath("//details[@class='why']//li")] == [said]


def test_what_is_inferred_is_told_once_and_only_where_something_is():
    assert len(page("letters/letter-1.html").xpath("//details[@class='why']")) == 1
    assert page("letters/letter-3.html").xpath("//details[@class='why']") == []


def test_what_else_an_uncertain_fact_could_be_is_told():
    action = (
        '<correspDesc xml:id="corresp-1"><correspAction type="sent">'
        '<persName cert="low" evidence="internal">A</persName>'
        '<note type="alternatives">Or else: B (her hand).</note></correspAction></correspDesc>'
    )
    letter = '<div type="letter" xml:id="letter-1" decls="#corresp-1"><p>Words.</p></div>'
    assert b"Or else: B (her hand)." in edition(letter, descriptions=action)["letters/letter-1.html"]


def test_letters_before_and_after_are_linked():
    links = {
        link.get("rel"): link for link in page("letters/letter-2.html").xpath("//nav[@class='around']/a")
    }
    assert links["prev"].get("href") == "letter-1.html"
    assert (
        words(links["next"]) == "Next letter 2a. From Ada Lindqvist, between November 1871 and December 1871"
    )
    assert [a.get("rel") for a in page("letters/letter-1.html").xpath("//nav[@class='around']/a")] == ["next"]


def test_letters_between_the_same_two_are_linked_where_they_are_others():
    context = (
        '<correspDesc xml:id="corresp-{0}"><correspAction type="sent"><persName>A</persName></correspAction>'
        '<correspContext><ref type="{1}" subtype="exchange" target="#letter-{2}"/></correspContext>'
        "</correspDesc>"
    )
    letter = '<div type="letter" xml:id="letter-{0}" n="{0}" decls="#corresp-{0}"><p>Words.</p></div>'
    made = edition(
        "".join(letter.format(n) for n in (1, 2, 3)),
        descriptions="".join(context.format(*c) for c in ((1, "next", 3), (2, "next", 3), (3, "prev", 1))),
    )

    def around(n):
        links = html.document_fromstring(made[f"letters/letter-{n}.html"].decode()).xpath(
            "//nav[@class='around']/a"
        )
        return [(link.get("href"), words(link.find_class("which")[0])) for link in links]

    assert ("letter-3.html", "Next letter between these two") in around(1)
    assert around(2) == [("letter-1.html", "Previous letter"), ("letter-3.html", "Next letter")]
    assert ("letter-1.html", "Previous letter between these two") in around(3)


def test_the_text_stands_as_printed_in_its_order():
    text = words(one("letters/letter-1.html", "//div[@class='text']"))
    assert text == (
        "No. 1Skarholm, October 3rd, 1871Dear Mr. Marten,"
        "The new lamp came with the mail boat, and not a pane of it was broken. 1 I have counted the screws:"
        " there are forty-one, where your list says forty."
        "2. The keeper asks me to put three questions to you:"
        "(1) whether the oil may be heated;(2) who is to pay for it; 1A(3) how the glass is cleaned:"
        " with vinegar,or with chalk."
        "He says, as his mother did: Wer das Licht hat, hat die Arbeit."
        " I shall not argue with le pauvre homme."
        "Yours truly,Ada LindqvistP.S.The cat has arrived too."
    )


def test_languages_are_marked_and_dates_are_dates():
    assert page("letters/letter-1.html").xpath("//q/@lang | //i/@lang") == ["de", "fr"]
    assert page("letters/letter-1.html").xpath("//div[@class='opener']//time/@datetime") == ["1871-10-03"]
    assert one("letters/letter-4.html", "//div[@class='text']/@lang") == "de"


def test_printed_pages_are_marked_and_running_heads_left_out():
    breaks = page("letters/letter-2.html").xpath("//*[@role='doc-pagebreak']")
    assert [(mark.get("aria-label"), words(mark)) for mark in breaks] == [
        ("page 12", "12"),
        ("page 13", "13"),
    ]
    assert b"LETTERS OF A LIGHTHOUSE" not in b"".join(files().values())


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ('one,<pb n="2"/>two', "one, 2 two"),
        ('one<pb n="2" break="yes"/>two', "one 2 two"),
        ('one<pb n="2"/>two', "onetwo"),
        ('one <pb n="2"/> two', "one 2 two"),
        ("one, <pb/>two", "one, | two"),
        ('one<pb n="2" break="no"/>two', "onetwo"),
        ('<hi>one</hi><pb n="2"/><hi>two</hi>', "one 2 two"),
        ('one<pb n="2"/><fw>HEAD</fw>two', "one 2 two"),
        ('<pb n="2"/>two', "2 two"),
    ],
)
def test_a_page_that_begins_between_two_words_joins_none(inside, shown):
    made = edition(f'<div type="letter" xml:id="l" n="1"><p>{inside}</p></div>')["letters/l.html"]
    (paragraph,) = html.document_fromstring(made.decode()).xpath("//div[@class='text']//p")
    assert words(paragraph) == shown


def test_tables_have_headings_and_a_caption():
    table = one("letters/letter-2.html", "//div[@class='text']//table")
    assert [(cell.get("scope"), words(cell)) for cell in table.iter("th")] == [
        ("col", "Part"),
        ("col", "Inches"),
    ]
    assert words(table.find("caption")) == "What I know so far"
    assert [words(cell) for cell in table.iter("td")] == ["Screw", "3 < x < 4", "Pane", "17"]


def test_a_paragraph_that_holds_a_list_is_no_paragraph_of_html():
    made = edition('<div type="letter" xml:id="l"><p>One <list><item>two</item></list> three.</p></div>')
    assert (
        words(html.document_fromstring(made["letters/l.html"]).xpath("//div[@class='p']")[0])
        == "One two three."
    )


def test_a_gap_is_as_the_print_describes_it():
    gaps = (
        "<gap><desc>(incomplete)</desc></gap>",
        "<gap><desc>torn</desc></gap>",
        '<gap reason="lost"/>',
        "<gap/>",
    )
    made = edition(f'<div type="letter" xml:id="l"><p>{"; ".join(gaps)}</p></div>')["letters/l.html"].decode()
    found = re.findall(r'<span class="gap">([^<]*)', made)
    assert found == ["(incomplete)", "[torn]", "[gap in the text: lost]", "[gap in the text]"]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", " data:text/html,x", "file:///etc/passwd", "#nowhere", ""]
)
def test_a_reference_that_leads_nowhere_good_is_no_link(target):
    made = edition(f'<div type="letter" xml:id="l"><p><ref target="{target}">there</ref></p></div>')
    assert links(made["letters/l.html"]) == []


# ------------------------------------------------------------------ notes


def note(name: str, number: str):
    return one(name, f"//li[span[@class='number'] = '{number}']")


def back(item) -> list[tuple[str, str]]:
    return [(link.get("href"), words(link)) for link in item.xpath(".//p[@class='back']/a")]


def test_a_note_called_in_three_letters_stands_on_the_page_of_each():
    assert back(note("letters/letter-1.html", "1")) == [
        ("#call-1-1", "↩"),
        ("letter-2a.html#call-1-2", "Letter 2a"),
        ("letter-3.html#call-1-3", "Letter 3"),
    ]
    assert back(note("letters/letter-3.html", "1"))[0] == ("#call-1-3", "↩")
    assert [href for href, _ in back(note("notes.html", "1"))] == [
        f"letters/letter-{n}.html#call-1-{k}" for n, k in (("1", 1), ("2a", 2), ("3", 3))
    ]


def test_a_note_called_twice_in_a_letter_has_two_ways_back():
    item = note("letters/letter-2.html", "2")
    assert back(item) == [("#call-2-1", "↩1"), ("#call-2-2", "↩2")]
    assert "Letter 2 (1, 2)" in words(note("notes.html", "2"))


def test_calls_keep_the_number_as_printed():
    calls = page("letters/letter-1.html").xpath("//a[@role='doc-noteref']")
    assert [(call.getparent().get("id"), call.get("href"), words(call)) for call in calls] == [
        ("call-1-1", "#note-1", "1"),
        ("call-1A-1", "#note-1A", "1A"),
    ]


def test_a_call_does_not_begin_a_line():
    text = files()["letters/letter-1.html"].decode()
    assert "broken.&nbsp;<sup" in text
    made = edition('<div type="letter" xml:id="l"><p>One<ref type="note" target="#n">1</ref> two</p></div>')
    assert "One<sup" in made["letters/l.html"].decode()


def test_a_note_that_nothing_calls_is_found_and_marked():
    item = note("notes.html", "3")
    assert "nothing in the text calls it" in words(item)
    assert back(item) == []


def test_a_note_of_another_part_leads_back_to_it():
    assert back(note("notes.html", "*")) == [("parts/preface-1.html#call-star-1", "To the Reader")]
    assert page("parts/preface-1.html").xpath("//a[@role='doc-noteref']/@href") == ["../notes.html#note-star"]


def test_a_note_at_the_foot_of_its_letter_is_not_in_its_text():
    assert "noch heute" not in words(one("letters/letter-4.html", "//div[@class='text']"))
    assert "noch heute" in words(note("letters/letter-4.html", "a"))


def test_a_note_where_it_is_attached_is_called_there():
    made = edition('<div type="letter" xml:id="l"><p>One<note n="7">Aside.</note> two.</p></div>')
    tree = html.document_fromstring(made["letters/l.html"].decode())
    (call,) = tree.xpath("//div[@class='text']//a[not(@class='permalink')]")
    assert words(call) == "7"
    (item,) = tree.xpath("//section[@class='notes']//li")
    assert call.get("href") == f"#{item.get('id')}"
    assert back(item) == [(f"#{call.getparent().get('id')}", "↩")]
    assert "Aside." not in words(tree.xpath("//div[@class='text']")[0])


def test_the_number_printed_before_a_note_is_not_said_twice():
    notes = (
        '<note xml:id="note-1" n="1A"><label>1A.</label><p>One.</p></note>'
        '<note xml:id="note-2" n="2"><label>Ed.</label><p>Two.</p></note>'
    )
    made = html.document_fromstring(edition("<p/>", notes=notes)["notes.html"].decode())
    assert [
        words(item.find_class("body")[0]).partition("The print")[0] for item in made.xpath("//li[@id]")
    ] == [
        "One.",
        "Ed.Two.",
    ]


def test_a_note_that_nothing_calls_stands_with_the_letter_an_editor_names():
    made = edition(
        '<div type="letter" xml:id="letter-1" n="8"><p>Words.</p></div>',
        notes='<note xml:id="note-6" n="6" anchored="false" corresp="#letter-1" resp="#eve"><p>Lost.</p>'
        "</note>",
    )
    for name, href in (("notes.html", "letters/letter-1.html"), ("letters/letter-1.html", "letter-1.html")):
        item = html.document_fromstring(made[name].decode()).get_element_by_id("note-6")
        assert words(item).endswith(
            "Lost.The print has this note, but nothing in the text calls it."
            " It belongs to Letter 8 (decided by #eve)."
        )
        assert item.xpath(".//a/@href") == [href]


def test_a_call_that_means_another_note_says_so():
    made = edition(
        '<div type="letter" xml:id="letter-1"><p>One<ref type="note" xml:id="c" target="#note-2"'
        ' corresp="#note-1" cert="low" resp="#eve">2</ref></p></div>',
        notes='<note xml:id="note-1" n="1"><p>A.</p></note><note xml:id="note-2" n="2"><p>B.</p></note>',
    )["letters/letter-1.html"]
    assert [(link.get("href"), words(link)) for link in links(made)] == [("#note-2", "2"), ("#note-1", "[1]")]
    tree = html.document_fromstring(made.decode())
    assert words(tree.get_element_by_id("note-2")).endswith(
        "another is meant: Note 1 (uncertain; decided by #eve)."
    )
    assert words(tree.get_element_by_id("note-1")).startswith("1A.")


@pytest.mark.parametrize("inner", ['<note xml:id="inner" n="b">', "<note>"])
def test_a_note_in_a_note_stands_behind_it_wherever_that_stands(inner):
    made = edition(
        '<div type="letter" xml:id="letter-1"><p>One<ref type="note" xml:id="c" target="#note-1">1</ref></p>'
        "</div>",
        notes=f'<note xml:id="note-1" n="1"><p>Outer.{inner}<p>Inner.</p></note></p></note>',
    )
    for name in ("notes.html", "letters/letter-1.html"):
        tree = html.document_fromstring(made[name].decode())
        outer, nested = tree.xpath("//*[contains(@class, 'notes')]/ol/li")
        assert "Inner." in words(nested)
        (call,) = outer.xpath("div[@class='body']//sup/a")
        assert call.get("href") == f"#{nested.get('id')}"


def test_a_call_in_the_header_is_no_place_to_go_back_to():
    made = edition(
        '<div type="letter" xml:id="letter-1"><p>One</p></div>',
        descriptions='<abstract><p>Of<ref type="note" xml:id="c" target="#note-1">1</ref></p></abstract>',
        notes='<note xml:id="note-1" n="1"><p>Lost.</p></note>',
    )
    assert b'#c"' not in made["notes.html"]


# ------------------------------------------------------------------ notes beside their calls


def popovers(tree) -> dict[str, html.HtmlElement]:
    return {note.get("id"): note for note in tree.xpath("//*[@popover]")}


@pytest.mark.parametrize("name", PAGES)
def test_every_button_shows_or_hides_a_note_of_its_page(name):
    shown = popovers(page(name))
    targets = page(name).xpath("//@popovertarget")
    assert set(targets) == set(shown)
    assert len(targets) == len(page(name).xpath("//sup/button")) + len(shown)
    for button in page(name).xpath("//sup/button"):
        link = button.getnext()
        assert link.get("role") == "doc-noteref"
        assert (button.text, button.get("aria-label")) == (words(link), link.get("aria-label"))
        number = shown[button.get("popovertarget")].find_class("number")[0]
        assert words(link).rstrip(".") == number.text


def test_a_note_is_shown_as_it_stands_at_the_foot_but_without_identifiers():
    tree = page("letters/letter-1.html")
    shown = popovers(tree)["show-note-1"]
    assert shown.xpath(".//*/@id") == ["show-note-1-text"] == shown.xpath("@aria-describedby")
    assert (shown.get("role"), shown.get("aria-label")) == ("dialog", "Note 1")
    # The focus goes into the note, and the same key closes it again.
    (close,) = shown.xpath(".//*[@autofocus]")
    assert (close.get("popovertarget"), close.get("popovertargetaction")) == ("show-note-1", "hide")
    listed = note("letters/letter-1.html", "1").find_class("body")[0]
    assert listed.xpath(".//span[@class='choice']/@id") == ["corr-2"]
    parts = [part.text_content() for part in shown.find_class("body")[0]]
    assert parts == [part.text_content() for part in listed.xpath("*[not(@class='back')]")]
    assert len(parts) == 2
    # A correction inside it is read either way there too.
    assert len(shown.xpath(".//span[@class='choice']/span[@class='as-printed']")) == 1


def test_a_note_called_three_times_is_shown_by_each_call():
    made = edition(
        '<div type="letter" xml:id="l"><p>One'
        + "".join(f'<ref type="note" xml:id="call-1A-{n}" target="#note-1A">1A</ref>' for n in (1, 2, 3))
        + "</p></div>",
        notes='<note xml:id="note-1A" n="1A"><p>Words.</p></note>',
    )
    tree = html.document_fromstring(made["letters/l.html"].decode())
    assert list(popovers(tree)) == ["show-note-1A"]
    assert tree.xpath("//sup/@id") == ["call-1A-1", "call-1A-2", "call-1A-3"]
    assert tree.xpath("//sup/button/@popovertarget") == ["show-note-1A"] * 3


def test_what_nothing_calls_or_is_a_page_long_is_not_shown_beside_the_text():
    made = edition(
        '<div type="letter" xml:id="letter-1"><p>One<ref type="note" xml:id="c" target="#note-1">1</ref></p>'
        "</div>",
        notes=f'<note xml:id="note-1" n="1"><p>{"Words. " * 300}</p></note>'
        '<note xml:id="note-2" n="2" anchored="false" corresp="#letter-1"><p>Lost.</p></note>',
    )["letters/letter-1.html"]
    tree = html.document_fromstring(made.decode())
    assert [words(number) for number in tree.xpath("//li/span[@class='number']")] == ["1", "2"]
    assert popovers(tree) == {}
    assert tree.xpath("//button") == []
    assert tree.xpath("//sup/a/@href") == ["#note-1"]


def test_notes_of_the_other_parts_are_shown_there_and_listed_elsewhere():
    tree = page("parts/preface-1.html")
    (shown,) = popovers(tree).values()
    assert shown.find_class("body")[0].text_content() == "The tin is in the museum."
    assert tree.xpath("//sup/button/@popovertarget") == ["show-note-star"]
    assert tree.xpath("//sup/a/@href") == ["../notes.html#note-star"]


def test_no_note_is_shown_twice_on_the_page_of_notes():
    assert page("notes.html").xpath("//*[@popover] | //sup/button") == []


# ------------------------------------------------------------------ citing a letter


def test_every_paragraph_of_a_letter_has_an_address():
    found = page("letters/letter-1.html").xpath("//div[@class='text']//a[@class='permalink']")
    assert [link.get("href") for link in found] == [f"#par-{n}" for n in (1, 2, 3, 4)]
    assert [link.getparent().get("id") for link in found] == [f"par-{n}" for n in (1, 2, 3, 4)]
    assert found[1].get("aria-label") == "Paragraph 2"
    assert page("notes.html").find_class("permalink") == []


def cited(name: str) -> tuple[str, str, dict]:
    (block,) = page(name).find_class("cite")
    bibtex, csl = block.findall("pre")
    (item,) = json.loads(csl.text)
    return words(block.find("p")), bibtex.text, item


def test_a_letter_is_cited_with_its_number():
    text, bibtex, item = cited("letters/letter-2.html")
    assert text == (
        "2. Josef Marten to Ada Lindqvist, received 19 October 1871. In: The Lamp at Skarholm: Letters of a"
        " Lighthouse, The Skarholm Society."
    )
    assert bibtex.startswith("@misc{lighthouse-letter-2,\n  author = {{Josef Marten}},\n")
    assert "  date = {1871-10-19},\n  number = {2},\n" in bibtex
    assert item["author"] == [{"literal": "Josef Marten"}]
    assert (item["issued"], item["number"]) == ({"date-parts": [[1871, 10, 19]]}, "2")


def test_an_inferred_date_is_cited_as_uncertain():
    _, bibtex, item = cited("letters/letter-2a.html")
    assert "date = {1871-11~/1871-12~}" in bibtex
    assert item["issued"] == {"date-parts": [[1871, 11], [1871, 12]], "circa": True}
    assert "note" not in item


def test_what_is_not_printed_in_a_letter_is_in_brackets_where_it_is_cited():
    text, _, _ = cited("letters/letter-1.html")
    assert text.startswith("1. Ada Lindqvist to [Josef Marten], 3 October 1871. In: ")
    text, _, _ = cited("letters/letter-2a.html")
    assert text.startswith("2a. From [Ada Lindqvist?], [between November 1871 and December 1871?]. In: ")


@pytest.mark.parametrize(
    ("title", "author", "cited"),
    [
        ("Letters to Eva", "Josef Marten", "Josef Marten, Letters to Eva."),
        ("The Letters of J. Marten", "Josef Marten", "The Letters of J. Marten."),
        ("LETTERS OF JOSEF MARTEN", "Josef Marten.", "LETTERS OF JOSEF MARTEN."),
        ("Martens Lampe", "Josef Marten", "Martens Lampe."),
        ("Letters", "", "Letters."),
        ("Letters of J. Marten.", "", "Letters of J. Marten."),
        ("Letters of J. Marten Jr.", "", "Letters of J. Marten Jr."),
    ],
)
def test_a_book_is_cited_with_authors_whom_its_title_does_not_name(title, author, cited):
    document = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        f"<title>{title}</title><author>{author}</author></titleStmt></fileDesc></teiHeader>"
        "<text><body><p>Words.</p></body></text></TEI>"
    )
    index = html.document_fromstring(render.render(document.encode(), "html").value["index.html"].decode())
    assert index.xpath("string(//dl/div[dt='To be cited as']/dd)") == cited


def test_a_book_is_cited_with_the_year_of_its_print():
    source = '<sourceDesc><bibl type="print"><date when="1863">M DCCC LXIII</date></bibl></sourceDesc>'
    made = edition('<div type="letter" xml:id="l-1"><p>Words.</p></div>', source=source)
    index, letter = (
        html.document_fromstring(made[name].decode()) for name in ("index.html", "letters/l-1.html")
    )
    assert index.xpath("string(//dl/div[dt='To be cited as']/dd)") == "T, print of 1863."
    (item,) = json.loads(letter.find_class("cite")[0].findall("pre")[1].text)
    assert item["original-date"] == {"date-parts": [[1863]]}


def test_names_are_set_as_words_are_and_what_is_counted_as_the_language_has_it():
    made = edition(
        '<div type="letter" xml:id="l-1" decls="#c-1"><p>Words.</p></div>',
        descriptions='<correspDesc xml:id="c-1"><correspAction type="received">'
        "<persName>L'Abbé Huet</persName></correspAction></correspDesc>",
        language="fr",
    )
    (line,) = html.document_fromstring(made["persons.html"].decode()).xpath("//ul[@class='entries']/li")
    assert words(line) == "L’Abbé Huet Lettres reçues : 1"
    (row,) = html.document_fromstring(made["index.html"].decode()).xpath("//tr[@data-person]")
    assert row.get("data-person") == "L’Abbé Huet"
    assert "<h1>À L’Abbé Huet</h1>" in made["letters/l-1.html"].decode()


def test_an_editor_is_not_named_again_as_the_publisher():
    said = SAMPLE.read_text(encoding="utf-8").replace(
        "</titleStmt>", "<editor>The Skarholm Society</editor></titleStmt>"
    )
    made = render.render(said.encode(), "html", {"date": "2026-11-29"}).value["index.html"].decode()
    assert "Letters of a Lighthouse, ed. The Skarholm Society, 2026." in made


def test_programs_find_who_wrote_to_whom_in_the_head():
    linked = json.loads(page("letters/letter-1.html").xpath("string(//script)"))
    assert (linked["@type"], linked["dateSent"]) == ("Message", "1871-10-03")
    assert linked["recipient"] == [{"@type": "Person", "name": "Josef Marten"}]
    assert linked["author"] == linked["sender"]
    assert linked["author"][0]["sameAs"] == ["https://d-nb.info/gnd/000000001"]
    metas = {meta.get("name"): meta.get("content") for meta in page("letters/letter-1.html").iter("meta")}
    assert metas["citation_publication_date"] == "1871/10/03"
    # Zotero's translator takes a page for a letter by the first three. A title of a book would make it a
    # section of one, and an author of Highwire's would drop the recipient.
    assert (metas["bib:type"], metas["DC.creator"], metas["z:recipients"], metas["DC.date"]) == (
        "Letter",
        "Ada Lindqvist",
        "Josef Marten",
        "1871-10-03",
    )
    assert {"citation_inbook_title", "citation_author"}.isdisjoint(metas)
    assert metas["DC.source"] == "The Lamp at Skarholm: Letters of a Lighthouse, The Skarholm Society"
    assert metas["description"].startswith("The new lamp came with the mail boat")


def test_what_a_served_site_needs_is_there_where_it_has_an_address():
    address = "https://example.org/lamp/html/"
    made = render.render(SAMPLE.read_bytes(), "html", {"url": address, "date": "2026-11-29"}).value
    assert {"404.html", "feed.xml", "sitemap.xml", "manifest.webmanifest", "offline.js"}.isdisjoint(files())
    sites = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "a": "http://www.w3.org/2005/Atom"}
    listed = etree.fromstring(made["sitemap.xml"]).xpath("//s:loc/text()", namespaces=sites)
    pages = {f"{address}{name}" for name in made if name.endswith(".html")}
    assert {one if one != address else f"{address}index.html" for one in listed} | {
        f"{address}{name}.html" for name in ("404", "search", "errata")
    } == pages
    feed = etree.fromstring(made["feed.xml"])
    assert feed.xpath("string(a:updated)", namespaces=sites) == "2026-11-29T00:00:00Z"
    for link in html.document_fromstring(made["404.html"].decode()).xpath("//@href"):
        assert link.startswith((address, "data:", "#")), link
    kept = re.search(r"const FILES = \[(.*?),\n\];", made["offline.js"].decode(), re.DOTALL)
    assert set(json.loads(f"[{kept[1]}]")) == set(made) - {
        "404.html",
        "feed.xml",
        "sitemap.xml",
        "offline.js",
    }
    assert json.loads(made["manifest.webmanifest"])["icons"][0]["src"] in made
    tree = html.document_fromstring(made["index.html"].decode())
    assert tree.xpath("//link[@rel='manifest']/@href") == ["manifest.webmanifest"]
    assert tree.xpath("//link[@rel='canonical']/@href") == [address]
    assert tree.xpath("//meta[@property='og:title']/@content") == [
        "The Lamp at Skarholm: Letters of a Lighthouse"
    ]


def test_rows_say_what_they_can_be_chosen_by():
    first = page("index.html").xpath("//tbody/tr")[0]
    assert first.get("data-person").split("\n") == ["Ada Lindqvist", "Josef Marten"]
    assert (first.get("data-year"), first.get("data-place")) == ("1871", "Skarholm")
    table = page("index.html").xpath("//table")[0]
    assert (table.get("data-person"), table.get("data-all")) == ("Person", "all")


def test_verse_and_tables_are_places_that_the_search_leads_to():
    verse = "<lg><l>Light, light,</l><l>and oil.</l></lg>"
    table = "<table><row><cell>Screws</cell></row></table>"
    made = edition(f'<div type="letter" xml:id="l"><p>One.</p>{verse}<p>Two.</p>{table}</div>')
    (letter,) = searched(made)["letters"]
    assert letter[2] == [
        ["par-1", "One."],
        ["verse-1", "Light, light, and oil."],
        ["par-2", "Two."],
        ["table-1", "Screws"],
    ]
    tree = html.document_fromstring(made["letters/l.html"].decode())
    assert [tree.get_element_by_id(anchor).tag for anchor, _ in letter[2]] == ["p", "div", "p", "div"]


def test_the_calendar_leads_from_each_day_to_its_letter():
    years = page("calendar.html").xpath("//section")
    assert [words(year.find("h2")) for year in years] == ["1871"]
    months = {words(div.find("dt")): div.find("dd") for div in years[0].iter("div")}
    assert {month: words(days) for month, days in months.items()} == {"October": "3 · 19"}
    assert months["October"].xpath("a/@href") == ["letters/letter-1.html", "letters/letter-2.html"]
    assert "not of one known day: 3" in words(one("calendar.html", "//p[@class='legend']"))


def test_many_letters_of_a_person_are_listed_by_years():
    description = (
        '<correspDesc xml:id="c-{0}"><correspAction type="sent"><persName>A</persName>'
        '<date when="187{1}"/></correspAction></correspDesc>'
    )
    letter = '<div type="letter" xml:id="l-{0}" n="{0}" decls="#c-{0}"><p>Words.</p></div>'
    made = edition(
        "".join(letter.format(n) for n in range(14)),
        descriptions="".join(description.format(n, n % 2) for n in range(14)),
    )
    years = html.document_fromstring(made["persons/named-a.html"].decode()).xpath("//h3")
    assert [(words(year), len(year.getnext())) for year in years] == [("1870", 7), ("1871", 7)]


@pytest.mark.parametrize(
    ("person", "before"),
    [
        ('<person xml:id="person-b-zeno"><persName>Zeno B</persName></person>', True),
        ('<person xml:id="p1"><persName>Zeno Abel</persName></person>', True),
        ('<person xml:id="p1"><persName>Z. <surname>Abel</surname></persName></person>', True),
        ('<person xml:id="p1"><persName>Abel, Zeno</persName></person>', True),
        ('<person xml:id="person-van-der-abel-zeno"><persName>Zeno van der Abel</persName></person>', True),
        ("""<person xml:id="p1"><persName>Zeno D'Abel</persName></person>""", True),
        ('<person xml:id="person-van-zeno-adam"><persName>Adam van Zeno</persName></person>', False),
        ('<person xml:id="p1"><persName>Adam Zeno</persName></person>', False),
        ('<org xml:id="o1"><orgName>Zeno Adams</orgName></org>', False),
    ],
)
def test_persons_are_sorted_by_surname_and_bodies_as_they_stand(person, before):
    others = '<person xml:id="p9"><persName>Anna Marten</persName></person>'
    document = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        f"</fileDesc></teiHeader><standOff><listPerson>{person}{others}</listPerson></standOff>"
        "<text><body><p/></body></text></TEI>"
    )
    made = html.document_fromstring(render.render(document.encode(), "html").value["persons.html"].decode())
    names = [words(name) for name in made.xpath("//ul[@class='entries']/li")]
    assert (names.index("Anna Marten") == 1) is before


def test_a_letter_says_its_address_where_the_edition_has_one():
    made = render.render(SAMPLE.read_bytes(), "html", {"url": "https://example.org/a&b/html"}).value
    tree = html.document_fromstring(made["letters/letter-2a.html"].decode())
    address = "https://example.org/a&b/html/letters/letter-2a.html"
    assert tree.xpath("//link[@rel='canonical']/@href") == [address]
    assert tree.xpath("//meta[@name='citation_public_url']/@content") == [address]
    assert tree.find_class("address")[0].text == address
    assert f"The Skarholm Society. {address}." in words(tree.find_class("cite")[0].find("p"))
    bibtex, csl = tree.find_class("cite")[0].findall("pre")
    assert "  url = {https://example.org/a&b/html/letters/letter-2a.html}" in bibtex.text
    assert json.loads(csl.text)[0]["URL"] == json.loads(tree.xpath("string(//script)"))["url"] == address


@pytest.mark.parametrize("url", ["", "html/", "javascript:alert(1)"])
def test_a_letter_without_an_address_says_none(url):
    made = render.render(SAMPLE.read_bytes(), "html", {"url": url}).value
    assert made == files()


def test_a_letter_leads_to_its_files_where_there_are_some():
    made = render.render(SAMPLE.read_bytes(), "html", {"downloads": "../../"}).value
    found = html.document_fromstring(made["letters/letter-2a.html"].decode()).find_class("downloads")[0]
    assert found.xpath("a/@href") == ["../../tei/letters/letter-2a.xml", "../../text/letters/letter-2a.txt"]
    assert page("letters/letter-2a.html").find_class("downloads") == []


def test_a_letter_whose_id_is_no_name_of_a_file_takes_no_others_name():
    tei = SAMPLE.read_bytes()
    first, second = re.findall(rb'<div type="letter" xml:id="([^"]+)"', tei)[:2]
    for old, new in ((second, "letter-é".encode()), (first, b"letter-2")):
        tei = tei.replace(b'"%s"' % old, b'"%s"' % new).replace(b"#%s" % old, b"#%s" % new)
    made = render.render(tei, "html").value
    assert {"letters/letter-2.html", "letters/letter-2..html"} <= made.keys()


def test_a_letter_leads_to_its_file_where_an_archive_would_refuse_the_id():
    tei = (
        SAMPLE.read_bytes()
        .replace(b'"letter-2a"', b'"letter-2a_x.2"')
        .replace(b"#letter-2a", b"#letter-2a_x.2")
    )
    made = render.render(tei, "html", {"downloads": "../../"}).value
    found = html.document_fromstring(made["letters/letter-2a_x.2.html"].decode()).find_class("downloads")[0]
    assert found.xpath("a/@href")[0] == "../../tei/letters/letter-2a-x.2.xml"


def test_a_fact_that_an_editor_decided_says_who():
    action = (
        '<correspDesc xml:id="corresp-1"><correspAction type="sent">'
        '<persName cert="low" evidence="internal" resp="#eve">A</persName></correspAction></correspDesc>'
    )
    letter = '<div type="letter" xml:id="letter-1" decls="#corresp-1"><p>Words.</p></div>'
    made = edition(letter, descriptions=action)["letters/letter-1.html"].decode()
    assert "<li>sender: decided by #eve; uncertain</li>" in made
    assert "inferred from" not in made


# ------------------------------------------------------------------ corrections


def test_the_printed_reading_is_one_step_from_the_corrected():
    mark = one("letters/letter-2.html", "//a[@class='correction']")
    assert words(mark) == "No."
    entry = one("letters/letter-2.html", f"//*[@id='{mark.get('href')[1:]}']")
    assert words(entry) == "Mo., read as No."
    assert words(entry.getparent()) == "Mo., read as No. corrected by letterbook; almost certain ↩"
    assert entry.getparent().xpath("a/@href") == [f"#{mark.getparent().get('id')}"]


def test_a_text_with_corrections_can_be_read_as_printed():
    name = "letters/letter-2.html"
    assert [words(label) for label in page(name).xpath("//fieldset/label")] == ["for reading", "as printed"]
    assert page(name).xpath("//input/@type") == ["radio", "radio"]
    assert one(name, "//input[@checked]/..") is page(name).xpath("//fieldset/label")[0]
    assert one(name, "//*[@class='as-printed'][@hidden]").text == "Mo."
    assert ":has(#as-printed:checked) .as-printed" in files()["style/edition.css"].decode()
    assert page("letters/letter-4.html").xpath("//fieldset | //*[@hidden]") == []


def test_all_corrections_stand_on_one_page_with_who_and_how_sure():
    rows = page("errata.html").xpath("//tbody/tr")
    assert [" | ".join(words(cell) for cell in row) for row in rows] == [
        "Letter 1 | heatd | heated | letterbook | almost certain",
        "Letter 2 | Mo. | No. | letterbook | almost certain",
        "Letter 3 | ar- rived | arrived | letterbook | probable",
        "Note 1 | ship- ments | shipments | letterbook | almost certain",
    ]
    assert page("errata.html").xpath("//tbody//a/@href") == [
        *(f"letters/letter-{n}.html#corr-1" for n in "123"),
        "notes.html#corr-1",
    ]


def test_where_nothing_was_corrected_there_is_no_page_of_corrections():
    made = edition('<div type="letter" xml:id="l"><p>Words.</p></div>')
    assert "errata.html" not in made
    assert b"errata" not in made["index.html"]


def test_several_hands_are_named_and_an_unknown_one_shown_as_it_is():
    choice = '<choice><sic>a</sic><corr resp="#nobody https://example.org/eve">b</corr></choice>'
    made = edition(f'<div type="letter" xml:id="l"><p>{choice}</p></div>')
    assert "#nobody and https://example.org/eve" in made["errata.html"].decode()


def test_a_part_of_a_word_is_told_with_the_rest_of_it():
    told = [
        words(entry) for entry in page("letters/letter-3.html").xpath("//*[starts-with(@id, 'correction-')]")
    ]
    assert told == ["ar- rived, read as arrived", "ship- ments, read as shipments"]


def test_a_correction_that_leaves_nothing_has_a_sign_with_a_name():
    (mark,) = page("letters/letter-3.html").xpath("//div[@class='text']//a[contains(@class, 'correction')]")
    assert (words(mark), mark.get("aria-label")) == ("", "Correction 1")


def test_a_correction_that_holds_a_call_does_not_put_a_link_into_a_link():
    made = edition(
        '<div type="letter" xml:id="l"><p><choice><sic>plan1</sic><corr>plan'
        '<ref type="note" xml:id="call-1-1" target="#note-1">1</ref></corr></choice></p></div>',
        notes='<note xml:id="note-1" n="1" target="#call-1-1"><p>Words.</p></note>',
    )
    tree = html.document_fromstring(made["letters/l.html"].decode())
    assert tree.xpath("//a//a") == []
    assert len(re.findall(r"<a ", made["letters/l.html"].decode())) == len(tree.xpath("//a"))


# ------------------------------------------------------------------ languages, white space, odd names


@pytest.mark.parametrize(
    ("language", "labels", "expected"),
    [
        ("de", "de", ("Von", "8. Juli 1941")),
        ("de-AT", "de", ("Von", "8. Juli 1941")),
        ("fr", "fr", ("De", "1er juillet 1941")),
        ("en", "en", ("From", "8 July 1941")),
        ("it", "it", ("Da", "8 luglio 1941")),
        ("pl", "en", ("From", "8 July 1941")),
    ],
)
def test_the_words_around_the_text_are_in_its_language(language, labels, expected):
    day = "1941-07-01" if language == "fr" else "1941-07-08"
    description = (
        '<correspDesc xml:id="corresp-1"><correspAction type="sent"><persName>A</persName>'
        f'<date when="{day}"/></correspAction></correspDesc>'
    )
    letter = '<div type="letter" xml:id="letter-1" decls="#corresp-1"><p>Words.</p></div>'
    tree = html.document_fromstring(edition(letter, language, description)["letters/letter-1.html"].decode())
    assert tree.get("lang") == labels
    assert tree.xpath("string(//dl//dt)") == expected[0]
    assert expected[1] in tree.xpath("string(//h1)")
    text = tree.xpath("//div[@class='text']")[0]
    assert text.get("lang") == (None if language == labels else language)


def test_indentation_of_the_tei_makes_no_words():
    flat = re.sub(r"\s*\n\s*", " ", SAMPLE.read_text(encoding="utf-8"))
    flat = re.sub(r"(?<=>) (?=<(?!ref|hi|note|foreign|choice|quote|del|supplied))", "", flat)
    other = render.render(flat.encode(), "html").value
    for name in PAGES:
        indented, bare = (words(html.document_fromstring(made[name].decode())) for made in (files(), other))
        assert indented.replace(" ", "") == bare.replace(" ", "")


def test_markup_in_titles_and_names_stays_text():
    letter = (
        '<div type="letter" xml:id="letter-1" n="&lt;b>&amp;" decls="#corresp-1">'
        "<p>&lt;script>&amp;amp;</p></div>"
    )
    description = (
        '<correspDesc xml:id="corresp-1"><correspAction type="sent">'
        "<persName>&lt;i>A&amp;B&lt;/title></persName></correspAction></correspDesc>"
    )
    tree = html.document_fromstring(
        edition(letter, descriptions=description)["letters/letter-1.html"].decode()
    )
    assert tree.xpath("string(//title)") == "<b>&. From <i>A&B</title> – T"
    assert tree.xpath("string(//div[@class='text'])") == "<script>&amp;"
    assert tree.xpath("//b | //i") == []
    assert [script.get("type") for script in tree.xpath("//script")] == ["application/ld+json"]
    linked = json.loads(tree.xpath("string(//script)"))
    assert (linked["position"], linked["sender"]) == (
        "<b>&",
        [{"@type": "Person", "name": "<i>A&B</title>"}],
    )
    assert tree.xpath("//meta[@name='DC.creator']/@content") == ["<i>A&B</title>"]


def test_the_whole_text_is_published():
    root = etree.parse(SAMPLE).getroot()
    for silent in root.iter(f"{TEI}sic", f"{TEI}fw", f"{TEI}teiHeader", f"{TEI}standOff"):
        silent.clear(keep_tail=True)
    printed = {
        word
        for word in re.findall(r"\w+", " ".join(root.itertext()))
        if word not in ("ar", "rived", "ship", "ments")
    }
    shown = set(
        re.findall(
            r"\w+", " ".join(" ".join(page(name).itertext()) for name in files() if name.endswith(".html"))
        )
    )
    assert printed - shown == set()
    assert len(printed) > 200


# ------------------------------------------------------------------ persons and places


def entry(name: str, title: str):
    """Return the main part of the page to which an entry of a list leads."""
    return one(one(name, f"//li/a[. = '{title}']").get("href"), "//main")


def listed(main) -> dict[str, list[str]]:
    return {words(h2): [words(item) for item in h2.getnext()] for h2 in main.findall("section/h2")}


def test_persons_have_their_letters_and_say_what_is_inferred():
    assert [words(item) for item in page("persons.html").xpath("//ul[@class='entries']/li")] == [
        "Lindqvist, Ada Letters written: 2 · Letters received: 2",
        "Marten, Josef Letters written: 2 · Letters received: 1 · Named in: 1",
        "the Harbour Board Letters written: 1",
    ]
    assert listed(entry("persons.html", "Marten, Josef")) == {
        "Letters written (2)": [
            "2. Josef Marten to Ada Lindqvist, received 19 October 1871",
            "3. Josef Marten and the Harbour Board to Ada Lindqvist, 30 January 1872 to 1 February 1872",
        ],
        "Letters received (1)": ["[1. Ada Lindqvist to Josef Marten, 3 October 1871]"],
        "Named in (1)": ["2a. From Ada Lindqvist, between November 1871 and December 1871"],
        "Corresponded with": ["Ada Lindqvist: 3"],
    }
    assert entry("persons.html", "Lindqvist, Ada").xpath("p/a/@href") == [
        "../persons.html#p-lindqvist",
        "https://d-nb.info/gnd/000000001",
    ]


def test_places_have_their_letters():
    assert page("places.html").xpath("//ul[@class='entries']/li/a/text()") == ["Karlsund", "Skarholm"]
    assert listed(entry("places.html", "Skarholm")) == {
        "Letters written here (1)": ["1. Ada Lindqvist to Josef Marten, 3 October 1871"]
    }
    assert "https://www.geonames.org/0000001" in entry("places.html", "Skarholm").xpath("p/a/@href")


def test_pages_of_persons_and_places_tell_what_the_register_does():
    persons = (
        '<person xml:id="a"><persName>Ada</persName><birth when="1840-05-02">1840-05-02</birth>'
        "<death>about 1912</death><note>Kept the light.</note></person>"
        '<person xml:id="bare"><persName>Bare</persName></person>'
    )
    place = '<place xml:id="{}"><placeName>{}</placeName><location><geo>{}</geo></location></place>'
    places = place.format("s", "Skarn", "54.3 -10.1") + place.format("b", "Bad", "here and there")
    document = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        f"</fileDesc></teiHeader><standOff><listPerson>{persons}</listPerson><listPlace>{places}</listPlace>"
        "</standOff><text><body><p/></body></text></TEI>"
    )
    made = {
        name: html.document_fromstring(data.decode())
        for name, data in render.render(document.encode(), "html").value.items()
        if name.endswith(".html")
    }
    listed = [words(item) for item in made["persons.html"].xpath("//ul[@class='entries']/li")]
    assert listed == ["Ada (1840–1912)", "Bare"]
    assert "persons/bare.html" not in made  # there is nothing to say
    told = [words(p) for p in made["persons/a.html"].xpath("//main/p")]
    assert told == ["Persons", "* 2 May 1840", "† about 1912", "Kept the light."]
    (data,) = made["persons/a.html"].xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(data)["birthDate"] == "1840-05-02"
    (link,) = made["places/s.html"].xpath("//main/p[2]/a")
    assert (words(link), "mlat=54.3&mlon=-10.1" in link.get("href")) == ("54.3°, -10.1°", True)
    assert words(made["places/b.html"].xpath("//main/p")[1]) == "here and there"


def test_a_person_without_an_id_has_an_address_of_the_name():
    description = (
        '<correspDesc xml:id="c-{0}"><correspAction type="sent"><persName>{1}</persName></correspAction>'
        "</correspDesc>"
    )
    letter = '<div type="letter" xml:id="l-{0}" decls="#c-{0}"><p>Words.</p></div>'
    names = ("Ada Lindqvist", "ADA LINDQVIST", "Jürgen Weiß", "Ἄδα")
    made = edition(
        "".join(letter.format(n) for n in range(4)),
        descriptions="".join(description.format(n, name) for n, name in enumerate(names)),
    )
    assert [name for name in made if name.startswith("persons/")] == [
        "persons/named-945-948-945.html",
        "persons/named-ada-lindqvist.2.html",
        "persons/named-ada-lindqvist.html",
        "persons/named-jurgen-weiss.html",
    ]


def test_the_facts_of_a_letter_lead_to_persons_and_places():
    assert page("letters/letter-1.html").xpath("//dl[@class='facts']//a/@href") == [
        "../persons/p-lindqvist.html",
        "../persons/p-marten.html",
        "../places/pl-skarholm.html",
    ]


def test_an_edition_without_persons_has_no_page_of_them():
    made = edition('<div type="letter" xml:id="l"><p>Words.</p></div>')
    assert [name for name in made if name in ("persons.html", "places.html")] == []


@pytest.mark.parametrize(
    ("idno", "href"),
    [
        ('<idno type="viaf">1 2</idno>', "https://viaf.org/viaf/1%202"),
        ('<idno type="other">https://example.org/x</idno>', "https://example.org/x"),
        ('<idno type="other">javascript:alert(1)</idno>', None),
        ("<idno>17</idno>", None),
    ],
)
def test_a_number_leads_to_its_authority_where_it_is_known(idno, href):
    person = f'<person xml:id="p"><persName>P</persName>{idno}</person>'
    document = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        f"</fileDesc></teiHeader><standOff><listPerson>{person}</listPerson></standOff><text><body><p/></body>"
        "</text></TEI>"
    )
    made = render.render(document.encode(), "html").value["persons/p.html"].decode()
    assert html.document_fromstring(made).xpath("//main/p[last()]/a/@href") == ([href] if href else [])


# ------------------------------------------------------------------ search


def searched(made: dict[str, bytes], nth: int = 1) -> dict:
    name = "script/search-data.js" if nth == 1 else f"script/search-data-{nth}.js"
    _, _, data = made[name].decode().partition(" = ")
    return json.loads(data.removesuffix(";\n"))


def test_the_texts_to_search_are_the_corrected_ones_without_calls():
    letters = {address: (title, paragraphs) for address, title, paragraphs in searched(files())["letters"]}
    title, paragraphs = letters["letters/letter-3.html"]
    assert title.startswith("3. Josef Marten and the Harbour Board")
    texts = dict(paragraphs)
    assert texts[""] == "No. 3 To Miss Ada Lindqvist at the Lighthouse, Skarholm"
    assert texts["par-1"] == (
        "Dear Madam, the Board has read the note. It will pay. See your first letter and the catalogue."
        " We have arrived at a price. Enclosure"
    )
    assert "(1) whether the oil may be heated;" in dict(letters["letters/letter-1.html"][1])["par-2"]
    assert "LETTERS OF A LIGHTHOUSE" not in str(letters)


def test_notes_are_searched_apart():
    notes = {title: paragraphs for _, title, paragraphs in searched(files())["notes"]}
    assert notes["Note 1"] == [
        [
            "note-1",
            (
                "The lamp was built by Marten & Sons. It came in two shipments."
                " It was lit for the first time on Christmas Eve."
            ),
        ]
    ]
    assert "Christmas" not in json.dumps(searched(files())["letters"])


def test_every_text_to_search_leads_to_its_place():
    for kind in ("letters", "notes"):
        for address, _, paragraphs in searched(files())[kind]:
            for anchor, text in paragraphs:
                assert text
                assert not anchor or page(address).xpath("//@id").count(anchor) == 1


def test_blocks_inside_a_paragraph_do_not_run_together():
    made = edition(
        '<div type="letter" xml:id="l"><p>One<list><item>two</item><item>three</item></list>four</p></div>'
    )
    (letter,) = searched(made)["letters"]
    assert letter[2] == [["par-1", "One two three four"]]


def test_no_text_ends_the_script_that_holds_it():
    made = edition('<div type="letter" xml:id="l"><p>&lt;/script>"\\</p></div>')
    assert b"</script" not in made["script/search-data.js"]
    assert searched(made)["letters"][0][2] == [["par-1", '</script>"\\']]


def search_scripts(made: dict[str, bytes]) -> set[str]:
    return {name for name in made if name.startswith("script/search-")}


def test_many_texts_are_cut_between_letters_and_none_is_lost(tmp_path):
    made = cut(tmp_path, 5, '<note xml:id="note-1" n="1"><p>Aside.</p></note>')
    assert (searched(made)["count"], searched(made)["indexed"]) == (3, False)
    letters = [[letter[0] for letter in searched(made, nth)["letters"]] for nth in (1, 2, 3)]
    assert letters == [[f"letters/l{n}.html" for n in some] for some in ((1, 2), (3, 4), (5,))]
    assert [len(searched(made, nth)["notes"]) for nth in (1, 2, 3)] == [0, 0, 1]
    assert search_scripts(made) == {f"script/search-data{part}.js" for part in ("", "-2", "-3")}


def test_texts_that_fill_a_script_begin_no_other(tmp_path):
    assert searched(cut(tmp_path, 4))["count"] == 2
    assert searched(cut(tmp_path, 1))["count"] == 1


def test_few_texts_are_one_script():
    made = edition("<p/>")
    assert (searched(made)["count"], searched(made)["letters"]) == (1, [])
    assert search_scripts(made) == {"script/search-data.js"}
    assert searched(files())["count"] == 1


def test_very_many_texts_have_an_index_of_their_words(tmp_path):
    made = cut(tmp_path, 21)
    assert (searched(made)["count"], searched(made)["indexed"]) == (11, True)
    assert not searched(cut(tmp_path, 20))["indexed"]
    _, _, said = made["script/search-words.js"].decode().partition(" = ")
    lines = dict(line.split(" ", 1) for line in json.loads(said.removesuffix(";\n")).split("\n"))
    assert (lines["only1"], lines["only21"], lines["most"]) == ("1", "11", "*")
    # As the script folds them.
    assert lines["strasse"] == lines["ete"] == "*"
    assert not {"Straße", "u003cstrasse", "été", "y"} & lines.keys()


def test_nobody_is_cited_as_the_publisher_where_none_is_named():
    said = re.sub(rb"(<authority>)[^<]*", rb"\1No publisher is named.", SAMPLE.read_bytes())
    assert said != SAMPLE.read_bytes()
    made = render.render(said, "html").value
    assert not any(b"No publisher" in data for name, data in made.items() if name != "about.html")


#: Bytes of a letter's page beside its text, its notes and its corrections.
FIXED_AT_MOST = 9_000


def test_what_a_letters_page_has_beside_its_text_is_small(root):
    """So that a page of 30 KB has 20 KB of words, with what marks their paragraphs and typeset signs."""
    letters = sorted((root / "output" / "churchill-stalin" / "html" / "letters").glob("*.html"))
    assert len(letters) == 27
    for letter in letters:
        tree = html.document_fromstring(letter.read_bytes())
        for part in tree.xpath("//*[@class='text' or @class='notes' or @class='corrections' or @popover]"):
            if part.getparent() is not None:
                part.drop_tree()
        assert len(html.tostring(tree, encoding="utf-8")) < FIXED_AT_MOST, letter.name
