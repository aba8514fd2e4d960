"""The laws of the encode stage, on random editions: nothing lost, the same bytes, valid, all links whole."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from strategies import editions

from letterbook import model as m
from letterbook.check.ledger import prove
from letterbook.check.links import check_links
from letterbook.check.xsd import check_schema
from letterbook.project.letterbook_toml import Project
from letterbook.tei import encode, serialise
from letterbook.xml_input.parse import parse
from letterbook.xml_input.tei_names import STRUCTURE

PROJECT = Project(id="book", source=Path("text of.txt"))
SPANNED = Project(id="letter-1", source=Path("text of.txt"), title="T", editor="E & Co", source_spans=True)


@given(editions())
def test_every_character_is_in_the_tree_and_the_source_comes_back(edition: m.Edition) -> None:
    assert list(m.gaps(edition)) == []
    encoded, _ = encode(edition, PROJECT)
    proof, problems = prove(serialise(encoded.root), encoded.ledger.serialise())
    assert problems == ()
    assert proof.source == edition.source.bytes()
    assert sum(proof.kinds.values()) + sum(proof.reasons.values()) == len(edition.source.text)


@given(editions())
@settings(max_examples=300)
def test_the_document_is_valid_and_its_links_are_whole(edition: m.Edition) -> None:
    for project in (PROJECT, SPANNED):
        data = serialise(encode(edition, project).value.root)
        root, problems = parse(data, "edition.xml")
        assert root is not None, problems
        assert check_schema(root, "edition.xml") == ()
        assert [one for one in check_links(root, "edition.xml") if one.code != "note-uncalled"] == []


@given(editions())
@settings(max_examples=20)
def test_the_same_edition_gives_the_same_bytes(edition: m.Edition) -> None:
    first, second = (encode(edition, SPANNED).value for _ in range(2))
    assert serialise(first.root) == serialise(second.root)
    assert first.ledger.serialise() == second.ledger.serialise()


@given(editions())
@settings(max_examples=30)
def test_indenting_anew_leaves_the_proof_whole(edition: m.Edition) -> None:
    encoded, _ = encode(edition, PROJECT)
    for element in encoded.root.iter(*STRUCTURE):
        element.text = "\n\n"
        for child in element:
            child.tail = "\n\t"
    assert prove(serialise(encoded.root), encoded.ledger.serialise()).value.holds
