"""Find the author whom a title page names, and tell whether the letters are theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from letterbook.model import Evidence, Source, Span
from letterbook.settle.parties.bearing import Bearing
from letterbook.settle.parties.declared import is_nobody
from letterbook.settle.parties.title_words import phrase
from letterbook.values.names.forms import Name, fold, lexicon
from letterbook.values.names.read import read_name

#: So many letters of others are chance.
OFTEN = 2
#: An author signs such a share of the letters of a book whose title does not speak of letters.
_FEW = 0.2
#: A block of a title that says "letters" is no longer than this; what a preface says of them is no title.
_TITLE = 160
_SENTENCES = re.compile(r"[^\W\d_]{4}[.?!]\s+[^\W\d_a-zß-öø-ÿ][^\W\d_]*\s+[a-zß-öø-ÿ]{3}")
#: A book of letters has such a share of its text in them; what is much less is a life, or tales.
_MOST = 0.7


class Author(NamedTuple):
    """An author's name, its block, and whether the title page says outright that they wrote the letters."""

    name: Name
    span: Span
    outright: bool
    declared: bool = False

    def agrees(self, bearing: Bearing) -> bool:
        """Tell whether the letters are not signed or headed by others instead."""
        return bearing.strangers((self.name,)) <= max(OFTEN, bearing.signed(self.name))

    def beside(self, title: Span) -> Evidence:
        """Say where the name stands."""
        where = "before" if self.span.start < title.start else "below"
        return Evidence(self.span, f"the author named {where} the title")


def read_author(text: str, languages: tuple[str, ...]) -> tuple[Name | None, bool]:
    """Read a block that is an author's name and nothing else: no editor's, no translator's.

    Also tell whether the book says that they are: "BY LUCY DUFF", "ŒUVRES COMPLÈTES DE VALTAIRE".
    """
    flat = " ".join(text.split())
    if phrase(languages, "editor").search(flat):
        return None, False
    said = phrase(languages, "by").match(flat) or phrase(languages, "works").search(flat)
    name = read_name(re.sub(r"^[:\s]+", "", flat[said.end() :]) if said else flat, languages)
    if name is None and "\n" in text.strip():
        name = read_name(text.strip().split("\n")[0], languages)
        said = None
    if name is None or name.kind != "person" or not name.surname or not (said or name.given):
        return None, False
    joined = {fold(w) for w in name.text.split()} & lexicon("person_joins", ("and",), languages)
    if joined or is_nobody(name.text, languages):
        return None, False  # "Schillers und Goethes", "by Various"
    return name, said is not None


def signs(name: Name, bearing: Bearing) -> bool:
    """Tell whether somebody signs so many letters that they are theirs where no title says so."""
    return bearing.signed(name) >= max(OFTEN, bearing.letters * _FEW)


def title_of_letters(
    source: Source, speaking: Sequence[Span], author: Author | None, bearing: Bearing
) -> Span | None:
    """Return the title that speaks of letters; or a preface, if they are the book or its author signs.

    `speaking` are the blocks that have a word for letters.
    """
    theirs = author and (bearing.share >= _MOST or signs(author.name, bearing))
    title = next((span for span in speaking if may_be_title(source, span)), None)
    return title or (speaking[0] if speaking and theirs else None)


def may_be_title(source: Source, span: Span) -> bool:
    """Tell whether a block that speaks of letters is short, and no sentences."""
    return span.end - span.start <= _TITLE and not _SENTENCES.search(source.quote(span))
