"""A pair of cases for weights that stand in one function: one on each side of the bound."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from letterbook.model import Evidence, Span, When
from letterbook.settle.calls.best_chain import Costs
from letterbook.settle.links.mentions import Reference
from letterbook.settle.links.referents import Dates, _prompt
from letterbook.settle.notes.below_letters import follows, is_further
from letterbook.settle.parties.two_sides.answers import find_answered
from letterbook.settle.parties.two_sides.direction_evidence import HIGH, Clue, LetterDirection
from letterbook.values.dates.lines import Context, Reading, complete, read_line


@pytest.mark.parametrize(
    ("last", "mark", "is_so"),
    [("5", "25", True), ("5", "26", False), ("5", "5", False), ("", "6", False), ("*", "6", False)],
)
def test_twenty_notes_may_be_missed_between_two(last, mark, is_so):
    assert is_further(last, mark) is is_so


@pytest.mark.parametrize(
    ("before", "after", "is_so"),
    [
        ("2", "3", True),
        ("2", "4", False),
        ("2", "2a", True),
        ("2b", "2a", False),
        ("*", "**", True),
        ("*", "*", False),
    ],
)
def test_marks_that_follow_each_other(before, after, is_so):
    assert follows(before, after) is is_so


@pytest.mark.parametrize(("notes", "price"), [(0, 0.0), (1, 3.5), (2, 5.0), (10, 17.0)])
def test_a_run_of_uncalled_notes_costs_two_nats_and_one_and_a_half_for_each(notes, price):
    assert Costs().of(notes) == price


@pytest.mark.parametrize(("days", "is_so"), [(-4, False), (-3, True), (0, True), (45, True), (46, False)])
def test_an_answer_is_written_soon(days, is_so):
    sent = date(1850, 5, 1)
    assert _prompt(Dates(sent, None), Dates(sent + timedelta(days), None)) is is_so


@pytest.mark.parametrize(
    ("line", "before", "day"),
    [
        ("1 January.", "1850-07-03", "1850-01-01"),
        ("1 January.", "1850-07-04", "1851-01-01"),
        ("the 3d.", "1850-07-18", "1850-07-03"),
        ("the 3d.", "1850-07-19", "1850-08-03"),
    ],
)
def test_half_a_year_and_half_a_month_back_is_not_yet_the_next(line, before, day):
    context = Context(("en",))
    reading = read_line(line, context)
    assert isinstance(reading, Reading)
    whole = complete(reading, When(when=before), context)
    assert isinstance(whole, Reading)
    assert whole.when == When(when=day)


@pytest.mark.parametrize(("between", "found"), [(5, 1), (6, 0)])
def test_six_letters_before_an_answer_are_looked_at(between, found):
    sure = Clue(1, HIGH, "heading", (Evidence(None, "so"),))
    directions = [LetterDirection() for _ in range(between + 2)]
    directions[0].add(sure)
    for one in directions[1:]:
        one.add(sure._replace(way=-1))
    days = [Dates(None, None)] * len(directions)
    thanks = Reference(Span(0, 1), mine=False, kind="answer")
    assert len(find_answered([(len(directions) - 1, thanks)], directions, days)) == found
