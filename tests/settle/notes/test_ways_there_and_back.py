"""On the site every call leads to its note and back; in plain text the notes stand with all their words."""

from __future__ import annotations

import re
from functools import cache
from posixpath import dirname, join, normpath

import pytest
from lxml import html
from other_hands import Hand, hands

from letterbook.project.letterbook_toml import load
from letterbook.publish import render
from letterbook.stages import encode, understand
from letterbook.tei import serialise

HANDS = [hand for hand in hands() if hand.notes]
_WORD = re.compile(r"\w+")


@pytest.fixture
def tei(tmp_path):
    def of(hand: Hand) -> bytes:
        (tmp_path / "book.txt").write_text(hand.text, encoding="utf-8")
        project = load(tmp_path / "book.txt").value
        return serialise(encode(understand(project).value, project).value.root)

    return of


@cache
def words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def target(name: str, href: str) -> tuple[str, str]:
    """Return the page and the id that a link on a page leads to."""
    path, _, key = href.partition("#")
    return (normpath(join(dirname(name), path)) if path else name), key


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.name)
def test_every_way_leads_there_and_back(hand, tei):
    document = tei(hand)
    files = render.render(document, "html").value
    pages = {
        name: html.document_fromstring(data.decode()) for name, data in files.items() if name.endswith("html")
    }
    ways = 0
    for name, page in pages.items():
        for call in page.xpath("//a[@role='doc-noteref'][not(ancestor::*[@popover])]"):
            there, key = target(name, call.get("href"))
            (note,) = pages[there].xpath(f"//*[@id='{key}']")
            mine = call.getparent().get("id")
            backs = {target(there, back.get("href")) for back in note.xpath(".//a[contains(@href, '#')]")}
            assert (name, mine) in backs
            ways += 1
        for back in page.xpath("//a[@role='doc-backlink']"):
            there, key = target(name, back.get("href"))
            assert len(pages[there].xpath(f"//*[@id='{key}']")) == 1
    assert ways >= 0.9 * sum(len(note.calls) for note in hand.notes)
    shown = [" ".join(words(" ".join(page.itertext()))) for page in pages.values()]
    plain = render.render(document, "text").value
    texts = [" ".join(words(data.decode())) for data in plain.values()]
    for note in hand.notes:
        rows = hand.text[note.start : note.end].replace("_", "").splitlines()
        for at, row in enumerate(rows):
            said = " ".join(words(row)[1 if at == 0 else 0 :])  # the number may be misprinted, and corrected
            assert any(said in page for page in shown), said
            assert any(said in text for text in texts), said
