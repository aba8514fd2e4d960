"""Find the author whom a title page names, and tell whether the letters are theirs."""

from __future__ import annotations

import re
from typing import NamedTuple

from letterbook.model import Evidence, Span
from letterbook.settle.parties.bearing import Bearing
from letterbook.settle.parties.declared import is_nobody
from letterbook.settle.parties.title_words import phrase
from letterbook.values.names.forms import Name, fold, lexicon
from letterbook.values.names.read import read_name

#: So many letters of others are chance.
OFTEN = 2
#: An author signs such a share of the letters of a book whose title does not speak of letters.
_FEW = 0.2


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
