"""Who a heading names: "119 Evatt to Curtin", "TO ELISE VON B.,--BONN.", "[A?] an B [Abschrift]".

A heading says who sends, who receives, or both; a name ends where the place, the date or a remark
begins. What is printed with doubt is doubtful, and somebody who is called unknown is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from letterbook.model import Span
from letterbook.rules.headings import label_apart
from letterbook.rules.signatures import is_address, is_place
from letterbook.settle.parties.heading_words import (
    DIGIT,
    GROUP,
    JoiningWords,
    behind_letter_of,
    behind_letters,
    behind_to,
    body_of,
    cut_dash,
    either_of,
    in_order,
    is_led,
    joins_of,
    name_pieces,
    names_in_row,
    undescribed_kin,
    unled,
    without_dates,
)
from letterbook.settle.parties.title_phrases import is_some, take_reader
from letterbook.values.names.forms import Name, fold, is_weak, lexicon
from letterbook.values.names.greetings import read_greeting
from letterbook.values.names.read import read_name, read_names
from letterbook.values.numerals import read_roman
from letterbook.words import languages as known_languages
from letterbook.words.patterns import bracket_words


class Said(NamedTuple):
    """Names, and the span whose words they are.

    `same` means: whoever the letter before had in this place; `doubt`, that the print doubts it; `loose`,
    that nothing marks off a place that may stand behind the name ("To Gustave Flaubert Paris"); `below`, that
    it is a line below the heading; `meant`, that the print has an office, and the book tells whose; `led`,
    that an article stands before few names; `paper`, that it wrote what went to nobody; `sent`, that "from"
    stands before it; `unknown`, that nobody knows who it is ("Anonymous").
    """

    names: tuple[Name, ...]
    span: Span
    same: bool = False
    doubt: bool = False
    loose: bool = False
    below: bool = False
    meant: bool = False
    led: bool = False
    paper: bool = False
    sent: bool = False
    unknown: bool = False


class Heading(NamedTuple):
    """What a heading says: who sends, who receives, or a bare name whose part the book decides."""

    senders: Said | None = None
    recipients: Said | None = None
    bare: Said | None = None


_CALLS = re.compile(r"\s*(?:\[(?:\d+[a-z]?|[a-z])\]|\{\d+[a-z]?\}|\(\d{1,4}\)|[¹²³⁰-⁹]+)")
_SIDENOTE = re.compile(rf"^\[\s*(?:{bracket_words('margin')}):\s*([^\[\]]+)\]\.?$", re.IGNORECASE)
_BRACKETED = re.compile(r"^[(\[]\s*([^()\[\]]+[^()\[\]?])\s*[)\]]\.?$")
_LONGEST = 220  # code points of a heading that names somebody
_ROLE_WORDS = 12  # a designation that stands for a name has no more words than this
_AGED = re.compile(r"\s*\([a-zà-ÿ]+\.?\s\d{1,2}\)")  # "(aged 17)"
_NUMERAL = re.compile(r"[IVXLCDM]+")
_INITIALS = re.compile(r"[^\W\d_]\.[^\W\d_a-zß-öø-ÿ]\.")  # "C.H." is nobody's number
_LEAD = re.compile(r"^[\s.,:;)\]\-–—]+")


def _strip_number(text: str, number: str | None, joins: JoiningWords) -> tuple[str, bool]:
    """Take the number and the words for a letter off a heading, and tell whether words alone stood there.

    A Roman letter is one only where it is known to be ("M. de X" is none). "No. 4", "123 Letter 3" are
    numbers; "Copy of a letter", "Brief" are none.
    """
    rest, labelled, counted, said = text, False, False, False
    while True:
        found = re.match(r"[\[(]?\s*(?P<word>[^\W_]+|№)[.°º:)\]]*(?=\W|$)", rest)
        word = found["word"] if found else ""
        low = fold(word)
        mine = bool(number) and not counted and str(read_roman(word)) == number
        roman = bool(_NUMERAL.fullmatch(word)) and (len(word) > 1 or mine)
        if found is None or (joins.to.match(rest) and not roman) or (roman and _INITIALS.match(rest)):
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
    return _strip_number(text, number, joins_of(tuple(languages)))[0]


def read_heading(text: str, languages: Sequence[str], number: str | None = None, at: int = 0) -> Heading:
    """Read a heading, of one line or wrapped. `at` is the offset of the text in the source.

    A heading that is a number, a date or a title gives nothing.
    """
    tongues = tuple(languages)
    joins = joins_of(tongues)
    line = re.sub(r"(?<!\w)[_=~]+|[_=~]+(?!\w)", "", without_dates(text, joins))
    line = _CALLS.sub(" ", " ".join(line.split()).replace(" ,", ",").replace(" .", "."))
    line = _BRACKETED.sub(r"\1", _SIDENOTE.sub(r"\1", " ".join(line.split())))
    if not line or len(line) > _LONGEST:
        return Heading()
    span = Span(at, at + len(text.rstrip()))
    bare, said = _strip_number(line, number, joins)
    bare = behind_letter_of(line, bare, tongues) if said else bare
    if said and (writer := _by(line, Span(at, span.end), tongues)):
        return Heading(writer)
    start = at + max(0, text.find(bare[:12])) if bare else at
    span = Span(start, span.end)
    line = label_apart(bare.lstrip(" .:,;—–-"))
    line, sent = _AGED.sub("", _remarks(line, tongues)), False
    if heading := _greeting(line, span, tongues):
        return heading
    if (found := joins.sender.match(line)) and not joins.to.match(line):
        line, sent = behind_letters(line[found.end() :], joins)
    if found := joins.to.match(line):
        return _received(behind_to(line, found, joins), span, tongues, joins)
    head, _, rest = line.partition(" ")
    if (
        not sent
        and fold(head) in joins.dative
        and fold(rest.partition(" ")[0].strip(".,")) in joins.relations
    ):
        return Heading(recipients=_recipient(rest, span, tongues, joins))  # "Meinem Bruder Karl."
    for found in joins.between.finditer(line):
        if heading := _both(line[: found.start()], behind_to(line, found, joins), span, tongues, joins):
            return (
                heading if not said or sent or _is_whole(heading.senders) else heading._replace(senders=None)
            )
    if said and not sent:
        return Heading()  # "Letter the second", "Copy of a report"
    return _alone(line, span, tongues, joins, sent=sent)


def _greeting(line: str, span: Span, tongues: tuple[str, ...]) -> Heading | None:
    """Read a heading that greets, by its cases: "M. CICERO S. D. ATTICO"."""
    said = read_greeting(line, tongues)
    if said is None:
        return None
    senders, recipients = read_names(said.sender, tongues), read_names(said.recipient, tongues)
    if not senders or not recipients:
        return None
    return Heading(Said(senders, span), Said(recipients, span))


def _by(line: str, span: Span, tongues: tuple[str, ...]) -> Said | None:
    """Read who wrote what is no letter: "Memorandum by Mr. Brand"."""
    papers = lexicon("heading_words", ("paper",), tongues)
    by = lexicon("person_words", ("by",), tongues)
    found = re.match(r"(?:[^\W\d_]+\s+)??([^\W\d_]+)\s+([^\W\d_]+)\s+(?=\S)", line)
    if found is None or fold(found[1]) not in papers or fold(found[2]) not in by:
        return None
    for piece in (line[found.end() :], re.split(r"[,.;:(]\s", line[found.end() :])[0]):
        name = read_name(piece.strip(" .,_"), tongues)
        if name and name.kind == "person" and not is_weak(name):
            return Said((name,), span, paper=True)
    return None


def _is_whole(senders: Said | None) -> bool:
    """Tell whether a sender is named as people are: the word for a letter before it is then no part of it."""
    return senders is not None and all(n.given or n.female is not None for n in senders.names)


def _received(rest: str, span: Span, tongues: tuple[str, ...], joins: JoiningWords) -> Heading:
    for parting in joins.source.finditer(rest):  # "To A. B. from C. D."
        who = cut_dash(rest[parting.end() :]).strip(" .,")
        senders = read_names(who, tongues, roles=fold(who.split()[-1]) in joins.relations if who else False)
        if any(is_weak(name) for name in senders):
            continue  # "To my Lady K., upon her removal from Anwoth"
        receiving = _recipient(rest[: parting.start()], span, tongues, joins)
        if senders and receiving:
            return Heading(Said(senders, span), receiving)
    return Heading(recipients=_recipient(rest, span, tongues, joins))


def _both(left: str, right: str, span: Span, tongues: tuple[str, ...], joins: JoiningWords) -> Heading | None:
    """Read "A to B", or None where it is not read so."""
    left = unled(left.strip(" .,:;"), joins)
    if joins.numbered.search(left) or not left:
        return None
    receiving = _recipient(right, span, tongues, joins)
    if _is_same(left, joins):
        return Heading(Said((), span, same=True), receiving) if receiving else None
    bare, doubt = _doubted(left)
    either = either_of(bare, tongues, joins)
    senders = either or read_names(bare, tongues, roles=_is_designation(bare, joins))
    nobody = Said((), span, unknown=True)
    if not senders and bare.strip("[]()") and not _is_unknown(bare, joins):
        return None
    if not senders or any(_is_unknown(name.text, joins) for name in senders):
        return Heading(nobody, receiving) if receiving else None
    sending = Said(senders, span, doubt=doubt or bool(either))
    if receiving:
        return Heading(sending, receiving)
    unknown = _is_unknown(cut_dash(right), joins) or not re.search(r"[^\W\d_]", right)
    return Heading(sending, nobody) if unknown else None


def _alone(line: str, span: Span, tongues: tuple[str, ...], joins: JoiningWords, *, sent: bool) -> Heading:
    """Read a heading that is one name, whose part the book decides unless "from" stands before it."""
    if _is_same(cut_dash(line), joins):
        same = Said((), span, same=True)
        return Heading(same) if sent else Heading(bare=same)
    first = cut_dash(line).strip(" .,")
    for piece, loose in name_pieces(line, joins):
        bare, doubt = _doubted(piece)
        shown = sent and (bare.istitle() or bare.isupper()) and _is_designation(bare, joins)
        names = read_names(bare, tongues, roles=shown)
        if not names or any(_is_unknown(name.text, joins) or _is_thing(name, tongues) for name in names):
            continue
        if not sent and piece != line.strip(" .,") and _is_addressed(line) and joins.place.search(line):
            return Heading(recipients=Said(names, span, doubt=doubt))  # "Monsieur Gustave Roux at Norton"
        lone = len(names) == 1 and names[0].lone
        if sent and lone and names[0].female is None and names[0].text == names[0].surname:
            return Heading(bare=Said(names, span, doubt=doubt, sent=True))  # "De Paris": a place, or somebody
        if sent or piece == first or not lone or (names[0].female is not None and piece == line):
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


def _remarks(line: str, tongues: tuple[str, ...]) -> str:
    """Take off what an editor adds in brackets of the paper, not of the person: "[draft]", "(not sent)"."""
    remarks = lexicon("heading_words", ("remark",), tongues)

    def keep(found: re.Match[str]) -> str:
        return "" if fold(found[1]) and fold(found[1]) in remarks else found[0]

    return GROUP.sub(keep, line).strip()


def _doubted(text: str) -> tuple[str, bool]:
    """Return a name without the brackets and the question mark that doubt it."""
    bare = re.sub(r"[\[(]\s*([^\[\]()?]*?)\s*\?\s*[\])]|\?", r"\1", text)
    return (" ".join(bare.split()), True) if "?" in text else (text, False)


def _is_same(text: str, joins: JoiningWords) -> bool:
    return fold(re.sub(r"[^\w\s]", "", text)) in joins.same


def _begins_same(line: str, joins: JoiningWords) -> bool:
    """Tell whether a line begins with a word for the same person; a place or a date may follow it."""
    found = re.search(r"[.,;:(\[\d]|\s(?:--|[—–-])|$", line)
    words = line[: found.start() if found else None].split()
    return any(
        _is_same(" ".join(words[:n]), joins) and (n == len(words) or words[n][:1].isupper())
        for n in range(1, len(words) + 1)
    )


def _is_unknown(text: str, joins: JoiningWords) -> bool:
    plain = re.sub(r"[^\w\s]", " ", text).split()
    plain = [w for w in plain if fold(w) not in joins.small | joins.articles]
    return bool(plain) and not joins.unknown.isdisjoint({fold("".join(plain)), fold(plain[0])})


def _recipient(line: str, span: Span, tongues: tuple[str, ...], joins: JoiningWords) -> Said | None:
    """Read whom a line behind "to" names; None where it names nobody."""
    if _begins_same(line, joins):
        return Said((), span, same=True)
    if either := either_of(line, tongues, joins):
        return Said(either, span, doubt=True)
    line = _behind_description(_without_kin(joins.both.sub(r"\1 ", line), joins), joins)
    line = in_order(undescribed_kin(line, joins), joins)
    if (row := names_in_row(cut_dash(line), tongues)) is not None:
        return Said(row, span) if row else None
    if (someone := take_reader(line, tongues)) and is_some(someone, tongues) and not _is_unknown(line, joins):
        where = re.match(rf"{joins.place.pattern}[\w ]+", line[len(someone.text) :])
        shown = f"{someone.text}{where[0].rstrip() if where else ''}"
        return Said((someone._replace(text=shown),), span)  # "To a Friend at Norton, on ..."
    if (lady := _honoured(line, tongues, joins)) is not None:
        return Said((lady,), span)
    whole = re.split(r"[,;:]", DIGIT.split(cut_dash(line))[0])[0].strip(" .")  # an office is in a place
    for piece, loose in name_pieces(line, joins):
        bare, doubt = _doubted(piece)
        if _is_unknown(bare, joins):
            return Said((), span, unknown=True)
        names = read_names(bare, tongues)
        if names and is_led(bare, joins):
            body = body_of(whole, names, joins, tongues)
            return Said(body or names, span, doubt=doubt, loose=loose, led=body is None)
        if names:
            return Said(_called(names, bare, tongues), span, doubt=doubt, loose=loose)
    pieces = [whole, *(piece for piece, _ in name_pieces(line, joins))]
    piece = next((p for p in pieces if _is_designation(p, joins, any_=True)), "")
    names = read_names(piece, tongues, roles=True) if piece else ()
    return Said(names, span) if names else None


def _without_kin(line: str, joins: JoiningWords) -> str:
    """Take off what somebody named is to the writer: "Lapa her mother", not "the wife of his brother"."""
    beside = joins.small | joins.articles
    for found in reversed(list(joins.kin.finditer(line))):
        before = re.findall(r"\w+", line[: found.start()])
        if before and fold(before[-1]) not in beside and any(fold(w) not in beside for w in before):
            line = line[: found.start()] + line[found.end() :]
    return line


def _called(names: tuple[Name, ...], piece: str, tongues: tuple[str, ...]) -> tuple[Name, ...]:
    """Return what is behind "his" as what somebody is to the writer: "his Copyist", not "Copyist"."""
    first, _, behind = piece.partition(" ")
    if len(names) != 1 or not is_weak(names[0]) or names[0].text == piece:
        return names
    if (
        " " in behind
        and "," not in behind
        and fold(behind.split()[0]) in lexicon("person_words", ("relation",), tongues)
    ):
        return names  # "son ami Karl"
    if fold(first) not in lexicon("title_reader", ("whose",), tongues):
        return names
    if fold(names[0].surname) in lexicon("given_names", ("male", "female"), known_languages()):
        return names  # "to my Fanny"
    return (Name(f"{first[:1].upper()}{first[1:].lower()} {names[0].text}", kind="role"),)


def _honoured(line: str, tongues: tuple[str, ...], joins: JoiningWords) -> Name | None:
    """Read who stands behind words of honour: "the Noble and Christian Lady, the VISCOUNTESS OF MARNE"."""
    for found in re.finditer(r",?\s+(\w+)(?=\s)", line):
        before = {fold(word) for word in re.findall(r"\w+", line[: found.start()])}
        if fold(found[1]) not in joins.articles or not before & joins.titles:
            continue
        name = read_name(re.split(r"[.,;:]", line[found.end() :])[0], tongues)
        if name and name.kind == "person" and name.female is not None:
            return name
    return None


def _behind_description(line: str, joins: JoiningWords) -> str:
    """Return a line without what describes somebody before the name: "the venerable monk, Brother A."."""
    described, comma, rest = line.partition(",")
    name = re.match(r"\s*([^\W\d_]+)\.?\s+[^\W\d_a-zß-öø-ÿ]", rest)
    if not comma or name is None or fold(name[1]) not in joins.titles:
        return line
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", described)]
    known = joins.titles | joins.ranks | joins.relations
    if not words or words[0] not in joins.articles:
        return line
    praised = not set(words[1:]) & (joins.small - joins.titles | joins.nobles)  # "the Honourable Knight, Sir"
    return rest.lstrip() if not set(words) & known or (praised and len(words) > 2) else line  # noqa: PLR2004


def _is_designation(piece: str, joins: JoiningWords, *, any_: bool = False) -> bool:
    """Tell whether words may stand for a name: "the Secretary of State", "his mother".

    One of them must be a rank or a relation, unless `any_` words with capitals will do.
    """
    tokens = re.findall(r"[^\W\d_]+(?:['’]s\b)?", piece)
    beside = joins.small | joins.articles
    shown = [w for w in tokens if fold(w) not in beside or fold(w) in joins.relations | joins.ranks]
    some = any(fold(w) in joins.some for w in tokens)  # "A Walk" is nobody
    known = joins.ranks | joins.relations | joins.titles - joins.some
    said = any(fold(w) in known for w in tokens)
    return (
        bool(shown)
        and (said or (any_ and not some))
        and all(w[:1].isupper() or fold(w) in joins.relations for w in shown)
        and len(piece.split()) <= _ROLE_WORDS
    )
