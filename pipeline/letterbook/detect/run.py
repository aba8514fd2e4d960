"""Every rule looks at the page and proposes; none looks at another's findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from letterbook.detect.found import Found, lay_out
from letterbook.model import Finding, Source
from letterbook.problems import Place, Problem, problem
from letterbook.project.layout import Layout
from letterbook.read.page import Page, read_lines
from letterbook.rules.datelines import LONGEST, find_datelines, title_years, years_of
from letterbook.rules.front_and_back_matter import find_licences, find_matter
from letterbook.rules.headings import find_heads
from letterbook.rules.headings_by_example import find_like
from letterbook.rules.note_bodies import find_note_bodies, find_note_titles
from letterbook.rules.notes.texts import find_note_texts, note_marks
from letterbook.rules.page_numbers import find_pages
from letterbook.rules.salutations import find_running_salutes
from letterbook.rules.set_phrases import find_phrases
from letterbook.values.dates.lines import Context, Reading, prove_order, tokenise
from letterbook.values.vocabulary import count
from letterbook.words import languages as known_languages
from letterbook.words import words

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 200_000  # code points looked at from each end of the text to tell its languages
_NOTHING = Layout()  # nothing is pinned
_FEWEST = 200  # words of a text by which its language can be doubted
_COMMONEST = 0.15  # the share of the commonest words in a text of a language that letterbook knows
_SHARE = 0.25  # a language whose words are this often found beside the first is used in the book too


def detect_languages(text: str) -> tuple[str, ...]:
    """Return the languages of a text by their commonest words, most used first; ("en",) if none is known."""
    score = count_languages(text)
    best = max(score.values(), default=0)
    if not best:
        return ("en",)
    ranked = sorted(score, key=lambda language: (-score[language], language))
    return tuple(language for language in ranked if score[language] >= best * _SHARE)


def doubt_language(source: Source) -> Problem | None:
    """Return the problem that a text is in no language that letterbook has words for, or None.

    Of a text in one or two of them, every fifth word is one of the commonest, and more; of one in a kindred
    language, half as many at most. A text of a few words tells nothing.
    """
    size = len(_WORD.findall(_sampled(source.text)))
    share = sum(count_languages(source.text).values()) / max(size, 1)
    if size < _FEWEST or share >= _COMMONEST:
        return None
    said = f"only {share:.0%} of the words are common words of {' or '.join(known_languages())}"
    return problem("language-unknown", said, Place(source.name))


def _sampled(text: str) -> str:
    return text if len(text) <= 2 * _SAMPLE else text[:_SAMPLE] + text[-_SAMPLE:]


def count_languages(text: str) -> dict[str, int]:
    """Count how often a text (a long one: its beginning and end) has the commonest words of each language."""
    counts = count(_WORD, _sampled(text).lower())
    return {
        language: sum(counts[word] for word in words(language, "function").get("common", ()))
        for language in known_languages()
    }


def detect(source: Source, languages: Sequence[str] = (), layout: Layout = _NOTHING) -> Found:
    """Run every rule over a source.

    `languages` are the editor's, the main one first; without them they are found. `layout` is what the
    editor has pinned.
    """
    tongues = layout.languages or _spoken(languages) or detect_languages(source.text)
    page = read_lines(source, wrapped=layout.wrapped)
    context, readings = _datelines(page, tongues, layout)
    dated = frozenset(finding.span for finding in readings if finding.kind == "dateline")
    bodies = tuple(body for body in find_note_bodies(page, tongues) if _may_open(body, layout))
    licences = tuple(find_licences(page))  # what a distributor prints round the book is no part of it
    titles = tuple(find_note_titles(page, tongues)) if layout.notes != "none" else ()
    outside = [licence.span for licence in licences]
    notes = tuple(find_note_texts(page, tongues, [title.span for title in titles], outside, layout))
    pages = find_pages(page, bodies, dated, note_marks(notes), pinned=layout.page_numbers)
    taken = {f.span for f in pages}
    heads = list(find_heads(page, tongues))
    like = {head.span: head for head in find_like(page, layout.heading_like, tongues, heads)}
    taken |= dated | like.keys()
    heads = [head for head in heads if head.span not in taken]
    findings: list[Finding] = [
        *readings,
        *pages,
        *heads,
        *like.values(),
        *find_phrases(page, tongues),
        *find_running_salutes(page, tongues),
        *titles,
        *notes,
        *bodies,
        *find_matter(page, tongues),
    ]
    inside = (f for f in findings if not any(licence.span.holds(f.span) for licence in licences))
    return lay_out(page, tongues, (*licences, *inside), readings, context=context, layout=layout)


def _spoken(languages: Sequence[str]) -> tuple[str, ...]:
    """Return the languages that letterbook has words for: "de" for "de-AT"."""
    bases = (language.split("-")[0].lower() for language in languages)
    return tuple(base for base in bases if base in known_languages())


def _may_open(body: Finding, layout: Layout) -> bool:
    """Tell whether a line may open a note, by what the editor has pinned."""
    return layout.notes != "none" and (layout.notes != "inline" or body.value["form"] == "labelled")


def _datelines(
    page: Page, languages: tuple[str, ...], layout: Layout
) -> tuple[Context, dict[Finding, Reading]]:
    """Read the datelines twice: what the sure ones say of years and order lets the others be read.

    Returns what is known about the book's dates, and the readings.
    """
    context = Context(languages, layout.years, layout.date_order, layout.calendar, layout.years_alone)
    cut = cache(tokenise)  # what is no date at the first look is none at the second
    first = dict(find_datelines(page, context, cut))
    short = [p.first.text for p in page.paragraphs if len(p.lines) == 1 and len(p.first.text) <= LONGEST]
    years = layout.years or years_of(tuple(first.values()), title_years(page))
    order = layout.date_order or prove_order(text for text in short if "/" in text or "." in text)
    if (years, order) == (layout.years, layout.date_order):
        return context, first
    context = context._replace(years=years, order=order)
    return context, dict(find_datelines(page, context, cut))
