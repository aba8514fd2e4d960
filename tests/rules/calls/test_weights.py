"""What each sign beside a mark is worth: two sentences that differ in it alone, in nats of log odds."""

from __future__ import annotations

from math import log

import pytest
from calls_of_a_style import find_calls

from letterbook.model import Source, Span
from letterbook.rules.calls.surroundings import _side_after, _side_before

NUMBERS = [str(n) for n in range(1, 41)]


def odds(text: str, style: str) -> float:
    """Return the odds, in nats, of the first mark in braces being a call."""
    at = text.index("{")
    text = text.replace("{", "").replace("}", "")
    source = Source("t", text, "")
    calls = find_calls(source, [Span(0, len(text))], style, NUMBERS, (), ["en"])
    sure = next(one.confidence for one in calls if one.span.start <= at < one.span.end)
    return log(sure / (1 - sure))


@pytest.mark.parametrize(
    ("style", "plain", "other", "worth"),
    [
        ("bare", "to the word {7} came he", "to the word {7} tons he", -5.0),
        ("bare", "to the word {7} came he", "to the word {7} poems he", -1.5),
        ("bare", "to the word {7} came he", "to page {7} came he", -4.0),
        ("bare", "to the word {7} came he", "to the page {7} came he", -1.5),
        ("bare", "to the word {7} came he", "to the word at {7} came he", -3.5),
        ("bare", "to the word {7} came he", "to the word about {7} came he", -3.0),
        ("bare", "to the word {7} came he", "to the word and {7} came he", -1.5),
        ("bare", "to the word {7} Anne he", "to the word {7} June he", -6.0),
        ("bare", "to the word {7} came he", "to the word {7} th came he", -6.0),
        ("bare", "to the word {7} and she he", "to the word {7} and 8 he", -3.0),
        ("superscript", "so the word{²} came he", "so the feet{²} came he", -6.0),
    ],
)
def test_a_sign_is_worth_so_much(style, plain, other, worth):
    assert odds(other, style) - odds(plain, style) == pytest.approx(worth, abs=0.02)


@pytest.mark.parametrize(
    ("style", "mark", "worth"),
    [("paren", "({7})", 1.0), ("bracket", "[{7}]", 3.0), ("angle", "<{7}>", 3.0)],
)
def test_a_style_is_worth_so_much(style, mark, worth):
    """Against a number in round brackets, which often counts something else."""
    text = f"so they came to the word{mark} and went away"
    least = odds("so they came to the word({7}) and went away", "paren")
    assert odds(text, style) - least == pytest.approx(worth - 1.0, abs=0.02)


@pytest.mark.parametrize(
    ("before", "claimed", "side"),
    [
        ("so it was. ", False, "stop"),
        ("so it was.” ", False, "stop"),
        ("so it was: ", False, "stop"),
        ("so it was, ", False, "clause"),
        ("so it was” ", False, "close"),
        ("so it was (ill) ", False, "close"),
        ("so it was ", False, "word"),
        ("in 1776 ", False, "number"),
        ("in 1776 ", True, "claimed"),
        ("so it was.. ", False, "other"),
        ("so it was... ", False, "stop"),
        ("so it was.... ", False, "other"),
        ("so it was £ ", False, "other"),
        ("so it was\n", False, "word"),
        ("so it was\n\n", False, "start"),
        ("", False, "start"),
    ],
)
def test_what_ends_before_a_mark(before, claimed, side):
    assert _side_before(before, claimed) == side


@pytest.mark.parametrize(
    ("after", "claimed", "side"),
    [
        (" The next", False, "capital"),
        (" “The next", False, "capital"),
        (" the next", False, "small"),
        (" (the next", False, "small"),
        (", the next", False, "mark"),
        ("— the next", False, "other"),
        (" 12 men", False, "number"),
        (" 12 men", True, "claimed"),
        ("12 men", False, "mark"),
        ("\nthe next", False, "small"),
        ("\n\nThe next", False, "end"),
        ("  ", False, "end"),
        (" £ 12", False, "other"),
    ],
)
def test_what_begins_after_a_mark(after, claimed, side):
    assert _side_after(after, claimed) == side
