"""The words beside the names of a heading, and the pieces of a heading that may be the names.

A name ends at a dash, a full stop, figures, a month, or where a place begins; what stands before is tried,
the longest piece first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

from letterbook.values.names.forms import Name, fold, is_weak, lexicon, normal_case
from letterbook.values.names.read import read_names
from letterbook.words import has_habit, known, words
from letterbook.words import languages as known_languages
from letterbook.words.patterns import any_of, phrases

GROUP = re.compile(r"\s*[\[(]([^\[\]()]*)[\])]")
_SHORTENED = 5  # letters of a title or rank that is shortened: "Hon.", "Lieut."
_DASH = re.compile(r"\s*(?:--+|[—–]|\s-\s).*$", re.DOTALL)
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.(?=\s+\S)")
#: Words in capitals, before one that is not: "TO EDWIN HARROW Norton".
_SHOUTED = re.compile(r"((?:[^\W\d_a-zà-ÿß](?:[^\Wa-zà-ÿß]|['’])*[.,]?\s+)+)(?=[^\W\d_a-zà-ÿß][a-zà-ÿß])")
DIGIT = re.compile(r"[\s,(\[]*\d")


class JoiningWords(NamedTuple):
    """The words of some languages that stand between and beside the names of a heading."""

    to: re.Pattern[str]
    between: re.Pattern[str]
    sender: re.Pattern[str]
    source: re.Pattern[str]
    place: re.Pattern[str]
    day: re.Pattern[str]
    numbered: re.Pattern[str]
    mine: re.Pattern[str]
    same: frozenset[str]
    small: frozenset[str]
    relations: frozenset[str]
    articles: frozenset[str]
    things: frozenset[str]
    labels: frozenset[str]
    ordinals: frozenset[str]
    documents: frozenset[str]
    unknown: frozenset[str]
    titles: frozenset[str]
    ranks: frozenset[str]
    nobles: frozenset[str]
    some: frozenset[str]
    persons: frozenset[str]
    dative: frozenset[str]
    kin: re.Pattern[str]
    both: re.Pattern[str]
    either: re.Pattern[str]


@cache
def joins_of(languages: tuple[str, ...]) -> JoiningWords:
    """Return the words that stand between and beside the names of headings in some languages."""
    found = partial(phrases, languages)

    def rows(table: str, *keys: str) -> str:
        return any_of(found(table, *keys))

    def flags(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    def folded(table: str, *keys: str) -> frozenset[str]:
        return frozenset(fold(w) for w in found(table, *keys))

    days = "|".join(
        re.escape(w)
        for language in languages
        for table in ("months", "weekdays")
        for row in words(language, table).values()
        for w in sorted(row, key=lambda w: (-len(w), w))
        if len(w) > 2  # noqa: PLR2004 ("m." is no month)
    )
    numbers = {w.capitalize() for w in found("head_prefixes", "number") if len(w) > 1}  # "N." is a name
    return JoiningWords(
        flags(rf"(?:{rows('person_joins', 'to')}|{rows('heading_words', 'to')})(?:(?<=['’])|\s+)"),
        flags(rf"(?:^|\s+)(?:{rows('person_joins', 'to')})(?:(?<=['’])|\s+)"),
        flags(rf"(?:{rows('person_joins', 'from')})(?:(?<=['’])|\s+)"),
        # elsewhere the word ("von", "de") stands inside names as well
        flags(rf",?\s+(?:{rows('person_joins', 'from')})\s+")
        if has_habit(languages, "from before a name")
        else re.compile("(?!)"),
        re.compile(rf",?\s(?i:{rows('person_joins', 'place', 'beside')})\s(?=[^\W\d_a-z])"),
        flags(rf"(?<!\w)(?:{days or '(?!)'})\b"),
        re.compile(rf"\d|\b(?:{any_of(numbers)})\b"),
        flags(rf"(?:{rows('person_words', 'article')})\s+"),
        folded("person_joins", "same"),
        folded("person_words", "particle", "small") | folded("person_titles", "male", "female", "either"),
        folded("person_words", "relation"),
        folded("person_words", "article"),
        folded("person_words", "things"),
        folded("head_prefixes", "letter", "number", "document") | folded("reference_nouns", "letter"),
        frozenset(fold(w) for lang in languages for row in words(lang, "ordinals").values() for w in row),
        folded("heading_words", "document"),
        folded("heading_words", "unknown"),
        lexicon("person_titles", ("male", "female", "either"), known_languages())
        - lexicon("person_titles", ("plain",), known_languages())
        | lexicon("person_titles", ("address",), known_languages())
        | lexicon("given_names", ("shortened",), known_languages())
        | lexicon("person_words", ("born",), known_languages()),
        folded("person_words", "noble", "body") | folded("person_titles", "office", "last"),
        folded("person_words", "noble"),
        folded("title_reader", "some"),
        folded("title_reader", "one") | folded("person_words", "relation"),
        folded("vocatives", "dative"),
        # what somebody is to the writer, behind the name: "MONNA LAPA HER MOTHER AND ..."
        flags(
            rf"[,\s]+(?:{rows('title_reader', 'whose')})\s+(?:{rows('person_words', 'relation')})"
            rf"(?=\s*(?:[,.;]|$)|\s+(?:{rows('person_joins', 'and')})\s)"
        ),
        flags(rf"(?<=\s)({rows('person_joins', 'and')})\s+(?:{rows('person_joins', 'to')})\s+"),
        flags(rf"[,\s]\s*(?:{rows('person_joins', 'or')})\s+(?:(?:{rows('person_joins', 'to')})\s+)?(?=\S)"),
    )


def without_dates(text: str, joins: JoiningWords) -> str:
    """Take off what stands in a column behind "A to B" ("A to B     ?Spring"), and a date's doubt: "?May"."""
    text = re.sub(
        r"(?m)^(.*\S)[ \t]{4,}\S.*$",
        lambda row: row[1] if joins.between.search(text[: row.end(1)]) else row[0],
        text,
    )
    return re.sub(rf"\s*[(\[]?\?[)\]]?\s?(?=\d|{joins.day.pattern})", " ", text, flags=re.IGNORECASE)


def unled(line: str, joins: JoiningWords) -> str:
    """Take off the article before a title: "Il conte Brandi"."""
    first, _, rest = line.partition(" ")
    title = fold(rest.partition(" ")[0])
    return rest if fold(first) in joins.articles and title in joins.titles - joins.articles else line


def undescribed_kin(line: str, joins: JoiningWords) -> str:
    """Take off what kin are like: "her little daughter Ann" is her daughter Ann."""
    words = re.match(r"([^\W\d_]+)\s+([^\W\d_]+)\s+([^\W\d_]+)\s+(?=[^\W\d_a-z])", line)
    if words is None:
        return line
    whose, what, kin = (fold(word) for word in words.groups())
    told = joins.relations | joins.titles | joins.ranks | joins.small
    mine = lexicon("title_reader", ("whose",), known_languages())
    if whose not in mine or what in told or kin not in joins.relations:
        return line
    return f"{words[1]} {line[words.start(3) :]}"


def in_order(line: str, joins: JoiningWords) -> str:
    """Put a title before the given name that stands above it: "GEORGE, LORD HOLT", "JOHN, EARL OF MARNE"."""
    found = re.match(r"([^\W\d_]{2,}),\s+([^\W\d_]+)\s+(?=[^\W\d_])", line)
    given = lexicon("given_names", ("male", "female"), known_languages())
    if found is None or fold(found[1]) not in given or fold(found[2]) not in joins.nobles:
        return line
    behind = line[found.end() :]
    landed = fold(behind.split()[0]) in joins.small  # "Earl of Marne" is a name without the given one
    return f"{found[2]} {'' if landed else found[1] + ' '}{behind}"


def behind_to(line: str, to: re.Match[str], joins: JoiningWords) -> str:
    """Return what stands behind a word for "to", with that word if it holds an article: "aux membres"."""
    return line[to.start() if fold(to[0]) in joins.things else to.end() :].lstrip()


def behind_letters(line: str, joins: JoiningWords) -> tuple[str, bool]:
    """Return what stands behind "from" without the word for a letter, and whether it is the sender.

    "From Letters to his Sister" has none, "From a Letter of Mrs. Holt to Miss Brand" has.
    """
    tokens = line.split()
    at = 1 if len(tokens) > 1 and fold(tokens[0]) in joins.articles else 0
    if len(tokens) < at + 2 or fold(tokens[at]) not in joins.labels:
        return line, True
    of = fold(tokens[at + 1]) in joins.small and not joins.to.match(f"{tokens[at + 1]} ")
    return " ".join(tokens[at + 1 + of :]), of


def behind_letter_of(line: str, bare: str, languages: tuple[str, ...]) -> str:
    """Return a heading's names without the "of" of "LETTER OF JOHN HALE TO ANN BELL"."""
    joins = joins_of(languages)
    small, _, behind = bare.partition(" ")
    of = fold(small) in joins.small and fold(line.split(maxsplit=1)[0]) in known(languages, "head_prefixes")
    return behind if of and joins.between.search(behind) else bare


def is_led(piece: str, joins: JoiningWords) -> bool:
    """Tell whether an article stands before a word that stands before few names: "the Members"."""
    return fold(piece.split(maxsplit=1)[0]) in joins.things


def body_of(
    whole: str, names: Sequence[Name], joins: JoiningWords, languages: tuple[str, ...]
) -> tuple[Name, ...] | None:
    """Return the body of people whom words name: "the Members of the Society", "agli Anziani di Norton".

    None where it is one word, which may be a family's name ("the Brands"), or a person's with a title.
    """
    _, _, behind = whole.partition(" ")
    joined = joins.to.match(whole) is not None  # "agli", not "the"
    if joined and len(names) == 1 and names[0].kind == "body":
        return (names[0]._replace(text=names[0].text.partition(" ")[2]),)
    if len(names) != 1 or names[0].kind != "person" or names[0].female is not None or " " not in behind:
        return None
    if not is_weak(names[0]) and not joined:
        return None  # "the Adjutant General", "the Reverend John Holt"
    return (Name(normal_case(behind, languages), kind="body"),)


def cut_dash(text: str) -> str:
    """Return a line up to a dash."""
    return _DASH.sub("", text)


def _stops(text: str, joins: JoiningWords) -> Iterator[int]:
    """Yield where a name must have ended: a full stop, figures, a month, a place behind a small word."""
    for hit in _STOP.finditer(text):
        word = re.search(r"[^\W\d_]+$", text[: hit.start()])
        if word is None or fold(word[0]) in joins.titles:
            continue
        if len(word[0]) > _SHORTENED or fold(word[0]) not in joins.ranks:
            yield hit.start()
    days = (joins.day,) if re.search(r"\d", text) else ()  # without figures "Merz" is a name
    for pattern in (DIGIT, *days, joins.place):
        if (found := pattern.search(text)) and found.start() > 0:
            yield found.start()
    if found := re.search(r"[;:]", text):
        yield found.start()


def name_pieces(line: str, joins: JoiningWords) -> list[tuple[str, bool]]:
    """Return what may be the names of a line, the longest first; and whether a place may be left on them."""
    whole = cut_dash(line).strip(" ,")
    ends = sorted(_stops(whole, joins))
    sure = whole[: ends[0]] if ends else whole
    dated = bool(ends) and bool(DIGIT.match(whole[ends[0] :]) or joins.day.match(whole[ends[0] :]))
    out: list[tuple[str, bool]] = []
    shouted = _SHOUTED.match(sure)
    if shouted and re.search(r"[^\W\d_]{3}", shouted[1]) and sum(map(str.isalpha, shouted[1])) > 3:  # noqa: PLR2004
        last = fold(shouted[1].split()[-1])
        if last not in joins.titles | joins.small:
            out.append((shouted[1], False))  # "TO EDWIN HARROW Norton"
    if dated and "," in sure and not out:
        out += [(sure[: hit.start()], True) for hit in reversed(list(re.finditer(r",", sure)))]
    out.append((sure, dated and "," not in sure))
    prose = [hit.start() for hit in re.finditer(r"\s+(?=[a-zà-ÿß])", sure) if hit.start() > 0]
    out += [(sure[: hit.start()], False) for hit in reversed(list(re.finditer(r",", sure)))]
    out += [(sure[:at], False) for at in reversed(prose)]  # "MARION M'NAUGHT, on the return"
    first = {fold(w) for w in re.findall(r"[^\W\d_]+", sure.partition(",")[0])}
    if first & (joins.relations | joins.titles):  # "his Aunt, Miss Clara Porter"
        inner = re.compile(rf",\s(?:{joins.mine.pattern})?", re.IGNORECASE)
        tails = [sure[hit.end() :] for hit in inner.finditer(sure)]
        out += [(part, False) for tail in tails for part in (tail, tail.partition(",")[0])]
    if hit := re.search(r"\s*[(\[]", sure):
        out += [(GROUP.sub(" ", sure), False), (sure[: hit.start()], False)]  # "his Sister (age 15)"
    seen: dict[str, bool] = {}
    for piece, loose in out:
        if piece.strip(" .,"):
            seen.setdefault(piece.strip(" ,"), loose)
    return list(seen.items())


def _is_row_of_kin(line: str, joins: JoiningWords) -> bool:
    """Tell whether a line names several by what they are: "the Parents, Brothers, Friends and Neighbours"."""
    items = [[fold(word) for word in re.findall(r"[^\W\d_]+", item)] for item in line.split(",")]
    rows = [[word for word in item if word not in joins.articles] for item in items[:-1]]
    return len(rows) > 1 and all(len(row) == 1 for row in rows) and rows[0][0] in joins.relations


def names_in_row(line: str, tongues: tuple[str, ...]) -> tuple[Name, ...] | None:
    """Read a row of names behind a title for several, "MM. A, B et C"; empty where one of them is no name."""
    if _is_row_of_kin(line, joins_of(tongues)):
        return ()
    head, _, rest = line.strip().partition(" ")
    if fold(head) not in lexicon("person_titles", ("several",), known_languages()):
        return None
    parts = [part for part in re.split(r",\s+", rest.strip(" .")) if part]
    names = [read_names(part, tongues) for part in parts]
    return tuple(name for row in names for name in row) if all(names) else ()


def either_of(text: str, tongues: tuple[str, ...], joins: JoiningWords) -> tuple[Name, ...]:
    """Read persons of whom one is meant, "A. B. or C. D."; empty where a heading names none or all."""
    first, *others = [piece.strip(" .,") for piece in joins.either.split(cut_dash(text).strip(" .,"))]
    names = [
        name for piece in (first, *others) for name in read_names(piece, tongues)[:1] if not is_weak(name)
    ]
    whose = lexicon("title_reader", ("whose",), tongues)
    kin = sum(fold(piece.partition(" ")[0]) in whose for piece in others)  # "A. B. or his son" names one
    return tuple(names) if others and len(names) == 1 + len(others) - kin else ()
