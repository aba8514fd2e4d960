"""Who wrote each letter to whom: the judge over all letters of an edition together.

A fact rests on printed names, on the header words seen from the person whose correspondence the book
is, on the title page, and on letters that name each other. How sure each kind of evidence makes a fact
is laid down in docs/evidence.md. What cannot be told is absent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from letterbook.model import Basis, Cert, Decision, Entry, Evidence, Finding, Guess, Person, Source, Span
from letterbook.problems import Problem, problem
from letterbook.settle.direction import HIGH, LOW, MEDIUM, PRINTED
from letterbook.settle.exchange import bound_sending, tie_letters
from letterbook.settle.frame import Frame, read_frame
from letterbook.settle.named import Named, Said, read_named
from letterbook.settle.references import Link, days_of, resolve
from letterbook.settle.signs import Parties, Signs
from letterbook.settle.two_sides import Outcome, judge_two_sides
from letterbook.values.people import People, gather
from letterbook.values.name_forms import Name

_CERT = {PRINTED: None, HIGH: Cert.HIGH, MEDIUM: Cert.MEDIUM, LOW: Cert.LOW}
#: Before a key: a name as printed, of which it is not known whose it is.
_UNKNOWN = "?"
#: A lone word founds a person when so many letters are signed with it.
_OFTEN = 2
_TWO_SIDED = ("pair", "hub", "from-to")
_CONFIDENCE = {PRINTED: 1.0, HIGH: 0.995, MEDIUM: 0.9, LOW: 0.6}


@dataclass(frozen=True)
class Claim:
    """One reason to hold that some persons wrote or received a letter."""

    keys: tuple[str, ...]
    level: int
    rule: str
    because: tuple[Evidence, ...]
    span: Span | None = None
    shown: tuple[Name, ...] = ()


def judge_parties(
    source: Source,
    letters: Sequence[Signs],
    front: Sequence[Span],
    languages: Sequence[str],
    viewpoint: str | None = None,
) -> tuple[Mapping[str, Parties], tuple[Problem, ...], tuple[Decision, ...], tuple[Entry, ...]]:
    """Judge all letters of an edition: the parties by the letters' keys, problems, decisions, and the
    register's entries for all who write or receive.

    `front` are the spans of the front matter, `viewpoint` the editor's word on who receives and sends.
    """
    frame = read_frame(source, front, languages, viewpoint, letters)
    named = [read_named(source, signs, languages) for signs in letters]
    roles = {role for signs in letters for _, role, _ in signs.headlines}
    if frame.kind in ("from", "to") and {"received", "sent"} <= roles:
        frame = replace(frame, kind="of")  # letters went both ways, whatever the title says
    people = _people(frame, named)
    frame = _inferred(frame, named, people)
    links, answers = resolve(source, letters, languages)
    if frame.kind in _TWO_SIDED:
        outcome = judge_two_sides(source, letters, named, frame, people, languages, links, answers)
    else:
        outcome = Outcome()
    problems = list(outcome.problems)
    decisions: list[Decision] = []
    bare = _bare_role(frame, named, people)
    rows: list[tuple[tuple[Claim, ...], tuple[Claim, ...]]] = []
    before: tuple[tuple[Claim, ...], tuple[Claim, ...]] = ((), ())
    for i in range(len(letters)):
        both = _claims(i, named[i], frame, people, bare, outcome)
        inherited = tuple(
            (_inherit(said, old),) + claims if said and said.same and old else claims
            for said, old, claims in (
                (named[i].heading.senders, before[0], both[0]),
                (named[i].heading.recipients, before[1], both[1]),
            )
        )
        if frame.kind == "of":
            inherited = _complement(list(inherited[0]), list(inherited[1]), frame, people)
        before = (inherited[0], inherited[1])
        rows.append(before)
    parties: dict[str, Parties] = {}
    chosen: list[tuple[tuple[Guess[Person], ...], tuple[Guess[Person], ...]]] = []
    for i, signs in enumerate(letters):
        facts = []
        for role, claims in (("sender", rows[i][0]), ("recipient", rows[i][1])):
            guesses, clash = _choose(claims, people)
            held = outcome.withheld.get((i, role))
            if held and not any(c.level == PRINTED for c in claims):
                guesses = ()
                problems.append(
                    problem(
                        "parties-other-hand",
                        _who(signs, f"the {role} is left open: {held[0].says}"),
                        source.place((held[0].span or signs.span).start),
                    )
                )
            if clash:
                problems.append(_clash(source, signs, role, clash, people))
            if claims:
                decisions.append(_decide(signs, role, guesses, claims, people))
            facts.append(guesses)
        chosen.append((facts[0], facts[1]))
    circles = [_circle(senders, recipients) for senders, recipients in chosen]
    days = days_of(letters)
    replies = (
        [*outcome.replies, *_open_replies(links, chosen)] if not outcome.replies else list(outcome.replies)
    )
    ties = tie_letters(letters, circles, replies)
    bounds = bound_sending(letters, days, replies)
    for i, signs in enumerate(letters):
        parties[signs.key] = Parties(chosen[i][0], chosen[i][1], ties[i], bounds.get(i))
    return parties, tuple(problems), tuple(decisions), people.entries(_register(parties))


def _people(frame: Frame, named: Sequence[Named]) -> People:
    """Gather the people: the title page's, the headings', and those of signatures and salutations that are whole.

    In a book of two, a lone word of a salutation or signature ("Dearest Kitty") founds no person.
    """
    names: list[Name] = [*frame.one, *frame.other]
    if frame.viewpoint:
        names.append(frame.viewpoint)
    apart: list[tuple[Name, Name]] = [(a, b) for a in frame.one for b in frame.other]
    closed = frame.kind in _TWO_SIDED
    alone: list[Name] = []
    signed: dict[str, int] = {}
    for row in named:
        heading = row.heading
        for said in (heading.senders, heading.recipients):
            names += said.names if said else ()
        names += [name for name in (heading.bare.names if heading.bare else ()) if not name.lone]
        if heading.senders and heading.recipients:
            apart += [(a, b) for a in heading.senders.names for b in heading.recipients.names]
        for said in row.signatures:
            names += [name for name in said.names if not name.lone]
        for said in row.salutes if not closed else ():
            names += [name for name in said.names if not name.lone]
            alone += [name for name in said.names if name.lone and name.female is not None]
        for name in (name for said in row.signatures if not closed for name in said.names if name.lone):
            # a book's one "FENTON." may be any word; under several letters it is a name
            signed[name.text] = signed.get(name.text, 0) + 1
            alone += [name] * (signed[name.text] == _OFTEN)
    known = gather(names, apart)
    return gather([*names, *(name for name in alone if not known.find(name))], apart)


def _inferred(frame: Frame, named: Sequence[Named], people: People) -> Frame:
    """Make a pair of a book without a frame whose headings name two persons only, each often."""
    if frame.kind != "open":
        return frame
    seen: dict[str, int] = {}
    for row in named:
        said = row.heading.bare
        for name in said.names if said else ():
            for key in people.find(name):
                seen[key] = seen.get(key, 0) + 1
    often = sorted(key for key, n in seen.items() if n > 2)  # noqa: PLR2004
    if len(often) != 2 or sum(seen[k] for k in often) < 0.9 * sum(seen.values()):  # noqa: PLR2004
        return frame
    one, other = (people.forms[key][0] for key in often)
    because = (Evidence(None, f"the headings name two persons, {one.text} and {other.text}"),)
    return replace(frame, kind="pair", one=(one,), other=(other,), because=because)


def _bare_role(frame: Frame, named: Sequence[Named], people: People) -> str:
    """Tell what a bare name in a heading is in this book: "sender", "recipient", or "" where nothing tells.

    In letters of one person it is the receiver, in letters to one person the sender. Else the letters
    vote by their signatures and salutations; a book of two follows the custom of naming the writer.
    """
    if frame.kind in ("from", "to"):
        return "recipient" if frame.kind == "from" else "sender"
    votes = {"sender": 0, "recipient": 0}
    for row in named:
        if not row.heading.bare:
            continue
        keys = {key for name in row.heading.bare.names for key in people.find(name)}
        for said, role in ((row.signatures, "sender"), (row.salutes, "recipient")):
            if any(keys & set(people.find(name)) for s in said for name in s.names):
                votes[role] += 1
    if votes["sender"] != votes["recipient"]:
        best = max(votes, key=lambda role: votes[role])
        return best if votes[best] >= 9 * min(votes.values()) else ""
    return "sender" if frame.kind == "pair" else ""


def _claims(
    i: int, row: Named, frame: Frame, people: People, bare: str, outcome: Outcome
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Collect the claims on a letter's sender and recipient, from its own lines, the title, and the exchange."""
    sent: list[Claim] = []
    received: list[Claim] = []
    heading = row.heading
    for said, claims, what in (
        (heading.senders, sent, "sender"),
        (heading.recipients, received, "recipient"),
    ):
        if said and said.names:
            claims += _printed(said, people, PRINTED, f"the heading names the {what}")
    if heading.bare and bare:
        claims = sent if bare == "sender" else received
        claims += _printed(heading.bare, people, HIGH, f"in this book a heading's name is the {bare}'s")
    for said in row.signatures if frame.kind not in _TWO_SIDED else ():
        sent += _printed(said, people, HIGH, "the signature", rule="signature")
    for said in row.salutes if frame.kind not in _TWO_SIDED else ():
        received += _printed(said, people, HIGH, "the salutation", rule="salutation")
    for role, claims in (("sender", sent), ("recipient", received)):
        for keys, votes, level in outcome.persons.get((i, role), ()):
            own = ("signature",) if role == "sender" else ("salutation", "vocative")
            if claims and claims[0].level == PRINTED and all(vote.rule not in own for vote in votes):
                continue  # the heading itself names somebody here; that the pair's other is meant, was a guess
            because = tuple(e for vote in votes for e in vote.because)
            claims.append(
                Claim(
                    keys, level, votes[0].rule if votes else "pair", because, votes[0].span if votes else None
                )
            )
    constant = {"from": (sent, frame.one), "to": (received, frame.one)}.get(frame.kind)
    if constant is not None:
        claims, names = constant
        keys = tuple(k for name in names for k in people.find(name)[:1])
        if keys:
            agree = any(claim.keys == keys for claim in claims)
            claims.append(Claim(keys, HIGH if agree else MEDIUM, "title", frame.because))
    return tuple(_without_title(sent, received)), tuple(_without_title(received, sent))


def _without_title(claims: list[Claim], across: Sequence[Claim]) -> list[Claim]:
    """Drop the title's word for a letter whose other party is that very person."""
    firm = {key for claim in across if claim.level >= HIGH and claim.rule != "title" for key in claim.keys}
    return [c for c in claims if c.rule != "title" or not firm & set(c.keys)]


def _complement(
    sent: list[Claim], received: list[Claim], frame: Frame, people: People
) -> tuple[tuple[Claim, ...], ...]:
    """In the correspondence of one person, let that person be the other party of a letter that names one."""
    keys = tuple(k for name in frame.one for k in people.find(name)[:1])
    for known, open_ in ((sent, received), (received, sent)):
        if keys and known and not open_ and all(claim.keys != keys for claim in known):
            open_.append(Claim(keys, MEDIUM, "title", (*frame.because, *known[0].because)))
    return tuple(sent), tuple(received)


def _printed(said: Said, people: People, level: int, says: str, rule: str = "heading") -> list[Claim]:
    found = [people.find(name) for name in said.names]
    if level == PRINTED:
        # a printed name that fits several stands for nobody in the register, but it is printed
        found = [
            keys if len(keys) == 1 else (f"{_UNKNOWN}{name.text}",)
            for keys, name in zip(found, said.names, strict=True)
        ]
    if not all(len(keys) == 1 for keys in found) or not found:
        return []
    keys = tuple(dict.fromkeys(k[0] for k in found))
    return [Claim(keys, level, rule, (Evidence(said.span, says),), said.span, said.names)]


def _inherit(said: Said, before: tuple[Claim, ...]) -> Claim:
    best = max(before, key=lambda c: c.level)
    because = (Evidence(said.span, "the heading says: the same as in the letter before"), *best.because)
    return Claim(best.keys, min(best.level, HIGH), "same", because, said.span)


def _choose(
    claims: Sequence[Claim], people: People
) -> tuple[tuple[Guess[Person], ...], tuple[Claim, Claim] | None]:
    """Let the strongest claim win; equal claims for different persons leave the fact open."""
    if not claims:
        return (), None
    ranked = sorted(claims, key=lambda c: -c.level)
    best = ranked[0]
    rivals = [c for c in ranked if not set(c.keys) & set(best.keys)]
    clash = _contest(best, ranked, rivals, people)
    if rivals and rivals[0].level == best.level:
        return (), clash
    if best.level <= LOW:
        return (), clash
    backing = [c for c in ranked if c.keys == best.keys and c is not best]
    because = tuple(dict.fromkeys(e for c in (best, *backing) for e in c.because))
    others = tuple(
        Guess(_person(people, key, None), c.span, _CERT[c.level] or Cert.HIGH, Basis.INTERNAL, c.because)
        for c in rivals
        for key in c.keys
    )
    stated = best.level == PRINTED
    basis = (
        None
        if stated
        else Basis.CONJECTURE
        if best.rule in ("reference", "pair", "answer")
        else Basis.INTERNAL
    )
    return tuple(
        Guess(
            _person(people, key, best.shown[n] if len(best.shown) == len(best.keys) else None),
            best.span if best.rule in ("heading", "signature", "salutation", "vocative") else None,
            _CERT[best.level],
            basis,
            because,
            others,
        )
        for n, key in enumerate(best.keys)
    ), clash


def _person(people: People, key: str, shown: Name | None) -> Person:
    """Return a person under the fullest name, a body or a role as this letter prints it."""
    if key.startswith(_UNKNOWN):
        return Person(key.removeprefix(_UNKNOWN))
    if shown is None:
        return people.person(key)
    if shown.kind != "person":
        return Person(f"{shown.text} ({shown.qualifier})" if shown.qualifier else shown.text, key)
    return people.person(key, shown.qualifier)


def _contest(
    best: Claim, ranked: Sequence[Claim], rivals: Sequence[Claim], people: People
) -> tuple[Claim, Claim] | None:
    """Return the two claims that contradict each other; a person who signs for a body contradicts nobody.

    Nor does the second signature on a letter, which stands under words that it quotes.
    """
    if not rivals or rivals[0].level < HIGH:
        return None
    body = any(key in people.forms and people.forms[key][0].kind == "body" for key in best.keys)
    agreed = any(c.rule == rivals[0].rule and c.keys == best.keys for c in ranked)
    if rivals[0].rule == "signature" and (body or agreed):
        return None
    return best, rivals[0]


def _who(signs: Signs, rest: str) -> str:
    return f"letter {signs.number}: {rest}" if signs.number else f"{signs.key}: {rest}"


def _clash(source: Source, signs: Signs, role: str, clash: tuple[Claim, Claim], people: People) -> Problem:
    told = []
    for claim in clash:
        names = " and ".join(_person(people, key, None).name for key in claim.keys)
        reasons = "; ".join(
            f"{e.says} ({source.place(e.span.start)})" if e.span else e.says for e in claim.because
        )
        told.append(f"{names}, because {reasons}")
    spot = clash[1].span or clash[0].span or signs.span
    return problem(
        "parties-contradict", _who(signs, f"two {role}s: {told[0]}; but {told[1]}"), source.place(spot.start)
    )


def _decide(
    signs: Signs, role: str, guesses: Sequence[Guess[Person]], claims: Sequence[Claim], people: People
) -> Decision:
    def finding(claim: Claim) -> Finding:
        value = {
            "person": "; ".join(_person(people, k, None).name for k in claim.keys),
            "key": " ".join(claim.keys),
        }
        spot = claim.span or signs.span
        return Finding(
            f"letter.{role}", spot, f"parties.{claim.rule}", _CONFIDENCE[claim.level], value, claim.because
        )

    won = tuple(g.value.key or f"{_UNKNOWN}{g.value.name}" for g in guesses)
    ranked = sorted(claims, key=lambda c: -c.level)
    kept = next((c for c in ranked if c.keys == won), None)
    dropped = tuple(finding(c) for c in ranked if c.keys != won)
    reason = "the strongest evidence" if kept else "the evidence contradicts itself or is too weak"
    return Decision(f"{signs.key}.{role}", finding(kept) if kept else None, dropped, reason)


def _circle(senders: Sequence[Guess[Person]], recipients: Sequence[Guess[Person]]) -> frozenset[str]:
    if not senders or not recipients:
        return frozenset()
    return frozenset(g.value.key or g.value.name for g in (*senders, *recipients))


def _open_replies(
    links: Sequence[Link], chosen: Sequence[tuple[Sequence[Guess[Person]], Sequence[Guess[Person]]]]
) -> list[Link]:
    """Keep the answers among letters of many: both letters' parties must be known and cross over."""

    def keys(guesses: Sequence[Guess[Person]]) -> set[str | None]:
        return {g.value.key for g in guesses}

    fitting: dict[tuple[int, Span], list[Link]] = {}
    for link in links:
        here, there = chosen[link.later], chosen[link.earlier]
        if not link.same and keys(here[0]) & keys(there[1]) and keys(here[1]) & keys(there[0]):
            fitting.setdefault((link.later, link.span), []).append(link)
    return [group[0] for group in fitting.values() if len(group) == 1]


def _register(parties: Mapping[str, Parties]) -> frozenset[str]:
    return frozenset(
        g.value.key for p in parties.values() for g in (*p.senders, *p.recipients) if g.value.key is not None
    )
