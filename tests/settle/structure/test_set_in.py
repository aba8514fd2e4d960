"""Letters that a life holds, told apart from its narrative by their margin."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

import pytest

from letterbook.detect.run import detect
from letterbook.model import Source
from letterbook.settle.structure.set_in import with_set_in
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.running import running_units
from letterbook.structure_model.units import cut_units

TOLD = (
    "The house had stood empty for a year when he took it, and the garden was a\n"
    "wood. He had the wall mended before he thought of the roof, and the neighbours\n"
    "laughed at him for it as long as they lived. To his sister he wrote in May:"
)
SAID = (
    "    The roads are bad and the post is late. I shall write to you again when\n"
    "    they are better, and then you shall have the book that you asked for.\n"
    "    The river stood in the meadow for a week, and nobody could cross it."
)
MORE = SAID.replace("The roads are bad", "Nothing else is new here").replace("is late", "was early")


LETTER = f"    Dear Ann,\n\n{SAID}\n\n{MORE}\n\n    Yours ever, J. B."


def life(letters: Sequence[str]) -> str:
    return "\n\n".join(f"{TOLD}\n\n{one}" for one in letters) + f"\n\n{TOLD}"


def read(text: str, begins: Sequence[str] = (), *, exact: bool = False) -> list[tuple[str, str]]:
    """Return the first and last words of each letter, where the model lets letters begin at some words."""
    found = detect(Source("t.txt", text, ""))
    units = running_units(cut_units(found))
    at = [i for i, unit in enumerate(units) if any(unit.text.startswith(one) for one in begins)]
    ends = [*(i - 1 for i in at[1:]), len(units) - 1][: len(at)]
    told = [Letter(a, a + 1 if b > a else a, b, b, 0.9, 0.9) for a, b in zip(at, ends, strict=True)]
    made = with_set_in(found, units, told, exact=exact)
    return [(units[one.begin].text[:9], units[one.end].text[-12:]) for one in made]


def test_each_passage_that_is_set_in_is_a_letter():
    out = read(life([LETTER] * 6), ["Dear Ann"])
    assert out == [("Dear Ann,", " ever, J. B.")] * 6


@pytest.mark.parametrize("begins", [[], ["The house"]])
def test_letters_that_the_model_lost_or_merged_are_found(begins):
    out = read(life([LETTER] * 6), begins)
    assert [one[0] for one in out] == ["Dear Ann,"] * 6


def test_numbers_of_chapters_are_not_those_of_letters():
    text = "\n\n\n\n".join(f"{n}.\n\n{life([LETTER] * 2)}" for n in ("I", "II", "III"))
    assert len(read(text, ["I.", "II.", "III."], exact=True)) == 6


def test_numbers_of_letters_are():
    text = "\n\n".join(f"{TOLD}\n\n    {n}.\n\n{LETTER}" for n in ("I", "II", "III", "IV", "V"))
    begins = ["I.", "II.", "III.", "IV.", "V."]
    assert [one[0] for one in read(text, begins, exact=True)] == begins


def test_two_letters_that_nothing_parts_are_two():
    both = f"{LETTER}\n\n    York, 5 May 1843.\n\n{LETTER}"
    out = read(life([*[LETTER] * 5, both]))
    assert [one[0] for one in out][-2:] == ["Dear Ann,", "York, 5 M"]


@pytest.mark.parametrize(("opens", "closes"), [("«", "»"), ("“", "”"), ("„", "“")])
def test_letters_that_stand_together_are_parted_by_their_quotation_marks(opens, closes):
    one = f"    {opens}York, 5-3-1843.\n\n{SAID}\n\n{MORE}\n\n    _Brand_.{closes}"
    inner = one.replace("York", "Hull").replace("_Brand_.", "_Reed_. (1)")
    out = read(life([f"{one}\n\n{inner}"] * 4))
    assert [begin[1:5] for begin, _ in out] == ["York", "Hull"] * 4


def test_quotations_that_neither_open_nor_close_are_no_letters():
    poems = SAID.replace("I shall write to you", "he would write").replace("you ", "they ")
    assert len(read(life([poems] * 6), ["The house"])) == 7


def test_documents_that_letters_quote_are_no_letters():
    flush = SAID.replace("    ", "")
    text = "\n\n".join(
        f"York, {n} May 1843.\n\nDear Ann,\n\n{flush}\n\n{LETTER}\n\nYours ever, J. B." for n in range(1, 7)
    )
    assert [one[0] for one in read(text, ["York"])] == ["York, 1 M", *(f"York, {n} M" for n in range(2, 7))]


def test_two_letters_are_too_few():
    assert read(life([LETTER] * 2)) == []


def quoted(text: str) -> str:
    """Return a letter whose paragraphs begin with quotation marks, the last of which also ends with one."""
    paragraphs = [fill("“" + " ".join(part.split()), 64) for part in text.split("\n\n")]
    return "\n\n".join(paragraphs) + "”"


@pytest.mark.parametrize("foot", ["", f"\n\n“We shall see,” he said. {TOLD}"])
def test_quotation_marks_tell_as_margins_do(foot):
    out = read(life([quoted(LETTER) + foot] * 6), ["“Dear Ann"])
    assert out == [("“Dear Ann", "ever, J. B.”")] * 6


def test_letters_that_stand_by_themselves_are_left():
    alone = "\n\n".join([LETTER.replace("    ", "").replace("Dear Ann", "My dear boy")] * 8)
    out = read(f"{life([quoted(LETTER)] * 5)}\n\n\n{alone}", ["My dear boy"])
    assert [one[0] for one in out] == ["My dear b"] * 8
