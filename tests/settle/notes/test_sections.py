"""Where notes stand that have a title: one place at the end of the book, or several."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from letterbook.settle.notes.sections import _one_place


@pytest.mark.parametrize(
    ("sizes", "one"),
    [
        ([1, 9], True),  # nine of ten
        ([2, 9], False),
        ([1, 1, 18], True),
        ([1, 2, 18], False),
        ([9, 1], False),  # the last has to hold them
        ([12], False),  # one section is no question
        ([], False),
    ],
)
def test_one_section_at_the_end_holds_nearly_all_notes(sizes, one):
    assert _one_place([SimpleNamespace(openings=(None,) * size) for size in sizes]) == one
