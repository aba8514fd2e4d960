"""Collect the claims on a letter's sender and recipient: each a person, how sure, and why.

Levels: 4 (printed in the heading), 3 (high), 2 (medium), 1 (low); docs/evidence.md says what has which.
"""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.model import Evidence
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.against_title import AgainstTitle
from letterbook.settle.parties.claim import DOUBTED, UNKNOWN, Book, Claim
from letterbook.settle.parties.grounds import CONCLUDED, FORMS, form_of
from letterbook.settle.parties.headings import Heading, Said
from letterbook.settle.parties.kin import is_unnamed
from letterbook.settle.parties.letter_names import (
    greets_another,
    has_namesakes,
    is_called_so,
    is_signed_by_kin,
    shares_surname,
)
from letterbook.settle.parties.part_titles import Part
from letterbook.settle.parties.persons import TWO_SIDED
from letterbook.settle.parties.printed_names import Named
from letterbook.settle.parties.two_sides.direction_evidence import HIGH, MEDIUM, PRINTED, mine_first
from letterbook.values.names.forms import fold, is_given, is_masked, is_weak, is_woman, last_of
from letterbook.values.names.same_person import People

_LINES = ("signature", "salutation", "vocative", "address", "heading")
#: What the title says, or follows from the letter's other side, is of these kinds.
_BY_TITLE = ("party.title", "party.part-title", "party.sides")
_OWN = {"sender": ("signature",), "recipient": ("salutation", "vocative", "address")}


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
        if heading.bare and heading.bare.same and book.bare:
            mine, of_before = (sent, before[0]) if book.bare == "sender" else (received, before[1])
            mine[:0] = [_inherit(heading.bare, of_before)] if of_before else []
        # a life has letters of which nothing says that they are its subject's
        part = book.parts[i] if book.parts else Part()
        two = book.correspondents.kind == "of" or (
            book.correspondents.kind == "life" and heading != Heading()
        )
        said = [one for one in (heading.senders, heading.recipients) if one]
        nobody = any(one.paper or one.unknown for one in said)
        if two and not (row.titled or part.apart or nobody):  # a title holds names that were not read
            _complement(sent, received, book)
        before = (_without_title(sent, received), _without_title(received, sent))
        rows.append(before)
    return rows


def _of_letter(i: int, signs: Signs, row: Named, book: Book) -> tuple[list[Claim], list[Claim]]:
    """Collect what a letter's own lines, the title and the exchange say of its sender and its recipient."""
    claims = _told_writer(row, book, _by_lines(i, signs, row, book))
    against = book.against[i] if book.against else AgainstTitle()
    for role in ("sender", "recipient"):
        if getattr(against, role):
            claims[role] = [claim for claim in claims[role] if _is_of_its_lines(claim)]
    if against.recipient and not claims["recipient"]:
        claims["recipient"] = [claim for said in row.addresses for claim in _addressed(said, book)]
    for role, said in (("sender", row.heading.senders), ("recipient", row.heading.recipients)):
        claims[role] = [] if said and said.unknown else claims[role]
    return claims["sender"], claims["recipient"]


def _is_of_its_lines(claim: Claim) -> bool:
    """Tell whether a claim rests on what a letter prints of the person, and not on the title."""
    return not claim.ground.startswith(_BY_TITLE) or claim.ground.startswith("party.sides.own")


def _told_writer(row: Named, book: Book, claims: dict[str, list[Claim]]) -> dict[str, list[Claim]]:
    """Let the writer named above a letter contradict the book's title."""
    firm = [claim for claim in claims["sender"] if claim.rule in ("heading", "signature", "same")]
    if row.leads is None or firm:
        return claims
    says = "the words above the letter say who writes it"
    told = _printed(row.leads, book.people, MEDIUM, says, "told")
    if told and any(claim.keys == told[0].keys for claim in claims["sender"]):
        return claims
    lines = ("heading", "salutation", "call", "address", "told")
    own = [claim for claim in claims["recipient"] if claim.rule in lines]
    known = [claim for claim in told if claim.ground == "party.told.named"]
    return {
        "sender": known,
        "recipient": [claim for claim in own if claim.keys not in [k.keys for k in told]],
    }


def _by_lines(i: int, signs: Signs, row: Named, book: Book) -> dict[str, list[Claim]]:
    """Collect what a letter's own lines, the title and the exchange say."""
    correspondents, people = book.correspondents, book.people
    claims: dict[str, list[Claim]] = {"sender": [], "recipient": []}
    heading = row.heading
    for role, said in (("sender", heading.senders), ("recipient", heading.recipients)):
        if said and said.names and not (correspondents.kind not in TWO_SIDED and is_unnamed(said)):
            told = "heading.meant" if said.meant else "heading"
            level = DOUBTED if said.doubt else HIGH if said.meant else PRINTED
            mine = _sides(book)
            says = f"the heading names the {role}"
            claims[role] += _printed(said, people, level, says, told, mine)
    read_by = book.bare == "recipient"  # "From Brand" names no reader
    if heading.bare and book.bare and heading.bare.names and not (heading.bare.sent and read_by):
        says = f"in this book a heading names the {book.bare}"
        bare = _printed(heading.bare, people, HIGH, says, "heading.bare")
        own = _owners(book) if (correspondents.kind, book.bare) == ("from", "recipient") else ()
        # the writer's name above a letter is the signature of the one before
        claims[book.bare] += [claim for claim in bare if not set(own) & set(claim.keys)]
    part = book.parts[i] if book.parts else Part()
    if correspondents.kind in TWO_SIDED:
        _exchanged(i, row, claims, book)
        # a part of letters to, or of, somebody else than the title's
        for role in (
            ("sender", "recipient") if part.apart else ("recipient",) if part.readers or part.unnamed else ()
        ):
            said_so = [claim for claim in claims[role] if claim.level == PRINTED]
            claims[role] = said_so or (_of_part(part.readers, book, "reader") if role == "recipient" else [])
        return claims
    claims["sender"] += _signed(row, book)
    if part.writers and not any(claim.level >= HIGH for claim in claims["sender"]):
        claims["sender"] += _of_part(part.writers, book, "writer")
    if part.readers and not claims["recipient"]:
        claims["recipient"] += _of_part(part.readers, book, "reader")
    for said in row.salutes:
        if correspondents.kind == "to" and not any(name.given for name in said.names):
            continue  # "Dear Councillor": the one to whom all letters go
        line = "salutation.meant" if said.meant else "salutation"
        claims["recipient"] += _printed(said, people, HIGH, "the salutation", line)
    for said in row.calls if not claims["recipient"] else ():
        claims["recipient"] += _printed(said, people, MEDIUM, "the letter calls upon its reader", "call")
    if not claims["recipient"]:
        claims["recipient"] += [claim for said in row.addresses for claim in _addressed(said, book)]
    claims["recipient"] = _told_above(row, book, claims["recipient"])
    if row.many:  # "Dear friends": not the one whom a title names
        claims["recipient"] = [claim for claim in claims["recipient"] if claim.rule != "part"]
    _headed(signs, claims, book)
    constant = {"from": "sender", "to": "recipient"}.get(correspondents.kind)
    keys = _owners(book)
    apart = book.says_sender and signs.heads and not heading.senders
    if (
        constant
        and keys
        and not part.apart
        and not (constant == "sender" and is_signed_by_kin(row, correspondents.one))
        and not (constant == "sender" and apart and not claims["sender"])
        and not (row.many and constant == "recipient")
    ):
        agree = any(claim.keys == keys for claim in claims[constant])
        ground = "title.untold" if correspondents.untold else "title.constant"
        ground = "title.received" if correspondents.kind == "to" else ground
        ground = "title.signed" if agree else "title.borne-out" if book.borne_out else ground
        if any(is_weak(name) and is_given(name.surname) for name in correspondents.one):
            ground = "title.given"  # "James", whose surname the title does not have
        level = HIGH if agree else MEDIUM
        claims[constant].append(Claim(keys, level, "title", correspondents.because, ground=f"party.{ground}"))
    return claims


def _told_above(row: Named, book: Book, claims: list[Claim]) -> list[Claim]:
    """Return the claims on a letter's reader: whom the words above it name, if it greets nobody else."""
    if row.told is None or row.many or (claims and not is_called_so(row)):
        return claims
    says = "the words above the letter say to whom it goes"
    told = _printed(row.told, book.people, MEDIUM, says, "told")
    own = set(_owners(book)) if book.correspondents.kind == "from" else set()
    return told if told and not own & set(told[0].keys) else claims


def _of_part(said: Said | None, book: Book, whose: str) -> list[Claim]:
    """Make a claim of the title of a part."""
    if said is None:
        return []
    found = [book.people.find(name) for name in said.names]
    keys = [
        keys[0] if len(keys) == 1 else f"{UNKNOWN}{name.text}"
        for keys, name in zip(found, said.names, strict=True)
    ]
    because = (Evidence(said.span, f"the title of the part names its {whose}"),)
    texts = [book.people.forms[key][0].text for key in keys if key in book.people.forms]
    form = form_of(said.names, given=texts)
    others = form == "titled" and has_namesakes(said.names[0], keys[0], book.people)
    full = form in ("named", "titled") and not others
    ground = f"party.part-title.{whose}{'' if full else '.less'}"
    return [Claim(tuple(dict.fromkeys(keys)), HIGH, "part", because, said.span, said.names, ground)]


def _owners(book: Book) -> tuple[str, ...]:
    """Return the keys of those whose letters, or whose correspondence, the title page says the book to be."""
    return tuple(key for name in book.correspondents.one for key in book.people.find(name)[:1])


def _addressed(said: Said, book: Book) -> list[Claim]:
    """Make a claim of an address below a letter; who is called as the book's writer is somebody else."""
    owners = _owners(book)
    if any(
        shares_surname(name, owner)
        for name in said.names
        if not name.given
        for owner in book.correspondents.one
    ):
        return []  # "Miss Brand", in the letters of a Brand: which of them?
    found = [
        keys[0]
        if len(keys := book.people.find(name)) == 1 and keys[0] not in owners
        else f"{UNKNOWN}{name.text}"
        for name in said.names
    ]
    because = (Evidence(said.span, "the address below the letter"),)
    ground = f"party.address.{form_of(said.names)}"
    return [Claim(tuple(dict.fromkeys(found)), HIGH, "address", because, said.span, said.names, ground)]


def _signed(row: Named, book: Book) -> list[Claim]:
    """Make claims of the signatures.

    In the letters of one person a signature that is not theirs is a title below it ("Court Organist") if
    they sign as well, and else no surer than the book's title.
    """
    claims = [
        claim
        for said in row.signatures
        for claim in _printed(said, book.people, HIGH, "the signature", "signature")
    ]
    if book.correspondents.kind not in ("from", "group") or len(book.correspondents.one) != 1:
        return claims
    owners = _owners(book)
    own = [claim for claim in claims if set(owners) & set(claim.keys)]
    for said in row.signatures if not claims else ():
        # "Fichte" in the letters of one Fichte and his family: his, unless more speaks for another
        lone = len(said.names) == 1 and said.names[0].lone and len(owners) == 1
        if lone and owners[0] in book.people.find(said.names[0]):
            because = (Evidence(said.span, "the signature"), *book.correspondents.because)
            own.append(Claim(owners, MEDIUM, "signature", because, said.span, ground="party.main-bearer"))
    if own or book.correspondents.kind == "group":
        return own or claims
    return [claim._replace(level=MEDIUM) for claim in claims if not _may_be_owners(claim, book)]


def _may_be_owners(claim: Claim, book: Book) -> bool:
    """Tell whether a signature may be another name of the book's writer: "Con.", "E. B. Barrett".

    Nobody else of the book bears it, and it is one word or begins as the writer's given names do.
    """
    names = [name for key in claim.keys for name in book.people.forms.get(key, claim.shown)]
    owner = book.correspondents.one[0]
    if any(key in book.others for key in claim.keys):
        return False
    first = fold(owner.given[0]) if owner.given else ""

    def begins(given: str) -> bool:
        """Tell whether a given name is the owner's, shortened perhaps: "E.", "Eliz.", never "Edith"."""
        return bool(first) and (first.startswith(given) or given.startswith(first))

    return all(
        name.female is None and (name.lone or (bool(name.given) and begins(fold(name.given[0]))))
        for name in names
    )


def _exchanged(i: int, row: Named, claims: dict[str, list[Claim]], book: Book) -> None:
    """Add what the direction of the letter between the two sides tells.

    If the heading prints a party, the direction counts only if the letter itself names the party too:
    otherwise the second party is only inferred from the title.
    """
    for role, rows in claims.items():
        told = book.outcome.persons.get((i, role))
        if told is None:
            continue
        key, clues, level = told
        if role == "recipient" and all(clue.rule not in _OWN[role] for clue in clues):
            reader = book.people.forms[key][0] if key in book.people.forms else None
            sex = is_woman(reader) if reader else None
            other = row.woman is not None and sex is not None and row.woman != sex
            if row.many or other or greets_another(row, reader):
                continue  # "Dear friends", "Sir" or "Dear Mr. Holt" where the title's reader is Mrs. Post
        printed = any(claim.level == PRINTED for claim in rows)
        if printed and all(clue.rule not in _OWN[role] for clue in clues):
            continue
        because = tuple(e for clue in clues for e in clue.because)
        fellows = book.outcome.fellows.get(i, ()) if role == "sender" else ()
        if fellows:
            # another signs before the closing of one of the two, who then writes with them
            keys = (key, *(f"{UNKNOWN}{name.text}" for name in fellows))
            rows.append(Claim(keys, MEDIUM, "joint", because, clues[0].span, ground="party.joint"))
        else:
            rule = clues[0].rule
            named = {"sender": row.heading.senders, "recipient": row.heading.recipients}[role]
            headed = rule == "heading" and bool(named or (row.heading.bare and book.bare == role))
            way = "own" if rule in _OWN[role] or headed else "other" if rule in _LINES else rule
            way = way if way in ("own", "other", *CONCLUDED) else "reference"
            way = "pair" if any(clue.rule == "pair" for clue in clues) and way == "other" else way
            faint = "" if level >= HIGH else ".faint"
            ground = f"party.sides.{way}{faint}"
            if is_masked(book.people.forms[key][0]):
                ground = "party.sides.masked"  # "Baronne de R.": the book may name her elsewhere
            rows.append(Claim((key,), level, rule, because, clues[0].span, ground=ground))


def _headed(signs: Signs, claims: dict[str, list[Claim]], book: Book) -> None:
    """Add what a header word tells, seen from the viewpoint that the book or the editor names."""
    correspondents = book.correspondents
    keys = book.people.find(correspondents.viewpoint) if correspondents.viewpoint else ()
    if len(keys) != 1 or correspondents.seen_from is None:
        return
    for span, role, _ in signs.headlines:
        side = {"sent": "sender", "received": "recipient"}.get(role)
        if side:
            because = (Evidence(span, f"the header says it was {role}"), correspondents.seen_from)
            claims[side].append(Claim(keys, HIGH, "header", because, span, ground="party.header"))


def _sides(book: Book) -> frozenset[str]:
    """Return the keys of the two sides, in a book that has them."""
    if book.correspondents.kind not in TWO_SIDED:
        return frozenset()
    names = (*book.correspondents.one, *book.correspondents.other)
    return frozenset(key for name in names for key in book.people.find(name)[:1])


def _printed(
    said: Said, people: People, level: float, says: str, line: str, mine: frozenset[str] = frozenset()
) -> list[Claim]:
    """Make a claim of the names on a line; none where a name fits several persons or nobody.

    A name in a heading that fits several stands for nobody in the register, but it is printed. `line` is
    the line that prints it: "signature", or "heading" with what it tells. Of several whom a name fits, `mine`
    are meant.
    """
    found = [mine_first(people.find(name), mine) for name in said.names]
    if level in (PRINTED, DOUBTED):
        printed = [(f"{UNKNOWN}{name.text}",) for name in said.names]
        found = [keys if len(keys) == 1 else own for keys, own in zip(found, printed, strict=True)]
    if not found or not all(len(keys) == 1 for keys in found):
        return []
    keys = tuple(dict.fromkeys(k[0] for k in found))
    texts = [people.forms[key][0].text for key in keys if key in people.forms]
    form = form_of(said.names, loose=said.loose, given=texts)
    if form == "titled" and has_namesakes(said.names[0], keys[0], people):
        form = "namesake"
    ground = "party.heading.doubt" if said.doubt else f"party.{line}.{form}"
    if mine and not said.doubt and not mine & set(keys):
        ground = "party.heading.stranger"  # a book of two, and a third
    because = (Evidence(said.span, says),)
    return [Claim(keys, level, line.partition(".")[0], because, said.span, said.names, ground)]


def _inherit(said: Said, before: Sequence[Claim]) -> Claim:
    best = max(before, key=lambda c: c.level)
    because = (Evidence(said.span, "the heading says: the same as in the letter before"), *best.because[:1])
    form = best.ground.rpartition(".")[2]
    printed = best.ground.startswith("party.heading.") and form in FORMS
    ground = f"party.heading.same.{form}" if printed else "party.heading.same"
    return Claim(
        best.keys,
        min(best.level, HIGH),
        "same",
        because,
        said.span,
        best.shown,
        ground,
        (best.ground, *best.rests),
    )


def _without_title(claims: Sequence[Claim], across: Sequence[Claim]) -> tuple[Claim, ...]:
    """Drop the title's word for a letter whose other party is that very person."""
    firm = {key for claim in across if claim.level >= HIGH and claim.rule != "title" for key in claim.keys}
    return tuple(c for c in claims if c.rule != "title" or not firm & set(c.keys))


def _complement(sent: list[Claim], received: list[Claim], book: Book) -> None:
    """In the correspondence of one person, let that person be the other party of a letter that names one."""
    keys = _owners(book)
    last = {last_of(name) for name in book.correspondents.one}
    for known, free in ((sent, received), (received, sent)):
        if keys and known and not free and all(claim.keys != keys for claim in known):
            shown = [name for claim in known for name in claim.shown if not name.female]
            if any(name.lone and last_of(name) in last for name in shown):
                return  # "Colonel Brand", in the correspondence of Karl Brand
            because = (*book.correspondents.because, *known[0].because[:1])
            signed = all(claim.rule == "signature" for claim in known)  # no heading says that it is a letter
            ground = "party.title.other.signed" if signed else "party.title.other"
            free.append(Claim(keys, MEDIUM, "title", because, ground=ground))
            return
