"""Collect what a letter's own lines say about its direction between two sides.

Every sign is a clue for one of the two directions, with a level: 4 printed in the heading, 3 high,
2 medium, 1 low (docs/evidence.md). A direction is never guessed: no clue, or clues that contradict each
other, leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from letterbook.model import Evidence, Source, Span
from letterbook.rules.salutations import find_vocatives, read_salute
from letterbook.rules.signatures import is_address, read_address, read_signature, signature_tails
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.headings import Said
from letterbook.settle.parties.printed_names import Named
from letterbook.values.names.forms import Name, fold, is_woman
from letterbook.values.names.read import read_name
from letterbook.values.names.same_person import People
from letterbook.words.patterns import ANY_SPACE, any_of, phrases

PRINTED, HIGH, MEDIUM, LOW = 4, 3, 2, 1

#: A closing line that may hold a signature is no longer than this; a paragraph is.
_CLOSING = 90
#: A name called upon so near the beginning of a letter is its salutation.
_FIRST = 80
#: A line that is a name, perhaps with its place and date, has no more words in small letters.
_SMALL = 3


class Clue(NamedTuple):
    """One piece of evidence: `way` is +1 where side one writes to side two, else -1.

    `names` is the role of the person whom a heading names, "sender" or "recipient"; "" for other signs.
    """

    way: int
    level: int
    rule: str
    because: tuple[Evidence, ...]
    span: Span | None = None
    person: str | None = None
    names: str = ""


class Sides(NamedTuple):
    """The two sides of a book, as keys of its people."""

    one: frozenset[str]
    other: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Return the keys of both sides."""
        return self.one | self.other

    def way(self, keys: Collection[str], *, writes: bool) -> int:
        """Return the direction of a letter that these write (or receive); 0 if not all are on one side."""
        inside = set(keys) & self.all
        if not inside or len(inside) != len(keys):
            return 0
        sign = 1 if inside <= self.one else -1 if inside <= self.other else 0
        return sign if writes else -sign


class BookOfTwo(NamedTuple):
    """What all letters of a book share: the text, its people, the two sides, the languages."""

    source: Source
    people: People
    sides: Sides
    languages: tuple[str, ...]


@dataclass
class LetterDirection:
    """The direction of one letter: the evidence for it, and the result.

    `strangers` are names that match neither correspondent, `fellows` those of them who sign before another
    closing formula, so that a correspondent signs with them; `pet_names` are vocatives that match no known
    person.
    """

    clues: list[Clue] = field(default_factory=list)
    way: int = 0
    level: int = 0
    strangers: list[Clue] = field(default_factory=list)
    pet_names: list[tuple[str, Span]] = field(default_factory=list)
    fellows: list[tuple[Name, Span]] = field(default_factory=list)

    def add(self, clue: Clue) -> None:
        """Add a clue and update the result."""
        self.clues.append(clue)
        self.settle()

    @property
    def is_contradictory(self) -> bool:
        """Tell whether there is strong evidence for both directions, and no heading decides."""
        best = [max((v.level for v in self.clues if v.way == way), default=0) for way in (1, -1)]
        return min(best) >= HIGH and max(best) < PRINTED

    def settle(self) -> None:
        """Update the direction: the strongest clues win; equal ones for both directions leave it open."""
        best = {way: max((v.level for v in self.clues if v.way == way), default=0) for way in (1, -1)}
        self.way = 0 if best[1] == best[-1] else 1 if best[1] > best[-1] else -1
        self.level = max(best.values())
        if self.is_contradictory:
            self.way = self.level = 0

    @property
    def reasons(self) -> tuple[Clue, ...]:
        """Return the clues for the direction chosen, the strongest first."""
        return tuple(sorted((v for v in self.clues if v.way == self.way), key=lambda v: -v.level))


def own_clues(signs: Signs, named: Named, book: BookOfTwo) -> LetterDirection:
    """Collect the evidence in one letter's own lines, and the names on them that are on neither side."""
    direction = LetterDirection()
    heading = named.heading
    for said, writes in ((heading.senders, True), (heading.recipients, False)):
        if said and (way := book.sides.way(_keys(said.names, book), writes=writes)):
            role = "sender" if writes else "recipient"
            because = (Evidence(said.span, f"the heading names the {role}"),)
            direction.clues.append(Clue(way, PRINTED, "heading", because, said.span, names=role))
    for said in named.salutes:
        _ask(direction, said, book, writes=False)
    for said in named.signatures:
        _ask(direction, said, book, writes=True)
    if not named.salutes:
        _calls(direction, signs, book)
    if not named.signatures:
        _lone_lines(direction, signs, named, book)
        _tails(direction, signs, book)
    return direction


def _vote(way: int, level: int, rule: str, span: Span, says: str, person: str | None = None) -> Clue:
    return Clue(way, level, rule, (Evidence(span, says),), span, person)


def _keys(names: Sequence[Name], book: BookOfTwo) -> list[str]:
    """Return whom a heading names; of several whom a name fits, the one who is one of the two."""
    found = [mine_first(book.people.find(name), book.sides.all) for name in names]
    return [keys[0] for keys in found if len(keys) == 1]


def mine_first(keys: tuple[str, ...], mine: Collection[str]) -> tuple[str, ...]:
    """Return the one of several that is among some, or all."""
    inside = tuple(key for key in keys if key in mine)
    return inside if len(inside) == 1 else keys


def _ask(
    direction: LetterDirection, said: Said, book: BookOfTwo, *, writes: bool, strangers: bool = True
) -> None:
    people, sides = book.people, book.sides
    rule = "signature" if writes else "salutation"
    for name in said.names:
        keys = people.find(name, sides.all)
        way = sides.way(keys, writes=writes)
        if name.lone and not keys and not writes:
            direction.pet_names.append((fold(name.surname), said.span))
        # "My dear John" in a book where another John has letters tells less
        shared = name.lone and bool(set(people.find(name)) - set(keys))
        short = name.initials and len(name.text) < 4  # noqa: PLR2004 (one initial)
        if way:
            person = _meant(name, keys, people)
            says = f"the {rule} names {people.forms[person or keys[0]][0].text}"
            direction.clues.append(
                _vote(way, MEDIUM if short or shared else HIGH, rule, said.span, says, person)
            )
        elif strangers and not keys and (not name.lone or name.female is not None) and not short:
            direction.strangers.append(_vote(0, HIGH, rule, said.span, f"the {rule} names {name.text}"))


def _meant(name: Name, keys: Sequence[str], people: People) -> str | None:
    """Return which of one side a name means: of a couple, a surname without a title means the husband."""
    if len(keys) == 1:
        return keys[0]
    men = [key for key in keys if is_woman(people.forms[key][0]) is not True]
    return men[0] if name.lone and name.female is None and len(men) == 1 else None


def _calls(direction: LetterDirection, signs: Signs, book: BookOfTwo) -> None:
    """Look for the reader's name inside the paragraphs: as they begin, after "dear", in a dedication."""
    source, people, sides, languages = book.source, book.people, book.sides, book.languages
    for n, span in enumerate(signs.body):
        text = source.quote(span)
        found = [(start, end, words_) for start, end, words_ in find_vocatives(text, languages)]
        if n == 0 and (names := read_salute(text[:_FIRST], languages, running=True)):
            first = Span(span.start, span.start + len(re.split(r"[,;!?\n]", text[:_FIRST])[0]))
            _ask(direction, Said(names, first), book, writes=False, strangers=False)
        if n == 0 and (hit := _dedication(tuple(languages)).match(text)):
            found.append((hit.start("name"), hit.end("name"), hit["name"]))
        for start, end, name_text in found:
            name = read_name(name_text, languages)
            keys = people.find(name, sides.all) if name else ()
            if keys and (way := sides.way(keys, writes=False)):
                shared = bool(set(people.find(name)) - set(keys)) if name else False
                level = HIGH if n == 0 and start < _FIRST and not shared else MEDIUM
                at = Span(span.start + start, span.start + end)
                says = f"the letter calls upon {people.forms[keys[0]][0].text}"
                direction.clues.append(
                    _vote(way, level, "vocative", at, says, _meant(name, keys, people) if name else None)
                )


@cache
def _dedication(languages: tuple[str, ...]) -> re.Pattern[str]:
    def rows(key: str) -> str:
        return any_of(phrases(languages, "vocatives", key), ANY_SPACE)

    # "Meinem lieben Hermann", "To my dear friend John Smith": a gift's dedication names its receiver
    return re.compile(
        rf"(?i:{rows('dative')})\s+(?:(?:[^\W\d_A-ZÀ-Ý][^\W\d_]*|(?i:{rows('friend')}))\s+){{0,4}}"
        r"(?P<name>[A-ZÀ-Ý][^\W\d_]+(?:\s+[A-ZÀ-Ý][^\W\d_]+)?)(?![^\W\d_])"
    )


def _lone_lines(direction: LetterDirection, signs: Signs, named: Named, book: BookOfTwo) -> None:
    """Look for a paragraph, or the beginning of a dateline, that is one of the two names and nothing else.

    A signature with a postscript below it may stand among the paragraphs; an address names the reader.
    """
    for said in named.addresses:
        _address(direction, said, book)
    for span in (*signs.body[1:], *(span for span, _ in signs.datelines)):
        text = book.source.quote(span)
        if len(text) > _CLOSING or sum(word[:1].islower() for word in text.split()) > _SMALL:
            continue
        if is_address(text, book.languages):
            _address(direction, Said(read_address(text, book.languages), span), book)
        elif names := read_signature(text, book.languages):
            _ask(direction, Said(names, span), book, writes=True, strangers=False)


def _address(direction: LetterDirection, said: Said, book: BookOfTwo) -> None:
    for name in said.names:
        keys = book.people.find(name, book.sides.all)
        if way := book.sides.way(keys, writes=False):
            says = f"the letter is addressed to {book.people.forms[keys[0]][0].text}"
            direction.clues.append(_vote(way, HIGH, "address", said.span, says, keys[0]))


def _tails(direction: LetterDirection, signs: Signs, book: BookOfTwo) -> None:
    """Look for the writer's name at the end of the closing lines."""
    source, people, sides, languages = book.source, book.people, book.sides, book.languages
    closing = [*signs.valedictions, *signs.body[-2:]]
    for span in closing:
        text = source.quote(span)
        line = text.rstrip().rsplit("\n", 1)[-1]
        last = re.split(r"(?<=[^\W\d_]{3}[.!?])\s", line)[-1]
        if len(last) > _CLOSING:
            continue
        at = span.start + text.rindex(last)
        for start, name in signature_tails(last, languages):
            keys = people.find(name, sides.all)
            where = Span(at + start, at + len(last))
            if any(clue.span and clue.span.meets(where) for clue in direction.clues):
                break  # "To my dear friend A. B.": the name was the reader's
            if keys and (way := sides.way(keys, writes=True)):
                # a lone name that ends a sentence may be anybody's; behind a closing word it is the writer's
                whole = start == 0 or span in signs.valedictions
                if name.lone and not whole and re.search(r"[^\W\d_]{2}\s*$", last[:start]) and len(last) > 40:  # noqa: PLR2004
                    continue
                level = HIGH if not name.lone or whole else MEDIUM
                says = f"the closing ends with the name of {people.forms[keys[0]][0].text}"
                direction.clues.append(
                    _vote(way, level, "signature", where, says, keys[0] if len(keys) == 1 else None)
                )
                break
            if not keys and _is_kin(name, book):
                says = f"the closing names {name.text}, neither of the two"
                direction.strangers.append(_vote(0, HIGH, "signature", where, says))
                break
    _strange_names(direction, closing, book)


def _is_kin(name: Name, book: BookOfTwo) -> bool:
    """Tell whether a whole name is of the family of one of the two: "Jenny Brandt" beside Karl Brandt."""
    if name.lone or name.initials or is_woman(name) is None:
        return False
    family = {fold(form.surname) for key in book.sides.all for form in book.people.forms[key] if form.given}
    return fold(name.surname) in family


def _strange_names(direction: LetterDirection, closing: Sequence[Span], book: BookOfTwo) -> None:
    """Find names below a letter that match neither correspondent: "Ihr F. Müller", or a row of names."""
    source, people, sides, languages = book.source, book.people, book.sides, book.languages
    yours = _yours(tuple(languages))
    for span in closing:
        text = source.quote(span)
        if len(text) > _CLOSING or "\n" in text:
            continue
        line = " ".join(re.sub(r"\([^()]*\)|\b\d{1,3}\b", " ", text).split())
        names: list[Name] = []
        if found := yours.match(line):
            names = [name for _, name in signature_tails(line[found.end() :], languages)][:1]
            names = [name for name in names if not name.lone and not name.initials]
        elif (tokens := line.split()) and len(tokens) > 2 and all(_NAMELIKE.fullmatch(t) for t in tokens):  # noqa: PLR2004
            known = [read_name(token, languages) for token in tokens if len(token) > 3]  # noqa: PLR2004
            names = [name for name in known if name] if all(known) and len(known) > 1 else []
        if names and not any(people.find(name, sides.all) for name in names):
            told = ", ".join(name.text for name in names)
            if found and any(other.start > span.end for other in closing):
                direction.fellows += [(name, span) for name in names]
            direction.strangers.append(
                _vote(0, HIGH, "signature", span, f"the closing names {told}, neither of the two")
            )


_NAMELIKE = re.compile(r"[A-ZÀ-Ý](?:\.|[a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)")


@cache
def _yours(languages: tuple[str, ...]) -> re.Pattern[str]:
    whose = any_of(phrases(languages, "reference_whose", "your", "yours"))
    return re.compile(rf"(?:{whose})(?!\w),?\s+")
