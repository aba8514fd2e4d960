"""The letters' headings once they are known: what their numbers claim, and how a misprinted one is read."""

from __future__ import annotations

import pytest
from printed import book, found_in, letter

from letterbook.model import Source
from letterbook.read.page import read_lines
from letterbook.rules.headings import find_heads
from letterbook.settle.structure.misprinted_headings import amend_heads, head_claims
from letterbook.settle.structure.regions import find_structure

SPANS = [
    ("en", "No. 12", "No.", "12"),
    ("en", "No.12a.", "No.", "12a"),
    ("en", "No. 2 1A.", "No.", "2"),
    ("en", "[Letter 12]", "Letter", "12"),
    ("en", "Letter XII.", "Letter", "XII"),
    ("en", "_No. 12_", "No.", "12"),
    ("en", "No.\n182.", "No.", "182"),
    ("en", "XII. To his Sister", None, "XII"),
    ("en", "12. To No. 3", None, "12"),
    ("de", "Nr. 9", "Nr.", "9"),
    ("de", "Brief iv", "Brief", "iv"),
    ("fr", "N° 12. — De M. de Brun", "N°", "12"),
    ("fr", "LETTRE XII", "LETTRE", "XII"),
    ("en", "LETTER FIRST.", None, None),  # in words: there are no figures to claim
    ("en", "To Mrs. Hale.", None, None),
    ("en", "Ben to Ann", None, None),
    ("de", "Zweiter Brief", None, None),
]


@pytest.mark.parametrize(("language", "text", "prefix", "number"), SPANS)
def test_a_heading_has_a_word_and_a_number(language, text, prefix, number):
    source = Source("t", f"\n{text}\n", "")
    head = next(iter(find_heads(read_lines(source), (language,))))
    spans = head.value.prefix_at, head.value.number_at
    assert tuple(span and source.quote(span) for span in spans) == (prefix, number)


def judged(*heads: str, language: str = "en"):
    found = found_in(book("LETTERS", *(letter(head, language) for head in heads)), language)
    return found, find_structure(found)


def test_no_call_may_claim_the_number_of_a_letter():
    found, structure = judged("No. 1 2", "No. 2", "Ben to Ann", "No. 4")
    claimed = [found.page.source.quote(span) for span in head_claims(structure)]
    assert claimed == ["1", "2", "4"]


AMENDED = [
    ("en", ["No. 1", "No. 2", "Mo. 3", "No. 4"], "Mo.", "No."),
    ("en", ["No. 1", "No. 2", "No. 1O", "No. 4"], "1O", "3"),
    ("en", ["XLIII.", "XLIV.", "LXV.", "XLVI."], "LXV", "XLV"),
    ("en", ["xi.", "xii.", "xxii.", "xiv."], "xxii", "xiii"),
    ("de", ["Nr. 1", "Nr. 2", "Hr. 3", "Nr. 4"], "Hr.", "Nr."),
    ("fr", ["N° 1", "N° 2", "N° 8", "N° 4"], "8", "3"),
]


@pytest.mark.parametrize(("language", "heads", "printed", "reading"), AMENDED)
def test_a_misprint_is_read_in_the_form_of_the_other_headings(language, heads, printed, reading):
    found, structure = judged(*heads, language=language)
    findings, decisions = amend_heads(found, structure)
    assert [(found.page.source.quote(f.span), f.value.reading) for f in findings] == [(printed, reading)]
    assert findings[0].kind == "correction"
    assert decisions[0].kept == findings[0]
    assert decisions[0].reason == findings[0].because[0].says


SOUND = [
    ["No. 1", "No. 2", "No. 3"],
    ["No. 1", "No. 2", "No. 5"],
    ["1. Ben to Ann", "Ann to Ben", "3. Ben to Ann"],  # it bears no number that could be read otherwise
    ["Ben to Ann", "Ann to Ben"],
]


@pytest.mark.parametrize("heads", SOUND)
def test_nothing_is_amended_where_nothing_is_misprinted(heads):
    assert amend_heads(*judged(*heads)) == ((), ())
