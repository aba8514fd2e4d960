"""Drop a place that bears the name of the letter's writer or reader: "3 January: Maurice Brand"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import takewhile

from letterbook.model import Decision, Finding, Guess, Locality, Span, Subject, Topic
from letterbook.model.values import Given
from letterbook.settle.dates.judge import Dating
from letterbook.settle.letter_lines import Parties
from letterbook.values.names.forms import fold

#: Places that stand below a letter, where it is signed.
_BELOW = ("place.foot", "place.tail")
_INITIAL = re.compile(r"[^\W\d_]\.")


def without_people(
    dating: Mapping[str, Dating], parties: Mapping[str, Parties]
) -> tuple[dict[str, Dating], tuple[Decision, ...]]:
    """Return the dating without such places, and a decision on each; a place behind a signature stays."""
    days: dict[str, Dating] = {}
    decisions: list[Decision] = []
    named = [
        guess.value.name.split() for one in parties.values() for guess in (*one.senders, *one.recipients)
    ]
    # "Duke of Norton" is of a place
    surnames = {fold(words[-1]) for words in named if len(words) > 1 and words[-2][:1].isupper()}
    for key, one in dating.items():
        days[key] = one
        of_letter = parties.get(key, Parties())
        people = {fold(guess.value.name) for guess in (*of_letter.senders, *of_letter.recipients)}
        place = one.place
        if place is None:
            continue
        rest = _behind_signature(place, surnames)
        if rest is not None and fold(place.value.name) not in people:
            days[key] = one._replace(place=rest, place_span=rest.printed if one.place_span else None)
            continue
        days[key] = one._replace(place=None, place_span=None)
        spot = place.printed or next((reason.span for reason in place.because if reason.span), None)
        lost = (
            Finding("letter.place", spot, place.ground, 0.5, Given(place.value.name), place.because)
            if spot
            else None
        )
        reason = "it is, or begins with, the name of a writer or a reader"
        decisions.append(Decision(Subject(Topic.PLACE, key), None, (lost,) if lost else (), reason))
    return days, tuple(decisions)


def _behind_signature(place: Guess[Locality], surnames: Collection[str]) -> Guess[Locality] | None:
    """Return a place without the signature before it: "F. Holt Norton", below a letter "Holt Norton".

    None where nothing is left of it.
    """
    words = place.value.name.split()
    initials = sum(1 for _ in takewhile(_INITIAL.fullmatch, words))
    at = next((n for n, word in enumerate(words) if n >= initials and fold(word) in surnames), -1)
    if not (initials and at >= 0) and not (place.ground.startswith(_BELOW) and at == 0):
        return place
    rest = " ".join(words[at + 1 :])
    if not rest:
        return None
    span = place.printed
    if span and span.end - span.start == len(place.value.name):
        span = Span(span.end - len(rest), span.end)
    return replace(place, value=Locality(rest), printed=span, ground="place.signed")
