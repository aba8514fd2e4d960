"""Every element that letterbook's schema allows in a text has a template in every format."""

from __future__ import annotations

from functools import cache

import pytest
from lxml import etree

from letterbook import assets
from letterbook.publish import render
from letterbook.publish.exchange import single_letters

TEI = "{http://www.tei-c.org/ns/1.0}"

#: What stands in the header or around the text, and never in it.
AROUND = frozenset(
    [
        "TEI",
        "text",
        "front",
        "body",
        "back",
        "standOff",
        "facsimile",
        "surface",
        "zone",
        "edition",
        "extent",
        "authority",
    ]
)


@cache
def allowed() -> tuple[str, ...]:
    odd = etree.parse(assets.schema("letterbook.odd"))
    found = {
        name
        for module in odd.iter(f"{TEI}moduleRef")
        if module.get("key") != "header"
        for name in (module.get("include") or "").split()
    }
    return tuple(sorted(found - AROUND))


def test_the_grammar_has_these_elements_and_those_around_them():
    """What is made of the schema allows what the schema names: no element comes in by another way."""
    grammar = etree.parse(assets.schema("letterbook.rng"))
    names = {element.get("name") for element in grammar.iter("{http://relaxng.org/ns/structure/1.0}element")}
    assert set(allowed()) <= names
    header = {
        name
        for module in etree.parse(assets.schema("letterbook.odd")).iter(f"{TEI}moduleRef")
        if module.get("key") == "header"
        for name in (module.get("include") or "").split()
    }
    assert names - set(allowed()) <= AROUND | header | {None}


def document(inside: str) -> bytes:
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
        f"<title>T</title></titleStmt></fileDesc></teiHeader><text><body>{inside}</body></text></TEI>"
    ).encode()


def test_the_schema_names_its_elements():
    assert len(allowed()) > 80
    assert {"p", "choice", "ref", "note", "persName", "postscript"} <= set(allowed())


@pytest.mark.parametrize(
    "around",
    [
        '<div type="letter" xml:id="letter-1">{}</div>',
        '<div type="letter" xml:id="letter-1"><p>Before {} after.</p></div>',
        '<div type="letter" xml:id="letter-1"><opener>{}</opener></div>',
        '<div type="letter" xml:id="letter-1"><list><item>{}</item></list></div>',
        '<div type="preface">{}</div>',
        '<div type="notes"><note n="1" xml:id="note-1">{}</note></div>',
    ],
)
@pytest.mark.parametrize("name", ["html", "text"])
def test_every_element_has_a_template_wherever_it_stands(name, around):
    # those of the register may stand in a list of it alone
    unknown = [
        problem.message
        for element in allowed()
        for problem in render.render(document(around.format(f"<{element}>words</{element}>")), name).problems
    ]
    assert unknown == []


#: Elements that hold other elements and no words: what holds the words in them.
HOLDERS = {
    **dict.fromkeys(("div", "figure", "argument", "postscript"), "<p>{}</p>"),
    "gap": "<desc>{}</desc>",
    "list": "<item>{}</item>",
    "lg": "<l>{}</l>",
    "table": "<row><cell>{}</cell></row>",
    "row": "<cell>{}</cell>",
    "choice": "<sic>-</sic><corr>{}</corr>",
    "listBibl": "<bibl>{}</bibl>",
    "listPerson": "<person><persName>{}</persName></person>",
    "listPlace": "<place><placeName>{}</placeName></place>",
    "listOrg": "<org><orgName>{}</orgName></org>",
    **dict.fromkeys(("person", "place", "org", "respStmt"), "<name>{}</name>"),
    "titlePage": "<docTitle><titlePart>{}</titlePart></docTitle>",
    "docTitle": "<titlePart>{}</titlePart>",
}

#: Elements that stand in no paragraph: what they stand in.
HOMES = {
    "figDesc": "<figure>{}</figure>",
    "row": "<table>{}</table>",
    "cell": "<table><row>{}</row></table>",
    "item": "<list>{}</list>",
}

#: Elements that hold nothing, and running heads, which are no words of the text.
SILENT = frozenset({"fw", "lb", "pb", "anchor", "ptr", "graphic", "milestone", "space"})


@pytest.mark.parametrize("name", ["html", "text"])
def test_no_words_are_lost_in_any_of_them(name):
    for element in sorted(set(allowed()) - SILENT):
        words = HOLDERS.get(element, "{}").format("lanterns")
        part = HOMES.get(element, "{}").format(f"<{element}>{words}</{element}>")
        inside = f'<div type="letter" xml:id="letter-1"><p>Before {part} after.</p></div>'
        files = render.render(document(inside), name).value
        page = files["letters/letter-1.html" if name == "html" else "letters/letter-1.txt"].decode()
        assert "lanterns" in page, element
        assert "after." in page, element


def test_no_words_are_lost_in_the_single_letters_and_in_a_corpus():
    for element in sorted(set(allowed()) - SILENT):
        words = HOLDERS.get(element, "{}").format("lanterns")
        part = HOMES.get(element, "{}").format(f"<{element}>{words}</{element}>")
        inside = f'<div type="letter" xml:id="letter-1"><p>Before {part} after.</p></div>'
        (letter,) = [
            data.decode()
            for name, data in single_letters(document(inside)).value.items()
            if name.startswith("tei/letters/")
        ]
        assert f"<{element}>" in letter, element
        assert "lanterns" in letter, element
        text = (
            render.render(document(inside), "text", {"form": "corpus"}).value["letters/letter-1.txt"].decode()
        )
        assert ("lanterns" in text) == (element not in ("note", "figDesc")), element
        assert "after." in text, element
