"""Find from whose side a book counts letters as received and sent: by the editor's word or a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from letterbook.model import Evidence, Source, Span
from letterbook.values.names.forms import Name, fold
from letterbook.values.names.read import read_name
from letterbook.words import words
from letterbook.words.patterns import phrases

About = Sequence[tuple[Name, str]]


def find_viewpoint(
    sides: Sequence[Name],
    about: About,
    source: Source,
    blocks: Sequence[Span],
    languages: tuple[str, ...],
    viewpoint: str | None,
) -> tuple[Name, Evidence] | None:
    """Return from whom "received" and "sent" are counted, and who says so.

    `sides` are the correspondents, `about` what the title says of them; `viewpoint` is the editor's word.
    """
    if viewpoint is not None:
        name = read_name(viewpoint, languages) or Name(viewpoint, surname=viewpoint)
        says = f"the editor names {name.text} as the person from whom letters are received and sent"
        return name, Evidence(None, says)
    for span in blocks:
        quoted = source.quote(span)
        if not (_role(languages, "received").search(quoted) and _role(languages, "sent").search(quoted)):
            continue
        for found in re.finditer(r"\S(?:[^.!?]|[.](?!\s))*", quoted):
            text = " ".join(found[0].split())
            if not (_role(languages, "received").search(text) and _role(languages, "sent").search(text)):
                continue
            named = _meant(sides, about, text, languages)
            if named is not None:
                at = Span(span.start + found.start(), span.start + found.end())
                says = f"the book counts received and sent from {named.text}"
                return named, Evidence(at, says)
    return None


def _meant(sides: Sequence[Name], about: About, text: str, languages: tuple[str, ...]) -> Name | None:
    """Find which correspondent a sentence means: by name, or by what the title says of them."""
    said = {fold(w) for w in re.findall(r"[^\W\d_]+", re.sub(r"['’]s\b", "", text))}
    said |= {word.removesuffix("s") for word in said}
    surnames = [name for name in sides if name.surname.strip() and fold(name.surname.split()[-1]) in said]
    if len(surnames) > 1:
        surnames = [name for name in surnames if any(fold(g) in said for g in name.given)]
    if surnames:
        return surnames[0] if len(surnames) == 1 else None
    function = {fold(w) for lang in languages for row in words(lang, "function").values() for w in row}
    described = [
        name
        for name, text_ in about
        if any(fold(w) in said - function and len(w) > 3 for w in re.findall(r"[^\W\d_]+", text_))  # noqa: PLR2004
    ]
    return described[0] if len(described) == 1 else None


@cache
def _role(languages: tuple[str, ...], role: str) -> re.Pattern[str]:
    rows = phrases(languages, f"{role}_words", role)
    joined = "|".join(re.escape(w) for w in sorted(rows, key=lambda w: (-len(w), w))) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
