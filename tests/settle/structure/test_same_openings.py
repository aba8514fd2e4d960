"""Headings torn from their letters, the editor's brackets, and openings that a book repeats."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from letterbook.detect.found import Found
from letterbook.detect.run import detect
from letterbook.model import Source
from letterbook.settle.structure.mended_letters import from_numbers
from letterbook.settle.structure.same_openings import (
    at_openings_of_one_form,
    below_closes,
    with_bodies_below,
    with_dockets_above,
    without_bracketed,
    without_part_titles,
)
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.running import running_units
from letterbook.structure_model.units import Unit, cut_units

PROSE = (
    "The roads are bad and the post is late. I shall write to you again when they are\n"
    "better, and then you shall have the book that you asked for, and the keys.\n"
    "The river stood in the lower meadow for a week, and nobody could cross it."
)
TOLD = (
    "[The house had stood empty for a year when he took it, and the garden was a wood.\n"
    "He had the wall mended before he thought of the roof, and the neighbours laughed\n"
    "at him for it as long as they lived.]"
)
Mend = Callable[[Found, Sequence[Unit], Sequence[Letter]], Sequence[Letter]]


def read(text: str, begins: Sequence[str], mend: Mend) -> list[tuple[str, str]]:
    """Return the first and last words of each letter, where the model lets letters begin at some words.

    Each ends where the next begins.
    """
    found = detect(Source("t.txt", text, ""))
    units = running_units(cut_units(found))
    at = [i for i, unit in enumerate(units) if any(unit.text.startswith(one) for one in begins)]
    ends = [*(i - 1 for i in at[1:]), len(units) - 1]
    letters = [Letter(a, a + 1 if b > a else a, b, b, 0.9, 0.9) for a, b in zip(at, ends, strict=True)]
    return [
        (units[one.begin].text[:22].strip(), units[one.end].text[-12:].strip())
        for one in mend(found, units, letters)
    ]


def join(_found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> Sequence[Letter]:
    return with_bodies_below(units, letters)


def bracket(_found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> Sequence[Letter]:
    return without_bracketed(units, letters)


def form(_found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> Sequence[Letter]:
    return at_openings_of_one_form(units, letters)


def docket(_found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> Sequence[Letter]:
    return with_dockets_above(units, letters)


def test_a_heading_alone_belongs_to_the_letter_below():
    text = f"FROM MR. HALE TO HIS SISTER.\n\nYork, 3 May 1843.\n\n{PROSE}"
    assert read(text, ["FROM", "York"], join) == [("FROM MR. HALE TO HIS S", "ld cross it.")]


def test_a_heading_alone_above_another_heading_stands_for_a_letter_left_out():
    text = f"FROM MR. HALE TO HIS SISTER.\n\nFROM MR. HALE TO MR. BRAND.\n\nYork, 3 May 1843.\n\n{PROSE}"
    assert len(read(text, ["FROM"], join)) == 2


def test_a_letter_of_one_line_is_left():
    text = f"I am well, and shall write.\n\nYork, 3 May 1843.\n\n{PROSE}"
    assert len(read(text, ["I am", "York"], join)) == 2


def test_what_stands_in_brackets_is_the_editors():
    text = f"York, 3 May 1843.\n\n{PROSE}\n\n{TOLD}\n\nYork, 4 May 1843.\n\n{PROSE}"
    assert [one for one, _ in read(text, ["York", "[The"], bracket)] == [
        "York, 3 May 1843.",
        "York, 4 May 1843.",
    ]


@pytest.mark.parametrize(
    "piece", [f"[York,] 5 May 1843.\n\n{PROSE} [Torn.]", f"[York, 5 May 1843.]\n\n{PROSE}"]
)
def test_a_letter_with_words_in_brackets_is_left(piece):
    text = f"York, 3 May 1843.\n\n{PROSE}\n\n{piece}\n\nYork, 4 May 1843.\n\n{PROSE}"
    assert len(read(text, ["York", "[York"], bracket)) == 3


@pytest.mark.parametrize(
    ("line", "below", "first"),
    [
        ('[Endorsed: "Copy to Mr. Hale."]', "TO MR. BRAND.", "TO MR. BRAND."),
        ("[In another hand: copied.]", "TO MR. BRAND.", "TO MR. BRAND."),
        ("[No date.]", "TO MR. BRAND.", "[No date.]"),
        ("[Sidenote: Mr. Brand.]", "TO MR. BRAND.", "[Sidenote: Mr. Brand.]"),
        ("[York: 4 May 1843.]", "My dear Ann,", "[York: 4 May 1843.]"),
    ],
)
def test_what_was_written_on_a_letter_stands_at_its_foot(line, below, first):
    text = f"TO ANN.\n\nYork, 3 May 1843.\n\n{PROSE}\n\n{line}\n\n{below}\n\nYork, 4 May 1843.\n\n{PROSE}"
    assert [one for one, _ in read(text, ["TO ANN", line], docket)] == ["TO ANN.", first[:22].strip()]


def part(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> Sequence[Letter]:
    return without_part_titles(found, units, letters)


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("LETTERS TO HIS WIFE", "York, 3 May 1843."),
        ("CORRESPONDENCE WITH ANN", "York, 3 May 1843."),
        ("TO HIS WIFE", "TO HIS WIFE"),
        ("LETTER TO HIS WIFE", "LETTER TO HIS WIFE"),
    ],
)
def test_the_title_of_a_part_heads_none_of_its_letters(title, first):
    rows = [f"York, {n} May 1843.\n\n{PROSE}" for n in (3, 4, 5)]
    text = "\n\n".join((f"{title}\n\n{rows[0]}", *rows[1:]))
    assert read(text, [title, "York, 4", "York, 5"], part)[0][0] == first


def test_letters_that_all_have_such_titles_keep_them():
    text = "\n\n".join(f"LETTERS TO {name}\n\nYork, 3 May 1843.\n\n{PROSE}" for name in ("ANN", "BEN", "EVA"))
    assert read(text, ["LETTERS"], part)[0][0] == "LETTERS TO ANN"


def headed(n: int) -> str:
    return f"[Sidenote: Letter to Miss Hale, {n} in May.]\n\n{PROSE}\n\n{PROSE}"


def test_an_opening_that_begins_nearly_all_letters_begins_one_wherever_it_stands():
    text = "\n\n".join(headed(n) for n in range(1, 12))
    begins = [f"[Sidenote: Letter to Miss Hale, {n} " for n in (1, 2, 3, 5, 6, 7, 9, 10, 11)]
    assert len(read(text, begins, form)) == 11


def test_an_opening_that_stands_within_letters_too_begins_none():
    text = "\n\n".join(
        f"To Miss Hale, {n} in May.\n\n{PROSE}\n\nTo Miss Brand my love.\n\n{PROSE}" for n in range(1, 10)
    )
    assert len(read(text, ["To Miss Hale"], form)) == 9


def test_days_of_one_journal_stay_one_letter():
    text = "\n\n".join(f"Paris, {n} May 1843.\n\n{PROSE}" for n in range(1, 12))
    begins = [f"Paris, {n} " for n in (1, 2, 3, 5, 6, 7, 9, 10, 11)]
    assert len(read(text, begins, form)) == 9


CALLED = f"MY DEAR ANN,--{PROSE}\n\n{PROSE}\n\nYours ever,\n\nJ. BRAND."


def test_a_salutation_below_a_signature_begins_a_letter():
    text = "\n\n\n".join([CALLED] * 9)
    found = detect(Source("t.txt", text, ""))
    units = running_units(cut_units(found))
    at = [i for i, unit in enumerate(units) if unit.text.startswith("MY DEAR")]
    begins = at[:3] + at[4:]
    ends = [*(i - 1 for i in begins[1:]), len(units) - 1]
    letters = [Letter(a, a + 1, b, b, 0.9, 0.9) for a, b in zip(begins, ends, strict=True)]
    assert [one.begin for one in below_closes(found, units, letters)] == at


def test_a_call_below_a_farewell_without_prose_begins_none():
    foot = "Yours ever,\n\nJ. BRAND.\n\nMY DEAR ANN,\n\nI forgot the keys."
    text = "\n\n\n".join([CALLED.replace("Yours ever,\n\nJ. BRAND.", foot)] * 8)
    assert len(read(text, ["MY DEAR ANN,--"], below_closes)) == 8


def numbered(text: str) -> list[int]:
    """Return at which units letters begin whose numbers are those of the lines with ONE."""
    found = detect(Source("t.txt", text, ""))
    units = running_units(cut_units(found))
    at = [i for i, unit in enumerate(units) if unit.text.startswith("York")]
    letters = [Letter(i, i + 1, i + 1, i + 1, 0.9, 0.9) for i in at]
    numbers = {unit.span.start for unit in units if "ONE" in unit.text}
    return [units[one.begin].text.count("ONE") for one in from_numbers(units, letters, numbers)]


@pytest.mark.parametrize(("gap", "moves"), [("\n\n", 1), ("\n\n\n", 1), ("\n\n\n\n\n", 0)])
def test_a_letter_begins_at_the_number_above_unless_a_gap_of_its_own_parts_them(gap, moves):
    assert numbered(f"LETTER ONE.{gap}York, 3 May 1843.\n\n{PROSE}") == [moves]
