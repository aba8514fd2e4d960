"""What stands behind the last letter: each bound with a case on either side of it."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.model import Span
from letterbook.settle.structure.edges import without_tail
from letterbook.settle.structure.regions import Region, Structure

PROSE = "The roads are bad and the post is late, and the river stood in the meadow for a week."
LIST = "The Mill, a tale, cloth.\n\nThe Barn, a tale, cloth."


def behind(
    *, gap: int = 4, title: str = "BOOKS BY THE SAME HAND", tail: str = LIST, many: int = 3, own: int = 3
) -> bool:
    """Print letters of so many lines, and matter behind them; tell whether it is set apart from the last."""
    letters = [
        "\n\n".join([f"Leeds, {n} May 1843.", *[PROSE] * (own - 1 if n == many else 2)])
        for n in range(1, many + 1)
    ]
    text = "\n\n\n".join(letters) + "\n" * (gap + 1) + f"{title}\n\n{tail}\n"
    starts = [text.index(f"Leeds, {n} ") for n in range(1, many + 1)]
    ends = [*starts[1:], len(text)]
    regions = tuple(Region("letter", Span(a, b), key=str(a)) for a, b in zip(starts, ends, strict=True))
    cut = without_tail(found_in(text), Structure(regions, None))
    kinds = [region.kind for region in cut.regions]
    assert kinds in (["letter"] * many, [*["letter"] * many, "back"])
    if "back" in kinds:
        assert text[cut.regions[-1].span.start :].startswith(title)
    return "back" in kinds


def test_a_list_of_books_behind_the_letters_is_none_of_the_last():
    assert behind()


@pytest.mark.parametrize(("gap", "apart"), [(3, True), (2, False)])
def test_a_title_stands_far_below_the_last_letter(gap, apart):
    assert behind(gap=gap) == apart


@pytest.mark.parametrize(("many", "apart"), [(3, True), (2, False)])
def test_three_letters_tell_how_far_apart_they_stand(many, apart):
    assert behind(many=many) == apart


@pytest.mark.parametrize(("own", "apart"), [(3, True), (2, False)])
def test_the_last_letter_has_three_lines_of_its_own(own, apart):
    assert behind(own=own) == apart


@pytest.mark.parametrize(
    ("title", "apart"),
    [
        ("BOOKS " + "A" * 54, True),  # sixty signs
        ("BOOKS " + "A" * 55, False),
        ("Books by the same hand", False),
        ("12, 13", False),
    ],
)
def test_a_title_is_short_and_in_capitals(title, apart):
    assert behind(title=title) == apart


@pytest.mark.parametrize(
    ("tail", "apart"),
    [
        (LIST, True),
        ("Leeds, 9 June 1843.\n\n" + LIST, False),  # a date
        ("My dear Ann,\n\n" + LIST, False),
        (LIST + "\n\nYours ever,", False),
        ("I send you the mill and the barn, and beg you to keep them.", False),
    ],
)
def test_what_belongs_to_letters_is_no_other_matter(tail, apart):
    assert behind(tail=tail) == apart
