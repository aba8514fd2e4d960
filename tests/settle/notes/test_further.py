"""The last note of a letter goes on in paragraphs that nothing announces, where the book shows them its."""

from __future__ import annotations

import pytest

from letterbook.detect.run import detect
from letterbook.model import Source
from letterbook.settle.notes.judge import find_notes
from letterbook.settle.structure.one_letter import structure_of

CLOSE = "I am, Sir,\nyour obedient servant,\n\nA. ELKINS."


def letter(n: int, *behind: str, close: str = CLOSE) -> str:
    """Print a letter whose one note stands above its close, with paragraphs behind the note."""
    head = f"No. {n}.\n\nTo Captain Shaw.\n\nFort Mercy, June {n}, 1789.\n\nSIR,--Your rations are sent,[{n}]"
    note = f"[{n}] The return is printed in the Appendix."
    return "\n\n".join([f"{head} and I hope that the court will sit upon Monday next.", note, *behind, close])


def read(*letters: str) -> list[str]:
    text = "THE PAPERS OF GOVERNOR ELKINS\n\n" + "\n\n".join(letters) + "\n"
    found = detect(Source("book.txt", text, ""))
    notes = find_notes(found, structure_of(found)).notes
    return [" ".join(text[note.span.start : note.span.end].split()) for note in notes]


PLAIN = "The return is printed in the Appendix."
TOLD = "The town rose in August against the governor and the garrison."


@pytest.mark.parametrize("more", [(TOLD,), (TOLD, "Shaw was then at the Forks with forty men.")])
def test_a_paragraph_above_the_close_is_the_notes_where_all_others_stand_directly_above_theirs(more):
    found = read(letter(1), letter(2, *more), letter(3), letter(4))
    assert found == [f"[1] {PLAIN}", " ".join([f"[2] {PLAIN}", *more]), f"[3] {PLAIN}", f"[4] {PLAIN}"]


@pytest.mark.parametrize(
    "book",
    [
        (
            letter(1),
            letter(2, "I shall write again when you have sent me your return."),
        ),  # two letters show nothing
        (
            letter(1),
            letter(2, "I shall write again when you send me yours, and not before."),
            letter(3),
            letter(4),
        ),
        (letter(1, TOLD), letter(2, TOLD), letter(3), letter(4)),  # the text goes on below notes
        (letter(1), letter(2, *[TOLD] * 4), letter(3), letter(4)),  # as long as a text
        (letter(1), letter(2, "THE SECOND PART"), letter(3), letter(4)),
        (letter(1), letter(2, f"\n\n{TOLD}"), letter(3), letter(4)),  # a wider gap
    ],
    ids=["few", "spoken", "text-goes-on", "long", "short", "gap"],
)
def test_else_it_is_the_texts(book):
    assert read(*book) == [f"[{n}] {PLAIN}" for n in range(1, len(book) + 1)]


def test_a_paragraph_that_calls_a_note_is_the_texts():
    called = f"{TOLD}[3]\n\n[3] {PLAIN}"
    found = read(letter(1), letter(2, called), letter(4), letter(5), letter(6))
    assert found == [f"[{n}] {PLAIN}" for n in range(1, 7)]
