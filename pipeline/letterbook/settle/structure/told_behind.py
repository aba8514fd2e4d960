"""Cut off narrative behind a letter by its words: where the letter's voice stops and the narrator's begins.

In some lives no layout divides letters from narrative, but the words do: prose sounds like a letter's above,
and like a narrator's below, down to the next letter. This is looked for only in books that have such
narrative between their letters anyway, and only where the change is plain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from letterbook.detect.found import Found
from letterbook.settle.structure.behind_letters import QUOTES, SIGNS, until
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.units import Unit
from letterbook.structure_model.voice import SCALE, voice
from letterbook.words import read_languages

_PROSE = 100  # code points of a paragraph whose voice is asked for
_LOUDEST = 3 * SCALE  # one paragraph counts for no more
_HABIT = 0.2  # of the letters have narrative behind them that is parted from them already
_FEWEST = 4  # letters
_SAID = SCALE  # how much the prose above sounds like a letter's: its last paragraph, and all in the mean
_TOLD = -SCALE  # how little the first paragraph that is told does
_LOWEST = 0.1  # of the letters' prose may sound so
_WHOLE = -2 * SCALE  # how little all that is told does, together


def without_told_behind(found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> list[Letter]:
    """Cut off what a narrator tells behind letters, where only the words show it."""
    if len(letters) < _FEWEST or found.languages[0] not in read_languages():
        return list(letters)
    tongue = found.languages[0]
    between = [
        sum(_voices(units, range(above.notes + 1, below.begin), tongue).values())
        for above, below in pairwise(letters)
    ]
    if sum(told < 0 for told in between) < _HABIT * len(between):
        return list(letters)
    voices = _voices(units, range(letters[0].begin, letters[-1].end + 1), tongue)
    said = sorted(voices[at] for one in letters for at in range(one.body, one.end + 1) if at in voices)
    if not said:
        return list(letters)
    low = min(_TOLD, said[int(_LOWEST * len(said))])
    cuts = [_cut(units, letter, voices, low) for letter in letters]
    return [letter if at is None else until(letter, at) for letter, at in zip(letters, cuts, strict=True)]


def _voices(units: Sequence[Unit], reach: range, tongue: str) -> dict[int, int]:
    """Return how much each paragraph of prose in a stretch sounds like a letter's."""
    return {
        at: max(-_LOUDEST, min(_LOUDEST, voice(units[at].text, tongue)))
        for at in reach
        if len(units[at].text) > _PROSE and not units[at].page
    }


def _cut(units: Sequence[Unit], letter: Letter, voices: Mapping[int, int], low: int) -> int | None:
    """Return the unit at which a narrator begins to speak, if none of the letter's own lines stands below."""
    last = letter.end
    while last > letter.begin and "ornament" in units[last].kinds:
        last -= 1
    if last not in voices or len(units[last].text) <= SHORT:
        return None
    best, least, told = None, _WHOLE + 1, 0
    above = [voices[at] for at in range(letter.begin, letter.end + 1) if at in voices]
    whole = sum(above)
    for at in range(letter.end, max(letter.body, letter.begin + 1), -1):
        if SIGNS & units[at].kinds.keys():
            break
        told += above.pop() if at in voices else 0
        plain = bool(above) and above[-1] >= _SAID and whole - told >= _SAID * len(above)
        plain = plain and units[at].text[0] not in QUOTES  # a quoted letter goes on in quotation marks
        if plain and told < least and voices.get(at, 0) <= low:
            best, least = at, told
    return best
