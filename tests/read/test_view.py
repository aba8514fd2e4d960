"""The view of a text: what stands in it, what does not, and the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.model import Source, Span
from letterbook.read.view import page_marks, view

HALF = "the cart goes to the mill on every market day and comes home"
THREE = f"{HALF} a\n\nb {HALF} b\n\nc {HALF} c\n\nd {HALF}"


def seen(text: str) -> Source:
    return view(Source("t", text, ""))


def marked(one: str, two: str, three: str) -> str:
    return f"{HALF}{one}{HALF}{two}{HALF}{three}{HALF}."


CASES = [
    ("She was _very_ kind.", "She was very kind."),
    ("_Norton,\nMay 18_th_._ A", "Norton,\nMay 18th. A"),
    ("Jan{y.} the 4^th, M^{rs} Hale", "Jany. the 4th, Mrs Hale"),
    (marked(" [Pg 3] ", " [Pg 4] ", " [Pg 5] "), marked(" ", " ", " ")),
    (marked("[Pg 3] ", "-[Pg 4]\n", " [Pg 5]\n"), marked(" ", "-\n", "\n")),
    (marked("\n\n[Pg 3]\n\n", "\n[Pg 4]\n", "\n\n[Pg 5] "), marked("\n", "\n", "\n")),
    (marked(".\n\n[Pg 3]\n\nA ", ".\n\n\n[Pg 4]\n\nA ", " [Pg 5] "), marked(".\n\nA ", ".\n\n\nA ", " ")),
    (
        marked("\n-----File: 012.png---\n", "\n-----File: 013.png---\n", "\n-----File: 014.png---\n"),
        marked(*["\n"] * 3),
    ),
    (marked("\nPage 3 of 9\n", "\nPage 4 of 9\n", "\nPage 5 of 9\n"), marked(*["\n"] * 3)),
    (marked("\n=== 3 ===\n", "\n=== 4 ===\n", "\n=== 5 ===\n"), marked(*["\n"] * 3)),
    (marked(" {3} ", " {4} ", " {5} "), marked(" ", " ", " ")),
    (f"{HALF}\n\n\f{HALF}", f"{HALF}\n{HALF}"),
    (f"{HALF}.\n\n\fAnd {HALF}", f"{HALF}.\n\nAnd {HALF}"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_seen(text: str, expected: str) -> None:
    assert seen(text).text == expected


SAME = [
    "",
    THREE,
    marked(" [12] ", " (13) ", " [14] "),  # notes
    marked(" [Pg 3] ", " ", " [Pg 4] "),  # too few
    marked(" [p. 30] ", " [p. 7] ", " [p. 112] "),  # references
    marked(" {3} ", " {4} ", " {5} ") + "\n\n{3} A mill.\n\n{4} A town.\n\n{5} A man.",
    marked(" {3} ", " {4a} ", " {5} "),
    marked("{3} ", "{4} ", "{5} "),
    "No. 12.\n\n12\n\n=====\n\n13 ====\n",
]


@pytest.mark.parametrize("text", SAME)
def test_what_is_no_mark_is_seen(text: str) -> None:
    assert seen(text).text == text


def test_the_editors_word_that_there_are_no_marks_of_pages_holds() -> None:
    text = marked(" [Pg 3] ", " [Pg 4] ", " [Pg 5] ")
    assert view(Source("t", text, ""), pages=False).text == text


def test_pages_begin_where_their_marks_stood() -> None:
    one = seen(marked(" [Pg 3] ", " [Pg 4] ", " [Pg 5] "))
    rows = [(mark.value.n, one.text[mark.span.start - 5 : mark.span.start + 3]) for mark in page_marks(one)]
    assert rows == [("3", "home the"), ("4", "home the"), ("5", "home the")]


PIECES = st.lists(
    st.sampled_from(
        ["word", "_", "=", "~", "/", "*", " ", "\n", "\n\n", "[Pg 3]", "{4}", "^r", "{y.}", "\f", ".", "12"]
    ),
    max_size=40,
)


@given(PIECES)
def test_every_character_is_seen_or_cut_and_the_map_leads_both_ways(pieces: list[str]) -> None:
    text = "".join([*pieces, marked(" [Pg 3] ", "\n\n[Pg 4] ", " _[Pg 5]_ "), " _a_ =b= =c="])
    one = seen(text)
    assert one.view is not None
    kept = [one.view.at(i) for i in range(len(one.text))]
    cut = [i for c in one.view.cuts for i in range(*c.span)]
    assert sorted([*kept, *cut]) == list(range(len(text)))
    assert "".join(text[i] for i in kept) == one.text
    assert [one.view.above(i) for i in kept] == list(range(len(one.text)))
    for i in range(len(one.text)):
        whole = one.view.around(Span(0, i + 1))
        assert whole.start <= kept[0]
        assert whole.end > kept[i]


def test_a_place_in_the_view_is_one_in_the_source() -> None:
    one = seen("_a_\n_b_ c")
    assert str(one.place(one.text.index("c"))) == "t:2:5"
