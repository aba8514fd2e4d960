"""Which marks answer each other: sets of notes by their pairs, and what is none."""

from __future__ import annotations

import time

import pytest

from letterbook.model import Source
from letterbook.read.page import Page, read_lines
from letterbook.rules.notes.mends import _is_near, mend
from letterbook.rules.notes.pairs import Manner, find_manners

WORDS = "the mill is shut and the miller is gone to the town with his cart and his two daughters"


def page(text: str) -> Page:
    return read_lines(Source("t.txt", text, ""))


def manners(text: str) -> tuple[Manner, ...]:
    return find_manners(page(text), ("en",))


def read(text: str) -> list[tuple[str, str, list[tuple[str, bool]]]]:
    """Return for each set the styles, and of its notes the number and whether something calls it."""
    return [
        (m.call_style, m.body_style, [(p.number, p.call is not None) for p in m.pairs]) for m in manners(text)
    ]


SETS = [
    ("One[1] and two[2].\n\n[1] First.\n\n[2] Second.", "bracket", "bracket", ["1", "2"]),
    ("One{8a} and two{8b}.\n\n{8a} First.\n\n{8b} Second.", "brace", "brace", ["8a", "8b"]),
    ("One (1) and two (2) then.\n\n(1) First.\n\n(2) Second.", "paren", "paren", ["1", "2"]),
    ("One[A] and two[B].\n\n[A] First.\n\n[B] Second.", "bracket", "bracket", ["A", "B"]),
    ("One¹ and two².\n\n¹ First.\n\n² Second.", "superscript", "superscript", ["1", "2"]),
    ("One* and two†.\n\n* First.\n\n† Second.", "sign", "sign", ["*", "†"]),
    ("One[1], two[2].\n\n[Footnote 1: First.]\n\n[Footnote 2: Second.]", "bracket", "label", ["1", "2"]),
    (
        "One[1], two[2], three[3].\n\n1 (return) [ A.]\n\n2 (return) [ B.]\n\n3 (return) [ C.]",
        "bracket",
        "return",
        ["1", "2", "3"],
    ),
    ("One[1], two[2], three[3].\n\n1. First.\n\n2. Second.\n\n3. Third.", "bracket", "dot", ["1", "2", "3"]),
    # a note without a call between two that are called; numbers that begin anew; a mark alone on its line
    ("One[1], three[3].\n\n[1] First.\n\n[2] Second.\n\n[3] Third.", "bracket", "bracket", ["1", "2", "3"]),
    ("One[1].\n\n[1] First.\n\nTwo[1].\n\n[1] Second.", "bracket", "bracket", ["1", "1"]),
    ("One[1] and two[2].\n\n[1]\n\n  A verse.\n\n[2] Second.", "bracket", "bracket", ["1", "2"]),
]


@pytest.mark.parametrize(("text", "calls", "notes", "numbers"), SETS)
def test_marks_that_answer_each_other_make_a_set_of_notes(text, calls, notes, numbers):
    (one,) = read(text)
    assert (one[0], one[1], [number for number, _ in one[2]]) == (calls, notes, numbers)


NONE = [
    "The paper says (1) that he came and (2) that he went.\n\n(1) He came.\n\n(2) He went.",
    "Points: 1) the house; 2) the horse.\n\n1) The house is let.\n\n2) The horse is lame.",
    "See § 1 and § 2.\n\n§ 1 All is void.\n\n§ 2 All is well.",
    "He came in [1774] and left.\n\n{12}\n\nHe came again {13} and stayed.",
    "* * * * *\n\nA star* and *more* stars.\n\n* * * * *",
    "[1] The first line of a list.\n\n[2] The second line.",
    "He was here[1] and there[2], and nobody knows more of it.",
    "[1] A note stands before its call.\n\nHe was here.[1]",
    "In 1810 (1810) he came.\n\n1. The house.\n\n2. The horse.",
]


@pytest.mark.parametrize("text", NONE)
def test_marks_that_answer_nothing_make_no_set(text):
    assert read(text) == []


def test_two_sets_stand_side_by_side():
    text = "One* and two[1].\n\n* The author's.\n\nThree[2].\n\n[1] The editor's.\n\n[2] Again."
    assert sorted((calls, len(notes)) for calls, _, notes in read(text)) == [("bracket", 2), ("sign", 1)]


def test_a_year_in_brackets_is_no_note_between_others():
    text = "One (1), two (2), in (1774), three (3).\n\n(1) A.\n\n(2) B.\n\n(1774) was hard.\n\n(3) C."
    assert [[n for n, _ in notes] for _, _, notes in read(text)] == [["1", "2", "3"]]


def test_a_note_may_be_called_again():
    (one,) = manners("One[1], the same[1], two[2].\n\n[1] First.\n\n[2] Second.")
    assert [1 + len(pair.again) for pair in one.pairs] == [2, 1]
    assert one.unanswered == ()


def test_what_calls_nothing_and_what_nothing_calls_is_kept():
    (one,) = manners("One[1], two[2], nine[9].\n\n[1] First.\n\n[2] Second.")
    assert [mark.number for mark in one.unanswered] == ["9"]
    assert one.answered == 2


#: What was printed or read wrongly of nine notes, 21 to 29, and how many of them are called all the same.
DAMAGED = [
    ("(24) D", "(24 D", 9),
    ("(24) D", "*24) D", 9),
    ("four (24)", "four 24)", 9),
    ("four (24)", "four (24", 9),
    ("four (24)", "four (26)", 9),
    ("four (24)", "four (94)", 9),
    ("four (24)", "four", 8),
    ("(24) D", "(77) D", 9),
]


@pytest.mark.parametrize(("right", "wrong", "called"), DAMAGED)
def test_damaged_marks_are_mended_between_sure_ones(right, wrong, called):
    words = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    calls = ", ".join(f"{word} ({21 + n})" for n, word in enumerate(words))
    notes = "\n\n".join(f"({21 + n}) {letter}." for n, letter in enumerate("ABCDEFGHI"))
    text = f"{calls}.\n\n{notes}"
    assert right in text
    seen = page(text.replace(right, wrong))
    (one,) = find_manners(seen, ("en",))
    mended = mend(seen, one)
    assert [pair.number for pair in mended.pairs] == [str(n) for n in range(21, 30)]
    assert mended.answered == called


def test_the_search_takes_time_in_proportion_to_the_marks():
    def seconds(size: int) -> float:
        body = "\n\n".join(f"{WORDS}[{n}] {WORDS}." for n in range(1, size + 1))
        notes = "\n\n".join(f"[{n}] Of {n}." for n in range(1, size + 1))
        seen = page(f"{body}\n\n{notes}")
        assert seen.paragraphs
        start = time.perf_counter()
        (one,) = find_manners(seen, ("en",))
        mend(seen, one)
        assert one.answered == size
        return time.perf_counter() - start

    small, large = seconds(1000), seconds(8000)
    assert large < 8 * 4 * max(small, 0.02)


@pytest.mark.parametrize(
    ("printed", "number", "near"),
    [
        ("155", "156", True),  # its neighbour's
        ("155", "154", True),
        ("9", "10", True),
        ("155", "157", True),  # one figure is another
        ("155", "255", True),
        ("155", "167", False),
        ("15", "115", False),
        ("155", "153", True),
        ("155", "143", False),
    ],
)
def test_a_number_may_be_another_misprinted(printed, number, near):
    assert _is_near(printed, number) == near
