"""On paper: a letter prints as a letter, its notes below it, and nothing of what only a screen needs."""

from __future__ import annotations

import io
import re

import pytest
from browser.pages import KINDS, MORE, REAL
from pypdf import PdfReader

#: The colours of a page's words and of what is behind them.
COLOURS = """() => {
  const { color, backgroundColor } = getComputedStyle(document.body);
  return [color, backgroundColor];
}"""


def printed(page):
    """Print a page, and return the words on its sheets without the space between them."""
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return re.sub(r"\s+", "", "".join(sheet.extract_text() for sheet in sheets))


def test_a_letter_prints_with_its_notes_below(visit):
    page = visit(f"{REAL}/html/letters/letter-2.html")
    text = printed(page)
    order = [
        "WinstonS.ChurchilltoJ.V.Stalin",
        "AmbassadorCripps",
        "publishedtotheworldimmediatelythereafter.",
        "Notes",
        "QuotedfromWinstonChurchill",
        "OnJuly12,1941,",
        "Corrections",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert text.count("QuotedfromWinstonChurchill") == 1  # not that beside the call as well


def test_what_only_a_screen_needs_is_not_printed(visit):
    text = printed(visit(f"{REAL}/html/letters/letter-2.html"))
    parts = (
        "Skipto",
        "Search",
        "asprinted",
        "Cite",
        "BibTeX",
        "↩",
        "¶",
        "Previous",
        "Why?",
        "Licence",
        "file:",
    )
    assert [part for part in parts if part in text] == []


def test_what_the_reader_chose_is_printed(visit):
    page = visit(f"{REAL}/html/letters/letter-8.html")
    assert "defeatofHitlerism" in printed(page)
    page.get_by_label("as printed").check()
    assert "defeatofHit-lerism" in printed(page)


@pytest.mark.parametrize("kind", [*KINDS, *MORE])
def test_every_kind_of_page_prints_dark_on_light(visit, kind):
    page = visit({**KINDS, **MORE}[kind], color_scheme="dark")
    page.emulate_media(media="print")
    ink, paper = ([int(n) for n in re.findall(r"\d+", colour)] for colour in page.evaluate(COLOURS))
    assert max(ink) < 50
    assert min(paper) > 240
    assert printed(page)
