"""Run every rule over the page. No rule looks at another's findings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from letterbook.detect.found import Found, lay_out
from letterbook.detect.languages import languages_of, tell_languages_of_page
from letterbook.model import Finding, Source
from letterbook.model.kinds import DATELINE
from letterbook.model.values import DateLine, NoteOpening
from letterbook.project.layout import Layout
from letterbook.read.page import Page, Paragraph, read_lines
from letterbook.read.view import page_marks, told_by_original, view
from letterbook.rules.datelines import LONGEST, find_datelines, title_years, years_of
from letterbook.rules.front_and_back_matter import find_licences, find_matter
from letterbook.rules.headings import find_heads
from letterbook.rules.headings_by_example import find_like
from letterbook.rules.lines_by_layout import find_by_layout
from letterbook.rules.note_bodies import find_note_bodies, find_note_titles
from letterbook.rules.notes.texts import find_note_texts, note_marks
from letterbook.rules.page_numbers import find_pages
from letterbook.rules.salutations import find_running_salutes
from letterbook.rules.set_phrases import find_phrases
from letterbook.values.dates.lines import Context, prove_order, tokenise
from letterbook.values.languages import Tongues

_NOTHING = Layout()  # nothing is pinned
_OF_DATE = 3  # lines of a paragraph that may be a date and a place


def detect(source: Source, languages: Sequence[str] = (), layout: Layout = _NOTHING) -> Found:
    """Run every rule over a source.

    `languages` are the editor's, the main one first; without them they are found. `layout` is what the
    editor has pinned.
    """
    seen = view(source, pages=layout.page_numbers)
    wrapped = source.origin.wrapped if source.origin and layout.wrapped is None else layout.wrapped
    page = read_lines(seen, wrapped=wrapped)
    licences = tuple(find_licences(page))  # what a distributor prints round the book is no part of it
    spoken = tell_languages_of_page(page, licences)
    tongues = layout.languages or languages_of(spoken, languages)
    by = Tongues(tongues, spoken, only=bool(layout.languages))
    context, datelines = _datelines(page, by, layout)
    by_layout = tuple(find_by_layout(page, tongues))
    known = {finding.span for finding in datelines}
    datelines += tuple(one for one in DATELINE.pick(by_layout) if one.span not in known)
    dated = frozenset(finding.span for finding in datelines if finding.kind == "dateline")
    bodies = tuple(body for body in find_note_bodies(page, tongues) if _may_open(body, layout))
    licences = tuple(find_licences(page))  # what a distributor prints round the book is no part of it
    titles = tuple(find_note_titles(page, tongues)) if layout.notes != "none" else ()
    outside = [licence.span for licence in licences]
    told = tuple(told_by_original(seen))
    over = [title.span for title in titles]
    notes = tuple(find_note_texts(page, tongues, over, outside, layout, told))
    pages = find_pages(page, bodies, dated, note_marks(notes), pinned=layout.page_numbers)
    taken = {f.span for f in pages}
    heads = list(find_heads(page, tongues, by))
    like = {head.span: head for head in find_like(page, layout.heading_like, tongues, heads)}
    taken |= dated | like.keys()
    heads = [head for head in heads if head.span not in taken]
    findings: list[Finding] = [
        *datelines,
        *page_marks(seen),
        *told,
        *pages,
        *heads,
        *like.values(),
        *find_phrases(page, tongues, by),
        *(one for one in by_layout if one.kind == "salute"),
        *find_running_salutes(page, tongues, by),
        *titles,
        *notes,
        *bodies,
        *find_matter(page, tongues),
    ]
    inside = (f for f in findings if not any(licence.span.holds(f.span) for licence in licences))
    return lay_out(page, tongues, (*licences, *inside), context=context, layout=layout, spoken=spoken)


def _may_open(body: Finding[NoteOpening], layout: Layout) -> bool:
    """Tell whether a line may open a note, by what the editor has pinned."""
    return layout.notes != "none" and (layout.notes != "inline" or body.value.form == "labelled")


def _may_date(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is short enough for a date and a place: "In the line, / 3/7/16."."""
    return len(paragraph.lines) <= _OF_DATE and all(len(line.text) <= LONGEST for line in paragraph.lines)


def _datelines(page: Page, by: Tongues, layout: Layout) -> tuple[Context, tuple[Finding[DateLine], ...]]:
    """Read the datelines twice: what the sure ones say of years and order lets the others be read.

    Returns what is known about the book's dates, and the datelines.
    """
    context = Context(by.main, layout.years, layout.date_order, layout.calendar, layout.years_alone)
    cut = cache(tokenise)  # what is no date at the first look is none at the second
    first = dict(find_datelines(page, context, cut, by))
    short = [line.text for p in page.paragraphs if _may_date(p) for line in p.lines]
    years = layout.years or years_of(tuple(first.values()), title_years(page))
    order = layout.date_order or prove_order(text for text in short if "/" in text or "." in text)
    if (years, order) == (layout.years, layout.date_order):
        return context, tuple(first)
    context = context._replace(years=years, order=order)
    return context, tuple(line for line, _ in find_datelines(page, context, cut, by))
