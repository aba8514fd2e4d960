"""Apply the editor's word that several persons whom letterbook tells apart are one: [[same-person]].

It is applied after all evidence and all decisions on single letters, and before letters are tied to each
other, so that the exchange of two persons holds all their letters. What cannot hold at once is refused: one
person who is two others, two who are each other, somebody who would write to themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from letterbook.model import Decision, Entry, Guess, Person, Span, Subject, Topic
from letterbook.problems import Problem, problem
from letterbook.project.decisions_toml import Ruling
from letterbook.project.registers import Row
from letterbook.project.toml_file import shown
from letterbook.settle.editor.bind import BoundDecisions, contradiction, find_letters, record, unmet
from letterbook.settle.letter_lines import Signs
from letterbook.values.names.forms import fold

TABLE = "same-person"
_ROLES = ("sender", "recipient")

Sides = tuple[tuple[Guess[Person], ...], tuple[Guess[Person], ...]]


class Merged(NamedTuple):
    """The senders and recipients of each letter, and the persons of the edition, with what was decided."""

    chosen: list[Sides]
    entries: tuple[Entry, ...]
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


def merge_persons(
    bound: BoundDecisions, letters: Sequence[Signs], chosen: Sequence[Sides], entries: Sequence[Entry]
) -> Merged:
    """Let the persons that each [[same-person]] names be one, who goes by its `name`.

    `chosen` are senders and recipients, letter by letter. A decision that cannot hold changes nothing.
    """
    rulings = bound.facts(TABLE)
    if not rulings:
        return Merged(list(chosen), tuple(sorted(entries, key=lambda entry: entry.key)))
    names, problems = one_name_each(rulings)
    now, known = list(chosen), list(entries)
    decisions: list[Decision] = []
    for ruling in names:
        mine, faults = _meant(ruling, names[ruling], known)
        problems += faults
        if faults or not mine:
            decisions += [] if faults else [_told(ruling, new=False)]
            continue
        one = _as_one(names[ruling], mine, ruling)
        keys = {entry.key: one for entry in mine}
        trial: list[Sides] = [
            (_moved(senders, keys), _moved(recipients, keys)) for senders, recipients in now
        ]
        clash = _to_themselves(ruling, letters, now, trial) or _denied(bound, ruling, letters, trial, one)
        if clash:
            problems.append(clash)
            continue
        now = trial
        known = [entry for entry in known if entry.key not in keys] + [one]
        decisions.append(_told(ruling, new=True))
    return Merged(now, tuple(sorted(known, key=lambda entry: entry.key)), tuple(decisions), tuple(problems))


def one_name_each(rulings: Iterable[Ruling]) -> tuple[dict[Ruling, str], list[Problem]]:
    """Return the name by which the persons of each ruling go in the end, and what contradicts.

    Who is merged into somebody who is merged in turn goes by the last one's name.
    """
    into: dict[str, tuple[str, Ruling]] = {}
    problems: list[Problem] = []
    kept: list[Ruling] = []
    for ruling in rulings:
        name = " ".join(ruling.texts["name"].split())
        for person in map(fold, ruling.names):
            end, first = _end(into, fold(name)), into.get(person)
            if first is not None and fold(first[0]) != fold(name):
                problems.append(contradiction(first[1], ruling, f"of “{shown(person)}”"))
                break
            if end == person and person != fold(name):
                problems.append(contradiction(into[fold(name)][1], ruling, f"of “{shown(name)}”"))
                break
        else:
            kept.append(ruling)
            into |= {fold(one): (name, ruling) for one in ruling.names if fold(one) != fold(name)}
    ends: dict[Ruling, str] = {}
    for ruling in kept:
        name = ruling.texts["name"]
        while fold(name) in into:
            name = into[fold(name)][0]
        ends[ruling] = " ".join(name.split())
    return ends, problems


def _end(into: Mapping[str, tuple[str, Ruling]], name: str) -> str:
    while name in into:
        name = fold(into[name][0])
    return name


def merged_rows(rows: Sequence[Row], bound: BoundDecisions) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Let the entries of registers be one that stand for one person; numbers that differ are told."""
    out = list(rows)
    problems: list[Problem] = []
    for ruling, name in one_name_each(bound.facts(TABLE))[0].items():
        wanted = {fold(one) for one in (*ruling.names, ruling.texts["name"], name)}
        mine = [row for row in out if row.kind != "place" and wanted & set(map(fold, row.names))]
        if not mine:
            continue
        first = next((row for row in mine if fold(name) in map(fold, row.names)), mine[0])
        ids: dict[str, str] = {}
        for row in (first, *mine):
            for scheme, number in row.ids:
                if ids.setdefault(scheme, number) != number:
                    said = (
                        f"{first.name} has the {scheme} {ids[scheme]}, and {row.name} {number} ({row.place})"
                    )
                    problems.append(problem("decisions-contradict", said, ruling.at("person")))
        aliases = dict.fromkeys(alias for row in (first, *mine) for alias in row.names)
        aliases |= dict.fromkeys((*ruling.names, ruling.texts["name"]))
        others = tuple(alias for alias in aliases if fold(alias) != fold(name))
        one = first._replace(name=name, aliases=others, ids=tuple(ids.items()))
        out[out.index(first)] = one
        out = [row for row in out if row is one or row not in mine]
    return tuple(out), tuple(problems)


def _meant(ruling: Ruling, name: str, known: Sequence[Entry]) -> tuple[list[Entry], list[Problem]]:
    """Return the persons of the edition that a ruling speaks of, the one who gives the name first."""
    found: list[Entry] = []
    problems: list[Problem] = []
    for text in (name, *ruling.names):
        plain = fold(text)
        mine = [entry for entry in known if fold(entry.name) == plain]
        mine = mine or [entry for entry in known if plain in map(fold, entry.aliases)]
        if len(mine) > 1:
            said = f"“{shown(text)}” may be each of {', '.join(entry.name for entry in mine)}"
            problems.append(problem("decision-person", said, ruling.at("person")))
        if not mine and text != name:
            said = f"“{shown(text)}” wrote and received no letter of the edition"
            problems.append(problem("decision-nobody", said, ruling.at("person")))
        found += [entry for entry in mine if entry not in found]
    return found, problems


def _as_one(name: str, mine: Sequence[Entry], ruling: Ruling) -> Entry:
    names = dict.fromkeys(one for entry in mine for one in (entry.name, *entry.aliases))
    aliases = tuple(sorted(one for one in names if one != name))
    return replace(mine[0], name=name, aliases=aliases, resp=ruling.by)


def _moved(guesses: Sequence[Guess[Person]], keys: Mapping[str, Entry]) -> tuple[Guess[Person], ...]:
    out: dict[str, Guess[Person]] = {}
    for guess in guesses:
        one = _renamed(guess, keys)
        others = tuple(_renamed(other, keys) for other in guess.others)
        one = replace(one, others=tuple(other for other in others if other.value.key != one.value.key))
        out.setdefault(one.value.key or one.value.name, one)
    return tuple(out.values())


def _renamed(guess: Guess[Person], keys: Mapping[str, Entry]) -> Guess[Person]:
    one = keys.get(guess.value.key or "")
    return guess if one is None else replace(guess, value=Person(one.name, one.key))


def _keys(guesses: Sequence[Guess[Person]]) -> set[str]:
    return {guess.value.key for guess in guesses if guess.value.key}


def _to_themselves(
    ruling: Ruling, letters: Sequence[Signs], before: Sequence[Sides], after: Sequence[Sides]
) -> Problem | None:
    """Tell of a letter that somebody would have written to themselves."""
    for signs, old, new in zip(letters, before, after, strict=True):
        if _keys(new[0]) & _keys(new[1]) and not _keys(old[0]) & _keys(old[1]):
            why = (
                f"letter {signs.number or signs.key} would be from {ruling.texts['name']} to the same person"
            )
            return unmet(ruling, why)
    return None


def _denied(
    bound: BoundDecisions, ruling: Ruling, letters: Sequence[Signs], after: Sequence[Sides], one: Entry
) -> Problem | None:
    """Tell of a decision by which the one person did not write, or receive, a letter that is now theirs."""
    names = [(signs.key, signs.number) for signs in letters]
    mine = set(map(fold, (one.name, *one.aliases)))
    for denial in bound.facts(*(f"not-{role}" for role in _ROLES)):
        if not mine & set(map(fold, denial.names)):
            continue
        side = _ROLES.index(denial.table.removeprefix("not-"))
        keys, _ = find_letters(denial, denial.letters, "letter", names)
        for signs, both in zip(letters, after, strict=True):
            if signs.key in keys and one.key in _keys(both[side]):
                return contradiction(denial, ruling, f"of letter {signs.key}")
    return None


def _told(ruling: Ruling, *, new: bool) -> Decision:
    return record(ruling, Subject(Topic.PERSON, name=ruling.texts["name"]), Span(0, 0), new=new)
