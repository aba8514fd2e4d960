"""Tell from which printed names a person was gathered: the letters they stand in, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from letterbook.model import Decision, Entry, Evidence, Finding, Print, Span, Subject, Topic
from letterbook.model.kinds import GATHERED
from letterbook.model.values import Party
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.printed_names import Named
from letterbook.values.names.forms import Name
from letterbook.values.names.same_person import People, likeness

_WHY = {
    "same": "the fullest name",
    "initials": "initials of it",
    "shortened": "a given name of it is shortened",
    "surname": "the surname alone",
    "given": "a given name alone",
    "less": "fewer given names",
    "spelling": "another spelling, or a surname more",
}


def with_prints(
    entries: Iterable[Entry], people: People, letters: Sequence[Signs], named: Sequence[Named]
) -> Iterator[Entry]:
    """Yield entries with the names that were taken for theirs, those of the title page last."""
    seen: dict[str, dict[str, tuple[Name, list[str]]]] = {}
    for signs, row in zip(letters, named, strict=True):
        heading = (row.heading.senders, row.heading.recipients, row.heading.bare)
        for said in (*heading, *row.salutes, *row.calls, *row.signatures, *row.addresses):
            for name in said.names if said else ():
                keys = people.find(name)
                if len(keys) == 1:
                    _, where = seen.setdefault(keys[0], {}).setdefault(name.text, (name, []))
                    where += [] if signs.key in where else [signs.key]
    for entry in entries:
        best, *others = people.forms[entry.key]
        mine = seen.get(entry.key, {})
        rest = {name.text: (name, list[str]()) for name in (best, *others) if name.text not in mine}
        prints = tuple(
            Print(text, tuple(where), likeness(name, best))
            for text, (name, where) in {**mine, **rest}.items()
        )
        yield replace(entry, prints=prints)


def tell_prints(entries: Iterable[Entry], letters: Sequence[Signs]) -> Iterator[Decision]:
    """Yield, for each person of several names, what the review says of them."""
    spans = {signs.key: signs.span for signs in letters}
    for entry in entries:
        if len(entry.prints) < 2:  # noqa: PLR2004 (one name needs no reason)
            continue
        because = tuple(
            Evidence(None, f"“{one.name}” ({_where(one.letters)}): {_WHY[one.why]}") for one in entry.prints
        )
        first = next((spans[key] for one in entry.prints for key in one.letters), Span(0, 0))
        kept = Finding(
            GATHERED,
            Span(first.start, first.start),
            "parties.register",
            1.0,
            Party(entry.name, entry.key),
            because,
        )
        reason = "; ".join(one.says for one in because)
        yield Decision(Subject(Topic.PERSON, name=entry.name), kept, (), reason)


def _where(letters: Sequence[str]) -> str:
    return f"letters {', '.join(letters)}" if letters else "the title page"
