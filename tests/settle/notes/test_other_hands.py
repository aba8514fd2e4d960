"""Notes in every manner that books have, in texts by another hand than the rules': the bars of each style.

The texts and what they hold stand in `other_hands/`; `python benchmarks/notes.py` prints the table.
"""

from __future__ import annotations

import pytest
from hands_judged import Read, Tally, by_style, read, tally
from other_hands import hands

HANDS = list(hands())
STYLES = dict(by_style(HANDS))
#: Of each style that books have, at least so many texts; what is odd about one text is told in its name.
LEAST = 3
NAMED = (
    *(
        "below-set-in",
        "below-bare",
        "round-behind-letter",
        "curly-by-page",
        "footnote-number",
        "footnote-letter",
    ),
    *("fussnote", "note-bracket", "star-bracket", "rules-inside", "caret-bracket", "caret-plain", "angle"),
    *(
        "letter-paren",
        "letter-round",
        "stars",
        "dagger",
        "roman",
        "lemma",
        "page-line",
        "inside",
        "nested",
        "two-sets",
    ),
)


@pytest.mark.parametrize("style", STYLES)
def test_the_bars_are_held_in_each_style(style):
    assert STYLES[style].holds(), STYLES[style]


@pytest.mark.parametrize("style", NAMED)
def test_each_style_that_books_have_has_several_texts(style):
    assert STYLES[style].texts >= LEAST


def test_the_bars_are_held_over_all_texts():
    assert tally(hand for hand in HANDS if hand.notes).holds()


@pytest.mark.parametrize(
    ("row", "held"),
    [
        (Tally(3, 200, 201, 200, 10, 10), True),
        (Tally(3, 100, 101, 100, 10, 10), False),  # of the calls one is wrong
        (Tally(3, 97, 97, 100, 10, 10), True),
        (Tally(3, 96, 96, 100, 10, 10), False),
        (Tally(3, 9, 9, 9, 95, 100), False),
        (Tally(), True),
    ],
)
def test_a_bar_is_a_bar(row, held):
    assert row.holds() is held


@pytest.mark.parametrize("hand", [hand for hand in HANDS if not hand.notes], ids=lambda hand: hand.name)
def test_where_there_are_no_notes_none_is_read(hand):
    assert read(hand) == Read({}, {}, set())


PROSE = [hand for hand in HANDS if any(note.letter for note in hand.notes)]


@pytest.mark.parametrize("hand", PROSE, ids=lambda hand: hand.name)
def test_annotations_are_tied_to_their_letters_and_none_is_guessed(hand):
    wanted = {note.start: note.letter for note in hand.notes if note.letter.isdigit()}
    assert read(hand).letters == wanted
    words = {note.start: hand.text[note.start : note.end] for note in hand.notes if note.letter != "?"}
    assert read(hand).notes == words


def test_every_manner_has_three_texts():
    manners = {hand.name.split(": ")[1].rsplit("-", 1)[0] for hand in HANDS}
    assert len(HANDS) >= 3 * 25
    assert len(manners) > 25
