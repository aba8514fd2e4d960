"""Tell by headings and signatures whether one person's book holds letters sent, received, or both."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.settle.parties.correspondents import Correspondents
from letterbook.settle.parties.printed_names import Named
from letterbook.values.names.forms import fold
from letterbook.values.names.same_person import People, fits

#: So many headings that say "to" are most of a book's; so many letters of others are chance.
_MOSTLY = 0.5
_CHANCE = 2
#: Where headings name the title's writer so often as reader, against as sender, letters went both ways.
_BACK = 0.2
#: So many others, who sign such a share of the signed letters, are no pet names of the writer's.
_SEVERAL = 4
_OTHERS = 0.4
#: What has no more letters may stand for anything: "Ba."; so many tell of a longer name whose it is.
_SHORT = 3
#: Where so large a part of the headings names the sender, one that names none is of another kind.
_NAMED = 0.8
#: So many letters signed by the title's person bear the title out.
_SIGNED = 3


def went_out(correspondents: Correspondents, named: Sequence[Named]) -> bool:
    """Tell whether the letters of somebody's correspondence are all theirs: headings say to whom alone."""
    to = [row for row in named if row.heading.recipients and not row.heading.senders]
    names = [
        [name for said in (row.heading.senders, *row.signatures) if said for name in said.names]
        for row in named
    ]
    others = sum(
        any(name.given and not name.initials for name in row)
        and not any(fits(name, one) for name in row for one in correspondents.one)
        for row in names
    )
    return len(to) >= _MOSTLY * len(named) and others <= _CHANCE


def came_in(correspondents: Correspondents, named: Sequence[Named]) -> bool:
    """Tell whether the letters of the title's writer are letters to them as well, as their headings say."""

    def count(role: str) -> int:
        said = [getattr(row.heading, role) for row in named]
        return sum(
            any(fits(n, one) for n in part.names for one in correspondents.one) for part in said if part
        )

    to = count("recipients")
    return to > _CHANCE and to > _BACK * count("senders")


def is_shared(correspondents: Correspondents, named: Sequence[Named]) -> bool:
    """Tell whether others sign so many of the letters that one without a signature may be anybody's.

    Several must do: one word that is not the writer's name, however often, is what friends call them. What
    begins as the writer's names do is a form of these.
    """
    mine = {fold(word)[:_SHORT] for one in correspondents.one for word in (*one.given, *one.surname.split())}
    own, others = 0, []
    for row in named:
        names = [name for said in row.signatures for name in said.names]
        words = {fold(word)[:_SHORT] for name in names for word in (*name.given, *name.surname.split())}
        if words & mine:
            own += 1
        elif names and all(len(fold(name.surname)) > _SHORT and not name.initials for name in names):
            others.append(fold(names[-1].surname))
    return len(set(others)) >= _SEVERAL and len(others) >= _OTHERS * (own + len(others))


def names_senders(named: Sequence[Named]) -> bool:
    """Tell whether most headings name the sender."""
    return sum(row.heading.senders is not None for row in named) >= _NAMED * len(named)


def is_signed(correspondents: Correspondents, people: People, named: Sequence[Named]) -> bool:
    """Tell whether the one whose letters these are, by the title, signs some of them."""
    keys = {key for name in correspondents.one for key in people.find(name)[:1]}
    rows = [[people.find(name) for said in row.signatures for name in said.names] for row in named]
    signed = sum(any(found and set(found) <= keys for found in row) for row in rows)
    return signed >= _SIGNED
