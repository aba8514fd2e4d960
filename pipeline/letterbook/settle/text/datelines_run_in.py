"""Find a dateline run in at the head of a first paragraph: "_Leeds, May 3, 1843._--The roads are bad."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from letterbook.detect.found import Found
from letterbook.model import Span
from letterbook.read.page import Paragraph
from letterbook.values.dates.lines import read_line
from letterbook.values.dates.reading import Reading
from letterbook.words.patterns import phrases

_LONGEST = 110  # code points of such a dateline
_SAID = 6  # words of the paragraph, at least, behind it
_BREAK = re.compile(r"(?:(?<=[\w\])][.:])|(?<=\w))(?:\s*(?:--+|—)\s*)|(?<=[.:])\s+")
_TOKEN = re.compile(r"[^\W_]+")
_DAY = "-"  # stands twice in a day, once in a month of a year


def dateline_run_in(found: Found, paragraph: Paragraph) -> tuple[Sequence[Paragraph], list[Paragraph]]:
    """Return the dateline at the head of a paragraph, if there is one, and the paragraph behind it.

    Every word up to a full stop, a colon or a dash must be the dateline's, and a sentence must follow.
    """
    start, end = paragraph.span
    text = found.page.source.quote(Span(start, end))
    head = text[: _LONGEST + 1].replace("\n", " ")
    for found_ in reversed(list(_BREAK.finditer(head))):
        cut, behind = found_.start(), text[found_.end() :]
        if not behind[:1].isupper() or len(behind.split()) < _SAID:
            continue
        if _is_sentence(head, found.tongues.at(start)):
            break
        reading = read_line(head[:cut].strip(" .:_=~"), found.context)
        if not isinstance(reading, Reading) or reading.role is not None or reading.calls:
            continue
        told = (reading.when.when or "").count(_DAY)
        if reading.inherits in {None, "year"} and (told > 1 or (told and reading.place)):
            dated = paragraph.within(Span(start, start + found_.end()))
            return [dated], [paragraph.within(Span(start + found_.end(), end))]
    return (), [paragraph]


def _is_sentence(head: str, languages: Sequence[str]) -> bool:
    """Tell whether words begin as a sentence does, "In Leeds, on May 3", not "Le 3 mai"."""
    tokens = _TOKEN.findall(head.lower())[:2]
    common = phrases(languages, "language", "common")
    return len(tokens) > 1 and tokens[0] in common and not tokens[1][0].isdigit()
