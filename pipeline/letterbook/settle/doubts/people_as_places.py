"""Drop a place that bears the name of the letter's writer or reader: "3 January: Maurice Brand"."""

from __future__ import annotations

from collections.abc import Mapping

from letterbook.model import Decision, Finding, Subject, Topic
from letterbook.model.values import Given
from letterbook.settle.dates.judge import Dating
from letterbook.settle.letter_lines import Parties
from letterbook.values.names.forms import fold


def without_people(
    dating: Mapping[str, Dating], parties: Mapping[str, Parties]
) -> tuple[dict[str, Dating], tuple[Decision, ...]]:
    """Return the dating without such places, and a decision on each."""
    days: dict[str, Dating] = {}
    decisions: list[Decision] = []
    for key, one in dating.items():
        days[key] = one
        of_letter = parties.get(key, Parties())
        people = {fold(guess.value.name) for guess in (*of_letter.senders, *of_letter.recipients)}
        place = one.place
        if place is None or fold(place.value.name) not in people:
            continue
        days[key] = one._replace(place=None, place_span=None)
        spot = place.printed or next((reason.span for reason in place.because if reason.span), None)
        lost = (
            Finding("letter.place", spot, place.ground, 0.5, Given(place.value.name), place.because)
            if spot
            else None
        )
        reason = "it is the name of the writer or the reader"
        decisions.append(Decision(Subject(Topic.PLACE, key), None, (lost,) if lost else (), reason))
    return days, tuple(decisions)
