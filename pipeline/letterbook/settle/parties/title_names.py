"""What the title page and the letters say of one person in two ways.

A title may tell below its first line who "a friend" is ("Written to Mrs. A. B. Carr"). Letters may be signed
with another middle name than the title's: a maiden name, or that of a first husband.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from letterbook.model import Evidence, Source, Span
from letterbook.settle.parties.correspondents import Frame
from letterbook.settle.parties.declared import Declared
from letterbook.settle.parties.headings import Said
from letterbook.settle.parties.printed_names import Named
from letterbook.settle.parties.title_page import blocks_in
from letterbook.settle.parties.title_phrases import phrase, take_name
from letterbook.values.names.forms import Name, fold, is_weak

#: A block of the front matter that is no longer may be a title.
_TITLE = 300
#: So many blocks of the front matter may be those of the title page.
_BLOCKS = 40
#: A middle name that is written out has more letters.
_INITIAL = 2


def name_reader(
    frame: Frame, source: Source, front: Sequence[Span], declared: Declared, languages: Sequence[str]
) -> Frame:
    """Return the frame with its reader's name, where the title says it below "a friend"."""
    if frame.kind != "from-to" or len(frame.other) != 1 or frame.other[0].kind != "role":
        return frame
    found = {name.text: (name, span) for name, span in _written_to(source, front, declared, tuple(languages))}
    if len(found) != 1:
        return frame
    ((name, span),) = found.values()
    because = Evidence(span, "the title page says to whom the letters are written")
    return frame._replace(other=(name,), because=(*frame.because, because), owned=False)


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


def settle_middle_names(frame: Frame, named: Sequence[Named]) -> list[Named]:
    """Put the title's name for signatures that differ from it in the middle name alone, written out.

    Two such names on the two sides of a book are two people; so is one whom a heading or salutation names.
    """
    if len(frame.one) != 1 or frame.kind not in ("from", "from-to", "of"):
        return list(named)
    owner = frame.one[0]
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
    if any(_is_other_middle(name, owner) for name in (*read, *frame.other)):
        return list(named)

    def is_owner(name: Name) -> bool:
        return _is_other_middle(name, owner) or _is_by_particle(name, owner)

    def meant(said: Said) -> Said:
        return said._replace(names=tuple(owner if is_owner(name) else name for name in said.names))

    return [row._replace(signatures=tuple(meant(said) for said in row.signatures)) for row in named]


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
