"""Find stops, commas, dashes and apostrophes that are misplaced or missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from letterbook.model import Cert, Evidence, Finding, Span
from letterbook.model.values import Fault
from letterbook.rules.faults.searched_text import WORD, SearchedText, correction
from letterbook.words import has_habit

_UPPER = "A-ZÀ-ÖØ-Þ"
_COMMA = re.compile(rf",(?=\s[{_UPPER}])")
_LISTED = re.compile(rf"(?<![\w-])([{_UPPER}]{WORD}),\s([{_UPPER}]{WORD})(?![\w-])")
_PHRASE_END = re.compile(rf"([{_UPPER}](?<![\w-].){WORD})(?=[,.;:!?)])")
_DATE = rf"(?:{WORD}\.? \d{{1,2}},? \d{{4}}|\d{{1,2}}\.? {WORD}\.?,? \d{{4}})"
_STATED = re.compile(rf"^[ \t]*((?:{WORD}[ \t]+){{1,3}}?)({WORD}),(?=[ \t]+{_DATE})", re.MULTILINE)
_STATED_WELL = re.compile(rf"^[ \t]*((?:{WORD}[ \t]+){{1,3}}?)({WORD})(?=[ \t]+{_DATE})", re.MULTILINE)
_ABBREVIATION = re.compile(r"\.(?<=[^\W\d_]\.)([^\W\d_])(?![\w.'’])(?=\s|,)")
_WHOLE = re.compile(r"\.(?<=[^\W\d_]\.)([^\W\d_])\.(?!\w)")
_CLOSED_DASH = re.compile(r"(?:—|--)(?=\w)")
_HALF_DASH = re.compile(rf"(—|--) (?=({WORD}))")
_APOSTROPHE = re.compile(r"(['’])(?<=\w.) s(?![\w'’])")
_LOOSE = re.compile(r" ([,;])(?=\s)")
_TIGHT = re.compile(r"[,;](?<=\w.)(?=\s)")

#: A name of several words, seen so often, is a name; a comma in it is astray.
_NAME = 5
#: A word seen so often, of which at most this share ends a phrase, is the first part of names.
_SEEN = 8
_SELDOM = 0.04
#: A header line's first words, seen so often without the comma.
_LINES = 2
_DASHES = 3
#: A comma with a space before it is a slip where so many stand without.
_USUAL = 50


def find_stops(searched: SearchedText) -> Iterator[Finding[Fault]]:
    """Propose readings for stray and lost stops."""
    yield from _commas_in_names(searched)
    yield from _commas_before_dates(searched)
    yield from _abbreviations(searched)
    yield from _dashes(searched)
    yield from _apostrophes(searched)
    yield from _loose_commas(searched)


def _commas_in_names(searched: SearchedText) -> Iterator[Finding[Fault]]:
    """`Soviet, Union`: a name printed often without the comma, whose first word never ends a phrase.

    "John, Adams" could be a vocative or a list; "Soviet," hardly: a stop of any kind all but never
    follows that word, because it is the first part of names and no name itself. And the second
    word must belong to the first: at least half of the times it is printed, it follows it.
    """
    text = searched.source.text
    found = list(searched.seek_at(_COMMA, _LISTED))
    lists = Counter((match[1], match[2]) for match in found)
    known = [match for match in found if lists[match[1], match[2]] == 1]
    known = [match for match in known if searched.names[match[1], match[2]] >= _NAME]
    ends = Counter(_PHRASE_END.findall(text)) if known else Counter[str]()
    for match in known:
        first, second = pair = (match[1], match[2])
        seen, after = searched.lexicon.count(first), searched.lexicon.count(second)
        if seen >= _SEEN and ends[first] <= max(1, seen * _SELDOM) and 2 * searched.names[pair] >= after:
            span = Span(match.start(), match.end())
            reading = text[match.start() : match.end()].replace(",", "", 1)
            times = f"“{first} {second}” is printed {searched.names[pair]} times elsewhere"
            says = f"{times}; “{first}” hardly ever ends a phrase"
            yield correction(span, reading, Cert.HIGH, "stray comma", says)


def _commas_before_dates(searched: SearchedText) -> Iterator[Finding[Fault]]:
    """`Received on, July 21`: a comma between a preposition and a date."""
    prepositions = searched.words("fault_stops", "before_date")
    found = [match for match in searched.seek(_STATED) if match[2].casefold() in prepositions]
    if not found:
        return
    lines = Counter(
        (match[1], match[2])
        for match in _STATED_WELL.finditer(searched.source.text)
        if match[2] in prepositions
    )
    manner = Counter(preposition for (_, preposition), n in lines.items() for _ in range(n))
    for match in found:
        word, same = match[2], lines[match[1], match[2]]
        span = Span(match.start(2), match.end())
        cert = Cert.HIGH if same and manner[word] >= _LINES else Cert.MEDIUM
        says = f"a comma between “{word}” and a date"
        more = [Evidence(None, f"“{match[1]}{word}” begins other lines without it: {same}")] if same else []
        yield correction(span, word, cert, "stray comma", says, *more)


def _abbreviations(searched: SearchedText) -> Iterator[Finding[Fault]]:
    """`s.s Maxim`: an abbreviation of two letters that lost its last stop."""
    known = searched.words("fault_stops", "abbreviations")
    text = searched.source.text
    found = [match.start() - 1 for match in searched.seek(_ABBREVIATION) if _opens(text, match.start() - 1)]
    if not found:
        return
    bare = Counter(text[at : at + 3] for at in found)
    whole = Counter(text[match.start() - 1 : match.end()] for match in _WHOLE.finditer(text))
    for at in found:
        printed = text[at : at + 3]
        full, pointed = printed + ".", whole[printed + "."]
        if printed.casefold() in known and bare[printed] <= max(1, pointed // 4):
            says = f"the abbreviation “{full}” without its last stop"
            yield correction(Span(at, at + 3), full, Cert.HIGH, "lost stop", says)
        elif pointed >= _LINES and bare[printed] * 4 <= pointed:
            says = f"“{full}” is printed {pointed} times elsewhere"
            yield correction(Span(at, at + 3), full, Cert.MEDIUM, "lost stop", says)


def _opens(text: str, at: int) -> bool:
    """Tell whether a letter is the first of its word or abbreviation."""
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "_.'’")


def _dashes(searched: SearchedText) -> Iterator[Finding[Fault]]:
    """`time— first`: a dash with a space on one side only, where the print sets dashes without space."""
    found = list(searched.seek(_HALF_DASH))
    closed = len(_CLOSED_DASH.findall(searched.source.text)) if found else 0
    if closed < _DASHES or len(found) * _DASHES > closed:
        return
    for match in found:
        word = searched.word_before(match.start())
        if word and not match[2][0].isupper():
            span = Span(match.start() - len(word), match.end())
            says = f"this edition sets its dashes without spaces ({closed} of them)"
            yield correction(span, word + match[1], Cert.HIGH, "stray space", says)


def _apostrophes(searched: SearchedText) -> Iterator[Finding[Fault]]:
    """`cat' s`: a space between an apostrophe and the s of the genitive (English only)."""
    if not has_habit(tuple(searched.languages), "apostrophe in genitives"):
        return
    for match in searched.seek(_APOSTROPHE):
        word = searched.word_before(match.start())
        if word:
            span = Span(match.start() - len(word), match.end())
            says = "the s of a genitive stands alone"
            yield correction(span, f"{word}{match[1]}s", Cert.HIGH, "stray space", says)


def _loose_commas(searched: SearchedText) -> Iterator[Finding[Fault]]:
    """`word ,` where this print sets its commas without a space before them."""
    text = searched.source.text
    found = [
        (searched.word_before(match.start()), match)
        for match in searched.seek(_LOOSE)
        if match[1] == "," or not has_habit(tuple(searched.languages), "space before semicolons")
    ]
    if not found or len(found) * _USUAL > len(_TIGHT.findall(text)):
        return
    for word, match in found:
        if word:
            span = Span(match.start() - len(word), match.end())
            says = f"a space before “{match[1]}”, which this edition hardly prints elsewhere"
            yield correction(span, word + match[1], Cert.MEDIUM, "stray space", says)
