"""Find letters between two that others helped to write.

A card that friends write together stands in a book of two correspondents like any other letter, and the
header word alone would give it to one of them. Signs of another writer are: a name under it that is neither
correspondent's; a form of address ("Sie" for "du") that the exchange does not use at the time; "our two
countries" beside "your country".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from letterbook.model import Evidence, Source, Span
from letterbook.rules.set_phrases import any_first
from letterbook.settle.letter_lines import Signs
from letterbook.words import words

#: So many letters on each side must all use the other form before one letter's form is called foreign.
_NEIGHBOURS = 3
_QUOTED = re.compile(r"»[^«]*«|„[^“”]*[“”]|“[^”]*”|\"[^\"]*\"|«[^»]*»")


class _Forms(NamedTuple):
    """The words for "you", and whether the languages have any that tell; "our two", "your"."""

    tell: bool
    familiar: re.Pattern[str]
    polite: re.Pattern[str]
    two: re.Pattern[str]
    your: frozenset[str]


@cache
def _forms(languages: tuple[str, ...]) -> _Forms:
    def rows(table: str, key: str) -> list[str]:
        return [w for language in languages for w in words(language, table).get(key, ())]

    familiar, polite = rows("second_person", "familiar"), rows("second_person", "polite")
    two = any_first(rows("reference_pair", "two"), r"(?<!\w.)")
    return _Forms(
        bool(familiar or polite),
        re.compile(any_first(familiar, r"(?<![\w’'].)", exact=True) + r"(?![\w’'])"),
        # a polite form is a capital inside a sentence; at its beginning it may be "they"
        re.compile(any_first(polite, r"(?<=[^\W\d_,;–—] .)", exact=True) + r"(?![\w’'])"),
        re.compile(rf"{two}(?i:\s+(?P<noun>[^\W\d_]{{4,}}))"),
        frozenset(rows("reference_pair", "your")),
    )


def _two_writers(text: str, offset: int, forms: _Forms) -> Evidence | None:
    """Find "our two countries ... your country": the two are then not the writer's and the reader's."""
    for found in forms.two.finditer(text):
        sentence_end = min(
            (at for at in (text.find(mark, found.end()) for mark in ".!?;") if at >= 0), default=len(text)
        )
        stem = re.escape(found["noun"][: max(4, len(found["noun"]) - 3)])
        your = "|".join(sorted(map(re.escape, forms.your)))
        if re.search(rf"\b(?:{your})\s+{stem}", text[found.end() : sentence_end], re.IGNORECASE):
            return Evidence(Span(offset + found.start(), offset + sentence_end), "two write to a third")
    return None


def find_other_writers(
    source: Source, letters: Sequence[Signs], languages: Sequence[str]
) -> dict[int, tuple[Evidence, ...]]:
    """Return the evidence of another writer for each letter of an exchange that shows one. Linear."""
    forms = _forms(tuple(languages))
    used: list[str] = []
    marks: dict[int, list[Evidence]] = {}
    spans: list[Span | None] = []
    for i, signs in enumerate(letters):
        familiar = polite = 0
        where: Span | None = None
        for span in (*signs.salutes, *signs.body, *signs.valedictions):
            words_ = source.quote(span)
            if forms.tell:
                text = _QUOTED.sub(lambda hit: " " * len(hit[0]), words_)
                familiar += len(forms.familiar.findall(text))
                hits = list(forms.polite.finditer(text))
                polite += len(hits)
                if hits and where is None:
                    where = Span(span.start + hits[0].start(), span.start + hits[0].end())
            if joint := _two_writers(words_, span.start, forms):
                marks.setdefault(i, []).append(joint)
        if familiar and polite:
            used.append("both" if polite > 1 else "")
        else:
            used.append("familiar" if familiar else "polite" if polite else "")
        spans.append(where)
        if used[-1] == "both":
            marks.setdefault(i, []).append(
                Evidence(where, "one letter addresses its reader in both forms, familiar and polite")
            )
    told = [i for i, form in enumerate(used) if form in ("familiar", "polite")]
    for n, i in enumerate(told):
        around = [used[j] for j in (*told[max(0, n - _NEIGHBOURS) : n], *told[n + 1 : n + 1 + _NEIGHBOURS])]
        if n >= _NEIGHBOURS and len(around) == 2 * _NEIGHBOURS and used[i] not in around:
            marks.setdefault(i, []).append(
                Evidence(spans[i], "the letters before and after address their reader in the other form")
            )
    return {i: tuple(found) for i, found in sorted(marks.items())}
