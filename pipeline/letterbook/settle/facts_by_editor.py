"""Apply the editor's decisions on dates, places and answers of letters, and on whose a note is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from letterbook.model import (
    Basis,
    Cert,
    Decision,
    Evidence,
    Finding,
    Guess,
    Locality,
    Source,
    Span,
    Subject,
    Tie,
    Topic,
    When,
)
from letterbook.model.values import Given
from letterbook.problems import Problem, problem
from letterbook.project.decisions_toml import Ruling
from letterbook.project.toml_file import shown
from letterbook.settle.dates.judge import Dating, choose
from letterbook.settle.editor.bind import (
    Applied,
    BoundDecisions,
    contradiction,
    each_letter,
    find_letters,
    record,
    unmet,
)
from letterbook.settle.letter_lines import Parties
from letterbook.settle.notes.judge import Notes
from letterbook.settle.structure.regions import Region

T = TypeVar("T", When, Locality)


@dataclass
class _Told:
    """The results of rulings, collected while they are applied."""

    source: Source
    decisions: list[Decision]
    problems: list[Problem]


def rule_dates(bound: BoundDecisions, dating: Mapping[str, Dating]) -> tuple[Mapping[str, Dating], Applied]:
    """Give printed dates the editor's meaning, or none; the letters' dates follow."""
    decisions: list[Decision] = []
    problems: list[Problem] = []
    dated = dict(dating)
    for one in bound.on("date", "not-date"):
        ruling, when = one.ruling, one.ruling.when
        here = [
            (key, line)
            for key, days in dated.items()
            for line in days.lines
            if line[2].printed and line[2].printed.meets(one.span)
        ]
        if not here and when is not None:
            problems.append(
                unmet(ruling, "no date is read there; say when the letter was sent with [[sent]]")
            )
        new = False
        for key, line in here:
            part, act, old = line
            if when is not None and _same(old.value, when) and old.cert is None:
                continue
            new = when is None or not _same(old.value, when) or new
            lines = tuple(
                (part, act, _read_otherwise(ruling, old, when)) if other is line and when else other
                for other in dated[key].lines
                if other is not line or when
            )
            sent, received = choose(lines, "sent"), choose(lines, "received")
            dated[key] = dated[key]._replace(lines=lines, sent=sent, received=received)
        decisions.append(record(ruling, Subject(Topic.DATE), one.span, new=new))
    return dated, Applied(tuple(decisions), tuple(problems))


def _read_otherwise(ruling: Ruling, old: Guess[When], when: When) -> Guess[When]:
    """Return a printed date with the meaning that the editor gives it."""
    same = _same(old.value, when)
    basis = ruling.basis or (old.basis if same else None) or Basis.CONJECTURE
    because = (Evidence(old.printed, ruling.reason), *(old.because if same else ()))
    others = old.others if same else (replace(old, others=()),)
    value = old.value if same else when
    return Guess(value, old.printed, ruling.cert or Cert.HIGH, basis, because, others, ruling.by)


def rule_acts(
    bound: BoundDecisions,
    source: Source,
    letters: Sequence[Region],
    dating: Mapping[str, Dating],
    parties: Mapping[str, Parties],
) -> tuple[Mapping[str, Dating], Mapping[str, Parties], Applied]:
    """Set and reject dates, places and answers as the editor says."""
    tables = [f"{no}{fact}" for fact in ("sent", "received", "place", "reply") for no in ("", "not-")]
    names = [(region.key, region.number) for region in letters]
    spans = {region.key: region.span for region in letters}
    each, faults = each_letter(bound.facts(*tables), names)
    told = _Told(source, [], faults)
    dated, parted = dict(dating), dict(parties)
    for ruling, key in _agreeing(each, told):
        fact = _fact(ruling)
        days, who = dated[key], parted[key]
        if fact == "sent":
            given = days.sent or ((who.sent_by,) if who.sent_by else ())
            dates = _ruled(ruling, key, given, ruling.when, spans[key], told)
            days, who = days._replace(sent=dates), who._replace(sent_by=None)
        elif fact == "received":
            days = days._replace(received=_ruled(ruling, key, days.received, ruling.when, spans[key], told))
        elif fact == "place":
            name = ruling.texts.get("place")
            places = _ruled(
                ruling,
                key,
                (days.place,) if days.place else (),
                Locality(name) if name else None,
                spans[key],
                told,
            )
            days = days._replace(place=places[0] if places else None)
        else:
            targets, found = find_letters(ruling, [ruling.texts["to"]], "to", names)
            told.problems += found
            if key in targets:
                said = f"letter {key} cannot answer itself"
                told.problems.append(problem("decision-unmet", said, ruling.at("to")))
            for target in [each for each in targets if each != key]:
                who = who._replace(ties=_tied(ruling, key, target, who.ties, spans[key], told))
        dated[key], parted[key] = days, who
    return dated, parted, Applied(tuple(told.decisions), tuple(told.problems))


def _agreeing(each: Sequence[tuple[Ruling, str]], told: _Told) -> list[tuple[Ruling, str]]:
    """Keep of rulings on one fact that contradict each other the first of the file."""
    kept: list[tuple[Ruling, str]] = []
    seen: dict[tuple[str, str, str], Ruling] = {}
    for ruling, key in sorted(each, key=lambda row: row[0].place):
        spot = (_fact(ruling), key, ruling.texts.get("to", ""))
        first = seen.setdefault(spot, ruling)
        if first.table != ruling.table or (first.when, first.texts) != (ruling.when, ruling.texts):
            told.problems.append(contradiction(first, ruling, f"of letter {key}"))
        elif first is ruling:
            kept.append((ruling, key))
    return kept


def _ruled(
    ruling: Ruling, key: str, guesses: Sequence[Guess[T]], value: T | None, span: Span, told: _Told
) -> tuple[Guess[T], ...]:
    """Return a date or place by the editor's word; None rejects what there is."""
    if not guesses:
        told.decisions.append(
            record(ruling, Subject(_topic(ruling), key), Span(span.start, span.start), new=value is not None)
        )
        return (_new(ruling, value, ()),) if value is not None else ()
    old: Guess[T] = guesses[0]
    same = value is not None and _same(old.value, value)
    dropped = () if same else tuple(_finding(ruling, g, span) for g in guesses)
    spot = old.printed or Span(span.start, span.start)
    told.decisions.append(record(ruling, Subject(_topic(ruling), key), spot, dropped, new=not same))
    if same and old.cert is None:
        return tuple(guesses)  # what is printed needs nobody's word
    if same:
        cert, basis = ruling.cert or Cert.HIGH, ruling.basis or old.basis or Basis.CONJECTURE
        because = (Evidence(None, ruling.reason), *old.because)
        return (Guess(old.value, old.printed, cert, basis, because, old.others, ruling.by),)
    if old.cert is None and old.printed:
        told.problems.append(_against_print(ruling, key, old.printed, told.source))
    return (_new(ruling, value, guesses),) if value is not None else ()


def _fact(ruling: Ruling) -> str:
    return ruling.table.removeprefix("not-")


def _topic(ruling: Ruling) -> Topic:
    return Topic(_fact(ruling))


def _new(ruling: Ruling, value: T, lost: Sequence[Guess[T]]) -> Guess[T]:
    others = tuple(replace(guess, others=()) for guess in lost)
    because = (Evidence(None, ruling.reason),)
    return Guess(
        value, None, ruling.cert or Cert.HIGH, ruling.basis or Basis.CONJECTURE, because, others, ruling.by
    )


def _same(old: When | Locality, new: When | Locality) -> bool:
    if isinstance(old, Locality) and isinstance(new, Locality):
        return old.name.casefold() == new.name.casefold()
    if isinstance(old, When) and isinstance(new, When):
        return replace(old, custom=None, calendar=None) == new
    return False


def _finding(ruling: Ruling, guess: Guess[T], span: Span) -> Finding:
    value = guess.value
    if isinstance(value, Locality):
        said = value.name
    else:
        parts = (value.when, value.not_before, value.start, value.not_after, value.end)
        said = "/".join(part for part in parts if part)
    kind = f"letter.{_fact(ruling)}"
    return Finding(kind, guess.printed or span, "dating", 1.0, Given(said), guess.because)


def _against_print(ruling: Ruling, key: str, printed: Span, source: Source) -> Problem:
    words = shown(" ".join(source.quote(printed).split()))
    given = ruling.texts.get("place") or (
        ruling.when and next(filter(None, (ruling.when.when, ruling.when.not_before, ruling.when.start,
                                           ruling.when.not_after, ruling.when.end)), "")
    )  # fmt: skip
    says = f"says “{given}”" if given else "rejects it"
    place = source.place(printed.start)
    said = f"letter {key}: [[{ruling.table}]] {says}, but the print says “{words}” ({place})"
    return problem("decision-against-print", said, ruling.place)


def _tied(
    ruling: Ruling, key: str, target: str, ties: Sequence[Tie], span: Span, told: _Told
) -> tuple[Tie, ...]:
    """Return a letter's ties with, or without, the letter that it answers."""
    here = [tie for tie in ties if tie.kind == "replyTo" and tie.letter == target]
    rejected = ruling.table.startswith("not-")
    new = bool(here) if rejected else not here
    told.decisions.append(record(ruling, Subject(Topic.REPLY, key), Span(span.start, span.start), new=new))
    if rejected:
        return tuple(tie for tie in ties if tie not in here)
    because = (Evidence(None, ruling.reason), *(here[0].because if here else ()))
    tie = Tie("replyTo", "exchange", target, because, ruling.cert or Cert.HIGH, ruling.by)
    return tuple(tie if old is here[0] else old for old in ties) if here else (*ties, tie)


# ------------------------------------------------------------------ notes that nothing calls


@dataclass(frozen=True)
class Assigned:
    """Which letters notes without a call belong to: by the note's key, the letter's key and who says so."""

    letters: Mapping[str, tuple[str, str]]
    ruled: Applied


def assign_notes(bound: BoundDecisions, letters: Sequence[Region], notes: Notes) -> Assigned:
    """Let notes belong to the letters that the editor names."""
    names = [(region.key, region.number) for region in letters]
    keys = notes.keys()
    spans = {keys[note.scope, note.rank]: note for note in notes.notes}
    decisions: list[Decision] = []
    problems: list[Problem] = []
    found: dict[str, tuple[str, str]] = {}
    first: dict[str, Ruling] = {}
    for ruling in bound.facts("note"):
        plain = ruling.texts["note"].casefold()
        mine = [key for key in spans if key.casefold() == plain] or [
            key for key, note in spans.items() if note.opening.value.number.casefold() == plain
        ]
        letter, wrong = find_letters(ruling, ruling.letters, "letter", names)
        problems += wrong
        if len(mine) != 1:
            said = f"there is no note “{ruling.texts['note']}”"
            if mine:
                said = f"“{ruling.texts['note']}” may be each of the notes {', '.join(mine)}"
            problems.append(problem("decision-note", said, ruling.at("note")))
            continue
        if len(letter) != 1:
            continue
        rival = first.setdefault(mine[0], ruling)
        if rival is not ruling and found[mine[0]][0] != letter[0]:
            problems.append(contradiction(rival, ruling, f"of note {mine[0]}"))
            continue
        found[mine[0]] = (letter[0], ruling.by)
        decisions.append(
            record(ruling, Subject(Topic.NOTE_OF_LETTER, note=mine[0]), spans[mine[0]].opening.span, new=True)
        )
    return Assigned(found, Applied(tuple(decisions), tuple(problems)))
