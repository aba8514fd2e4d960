"""Narrative in the same type as the letters, parted from them by its words alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from letterbook.detect.run import detect
from letterbook.model import Source
from letterbook.settle.structure.told_behind import without_told_behind
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.running import running_units
from letterbook.structure_model.units import cut_units
from letterbook.structure_model.voice import voice

SAID = (
    "I am so glad to have your letter; it came this morning, and I have read it twice.\n"
    "You will think me idle, but I have been ill, and I am only now able to write to you.\n"
    "How are the children? I hope they are well again, and that you will come here soon!"
)
TOLD = (
    "In the autumn of 1843 the family removed to the old house by the river, where his\n"
    "father had lived, and the work of the mill was taken up by his brothers. The winter was\n"
    "spent in the company of the neighbours, and his health was restored by their care."
)
DAY = (
    "On the 7th we went to the old house by the river, where his father had lived, and\n"
    "I saw the mill and the wheel. I think you would like the place, and I hope you will\n"
    "see it with me in the summer, when you come. It is very quiet here, and I am well."
)


def ends(behind: Sequence[str], parted: Sequence[bool]) -> list[str]:
    """Return the first words of the last unit of each letter, with what stands behind it, parted or not."""
    text = "\n\n".join(f"To Miss Hale, {n} May 1843.\n\n{SAID}\n\n{one}" for n, one in enumerate(behind, 1))
    found = detect(Source("t.txt", text, ""))
    units = running_units(cut_units(found))
    at = [i for i, unit in enumerate(units) if unit.text.startswith("To Miss Hale")]
    last = [*(i - 1 for i in at[1:]), len(units) - 1]
    letters = [
        Letter(a, a + 1, a + 1 if is_parted else b, a + 1 if is_parted else b, 0.9, 0.9)
        for a, b, is_parted in zip(at, last, parted, strict=True)
    ]
    return [units[one.end].text[:6] for one in without_told_behind(found, units, letters)]


@pytest.mark.parametrize(("text", "is_letter"), [(SAID, True), (DAY, True), (TOLD, False)])
def test_small_words_tell_a_letter_from_a_narrative(text, is_letter):
    assert (voice(text, "en") > 0) == is_letter


def test_a_language_without_weights_says_nothing_of_words():
    assert voice("Kirja tuli eilen.", "fi") == voice("Kirja meni eilen.", "fi")


def test_narrative_behind_letters_is_parted_where_the_book_has_such():
    assert ends([TOLD] * 8, [True] * 6 + [False] * 2) == ["I am s"] * 8


def test_it_is_left_where_the_book_has_none():
    assert ends([TOLD] * 8, [False] * 8) == ["In the"] * 8


def test_what_the_writer_goes_on_to_tell_is_the_letters():
    assert ends([DAY] * 8, [True] * 6 + [False] * 2)[6:] == ["On the"] * 2


@pytest.mark.parametrize("foot", ["Yours ever, J. B.", "Lucy."])
def test_narrative_above_a_signature_is_the_letters(foot):
    assert ends([TOLD] * 6 + [f"{TOLD}\n\n{foot}"] * 2, [True] * 6 + [False] * 2)[6:] == [foot[:6]] * 2
