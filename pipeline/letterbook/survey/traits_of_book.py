"""The traits of the book as a whole: languages, lines, pages, headings, parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.model.kinds import PAGE_BREAK, PAGE_MARK
from letterbook.settle.structure.heading_series import Series
from letterbook.settle.structure.pinned import is_pinned
from letterbook.settle.structure.regions import Region
from letterbook.survey.view import Trait, View, count, lines_of, listed, shown, shown_line
from letterbook.words import name_of

_STYLES = {
    "arabic": "a number",
    "roman": "a Roman number",
    "small": "a small Roman number",
    "word": "a number in words",
}
_BEHIND = {"names": " and names", "words": " and a few words"}
_BOUNDARIES = {
    "names": "each letter is headed by names",
    "dateline": "each letter begins with its dateline, without a heading",
    "salute": "each letter begins with its salutation, without a heading",
}
_PARTS = {"front": "front matter", "letter": "letters", "matter": "other matter", "back": "back matter"}
_MOST = 12  # parts that are named


def languages(found: Found) -> Trait:
    """Say in which languages' words the book is read."""
    weights = found.spoken.weights
    ranked = sorted((one for one in weights if one), key=lambda one: (-weights[one], one))
    said = [f"{weights[one]} words in paragraphs in {name_of(one)}" for one in ranked]
    names = ", ".join(name_of(one) for one in found.languages)
    return Trait("languages", names, (", ".join(said),), pinned=bool(found.layout.languages))


def lines(found: Found) -> Trait:
    """Say whether paragraphs run over several lines."""
    page = found.page
    if page.wrapped:
        said = f"paragraphs run over several lines of up to {page.width} characters"
    else:
        said = "one line a paragraph"
    why = f"{count(len(page.lines), 'line')} with words, {count(len(page.paragraphs), 'paragraph')}"
    return Trait("lines", said, (why,), pinned=found.layout.wrapped is not None)


def pages(found: Found) -> Trait:
    """Say whether page numbers and running heads stand in the text."""
    numbers = [*found.of(PAGE_BREAK), *found.of(PAGE_MARK)]
    heads = list(found.of("fw"))
    pinned = found.layout.page_numbers is not None
    if not numbers:
        return Trait("pages", "no page numbers, no running heads", pinned=pinned)
    said = f"{count(len(numbers), 'page number')}, {numbers[0].value.n} to {numbers[-1].value.n}"
    because = [f"such as {shown(found, numbers[0].span)}"]
    if heads:
        said += f"; {count(len(heads), 'running head')}"
        because.append(f"running heads such as {shown(found, heads[0].span)}")
    return Trait("pages", said, tuple(because), pinned=pinned)


def considered(found: Found, series: Series) -> str:
    """Show the headings of a series by the first of them."""
    return f"{count(len(series.kept), 'line')} like {shown_line(found, series.kept[0].span.start)}"


def headings(view: View) -> Trait:
    """Say what heads a letter, how many there are, where numbers are missing, misprinted or begin again."""
    found, series = view.found, view.structure.series
    regions = [r for r in view.structure.letters() if r.head]
    if found.layout.one_letter:
        return Trait("headings", "the whole file is one letter", pinned=True)
    if series is None or not regions:
        return Trait("headings", f"{count(len(view.letters), 'letter')}, headed by the editor's decisions")
    _, style, _, rest = series.look
    said = _BOUNDARIES.get(rest, "each letter has a line of its own above it")
    if style != "none":
        said = f"each letter is headed by {_STYLES.get(style, 'a number')}{_BEHIND.get(rest, '')}"
    because = [f"{count(len(regions), 'letter')}: {', '.join(_some(found, regions))}", *_numbers(regions)]
    misprints = [shown(found, r.head.span) for r in regions if r.amended and r.head]
    if misprints:
        because.append(f"misprinted, and read as the number wanted there: {listed(misprints)}")
    rival = ""
    if rivals := [s for s in view.structure.rivals if s.kept]:
        rival = f"{considered(found, rivals[0])}: worth {rivals[0].worth:.1f} against {series.worth:.1f}"
    return Trait("headings", said, tuple(because), rival, is_pinned(found))


def _some(found: Found, regions: Sequence[Region]) -> Iterator[str]:
    for i in sorted({0, 1 % len(regions), len(regions) - 1}):
        if head := regions[i].head:
            yield shown_line(found, head.span.start)


def _numbers(regions: Sequence[Region]) -> Iterator[str]:
    numbers = [int(r.number) for r in regions if r.number and r.number.isdecimal()]
    if len(numbers) < 2:  # noqa: PLR2004 (a series has two)
        return
    anew = sum(b < a for a, b in pairwise(numbers))
    gaps = [f"{a + 1}" if b == a + 2 else f"{a + 1} to {b - 1}" for a, b in pairwise(numbers) if b > a + 1]
    said = f"the numbers run from {numbers[0]} to {numbers[-1]}"
    said += f", beginning anew {count(anew, 'time')}" if anew else ""
    yield f"{said}; not found: {listed(gaps)}" if gaps else f"{said} without a gap"


def parts(view: View) -> Trait:
    """Say where front matter, letters, notes and back matter begin and end."""
    found = view.found
    tails = [section.span for section in view.judged.sections if section.tail]
    rows: list[tuple[str, Span]] = []
    for region in view.structure.regions:
        behind = [tail for tail in tails if region.span.holds(tail)]
        end = min((tail.start for tail in behind), default=region.span.end)
        rows.append((_PARTS.get(region.kind, region.kind), Span(region.span.start, end)))
        rows += [("collected notes", Span(end, region.span.end))] if behind else []
    merged: list[tuple[str, Span]] = []
    for kind, span in rows:
        if merged and merged[-1][0] == kind:
            merged[-1] = (kind, Span(merged[-1][1].start, span.end))
        elif found.page.source.quote(span).strip():
            merged.append((kind, span))
    said = ", ".join(f"{kind} {lines_of(found, span)}" for kind, span in merged[:_MOST])
    said += f" and {count(len(merged) - _MOST, 'more part')}" if len(merged) > _MOST else ""
    titles = [shown(found, f.span) for kind in ("matter.title", "note.title") for f in found.of(kind)]
    because = (f"titles of parts: {listed(titles)}",) if titles else ()
    return Trait("parts", f"lines: {said}", because, pinned=bool(found.layout.cuts))
