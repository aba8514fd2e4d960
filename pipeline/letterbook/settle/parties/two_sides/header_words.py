"""Find from whom "received" and "sent" are counted in a book of two sides, and apply the header words.

The editor's word, or a sentence of the book, says it; else the book is the correspondence of the
author on its title page. Letters that print a name beside a header word are witnesses: they can
contradict what the title says (then no header word is believed), or tell it where no title does.
"""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.model import Evidence, Span
from letterbook.problems import Problem, problem
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.correspondents import Correspondents
from letterbook.settle.parties.two_sides.direction_evidence import (
    HIGH,
    MEDIUM,
    BookOfTwo,
    Clue,
    LetterDirection,
)

#: So many letters with a header word and a printed name must agree, where no title tells the viewpoint.
_WITNESSES = 2
_MAJORITY = 9


def ask_headers(
    letters: Sequence[Signs],
    correspondents: Correspondents,
    book: BookOfTwo,
    directions: Sequence[LetterDirection],
) -> list[Problem]:
    """Add what the header words tell from the viewpoint of the book; return the problems that forbid it."""
    lines = {
        i: next((span, role) for span, role, _ in signs.headlines if role in ("received", "sent"))
        for i, signs in enumerate(letters)
        if any(role in ("received", "sent") for _, role, _ in signs.headlines)
    }
    if not lines:
        return []
    first = book.source.place(next(iter(lines.values()))[0].start)
    view, level, says, span = _told(correspondents, book)
    witness = _witnesses(lines, directions)
    most = max(witness.values())
    if most >= _WITNESSES and most >= _MAJORITY * min(witness.values()):
        voted = max(witness, key=lambda way: witness[way])
        if view and voted != view:
            message = "letters that print a name contradict the one from whom received and sent are counted"
            return [problem("parties-viewpoint", message, first)]
        if not view:
            sides = book.sides
            counted = book.people.person(min(sides.one if voted > 0 else sides.other)).name
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
        directions[i].add(Clue(way, level, "header", because, line))
    return []


def _told(correspondents: Correspondents, book: BookOfTwo) -> tuple[int, int, str, Span | None]:
    """Return the viewpoint the book or the editor tells: the way its "sent" goes, level, words, span."""
    if correspondents.viewpoint is not None:
        keys = book.people.find(correspondents.viewpoint, book.sides.all)
        view = book.sides.way(keys, writes=True) if len(keys) == 1 else 0
        said = correspondents.seen_from
        return view, HIGH, said.says if said else "", said.span if said else None
    if correspondents.owned:
        owner = book.people.person(min(book.sides.one)).name
        return 1, HIGH, f"the book is {owner}'s correspondence", correspondents.because[0].span
    return 0, 0, "", None


def _witnesses(lines: dict[int, tuple[Span, str]], directions: Sequence[LetterDirection]) -> dict[int, int]:
    """Count the letters whose printed names show each of the two viewpoints."""
    witness = {1: 0, -1: 0}
    for i, (_, role) in lines.items():
        if directions[i].way and directions[i].level >= HIGH:
            witness[directions[i].way if role == "sent" else -directions[i].way] += 1
    return witness
