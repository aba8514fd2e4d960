"""The units that the model labels: the paragraphs of the page, each with its words and its place on it.

Letters begin and end with whole paragraphs: of 4,000 letters in the gold volumes one does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from letterbook.detect.found import Found
from letterbook.model import Finding, Span

_MARKS = re.compile(r"[_=~|{}\\^]+|(?<![\w*])\*(?=\w)|(?<=[\w.,])\*(?![\w*])")
_PAGES = frozenset({"page.break", "fw"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph: its words without marks of emphasis, how it stands on the page, what rules say of it.

    `first` and `last` are its first and last line; `blank` counts the blank lines above it, `indent` the
    spaces before it; `kinds` are the findings that begin on its lines. `page` says that it is a page
    number or a running head and no more.
    """

    span: Span
    text: str
    raw: str
    first: int
    last: int
    blank: int
    indent: int
    length: int
    kinds: Mapping[str, Finding]
    page: bool


def cut_units(found: Found) -> tuple[Unit, ...]:
    """Cut the page of a book into units."""
    out = []
    for paragraph in found.page.paragraphs:
        lines = paragraph.lines
        raw = " ".join(line.text for line in lines)
        text = " ".join(_MARKS.sub("", raw).split()) or raw
        kinds: dict[str, Finding] = {}
        for line in lines:
            for kind, finding in found.kinds(line.index).items():
                kinds.setdefault(kind, finding)
        page = any(kind in kinds and kinds[kind].span.holds(paragraph.span) for kind in _PAGES)
        first = lines[0]
        out.append(
            Unit(
                paragraph.span,
                text,
                raw,
                first.index,
                lines[-1].index,
                first.blank,
                first.indent,
                max(line.indent + len(line.text) for line in lines),
                kinds,
                page,
            )
        )
    return tuple(out)
