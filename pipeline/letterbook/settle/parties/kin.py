"""Resolve words for kin to persons: "To his Sister" above "Dear Alice"; a father whom the preface names.

A book of one writer's letters calls kin by what they are. Their names stand in the salutations below such
headings, or in the front matter beside the word ("by his father, W. J. Dawson"). What the book does not
name stays what it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from letterbook.model import Source, Span
from letterbook.rules.salutations import affection
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.correspondents import Correspondents
from letterbook.settle.parties.headings import Said
from letterbook.settle.parties.printed_names import Named
from letterbook.settle.parties.taken_names import take_name
from letterbook.values.names.forms import Name, fold, last_of, lexicon, normal_case
from letterbook.values.names.same_person import fits
from letterbook.words import languages as known_languages
from letterbook.words import words

#: A salutation within a paragraph ends within so many code points.
_CALL = 60
#: A name in the front matter is no longer than this.
_NAME = 80
_CLAUSE = re.compile(r"[,;:!?.—–]|--|\n\s*\n")
#: A word with its hyphens: "grand-papa" is no papa.
_WHOLE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: So many words stand between "his" and the word for kin, and between that and the name.
_BETWEEN = r"(?:\w+\s+){0,2}"
#: Kin of whom everybody has one.
_ONE = ("father", "mother", "wife", "husband")


def settle_kin(
    correspondents: Correspondents,
    named: Sequence[Named],
    source: Source,
    letters: Sequence[Signs],
    front: Sequence[Span],
    languages: Sequence[str],
) -> list[Named]:
    """Put the names of kin for what headings and salutations call them, in the letters of one writer."""
    if correspondents.kind != "from" or len(correspondents.one) != 1:
        return list(named)
    tongues = tuple(languages)
    told = _from_front(source, front, correspondents.one[0], tongues)
    rows = []
    for row, signs in zip(named, letters, strict=True):
        plain = row._replace(
            salutes=tuple(said for said in row.salutes if not _is_kin(said, tongues)),
            calls=tuple(said for said in row.calls if not _is_kin(said, tongues)),
        )
        rows.append(plain if plain.salutes or plain.calls else _called(plain, source, signs, tongues))
    learned = _from_lines(rows, tongues)
    known = {**learned, **{kin: name for kin, name in told.items() if kin not in learned}}
    return [_resolved(row, known, tongues) for row in rows]


@cache
def _kin(languages: tuple[str, ...]) -> Mapping[str, str]:
    """Return what each word for kin means: "papa" a "father"."""
    return {fold(word): kin for lang in languages for kin, row in words(lang, "kin").items() for word in row}


@cache
def _small(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the words beside kin in headings and salutations: "his", "my dearest", "and"."""
    return (
        affection(languages) - set(_kin(languages))
        | lexicon("title_reader", ("whose",), languages)
        | lexicon("vocatives", ("before",), languages)
        | lexicon("person_joins", ("and",), languages)
        | lexicon("person_words", ("article",), languages)
    )


def kin_of(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kin whom words name, if they name nobody else: "his Mother and Father", "Dearest Papa"."""
    tokens = [fold(word) for word in _WHOLE.findall(text)]
    kin = _kin(languages)
    if not tokens or any(token not in kin and token not in _small(languages) for token in tokens):
        return ()
    return tuple(kin[token] for token in tokens if token in kin)


def is_unnamed(said: Said) -> bool:
    """Tell whether a heading has no more than what somebody is to the writer: "his Copyist".

    Anybody has one father, and few have two sisters: close kin are told by the word. Whom else it means
    the book's readers know from its notes, and so a word for it is no name to cite.
    """
    whose = lexicon("title_reader", ("whose",), known_languages())
    return all(
        name.kind == "role"
        and fold(name.text.split()[0]) in whose
        and not {fold(w) for w in re.findall(r"[^\W\d_]+", name.text)} & lexicon("kin", (), known_languages())
        for name in said.names
    )


def _is_kin(said: Said, languages: tuple[str, ...]) -> bool:
    """Tell whether the names of a salutation are words for kin: "Dear Dad"."""
    return all(kin_of(name.text, languages) for name in said.names)


def _called(row: Named, source: Source, signs: Signs, languages: tuple[str, ...]) -> Named:
    """Add kin whom the salutation, or the first words, call upon."""
    for span in (*signs.salutes[:1], *signs.body[:1]):
        text = source.quote(span)[:_CALL]
        clause = _CLAUSE.split(text.strip(' _*"„“»«'))[0]
        if len(clause.split()) > 1 and kin_of(clause, languages):
            found = re.search(r"[^\W\d_]", text)
            start = span.start + (found.start() if found else 0)
            where = Span(start, start + len(clause))
            return row._replace(salutes=(Said((_as_called(clause, languages),), where),))
    return row


def _as_called(clause: str, languages: tuple[str, ...]) -> Name:
    """Return kin under the words by which they are called, without those of affection."""
    kin = _kin(languages)
    joins = lexicon("person_joins", ("and",), languages)
    tokens = _WHOLE.findall(clause)
    first = next(n for n, w in enumerate(tokens) if fold(w) in kin)
    shown = [
        w.lower() if fold(w) in joins else normal_case(w, languages)
        for w in tokens[first:]
        if fold(w) in kin or fold(w) in joins
    ]
    return Name(" ".join([shown[0][:1].upper() + shown[0][1:], *shown[1:]]), kind="role")


def _from_lines(rows: Sequence[Named], languages: tuple[str, ...]) -> dict[str, Name]:
    """Learn who kin are from lines of one letter that agree in all letters.

    A salutation below a heading names them ("To his Sister" above "Dear Ann"), or an address below a
    salutation ("Dear Sister" above "To Ann Brand, Norton").
    """
    seen: dict[str, list[Name]] = {}
    for row in rows:
        greeted = [name for one in (*row.salutes, *row.calls) for name in one.names]
        said = row.heading.recipients
        heading = said.names if said else ()
        addressed = [name for one in row.addresses for name in one.names if name.kind == "person"]
        for called, names in ((heading, greeted), (greeted, addressed)):
            named = [name for name in names if name.kind == "person"]
            role = called[0] if len(called) == 1 and called[0].kind == "role" else None
            kin = kin_of(role.text, languages) if role else ()
            if len(kin) == 1 and len(named) == 1:
                seen.setdefault(kin[0], []).append(named[0])
    return {
        kin: max(names, key=lambda name: (len(name.given), name.text))
        for kin, names in seen.items()
        if all(fits(names[0], name) for name in names)
    }


def _from_front(
    source: Source, front: Sequence[Span], owner: Name, languages: tuple[str, ...]
) -> dict[str, Name]:
    """Find the kin that the front matter names beside the word, and who bear the writer's surname."""
    whose = "|".join(re.escape(w) for lang in languages for w in words(lang, "title_reader").get("whose", ()))
    if not whose or not owner.surname:
        return {}
    pattern = re.compile(rf"\b(?:{whose})\s+{_BETWEEN}(\w+),?\s+", re.IGNORECASE)
    seen: dict[str, list[Name]] = {}
    for span in front:
        text = source.quote(span)
        for found in pattern.finditer(text):
            kin = _kin(languages).get(fold(found[1]))
            line = re.split(r"\n\s*\n", text[found.end() : found.end() + _NAME])[0]
            behind = " ".join(line.split())
            if kin in _ONE and (taken := take_name(behind, languages)) and _bears(taken[0], owner):
                seen.setdefault(kin, []).append(taken[0])
    return {
        kin: max(names, key=lambda name: (len(name.given), name.text))
        for kin, names in seen.items()
        if all(fits(names[0], name) for name in names)
    }


def _bears(name: Name, owner: Name) -> bool:
    """Tell whether somebody else bears the writer's surname, with given names of their own."""
    return bool(name.given and name.surname) and last_of(name) == last_of(owner) and not fits(name, owner)


def _resolved(row: Named, known: Mapping[str, Name], languages: tuple[str, ...]) -> Named:
    """Put known kin for the words of a letter's heading and salutation."""
    said = row.heading.recipients
    heading = row.heading
    if said and (names := _people(said, known, languages)):
        own = [one for one in (*row.salutes, *row.calls) if any(n.kind == "person" for n in one.names)]
        if len(said.names) == 1 and len(names) == 1 and len(own) == 1 and len(own[0].names) == 1:
            names = own[0].names  # the salutation's own form of the name
        heading = heading._replace(recipients=said._replace(names=names, meant=True))
    salutes = tuple(
        one._replace(names=names, meant=True) if (names := _people(one, known, languages)) else one
        for one in row.salutes
    )
    # kin of whom the book does not say who they are are nobody to be listed
    return row._replace(
        heading=heading,
        salutes=tuple(one for one in salutes if one.meant or any(name.kind != "role" for name in one.names)),
    )


def _people(said: Said, known: Mapping[str, Name], languages: tuple[str, ...]) -> tuple[Name, ...]:
    """Return the names of kin who are all known, or nothing."""
    return tuple(_each(said.names, known, languages)) if said.names else ()


def _each(names: Sequence[Name], known: Mapping[str, Name], languages: tuple[str, ...]) -> Iterator[Name]:
    roles = [kin_of(name.text, languages) if name.kind == "role" else () for name in names]
    if not all(roles) or any(kin not in known for row in roles for kin in row):
        return
    for row in roles:
        yield from (known[kin] for kin in row)
