"""Who corresponds with whom in a whole book: what the title page says.

"Correspondence between A and B" makes a pair; an author's name over "Correspondence with B and C" a
hub, with A on one side of every letter; "Letters of A" and "Letters to A" fix one side. A book whose
title page names nobody has no frame, and its letters speak for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from letterbook.model import Evidence, Source, Span
from letterbook.values.persons import Name, fold, read_name, read_names
from letterbook.words import words

#: A title page has short blocks; a longer one is prose, and what prose says of letters is no title.
_SHORT = 300
#: So many blocks from the front are looked at: a title page, and whatever a library put before it.
_BLOCKS = 120
_GAP = 3

_STOP = re.compile(r"\s(?:\d|[–—-]\s|vol\b|band\b|tome\b)|[.:;()\[\]\d\n]|,\s*(?:\d|vol|band|tome|bd)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """The two sides of a book. `kind` is "pair", "hub", "from", "to" or "open".

    `one` is the side whose book it is (of a pair: the first named), `other` the names of the other
    side, of which a hub may have several. `viewpoint` is the person from whom "received" and "sent"
    are counted, if the book says so. `because` holds the title's words.
    """

    kind: str = "open"
    one: tuple[Name, ...] = ()
    other: tuple[Name, ...] = ()
    viewpoint: Name | None = None
    because: tuple[Evidence, ...] = ()
    seen_from: Evidence | None = None


@cache
def _phrase(languages: tuple[str, ...], key: str) -> re.Pattern[str]:
    rows = {w for language in languages for w in words(language, "title_page").get(key, ())}
    if not rows:
        return re.compile(r"(?!)")
    joined = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(rows, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)\s*" if key != "genitive" else rf"(?:{joined})", re.IGNORECASE)


@cache
def _join(languages: tuple[str, ...], key: str) -> re.Pattern[str]:
    rows = {w for language in languages for w in words(language, "person_joins").get(key, ())}
    joined = "|".join(re.escape(w) for w in sorted(rows, key=lambda w: (-len(w), w))) or "(?!)"
    return re.compile(rf"\s+(?:{joined})\s+", re.IGNORECASE)


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


def _names_at(text: str, languages: tuple[str, ...]) -> tuple[Name, ...]:
    """Read as many names as stand at the beginning of a text, the longest run that is names and nothing else."""
    text = " ".join(text.split())
    ends = [found.start() for found in _STOP.finditer(text) if not re.search(r"\b[^\W\d_]{1,2}$", text[: found.start()])]
    pieces = text[: ends[0]] if ends else text
    tokens = pieces.split(" ")
    for n in range(min(len(tokens), 16), 0, -1):
        names = read_names(" ".join(tokens[:n]), languages)
        if names and all(name.kind == "person" and not name.initials for name in names):
            return names
    return ()


def _after(text: str, languages: tuple[str, ...], key: str) -> tuple[Name, ...]:
    found = _phrase(languages, key).search(text)
    return _names_at(text[found.end() :], languages) if found else ()


def _dashed(text: str, languages: tuple[str, ...]) -> tuple[Name, ...]:
    """Read "A – B" or "A und B", a line that is two names."""
    parts = re.split(r"\s+[–—-]+\s+|\s*/\s*", " ".join(text.split()))
    if len(parts) == 2:  # noqa: PLR2004
        pair = [read_name(part, languages) for part in parts]
    else:
        pair = list(read_names(text, languages))
    names = tuple(name for name in pair if name and name.kind == "person" and not name.initials)
    return names if len(names) == len(pair) == 2 else ()  # noqa: PLR2004


def _owned(text: str, languages: tuple[str, ...]) -> tuple[tuple[Name, ...], str]:
    """Read "BEETHOVEN'S LETTERS", "Goethes Briefe an Schiller": the owner, and the text behind the word."""
    found = _phrase(languages, "after").search(text)
    before = text[: found.start()].strip() if found else ""
    if not found or not before or _phrase(languages, "editor").search(before):
        return (), ""
    for ending in sorted({w for language in languages for w in words(language, "title_page").get("genitive", ())}):
        if before.lower().endswith(ending):
            name = read_name(before[: -len(ending)], languages)
            if name and name.kind == "person":
                return (name,), text[found.end() :]
    return (), ""


def read_frame(source: Source, front: Sequence[Span], languages: Sequence[str], viewpoint: str | None = None) -> Frame:
    """Read who corresponds with whom from the front matter; `viewpoint` is the editor's word, and rules."""
    tongues = tuple(languages)
    blocks = list(_blocks(source, front))
    frame = Frame()
    author: tuple[Name, Evidence] | None = None
    bare: list[tuple[int, tuple[Name, ...], Span]] = []
    for at, span in enumerate(blocks):
        text = source.quote(span)
        if len(text) > _SHORT:
            continue
        text = re.sub(r"^\s*(?:title|titel|titre)\s*:\s*", "", text, flags=re.IGNORECASE)
        if author is None and (name := _author(text, tongues)):
            author = (name, Evidence(span, "the author named before the title"))
        if pair := _dashed(text, tongues):
            bare.append((at, pair, span))
        for found in _titles(text, span, tongues):
            frame = _better(frame, found)
        if bare and frame.kind in ("open", "from") and at - bare[-1][0] <= _GAP:
            found_after = _phrase(tongues, "after").search(text)
            if found_after:
                _, pair, where = bare[-1]
                says = "the title names the two who write to each other"
                frame = _better(frame, Frame("pair", pair[:1], pair[1:], None, (Evidence(where, says),)))
    if author and frame.kind in ("with", "to-only"):
        kind = "pair" if len(frame.other) == 1 else "hub"
        kind = kind if frame.kind == "with" else "from-to"
        frame = Frame(kind, (author[0],), frame.other, None, (author[1], *frame.because))
    elif frame.kind == "to-only":
        frame = Frame("to", frame.other, (), None, frame.because)
    elif frame.kind == "with":
        frame = Frame("open", (), (), None, frame.because)
    return _viewed(frame, source, blocks, tongues, viewpoint)


_RANK = {"open": 0, "to-only": 1, "from": 1, "with": 2, "from-to": 3, "pair": 4}


def _better(old: Frame, new: Frame) -> Frame:
    if _RANK[new.kind] > _RANK[old.kind]:
        return new
    return old


def _titles(text: str, span: Span, languages: tuple[str, ...]) -> Iterator[Frame]:
    """Yield what a block says of who corresponds with whom, each way it can be read."""
    flat = " ".join(text.split())
    because = (Evidence(span, "the title page says who corresponds with whom"),)
    names = _after(flat, languages, "between")
    if len(names) == 2:  # noqa: PLR2004
        yield Frame("pair", names[:1], names[1:], None, because)
    if names := _after(flat, languages, "with"):
        owner, _ = _owned(flat, languages)
        if owner:
            kind = "pair" if len(names) == 1 else "with"
            yield Frame(kind, owner, names, None, because)
        else:
            yield Frame("with", (), names, None, because)
    found = _phrase(languages, "correspondence").search(flat)
    if found and (names := _names_at(flat[found.end() :], languages)):
        behind = _join(languages, "to").split(flat[found.end() :], maxsplit=1)
        named = read_names(behind[0], languages) if len(behind) > 1 else ()
        others = _names_at(behind[1], languages) if len(behind) > 1 else ()
        if named and others:
            yield Frame("from-to", named, others, None, because)
        elif len(names) == 2:  # noqa: PLR2004
            yield Frame("pair", names[:1], names[1:], None, because)
        elif len(names) == 1:
            yield Frame("from", names, (), None, because)
    if names := _after(flat, languages, "to"):
        owner, _ = _owned(flat, languages)
        yield Frame("from-to", owner, names, None, because) if owner else Frame("to-only", (), names, None, because)
    owner, rest = _owned(flat, languages)
    if owner and not _join(languages, "to").match(f" {rest}"):
        yield Frame("from", owner, (), None, because)


def _author(text: str, languages: tuple[str, ...]) -> Name | None:
    """Read a block that is an author's name and nothing else: no editor's, no translator's."""
    flat = " ".join(text.split())
    if _phrase(languages, "editor").search(flat):
        return None
    flat = re.sub(rf"^{_phrase(languages, 'by').pattern}[:\s]*", "", flat, flags=re.IGNORECASE)
    name = read_name(flat, languages)
    return name if name and name.kind == "person" and name.given else None


def _viewed(
    frame: Frame, source: Source, blocks: Sequence[Span], languages: tuple[str, ...], viewpoint: str | None
) -> Frame:
    """Add from whom "received" and "sent" are counted: the editor's word, or a sentence of the book's."""
    if viewpoint is not None:
        name = read_name(viewpoint, languages) or Name(viewpoint, surname=viewpoint)
        said = Evidence(None, f"the editor names {name.text} as the person from whom letters are received and sent")
        return Frame(frame.kind, frame.one, frame.other, name, frame.because, said)
    sides = (*frame.one, *frame.other)
    heads = {role: _role(languages, role) for role in ("received", "sent")}
    for span in blocks:
        for found in re.finditer(r"[^.!?\n]*(?:\n[^\n.!?]+)*", source.quote(span)):
            text = " ".join(found[0].split())
            if not (heads["received"].search(text) and heads["sent"].search(text)):
                continue
            named = [name for name in sides if re.search(rf"\b{re.escape(name.surname)}", text, re.IGNORECASE)]
            surnames = {fold(name.surname) for name in named}
            if len(surnames) > 1:
                whole = [name for name in named if name.text.lower() in text.lower()]
                named = whole
            if len(named) == 1:
                at = Span(span.start + found.start(), span.start + found.end())
                said = Evidence(at, f"the book counts received and sent from {named[0].text}")
                return Frame(frame.kind, frame.one, frame.other, named[0], frame.because, said)
    return frame


@cache
def _role(languages: tuple[str, ...], role: str) -> re.Pattern[str]:
    rows = {w for language in languages for w in words(language, f"{role}_words").get(role, ())}
    joined = "|".join(re.escape(w) for w in sorted(rows, key=lambda w: (-len(w), w))) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
