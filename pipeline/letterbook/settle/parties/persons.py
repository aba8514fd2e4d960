"""Gather who takes part in a book of letters, and decide what a bare name in a heading means there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from letterbook.model import Evidence, Source
from letterbook.settle.parties.correspondents import Correspondents
from letterbook.settle.parties.part_titles import Part
from letterbook.settle.parties.printed_names import Named
from letterbook.values.names.forms import Name, fold, lexicon, normal_case
from letterbook.values.names.same_person import People, gather
from letterbook.values.small_letters import is_never_small
from letterbook.words import languages as known_languages

#: A lone word founds a person when so many letters are signed with it.
_OFTEN = 2
#: A given name founds a person in the letters of one writer when so many salutations call upon it.
_GREETED = 3
#: A word that is not known as a given name, "Dearest Kermit", founds one when so many do.
_STRANGE = 5
#: Two persons make a pair, without a title that says so, when each heads more letters than this.
_FEW = 2
_MOST = 0.9
#: A surname's signatures are one person's, if so many of them are.
_MAIN = 0.6
_MAJORITY = 9
_VOWEL = re.compile(r"[aeiouyäöü]")
TWO_SIDED = ("pair", "hub", "from-to")


def gather_people(
    correspondents: Correspondents,
    named: Sequence[Named],
    parts: Sequence[Part] = (),
    source: Source | None = None,
    languages: Sequence[str] = (),
) -> People:
    """Gather the people: the title page's, the headings', and those of whole signatures and salutations.

    In a book of two, a lone word of a salutation or signature ("Dearest Kitty") founds no person. In
    another one a lone word founds one if it has a title, or is signed more than once. In the
    `source` a word that stands with a small letter too ("Dear Ones") is nobody's name.
    """
    firm = (*correspondents.one, *correspondents.other)
    names: list[Name] = [*firm]
    if correspondents.viewpoint:
        names.append(correspondents.viewpoint)
    apart: list[tuple[Name, Name]] = [(a, b) for a in correspondents.one for b in correspondents.other]
    closed = correspondents.kind in TWO_SIDED
    for part in dict.fromkeys(parts):
        names += [name for said in (part.writers, part.readers) if said for name in said.names]
    alone: list[Name] = []
    signed: Counter[str] = Counter()
    greeted: Counter[str] = Counter()
    given = lexicon("given_names", ("male", "female"), known_languages())
    for row in named:
        heading = row.heading
        for said in (heading.senders, heading.recipients):
            names += said.names if said else ()
        names += row.told.names if row.told else ()
        bare = heading.bare.names if heading.bare else ()
        names += [name for name in bare if not name.lone or name.female is not None]
        if correspondents.kind == "from" and heading.recipients and not heading.senders:
            apart += [(a, b) for a in correspondents.one for b in heading.recipients.names]
        if heading.senders and heading.recipients:
            apart += [(a, b) for a in heading.senders.names for b in heading.recipients.names]
        signed_by = [name for said in row.signatures for name in said.names]
        if heading.senders and heading.recipients:
            apart += [(a, b) for a in signed_by for b in heading.recipients.names]
        names += [name for name in signed_by if not name.lone]
        if closed:
            continue
        # "Dear Miss H." names somebody; "Little old Count" is the writer's fancy
        spoken = [name for said in (*row.salutes, *row.calls) for name in said.names]
        called = [name for name in spoken if name.female is not None]
        names += [name for said in row.salutes if said.meant for name in said.names]
        names += [name for name in called if not name.lone]
        alone += [name for name in called if name.lone]
        for name in (name for said in row.signatures for name in said.names if name.lone):
            signed[name.text] += 1
            alone += [name] * (signed[name.text] == _OFTEN and _is_word(name.surname))
        for name in spoken if correspondents.kind in ("from", "life") else ():
            if name.lone and name.female is None:
                greeted[normal_case(name.text)] += 1
                usual = fold(name.surname) in given
                if greeted[normal_case(name.text)] == (_GREETED if usual else _STRANGE):
                    alone += [name] * (
                        usual or is_never_small(name.text, source.text if source else None, languages)
                    )
    known = gather(names, apart, firm)
    return gather([*names, *(name for name in alone if not known.find(name))], apart, firm)


def _is_word(text: str) -> bool:
    """Tell whether a signature is more than a shortened word: "Sch." and "G." are nobody's names."""
    return len(text) > 2 and bool(_VOWEL.search(fold(text)))  # noqa: PLR2004


def complete_correspondents(correspondents: Correspondents, named: Sequence[Named]) -> Correspondents:
    """Give the title page's surnames the full names under which most of their letters are signed.

    "Letters of Wendt" whose letters are signed by Richard Wendt are his, though a Carl Wendt is named too.
    """
    signed = [name for row in named for said in row.signatures for name in said.names]
    people = gather(name for name in signed if not name.lone)
    seen = Counter(keys[0] for name in signed if len(keys := people.find(name)) == 1)

    def complete(name: Name) -> Name:
        keys = people.find(name) if name.lone and name.female is None else ()
        best = max(keys, key=lambda key: (seen[key], key), default=None)
        if best is None or seen[best] < _OFTEN or seen[best] < _MAIN * sum(seen[key] for key in keys):
            return name
        return people.forms[best][0]

    one, other = (
        tuple(complete(name) for name in side) for side in (correspondents.one, correspondents.other)
    )
    about = tuple((complete(name), text) for name, text in correspondents.about)
    return correspondents._replace(one=one, other=other, about=about)


def infer_pair(correspondents: Correspondents, named: Sequence[Named], people: People) -> Correspondents:
    """Make a pair of a book without such a title whose headings name two persons only, each often."""
    if correspondents.kind != "open":
        return correspondents
    said = [row.heading.bare for row in named if row.heading.bare]
    seen = Counter(key for one in said for name in one.names for key in people.find(name))
    often = sorted(key for key, n in seen.items() if n > _FEW)
    if len(often) != 2 or sum(seen[k] for k in often) < _MOST * seen.total():  # noqa: PLR2004 (a pair)
        return correspondents
    one, other = (people.forms[key][0] for key in often)
    because = (Evidence(None, f"the headings name two persons, {one.text} and {other.text}"),)
    return correspondents._replace(kind="pair", one=(one,), other=(other,), because=because)


def bare_role(correspondents: Correspondents, named: Sequence[Named], people: People) -> str:
    """Tell what a bare name in a heading is in this book: "sender", "recipient", or "" where nothing tells.

    In letters of one person it is the receiver, in letters to one person the sender. Else the letters
    tell it by their signatures and salutations; a book of two follows the custom of naming the writer.
    """
    if correspondents.kind in ("from", "to"):
        return "recipient" if correspondents.kind == "from" else "sender"
    clues = Counter({"sender": 0, "recipient": 0})
    for row in named:
        if not row.heading.bare or row.heading.bare.sent:
            continue
        keys = {key for name in row.heading.bare.names for key in people.find(name)}
        for said, role in ((row.signatures, "sender"), (row.salutes, "recipient")):
            if any(keys & set(people.find(name)) for s in said for name in s.names):
                clues[role] += 1
    if clues["sender"] != clues["recipient"]:
        best = max(sorted(clues), key=lambda role: clues[role])
        return best if clues[best] >= _MAJORITY * min(clues.values()) else ""
    return "sender" if correspondents.kind == "pair" else ""
