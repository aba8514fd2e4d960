"""Warn of marks that look like calls but call no note, and of paragraphs that only begin like notes.

Whole sets of notes may be printed in a manner that is not understood: that is told with its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from letterbook.detect.found import Found
from letterbook.model import Finding, Span
from letterbook.model.kinds import NOTE_UNANSWERED, NOTE_UNREAD
from letterbook.model.values import LooseMark
from letterbook.problems import Problem, problem
from letterbook.settle.notes.judge import Notes

_SHOWN = 40  # code points of a mark or an annotation in a problem
_NAMED = 5  # places named in one problem
_YEARS = range(1000, 2101)  # numbers that may be years


def doubt_notes(
    found: Found, notes: Notes, calls: Sequence[Finding], heads_of_letters: Sequence[Span] = ()
) -> Iterator[Problem]:
    """Yield what looks like calls and notes, and is read as neither, nor as the heading of a letter.

    Annotations whose letter nothing tells are left where they are, and told too.
    """
    taken = [call.span for call in calls]
    taken += [note.opening.span for note in notes.notes]
    taken += [mark.span for kind in ("page.break", "fw") for mark in found.of(kind)]
    marks = _left(found.of(NOTE_UNANSWERED), taken)
    if any(mark.value.known for mark in marks) or _run_on(marks):
        said = f"{_count(marks, 'mark')} in brackets {'calls' if len(marks) == 1 else 'call'} no note"
        yield _told(found, "marks-unanswered", said, marks)
    taken += heads_of_letters
    heads = _left(found.of(NOTE_UNREAD), [*taken, *(note.span for note in notes.notes)])
    if any(head.value.known for head in heads) or _run_on(heads):
        said = f"{_count(heads, 'paragraph')} {'begins' if len(heads) == 1 else 'begin'} like a note"
        yield _told(found, "notes-unread", f"{said}, and nothing in the text calls it", heads)

    if notes.unplaced:
        said = f"{_count(notes.unplaced, 'annotation')} {'is' if len(notes.unplaced) == 1 else 'are'} on no "
        yield _told(
            found, "annotations-unplaced", f"{said}letter that its page or lemma tells", notes.unplaced
        )


def _left(findings: Iterator[Finding[LooseMark]], taken: Sequence[Span]) -> list[Finding[LooseMark]]:
    """Return what no other span holds; a year in brackets says nothing."""
    held = sorted(taken)
    left = []
    at = 0
    for finding in sorted(findings, key=lambda one: one.span):
        while at < len(held) and held[at].end <= finding.span.start:
            at += 1
        digits = "".join(filter(str.isdigit, finding.value.number))
        free = at >= len(held) or not held[at].meets(finding.span)
        if free and (finding.value.known or int(digits) not in _YEARS):
            left.append(finding)
    return left


def _run_on(marks: Sequence[Finding[LooseMark]]) -> bool:
    """Tell whether two numbers follow each other, as those of calls and notes do."""
    numbers = [int("".join(filter(str.isdigit, mark.value.number))) for mark in marks]
    return any(after - before == 1 for before, after in pairwise(numbers))


def _count(marks: Sequence[Finding], name: str) -> str:
    return f"{len(marks)} {name}" + ("" if len(marks) == 1 else "s")


def _shown(words: str) -> str:
    """Return words as a message shows them: on one line, cut off."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rstrip()} ..."


def _told(found: Found, code: str, said: str, marks: Sequence[Finding]) -> Problem:
    source = found.page.source
    named = ", ".join(
        f"“{_shown(source.quote(mark.span))}” (line {source.place(mark.span.start).line})"
        for mark in marks[:_NAMED]
    )
    more = f" and {len(marks) - _NAMED} more" if len(marks) > _NAMED else ""
    return problem(code, f"{said}: {named}{more}", source.place(marks[0].span.start))
