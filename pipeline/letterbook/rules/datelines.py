"""Lines that date a letter: datelines, and header lines such as "Received on July 8, 1941"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from letterbook.lines import Page, Paragraph
from letterbook.model import Finding, Span
from letterbook.rules.heads import without_call
from letterbook.values.dates import Context, Reading, read_line

LONGEST = 150  # code points of a dateline, which may run over two lines


def read_paragraph(page: Page, paragraph: Paragraph, context: Context) -> Reading | None:
    """Read a short paragraph as a date line; a note call at its end is let be. None where it is none."""
    text = page.source.quote(paragraph.span)
    if len(text) > LONGEST or len(paragraph.lines) > 2:  # noqa: PLR2004
        return None
    reading = read_line(text, context)
    if not isinstance(reading, Reading):
        bare = without_call(text)
        if bare == text or not bare:
            return None
        reading = read_line(bare, context)
    return reading if isinstance(reading, Reading) else None


def find_datelines(page: Page, context: Context) -> Iterator[tuple[Finding, Reading]]:
    """Propose every line that is a date and nothing else: kind "headline" with a role word, else "dateline"."""
    for paragraph in page.paragraphs:
        reading = read_paragraph(page, paragraph, context)
        if reading is None:
            continue
        kind = "headline" if reading.role else "dateline"
        value: Mapping[str, str] = {"role": reading.role} if reading.role else {}
        yield Finding(kind, paragraph.span, f"datelines.{kind}", 0.8, value), reading


def years_of(readings: Sequence[Reading]) -> tuple[int, int] | None:
    """Return the span of years that most of the readings lie in, or None where none states a year."""
    years = sorted(
        int(value[:4])
        for reading in readings
        for value in (reading.when.when, reading.when.not_before, reading.when.start)
        if value and value[:4].isdigit()
    )
    if not years:
        return None
    cut = len(years) // 50
    return years[cut], years[len(years) - 1 - cut]


def shift(span: Span, by: int) -> Span:
    """Move a span."""
    return Span(span.start + by, span.end + by)
