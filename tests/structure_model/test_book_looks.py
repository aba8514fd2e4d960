"""What a unit looks like among the others of its book."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.structure_model.book_looks import add_book_looks
from letterbook.structure_model.units import cut_units

P = (
    "The roads are bad and the post is late, and I shall write again when they are better than they were. "
    * 2
)


def looks(*paragraphs: str) -> list[set[str]]:
    units = cut_units(found_in("\n\n".join(paragraphs) + "\n", "en"))
    out: list[list[str]] = [[] for _ in units]
    add_book_looks(units, out, ("en",))
    return [set(one) for one in out]


@pytest.mark.parametrize(
    ("paragraphs", "held"),
    [
        ([f"[He wrote to Fox: {P}", P, f"{P}]", P], [True, True, True, False]),
        ([f"[{P}]", P, P], [False, False, False]),  # closed where it was opened
        ([f"[{P}", P, P], [False, False, False]),  # never closed
        ([f"He wrote [to Fox: {P}", f"{P}]", P], [False, False, False]),  # opened within a sentence
    ],
)
def test_brackets_round_several_paragraphs_hold_them(paragraphs, held):
    assert ["held" in one for one in looks(*paragraphs)] == held


def test_prose_is_indented_as_most_or_otherwise():
    told = looks(P, P, f"    {P}", P)
    assert [{"pi=+", "pi=="} & one for one in told] == [{"pi=="}, {"pi=="}, {"pi=+"}, {"pi=="}]
    assert "dp=-" in told[3]


def test_quoted_paragraphs_know_their_neighbours():
    told = looks(P, f'"{P}', f'"{P}"', P)
    assert "quoted=01" in told[1]
    assert {"quoted=10", "quoted.end=1"} <= told[2]
    assert "quoted" not in told[0]


def test_prose_that_names_whom_the_title_page_names_is_told():
    told = looks("LETTERS OF BENEDICT ORME", P, f"Benedict was then at Leeds. {P}")
    assert "named=0" in told[1]
    assert "named=1" in told[2]
