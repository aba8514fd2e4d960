"""The titles before a name: which they are, what they tell of the person, and what is left without them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from letterbook.values.names.forms import (
    Name,
    fold,
    is_title_letter,
    is_woman,
    lexicon,
    normal_case,
    office,
    phrases,
)
from letterbook.words import languages as known_languages


def without_titles(text: str, tongues: tuple[str, ...]) -> tuple[str, tuple[str, ...], bool | None]:
    """Take the titles off a name: what is left, the titles to keep with it, and the sex they tell."""
    everywhere = known_languages()
    titles = lexicon("person_titles", ("male", "female", "either"), everywhere)
    women = lexicon("person_titles", ("female",), everywhere)
    men = lexicon("person_titles", ("male",), everywhere)
    plain = lexicon("person_titles", ("plain",), everywhere)
    relations = lexicon("person_words", ("relation",), tongues)
    whose = lexicon("title_reader", ("whose",), tongues)
    praise = lexicon("person_words", ("praise",), tongues)
    female: bool | None = None
    held: list[str] = []
    mine = False
    while text:
        if found := office(everywhere).match(text):
            text = text[found.end() :]
            continue
        head, _, tail = text.partition(" ")
        if tail and fold(head.rstrip(",")) in praise and tail.split(maxsplit=1)[0][:1].isupper():
            text = tail  # "High-Born Herr Haslinger"
            continue
        if tail and fold(head) in relations and (mine or fold(head) not in titles):
            text = tail  # "my brother Carl", "seine Frau Marie"; "Frau Brandt" is a lady
            continue
        if tail and fold(head) in whose and fold(tail.split()[0]) in relations:
            text, mine = tail, True
            continue
        if not tail or not _is_title(head, titles):
            break
        if re.fullmatch(r"[^\W\d_]\.", head) and not is_title_letter(fold(head), tail, tongues):
            break  # an initial
        if fold(head) in women | men:
            female = fold(head) in women
        if fold(head) not in plain:
            held.append(normal_case(head, tongues))
        text = tail
    return text, tuple(held), female


def _is_title(word: str, titles: Collection[str]) -> bool:
    """Tell whether a word is a title, or is made of titles: "Major-General", "Lieut.-Colonel"."""
    parts = re.split(r"[-‐]", word)
    return fold(word) in titles or (len(parts) > 1 and all(fold(part) in titles for part in parts))


def holds_office(text: str, rest: str, particles: Collection[str]) -> bool:
    """Tell whether an office and what it is held of were read as a name: "le ministre de la guerre"."""
    if rest == text:
        return False
    lead, tokens = text.removesuffix(rest).split(), rest.split()
    if tokens[:1] and tokens[0] in particles and office(known_languages()).match(text):
        return True
    behind = rest.lower() if rest.isupper() else rest
    of_the = any(
        re.match(rf"{re.escape(word)}(?:(?<=['’])|\s)", behind)
        for word in phrases("person_words", "office_of", known_languages())
    )
    return of_the and any(office(known_languages()).fullmatch(" ".join(lead[at:])) for at in range(len(lead)))


def title_before(text: str, rest: str) -> str:
    """Return the title that stands right before the rest of a name, as it is written."""
    before = text[: -len(rest)].split() if rest and text.endswith(rest) else []
    titles = lexicon("person_titles", ("male", "female", "either"), known_languages())
    return normal_case(before[-1]) if before and fold(before[-1]) in titles else ""


def titled_letter(
    title: str,
    tokens: Sequence[str],
    female: bool | None,  # noqa: FBT001 (told by the title, or unknown)
    qualifier: str,
) -> Name | None:
    """Read a title with one letter for the surname: "Mrs. B.", "Frau von B."."""
    letter = tokens[-1].rstrip(".")
    particles = lexicon("person_words", ("particle",), known_languages())
    if len(letter) != 1 or not letter.isupper() or any(fold(t) not in particles for t in tokens[:-1]):
        return None
    surname = " ".join([*(t.lower() for t in tokens[:-1]), f"{letter}."])
    return Name(f"{title[:1].upper()}{title[1:]} {surname}", (), surname, "person", female, qualifier)


def with_ladys_title(name: Name, held: Sequence[str], everywhere: tuple[str, ...]) -> Name:
    """Keep a lady's title where the given name is no woman's: "Mrs. James Marsh", "Mrs. E. Marsh"."""
    if not name.female or is_woman(name._replace(female=None)):
        return name
    women = lexicon("person_titles", ("female",), everywhere)
    title = next((t for t in held if fold(t) in women), "")
    return name._replace(text=f"{title} {name.text}") if title else name
