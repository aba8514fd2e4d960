"""Which headings form a series, from the numbers alone: the judge is told what speaks for each of them."""

from __future__ import annotations

import pytest

from letterbook.model import Finding, Source
from letterbook.read.page import read_lines
from letterbook.rules.headings import find_heads
from letterbook.settle.structure.heading_series import (
    Mended,
    Series,
    judge_series,
    look_of,
    mend_series,
    value_of,
)


def candidates(*lines: str) -> list[Finding]:
    """Read headings, each a paragraph of its own."""
    return list(find_heads(read_lines(Source("t", "\n" + "\n\n".join(lines), "")), ("en",)))


def judge(heads: list[Finding], *weak: int, support: float = 1.0) -> tuple[Series | None, tuple[Series, ...]]:
    """Judge headings for which the support speaks; against those whose places are given nothing does."""
    against = {heads[place] for place in weak}
    return judge_series(heads, lambda h: -1.0 if h in against else support, lambda *_: 0.0, lambda *_: False)


def kept(heads: list[Finding], *weak: int) -> list[str]:
    best, _ = judge(heads, *weak)
    return [head.value.number for head in best.kept] if best else []


CHAINS = [
    (["1.", "2.", "3."], ["1", "2", "3"]),
    (["I.", "II.", "III.", "IV."], ["1", "2", "3", "4"]),
    (["12", "12a", "12b", "13"], ["12", "12a", "12b", "13"]),
    (["1.", "2.", "4.", "5."], ["1", "2", "4", "5"]),
    (["1.", "2.", "1843.", "3.", "4."], ["1", "2", "3", "4"]),
    (["1.", "2.", "9.", "3.", "4."], ["1", "2", "3", "4"]),
    (["1.", "2.", "3.", "1.", "2.", "3."], ["1", "2", "3", "1", "2", "3"]),
    (["40.", "41.", "42."], ["40", "41", "42"]),
    (["3.", "2.", "1."], ["1"]),
    (["7.", "7.", "7."], ["7"]),
    (["XLIII.", "XLIV.", "LXV.", "XLVI."], ["43", "44", "46"]),
]


@pytest.mark.parametrize(("lines", "expected"), CHAINS)
def test_the_numbers_of_a_series_run_on(lines, expected):
    assert kept(candidates(*lines)) == expected


def test_of_two_headings_with_one_number_the_better_supported_is_kept():
    heads = candidates("1.", "2.", "3.", "1.", "2.", "3.")
    assert kept(heads, 0, 1, 2) == ["1", "2", "3"]
    best, _ = judge(heads, 0, 1, 2)
    assert best.kept == tuple(heads[3:])
    best, _ = judge(heads, 3, 4, 5)
    assert best.kept == tuple(heads[:3])


def test_headings_of_one_look_stand_together():
    heads = candidates("No. 1", "1.", "No. 2", "2.", "3.", "No. 3", "No. 4")
    best, others = judge(heads)
    assert best.look == ("no", "arabic", "", "bare")
    assert [series.look[0] for series in others] == ["no", ""]
    assert others[0].worth > others[1].worth


LOOKS = [
    ("No. 12", ("no", "arabic", "", "bare")),
    ("No. 12.", ("no", "arabic", "", "bare")),
    ("12.", ("", "arabic", ".", "bare")),
    ("12)", ("", "arabic", ")", "bare")),
    ("XII.", ("", "roman", ".", "bare")),
    ("XII. To his Sister", ("", "roman", ".", "names")),
    ("BEN TO ANN", ("from-to", "none", "", "names")),
]


@pytest.mark.parametrize(("line", "look"), LOOKS)
def test_the_stop_tells_only_where_no_word_does(line, look):
    assert look_of(candidates(line)[0]) == look


def test_nothing_wins_where_nothing_speaks():
    heads = candidates("1.", "2.", "3.")
    best, others = judge(heads, 0, 1, 2)
    assert best is None
    assert len(others) == 1
    assert judge([]) == (None, ())


def test_names_without_numbers_are_kept_one_by_one():
    heads = candidates("BEN TO ANN", "ANN TO BEN", "BEN TO CLARA")
    best, _ = judge(heads, 1)
    assert best.kept == (heads[0], heads[2])


def test_numbers_above_names_begin_the_headings():
    heads = candidates("1.", "BEN TO ANN", "2.", "ANN TO BEN", "3.", "BEN TO ANN")
    numbers = {h for h in heads if h.value.number}

    def judged(near: bool) -> Series:  # noqa: FBT001 (two cases)
        best, _ = judge_series(
            heads,
            lambda h: 0.5 if h in numbers else 3.0,
            lambda *_: 0.0,
            lambda one, other: near and heads.index(other) == heads.index(one) + 1,
        )
        return best

    assert set(judged(near=True).kept) == numbers
    assert not numbers & set(judged(near=False).kept)


# ------------------------------------------------------------------ gaps


def mended(*lines: str, support: float = 1.5) -> list[tuple[str, dict[str, str]]]:
    """Judge the series, and return what fills its gaps: the number printed, and what is corrected."""
    heads = candidates(*lines)
    best, _ = judge(heads)
    rows: tuple[Mended, ...] = mend_series(best, heads, lambda _: support)
    assert all(because or not change for _, change, because in rows)
    return [(head.value.prefix + head.value.number, dict(change)) for head, change, _ in rows]


GAPS = [
    (["No. 1", "Mo. 2", "No. 3"], [("mo2", {"prefix": "no"})]),
    (["No. 1", "No. 2", "Mo. 3"], [("mo3", {"prefix": "no"})]),
    (["No. 1", "No. 9", "No. 3", "No. 4"], [("no9", {"number": "2"})]),
    (["XLIII.", "XLIV.", "LXV.", "XLVI."], [("65", {"number": "45"})]),
    (["1.", "2.", "III.", "4."], [("3", {"number": "3"})]),
    (["1. Ann", "Ben to Ann", "3. Clara", "4. Ann"], [("from-to", {"number": ""})]),
    (["LETTER I.", "2. To Ann", "3. To Ben", "4. To Ann"], [("letter1", {})]),
]


@pytest.mark.parametrize(("lines", "expected"), GAPS)
def test_a_gap_is_filled_by_a_heading_that_stands_there(lines, expected):
    assert mended(*lines) == expected


WHOLE = [
    ["No. 1", "No. 2", "No. 3"],
    ["No. 1", "Hx. 2", "No. 3"],  # two letters differ
    ["No. 1", "Mo. 7", "No. 3"],  # the word and the number
    ["No. 1", "TO ANN", "No. 3"],  # a name alone says nothing where no names follow the numbers
    ["1.", "2.", "7.", "8.", "5.", "6."],  # two are missing: neither is known
    ["BEN TO ANN", "ANN TO BEN"],
    ["LETTER II.", "2. To Ann", "3. To Ben", "4. To Ann"],  # it is not the first
    ["LETTER I.", "3. To Ann", "4. To Ben", "5. To Ann"],  # another is missing
]


@pytest.mark.parametrize("lines", WHOLE)
def test_no_heading_is_invented(lines):
    assert mended(*lines) == []


def test_a_heading_that_nothing_speaks_for_fills_no_gap():
    assert mended("No. 1", "Mo. 2", "No. 3", support=0.0) == []
    assert mended("No. 1", "No. 2", "Mo. 3", support=1.0) == []  # at the end of a series more must speak
    assert mended("Mo. 2", "No. 3", "No. 4", support=0.5) == []
    assert mended("Mo. 1", "No. 2", "No. 3", support=0.4) == []


def test_less_need_speak_for_the_first_of_a_series_that_has_its_word():
    assert mended("Letter the first", "LETTER II", "LETTER III", support=0.4) != []
    assert mended("Letter the first", "LETTER II", "LETTER III", support=0.0) == []


def test_a_number_with_a_letter_stands_behind_the_number_alone():
    values = [value_of(head) for head in candidates("12", "12a", "12B", "XIII", "No. 1O")]
    assert values == [(12, ""), (12, "a"), (12, "b"), (13, ""), (1, "o")]
    assert value_of(candidates("BEN TO ANN")[0]) == (0, "")
