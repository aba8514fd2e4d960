"""Emphasis as plain texts mark it: _italics_, =bold=, ~spaced~.

The marks are the transcriber's, and do not stand in the print: they become TEI hi/@rend, and each is
accounted for as a skip with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterbook.model import Finding, Source, Span

_RENDERED = {"_": "italic", "=": "bold", "~": "spaced"}
_FEWEST = 2  # pairs of a mark that make it the text's manner; a single pair may be anything
_LONGEST = 300  # code points of a passage set off


def _pattern(mark: str) -> re.Pattern[str]:
    one = re.escape(mark)
    return re.compile(
        rf"{one}(?<![\w{one}].)(?=[^\s{one}])([^{one}]{{1,{_LONGEST}}}?)(?<=\S){one}(?![\w{one}])"
    )


def find_emphasis(source: Source, areas: Sequence[Span]) -> Iterator[Finding]:
    """Yield the passages set off (kind "hi", `value` is @rend) and their marks (kind "skip").

    A passage does not run over a blank line.
    """
    for mark, rend in _RENDERED.items():
        if source.text.count(mark) < 2 * _FEWEST:
            continue
        pattern = _pattern(mark)
        pairs = [
            Span(found.start(), found.end())
            for area in areas
            for found in pattern.finditer(source.text, area.start, area.end)
            if "\n\n" not in found[1]
        ]
        if len(pairs) < _FEWEST:
            continue
        for span in pairs:
            yield Finding("hi", span, "emphasis", 0.9, {"value": rend})
            for at in (span.start, span.end - 1):
                yield Finding("skip", Span(at, at + 1), "emphasis", 0.9, {"reason": "emphasis mark"})
