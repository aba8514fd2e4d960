"""Put into words what a decision is about."""

from __future__ import annotations

from letterbook.model import Subject, Topic

_WORDS = {
    Topic.HEADING_SERIES: "letters",
    Topic.CALL_STYLE: "the style of the note calls",
    Topic.CORRESPONDENTS: "who corresponds with whom",
    Topic.HEADING: "heading",
    Topic.MISPRINTED_HEADING: "letter {name}",
    Topic.MATTER: "matter",
    Topic.PARAGRAPH: "paragraph",
    Topic.LINE: "line",
    Topic.BROKEN_PARAGRAPH: "a broken paragraph",
    Topic.DATE: "date",
    Topic.SENDER: "{letter}.sender",
    Topic.RECIPIENT: "{letter}.recipient",
    Topic.SENT: "{letter}.sent",
    Topic.RECEIVED: "{letter}.received",
    Topic.PLACE: "{letter}.place",
    Topic.REPLY: "{letter}.reply",
    Topic.NOTE: "note",
    Topic.NOTE_OF_LETTER: "note {note}",
    Topic.CALL: "call",
    Topic.CALL_DOUBTFUL: "a doubtful call of note {note}",
    Topic.CALL_MISSING: "note {note} is never called",
    Topic.CALL_OUT_OF_ORDER: "note {note} is called out of order",
    Topic.CALL_REPEATED: "note {note} is called {count} times",
    Topic.CALL_RIVALS: "which mark calls note {note}",
    Topic.CORRECTION: "correction",
    Topic.CORRECTION_DOUBTFUL: "a possible fault",
    Topic.LEFT_OPEN: "{name} of {letter}{note}, left as it is",
    Topic.REMARK: "a remark",
    Topic.PERSON: "person {name}",
}


def words_of(subject: Subject) -> str:
    """Return in a few words what a decision is about."""
    return _WORDS[subject.topic].format(
        letter=subject.letter, note=subject.note, name=subject.name, count=subject.count
    )


def reason_of(reason: str, second: str) -> str:
    """Return why a judge decided so, and what came second."""
    return f"{reason}; {second}" if second else reason
