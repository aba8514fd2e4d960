"""Warn of text that no judge could classify, with its lines.

Nothing here changes the edition. Text that no judge could place is kept as prose, where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.problems import Problem, problem
from letterbook.settle.doubts.missing_letters import lines_of, stripped
from letterbook.settle.structure.regions import Structure
from letterbook.settle.text.flow import Asides

_HALF = 0.5  # of the text, licences and notes apart, should stand in letters
_SHOWN = 10  # passages that are named
_LONG = 10  # lines between letters that a part's title or a remark may have


def doubt_parts(found: Found, structure: Structure, asides: Asides) -> Iterator[Problem]:
    """Yield the warnings: one of all that stands between the letters, and one of a book mostly unread."""
    told = [*_between(found, structure, asides), *_outside(found, structure, asides)]
    yield from sorted(told, key=lambda fault: fault.place)


def _unread(found: Found, span: Span, said: str) -> Problem:
    return problem("layout-unread", said, found.page.source.place(span.start))


def _between(found: Found, structure: Structure, asides: Asides) -> Iterator[Problem]:
    """Warn once of all long stretches between letters that are no letter: how many, and where they stand."""
    last = max((r.span.end for r in structure.letters()), default=0)
    spans = []
    for region in structure.regions:
        if region.kind != "matter" or region.span.start >= last:
            continue
        if sum(len(found.lines_in(text)) for text in asides.texts_of(region.span)) >= _LONG:
            spans.append(region.span)
    if not spans:
        return
    shown = [lines_of(found, stripped(found, span)) for span in spans[:_SHOWN]]
    if len(spans) > _SHOWN:
        shown.append(f"and {len(spans) - _SHOWN} more passages")
    where = "; ".join(shown)
    many = "" if len(spans) == 1 else f"{len(spans)} passages "
    said = f"{many}between letters look like none and are kept as prose: {where}"
    if len(spans) == 1:
        said = f"{where}, between letters, look like none and are kept as prose"
    yield _unread(found, spans[0], said)


def _outside(found: Found, structure: Structure, asides: Asides) -> Iterator[Problem]:
    """Warn that most of the text is in no letter."""

    def size(*kinds: str) -> int:
        texts = (t for r in structure.regions if r.kind in kinds for t in asides.texts_of(r.span))
        return sum(text.end - text.start for text in texts)

    letters, inside, rest = structure.letters(), size("letter"), size("front", "matter", "back", "notes")
    if letters and inside < _HALF * (inside + rest):
        before = Span(0, letters[0].span.start)
        behind = Span(letters[-1].span.end, len(found.page.source.text))
        longest = max(before, behind, key=lambda s: s.end - s.start)
        share = round(100 * inside / (inside + rest))
        said = f"only {share}% of the text stands in letters; {lines_of(found, longest)} are kept as prose"
        yield _unread(found, longest, said)
