"""Titles of somebody's life that is told with letters: "The Life and Letters of A. B.", "A. B. / His Life".

Such a book is about its subject, and so are its letters; who wrote each of them its headings tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.settle.parties.taken_names import take_name
from letterbook.settle.parties.title_phrases import Title
from letterbook.settle.parties.title_words import phrase
from letterbook.values.names.forms import Name, is_whole
from letterbook.values.names.read import read_name
from letterbook.words.patterns import any_of, phrases

#: "Life, Letters and Journals of": so many words may stand between the first and "of".
_BETWEEN = r"(?:[\s,]+[^\W\d_]+\.?){0,6}?"
#: A name that stands as the title above a word for a life takes no more lines.
_LINES = 3


def read_lives(text: str, languages: tuple[str, ...]) -> Iterator[Title]:
    """Yield whose life, by whole name, a title says that the book tells."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    flat = "\n".join(lines)
    life = any_of(phrases(languages, "title_page", "life"))
    names = [*_behind(flat, life, languages), *_above(lines, life, languages)]
    for name in names:
        if is_whole(name) and not name.initials:
            yield Title("life", (name,))


def _behind(flat: str, life: str, languages: tuple[str, ...]) -> Iterator[Name]:
    """Yield the name behind "Life and Letters of"; and the one before, "A. B.'s Life"."""
    of = any_of(phrases(languages, "title_page", "life_of"))
    for found in re.finditer(
        rf"(?<!\w)(?:{life}){_BETWEEN}\s+(?:{of})(?:(?<=['’])|\s+)", flat, re.IGNORECASE
    ):
        if taken := take_name(flat[found.end() :], languages):
            yield taken[0]
    endings = any_of(phrases(languages, "title_page", "genitive"))
    whose = re.match(rf"([^\n]+?)(?:{endings})\s+(?:{life})(?!\w)", flat, re.IGNORECASE)
    if whose and (name := read_name(whose[1], languages)):
        yield name


def _above(lines: list[str], life: str, languages: tuple[str, ...]) -> Iterator[Name]:
    """Yield a name that stands above, or before a stop and, a word for a life: "A. B. / His Life"."""
    own = any_of(phrases(languages, "title_page", "own"))
    begins = re.compile(rf"(?:(?:{own})\s+)?(?:{life})(?!\w)", re.IGNORECASE)
    for at, line in enumerate(lines[: _LINES + 1]):
        if at and begins.match(line):
            name = read_name(" ".join(lines[:at]).rstrip(" .:,;"), languages)
            yield from [name] if name else []
        parts = re.split(r"\s*[:;,–—]+\s*", line, maxsplit=1)
        if len(parts) > 1 and begins.match(parts[1]) and not phrase(languages, "editor").search(parts[0]):
            name = read_name(parts[0], languages)
            yield from [name] if name else []
