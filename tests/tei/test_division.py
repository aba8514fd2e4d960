"""What opens and closes a letter stands where TEI wants it, and keeps the order of the print."""

from __future__ import annotations

import pytest
from lxml import etree
from strategies import Compositor

#: The kinds of a letter's blocks in the order of the print, and the elements that they become.
ORDERS = {
    "": "",
    "p": "p",
    "head p": "head p",
    "head headline p": "head dateline p",
    "headline head p": "dateline head p",
    "head dateline salute p": "head opener(dateline salute) p",
    "head address dateline salute p": "head opener(address(addrLine) dateline salute) p",
    "head headline dateline salute p": "head dateline opener(dateline salute) p",
    "dateline head salute p": "opener(dateline) head opener(salute) p",
    "head label p": "head label p",
    "head label salute p": "head opener(seg salute) p",
    "head dateline label p": "head opener(dateline) label p",
    "label head p": "opener(seg) head p",
    "head signed p": "head opener(signed) p",
    "head dateline": "head opener(dateline)",
    "head": "head",
    "p dateline": "p closer(dateline)",
    "p valediction signed dateline": "p closer(salute signed dateline)",
    "p valediction signed address": "p closer(salute signed address(addrLine))",
    "p headline": "p closer(dateline)",
    "p label": "p closer(seg)",
    "p signed postscript": "p closer(signed) postscript(p)",
    "p postscript signed": "p postscript(p) closer(signed)",
    "p signed postscript postscript dateline": (
        "p closer(signed) postscript(p) postscript(p) closer(dateline)"
    ),
    "head signed": "head p closer(signed)",
    "head dateline postscript": "head opener(dateline) p postscript(p)",
    "postscript": "p postscript(p)",
    # a letter that begins anew
    "head p dateline p signed": "head p div(opener(dateline) p closer(signed))",
    "p signed p": "div(p closer(signed)) div(p)",
    "head p signed dateline salute p signed": (
        "head div(p closer(signed)) div(opener(dateline salute) p closer(signed))"
    ),
    "head p head p": "head p div(head p)",
    "head p signed head p": "head div(p closer(signed)) div(head p)",
    "p label p": "p label p",
    "p signed label p": "div(p closer(signed)) div(label p)",
    "p label head p": "p div(opener(seg) head p)",
    "p dateline label p": "p div(opener(dateline) label p)",
    "postscript p": "div(p postscript(p)) div(p)",
    # what stands anywhere
    "head fw p page p": "head fw p pb p",
    "head dateline page salute p": "head opener(dateline pb salute) p",
    "p signed fw": "p closer(signed) fw",
    "p ornament p": "p milestone fw p",
    "page": "pb",
    # what a letter holds
    "p matter": "p div(p)",
    "head p signed matter": "head div(p closer(signed)) div(p)",
    "p matter signed": "p div(p) closer(signed)",
    "p matter p": "p div(p) div(p)",
    "matter dateline p": "div(p) div(opener(dateline) p)",
    "p letter": "p div(p)",
    # what stands without what should hold it
    "item item p": "list(item item) p",
    "l l": "lg(l l)",
    "row cell": "table(row(cell)) table(row(cell))",
    "titlepart p": "p p",
}


def skeleton(element: etree._Element) -> str:
    inside = " ".join(skeleton(child) for child in element if child.tag.split("}")[1] not in ("note", "hi"))
    return element.tag.split("}")[1] + (f"({inside})" if inside else "")


def letter_of(c: Compositor, kinds: str):
    children = []
    for kind in kinds.split():
        if kind == "page":
            children.append(c.page("9", "9"))
        elif kind == "letter":
            children.append(c.letter("in", c.block("p", c.t("in"))))
        elif kind == "matter":
            children.append(c.block("matter", c.block("p", c.t("so")), value="preface"))
        elif kind == "postscript":
            children.append(c.block("postscript", c.block("p", c.t("P.S."))))
        elif kind == "row":
            children.append(c.block("row", c.block("cell", c.t("row"))))
        else:
            children.append(c.block(kind, c.t(kind)))
        children.append(c.skip("\n"))
    return c.letter("1", *children)


@pytest.mark.parametrize("kinds", ORDERS)
def test_orders(kinds, tree):
    c = Compositor()
    root = tree(c.edition(letter_of(c, kinds)))
    letter = root.find(".//{*}div[@type='letter']")
    assert " ".join(map(skeleton, letter)) == ORDERS[kinds]
    shown = [text.strip() for text in letter.itertext() if text.strip()]
    assert shown == [kind for kind in shown if kind]  # in the order of the print
    assert "".join(shown) == "".join(
        {"postscript": "P.S.", "matter": "so", "letter": "in", "page": ""}.get(kind, kind)
        for kind in kinds.split()
    )


def test_names_of_what_is_formal(show):
    c = Compositor()
    edition = c.edition(letter_of(c, "headline label salute p valediction signed"))
    assert show(edition, "//t:body/t:div/*") == (
        '<dateline rend="headline">headline</dateline>'
        '<opener><seg type="label">label</seg><salute>salute</salute></opener><p>p</p>'
        '<closer><salute rend="valediction">valediction</salute><signed>signed</signed></closer>'
    )


def test_an_address_keeps_its_lines(show):
    c = Compositor()
    address = c.block("address", c.t("The Mill"), c.skip("\n", "line end"), c.t("Town"))
    assert show(c.edition(c.letter("1", address, c.block("p", c.t("So.")))), "//t:address") == (
        "<address><addrLine>The Mill</addrLine><addrLine>Town</addrLine></address>"
    )


def test_a_postscript_may_open_and_close_but_not_begin_anew(show):
    c = Compositor()
    before = c.block("p", c.t("x"))
    postscript = c.block(
        "postscript",
        c.block("dateline", c.t("Friday")),
        c.block("p", c.t("a")),
        c.block("signed", c.t("B.")),
        c.block("p", c.t("c")),
        c.block("signed", c.t("D.")),
    )
    assert show(c.edition(c.letter("1", before, postscript)), "//t:postscript") == (
        "<postscript><opener><dateline>Friday</dateline></opener><p>a</p>"
        '<p rend="signed">B.</p><p>c</p><closer><signed>D.</signed></closer></postscript>'
    )


def test_a_letter_within_a_letter_is_an_enclosure(tree):
    c = Compositor()
    root = tree(c.edition(letter_of(c, "p letter")))
    assert [div.get("type") for div in root.iterfind(".//{*}body//{*}div")] == ["letter", "enclosure"]
    assert len(root.findall(".//{*}correspDesc")) == 1


def test_letters_within_a_part_are_letters(tree):
    c = Compositor()
    part = c.block(
        "matter",
        c.block("head", c.t("I")),
        letter_of(c, "head p"),
        c.letter("2", c.block("p", c.t("b"))),
        value="part",
    )
    root = tree(c.edition(part, c.letter("3", c.block("p", c.t("c")), number="3", lang="de")))
    found = [(div.get("type"), div.get("decls"), div.get("n")) for div in root.iterfind(".//{*}body//{*}div")]
    assert found == [
        ("part", None, None),
        ("letter", "#corresp-1", None),
        ("letter", "#corresp-2", None),
        ("letter", "#corresp-3", "3"),
    ]
    assert [language.get("ident") for language in root.iter("{*}language")] == ["en", "de"]
