"""Decide which digits call notes, from all candidates of a scope, and all scopes, together.

Three things decide. The *style*: an edition prints its calls in one way, which is found by comparing the
totals of the best chains of each style. The *chain*: calls run in the order of the notes
(`settle/calls/best_chain.py`). The *habit*: where the calls found first stand in their sentences tells
where the others are to be expected. The chains are searched again with these habits, so that a letter with
a single note is judged by those of the whole edition (`settle/calls/scores.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from letterbook.model import Decision, Finding, Source, Span, Subject, Topic
from letterbook.model.values import NoteCall
from letterbook.rules.calls import weights
from letterbook.rules.calls.marks import STYLES
from letterbook.settle.calls.scores import Scope, Trial, learn, search, survey, usual

__all__ = ["Scope", "StyleVerdict", "judge_style", "settle_calls"]

_TOLD = 3  # rivals named in one decision


class StyleVerdict(NamedTuple):
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
        return f"{self.called} of {self.notes} notes are called in the style “{STYLES[self.style]}”"

    @property
    def second(self) -> str:
        """Say which style came second, in plain words; "" where no other calls any note."""
        best = next((other for other in self.others if other[1]), None)
        return f"in the next best, “{STYLES[best[0]]}”, {best[1]} could be" if best else ""


def _try_all(
    source: Source,
    scopes: Sequence[Scope],
    claimed: Sequence[Span],
    languages: Collection[str],
    style: str | None = None,
) -> tuple[StyleVerdict, tuple[Trial, ...]]:
    field = survey(source.text, scopes, claimed, languages)
    tried = []
    for order, one in enumerate(field.styles() or ("bare",) if style is None else (style,)):
        trials = search(field, field.gather(one), one, usual())
        worth = round(sum(trial.gain for trial in trials), 6)
        tried.append((worth, -order, one, trials))
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
    source: Source,
    scopes: Sequence[Scope],
    claimed: Sequence[Span],
    languages: Collection[str],
    style: str | None = None,
) -> tuple[tuple[Finding[NoteCall], ...], tuple[Decision, ...]]:
    """Find the calls of all notes, and tell the hard cases.

    `style` is the editor's word on how they are printed.

    `claimed` are the digits that other rules have read (numbers of letters, pages and paragraphs,
    dates): only the digits, since a call may stand beside them in the same line. The findings have
    kind "note.call", in the order of the text. The decisions name what lost, and why.
    """
    if not any(scope.notes for scope in scopes):
        return (), ()
    verdict, trials = _try_all(source, scopes, claimed, languages, style)
    found: list[Finding[NoteCall]] = []
    decisions = [Decision(Subject(Topic.CALL_STYLE), None, (), verdict.reason, verdict.second)]
    for trial in trials:
        kept, told = _report(trial)
        found += kept
        decisions += told
    return tuple(sorted(found, key=lambda finding: finding.span)), tuple(decisions)


def settle_forms(
    source: Source,
    forms: Sequence[Sequence[Scope]],
    claimed: Sequence[Span],
    languages: Collection[str],
    style: str | None = None,
) -> list[tuple[tuple[Finding[NoteCall], ...], tuple[Decision, ...]]]:
    """Find the calls of the notes of each form by themselves, as `settle_calls` does."""
    return [settle_calls(source, scopes, claimed, languages, style) for scopes in forms]


def _value(trial: Trial, index: int) -> NoteCall:
    rank = trial.ranks[index]
    number = trial.scope.notes[rank].value.number
    return NoteCall(number, trial.proposals[index].style, trial.scope.key, rank)


def _report(trial: Trial) -> tuple[list[Finding[NoteCall]], list[Decision]]:
    """Make the findings of one scope, and the decisions on its hard cases.

    A mark that is likelier another number, although the chain could use it, is left to the editor:
    nothing invented beats everything found.
    """
    found: dict[int, Finding[NoteCall]] = {}
    doubtful: dict[int, Finding[NoteCall]] = {}
    for index in trial.chain.kept:
        rank = trial.ranks[index]
        beside = [n for n in (rank - 1, rank + 1) if n in trial.called]
        reasons = [f"the call of note {trial.scope.notes[n].value.number} stands on one side" for n in beside]
        odds = trial.worths[index] + weights.CALLED_NEIGHBOUR * len(beside)
        (found if odds > 0 else doubtful)[index] = trial.proposals[index].finding(
            odds, _value(trial, index), reasons
        )
    return list(found.values()), list(_decide(trial, found, doubtful))


def _decide(
    trial: Trial, found: Mapping[int, Finding[NoteCall]], doubtful: Mapping[int, Finding[NoteCall]]
) -> Iterator[Decision]:
    """Tell what an editor should look at: notes never called, called again, or with a rival near by."""
    at: dict[int, list[int]] = {}  # rank -> its calls
    for index in found:
        at.setdefault(trial.ranks[index], []).append(index)
    for index, finding in doubtful.items():
        reason = "only the order of the notes speaks for this mark, its surroundings do not"
        subject = Subject(Topic.CALL_DOUBTFUL, note=trial.scope.key_of(trial.ranks[index]))
        yield Decision(subject, None, (finding,), reason)
    for rank in range(len(trial.scope.notes)):
        key, calls, others = trial.scope.key_of(rank), at.get(rank, []), trial.rivals.get(rank, [])
        if not calls:
            why = "; the marks with its number are other numbers by their surroundings" if others else ""
            reason = f"no call stands between the calls of the notes before and after it{why}"
            yield Decision(Subject(Topic.CALL_MISSING, note=key), None, _dropped(trial, others), reason)
            continue
        first = found[calls[0]]
        for index in calls:
            if index in trial.chain.aside:
                reason = "the mark stands out of the order of the notes, but where calls stand"
                yield Decision(Subject(Topic.CALL_OUT_OF_ORDER, note=key), found[index], (), reason)
        if len(calls) > 1:
            reason = "the further marks stand where calls stand, before the call of the next note"
            subject = Subject(Topic.CALL_REPEATED, note=key, count=len(calls))
            yield Decision(subject, first, (), reason)
        least = min(trial.worths[index] for index in calls)
        close = [index for index in others if trial.worths[index] > least - weights.CLOSE_RIVAL]
        if close:
            reason = "of the marks with its number, the one kept has the likelier surroundings"
            yield Decision(Subject(Topic.CALL_RIVALS, note=key), first, _dropped(trial, close), reason)


def _dropped(trial: Trial, indexes: Sequence[int]) -> tuple[Finding[NoteCall], ...]:
    best = sorted(indexes, key=lambda index: (-trial.worths[index], index))[:_TOLD]
    return tuple(trial.proposals[index].finding(trial.worths[index], _value(trial, index)) for index in best)
