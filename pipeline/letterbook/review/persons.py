"""The persons of the edition with how many letters each wrote and received, and who may be one with whom.

An editor looks here for one person under two names, which [[same-person]] makes one in all letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from letterbook.model import Edition, Letter, letters
from letterbook.project.decisions_writer import write_toml
from letterbook.values.names.forms import Name, fold
from letterbook.values.names.read import read_name
from letterbook.values.names.same_person import asked_under, filed_under, fits

_ONE = "One person under two names."
#: So many are compared with each other; of a longer list, only those whose last words are alike.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Likely:
    """Another person who may be the same one, and the lines of decisions.toml that say so."""

    name: str
    lines: str


@dataclass(frozen=True, slots=True)
class Met:
    """A person of the edition: the name, other names, and how many letters they wrote and received."""

    name: str
    aliases: tuple[str, ...]
    sent: int
    received: int
    like: tuple[Likely, ...] = ()


def persons_of(edition: Edition, by: str = "") -> tuple[Met, ...]:
    """Return the persons who wrote or received letters, by their last names."""
    all_ = letters(edition)
    sent = Counter(chain.from_iterable({g.value.key for g in one.sent.persons} for one in all_))
    received = Counter(chain.from_iterable({g.value.key for g in one.received.persons} for one in all_))
    known = [e for e in edition.register if e.kind != "place" and (sent[e.key] or received[e.key])]
    apart = {frozenset(pair) for one in all_ for pair in _facing(one)}
    names = {entry.key: read_name(entry.name, edition.languages, roles=True) for entry in known}
    words = {entry.key: {fold(part) for part in entry.name.split()} for entry in known}
    filed: dict[str, list[int]] = {}
    for place, entry in enumerate(known):
        for sign in _of(names[entry.key], filed_under):
            filed.setdefault(sign, []).append(place)
    out = []
    for place, entry in enumerate(known):
        weight, mine = sent[entry.key] + received[entry.key], words[entry.key]
        near = {other for sign in _of(names[entry.key], asked_under) for other in filed.get(sign, ())}
        # the one with fewer letters is offered to be the other
        like = [
            (min(shared), at, other)
            for at, other in ((at, known[at]) for at in near if at != place)
            if (weight, entry.key) < (sent[other.key] + received[other.key], other.key)
            and (shared := mine & words[other.key])
            and frozenset((entry.key, other.key)) not in apart
            and _may_be_one(names[entry.key], names[other.key])
        ]
        like.sort(key=itemgetter(0, 1))
        offers = tuple(
            Likely(other.name, same_person(entry.name, other.name, by)) for _, _, other in like[:_NAMED]
        )
        out.append(Met(entry.name, entry.aliases, sent[entry.key], received[entry.key], offers))
    return tuple(sorted(out, key=lambda one: (fold(one.name.split()[-1]), fold(one.name))))


def same_person(person: str, name: str, by: str = "") -> str:
    """Return the lines that say that two are one."""
    return write_toml("same-person", {"person": person, "name": name, "reason": _ONE}, by)


def _facing(letter: Letter) -> list[tuple[str, str]]:
    """Return who writes to whom in a letter: they are two."""
    return [
        (one.value.key, other.value.key)
        for one in letter.sent.persons
        for other in letter.received.persons
        if one.value.key and other.value.key
    ]


def _may_be_one(one: Name | None, other: Name | None) -> bool:
    """Tell whether nothing in two names contradicts that they are one person's."""
    if one is None or other is None or "person" not in (one.kind, other.kind):
        return False
    return fits(one, other, loosely=True)


def _of(name: Name | None, under: Callable[[Name], Iterable[str]]) -> set[str]:
    """Return the entries of an index that a person's name has."""
    return set(under(name)) if name is not None and name.kind == "person" else set()


def spare(found: Sequence[Met]) -> int:
    """Return how many persons may be one with another."""
    return sum(bool(one.like) for one in found)
