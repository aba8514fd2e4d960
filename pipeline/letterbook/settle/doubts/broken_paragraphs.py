"""Tell the editor of breaks between paragraphs that seem to cut a sentence in two; never mend one.

A page may have ended there in print, the transcriber may have slipped, or the writer broke off. The editor
decides with `[[join]]`, or with `[[split]]` where the break is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from letterbook.model import Cert, Decision, Finding, Source, Span, Subject, Topic
from letterbook.model.kinds import JOIN
from letterbook.model.values import Break
from letterbook.settle.editor.bind import BoundDecisions
from letterbook.settle.text.letter_parts import PartsByLetter

_LAST = re.compile(r"\S+$")
_FIRST = re.compile(r"\S+")
_LONGEST = 80  # code points of a word, at most


def doubt_breaks(
    bound: BoundDecisions, source: Source, parts_by_letter: PartsByLetter, proposed: Iterable[Finding]
) -> Iterator[Decision]:
    """Yield the breaks that rules doubt, which neither the judges nor the editor have settled.

    `proposed` are findings whose span is the white space between two paragraphs; the finding that waits
    holds the word before it and the word behind it.
    """
    prose = [part.span for _, parts in parts_by_letter for part in parts if part.kind == "p"]
    ends, starts = {span.end for span in prose}, {span.start for span in prose}
    settled = {one.span.start for one in bound.on("split")}
    for fault in proposed:
        start, end = fault.span
        before = _LAST.search(source.text, max(0, start - _LONGEST), start)
        after = _FIRST.match(source.text, end)
        if start in ends and end in starts and end not in settled and before and after:
            reading = f"{before[0]} {after[0]}"
            span = Span(before.start(), after.end())
            because = tuple(replace(why, span=span) for why in fault.because)
            value = Break(reading, Cert.MEDIUM)
            waiting = Finding(JOIN, span, fault.rule, fault.confidence, value, because)
            yield Decision(
                Subject(Topic.BROKEN_PARAGRAPH), None, (waiting,), "only an editor joins paragraphs"
            )
