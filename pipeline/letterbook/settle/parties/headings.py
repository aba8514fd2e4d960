"""Who a heading names: "119 Evatt to Curtin", "TO ELISE VON B.,--BONN.", "[A?] an B [Abschrift]".

A heading says who sends, who receives, or both; a name ends where the place, the date or a remark
begins. What is printed with doubt is doubtful, and somebody who is called unknown is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from letterbook.model import Span
from letterbook.rules.headings import label_apart
from letterbook.rules.signatures import is_address, is_place
from letterbook.values.names.forms import Name, fold, is_weak, lexicon
from letterbook.values.names.read import read_names
from letterbook.words import has_habit, words
from letterbook.words import languages as known_languages


class Said(NamedTuple):
    """Names, and the span whose words they are.

    `same` means: whoever the letter before had in this place; `doubt`, that the print doubts it; `loose`,
    that nothing marks off a place that may stand behind the name ("To Gustave Flaubert Paris"); `below`, that
    it is a line below the heading; `meant`, that the print has an office, and the book tells whose it is.
    """

    names: tuple[Name, ...]
    span: Span
    same: bool = False
    doubt: bool = False
    loose: bool = False
    below: bool = False
    meant: bool = False


class Heading(NamedTuple):
    """What a heading says: who sends, who receives, or a bare name whose part the book decides."""

    senders: Said | None = None
    recipients: Said | None = None
    bare: Said | None = None


class _Joins(NamedTuple):
    """The words of some languages that stand between and beside the names of a heading."""

    to: re.Pattern[str]
    between: re.Pattern[str]
    sender: re.Pattern[str]
    source: re.Pattern[str]
    place: re.Pattern[str]
    day: re.Pattern[str]
    mine: re.Pattern[str]
    same: frozenset[str]
    small: frozenset[str]
    relations: frozenset[str]
    articles: frozenset[str]
    labels: frozenset[str]
    ordinals: frozenset[str]
    documents: frozenset[str]
    unknown: frozenset[str]
    titles: frozenset[str]
    ranks: frozenset[str]


@cache
def _joins(languages: tuple[str, ...]) -> _Joins:
    def found(table: str, *keys: str) -> set[str]:
        return {w for language in languages for key in keys for w in words(language, table).get(key, ())}

    def rows(table: str, *keys: str) -> str:
        return (
            "|".join(re.escape(w) for w in sorted(found(table, *keys), key=lambda w: (-len(w), w))) or "(?!)"
        )

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
    return _Joins(
        flags(rf"(?:{rows('person_joins', 'to')}|{rows('heading_words', 'to')})(?:(?<=['’])|\s+)"),
        flags(rf"(?:^|\s+)(?:{rows('person_joins', 'to')})(?:(?<=['’])|\s+)"),
        flags(rf"(?:{rows('person_joins', 'from')})(?:(?<=['’])|\s+)"),
        # elsewhere the word ("von", "de") stands inside names as well
        flags(rf",?\s+(?:{rows('person_joins', 'from')})\s+")
        if has_habit(languages, "from before a name")
        else re.compile("(?!)"),
        re.compile(rf",?\s(?i:{rows('person_joins', 'place', 'beside')})\s(?=[^\W\d_a-z])"),
        flags(rf"(?<!\w)(?:{days or '(?!)'})\b"),
        flags(rf"(?:{rows('person_words', 'article')})\s+"),
        folded("person_joins", "same"),
        folded("person_words", "particle", "small") | folded("person_titles", "male", "female", "either"),
        folded("person_words", "relation"),
        folded("person_words", "article"),
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
    )


_CALLS = re.compile(r"\s*(?:\[\d+[a-z]?\]|\{\d+[a-z]?\}|\(\d{1,4}\)|[¹²³⁰-⁹]+)")
_SIDENOTE = re.compile(r"^\[\s*Sidenote:\s*([^\[\]]+)\]\.?$", re.IGNORECASE)
_BRACKETED = re.compile(r"^[(\[]\s*([^()\[\]]+[^()\[\]?])\s*[)\]]\.?$")
_GROUP = re.compile(r"\s*[\[(]([^\[\]()]*)[\])]")
_LONGEST = 220  # code points of a heading that names somebody
_ROLE_WORDS = 12  # a designation that stands for a name has no more words than this
_SHORTENED = 5  # letters of a title or rank that is shortened: "Hon.", "Lieut."
_DASH = re.compile(r"\s*(?:--+|[—–]|\s-\s).*$", re.DOTALL)
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.(?=\s+\S)")
_DIGIT = re.compile(r"[\s,(\[]*\d")
_NUMERAL = re.compile(r"[IVXLCDM]+")
_LEAD = re.compile(r"^[\s.,:;)\]\-–—]+")


def _strip_number(text: str, number: str | None, joins: _Joins) -> tuple[str, bool]:
    """Take the number and the words for a letter off a heading, and tell whether words alone stood there.

    A Roman letter is a number only where it is known to be one ("M. de X" is none). "No. 4", "Letter
    First", "123 Letter 3", "LX VII --" are numbers; "Copy of a letter", "Brief" are none.
    """
    rest, labelled, counted, said = text, False, False, False
    while True:
        found = re.match(r"[\[(]?\s*(?P<word>[^\W_]+|№)[.°º:)\]]*(?=\W|$)", rest)
        word = found["word"] if found else ""
        low = fold(word)
        roman = bool(_NUMERAL.fullmatch(word)) and (len(word) > 1 or (bool(number) and not counted))
        if found is None or (joins.to.match(rest) and not roman):
            break
        if re.fullmatch(r"\d{1,5}[A-Za-z]?", word) or roman or low in joins.ordinals:
            counted = True
        elif low in joins.labels:
            labelled = True
        elif low in joins.documents:
            said = True
        elif not (said and low in joins.small | joins.articles):  # "copy of a letter"
            break
        rest = _LEAD.sub("", rest[found.end() :])
    return rest, said or (labelled and not counted)


def without_number(text: str, languages: Sequence[str], number: str | None) -> str:
    """Return a heading without its number and the words for a letter."""
    return _strip_number(text, number, _joins(tuple(languages)))[0]


def read_heading(text: str, languages: Sequence[str], number: str | None = None, at: int = 0) -> Heading:
    """Read a heading, of one line or wrapped. `at` is the offset of the text in the source.

    A heading that is a number, a date or a title gives nothing.
    """
    tongues = tuple(languages)
    joins = _joins(tongues)
    line = (
        " ".join(re.sub(r"(?<!\w)[_=~]+|[_=~]+(?!\w)", "", text).split())
        .replace(" ,", ",")
        .replace(" .", ".")
    )
    line = _CALLS.sub(" ", line)
    line = _SIDENOTE.sub(r"\1", " ".join(line.split()))
    line = _BRACKETED.sub(r"\1", line)
    if not line or len(line) > _LONGEST:
        return Heading()
    span = Span(at, at + len(text.rstrip()))
    bare, said = _strip_number(line, number, joins)
    start = at + max(0, text.find(bare[:12])) if bare else at
    span = Span(start, span.end)
    line = label_apart(bare.lstrip(" .:,;—–-"))
    line, sent = _remarks(line, tongues), False
    if (found := joins.sender.match(line)) and not joins.to.match(line):
        line, sent = line[found.end() :], True
    if found := joins.to.match(line):
        return _received(line[found.end() :], span, tongues, joins)
    for found in joins.between.finditer(line):
        if heading := _both(line[: found.start()], line[found.end() :], span, tongues, joins):
            return (
                heading if not said or sent or _is_whole(heading.senders) else heading._replace(senders=None)
            )
    if said and not sent:
        return Heading()  # "Letter the second", "Copy of a report"
    return _alone(line, span, tongues, joins, sent=sent)


def _is_whole(senders: Said | None) -> bool:
    """Tell whether a sender is named as people are: the word for a letter before it is then no part of it."""
    return senders is not None and all(n.given or n.female is not None for n in senders.names)


def _received(rest: str, span: Span, tongues: tuple[str, ...], joins: _Joins) -> Heading:
    for parting in joins.source.finditer(rest):  # "To A. B. from C. D."
        who = _cut(rest[parting.end() :]).strip(" .,")
        senders = read_names(who, tongues, roles=fold(who.split()[-1]) in joins.relations if who else False)
        if any(is_weak(name) for name in senders):
            continue  # "To my Lady K., upon her removal from Anwoth"
        receiving = _recipient(rest[: parting.start()], span, tongues, joins)
        if senders and receiving:
            return Heading(Said(senders, span), receiving)
    return Heading(recipients=_recipient(rest, span, tongues, joins))


def _both(left: str, right: str, span: Span, tongues: tuple[str, ...], joins: _Joins) -> Heading | None:
    """Read "A to B", or None where it is not read so."""
    left = left.strip(" .,:;")
    if re.search(r"\d|\bNo\b", left) or not left:
        return None
    receiving = _recipient(right, span, tongues, joins)
    if _is_same(left, joins):
        return Heading(Said((), span, same=True), receiving) if receiving else None
    bare, doubt = _doubted(left)
    senders = read_names(bare, tongues, roles=_is_designation(bare, joins))
    if not senders:
        return None if not _is_unknown(bare, joins) else Heading(None, receiving)
    if any(_is_unknown(name.text, joins) for name in senders):
        return Heading(None, receiving) if receiving else None
    sending = Said(senders, span, doubt=doubt)
    if receiving:
        return Heading(sending, receiving)
    unknown = _is_unknown(_cut(right), joins) or not re.search(r"[^\W\d_]", right)
    return Heading(sending) if unknown else None


def _alone(line: str, span: Span, tongues: tuple[str, ...], joins: _Joins, *, sent: bool) -> Heading:
    """Read a heading that is one name, whose part the book decides unless "from" stands before it."""
    if _is_same(_cut(line), joins):
        same = Said((), span, same=True)
        return Heading(same) if sent else Heading(bare=same)
    for piece, loose in _pieces(line, joins):
        bare, doubt = _doubted(piece)
        shown = sent and (bare.istitle() or bare.isupper()) and _is_designation(bare, joins)
        names = read_names(bare, tongues, roles=shown)
        if not names or any(_is_unknown(name.text, joins) or _is_thing(name, tongues) for name in names):
            continue
        if not sent and piece != line.strip(" .,") and _is_addressed(line) and joins.place.search(line):
            return Heading(recipients=Said(names, span, doubt=doubt))  # "Monsieur Gustave Roux at Norton"
        lone = len(names) == 1 and names[0].lone
        if sent and lone and names[0].female is None:
            return Heading(bare=Said(names, span, doubt=doubt))  # "De Paris": a place, or a person
        if sent or piece == _first(line) or not lone:
            told = Said(names, span, doubt=doubt, loose=loose)
            return Heading(senders=told) if sent else Heading(bare=told)
    return Heading()


def _is_thing(name: Name, tongues: tuple[str, ...]) -> bool:
    """Tell whether a heading's name is a place, or what somebody has made: "A. Brand's Report"."""
    return is_place(name, tongues) or bool(re.search(r"\w['’]s\s", name.text))


def _is_addressed(line: str) -> bool:
    """Tell whether a line begins as an address does; "à" alone is an initial in other languages."""
    first = line.split(maxsplit=1)[0] if line.strip() else ""
    return len(fold(first)) > 1 and is_address(line, known_languages())


def _first(line: str) -> str:
    return _cut(line).strip(" .,")


def _cut(text: str) -> str:
    return _DASH.sub("", text)


def _remarks(line: str, tongues: tuple[str, ...]) -> str:
    """Take off what an editor adds in brackets of the paper, not of the person: "[draft]", "(not sent)"."""
    remarks = lexicon("heading_words", ("remark",), tongues)

    def keep(found: re.Match[str]) -> str:
        return "" if fold(found[1]) and fold(found[1]) in remarks else found[0]

    return _GROUP.sub(keep, line).strip()


def _doubted(text: str) -> tuple[str, bool]:
    """Return a name without the brackets and the question mark that doubt it."""
    bare = re.sub(r"[\[(]\s*([^\[\]()?]*?)\s*\?\s*[\])]|\?", r"\1", text)
    return (" ".join(bare.split()), True) if "?" in text else (text, False)


def _is_same(text: str, joins: _Joins) -> bool:
    return fold(re.sub(r"[^\w\s]", "", text)) in joins.same


def _is_unknown(text: str, joins: _Joins) -> bool:
    plain = re.sub(r"[^\w\s]", " ", text).split()
    plain = [w for w in plain if fold(w) not in joins.small | joins.articles]
    return bool(plain) and (fold("".join(plain)) in joins.unknown or fold(plain[0]) in joins.unknown)


def _stops(text: str, joins: _Joins) -> Iterator[int]:
    """Yield where a name must have ended: a full stop, figures, a month, a place behind a small word."""
    for hit in _STOP.finditer(text):
        word = re.search(r"[^\W\d_]+$", text[: hit.start()])
        if word and (len(word[0]) > _SHORTENED or fold(word[0]) not in joins.titles | joins.ranks):
            yield hit.start()
    days = (joins.day,) if re.search(r"\d", text) else ()  # without figures "Merz" is a name
    for pattern in (_DIGIT, *days, joins.place):
        if (found := pattern.search(text)) and found.start() > 0:
            yield found.start()
    if found := re.search(r"[;:]", text):
        yield found.start()


def _pieces(line: str, joins: _Joins) -> list[tuple[str, bool]]:
    """Return what may be the names of a line, the longest first; and whether a place may be left on them."""
    whole = _cut(line).strip(" ,")
    ends = sorted(_stops(whole, joins))
    sure = whole[: ends[0]] if ends else whole
    dated = bool(ends) and bool(_DIGIT.match(whole[ends[0] :]) or joins.day.match(whole[ends[0] :]))
    out: list[tuple[str, bool]] = []
    shouted = re.match(r"((?:[^\W\d_a-zà-ÿß][^\Wa-zà-ÿß]*[.,]?\s+)+)(?=[^\W\d_a-zà-ÿß][a-zà-ÿß])", sure)
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
    out += [(_GROUP.sub(" ", sure), False)] if "(" in sure or "[" in sure else []
    seen: dict[str, bool] = {}
    for piece, loose in out:
        if piece.strip(" .,"):
            seen.setdefault(piece.strip(" ,"), loose)
    return list(seen.items())


def _recipient(line: str, span: Span, tongues: tuple[str, ...], joins: _Joins) -> Said | None:
    """Read whom a line behind "to" names; None where it is nobody."""
    if _is_same(_cut(line), joins) or _is_same(re.split(r"[.,(\[]", line)[0], joins):
        return Said((), span, same=True)
    if (row := _row(_cut(line), tongues)) is not None:
        return Said(row, span) if row else None
    for piece, loose in _pieces(line, joins):
        bare, doubt = _doubted(piece)
        if _is_unknown(bare, joins):
            return None
        if names := read_names(bare, tongues):
            return Said(names, span, doubt=doubt, loose=loose)
    whole = re.split(r"[,;:]", _DIGIT.split(_cut(line))[0])[0].strip(" .")  # an office is in a place
    pieces = [whole, *(piece for piece, _ in _pieces(line, joins))]
    piece = next((p for p in pieces if _is_designation(p, joins, any_=True)), "")
    names = read_names(piece, tongues, roles=True) if piece else ()
    return Said(names, span) if names else None


def _row(line: str, tongues: tuple[str, ...]) -> tuple[Name, ...] | None:
    """Read a row of names behind a title for several, "MM. A, B et C"; empty where one of them is no name."""
    head, _, rest = line.strip().partition(" ")
    if fold(head) not in lexicon("person_titles", ("several",), known_languages()):
        return None
    parts = [part for part in re.split(r",\s+", rest.strip(" .")) if part]
    names = [read_names(part, tongues) for part in parts]
    return tuple(name for row in names for name in row) if all(names) else ()


def _is_designation(piece: str, joins: _Joins, *, any_: bool = False) -> bool:
    """Tell whether words may stand for a name: "the Secretary of State", "his mother".

    One of them must be a rank or a relation, unless `any_` words with capitals will do.
    """
    tokens = re.findall(r"[^\W\d_]+", piece)
    shown = [w for w in tokens if fold(w) not in joins.small or fold(w) in joins.relations]
    said = any(fold(w) in joins.ranks | joins.relations | joins.titles for w in tokens)  # "A Walk" is nobody
    return (
        bool(shown)
        and (said or any_)
        and all(w[:1].isupper() or fold(w) in joins.relations for w in shown)
        and len(piece.split()) <= _ROLE_WORDS
    )
