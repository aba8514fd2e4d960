"""What looks like notes and calls, and is read as neither, is told."""

from __future__ import annotations

import pytest
from printed import MANNERS, book, found_in, letter

from letterbook.settle.judges import settle

PROSE = MANNERS["en"]["body"]


def told(text: str) -> list[tuple[str, str]]:
    _, problems = settle(found_in(text))
    return [(p.code, p.message) for p in problems if p.code in {"marks-unanswered", "notes-unread"}]


def printed(*bodies: str, end: str = "") -> str:
    letters = [letter(f"No. {n}", body=body) for n, body in enumerate(bodies, 1)]
    return book("LETTERS OF BEN ORME", *letters, *([end] if end else []))


def test_numbers_in_brackets_that_no_note_answers_are_told_with_their_lines():
    text = printed(PROSE.replace("bad", "bad[1]").replace("late", "late[2]"), PROSE.replace("bad", "bad[3]"))
    ((code, said),) = told(text)
    assert code == "marks-unanswered"
    assert said.startswith("3 marks in brackets call no note: “[1]” (line ")


def test_paragraphs_that_begin_like_notes_are_told():
    body = f"{PROSE}\n\n[1] The house is let.\n\n{PROSE}\n\n[2] The horse is lame.\n\n{PROSE}"
    text = printed(body, PROSE)
    assert [code for code, _ in told(text)] == ["notes-unread"]


def test_a_call_too_many_is_told_where_the_book_has_notes():
    body = PROSE.replace("bad", "bad[1]").replace("late", "late[2]").replace("better", "better[7]")
    text = printed(body, PROSE, end="NOTES\n\n[1] The house is let.\n\n[2] The horse is lame.")
    assert told(text)[0][1].startswith("1 mark in brackets calls no note: “[7]”")


@pytest.mark.parametrize("mark", ["({})", "<{}>"])
def test_marks_that_follow_each_other_behind_their_words_are_told_in_other_brackets_too(mark):
    words = ("bad", "late", "better")
    body = PROSE
    for number, word in enumerate(words, 31):
        body = body.replace(word, f"{word}{mark.format(number)}")
    ((_, said),) = told(printed(body, PROSE))
    assert said.startswith(f"3 marks in brackets call no note: “{mark.format(31)}”")


SILENT = [
    PROSE,
    PROSE.replace("bad", "bad in [1774]").replace("late", "late in [1775]"),
    PROSE.replace("bad", "bad [sic]").replace("late", "late [?]"),
    PROSE.replace("bad", "bad [5]"),
    PROSE.replace("bad", "bad (1)").replace("late", "late (2)"),
    PROSE.replace("bad", "bad(s)").replace("late", "late(3)").replace("better", "better(9)"),
]


@pytest.mark.parametrize("body", SILENT)
def test_what_is_no_mark_of_a_note_is_passed_over(body):
    assert told(printed(body, PROSE)) == []
