"""Apply the editor's decisions on who wrote and who received a letter.

They are applied after all evidence, to the letters they name and no others, so that an edition with
decisions differs from the one without them only where a decision says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property

from letterbook.model import (
    Basis,
    Cert,
    Decision,
    Entry,
    Evidence,
    Finding,
    Guess,
    Person,
    Source,
    Span,
    Subject,
    Topic,
)
from letterbook.model.values import Party
from letterbook.problems import Problem, problem
from letterbook.project.decisions_toml import Ruling
from letterbook.project.registers import Row
from letterbook.project.toml_file import shown
from letterbook.settle.editor.bind import BoundDecisions, contradiction, each_letter, record
from letterbook.settle.letter_lines import Signs
from letterbook.values.names.forms import Name, fold
from letterbook.values.names.read import read_name
from letterbook.values.names.same_person import People, gather

_NEAR = 0.8  # how like a known name a new one must be for a warning
_NAMED = 8  # so many of those who bear a name are told


@dataclass(frozen=True)
class Named:
    """A person named in a ruling: the key, the name, the name as the ruling has it.

    Where several persons bear the name, `doubt` says so; in a letter that prints it it is nevertheless clear.
    """

    key: str
    name: str
    text: str
    doubt: Problem | None = None


@dataclass(frozen=True)
class ResolvedParties:
    """The editor's decisions on parties, by letter and role, with the persons they name."""

    words: Mapping[tuple[str, str], tuple[tuple[Ruling, tuple[Named, ...]], ...]] = field(
        default_factory=dict
    )
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()

    def decides(self, letter: str, role: str) -> bool:
        """Tell whether the editor decided who sent, or who received, a letter."""
        return (letter, role) in self.words

    def overrule(
        self, signs: Signs, role: str, guesses: Sequence[Guess[Person]], source: Source
    ) -> tuple[tuple[Guess[Person], ...], list[Decision], list[Problem]]:
        """Return who sent or received a letter by the editor's decision, given what the evidence says."""
        now = tuple(guesses)
        decisions: list[Decision] = []
        problems: list[Problem] = []
        for ruling, names in self.words[signs.key, role]:
            before = now
            named = tuple(_present(one, before) for one in names)
            if doubts := [one.doubt for one in named if one.doubt]:
                problems += doubts
                continue
            now = _without(now, named) if ruling.table.startswith("not-") else _with(ruling, now, named)
            dropped = tuple(g for g in before if _key(g) not in {_key(one) for one in now})
            new = [_key(g) for g in now] != [_key(g) for g in before]
            span = next((g.printed for g in before if g.printed), Span(signs.span.start, signs.span.start))
            told = [_finding(role, g, span) for g in dropped]
            decisions.append(record(ruling, Subject(Topic(role), signs.key), span, told, new=new))
            printed = [g for g in dropped if g.cert is None and g.printed]
            if printed:
                problems.append(_against_print(ruling, signs, printed[0], source))
        return now, decisions, problems


def _present(one: Named, guesses: Sequence[Guess[Person]]) -> Named:
    """Return the person whom the evidence gives under exactly the ruling's name, else the one resolved."""
    here = next((g for g in guesses if fold(g.value.name) == fold(one.text)), None)
    return Named(_key(here), here.value.name, one.text) if here else one


def _key(guess: Guess[Person]) -> str:
    return guess.value.key or guess.value.name


def _with(
    ruling: Ruling, guesses: tuple[Guess[Person], ...], named: Sequence[Named]
) -> tuple[Guess[Person], ...]:
    """Return the persons that a ruling names; those whom the evidence names too keep that evidence."""
    known = {_key(g): g for g in guesses}
    wanted = {one.key for one in named}
    lost = tuple(replace(g, others=()) for g in guesses if _key(g) not in wanted)
    reason = Evidence(None, ruling.reason)
    out: list[Guess[Person]] = []
    for one in named:
        found = known.get(one.key)
        cert = ruling.cert or Cert.HIGH
        if found is None:
            basis = ruling.basis or Basis.CONJECTURE
            out.append(Guess(Person(one.name, one.key), None, cert, basis, (reason,), lost, ruling.by))
        elif found.cert is None:
            out.append(found)  # what is printed needs nobody's word
        else:
            basis = ruling.basis or found.basis or Basis.CONJECTURE
            because = (reason, *found.because)
            others = (*found.others, *lost)
            out.append(Guess(found.value, found.printed, cert, basis, because, others, ruling.by))
    return tuple(out)


def _without(guesses: tuple[Guess[Person], ...], named: Sequence[Named]) -> tuple[Guess[Person], ...]:
    gone = {one.key for one in named}
    return tuple(g for g in guesses if _key(g) not in gone)


def _finding(role: str, guess: Guess[Person], span: Span) -> Finding:
    value = Party(guess.value.name, guess.value.key or "")
    return Finding(f"letter.{role}", guess.printed or span, "parties", 1.0, value, guess.because)


def _against_print(ruling: Ruling, signs: Signs, printed: Guess[Person], source: Source) -> Problem:
    words = source.quote(printed.printed) if printed.printed else printed.value.name
    place = source.place(printed.printed.start) if printed.printed else source.place(signs.span.start)
    said = (
        f"letter {signs.number or signs.key}: [[{ruling.table}]] says {_names(ruling)},"
        f" but the print says “{shown(' '.join(words.split()))}” ({place})"
    )
    return problem("decision-against-print", said, ruling.place)


def _names(ruling: Ruling) -> str:
    said = " and ".join(f"“{name}”" for name in ruling.names)
    return f"not {said}" if ruling.table.startswith("not-") else said


# ------------------------------------------------------------------ hearing


@dataclass(frozen=True)
class PartyRulings:
    """Unresolved party decisions; `rows` are the editor's registers. `resolve` turns names into persons."""

    bound: BoundDecisions = BoundDecisions()  # noqa: RUF009 (it is frozen)
    rows: tuple[Row, ...] = ()

    def resolve(self, letters: Sequence[Signs], people: People, languages: Sequence[str]) -> ResolvedParties:
        """Resolve the letters and persons that the decisions name."""
        rulings = self.bound.facts("sender", "not-sender", "recipient", "not-recipient")
        if not rulings:
            return ResolvedParties()
        each, problems = each_letter(rulings, [(signs.key, signs.number) for signs in letters])
        naming = _Naming(people, tuple(r for r in self.rows if r.kind != "place"), tuple(languages))
        named = {ruling: naming.read(ruling) for ruling in dict.fromkeys(ruling for ruling, _ in each)}
        words: dict[tuple[str, str], list[tuple[Ruling, tuple[Named, ...]]]] = {}
        for ruling, key in each:
            role = ruling.table.removeprefix("not-")
            mine = words.setdefault((key, role), [])
            rival = next((old for old, names in mine if _contradict(old, names, ruling, named[ruling])), None)
            if rival:
                problems.append(contradiction(rival, ruling, f"of letter {key}"))
            else:
                mine.append((ruling, named[ruling]))
        ordered = {
            spot: tuple(sorted(rows, key=lambda row: row[0].table.startswith("not-")))
            for spot, rows in words.items()
        }
        return ResolvedParties(ordered, tuple(naming.new.values()), (*problems, *naming.warnings))


def _contradict(one: Ruling, names: Sequence[Named], other: Ruling, others: Sequence[Named]) -> bool:
    first, second = {n.key for n in names}, {n.key for n in others}
    if one.table == other.table:
        return not one.table.startswith("not-") and first != second
    return bool(first & second)


@dataclass
class _Naming:
    """Resolves the names in decisions to persons; keeps new persons, and warnings on doubtful ones."""

    people: People
    rows: tuple[Row, ...]
    languages: tuple[str, ...]
    new: dict[str, Entry] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)

    @cached_property
    def _by_name(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            for name in {fold(name) for name in row.names}:
                found.setdefault(name, []).append(row)
        return found

    def read(self, ruling: Ruling) -> tuple[Named, ...]:
        return tuple(self._read(ruling, name) for name in ruling.names)

    def _read(self, ruling: Ruling, text: str) -> Named:
        text = " ".join(text.split())
        rows = self._by_name.get(fold(text), [])
        names = rows[0].names if len(rows) == 1 else (text,)
        name = read_name(text, self.languages, roles=True) or Name(text, kind="role")
        folded = {fold(one) for one in names}
        keys = [k for k, forms in self.people.forms.items() if any(fold(f.text) in folded for f in forms)]
        keys = keys or list(self.people.find(name))
        if len(keys) > 1 or len(rows) > 1:
            who = [self.people.forms[key][0].text for key in keys] or [str(row.place) for row in rows]
            more = f" and {len(who) - _NAMED} more" if len(who) > _NAMED else ""
            said = f"“{shown(text)}” may be each of {', '.join(who[:_NAMED])}{more}"
            return Named(f"?{fold(text)}", text, text, problem("decision-person", said, ruling.at("person")))
        if keys:
            return Named(keys[0], self.people.person(keys[0]).name, text)
        return self._new(ruling, text, names[0], name, listed=bool(rows))

    def _new(self, ruling: Ruling, text: str, called: str, name: Name, *, listed: bool) -> Named:
        known = next((entry for entry in self.new.values() if fold(entry.name) == fold(called)), None)
        if known is None:
            made = iter(gather([read_name(called, self.languages, roles=True) or name]).forms)
            slug = key = next(made, "person")
            count = 1
            while key in self.people.forms or key in self.new:
                count += 1
                key = f"{slug}-{count}"
            kind = "org" if name.kind == "body" else "person"
            known = Entry(key, kind, called, (), (), ruling.by)
            if not listed:
                self._warn(ruling, text)
            self.new[key] = known
        return Named(known.key, known.name, text)

    def _warn(self, ruling: Ruling, text: str) -> None:
        """Warn of an unknown name that is close to a known one: probably a typo."""
        names = {form.text: fold(form.text) for forms in self.people.forms.values() for form in forms}
        names |= {name: fold(name) for row in self.rows for name in row.names}
        near = get_close_matches(fold(text), sorted(set(names.values())), n=1, cutoff=_NEAR)
        if near:
            meant = min(name for name, folded in names.items() if folded == near[0])
            said = f"“{shown(text)}” is known neither to the edition nor to a register"
            hint = f"Did you mean “{meant}”?"
            self.warnings.append(problem("decision-new-name", said, ruling.at("person"), hint))
