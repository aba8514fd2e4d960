"""Find annotations without a call: by page and line ("P. 12, l. 4. --_word._ ..."), by lemma ("word] ...").

They stand under a title, behind a letter or at the end of the book, or each with its page's number. This
module finds only how one begins; `letterbook.settle.notes.prose` decides to which letter it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from letterbook.model import Finding, Span
from letterbook.model.kinds import NOTE_PROSE
from letterbook.model.values import Annotation
from letterbook.read.page import Page
from letterbook.rules.notes.note_words import either

RULE = "note_prose"
_LEMMA = 90  # code points of a lemma, at most
_PARTED = r"[\s.,:;)\]—–-]*"
_WORDS = r"[^\n\]\[]"
#: What ends a lemma: a bracket leaves no doubt, the others need the lemma to stand in a letter.
_ENDS = {
    "bracket": rf"(?P<lemma>{_WORDS}{{1,{_LEMMA}}}?)\]\s+(?=\S)",
    "stop": rf"(?P<lemma>[^\n\]\[.:]{{2,{_LEMMA}}}?)(?::|\.(?=\s*[—–-]|\s)|\s?[—–]|--)\s*(?=\S)",
}


@cache
def _references(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of what an annotation begins with: the letter, the page, the line that it is on."""
    letter = (
        rf"(?:[^\W\d_]{{1,3}}\s+)?{either(languages, 'head_prefixes')}\.?\s*"
        r"(?P<letter>[IVXLC]{1,8}|\d{1,4})(?!\w)"
    )
    line = rf"\s*[,.;:]?\s*{either(languages, 'line_words')}\.?\s*(?P<line>\d{{1,3}})"
    line += r"(?:\s*[-–]\s*\d+|\s?f+\b)?"
    page = rf"{either(languages, 'page_words')}\.?\s*(?P<page>\d{{1,4}})(?!\w)(?:{line})?"
    pair = r"(?P<page_alone>\d{1,4})(?:\s*,\s*|[.:])(?P<line_alone>\d{1,3})(?![\w,:])(?!\.\d)"
    return re.compile(rf"(?:(?P<at_letter>{letter}){_PARTED})?(?:(?:{page}|{pair}){_PARTED})?")


@cache
def letter_heads(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a line over the annotations on one letter: "Letter XII.", "Zu Brief 14"."""
    return re.compile(
        rf"(?:[^\W\d_]{{1,3}}\s+)?(?:{either(languages, 'head_prefixes')}\.?\s*)"
        r"(?P<letter>[IVXLC]{1,8}|\d{1,4})[.:]?"
    )


def find_prose(page: Page, languages: Sequence[str], areas: Sequence[Span]) -> Iterator[Finding[Annotation]]:
    """Yield the paragraphs of some stretches that begin as annotations do (kind "note.prose"), in order.

    The span is the paragraph. The value holds `letter`, `page` and `line` as printed, `lemma`, `end` (how the
    lemma ends) and `opens` (the offset behind what the annotation begins with).
    """
    known = _references(tuple(languages))
    text = page.source.text
    for paragraph in page.paragraphs:
        if not any(area.start <= paragraph.span.start < area.end for area in areas):
            continue
        start, end = paragraph.span
        referred = known.match(text, start, end)
        at = referred.end() if referred else start
        letter = number = row = lemma = ends = ""
        opens = at
        if referred:
            letter = referred["letter"] or ""
            number = referred["page"] or referred["page_alone"] or ""
            row = referred["line"] or referred["line_alone"] or ""
        for name, shape in _ENDS.items():
            if found := re.compile(shape).match(text, at, end):
                lemma, ends = found["lemma"].strip(" _*“”„\"'»«"), name
                if name == "bracket" or at == start:  # the lemma is what the annotation begins with
                    opens = found.end()
                break
        if (letter or number or lemma) and opens < end:
            value = Annotation(letter, number, row, lemma, ends, opens)
            yield Finding(NOTE_PROSE, Span(start, end), RULE, 0.6, value)
