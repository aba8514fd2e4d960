"""Small books with notes in every place: which lines are notes, how far they reach, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from printed import MANNERS, book, found_in, letter

from letterbook.settle.notes.judge import Notes, find_notes, misprints
from letterbook.settle.structure.regions import find_structure

PROSE = MANNERS["en"]["body"]
TITLE = "LETTERS OF BEN ORME"
#: The texts of three letters, which call notes 1 to 3.
CALLING = (
    "The roads are bad. 1 The post is late, and I shall write when it is not, 2 and send the book of songs.",
    "The mill is shut 3 and the miller gone. I saw it when I came by on the way to the town with the cart.",
    PROSE,
)
LETTERS = [letter(f"No. {n}", body=body) for n, body in enumerate(CALLING, 1)]
MARKED = PROSE.replace("bad", "bad[1]").replace("better", "better[2]")


def judge(text: str, language: str = "en", **pinned: object) -> tuple[Notes, str]:
    found = found_in(text, language, **pinned)
    return find_notes(found, find_structure(found)), text


def notes(text: str, language: str = "en", **pinned: object) -> list[tuple[str, str, str]]:
    """Return the key, the place and the words of every note."""
    judged, _ = judge(text, language, **pinned)
    keys = judged.keys()
    rows = [(keys[n.scope, n.rank], n.place, text[n.span.start : n.span.end]) for n in judged.notes]
    assert len({key for key, _, _ in rows}) == len(rows)
    return rows


def areas(text: str, **pinned: object) -> Iterator[tuple[str, list[int]]]:
    """Yield each scope, and which letters of `book(TITLE, *...)` its calls may stand in."""
    judged, _ = judge(text, **pinned)
    for scope, spans in judged.areas.items():
        yield scope, [n for n in range(1, 10) if any(f"No. {n}\n" in text[a.start : a.end] for a in spans)]


ENDS = [
    "NOTES\n\n1. Of Leeds.\n\n2. The book.\n\n3. At York.",
    "NOTES\n\n1. Of Leeds.\n2. The book.\n3. At York.",
    "1. Of Leeds.\n\n2. The book.\n\n3. At York.",
    "1. Of Leeds.\n2. The book.\n3. At York.",
    "NOTES\n\n1. Of Leeds. 2. The book.\n\n3. At York.",
]


@pytest.mark.parametrize("end", ENDS)
def test_notes_stand_at_the_end_of_the_book(end):
    rows = [("1", "end", "1. Of Leeds."), ("2", "end", "2. The book."), ("3", "end", "3. At York.")]
    assert notes(book(TITLE, *LETTERS, end)) == rows
    assert list(areas(book(TITLE, *LETTERS, end))) == [("", [1, 2, 3])]


ENDS_ABROAD = [
    ("de", "ANMERKUNGEN\n\n1) In Weimar.\n\n2) Das Buch.", ["1) In Weimar.", "2) Das Buch."]),
    ("fr", "NOTES\n\n(1) De Lyon.\n\n(2) Le livre.", ["(1) De Lyon.", "(2) Le livre."]),
    ("de", "¹ In Weimar.\n\n² Das Buch.", ["¹ In Weimar.", "² Das Buch."]),
]


@pytest.mark.parametrize(("language", "end", "words"), ENDS_ABROAD)
def test_notes_are_printed_in_many_ways(language, end, words):
    text = book("ORME", *[letter(f"{n}.", language) for n in (1, 2, 3)], end)
    assert [row[2] for row in notes(text, language)] == words


def test_a_note_may_have_several_paragraphs():
    end = "NOTES\n\n1. Of Leeds.\n\nIt was sold.\n\n2. The book.\n\n3. At York.\n\nIt stands there still."
    rows = [row[2] for row in notes(book(TITLE, *LETTERS, end))]
    assert rows == ["1. Of Leeds.\n\nIt was sold.", "2. The book.", "3. At York.\n\nIt stands there still."]


def test_a_note_that_bears_a_letter_stands_behind_its_number():
    end = "NOTES\n\n1. Of Leeds.\n\n1A. Of Hull.\n\n2. The book.\n\n3. At York."
    assert [row[0] for row in notes(book(TITLE, *LETTERS, end))] == ["1", "1A", "2", "3"]


def test_a_misprinted_number_of_a_note_is_read_as_the_one_missing():
    text = book(TITLE, *LETTERS, "NOTES\n\n1. Of Leeds.\n\n8. The book.\n\n3. At York.")
    assert [(row[0], row[2]) for row in notes(text)][1] == ("2", "8. The book.")
    judged, _ = judge(text)
    found = found_in(text)
    (fault,) = misprints(found, judged.notes)
    assert (text[fault.span.start : fault.span.end], fault.value.reading) == ("8", "2")
    assert fault.because


def test_a_number_in_a_note_opens_none():
    end = "NOTES\n\n1. Of Leeds, where he bought\n\n12. A house.\n\n2. The book.\n\n3. At York."
    assert [row[0] for row in notes(book(TITLE, *LETTERS, end))] == ["1", "2", "3"]
    end = "NOTES\n\n1. Of Leeds. 3 houses were sold.\n\n2. The book.\n\n3. At York."
    assert [row[0] for row in notes(book(TITLE, *LETTERS, end))] == ["1", "2", "3"]


# ------------------------------------------------------------------ after each letter


def test_notes_stand_after_each_letter_and_run_on():
    ends = ["FOOTNOTES:\n\n1. Of Leeds.\n\n2. The book.", "FOOTNOTES:\n\n3. At York."]
    text = book(TITLE, *(f"{one}\n\n{end}" for one, end in zip(LETTERS, ends, strict=False)), LETTERS[2])
    assert [row[0] for row in notes(text)] == ["1", "2", "3"]
    assert list(areas(text)) == [("", [1, 2, 3])]


def test_notes_that_begin_again_belong_each_to_its_letter():
    rows = [
        letter(f"No. {n}", body=MARKED) + f"\n\n[1] Of Leeds {n}.\n\n[2] The book {n}." for n in (1, 2, 3)
    ]
    text = book(TITLE, *rows)
    assert [row[0] for row in notes(text)] == ["1.1", "1.2", "2.1", "2.2", "3.1", "3.2"]
    assert list(areas(text)) == [("1", [1]), ("2", [2]), ("3", [3])]


def test_notes_at_the_end_may_stand_letter_by_letter():
    ends = [f"Letter {n}\n\n1. Of Leeds {n}.\n\n2. The book {n}." for n in (1, 2, 3)]
    text = book(TITLE, *(letter(f"No. {n}", body=MARKED) for n in (1, 2, 3)), "NOTES", *ends)
    assert [(row[0], row[1]) for row in notes(text)] == [
        *(("1.1", "end"), ("1.2", "end"), ("2.1", "end")),
        *(("2.2", "end"), ("3.1", "end"), ("3.2", "end")),
    ]
    assert list(areas(text)) == [("1", [1]), ("2", [2]), ("3", [3])]


# ------------------------------------------------------------------ in brackets in the line


BRACKETS = [
    ("en", "the mill [Footnote 1: at York] is shut", ("1", "foot", "[Footnote 1: at York]")),
    ("en", "the mill [Footnote: at York] is shut", ("x", "inline", "[Footnote: at York]")),
    ("en", "the mill [Footnote *: at York [sic]] is shut", ("1.s1", "foot", "[Footnote *: at York [sic]]")),
    ("de", "die Mühle [Anm. 1: bei Weimar] ist zu", ("1", "foot", "[Anm. 1: bei Weimar]")),
    ("fr", "le moulin [Note 1: de Lyon] est fermé", ("1", "foot", "[Note 1: de Lyon]")),
    (
        "en",
        "the mill is shut. [It was opened a year later.]",
        ("x", "inline", "[It was opened a year later.]"),
    ),
]


@pytest.mark.parametrize(("language", "words", "row"), BRACKETS)
def test_a_note_stands_in_brackets_in_the_line(language, words, row):
    body = f"{MANNERS[language]['body']} {words}"
    text = book("ORME", letter("No. 1", language, body=body), letter("No. 2", language))
    assert notes(text, language) == [row]


NO_BRACKETS = [
    "the mill [Footnote 1: at York\n\nis shut]",  # it runs into another paragraph
    "the mill [Footnote 1: at York is shut",
    "the mill [of York] is shut",
    "the mill [It was shut.] is shut",
    "\n\n[Leeds and York, May 3, 1843.]",  # a line that dates the letter
]


@pytest.mark.parametrize("words", NO_BRACKETS)
def test_a_bracket_that_does_not_close_in_its_paragraph_is_no_note(words):
    assert notes(book(TITLE, letter("No. 1", body=f"{PROSE} {words}"), letter("No. 2"))) == []


def test_beside_numbered_notes_a_sentence_in_brackets_is_text():
    body = f"{CALLING[0]} [The book was lost a year later.]"
    end = "NOTES\n\n1. Of Leeds.\n\n2. The book.\n\n3. At York."
    text = book(TITLE, letter("No. 1", body=body), *LETTERS[1:], end)
    assert [row[0] for row in notes(text)] == ["1", "2", "3"]


def test_a_long_note_in_brackets_on_lines_of_its_own_is_taken_whole():
    note = "[Footnote 1: Of York.\n\nIt was opened a year later.]"
    text = book(TITLE, letter("No. 1", body=f"The mill[1] is shut.\n\n{note}\n\n{PROSE}"), letter("No. 2"))
    assert notes(text) == [("1", "foot", note)]


# ------------------------------------------------------------------ what is no note


LISTS = "1. The house is let.\n\n2. The garden is not.\n\n3. The field is sold."
NO_NOTES = [
    book(TITLE, letter("No. 1"), letter("No. 2")),
    book(TITLE, letter("No. 1", body=LISTS), letter("No. 2")),
    book(TITLE, letter("No. 1", body=f"{PROSE}\n\n* * *\n\n{PROSE}"), letter("No. 2")),
    book(TITLE, letter("No. 1", body=f"{PROSE}\n\n12 men came.\n\n{PROSE}"), letter("No. 2")),
    book(TITLE, letter("No. 1"), letter("No. 2"), "NOTES\n\nOf Leeds nothing is known."),
]


@pytest.mark.parametrize("text", NO_NOTES)
def test_a_numbered_line_that_nothing_calls_is_no_note(text):
    assert notes(text) == []


def test_what_the_editor_pins_is_not_overruled():
    text = book(TITLE, *LETTERS, "NOTES\n\n1. Of Leeds.\n\n2. The book.\n\n3. At York.")
    assert notes(text, notes="none") == []
    assert len(notes(text, notes="end")) == 3
    assert notes(text, notes="inline") == []
    assert [scope for scope, _ in areas(text, numbering="book")] == [""]
    assert [scope for scope, _ in areas(text, numbering="letter")] == ["3"]


def test_the_numbers_of_notes_that_are_signs_are_counted():
    rows = [
        letter(f"No. {n}", body=PROSE.replace("bad", "bad*").replace("better", "better**"))
        + "\n\n* Of Leeds.\n\n** The book."
        for n in (1, 2)
    ]
    assert [row[0] for row in notes(book(TITLE, *rows, letter("No. 3")))] == ["1.s1", "1.s2", "2.s1", "2.s2"]
