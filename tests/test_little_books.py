"""No fact that is given as sure is wrong: little books with the manners in which books err.

They stand in little_books*.txt: two writers under one title, kin and offices for names, parts to others, an
appendix, letters of others inside, no name at all, Old Style and postmarks, letters set in or quoted, days
above and below, damage of a scan. Persons, places and words are
invented, in manners that printed volumes have. A book begins with its language, its name, and how many facts
are given and right; each letter follows its sender, recipient, day and place, "-" where nothing tells. A
letter that is not parted from the one above it is not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from letterbook import stages
from letterbook.model import Cert, Guess, Letter, letters
from letterbook.project.letterbook_toml import Project


class Told(NamedTuple):
    """What a reader knows of a letter, and where its longest line begins."""

    facts: tuple[str, ...]
    at: int


class Book(NamedTuple):
    name: str
    right: int
    text: str
    letters: tuple[Told, ...]


def read_books() -> list[Book]:
    files = sorted(Path(__file__).parent.glob("little_books*.txt"))
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    books = []
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        said, _, body = part.partition("\n")
        _, name, right = said.split()
        front, *rows = re.split(r"^@@ ", body, flags=re.MULTILINE)
        printed, told = front.lstrip("\n"), []
        for row in rows:
            facts, _, letter = row.partition("\n")
            longest = max(letter.split("\n"), key=len)
            told.append(
                Told(
                    tuple(fact.strip() for fact in facts.split("|")),
                    len(printed) + letter.lstrip("\n").index(longest),
                )
            )
            printed += letter.lstrip("\n")
        books.append(Book(name, int(right), printed, tuple(told)))
    return books


def spans_in(node: object) -> Iterator[int]:
    if span := getattr(node, "span", None):
        yield from (span.start, span.end)
    for child in getattr(node, "children", ()):
        yield from spans_in(child)


def given(letter: Letter) -> tuple[list[Guess], ...]:
    """Return the facts that are given: who wrote, who received, the day, the place."""
    day = [guess for guess in letter.sent.dates if guess.value.when]
    place = [letter.sent.place] if letter.sent.place else []
    return list(letter.sent.persons), list(letter.received.persons), day, place


def is_right(guess: Guess, known: str) -> bool:
    """Tell whether what is given is what is known, or a part of it: "Harland", "1848"."""
    value = getattr(guess.value, "when", None) or guess.value.name
    words, meant = (set(re.findall(r"\w+", text.casefold())) for text in (value, known))
    return words <= meant or (bool(meant) and meant <= words)


@pytest.mark.parametrize("book", read_books(), ids=lambda book: book.name)
def test_nothing_sure_is_wrong(book, tmp_path):
    path = tmp_path / "book.txt"
    path.write_text(book.text, encoding="utf-8")
    edition, _ = stages.understand(Project(id="book", source=path))
    found = [(min(spans_in(one)), max(spans_in(one)), one) for one in letters(edition)]
    wrong, right, seen = [], 0, set()
    for told in book.letters:
        letter = next((one for start, end, one in found if start <= told.at < end), None)
        if letter is None or letter.key in seen:
            continue
        seen.add(letter.key)
        for known, guesses in zip(told.facts, given(letter), strict=True):
            right += bool(guesses) and all(is_right(guess, known) for guess in guesses)
            wrong += [
                (told.facts, guess.value, guess.ground)
                for guess in guesses
                if guess.cert in {None, Cert.HIGH} and not is_right(guess, known)
            ]
    assert wrong == []
    assert right >= book.right
