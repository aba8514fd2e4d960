"""Compare headings with the book's other letters: drop titles, places and words that name nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from letterbook.model import Source
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.heading_words import joins_of
from letterbook.settle.parties.headings import Heading, Said
from letterbook.settle.parties.printed_names import Named
from letterbook.values.names.forms import Name, fold, is_weak, is_whole, lexicon
from letterbook.values.names.same_person import fits
from letterbook.values.small_letters import is_never_small, stands_small
from letterbook.words import languages as known_languages


def places_of(source: Source, letters: Sequence[Signs]) -> frozenset[str]:
    """Return the places with which datelines begin, folded."""
    lines = (source.quote(span) for signs in letters for span, _ in signs.datelines)
    firsts = (re.split(r"[,.;(\[\d\n]", line.strip(" _*[("))[0] for line in lines)
    return frozenset(fold(first) for first in firsts if fold(first))


#: Headings of the form "A to B" are the book's own, if so many of its headings have it.
_OWN = 0.5


def settle_headings(
    named: Sequence[Named],
    places: frozenset[str] = frozenset(),
    source: Source | None = None,
    languages: Sequence[str] = (),
) -> list[Named]:
    """Drop what some headings seem to say, where the book's other letters do not bear it out.

    `places` are those that datelines begin with, folded. In the `source` a word that stands with a
    capital alone is a name.

    In a book whose headings are not of the form "A to B", one whose A is a single word that nothing else
    names is a title ("Back to Norton"). A place may stand behind a name without a mark ("To John Holt
    Norton, 3 May"): a name that another heading has, and a word more, is that name.
    """
    custom = _custom_of(named, places, source, languages)
    return [_settled(row, custom) for row in named]


class _Custom(NamedTuple):
    """How a book's headings name people, counted over all of its letters.

    `usual`: headings are "A to B"; `odd`: a heading of another form names nobody new; `topics`: most tell
    what the letter is about. `seen` counts words of names, `often` whole names, `weak` lone words behind
    "to", all as printed on the letters; `placed` are names of readers on whose last word a place stands.
    """

    usual: bool
    odd: bool
    topics: bool
    sides: list[Said]
    seen: Counter[str]
    often: Counter[str]
    weak: Counter[str]
    placed: frozenset[str]
    places: frozenset[str]
    given: frozenset[str]
    text: str | None
    languages: Sequence[str]

    def is_known(self, name: Name) -> bool:
        """Tell whether the book names somebody so elsewhere, or the name is one by its form."""
        words = [fold(word) for word in (*name.given, name.surname) if word]
        called = name.female is not None or bool(name.given and fold(name.given[0]) in self.given)
        titled = name.kind == "person" and name.lone and name.text != name.surname  # "Dr. Brand",
        titled = titled and not stands_small(name.surname, self.text, self.languages)  # no "General Advance"
        return called or titled or any(self.seen[word] >= _TWICE for word in words)

    def is_apart(self, name: Name, readers: Sequence[Name]) -> bool:
        """Tell whether one word before "to" is a name, and somebody whom the book names stands behind."""
        known = all(self.is_known(one) and (one.given or one.female is not None) for one in readers)
        return known and name.lone and is_never_small(name.surname, self.text, self.languages)

    def is_common(self, said: Said) -> bool:
        """Tell whether the one word that a heading names is no name: "the Members", "Strangers"."""
        word = _word(said)
        rare = said.led or max(self.weak[fold(word)], self.seen[fold(word)]) < _TWICE
        return (
            bool(word)
            and rare
            and fold(word) not in self.given
            and stands_small(word, self.text, self.languages)
        )


def _custom_of(
    named: Sequence[Named], places: frozenset[str], source: Source | None, languages: Sequence[str]
) -> _Custom:
    both = sum(1 for row in named if row.heading.senders and row.heading.recipients)
    sides = [
        said
        for row in named
        for said in (row.heading.senders, row.heading.recipients, *row.salutes, *row.signatures)
        if said and not said.loose
    ]
    seen = Counter(
        fold(w) for said in sides for n in said.names if not is_weak(n) for w in (*n.given, n.surname)
    )
    seen.update(fold(n.surname) for row in named for s in row.signatures for n in s.names if n.lone)
    directed = sum(bool(row.heading.senders or row.heading.recipients) for row in named)
    bare = sum(bool(row.heading.bare and row.heading.bare.names) for row in named)
    return _Custom(
        usual=both >= _OWN * len(named),
        odd=directed > _RARE * bare,
        topics=sum(row.titled for row in named) > bare,
        sides=sides,
        seen=seen,
        often=Counter(name.text for said in sides for name in said.names),
        weak=Counter(fold(_word(row.heading.recipients)) for row in named if row.heading.recipients),
        placed=_with_places(named, source, languages),
        places=places,
        given=lexicon("given_names", ("male", "female"), known_languages()),
        text=source.text if source else None,
        languages=languages,
    )


def _settled(row: Named, custom: _Custom) -> Named:
    """Return the names of a letter with the heading that the book's custom bears out."""
    heading, dropped = row.heading, Heading()
    if custom.usual and heading == Heading() and row.inline != Heading():
        heading = row.inline
    if heading.bare and heading.bare.names and _is_elsewhere(heading.bare, custom):
        heading = Heading()
    if custom.topics and heading.bare and not _greets(row, heading.bare):
        heading = Heading()  # "JAPANESE WRESTLING", where most headings tell what the letter is about
    if not custom.usual and _is_no_pair(heading, custom):
        heading, dropped = Heading(), heading
    return row._replace(heading=_without_places(heading, custom), dropped=dropped)


def _is_no_pair(heading: Heading, custom: _Custom) -> bool:
    """Tell whether a heading that seems to be "A to B" is a title: "Back to Norton"."""
    if not heading.senders or not heading.recipients:
        return False
    names, readers = heading.senders.names, heading.recipients.names
    kin = lexicon("person_words", ("relation",), known_languages())
    known = all(is_whole(one) and custom.often[one.text] >= _TWICE for one in readers)
    return any(
        (name.kind == "role" and not known and not kin & {fold(word) for word in name.text.split()})
        or (is_weak(name) and custom.seen[fold(name.surname)] < _TWICE and not custom.is_apart(name, readers))
        or (
            name.kind == "person"
            and not custom.is_known(name)
            and not name.initials
            and not custom.is_apart(name, readers)
        )
        or (name.kind == "body" and all(is_weak(n) and not custom.is_known(n) for n in readers))
        for name in names
    )


def _without_places(heading: Heading, custom: _Custom) -> Heading:
    """Take places off the names of a heading's readers, and let a common noun name nobody."""
    if heading.recipients and heading.recipients.loose:
        heading = heading._replace(recipients=_tightened(heading.recipients, set(custom.often)))
    if heading.recipients and any(name.text in custom.placed for name in heading.recipients.names):
        heading = heading._replace(recipients=_shortened(heading.recipients))
    if heading.recipients and custom.is_common(heading.recipients):
        heading = heading._replace(recipients=_as_role(heading.recipients, custom.languages))
    return heading


def _as_role(said: Said, languages: Sequence[str]) -> Said:
    """Return the words of a heading as a role, which is nobody's name."""
    joins = joins_of(tuple(languages))
    article = next(iter(sorted(joins.things & joins.articles)), "") if said.led else ""
    text = f"{article} {said.names[0].text}".strip()
    return said._replace(names=(Name(text[:1].upper() + text[1:], kind="role"),), loose=False)


def _word(said: Said) -> str:
    """Return the one word by which a heading names somebody, without a title; "" where it has more."""
    return said.names[0].surname if len(said.names) == 1 and is_weak(said.names[0]) else ""


def _with_places(named: Sequence[Named], source: Source | None, languages: Sequence[str]) -> frozenset[str]:
    """Return the names of readers on whose last word a place stands, where headings have that custom.

    "TO FELIPE HENAREZ NORTON": the text has the word behind "in" or "at", as no person's name stands. One or
    two such words may be surnames of the book ("George Washington").
    """
    names = [name for row in named if row.heading.recipients for name in row.heading.recipients.names]
    last = {name.text: name.surname.split()[-1] for name in names if name.surname and " " in name.text}
    at = joins_of(tuple(languages)).place.pattern
    signed = {
        fold(n.surname) for row in named for said in (*row.signatures, *row.salutes) for n in said.names
    }
    words = {word for word in last.values() if fold(word) not in signed}
    spots = _often_behind(at, words, source.text) if source is not None else set()
    return (
        frozenset(text for text, word in last.items() if word in spots) if len(spots) >= _LED else frozenset()
    )


def _often_behind(before: str, words: Collection[str], text: str) -> set[str]:
    """Return those of some words that often stand right behind a pattern, which ends before a word.

    The text is gone through once, however many the words are.
    """
    by_run: dict[str, list[str]] = {}
    for word in words:
        if first := _RUN.match(word):
            by_run.setdefault(first.group(), []).append(word)
    counts: Counter[str] = Counter()
    until: dict[str, int] = {}  # where each word ended last: what stands before the next one begins behind it
    starts = (
        {found.end(1): found.start(1) for found in re.finditer(rf"(?=({before}))", text)} if by_run else {}
    )
    for at, start in starts.items():
        run = _RUN.match(text, at)
        for word in by_run.get(run.group(), ()) if run else ():
            end = at + len(word)
            if text.startswith(word, at) and not _RUN.match(text, end) and start >= until.get(word, 0):
                counts[word] += 1
                until[word] = end
    return {word for word, count in counts.items() if count >= _LED}


def _shortened(said: Said) -> Said:
    """Take the last word off names: it is a place."""
    return said._replace(names=tuple(_without_last(name) for name in said.names))


def _without_last(name: Name) -> Name:
    """Return a name without its last word."""
    shorter = name.text.rpartition(" ")[0]
    before = name.surname.rpartition(" ")[0]
    surname = before or (name.given[-1] if name.given else "")
    return Name(shorter, name.given if before else name.given[:-1], surname, "person", name.female)


def _greets(row: Named, bare: Said) -> bool:
    """Tell whether a letter greets the one whom its heading names."""
    called = [name for said in (*row.salutes, *row.calls) for name in said.names]
    return any(fits(name, other) for name in bare.names for other in called)


_TWICE = 2
_RUN = re.compile(r"\w+")
#: So often a word stands behind "in" or "at" if it is a place; so many such words are a custom.
_LED = 3
#: Where so many times more headings say "to" or "from", one that does not names nobody new.
_RARE = 5


def _is_elsewhere(bare: Said, custom: _Custom) -> bool:
    """Tell whether what a heading names is a place: datelines begin with it, or nobody else is called so.

    The latter counts in a book whose headings are of another form.
    """
    if any(fits(name, other) for name in bare.names for said in custom.sides for other in said.names):
        return False
    persons = all(n.female is not None or (n.given and fold(n.given[0]) in custom.given) for n in bare.names)
    return (custom.odd and not persons) or any(fold(name.text) in custom.places for name in bare.names)


def _tightened(said: Said, whole: set[str]) -> Said:
    """Take a last word off a name that is a place, where the name without it is somebody's of the book."""
    name = said.names[-1]
    if name.text in whole or name.text.rpartition(" ")[0] not in whole:
        return said
    return said._replace(names=(*said.names[:-1], _without_last(name)))
