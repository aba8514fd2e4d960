"""Who corresponds with whom in a whole book, as the title page says it and the letters bear it out.

"Correspondence between A and B" makes a pair; an author's name over "Correspondence with B and C" a
hub, with A on one side of every letter; "Letters of A" and "Letters to A" fix one side, "Correspondence
of A" says that A is one of the two. A book whose
title page names nobody has no frame, and its letters speak for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from letterbook.model import Evidence, Source, Span
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.title_phrases import Title, phrase, read_pair, read_titles
from letterbook.values.names.forms import Name, fold
from letterbook.values.names.read import read_name
from letterbook.words import words

#: A title page has short blocks; a longer one is prose, and what prose says of letters is no title.
_SHORT = 300
_LINE = 80
#: So many blocks from the front are looked at: a title page, and whatever a library put before it.
_BLOCKS = 120
#: A title may be printed as so many blocks one below the other.
_WINDOW = 6
_GAP = 3
#: A line below a letter that may be a signature is no longer than this.
_SIGNED = 60
#: A name that the preface uses so often is a person's of whom the book treats.
_OFTEN = 2

_RANK = {"open": 0, "to": 1, "group": 2, "of": 2, "from": 2, "with": 3, "from-to": 4, "hub": 5, "pair": 5}


class Frame(NamedTuple):
    """The two sides of a book.

    `kind` is "pair", "hub", "from-to", "of", "from", "to", "group" or "open".

    `one` is the side whose book it is (of a pair: the first named), `other` the names of the other
    side, of which a hub may have several. `viewpoint` is the person from whom "received" and "sent"
    are counted, if the book or the editor says so. `because` holds the title's words. `owned` tells
    that the book is the correspondence of side one, which an author's line stands for; `about` what the
    title says of a name ("agent of the Company").
    """

    kind: str = "open"
    one: tuple[Name, ...] = ()
    other: tuple[Name, ...] = ()
    viewpoint: Name | None = None
    because: tuple[Evidence, ...] = ()
    seen_from: Evidence | None = None
    owned: bool = False
    about: tuple[tuple[Name, str], ...] = ()


def _blocks(source: Source, front: Sequence[Span]) -> Iterator[Span]:
    """Yield the blocks of the front matter: lines that stand together, without the space around them."""
    n = 0
    for part in front:
        for found in re.finditer(r"\S(?:[^\n]|\n(?![ \t]*\n))*", source.quote(part)):
            end = len(found[0].rstrip())
            yield Span(part.start + found.start(), part.start + found.start() + end)
            n += 1
            if n >= _BLOCKS:
                return


def read_frame(
    source: Source,
    front: Sequence[Span],
    languages: Sequence[str],
    viewpoint: str | None = None,
    letters: Sequence[Signs] = (),
) -> Frame:
    """Read who corresponds with whom from the front matter; `viewpoint` is the editor's word, and rules.

    A title that can be read otherwise ("Letters from the Clearing") counts only if the letters' own
    lines, or the preface more than once, name the person.
    """
    tongues = tuple(languages)
    blocks = list(_blocks(source, front))
    bearing = _Bearing(source, blocks, letters)
    found: list[tuple[int, int, Title, Span]] = []
    author: _Author | None = None
    titled: Span | None = None
    titled_at = len(blocks)
    pairs: list[tuple[int, tuple[Name, ...], Span]] = []
    for at, span in enumerate(blocks):
        text = _untitled(source.quote(span))
        if len(text) > _SHORT:
            continue
        for width in range(1, _WINDOW + 1):
            window = blocks[at : at + width]
            if len(window) < width or (width > 1 and any(b.end - b.start > _LINE for b in window)):
                break
            joined = Span(span.start, window[-1].end)
            text = _untitled(source.quote(joined))
            found += [(-_RANK[title.kind], at + width, title, joined) for title in read_titles(text, tongues)]
        text = _untitled(source.quote(span))
        name, outright = _author(text, tongues)
        above = source.quote(blocks[at - 1]) if at else ""  # "EDITED" / "BY A. WARD"
        outright = outright and at - titled_at <= _GAP and not phrase(tongues, "editor").search(above)
        if name and (author is None or (outright and not author.outright)):
            author = _Author(name, span, outright=outright)
        if pair := read_pair(text, tongues):
            pairs.append((at, pair, span))
        if phrase(tongues, "letters").search(text):
            titled, titled_at = (titled, titled_at) if titled else (span, at)
            near = [row for row in pairs if 0 <= at - row[0] <= _GAP]
            for _, pair, where in near:
                whole = all(name.given for name in pair)
                found.append((-_RANK["pair"], at, Title("pair", pair[:1], pair[1:], sure=whole), where))
    frame = _chosen(found, author, titled, bearing)
    return _viewed(frame, source, blocks, tongues, viewpoint)


def _untitled(text: str) -> str:
    return re.sub(r"^\s*(?:title|titel|titre)\s*:\s*", "", text, flags=re.IGNORECASE)


class _Bearing:
    """Whether anything but the title bears out that a name is a person's who writes or receives."""

    def __init__(self, source: Source, blocks: Sequence[Span], letters: Sequence[Signs]) -> None:
        spans = [s for x in letters for s in (*x.heads, *x.salutes, *x.signatures, *x.valedictions)]
        spans += [Span(max(b.start, b.end - 60), b.end) for x in letters for b in x.body[-1:]]
        spans += [Span(b.start, min(b.end, b.start + 60)) for x in letters for b in x.body[:1]]
        spans += [b for x in letters for b in x.body[-3:] if b.end - b.start <= _SIGNED]
        self._lines = {fold(w) for span in spans for w in re.findall(r"[^\W\d_]{2,}", source.quote(span))}
        prose = [source.quote(b) for b in blocks if b.end - b.start > _SHORT]
        self._prose: dict[str, int] = {}
        for text in prose:
            for word in re.findall(r"[^\W\d_]{2,}", text):
                if word[:1].isupper():
                    self._prose[fold(word)] = self._prose.get(fold(word), 0) + 1

    def out(self, name: Name) -> bool:
        """Tell whether a letter's own line has a word of the name, or the preface has its surname often."""
        parts = [fold(w) for w in (*name.given, *name.surname.split()) if len(fold(w)) > 2]  # noqa: PLR2004
        return (
            any(part in self._lines for part in parts)
            or self._prose.get(parts[-1] if parts else "", 0) >= _OFTEN
        )


def _chosen(
    found: list[tuple[int, int, Title, Span]],
    author: _Author | None,
    titled: Span | None,
    bearing: _Bearing,
) -> Frame:
    """Take the title that says most, of those that are sure or borne out; an author's line completes it."""
    says = "the title page says who corresponds with whom"
    for _, _, title, span in sorted(found, key=lambda row: (row[0], row[1])):
        names = (*title.one, *title.other)
        borne = [bearing.out(name) for name in names]
        if not title.sure and not (all(borne) if len(names) == 1 else any(borne)):
            continue
        because = (Evidence(span, says),)
        if title.kind == "with":
            if author is None:
                continue
            kind = "pair" if len(title.other) == 1 else "hub"
            named = author.beside(span)
            return Frame(kind, (author.name,), title.other, None, (named, *because), owned=True)
        if title.kind == "to" and author is not None and (author.outright or bearing.out(author.name)):
            named = author.beside(span)
            return Frame("from-to", (author.name,), title.one, None, (named, *because), owned=True)
        owned = title.kind == "hub"
        return Frame(title.kind, title.one, title.other, None, because, owned=owned, about=title.about)
    if author is not None and titled is not None and (author.outright or bearing.out(author.name)):
        because = (Evidence(author.span, "the author of the letters, as the title page names them"),)
        return Frame("from", (author.name,), (), None, because)
    return Frame()


class _Author(NamedTuple):
    """An author's name, its block, and whether the title page says outright that they wrote the letters."""

    name: Name
    span: Span
    outright: bool

    def beside(self, title: Span) -> Evidence:
        """Say where the name stands."""
        where = "before" if self.span.start < title.start else "below"
        return Evidence(self.span, f"the author named {where} the title")


def _author(text: str, languages: tuple[str, ...]) -> tuple[Name | None, bool]:
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
    return name, said is not None


def _viewed(
    frame: Frame, source: Source, blocks: Sequence[Span], languages: tuple[str, ...], viewpoint: str | None
) -> Frame:
    """Add from whom "received" and "sent" are counted: the editor's word, or a sentence of the book's."""
    if viewpoint is not None:
        name = read_name(viewpoint, languages) or Name(viewpoint, surname=viewpoint)
        says = f"the editor names {name.text} as the person from whom letters are received and sent"
        return frame._replace(viewpoint=name, seen_from=Evidence(None, says))
    for span in blocks:
        quoted = source.quote(span)
        if not (_role(languages, "received").search(quoted) and _role(languages, "sent").search(quoted)):
            continue
        for found in re.finditer(r"\S(?:[^.!?]|[.](?!\s))*", quoted):
            text = " ".join(found[0].split())
            if not (_role(languages, "received").search(text) and _role(languages, "sent").search(text)):
                continue
            named = _meant(frame, text, languages)
            if named is not None:
                at = Span(span.start + found.start(), span.start + found.end())
                says = f"the book counts received and sent from {named.text}"
                return frame._replace(viewpoint=named, seen_from=Evidence(at, says))
    return frame


def _meant(frame: Frame, text: str, languages: tuple[str, ...]) -> Name | None:
    """Find the one person of the frame whom a sentence means: by name, or by what the title says of them."""
    sides = (*frame.one, *frame.other)
    said = {fold(w) for w in re.findall(r"[^\W\d_]+", re.sub(r"['’]s\b", "", text))}
    said |= {word.removesuffix("s") for word in said}
    surnames = [name for name in sides if fold(name.surname.split()[-1]) in said]
    if len(surnames) > 1:
        surnames = [name for name in surnames if any(fold(g) in said for g in name.given)]
    if surnames:
        return surnames[0] if len(surnames) == 1 else None
    function = {fold(w) for lang in languages for row in words(lang, "function").values() for w in row}
    described = [
        name
        for name, about in frame.about
        if any(fold(w) in said - function and len(w) > 3 for w in re.findall(r"[^\W\d_]+", about))  # noqa: PLR2004
    ]
    return described[0] if len(described) == 1 else None


@cache
def _role(languages: tuple[str, ...], role: str) -> re.Pattern[str]:
    rows = {w for language in languages for w in words(language, f"{role}_words").get(role, ())}
    joined = "|".join(re.escape(w) for w in sorted(rows, key=lambda w: (-len(w), w))) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
