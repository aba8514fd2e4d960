"""Whom a heading means by an office: "DU ROI", "From the Prince", in a book of two.

Where some headings name one of the two and all others an office, the office is the other one's.
"""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.settle.parties.correspondents import Correspondents
from letterbook.settle.parties.headings import Heading, Said
from letterbook.settle.parties.printed_names import Named
from letterbook.values.names.forms import Name, fold, is_weak, last_of, lexicon
from letterbook.values.names.same_person import fits
from letterbook.words import languages as known_languages
from letterbook.words.patterns import phrases

#: So many headings name one of the two, and as many an office.
_OFTEN = 3
#: An office in headings has no more forms than this: "DU PRINCE ROYAL", "DU ROI", "DU ROI DE PRUSSE".
_FORMS = 4


def settle_offices(correspondents: Correspondents, named: Sequence[Named]) -> list[Named]:
    """Replace the office in headings by the other one of a pair, where one of the two is named outright."""
    if correspondents.kind != "pair" or len(correspondents.one) != 1 or len(correspondents.other) != 1:
        return list(named)
    sides = (correspondents.one[0], correspondents.other[0])
    said = [one for row in named for one in _parts(row.heading) if len(one.names) == 1]
    offices = {fold(one.names[0].text) for one in said if _is_office(one.names[0], sides)}
    hits = [sum(fits(one.names[0], side) for one in said) for side in sides]
    count = sum(fold(one.names[0].text) in offices for one in said)
    if min(hits) or max(hits) < _OFTEN or count < _OFTEN or len(offices) > _FORMS:
        return list(named)
    other = sides[0] if hits[1] else sides[1]

    def meant(one: Said | None, *, bare: bool = False) -> Said | None:
        if one and len(one.names) == 1 and fold(one.names[0].text) in offices:
            return one._replace(names=(other,), meant=not bare, loose=False)
        return one

    return [
        row._replace(
            heading=Heading(
                meant(row.heading.senders), meant(row.heading.recipients), meant(row.heading.bare, bare=True)
            )
        )
        for row in named
    ]


def settle_sides(correspondents: Correspondents, named: Sequence[Named]) -> list[Named]:
    """Complete one word of a name in headings to the title's person: "VARNHAGEN", "HUMBOLDT".

    The word must stand in the name of one of the two alone. Others of that name are printed with more.
    Where it is the surname, and nobody else's in the book, the register tells it by itself.
    """
    if (
        correspondents.kind not in ("pair", "from-to")
        or len(correspondents.one) != 1
        or len(correspondents.other) != 1
    ):
        return list(named)
    sides = (correspondents.one[0], correspondents.other[0])
    words = [{fold(word) for word in side.text.split()} for side in sides]

    others = [name for row in named for said in _parts(row.heading) for name in said.names if name.given]
    shared = {
        fold(name.surname.split()[-1])
        for name in others
        if name.surname and not any(fits(name, side) for side in sides)
    }

    def meant(said: Said | None) -> Said | None:
        if said is None or len(said.names) != 1 or not is_weak(said.names[0]):
            return said
        word = fold(said.names[0].surname)
        mine = [side for side, row in zip(sides, words, strict=True) if word in row]
        plain = len(mine) == 1 and word == fold(mine[0].surname.split()[-1]) and word not in shared
        return said._replace(names=(mine[0],)) if len(mine) == 1 and not plain else said

    return [row._replace(heading=Heading(*(meant(one) for one in row.heading))) for row in named]


def settle_foot_addresses(correspondents: Correspondents, named: Sequence[Named]) -> list[Named]:
    """Replace a heading's office by the name at the letter's foot: "Al Virey" over "Señor Don A. B."."""
    out = []
    for row in named:
        said, foot = row.heading.recipients, row.foot
        office = said and (said.same or (len(said.names) == 1 and said.names[0].kind == "role"))
        if (
            said
            and foot
            and office
            and not any(fits(name, one) for name in foot.names for one in correspondents.one)
        ):
            # the very letter names who it is, whomever the letter before went to
            row = row._replace(heading=row.heading._replace(recipients=foot._replace(meant=True)))  # noqa: PLW2901
        out.append(row)
    return out


def settle_datives(
    correspondents: Correspondents, named: Sequence[Named], languages: Sequence[str]
) -> list[Named]:
    """Replace a surname in the German dative by the title's person: "An Lavatern."."""
    endings = phrases(languages, "name_endings", "dative")
    if not endings:
        return list(named)

    def meant(one: Said | None) -> Said | None:
        if one is None or len(one.names) != 1 or not one.names[0].lone:
            return one
        word = fold(one.names[0].surname)
        for side in (*correspondents.one, *correspondents.other):
            last = last_of(side)
            if (
                last
                and word in {last + ending for ending in endings}
                and not any(fits(one.names[0], n) for n in correspondents.other)
            ):
                return one._replace(names=(side,))
        return one

    return [
        row._replace(heading=row.heading._replace(recipients=meant(row.heading.recipients))) for row in named
    ]


def settle_genitives(
    correspondents: Correspondents, named: Sequence[Named], languages: Sequence[str]
) -> Correspondents:
    """Replace a genitive in the title by the name that signs letters: MATTHIAE LINDANI EPISTOLAE."""
    endings = tuple(phrases(languages, "title_page", "owner"))
    if not endings:
        return correspondents
    signed = {name.text: name for row in named for said in row.signatures for name in said.names}

    def meant(name: Name) -> Name:
        same = [one for one in signed.values() if _is_genitive_of(name.text, one.text, endings)]
        return same[0] if len(same) == 1 else name

    return correspondents._replace(one=tuple(meant(name) for name in correspondents.one))


def _is_genitive_of(printed: str, name: str, endings: tuple[str, ...]) -> bool:
    """Tell whether a name is the genitive of another, word by word, except for the endings."""
    pairs = list(zip(printed.lower().split(), name.lower().split(), strict=False))

    def are_one(word: str, other: str) -> bool:
        stems = (word.removesuffix(end) for end in endings if word.endswith(end))
        return word == other or any(len(stem) > 2 and other.startswith(stem) for stem in stems)  # noqa: PLR2004

    return len(printed.split()) == len(name.split()) and all(are_one(*pair) for pair in pairs)


def _parts(heading: Heading) -> list[Said]:
    return [one for one in (heading.senders, heading.recipients, heading.bare) if one]


def _is_office(name: Name, sides: Sequence[Name]) -> bool:
    """Tell whether a name is an office, and none of the two by name."""
    first = fold(name.text.split()[0]) if name.text.split() else ""
    ranks = lexicon("person_words", ("noble",), known_languages()) | lexicon(
        "person_titles", ("office",), known_languages()
    )
    return first in ranks and not name.given and not any(fits(name, side) for side in sides)
