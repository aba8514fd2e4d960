"""A link of the site to a place that no page prints leads to the page; on the same page it is none."""

from __future__ import annotations

import pytest

from letterbook.publish.any_tei import render_all
from letterbook.publish.dead_links import without_dead_links

HERE = '<p id="here">Text</p>'
OTHER = {"notes.html": b'<ol><li id="note-1">A</li><li id="n\xc3\xb6te">B</li></ol>', "style.css": b"a#b"}


def mended(page: str) -> str:
    return without_dead_links({"letters/a.html": page.encode(), **OTHER})["letters/a.html"].decode()


@pytest.mark.parametrize(
    "page",
    [
        f'{HERE}<a href="#here">x</a>',
        '<a href="../notes.html#note-1">x</a>',
        '<a href="../notes.html#n%C3%B6te">x</a>',
        '<a href="../notes.html#nöte">x</a>',
        '<a href="../notes.html">x</a>',
        '<a href="#">x</a>',
        '<a href="../tei/edition.xml#nowhere">x</a>',  # no page of the site
        '<a href="../style.css#nowhere">x</a>',
        '<a href="https://example.org/notes.html#nowhere">x</a>',
        '<a href="../search.html?q=1#nowhere">x</a>',
        '<a data-href="#nowhere">x</a>',
    ],
)
def test_other_links_are_left_as_they_are(page):
    assert mended(page) == page


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<a class="b" href="#gone" id="i">x</a>', '<a class="b" id="i">x</a>'),
        ('<a href="../notes.html#note-2">x</a>', '<a href="../notes.html">x</a>'),
        (
            f'{HERE}<a href="#here">x</a> <a href="#gone">y</a>',
            f'{HERE}<a href="#here">x</a> <a>y</a>',
        ),
    ],
)
def test_a_dead_link_leads_to_the_page_or_nowhere(page, expected):
    assert mended(page) == expected


TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>Letters</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc></teiHeader><text><body><div type="letter" xml:id="l1">
<p>One.<gap reason="lost"><ref type="note" target="#n1" xml:id="c1">1</ref></gap></p></div></body>
<back><div type="notes"><note xml:id="n1" target="#c1"><p>A note.</p></note></div></back></text></TEI>"""


def test_a_call_that_no_page_prints_has_no_link_to_it():
    made, _ = render_all([("a.xml", TEI.encode())], "html")
    assert b"A note." in made["notes.html"]
    assert not any(b'#c1"' in page for page in made.values())


def test_what_stands_twice_in_a_header_stops_no_page():
    """A second title of the file from which it was encoded, and a second statement of titles."""
    twice = "<title>Letters</title></titleStmt><titleStmt><title>Again</title></titleStmt>"
    ours = '<bibl type="file"><title>a.txt</title><title>b.txt</title></bibl></sourceDesc>'
    made, _ = render_all(
        [
            (
                "a.xml",
                TEI.replace("<title>Letters</title></titleStmt>", twice)
                .replace("<sourceDesc><p/></sourceDesc>", f"<sourceDesc>{ours}")
                .encode(),
            )
        ],
        "html",
    )
    assert "letters/l1.html" in made
