"""What looks like a fault of somebody's TEI and is none, each beside the fault that it is not."""

from __future__ import annotations

import pytest

from letterbook import report
from letterbook.check.many_files import check_document, check_files
from letterbook.problems import Place, problem

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"{own}><teiHeader><profileDesc><correspDesc>
<correspAction type="sent"><persName key="a">A</persName><date when="1801"/></correspAction>
<correspAction type="received"><persName key="b">B</persName></correspAction></correspDesc></profileDesc>
{header}</teiHeader><text><body><div>{text}</div></body></text></TEI>"""


def letter(text: str = "<p>Rain.</p>", own: str = "", header: str = "") -> bytes:
    return TEI.format(text=text, own=f' xml:id="{own}"' if own else "", header=header).encode()


def told(text: str) -> list[str]:
    return [p.code for p in check_document(letter(text), "l.xml").problems]


@pytest.mark.parametrize(
    ("words", "day", "another"),
    [
        ("8. <supplied>1</supplied>1. 1899", "1899-11-08", "1899-12-08"),
        ("<supplied>1</supplied>8. 11. 1899", "1899-11-18", "1899-11-28"),
        ("18. 11. <supplied>1899</supplied>", "1899-11-18", "1899-11-19"),
        ("<del>17</del> 18. 11. 1899", "1899-11-18", "1899-11-19"),
        ("1<subst><del>7</del><add>8</add></subst>. 11. 1899", "1899-11-18", "1899-11-19"),
        ("18/X<del>I</del> 1899", "1899-10-18", "1899-12-18"),
        ("18. <choice><sic>10</sic><corr>11</corr></choice>. 1899", "1899-11-18", "1899-12-18"),
        ("18. <surplus>18.</surplus> 11. 1899", "1899-11-18", "1899-11-19"),
        ("18. No<pb break='no' n='2'/>vember 1899", "1899-11-18", "1899-11-19"),
    ],
)
def test_what_the_editor_marks_in_a_date_is_heard(words, day, another):
    assert told(f'<p><date when="{day}">{words}</date></p>') == []
    assert told(f'<p><date when="{another}">{words}</date></p>') == ["date-words-text"]


@pytest.mark.parametrize(
    "date",
    [
        '<date when="1897-06-25">25 VI 96</date><!-- sic! -->',
        '<date when="1897-06-25">25 VI 96<!-- Sic --></date>',
        '<date when="1897-06-25"><sic>25 VI 96</sic></date>',
    ],
)
def test_a_slip_that_the_editor_points_out_is_no_finding(date):
    assert told(f"<p>{date}</p>") == []
    assert told(f"<p>{date.replace('sic', 'six').replace('Sic', 'Six')}</p>") == ["date-words-text"]


def test_what_a_postmark_says_is_not_the_editors_word():
    date = '<date when="1906-08-03">3. 8. 03</date>'
    for inside, code in (("stamp", "text"), ("quote", "text"), ("p", "data")):
        header = f"<creation><{inside}>{date}</{inside}></creation>"
        found = check_document(letter(header=f"<profileDesc>{header}</profileDesc>"), "l.xml").problems
        assert [p.code for p in found] == [f"date-words-{code}"]


@pytest.mark.parametrize(
    "lost", ["<gap/>", "<unclear>1</unclear>", "<damage>1</damage>", "<gap unit='chars'/>"]
)
def test_a_date_that_is_not_whole_contradicts_nothing(lost):
    assert told(f'<p><date when="1899-05-21">{lost}. 5. 1899</date></p>') == []
    assert told(f'<p><date when="1899-05-21">4{lost}. May 1899</date></p>') == []


@pytest.mark.parametrize(
    ("words", "day", "another"),
    [
        ("März 05.", "1905-03-12", "1906-03-12"),
        ("März 05", "1905-03-12", "1905-04-12"),
        ("May, '62", "1862-05-30", "1862-06-30"),
        ("09 Dec 11", "1909-12-11", "1909-12-12"),
        ("Samstag, 6. Juli 1695", "1695-07-06", "1695-07-08"),  # a Saturday of the old calendar
        ("Samstag, 6. Juli 1695", "1695-07-16", "1695-08-16"),
        ("zwischen 1560 und 1570", "1560-01-01", "1559-01-01"),
        ("18 Feb 1676", "1677-02-18", "1678-02-18"),
        ("18 Feb 1675", "1676-02-18", "1677-02-18"),
        ("18 March 1675", "1676-03-18", "1677-03-18"),
        ("March 1699", "1700-03-04", "1701-03-04"),  # the year begins on Lady Day
    ],
)
def test_words_that_can_be_meant_so(words, day, another):
    assert told(f'<p><date when="{day}">{words}</date></p>') == []
    assert told(f'<p><date when="{another}">{words}</date></p>') == ["date-words-text"]


@pytest.mark.parametrize(
    ("attributes", "words", "found"),
    [
        ('when-iso="1833-04-31"', "", ["date-impossible"]),
        ('when-iso="1833-4-3"', "", ["date-impossible"]),
        ('when-iso="3. 4. 1833"', "", ["date-impossible"]),
        ('when-iso="18330431"', "", ["date-impossible"]),
        ('when-iso="1833-04-03"', "3 April 1833", []),
        ('when-iso="18330403"', "4 April 1833", ["date-words-text"]),
        ('when-iso="1833-04-03"', "4 April 1833", ["date-words-text"]),
        ('when-iso="1833-04-01/1833-04-09"', "3 April 1833", []),
        ('when-iso="1833-04-01/1833-04-09"', "13 April 1833", ["date-words-text"]),
        ('when-iso="1833-04-XX"', "April 1833", []),
        ('when-iso="1833-W14-5"', "", []),
        ('when-iso="1833-093"', "", []),
        ('when-iso="17"', "", []),
        ('when-iso="1833-04?"', "", []),
        ('when-iso="1833-04-01/.."', "", []),
        ('when-iso="[1833-04-03, 1833-04-05]"', "", []),
        ('when="1833-04-XX"', "", ["date-impossible"]),  # only ISO has it
        ('when="1833-W14-5"', "", ["date-impossible"]),
        ('notBefore-iso="1833-05-01" notAfter-iso="1833-04-01"', "", ["date-order"]),
        ('from-iso="1833-05-01" to="1833-04-01"', "", ["date-order"]),
        ('from-iso="1833-04-01" to-iso="1833-04-30"', "5 May 1833", ["date-words-text"]),
    ],
)
def test_the_attributes_of_iso_are_checked_as_the_others(attributes, words, found):
    assert told(f"<p><date {attributes}>{words}</date></p>") == found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://id.loc.gov/authorities/names/n79003362.html", 0),
        ("http://id.loc.gov/authorities/names/n79003362.rdf", 0),
        ("http://id.loc.gov/authorities/names/n79003362.marcxml.xml", 0),
        ("https://id.loc.gov/authorities/names/n7900336.html", 1),
        ("https://id.loc.gov/authorities/names/label/Marsh", 0),
        ("https://www.geonames.org/maps/google_48_16.html", 0),
        ("https://www.geonames.org/2812482/winden.html", 0),
        ("https://www.geonames.org/28x2482/winden.html", 1),
        ("https://www.wikidata.org/wiki/Special:Search?search=x", 0),
        ("https://www.wikidata.org/wiki/Q42.json", 0),
        ("https://www.wikidata.org/wiki/42", 1),
        ("https://viaf.org/viaf/search?query=x", 0),
        ("https://d-nb.info/gnd/118540238.html", 0),
        ("https://d-nb.info/gnd/118540239.html", 1),
    ],
)
def test_addresses_of_libraries_in_all_their_forms(address, found):
    assert told(f'<p><persName ref="{address}">M</persName></p>') == ["authority-form"] * found
    assert told(f"<p><idno type='URL'>{address}</idno></p>") == ["authority-form"] * found


# ------------------------------------------------------------------ several files


@pytest.fixture
def run(tmp_path):
    def run(**files: bytes) -> list[str]:
        paths = []
        for name, data in files.items():
            path = tmp_path / f"{name}.xml"
            path.write_bytes(data)
            paths.append(path)
        return [p.code for p in check_files(paths)]

    return run


REGISTER = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><listPerson>
<person xml:id="emil"><persName>Emil</persName></person></listPerson></body></text></TEI>"""


def test_an_id_of_another_file_is_there(run):
    here = letter('<p><ref target="#two.xml">the next</ref> <seg corresp="#place">x</seg></p>', "one.xml")
    there = letter('<p xml:id="place">y</p>', "two.xml")
    assert run(one=here) == ["pointer-dangling"] * 2
    assert run(one=here, two=there) == []


def test_a_letter_that_an_index_of_the_run_describes_is_described(run):
    bare = REGISTER.replace(b"<text>", b'<text type="letter">').replace(b"listPerson", b"div")
    index = letter().replace(b"<correspDesc>", b'<correspDesc ref="https://example.org/data/{}.xml">')
    assert run(one=bare) == ["corresp-missing"]
    assert run(one=bare, index=index.replace(b"{}", b"one")) == []
    assert run(one=bare, index=index.replace(b"{}", b"three")) == ["corresp-missing"]


def test_what_every_file_calls_so_is_no_id_of_another_file(run):
    here = letter('<p><ref target="#n1">1</ref></p>')
    notes = letter('<note xml:id="n1">x</note>')
    assert run(one=here, two=notes, three=notes) == ["pointer-dangling"]


def test_an_entry_of_a_register_that_is_given_is_there(run):
    here = letter('<p corresp="#emil" ana="#nobody">x</p>')
    assert run(one=here) == ["pointer-dangling"] * 2
    assert run(one=here, persons=REGISTER) == ["pointer-dangling"]


@pytest.mark.parametrize(
    "header",
    [
        '<revisionDesc><change who="#MN" status="draft">x</change></revisionDesc>',
        '<fileDesc><editionStmt><p resp="#MN">x</p></editionStmt></fileDesc>',
    ],
)
def test_who_is_responsible_is_no_name_of_the_text(run, header):
    assert run(one=letter(header=header)) == []
    assert run(one=letter(header=header), persons=REGISTER) == []
    assert run(one=letter('<p><rs ref="#MN">she</rs></p>'), persons=REGISTER) == ["name-unregistered"]


def test_one_person_listed_with_a_letter_makes_no_register(run):
    own = '<listPerson><person xml:id="a"><persName>A</persName></person></listPerson>'
    names = "".join(f'<name ref="#{who}">x</name> ' for who in "bcd")
    assert run(one=letter(f"<p>{names}</p>{own}")) == ["register-elsewhere"]
    assert run(one=letter(f'<p><name ref="#a">x</name> <name ref="#b">x</name></p>{own}')) == [
        "name-unregistered"
    ]


def test_an_entry_that_another_letter_lists_is_there(run):
    def listing(who: str) -> str:
        return f'<listPerson><person xml:id="{who}"><persName>A</persName></person></listPerson>'

    here = letter(f'<p><name ref="#a">x</name> <name ref="#emil">x</name></p>{listing("a")}')
    assert run(one=here) == ["name-unregistered"]
    assert run(one=here, two=letter(f"<p>y</p>{listing('emil')}")) == []
    assert run(one=here, two=letter(f"<p>y</p>{listing('b')}")) == ["name-unregistered"]
    elsewhere = letter('<p><name ref="#emil">x</name> <name ref="#c">x</name></p>')
    assert run(one=elsewhere, two=letter(f"<p>y</p>{listing('a')}")) == ["register-elsewhere"]


@pytest.mark.parametrize(
    ("around", "found"),
    [
        ("<quote><floatingText><body>{}</body></floatingText></quote>", []),
        ("<p>He wrote: <q>{}</q></p>", []),
        ("<p>Rain.<note>{}</note></p>", []),
        ("<div>{}</div>", ["corresp-missing"]),
        ("<group><text><body>{}</body></text></group>", ["corresp-missing"]),
    ],
)
def test_a_letter_that_an_essay_quotes_is_not_the_document(around, found):
    essay = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{}</body></text></TEI>'
    text = essay.format(around.format('<div type="letter"><p>Dear Ann</p></div>'))
    assert [p.code for p in check_document(text.encode(), "l.xml").problems] == found


# ------------------------------------------------------------------ the report


def test_a_kind_that_is_found_everywhere_is_one_line():
    lost = [
        problem(
            "pointer-dangling", f"@corresp points to '#p{n}', and nothing here has this id", Place(f"{n % 9}")
        )
        for n in range(1234)
    ]
    order = [
        problem("date-order", "@from is 1801, and @to is 1800, which is earlier", Place("3", n))
        for n in (1, 2)
    ]
    lines = "\n".join(report.as_kinds([*lost, *order])).splitlines()
    more = "(and 1,233 more of this kind in 8 other files; -v tells them all)"
    assert [line for line in lines if not line.startswith(" ")] == [
        f"0: error: {lost[0].message} {more} [pointer-dangling]",
        "3:1: error: @from is 1801, and @to is 1800, which is earlier [date-order]",
        "3:2: error: @from is 1801, and @to is 1800, which is earlier [date-order]",
    ]
    assert len(lines) == 5  # a hint for each code
    assert next(iter(report.as_kinds(lost[: report.MANY], quiet=True))).startswith("0: error: @corresp")
    assert len(list(report.as_kinds(lost[: report.MANY]))) == report.MANY


def test_different_attributes_are_different_kinds():
    lost = [
        problem("pointer-dangling", f"@{name} points to '#p{n}', and nothing here has this id", Place("a"))
        for name in ("corresp", "ana")
        for n in range(50)
    ]
    assert len(list(report.as_kinds(lost))) == 2
