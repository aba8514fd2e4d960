"""Find dates inside running prose, and learn the edition's order of day and month."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from letterbook.values.dates.grammar import MONTH_FIRST
from letterbook.values.dates.phrases import Phrase, read_phrase
from letterbook.values.dates.reading import Context, Reading, Refusal, Unread
from letterbook.values.dates.spans import state
from letterbook.values.dates.tokens import Token, tokenise
from letterbook.values.dates.words import lexicon
from letterbook.words import has_habit, words
from letterbook.words.patterns import any_of, phrases

_BEFORE, _AFTER = 48, 48  # code points around a sign of a date that may belong to it
_ANCHORS = frozenset("mnoqKrI")
_INSIDE = frozenset("nokyaqrRKmwtsfpcBTbVYIOPiujJL./,-[]?")
_STARTS = frozenset("noqmywpbkrcBTV[")
_ENDS = frozenset("nomykaqrIL]?")
_NUMBERS = r"(?<![\w.,/])[0-3]?[0-9]\.\s?(?:[01]?[0-9]|[IVX]{1,4})\.(?:\s?[0-9]{2,4})?(?![\w,]*[0-9])"
_GAP = re.compile(r"\n\s*\n")
_ABBREVIATION = 5  # letters of a month that may be a shortened one; a stop after a longer one ends a sentence
_COUNTED = re.compile(r"(?:m[.,]*[noq][.,]*|[noq][.,]?O?m[.,]*)n$")
_PROVEN_BY = 2


@cache
def _trigger(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of what a date in prose cannot do without: a month, figures, "the 3d inst."."""
    relative = sorted(
        {
            re.escape(word).replace(r"\ ", r"\s?").replace(r"\.", r"\.\s?")
            for language in languages
            for key in ("this_month", "last_month", "next_month")
            for word in words(language, "date_words").get(key, ())
        },
        key=len,
        reverse=True,
    )
    parts = [lexicon(languages).months.pattern]
    if not all(has_habit((language,), MONTH_FIRST) for language in languages):
        parts.append(_NUMBERS)
    if relative:
        parts.append(rf"(?<=\d|[a-z.])\s(?i:{'|'.join(relative)})(?!\w)")
    nouns = phrases(languages, "reference_nouns", "letter")
    ofs = phrases(languages, "reference_of", "of")
    if nouns and ofs:
        the = any_of(phrases(languages, "date_words", "the"))
        ending = any_of(phrases(languages, "day_endings", "day", "joined"))
        parts.append(
            rf"(?i:\b(?:{any_of(nouns)}))\s+(?:{any_of(ofs)})\s+(?:(?:{the})\s+)?"
            rf"[0-3]?[0-9](?:{ending}|\.)(?=\s*[,.;:)]|\s+[a-z])"
        )
    return re.compile("|".join(f"(?:{part})" for part in parts))


def find_dates(text: str, context: Context) -> Iterator[Reading]:
    """Yield the dates inside running prose, in the order of the text, for whoever looks for references.

    Conservative: a month by its name with a day or a year beside it, figures with points where a language
    of the edition writes days so, "the 3d inst.", and "your letter of the 6th". A month alone, a year alone,
    a weekday alone are not yielded, nor "12/5", nor anything that refuses to be read.
    """
    done = 0
    for hit in _trigger(context.languages).finditer(text):
        if hit.start() < done:
            continue
        reading = _around(text, hit.start(), hit.end(), done, context)
        if reading is not None:
            done = reading.span.end
            yield reading


def _around(text: str, start: int, end: int, floor: int, context: Context) -> Reading | None:
    base = max(floor, start - _BEFORE)
    for blank in _GAP.finditer(text, base, start):
        base = blank.end()
    while base > floor and text[base - 1].isalnum() and text[base].isalnum():
        base -= 1
    limit = min(len(text), end + _AFTER)
    gap = _GAP.search(text, end, limit)
    limit = gap.start() if gap else limit
    while limit < len(text) and text[limit].isalnum() and text[limit - 1].isalnum():
        limit += 1
    piece = text[base:limit]
    tokens = tokenise(piece, context.languages, prose=True)
    if isinstance(tokens, Refusal):
        return None
    middle = [
        at
        for at, t in enumerate(tokens)
        if t.start < end - base and t.end > start - base and t.sign in _INSIDE
    ]
    if not middle:
        return None
    anchor = max((at for at in middle if tokens[at].sign in _ANCHORS), default=None)
    if anchor is None:
        return None
    low = high = anchor
    while low and tokens[low - 1].sign in _INSIDE:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1].sign in _INSIDE:
        high += 1
    for begin in range(low, anchor + 1):
        if tokens[begin].sign not in _STARTS and not (tokens[begin].sign == "P" and begin == anchor - 1):
            continue
        for stop in range(high, anchor - 1, -1):
            if tokens[stop].sign in _ENDS:
                phrase = _phrase(piece, tokens[begin : stop + 1], context)
                if phrase is not None and _is_enough(phrase, tokens, begin, stop):
                    return state(tokens, phrase, context, base)
    return None


def _phrase(piece: str, tokens: Sequence[Token], context: Context) -> Phrase | None:
    try:
        return read_phrase(piece, tokens, context)
    except Unread:
        return None


def _is_enough(phrase: Phrase, tokens: Sequence[Token], begin: int, stop: int) -> bool:
    """Tell whether a phrase of prose is surely a date."""
    said = phrase.said
    if said is None or said.name is not None:
        return False
    following = tokens[stop + 1].sign if stop + 1 < len(tokens) else ""
    if said.day is None and said.year is None:
        return False
    if said.month is None:
        return said.relative is not None and following != "A"
    signs = "".join(token.sign for token in tokens[begin : stop + 1])
    for name in re.finditer(r"m\.n(?!\.?[myk])", signs):
        if _length(tokens[begin + name.start()]) > _ABBREVIATION:
            return False
    if "q" in signs and not re.search(r"qO?m", signs):
        return False
    if _COUNTED.search(signs) and tokens[stop].number <= 31:  # noqa: PLR2004 (days)
        return False  # "on June 3, 12 men"
    if re.fullmatch(r"n\.[nr]\.?", signs) and not (begin and tokens[begin - 1].sign in "PVOuw,"):
        return False  # "§ 3. 5."
    # "May 2 4-pounders", "3 May 12 men": a number that goes on
    return not (following and following in "nkx") and not (begin and tokens[begin - 1].sign in "kx")


def _length(token: Token) -> int:
    return token.end - token.start


_PAIR = re.compile(r"(?<![\d/.])([0-3]?[0-9])\s?[/-]\s?([0-3]?[0-9])(?:[./ -]+\d{2,4})?(?![\d/])")


def prove_order(lines: Iterable[str]) -> str | None:
    """Return the order of day and month that the edition's own date lines prove: "dmy", "mdy" or None.

    A line such as "17/7. 95" can be read in one order only. Two such lines and none that speaks against
    them settle the order of the others; that is evidence and no guess. Give it the lines that hold nothing
    but a date and a place.
    """
    top = 12
    seen: Counter[str] = Counter()
    for line in lines:
        for pair in _PAIR.finditer(line):
            first, second = int(pair[1]), int(pair[2])
            if first > top >= second >= 1 and first <= 31:  # noqa: PLR2004 (days)
                seen["dmy"] += 1
            elif second > top >= first >= 1 and second <= 31:  # noqa: PLR2004 (days)
                seen["mdy"] += 1
    if len(seen) != 1:
        return None
    order, count = next(iter(seen.items()))
    return order if count >= _PROVEN_BY else None
