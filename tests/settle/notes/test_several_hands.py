"""The author's notes and an editor's: two sets, told apart by @type and @resp, in TEI that is valid."""

from __future__ import annotations

import pytest
from lxml import etree
from other_hands import hands

from letterbook.check import check
from letterbook.project.letterbook_toml import load
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
