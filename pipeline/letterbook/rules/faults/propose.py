"""Propose a reading, with reasons, for each fault of the print or of its transcription.

Only a fault whose reading is certain (``cert`` "high") is corrected by the program, and then both
readings stand in the TEI (Guidelines 3.5.1, ``choice``). Everything else is for the editor's
review. A wrong correction is worse than ten faults left: where two explanations are open, a rule
says less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from letterbook.model import Cert, Evidence, Finding, Source, Span
from letterbook.model.values import Fault
from letterbook.rules.faults.hyphens import find_hyphens
from letterbook.rules.faults.run_together import find_fusions
from letterbook.rules.faults.searched_text import WORD, SearchedText, correction, prepare_search
from letterbook.rules.faults.stops import find_stops
from letterbook.rules.faults.torn_numbers import find_numbers
from letterbook.rules.set_phrases import any_first
from letterbook.values.vocabulary import Lexicon

_GAP = re.compile(r"\n[ \t]*(?:\n[ \t]*)+(?=\S)")  # and the white space before it
_LAST_WORD = re.compile(rf"({WORD})$")
_LAST_NUMBER = re.compile(r"(?<![\w.,:/])(\d+(?:-\d+)?)$")
_CALLED = re.compile(r"[.!?:;,\]\[)\"'”’»“«*] ?[\[(]?\d{1,3}[A-Za-z]?[\])]?$")
_FIRST_WORD = re.compile(rf"{WORD}")
#: A paragraph of running prose is at least so long; shorter ones may be verse, closers, lists.
_PROSE = 80
#: And its first line, in texts whose lines are short too.
_LINE = 50
#: Below this share of paragraphs that end in a stop, a missing stop says nothing.
_STOPPED = 0.95
_MANY = 20
_STOPS = ".!?:;,…—–-)]}_=~\"'”’»“«*"


def find_faults(
    source: Source, areas: Sequence[Span], languages: Sequence[str], lexicon: Lexicon
) -> Iterator[Finding]:
    """Yield what seems wrong in some areas of a text, in the order of the text, no two overlapping.

    Kind "correction": the span is as small as can be.
    Kind "join.paragraphs": a paragraph break in mid-sentence; the span is the white space.
    Areas are spans of running text (letters, notes), in code points; each holds whole paragraphs.
    """
    field = prepare_search(source, areas, languages, lexicon)
    found = [
        *find_hyphens(field),
        *find_numbers(field),
        *find_fusions(field),
        *find_stops(field),
        *_doubled(field),
        *_paragraphs(field),
    ]
    found.sort(key=lambda one: (one.span, -one.confidence))
    end = 0
    for one in _best(found):
        if one.span.start >= end:
            yield one
            end = one.span.end


def _best(found: Sequence[Finding]) -> Iterator[Finding]:
    """Leave out a finding that a surer one beside it overlaps."""
    for at, one in enumerate(found):
        rival = found[at + 1] if at + 1 < len(found) else None
        if rival is not None and rival.span.meets(one.span) and rival.confidence > one.confidence:
            continue
        yield one


def _doubled(field: SearchedText) -> Iterator[Finding[Fault]]:
    """Propose one word for two: `the the`. Never certain, for the letter itself may have had it."""
    for match in field.seek(_twice(field.words("fault_stops", "never_doubled"))):
        span = Span(match.start(), match.end())
        yield correction(span, match[1], Cert.MEDIUM, "doubled word", f"“{match[1]}” stands twice")


@cache
def _twice(words: frozenset[str]) -> re.Pattern[str]:
    """Return what finds one of some words twice. It begins with their letters: other words are passed by."""
    word = any_first(tuple(words), r"(?<![\w'’-].)", exact=True)
    return re.compile(rf"({word})\s\1(?![\w'’-])")


def _paragraphs(field: SearchedText) -> Iterator[Finding]:
    """Look at each pair of neighbouring paragraphs: a sentence cut in two, or a lost full stop."""
    text = field.source.text
    gaps = list(_gaps(text))
    ends = [(end, _start_of(text, end), after) for end, after in gaps if field.area(end - 1)]
    prose = [end for end, start, _ in ends if end - start >= _PROSE]
    stopped = sum(1 for end in prose if text[end - 1] in _STOPS or _CALLED.search(text, end - 8, end))
    regular = len(prose) >= _MANY and stopped >= len(prose) * _STOPPED
    for end, start, after in ends:
        if end - start < _PROSE or _CALLED.search(text, end - 8, end):
            continue
        last = _LAST_WORD.search(text, end - 40, end) or _LAST_NUMBER.search(text, end - 40, end)
        if last is None:
            continue
        if field.area(after) is not None and last[1][0].isalpha():
            says = _cut(field, last[1], after)
            if says:
                span = Span(end, after)
                because = (Evidence(span, says),)
                yield Finding("join.paragraphs", span, "faults.false break", 0.95, because=because)
                continue
        if regular and not last[1].isupper() and _is_prose(text, after):
            says = f"{stopped} of {len(prose)} paragraphs end in a stop, this one in none"
            span = Span(last.start(), last.end())
            yield correction(span, last[1] + ".", Cert.LOW, "lost stop", says)


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a paragraph ends and where the next begins: what lies between is blank."""
    for match in _GAP.finditer(text):
        end = match.start()
        while end and text[end - 1] in " \t":
            end -= 1
        if end and not text[end - 1].isspace():
            yield end, match.end()


def _start_of(text: str, end: int) -> int:
    return text.rfind("\n\n", 0, end) + 2 if text.rfind("\n\n", 0, end) >= 0 else 0


def _cut(field: SearchedText, last: str, after: int) -> str:
    """Say why the paragraph after a gap goes on with the sentence before it; "" if it does not.

    A gap before a small letter cuts a sentence if both sides are long lines of prose (verse and the
    closing of a letter are short). Before a capital the two words must make a name printed elsewhere.
    """
    text = field.source.text
    first = _FIRST_WORD.match(text, after)
    if first is None or not _is_prose(text, after):
        return ""
    if first[0][0].islower():
        return f"“{last}” ends in no stop, and “{first[0]}” begins with a small letter"
    if last[0].isupper():
        times = field.names[last, first[0]]
        if times >= 2:  # noqa: PLR2004 (once may be chance)
            return f"“{last}” ends in no stop, and “{last} {first[0]}” is printed {times} times elsewhere"
    return ""


def _is_prose(text: str, start: int) -> bool:
    """Tell whether a paragraph begins with a long line at the margin; verse and signatures do not."""
    end = text.find("\n", start)
    return (end if end >= 0 else len(text)) - start >= _LINE and text[start - 1] not in " \t"
