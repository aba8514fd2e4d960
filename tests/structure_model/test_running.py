"""What belongs to the page stands apart; what only looks like it runs on."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.structure_model.running import running_units
from letterbook.structure_model.units import cut_units

LONG = "We came down to the harbour late and found the boats gone, and slept in the sheds among the nets"
CALLED = f"{LONG}[1] and left at six.\n\n"


def texts(text: str) -> list[str]:
    return [unit.text[:12] for unit in running_units(cut_units(found_in(text, "en")))]


APART = [
    (CALLED + "  [1] The old harbour.\n\n" + LONG, 2),
    (CALLED + "[Footnote 1: The old harbour.]\n\n" + LONG, 2),
    (CALLED + "[Footnote 1: The old harbour.\n\nIt burnt in 1811.]\n\n" + LONG, 2),
    (CALLED + "  [1] The old harbour,\n\n  as it was.\n\n" + LONG, 2),  # it goes on with its indent
    (CALLED.replace("[1]", "{1}") + "{1} The old harbour.\n\n" + LONG, 2),
    (f"{LONG}.\n\n[Illustration: The harbour]\n\n{LONG}", 2),
    # and what runs on
    (f"{LONG}.\n\n[Footnote: The old harbour.]\n\n{LONG}", 3),  # it may stand behind a letter
    (f"{LONG}.\n\n[1] The old harbour.\n\n{LONG}", 3),  # nothing calls it
    (f"[1] The old harbour.\n\n{CALLED}{LONG}", 3),  # it stands before its call
    (CALLED + "[1]\n\n" + LONG, 3),  # a number without words may head a letter
    (CALLED + "  [1] The old harbour.\n\n" + f"  Leeds, 3 May 1843.\n\n{LONG}", 3),  # a dateline is no note's
]


@pytest.mark.parametrize(("text", "count"), APART)
def test_what_belongs_to_the_page_stands_apart(text, count):
    assert len(texts(text)) == count, texts(text)


def test_blank_lines_round_what_is_taken_out_count_for_the_next():
    text = f"{CALLED}  [1] The old harbour.\n\n\n\nLeeds, 3 May 1843.\n\n{LONG}"
    assert [unit.blank for unit in running_units(cut_units(found_in(text, "en")))] == [0, 3, 1]
