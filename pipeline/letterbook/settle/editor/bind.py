"""Bind the editor's decisions to the words of the source that they quote, before the judges are asked.

A quote is compared word by word, whatever the white space and the kind of quotation marks. It must stand in
the source once. A decision whose quote is lost, or stands twice, becomes a Problem that names similar
passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from letterbook.model import Decision, Evidence, Finding, Source, Span, Subject
from letterbook.model.values import Decided
from letterbook.problems import Outcome, Problem, problem
from letterbook.project.decision_kinds import KINDS
from letterbook.project.decisions_toml import EDITOR, Decisions, Ruling
from letterbook.project.toml_file import shown
from letterbook.settle.editor.quotes import find_quote, trimmed

T = TypeVar("T")
_MARK = re.compile(r"(?:\d{1,5}[A-Za-z]?|[*†‡§¶]{1,4}|[⁰¹²³⁴-⁹]{1,4})(?=[\])]?[.:]?\s*$)")
_NAMED = 3  # passages named


@dataclass(frozen=True, slots=True)
class BoundDecision:
    """A ruling and where it applies: `span` are the words quoted, `spot` what the ruling is on.

    The spot is the mark of a call, the misprinted words of a correction, else the quote itself.
    """

    ruling: Ruling
    span: Span
    spot: Span

    def finding(self, kind: str, value: T, span: Span | None = None) -> Finding[T]:
        """Return the ruling as a finding like any rule's, on its spot or another span."""
        because = (Evidence(self.span, self.ruling.reason),)
        return Finding(kind, span or self.spot, EDITOR, 1.0, value, because, self.ruling.by)


@dataclass(frozen=True)
class BoundDecisions:
    """All rulings of one edition: those that quote the source, bound to it, and those that name letters."""

    quoting: tuple[BoundDecision, ...] = ()
    naming: tuple[Ruling, ...] = ()

    def on(self, *tables: str) -> tuple[BoundDecision, ...]:
        """Return the bound rulings of some kinds, in the order of the source."""
        return tuple(one for one in self.quoting if one.ruling.table in tables)

    def facts(self, *tables: str) -> tuple[Ruling, ...]:
        """Return the rulings of some kinds that name letters, notes or persons."""
        return tuple(one for one in self.naming if one.table in tables)


@dataclass(frozen=True)
class Applied:
    """The result of applying rulings: the decisions they are recorded as, and the problems with them."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


def bind(decisions: Decisions, source: Source) -> Outcome[BoundDecisions]:
    """Find the place of every ruling that quotes the source."""
    problems: list[Problem] = []
    bound: list[BoundDecision] = []
    others: list[Ruling] = []
    starts = [0, *(found.end() for found in re.finditer("\n", source.text))]
    for ruling in decisions.rulings:
        if ruling.quote is None:
            others.append(ruling)
            continue
        span, found = find_quote(source, ruling, starts)
        problems += found
        if span is None:
            continue
        spot, found = _spot(source, ruling, span)
        problems += found
        if spot is not None:
            bound.append(BoundDecision(ruling, span, spot))
    bound.sort(key=lambda one: (one.spot, one.ruling.place))
    kept, clashes = _agreeing(bound, source)
    return Outcome(BoundDecisions(tuple(kept), tuple(others)), (*problems, *clashes))


def _spot(source: Source, ruling: Ruling, span: Span) -> Outcome[Span | None]:
    """Find within the quote what the ruling is on."""
    words = source.quote(span)
    if ruling.table in ("call", "not-call"):
        mark = ruling.texts.get("mark")
        if mark:
            at = words.rfind(mark)
            found = Span(span.start + at, span.start + at + len(mark)) if at >= 0 else None
        else:
            match = _MARK.search(words)
            found = Span(span.start + match.start(), span.start + match.end()) if match else None
        if found:
            return Outcome(found)
        said = f"“{shown(mark)}” is not in the quote" if mark else "the quote does not end in a mark"
        hint = 'Let the quote end with the mark, or name it: mark = "12".'
        return Outcome(None, (problem("decisions-value", said, ruling.at("quote"), hint),))
    if ruling.table == "correction":
        if words.split() == ruling.texts["reading"].split():
            said = "the reading is what is printed; to reject a correction, write [[not-correction]]"
            return Outcome(None, (problem("decisions-value", said, ruling.at("reading")),))
        return Outcome(trimmed(words, ruling.texts["reading"], span.start)[0])
    return Outcome(span)


# ------------------------------------------------------------------ decisions that contradict each other


def _agreeing(bound: Sequence[BoundDecision], source: Source) -> tuple[list[BoundDecision], list[Problem]]:
    """Keep of rulings that contradict each other the first of the file, and tell of the others.

    `bound` are in the order of the source, so that only those are compared that can meet.
    """
    rivals: dict[BoundDecision, list[BoundDecision]] = {}
    open_: list[BoundDecision] = []
    for one in bound:
        open_ = [other for other in open_ if other.spot.end > one.spot.start]
        for other in open_:
            if _contradict(other, one):
                first, second = sorted((other, one), key=lambda row: row.ruling.place)
                rivals.setdefault(second, []).append(first)
        open_.append(one)
    gone: set[BoundDecision] = set()
    problems: list[Problem] = []
    for second in sorted(rivals, key=lambda row: row.ruling.place):
        standing = [first for first in rivals[second] if first not in gone]
        if standing:
            gone.add(second)
            what = f"of “{shown(source.quote(second.spot))}”"
            problems.append(contradiction(standing[0].ruling, second.ruling, what))
    return [one for one in bound if one not in gone], problems


def contradiction(first: Ruling, second: Ruling, of: str) -> Problem:
    """Tell that two rulings cannot both hold, and what each says."""
    here = f"[[{second.table}]] says {_said(second)} {of}"
    said = f"{here}, but [[{first.table}]] on line {first.place.line} says {_said(first)}"
    return problem("decisions-contradict", said, second.place)


def _said(ruling: Ruling) -> str:
    """Say in a few words what a ruling rules."""
    what = [*ruling.names, *(ruling.texts[key] for key in ruling.texts if key not in ("mark", "sense"))]
    if ruling.when is not None:
        when = ruling.when
        what += [v for v in (when.when, when.not_before, when.not_after, when.start, when.end) if v]
    if what:
        return f"“{shown(', '.join(what))}”"
    return "the contrary" if ruling.table.startswith("not-") else "so"


def _contradict(one: BoundDecision, other: BoundDecision) -> bool:
    if not one.spot.meets(other.spot):
        return False
    first, second = one.ruling.table, other.ruling.table
    if first == second:
        same = one.ruling.texts == other.ruling.texts and one.ruling.when == other.ruling.when
        return KINDS[first].agrees and not (same and one.spot == other.spot)
    return second in KINDS[first].against or first in KINDS[second].against


# ------------------------------------------------------------------ letters


def find_letters(
    ruling: Ruling, wanted: Sequence[str], key: str, letters: Sequence[tuple[str, str | None]]
) -> Outcome[tuple[str, ...]]:
    """Return the keys of the letters that a ruling names, by key or number.

    `letters` are the (key, number) pairs of the edition.
    """
    keys: list[str] = []
    problems: list[Problem] = []
    for name in wanted:
        plain = name.strip().casefold()
        found = [k for k, _ in letters if k.casefold() == plain] or [
            k for k, number in letters if number and number.casefold() == plain
        ]
        found = found or _range(plain, letters)
        if len(found) == 1 or (found and _RANGE.fullmatch(plain)):
            keys += found
            continue
        if found:
            said = f"“{shown(name)}” may be each of the letters {', '.join(found)}"
        else:
            said = f"there is no letter “{shown(name)}”"
        near = get_close_matches(plain, [k for k, _ in letters], n=_NAMED)
        hint = f"Did you mean {' or '.join(f'“{one}”' for one in near)}?" if near and not found else ""
        problems.append(problem("decision-letter", said, ruling.at(key), hint))
    return Outcome(tuple(dict.fromkeys(keys)), tuple(problems))


_RANGE = re.compile(r"(\S+?)\s*[-–]\s*(\S+)")


def _range(name: str, letters: Sequence[tuple[str, str | None]]) -> list[str]:
    """Return the keys of all letters from one to another, in the order of the book: "2-9"."""
    ends = _RANGE.fullmatch(name)
    if not ends:
        return []
    places = [
        [at for at, (key, number) in enumerate(letters) if end in (key.casefold(), (number or "").casefold())]
        for end in ends.groups()
    ]
    if any(len(one) != 1 for one in places) or places[0] > places[1]:
        return []
    return [key for key, _ in letters[places[0][0] : places[1][0] + 1]]


def each_letter(
    rulings: Sequence[Ruling], letters: Sequence[tuple[str, str | None]]
) -> tuple[list[tuple[Ruling, str]], list[Problem]]:
    """Return every ruling once for each letter it names."""
    rows: list[tuple[Ruling, str]] = []
    problems: list[Problem] = []
    for ruling in rulings:
        keys, found = find_letters(ruling, ruling.letters, "letter", letters)
        problems += found
        rows += [(ruling, key) for key in keys]
    return rows, problems


def sentence(ruling: Ruling, letter: str = "") -> str:
    """Say in one sentence what a ruling rules; `letter` is the key of the letter that it is applied to."""
    texts, days, kind = ruling.texts, ruling.when, KINDS[ruling.table]
    when = ""
    if days is not None:
        ways = ("on", "not before", "not after", "from", "to")
        values = (days.when, days.not_before, days.not_after, days.start, days.end)
        when = ", ".join(f"{way} {value}" for way, value in zip(ways, values, strict=True) if value)
    known = {
        "quote": f"“{ruling.quote}”" if ruling.quote else "",
        "letter": letter,
        "letters": ", ".join(ruling.letters),
        "names": " and ".join(ruling.names),
        "when": when,
        "which": f"Note {texts['note']}" if "note" in texts else "A note",
        "though": f", though note {texts['sense']} is meant" if "sense" in texts else "",
        **texts,
    }
    form = kind.sentence if ruling.quote or not kind.without_quote else kind.without_quote
    return form.format(**known)


def record(
    ruling: Ruling, subject: Subject, span: Span, dropped: Sequence[Finding] = (), *, new: bool
) -> Decision:
    """Record a ruling among the judges' decisions; `new` tells whether it changed anything."""
    said = sentence(ruling, subject.letter or f"note {subject.note}" * bool(subject.note))
    value = Decided(said, new, str(ruling.place), ruling.on or "")
    because = (Evidence(None, ruling.reason),)
    kept = Finding(f"editor.{ruling.table}", span, EDITOR, 1.0, value, because, ruling.by)
    return Decision(subject, kept, tuple(dropped), ruling.reason)


def unmet(ruling: Ruling, why: str) -> Problem:
    """Tell that a ruling could not be carried out."""
    return problem("decision-unmet", f"[[{ruling.table}]] could not be carried out: {why}", ruling.place)


def meeting(span: Span, findings: Sequence[Finding[T]]) -> Iterator[Finding[T]]:
    """Yield the findings that share a character with a span."""
    return (finding for finding in findings if finding.span.meets(span))
