"""The names that a letter's own lines print, each with its place: heading, salutation, signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from letterbook.model import Source, Span
from letterbook.rules.headings import label_apart
from letterbook.rules.salutations import read_salute
from letterbook.rules.signatures import read_address, read_signature
from letterbook.settle.letter_lines import Signs
from letterbook.values.names.forms import Name, fold
from letterbook.values.names.read import read_names
from letterbook.words import words


class Said(NamedTuple):
    """Names, and the span whose words they are. `same` means: whoever the letter before had in this place."""

    names: tuple[Name, ...]
    span: Span
    same: bool = False


class Heading(NamedTuple):
    """What a heading says: who sends, who receives, or a bare name whose part the book decides."""

    senders: Said | None = None
    recipients: Said | None = None
    bare: Said | None = None


class Named(NamedTuple):
    """All the names that the lines of a letter print for its parties."""

    heading: Heading
    salutes: tuple[Said, ...]
    signatures: tuple[Said, ...]
    addresses: tuple[Said, ...] = ()


class _Joins(NamedTuple):
    to: re.Pattern[str]
    between: re.Pattern[str]
    sender: re.Pattern[str]
    letter: re.Pattern[str]
    source: re.Pattern[str]
    same: frozenset[str]
    small: frozenset[str]
    relations: frozenset[str]


@cache
def _joins(languages: tuple[str, ...]) -> _Joins:
    def rows(table: str, *keys: str) -> str:
        found = {w for language in languages for key in keys for w in words(language, table).get(key, ())}
        return "|".join(re.escape(w) for w in sorted(found, key=lambda w: (-len(w), w))) or "(?!)"

    def flags(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    same = {fold(w) for language in languages for w in words(language, "person_joins").get("same", ())}
    small = {
        fold(w)
        for language in languages
        for table, keys in (
            ("person_words", ("particle", "small")),
            ("person_titles", ("male", "female", "either")),
        )
        for key in keys
        for w in words(language, table).get(key, ())
    }
    return _Joins(
        flags(rf"(?:{rows('person_joins', 'to')})\s+"),
        flags(rf"\s+(?:{rows('person_joins', 'to')})\s+"),
        flags(rf"(?:{rows('person_joins', 'from')})\s+"),
        flags(
            rf"(?:{rows('head_prefixes', 'letter')}|{rows('reference_nouns', 'letter')})"
            rf"\s+(?=(?:{rows('person_joins', 'to', 'from')})\s)"
        ),
        # "von" and "de" stand inside names as well
        flags(rf"\s+(?:{rows('person_joins', 'from')})\s+") if "en" in languages else re.compile("(?!)"),
        frozenset(same),
        frozenset(small),
        frozenset(fold(w) for lang in languages for w in words(lang, "person_words").get("relation", ())),
    )


#: An editor's note of the receiver, in brackets above a letter, is no longer than this.
_NOTE = 120
#: A designation that stands for a name has no more words than this.
_ROLE_WORDS = 12
_NUMBER = re.compile(
    r"\s*[\[(]?(?:(?:No|Nr|Nro|Num|Letter|Brief|Lettre)\b\.?\s*|N\s?[°º]\s*)?"
    r"\d{1,5}\s?[A-Za-z]?\b[\])]?[.):\]]*(?=\s|$|[—–]|--)[\s—–-]*",
    re.IGNORECASE,
)
_ROMAN = re.compile(
    r"\s*(?:(?:No|Nr|Letter|Brief|Lettre)\b\.?\s*)?[IVXLCDM]{1,9}[.):]?(?=\s|$|[—–]|--)[\s—–-]*"
)
_PLACE = re.compile(r"\s*[,.]?\s*(?:--+|[—–]|\s-\s).*$", re.DOTALL)


def _bare_of_number(text: str, number: str | None) -> str:
    """Take the number off a heading; a Roman letter only where it is known to be one ("M. de X")."""
    if found := _NUMBER.match(text):
        return text[found.end() :]
    if (found := _ROMAN.match(text)) and (number or len(re.findall(r"[IVXLCDM]", found[0])) > 1):
        return text[found.end() :]
    return text


def read_heading(text: str, languages: Sequence[str], number: str | None = None, at: int = 0) -> Heading:
    """Read a heading line: "119 Evatt to Curtin", "TO ELISE VON B.,--BONN.", "4. JOHN ADAMS.".

    `at` is the offset of the text in the source. A heading that is a number, a date or a title gives nothing.
    """
    tongues = tuple(languages)
    joins = _joins(tongues)
    rest = _bare_of_number(text, number)
    start = at + len(text) - len(rest)
    line = " ".join(re.sub(r"\[\d+[a-z]?\]", " ", rest).split()).replace(" ,", ",").replace(" .", ".")
    line = re.sub(r"^[(\[](?:Sidenote:\s*)?([^()\[\]]+)[)\]]\.?$", r"\1", line)
    if not line or len(line) > 200:  # noqa: PLR2004
        return Heading()
    span = Span(start, at + len(text.rstrip()))
    line = label_apart(line)
    if found := joins.letter.match(line):
        line = line[found.end() :]
    sent = False
    if (found := joins.sender.match(line)) and not joins.to.match(line):
        line, sent = line[found.end() :], True
    if found := joins.to.match(line):
        receiver = line[found.end() :]
        for parting in joins.source.finditer(receiver):  # "To A. B. from C. D."
            senders = read_names(_cut(receiver[parting.end() :]), tongues)
            receiving = _recipient(receiver[: parting.start()], span, tongues, joins)
            if senders and receiving.recipients:
                return Heading(Said(senders, span), receiving.recipients)
        return _recipient(receiver, span, tongues, joins)
    for found in joins.between.finditer(line):
        sender = _cut(line[: found.start()])
        receiving = _recipient(line[found.end() :], span, tongues, joins)
        senders = read_names(sender, tongues, roles=_is_designation(sender, joins))
        if senders and receiving.recipients:
            return Heading(Said(senders, span), receiving.recipients)
    for piece in _pieces(line):
        names = read_names(piece, tongues, roles=(sent and piece.istitle()) or (piece.isupper() and sent))
        if sent and names and names[0].lone and names[0].female is None:
            return Heading(bare=Said(names, span))  # "De Paris": a place, unless others show a person
        if names and (sent or piece in (line, _cut(line)) or not names[0].lone):
            return Heading(senders=Said(names, span)) if sent else Heading(bare=Said(names, span))
    return Heading()


def _cut(text: str) -> str:
    return _PLACE.sub("", text)


def _pieces(line: str) -> list[str]:
    """Return a line whole, then without the place or date behind a dash, a stop or a comma."""
    pieces = [line, _cut(line)]
    pieces += [line[: hit.start()] for hit in re.finditer(r"(?<=[^\W\d_]{3})\.\s", line)]
    pieces += [line[: hit.start()] for hit in re.finditer(r",\s", line)][:1]
    pieces += [line[: hit.start()] for hit in re.finditer(r"\s(?i:in|zu|at|à|en)\s(?=[^\W\d_a-z])", line)][:1]
    return [piece for piece in dict.fromkeys(pieces) if piece.strip()]


def _recipient(line: str, span: Span, languages: tuple[str, ...], joins: _Joins) -> Heading:
    if fold(re.sub(r"[^\w\s]", "", _cut(line))) in {w.replace(" ", "") for w in joins.same}:
        return Heading(recipients=Said((), span, same=True))
    for piece in _pieces(line):
        if names := read_names(piece, languages):
            return Heading(recipients=Said(names, span))
    piece = _pieces(_cut(line) or line)[0]
    if _is_designation(piece, joins):
        names = read_names(piece, languages, roles=True)
        return Heading(recipients=Said(names, span)) if names else Heading()
    return Heading()


def _is_designation(piece: str, joins: _Joins) -> bool:
    """Tell whether words may stand for a name: "the Secretary of State", "his mother"."""
    shown = [
        w for w in re.findall(r"[^\W\d_]+", piece) if fold(w) not in joins.small or fold(w) in joins.relations
    ]
    return (
        bool(shown)
        and all(w[:1].isupper() or fold(w) in joins.relations for w in shown)
        and len(piece.split()) <= _ROLE_WORDS
    )


def read_named(source: Source, signs: Signs, languages: Sequence[str]) -> Named:
    """Read the names of one letter's heading, salutations and signatures."""
    heading = Heading()
    for span in signs.heads:  # one may name the sender, another the recipient: "FROM: A. B.", "TO: C. D."
        said = read_heading(source.quote(span), languages, signs.number, span.start)
        heading = Heading(
            heading.senders or said.senders,
            heading.recipients or said.recipients,
            heading.bare or said.bare,
        )
    if heading.senders or heading.recipients:
        heading = heading._replace(bare=None)
    for span in signs.body[:1]:
        # "(To Herr von Z.)" above a letter's first words is a heading within a series that has none
        text = source.quote(span)
        if heading == Heading() and len(text) < _NOTE and text[:1] in "([" and text.rstrip(".")[-1:] in ")]":
            inner = read_heading(text, languages, None, span.start)
            heading = inner if inner.recipients else heading
    salutes = tuple(
        Said(names, span) for span in signs.salutes if (names := read_salute(source.quote(span), languages))
    )
    for span in signs.heads:
        # a salutation may be printed where headings are
        head = _bare_of_number(source.quote(span), signs.number)
        if heading == Heading() and (names := read_salute(head, languages, running=True)):
            salutes = (*salutes, Said(names, span))
    signatures = tuple(
        Said(names, span)
        for span in signs.signatures
        if (names := read_signature(source.quote(span), languages))
    )
    addresses = tuple(
        Said(names, span)
        for span in signs.addresses
        if (names := read_address(source.quote(span).partition("\n")[0], languages))
    )
    return Named(heading, salutes, signatures, addresses)
