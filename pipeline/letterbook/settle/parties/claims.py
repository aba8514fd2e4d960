"""The claims on a letter's sender and recipient: each a person, how sure, and why.

A level is 4 (printed in the heading), 3 (high), 2 (medium) or 1 (low); docs/evidence.md says which
kind of evidence has which.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from letterbook.model import Evidence, Person, Span
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.correspondents import Frame
from letterbook.settle.parties.headings import Said
from letterbook.settle.parties.persons import TWO_SIDED
from letterbook.settle.parties.printed_names import Named
from letterbook.settle.parties.two_sides.direction_evidence import HIGH, MEDIUM, PRINTED
from letterbook.settle.parties.two_sides.judge import Outcome
from letterbook.values.names.forms import Name
from letterbook.values.names.same_person import People

#: Before a key: a name as printed, of which it is not known whose it is.
_UNKNOWN = "?"
_OWN = {"sender": ("signature",), "recipient": ("salutation", "vocative", "address")}


class Claim(NamedTuple):
    """One reason to hold that some persons wrote or received a letter; `shown` are the names as printed."""

    keys: tuple[str, ...]
    level: int
    rule: str
    because: tuple[Evidence, ...]
    span: Span | None = None
    shown: tuple[Name, ...] = ()


class Book(NamedTuple):
    """What the claims rest on: the frame, the people, a bare heading's meaning, the two sides."""

    frame: Frame
    people: People
    bare: str
    outcome: Outcome


Pair = tuple[tuple[Claim, ...], tuple[Claim, ...]]


def collect_claims(letters: Sequence[Signs], named: Sequence[Named], book: Book) -> list[Pair]:
    """Return the claims on each letter's sender and recipient, in the order of the book."""
    rows: list[Pair] = []
    before: Pair = ((), ())
    for i, (signs, row) in enumerate(zip(letters, named, strict=True)):
        sent, received = _of_letter(i, signs, row, book)
        heading = row.heading
        if heading.senders and heading.senders.same and before[0]:
            sent = [_inherit(heading.senders, before[0]), *sent]
        if heading.recipients and heading.recipients.same and before[1]:
            received = [_inherit(heading.recipients, before[1]), *received]
        if book.frame.kind == "of":
            _complement(sent, received, book)
        before = (_without_title(sent, received), _without_title(received, sent))
        rows.append(before)
    return rows


def _of_letter(i: int, signs: Signs, row: Named, book: Book) -> tuple[list[Claim], list[Claim]]:
    """Collect what a letter's own lines, the title and the exchange say of its sender and its recipient."""
    frame, people = book.frame, book.people
    claims: dict[str, list[Claim]] = {"sender": [], "recipient": []}
    heading = row.heading
    for role, said in (("sender", heading.senders), ("recipient", heading.recipients)):
        if said and said.names:
            claims[role] += _printed(said, people, PRINTED, f"the heading names the {role}")
    if heading.bare and book.bare:
        says = f"in this book a heading names the {book.bare}"
        claims[book.bare] += _printed(heading.bare, people, HIGH, says)
    if frame.kind in TWO_SIDED:
        _exchanged(i, claims, book)
        return claims["sender"], claims["recipient"]
    claims["sender"] += _signed(row, book)
    for said in row.salutes:
        claims["recipient"] += _printed(said, people, HIGH, "the salutation", rule="salutation")
    if not claims["recipient"]:
        claims["recipient"] += [claim for said in row.addresses for claim in _addressed(said, book)]
    _headed(signs, claims, book)
    constant = {"from": "sender", "to": "recipient"}.get(frame.kind)
    keys = _owners(book)
    if constant and keys:
        agree = any(claim.keys == keys for claim in claims[constant])
        claims[constant].append(Claim(keys, HIGH if agree else MEDIUM, "title", frame.because))
    return claims["sender"], claims["recipient"]


def _owners(book: Book) -> tuple[str, ...]:
    """Return the keys of those whose letters, or whose correspondence, the title page says the book to be."""
    return tuple(key for name in book.frame.one for key in book.people.find(name)[:1])


def _addressed(said: Said, book: Book) -> list[Claim]:
    """Make a claim of an address below a letter; who is called as the book's writer is somebody else."""
    owners = _owners(book)
    found = [
        keys[0]
        if len(keys := book.people.find(name)) == 1 and keys[0] not in owners
        else f"{_UNKNOWN}{name.text}"
        for name in said.names
    ]
    because = (Evidence(said.span, "the address below the letter"),)
    return [Claim(tuple(dict.fromkeys(found)), HIGH, "address", because, said.span, said.names)]


def _signed(row: Named, book: Book) -> list[Claim]:
    """Make claims of the signatures.

    In the letters of one person a signature that is not theirs is a title below it ("Court Organist") if
    they sign as well, and else no surer than the book's title.
    """
    claims = [
        claim
        for said in row.signatures
        for claim in _printed(said, book.people, HIGH, "the signature", rule="signature")
    ]
    if book.frame.kind != "from":
        return claims
    own = [claim for claim in claims if set(_owners(book)) & set(claim.keys)]
    return own or [claim._replace(level=MEDIUM) for claim in claims]


def _exchanged(i: int, claims: dict[str, list[Claim]], book: Book) -> None:
    """Add what the way of the letter between the two sides tells.

    Where the heading prints a party, the way speaks only if the letter itself names the party too:
    that the other one of the pair is meant was then a guess.
    """
    for role, rows in claims.items():
        told = book.outcome.persons.get((i, role))
        if told is None:
            continue
        key, votes, level = told
        printed = any(claim.level == PRINTED for claim in rows)
        if printed and all(vote.rule not in _OWN[role] for vote in votes):
            continue
        because = tuple(e for vote in votes for e in vote.because)
        fellows = book.outcome.fellows.get(i, ()) if role == "sender" else ()
        if fellows:
            # another signs before the closing of one of the two, who then writes with them
            keys = (key, *(f"{_UNKNOWN}{name.text}" for name in fellows))
            rows.append(Claim(keys, MEDIUM, "joint", because, votes[0].span))
        else:
            rows.append(Claim((key,), level, votes[0].rule, because, votes[0].span))


def _headed(signs: Signs, claims: dict[str, list[Claim]], book: Book) -> None:
    """Add what a header word tells, seen from the viewpoint that the book or the editor names."""
    frame = book.frame
    keys = book.people.find(frame.viewpoint) if frame.viewpoint else ()
    if len(keys) != 1 or frame.seen_from is None:
        return
    for span, role, _ in signs.headlines:
        side = {"sent": "sender", "received": "recipient"}.get(role)
        if side:
            because = (Evidence(span, f"the header says it was {role}"), frame.seen_from)
            claims[side].append(Claim(keys, HIGH, "header", because, span))


def _printed(said: Said, people: People, level: int, says: str, rule: str = "heading") -> list[Claim]:
    """Make a claim of the names on a line; none where a name fits several persons or nobody.

    A name in a heading that fits several stands for nobody in the register, but it is printed.
    """
    found = [people.find(name) for name in said.names]
    if level == PRINTED:
        printed = [(f"{_UNKNOWN}{name.text}",) for name in said.names]
        found = [keys if len(keys) == 1 else own for keys, own in zip(found, printed, strict=True)]
    if not found or not all(len(keys) == 1 for keys in found):
        return []
    keys = tuple(dict.fromkeys(k[0] for k in found))
    return [Claim(keys, level, rule, (Evidence(said.span, says),), said.span, said.names)]


def _inherit(said: Said, before: Sequence[Claim]) -> Claim:
    best = max(before, key=lambda c: c.level)
    because = (Evidence(said.span, "the heading says: the same as in the letter before"), *best.because[:1])
    return Claim(best.keys, min(best.level, HIGH), "same", because, said.span)


def _without_title(claims: Sequence[Claim], across: Sequence[Claim]) -> tuple[Claim, ...]:
    """Drop the title's word for a letter whose other party is that very person."""
    firm = {key for claim in across if claim.level >= HIGH and claim.rule != "title" for key in claim.keys}
    return tuple(c for c in claims if c.rule != "title" or not firm & set(c.keys))


def _complement(sent: list[Claim], received: list[Claim], book: Book) -> None:
    """In the correspondence of one person, let that person be the other party of a letter that names one."""
    keys = _owners(book)
    for known, free in ((sent, received), (received, sent)):
        if keys and known and not free and all(claim.keys != keys for claim in known):
            free.append(Claim(keys, MEDIUM, "title", (*book.frame.because, *known[0].because[:1])))
            return


def person_of(people: People, key: str, shown: Name | None = None) -> Person:
    """Return a person under the fullest name; a body or a role as this letter prints it.

    What the heading adds in brackets ("Evatt (in Washington)") is kept with the name.
    """
    if key.startswith(_UNKNOWN):
        return Person(key.removeprefix(_UNKNOWN))
    if shown is not None and shown.kind != "person":
        return Person(f"{shown.text} ({shown.qualifier})" if shown.qualifier else shown.text, key)
    return people.person(key, shown.qualifier if shown else "")


def key_of(person: Person) -> str:
    """Return the key by which claims know a person, whether or not the register has one."""
    return person.key or f"{_UNKNOWN}{person.name}"
