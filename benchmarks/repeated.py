"""One large edition out of a small one: its letters and notes again and again, numbered on.

The text stays what an edition is: one series of letters, one of notes at the end, each note called
where its copy is called. So every judge has as much to decide for each letter as in the small one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from letterbook.build.plan import plan
from letterbook.build.tree import build
from letterbook.detect.run import detect
from letterbook.model import Block, Call, Edition, Inline, Letter, Node, Note, Span, leaves, letters, notes
from letterbook.read.plain_text import read
from letterbook.settle.judges import settle


def repeated(path: Path, times: int) -> str:
    """Return the text of an edition whose letters and end notes stand `times` times, numbered on."""
    source = read(path).value
    edition = build(source, plan(settle(detect(source, ()), None).value))
    body = reach(edition.body)
    endnotes = reach(tuple(notes(edition)))
    step = {"letter": len(letters(edition)), "note": last_number(edition)}
    numbers = sorted(printed_numbers(edition))
    parts = [source.text[: body.start]]
    for stretch, end in ((body, endnotes.start), (endnotes, len(source.text))):
        for copy in range(times):
            at = stretch.start
            for span, kind in numbers:
                if stretch.holds(span):
                    number, more = re.fullmatch(r"(\d+)(.*)", source.quote(span)).groups()  # "1A"
                    parts += [source.text[at : span.start], f"{int(number) + copy * step[kind]}{more}"]
                    at = span.end
            parts.append(source.text[at : stretch.end].rstrip("\n") + "\n\n")
        parts.append(source.text[stretch.end : end])
    return "".join(parts)


def reach(nodes: tuple[Node, ...]) -> Span:
    """Return the stretch of the source from the first leaf below some nodes to the last."""
    spans = [leaf.span for leaf in leaves(nodes)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def last_number(edition: Edition) -> int:
    """Return the highest number of a note."""
    return max(int(note.number) for note in notes(edition) if note.number.isdigit())


def printed_numbers(edition: Edition) -> Iterator[tuple[Span, str]]:
    """Yield where a letter's or note's number stands in print, and which of the two it is."""
    text = edition.source.text
    for letter in letters(edition):
        stretch = reach(letter.children)
        calls = [call.span for call in below(letter.children)]
        found = re.compile(rf"(?<!\d){letter.number}(?!\d)")
        spans = (Span(*match.span()) for match in found.finditer(text, stretch.start, stretch.end))
        yield next(span for span in spans if span not in calls), "letter"
    for call in below(edition.body):
        yield call.span, "note"
    for note in notes(edition):
        stretch = reach((note,))
        match = re.compile(r"\d+").search(text, stretch.start, stretch.end)
        if match:
            yield Span(*match.span()), "note"


def below(nodes: tuple[Node, ...]) -> Iterator[Call]:
    """Yield the calls below some nodes."""
    for node in nodes:
        if isinstance(node, Call):
            yield node
        elif isinstance(node, Inline | Block | Note | Letter):
            yield from below(node.children)
