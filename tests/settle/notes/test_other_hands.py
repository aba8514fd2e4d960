"""Notes in every manner that books have, in texts by another hand than the rules': the bars over all of them.

The texts and what they hold stand in `other_hands/`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest
from other_hands import Hand, hands

from letterbook.build.on_source import on_source
from letterbook.build.plan import plan
from letterbook.build.tree import build
from letterbook.detect.run import detect
from letterbook.model import Source, leaves, notes
from letterbook.settle.judges import settle

HANDS = list(hands())


class Read(NamedTuple):
    """What was read: each note's words and its letter, by where it begins; each call with its note."""

    notes: dict[int, str]
    letters: dict[int, str]
    calls: set[tuple[int, int]]


@cache
def read(hand: Hand) -> Read:
    found = detect(Source("book.txt", hand.text, ""))
    settled = settle(found).value
    numbers = {region.key: str(n) for n, region in enumerate(settled.structure.letters(), 1)}
    edition = build(*on_source(plan(settled), found.page.source))
    words: dict[int, str] = {}
    calls: set[tuple[int, int]] = set()
    tied: dict[int, str] = {}
    for note in notes(edition):
        spans = [leaf.span for leaf in leaves(note.children)]
        words[spans[0].start] = hand.text[spans[0].start : spans[-1].end].strip()
        if note.letter:
            tied[spans[0].start] = numbers[note.letter]
        calls |= {(call.start, spans[0].start) for call in note.calls}
    return Read(words, tied, calls)


def numbered(hand: Hand) -> list:
    """Return the notes that marks call; others are tied to letters."""
    return [note for note in hand.notes if not note.letter]


def test_calls_and_notes_hold_the_bars_over_all_texts():
    wanted = {
        (hand.name, start, note.start) for hand in HANDS for note in hand.notes for start, _ in note.calls
    }
    found = {(hand.name, *call) for hand in HANDS for call in read(hand).calls}
    bodies = [(hand, note) for hand in HANDS for note in numbered(hand)]
    whole = sum(read(hand).notes.get(note.start) == hand.text[note.start : note.end] for hand, note in bodies)
    assert len(wanted & found) >= 0.995 * len(found)
    assert len(wanted & found) >= 0.97 * len(wanted)
    assert whole >= 0.96 * len(bodies)


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
