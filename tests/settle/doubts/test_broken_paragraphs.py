"""Paragraphs that seem broken are offered to the editor, who joins them or holds them apart."""

from __future__ import annotations

import shutil

import pytest
from scoring import SAMPLES

from letterbook.model import Block, Cert, leaves, letters
from letterbook.project.letterbook_toml import load
from letterbook.review.facts import facts
from letterbook.stages import understand

NAME = "en-transcribed"  # one of its paragraphs is broken


def read(folder, rulings=""):
    """Understand the test edition with some rulings; return the edition, and the joins that it offers."""
    folder.mkdir()
    source = folder / "source.txt"
    shutil.copy(SAMPLES / NAME / "source.txt", source)
    if rulings:
        head = 'by = "A. Editor"\n[[responsible]]\nname = "A. Editor"\n'
        (folder / "decisions.toml").write_text(head + rulings, encoding="utf-8")
    edition, problems = understand(load(source).value)
    assert [problem for problem in problems if problem.code.startswith("decision")] == []
    return edition, [fact for fact in facts(edition) if fact.kind == "join"]


def paragraphs(edition):
    for letter in letters(edition):
        for node in letter.children:
            if isinstance(node, Block) and node.kind == "p":
                yield " ".join("".join(edition.source.quote(leaf.span) for leaf in leaves((node,))).split())


def test_a_break_in_a_sentence_is_offered_and_not_mended(tmp_path):
    edition, (offer,) = read(tmp_path / "plain")
    assert (offer.status, offer.certainty, offer.value) == ("suggested", Cert.MEDIUM, "Harbour Commission")
    assert "“Harbour” ends in no stop" in offer.reasons[0].says
    assert any(words.endswith("Harbour") for words in paragraphs(edition))
    assert offer.change == ""


@pytest.mark.parametrize(("way", "joined"), [("confirm", True), ("reject", False)])
def test_the_editor_settles_it_with_the_lines_that_are_offered(tmp_path, way, joined):
    before, (offer,) = read(tmp_path / "plain")
    lines = getattr(offer, way).replace('reason = ""', 'reason = "So it is."')
    after, offers = read(tmp_path / "ruled", lines)
    assert offers == []
    assert any("Harbour Commission ought" in words for words in paragraphs(after)) == joined
    assert len(list(paragraphs(before))) - len(list(paragraphs(after))) == int(joined)
