"""How far notes reach: what belongs to a note, and what is the text's again."""

from __future__ import annotations

import pytest

from letterbook.model import Source, Span
from letterbook.read.page import read_lines
from letterbook.rules.notes.texts import find_note_texts

LINE = "The roads are bad and the post is late, and I shall write again when they are better, as I hope"
TEXT = f"{LINE}\nthey will be."

CASES = [
    # one paragraph, then the text goes on
    (f"{TEXT}[1]\n\n[1] Of Leeds.\n\n{TEXT}", ["Of Leeds."]),
    # two notes together: the first has two paragraphs
    (
        f"{TEXT}[1] {TEXT}[2]\n\n[1] Of Leeds.\n\nIt was sold.\n\n[2] Of Hull.\n\n{TEXT}",
        ["Of Leeds.\n\nIt was sold.", "Of Hull."],
    ),
    # the next note is called below: the paragraph between is the text's
    (f"{TEXT}[1]\n\n[1] Of Leeds.\n\n{TEXT}[2]\n\n[2] Of Hull.\n\n{TEXT}", ["Of Leeds.", "Of Hull."]),
    # set in: what is set in as far goes on
    (
        f"{TEXT}[1]\n\n  [1] Of Leeds, where he was\n  by the mill.\n\n  It was sold later by us.\n\n{TEXT}",
        ["Of Leeds, where he was\n  by the mill.\n\n  It was sold later by us."],
    ),
    # set in: a signature of one short line is no part of it
    (f"{TEXT}[1]\n\n  [1] Of Leeds.\n\n  S. R.\n\n{TEXT}", ["Of Leeds."]),
    # a colon announces verse
    (
        f"{TEXT}[1]\n\n[1] He made this verse:\n\n    The wind is out,\n    The moon is in.\n\n{TEXT}",
        ["He made this verse:\n\n    The wind is out,\n    The moon is in."],
    ),
    # an open quotation goes on
    (
        f'{TEXT}[1]\n\n[1] The paper says: "He came on Thursday.\n\n"He went on Friday."\n\n{TEXT}',
        ['The paper says: "He came on Thursday.\n\n"He went on Friday."'],
    ),
    # the bracket closes it, whatever stands inside
    (
        f"{TEXT}[1]\n\n[Footnote 1: Of Leeds [sic].\n\nIt was sold.]\n\n{TEXT}",
        ["Of Leeds [sic].\n\nIt was sold.]"],
    ),
    # a wider gap ends the last note
    (
        f"{TEXT}[1] {TEXT}[2]\n\nNOTES\n\n[1] Of Leeds.\n\n[2] Of Hull.\n\nIt lies there.\n\n\n\nTHE END",
        ["Of Leeds.", "Of Hull.\n\nIt lies there."],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_note_reaches_as_far_as_its_words(text, wanted):
    page = read_lines(Source("t.txt", text, ""))
    title = text.find("NOTES")
    titles = [Span(title, title + 5)] if title >= 0 else []
    found = [f for f in find_note_texts(page, ("en",), titles) if f.kind == "note.text"]
    assert [text[f.value.opens : f.span.end] for f in found] == wanted
