"""A claim on who wrote or received a letter, and the book that claims rest on."""

from __future__ import annotations

from typing import NamedTuple

from letterbook.model import Evidence, Person, Span
from letterbook.settle.parties.against_title import AgainstTitle
from letterbook.settle.parties.correspondents import Correspondents
from letterbook.settle.parties.part_titles import Part
from letterbook.settle.parties.two_sides.judge import Outcome
from letterbook.values.names.forms import Name
from letterbook.values.names.same_person import People

#: The level of what the print itself doubts, "[A. B.?]": it is given, and said to be doubtful.
DOUBTED = 1.5
#: Before a key: a name as printed, of which it is not known whose it is.
UNKNOWN = "?"
#: Words in brackets that may belong to a name: "(in Washington)".
_QUALIFIER = 3


class Claim(NamedTuple):
    """One reason to hold that some persons wrote or received a letter; `shown` are the names as printed.

    `ground` is the id of its kind of evidence (settle.parties.grounds); `rests` are those that it rests on.
    """

    keys: tuple[str, ...]
    level: float
    rule: str
    because: tuple[Evidence, ...]
    span: Span | None = None
    shown: tuple[Name, ...] = ()
    ground: str = ""
    rests: tuple[str, ...] = ()


class Book(NamedTuple):
    """What the claims rest on: the correspondents, the people, a bare heading's meaning, the two sides.

    `borne_out` tells that letters are signed by the one whose letters the title says they are; `others` are
    the people whom headings, salutations and addresses name, and `headed` those whose fullest name stands in
    headings alone: nothing but likeness says that a surname in another heading is theirs. `says_sender`: most
    headings name the sender, so that what has none ("From Brand's Papers") may be no letter of the title's;
    `against`: what in each letter speaks against the title.
    """

    correspondents: Correspondents
    people: People
    bare: str
    outcome: Outcome
    borne_out: bool = False
    parts: tuple[Part, ...] = ()
    others: frozenset[str] = frozenset()
    headed: frozenset[str] = frozenset()
    says_sender: bool = False
    against: tuple[AgainstTitle, ...] = ()


def person_of(people: People, key: str, shown: Name | None = None, *, printed: bool = False) -> Person:
    """Return a person under the fullest name; a body or a role as this letter prints it.

    A surname alone that is to stay as `printed` does: only the register says whose it is.
    What the heading adds in brackets ("Evatt (in Washington)") is kept with the name, a remark of more words
    ("Atticus (on his way to Rome)") is not.
    """
    if key.startswith(UNKNOWN):
        return Person(key.removeprefix(UNKNOWN))
    if shown is not None and shown.kind != "person":
        return Person(f"{shown.text} ({shown.qualifier})" if shown.qualifier else shown.text, key)
    said = shown.qualifier if shown else ""
    if shown is not None and printed and shown.lone and shown.female is None:
        return Person(f"{shown.text} ({said})" if said else shown.text, key)
    return people.person(key, said if len(said.split()) <= _QUALIFIER else "")


def key_of(person: Person) -> str:
    """Return the key by which claims know a person, whether or not the register has one."""
    return person.key or f"{UNKNOWN}{person.name}"
