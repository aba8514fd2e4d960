"""The one reader of all letters: "Letters to his Son", or whom the salutations of most letters call upon.

A title may say what its reader is to the writer and not name them. A title may name no reader at all, and the
letters call upon one person alone, whenever they name anybody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from letterbook.model import Evidence, Source, Span
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.correspondents import Correspondents
from letterbook.settle.parties.printed_names import Named
from letterbook.values.names.forms import fold, lexicon
from letterbook.values.names.same_person import People

#: So many letters that name their reader, and such a share of the book, tell who the reader of the others is.
_TOLD = 8
_SHARE = 0.25
#: So large a part of them names that one person.
_MOST = 0.95


def infer_reader(
    correspondents: Correspondents,
    source: Source,
    letters: Sequence[Signs],
    named: Sequence[Named],
    people: People,
    languages: Sequence[str],
) -> Correspondents:
    """Add the reader to the correspondents, where all letters of one writer that name a reader name the same.

    A heading that names readers does so above each letter: where it is silent, it is nobody's to say. A
    salutation of kin ("Dear Mother") that is not used to that reader speaks against.
    """
    if correspondents.kind != "from" or len(correspondents.one) != 1 or not letters:
        return correspondents
    if sum(bool(row.heading.recipients or row.heading.bare) for row in named) > _SHARE * len(named):
        return correspondents
    owners = set(people.find(correspondents.one[0]))
    seen: Counter[str] = Counter()
    told = 0
    for row in named:
        writers = row.heading.senders.names if row.heading.senders else ()
        if writers and not any(owners & set(people.find(name)) for name in writers):
            continue  # another's letter
        heading = [row.heading.recipients] if row.heading.recipients else []
        names = [name for said in (*heading, *row.salutes, *row.calls) for name in said.names]
        keys = {key for name in names for key in people.find(name)} - owners
        told += bool(names)
        seen.update(keys if len(keys) == 1 else ())
    if not seen:
        return correspondents
    best, often = min(seen.items(), key=lambda one: (-one[1], one[0]))
    if often < max(_TOLD, _SHARE * len(letters)) or often < _MOST * told:
        return correspondents
    reader = people.forms[best][0]
    kin = _kin(languages)
    for signs, row in zip(letters, named, strict=True):
        called = {fold(w) for span in signs.salutes for w in re.findall(r"[^\W\d_]+", source.quote(span))}
        said_to = [name for said in (*row.salutes, *row.calls) for name in said.names]
        if called & kin and not any(best in people.find(name) for name in said_to):
            return correspondents
    span = next((said.span for row in named for said in (*row.salutes, *row.calls)), Span(0, 0))
    because = Evidence(span, f"all letters that name their reader name {reader.text}")
    return correspondents._replace(
        kind="from-to", other=(reader,), because=(*correspondents.because, because)
    )


def _kin(languages: Sequence[str]) -> frozenset[str]:
    """Return the words by which kin are called upon; a friend may be anybody."""
    tongues = tuple(languages)
    return lexicon("person_words", ("relation",), tongues) - lexicon("vocatives", ("friend",), tongues)
