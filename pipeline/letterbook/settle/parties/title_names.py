"""Unify names of one person that title page and letters print in two ways.

A title may tell below its first line who "a friend" is ("Written to Mrs. A. B. Carr"). Letters may be signed
with another middle name than the title's: a maiden name, or that of a first husband. Headings may call the
one whom the book is about by a given name, or a wife by her husband's surname ("ANN TO MR. HOLT").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from letterbook.model import Evidence, Source, Span
from letterbook.settle.parties.correspondents import Correspondents
from letterbook.settle.parties.declared import Declared
from letterbook.settle.parties.headings import Said
from letterbook.settle.parties.printed_names import Named
from letterbook.settle.parties.taken_names import take_name
from letterbook.settle.parties.title_page import blocks_in
from letterbook.settle.parties.title_words import phrase
from letterbook.values.names.forms import Name, fold, is_weak, is_woman, last_of, lexicon
from letterbook.values.names.same_person import fits
from letterbook.words import languages as known_languages

#: A block of the front matter that is no longer may be a title.
_TITLE = 300
#: So many blocks of the front matter may be those of the title page.
_BLOCKS = 40
#: A middle name that is written out has more letters.
_INITIAL = 2


def name_reader(
    correspondents: Correspondents,
    source: Source,
    front: Sequence[Span],
    declared: Declared,
    languages: Sequence[str],
) -> Correspondents:
    """Return the correspondents with the reader's name, where the title says it below "a friend"."""
    if (
        correspondents.kind != "from-to"
        or len(correspondents.other) != 1
        or correspondents.other[0].kind != "role"
    ):
        return correspondents
    found = {name.text: (name, span) for name, span in _written_to(source, front, declared, tuple(languages))}
    if len(found) != 1:
        return correspondents
    ((name, span),) = found.values()
    because = Evidence(span, "the title page says to whom the letters are written")
    return correspondents._replace(other=(name,), because=(*correspondents.because, because), owned=False)


def _written_to(
    source: Source, front: Sequence[Span], declared: Declared, languages: tuple[str, ...]
) -> Iterator[tuple[Name, Span]]:
    """Yield whom a line of the title, and nothing before it in its line, says the letters are written to."""
    rows = [(declared.title, declared.title_span)] if declared.title_span else []
    for part in front:
        rows += [(source.quote(block), block) for block in islice(blocks_in(source, part), _BLOCKS)]
    for text, span in rows:
        if span is None or len(text) > _TITLE:
            continue
        for line in text.split("\n"):
            said = phrase(languages, "written_to").match(line.strip(" _=*"))
            taken = take_name(line.strip(" _=*")[said.end() :], languages) if said else None
            if taken and taken[0].kind == "person" and not is_weak(taken[0]):
                yield taken[0], span


def settle_middle_names(correspondents: Correspondents, named: Sequence[Named]) -> list[Named]:
    """Replace signatures that differ from the title's name only in a full middle name by that name.

    Two such names on the two sides of a book are two people; so is one whom a heading or salutation names.
    """
    if len(correspondents.one) != 1 or correspondents.kind not in ("from", "from-to", "of"):
        return list(named)
    owner = correspondents.one[0]
    read = [
        name
        for row in named
        for said in (
            row.heading.senders,
            row.heading.recipients,
            row.heading.bare,
            *row.salutes,
            *row.addresses,
        )
        if said
        for name in said.names
    ]
    if any(_is_other_middle(name, owner) for name in (*read, *correspondents.other)):
        return list(named)

    def is_owner(name: Name) -> bool:
        return _is_other_middle(name, owner) or _is_by_particle(name, owner)

    def meant(said: Said) -> Said:
        return said._replace(names=tuple(owner if is_owner(name) else name for name in said.names))

    return [row._replace(signatures=tuple(meant(said) for said in row.signatures)) for row in named]


def settle_owner(correspondents: Correspondents, named: Sequence[Named]) -> list[Named]:
    """Complete a shorter form of the name of the book's subject in headings that go both ways.

    Nobody else whom headings, signatures or salutations name may bear the given name or, in full, be a wife
    of the surname. A heading whose other side is the same person stays as it is.
    """
    if len(correspondents.one) != 1 or correspondents.kind not in ("of", "life"):
        return list(named)
    owner = correspondents.one[0]
    lines = [
        said
        for row in named
        for said in (row.heading.senders, row.heading.recipients, *row.signatures, *row.salutes)
        if said
    ]
    names = [name for said in lines for name in said.names]
    others = [name for name in names if not fits(name, owner) and not _is_fuller(owner, name)]
    alike = {fold(name.given[0]) for name in others if name.given and name.kind == "person"}
    ladies = [n for n in others if n.female and fold(n.surname) == fold(owner.surname)]
    # "Mrs. Holt" may be another's wife, or the mother of "Miss Holt"
    alone = all(_is_wife(lady) and not lady.given for lady in ladies)

    def is_owner(name: Name) -> bool:
        if not owner.given or name.kind != "person":
            return False
        if _is_wife(name) and not name.given:
            return alone and bool(is_woman(owner)) and fold(name.surname) == fold(owner.surname)
        if is_weak(name):
            return fold(name.surname) == fold(owner.given[0]) and fold(name.surname) not in alike
        return _is_fuller(owner, name)

    def meant(said: Said | None) -> Said | None:
        if said is None or said.same or not any(map(is_owner, said.names)):
            return said
        return said._replace(names=tuple(owner if is_owner(name) else name for name in said.names))

    rows = []
    for row in named:
        both = [meant(row.heading.senders), meant(row.heading.recipients)]
        mirrored = all(said and owner in said.names for said in both)
        heading = row.heading._replace(senders=both[0], recipients=both[1])
        rows.append(row if mirrored else row._replace(heading=heading))
    return rows


def _is_wife(name: Name) -> bool:
    """Tell whether a name has the title of a married woman."""
    titles = lexicon("person_titles", ("married",), known_languages())
    return bool({fold(word) for word in name.text.split()[:-1]} & titles)


def _is_fuller(owner: Name, name: Name) -> bool:
    """Tell whether a whole name is the owner's without a further given name: "Ann Holt", "Ann Maria Holt"."""
    if (
        name.kind != "person"
        or not name.given
        or not owner.given
        or fold(name.given[0]) != fold(owner.given[0])
    ):
        return False
    return (
        bool(name.surname) and last_of(name) == last_of(owner) and (fits(name, owner) or len(name.given) == 1)
    )


def _is_other_middle(name: Name, owner: Name) -> bool:
    """Tell whether two names have the same first name and surname, and other middle names, written out."""
    return (
        name.kind == "person"
        and len(name.given) == len(owner.given) == 2  # noqa: PLR2004 (a first and a middle name)
        and fold(name.given[0]) == fold(owner.given[0])
        and fold(name.surname) == fold(owner.surname)
        and fold(name.given[1]) != fold(owner.given[1])
        and min(len(fold(one)) for one in (*name.given, *owner.given)) > _INITIAL
    )


def _is_by_particle(name: Name, owner: Name) -> bool:
    """Tell whether an initial stands for the particle of the name: "V. BRAND" for "Ludwig van Brand"."""
    *particles, last = owner.surname.split() or [""]
    initials = {fold(one)[:1] for one in particles if one.islower()}
    return (
        name.kind == "person"
        and len(name.given) == 1
        and fold(name.given[0]) in initials
        and fold(name.surname) == fold(last)
    )
