"""Which digits are note calls? All candidates of a scope are seen together, and all scopes.

Three things decide. The *style*: an edition prints its calls in one way, found by comparing what
the best chains of each style are worth. The *chain*: calls run in the order of the notes
(`letterbook.settle.chains`). The *habit*: where the calls found first stand in their sentences tells
where the others are to be expected; the chains are searched again with what was learned, so that a
letter with a single note leans on the whole edition (`letterbook.settle.call_trials`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from letterbook.model import Decision, Finding, Source, Span
from letterbook.rules.note_calls import STYLES
from letterbook.settle.call_trials import Scope, Trial, learn, search, survey, usual

__all__ = ["Scope", "StyleVerdict", "judge_style", "settle_calls"]

_CLOSE = 1.5  # a rival not this much worse than the call kept is told to the editor (nats)
_STRONG = 1.0  # a mark worth this much that is dropped is told, too
_NEIGHBOUR = 1.5  # what a called neighbour on either side adds to the confidence
_TOLD = 3  # rivals named in one decision


@dataclass(frozen=True)
class StyleVerdict:
    """How the edition prints its calls: the style, how many of the notes are called so, and the runners-up.

    `others` are (style, notes called, worth), best first; `worth` is in nats.
    """

    style: str
    called: int
    notes: int
    worth: float
    others: tuple[tuple[str, int, float], ...] = ()

    @property
    def reason(self) -> str:
        """Say why, in plain words."""
        says = f"{self.called} of {self.notes} notes are called in the style “{STYLES[self.style]}”"
        best = next((other for other in self.others if other[1]), None)
        return f"{says}; in the next best, “{STYLES[best[0]]}”, {best[1]} could be" if best else says


def _try_all(
    source: Source, scopes: Sequence[Scope], claimed: Sequence[Span], languages: Collection[str]
) -> tuple[StyleVerdict, tuple[Trial, ...]]:
    field = survey(source.text, scopes, claimed, languages)
    tried = []
    for order, style in enumerate(field.styles() or ("bare",)):
        trials = search(field, field.gather(style), style, usual())
        worth = round(sum(trial.gain for trial in trials), 6)
        tried.append((worth, -order, style, trials))
    tried.sort(key=lambda row: row[:2], reverse=True)
    worth, _, style, trials = tried[0]
    others = tuple((name, _called(lesser), total) for total, _, name, lesser in tried[1:])
    trials = search(field, trials, style, learn(trials))
    notes = sum(len(scope.notes) for scope in scopes)
    only_signs = all(one.style == "sign" for trial in trials for one in trial.proposals)
    return StyleVerdict("sign" if only_signs else style, _called(trials), notes, worth, others), trials


def _called(trials: Sequence[Trial]) -> int:
    return sum(len(trial.called) for trial in trials)


def judge_style(
    source: Source, scopes: Sequence[Scope], claimed: Sequence[Span], languages: Collection[str]
) -> StyleVerdict:
    """Find the style in which the edition prints its calls: the one whose best chains are worth most.

    `worth` can also be compared between ways of cutting the same notes into scopes.
    """
    return _try_all(source, scopes, claimed, languages)[0]


def settle_calls(
    source: Source, scopes: Sequence[Scope], claimed: Sequence[Span], languages: Collection[str]
) -> tuple[tuple[Finding, ...], tuple[Decision, ...]]:
    """Find the calls of all notes, and tell the hard cases.

    `claimed` are the digits that other rules have read (numbers of letters, pages and paragraphs,
    dates): only the digits, since a call may stand beside them in the same line. The findings have
    kind "note.call" and the value {"number", "scope", "rank", "style"}, in the order of the text;
    rank counts the notes of the scope from 0. The decisions name what lost, and why.
    """
    if not any(scope.notes for scope in scopes):
        return (), ()
    verdict, trials = _try_all(source, scopes, claimed, languages)
    found: list[Finding] = []
    decisions = [Decision("style of the note calls", None, (), verdict.reason)]
    for trial in trials:
        kept, told = _report(trial)
        found += kept
        decisions += told
    return tuple(sorted(found, key=lambda finding: finding.span)), tuple(decisions)


def _value(trial: Trial, index: int) -> dict[str, str]:
    rank = trial.ranks[index]
    return {
        "number": trial.scope.notes[rank].value["number"],
        "scope": trial.scope.key,
        "rank": str(rank),
        "style": trial.proposals[index].style,
    }


def _report(trial: Trial) -> tuple[list[Finding], list[Decision]]:
    """Make the findings of one scope, and the decisions on its hard cases."""
    called = {trial.ranks[index] for index in trial.chain.kept}
    found: dict[int, Finding] = {}
    for index in trial.chain.kept:
        rank = trial.ranks[index]
        beside = [n for n in (rank - 1, rank + 1) if n in called]
        reasons = [
            f"the call of note {trial.scope.notes[n].value['number']} stands on one side" for n in beside
        ]
        odds = trial.worths[index] + _NEIGHBOUR * len(beside)
        found[index] = trial.proposals[index].finding(odds, _value(trial, index), reasons)
    return list(found.values()), list(_decide(trial, found))


def _decide(trial: Trial, found: dict[int, Finding]) -> Iterator[Decision]:
    notes = trial.scope.notes
    rivals: dict[int, list[int]] = {}
    taken = {trial.proposals[index].span for index in found}
    for index, rank in enumerate(trial.ranks):
        if index not in found and trial.proposals[index].span not in taken:
            rivals.setdefault(rank, []).append(index)
    calls: dict[int, list[int]] = {}
    for index in found:
        calls.setdefault(trial.ranks[index], []).append(index)

    def dropped(indexes: Sequence[int]) -> tuple[Finding, ...]:
        best = sorted(indexes, key=lambda index: (-trial.worths[index], index))[:_TOLD]
        return tuple(
            trial.proposals[index].finding(trial.worths[index], _value(trial, index)) for index in best
        )

    for rank, note in enumerate(notes):
        number = note.value["number"]
        others = rivals.get(rank, [])
        if rank not in calls:
            why = (
                "no mark with its number stands where it could be"
                if not others
                else ("no mark with its number stands in the right order and place of the sentence")
            )
            yield Decision(f"note {number}: not called", None, dropped(others), why)
            continue
        for index in calls[rank]:
            if index in trial.chain.aside:
                yield Decision(
                    f"note {number}: called out of order", found[index], (), "the place speaks for it"
                )
        if len(calls[rank]) > 1:
            yield Decision(
                f"note {number}: called {len(calls[rank])} times",
                found[calls[rank][0]],
                (),
                "the further marks stand where calls stand, before the call of the next note",
            )
        least = min(trial.worths[index] for index in calls[rank])
        close = [i for i in others if trial.worths[i] > max(_STRONG, least - _CLOSE)]
        if close:
            yield Decision(
                f"note {number}: which mark calls it",
                found[calls[rank][0]],
                dropped(close),
                "the order of the notes and the place in the sentence speak for the one kept",
            )
