"""Each construct of the tree has its encoding, wherever it is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from strategies import Compositor

from letterbook import model as m

Built = Callable[[Compositor], m.Node]
WHEN = m.Guess(m.When(when="1812-03-04"))
LOW = m.Guess(m.When(not_after="1812"), cert=m.Cert.LOW, basis=m.Basis.CONJECTURE)
JULIAN = m.Guess(m.When(when="1812-03-16", custom="1812-03-04", calendar="Julian"))

PHRASES: dict[str, tuple[Built, str]] = {
    "plain words": (lambda c: c.t("So & so < so"), "So &amp; so &lt; so"),
    "a date": (
        lambda c: c.inline("date", c.t("4 March"), when=WHEN),
        '<date when="1812-03-04">4 March</date>',
    ),
    "an uncertain date": (
        lambda c: c.inline("date", c.t("spring"), when=LOW),
        '<date notAfter="1812" cert="low" evidence="conjecture" resp="#letterbook">spring</date>',
    ),
    "a date of two calendars": (
        lambda c: c.inline("date", c.t("4/16 March"), when=JULIAN),
        '<date when="1812-03-16" when-custom="1812-03-04" calendar="#calendar-Julian">4/16 March</date>',
    ),
    "a date that does not exist": (
        lambda c: c.inline("date", c.t("30 Feb."), when=m.Guess(m.When(when="1812-02-30"))),
        "<date>30 Feb.</date>",
    ),
    "a date without value": (lambda c: c.inline("date", c.t("Friday")), "<date>Friday</date>"),
    "italics": (lambda c: c.inline("hi", c.t("so"), value="italic"), '<hi rend="italic">so</hi>'),
    "emphasis of no kind": (lambda c: c.inline("hi", c.t("so")), "<hi>so</hi>"),
    "another language": (
        lambda c: c.inline("foreign", c.t("bon"), value="fr"),
        '<foreign xml:lang="fr">bon</foreign>',
    ),
    "a person": (lambda c: c.inline("persName", c.t("Anna")), "<persName>Anna</persName>"),
    "a place": (lambda c: c.inline("placeName", c.t("Town")), "<placeName>Town</placeName>"),
    "the label of a paragraph": (lambda c: c.inline("label", c.t("2.")), "<label>2.</label>"),
    "a kind that TEI has no element for": (
        lambda c: c.inline("smell", c.t("so")),
        '<seg type="smell">so</seg>',
    ),
    "a remark": (
        lambda c: c.inline("note", c.t("(sic)"), value="editorial"),
        '<note type="editorial" place="inline">(sic)</note>',
    ),
    "words that are missing": (
        lambda c: c.inline("note", c.t("(torn)"), value="gap"),
        "<gap><desc>(torn)</desc></gap>",
    ),
    "a correction": (
        lambda c: c.correct("hou- se", "house"),
        '<choice><sic>hou- se</sic><corr cert="high" resp="#letterbook">house</corr></choice>',
    ),
    "a correction that takes away": (
        lambda c: c.correct(",", "", m.Cert.LOW),
        '<choice><sic>,</sic><corr cert="low" resp="#letterbook"/></choice>',
    ),
    "a page number": (lambda c: c.page("[ 12 ]", "12"), '<pb n="12"/>'),
    "a page without a number": (lambda c: c.page("\f", ""), "<pb/>"),
    "a running head": (
        lambda c: c.block("fw", c.t("LETTERS"), value="header"),
        '<fw type="header">LETTERS</fw>',
    ),
    "a running head in the line": (lambda c: c.inline("fw", c.t("LETTERS")), "<fw>LETTERS</fw>"),
    "an ornament": (
        lambda c: c.block("ornament", c.t("* * *")),
        '<milestone unit="section" rend="ornament"/><fw rend="ornament">* * *</fw>',
    ),
    "what is left out": (lambda c: c.skip("_", "emphasis mark"), ""),
    "what XML cannot hold": (lambda c: c.t("a\x00b\ufffe"), "ab"),
    "a return": (lambda c: c.t("a\rb"), "a&#13;b"),
    "a block in the line": (lambda c: c.block("salute", c.t("Sir,")), '<seg type="salute">Sir,</seg>'),
    "a call that leads nowhere": (lambda c: c.call("9", "9"), '<hi rend="call">9</hi>'),
}


@pytest.mark.parametrize("name", PHRASES)
def test_phrases(name, show):
    built, wanted = PHRASES[name]
    c = Compositor()
    edition = c.edition(c.letter("1", c.block("p", c.t("a "), built(c), c.t(" z"))))
    assert show(edition, "//t:body//t:p") == f"<p>a {wanted} z</p>"


@pytest.mark.parametrize("name", PHRASES)
def test_phrases_between_blocks_get_a_paragraph(name, tree):
    built, _ = PHRASES[name]
    c = Compositor()
    tree(c.edition(c.letter("1", c.t(" "), built(c), c.block("p", c.t("so")), built(c), c.t("\n"))))


BLOCKS: dict[str, tuple[Built, str]] = {
    "a paragraph": (lambda c: c.block("p", c.t("So.")), "<p>So.</p>"),
    "a numbered paragraph": (
        lambda c: c.block("p", c.inline("label", c.t("2.")), c.t(" So."), n="2"),
        '<p n="2"><label>2.</label> So.</p>',
    ),
    "a list with labels": (
        lambda c: c.block(
            "list",
            c.block("item", c.inline("label", c.t("(1)")), c.t(" one"), n="1"),
            c.skip(),
            c.block("item", c.t(" "), c.inline("label", c.t("(2)")), c.t("two"), n="2"),
            value="numbered",
        ),
        (
            '<list rend="numbered"><label>(1)</label><item n="1"> one</item>'
            '<label>(2)</label><item n="2">two</item></list>'
        ),
    ),
    "a list in which one item has no label": (
        lambda c: c.block(
            "list",
            c.block("head", c.t("Names")),
            c.block("item", c.inline("label", c.t("1")), c.t(" a")),
            c.block("item", c.t("b")),
        ),
        "<list><head>Names</head><item><label>1</label> a</item><item>b</item></list>",
    ),
    "a list in a list": (
        lambda c: c.block(
            "list", c.block("item", c.t("a"), c.block("list", c.block("item", c.t("b")))), c.t(" stray ")
        ),
        "<list><item><p>a</p><list><item>b</item></list></item><item> stray </item></list>",
    ),
    "a list of nothing": (lambda c: c.block("list"), "<list><item/></list>"),
    "verse": (
        lambda c: c.block("lg", c.block("l", c.t("Eins")), c.skip("\n"), c.block("l", c.t("Zwei"))),
        "<lg><l>Eins</l><l>Zwei</l></lg>",
    ),
    "verse whose lines nobody marked": (
        lambda c: c.block("lg", c.t("Eins"), c.skip("\n"), c.t("Zwei")),
        "<lg><l>Eins</l><l>Zwei</l></lg>",
    ),
    "lines without a stanza": (
        lambda c: c.block("quote", c.block("l", c.t("Eins")), c.block("l", c.t("Zwei"))),
        "<quote><lg><l>Eins</l><l>Zwei</l></lg></quote>",
    ),
    "a stanza in a stanza": (
        lambda c: c.block("lg", c.block("head", c.t("O")), c.block("lg", c.block("l", c.t("Eins")))),
        "<lg><head>O</head><lg><l>Eins</l></lg></lg>",
    ),
    "a quotation": (lambda c: c.block("quote", c.t("He said")), "<quote>He said</quote>"),
    "a quotation of paragraphs": (
        lambda c: c.block("quote", c.block("p", c.t("a")), c.t("b"), c.block("salute", c.t("c"))),
        '<quote><p>a</p><p>b</p><p rend="salute">c</p></quote>',
    ),
    "a table": (
        lambda c: c.block(
            "table",
            c.block("row", c.block("cell", c.t("a")), c.skip("\t"), c.block("cell", c.t("b"))),
            c.skip("\n"),
            c.block("row", c.page("12", "12"), c.block("cell", c.t("c"))),
        ),
        '<table><row><cell>a</cell><cell>b</cell></row><row><cell><pb n="12"/>c</cell></row></table>',
    ),
    "a table of nothing": (lambda c: c.block("table"), "<table><row><cell/></row></table>"),
    "cells without a row": (
        lambda c: c.block("table", c.block("cell", c.t("a")), c.block("cell", c.t("b"))),
        "<table><row><cell>a</cell><cell>b</cell></row></table>",
    ),
    "a marking": (lambda c: c.block("label", c.t("Secret")), "<label>Secret</label>"),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks(name, show):
    built, wanted = BLOCKS[name]
    c = Compositor()
    edition = c.edition(
        c.letter("1", c.block("p", c.t("a")), c.skip(), built(c), c.skip(), c.block("p", c.t("z")))
    )
    assert show(edition, "//t:body/t:div") == (
        f'<div type="letter" xml:id="letter-1" decls="#corresp-1"><p>a</p>{wanted}<p>z</p></div>'
    )


def test_a_paragraph_that_the_page_foot_cuts_goes_on(show):
    c = Compositor()
    note = lambda: c.note("1", "1", "foot", c.inline("label", c.t("1")), c.t(" Below."))  # noqa: E731
    paragraph = c.block(
        "p", c.t("It was cut"), c.call("1", "1"), c.skip("\n\n"), note(), c.skip("\n"), c.page("13", "13"),
        c.t("\n"), c.t("and went on."),
    )  # fmt: skip
    edition = c.edition(c.letter("1", paragraph))
    call = '<ref xml:id="call-1-1" type="note" target="#note-1">1</ref>'
    assert show(edition, "//t:body//t:p") == f'<p>It was cut{call}<pb n="13"/>\nand went on.</p>'
    assert show(edition, "//t:back") == (
        '<back><div type="notes"><note xml:id="note-1" n="1" place="foot" target="#call-1-1">'
        "<label>1</label><p> Below.</p></note></div></back>"
    )


def test_spans_of_the_source_are_given_on_request(show):
    c = Compositor()
    edition = c.edition(c.letter("1", c.block("head", c.t("No. 1")), c.skip(), c.block("p", c.t("So."))))
    name = "text%20of.txt"
    assert show(edition, "//t:body/t:div", source_spans=True) == (
        f'<div type="letter" xml:id="letter-1" decls="#corresp-1" corresp="{name}#char=0,10">'
        f'<head corresp="{name}#char=0,5">No. 1</head><p corresp="{name}#char=7,10">So.</p></div>'
    )
    assert "corresp=" not in show(edition, "//t:body")


def test_blocks_stand_on_their_own_lines_and_mixed_content_has_none_of_ours(tree):
    c = Compositor()
    edition = c.edition(c.letter("1", c.block("p", c.t("a "), c.inline("hi", c.t("b")), c.t(" \n c"))))
    body = tree(edition).find(".//{*}body")
    assert body[0].text == "\n    "
    assert "".join(body[0][0].itertext()) == "a b \n c"


def test_a_page_that_ends_within_a_word_says_so(show):
    c = Compositor()
    paragraph = c.block("p", c.t("Torn a"), c.page("\f", ""), c.t("part, "), c.page("\f", ""), c.t("here."))
    number = c.block("p", c.t("In 18"), c.page("\f", ""), c.t("16, at 9"), c.page("\f", ""), c.t("here."))
    edition = c.edition(c.letter("1", paragraph, number))
    assert show(edition, "//t:body//t:p[1]") == '<p>Torn a<pb break="no"/>part, <pb/>here.</p>'
    assert show(edition, "//t:body//t:p[2]") == '<p>In 18<pb break="no"/>16, at 9<pb/>here.</p>'
