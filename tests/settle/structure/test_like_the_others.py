"""A book's habit: one word above each letter, and nothing told by nobody among letters."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from letterbook.detect.run import detect
from letterbook.model import Source
from letterbook.settle.structure.like_the_others import at_heads, without_narrative
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.running import running_units
from letterbook.structure_model.units import cut_units

PROSE = (
    "The roads are bad and the post is late. I shall write again when they are\n"
    "better, and then you shall have the book that you asked for, and the keys.\n"
    "The river stood in the lower meadow for a week, and nobody could cross it."
)
TOLD = (
    "The house had stood empty for a year when he took it, and the garden was a wood.\n"
    "He had the wall mended before he thought of the roof, and the neighbours laughed\n"
    "at him for it as long as they lived, and longer than the wall stood."
)


def read(text: str, begins: Sequence[str]) -> list[tuple[str, str]]:
    """Return the first and last words of each letter, where the model lets letters begin at some words.

    Each ends where the next begins.
    """
    found = detect(Source("t.txt", text, ""))
    units = running_units(cut_units(found))
    at = [i for i, unit in enumerate(units) if any(unit.text.startswith(one) for one in begins)]
    ends = [*(i - 1 for i in at[1:]), len(units) - 1]
    letters = [Letter(a, a + 1 if b > a else a, b, b, 0.9, 0.9) for a, b in zip(at, ends, strict=True)]
    made = without_narrative(found, units, at_heads(found, units, letters))
    return [(units[one.begin].text[:20].strip(), units[one.end].text[-12:].strip()) for one in made]


def headed(n: int, day: str = "3 May 1843.") -> str:
    return f"To A. B., of the mill, {n}.\n\nLeeds, {day}\n\n{PROSE}"


def test_the_word_that_heads_all_others_heads_a_letter():
    text = "\n\n\n\n".join(headed(n) for n in range(1, 8))
    out = read(text, [f"To A. B., of the mill, {n}" for n in (1, 2, 3, 5, 6, 7)])
    assert len(out) == 7


def test_that_word_at_the_head_of_prose_heads_none():
    text = "\n\n\n\n".join(headed(n) for n in range(1, 8)).replace(
        "The river", "I.\n\nTo tell more, the river"
    )
    assert len(read(text, [f"To A. B., of the mill, {n}" for n in range(1, 8)])) == 7


def greeted(n: int) -> str:
    return f"Leeds, {n} May 1843.\n\nMY DEAR ANN,\n\n{PROSE}"


def test_what_is_told_between_letters_is_none():
    text = "\n\n\n\n".join(
        [greeted(1), greeted(2), "THE HOUSE\n\n" + TOLD, *(greeted(n) for n in range(3, 8))]
    )
    out = read(text, [*(f"Leeds, {n} May" for n in range(1, 8)), "THE HOUSE"])
    assert len(out) == 7


def test_a_letter_that_says_neither_i_nor_you_is_one_if_names_or_a_date_head_it():
    for head in ("TO ANN ORME.", "Leeds, Whit Sunday 1843."):
        text = "\n\n\n\n".join(
            [greeted(1), greeted(2), f"{head}\n\n{TOLD}", *(greeted(n) for n in range(3, 8))]
        )
        assert len(read(text, [*(f"Leeds, {n} May" for n in range(1, 8)), head])) == 8


def other(n: int) -> str:
    return f"Sent over to C. D., of the barn, {n}.\n\nLeeds, 3 May 1843.\n\n{PROSE}"


def found_again(alike: int, others: int, *, gap: int = 3, head: str = "To A. B., of the mill, {}.") -> bool:
    """Tell whether a letter is found that the model passed over, where so many others are headed as it is."""
    rows = [headed(n).replace(f"To A. B., of the mill, {n}.", head.format(n)) for n in range(1, alike + 2)]
    rows += [other(n) for n in range(1, others + 1)]
    text = "\n\n\n\n".join(rows[:1]) + "\n\n\n\n" + rows[1] + "\n" * (gap + 1) + "\n\n\n\n".join(rows[2:])
    begins = [head.format(n) for n in range(1, alike + 2) if n != 3]
    begins += [f"Sent over to C. D., of the barn, {n}" for n in range(1, others + 1)]
    out = read(text, begins)
    assert len(out) in (alike + others, alike + others + 1)
    return len(out) == alike + others + 1


@pytest.mark.parametrize(
    ("alike", "others", "found"),
    [(4, 0, True), (3, 0, False), (6, 2, True), (5, 2, False), (9, 3, True), (8, 3, False)],
)
def test_three_of_four_letters_show_how_a_letter_is_headed(alike, others, found):
    assert found_again(alike, others) == found


@pytest.mark.parametrize(("gap", "found"), [(2, True), (1, True), (0, False)])
def test_a_gap_stands_above_a_heading(gap, found):
    """One blank line is enough where a date stands below."""
    assert found_again(5, 0, gap=gap) == found


@pytest.mark.parametrize(("length", "found"), [(400, True), (401, False)])
def test_a_heading_is_short(length, found):
    head = "To A. B. " + "m" * (length - len("To A. B. 1.") - 1) + " {}."
    assert found_again(5, 0, head=head) == found


def without(others: int, told: int) -> int:
    """Return how many pieces stay of so many that are letters and so many that say neither I nor you."""
    rows = [greeted(n) for n in range(1, others + 1)]
    rows[2:2] = [f"THE HOUSE {n}\n\n{TOLD}" for n in ("ONE", "TWO", "SIX")[:told]]
    begins = [*(f"Leeds, {n} May" for n in range(1, others + 1)), "THE HOUSE"]
    return len(read("\n\n\n\n".join(rows), begins))


@pytest.mark.parametrize(
    ("others", "told", "stay"),
    [(9, 1, 9), (4, 1, 4), (3, 1, 4), (8, 2, 8), (7, 2, 9), (18, 3, 18), (16, 3, 19)],
)
def test_where_nine_of_ten_are_letters_the_rest_is_none(others, told, stay):
    """One more may be wanting: it is the piece itself."""
    assert without(others, told) == stay


@pytest.mark.parametrize(
    ("head", "below", "count"),
    [
        ("The last letter of Brand to his sister", PROSE, 8),
        ("The last letter of Brand to his sister,", PROSE, 7),  # it runs on
        ("The letters of Brand to his sister", PROSE, 7),  # the title of a part
        ("Brand to his sister, when he had been away for a year, in a letter of May", PROSE, 7),
        ("The last letter of Brand to his sister", "J. B.", 7),  # nothing but a name below
    ],
)
def test_a_line_that_calls_what_is_below_it_a_letter_heads_one(head, below, count):
    ordinals = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh")
    begins = [f"{one} letter" for one in ordinals]
    text = "\n\n\n\n".join([*(f"{one}\n\n{PROSE}" for one in begins), f"{head}\n\n{below}"])
    assert len(read(text, begins)) == count
