"""Every rule looks at the page and proposes; none looks at another's findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from letterbook.lines import Page, read_lines
from letterbook.model import Finding, Source
from letterbook.rules.datelines import LONGEST, find_datelines, title_years, years_of
from letterbook.rules.heads import find_heads
from letterbook.rules.matter import find_licences, find_matter
from letterbook.rules.note_bodies import find_note_bodies, find_note_titles
from letterbook.rules.pages import find_pages
from letterbook.rules.phrases import find_phrases
from letterbook.settle.found import Found, lay_out
from letterbook.values.dates import Context, Reading, prove_order
from letterbook.words import languages as known_languages
from letterbook.words import words

_SAMPLE = 200_000  # code points looked at from each end of the text to tell its languages
_SHARE = 0.25  # a language whose words are this often found beside the first is used in the book too


def detect_languages(text: str) -> tuple[str, ...]:
    """Return the languages of a text by their commonest words, the most used first; ("en",) where none is known."""
    sample = text if len(text) <= 2 * _SAMPLE else text[:_SAMPLE] + text[-_SAMPLE:]
    counts = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    score = {
        language: sum(counts[word] for word in words(language, "function").get("common", ()))
        for language in known_languages()
    }
    best = max(score.values(), default=0)
    if not best:
        return ("en",)
    ranked = sorted(score, key=lambda language: (-score[language], language))
    return tuple(language for language in ranked if score[language] >= best * _SHARE)


def detect(source: Source, languages: Sequence[str] = ()) -> Found:
    """Run every rule over a source. `languages` are the editor's; without them they are found."""
    tongues = tuple(languages) or detect_languages(source.text)
    page = read_lines(source)
    context, readings = _datelines(page, tongues)
    dated = frozenset(finding.span for finding in readings if finding.kind == "dateline")
    bodies = tuple(find_note_bodies(page, tongues))
    pages = find_pages(page, bodies, dated)
    taken = {f.span for f in pages}
    findings: list[Finding] = [
        *readings,
        *pages,
        *(head for head in find_heads(page, tongues) if head.span not in taken and head.span not in dated),
        *find_phrases(page, tongues),
        *find_note_titles(page, tongues),
        *bodies,
        *find_licences(page),
        *find_matter(page, tongues),
    ]
    return lay_out(page, tongues, findings, readings, context)


def _datelines(page: Page, languages: tuple[str, ...]) -> tuple[Context, dict[Finding, Reading]]:
    """Read the datelines twice: what the sure ones say of years and order lets the others be read.

    Returns what is known about the book's dates, and the readings.
    """
    context = Context(languages=languages)
    first = dict(find_datelines(page, context))
    short = [p.first.text for p in page.paragraphs if len(p.lines) == 1 and len(p.first.text) <= LONGEST]
    years = years_of(tuple(first.values()), title_years(page))
    order = prove_order(text for text in short if "/" in text or "." in text)
    if years is None and order is None:
        return context, first
    context = replace(context, years=years, order=order)
    return context, dict(find_datelines(page, context))
