"""A trial: what the notes of a scope are worth if its calls are printed in a certain style.

The candidates get their score here, in nats of log odds, from four sources: the surroundings of the
mark (`rules.call_context`), the habits of the edition (`rules.call_places`), the rarity of the number
(a 453 that stands once in a book is hardly there by chance, a 2 is), and the price of leaving a note
uncalled. `settle.chains` then finds the best chain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from letterbook.model import Finding, Span
from letterbook.rules.call_context import Lexicon
from letterbook.rules.call_places import Places, printed
from letterbook.rules.note_calls import Proposal, form, marks, propose
from letterbook.settle.chains import Candidate, Chain, Costs, find_chain

COSTS = Costs(gap=2.0, note=1.0)  # a single note never called is as rare as e^-3
_AGAIN = -4.0  # a further call of the note just called
_ASIDE = -8.0  # a call out of order
_RAREST = 3.5  # rarity speaks no louder than this
_COMMONEST = -1.0
_PASSES = 2  # once with the usual habits, once with those of the edition


@dataclass(frozen=True)
class Scope:
    """Notes and the areas where their calls may stand: a book, a letter, a page.

    `areas` and `notes` are in the order of the text; the notes are findings of kind "note.body"
    whose value has the printed "number".
    """

    key: str
    areas: tuple[Span, ...]
    notes: tuple[Finding, ...]

    @cached_property
    def ranks(self) -> Mapping[str, tuple[int, ...]]:
        """Return the ranks of the notes that bear a number: mostly one, more where a number comes again."""
        ranks: dict[str, tuple[int, ...]] = {}
        for rank, note in enumerate(self.notes):
            number = form(note.value["number"])
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
    there once for each of them.
    """

    scope: Scope
    proposals: tuple[Proposal, ...]
    ranks: tuple[int, ...]
    worths: tuple[float, ...] = ()
    chain: Chain = Chain([], frozenset(), 0.0, 0)

    @property
    def gain(self) -> float:
        """Return what the chain is worth above calling nothing."""
        return self.chain.total + COSTS.of(len(self.scope.notes))


def _rarity(
    text: str, scopes: Sequence[Scope], styles: Sequence[str], is_claimed: Callable[[int], bool]
) -> Callable[[Scope, str], float]:
    """Return how unlikely a number is to stand by chance where its call is looked for, in nats.

    The expected number of strays is counted over the whole edition (what is left of a number's
    marks when every note that bears it has taken one) and shared out over the places looked at:
    a scope's part of the text, divided by its notes.
    """
    notes = Counter(number for scope in scopes for number, ranks in scope.ranks.items() for _ in ranks)
    areas = sorted({area for scope in scopes for area in scope.areas})
    seen = Counter(
        number for style in styles for _, _, number in marks(text, areas, style, notes, is_claimed)
    )
    whole = sum(area.end - area.start for area in areas) or 1

    def rarity(scope: Scope, number: str) -> float:
        strays = max(0.5, seen[number] - notes[number])
        expected = strays * scope.size / whole / len(scope.notes)
        return max(_COMMONEST, min(_RAREST, -log(expected))) if expected else _RAREST

    return rarity


def _gather(
    text: str, scope: Scope, styles: Sequence[str], is_claimed: Callable[[int], bool], lex: Lexicon
) -> Trial:
    found = [
        (one.span, rank, one)
        for style in styles
        for one in propose(text, scope.areas, style, scope.ranks.keys(), is_claimed, lex)
        for rank in scope.ranks[one.number]
    ]
    found.sort(key=lambda row: row[:2])
    return Trial(scope, tuple(one for _, _, one in found), tuple(rank for _, rank, _ in found))


def _search(trial: Trial, places: Places, rarity: Callable[[Scope, str], float]) -> Trial:
    rare = {number: rarity(trial.scope, number) for number in trial.scope.ranks}
    odds = [one.odds(places) for one in trial.proposals]
    worths = tuple(each + rare[one.number] for each, one in zip(odds, trial.proposals, strict=True))
    candidates = [
        Candidate(one.span.start, rank, worth, worth + _AGAIN, each + _ASIDE)
        for one, rank, worth, each in zip(trial.proposals, trial.ranks, worths, odds, strict=True)
    ]
    chain = find_chain(candidates, len(trial.scope.notes), COSTS)
    return Trial(trial.scope, trial.proposals, trial.ranks, worths, chain)


def _learn(trials: Sequence[Trial]) -> Places:
    """Learn from the calls found so far where this edition puts its calls and its other numbers."""
    calls, others = [], []
    for trial in trials:
        kept = {trial.proposals[index].span for index in trial.chain.kept}
        for span, one in {one.span: one for one in trial.proposals}.items():
            (calls if span in kept else others).append(one.setting)
    return printed().learn(calls, others)


def try_styles(
    text: str, scopes: Sequence[Scope], styles: Sequence[str], is_claimed: Callable[[int], bool], lex: Lexicon
) -> tuple[Trial, ...]:
    """Find the best chain of every scope, if calls are printed in these styles."""
    rarity = _rarity(text, scopes, styles, is_claimed)
    places = printed()
    trials = [_gather(text, scope, styles, is_claimed, lex) for scope in scopes]
    for turn in range(_PASSES):
        if turn:
            places = _learn(trials)
        trials = [_search(trial, places, rarity) for trial in trials]
    return tuple(trials)
