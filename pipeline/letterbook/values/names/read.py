"""Names of persons and bodies, read from print.

A name is read only when every word of the text is accounted for as a title, a given name, an
initial, a particle or a surname; anything else is no name. Names are never completed from outside:
the fullest form that the edition itself prints stands for the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from letterbook.values.names.forms import (
    Name,
    clean,
    fold,
    generation,
    is_honour,
    is_of_two_parts,
    led_by,
    lexicon,
    normal_case,
    phrases,
    praises,
    without_rank,
)
from letterbook.values.names.titles import (
    holds_office,
    title_before,
    titled_letter,
    with_ladys_title,
    without_titles,
)
from letterbook.words import languages as known_languages

#: A name has at most so many words; a longer run of capitalised words is a title or a sentence.
_LONGEST = 8
_PLACED = 3  # words of a place in brackets: "in New York"

_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+")
#: Initials whose last stop is lost at the end of a line or before a comma: "E.H", "E. H".
_OPEN = re.compile(r"(?:.*(?<![^\W\d_]{3})\.\s*-?)(?<!['’])[^\W\d_a-zß-öø-ÿ]")
_WORD = re.compile(r"[^\W\d_]+(?:[’'\-‐][^\W\d_]+)*[’']?s?\.?")
_GLUED = re.compile(r"([^\W\d_a-zà-ÿ])(?=[^\W\d_a-zà-ÿ][a-zà-ÿ]{2,}$)")
_REGNAL = re.compile(r"(?:([^\W\d_]{3,})\s+)?([^\W\d_]{3,})\s+([IVX]{1,5})\.?")
_LETTER = re.compile(r"[^\W\d_]")
_MARKED = re.compile(r"[.\s].")
#: Whose somebody or something is: "Brand's".
_WHOSE = re.compile(r"['’]s$", re.IGNORECASE)
_LAND = re.compile(r"d['’][^\W\d_a-z]")


def read_name(text: str, languages: Sequence[str], *, roles: bool = False) -> Name | None:
    """Read a text that is wholly one name; None when it is not.

    With `roles`, what is no proper name ("HIS SISTER", "the Elector of Cologne") is read as a role:
    for places where only somebody's designation can stand, as after TO in a heading.
    """
    return _read(text, tuple(languages), roles)


#: The names of an edition are few and come again and again.
@lru_cache(maxsize=4096)
def _read(text: str, tongues: tuple[str, ...], roles: bool) -> Name | None:  # noqa: FBT001 (read_name alone calls it)
    text, qualifier = clean(text)
    if _is_remark(qualifier, tongues):
        qualifier = ""
    if not text or len(text) > 120 or not _LETTER.search(text):  # noqa: PLR2004
        return None
    if name := _body(text, tongues, qualifier):
        return name
    bodies = lexicon("person_words", ("body",), tongues)
    if praises(text, tongues) and any(fold(word) in bodies for word in text.split()):
        return None  # "the Most Celebrated Music Firm"
    for read in (_ruler, _noble, _person):
        if name := read(text, tongues, qualifier):
            return name
    if (
        roles
        and len(text.split()) <= 2 * _LONGEST
        and not re.search(r"\d", text)
        and not praises(text, tongues)
    ):
        shown = normal_case(text, tongues)
        return Name(shown[:1].upper() + shown[1:], kind="role", qualifier=qualifier)
    return None


def _is_remark(qualifier: str, tongues: tuple[str, ...]) -> bool:
    """Tell whether words in brackets are said of somebody: "(on his way to Rome)", and not "(in Rome)"."""
    words = qualifier.split()
    return len(words) > _PLACED and fold(words[0]) in lexicon("person_joins", ("place", "beside"), tongues)


def _body(text: str, tongues: tuple[str, ...], qualifier: str) -> Name | None:
    tokens = text.replace(",", " ").split()
    small = lexicon("person_words", ("small",), tongues)
    bodies = lexicon("person_words", ("body",), tongues)
    if praises(text, tongues):
        return None
    head = next((i for i, t in enumerate(tokens) if i and fold(t) in small), len(tokens))
    partners = lexicon("person_words", ("partners",), known_languages())
    firm = any(t == "&" and fold(after) in partners for t, after in pairwise(tokens))
    if len(tokens) > 2 * _LONGEST or not (firm or any(fold(t) in bodies for t in tokens[:head])):
        return None  # "Chairman of the Council" is nobody's name, "Council of Ministers" is a body's
    if not all(t[:1].isupper() or fold(t) in small or t == "&" for t in tokens):
        return None
    if tokens and fold(tokens[0]) in small:
        tokens = tokens[1:]
    shown = normal_case(" ".join(tokens), tongues)
    return Name(shown, kind="body", qualifier=qualifier) if shown else None


def _ruler(text: str, tongues: tuple[str, ...], qualifier: str) -> Name | None:
    """Read a ruler with a number, "Charles IV."; "Volume IV" and "May IV" are none."""
    found = _REGNAL.fullmatch(text)
    if not found or not found[2][:1].isupper() or not (found[1] or "X")[0].isupper():
        return None
    tables = ("part_words", "head_prefixes", "matter", "months", "person_titles")
    lexica = [lexicon("person_words", ("not_name", "not_alone"), tongues)]
    lexica += [lexicon(table, (), tongues) for table in tables]
    if any(fold(word or "") in words_ for words_ in lexica for word in (found[1], found[2])):
        return None
    if found[1] and fold(found[1]) not in lexicon("given_names", ("male", "female"), known_languages()):
        return None
    name = normal_case(found[2], tongues)
    before = (normal_case(found[1], tongues),) if found[1] else ()
    return Name(" ".join([*before, name, found[3]]), before, name, qualifier=qualifier)


def _noble(text: str, tongues: tuple[str, ...], qualifier: str) -> Name | None:
    """Read a title with its land, "the Duke of Marne"."""
    nobles = lexicon("person_words", ("noble",), tongues)
    articles = lexicon("person_words", ("article",), tongues)
    tokens = text.split()
    while tokens and fold(tokens[0]) in articles:
        tokens.pop(0)
    if not 3 <= len(tokens) <= 5 or fold(tokens[0]) not in nobles:  # noqa: PLR2004
        return None
    small = lexicon("person_words", ("small", "particle"), tongues) - {"and"}
    if fold(tokens[1]) not in small:
        return None
    land = tokens[2:]
    if fold(land[-1]) in small:
        return None
    if not all(
        (_WORD.fullmatch(t) or (t is land[-1] and _INITIALS.fullmatch(t)))
        and (t[:1].isupper() or fold(t) in small)
        for t in land
    ):
        return None
    female = fold(tokens[0]) in lexicon("person_titles", ("female",), known_languages())
    shown = normal_case(" ".join(tokens), tongues)
    return Name(shown[:1].upper() + shown[1:], (), shown.split()[-1], "person", female, qualifier)


def _tokens(text: str) -> list[str]:
    """Cut a name into initials and words; empty when anything in it is neither."""
    tokens: list[str] = []
    if _OPEN.fullmatch(text):
        text += "."
    for chunk in text.split():
        if _INITIALS.fullmatch(chunk):
            tokens += [f"{part}." for part in re.split(r"\.-?", chunk) if part]
        elif not _WORD.fullmatch(chunk):
            return []
        elif chunk.startswith(("Mc", "Mac")):
            tokens.append(chunk)
        else:
            tokens += _GLUED.sub(
                r"\1. ", chunk
            ).split()  # "FMüller": the initial and the surname in one stroke
    for at in range(len(tokens) - 1, 0, -1):
        if fold(tokens[at - 1]) in ("mac", "mc") and tokens[at][:1].isupper():
            tokens[at - 1 : at + 1] = [tokens[at - 1].capitalize() + tokens[at].capitalize()]  # "MAC ARTHUR"
    return tokens


def _person(text: str, tongues: tuple[str, ...], qualifier: str) -> Name | None:
    everywhere = known_languages()
    last = lexicon("person_titles", ("last",), everywhere)
    particles = lexicon("person_words", ("particle",), everywhere)
    ranks = lexicon("person_titles", ("last", "male", "female", "either"), everywhere)
    suffix, shown = generation(text)
    rest, held, female = without_titles(without_rank(text, ranks), tongues)
    address, _, behind = text.partition(" ")
    called = fold(address) in lexicon("person_titles", ("address",), tongues) and behind == rest
    called = called and fold(rest) in lexicon("person_titles", ("plain",), tongues)
    # "Lt." is a title, "L. T." is somebody, and so are "Mr. Knight" and "Madame D."; a letter that is a
    # title in another language alone ("D." is Don) is an initial
    word = fold(rest)
    titles = lexicon("person_titles", ("male", "female", "either"), everywhere if word[1:] else tongues)
    initial = held and not word[1:]
    if word in titles and not _MARKED.search(rest) and not called and not initial:
        return None
    if holds_office(text, rest, particles):
        return None  # "Gobernador del Paraguay"
    tokens = _tokens(rest)
    while len(tokens) > 1 and fold(tokens[-1]) in last and fold(tokens[-1]) not in particles:
        tokens.pop()
    if not tokens or len(tokens) > _LONGEST:
        return None
    if not _INITIALS.fullmatch(tokens[0]) and fold(tokens[0]) in lexicon(
        "person_joins", ("and",), everywhere
    ):
        return None
    title = title_before(text, rest)
    if title and (name := titled_letter(title, tokens, female, qualifier)):
        return name
    name = _assemble(tokens, tongues, female, qualifier)
    if name is not None and suffix:
        name = name._replace(text=f"{name.text}, {shown}", suffix=suffix)
    if name is None or not name.surname:
        return name
    if not held and not name.given and title and any(led_by(la).match(name.surname) for la in everywhere):
        held = (title,)  # "M. de Valcourt"
    if not held:
        return name
    if name.given:
        return with_ladys_title(name, held, everywhere)
    # "Madame de V.", "Dr. Smith": without a given name the title is part of how the person is called
    small = " ".join(w.lower() if fold(w) in particles else w for w in name.surname.split())
    shown = " ".join([*held, small])
    return Name(shown[:1].upper() + shown[1:], (), small, "person", name.female, name.qualifier)


def _assemble(
    tokens: Sequence[str],
    tongues: tuple[str, ...],
    female: bool | None,  # noqa: FBT001 (told by a title, or unknown)
    qualifier: str,
) -> Name | None:
    particles = lexicon("person_words", ("particle",), known_languages())
    never = _never(tongues)
    full = [t for t in tokens if not _INITIALS.fullmatch(t)]
    proper = [t for t in full if not (fold(t) in particles and (t.islower() or len(tokens) > 1))]
    if (
        len(full) > 1
        and tokens[0] == full[0]
        and fold(full[0]) in lexicon("vocatives", ("dear",), known_languages())
    ):
        return None  # "Dearest Franz" is called upon, not named
    if any(t.islower() and fold(t) in _no_particles(tongues) for t in tokens):
        return None  # "Freunde des Hauses"
    articles = lexicon("person_words", ("article",), known_languages())
    if len(full[0] if full else "") == 1 and fold(full[0]) in articles:
        return None  # "A Governess"
    if any(fold(t) in never and fold(t) not in particles for t in full):
        return None
    if any(_WHOSE.search(t) for t in tokens[:-1]):
        return None  # "Captain Brand's Mother", "Brand's Steward"
    if len(tokens) > 1 and fold(tokens[0]) in lexicon("title_reader", ("whose",), tongues):
        return None  # "Ses Femmes"
    led = len(tokens) > 1 and fold(tokens[-2]) in lexicon("person_words", ("article",), tongues)
    if led and fold(tokens[-1]) in lexicon("person_words", ("noble",), tongues):
        return None  # "Majestät den König"
    if len(full) == 1 and fold(full[0]) in _never(tongues, alone=True):
        return None
    if not all(t[:1].isupper() or fold(t) in particles or _LAND.match(t) for t in tokens):
        return None
    by = lexicon("person_words", ("by",), known_languages())
    whose = next((n for n, t in enumerate(tokens) if n and fold(t) in by and t.islower()), None)
    if whose is not None and sum(fold(t) not in particles for t in tokens[whose + 1 :]) > 1:
        given = lexicon("given_names", ("male", "female"), known_languages())
        if not all(fold(t) in given for t in tokens[:whose]):  # "Pietro di Luca Simoni" names his father
            return None  # "Ornaments von Ernst Maler": somebody's work, not somebody
    if not proper:
        initials = tuple(t.rstrip(".").upper() for t in tokens)
        if len(initials) == 1 and fold(initials[0]) in never | lexicon("head_prefixes", (), tongues):
            return None  # "No."
        if len(tokens) != len(full) and all(len(i) <= 2 for i in initials):  # noqa: PLR2004
            return Name(" ".join(f"{i}." for i in initials), initials, "", "person", female, qualifier)
        return None
    if tokens[-1] != proper[-1]:
        if not _INITIALS.fullmatch(tokens[-1]):
            return None
        # "Richard W.": the surname is abbreviated; nothing but initials tells who it is
        shown = normal_case(" ".join(tokens), tongues)
        return Name(shown, tuple(w.rstrip(".") for w in shown.split()), "", "person", female, qualifier)
    at = len(tokens) - 1
    while (
        at > 0
        and fold(tokens[at - 1]) in particles
        and (tokens[at - 1].islower() or not _INITIALS.fullmatch(tokens[at - 1]))
    ):
        at -= 1
    parts = normal_case(" ".join(tokens), tongues).split()
    return Name(" ".join(parts), tuple(parts[:at]), " ".join(parts[at:]), "person", female, qualifier)


@cache
def _never(tongues: tuple[str, ...], *, alone: bool = False) -> frozenset[str]:
    """Return the words that no name holds; with those that are none, standing `alone`."""
    keys = ("not_name", "praise", "not_alone", "relation") if alone else ("not_name", "praise")
    return lexicon("person_words", keys, tongues) | lexicon("function", (), tongues)


@cache
def _no_particles(tongues: tuple[str, ...]) -> frozenset[str]:
    """Return the genitives of these languages that others have as a particle of names: "des"."""
    genitives = lexicon("person_words", ("office_of",), tongues) & lexicon(
        "person_words", ("small",), tongues
    )
    return genitives - lexicon("person_words", ("particle",), tongues)


@cache
def _joins(tongues: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Return what joins two names, and what parts a row of names; None where no word is known for it."""
    joins = "|".join(re.escape(w) for w in phrases("person_joins", "and", tongues))
    if not joins:
        return None
    split = rf"\s*,?\s+(?:{joins})\s+|\s*,\s+(?![^,]*\.$)"
    return re.compile(rf"\s(?:{joins})\s", re.IGNORECASE), re.compile(split, re.IGNORECASE)


def read_names(text: str, languages: Sequence[str], *, roles: bool = False) -> tuple[Name, ...]:
    """Read "A", "A and B" or "A, B and C" as names; empty when any part is none.

    "Department of Trade and Customs" is one body: a join inside a body's name is part of it.
    A common surname reaches back: "Carl and Johann Miller" are two Millers.
    """
    tongues = tuple(languages)
    joins = _joins(tongues)
    whole = read_name(text, tongues)
    if whole and (whole.kind == "body" or not joins or not joins[0].search(clean(text)[0])):
        return (whole,)
    parts = joins[1].split(text.strip()) if joins and joins[0].search(text) else [text]
    persons: list[str] = []
    for part in filter(str.strip, parts):
        if not persons or " " in part.strip() or not is_honour(part, beside=persons[-1]):
            persons.append(part)
    found = [read_name(part, tongues) for part in persons]
    titles = lexicon("person_titles", ("male", "female"), known_languages())
    family = found[-1] if found else None
    if len(persons) == 2 and found[0] is None and family and fold(persons[0]) in titles:  # noqa: PLR2004
        found[0] = read_name(f"{persons[0]} {family.surname}", tongues)  # "Mr. and Mrs. Smith"
    names = [name for name in found if name is not None]
    if not names or len(names) != len(found):
        name = read_name(text, tongues, roles=roles)
        return (name,) if name else ()
    if whole and is_of_two_parts(text, whole, names, tongues):
        return (whole,)
    return tuple(_share_surname(names))


def _share_surname(names: list[Name]) -> Iterator[Name]:
    family = names[-1]
    for name in names[:-1]:
        if name.lone and family.given and not name.surname.split()[0].islower() and family.surname:
            joined = f"{name.surname} {family.surname}"
            # two given names before one surname; a lone surname beside a full name is as likely,
            # so the name is kept as printed and only its text tells both readings
            if name.female is None and len(family.given) == 1 and not family.given[0].endswith("."):
                yield Name(joined, (name.surname,), family.surname, "person", name.female, name.qualifier)
                continue
        yield name
    yield family
