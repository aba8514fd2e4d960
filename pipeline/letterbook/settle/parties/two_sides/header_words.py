"""From whom "received" and "sent" are counted in a book of two sides, and what the header words then tell.

The editor's word, or a sentence of the book, says it; else the book is the correspondence of the
author on its title page. Letters that print a name beside a header word are witnesses: they can
contradict what the title says (then no header word is believed), or tell it where no title does.
"""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.model import Evidence, Span
from letterbook.problems import Problem, problem
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.correspondents import Frame
from letterbook.settle.parties.two_sides.direction_evidence import HIGH, MEDIUM, Course, Ground, Vote

#: So many letters with a header word and a printed name must agree, where no title tells the viewpoint.
_WITNESSES = 2
_MAJORITY = 9


def ask_headers(
    letters: Sequence[Signs], frame: Frame, ground: Ground, courses: Sequence[Course]
) -> list[Problem]:
    """Let the header words vote, seen from the person who is found to count; return what forbids it."""
    lines = {
        i: next((span, role) for span, role, _ in signs.headlines if role in ("received", "sent"))
        for i, signs in enumerate(letters)
        if any(role in ("received", "sent") for _, role, _ in signs.headlines)
    }
    if not lines:
        return []
    first = ground.source.place(next(iter(lines.values()))[0].start)
    view, level, says, span = _told(frame, ground)
    witness = _witnesses(lines, courses)
    most = max(witness.values())
    if most >= _WITNESSES and most >= _MAJORITY * min(witness.values()):
        voted = max(witness, key=lambda way: witness[way])
        if view and voted != view:
            message = "letters that print a name contradict the one from whom received and sent are counted"
            return [problem("parties-viewpoint", message, first)]
        if not view:
            sides = ground.sides
            counted = ground.people.person(min(sides.one if voted > 0 else sides.other)).name
            view, level = voted, HIGH if most > _WITNESSES else MEDIUM
            says, span = f"{most} letters that print a name show that {counted} counts them", None
    if not view:
        message = "header lines say received and sent, but nothing tells from whom they are counted"
        return [problem("parties-viewpoint", message, first)]
    for i, (line, role) in lines.items():
        way = view if role == "sent" else -view
        because = (
            Evidence(line, f"the header says it was {role}"),
            *([Evidence(span, says)] if says else []),
        )
        courses[i].add(Vote(way, level, "header", because, line))
    return []


def _told(frame: Frame, ground: Ground) -> tuple[int, int, str, Span | None]:
    """Return the viewpoint the book or the editor tells: the way its "sent" goes, level, words, span."""
    if frame.viewpoint is not None:
        keys = ground.people.find(frame.viewpoint, ground.sides.all)
        view = ground.sides.way(keys, writes=True) if len(keys) == 1 else 0
        said = frame.seen_from
        return view, HIGH, said.says if said else "", said.span if said else None
    if frame.owned:
        owner = ground.people.person(min(ground.sides.one)).name
        return 1, HIGH, f"the book is {owner}'s correspondence", frame.because[0].span
    return 0, 0, "", None


def _witnesses(lines: dict[int, tuple[Span, str]], courses: Sequence[Course]) -> dict[int, int]:
    """Count the letters whose printed names show each of the two viewpoints."""
    witness = {1: 0, -1: 0}
    for i, (_, role) in lines.items():
        if courses[i].way and courses[i].level >= HIGH:
            witness[courses[i].way if role == "sent" else -courses[i].way] += 1
    return witness
