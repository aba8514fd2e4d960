"""Names at the beginning of a text that goes on: of a title, or of a list of its people."""

from __future__ import annotations

import re
from collections.abc import Collection

from letterbook.settle.parties.title_words import of_joined, title_rows, word_between
from letterbook.values.names.forms import Name, fold, is_weak, lexicon, normal_case
from letterbook.values.names.read import read_name
from letterbook.words import languages as known_languages

_NAME_WORDS = 10
_STOP = re.compile(
    r"[\n,:;()\[\]\"“”»«]|\s[–—-]+(?=\s|$)|\d|(?<!\b[^\W\d_])(?<!\b[^\W\d_]{2})\.(?=\s|$)|!|\?"
)


def take_name(text: str, languages: tuple[str, ...], *, deep: bool = True) -> tuple[Name, str] | None:
    """Read the one name at the beginning of a text; return it and the text behind it.

    A description may stand before the name: "the Engineer, Gideon Ashe". A common noun with an article
    ("the Clearing", "her circle") is no name.
    """
    text = re.sub(r"^\s*(?:d['’](?=[^\W\d_a-z]))?", "", text)
    articles = title_rows(languages, "person_words", "article")
    named = title_rows(languages, "person_titles", "male", "female", "either", "office") | title_rows(
        languages, "person_words", "relation", "noble"
    )
    end = len(text)
    for pattern in (
        _STOP,
        word_between(languages, "and"),
        word_between(languages, "to"),
        word_between(languages, "with"),
    ):
        for found in pattern.finditer(text):
            if found.start() > 0 and not _ends_a_title(text[: found.end()], named):
                end = min(end, found.start())
                break
    tokens = text[:end].split()
    articled = bool(tokens) and fold(tokens[0]) in articles and not tokens[0].endswith(".")  # "A. W. Lang"
    titled = len(tokens) > 1 and fold(tokens[1]) in named and fold(tokens[1]) not in articles
    if not articled or titled:
        for n in range(min(len(tokens), _NAME_WORDS), 0, -1):
            name = read_name(" ".join(tokens[:n]), languages)
            if name and articled and fold(name.text) in articles:
                break  # "to his sister": what stands before a common noun is nobody's name
            if name and name.kind == "person" and not name.initials:
                spent = re.match(r"\s*" + r"\s+".join(re.escape(t) for t in tokens[:n]), text)
                return _with_land(name, text[spent.end() :] if spent else text[end:], languages)
    if articled and deep and text[end : end + 1] == ",":
        return take_name(text[end + 1 :], languages, deep=False)
    return None


def _with_land(name: Name, behind: str, languages: tuple[str, ...]) -> tuple[Name, str]:
    """Add to a given name the title that stands behind it: "James, Eighth Earl of Marne"."""
    nobles = title_rows(languages, "person_words", "noble")
    for ordinal in range(3):  # "Earl of", "Eighth Earl of", "the Eighth Earl of"
        found = re.match(rf"\s*,\s+((?:\w+\s+){{{ordinal}}})(\w+)\s+\w+\s+\w+", behind)
        if found and fold(found[2]) in nobles:
            break
    else:
        return name, behind
    land = read_name(behind[found.start(2) : found.end()], languages)
    if land is None or land.kind != "person" or not is_weak(name):
        return name, behind
    before = " ".join(found[1].split())
    before = f"{normal_case(before, languages)} " if before else ""
    text = f"{name.text}, {before}{land.text}"
    return Name(text, (name.surname,), land.surname, "person", land.female), behind[found.end() :]


def _ends_a_title(text: str, titles: Collection[str]) -> bool:
    """Tell whether a text ends with an abbreviated title: "Letters to Mrs.", "TO CAPT."."""
    words = text.rstrip(".").split()
    return text.endswith(".") and bool(words) and fold(words[-1]) in titles


def take_list(
    text: str, languages: tuple[str, ...], *, wide: bool = False
) -> tuple[tuple[Name, ...], str, tuple[tuple[Name, str], ...]]:
    """Read the names joined at the beginning of a text; empty when the list goes on with what is no name.

    With `wide`, a description may stand between a name and the join: "A, agent of the Company, and B".
    """
    names: list[Name] = []
    about: list[tuple[Name, str]] = []
    rest = text
    while taken := take_name(rest, languages):
        name, rest = taken
        names.append(name)
        both, of = word_between(languages, "and").pattern, of_joined(languages)
        join = re.compile(rf"\s*,?\s*(?:{both})\s+{of}", re.IGNORECASE)
        # "A, M.P., and B": a description in commas before the join
        aside = re.compile(rf"\s*,[^,;:]{{1,40}},\s+(?:{both})\s+{of}", re.IGNORECASE)
        found = join.match(rest)
        if not found and (found := aside.match(rest)):
            about.append((name, found[0]))
        if not found and wide and len(names) == 1:
            for later in re.finditer(rf",?\s+(?:{both})\s+", rest, re.IGNORECASE):
                following = take_name(rest[later.end() :], languages)
                if following and (following[0].given or following[0].female is not None):
                    about.append((name, rest[: later.start()]))
                    found = later
                    break
        comma = re.match(rf"\s*,\s+{of}(?=[^\W\d_a-z])", rest)
        if not found and comma and take_name(rest[comma.end() :], languages):
            following = take_name(rest[comma.end() :], languages)
            found = comma if following and following[0].given and join.match(following[1]) else None
        if not found:
            break
        rest = rest[found.end() :]
    else:
        return (), rest, ()  # a join, and no name behind it: "of A and of some others"
    if len(names) > 1:
        about.append((names[-1], rest))
    return _of_one_family(names), rest, tuple(about)


def _of_one_family(names: list[Name]) -> tuple[Name, ...]:
    """Give a given name the surname behind it: "Ignaz and Charlotte Moscheles" are two of that name."""
    last = names[-1]
    given = lexicon("given_names", ("male", "female"), known_languages())
    if len(names) != 2 or not names[0].lone or names[0].female is not None or len(last.given) != 1:  # noqa: PLR2004
        return tuple(names)
    first = names[0].surname
    if fold(first) not in given or not last.surname:
        return tuple(names)
    return (Name(f"{first} {last.surname}", (first,), last.surname), last)
