"""Match the edition's people and places with the editor's registers.

A name matches an entry if it equals one of its names or aliases, except for case, accents and stops. A name
that several entries have matches none; a name that is only similar is suggested to the editor.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import pairwise
from typing import NamedTuple, TypeVar

from letterbook.model import Decision, Entry, Guess, Locality, Person, Source, Span, Subject, Topic
from letterbook.problems import Problem, problem
from letterbook.project.decisions_toml import Ruling
from letterbook.project.registers import Row
from letterbook.project.toml_file import shown
from letterbook.settle.dates.judge import Dating
from letterbook.settle.editor.bind import BoundDecisions, contradiction, record
from letterbook.settle.letter_lines import Parties
from letterbook.settle.parties.merged_persons import merged_rows
from letterbook.values.authorities import SCHEMES
from letterbook.values.names.forms import fold
from letterbook.values.names.read import read_name
from letterbook.values.names.same_person import gather
from letterbook.words import languages as known_languages

_NEAR = 0.85  # how like a registered name one must be to be suggested
_SHARE = 1.5 * _NEAR - 1  # of the letters of two texts, how many pairs they share at least, and one less
_SHOWN = 5  # entries named where a name may be each of many

T = TypeVar("T", Person, Locality)


class Registered(NamedTuple):
    """The parties and dates with the registers' keys, the edition's own register, and what was doubtful."""

    parties: Mapping[str, Parties]
    dating: Mapping[str, Dating]
    entries: tuple[Entry, ...]
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


def match_registers(
    rows: Sequence[Row],
    bound: BoundDecisions,
    source: Source,
    parties: Mapping[str, Parties],
    dating: Mapping[str, Dating],
    entries: Sequence[Entry],
) -> Registered:
    """Find the edition's persons and places in the registers. `entries` are the persons the edition knows."""
    rows, told, faults = _with_rulings(rows, bound)
    if not rows:
        return Registered(parties, dating, (*entries, *_places(dating, {})), told, faults)
    work = _Work(source, list(faults))
    persons = _Index([row for row in rows if row.kind != "place"])
    places = _Index([row for row in rows if row.kind == "place"])
    spots = _spots(parties)
    found = {
        entry.key: row
        for entry in entries
        if (row := work.match((entry.name, *entry.aliases), entry.key, persons, spots.get(entry.key)))
    }
    names = {one.place.value.name: one.place.printed for one in dating.values() if one.place}
    known = {
        name: row for name, span in sorted(names.items()) if (row := work.match((name,), "", places, span))
    }
    keyed = _keys(rows, found, entries)
    moved = {key: keyed[row] for key, row in found.items()}
    settled = {name: keyed[row] for name, row in known.items()}
    parties = {key: _party(one, moved) for key, one in parties.items()}
    dating = {key: one._replace(place=_placed(one.place, settled)) for key, one in dating.items()}
    written = [*_written(rows, keyed, found, entries)]
    rest = [entry for entry in entries if entry.key not in found]
    return Registered(
        parties, dating, (*written, *rest, *_places(dating, settled)), tuple(told), tuple(work.problems)
    )  # fmt: skip


# ------------------------------------------------------------------ rulings on persons


def _with_rulings(
    rows: Sequence[Row], bound: BoundDecisions
) -> tuple[tuple[Row, ...], tuple[Decision, ...], tuple[Problem, ...]]:
    """Add what rulings say of persons to the registers: to the person's entry, or as a new one."""
    merged, clashes = merged_rows(rows, bound)
    out = list(merged)
    decisions: list[Decision] = []
    problems: list[Problem] = list(clashes)
    first: dict[str, Ruling] = {}
    for ruling in bound.facts("person"):
        name = " ".join(ruling.texts["name"].split())
        said = {scheme: ruling.texts[scheme] for scheme in SCHEMES if scheme in ruling.texts}
        mine = [i for i, row in enumerate(out) if row.kind != "place" and fold(name) in map(fold, row.names)]
        if len(mine) > 1:
            which = ", ".join(str(out[i].place) for i in mine)
            where = f"“{shown(name)}” may be each of {which}"
            problems.append(problem("decision-person", where, ruling.at("name")))
            continue
        old = out[mine[0]] if mine else Row("person", "", name, (), (), ruling.place, ruling.by)
        ids = dict(old.ids)
        wrong = [scheme for scheme, number in said.items() if ids.get(scheme, number) != number]
        if wrong and old.place in {one.place for one in first.values()}:
            problems.append(contradiction(first[fold(old.name)], ruling, f"of {old.name}"))
            continue
        if wrong:
            scheme = wrong[0]
            told = (
                f"[[person]] says {scheme} {said[scheme]} of {old.name}, but {old.place} says {ids[scheme]}"
            )
            problems.append(problem("decisions-contradict", told, ruling.place))
            continue
        aliases = tuple(dict.fromkeys(a for a in (*old.aliases, *ruling.names) if a != old.name))
        new = old._replace(aliases=aliases, ids=tuple((ids | said).items()), by=ruling.by)
        decisions.append(
            record(
                ruling,
                Subject(Topic.PERSON, name=name),
                Span(0, 0),
                new=new._replace(by=old.by) != old or not mine,
            )
        )
        first.setdefault(fold(new.name), ruling)
        if mine:
            out[mine[0]] = new
        else:
            out.append(new)
    return tuple(out), tuple(decisions), tuple(problems)


# ------------------------------------------------------------------ matching


class _Index:
    """The rows of one kind, found by key, by name, and by what a name is like."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.by_key: dict[str, Row] = {}
        self.by_name: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self.by_key.setdefault(row.key, row)
            for name in dict.fromkeys(map(fold, row.names)):
                self.by_name[name].append(row)
        self._by_pair: dict[str, list[str]] = defaultdict(list)
        self._number: dict[str, int] = {}  # of each pair, a bit in the sets below
        self._sets: dict[str, int] = {}
        for name in sorted(self.by_name):
            pairs = _pairs(name)
            for pair in pairs:
                self._by_pair[pair].append(name)
                self._number.setdefault(pair, len(self._number))
            self._sets[name] = self._set(pairs)

    def _set(self, pairs: Iterable[str]) -> int:
        return sum(1 << self._number[pair] for pair in pairs if pair in self._number)

    def near(self, name: str) -> Row | None:
        """Return the row whose name is most like one, if it is like it enough.

        Of two texts of a and b letters that have m letters in common, in order, at most a + b - 2m + 1
        runs are common; so they share at least 3m - a - b - 1 pairs of letters that stand together. Only
        names that share so many are compared.
        """
        pairs = sorted(_pairs(name), key=lambda pair: len(self._by_pair.get(pair, ())))
        # The shortest text that can be like it has 0.74 of its length, so it shares at least as many as this;
        # then it shares one of all the others but these, less one, and the rarest are the cheapest to follow.
        least = max(1, math.ceil(_SHARE * (1 + _NEAR / (2 - _NEAR)) * len(name) - 1))
        maybe = {other for pair in pairs[: len(pairs) - least + 1] for other in self._by_pair.get(pair, ())}
        mine = self._set(pairs)
        like = [
            other
            for other in maybe
            if (mine & self._sets[other]).bit_count() >= _SHARE * (len(name) + len(other)) - 1
        ]
        near = get_close_matches(name, sorted(like), n=1, cutoff=_NEAR)
        return self.by_name[near[0]][0] if near else None


def _pairs(name: str) -> frozenset[str]:
    """Return the pairs of letters that stand together; one that comes again is another pair."""
    seen: Counter[str] = Counter()
    for pair in map("".join, pairwise(name)):
        seen[pair] += 1
    return frozenset(f"{pair}{n}" for pair, count in seen.items() for n in range(count))


@dataclass
class _Work:
    """Matches names with entries, and keeps what was doubtful."""

    source: Source
    problems: list[Problem] = field(default_factory=list)

    def match(self, names: Sequence[str], key: str, known: _Index, span: Span | None) -> Row | None:
        """Return the one entry that bears one of the names, or the key itself."""
        if key and key in known.by_key:
            return known.by_key[key]
        folded = sorted({fold(name) for name in names})
        fitting = list(dict.fromkeys(row for name in folded for row in known.by_name.get(name, ())))
        if len(fitting) == 1:
            return fitting[0]
        place = self.source.place(span.start if span else 0)
        if fitting:
            few = sorted(fitting, key=lambda row: (row.place.file, row.place.line, row.name))[:_SHOWN]
            which = ", ".join(f"{row.name} ({row.place})" for row in few)
            more = f" and {len(fitting) - _SHOWN} more" if len(fitting) > _SHOWN else ""
            said = f"“{shown(names[0])}” may be each of {which}{more}: it is left without an entry"
            self.problems.append(problem("register-ambiguous", said, place))
            return None
        near = next((row for name in folded if (row := known.near(name))), None)
        if near:
            called = f"{near.name} ({near.place})"
            said = f"“{shown(names[0])}” is in no register; {called} is called nearly so"
            self.problems.append(problem("register-similar", said, place))
        return None


def _spots(parties: Mapping[str, Parties]) -> dict[str, Span]:
    """Return where each person's name is first printed, or what first tells of them."""
    spots: dict[str, Span] = {}
    for one in parties.values():
        for guess in (*one.senders, *one.recipients):
            span = guess.printed or next((e.span for e in guess.because if e.span), None)
            if guess.value.key and span:
                spots.setdefault(guess.value.key, span)
    return spots


def _keys(rows: Sequence[Row], found: Mapping[str, Row], entries: Sequence[Entry]) -> dict[Row, str]:
    """Return each entry's key: its own, or that by which the edition knows it, or one made from its name."""
    own = {row: key for key, row in sorted(found.items(), reverse=True)}
    used = {row.key for row in rows if row.key} | {entry.key for entry in entries}
    keys: dict[Row, str] = {}
    reached: dict[str, int] = {}  # the last number tried for a name: thousands of rows may have one name
    for row in rows:
        if row.key or row in own:
            keys[row] = row.key or own[row]
            continue
        slug = _slug(row)
        count = reached.get(slug, 0) + 1
        while (key := slug if count == 1 else f"{slug}-{count}") in used:
            count += 1
        reached[slug] = count
        used.add(key)
        keys[row] = key
    return keys


def _slug(row: Row) -> str:
    """Return a key made from a name, the surname first, as the edition's own people have it."""
    name = read_name(row.name, known_languages(), roles=True) if row.kind != "place" else None
    made = next(iter(gather([name]).forms), "") if name else ""
    return made or re.sub(r"[^a-z0-9]+", "-", " ".join(map(fold, row.name.split()))).strip("-") or row.kind


# ------------------------------------------------------------------ writing


def _party(one: Parties, moved: Mapping[str, str]) -> Parties:
    return one._replace(
        senders=tuple(_moved(guess, moved) for guess in one.senders),
        recipients=tuple(_moved(guess, moved) for guess in one.recipients),
    )


def _moved(guess: Guess[Person], moved: Mapping[str, str]) -> Guess[Person]:
    key = moved.get(guess.value.key or "", guess.value.key)
    return guess if key == guess.value.key else replace(guess, value=Person(guess.value.name, key))


def _placed(guess: Guess[Locality] | None, settled: Mapping[str, str]) -> Guess[Locality] | None:
    if guess is None or guess.value.name not in settled:
        return guess
    return replace(guess, value=Locality(guess.value.name, settled[guess.value.name]))


def _written(
    rows: Sequence[Row], keys: Mapping[Row, str], found: Mapping[str, Row], entries: Sequence[Entry]
) -> Iterator[Entry]:
    """Yield the registers' entries, with the names that the edition has for each besides."""
    forms: dict[Row, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.key in found:
            forms[found[entry.key]] += [entry.name, *entry.aliases]
    for row in rows:
        aliases = dict.fromkeys((*row.aliases, *forms[row]))
        others = tuple(alias for alias in aliases if alias != row.name)
        yield Entry(keys[row], row.kind, row.name, others, row.ids, row.by, about=row.about)


def _places(dating: Mapping[str, Dating], settled: Mapping[str, str]) -> Iterator[Entry]:
    """Yield an entry for every place of sending that has a key of its own, each once."""
    names = {
        one.place.value.key: one.place.value.name
        for one in dating.values()
        if one.place and one.place.value.key
    }
    for key in sorted(names):
        if key not in settled.values():
            yield Entry(key, "place", names[key])
