"""Find the words of a line that name a place: what is left without streets, hours, persons and remarks.

The letters of a name do not show that it is a place's. But some words are certainly none: a number, a street,
a title, a word in small letters that no name has, a day of the week. docs/dates.md lists them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from letterbook.model import Span
from letterbook.words import COMPOUNDS, has_habit, words
from letterbook.words import languages as all_languages

_PIECE = re.compile(r"[^,;:—–()\[\]\n|]+")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.(?=\s+[^\W\d_])|\.?--+|(?<=[^\W\d_])\.\s*[—–]")
_WORD = re.compile(
    r"(?:(?<!\w)['’‘][^\W\d_A-ZÀ-Þ][\s-](?=[^\W\d_a-zß-ÿ]))?[^\W\d_]+(?:['’‘.-][^\W\d_]+)*\.?(?:\*{2,}[^\W\d_]*)?|\*+|\d+\w*|&"
)
_LONGEST = 60  # code points of a place
_FEWEST = 2  # letters of a place
_WORDS = 8  # words of one
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s*)+[^\W\d_]{2,}")
_ROMAN = re.compile(r"[IVXLC]{2,}\.?")
_LETTERS = re.compile(r"(?:[^\W\d_]\.\s*){2,}[^\W\d_]?")
_COMPASS = frozenset("NSEW")
_MISSPELT = 6  # letters of a day of the week that is told though it is misspelt: fewer may be a name
_SHORT = 3  # letters of a word that may be shortened inside a place: "St. Ives", "a. M."


class _Words(NamedTuple):
    street: frozenset[str]
    street_ends: tuple[str, ...]
    street_last: frozenset[str]
    person: frozenset[str]
    small: frozenset[str]
    at: frozenset[str]
    behind: frozenset[str]
    articles: frozenset[str]
    never: frozenset[str]
    nowhere: frozenset[str]
    ships: frozenset[str]
    parks: frozenset[str]
    dwellings: frozenset[str]
    houses: frozenset[str]
    led: frozenset[str]


@cache
def _known(languages: tuple[str, ...]) -> _Words:
    def row(table: str, *keys: str) -> frozenset[str]:
        found = set()
        for language in languages:
            rows = words(language, table)
            for key in keys or rows:
                found |= {word.lower().rstrip(".") for word in rows.get(key, ())}
        return frozenset(found)

    at = row("person_joins", "place", "from") | row("date_words", "in", "the", "from")
    at |= row("date_places", "quarters")  # "Hd. Qrs. Elvas", "On Board H.M.S. Marsh"
    at |= {"a"} & {_plain(word) for word in at}  # capitals have no accent: "A Paris"
    houses = row("date_places", "house")
    never = (
        row("date_places", "never", "document", "document_mark")
        | houses
        | row("date_roles")
        | row("markings")
        | row("date_hours")
        | row("head_prefixes")
        | row("matter")
        | row(
            "date_words",
            "undated",
            "no_year",
            "same",
            "circa",
            "before",
            "after",
            "label",
            "year",
            "old_style",
            "new_style",
        )
        | row("postscripts")
        | row("salute_starts")
        | row("valediction_starts")
        | row("months")
        | row("weekdays")
        | row("date_seasons")
        | row("date_feasts")
        | row("to_words")
        | _days_of_the_week()
    )
    person = frozenset(w for w in row("person_titles", "address", "male", "female", "either") if len(w) > 1)
    join = row("date_places", "join")
    street = row("date_places", "street")
    return _Words(
        street,
        tuple(sorted(word for word in street if len(word) > _SHORT))
        if has_habit(languages, COMPOUNDS)
        else (),
        row("date_places", "street_last"),
        person - join - at - row("date_words", "of", "and", "to"),
        join | row("name_particles") | row("date_words", "in", "the", "of", "and", "to", "from"),
        at,
        at | row("date_words", "and"),
        row("head_articles"),
        never - at - join,
        row("date_places", "nowhere"),
        row("date_places", "ship"),
        row("date_places", "park"),
        row("date_places", "dwelling"),
        houses,
        _of_all("person_joins", "place"),
    )


@cache
def _days_of_the_week() -> frozenset[str]:
    """Return the days of the week of all languages, whole: a letter in English may be of "Mardi"."""
    names = {
        word for language in all_languages() for row in words(language, "weekdays").values() for word in row
    }
    return frozenset(word for word in names if len(word) > _SHORT + 1)


@lru_cache(maxsize=4096)
def _is_weekday(word: str) -> bool:
    """Tell whether a word is a day of the week, or one with a letter wrong: "Teusday"."""
    if word in _days_of_the_week():
        return True
    return len(word) > _MISSPELT and any(_is_misspelt(word, day) for day in _days_of_the_week())


def _is_misspelt(word: str, meant: str) -> bool:
    """Tell whether a word is another with a letter more, less or wrong, or two changed about.

    The first letter is right in misprints.
    """
    if word[0] != meant[0] or abs(len(word) - len(meant)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), len(word))
    one, other = word[same:], meant[same:]
    swapped = one[:2] == other[1::-1][:2] and one[2:] == other[2:] and len(one) > 1
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]


@cache
def _of_all(table: str, key: str) -> frozenset[str]:
    """Return a row of words of all languages: a letter in English may be from an "Ambassade ... à Moscou"."""
    return frozenset(word.lower() for la in all_languages() for word in words(la, table).get(key, ()))


def find_place(text: str, languages: tuple[str, ...], *, last: bool = False) -> Span | None:
    """Return the name of a place in words that stand beside a date; None where they name none.

    Pieces between stops and commas are looked at one by one; those that follow each other are one place
    ("Bowhurst, Kendal"). With `last` only the words behind the last full stop count: in a heading those
    before it are names.
    """
    known = _known(languages)
    text = _other_name(languages).sub(lambda other: " " * len(other[0]), text)
    runs: list[list[Span]] = [[]]
    streets: list[int] = []  # where streets and houses begin that are no place
    for span, stopped in _pieces(text, known):
        name = _name(text, span, known)
        bare = [_bare(word) for word in _WORD.findall(text[span.start : span.end]) if not word[0].isdigit()]
        if name is None and bare and (_is_street(bare, known) or set(bare) & known.houses):
            streets.append(span.start)
        elif streets and bare and bare[-1] in known.parks:
            name = None  # "1, Devonshire Terrace, Regent's Park": of the same town
        if stopped and last:
            runs = [[]]
        if name is None:
            runs.append([])
        else:
            between = text[runs[-1][-1].end : name.start] if runs[-1] else ""
            if runs[-1] and (
                stopped or set(between) & set("()[]") or name.end - runs[-1][0].start > _LONGEST
            ):
                runs.append([])
            runs[-1].append(name)
    full = [_without_spot(text, _without_hosts(text, run), known) for run in runs if run]
    if not full:
        return None
    best = full[-1] if last else full[0]
    if (
        not last
        and len(full) > 1
        and _is_dwelling(text, best, known)
        and any(best[-1].end <= street < full[1][0].start for street in streets)
    ):
        best = full[1]  # "Keats Corner, Well Road, Hampstead", "The Blue Bird, Marsh Aerodrome, Weybridge"
    return Span(best[0].start, best[-1].end)


def _is_dwelling(text: str, run: Sequence[Span], known: _Words) -> bool:
    """Tell whether a name of one piece is as those of houses are: "Norton Lodge", "The Elms"."""
    said = [_bare(word) for word in text[run[0].start : run[0].end].split()]
    return len(run) == 1 and (said[-1] in known.dwellings or (len(said) > 1 and said[0] in known.articles))


@cache
def _other_name(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for another name in brackets within a name: "ST. JAMES (SANTIAGO) OF COMPOSTELLA"."""
    of = "|".join(re.escape(word) for la in languages for word in words(la, "date_words").get("of", ()))
    return re.compile(rf"\s*\([^\W\d_]{{3,20}}\)(?=\s(?i:{of or '(?!)'})\s[^\W\d_a-zß-ÿ])")


def holds_house(name: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a word of a name is one for houses: "Norton Lodge", "Palazzo Brandi"."""
    known = _known(languages)
    return any(_bare(word) in known.dwellings | known.houses for word in _WORD.findall(name))


def is_led_by_at(before: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a small word for a place stands right before one, behind others: "Embassy, at Moscow"."""
    said = re.search(r"\w[,;\s]\s*([^\W\d_]+)\s\Z", before)
    return said is not None and said[1].islower() and said[1] in _known(languages).led


def is_of_person(line: str, languages: tuple[str, ...]) -> bool:
    """Tell whether a line begins or ends with a person's title: "Miss Holt, York", "Edwin Marsh, Esq."."""
    known = _known(languages)
    found = [word.group() for word in _WORD.finditer(line)]
    if len(found) < 2:  # noqa: PLR2004 (a title and a name)
        return False
    shortened = found[-1].endswith(".") and len(found[-1]) <= _SHORT + 1
    return _bare(found[0]) in known.person or (shortened and _bare(found[-1]) in known.person)


def _without_hosts(text: str, run: list[Span]) -> list[Span]:
    """Leave out at whose house a letter was written, where a place follows: "Mr. Brown's, Bedford"."""
    while len(run) > 1 and text[run[0].start : run[0].end].lower().endswith(("'s", "’s")):
        run = run[1:]
    return run


def _without_spot(text: str, run: list[Span], known: _Words) -> list[Span]:
    """Leave out a spot that is told by what it is near, where a place follows: "Near the Mill, Lyme"."""
    first = [word.lower() for word in _WORD.findall(text[run[0].start : run[0].end])[:2]]
    near = len(first) > 1 and first[0] in known.small and first[1] in known.articles
    return run[1:] if near and len(run) > 1 and first[0] not in known.articles | known.at else run


def _pieces(text: str, known: _Words) -> Iterator[tuple[Span, bool]]:
    """Yield the pieces of a text between its stops and commas, and whether a full stop stands before each."""
    for piece in _PIECE.finditer(text):
        start = piece.start()
        stopped = text[:start].rstrip()[-1:] in {"—", "–", "]"}
        stops = [
            stop
            for stop in _STOP.finditer(text, piece.start(), piece.end())
            if not _titled(text, stop, known)
        ]
        for stop in [*stops, None]:
            end = stop.start() if stop else piece.end()
            if text[start:end].strip():
                yield Span(start, end), stopped
            stopped = True
            start = stop.end() if stop else end


def _titled(text: str, stop: re.Match[str], known: _Words) -> bool:
    """Tell whether a stop is that of a shortened title: "Mrs. Darwin"."""
    word = re.search(r"[^\W\d_]+$", text[: stop.start()])
    return word is not None and word.group().lower() in known.person


def _name(text: str, span: Span, known: _Words) -> Span | None:
    """Return the name in a piece, without the preposition before it; None where it is no place's."""
    found = [
        (m.group(), m.start() + span.start, m.end() + span.start)
        for m in _WORD.finditer(text[span.start : span.end])
    ]
    rest = text[span.start : span.end]
    for word, _, _ in found:
        rest = rest.replace(word, "", 1)
    if re.search(r"[^\s.'’‘*-]", rest):
        return None
    while found and _leads(found[0][0], known, alone=len(found) == 1) and _is_led(found, known):
        found = found[1:]
    while len(found) > 1 and found[-1][0][0].islower() and _bare(found[-1][0]) in known.behind:
        found = found[:-1]  # "Weimar d. 3 May", "Madrid y Mayo 3"
    found = _behind_house(found, known)
    if not found or len(found) > _WORDS or any(word[0].isdigit() for word, _, _ in found):
        return None
    bare = [_bare(word) for word, _, _ in found]
    name = text[found[0][1] : found[-1][2]]
    if len(found) == 1 and name.lower().endswith(("'s", "’s")):
        return None  # "Boodle's": somebody's house
    short = len(name.strip(".* ")) < _FEWEST and "*" not in name
    if short or not _capital(found[0][0]) or not _capital(found[-1][0]):
        return None
    if all(word in known.at | known.small or len(word) < _FEWEST for word in bare):
        return None
    if " ".join(bare) in known.never | known.nowhere:
        return None
    if _ROMAN.fullmatch(name) or _LETTERS.fullmatch(name):
        return None
    ends = any(_is_weekday(word.rpartition("-")[2]) for word in bare)  # "Whit-Wednesday"
    if (
        ends
        or " ".join(bare) in _of_all("person_joins", "same")
        or set(bare) & (known.never | known.person)
        or _is_street(bare, known)
    ):
        return None
    if _is_initials(name) and not _is_ship(name, known):
        return None
    if any(
        word[0].islower() and not _capital(word) and word[-1] != "." and _bare(word) not in known.small
        for word, _, _ in found
    ):
        return None
    end = found[-1][2]
    if name.endswith(".") and len(bare[-1]) > _SHORT + 2:
        end -= 1
    return Span(found[0][1], end)


def _behind_house(found: list[tuple[str, int, int]], known: _Words) -> list[tuple[str, int, int]]:
    """Return the words behind a house and a preposition: "Moscou" of "Ambassade de France à Moscou"."""
    if not any(_bare(word) in known.houses for word, _, _ in found):
        return found
    led = [
        at for at, (word, _, _) in enumerate(found[:-1]) if word[0].islower() and word.lower() in known.led
    ]
    return found[led[-1] + 1 :] if led else found


def _leads(word: str, known: _Words, *, alone: bool) -> bool:
    """Tell whether a word may lead to a name, of any language if it is small: "à Moscou" in English."""
    if _bare(word) in known.at:
        return word[0].islower() or not alone
    return word.islower() and word in known.led and (len(word) > 1 or not word.isascii())  # "a Cottage"


def _is_led(found: list[tuple[str, int, int]], known: _Words) -> bool:
    """Tell whether the first word leads to a name: "À Paris", never "La Côte", "The Oaks" or "Im Haag"."""
    word = found[0][0]
    if word == "A":
        return True
    own = word.lower() in known.articles and word[0].isupper()
    return not own and word.lower() not in _of_all("place_articles", "article") and len(found) > 1


def _capital(word: str) -> bool:
    """Tell whether a word begins as a name does, or with an article's last letter: "'s Gravenhage"."""
    inside = re.match(r"[^\W\d_]{1,2}['’](?=[^\W\d_a-zß-ÿ])", word)  # "Chateau d'Oex"
    return word[0].isupper() or word[0] == "*" or bool(inside) or (word[0] in "'’‘" and word[3].isupper())


def _plain(word: str) -> str:
    """Return a word without its accents, as capitals are printed."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _bare(word: str) -> str:
    return word.lower().rstrip(".")


@cache
def _joins_streets() -> re.Pattern[str]:
    """Return what stands between the word for a street and its name, in any language."""
    rows = _of_all("date_places", "street_of")
    return re.compile(
        "|".join(re.escape(w[:-1]) + "['’]" if w.endswith("'") else rf"{w}\b" for w in sorted(rows))
    )


def _is_street(bare: list[str], known: _Words) -> bool:
    while len(bare) > 2 and len(bare[-1]) == 1:  # noqa: PLR2004 ("Camden Sq. N. W.")
        bare = bare[:-1]
    if len(bare) > 1 and (bare[-1] in known.street or bare[0] in known.street - known.street_last):
        return True
    if len(bare) > 1 and bare[0] in known.street and _joins_streets().match(bare[1]):
        return True  # "Place d'Espagne"
    return (
        any(word.endswith(known.street_ends) and len(word) > _SHORT for word in bare)
        if known.street_ends
        else False
    )


def _is_initials(name: str) -> bool:
    return bool(_INITIALS.fullmatch(name)) and name[0] not in _COMPASS


def _is_ship(name: str, known: _Words) -> bool:
    """Tell whether a name is a ship's, which letters are written on: "U. S. S. Marsh"."""
    letters, _, last = name.replace(" ", "").rpartition(".")
    return len(last) > 1 and letters.lower() in known.ships
