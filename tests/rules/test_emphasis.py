"""Emphasis: what is set off, and what only looks so."""

from __future__ import annotations

import pytest

from letterbook.model import Source, Span
from letterbook.rules.emphasis import find_emphasis

CASES = [
    ("She was _very_ kind and _quite_ well.", [("hi", "_very_"), ("hi", "_quite_")]),
    ("He is =bold= and =brave=.", [("hi", "=bold="), ("hi", "=brave=")]),
    ("so ~g e s p e r r t~, ja ~sehr~", [("hi", "~g e s p e r r t~"), ("hi", "~sehr~")]),
    ("_A passage over\na line_ and _more_.", [("hi", "_A passage over\na line_"), ("hi", "_more_")]),
    # hard negatives
    ("only _one_ pair in the book", []),
    ("snake_case_names and file_name_here", []),
    ("a = b and c = d", []),
    ("_not\n\nover a blank line_ or _this_", []),
    ("a blank ____ to fill ____ in", []),
    ("~ 40 men and ~ 50 horses", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_emphasis(text: str, expected: list[tuple[str, str]]) -> None:
    source = Source("t.txt", text, "")
    found = list(find_emphasis(source, [Span(0, len(text))]))
    assert [(f.kind, source.quote(f.span)) for f in found if f.kind == "hi"] == expected
    marks = [source.quote(f.span) for f in found if f.kind == "skip"]
    assert len(marks) == 2 * len(expected)
    assert set(marks) <= set("_=~")
