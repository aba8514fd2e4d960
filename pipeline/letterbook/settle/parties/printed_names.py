"""The names that a letter's own lines print, each with its place: heading, salutation, signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from letterbook.model import Source, Span
from letterbook.rules.salutations import affection, read_salute
from letterbook.rules.signatures import read_address, read_signature
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.heading_words import joins_of
from letterbook.settle.parties.headings import Heading, Said, read_heading, without_number
from letterbook.settle.parties.introductions import read_introduction, read_line_above, read_writer
from letterbook.values.names.forms import Name, fold, is_weak, is_whole, lexicon, phrases
from letterbook.values.names.read import read_name
from letterbook.words import languages as known_languages
from letterbook.words.patterns import bracket_words


class Named(NamedTuple):
    """All the names that the lines of a letter print for its parties.

    `calls` are those on whom the first words of a letter without a salutation call: "My dear Ann,--I ...";
    `tail` is the whole name behind the closing words of a letter without a signature; `foot` the name on the
    last line of a letter ("Exmo. Señor Don A. B."); `inline` what its first line says if it is a heading
    ("A. B. TO C. D. Norton, 3 May."); `many` tells that the letter greets several at once ("Dear friends"),
    `woman` whether it greets a woman or a man by a title ("Madame,", "Dear Sir"); `titled` that a heading
    of words that name nobody stands above it ("A COUGAR HUNT"); `told` is whom the words above it name,
    `leads` who these say writes it; `dropped` is what its heading seems to say, and is not believed.
    """

    heading: Heading
    salutes: tuple[Said, ...]
    signatures: tuple[Said, ...]
    addresses: tuple[Said, ...] = ()
    calls: tuple[Said, ...] = ()
    tail: Name | None = None
    foot: Said | None = None
    inline: Heading = Heading()
    many: bool = False
    woman: bool | None = None
    titled: bool = False
    told: Said | None = None
    leads: Said | None = None
    dropped: Heading = Heading()


#: Those whom a letter's first words call upon are named within so many code points.
_CALL = 80
_CLAUSE = re.compile(r"[,;!?\n]")
#: A salutation that is a title has no more words: "Monsieur le Député,".
_TITLED = 3
_SIDENOTE = re.compile(rf"\s*(\[(?:{bracket_words('margin')}):[^\[\]]+\])", re.IGNORECASE)
_GREETING = re.compile(r"[,;:!?.—–]|--|\n")
#: An editor's note of the receiver, in brackets above a letter, is no longer than this.
_NOTE = 120


def read_named(source: Source, signs: Signs, languages: Sequence[str]) -> Named:
    """Read the names of one letter's heading, salutations and signatures."""
    heading = _read_heads(source, signs, languages)
    titled = heading == Heading() and any(
        _is_title(source.quote(span), signs, languages) for span in signs.heads
    )
    if not (heading.senders or heading.recipients):
        heading = _read_below(source, signs, languages, heading)
    heading = _read_sidenote(source, signs, languages, heading)
    heading = _read_bracketed(source, signs, languages, heading)
    heading = _read_notes(source, signs, languages, heading)
    salutes = _read_salutes(source, signs, languages, heading)
    calls = () if salutes else _read_calls(source, signs, languages)
    signatures = tuple(
        Said(names, span)
        for span in signs.signatures
        if (names := read_signature(source.quote(span), languages))
    )
    addresses = tuple(
        Said(names, span)
        for span in signs.addresses
        if (names := _read_address(source.quote(span).partition("\n")[0], languages))
    )
    tail = None if signatures else _read_tail(source, signs, languages)
    inline = Heading() if heading != Heading() else _read_inline(source, signs, languages)
    foot = _read_foot(source, signs, languages)
    many = _greets_many(source, signs, languages)
    woman = _greets_woman(source, signs.salutes[:1] or (signs.body[:1] if calls else ()))
    if heading == Heading() and not signs.heads:
        heading = read_line_above(source, signs.span.start, languages)
    headed = signs.heads or heading.recipients or heading.bare
    told = None if headed else read_introduction(source, signs.span.start, languages)
    leads = None if headed else read_writer(source, signs.span.start, languages)
    return Named(
        heading, salutes, signatures, addresses, calls, tail, foot, inline, many, woman, titled, told, leads
    )


def _read_heads(source: Source, signs: Signs, languages: Sequence[str]) -> Heading:
    """Read the lines of the heading; one may name the sender, another the recipient: "FROM: A.", "TO: B."."""
    heading = Heading()
    for span in signs.heads:
        text = source.quote(span)
        said = read_heading(text, languages, signs.number, span.start)
        if (heading.senders or heading.recipients) and said.senders and said.recipients:
            continue  # a line below the heading is none: "CHILDREN TO BE DEDICATED"
        if _is_remark(text, said):
            continue
        heading = Heading(
            heading.senders or said.senders,
            heading.recipients or said.recipients,
            heading.bare or said.bare,
        )
        if heading.bare is said.bare and said.bare and _is_line_of_place(text, signs.number):
            heading = heading._replace(bare=None)
    return heading._replace(bare=None) if heading.senders or heading.recipients else heading


def _read_sidenote(source: Source, signs: Signs, languages: Sequence[str], heading: Heading) -> Heading:
    """Read a sidenote above a letter as its heading: "[Sidenote: Letter to Mrs. Holt, 3d May.]"."""
    if heading != Heading() or signs.heads or not (note := _SIDENOTE.match(source.text, signs.span.start)):
        return heading
    inner = read_heading(note[1], languages, signs.number, note.start(1))
    if inner.recipients and (inner.senders is None or _is_whole(inner.senders, inner.recipients)):
        return inner
    return heading


def _read_bracketed(source: Source, signs: Signs, languages: Sequence[str], heading: Heading) -> Heading:
    """Read the recipient from a line in brackets above the first words: "(To Herr von Z.)"."""
    for span in (*signs.labels, *signs.body[:1]):
        text = source.quote(span).strip(" _")
        if heading.senders or heading.recipients or len(text) >= _NOTE:
            continue
        if text[:1] in "([" and text.rstrip(".")[-1:] in ")]":
            inner = read_heading(text, languages, None, span.start)
            heading = inner if inner.recipients and not inner.senders else heading
    return heading


def _read_salutes(
    source: Source, signs: Signs, languages: Sequence[str], heading: Heading
) -> tuple[Said, ...]:
    """Read the salutations; one may be printed where headings are, in a letter without another heading."""
    salutes = tuple(
        Said(names, span)
        for span in signs.salutes
        if (names := read_salute(source.quote(span), languages)) and not any(map(_is_house, names))
    )
    if heading != Heading():
        return salutes
    heads = ((without_number(source.quote(span), languages, signs.number), span) for span in signs.heads)
    greeted = ((read_salute(head, languages, running=True), span) for head, span in heads)
    return (*salutes, *(Said(names, span) for names, span in greeted if names))


def _read_calls(source: Source, signs: Signs, languages: Sequence[str]) -> tuple[Said, ...]:
    """Read whom the first words of a letter without a salutation address: "My dear Ann,--I ..."."""
    for span in signs.body[:1]:
        first = source.quote(span)[:_CALL]
        if names := read_salute(first, languages, running=True):
            return (Said(names, Span(span.start, span.start + len(_CLAUSE.split(first)[0]))),)
    return ()


def _is_remark(text: str, said: Heading) -> bool:
    """Tell whether a line is a remark, "(Dictated to Mrs. Hale.)", not a heading: "[HALE TO BELL]"."""
    sides = [side for side in (said.senders, said.recipients) if side]
    whole = text[:1] == "[" and _is_whole(*sides)
    return text[:1] in "([" and len(sides) > 1 and "?" not in text and not whole


def _read_address(line: str, languages: Sequence[str]) -> tuple[Name, ...]:
    """Read whom the first line of an address names: "Herrn Karl Lang", "To ANN M. HOLT,"."""
    if names := read_address(line, languages):
        return names
    aimed = joins_of(tuple(languages)).to.match(line.strip(" _"))  # "The Journey to Norton" names nobody
    said = read_heading(line.rstrip(" ,"), languages).recipients if aimed else None
    if said is None or not all(n.kind == "person" and (n.given or n.initials) for n in said.names):
        return ()
    return said.names


def _read_notes(source: Source, signs: Signs, languages: Sequence[str], heading: Heading) -> Heading:
    """Read the reader from the editor's notes on a heading that names nobody, and on the date."""
    for span in signs.notes:
        # "[1] To Mrs. Holt.": the editor's note on the heading or the date
        text = source.quote(span).strip()
        if not (heading.senders or heading.recipients) and len(text) < _NOTE and "\n" not in text:
            inner = read_heading(text, languages, None, span.start)
            readers = inner.recipients.names if inner.recipients and not inner.senders else ()
            if readers and all(name.kind == "person" and not is_weak(name) for name in readers):
                heading = Heading(recipients=inner.recipients)
    return heading


def _is_title(text: str, signs: Signs, languages: Sequence[str]) -> bool:
    """Tell whether a heading has words beside its number, and no figure: it is no date."""
    rest = without_number(text, languages, signs.number)
    return bool(re.search(r"[^\W\d_]{3}", rest)) and not re.search(r"\d", rest)


def _greets_woman(source: Source, greeting: Sequence[Span]) -> bool | None:
    """Tell whether a letter's first words greet a woman, or a man, by a title: "Madame,", "Cher Maître,"."""
    everywhere = known_languages()
    women = lexicon("person_titles", ("female",), everywhere)
    men = lexicon("person_titles", ("male",), everywhere)
    for span in greeting:
        clause = _GREETING.split(source.quote(span)[:_CALL].strip())[0]
        tokens = {fold(word) for word in re.findall(r"[^\W\d_]{3,}", clause)}
        if len(tokens) <= _TITLED and bool(tokens & women) != bool(tokens & men):
            return bool(tokens & women)
    return None


def _is_house(name: Name) -> bool:
    """Tell whether a name is that of a house: "MR. SMITH'S, NORTON"."""
    return bool(re.search(r"['’]s$", name.surname))


def _is_line_of_place(text: str, number: str | None) -> bool:
    """Tell whether a line is a part of an address: "7 SOUTHAM ROW, HOLT,". Names end with no comma."""
    house = re.match(r"\s*(\d+)\s+\S", text)
    return text.rstrip(" _*")[-1:] == "," or bool(house and house[1] != number)


def _read_inline(source: Source, signs: Signs, languages: Sequence[str]) -> Heading:
    """Read a heading from the first line of a letter, where what heads it was not taken for one."""
    for span in (*(span for span, _ in signs.datelines[:1]), *signs.body[:1]):
        text = source.quote(span)
        if len(text) > _NOTE or span.start - signs.span.start > _NOTE:
            continue
        said = read_heading(text, languages, signs.number, span.start)
        if said.senders and said.recipients and _is_whole(said.senders, said.recipients):
            return said
    return Heading()


def _read_foot(source: Source, signs: Signs, languages: Sequence[str]) -> Said | None:
    """Read the name on the last line of a letter, where it is addressed as a reader is: "Señor D. A. B."."""
    for span in (*signs.body[-1:], *signs.signatures[-1:]):
        text = source.quote(span)
        if "\n" in text.strip() or not _begins_as_address(text):
            continue
        name = read_name(text, languages)
        if name and name.kind == "person" and name.given and not name.initials:
            return Said((name,), span)
    return None


def _begins_as_address(text: str) -> bool:
    """Tell whether a line begins with titles of which one stands in addresses: "Exmo. Señor D. A. B."."""
    everywhere = known_languages()
    titles = lexicon("person_titles", ("male", "female", "either", "plain"), everywhere)
    for word in text.split():
        if fold(word) in lexicon("person_titles", ("address",), everywhere) and len(fold(word)) > 1:
            return True
        if fold(word) not in titles:
            return False
    return False


def _greets_many(source: Source, signs: Signs, languages: Sequence[str]) -> bool:
    """Tell whether a letter's first words greet several: "Mes chers amis,", "Dear Sirs,"."""
    many = set(phrases("vocatives", "many", tuple(languages)))  # with accents: "Brüder" are many
    dear = affection(tuple(languages)) | lexicon("vocatives", ("before",), tuple(languages))
    for span in (*signs.salutes[:1], *signs.body[:1]):
        clause = _GREETING.split(source.quote(span)[:_CALL].strip())[0]
        tokens = [word.lower() for word in re.findall(r"[^\W\d_]+", clause)]
        if tokens and tokens[-1] in many and all(word in many or fold(word) in dear for word in tokens[:-1]):
            return True
    return False


def _read_tail(source: Source, signs: Signs, languages: Sequence[str]) -> Name | None:
    """Read the name at the end of the closing line: "Most truly yours, GEORGE PEALE."."""
    yours = lexicon("reference_whose", ("your", "yours"), tuple(languages))
    for span in (*signs.valedictions[-1:], *signs.body[-1:]):
        line = source.quote(span).rstrip().rsplit("\n", 1)[-1]
        before, comma, last = line.rpartition(",")
        if not comma or not yours & {fold(word) for word in re.findall(r"[^\W\d_]+", before[-_CALL:])}:
            continue
        name = read_name(last.strip(), languages)
        if name and name.kind == "person" and name.given and not name.initials:
            return name
    return None


def _read_below(source: Source, signs: Signs, languages: Sequence[str], heading: Heading) -> Heading:
    """Read a line between the heading and the first words that says to whom it goes: "To A. West, Esq."."""
    first = min((span.start for span in (*signs.salutes, *signs.body[1:])), default=signs.span.end)
    for span in (*signs.addresses, *signs.salutes[:1], *signs.body[:1]):  # nobody is greeted with "to"
        text = source.quote(span)
        if span.start > first or len(text) > _NOTE or text.count("\n") > 1:
            continue
        said = read_heading(text, languages, None, span.start)
        readers = said.recipients
        if readers and said.senders and span not in signs.body and _is_whole(said.senders, readers):
            return heading._replace(senders=said.senders, recipients=readers, bare=None)
        if readers is None or said.senders or any(is_weak(name) for name in readers.names):
            continue  # "To Autumn"
        if readers.same or all(name.kind != "role" and not name.initials for name in readers.names):
            return heading._replace(recipients=readers._replace(below=True), bare=None)
    return heading


def _is_whole(*sides: Said) -> bool:
    """Tell whether people are named as they are in headings: with given names, initials, or a title."""
    names = [name for said in sides for name in said.names]
    return bool(names) and all(map(is_whole, names))
