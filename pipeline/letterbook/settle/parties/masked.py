"""Complete a name that a title prints as one letter, "la marquise de R...", from the rest of the book."""

from __future__ import annotations

import re
from collections import Counter

from letterbook.model import Source
from letterbook.settle.parties.correspondents import Correspondents
from letterbook.values.names.forms import Name, fold, is_masked

#: So often the book must print the whole name to tell.
_OFTEN = 2


def unmask(correspondents: Correspondents, source: Source) -> Correspondents:
    """Return the correspondents with names in full, where one name in the book fits title and letter."""
    one, other = (
        tuple(_whole(name, source) if is_masked(name) else name for name in side)
        for side in (correspondents.one, correspondents.other)
    )
    return correspondents._replace(one=one, other=other)


def _whole(name: Name, source: Source) -> Name:
    """Return a name in full: "Marquise de R." is the "marquise de Rivan" of the preface."""
    *before, letter = name.text.split()
    if not before:
        return name
    lead = r"\s+".join(re.escape(word) for word in before)
    pattern = re.compile(rf"(?i:\b{lead})\s+({re.escape(letter[0])}[^\W\d_]{{2,}})")
    found = Counter(hit[1] for hit in pattern.finditer(source.text))
    names = {fold(word) for word in found}
    if len(names) != 1 or found.total() < _OFTEN:
        return name
    last = min(found, key=lambda word: (word.isupper(), word))
    surname = " ".join([*name.surname.split()[:-1], last])
    return name._replace(text=" ".join([*before, last]), surname=surname)
