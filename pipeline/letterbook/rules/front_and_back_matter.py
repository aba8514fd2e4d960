"""Find what is no letter: licence blocks, title page lines, prefaces, contents, indexes, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from letterbook.model import Finding, Span
from letterbook.model.kinds import CREDIT, LICENCE, PART_TITLE
from letterbook.model.values import Credit, Licence, PartTitle
from letterbook.read.page import Line, Page
from letterbook.rules.set_phrases import bare_among
from letterbook.words import known

_START = re.compile(
    r"\*{3}\s*START OF (?:THE|THIS) PROJECT|\*END[* ]*THE SMALL PRINT"
    r"|^\*{3}\s*START\b(?!\W*(?:FULL |THE )*(?:LICEN[CS]E|SMALL))",
    re.IGNORECASE,
)
_END = re.compile(
    r"^\*{3}\s*END\b(?!.*SMALL PRINT)|^\s*End of (?:the |this )?(?:\w+ ){0,6}(?:e-?book|e-?text)\b",
    re.IGNORECASE,
)
#: How a line begins that may be such an end.
_ENDS_BEGIN = frozenset("*eE")
_PRODUCED = re.compile(r"\b(?:e-?text|e-?book|Proofread|transcri|scanned|digiti[sz]ed)", re.IGNORECASE)
_CREDIT = re.compile(r"(?P<label>[^\W\d_][\w/ .]{2,30}?)\s*:\s*(?P<words>\S.*)")


def find_licences(page: Page) -> Iterator[Finding[Licence]]:
    """Find the distributor's blocks around a book, and between several: a licence, a notice of production.

    Their boundaries are the lines by which the great text archives fence a book off.
    """
    length = len(page.source.text)
    starts = [line for line in page.lines if "*" in line.text and _START.search(line.text)]
    ends = [line for line in page.lines if line.text[:1] in _ENDS_BEGIN and _END.search(line.text)]
    between = list(_between(starts, ends))
    starts = [line for line in starts if not between or line.span.start < between[0].start]
    ends = [line for line in ends if not between or line.span.start >= between[-1].end]
    start = next((line for line in reversed(starts) if line.span.start < length // 3), None)
    end = next((line for line in ends if line.span.start > length // 2), None)
    if start:
        yield Finding(LICENCE, Span(0, start.span.end), "matter.licence", 0.95, Licence("front"))
        nxt = page.lines[start.index + 1 : start.index + 8]
        if nxt and any(_PRODUCED.search(line.text) for line in nxt[:4]):
            upto = nxt[0]
            for line in nxt[1:]:
                if line.blank:
                    break
                upto = line
            produced = Span(nxt[0].span.start, upto.span.end)
            yield Finding(LICENCE, produced, "matter.production", 0.8, Licence("front"))
    for span in between:
        yield Finding(LICENCE, span, "matter.licence", 0.95, Licence("between"))
    if end:
        yield Finding(LICENCE, Span(end.span.start, length), "matter.licence", 0.95, Licence("back"))


def _between(starts: Sequence[Line], ends: Sequence[Line]) -> Iterator[Span]:
    """Yield what stands between two books in one text: from where one ends to where the next begins."""
    places = {line.span for line in starts}
    fences = sorted([*starts, *ends], key=lambda line: line.span)
    groups = [list(lines) for _, lines in groupby(fences, key=lambda line: line.span in places)]
    for begun, ended, again in zip(groups, groups[1:], groups[2:], strict=False):
        if begun[0].span in places:
            yield Span(ended[0].span.start, again[-1].span.end)


def find_matter(page: Page, languages: Sequence[str]) -> Iterator[Finding[PartTitle]]:
    """Propose the titles of parts that are no letters ("PREFACE.", "Inhalt"): kind "matter.title"."""
    titles = known(languages, "matter")
    bare = frozenset(titles)
    for paragraph in page.paragraphs:
        if len(paragraph.lines) > 2 or len(paragraph.first.text) > 80:  # noqa: PLR2004
            continue
        if title := bare_among(paragraph.first.text, bare):
            yield Finding(PART_TITLE, paragraph.span, "matter.title", 0.8, PartTitle(titles[title]))


def find_credits(page: Page, until: int, languages: Sequence[str]) -> Iterator[Finding[Credit]]:
    """Find lines such as "Publisher : ..." in the front matter, up to an offset: kind "credit"."""
    labels = known(languages, "credits")
    for line in page.lines:
        if line.span.start >= until:
            return
        found = _CREDIT.match(line.text) if ":" in line.text else None
        if found and (kind := labels.get(" ".join(found["label"].lower().split()))):
            start = line.span.start + found.start("words")
            yield Finding(CREDIT, Span(start, line.span.end), "matter.credit", 0.9, Credit(kind))
