"""Read dates as letters print them: a date alone, a header line or dateline, dates in running prose.

A date is read only when every word of the line is accounted for. Anything else is refused, with the
reason and the place: a date not found is easily supplied, a wrong one is believed. docs/dates.md says for
historians what is read and what is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from letterbook.model import Basis, Cert, Span
from letterbook.values.dates.completion import complete
from letterbook.values.dates.in_prose import find_dates, prove_order
from letterbook.values.dates.phrases import Phrase, read_phrase
from letterbook.values.dates.places import is_address, is_place, place_span
from letterbook.values.dates.reading import Context, Reading, Refusal, Unread
from letterbook.values.dates.spans import state
from letterbook.values.dates.tokens import Token, is_given_name, tokenise
from letterbook.words.patterns import any_of, phrases

__all__ = [
    "Context",
    "Cut",
    "Reading",
    "Refusal",
    "complete",
    "find_dates",
    "prove_order",
    "read_date",
    "read_line",
    "tokenise",
]

#: What cuts a line of some languages into tokens.
Cut = Callable[[str, tuple[str, ...]], list[Token] | Refusal]

_DATED = frozenset("mtwsfEUIyoRr/Y")  # a line without any of these has no date
_LONGEST_SHORTENING = 5  # letters of a month's name
_LONGEST_CALL = 5  # "[12A]"
_FIGURES = re.compile(r"n\.?n|^P\.?n|n-n-n")
_STARTS = frozenset("nokyaqrRKmtwsfpcBTbVEUYedHFPN[(")
_FOREIGN = frozenset("AzvlXMSxZ!_")  # never inside a date
_ITEM = r"(?:[.,]?(?:A?(?:\[A\])?[nkyxo](?:\[A\])?(?:/A?[nkyx])?|\[x\]|\(?M[.]?\)?))"
_CALL = r"(?:[nkx][).]?|\[[nkx]\]|S)"
_PREFIX = re.compile(
    rf"""(?:(?P<role>Z)[.,:]*)?
    (?P<doc>M?v{_ITEM}{{0,5}}[.,:]?V?)?
    (?P<place>(?:n,?)?(?:[iPO]|z[OV]?){{0,2}}[\[(]?A[AzPOiLjVYnkr.,()\[\]/-]{{0,40}}?)?
    [.,:;-]*
    (?:(?<=.)(?P<call>{_CALL}))?""",
    re.VERBOSE,
)
_SUFFIX = re.compile(
    rf"""[.,;:-]*(?:(?P<call>{_CALL})[.]?|l(?:jl)*[.]?|(?P<place>\(?A[AzPiOnkr.,()-]{{0,16}}))?""",
    re.VERBOSE,
)
_CALL_OF_DOCUMENT = re.compile(r"[nkyx](?:\[A\])?\]?[.,]?(?P<call>[nk])[.,]?$")
_BRACKETED = re.compile(r"_?\[_?(?P<inside>[^\[\]]+)\]_?[.]?_?")
_FRACTION = re.compile(r"(?<!\d)\d{1,2}[.:]$")
_MASKED = re.compile(r"\d.*?\D(?P<year>1\d(?:\*{2,}|\.{2,}))(?!\d)")  # "4 août 17**", of a novel
_CALL_TAIL = re.compile(r"[.,;:]*(?:[nk]\)?|\[[nk]\])[.]?$")


def read_date(text: str, context: Context) -> Reading | Refusal:
    """Read a text that is a date and nothing else: "8 July 1941", "d. 3ten März 76", "1812"."""
    tokens = tokenise(text, context.languages)
    if isinstance(tokens, Refusal):
        return tokens
    try:
        phrase = read_phrase(text, tokens, context)
    except Unread as unread:
        return unread.refusal
    if phrase is None:
        return Refusal("not the form of a date")
    return state(tokens, phrase, context)


def read_line(text: str, context: Context, cut: Cut = tokenise) -> Reading | Refusal:
    """Read a header line or dateline: role, document, place, hour and date, in the usual orders.

    Every token must be accounted for; a number beside the date is taken for a note's call only where
    nothing else can be made of it. A line that stands in square brackets as a whole is the editor's
    ("[London, January 27, 1829.]"). `cut` is for who reads a line more than once: `tokenise` that remembers.
    """
    labelled = _label(context.languages).match(text)
    if labelled:
        inside = _read_open(text[labelled.end() :], context, cut)
        return _moved(inside, labelled.end()) if isinstance(inside, Reading) else inside
    reading = _read_open(text, context, cut)
    if isinstance(reading, Refusal) and (bracketed := _BRACKETED.fullmatch(text)):
        inside = _read_open(bracketed["inside"], context, cut)
        if isinstance(inside, Reading) and not inside.calls:
            return _supplied(inside, bracketed.start("inside"))
    return reading


@cache
def _label(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a label before a date: "Date: 3 May 1882", "(Telegraphic.) Rome, 3 May 1882"."""
    labels = any_of(phrases(languages, "date_words", "label"))
    markings = any_of(phrases(languages, "markings", "secret"))
    return re.compile(rf"(?:(?:{labels})\s*:|[(\[](?:{markings})\.?[)\]])\s*", re.IGNORECASE)


def _moved(reading: Reading, by: int) -> Reading:
    """Return a reading with all its spans moved by an offset."""

    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    place = move(reading.place) if reading.place else None
    return reading._replace(
        span=move(reading.span), place=place, calls=tuple(move(call) for call in reading.calls)
    )


def _supplied(reading: Reading, by: int) -> Reading:
    """Return what a line inside square brackets says as what the editor says; spans move by an offset."""
    return _moved(reading, by)._replace(cert=reading.cert or Cert.HIGH, basis=reading.basis or Basis.EXTERNAL)


def _read_open(text: str, context: Context, cut: Cut) -> Reading | Refusal:
    if masked := _MASKED.search(text):
        return Refusal("of its year only the century is printed", masked.start("year"))
    tokens = cut(text, context.languages)
    if isinstance(tokens, Refusal):
        return tokens
    signs = "".join([token.sign for token in tokens])
    if _DATED.isdisjoint(signs) and not _FIGURES.search(signs):
        return Refusal("no day, month or year in it")
    if "X" in signs:
        never = tokens[signs.index("X")]
        return Refusal(f"“{text[never.start : never.end]}” stands in no dateline", never.start)
    line = _Line(text, tokens, signs, context)
    refused: Refusal | None = None
    for start in range(len(signs)):
        if signs[start] not in _STARTS and (start or signs[0] in _FOREIGN):
            continue
        prefix = _PREFIX.fullmatch(signs, 0, start)
        if prefix is None:
            continue
        try:
            reading = _read_from(line, start, prefix)
        except Unread as unread:
            refused = refused or unread.refusal
            if unread.final:
                break
            continue
        if reading is not None:
            return reading
    return refused or Refusal("not the form of a date line")


class _Line(NamedTuple):
    text: str
    tokens: list[Token]
    signs: str
    context: Context


def _read_from(line: _Line, start: int, prefix: re.Match[str]) -> Reading | None:
    """Read the date that begins at a token, with what stands before and after it."""
    end = start
    while end < len(line.signs) and line.signs[end] not in _FOREIGN:
        end += 1
    stops = [end]
    if end == len(line.signs):
        call = _CALL_TAIL.search(line.signs, start)
        if call is not None and call.start() > start:
            stops.append(call.start())
    refused: Unread | None = None
    for stop in stops:
        suffix = _SUFFIX.fullmatch(line.signs, stop)
        if suffix is None:
            continue
        try:
            phrase = read_phrase(line.text, line.tokens[start:stop], line.context)
        except Unread as unread:
            refused = refused or unread
            if unread.final:
                break
            continue
        if phrase is not None:
            reading = _with_neighbours(line, phrase, prefix, suffix)
            if reading is not None:
                return reading
    if refused is not None:
        raise refused
    return None


def _with_neighbours(
    line: _Line, phrase: Phrase, prefix: re.Match[str], suffix: re.Match[str]
) -> Reading | None:
    """Add the role, place and calls beside a date; None where the words beside it are none of these."""
    signs, tokens = line.signs, line.tokens
    before = tokens[slice(*prefix.span("place"))] if prefix["place"] else []
    after = tokens[slice(*suffix.span("place"))] if suffix["place"] else []
    if before and not is_place(line.text, before):
        return None
    if after and not (is_address(line.text, after) if before else is_place(line.text, after)):
        return None
    alone = not (before or after or prefix["role"] or prefix["doc"])
    if after and phrase.said is None:
        return None
    # "of 1854?" is the rest of a sentence, and so is "On May 2 Paris"; "Di Siena, 3 maggio" is none
    if (signs[0] == "O" and not (before and line.text[tokens[0].start].isupper())) or (
        after and signs[0] in "PiV" and phrase.first.start > tokens[0].start
    ):
        return None
    if before and _runs_on(line, phrase):
        return None
    said = phrase.said
    yearless = said is not None and said.year is None
    if (
        after
        and said is not None
        and yearless
        and said.day is None
        and said.month is not None
        and not said.part
    ):
        return None  # "Mag. Mes. Obizo.": a title, and no May
    if after and yearless and is_given_name(line.text, phrase.last, after[0]):
        return None  # "4. Jan Kops."
    if phrase.inherits and suffix["call"] and not _ends_plainly(line, phrase, suffix.start("call")):
        return None
    _refuse_too_little(phrase, line.context, alone=alone and signs[0] != "P")
    numbered = _CALL_OF_DOCUMENT.search(signs, *prefix.span("doc")) if prefix["doc"] else None
    calls = tuple(
        Span(tokens[match.start("call")].start, tokens[match.end("call") - 1].end)
        for match in (numbered, prefix, suffix)
        if match and match["call"]
    )
    if any(call.end - call.start > _LONGEST_CALL for call in calls):
        return None
    if any(_FRACTION.search(line.text[: call.start]) for call in calls):
        return None  # "at 10.30": an hour, no year and call
    role = tokens[prefix.start("role")].row if prefix["role"] else None
    named = (prefix if before else suffix).span("place")
    place = place_span(tokens, *named) if before or after else None
    return state(tokens, phrase, line.context)._replace(role=role, calls=calls, place=place)


def _runs_on(line: _Line, phrase: Phrase) -> bool:
    """Tell whether words run on into a month, season or feast alone: "A BUSY SUMMER", not "York, Lent"."""
    said = phrase.said
    if said is None or said.day is not None or said.year is not None or said.part is not None:
        return False
    ahead = line.tokens[: line.tokens.index(phrase.first)] if phrase.first in line.tokens else []
    return bool(ahead) and ahead[-1].sign in "AzOPi"


def _ends_plainly(line: _Line, phrase: Phrase, call: int) -> bool:
    """Tell whether a number after a date without a year is no year: "18 February. 93", not "3. Febr. 93"."""
    long = phrase.last.sign == "m" and phrase.last.end - phrase.last.start > _LONGEST_SHORTENING
    return line.signs[call] not in "nkx" or (long and line.signs[call - 1] == ".")


def _refuse_too_little(phrase: Phrase, context: Context, *, alone: bool) -> None:
    """Refuse what has the form of a date and is more often something else when it stands on a line."""
    said = phrase.said
    if said is None or phrase.marked:
        return
    at = phrase.first.start
    bare = said.day is None and said.month is None and said.name is None and said.part is None
    if bare and not context.years_alone:
        message = "a year alone: it is taken for a date only where the edition is said to print such"
        raise Unread(message, at)
    if not alone or said.year is not None:
        return
    if said.day is None and said.part is None:
        message = "a month, season or feast without a day or year"
        raise Unread(message, at)
    if said.relative and phrase.first.sign == "o" and phrase.first is phrase.last:
        message = "a number in its order, and nothing that makes it a day"
        raise Unread(message, at)
