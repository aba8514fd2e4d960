"""Read the name in a signature: on a line of its own, or in the last words of a closing line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterbook.values.names.forms import Name, fold, lexicon
from letterbook.values.names.read import read_name, read_names
from letterbook.words import languages as known_languages


def is_address(text: str, languages: Sequence[str]) -> bool:
    """Tell whether a line begins as an address does: "Herrn Karl Lang, Ischl". Nobody signs so."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return fold(first) in lexicon("person_titles", ("address",), tuple(languages))


def read_address(text: str, languages: Sequence[str]) -> tuple[Name, ...]:
    """Read whom an address names: "Herrn Karl Lang, Ischl"; empty where the text is none."""
    return read_names(text.partition(",")[0], languages) if is_address(text, languages) else ()


def read_signature(text: str, languages: Sequence[str]) -> tuple[Name, ...]:
    """Read a line that is wholly a signature, or a name with the place and date behind it.

    "RICHARD WENDT. ZÜRICH, May 29th" is Richard Wendt's; "Ihr ergebener Diener" is nobody's, and an
    address is its reader's.
    """
    if is_address(text, languages):
        return ()
    flat = " ".join(text.split())
    rows = [read_name(row, languages) for row in re.split(r"(?<=[^\W\d_]{3})\.\s+(?=\S)|\n", text.strip())]
    if len(rows) > 1 and all(row and row.kind == "person" and (row.given or row.initials) for row in rows):
        return tuple(row for row in rows if row)  # "Ann Smith. Mary Smith."
    bodies = lexicon("person_words", ("body",), tuple(languages))
    behind = flat.partition(",")[2]
    if any(fold(word) in bodies for word in behind.split()):
        return ()  # "S. Fischer, Publishers"
    for cut in (
        flat,
        *(flat[: hit.start() + 1] for hit in re.finditer(r"(?<=[^\W\d_]{2})\.\s", flat)),
        flat.split(",")[0],
    ):
        names = read_names(cut, languages)
        if names and all(name.kind == "person" and not is_place(name, languages) for name in names):
            return names
    return ()


def is_place(name: Name, languages: Sequence[str]) -> bool:
    """Tell whether what looks like a name is a place or an office's: "Portland Terrace", "Im Bade".

    A street's word is a surname too, behind a given name: "Edward Lane".
    """
    words = [fold(word) for word in name.text.split()]
    streets = {
        word for word in lexicon("date_places", ("street", "house"), tuple(languages)) if len(word) > _SHORT
    }
    given = lexicon("given_names", ("male", "female"), known_languages())
    if len(words) < 2 or words[0] in given or name.female is not None:  # noqa: PLR2004 (a word alone)
        return False
    joins = lexicon("person_joins", ("place", "beside"), tuple(languages)) | lexicon(
        "person_words", ("small",), tuple(languages)
    )
    bodies = lexicon("person_words", ("body",), known_languages())
    bodied = any(words[-1].endswith(body) for body in bodies if len(body) > _SHORT + 1)
    return bool(streets & set(words[1:])) or words[0] in joins or bodied


#: What ends quoted words.
_QUOTES = '"”“»«’'
#: A shortened word for a street is no longer than this: "St." is a saint as well.
_SHORT = 3


def signature_tails(text: str, languages: Sequence[str]) -> Iterator[tuple[int, Name]]:
    """Yield the names that a closing line can end with, the longest first, each with its start in the text.

    They are candidates only: German nouns are written as names are, so the caller must know the name
    from elsewhere.
    """
    flat = text.rstrip()
    if flat.rstrip(".,;:!?")[-1:] in _QUOTES:
        return  # 'he greets "Carl Lang"'
    starts = [hit.start() for hit in re.finditer(r"(?<!\S)\S", flat)][-5:]
    for start in starts:
        name = read_name(flat[start:], languages)
        if name is not None and name.kind == "person":
            yield start, name
