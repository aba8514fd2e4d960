"""What the names that a letter prints say of somebody: whom it greets, who signs it in full."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.settle.parties.printed_names import Named
from letterbook.values.names.forms import Name, fold, last_of
from letterbook.values.names.same_person import People, fits


def greets_another(row: Named, reader: Name | None) -> bool:
    """Tell whether a letter greets, by title and surname, somebody whom its reader's name does not fit."""
    names = [name for said in row.salutes for name in said.names]
    return reader is not None and any(
        name.kind == "person"
        and name.female is not None
        and name.surname
        and not fits(name, reader)
        and not {fold(w) for w in name.text.split()} & {fold(w) for w in reader.text.split()}
        for name in names
    )


def is_called_so(row: Named) -> bool:
    """Tell whether the letter greets by a given name, or a surname, the one whom the words above it name."""
    names = [name for said in (*row.salutes, *row.calls) for name in said.names]
    told = row.told.names if row.told else ()
    return bool(told) and all(name.lone and any(fits(name, one) for one in told) for name in names)


def is_signed_by_kin(row: Named, owners: Sequence[Name]) -> bool:
    """Tell whether another signs a letter in one person's book in full, or bears the surname: "Ann Brand"."""
    if row.tail and not any(fits(row.tail, owner) for owner in owners):
        return True  # "Most truly yours, George Peale."
    names = [name for said in row.signatures for name in said.names]
    mine = [name for name in names if any(fits(name, owner) for owner in owners)]
    return not mine and any(
        name.given and not name.initials and any(shares_surname(name, owner) for owner in owners)
        for name in names
    )


def has_namesakes(name: Name, key: str, people: People) -> bool:
    """Tell whether another of the book bears the surname of somebody who is called by title and surname."""
    last = last_of(name)
    own = people.forms[key][0] if key in people.forms else None
    mine = own is not None and own.kind == "person" and last_of(own) == last
    return people.surnames[last] > int(mine)


def shares_surname(name: Name, owner: Name) -> bool:
    """Tell whether two bear one surname."""
    return fold(name.surname) == fold(owner.surname)
