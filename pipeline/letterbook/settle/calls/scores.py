"""Score a trial: the worth of a scope's notes if its calls are printed in a certain style.

The candidates get their score here, in nats of log odds, from four sources: the surroundings of the
mark (`rules.calls.surroundings`), the habits of the edition (`rules.calls.habits`), the rarity of the number
(a 453 that stands once in a book is hardly there by chance, a 2 is), and the price of leaving a note
uncalled. `settle.calls.best_chain` then finds the best chain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import NamedTuple

from letterbook.model import Finding, Span
from letterbook.model.values import NoteOpening
from letterbook.rules.calls import weights
from letterbook.rules.calls.habits import Places, printed
from letterbook.rules.calls.marks import STYLES, Mark, Proposal, claims, find_marks, form
from letterbook.rules.calls.surroundings import Reader, Setting
from letterbook.rules.calls.words_beside import lexicon
from letterbook.settle.calls.best_chain import NO_CHAIN, Candidate, Chain, Costs, find_chain


class Habits(NamedTuple):
    """An edition's habits: where its calls stand, how many notes are never called or called again.

    `missed` and `again` are shares of the notes; a few imagined examples stand for what is usual, so
    that one odd note does not make a habit.
    """

    places: Places
    missed: float
    again: float

    @property
    def costs(self) -> Costs:
        """Return the price of leaving notes uncalled, in nats."""
        return Costs(gap=-log(self.missed) - weights.UNCALLED_IN_RUN, note=weights.UNCALLED_IN_RUN)


def usual() -> Habits:
    """Return the habits of print in general."""
    return _weigh_habits(printed(), 0, 0, 0)


def _weigh_habits(places: Places, notes: int, missed: int, again: int) -> Habits:
    return Habits(places, min(0.3, (1 + missed) / (20 + notes)), (0.5 + again) / (25 + notes))


@dataclass(frozen=True)
class Scope:
    """Notes and the areas where their calls may stand: a book, a letter, a page.

    `areas` and `notes` are in the order of the text; the notes are findings of kind "note.body"
    whose value has the printed "number". `keys` are the notes' keys in the edition; without them a note is
    known by its number.
    """

    key: str
    areas: tuple[Span, ...]
    notes: tuple[Finding[NoteOpening], ...]
    keys: tuple[str, ...] = ()

    def key_of(self, rank: int) -> str:
        """Return the key of a note by its rank."""
        return self.keys[rank] if self.keys else self.notes[rank].value.number

    @cached_property
    def ranks(self) -> Mapping[str, tuple[int, ...]]:
        """Return the ranks of the notes that bear a number: mostly one, more where a number comes again."""
        ranks: dict[str, tuple[int, ...]] = {}
        for rank, note in enumerate(self.notes):
            number = form(note.value.number)
            ranks[number] = (*ranks.get(number, ()), rank)
        return ranks

    @cached_property
    def size(self) -> int:
        """Return the code points of the areas."""
        return sum(area.end - area.start for area in self.areas)


@dataclass(frozen=True)
class Trial:
    """The candidates of a scope, what each is worth, and the best chain through them.

    `proposals`, `ranks` and `worths` run in parallel: a mark whose number several notes bear is
    there once for each of them. `gain` is what the chain is worth above calling nothing.
    """

    scope: Scope
    proposals: tuple[Proposal, ...]
    ranks: tuple[int, ...]
    worths: tuple[float, ...] = ()
    chain: Chain = NO_CHAIN
    gain: float = 0.0

    @cached_property
    def called(self) -> frozenset[int]:
        """Return the ranks that are called."""
        return frozenset(self.ranks[index] for index in self.chain.kept)

    @cached_property
    def rivals(self) -> Mapping[int, list[int]]:
        """Return for each rank the marks not kept that stand between the calls of the notes beside it."""
        spans = {self.proposals[index].span for index in self.chain.kept}
        chained = [index for index in self.chain.kept if index not in self.chain.aside]
        ranks = [self.ranks[index] for index in chained]
        starts = [self.proposals[index].span.start for index in chained]
        rivals: dict[int, list[int]] = {}
        for index, rank in enumerate(self.ranks):
            span = self.proposals[index].span
            low, high = bisect_left(ranks, rank), bisect_right(ranks, rank)
            after_last = low == 0 or starts[low - 1] < span.start
            before_next = high == len(starts) or span.start < starts[high]
            if span not in spans and after_last and before_next:
                rivals.setdefault(rank, []).append(index)
        return rivals


@dataclass(frozen=True)
class Field:
    """All marks of an edition, of all styles: one row of marks for each scope."""

    scopes: tuple[Scope, ...]
    rows: tuple[tuple[Mark, ...], ...]
    reader: Reader

    def styles(self) -> tuple[str, ...]:
        """Return the styles that may be the edition's: a third of the notes the best one reaches, or more."""
        reach: dict[str, set[tuple[int, str]]] = {style: set() for style in STYLES if style != "sign"}
        for number, (scope, row) in enumerate(zip(self.scopes, self.rows, strict=True)):
            for mark in row:
                if mark.style != "sign" and mark.number in scope.ranks:
                    reach[mark.style].add((number, mark.number))
        most = max(len(seen) for seen in reach.values())
        return tuple(style for style, seen in reach.items() if seen and len(seen) * 3 >= most)

    def gather(self, style: str) -> tuple[Trial, ...]:
        """Return the candidates of every scope in one style (stars and daggers go with any)."""
        return tuple(
            self._candidates(scope, (mark for mark in row if mark.style in (style, "sign")))
            for scope, row in zip(self.scopes, self.rows, strict=True)
        )

    def _candidates(self, scope: Scope, marks: Iterable[Mark]) -> Trial:
        proposals, ranks = [], []
        for mark in marks:
            if mark.number in scope.ranks:
                one = Proposal.of(mark, self.reader)
                for rank in scope.ranks[mark.number]:
                    proposals.append(one)
                    ranks.append(rank)
        return Trial(scope, tuple(proposals), tuple(ranks))

    def seen(self, style: str) -> Counter[str]:
        """Count the marks of a style by number; one that several scopes share is counted once."""
        marks = {mark.span: mark.number for row in self.rows for mark in row if mark.style in (style, "sign")}
        return Counter(marks.values())

    @cached_property
    def size(self) -> int:
        """Return the code points of all areas, those that several scopes share counted once."""
        return sum(area.end - area.start for area in {area for scope in self.scopes for area in scope.areas})


def survey(text: str, scopes: Sequence[Scope], claimed: Sequence[Span], languages: Collection[str]) -> Field:
    """Find all marks in all areas whose number is that of some note, in one pass over the text."""
    numbers = frozenset(number for scope in scopes for number in scope.ranks)
    is_claimed = claims(claimed)
    rows = []
    for scope in scopes:
        row = sorted(find_marks(text, scope.areas, numbers, is_claimed), key=lambda mark: mark.span)
        rows.append(tuple(row))
    reader = Reader(text, lexicon(tuple(sorted(languages))), is_claimed)
    return Field(tuple(scopes), tuple(rows), reader)


def _strays(trials: Sequence[Trial], seen: Counter[str]) -> Counter[str]:
    """Count how often each number stands without being a call: what is left when the calls are taken."""
    taken: Counter[str] = Counter()
    for trial in trials:
        if trial.worths:
            taken.update(trial.proposals[index].number for index in trial.chain.kept)
        else:
            taken.update(number for number, ranks in trial.scope.ranks.items() for _ in ranks)
    return seen - taken


def _search(trial: Trial, habits: Habits, strays: Counter[str], whole: int) -> Trial:
    """Find the best chain of a scope.

    The rarity of a number is how unlikely it is to stand by chance where its call is looked for: the
    strays of the whole edition, shared out over the scope's part of the text, divided by its notes.
    """
    scope = trial.scope
    share = scope.size / whole / len(scope.notes) if scope.notes else 0.0
    rare = {
        number: max(weights.COMMONEST, min(weights.RAREST, -log(max(strays[number], 0.5) * share + 1e-9)))
        for number in scope.ranks
    }
    odds = [one.odds(habits.places) for one in trial.proposals]
    worths = tuple(each + rare[one.number] for each, one in zip(odds, trial.proposals, strict=True))
    again = log(habits.again)
    candidates = [
        Candidate(
            one.span.start,
            rank,
            worth,
            worth + again,
            each + weights.OUT_OF_ORDER - log(max(1, strays[one.number])),
        )
        for one, rank, worth, each in zip(trial.proposals, trial.ranks, worths, odds, strict=True)
    ]
    chain = find_chain(candidates, len(scope.notes), habits.costs)
    gain = chain.total + habits.costs.of(len(scope.notes))
    return Trial(scope, trial.proposals, trial.ranks, worths, chain, gain)


def search(field: Field, trials: Sequence[Trial], style: str, habits: Habits) -> tuple[Trial, ...]:
    """Find the best chain of every scope, by these habits."""
    strays = _strays(trials, field.seen(style))
    trials = tuple(_search(trial, habits, strays, field.size or 1) for trial in trials)
    while clashes := _clashes(trials):
        trials = tuple(
            _search(_without(trial, clashes[number]), habits, strays, field.size)
            if number in clashes
            else trial
            for number, trial in enumerate(trials)
        )
    return trials


def _clashes(trials: Sequence[Trial]) -> dict[int, set[Span]]:
    """Find the marks that two scopes keep: for each scope those that another makes more of."""
    best: dict[Span, tuple[float, int]] = {}
    lost: dict[int, set[Span]] = {}
    for number, trial in enumerate(trials):
        for index in trial.chain.kept:
            span, claim = trial.proposals[index].span, (trial.worths[index], -number)
            rival = best.get(span)
            if rival is None or claim > rival:
                best[span] = claim
            if rival is not None:
                lost.setdefault(-min(rival, claim)[1], set()).add(span)
    return lost


def _without(trial: Trial, spans: Collection[Span]) -> Trial:
    left = [index for index, one in enumerate(trial.proposals) if one.span not in spans]
    return Trial(trial.scope, tuple(trial.proposals[i] for i in left), tuple(trial.ranks[i] for i in left))


def learn(trials: Sequence[Trial]) -> Habits:
    """Learn the edition's habits from the calls found so far, and from what is surely none.

    A mark that stands where its call could stand teaches nothing: it may be a call missed.
    """
    calls: list[Setting] = []
    others: list[Setting] = []
    notes = missed = again = 0
    for trial in trials:
        kept = {trial.proposals[index].span for index in trial.chain.kept}
        unsure = {trial.proposals[index].span for rivals in trial.rivals.values() for index in rivals}
        for span, one in {one.span: one for one in trial.proposals}.items():
            if span not in unsure:
                (calls if span in kept else others).append(one.setting)
        notes += len(trial.scope.notes)
        missed += len(trial.scope.notes) - len(trial.called)
        again += len(trial.chain.kept) - len(trial.called)
    return _weigh_habits(printed().learn(calls, others), notes, missed, again)
