"""Proposes the calls of one style in a text, by their surroundings alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from letterbook.model import Finding, Source, Span
from letterbook.model.values import NoteCall
from letterbook.rules.calls.habits import printed
from letterbook.rules.calls.marks import Proposal, claims, find_marks, form
from letterbook.rules.calls.surroundings import Reader
from letterbook.rules.calls.words_beside import lexicon


def find_calls(
    source: Source,
    areas: Sequence[Span],
    style: str,
    numbers: Collection[str],
    claimed: Sequence[Span],
    languages: Collection[str],
) -> Iterator[Finding[NoteCall]]:
    """Propose every mark of a style ("bare", "bracket" ...) whose number is a note's (kind "note.call").

    The confidence is what the surroundings alone say.
    """
    wanted = {form(number): number for number in sorted(numbers)}
    is_claimed = claims(claimed)
    reader = Reader(source.text, lexicon(tuple(sorted(languages))), is_claimed)
    for mark in find_marks(source.text, areas, wanted, is_claimed):
        if mark.style == style:
            one = Proposal.of(mark, reader)
            yield one.finding(one.odds(printed()), NoteCall(wanted[one.number], style))
