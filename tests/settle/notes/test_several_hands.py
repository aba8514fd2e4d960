"""The author's notes and an editor's: two sets, told apart by @type and @resp, in TEI that is valid."""

from __future__ import annotations

import pytest
from lxml import etree, html
from other_hands import hands

from letterbook.check import check
from letterbook.project.letterbook_toml import load
from letterbook.publish import render
from letterbook.stages import encode, understand
from letterbook.tei import serialise

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TEXTS = {hand.name.partition(": ")[2]: hand.text for hand in hands()}

#: A text, the types of its sets and who signs the notes of each; None where nobody does.
SETS = [
    ("two-sets-en-scholar", {("numbered", "editor"), ("starred", None)}),
    ("two-sets-de-naturforscher", {("numbered", "editor"), ("starred", "author")}),
    ("two-sets-fr-ambassadeur", {("numbered", "editor"), ("starred", "author")}),
    ("stars-en-quaker", {(None, None)}),  # one set needs no name
]


@pytest.mark.parametrize(("name", "sets"), SETS)
def test_each_set_has_its_type_and_its_hand(tmp_path, name, sets):
    (tmp_path / "book.txt").write_text(TEXTS[name], encoding="utf-8")
    project = load(tmp_path / "book.txt").value
    data = serialise(encode(understand(project).value, project).value.root)
    root = etree.fromstring(data)
    assert check(data, root, "book.xml") == ()
    stated = {one.get(XML_ID): one for one in root.iter(f"{TEI}respStmt")}
    found = set()
    for note in root.find(f"{TEI}text").iter(f"{TEI}note"):
        hand = note.get("resp", "#").removeprefix("#")
        assert not hand or hand in stated
        found.add((note.get("type"), hand.removeprefix("hand-") or None))
    assert found == sets


@pytest.mark.parametrize(
    ("name", "signs", "hands"),
    [
        ("two-sets-de-naturforscher", {"starred": "*", "numbered": "1"}, {"author", "editor"}),
        ("two-sets-fr-ambassadeur", {"starred": "*", "numbered": "1"}, {"author", "editor"}),
    ],
)
def test_on_the_site_each_set_keeps_its_signs_and_the_words_that_name_its_hand(tmp_path, name, signs, hands):
    (tmp_path / "book.txt").write_text(TEXTS[name], encoding="utf-8")
    project = load(tmp_path / "book.txt").value
    data = serialise(encode(understand(project).value, project).value.root)
    page = html.document_fromstring(render.render(data, "html").value["notes.html"].decode())
    seen = set()
    for note in etree.fromstring(data).find(f"{TEI}text").iter(f"{TEI}note"):
        (shown,) = page.xpath(f"//li[@id='{note.get(XML_ID)}']")
        assert shown.xpath("string(span[@class='number'])") == note.get("n")
        assert shown.xpath(".//p[@class='back']/a/@href")
        signed = note.xpath("string(.//*[local-name() = 'seg' or local-name() = 'signed'])")
        assert signed.strip(" ()") in " ".join(shown.itertext())
        seen.add(note.get("resp", "").removeprefix("#hand-"))
        if note.get("n") in signs.values():
            assert signs[note.get("type")] == note.get("n")
    assert seen - {""} == hands
