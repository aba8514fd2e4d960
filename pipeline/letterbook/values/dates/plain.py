"""Take the marks of emphasis and superscript out of a text, and map its characters back to the source.

"_Feb._ 10_th_" is read as "Feb. 10th", "Jan{y.}" as "Jany."; the call of a note is left out. A wide gap
inside a line parts what stands on the left from what stands on the right, as a line's end does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from letterbook.model import Span

_MARKS = re.compile(
    r"(?P<gap>(?<=\S)[ \t]{4,}(?=\S))"
    r"|\{\d+[a-z]?\}|(?<=[^\W\d]|[.,;:\])_])\[\d{1,3}[a-z]?\]"  # calls of notes, numbers of pages
    r"|\n[ \t]*|[_~#{}^]|(?<!\w)[=+](?=\S)|(?<=\S)[=+](?!\w)"
)
#: The marks with which each line of a letter quoted whole begins or ends: "“Norton, 3 May 1861."
_QUOTED = re.compile(r"(?:^|(?<=\n))[_~]?[“”„«»\"]|[“”»«\"](?=\s*(?:\n|\Z))")


class Plain(NamedTuple):
    """The text, and for each of its signs the offset where it stood; one more for the end."""

    text: str
    at: tuple[int, ...]

    def span(self, here: Span) -> Span:
        """Return where a stretch of the plain text stands in the text that it was made of."""
        return Span(self.at[here.start], self.at[here.end - 1] + 1)


def plain(text: str, base: int = 0, *, quoted: bool = False) -> Plain:
    """Take the marks out of a text whose first sign stands at an offset, and what indents its lines.

    With `quoted`, also the marks of quotation at either end of a line.
    """
    if quoted:
        text = _QUOTED.sub(lambda mark: "_" * len(mark.group()), text)  # left out below, with emphasis
    out: list[str] = []
    at: list[int] = []
    done = 0
    for mark in _MARKS.finditer(text):
        out.append(text[done : mark.start()])
        at.extend(range(base + done, base + mark.start()))
        if mark["gap"] or mark.group().startswith("\n"):
            out.append("\n")
            at.append(base + mark.start())
        done = mark.end()
    out.append(text[done:])
    at.extend(range(base + done, base + len(text)))
    at.append(base + len(text))
    return Plain("".join(out), tuple(at))
