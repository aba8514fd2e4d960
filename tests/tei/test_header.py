"""The header says what is known, who says so, and what was done, in numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from strategies import Compositor

from letterbook import model as m
from letterbook.model.kinds import IMPRINT
from letterbook.model.values import Imprint
from letterbook.project.letterbook_toml import Project
from letterbook.tei import encode
from letterbook.tei.corresp_desc import is_date, when_attributes

A, B = m.Person("Anna Müller", "am"), m.Person("Bert & Co.", "bc")
SEEN = (m.Evidence(None, "the salutation names them"),)
REGISTER = (
    m.Entry("am", "person", "Anna Müller", ("Annchen",), (("gnd", "118"), ("viaf", "7")), "mh"),
    m.Entry("bc", "org", "Bert & Co."),
    m.Entry("mill", "place", "The Mill"),
)


def small(**facts):
    c = Compositor()
    more = facts.pop("edition", {})
    letter = c.letter(
        "1", c.block("dateline", c.t("4 March")), c.skip(), c.block("p", c.t("So it is.")), **facts
    )
    return c.edition(letter, **more)


DESCRIPTIONS = {
    "nothing known": ({}, "<p>Nothing is known of the sender, the recipient, or the date.</p>"),
    "all printed": (
        {
            "sent": m.Act(
                (m.Guess(A),),
                m.Guess(m.Locality("The Mill", "mill")),
                (m.Guess(m.When(when="1812-03-04"), m.Span(0, 7)),),
            ),
            "received": m.Act((m.Guess(B),)),
        },
        (
            '<correspAction type="sent"><persName ref="#person-am">Anna Müller</persName>'
            '<placeName ref="#place-mill">The Mill</placeName><date when="1812-03-04">4 March</date>'
            "</correspAction>"
            '<correspAction type="received"><orgName ref="#org-bc">Bert &amp; Co.</orgName></correspAction>'
        ),
    ),
    "inferred, and by an editor": (
        {
            "sent": m.Act(
                (
                    m.Guess(A, None, m.Cert.HIGH, m.Basis.INTERNAL),
                    m.Guess(B, None, m.Cert.LOW, None, (), (), "mh"),
                ),
                None,
                (m.Guess(m.When(not_after="1812-03"), None, m.Cert.MEDIUM, m.Basis.CONJECTURE),),
            )
        },
        (
            '<correspAction type="sent">'
            '<persName ref="#person-am" cert="high" evidence="internal" resp="#letterbook">Anna '
            "Müller</persName>"
            '<orgName ref="#org-bc" cert="low" evidence="conjecture" resp="#editor-mh">Bert &amp; '
            "Co.</orgName>"
            '<date notAfter="1812-03" cert="medium" evidence="conjecture" resp="#letterbook"/>'
            "</correspAction>"
        ),
    ),
    "on what an inferred fact rests, each reason once": (
        {
            "sent": m.Act(
                (
                    m.Guess(
                        A,
                        None,
                        m.Cert.HIGH,
                        m.Basis.INTERNAL,
                        (
                            m.Evidence(m.Span(0, 7), "the dateline tells"),
                            m.Evidence(m.Span(0, 7), "the dateline tells"),
                            m.Evidence(None, "there is nobody else"),
                        ),
                    ),
                    m.Guess(B, because=(m.Evidence(None, "it is printed"),)),
                )
            )
        },
        (
            '<correspAction type="sent">'
            '<persName ref="#person-am" cert="high" evidence="internal" resp="#letterbook">Anna '
            "Müller</persName>"
            '<note type="evidence">the dateline tells (“4 March”)</note>'
            '<note type="evidence">there is nobody else</note>'
            '<orgName ref="#org-bc">Bert &amp; Co.</orgName>'
            "</correspAction>"
        ),
    ),
    "what lost, where little is certain": (
        {
            "received": m.Act(
                (m.Guess(A, None, m.Cert.LOW, m.Basis.INTERNAL, (), (m.Guess(B, because=SEEN),)),),
                None,
                (
                    m.Guess(
                        m.When(when="1812"),
                        None,
                        m.Cert.HIGH,
                        m.Basis.INTERNAL,
                        (),
                        (m.Guess(m.When(when="1813")),),
                    ),
                ),
            )
        },
        (
            '<correspAction type="received">'
            '<persName ref="#person-am" cert="low" evidence="internal" resp="#letterbook">Anna '
            "Müller</persName>"
            '<date when="1812" cert="high" evidence="internal" resp="#letterbook"/>'
            '<note type="alternatives">Or else: Bert &amp; Co. (the salutation names them).</note>'
            "</correspAction>"
        ),
    ),
    "not in the register": (
        {"sent": m.Act((m.Guess(m.Person("Nobody", "nb")),))},
        '<correspAction type="sent"><persName>Nobody</persName></correspAction>',
    ),
    "another calendar": (
        {
            "sent": m.Act(
                (), None, (m.Guess(m.When(when="1812-03-16", custom="1812-03-04", calendar="Julian")),)
            )
        },
        (
            '<correspAction type="sent"><date when="1812-03-16" when-custom="1812-03-04" '
            'calendar="#calendar-Julian">1812-03-04</date></correspAction>'
        ),
    ),
    "ties": (
        {
            "ties": (
                m.Tie("next", "edition", "1"),
                m.Tie("replyTo", "exchange", "1", (), m.Cert.MEDIUM),
                m.Tie("prev", "edition", "gone"),
            )
        },
        (
            '<correspContext><ref type="next" subtype="edition" target="#letter-1">Letter 1</ref>'
            '<ref type="replyTo" subtype="exchange" target="#letter-1" cert="medium" '
            'resp="#letterbook">Letter 1</ref>'
            "</correspContext>"
        ),
    ),
}


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_descriptions(name, show):
    facts, wanted = DESCRIPTIONS[name]
    found = show(small(edition={"register": REGISTER}, **facts), "//t:correspDesc")
    assert found == f'<correspDesc xml:id="corresp-1">{wanted}</correspDesc>'


def test_a_tie_that_leads_nowhere_is_told():
    _, problems = encode(small(ties=(m.Tie("prev", "edition", "gone"),)), Project("b", Path("x")))
    assert [(one.code, str(one.place)) for one in problems] == [("tie-without-letter", "text of.txt:1:1")]


REAL = ["1812-03-04", "1812-02-29", "1812-12", "1812", "--03-04", "-0044-03-15"]
UNREAL = ["", "812", "0000", "1812-3-4", "1812-13", "1813-02-29", "--13", "4 March", "1812-03-04T10:00"]
DATES = dict.fromkeys(REAL, True) | dict.fromkeys(UNREAL, False)


@pytest.mark.parametrize("value", DATES)
def test_only_days_that_exist_are_dates(value):
    assert is_date(value) is DATES[value]


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        (m.When(), {}),
        (m.When(when="1812", not_after="1813"), {"when": "1812"}),
        (m.When(when="soon", not_after="1813"), {"notAfter": "1813"}),
        (m.When(start="1812-03-04", end="1812-03-09"), {"from": "1812-03-04", "to": "1812-03-09"}),
        (
            m.When(when="1812", custom="5", calendar="c d"),
            {"when": "1812", "when-custom": "5", "calendar": "#calendar-c_x0020_d"},
        ),
        (m.When(when="1812", custom="5"), {"when": "1812"}),
    ],
)  # fmt: skip
def test_attributes_of_dates(when, wanted):
    assert when_attributes(when) == wanted


def test_lives_and_places_of_the_register(show):
    born = (("born", "1840-05-02"), ("died", "1912-02-31"), ("note", "Kept the light."))
    entries = (
        m.Entry("a", "person", "A", ids=(("gnd", "1"),), about=born),
        m.Entry("s", "place", "S", about=(("coordinates", "54.3 -10.1"),)),
    )
    # The second day is none, so that only its words are written.
    assert show(small(edition={"register": entries}), "//t:standOff") == (
        '<standOff><listPerson><person xml:id="person-a"><persName>A</persName>'
        '<birth when="1840-05-02">1840-05-02</birth><death>1912-02-31</death><idno type="gnd">1</idno>'
        "<note>Kept the light.</note></person></listPerson>"
        '<listPlace><place xml:id="place-s"><placeName>S</placeName>'
        "<location><geo>54.3 -10.1</geo></location></place></listPlace></standOff>"
    )


def test_the_register(show):
    assert show(small(edition={"register": REGISTER}), "//t:standOff") == (
        '<standOff><listPerson><person xml:id="person-am" resp="#editor-mh"><persName>Anna Müller</persName>'
        '<persName type="alias">Annchen</persName><idno type="gnd">118</idno>'
        '<idno type="viaf">7</idno></person>'
        '</listPerson><listPlace><place xml:id="place-mill"><placeName>The Mill</placeName></place>'
        "</listPlace>"
        '<listOrg><org xml:id="org-bc"><orgName>Bert &amp; Co.</orgName></org></listOrg></standOff>'
    )
    assert show(small(), "//t:standOff") == ""


def test_who_decides_stands_in_the_header(show):
    edition = small(edition={"register": REGISTER})
    path = "//t:respStmt[@xml:id]"
    program = "<resp>Read from the plain text, and encoded</resp><name>letterbook</name>"
    last = f'<respStmt xml:id="letterbook">{program}</respStmt>'
    assert show(edition, path) == (
        f'<respStmt xml:id="editor-mh"><resp>Editorial decisions</resp><name>mh</name></respStmt>{last}'
    )
    for responsible in ((("mh", "Maria H."),), (("Editorial decisions", "Maria H."),)):
        named = small(edition={"register": (m.Entry("k", "place", "K", resp=responsible[0][0]),)})
        assert "<name>Maria H.</name>" in show(named, path, responsible=responsible)


def test_the_file_is_described(show):
    c = Compositor()
    front = c.block("p", c.t("The Mill Letters. Transcribed: A. B., 1999. Free for all. Leeds, MDCCCL."))
    edition = c.edition(
        c.letter("1", c.block("p", c.t("One two"), c.call("1", "1"), c.t(" three."))),
        front=(front,),
        back=(c.note("1", "1", "end", c.t("four")),),
        title=m.Span(0, 17),
        licence=m.Span(44, 57),
        credit=(("transcription", m.Span(31, 42)), ("source", m.Span(0, 17)), ("publisher", m.Span(4, 8))),
        imprint=m.Finding(IMPRINT, m.Span(65, 71), "matter.imprint", 0.9, Imprint(1850)),
    )
    assert show(edition, "//t:titleStmt/t:respStmt[1]") == (
        "<respStmt><resp>Transcription</resp><name>A. B., 1999</name></respStmt>"
    )
    assert show(edition, "//t:extent") == (
        '<extent><measure unit="letters" quantity="1">1 letter</measure>'
        '<measure unit="notes" quantity="1">1 note</measure>'
        '<measure unit="words" quantity="16">16 words</measure></extent>'
    )
    assert (
        show(edition, "//t:availability") == "<availability><licence>Free for all.</licence></availability>"
    )
    assert show(edition, "//t:sourceDesc/t:bibl[1]") == (
        '<bibl type="print"><title>The Mill Letters.</title><publisher>Mill</publisher>'
        '<date when="1850">MDCCCL</date></bibl>'
    )
    assert show(edition, "//t:sourceDesc/t:bibl[2]") == (
        f'<bibl type="file"><title>text of.txt</title>'
        f'<idno type="sha256">{edition.source.sha256}</idno></bibl>'
    )
    assert show(edition, "//t:revisionDesc") == (
        "<revisionDesc><change>Transcribed: A. B., 1999</change>"
        '<change who="#letterbook">Encoded from text of.txt.</change></revisionDesc>'
    )


def test_the_editor_may_say_it_all(show):
    said = {
        "title": "The Letters", "author": "A", "editor": "E", "publisher": "P", "licence": "CC0",
        "licence_url": "https://example.org/cc0", "language": "de",
    }  # fmt: skip
    edition = small()
    assert show(edition, "//t:titleStmt/*[not(self::t:respStmt)]", **said) == (
        "<title>The Letters</title><author>A</author><editor>E</editor>"
    )
    assert show(edition, "//t:publicationStmt", **said) == (
        '<publicationStmt><publisher>P</publisher><idno type="letterbook">book</idno><availability>'
        '<licence target="https://example.org/cc0">CC0</licence></availability></publicationStmt>'
    )
    assert show(edition, "/t:TEI/@xml:lang", **said) == "de"
    assert show(edition, "//t:availability") == (
        '<availability status="unknown"><p>Neither the editor nor the source states a licence.</p>'
        "</availability>"
    )


def test_what_was_done_is_said_in_numbers(show):
    c = Compositor()
    letter = c.letter(
        "1",
        c.block(
            "p",
            c.correct("hou- se", "house"),
            c.t(" "),
            c.correct("te", "the", m.Cert.LOW),
            c.skip("\x0c", "feed"),
        ),
        sent=m.Act((m.Guess(A, None, m.Cert.HIGH, m.Basis.INTERNAL),)),
    )
    edition = c.edition(letter, back=(c.note("1", "1", "end", c.t("x")),))
    said = {name: show(edition, f"//t:editorialDecl/t:{name}//text()").strip() for name in
            ("correction", "hyphenation", "normalization", "interpretation")}  # fmt: skip
    assert said["correction"].startswith(
        "2 faults are corrected, of the print or of its transcription: 1 with high certainty, 1 with "
        "low certainty."
    )
    assert "1 hyphen left over" in said["hyphenation"]
    assert "by reason: feed: 1." in said["normalization"]
    assert "No calls are linked to notes. 1 note is not called by anything" in said["interpretation"]
    assert (
        "1 sender is known: 0 stated in print, 1 inferred (1 with high certainty)." in said["interpretation"]
    )
    assert "No dates are known." in said["interpretation"]
    nothing = show(small(), "//t:editorialDecl//text()")
    assert "Nothing is corrected." in nothing
    assert not re.search(r"\b1 \w+ are\b|\b(?:[02-9]|No) \w+s is\b", nothing)


def test_letters_and_notes_can_be_cited(tree):
    structures = tree(small()).findall(".//{*}citeStructure")
    assert [(one.get("unit"), one.get("delim"), one.get("use")) for one in structures] == [
        ("letter", "letter ", "@n"),
        ("note", "note ", "@n"),
    ]
