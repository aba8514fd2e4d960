"""Verse and tables within notes are encoded as such; a note that is all set in is prose."""

from __future__ import annotations

from itertools import groupby

import pytest
from lxml import etree

from letterbook.check import check
from letterbook.project.letterbook_toml import load
from letterbook.publish import render
from letterbook.stages import encode, understand
from letterbook.tei import serialise

TEI = "{http://www.tei-c.org/ns/1.0}"
BOOK = """LETTERS OF ANN WARD

LETTER I.

To Mr. John Holt.

York, 4 May, 1812.

DEAR SIR,--The pears came on Tuesday by the waggon, and the dean[1] has not paid
for them, though I have written to him and to his brother[2] twice since Easter.

Yours truly,
ANN WARD.

LETTER II.

To the same.

York, 20 June, 1812.

DEAR SIR,--There is no news of the mare[3], and the boy who was sent to look for
her has come home with another horse, which nobody has lost.

Yours truly,
ANN WARD.

LETTER III.

To Mrs. Ward.

Hull, 2 July, 1812.

DEAR MOTHER,--I am well, and so is the harbour, as far as I can see from the bed.

ANN.

NOTES

"""
VERSE = """  Here sits the man who could not wait,
    And there the man who must;
  The first was early for the plate,
    The second is but dust."""
TABLE = """  Pears     12 s.
  Plums      3 s.
  Straw     11 s."""
PROSE = "He came from Wells, where a verse was made upon him that is still said there:"

#: The notes of the book, and what the second one holds.
NOTES = [
    (f"[1] Dr. Hay.\n\n[2] {PROSE}\n\n{VERSE}\n\nIt was never printed.\n\n[3] Juno.", ["p", "lg", "p"]),
    (f"[1] Dr. Hay.\n\n[2] {PROSE}\n\n{TABLE}\n\n[3] Juno.", ["p", "table"]),
    (f"[1] Dr. Hay.\n\n[2]\n\n{VERSE}\n\n[3] Juno.", ["lg"]),
    # notes all set in, of which the lines begin with capitals by chance: prose
    ("[1]\n\n  Dr. Hay.\n\n[2]\n\n  The Dean of Wells and\n  Archdeacon of Bath.\n\n[3]\n\n  Juno.", ["p"]),
    ("  [1] Dr. Hay.\n\n  [2] The Dean of Wells, of\n  Bath and Hull.\n\n  [3] Juno.", ["p"]),
    # one line set in is no verse
    (f"[1] Dr. Hay.\n\n[2] {PROSE}\n\n  Here sits the man.\n\n[3] Juno.", ["p"]),
]


@pytest.mark.parametrize(("notes", "blocks"), NOTES)
def test_verse_and_tables_in_notes_are_told_from_prose(tmp_path, notes, blocks):
    (tmp_path / "book.txt").write_text(f"{BOOK}{notes}\n", encoding="utf-8")
    project = load(tmp_path / "book.txt").value
    data = serialise(encode(understand(project).value, project).value.root)
    root = etree.fromstring(data)
    assert check(data, root, "book.xml") == ()
    rows = [note for note in root.find(f"{TEI}text").iter(f"{TEI}note") if note.get("n") == "2"]
    (held,) = [[etree.QName(part).localname for part in note] for note in rows]
    assert [kind for kind, _ in groupby(held)] == ["label", *blocks]
    if "lg" in blocks:
        page = render.render(data, "html").value["notes.html"].decode()
        assert page.count("The first was early for the plate,") == 1
        plain = b"".join(render.render(data, "text").value.values()).decode()
        assert "Here sits the man who could not wait,\n" in plain


def test_numbers_in_curly_brackets_below_a_title_are_notes_though_nothing_calls_them(tmp_path):
    text = BOOK.replace("[", "(").replace("]", ")") + "{5} A pear.\n\n{9} Of Wells.\n\n{12a} A mare.\n"
    (tmp_path / "book.txt").write_text(text, encoding="utf-8")
    project = load(tmp_path / "book.txt").value
    root = encode(understand(project).value, project).value.root
    notes = [note for note in root.iter(f"{TEI}note") if note.get("place")]
    assert [note.get("n") for note in notes] == ["5", "9", "12a"]
    assert {note.get("anchored") for note in notes} == {"false"}


def test_a_text_may_end_with_the_mark_of_a_note(tmp_path):
    text = "\nTo Mrs. Hale\n\nLondon, 3 May 1850\nDear Sir,\n[2]\n\nDear Sir,\n[2]\n[2]"
    (tmp_path / "source.txt").write_text(text, encoding="utf-8")
    assert understand(load(tmp_path / "source.txt").value).value.source.text == text
