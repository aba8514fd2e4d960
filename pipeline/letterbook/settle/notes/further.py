"""Find further paragraphs of a group's last note, which no indent, colon, quotation or title announces.

Where all notes of a book stand directly above a letter's close, at the foot of a page, or behind the letter,
the paragraphs that stand between a note and that place are the note's. In a book whose text goes on below its
notes nothing tells them from the text, and a paragraph that calls a note is the text's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.model.values import NoteOpening
from letterbook.read.page import Line, Paragraph
from letterbook.rules.notes.texts import call_spans
from letterbook.settle.structure.regions import Structure, region_index
from letterbook.settle.text.close_lines import ends_letter
from letterbook.settle.text.line_looks import is_spoken

_GROUPS = 2  # other groups of notes, at least, by which it is known what stands below notes
_NEARLY_ALL = 0.9  # of them end at such a place
_MOST = 3  # further paragraphs of a note
_WORDS = 4  # of such a paragraph, at least: less may be a signature or a title
_EDGES = frozenset({"page.break", "page.mark", "fw", "valediction", "postscript", "dateline", "ornament"})


def with_further(
    found: Found, structure: Structure, texts: Sequence[Finding[NoteOpening]]
) -> list[Finding[NoteOpening]]:
    """Return notes, in order, those that go on without a sign with their further paragraphs."""
    below = dict(_below(found, structure, texts))
    ended = sum(not rows for rows in below.values())
    out = list(texts)
    others = len(below) - 1
    if others < _GROUPS or ended < _NEARLY_ALL * others:
        return out
    calls = sorted(span.start for text in texts for span in call_spans(text))
    for at, rows in below.items():
        if not rows or texts[at].value.sure or len(rows) > _MOST:
            continue
        end = rows[-1].span.end
        called = bisect_left(calls, texts[at].span.end) < bisect_left(calls, end)
        if not called and all(_may_go_on(found, row) for row in rows):
            out[at] = replace(texts[at], span=Span(texts[at].span.start, end))
    return out


def _below(
    found: Found, structure: Structure, texts: Sequence[Finding[NoteOpening]]
) -> Iterator[tuple[int, list[Paragraph]]]:
    """Yield the index of the last note of each group in a letter, with what is below it to such a place."""
    text = found.page.source.text
    for at, note in enumerate(texts):
        region = structure.regions[region_index(structure.regions, note.span.start)]
        following = texts[at + 1].span.start if at + 1 < len(texts) else len(text)
        if region.kind != "letter" or not text[note.span.end : following].strip():
            continue
        end = min(max(region.span.end, note.span.end), following)
        yield at, _to_edge(found, _paragraphs(found.lines_in(Span(note.span.end, end))))


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    rows: list[list[Line]] = []
    for line in lines:
        if line.blank or not rows:
            rows.append([])
        rows[-1].append(line)
    return [Paragraph(tuple(row)) for row in rows]


def _to_edge(found: Found, rows: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs above the first that closes a letter or begins another page."""
    out: list[Paragraph] = []
    for row in rows:
        if _EDGES & found.kinds(row.first.index).keys() or ends_letter(found, row):
            break
        out.append(row)
    return out


def _may_go_on(found: Found, row: Paragraph) -> bool:
    """Tell whether a paragraph may be a note's: prose below no wider gap, without a word from me to you."""
    words = found.page.source.quote(row.span)
    return row.first.blank <= 1 and len(words.split()) >= _WORDS and not is_spoken(found, words)
