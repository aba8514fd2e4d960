"""The plan of whole small books: which block stands where, in front, letters, notes and back."""

from __future__ import annotations

import pytest
from outline import parts
from printed import MANNERS, book, edition_in, letter

from letterbook.model import Block, Skip, gaps, leaves, letters, notes

PROSE = MANNERS["en"]["body"]
LONG = f"{PROSE} {PROSE} {PROSE}"
ON = "goes home on every market day, when the roads are dry and the mill is open to all."


def inside(text: str, key: str = "2", **pinned: object) -> list[str]:
    """Return the outline of one letter, the kinds of its blocks alone."""
    edition = edition_in(text, **pinned)
    (one,) = (found for found in letters(edition) if found.key == key)
    return [row.partition(":")[0] for row in parts(edition, one.children)]


def three(**second: str) -> str:
    """Print a book whose second letter is other than the first and the third."""
    return book("LETTERS", letter("No. 1"), letter("No. 2", **second), letter("No. 3"))


CORRESPONDENTS = ["head", "dateline", "salute"]
CLOSE = ["valediction", "signed"]
BODIES = [
    (PROSE, ["p"]),
    (f"{PROSE}\n\n2. The house is let.\n\n3. The garden is not.", ["p", "p 2", "p 3"]),
    (
        f"{PROSE}\n\n(1) a house;\n\n(2) a garden.\n\n{PROSE}",
        ["p", "list numbered", "  item 1", "  item 2", "p"],
    ),
    (f"{PROSE}\n\n(a) a house;\n\n(b) a garden.", ["p", "list numbered", "  item a", "  item b"]),
    (f"{PROSE}\n\n* * *\n\n{PROSE}", ["p", "ornament", "p"]),
    (f"{PROSE}\n\n12 men came.\n\n{PROSE}", ["p", "p", "p"]),
]


@pytest.mark.parametrize(("body", "kinds"), BODIES)
def test_the_prose_of_a_letter_is_paragraphs_and_lists(body, kinds):
    assert inside(three(body=body)) == [*CORRESPONDENTS, *kinds, *CLOSE]


def test_a_postscript_holds_a_paragraph():
    rows = inside(three(signed="Ben Orme\n\nP.S. The book is here."))
    assert rows == [*CORRESPONDENTS, "p", *CLOSE, "postscript", "  p"]


def test_a_note_and_a_page_stand_inside_the_paragraph_that_they_cut():
    text = book(
        "LETTERS",
        *(
            letter(f"No. {n}", body=f"The mill* is old. {LONG} The cart\n\n* At York.\n\n{n + 11}\n\n{ON}")
            for n in (1, 2, 3)
        ),
    )
    assert inside(text) == [*CORRESPONDENTS, "p", "  note p13.s1", "  pb 13", *CLOSE]
    edition = edition_in(text)
    assert [(note.key, note.place, len(note.calls)) for note in notes(edition)] == [
        (f"p{n}.s1", "foot", 1) for n in (12, 13, 14)
    ]


def test_notes_after_a_letter_stand_in_it():
    body = f"The mill[1] is old. {PROSE}"
    rows = [letter(f"No. {n}", body=body) + f"\n\n[1] At York {n}." for n in (1, 2, 3)]
    assert inside(book("LETTERS", *rows)) == [*CORRESPONDENTS, "p", *CLOSE, "note 2.1"]


def test_a_title_above_notes_is_no_text_of_the_letter():
    body = f"The mill 1 is old. {PROSE}"
    rows = [letter(f"No. {n}", body=body) + "\n\nNOTES\n\n1. At York." for n in (1, 2, 3)]
    assert inside(book("LETTERS", *rows)) == [*CORRESPONDENTS, "p", *CLOSE, "fw notes", "note 2.1"]


def test_notes_at_the_end_are_back_matter():
    body = "The roads are bad. 1 The post is late, and I shall write when it is not, 2 and send the book."
    text = book("LETTERS", letter("1.", body=body), letter("2."), "NOTES\n\n1. Of Leeds.\n\n2. Songs.")
    edition = edition_in(text)
    assert [row.partition(":")[0] for row in parts(edition, edition.back)] == [
        "matter notes",
        "  fw notes",
        "  note 1",
        "  note 2",
    ]
    assert [len(note.calls) for note in notes(edition)] == [1, 1]
    assert [note.number for note in notes(edition)] == ["1", "2"]


def test_a_note_of_two_paragraphs_has_two():
    body = "The roads are bad. 1 The post is late, and I shall write when it is not, 2 and send the book."
    end = "NOTES\n\n1. Of Leeds.\n\nIt was sold.\n\n2. Songs."
    edition = edition_in(book("LETTERS", letter("1.", body=body), letter("2."), end))
    one, two = notes(edition)
    spans = [
        [leaf.span for leaf in leaves((child,))] for child in one.children if not isinstance(child, Skip)
    ]
    words = [edition.source.text[rows[0].start : rows[-1].end] for rows in spans]
    assert words == ["1.", "Of Leeds.", "It was sold."]
    assert sum(isinstance(child, Block) for child in two.children) == 1


def test_matter_stands_between_letters():
    essay = f"OF THE SECOND JOURNEY\n\n{PROSE}\n\n{PROSE}"
    text = book("LETTERS", letter("No. 1"), letter("No. 2"), essay, letter("No. 1"), letter("No. 2"))
    edition = edition_in(text)
    kinds = [row.partition(":")[0] for row in parts(edition, edition.body) if not row.startswith(" ")]
    assert kinds == ["letter 1.1", "letter 1.2", "matter part", "letter 2.1", "letter 2.2"]


def test_a_licence_stands_round_the_book():
    filler = [letter(f"No. {n}") for n in range(1, 9)]
    text = book("Free for all.\n*** START OF THE BOOK ***", "LETTERS", *filler, "*** END ***\n\nBye.")
    edition = edition_in(text)
    kinds = [
        [row.partition(":")[0] for row in parts(edition, part) if not row.startswith(" ")]
        for part in (edition.front, edition.back)
    ]
    assert kinds == [["matter licence", "matter titlePage"], ["matter licence"]]


def test_a_note_to_the_preface_stands_in_it():
    preface = f"PREFACE\n\nThe mill* is old. {PROSE}\n\n* At York."
    rows = [letter(f"No. {n}", body=f"The house* is new. {PROSE}") + "\n\n* At Hull." for n in (1, 2, 3)]
    edition = edition_in(book("LETTERS", preface, *rows))
    rows = [row.partition(":")[0] for row in parts(edition, edition.front)]
    assert rows == ["matter titlePage", "  titlepart", "matter preface", "  head", "  p", "  note m0.s1"]


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_a_book_is_whole_in_every_language(language):
    text = book("ORME", *(letter(f"{n}.", language) for n in (1, 2, 3)))
    frame = ["head", "dateline", "salute", "p", "valediction", "signed"]
    edition = edition_in(text, language)
    for one in letters(edition):
        assert [row.partition(":")[0] for row in parts(edition, one.children)] == frame


def test_what_no_judge_knows_stands_in_the_last_letter():
    edition = edition_in(
        book("LETTERS", letter("No. 1"), letter("No. 2"), letter("No. 3") + "\n\n\n\x00\n\n)")
    )
    assert list(gaps(edition)) == []
    assert edition.back == ()
    last = letters(edition)[-1]
    assert edition.source.text[list(leaves(last.children))[-1].span.start] == ")"
