"""What a library's header says of a book: "Title: ...", "Author: ...", "Editor: ..." above the text.

It is a hint: a cataloguer calls an editor the author now and then, so the letters must bear it out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from letterbook.model import Source, Span
from letterbook.values.names.forms import Name
from letterbook.values.names.read import read_name, read_names
from letterbook.words import known
from letterbook.words import languages as known_languages
from letterbook.words.patterns import any_of, phrases

_LABEL = re.compile(r"^(?P<label>[^\W\d_][\w /]{2,24}?)[ \t]*:[ \t]*(?P<words>\S.*)$")
_LONGEST = 12  # lines that a title or a list of authors has at most


class Declared(NamedTuple):
    """The title and the authors, each with its place.

    `described` are authors with what the library says of them, "Roi de Prusse"; `credited` tells that it
    names others who worked on the book.
    """

    title: str = ""
    title_span: Span | None = None
    authors: tuple[tuple[Name, Span], ...] = ()
    described: tuple[tuple[Name, str], ...] = ()
    credited: bool = False


def read_declared(source: Source, spans: Sequence[Span], languages: Sequence[str]) -> Declared:
    """Read the distributor's blocks, `spans`, that stand before the book."""
    rows = [row for span in spans for row in _rows(source, span, languages)]
    titles = [(text, span) for kind, text, span in rows if kind == "title"]
    read = [(kind, _person(text, tuple(languages)), span) for kind, text, span in rows]
    authors = [(name, span) for kind, name, span in read if name and kind == "author"]
    for kind, text, span in rows:  # "A. B. and C. D." in one row
        names = read_names(text, tuple(languages)) if kind == "author" else ()
        if len(names) == len(authors) + 1 and all(n.given and n.kind == "person" for n in names):
            authors = [(name, span) for name in names]
    title, at = titles[0] if titles else ("", None)
    described = tuple(
        (name, " ".join(text.partition(",")[2].split()))
        for (kind, name, _), (_, text, _) in zip(read, rows, strict=True)
        if name and kind == "author" and "," in text and not _is_another(text.partition(",")[2], languages)
    )
    credited = any(kind not in ("title", "author", "other") for kind, _, _ in rows)
    return Declared(title, at, tuple(authors), described, credited)


def _is_another(text: str, languages: Sequence[str]) -> bool:
    """Tell whether what stands behind an author's name is a second author: "A. B., C. D."."""
    name = read_name(" ".join(text.split()), tuple(languages))
    return name is not None and bool(name.given)


def is_nobody(text: str, languages: Sequence[str]) -> bool:
    """Tell whether what stands where an author would names none: "Various", "Anonymous"."""
    return " ".join(text.split()).strip(" .").casefold() in known(
        (*languages, *known_languages()), "no_author"
    )


def _person(text: str, languages: tuple[str, ...]) -> Name | None:
    """Read an author's line; "Frédéric II,  Roi de Prusse" and "A. B.; collected by C. D." are A. B.'s."""
    flat = " ".join(re.split(r"[;(\[]", text)[0].split())
    if is_nobody(flat, languages):
        return None
    for piece in (flat, flat.partition(",")[0]):
        name = read_name(piece, languages)
        if name and name.kind == "person" and name.surname and not name.initials:
            return name
    return None


def _rows(source: Source, block: Span, languages: Sequence[str]) -> list[tuple[str, str, Span]]:
    """Return the labelled rows of a block; a title goes on over the lines below it, authors have one each."""
    labels = known((*languages, "en"), "credits")
    rows: list[tuple[str, str, Span]] = []
    kind, lines, start, at = "", 0, block.start, block.start
    for line in source.quote(block).split("\n"):
        span = Span(at + len(line) - len(line.lstrip()), at + len(line.rstrip()))
        at += len(line) + 1
        found = _LABEL.match(line.strip()) if line[:1].strip() else None
        label = labels.get(" ".join(found["label"].lower().split()), "other") if found else ""
        if found and label:
            kind, lines, start = label, 1, span.start + found.start("words")
            rows.append((kind, found["words"].strip(), Span(start, span.end)))
        elif not line.strip():
            kind = ""
        elif kind in ("title", "author", "edited", "translated") and lines < _LONGEST:
            lines += 1
            if kind == "title":
                _, text, whole = rows[-1]
                rows[-1] = (kind, f"{text}\n{line.strip()}", Span(whole.start, span.end))
            else:
                rows.append((kind, line.strip(), span))
    return rows


def without_label(text: str) -> str:
    """Return a line without the library's word before a title: "Title: ..."."""
    label = any_of(phrases(known_languages(), "credits", "title"))
    return re.sub(rf"^\s*(?:{label})\s*:\s*", "", text, flags=re.IGNORECASE)
