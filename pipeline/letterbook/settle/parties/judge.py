"""Who wrote each letter to whom: the judge over all letters of an edition together.

A fact rests on printed names, on the header words seen from the person whose correspondence the book
is, on the title page, and on letters that name each other. How sure each kind of evidence makes a fact
is laid down in docs/evidence.md. What cannot be determined is absent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

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
from letterbook.model.kinds import CORRESPONDENTS
from letterbook.model.values import Party, Sides
from letterbook.problems import Problem, problem
from letterbook.project.layout import Layout
from letterbook.settle.kept import Kept
from letterbook.settle.letter_lines import Parties, Signs
from letterbook.settle.links.referents import Link, days_of, resolve
from letterbook.settle.parties.against_title import tell_against
from letterbook.settle.parties.by_editor import PartyRulings
from letterbook.settle.parties.claim import DOUBTED, Book, Claim, key_of, person_of
from letterbook.settle.parties.claims import collect_claims
from letterbook.settle.parties.contests import find_contest, means_the_same, tell_contest
from letterbook.settle.parties.correspondents import Correspondents, read_correspondents
from letterbook.settle.parties.declared import Declared, read_declared
from letterbook.settle.parties.heading_custom import places_of, settle_headings
from letterbook.settle.parties.kin import settle_kin
from letterbook.settle.parties.masked import unmask
from letterbook.settle.parties.merged_persons import merge_persons
from letterbook.settle.parties.offices import (
    settle_datives,
    settle_foot_addresses,
    settle_genitives,
    settle_offices,
    settle_sides,
)
from letterbook.settle.parties.part_titles import read_parts
from letterbook.settle.parties.persons import (
    TWO_SIDED,
    bare_role,
    complete_correspondents,
    gather_people,
    infer_pair,
)
from letterbook.settle.parties.pinned import pin_correspondents, pin_signatures, pinned_party
from letterbook.settle.parties.printed_names import Named, read_named
from letterbook.settle.parties.prints import tell_prints, with_prints
from letterbook.settle.parties.readers import infer_reader
from letterbook.settle.parties.ties import Persons, bound_sending, circle_of, crossing, tie_letters
from letterbook.settle.parties.title_names import name_reader, settle_middle_names, settle_owner
from letterbook.settle.parties.title_page import widen_front
from letterbook.settle.parties.two_sides.direction_evidence import HIGH, LOW, MEDIUM, PRINTED, BookOfTwo
from letterbook.settle.parties.two_sides.judge import Mentions, Outcome, judge_two_sides, sides_of, tell
from letterbook.settle.parties.ways import came_in, is_shared, is_signed, names_senders, went_out
from letterbook.values.languages import Tongues
from letterbook.values.names.forms import Name, fold
from letterbook.values.names.read import read_name
from letterbook.values.names.same_person import fits

_CERT = {PRINTED: None, HIGH: Cert.HIGH, MEDIUM: Cert.MEDIUM, DOUBTED: Cert.LOW, LOW: Cert.LOW}
_CONFIDENCE = {PRINTED: 1.0, HIGH: 0.995, MEDIUM: 0.9, DOUBTED: 0.6, LOW: 0.6}
#: A fact under one of these rules is written somewhere in the letter; the span is given as printed.
_WRITTEN = ("heading", "signature", "salutation", "vocative", "part")
#: What these rules tell is concluded from other letters.
_CONCLUDED = ("reference", "pair", "answer")

#: So many times more letters are signed by somebody than headed by the name, if the name is the writer's.
_OFT = 5

_NO_RULINGS = PartyRulings()
_NO_LAYOUT = Layout()


class Judged(NamedTuple):
    """What the judge returns: the parties by the letters' keys, faults, decisions, the register's entries."""

    parties: Mapping[str, Parties]
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...]
    entries: tuple[Entry, ...]


def judge_parties(
    source: Source,
    letters: Sequence[Signs],
    front: Sequence[Span],
    languages: Sequence[str],
    viewpoint: str | None = None,
    rulings: PartyRulings = _NO_RULINGS,
    layout: Layout = _NO_LAYOUT,
    tongues: Tongues | None = None,
    header: Sequence[Span] = (),
) -> Judged:
    """Judge all letters of an edition, in the order of the book.

    `front` are the spans of the front matter, `header` those of what a library put before it; `viewpoint`
    is the editor's word on the person from whom "received" and "sent" are counted, `rulings` that on
    single letters, `layout` that on all. `tongues` says in which languages each letter is read, where not
    all are in the book's.
    """
    declared = read_declared(source, header, languages)
    spoken = tongues or Tongues(tuple(languages))
    front = widen_front(source, letters, front)
    book, links, named = _open_once(source, letters, front, spoken, viewpoint, layout, declared)
    resolved = rulings.resolve(letters, book.people, languages)
    outcome = book.outcome
    rows = collect_claims(letters, named, book)
    problems = [*outcome.problems, *resolved.problems]
    decisions: list[Decision] = [_told(book.correspondents)]
    chosen: list[tuple[Persons, Persons]] = []
    for i, signs in enumerate(letters):
        facts = []
        for role, claims in zip(("sender", "recipient"), rows[i], strict=True):
            guesses = _choose(claims, book)
            printed = any(claim.level == PRINTED for claim in claims)
            decided = resolved.decides(signs.key, role)
            pinned = pinned_party(layout, role, guesses, book, languages)
            if pinned is not None:
                guesses = pinned
            elif (held := outcome.withheld.get((i, role))) and not printed:
                guesses = ()
                problems += [] if decided else [_held(source, signs, role, held[0])]
            elif (contest := find_contest(claims, book)) and not decided:
                problems.append(tell_contest(source, signs, role, contest, book))
            if claims:
                decisions.append(_decide(signs, role, guesses, claims, book))
            if decided:
                guesses, told, faults = resolved.overrule(signs, role, guesses, source)
                decisions += told
                problems += faults
            facts.append(guesses)
        if _are_one(facts[0], facts[1], book, languages):
            pins = (("sender", layout.sender), ("recipient", layout.recipient))
            firm = [resolved.decides(signs.key, role) or bool(pin) for role, pin in pins]
            if not any(firm):
                problems.append(_mirrored(source, signs, facts[0][0], facts[1][0]))
            if {g.value for g in facts[0]}.isdisjoint(g.value for g in facts[1]):
                # two names of one person: what is printed stays
                firm = [said or fact[0].cert is None for fact, said in zip(facts, firm, strict=True)]
            facts = [fact if said else () for fact, said in zip(facts, firm, strict=True)]
        chosen.append((facts[0], facts[1]))
    keys = {g.value.key for both in chosen for guesses in both for g in guesses if g.value.key}
    known = [*with_prints(book.people.entries(keys & book.people.forms.keys()), book.people, letters, named)]
    decisions += tell_prints(known, letters)
    known += [entry for entry in resolved.entries if entry.key in keys]
    chosen, entries, merges, clashes = merge_persons(rulings.bound, letters, chosen, known)
    replies = outcome.replies if book.correspondents.kind in TWO_SIDED else crossing(links, chosen)
    days = days_of(letters)
    ties = tie_letters(letters, [circle_of(*both) for both in chosen], replies)
    bounds = bound_sending(letters, days, replies)
    parties = {
        signs.key: Parties(*chosen[i], ties=ties[i], sent_by=bounds.get(i)) for i, signs in enumerate(letters)
    }
    return Judged(parties, (*problems, *clashes), (*decisions, *merges), entries)


def _are_one(senders: Persons, recipients: Persons, book: Book, languages: Sequence[str]) -> bool:
    """Tell whether somebody would write to themselves, under one name or two: "Brand", "Mr. Brand"."""
    if {g.value for g in senders} & {g.value for g in recipients}:
        return True
    if len(senders) != 1 or len(recipients) != 1:
        return False

    def name_of(person: Person) -> Name | None:
        forms = book.people.forms.get(person.key or "")
        return forms[0] if forms else read_name(person.name, languages)

    one, other = name_of(senders[0].value), name_of(recipients[0].value)
    if one is None or other is None or one.kind != "person" or not (one.lone or other.lone):
        return False
    lone, whole = (one, other) if one.lone else (other, one)
    if lone.female and not whole.lone:
        return False  # "Mrs. Brand" may be the mother of "Anna Brand"
    inferred = senders[0].cert is not None or recipients[0].cert is not None
    return inferred and fits(one, other) and fold(one.surname.split()[-1]) == fold(other.surname.split()[-1])


def _open(
    source: Source,
    letters: Sequence[Signs],
    front: Sequence[Span],
    tongues: Tongues,
    viewpoint: str | None,
    layout: Layout,
    declared: Declared,
) -> tuple[Book, list[Link], list[Named]]:
    """Find out what the book is: its correspondents, people and ties, and the two sides if it has them."""
    languages = tongues.main
    named = settle_headings(
        [read_named(source, one, tongues.of(one.span.start, one.span.end)) for one in letters],
        places_of(source, letters),
        source,
        languages,
    )
    correspondents = read_correspondents(source, front, languages, viewpoint, letters, named, declared)
    titled = correspondents.other
    correspondents = name_reader(correspondents, source, front, declared, languages)
    described = (
        titled if correspondents.other != titled else ()
    )  # the title may stand again above the first letter
    correspondents = pin_correspondents(unmask(correspondents, source), layout, languages)
    named = settle_middle_names(correspondents, named)
    named = settle_sides(correspondents, settle_offices(correspondents, named))
    named = settle_datives(correspondents, named, languages)
    correspondents = settle_genitives(correspondents, named, languages)
    named = pin_signatures(named, letters, source, layout, languages)
    roles = {role for signs in letters for _, role, _ in signs.headlines}
    if correspondents.kind in ("from", "to") and {"received", "sent"} <= roles:
        correspondents = correspondents._replace(kind="of")  # letters went both ways, whatever the title says
    if correspondents.kind == "from" and (came_in(correspondents, named) or is_shared(correspondents, named)):
        correspondents = correspondents._replace(kind="life")
    if correspondents.kind in ("of", "life") and went_out(correspondents, named):
        correspondents = correspondents._replace(kind="from")
    named = settle_owner(correspondents, named)
    named = settle_kin(
        correspondents, settle_foot_addresses(correspondents, named), source, letters, front, languages
    )
    correspondents = complete_correspondents(correspondents, named)
    by_writer = correspondents.kind in ("to", "open")
    owners = correspondents.one if correspondents.kind == "to" else ()
    parts = tuple(
        read_parts(
            source,
            letters,
            named,
            languages,
            owners=owners,
            readers=(*correspondents.other, *described),
            whose=(*correspondents.one, *correspondents.other),
            by_writer=by_writer,
        )
    )
    people = gather_people(correspondents, named, parts, source, languages)
    correspondents = infer_pair(correspondents, named, people)
    correspondents = infer_reader(correspondents, source, letters, named, people, languages)
    bare = bare_role(correspondents, named, people)
    links, answers = resolve(source, letters, languages)
    outcome = Outcome()
    sides = sides_of(correspondents, people) if correspondents.kind in TWO_SIDED else None
    if sides:
        ground = BookOfTwo(source, people, sides, tuple(languages))
        outcome = judge_two_sides(letters, named, correspondents, ground, Mentions(links, answers), bare=bare)
    called = Counter(
        key
        for row in named
        for said in (row.heading.senders, row.heading.recipients, row.heading.bare, *row.salutes)
        if said
        for name in said.names
        for key in people.find(name)
    )
    signing = Counter(
        key for row in named for said in row.signatures for name in said.names for key in people.find(name)
    )
    # one heading among many signatures is no other's
    others = frozenset(key for key, often in called.items() if signing[key] < _OFT * often)
    signed = is_signed(correspondents, people, named)
    elsewhere = {
        name.text
        for row in named
        for said in (*row.signatures, *row.salutes, *row.calls, *row.addresses)
        for name in said.names
    }
    elsewhere |= {name.text for name in (*correspondents.one, *correspondents.other)}
    headed = frozenset(key for key, forms in people.forms.items() if forms[0].text not in elsewhere)
    says_sender = names_senders(named)
    against = tell_against(correspondents, source, letters, named, languages)
    book = Book(correspondents, people, bare, outcome, signed, parts, others, headed, says_sender, against)
    return book, links, named


#: No decision on a single letter changes what kind of book it is in.
_open_once = Kept(_open)


def _choose(claims: Sequence[Claim], book: Book) -> Persons:
    """Let the strongest claim win; equal claims for different persons leave the fact open."""
    ranked = sorted(claims, key=lambda c: -c.level)
    if not ranked or ranked[0].level <= LOW:
        return ()
    best = ranked[0]
    rivals = [c for c in ranked if not set(c.keys) & set(best.keys)]
    if rivals and rivals[0].level == best.level:
        return ()
    backing = [c for c in ranked if c.keys == best.keys and c is not best]
    signed = best.rule == "signature" and any(c.rule == "title" for c in backing)
    ground = "party.title.signed" if signed else best.ground
    because = tuple(dict.fromkeys(e for c in (best, *backing) for e in c.because))
    others = tuple(
        Guess(person_of(book.people, key), c.span, _CERT[c.level] or Cert.HIGH, Basis.INTERNAL, c.because)
        for c in rivals
        if not means_the_same(best, c)
        for key in c.keys
    )
    doubted = best.level == DOUBTED
    basis = Basis.CONJECTURE if best.rule in _CONCLUDED or doubted else Basis.INTERNAL
    shown = best.shown if len(best.shown) == len(best.keys) else (None,) * len(best.keys)
    return tuple(
        Guess(
            person_of(
                book.people, key, name, printed=key in book.headed and best.rule in ("heading", "same")
            ),
            best.span if best.rule in _WRITTEN else None,
            _CERT[best.level],
            None if best.level == PRINTED else basis,
            because,
            others,
            ground=ground,
            rests=tuple(dict.fromkeys(one for one in best.rests if one and one != ground)),
        )
        for key, name in zip(best.keys, shown, strict=True)
    )


def _told(correspondents: Correspondents) -> Decision:
    """Tell how the judge understood the book: who corresponds with whom, and why."""
    one, other = (
        " and ".join(name.text for name in side) for side in (correspondents.one, correspondents.other)
    )
    sides = Sides(
        correspondents.kind, one, other, correspondents.viewpoint.text if correspondents.viewpoint else ""
    )
    because = (*correspondents.because, *([correspondents.seen_from] if correspondents.seen_from else []))
    span = next((reason.span for reason in because if reason.span), Span(0, 0))
    found = Finding(CORRESPONDENTS, span, "correspondents", 1.0, sides, because)
    said = "; ".join(reason.says for reason in because) or "the title page names nobody who corresponds"
    return Decision(Subject(Topic.CORRESPONDENTS), found, (), said)


def _who(signs: Signs, rest: str) -> str:
    return f"letter {signs.number or signs.key}: {rest}"


def _held(source: Source, signs: Signs, role: str, why: Evidence) -> Problem:
    message = _who(signs, f"the {role} is left open: {why.says}")
    return problem("parties-other-hand", message, source.place((why.span or signs.span).start))


def _mirrored(source: Source, signs: Signs, sender: Guess[Person], recipient: Guess[Person]) -> Problem:
    """Report a letter that one person would have written to themselves."""
    both = f"{tell(source, sender.because)}; but {tell(source, recipient.because)}"
    message = _who(signs, f"{sender.value.name} would write to {sender.value.name}: {both}")
    return problem("parties-contradict", message, source.place(signs.span.start))


def _decide(signs: Signs, role: str, guesses: Persons, claims: Sequence[Claim], book: Book) -> Decision:
    def finding(claim: Claim) -> Finding:
        names = "; ".join(person_of(book.people, key).name for key in claim.keys)
        value = Party(names, " ".join(claim.keys))
        spot = claim.span or signs.span
        return Finding(
            f"letter.{role}", spot, f"parties.{claim.rule}", _CONFIDENCE[claim.level], value, claim.because
        )

    won = tuple(key_of(g.value) for g in guesses)
    ranked = sorted(claims, key=lambda c: -c.level)
    kept = next((c for c in ranked if c.keys == won), None)
    dropped = tuple(finding(c) for c in ranked if c.keys != won)
    reason = "the strongest evidence" if kept else "the evidence contradicts itself or is too weak"
    return Decision(Subject(Topic(role), signs.key), finding(kept) if kept else None, dropped, reason)
