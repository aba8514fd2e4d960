"""Cut a line into tokens, each with its sign. Most lines turn out here to be no date."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from letterbook.values.dates.reading import Refusal
from letterbook.values.dates.roman_calendar import may_hold, roman_day
from letterbook.values.dates.words import Lexicon, fold, lexicon, phrase_pattern
from letterbook.words import languages as all_languages
from letterbook.words import words
from letterbook.words.patterns import any_of, phrases

LONGEST = 240  # code points of a line that may be a date
_SHORT_YEAR = (
    50  # the highest Roman numeral that may be a day or a short year: above, they are more often names
)
_ROMAN_YEAR = 3  # letters of a year in Roman numerals: M. alone, or M. D., is somebody's name
_PREFIX = 4  # letters of a month's name that is broken off anywhere: "Septemb.", "Octob."
COUNTED = "counted"  # the row of a month that is told by its number and a word: "7th mo."
_MONTHS = 12
MOST = 48  # tokens of such a line

_ELIDED = r"(?:(?<!\w)['’‘][^\W\d_A-ZÀ-Þ][\s-](?=[A-ZÀ-Þ]))?"  # "'s Gravenhage"
_ELISION = 3  # its apostrophe, letter and blank
_WORD = _ELIDED + r"[^\W\d_]+(?:(?:['’‘-]|-{2,6})[^\W\d_]+)*"
_ROMAN = re.compile(r"M{0,2}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
_LAST_J = re.compile(r"[ivx]+j")  # "xxij": the last unit of a figure in small letters
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WORD_OR_NUMBER = frozenset({5, 9})  # groups of the pattern above
_PLAIN = frozenset(".,/-()[]?:;&")
_DASHES = "‐‑‒–—―−"
_SLASHES = "⁄∕／"  # between day and month: 30⁄4 43
_HYPHENED = frozenset("mwpstq")  # "Mai-Juni", "mid-May": parts of a date joined by a hyphen


@cache
def _token() -> re.Pattern[str]:
    """Return the pattern of a token, with the endings of days and the months in figures of all languages."""
    spaced, joined = (any_of(phrases(all_languages(), "day_endings", row)) for row in ("day", "joined"))
    endings = {one.upper() for one in phrases(all_languages(), "day_endings", "day") if len(one) > 1}
    large = any_of(sorted(endings))  # "NOVEMBER 23RD"
    return re.compile(
        rf"""[\s_\u00ad\u200b\ufeff]*+(?:
    ((?:{_numbered_months()})(?!\w)\.?)                                 # 1  7bre, 10ber
    |((?:l\d?|[123]l)\s?(?:{spaced})(?!\w))                           # 2  lst, 2lst: a misread 1
    |([0-9]+[A-Zabc](?!\w)|[A-Z]{{1,5}}[0-9]+[A-Za-z]?(?!\w))           # 3  161A, S123
    |(\[1[5-9]\][0-9]{{2}}(?!\w)|1[5-9](?:\[[0-9]{{2}}|[0-9]\[[0-9])\??\](?!\w))     # 4  [18]96, 189[6?]
    |([0-9]+(?:\s?(?:{spaced})(?!\w)
        |(?:{spaced}|{joined}|{large}|[ᵉʳᵗʰᵈⁿˢ]{{1,3}})(?![\w'’]))?)     # 5  numbers, ordinals
    |(M\.(?:[DCLXVI]{{1,5}}\.){{2,}}(?!\w)                                    # 6  M.D.XX.
        |M\.\s(?:[DC]{{1,4}}\.\s)+[CLXVI]{{2,6}}(?!\w)\.?)                      #    M. D. XX.
    |([½¼¾])                                                            # 7
    |([*†‡§¹²³⁰⁴-⁹]+)                                                   # 8  signs that call a note
    |({_WORD})                                                          # 9  words
    |(['’‘][0-9][0-9](?!\w))                                            # 10  '93
    |(\S)                                                               # 11  all else
    )""",
        re.VERBOSE,
    )


def _numbered_months() -> str:
    """Return a pattern for the months whose names begin with a figure: "7bre", "7. bre", "10ber"."""
    names = {
        name for language in all_languages() for row in words(language, "months").values() for name in row
    }
    found = {(one[1], one[2]) for name in names if (one := re.fullmatch(r"(\d+)\s?([^\W\d_]+)", name))}
    return "|".join(
        rf"{number}\s?\.?\s?{ending}" for number, ending in sorted(found, key=lambda one: (-len(one[1]), one))
    )


@cache
def _roman_day() -> re.Pattern[str]:
    return re.compile(rf"([IVX]+)(?:{any_of(phrases(all_languages(), 'day_endings', 'roman'))})")


@cache
def _counted_month(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of what makes a number that of a month: "7th mo. 8th, 1837", as Friends date."""
    said = any_of(phrases(languages, "date_words", "counted_month"))
    return re.compile(rf"\s*_?(?:{said})(?!\w)\.?_?", re.IGNORECASE)


class Token(NamedTuple):
    """A word, number or sign of a line: its sign, its offsets, its number, the row of its word."""

    sign: str
    start: int
    end: int
    number: int = 0
    row: str = ""


def roman(text: str) -> int:
    """Return the value of a Roman numeral in capitals; 0 where it is none."""
    if not text or not _ROMAN.fullmatch(text):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _number(text: str, start: int, end: int) -> Token:
    digits = re.match("[0-9]+", text)
    figure = digits.group() if digits else ""
    value, suffix = int(figure[:9] or 0), text[len(figure) :].strip()
    if suffix:
        if suffix == "h":
            return Token("K", start, end, value)
        return Token("o" if 1 <= value <= 31 else "x", start, end, value)  # noqa: PLR2004 (days)
    if len(figure) <= 2:  # noqa: PLR2004
        sign = "n"
    elif len(figure) == 3:  # noqa: PLR2004
        sign = "k"
    else:
        sign = "y" if len(figure) == 4 and 1000 <= value <= 2099 else "x"  # noqa: PLR2004
    return Token(sign, start, end, value)


def _value(key: str) -> int:
    return int(key) if key.isdigit() else 0


def _meant(text: str, start: int, end: int, known: Lexicon) -> Token | None:
    """Return the token of a word, phrase or Roman numeral; None where it has no meaning in dates."""
    word = text[start:end]
    lower = (word if word.isascii() else normalize("NFKC", word)).lower()  # "aᵒ 1657"
    first = lower
    if "'" in lower or "-" in lower or "’" in lower or "‘" in lower:
        lower = lower.replace("’", "'").replace("‘", "'")
        first = re.split("['-]", lower)[0]
    pattern = known.starts.get(first)
    if pattern is not None:
        found = phrase_pattern(pattern).match(text, start)
        if found and (found.end() >= end or text[found.end() - 1] in "'’‘-"):
            meaning = known.phrases[fold(found.group())]
            return Token(meaning.sign, start, found.end(), _value(meaning.value), meaning.value)
    known_word = known.single.get(lower)
    if known_word is not None:
        return Token(known_word.sign, start, end, _value(known_word.value), known_word.value)
    figure = word[:-1] + "i" if _LAST_J.fullmatch(word) else word
    if figure.isupper() or (len(figure) > 1 and not figure.strip("ivx")):
        value = roman(figure.upper())
        if value:
            if value <= 31 or (value <= _SHORT_YEAR and len(word) >= _ROMAN_YEAR):  # noqa: PLR2004 (days)
                return Token("r", start, end, value)
            if value >= 1000 and len(word) >= _ROMAN_YEAR:  # noqa: PLR2004 (no year has three figures)
                return Token("R", start, end, value)
    ordinal = _roman_day().fullmatch(word)
    if ordinal:
        value = roman(ordinal[1])
        if 1 <= value <= 31:  # noqa: PLR2004 (days)
            return Token("r", start, end, value)
    if len(word) >= _PREFIX and word[0].isupper() and text[end : end + 1] == ".":
        month = known.shortened.get(lower)
        if month is not None:
            return Token("m", start, end, _value(month), month)
    if "-" in word and lower == first + lower[len(first) :]:
        part = known.single.get(first)
        if part is not None and part.sign in _HYPHENED:
            return Token(part.sign, start, start + len(first), _value(part.value), part.value)
    return None


def _initial(text: str, start: int, end: int, before: list[Token], known: Lexicon) -> Token | None:
    """Return the token of a single capital: a Roman figure, "8 U.", "D. 3 Mai", "A. D."; else of a name."""
    if text[start] in "IVX":
        return Token("r", start, end, _ROMAN_VALUES[text[start]])
    token = _meant(text, start, end, known)
    if token is None or token.sign in "rR" or token.end > end:
        return token
    if token.sign == "h" and before and before[-1].sign in "nF":
        return token
    return token if token.sign == "P" and not before else None


def tokenise(text: str, languages: tuple[str, ...], *, prose: bool = False) -> list[Token] | Refusal:
    """Cut a line into tokens, or refuse it at its first word that can belong to no date and no place.

    In prose nothing is refused: other words get the sign "_".
    """
    if not prose and len(text) > LONGEST:
        return Refusal("too long for a date", LONGEST)
    known = lexicon(languages)
    tokens: list[Token] = []
    at, size = 0, len(text)
    roman_days = may_hold(text)
    match = _token().match
    while at < size:
        found = match(text, at)
        if found is None:
            break
        group = found.lastindex or 0
        start, end = found.span(group)
        if roman_days and group in _WORD_OR_NUMBER:
            latin = roman_day(text, start, languages)
            if latin is not None:
                day, month, second, at = latin
                if not day and not prose:
                    return Refusal(
                        f"the Roman calendar has no day “{text[start:at]}”, or its year is open", start
                    )
                tokens += [
                    Token("o" if day else "_", start, second, day),
                    Token("m" if day else "_", second, at, month),
                ]
                continue
        token: Token | None
        if group == 9:  # noqa: PLR2004 (see the pattern)
            if end - start == 1 and text[start].isupper():
                token = _initial(text, start, end, tokens, known)
            else:
                bare = start + _ELISION if text[start] in "'’‘" else start
                token = _meant(text, bare, end, known)  # "'s Maandags" is a day, and no place
            if token is None:
                if text[start].isupper() or text[start] in "'’‘":
                    token = Token("A", start, end)
                elif prose:
                    token = Token("_", start, end)
                else:
                    return Refusal(f"“{text[start:end]}” belongs to no date and no place", start)
        else:
            token = _other(group, text, start, end, known)
            if token.sign == "!" and not prose:
                return Refusal(f"“{text[start:end]}” belongs to no date", start)
        if token.sign in "noq" and 1 <= token.number <= _MONTHS and "m" in text[token.end :].lower():
            counted = _counted_month(languages).match(text, token.end)
            token = Token("m", start, counted.end(), token.number, COUNTED) if counted else token
        tokens.append(token)
        if len(tokens) > MOST and not prose:
            return Refusal("too long for a date", start)
        at = token.end
    return tokens


def _other(group: int, text: str, start: int, end: int, known: Lexicon) -> Token:
    """Return the token of anything but a word; the groups are those of the pattern."""
    piece = text[start:end]
    match group:
        case 1:
            name = known.single.get(re.sub(r"[\s.]", "", piece.lower()))
            return Token("m", start, end, _value(name.value)) if name else Token("x", start, end)
        case 2:
            return _number(piece.replace("l", "1"), start, end)._replace(row="misread")
        case 4:
            row = "doubtful" if "?" in piece else "supplied"
            return Token("y", start, end, int(re.sub(r"\D", "", piece)), row)
        case 5:
            return _number(piece, start, end)
        case 6:
            year = roman(re.sub(r"[\s.]", "", piece))
            return Token("R" if year else "x", start, end, year)
        case 10:
            return Token("a", start, end, int(piece[1:]))
        case 11:
            if piece in _DASHES:
                return Token("-", start, end)
            if piece in _SLASHES:
                return Token("/", start, end)
            if piece == "&":
                return Token("j", start, end)
            return Token(piece if piece in _PLAIN else "!", start, end)
        case _:
            return Token({3: "x", 7: "F"}.get(group, "S"), start, end)


def is_given_name(text: str, token: Token, after: Token) -> bool:
    """Tell whether the name of a month is the given name of the word right behind it: "Jan Kops"."""
    month = text[token.start : token.end].lower()
    return token.sign == "m" and text[token.end : after.start].isspace() and month in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(phrases(all_languages(), "given_names", "male", "female"))
