"""Define the forms of a name, and the words beside names that are no part of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from letterbook.words import languages as known_languages
from letterbook.words import words

_CALL = re.compile(
    r"(?:\s*\[(?:\d+[A-Z]?|[a-z])\]|\s*\(\d+\)|\s*\*+|(?<=[^\d\s])\s+\d{1,4}[A-Z]?|[¹²³⁰-⁹]+)+\s*\.?\s*$"
)
_QUALIFIER = re.compile(r"\s*\(([^()]*[^\W\d_][^()]*)\)\s*$")
_MARK = re.compile(r"[\d*¹²³⁰-⁹]|\[[a-z]\]")  # no note is called without one
#: A name of which the edition prints the first letter alone: "R***", "R...", "B----".
_MASKED = re.compile(r"(?<![^\W\d_])([^\W\d_a-zß-öø-ÿ])(?:\*{2,}|\.{2,}|…|[-–—_]{2,}|[–—])(?=$|[\s,;:)\]])")
_LAST_PIECE = re.compile(r"(?:^|[\s.\-])([^\W\d_]+)\.$")
_SHORTEST = 2  # code points of an initial and its like: "J.", "Wm."
_BRACKETED = re.compile(r"^[\[(]\s*([^\[\]()]+?)\s*[\])]\.?$")
_CLOSING = "\"”“'’»,;:"
_NAME_WORD = re.compile(r"[^\W\d_]{2,}(?:['’]S\b)?")
_MAY_SHOUT = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2}|['’]S")  # a word in capitals has two together
_REGNAL = re.compile(r"[IVX]{2,5}")
_EDGES = ' \t\n,;:!?_*=~"„“”»«‚‘'


class Name(NamedTuple):
    """A name as read: `kind` is "person", "body" (an office, a firm) or "role" ("his sister").

    `surname` holds the particles too; it is the only word of a name of one word, which may as well
    be a given name (`lone`). A name of initials alone has neither and keeps them in `given`.
    `female` is told by a title, else None. `qualifier` is what stands in brackets behind the name;
    `suffix` tells father and son apart: "elder" or "younger".
    """

    text: str
    given: tuple[str, ...] = ()
    surname: str = ""
    kind: str = "person"
    female: bool | None = None
    qualifier: str = ""
    suffix: str = ""

    @property
    def lone(self) -> bool:
        """Tell whether this is one word, which can be a surname or a given name."""
        return self.kind == "person" and bool(self.surname) and not self.given

    @property
    def initials(self) -> bool:
        """Tell whether the name is nothing but initials."""
        return self.kind == "person" and not self.surname


@lru_cache(maxsize=1 << 16)
def is_woman(name: Name) -> bool | None:
    """Tell whether a name is a woman's, by its title or its first given name; None where nothing tells."""
    if name.female is not None or name.kind != "person" or not name.given:
        return name.female
    first = fold(name.given[0])
    if first in lexicon("given_names", ("female",), known_languages()):
        return True
    return False if first in lexicon("given_names", ("male",), known_languages()) else None


def is_whole(name: Name) -> bool:
    """Tell whether a person is named as headings do: with given names, initials, or a title."""
    return name.kind == "person" and (bool(name.given) or name.female is not None)


def last_of(name: Name) -> str:
    """Return the last word of a surname, folded: "holt" of "van der Holt"; "" where there is none."""
    return fold(name.surname.split()[-1]) if name.surname else ""


def is_one_married(a: Name, b: Name) -> bool:
    """Tell whether one name is a wife's and one a girl's, by their titles: "Mrs. Brand", "Miss Brand"."""
    tongues = known_languages()
    wife, girl = (lexicon("person_titles", (row,), tongues) for row in ("married", "unmarried"))
    one, other = ({fold(word) for word in name.text.split()[:-1]} for name in (a, b))
    return bool((one & wife and other & girl) or (one & girl and other & wife))


def is_weak(name: Name) -> bool:
    """Tell whether a name may as well be any word with a capital: one word without a title."""
    return name.lone and name.female is None and " " not in name.text


def is_given(word: str) -> bool:
    """Tell whether a word is a given name in any language."""
    return fold(word) in lexicon("given_names", ("male", "female"), known_languages())


def is_masked(name: Name) -> bool:
    """Tell whether of a surname the first letter alone is printed: "Mrs. B.", "Baronne de R."."""
    return name.kind == "person" and name.surname.endswith(".") and len(name.surname.split()[-1]) == 2  # noqa: PLR2004


def without_particle(name: Name, particles: Collection[str]) -> Name:
    """Return a name without the initial that stands for a particle: "L. V. Brand" for "Ludwig van Brand"."""
    if len(name.given) > 1 and len(last := fold(name.given[-1])) == 1 and last in particles:
        return name._replace(given=name.given[:-1])
    return name


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Reduce a word to the letters by which names are compared: no case, accent, stop or apostrophe."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ß", "ss"))
    return "".join(c for c in plain if c.isalnum())


@cache
def lexicon(table: str, keys: tuple[str, ...], languages: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a table's rows (all rows when no keys are named), folded."""
    rows = (words(language, table) for language in languages)
    return frozenset(fold(w) for row in rows for key in keys or tuple(row) for w in row.get(key, ()))


@cache
def phrases(table: str, key: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the phrases of a row as they stand, the longest first."""
    found = {w for language in languages for w in words(language, table).get(key, ())}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


@cache
def office(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of offices that stand before a name: "Prime Minister"."""
    rows = "|".join(
        re.escape(w).replace(r"\ ", r"\s+") for w in phrases("person_titles", "office", languages)
    )
    return re.compile(rf"(?:(?:{rows})\b\.?\s*)+", re.IGNORECASE)


def normal_case(text: str, languages: Sequence[str] = ()) -> str:
    """Write a name printed in capitals as names are written: `JOHN MCLEOD VAN DYK` -> `John McLeod van Dyk`.

    A name with any small letter is left as it stands, apart from words wholly in capitals beside it.
    """
    tongues = tuple(languages) or known_languages()

    def write(found: re.Match[str]) -> str:
        word = found[0]
        if len(word) < 2 or not word.isupper():  # noqa: PLR2004
            return word
        if found.start() and fold(word) in lexicon("person_words", ("particle", "small"), tongues):
            return word.lower()
        if found.start() and _REGNAL.fullmatch(word):
            return word
        if len(word) > 4 and word.startswith("MC"):  # noqa: PLR2004
            return "Mc" + word[2:].capitalize()
        return word.capitalize()

    if not _MAY_SHOUT.search(text):
        return text
    return _NAME_WORD.sub(lambda m: write(m).replace("'S", "'s").replace("’S", "’s"), text)


def _is_shortened(last: re.Match[str] | None) -> bool:
    """Tell whether the stop at the end of a name is that of a shortened word: "J.", "Wm.", "Esq."."""
    titles = lexicon("person_titles", ("shortened",), known_languages())
    return last is not None and (
        len(last[1]) <= _SHORTEST or (last[1][:1].isupper() and fold(last[1]) in titles)
    )


def clean(text: str) -> tuple[str, str]:
    """Strip quotation marks, brackets, note calls and stops from a name; return it and its qualifier."""
    text = _MASKED.sub(r"\1.", " ".join(text.split()))
    qualifier = ""
    while True:
        before = text
        if _MARK.search(text):
            text = _CALL.sub("", text)
        text = text.strip(_EDGES)
        if text[:1] in "[(":
            text = _BRACKETED.sub(r"\1", text)
        text = text.rstrip(_CLOSING)
        if text.endswith(".") and not _is_shortened(_LAST_PIECE.search(text)):
            text = text[:-1]
        if ")" in text and (found := _QUALIFIER.search(text)) and text[: found.start()].strip():
            qualifier, text = found[1], text[: found.start()]
        if text == before:
            return text, qualifier


def praises(text: str, tongues: tuple[str, ...]) -> bool:
    """Tell whether words praise somebody and do not say who it is: "the Venerable Religious"."""
    words = {fold(word) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)}
    known = lexicon("person_words", ("relation", "noble"), tongues)
    return bool(words & lexicon("person_words", ("praise",), tongues)) and not words & known


_LONG_WORD = re.compile(r"[^\W\d_]{3}")
#: Two letters or more, each with its stop, "K.C.B."; with spaces only a degree, "LL. D.", not initials.
_HONOUR = re.compile(
    r"(?:[^\W\d_a-z]{1,2}[a-z]{0,3}\.){1,5}[^\W\d_a-z]{1,2}\.?|(?:Ph|Litt|[BDLM]{1,2})\. [ABD]\.?"
)


def without_rank(text: str, ranks: frozenset[str]) -> str:
    """Take ranks, honours and a maiden name off the end: "M. Crane, Lieut.", "Ann Hale, M.A., F.R.S."."""
    if not _born_words().isdisjoint(text.lower().replace(".", " ").split()):
        text = _born().sub("", text)
    while True:
        head, comma, tail = text.rpartition(",")
        ranked = all(fold(word) in ranks for word in tail.split())
        if not comma or not (ranked or is_honour(tail, beside=head)):
            return text
        text = head


def is_honour(text: str, *, beside: str) -> bool:
    """Tell whether letters are an honour of who is named `beside` them by two words: "Ann Hale, M.A."."""
    named = len(beside.split()) > 1 and _LONG_WORD.search(beside) is not None
    return named and _HONOUR.fullmatch(text.strip()) is not None


@cache
def _born_words() -> frozenset[str]:
    return frozenset(phrases("person_words", "born", known_languages()))  # with their accents


@cache
def _born() -> re.Pattern[str]:
    # a single letter is printed small ("f. Holm"): a capital is an initial
    forms = "|".join(f"(?-i:{word})" if len(word) == 1 else word for word in sorted(_born_words()))
    return re.compile(rf",?\s+(?:{forms})\b\.?\s.*$", re.IGNORECASE)


def generation(text: str) -> tuple[str, str]:
    """Return what tells a father from his son, "elder" or "younger", and the word as it is written."""
    last = text.rsplit(maxsplit=1)[-1] if " " in text.strip() else ""
    for key in ("elder", "younger"):
        if last and fold(last) in lexicon("person_titles", (key,), known_languages()):
            return key, normal_case(last)
    return "", ""


def is_of_two_parts(text: str, whole: Name, names: Sequence[Name], tongues: tuple[str, ...]) -> bool:
    """Tell whether a word for "and" joins the two surnames of one person: "Juan de Arriaga y Soto"."""
    if len(names) != 2 or not names[0].given or not names[1].lone or whole.kind != "person":  # noqa: PLR2004
        return False
    joined = lexicon("person_words", ("particle",), tongues) & lexicon("person_joins", ("and",), tongues)
    given = lexicon("given_names", ("male", "female"), known_languages())
    said = [fold(word) for word in text.split()]
    return len(said) > 2 and said[-2] in joined and said[-1].strip(".,") not in given  # noqa: PLR2004


def is_title_letter(title: str, name: str, tongues: tuple[str, ...]) -> bool:
    """Tell whether one letter is a title: "D. Pedro" in Spanish, "M. de Valcourt" in whatever language."""
    return title in lexicon("person_titles", ("one_letter",), tongues) or any(
        title in lexicon("person_titles", ("one_letter",), (language,)) and led_by(language).match(name)
        for language in known_languages()
    )


@cache
def led_by(language: str) -> re.Pattern[str]:
    """Return what a name begins with behind a title of one letter: "de Valcourt", "D'ORMEL"."""
    rows = words(language, "title_particles").get("one_letter", ())
    led = (re.escape(row[:-1]) + "['’]" if row.endswith("'") else re.escape(row) + r"\s" for row in rows)
    return re.compile("|".join(led) or "(?!)", re.IGNORECASE)
