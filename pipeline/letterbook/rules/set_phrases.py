"""Find set phrases on own lines: salutations, valedictions, postscripts, markings, remarks, ornaments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from letterbook.model import Finding, Span
from letterbook.model.kinds import REMARK
from letterbook.model.values import Remark
from letterbook.read.page import Page
from letterbook.values.languages import Tongues
from letterbook.words import known

_ORNAMENT = re.compile(r"[\s*·•~=_—–\-⁂❦☙.#+o]{1,80}")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SHOUTED = 80  # code points of a marking in capitals that says more: "SECRET. FOR THE MINISTER ALONE"
_UNSTOPPED = 40  # code points of a salutation without a stop behind it
_LONGEST = 200  # code points; no phrase is longer
_EDGE = "_=~*„“”\"'’»«—–- "


def phrases_of(languages: Sequence[str], table: str) -> tuple[str, ...]:
    """Return the phrases of a table in all the languages, the longest first."""
    return _phrases_of(tuple(languages), table)


@cache
def _phrases_of(languages: tuple[str, ...], table: str) -> tuple[str, ...]:
    return tuple(sorted(known(languages, table), key=lambda word: (-len(word), word)))


def any_first(phrases: Sequence[str], before: str, *, exact: bool = False) -> str:
    """Return a pattern for any of some phrases where `before` holds; `exact` keeps their case.

    `before` is a pattern that looks back over the first letter. What is returned begins with the first
    letters: a search passes all others by, which it could not if what stands before a phrase came first, or
    a phrase whatever its case.
    """
    rows: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        rest = re.escape(phrase[1:]).replace(r"\ ", r"\s+")
        rows.setdefault(phrase[0] if exact else phrase[0].lower(), []).append(rest)
    if not rows:
        return "(?!)"
    letters = "".join(rows) if exact else "".join(f"{a}{a.upper()}{_ALIKE.get(a, '')}" for a in rows)
    case = "" if exact else "i"
    found = "|".join(
        f"(?<=(?{case}:{re.escape(a)}))(?{case}:{'|'.join(rests)})" for a, rests in sorted(rows.items())
    )
    return f"[{re.escape(letters)}]{before}(?:{found})"


#: Old letters that are found as others are, where case does not count.
_ALIKE = {"s": "ſ", "k": "\u212a", "i": "ıİ"}


def bare_words(text: str) -> str:
    """Return the words of a line in small letters, without stops and marks of emphasis: "editor's notes"."""
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))


def bare_among(text: str, phrases: frozenset[str]) -> str:
    """Return the words of a line as `bare_words` does if they are one of some phrases, else ""."""
    first = _WORD.search(text.replace("’", "'"))
    if first is None or first[0].lower() not in _first_words(phrases):
        return ""  # most lines: they need not be read to their end
    words_ = bare_words(text)
    return words_ if words_ in phrases else ""


@cache
def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in phrases)


def is_ornament(text: str) -> bool:
    """Tell whether a line holds stars, dashes and the like, and no word."""
    return bool(_ORNAMENT.fullmatch(text))


def begins(text: str, phrases: Sequence[str]) -> bool:
    """Tell whether a text begins with one of the phrases as whole words, whatever their case."""
    low = text.lstrip(_EDGE)[:_LONGEST].lower().replace("’", "'")
    return any(
        low.startswith(phrase) and not low[len(phrase) : len(phrase) + 1].isalpha()
        for phrase in _by_letter(tuple(phrases)).get(low[:1], ())
    )


@cache
def _by_letter(phrases: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """File phrases by their first letter: a text is compared with those alone that may begin it."""
    letters = sorted({phrase[:1] for phrase in phrases})
    return {letter: tuple(phrase for phrase in phrases if phrase[:1] == letter) for letter in letters}


def phrase_tests(languages: Sequence[str]) -> dict[str, Callable[[str], bool]]:
    """Return a test for each kind of set phrase, to be asked of one short line."""
    salutes = phrases_of(languages, "salute_starts")
    valedictions = phrases_of(languages, "valediction_starts")
    postscripts = phrases_of(languages, "postscripts")
    signs = phrases_of(languages, "markings")
    markings = frozenset(signs)
    remarks = phrases_of(languages, "remarks")

    def is_salute(text: str) -> bool:
        low = text.rstrip("_*=~ ")
        return (
            (
                len(text) <= 90  # noqa: PLR2004
                and low[-1:] in ",!:;—–-.)" + "123456789]"
                and begins(text, salutes)
                and not re.search(r"[.!?] +[a-z]", text)
            )
            or (len(text) <= _UNSTOPPED and begins(text, salutes) and low[-1:].isalpha())
        )

    def is_valediction(text: str) -> bool:
        return len(text) <= 110 and begins(text, valedictions)  # noqa: PLR2004

    def is_postscript(text: str) -> bool:
        return begins(text, postscripts) and not text[:2].islower() and bool(re.match(r"\W*[A-Z]", text))

    def is_marking(text: str) -> bool:
        shouted = text.isupper() and len(text) <= _SHOUTED and begins(text, signs)
        return shouted or bool(bare_among(text, markings))

    def is_remark(text: str) -> bool:
        return text[:1] in "([" and text[-1:] in ")]." and begins(text.strip("()[]. "), remarks)

    return {
        "marking": is_marking,
        "postscript": is_postscript,
        "salute": is_salute,
        "valediction": is_valediction,
        "remark": is_remark,
    }


def find_phrases(page: Page, languages: Sequence[str], by: Tongues | None = None) -> Iterator[Finding]:
    """Propose the lines that are set phrases; a line may be proposed as more than one kind.

    `by` says in which languages a line is read, where not all are in the book's.
    """
    of_languages = cache(phrase_tests)
    for paragraph in page.paragraphs:
        tests = of_languages(by.at(paragraph.span.start) if by else tuple(languages))
        if len(paragraph.lines) > 2:  # noqa: PLR2004
            continue
        text = " ".join(line.text for line in paragraph.lines)
        if is_ornament(text):
            yield Finding("ornament", paragraph.span, "phrases.ornament", 0.9)
            continue
        if tests["postscript"](text):
            yield Finding("postscript", paragraph.span, "phrases.postscript", 0.8)
        if len(text) > 160:  # noqa: PLR2004
            continue
        for kind in ("marking", "salute", "valediction", "remark"):
            if tests[kind](text):
                yield Finding(kind, paragraph.span, f"phrases.{kind}", 0.6)


def find_inline_remarks(text: str, offset: int, languages: Sequence[str]) -> Iterator[Finding[Remark]]:
    """Propose an editor's remark in brackets inside a paragraph: "(incomplete)", "[unleserlich]".

    The value's `type` is "gap" where it says that words are missing, else "editorial".
    """
    remarks = known(languages, "remarks")
    for found in re.finditer(r"[(\[]([^()\[\]\n]{3,40})[)\]]", text):
        if kind := remarks.get(" ".join(found[1].lower().split()).rstrip(".")):
            span = Span(offset + found.start(), offset + found.end())
            value = Remark("gap" if kind == "incomplete" else "editorial")
            yield Finding(REMARK, span, "phrases.remark", 0.9, value)
