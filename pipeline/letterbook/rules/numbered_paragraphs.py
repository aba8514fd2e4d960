"""Find numbered paragraphs and enumerations: "2. The information ...", "(1) mutual help; (2) neither".

The number is a label of its paragraph. Whether it begins a list, and not a sentence or a note, is told by
its neighbours: 2 follows 1, (b) follows (a).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterbook.model import Finding, Source, Span
from letterbook.model.kinds import LABEL
from letterbook.model.values import Label
from letterbook.read.page import Paragraph
from letterbook.values.numerals import read_number

_LABEL = re.compile(
    r"(?P<open>[\[(]?)(?P<mark>\d{1,3}|[a-z]|[ivx]{1,5}|[IVX]{1,5}|[A-H])(?P<close>[.)\]]{1,2})\s+(?=\S)"
)


def _order(mark: str, style: str) -> int | None:
    if style == "letter":
        return ord(mark.lower()) - 96
    number = read_number(mark)
    return number.value if number else None


def _style(mark: str) -> tuple[str, ...]:
    if mark.isdigit():
        return ("1",)
    if len(mark) == 1 and mark.lower() in "ivx":
        return ("letter", "roman")
    return ("letter",) if len(mark) == 1 else ("roman",)


def find_labels(source: Source, paragraphs: Sequence[Paragraph]) -> Iterator[Finding[Label]]:
    """Propose the labels of numbered paragraphs among a letter's paragraphs (kind "paragraph.label").

    The span is the label without the space behind it; `value` holds `n`, and `form`: "item" for a
    bracketed label, else "paragraph". A run begins with 1 (or a), or with 2 where the first
    paragraph bears no number, and its numbers follow each other.
    """
    text = source.text
    runs: dict[tuple[str, str], list[tuple[int, Finding[Label]]]] = {}
    for paragraph in paragraphs:
        found = _LABEL.match(text, paragraph.span.start, paragraph.span.end)
        if not found:
            continue
        form = "item" if found["open"] or found["close"].startswith(")") else "paragraph"
        for style in _style(found["mark"]):
            order = _order(found["mark"], style)
            if order is None:
                continue
            key = (style, found["open"] + found["close"])
            run = runs.setdefault(key, [])
            span = Span(paragraph.span.start, paragraph.span.start + len(found[0].rstrip()))
            finding = Finding(LABEL, span, "lists.label", 0.8, Label(found["mark"], form))
            if run and order == run[-1][0] + 1:
                run.append((order, finding))
            elif order <= (2 if form == "paragraph" else 1):
                yield from _settled(run)
                runs[key] = [(order, finding)]
    for run in runs.values():
        yield from _settled(run)


def _settled(run: Sequence[tuple[int, Finding[Label]]]) -> Iterator[Finding[Label]]:
    """Yield a run that is long enough to be one: two labels, or one that continues an unnumbered first.

    A letter alone ("B. came yesterday") is somebody's initial.
    """
    lone = run and run[0][0] == 2 and run[0][1].value.n not in {"b", "B"}  # noqa: PLR2004 (the second)
    if len(run) > 1 or lone:
        for _, finding in run:
            yield finding
