"""Tell which letters speak against the book's title on who wrote or received them.

"LETTERS OF A TO B" holds a letter that greets a sister, is signed "T. B.", or answers one of A's. The title's
statement does not count for such letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from letterbook.model import Source
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.correspondents import Correspondents
from letterbook.settle.parties.kin import kin_of
from letterbook.settle.parties.printed_names import Named
from letterbook.values.names.forms import Name, fold, is_given, is_weak, is_whole, lexicon
from letterbook.values.names.same_person import fits
from letterbook.words import languages as known_languages

#: So many letters, or such a share of the book, that greet somebody so may call the title's reader by it.
_FEW = 2
_RARE = 0.03
_MINOR = 0.25
#: Titles that say who wrote.
_OF_WRITERS = ("from", "from-to", "pair", "hub")
#: A salutation ends here; its words for kin stand before.
_CLAUSE = re.compile(r"[,;:!?.—–\n]|--")


class AgainstTitle(NamedTuple):
    """Whether a letter speaks against the title's word on who wrote it, and on who received it."""

    sender: bool = False
    recipient: bool = False


def tell_against(
    correspondents: Correspondents,
    source: Source,
    letters: Sequence[Signs],
    named: Sequence[Named],
    languages: Sequence[str],
) -> tuple[AgainstTitle, ...]:
    """Return for each letter what speaks against the title."""
    both = (*correspondents.one, *correspondents.other)
    calls = [_call(source, signs, row, both, languages) for signs, row in zip(letters, named, strict=True)]
    own = _own_kin(correspondents, source, languages)
    # in letters to somebody each writer has kin of their own
    calls = [
        () if call[:1] == ("kin",) and (correspondents.kind == "to" or own & set(call)) else call
        for call in calls
    ]
    writers = [
        name
        for row in named
        if row.heading.senders
        for name in row.heading.senders.names
        if name.kind == "person" and not any(fits(name, one, loosely=True) for one in both)
    ]
    often = Counter(calls)
    few = min(max(_FEW, _RARE * len(named)), _MINOR * len(named))
    out = []
    for row, call in zip(named, calls, strict=True):
        another = correspondents.kind in _OF_WRITERS and _is_signed_by_another(row, both, writers)
        readers = row.dropped.recipients.names if row.dropped.recipients else ()
        back = any(fits(name, one) for name in readers for one in correspondents.one)
        elsewhere = _is_addressed_to_another(row, both) or (bool(call) and often[call] <= few)
        out.append(
            AgainstTitle(another or back, elsewhere or back or (another and bool(correspondents.other)))
        )
    return tuple(out)


def _own_kin(correspondents: Correspondents, source: Source, languages: Sequence[str]) -> set[str]:
    """Return the kin whom the title names, by the word alone or beside others: "TO HER NIECE, ANN HOLT"."""
    texts = [one.text for one in (*correspondents.one, *correspondents.other) if one.kind == "role"]
    texts += [source.quote(reason.span) for reason in correspondents.because if reason.span]
    words = [word for text in texts for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)]
    return {kin for word in words for kin in kin_of(word, tuple(languages))}


def _is_addressed_to_another(row: Named, both: Sequence[Name]) -> bool:
    """Tell whether an address at the foot names, by whole name, none of the title's people."""
    names = [name for said in row.addresses for name in said.names if is_whole(name) and name.given]
    return bool(names) and not any(fits(name, one) for name in names for one in both)


def _call(
    source: Source, signs: Signs, row: Named, both: Sequence[Name], languages: Sequence[str]
) -> tuple[str, ...]:
    """Return the given name, not the title's, or the word for kin by which a letter greets its reader."""
    names = [name for said in (*row.salutes, *row.calls) for name in said.names]
    if len(names) == 1 and is_weak(names[0]) and is_given(names[0].surname):
        own = any(fits(names[0], side) or fold(names[0].surname) in fold(side.text) for side in both)
        return () if own else ("name", fold(names[0].surname))
    for span in signs.salutes[:1]:
        if kin := kin_of(_CLAUSE.split(source.quote(span).strip(' _*"„“»«'))[0], tuple(languages)):
            return ("kin", *kin)
    return ()


def _is_signed_by_another(row: Named, sides: Sequence[Name], writers: Sequence[Name]) -> bool:
    """Tell whether a letter is signed by somebody else than the title's people, such as John Harland.

    With other initials ("T. B."), with a given name that only the other sex bears ("EMMA."), or with the
    name of one of the `writers` whom headings name.
    """
    names = [name for said in row.signatures for name in said.names]
    letters = {fold(word)[:1] for side in sides for word in (*side.given, *side.surname.split())}
    if not names or not sides or any(fits(name, side) for name in names for side in sides):
        return False
    initials = [name for name in names if name.initials and len(name.given) > 1]
    if any(not {fold(one)[:1] for one in name.given} & letters for name in initials):
        return True
    sexes = {_sex(side.given[0]) if side.given else "" for side in sides if side.kind != "role"}
    return any(
        ((sex := _sex(name.surname)) and "" not in sexes and sex not in sexes)
        or any(fits(name, writer) for writer in writers)
        for name in names
        if name.lone
    )


def _sex(given: str) -> str:
    """Return which sex bears a given name, where one alone does in all languages; else ""."""
    of = [
        row for row in ("male", "female") if fold(given) in lexicon("given_names", (row,), known_languages())
    ]
    return of[0] if len(of) == 1 else ""
