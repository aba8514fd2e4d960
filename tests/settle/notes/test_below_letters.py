"""Notes at the foot of a page or a letter, told from the paragraphs and lists that are printed alike."""

from __future__ import annotations

import pytest
from printed import MANNERS, at, book, found_in, letter

from letterbook.model import Finding, Span
from letterbook.model.kinds import NOTE_BODY
from letterbook.model.values import NoteOpening
from letterbook.settle.notes.below_letters import NoteBlock, called, find_note_blocks, follows, mark_order
from letterbook.settle.structure.regions import find_structure

PROSE = MANNERS["en"]["body"]
#: A page of text, after whose last word a sentence runs on.
PAGE = f"{PROSE} {PROSE} {PROSE} And the cart goes to the mill"
ON = "on every market day, when the roads are dry and the mill is open to all who come."


def feet(text: str, *taken: tuple[Span, str], **pinned: object) -> list[str]:
    """Return the words of each block of notes."""
    found = found_in(text, **pinned)
    openings = [o for o in found.of("note.body") if o.value.form != "labelled"]
    blocks: list[NoteBlock] = find_note_blocks(found, find_structure(found), openings, taken)
    for foot in blocks:
        assert all(foot.span.holds(o.span) for o in foot.openings)
    return [text[foot.span.start : foot.span.end] for foot in blocks]


def books(body: str, *, pages: int = 3) -> str:
    """Print letters with the same body; `{n}` in it is a page's number."""
    return book(
        "LETTERS", *(letter(f"No. {n}", body=body.replace("{n}", str(n + 11))) for n in range(1, pages + 1))
    )


PAGES = [
    (f"The mill* is old. {PAGE}\n\n* At York.\n\n{{n}}\n\n{ON}", "* At York."),
    (f"The mill* is old. {PAGE}\n\n* At York.\n\n{ON}", "* At York."),
    (f"The mill[1] is old. {PAGE}\n\n[1] At York.\n\n{{n}}\n\n{ON}", "[1] At York."),
    (f"The mill¹ is old. {PAGE}\n\n¹ At York.\n\n{{n}}\n\n{ON}", "¹ At York."),
    (f"The mill (1) is old. {PAGE}\n\n(1) At York.\n\n{{n}}\n\n{ON}", "(1) At York."),
    (
        f"The mill* and miller† are old. {PAGE}\n\n* At York.\n\n† Of it.\n\n{{n}}\n\n{ON}",
        "* At York.\n\n† Of it.",
    ),
    (f"The mill* is old. {PROSE}\n\n-----\n\n* At York.\n\n-----\n\n{PROSE}", "* At York."),
]


@pytest.mark.parametrize(("body", "words"), PAGES)
def test_a_sentence_or_a_page_breaks_off_above_a_note(body, words):
    assert feet(books(body)) == [words] * 3


UNCALLED = [
    f"The mill is old. {PAGE}\n\n* At York.\n\n{{n}}\n\n{ON}",  # nothing calls it
    f"{PROSE}\n\n1. The house is let.\n\n2. The garden is not.\n\n{PROSE}",  # paragraphs
    f"We have 1 house. {PROSE}\n\n1. The house is let.\n\n2. The garden is not.\n\n{PROSE}",
    f"We have these:\n\n(1) a house;\n\n(2) a garden.\n\n{PROSE}",
    f"The mill* is old.\n\n* * *\n\n{PROSE}",
    f"The mill 7 is old. {PAGE}\n\n7. At York.\n\n{{n}}\n\n{ON}",  # 7 can be no first note
]


@pytest.mark.parametrize("body", UNCALLED)
def test_a_marked_line_alone_is_no_note(body):
    assert feet(books(body)) == []


def test_notes_at_the_foot_of_a_letter_stand_behind_its_close():
    one = letter("No. 1", body=f"The mill* is old. {PROSE}") + "\n\n* At York."
    two = letter("No. 2", body=f"The house* is new. {PROSE}") + "\n\n* At Hull."
    assert feet(book("LETTERS", one, two, letter("No. 3"))) == ["* At York.", "* At Hull."]


def test_numbers_may_run_on_from_letter_to_letter():
    one = letter("No. 1", body=f"The mill[1] is old. {PROSE}") + "\n\n[1] At York."
    two = letter("No. 2", body=f"The house[2] is new. {PROSE}") + "\n\n[2] At Hull."
    six = letter("No. 3", body=f"The barn[6] is new. {PROSE}") + "\n\n[6] At Leeds."
    assert feet(book("LETTERS", one, two, six)) == ["[1] At York.", "[2] At Hull.", "[6] At Leeds."]


def test_how_most_notes_are_printed_speaks_for_the_others():
    sure = [letter(f"No. {n}", body=f"The mill[1] is old. {PROSE}") + "\n\n[1] At York." for n in (1, 2, 3)]
    bare = letter("No. 4", body=f"The barn[1] is old. {PROSE}\n\n[1] At Leeds.", close="", signed="")
    assert feet(book("LETTERS", bare, letter("No. 5"))) == []
    assert feet(book("LETTERS", *sure, bare, letter("No. 5"))) == [*["[1] At York."] * 3, "[1] At Leeds."]


def test_what_is_known_to_hold_notes_is_left_out():
    one = letter("No. 1", body=f"The mill* is old. {PROSE}") + "\n\n* At York."
    text = book("LETTERS", one, letter("No. 2"))
    assert feet(text) == ["* At York."]
    assert feet(text, (at(text, "* At York."), "*")) == []


def test_an_editor_says_that_notes_stand_there():
    text = books(f"The mill* is old. {PROSE}\n\n* At York.\n\nThe barn is let to a man from Hull.")
    assert feet(text) == []
    assert feet(text, notes="page-foot") == ["* At York."] * 3


def test_a_note_ends_with_its_paragraph():
    note = "* At York, where the mill is, and the old\nbridge, which was mended in that year by\nthe town."
    prose = "\n".join([PROSE[:70], PROSE[:70], PROSE[:70]])
    text = book(
        "LETTERS", *(letter(f"No. {n}", body=f"The mill* is old.\n{prose}") + f"\n\n{note}" for n in (1, 2))
    )
    assert feet(text) == [note] * 2


ORDER = [
    ("2", "3", True),
    ("2", "2a", True),
    ("2a", "2b", True),
    ("2", "3a", True),
    ("*", "**", True),
    ("*", "†", True),
    ("2", "4", False),
    ("3", "2", False),
    ("2a", "2", False),
    ("2", "3b", False),
    ("*", "*", False),
    ("*", "1", False),
    ("1", "*", False),
]


@pytest.mark.parametrize(("before", "after", "expected"), ORDER)
def test_a_mark_is_the_next_after_another(before, after, expected):
    assert follows(before, after) is expected


def test_marks_have_an_order():
    marks = ["*", "**", "***", "1", "1A", "2", "12"]
    assert sorted(marks[3:], key=mark_order) == marks[3:]
    assert sorted(marks[:3], key=mark_order) == marks[:3]


CALLED = [
    ("the mill* is old", "*", "*", True),
    ("the mill 3 is old", "3", "1.", True),
    ("the mill³ is old", "3", "raised", True),
    ("the mill.3 It is old", "3", "1", True),
    ("the mill[3] is old", "3", "[1]", True),
    ("the mill3) is old", "3", "1)", True),
    ("the mill** is old", "*", "*", False),
    ("the mill is 3.5 old", "3", "1.", False),
    ("the mill of 1843 is 30 old", "3", "1.", False),
    ("the mill 3 is old", "3", "[1]", False),
    ("at 12:3 and 3/4 and 3-4", "3", "1.", False),
    ("the mill¹³ is old", "3", "raised", False),
]


@pytest.mark.parametrize(("text", "mark", "form", "expected"), CALLED)
def test_a_mark_is_called_by_what_looks_like_it(text, mark, form, expected):
    opening = Finding(NOTE_BODY, Span(0, 0), "test", 0.5, NoteOpening(mark, form))
    assert called(found_in(text), Span(0, len(text)), opening) is expected
