"""What an editor pins of notes in [layout] is obeyed in every style in which notes are called."""

from __future__ import annotations

import pytest

from letterbook.build.plan import plan
from letterbook.build.tree import build
from letterbook.detect.run import detect
from letterbook.model import Source, notes
from letterbook.project.layout import CALLS, Layout
from letterbook.settle.judges import settle
from letterbook.settle.notes.judge import find_notes
from letterbook.settle.structure.one_letter import structure_of

#: For each style: a call of note 1 to 6, and the mark at the head of that note.
STYLES = {
    "bracket": ("[{}]", "[{}] "),
    "paren": ("({})", "({}) "),
    "half": ("{})", "{}) "),
    "brace": ("{{{}}}", "{{{}}} "),
    "angle": ("<{}>", "<{}> "),
    "reference": ("[^{}]", "[^{}]: "),
    "superscript": ("^{{{}}}", "^{{{}}} "),
    "label": ("[Note {}]", "[Note {}: "),
}
WORDS = (
    "the dean of Wells",
    "a winter pear",
    "in the parish of Holt",
    "the great frost",
    "Mrs. Carter's maid",
    "of the wool market",
)


def book(style: str, *, place: str = "below", anew: bool = False) -> str:
    """Print three letters with two notes each, below the letters or at the end of the book."""
    call, head = STYLES[style]
    close = "]" if style == "label" else ""
    parts, tail = ["LETTERS OF ANN WARD"], []
    for letter in range(3):
        one, two = (1, 2) if anew else (2 * letter + 1, 2 * letter + 2)
        words = WORDS[2 * letter : 2 * letter + 2]
        parts += [
            f"LETTER {'I' * (letter + 1)}.",
            "TO MR. JOHN HOLT.",
            f"York, {letter + 1} May 1812.",
            "Dear Sir,",
            (
                f"I have sent the pears by the waggon{call.format(one)} and the boxes are not come, and so it"
                f" will be for another week or two I fear{call.format(two)}, as the roads are."
            ),
            "Yours ever,",
            "ANN WARD.",
        ]
        bodies = [
            f"{head.format(n)}Of this see {said}{close or '.'}"
            for n, said in zip((one, two), words, strict=True)
        ]
        if place == "end":
            tail += bodies
        else:
            parts += bodies
    return "\n\n".join([*parts, *(["NOTES"] if tail else []), *tail]) + "\n"


def read(text: str, **pins):
    found = detect(Source("book.txt", text, ""), (), Layout(**pins))
    scopes = {note.scope for note in find_notes(found, structure_of(found)).notes}
    return tuple(notes(build(found.page.source, plan(settle(found).value)))), scopes


def called(text: str, **pins) -> list[str]:
    """Return the numbers of the notes that are called, as the layout pins them."""
    return [note.number for note in read(text, **pins)[0] if note.calls]


WHOLE = ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("style", STYLES)
def test_a_style_is_read_where_nothing_and_where_that_very_style_is_pinned(style):
    assert called(book(style)) == WHOLE
    assert called(book(style), calls=style) == WHOLE


@pytest.mark.parametrize("other", ["bracket", "brace", "bare"])
@pytest.mark.parametrize("style", STYLES)
def test_where_another_style_is_pinned_none_is_called(style, other):
    if (style, other) not in {(other, other), ("label", "bare")}:  # "[Note 1]" is a word and a number too
        assert called(book(style), calls=other) == []


@pytest.mark.parametrize("place", ["below", "end"])
@pytest.mark.parametrize("style", STYLES)
def test_where_no_notes_are_pinned_there_are_none(style, place):
    assert read(book(style, place=place), notes="none")[0] == ()


@pytest.mark.parametrize("style", STYLES)
def test_the_place_that_is_pinned_is_where_notes_are_read(style):
    below, behind = book(style), book(style, place="end")
    assert called(below, notes="after-letter") == WHOLE
    assert called(behind, notes="end") == WHOLE
    if style != "label":  # a note that says what it is, is one wherever it stands
        assert called(below, notes="end") == []
    assert {note.place for note in read(behind, notes="end")[0]} == {"end"}


@pytest.mark.parametrize("style", STYLES)
def test_the_count_that_is_pinned_is_that_of_the_notes(style):
    numbered = read(book(style), numbering="letter")[1]
    assert len(numbered) == 3
    through = read(book(style), numbering="book")[1]
    assert through == {""}
    anew = read(book(style, anew=True))[0]
    assert [note.number for note in anew] == ["1", "2"] * 3
    assert all(note.calls for note in anew)


def test_every_style_that_can_be_pinned_and_sets_its_marks_off_is_among_these():
    assert {*STYLES, "bare", "glued", "sign"} == set(CALLS.values())
