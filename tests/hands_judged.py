"""What is read of the texts by another hand (`other_hands.py`) against what they hold, style by style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from other_hands import Hand

from letterbook.build.on_source import on_source
from letterbook.build.plan import plan
from letterbook.build.tree import build
from letterbook.detect.run import detect
from letterbook.model import Source, leaves, notes
from letterbook.settle.judges import settle

#: A text is named after its style, its language and what else is odd about it: "curly-by-page-en-actress".
_STYLE = re.compile(
    r"(?P<style>.+?)(?:-(?:by-letter|page-foot|numbers-[a-z-]+))?-(?:ca|da|de|en|es|fr|hu|it|la|nl|pl|pt|ru|sv)(?:-|$)"
)
#: The bars: the share of the calls read that are right, of the calls wanted, of the notes read whole.
PRECISION, RECALL, WHOLE = 0.995, 0.97, 0.96


class Read(NamedTuple):
    """What was read: each note's words and its letter, by where it begins; each call with its note."""

    notes: dict[int, str]
    letters: dict[int, str]
    calls: set[tuple[int, int]]


class Tally(NamedTuple):
    """The texts of a style, its calls that are right, read, wanted, and its notes that are whole, wanted."""

    texts: int = 0
    right: int = 0
    read: int = 0
    calls: int = 0
    whole: int = 0
    notes: int = 0

    @property
    def precision(self) -> float:
        """Return the share of the calls read that are right."""
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        """Return the share of the calls wanted that are read."""
        return self.right / self.calls if self.calls else 1.0

    @property
    def bodies(self) -> float:
        """Return the share of the notes that are read whole, with no word too many."""
        return self.whole / self.notes if self.notes else 1.0

    def holds(self) -> bool:
        """Tell whether the bars are held."""
        return self.precision >= PRECISION and self.recall >= RECALL and self.bodies >= WHOLE


def style_of(hand: Hand) -> str:
    """Return the style that a text is named after."""
    name = hand.name.partition(": ")[2]
    found = _STYLE.match(name)
    return found["style"] if found else name


@cache
def read(hand: Hand) -> Read:
    """Read a text without an editor."""
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


def tally(hands: Iterable[Hand]) -> Tally:
    """Count what is right of some texts; an annotation that nothing ties to a letter may be read as none."""
    total = Tally()
    for hand in hands:
        wanted = {(start, note.start) for note in hand.notes for start, _ in note.calls}
        sure = [note for note in hand.notes if note.letter != "?"]
        seen = read(hand)
        whole = sum(seen.notes.get(note.start) == hand.text[note.start : note.end] for note in sure)
        row = (1, len(wanted & seen.calls), len(seen.calls), len(wanted), whole, len(sure))
        total = Tally(*(one + more for one, more in zip(total, row, strict=True)))
    return total


def by_style(hands: Iterable[Hand]) -> Iterator[tuple[str, Tally]]:
    """Yield each style with what is right of its texts, in the order of their names."""
    groups: dict[str, list[Hand]] = {}
    for hand in hands:
        if hand.notes:
            groups.setdefault(style_of(hand), []).append(hand)
    for style in sorted(groups):
        yield style, tally(groups[style])
