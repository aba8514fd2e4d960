"""Names in the words of a title."""

from __future__ import annotations

import pytest

from letterbook.settle.parties.title_phrases import read_pair


@pytest.mark.parametrize("text", ["..", "...", ". .", "....... ...."])
def test_a_row_of_stops_names_nobody(text: str) -> None:
    assert read_pair(text, ("it",)) == ()


def test_two_names_and_nothing_else_are_a_pair() -> None:
    assert [name.text for name in read_pair("Anne Holt and Carl Post", ("en",))] == ["Anne Holt", "Carl Post"]
