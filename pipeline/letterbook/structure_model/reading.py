"""Read a book by the model: where each letter begins, where its own words begin, where it ends."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import fsum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from letterbook.detect.found import Found
from letterbook.structure_model.agreement import Link, confirm, vote, without_doubtful_gaps
from letterbook.structure_model.features import features
from letterbook.structure_model.labels import BACK, BEGIN, BETWEEN, END, FRONT, HEAD, INSIDE, NOTE
from letterbook.structure_model.looks import SHORT
from letterbook.structure_model.manner import manner
from letterbook.structure_model.never import rule_out, signatures
from letterbook.structure_model.reasons import shares_of, why_begins
from letterbook.structure_model.tagger import (
    FIRST,
    SECOND,
    Clamps,
    Weights,
    best_labels,
    chances,
    mix,
    read_weights,
    unpacked,
)
from letterbook.structure_model.units import Unit

#: The model that letterbook brings along.
MODEL = Path(__file__).resolve().parent / "weights.json"
#: How probable a beginning must be where the judge of headings begins a letter too.
_LIKELY = 0.45
_OUTSIDE = (NOTE, BETWEEN, BACK)
_EVEN = 0.5  # how probable it must be that what stands behind a heading alone is not the letter's
#: Names the file of another model: volumes are judged by one that did not see them.
VARIABLE = "LETTERBOOK_STRUCTURE_MODEL"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: its units by their indexes, and how probable its beginning and its end are.

    `begin` is its first unit, `body` the first one behind its heading, `end` its last, `notes` the last of
    the notes that stand behind it. `verdict` says how probable its beginning is and what came second, `why`
    which features carried it.
    """

    begin: int
    body: int
    end: int
    notes: int
    chance: float
    chance_end: float
    verdict: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What the model reads: the units, their labels, the probability of each label, the letters."""

    units: tuple[Unit, ...]
    labels: tuple[int, ...]
    chances: tuple[tuple[float, ...], ...]
    letters: tuple[Letter, ...]


@lru_cache(maxsize=4)
def _model(path: Path) -> tuple[Weights, Weights]:
    return read_weights(path)


def model_path() -> Path:
    """Return the model in use: the shipped one, or the one that the environment names."""
    return Path(os.environ.get(VARIABLE) or MODEL)


def read_structure(
    found: Found,
    units: tuple[Unit, ...],
    said: Sequence[Sequence[str]],
    clamps: Clamps | None = None,
    *,
    links: Sequence[Link] = (),
    exact: bool = False,
    ruled: Mapping[int, bool] = MappingProxyType({}),
) -> Reading:
    """Read where letters begin and end.

    `said` are the features that the judge of headings adds to each unit; `clamps` the labels that an
    editor's word, or the judge, allows; `links` are the units whose numbers the judge takes for letters',
    `exact` says that these run on without a gap. `ruled` are the units of which the editor says that they
    begin a letter, or begin none.
    """
    if not units:
        return Reading((), (), (), ())
    first, second = _model(model_path())
    items, looks = features(found, units, said)
    book = Book(units, items, looks, clamps or {}, tuple(links), exact, ruled)
    labels, told, more = decide((first, second), book)
    tables = ((FIRST, first.features), (SECOND, second.features))
    letters = []
    for letter in letters_in(labels, told):
        at = letter.begin
        verdict, why = why_begins(shares_of([*items[at], *more[at]], tables), told[at])
        letters.append(replace(letter, verdict=verdict, why=why))
    return Reading(units, tuple(labels), tuple(map(tuple, told)), tuple(letters))


class Book(NamedTuple):
    """A book as the model sees it: its units, their features and their own looks, and what is known of them.

    `clamps`, `links`, `exact` and `ruled` are those of `read_structure`.
    """

    units: Sequence[Unit]
    items: Sequence[Sequence[str]]
    looks: Sequence[Sequence[str]]
    clamps: Clamps
    links: Sequence[Link]
    exact: bool
    ruled: Mapping[int, bool] = MappingProxyType({})


class Decided(NamedTuple):
    """The labels of the units, the probabilities of all labels, and the features of the second pass."""

    labels: list[int]
    told: list[list[float]]
    more: list[list[str]]


def second_look(first: Weights, book: Book, scores: list[list[int]] | None = None) -> list[list[str]]:
    """Return the features of the second pass, by the probabilities of the first. `scores` are the first's."""
    sure = chances(first, first.scores(book.items) if scores is None else scores, book.clamps)
    return manner(book.units, book.looks, [dict(enumerate(row)) for row in sure])


def decide(passes: tuple[Weights, Weights], book: Book) -> Decided:
    """Return what both passes, the lines of one look, and the numbers that run on make of a book.

    The second pass runs twice: with the results of the first pass, then with those of both and the votes.
    """
    first, second = passes
    units, held = book.units, rule_out(book.units, book.clamps)
    alone, known = first.scores(book.items), second.sums(book.items)
    more = second_look(first, book, alone)
    both = first.mixed(second)

    def read(looks: Sequence[Sequence[str]]) -> list[list[int]]:
        return mix(alone, unpacked(second.sums(looks, known)))

    def voted(scores: list[list[int]]) -> list[list[int]]:
        return vote(units, book.looks, scores, chances(both, scores, held), both.scale, book.ruled)

    scores = read(more)
    sure = chances(both, voted(scores), held)
    again = read(manner(units, book.looks, [dict(enumerate(row)) for row in sure]))
    halves = [
        [(a + b) // 2 for a, b in zip(one, two, strict=True)] for one, two in zip(scores, again, strict=True)
    ]
    scores = voted(halves)
    told, before = chances(both, scores, held), held
    held = confirm(book.links, told, held)
    labels = best_labels(both, scores, held)
    if held is not before:
        told = chances(both, scores, held)
    labels = with_judged_beginnings(labels, told, ["j" in mine for mine in book.looks])
    labels = with_bodies(labels, told, [len(unit.text) > SHORT for unit in units])
    prose = [len(unit.text) > SHORT for unit in units] if book.exact else []
    return Decided(without_doubtful_gaps(labels, told, prose, signatures(units)), told, more)


def with_judged_beginnings(
    labels: Sequence[int], told: Sequence[Sequence[float]], judged: Sequence[bool]
) -> list[int]:
    """Return labels in which a letter is parted where the judge of headings parts it, if in doubt."""
    out = list(labels)
    for i in range(1, len(out)):
        if judged[i] and out[i - 1] == out[i] == INSIDE and told[i][BEGIN] >= _LIKELY:
            out[i - 1], out[i] = END, BEGIN
    return out


def with_bodies(labels: Sequence[int], told: Sequence[Sequence[float]], prose: Sequence[bool]) -> list[int]:
    """Return labels in which no letter is a heading alone, if what stands behind it may well be its words.

    `prose` tells of each unit whether it is long.
    """
    out = list(labels)
    for letter in letters_in(labels, told):
        end = letter.end
        if any(prose[letter.begin : end + 1]):
            continue
        while end + 1 < len(out) and out[end + 1] in _OUTSIDE and _outside(told[end + 1]) < _EVEN:
            end += 1
        if end > letter.end and any(prose[letter.end + 1 : end + 1]):
            if letter.end > letter.begin:
                out[letter.end] = INSIDE
            out[letter.end + 1 : end] = [INSIDE] * (end - letter.end - 1)
            out[end] = END
    return out


def _outside(told: Sequence[float]) -> float:
    return fsum(told[label] for label in _OUTSIDE)


def letters_in(labels: Sequence[int], told: Sequence[Sequence[float]]) -> list[Letter]:
    """Return the letters that a sequence of labels holds."""
    out = []
    at = 0
    while at < len(labels):
        if labels[at] != BEGIN:
            at += 1
            continue
        begin = end = at
        body = at + 1
        while body < len(labels) and labels[body] == HEAD:
            body += 1
        while (
            labels[end] != END
            and end + 1 < len(labels)
            and labels[end + 1] not in {BEGIN, NOTE, BETWEEN, BACK, FRONT}
        ):
            end += 1
        notes = end
        while notes + 1 < len(labels) and labels[notes + 1] == NOTE:
            notes += 1
        last = told[end][END] if end > begin else 1.0
        out.append(Letter(begin, min(body, end), end, notes, told[begin][BEGIN], last))
        at = notes + 1
    return out
