"""Read whom a salutation names: "My dear Prime Minister Churchill," names Churchill, "Dear Sir," nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from letterbook.model import Finding
from letterbook.read.page import Page
from letterbook.rules.set_phrases import any_first, begins, phrases_of
from letterbook.values.languages import Tongues
from letterbook.values.names.forms import Name, fold
from letterbook.values.names.read import read_names
from letterbook.words import words
from letterbook.words.patterns import any_of, phrases

_RUNNING = 80  # code points in which a salutation that runs on into the text ends
_DEARS = 4  # words of affection before the name
_CLAUSE = re.compile(
    r"[,;:!?—–]|\s-\s|\.(?=\s|$)(?<![A-ZÀ-Ý]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)|\n\s*\n"
)


@cache
def affection(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the words that stand before a name in a salutation and are no part of it."""
    dear = {
        w
        for language in languages
        for key in ("dear", "friend")
        for w in words(language, "vocatives").get(key, ())
    }
    starts = {w for language in languages for row in words(language, "salute_starts").values() for w in row}
    titles = {
        w
        for language in languages
        for key in ("male", "female", "either")
        for w in words(language, "person_titles").get(key, ())
    }
    return frozenset(fold(word) for phrase in dear | starts for word in phrase.split()) - {
        fold(w) for w in titles - {"my"}
    }


def read_salute(text: str, languages: Sequence[str], *, running: bool = False) -> tuple[Name, ...]:
    """Read the names in a salutation; empty when it names nobody.

    In `running` text a word of affection must stand before the name: "A. Smith begs you" greets nobody.
    Only the first clause is read, and only if what is left of it without the words of affection is
    wholly a name.
    """
    tongues = tuple(languages)
    clauses = _CLAUSE.split(" ".join(text.split()).strip(' _*"„“»«'))
    first = _read_clause(clauses[0].strip(), tongues, running=running)
    # "My dear Ann, my dear Mary," calls upon two
    more = [_read_clause(clause.strip(), tongues, running=True) for clause in clauses[1:3] if clause.strip()]
    return (*first, *(name for row in more for name in row)) if first and all(more) else first


def _read_clause(clause: str, tongues: tuple[str, ...], *, running: bool) -> tuple[Name, ...]:
    tokens = clause.split()
    if not tokens or len(tokens) > 10:  # noqa: PLR2004
        return ()
    kind = affection(tongues)
    dropped = 0
    while tokens and fold(tokens[0]) in kind:
        tokens.pop(0)
        dropped += 1
    if not tokens:
        return ()
    names = read_names(" ".join(tokens), tongues)
    if not dropped and (running or len(tokens) == 1):
        return ()  # a word alone is no salutation: "Telegramm.", "Weimar."
    return tuple(name for name in names if name.kind == "person" and not name.initials)


def find_running_salutes(
    page: Page, languages: Sequence[str], by: Tongues | None = None
) -> Iterator[Finding]:
    """Propose the salutations that the first words of a paragraph are: "My dear Reynolds--I walked ...".

    Kind "salute.run"; the span is the whole paragraph's, since the salutation is no block of its own.
    """
    for paragraph in page.paragraphs:
        tongues = by.at(paragraph.span.start) if by else tuple(languages)
        starts = phrases_of(tongues, "salute_starts")
        text = paragraph.first.text[:_RUNNING]
        if not begins(text, starts):
            continue
        for start, end, _ in find_vocatives(text, tongues)[:1]:
            before = text[:start].split()
            if len(before) <= _DEARS and end < len(paragraph.first.text):
                yield Finding("salute.run", paragraph.span, "salutes.run", 0.4)


@cache
def _vocative(languages: tuple[str, ...]) -> re.Pattern[str]:
    rows = [w for language in languages for w in words(language, "vocatives").get("dear", ())]
    dear = any_first(rows, r"(?<![\w’'].)")
    word = r"[^\W\d_a-zà-ÿ][^\W\d_]*\.?"
    name = rf"(?P<name>{word}(?:[ ]{word}){{0,3}})"
    return re.compile(rf"{dear}\s+{name}\s*(?P<end>[,!;.:–—]|--|$)")


@cache
def _passed_over(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a word before "dear" that is no part of the sentence: "mein", "oh", "very"."""
    rows = any_of(phrases(languages, "vocatives", "before"))
    return re.compile(rf"(?:^|(?<=[\s,.!?;:–—„“\"(]))(?:{rows})$", re.IGNORECASE)


def find_vocatives(text: str, languages: Sequence[str]) -> list[tuple[int, int, str]]:
    """Find the names called upon inside a text ("you know, dear Liszt, that"), as start, end and words.

    A comma, an exclamation or a stop must follow: "my dear Franz came" speaks of Franz, not to him.
    Before it must stand a comma or the beginning of a sentence, for the same reason; the possessive
    and adverbs between ("mein sehr lieber") are passed over.
    """
    found = []
    for hit in _vocative(tuple(languages)).finditer(text):
        before = _passed_over(tuple(languages)).sub("", text[: hit.start()].rstrip()).rstrip()
        if before and before[-1] not in ',.!?;:–—„“"(»«-':
            continue
        if hit["end"] == "." and before and before[-1] not in ",!?;–—":
            continue
        found.append((hit.start("name"), hit.end("name"), hit["name"].rstrip(".")))
    return found
