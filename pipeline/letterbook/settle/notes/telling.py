"""Tell how a book's notes are called: by which marks, as printed, and which others are possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from letterbook.detect.found import Found
from letterbook.model import Decision, Finding, Source, Span, Subject, Topic
from letterbook.model.kinds import NOTE_MANNER
from letterbook.model.values import MarksShown, NoteCall
from letterbook.rules.calls.marks import STYLES
from letterbook.settle.notes.numbering import PrintedNote

_BEFORE = 24  # code points shown before a call
_BEHIND = 30  # and of a note behind its mark


def tell_calls(
    found: Found,
    notes: Sequence[PrintedNote],
    keys: Mapping[tuple[str, int], str],
    calls: Sequence[Finding[NoteCall]],
) -> Iterator[Decision]:
    """Yield how each set of notes is called, and which notes nothing calls.

    `keys` are the notes' keys by scope and rank.
    """
    called = {(call.value.scope, call.value.rank) for call in calls}
    for manner in found.of(NOTE_MANNER):
        mine = [note for note in notes if note.opening.value.manner == manner.value.manner]
        if not mine:
            continue
        answered = sum((note.scope, note.rank) in called for note in mine)
        reason = f"{answered} of {len(mine)} notes are called in the style “{STYLES[manner.value.calls]}”"
        if manner.value.shown:
            reason += f": {_pair(found, manner.value.shown)}"
        more, rival = manner.value.unanswered, manner.value.second
        says = [f"{more} {'mark calls' if more == 1 else 'marks call'} no note"] if more else []
        if rival:
            says.append(f"{rival.pairs} could be called by others: {_pair(found, rival)}")
        yield Decision(Subject(Topic.CALL_STYLE), None, (), reason, "; ".join(says))
    for note in notes:
        if note.opening.value.calls == () and note.opening.value.number:
            yield Decision(
                Subject(Topic.CALL_MISSING, note=keys[note.scope, note.rank]),
                None,
                (),
                "no call stands between the calls of the notes before and after it",
            )


def _pair(found: Found, marks: MarksShown) -> str:
    """Show a mark in the text and the note that answers it, each with some words and its line."""
    source = found.page.source
    before = source.text[max(0, marks.call.start - _BEFORE) : marks.call.start]
    if marks.call.start > _BEFORE and not source.text[marks.call.start - _BEFORE - 1].isspace():
        before = before.partition(" ")[2] or before  # no word is cut
    behind, parted, _ = source.text[marks.note.end : marks.note.end + _BEHIND].partition("\n\n")
    if not parted and not source.text[marks.note.end + _BEHIND : marks.note.end + _BEHIND + 1].isspace():
        behind = behind.rpartition(" ")[0] or behind
    call = _told(source, before + source.quote(marks.call), marks.call)
    return f"{call} is answered by {_told(source, source.quote(marks.note) + behind, marks.note)}"


def _told(source: Source, words: str, at: Span) -> str:
    return f"“{' '.join(words.split())}” (line {source.place(at.start).line})"
