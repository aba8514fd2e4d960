"""Where notes may begin, the titles over them, and the lines that are neither."""

from __future__ import annotations

import pytest

from letterbook.model import Source
from letterbook.read.page import read_lines
from letterbook.rules.note_bodies import find_note_bodies, find_note_titles


def bodies(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Return the opening's words, the note's number, and the form of the mark."""
    source = Source("t", text, "")
    found = find_note_bodies(read_lines(source), (language,))
    return [(source.quote(b.span), b.value.number, b.value.form) for b in found]


MARKED = [
    ("1. Of the house.", "1. ", "1", "1."),
    ("1 Of the house.", "1 ", "1", "1"),
    ("1.Of the house.", "1.", "1", "1."),
    ("1A. Of the house.", "1A. ", "1A", "1."),
    ("12345. Of the house.", "12345. ", "12345", "1."),
    ("12: Of the house.", "12: ", "12", "1:"),
    ("[1] Of the house.", "[1] ", "1", "[1]"),
    ("(1) Vom Hause.", "(1) ", "1", "(1)"),
    ("1) Vom Hause.", "1) ", "1", "1)"),
    ("¹ Vom Hause.", "¹ ", "1", "raised"),
    ("¹Vom Hause.", "¹", "1", "raised"),
    ("¹²) De la maison.", "¹²) ", "12", "raised"),
    ("* De la maison.", "* ", "*", "*"),
    ("*De la maison.", "*", "*", "*"),
    ("** De la maison.", "** ", "**", "*"),
    ("†) De la maison.", "†) ", "†", "*)"),
    ("  3. Of the house.", "3. ", "3", "1."),
]


@pytest.mark.parametrize(("text", "opening", "number", "form"), MARKED)
def test_a_line_that_begins_with_a_mark_may_open_a_note(text, opening, number, form):
    assert bodies(text) == [(opening, number, form)]


LABELLED = [
    ("en", "[Footnote 1: Of a house.]", "[Footnote 1: ", "1", "Footnote"),
    ("en", "a ship [Footnote 2: a brig] of war", "[Footnote 2: ", "2", "Footnote"),
    ("en", "[Footnote *: Of a house.]", "[Footnote *: ", "*", "Footnote"),
    ("en", "[NOTE: Of a house.]", "[NOTE: ", "", "NOTE"),
    ("en", "(Note 3: Of a house.)", "(Note 3: ", "3", "Note"),
    ("de", "[Anm. 3: Vom Hause.]", "[Anm. 3: ", "3", "Anm."),
    ("de", "[Fußnote: Vom Hause.]", "[Fußnote: ", "", "Fußnote"),
    ("fr", "{Note 3. De la maison.}", "{Note 3. ", "3", "Note"),
]


@pytest.mark.parametrize(("language", "text", "opening", "number", "label"), LABELLED)
def test_a_word_in_a_bracket_may_open_a_note(language, text, opening, number, label):
    source = Source("t", text, "")
    found = list(find_note_bodies(read_lines(source), (language,)))
    assert [(source.quote(b.span), b.value.number) for b in found] == [(opening, number)]
    assert [(b.value.form, b.value.label) for b in found] == [("labelled", label)]


def test_a_sentence_in_square_brackets_may_be_the_editors():
    text = "the house [It was sold the year after.] and the garden"
    assert bodies(text) == [("[", "", "labelled")]
    assert bodies("[It was sold the year after.]\n\n1. The garden") == [
        ("[", "", "labelled"),
        ("1. ", "1", "1."),
    ]


NO_NOTE = [
    ("en", ""),
    ("en", "The house. 1"),
    ("en", "1"),
    ("en", "1."),
    ("en", "* * *"),
    ("en", "**"),
    ("en", "****** The house"),
    ("en", "1,000 men came"),
    ("en", "1st of May"),
    ("en", "1843-44 was cold"),
    ("en", "12345 men came"),
    ("en", "(1 Of the house"),
    ("en", "[1 Of the house"),
    ("en", "a. Of the house"),
    ("en", "[a] Of the house"),
    ("en", "the house [Mr. Orme's.] and the garden"),
    ("en", "[the house was sold the year after.]"),
    ("en", "[Illustration of the big old house in the hills.]"),
    ("en", "(Of the house: it was sold the year after.)"),
    ("en", "(Note: the house was sold.)"),
    ("de", "[Footnote 1: vom Hause]"),
    ("de", "(Anm. vom Hause)"),
    ("de", "3ten Mai"),
    ("fr", "[Anm. 3: de la maison]"),
    ("fr", "1er mai"),
    ("fr", "Note 3: de la maison"),
]


@pytest.mark.parametrize(("language", "text"), NO_NOTE)
def test_other_lines_open_no_note(language, text):
    assert bodies(text, language) == []


def test_a_line_inside_a_paragraph_is_less_sure():
    text = (
        "The boat came in before noon, and on board of it we counted\n"
        "12 barrels of herring, and not one of them was sound, and\n"
        "there was an end of it all\n"
    )
    page = read_lines(
        Source("t", text * 3 + "\n1. Of the house and of the garden, and what was paid for them", "")
    )
    found = [(b.value.number, b.confidence) for b in find_note_bodies(page, ("en",))]
    assert found == [("12", 0.3)] * 3 + [("1", 0.5)]


TITLES = [
    ("en", "NOTES"),
    ("en", "Footnotes:"),
    ("en", "_Notes._"),
    ("en", "EDITOR'S NOTES"),
    ("en", "EDITOR’S NOTES"),
    ("de", "Anmerkungen."),
    ("de", "Anmerkungen und Erläuterungen"),
    ("fr", "NOTES"),
    ("fr", "Notes et éclaircissements"),
]


@pytest.mark.parametrize(("language", "text"), TITLES)
def test_a_title_stands_over_notes(language, text):
    source = Source("t", f"The end of it.\n\n{text}\n\n1. Of the house.", "")
    found = list(find_note_titles(read_lines(source), (language,)))
    assert [(title.kind, source.quote(title.span)) for title in found] == [("note.title", text)]


NO_TITLES = [
    ("en", "Notes on the house"),
    ("en", "He notes"),
    ("en", "Note 3"),
    ("en", "Letters"),
    ("de", "NOTES"),
    ("de", "Anmerkungen zum Hause"),
    ("fr", "Remarque"),
    ("fr", "Anmerkungen"),
]


@pytest.mark.parametrize(("language", "text"), NO_TITLES)
def test_other_lines_are_no_titles_of_notes(language, text):
    assert list(find_note_titles(read_lines(Source("t", f"a\n\n{text}\n\nb", "")), (language,))) == []


def test_a_title_is_one_line():
    lines = (
        "The boat came in before noon, and on board of\n"
        "it we counted the barrels and made for it some\n"
        "notes\n"
    )
    page = read_lines(Source("t", lines * 3, ""))
    assert list(find_note_titles(page, ("en",))) == []
