"""Lines that date a letter: datelines, and header lines such as "Received on July 8, 1941"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from letterbook.lines import Page, Paragraph
from letterbook.model import Finding
from letterbook.rules.heads import without_call
from letterbook.values.dates import Context, Reading, read_line

_TITLE_LINES = 40
_LIFETIME = 99
_LOOSE = 70  # code points of a line that ends in a date
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
    """Propose every line that is a date and nothing else: kind "headline" with a role word, else "dateline".

    A short line that only ends in a date ("Lot 11, on the river, 20th October, 1831.") is a
    "dateline.loose": it counts where a letter has its datelines, and nowhere else. The offset in its
    value is that of the reading in the line.
    """
    for paragraph in page.paragraphs:
        reading = read_paragraph(page, paragraph, context)
        if reading is None:
            if len(paragraph.lines) == 1 and len(paragraph.first.text) <= _LOOSE:
                end = _year_alone(paragraph.first.text, context) or read_end(paragraph.first.text, context)
                if end:
                    yield (
                        Finding(
                            "dateline.loose", paragraph.span, "datelines.loose", 0.5, {"from": str(end[0])}
                        ),
                        end[1],
                    )
            continue
        kind = "headline" if reading.role else "dateline"
        value: Mapping[str, str] = {"role": reading.role} if reading.role else {}
        yield Finding(kind, paragraph.span, f"datelines.{kind}", 0.8, value), reading


def _year_alone(text: str, context: Context) -> tuple[int, Reading] | None:
    reading = read_line(text, replace(context, years_alone=True))
    return (0, reading) if isinstance(reading, Reading) else None


def read_end(text: str, context: Context) -> tuple[int, Reading] | None:
    """Read a date at the end of a heading ("Goethe to Schiller. Weimar, 3 May 1798"): its offset and reading."""
    for stop in re.finditer(r"[.,;:—–(-]\s*", text):
        rest = text[stop.end() :].rstrip(")")
        if any(c.isdigit() for c in rest):
            reading = read_line(rest, context)
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
