"""Find lines that date a letter: datelines, and header lines such as "Received on July 8, 1941"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterbook.model import Finding
from letterbook.model.kinds import DATELINE, HEADLINE, LOOSE_DATELINE
from letterbook.model.values import DateLine
from letterbook.read.page import Page, Paragraph
from letterbook.rules.headings import without_call
from letterbook.values.dates.lines import Context, Cut, Reading, read_line, tokenise
from letterbook.values.languages import Tongues

#: The mark that opens a letter quoted whole: "«Vienna, 27-10-1889.".
_QUOTED = re.compile(r"\A[“”„«»\"]")
_BREAK = re.compile(r"[.,;:—–(-]\s*")
_TITLE_LINES = 40
_ACTS = ("sent", "received")
_LIFETIME = 99
_WORDS = 8  # words of a line of an address
_LOOSE = 70  # code points of a line that ends in a date
_ADDRESSED = 4  # lines of an address with a date below
LONGEST = 150  # code points of a dateline, which may run over two lines


def read_paragraph(page: Page, paragraph: Paragraph, context: Context, cut: Cut = tokenise) -> Reading | None:
    """Read a short paragraph as a date line, ignoring a note call at its end. None where it is none."""
    span = paragraph.span
    if span.end - span.start > LONGEST or len(paragraph.lines) > 2:  # noqa: PLR2004
        return None
    text = _QUOTED.sub(" ", page.source.quote(span))
    reading = read_line(text, context, cut)
    if not isinstance(reading, Reading):
        bare = without_call(text)
        if bare == text or not bare:
            return None
        reading = read_line(bare, context, cut)
    return reading if isinstance(reading, Reading) else None


def find_datelines(
    page: Page, context: Context, cut: Cut = tokenise, by: Tongues | None = None
) -> Iterator[tuple[Finding[DateLine], Reading]]:
    """Propose every line that is a date and nothing else: kind "headline" with a role word, else "dateline".

    A short line that only ends in a date ("Lot 11, on the river, 20th October, 1831."), or lines of an
    address with a date below, is a "dateline.loose": it counts where a letter has its datelines, and
    nowhere else. `cut` avoids repeated work (see `read_line`). `by` says in which languages each line is.
    """
    book = context
    for paragraph in page.paragraphs:
        context = spoken_at(book, by, paragraph.span.start)
        bare_years = context._replace(years_alone=True)
        reading = read_paragraph(page, paragraph, context, cut)
        if reading is None:
            last = paragraph.lines[-1]
            if len(paragraph.lines) <= _ADDRESSED and all(len(x.text) <= _LOOSE for x in paragraph.lines):
                alone = read_line(last.text, bare_years if last is paragraph.first else context, cut)
                end = (0, alone) if isinstance(alone, Reading) else read_end(last.text, context, cut)
                if end and all(is_address_line(line.text) for line in paragraph.lines[:-1]):
                    said = DateLine(whole=not end[1].inherits)
                    yield Finding(LOOSE_DATELINE, paragraph.span, "datelines.loose", 0.5, said), end[1]
            continue
        acted = reading.role in _ACTS  # a postmark is a date, and nobody's act
        kind = HEADLINE if acted else DATELINE
        said = DateLine(reading.role or "" if acted else "", not reading.inherits)
        yield Finding(kind, paragraph.span, f"datelines.{kind}", 0.8, said), reading


def spoken_at(context: Context, by: Tongues | None, offset: int) -> Context:
    """Return the context for what stands at an offset: its languages first."""
    languages = by.at(offset) if by else context.languages
    return context if languages == context.languages else context._replace(languages=languages)


def is_address_line(text: str) -> bool:
    """Tell whether a line can be one of an address above a date: it begins so, is short, says no sentence."""
    begins = text[:1].isupper() or text[:1].isdigit()
    return begins and text[-1:] not in "!?;:" and len(text) <= _LOOSE and len(text.split()) <= _WORDS


def read_end(text: str, context: Context, cut: Cut = tokenise) -> tuple[int, Reading] | None:
    """Read a date at the end of a heading ("Goethe to Schiller. Weimar, 3 May 1798"): offset and reading."""
    last = max((at for at, sign in enumerate(text) if sign.isdigit()), default=-1)
    for stop in _BREAK.finditer(text, 0, last + 1):
        rest = text[stop.end() :].rstrip(")")
        if stop.end() <= last:
            reading = read_line(rest, context, cut)
            if isinstance(reading, Reading) and not reading.inherits:
                return stop.end(), reading
    return None


def title_years(page: Page) -> tuple[int, ...]:
    """Return the years that the first lines of a book, its title page, name."""
    return tuple(
        int(year)
        for line in page.lines[:_TITLE_LINES]
        for year in re.findall(r"(?<!\d)1[4-9]\d\d(?!\d)", line.text)
    )


def years_of(readings: Sequence[Reading], named: Sequence[int] = ()) -> tuple[int, int] | None:
    """Return the span of years that most of the readings lie in, or None where nothing states a year.

    `named` are years that the title page names; they widen the span as long as it is one lifetime.
    """
    years = sorted(
        int(value[:4])
        for reading in readings
        for value in (reading.when.when, reading.when.not_before, reading.when.start)
        if value and value[:4].isdigit()
    )
    cut = len(years) // 50
    inner = years[cut : len(years) - cut]
    near = [y for y in named if not inner or inner[-1] - _LIFETIME < y < inner[0] + _LIFETIME]
    known = sorted([*inner, *near])
    return (known[0], known[-1]) if known else None
