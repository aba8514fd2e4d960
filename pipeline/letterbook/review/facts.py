"""All that is known of an edition as a list of facts, each with its evidence and the lines that decide it.

A fact is what an editor may confirm, change or reject: who wrote a letter, when it was sent, that a line is
a heading, that a digit calls a note, that a word is misprinted. The list is made from the edition alone, so
that the review, `letterbook explain` and other programs all say the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from letterbook.model import (
    Block,
    Call,
    Correction,
    Decision,
    Edition,
    Evidence,
    Finding,
    Guess,
    Inline,
    Letter,
    Node,
    Note,
    Span,
    Subject,
    Topic,
    leaves,
    letters,
    notes,
)
from letterbook.model.kinds import CORRECTION, JOIN, decided
from letterbook.model.values import Decided, Given, Party
from letterbook.project.decision_kinds import OPEN_FACTS
from letterbook.project.decisions_toml import EDITOR
from letterbook.project.decisions_writer import write_toml
from letterbook.review.decision_lines import act_tables, value_of
from letterbook.review.fact import KINDS, Fact
from letterbook.review.quoting import READ, Quoter, Reason, first_words, whole
from letterbook.review.unread import why_open

#: What a letter should have, so that it is told when it is not known.
#: How probable a letter's borders must be for its heading to be given without a question; and as "medium".
_LIKELY, _EVEN = 0.8, 0.5
_WANTED = ("sender", "recipient", "sent")
#: The reason that is offered where a fact is left open.
_LOOKED = "Looked at; it cannot be told."


def facts(edition: Edition, by: str = "") -> tuple[Fact, ...]:
    """Return all facts of an edition, letter by letter, then those of the notes.

    `by` is written into the lines for decisions.toml as the one who decides; "" leaves it to the head of
    that file.
    """
    teller = _Teller(edition, by)
    told: list[Fact] = []
    for letter in letters(edition):
        told += teller.of_letter(letter)
    told += teller.of_notes()
    told += teller.suggested()
    order = {key: i for i, key in enumerate(dict.fromkeys(fact.letter for fact in told if fact.letter))}
    told.sort(key=lambda f: (order.get(f.letter, len(order)), KINDS.index(f.kind), f.span))
    return tuple(_numbered(told))


def _numbered(told: Sequence[Fact]) -> Iterator[Fact]:
    """Give each fact its id: the letter or note and the kind, and a number where there are several."""
    names = [
        f"{fact.letter or (f'note-{fact.note}' if fact.note else 'edition')}/{fact.kind}" for fact in told
    ]
    total, count = Counter(names), Counter[str]()
    for fact, name in zip(told, names, strict=True):
        count[name] += 1
        yield replace(fact, id=f"{name}/{count[name]}" if total[name] > 1 else name)


class _Teller:
    """Tells the facts of one edition; it holds the judges' decisions by subject."""

    def __init__(self, edition: Edition, by: str) -> None:
        self._edition = edition
        self._source = edition.source
        self._quoter = Quoter(edition.source)
        self._by = by
        self._years = dict(_years(letters(edition)))
        self._left: dict[tuple[str, str, str], Finding[Decided]] = {}
        self._decided: dict[Subject, list[Decision]] = {}
        self._about: dict[Span, list[Decision]] = {}
        for decision in edition.decisions:
            self._decided.setdefault(decision.subject, []).append(decision)
            if decision.subject.topic is Topic.LEFT_OPEN and (kept := decided(decision)):
                left = decision.subject
                self._left[left.letter, left.note, left.name] = kept
            if decision.kept is not None:
                self._about.setdefault(decision.kept.span, []).append(decision)

    # ---------------------------------------------------------------- letters

    def of_letter(self, letter: Letter) -> Iterator[Fact]:
        """Yield the facts of a letter."""
        yield self._heading(letter)
        acts: dict[str, Sequence[Guess[Any]]] = {
            "sender": letter.sent.persons,
            "recipient": letter.received.persons,
            "sent": letter.sent.dates,
            "received": letter.received.dates,
            "place": (letter.sent.place,) if letter.sent.place else (),
        }
        for kind, guesses in acts.items():
            if guesses or kind in _WANTED or Subject(Topic(kind), letter.key) in self._decided:
                yield self._act(letter, kind, guesses)
        for tie in letter.ties:
            if tie.kind == "replyTo":
                table = {"letter": letter.key, "to": tie.letter}
                confirmed = tie.resp != "letterbook"
                yield self._fact(
                    "reply",
                    value=tie.letter,
                    certainty=str(tie.cert or "high"),
                    letter=letter.key,
                    span=first_words(letter),
                    because=tie.because,
                    by=tie.resp if confirmed else "",
                    rule=EDITOR if confirmed else "references",
                    ruled=self._decided.get(Subject(Topic.REPLY, letter.key), ()),
                    tables=({"reply": table}, {"reply": {**table, "to": ""}}, {"not-reply": table}),
                )
        yield from self._inside(letter.children, letter.key)

    def _heading(self, letter: Letter) -> Fact:
        span = first_words(letter)
        heads = [n for n in letter.children if isinstance(n, Block) and n.kind == "head"]
        inside = [leaf.span for leaf in leaves(tuple(heads[:1]))]
        if inside:
            span = Span(inside[0].start, inside[-1].end)
        words = " ".join(self._source.quote(span).split())
        place = {"quote": words or self._quoter.opening(span), "line": self._source.place(span.start).line}
        ruled = self._decided.get(Subject(Topic.HEADING), ())
        mine = [d for d in ruled if d.kept and d.kept.span.meets(span)]
        misprint = Subject(Topic.MISPRINTED_HEADING, letter.key, name=letter.number or "")
        about = [d for d in self._decided.get(misprint, ()) if d.kept]
        model = [d for d in self._decided.get(Subject(Topic.HEADING, letter.key), ()) if d.kept]
        because = tuple(e for d in (*mine, *about, *model) if d.kept for e in d.kept.because)
        chance = min([d.kept.confidence for d in model if d.kept], default=1.0)
        sure = "printed" if heads else "high"
        return self._fact(
            "heading",
            value=letter.number or words,
            certainty=sure if mine or chance >= _LIKELY else "medium" if chance >= _EVEN else "low",
            letter=letter.key,
            span=span,
            because=because,
            by=mine[-1].kept.by if mine and mine[-1].kept else "",
            ruled=mine,
            rule="headings",
            tables=(
                {"heading": {**place, "number": letter.number} if letter.number else place},
                {"heading": {**place, "number": ""}},
                {"not-heading": place},
            ),
        )

    def _act(self, letter: Letter, kind: str, guesses: Sequence[Guess[Any]]) -> Fact:
        """Tell one fact of sending or receiving; several senders are one fact."""
        decisions = self._decided.get(Subject(Topic(kind), letter.key), [])
        judged = [d for d in decisions if not (d.kept and d.kept.rule == EDITOR)]
        ruled = [d for d in decisions if d.kept and d.kept.rule == EDITOR]
        dropped = [_told(f) for d in decisions for f in d.dropped]
        first = guesses[0] if guesses else None
        others = [value_of(other) for guess in guesses for other in guess.others]
        values = tuple(value_of(guess) for guess in guesses)
        by = next((g.resp for g in guesses if g.resp != "letterbook"), "")
        if not guesses and ruled and ruled[-1].kept:
            by = ruled[-1].kept.by
        kept = next((d.kept for d in judged if d.kept), None)
        because = (
            first.because if first else tuple(e for d in decisions for f in d.dropped for e in f.because)
        )
        if not first and ruled and ruled[-1].kept:
            because = (*ruled[-1].kept.because, *because)
        reasons: tuple[Reason, ...] = ()
        if not guesses and not because:
            told, offers = why_open(self._edition, letter, kind, self._years.get(letter.key, ""))
            reasons, dropped = tuple(told), [*dropped, *offers]
        span = next((g.printed for g in guesses if g.printed), None)
        read = span
        span = span or next((why.span for why in reasons if why.span), None)
        span = span or next((e.span for e in because if e.span), None) or first_words(letter)
        rule = EDITOR if by else kept.rule if kept else "dating"
        certs = [str(g.cert) for g in guesses if g.cert]
        worst = next((cert for cert in ("low", "medium", "high") if cert in certs), "printed")
        return self._fact(
            kind,
            value="; ".join(values),
            certainty=worst if guesses else "",
            letter=letter.key,
            span=span,
            because=because,
            by=by,
            rule=rule if guesses or by else "",
            alternatives=tuple(dict.fromkeys(v for v in (*others, *dropped) if v and v not in values)),
            tables=act_tables(kind, letter.key, guesses),
            ruled=ruled,
            told=reasons,
            read=read,
        )

    # ---------------------------------------------------------------- the text

    def _inside(self, nodes: Sequence[Node], letter: str, note: str = "") -> Iterator[Fact]:
        for node in nodes:
            match node:
                case Call():
                    yield self._call(node, letter, note)
                case Correction():
                    yield self._correction(node, letter, note)
                case Note():
                    yield from self._inside(node.children, letter, node.key)
                case Inline() | Block():
                    yield from self._inside(node.children, letter, note)

    def _call(self, call: Call, letter: str, note: str) -> Fact:
        place = self._quoter.place(call.span)
        about = self._about.get(call.span, [])
        about = sorted(about, key=lambda d: not (d.kept and d.kept.rule == EDITOR))  # the editor's word first
        because = tuple(dict.fromkeys(e for d in about if d.kept for e in d.kept.because))
        rivals = [self._quoter.where(f.span) for d in about for f in d.dropped]
        table: dict[str, Any] = {**place, "note": call.note}
        meant = f", though note {call.meant} is meant" if call.meant else ""
        return self._fact(
            "call",
            value=f"note {call.note}{meant}",
            certainty=str(call.cert or "high"),
            letter=letter,
            note=note or call.note,
            span=call.span,
            because=because or tuple(Evidence(None, d.reason) for d in about),
            by=call.resp if call.resp != "letterbook" else "",
            rule="calls",
            alternatives=tuple(rivals),
            ruled=about,
            tables=({"call": table}, {"call": {**place, "note": ""}}, {"not-call": place}),
        )

    def _correction(self, one: Correction, letter: str, note: str) -> Fact:
        return self._fact(
            "correction",
            value=one.reading,
            certainty=str(one.cert),
            letter=letter,
            note=note,
            span=one.span,
            because=one.because,
            by=one.resp if one.resp != "letterbook" else "",
            rule=one.rule,
            ruled=self._about.get(one.span, ()),
            tables=self._quoter.readings(one.span, one.reading),
        )

    def of_notes(self) -> Iterator[Fact]:
        """Yield the facts of notes outside letters, and of notes that nothing calls."""
        for part in (self._edition.front, self._edition.back):
            yield from self._inside(part, "")
        for node in self._edition.body:
            if not isinstance(node, Letter):
                yield from self._inside((node,), "")
        for note in notes(self._edition):
            if note.calls or note.place == "inline":
                continue
            mine = self._decided.get(Subject(Topic.NOTE_OF_LETTER, note=note.key), [])
            because = tuple(e for d in mine if d.kept for e in d.kept.because)
            told = self._decided.get(Subject(Topic.CALL_MISSING, note=note.key), [])
            table = {"note": note.key, "letter": note.letter or ""}
            yield self._fact(
                "note",
                value=f"letter {note.letter}" if note.letter else "",
                certainty="high" if note.letter else "",
                letter="",
                note=note.key,
                span=first_words(note),
                because=because or tuple(Evidence(None, d.reason) for d in told),
                by=note.resp if note.letter else "",
                rule=EDITOR if note.letter else "",
                alternatives=tuple(self._quoter.where(f.span) for d in told for f in d.dropped),
                ruled=mine,
                tables=({"note": table} if note.letter else {}, {"note": {**table, "letter": ""}}, {}),
            )

    def suggested(self) -> Iterator[Fact]:
        """Yield what waits for an editor: corrections and calls of which the rules are not sure enough."""
        spans = sorted((whole(letter), letter.key) for letter in letters(self._edition))
        starts = [span.start for span, _ in spans]
        for decision in self._edition.decisions:
            for finding in decision.dropped if decision.kept is None else ():
                at = bisect_right(starts, finding.span.start) - 1
                letter = spans[at][1] if at >= 0 and spans[at][0].holds(finding.span) else ""
                if fault := CORRECTION.read(finding):
                    tables = self._quoter.readings(finding.span, fault.value.reading)
                    value, certainty = fault.value.reading, fault.value.cert.value
                elif torn := JOIN.read(finding):
                    tables = self._quoter.joined(finding.span)
                    value, certainty = torn.value.reading, torn.value.cert.value
                elif decision.subject.topic is Topic.CALL_DOUBTFUL:
                    place = self._quoter.place(finding.span)
                    key = decision.subject.note
                    table: dict[str, Any] = {**place, "note": key}
                    tables = ({"call": table}, {"call": {**place, "note": ""}}, {"not-call": place})
                    value, certainty = f"note {key}", "low"
                else:
                    continue
                yield self._fact(
                    finding.kind if finding.kind in KINDS else "call",
                    value=value,
                    certainty=certainty,
                    letter=letter,
                    span=finding.span,
                    because=finding.because or (Evidence(finding.span, decision.reason),),
                    rule=finding.rule,
                    status="suggested",
                    tables=tables,
                )

    # ---------------------------------------------------------------- making facts

    def _fact(
        self,
        kind: str,
        *,
        value: str,
        certainty: str,
        letter: str,
        span: Span,
        because: Sequence[Evidence],
        rule: str,
        tables: tuple[Mapping[str, Mapping[str, Any]], ...],
        note: str = "",
        by: str = "",
        status: str = "",
        alternatives: tuple[str, ...] = (),
        ruled: Sequence[Decision] = (),
        told: tuple[Reason, ...] = (),
        read: Span | None = None,
    ) -> Fact:
        held = status or (
            "decided" if by else "open" if not value else "printed" if certainty == "printed" else "inferred"
        )
        reasons = told or tuple(dict.fromkeys(self._quoter.reason(evidence) for evidence in because))
        said = reasons[0].says if reasons and not by else ""
        if not reasons and (held == "open" or (held == "inferred" and certainty != "high")):
            nothing = Reason("nothing in the text tells it")
            reasons = (nothing if held == "open" else self._quoter.reason(Evidence(read, READ)),)
        word = next((kept for d in reversed(ruled) if by and (kept := decided(d))), None)
        left = self._left.get((letter, "" if letter else note, kind))
        if left is not None and held in ("open", "inferred"):
            held, by, word = "left", left.by, left
        named: dict[str, Any] = {"letter": letter} if letter else {"note": note}
        leave = (
            {**named, "fact": kind, "reason": _LOOKED}
            if kind in OPEN_FACTS and held not in ("decided", "left", "printed", "suggested")
            else {}
        )
        confirm, change, reject = (
            (write_toml(next(iter(t)), {**next(iter(t.values())), "reason": why}, self._by) if t else "")
            for t, why in zip(tables, (said or "Checked against the source.", "", ""), strict=True)
        )
        return Fact(
            "", kind, letter, note, value, certainty, held, by,
            EDITOR if held == "decided" else rule, reasons, alternatives,
            span, self._source.place(span.start).line,
            confirm if value else "", change, reject if value else "",
            write_toml("open", leave, self._by) if leave else "",
            _line_of(word), word.value.on if word else "",
        )  # fmt: skip


def _years(all_: Sequence[Letter]) -> Iterator[tuple[str, str]]:
    """Yield for each letter the year of the one before it, "" where none is known."""
    year = ""
    for letter in all_:
        yield letter.key, year
        for guess in letter.sent.dates[:1]:
            day = guess.value.when or guess.value.not_before or guess.value.start or ""
            year = day[:4] or year


def _line_of(word: Finding[Decided] | None) -> int:
    """Return the line of decisions.toml on which a decision begins; its place is "FILE:LINE:COLUMN"."""
    parts = word.value.decided.rsplit(":", 2) if word else []
    return int(parts[1]) if len(parts) == 3 and parts[1].isdigit() else 0  # noqa: PLR2004 (file, line, column)


def _told(finding: Finding) -> str:
    value = finding.value
    return value.person if isinstance(value, Party) else value.value if isinstance(value, Given) else ""
