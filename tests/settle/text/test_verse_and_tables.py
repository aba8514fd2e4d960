"""Verse and tables among the lines of a letter, and prose that only looks like them."""

from __future__ import annotations

import pytest

from letterbook.detect.found import Found
from letterbook.model import Source
from letterbook.read.page import read_lines
from letterbook.settle.text.verse_and_tables import cells_of, find_shapes

PROSE = (
    "I send you what I have of it, and beg that you will not show it to the\n"
    "Rector, who is a judge of verse and would be sorry. It was made in the\n"
    "garden, and the bees had the best of the bargain, as they commonly do.\n"
)

CASES = [
    (PROSE + "\n   The bee that has no time to sing\n   Has all the flowers yet;\n", ["lg"]),
    (PROSE + "\n   „Es war ein Korn, das Korn war rot,\n   Und keiner ging hinein.“\n", ["lg"]),
    (PROSE + "\n  Rye     12    40\n  Wheat    3    18\n  Oats     7    22\n", ["table"]),
    (PROSE + "\nRye\t12\nWheat\t3\n", ["table"]),
    # hard negatives: prose set in, an address, a single line, uneven gaps
    (
        PROSE
        + "\n   and so it was that we came home in the rain, and\n   were not in the least sorry for it.\n",
        [],
    ),
    (PROSE + "\nTo the Rector\nat Lytchett\n", []),
    (PROSE + "\n   One line alone\n", []),
    (PROSE + "\n  a  b  c\n  d  e\n", []),
    (PROSE, []),
]


@pytest.mark.parametrize(("text", "kinds"), CASES)
def test_shapes(text: str, kinds: list[str]) -> None:
    page = read_lines(Source("t.txt", text, ""))
    found = Found(page, ("en",), ())
    assert [kind for kind, _ in find_shapes(found, page.lines)] == kinds


def test_cells_hold_the_words_between_the_gaps() -> None:
    source = Source("t.txt", "  Rye flour   12    40 s.\n", "")
    (line,) = read_lines(source).lines
    assert [source.quote(cell) for cell in cells_of(line)] == ["Rye flour", "12", "40 s."]


def shapes(*lines: str) -> list[str]:
    """Return what lines below a paragraph of prose are, whose longest line has 70 signs."""
    page = read_lines(Source("t.txt", PROSE + "\n" + "\n".join(lines) + "\n", ""))
    assert page.width == 70
    return [kind for kind, _ in find_shapes(Found(page, ("en",), ()), page.lines)]


@pytest.mark.parametrize(("indent", "kinds"), [(2, ["lg"]), (1, [])])
def test_verse_is_set_in_by_two(indent, kinds):
    blanks = " " * indent
    assert shapes(f"{blanks}The bee that has no time", f"{blanks}Has all the flowers yet;") == kinds


@pytest.mark.parametrize(
    ("capitals", "many", "kinds"), [(3, 4, ["lg"]), (2, 4, []), (2, 2, ["lg"]), (1, 2, []), (2, 3, [])]
)
def test_three_of_four_lines_of_verse_begin_with_a_capital(capitals, many, kinds):
    lines = [f"   {'The' if n < capitals else 'the'} bee that has no time" for n in range(many)]
    assert shapes(*lines) == kinds


@pytest.mark.parametrize(("length", "kinds"), [(59, ["lg"]), (60, [])])
def test_no_line_of_verse_comes_near_the_margin(length, kinds):
    """Nine tenths of 70 are 63; the indent has three of them."""
    assert shapes("   The bee", f"   {'B' + 'e' * (length - 1)}") == kinds


@pytest.mark.parametrize(("lines", "kinds"), [(2, ["lg"]), (1, [])])
def test_verse_has_two_lines(lines, kinds):
    assert shapes(*["   The bee that has no time"] * lines) == kinds
