"""The editor's word on the parties of a whole book: who writes every letter, who receives it, who signs how.

It is applied before all evidence; single decisions (settle/parties/by_editor.py) are applied after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letterbook.model import Basis, Cert, Evidence, Guess, Person, Source
from letterbook.project.layout import Layout
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.claim import Book, person_of
from letterbook.settle.parties.correspondents import Correspondents
from letterbook.settle.parties.headings import Said
from letterbook.settle.parties.printed_names import Named
from letterbook.values.names.forms import Name
from letterbook.values.names.read import read_name

_SAYS = {
    "sender": "the editor says that {} wrote every letter",
    "recipient": "the editor says that {} received every letter",
}


def pin_correspondents(
    correspondents: Correspondents, layout: Layout, languages: Sequence[str]
) -> Correspondents:
    """Return the correspondents of a book all of whose letters have the pinned sender or recipient."""
    sides = {
        role: _name(person, languages)
        for role, person in (("sender", layout.sender), ("recipient", layout.recipient))
        if person
    }
    if not sides:
        return correspondents
    because = tuple(Evidence(None, _SAYS[role].format(name.text)) for role, name in sides.items())
    if len(sides) == 1:
        kind = "from" if "sender" in sides else "to"
        return correspondents._replace(
            kind=kind, one=tuple(sides.values()), other=(), because=because, owned=False
        )
    one, other = (sides["sender"],), (sides["recipient"],)
    return correspondents._replace(kind="from-to", one=one, other=other, because=because, owned=False)


def pin_signatures(
    named: Sequence[Named], letters: Sequence[Signs], source: Source, layout: Layout, languages: Sequence[str]
) -> list[Named]:
    """Read each signature that the editor's list has as the person whose it is."""
    listed = [(" ".join(printed.split()), _name(person, languages)) for printed, person in layout.signatures]
    if not listed:
        return list(named)
    out: list[Named] = []
    for row, signs in zip(named, letters, strict=True):
        said = {one.span: one for one in row.signatures}
        for span in signs.signatures:
            text = " ".join(source.quote(span).split())
            names = tuple(name for printed, name in listed if text.startswith(printed))
            if names:
                said[span] = Said(names[:1], span)
        out.append(row._replace(signatures=tuple(said[span] for span in sorted(said))))
    return out


def pinned_party(
    layout: Layout, role: str, guesses: tuple[Guess[Person], ...], book: Book, languages: Sequence[str]
) -> tuple[Guess[Person], ...] | None:
    """Return the pinned party of a letter; what the letter itself prints of that person is kept.

    None where no party is pinned for this role.
    """
    pinned = layout.sender if role == "sender" else layout.recipient
    if not pinned:
        return None
    name = _name(pinned, languages)
    keys = book.people.find(name)
    person = person_of(book.people, keys[0]) if len(keys) == 1 else Person(pinned)
    if [guess.value.key for guess in guesses] == [person.key] and person.key:
        return guesses
    because = (Evidence(None, _SAYS[role].format(name.text)),)
    lost = tuple(replace(guess, others=()) for guess in guesses if guess.value != person)
    return (Guess(person, None, Cert.HIGH, Basis.EXTERNAL, because, lost),)


def _name(person: str, languages: Sequence[str]) -> Name:
    return read_name(person, languages) or Name(person, surname=person)
