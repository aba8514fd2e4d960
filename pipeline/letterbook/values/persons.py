"""Names of persons and bodies: reading them from print, and telling which forms name the same one.

A name is read only when every word of the text is accounted for as a title, a given name, an
initial, a particle or a surname; anything else is no name. Names are never completed from outside:
the fullest form that the edition itself prints stands for the person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from letterbook.words import languages as known_languages
from letterbook.words import words

#: A name has at most so many words; a longer run of capitalised words is a title or a sentence.
_LONGEST = 8

_CALL = re.compile(r"(?:\s*\[\d+[A-Z]?\]|\s*\(\d+\)|\s*\*+|(?<=[^\d\s])\s+\d{1,4}[A-Z]?|[¹²³⁰-⁹]+)+\s*\.?\s*$")
_QUALIFIER = re.compile(r"\s*\(([^()]*[^\W\d_][^()]*)\)\s*$")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'\-‐][^\W\d_]+)*[’']?s?\.?")
_GLUED = re.compile(r"([^\W\d_a-zà-ÿ])(?=[^\W\d_a-zà-ÿ][a-zà-ÿ]{2,}$)")
_EDGES = " \t\n,;:!?_*=~\"„“”»«‚‘"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as read: `kind` is "person", "body" (an office, a firm) or "role" ("his sister").

    `surname` holds the particles too; it is the only word of a name of one word, which may as well
    be a given name (`lone`). A name of initials alone has neither and keeps them in `given`.
    `female` is told by a title, else None. `qualifier` is what stands in brackets behind the name.
    """

    text: str
    given: tuple[str, ...] = ()
    surname: str = ""
    kind: str = "person"
    female: bool | None = None
    qualifier: str = ""

    @property
    def lone(self) -> bool:
        """Tell whether this is one word, which can be a surname or a given name."""
        return self.kind == "person" and bool(self.surname) and not self.given

    @property
    def initials(self) -> bool:
        """Tell whether the name is nothing but initials."""
        return self.kind == "person" and not self.surname


def fold(word: str) -> str:
    """Reduce a word to the letters by which names are compared: no case, accent, stop or apostrophe."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ß", "ss"))
    return "".join(c for c in plain if c.isalnum())


@cache
def _lexicon(table: str, keys: tuple[str, ...], languages: tuple[str, ...]) -> frozenset[str]:
    rows = (words(language, table) for language in languages)
    return frozenset(fold(w) for row in rows for key in keys or tuple(row) for w in row.get(key, ()))


@cache
def _phrases(table: str, key: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    found = {w for language in languages for w in words(language, table).get(key, ())}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


@cache
def _office(languages: tuple[str, ...]) -> re.Pattern[str]:
    rows = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in _phrases("person_titles", "office", languages))
    return re.compile(rf"(?:(?:{rows})\b\.?\s*)+", re.IGNORECASE)


def normal_case(text: str, languages: Sequence[str] = ()) -> str:
    """Write a name printed in capitals as names are written: `JOHN MCLEOD VAN DYK` -> `John McLeod van Dyk`.

    A name with any small letter is left as it stands, apart from words wholly in capitals beside it.
    """
    small = _lexicon("person_words", ("particle", "small"), tuple(languages) or known_languages())

    def write(found: re.Match[str]) -> str:
        word = found[0]
        if len(word) < 2 or not word.isupper():  # noqa: PLR2004
            return word
        if fold(word) in small and found.start():
            return word.lower()
        if len(word) > 4 and word.startswith("MC"):  # noqa: PLR2004
            return "Mc" + word[2:].capitalize()
        return word.capitalize()

    return re.sub(r"[^\W\d_]{2,}(?:['’]S\b)?", lambda m: write(m).replace("'S", "'s").replace("’S", "’s"), text)


def _clean(text: str) -> tuple[str, str]:
    """Strip quotation marks, brackets, note calls and stops from a name; return it and its qualifier."""
    text = " ".join(text.split())
    qualifier = ""
    while True:
        before = text
        text = _CALL.sub("", text).strip(_EDGES)
        text = re.sub(r"^[\[(]\s*([^\[\]()]+?)\s*[\])]\.?$", r"\1", text)
        text = re.sub(r"[\"”“'’»,;:]+$", "", text)
        if text.endswith(".") and not re.search(r"(?:^|[\s.\-])(?:[^\W\d_]{1,2}|Esq|Jun|Sen|Bart)\.$", text):
            text = text[:-1]
        if (found := _QUALIFIER.search(text)) and text[: found.start()].strip():
            qualifier, text = found[1], text[: found.start()]
        if text == before:
            return text, qualifier


def read_name(text: str, languages: Sequence[str], *, roles: bool = False) -> Name | None:
    """Read a text that is wholly one name; None when it is not.

    With `roles`, what is no proper name ("HIS SISTER", "the Elector of Cologne") is read as a role:
    for places where only somebody's designation can stand, as after TO in a heading.
    """
    tongues = tuple(languages)
    text, qualifier = _clean(text)
    if not text or len(text) > 120 or not re.search(r"[^\W\d_]", text):  # noqa: PLR2004
        return None
    if name := _body(text, tongues, qualifier):
        return name
    if name := _noble(text, tongues, qualifier) or _person(text, tongues, qualifier):
        return name
    if roles and len(text.split()) <= 2 * _LONGEST and not re.search(r"\d", text):
        shown = normal_case(text, tongues)
        return Name(shown[:1].upper() + shown[1:], kind="role", qualifier=qualifier)
    return None


def _body(text: str, tongues: tuple[str, ...], qualifier: str) -> Name | None:
    tokens = re.findall(r"[^\s,]+", text)
    small = _lexicon("person_words", ("small",), tongues)
    bodies = _lexicon("person_words", ("body",), tongues)
    head = next((i for i, t in enumerate(tokens) if i and fold(t) in small), len(tokens))
    firm = "&" in tokens and len(tokens) > 1
    if len(tokens) > 2 * _LONGEST or not (firm or any(fold(t) in bodies for t in tokens[:head])):
        return None  # "Chairman of the Council" is nobody's name, "Council of Ministers" is a body's
    if not all(t[:1].isupper() or fold(t) in small or t == "&" for t in tokens):
        return None
    if tokens and fold(tokens[0]) in small:
        tokens = tokens[1:]
    shown = normal_case(" ".join(tokens), tongues)
    return Name(shown, kind="body", qualifier=qualifier) if shown else None


def _without_rank(text: str, ranks: frozenset[str]) -> str:
    """Take a rank or a maiden name off behind a comma: "M. Crane, Lieut.", "Smith, Esq.", "K. Merz, geb. St."."""
    born = "|".join(sorted(_lexicon("person_words", ("born",), known_languages())))
    text = re.sub(rf",?\s+(?:{born})\b\.?\s.*$", "", text, flags=re.IGNORECASE)
    head, comma, tail = text.rpartition(",")
    return head if comma and all(fold(w) in ranks for w in tail.split()) else text


_REGNAL = re.compile(r"([^\W\d_]{3,})\s+([IVX]{1,5})\.?")


def _noble(text: str, tongues: tuple[str, ...], qualifier: str) -> Name | None:
    """Read a title with its land, "the Duke of Marne", or a ruler with a number, "Charles IV."."""
    parts = _lexicon("person_words", ("not_name", "not_alone"), tongues)
    for table in ("part_words", "head_prefixes", "matter", "months"):
        parts |= _lexicon(table, (), tongues)
    if (found := _REGNAL.fullmatch(text)) and found[1][:1].isupper() and fold(found[1]) not in parts:
        number = found[2].rstrip(".")
        return Name(f"{normal_case(found[1], tongues)} {number}", (), normal_case(found[1], tongues), qualifier=qualifier)
    nobles = _lexicon("person_words", ("noble",), tongues)
    small = _lexicon("person_words", ("small", "particle"), tongues)
    articles = _lexicon("person_words", ("article",), tongues)
    tokens = text.split()
    while tokens and fold(tokens[0]) in articles:
        tokens.pop(0)
    if not 3 <= len(tokens) <= 5 or fold(tokens[0]) not in nobles or fold(tokens[1]) not in small - {"and"}:  # noqa: PLR2004
        return None
    land = tokens[2:]
    if not all(_WORD.fullmatch(t) and (t[:1].isupper() or fold(t) in small) for t in land) or fold(land[-1]) in small:
        return None
    female = fold(tokens[0]) in _lexicon("person_titles", ("female",), known_languages())
    shown = normal_case(" ".join(tokens), tongues)
    return Name(shown[:1].upper() + shown[1:], (), shown.split()[-1], "person", female)


def _person(text: str, tongues: tuple[str, ...], qualifier: str) -> Name | None:
    everywhere = known_languages()
    titles = _lexicon("person_titles", ("male", "female", "either"), everywhere)
    women = _lexicon("person_titles", ("female",), everywhere)
    men = _lexicon("person_titles", ("male",), everywhere)
    last = _lexicon("person_titles", ("last",), everywhere)
    particles = _lexicon("person_words", ("particle",), everywhere)
    never = _lexicon("person_words", ("not_name",), tongues) | _lexicon("function", (), tongues)
    alone = never | _lexicon("person_words", ("not_alone", "relation"), tongues)
    female: bool | None = None
    plain = _lexicon("person_titles", ("plain",), everywhere)
    relations = _lexicon("person_words", ("relation",), tongues)
    held: list[str] = []
    rest = _without_rank(text, last | titles)
    while rest:
        if found := _office(everywhere).match(rest):
            rest = rest[found.end() :]
            continue
        head, _, tail = rest.partition(" ")
        if tail and fold(head) in relations:
            rest = tail  # "my brother Carl", "his scholar, Ferdinand Ries"
            continue
        if head == "M." and "fr" not in tongues:
            break
        if not tail or fold(head) not in titles or (re.fullmatch(r"[^\W\d_]\.", head) and head != "M."):
            break
        if head == "M." and not re.match(r"(?:de |du |d['’]|[^\W\d_]{3})", tail, re.IGNORECASE):
            break
        if fold(head) in women | men:
            female = fold(head) in women
        if fold(head) not in plain:
            held.append(normal_case(head, tongues))
        rest = tail
    if fold(rest) in titles and not re.search(r"[.\s].", rest):  # "Lt." is a title, "L. T." is somebody
        return None
    tokens: list[str] = []
    for chunk in rest.split():
        if _INITIALS.fullmatch(chunk):
            tokens += [f"{part}." for part in re.split(r"\.-?", chunk) if part]
        elif found := _WORD.fullmatch(chunk):
            tokens += _GLUED.sub(r"\1. ", chunk).split() if not chunk.startswith(("Mc", "Mac")) else [chunk]
        else:
            return None
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at - 1] in ("MAC", "Mac", "MC", "Mc") and tokens[at][:1].isupper():
            tokens[at - 1 : at + 1] = [f"{tokens[at - 1].capitalize()}{tokens[at].capitalize()}"]  # "MAC ARTHUR"
    while len(tokens) > 1 and fold(tokens[-1]) in last and fold(tokens[-1]) not in particles:
        tokens.pop()
    if not tokens or len(tokens) > _LONGEST or fold(tokens[0]) in _lexicon("person_joins", ("and",), everywhere):
        return None
    name = _assemble(tokens, tongues, female, qualifier, (particles, never, alone))
    if name is None or name.given or not name.surname or not held:
        return name
    # "Madame de V.", "Dr. Smith": without a given name the title is part of how the person is called
    small = " ".join(w.lower() if fold(w) in particles else w for w in name.surname.split())
    return Name(" ".join([*held, small]), (), small, "person", name.female, name.qualifier)


def _assemble(
    tokens: list[str],
    tongues: tuple[str, ...],
    female: bool | None,  # noqa: FBT001 (three-valued: told by a title, or unknown)
    qualifier: str,
    lexica: tuple[frozenset[str], frozenset[str], frozenset[str]],
) -> Name | None:
    particles, never, alone = lexica
    full = [t for t in tokens if not _INITIALS.fullmatch(t)]
    proper = [t for t in full if not (fold(t) in particles and (t.islower() or len(tokens) > 1))]
    articles = _lexicon("person_words", ("article",), known_languages())
    if len(full[0] if full else "") == 1 and fold(full[0]) in articles:
        return None  # "A Governess"
    if any(fold(t) in never - particles for t in full) or (len(full) == 1 and fold(full[0]) in alone):
        return None
    if not all(t[:1].isupper() or fold(t) in particles or re.match(r"d['’][^\W\d_a-z]", t) for t in tokens):
        return None
    if not proper:
        initials = tuple(t.rstrip(".").upper() for t in tokens)
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
    while at > 0 and fold(tokens[at - 1]) in particles and (
        tokens[at - 1].islower() or not _INITIALS.fullmatch(tokens[at - 1])
    ):
        at -= 1
    shown = normal_case(" ".join(tokens), tongues).split()
    if shown[0][:1].islower() and at == 0:
        return Name(" ".join(shown), (), " ".join(shown), "person", female, qualifier)
    return Name(" ".join(shown), tuple(shown[:at]), " ".join(shown[at:]), "person", female, qualifier)


def read_names(text: str, languages: Sequence[str], *, roles: bool = False) -> tuple[Name, ...]:
    """Read "A", "A and B" or "A, B and C" as names; empty when any part is none.

    "Department of Trade and Customs" is one body: a join inside a body's name is part of it.
    A common surname reaches back: "Carl and Johann Miller" are two Millers.
    """
    tongues = tuple(languages)
    joins = "|".join(re.escape(w) for w in _phrases("person_joins", "and", tongues))
    cleaned, _ = _clean(text)
    whole = read_name(text, tongues)
    if whole and (whole.kind == "body" or not joins or not re.search(rf"\s(?:{joins})\s", cleaned, re.IGNORECASE)):
        return (whole,)
    split = rf"\s*,?\s+(?:{joins})\s+|\s*,\s+(?![^,]*\.$)"
    joined = joins and re.search(rf"\s(?:{joins})\s", text, re.IGNORECASE)
    parts = re.split(split, text.strip(), flags=re.IGNORECASE) if joined else [text]
    found = [read_name(part, tongues) for part in parts if part.strip()]
    if len(parts) == 2 and found[:1] == [None] and found[-1] and fold(parts[0]) in _lexicon(  # noqa: PLR2004
        "person_titles", ("male", "female"), known_languages()
    ):
        found[0] = read_name(f"{parts[0]} {found[-1].surname}", tongues)  # "Mr. and Mrs. Smith"
    names = [name for name in found if name is not None]
    if not names or len(names) != len(found):
        name = read_name(text, tongues, roles=roles)
        return (name,) if name else ()
    return tuple(_share_surname(names))


def _share_surname(names: list[Name]) -> Iterable[Name]:
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
