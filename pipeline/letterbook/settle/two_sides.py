"""The parties of a book with two sides: a pair of correspondents, or one person and several others.

A letter of the one side goes to the other, so that one known party tells both. Who "received" and
"sent" are counted from is found from the title page, and checked against (or found from) the letters
that print a name beside the header word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from letterbook.model import Evidence, Source, Span
from letterbook.problems import Problem, problem
from letterbook.settle.direction import (
    HIGH,
    LOW,
    MEDIUM,
    PRINTED,
    Course,
    Sides,
    Vote,
    by_role,
    learn_pet_names,
    own_votes,
    spread,
    unique_links,
)
from letterbook.settle.frame import Frame
from letterbook.settle.hands import other_hands
from letterbook.settle.named import Named
from letterbook.settle.references import Dates, Link, Reference, days_of, matter_links
from letterbook.settle.signs import Signs
from letterbook.values.people import People

#: "Thank you for your letter" answers one of so many letters before, and within so many days.
_BACK = 6
_PROMPT = timedelta(days=45)
#: So many letters with a header word and a printed name must agree on the viewpoint, when no title tells it.
_WITNESSES = 2


@dataclass
class Outcome:
    """What the two sides tell: persons by letter and role with their votes and level; ties; faults."""

    persons: dict[tuple[int, str], list[tuple[tuple[str, ...], tuple[Vote, ...], int]]] = field(
        default_factory=dict
    )
    withheld: dict[tuple[int, str], tuple[Evidence, ...]] = field(default_factory=dict)
    replies: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def judge_two_sides(
    source: Source,
    letters: Sequence[Signs],
    named: Sequence[Named],
    frame: Frame,
    people: People,
    languages: Sequence[str],
    links: Sequence[Link],
    answers: Sequence[tuple[int, Reference]],
) -> Outcome:
    """Find the way of every letter, and from it who wrote and who received."""
    one = frozenset(key for name in frame.one for key in people.find(name)[:1])
    other = frozenset(key for name in frame.other for key in people.find(name)[:1])
    outcome = Outcome()
    if not one or not other or one & other:
        return outcome
    sides = Sides(one, other)
    days = days_of(letters)
    courses = [own_votes(source, s, n, people, sides, languages) for s, n in zip(letters, named, strict=True)]
    if frame.kind == "from-to":
        for i, signs in enumerate(letters):
            courses[i].votes.append(Vote(1, MEDIUM, "title", frame.because, None))
            del signs
    for i, row in enumerate(named):
        if row.heading.bare and (
            way := sides.way([k for n in row.heading.bare.names for k in people.find(n)], writes=True)
        ):
            because = (Evidence(row.heading.bare.span, "the heading names the writer"),)
            courses[i].votes.append(Vote(way, HIGH, "heading", because, row.heading.bare.span))
    for course in courses:
        course.settle()
    _headers(source, letters, frame, people, sides, courses, outcome)
    learn_pet_names(courses)
    dated = unique_links(links)
    clashes = spread(courses, dated, source)
    matters = list(matter_links(source, letters, languages, days))
    spread(courses, matters, source)
    replies = [link for link in unique_links(links, courses) if not link.same]
    replies += [link for link in matters if courses[link.later].way == -courses[link.earlier].way != 0]
    replies += _answers(answers, courses, days)
    for link, level in clashes:
        if level >= HIGH:
            outcome.problems.append(_contradiction(source, letters, link, courses))
    outcome.replies = [k for k in replies if courses[k.later].way == -courses[k.earlier].way]
    hands = other_hands(source, letters, languages)
    who = _others(courses, sides, outcome.replies, dated)
    for i, course in enumerate(courses):
        _assign(i, course, sides, who, frame, outcome)
        strange = tuple(e for vote in course.strangers if vote.rule == "signature" for e in vote.because)
        printed = any(vote.level == PRINTED for vote in course.votes)
        if (evidence := hands.get(i, ()) + strange) and not printed:
            outcome.withheld[(i, "sender")] = evidence
        strange = tuple(e for vote in course.strangers if vote.rule == "salutation" for e in vote.because)
        if strange and not printed:
            outcome.withheld[(i, "recipient")] = strange
    return outcome


def _headers(
    source: Source,
    letters: Sequence[Signs],
    frame: Frame,
    people: People,
    sides: Sides,
    courses: Sequence[Course],
    outcome: Outcome,
) -> None:
    """Find from whom the header words are counted, and let them vote."""
    lines = {
        i: [(span, role) for span, role, _ in signs.headlines if role in ("received", "sent")]
        for i, signs in enumerate(letters)
        if any(role in ("received", "sent") for _, role, _ in signs.headlines)
    }
    if not lines:
        return
    witness = {1: 0, -1: 0}
    for i, rows in lines.items():
        if courses[i].way and courses[i].level >= HIGH:
            # a letter received by the one who counts, went to them
            witness[courses[i].way if rows[0][1] == "sent" else -courses[i].way] += 1
    view, level, says = 0, 0, ""
    if frame.viewpoint is not None:
        keys = people.find(frame.viewpoint, sides.all)
        view = sides.way(keys, writes=True) if len(keys) == 1 else 0
        level, says = HIGH, frame.seen_from.says if frame.seen_from else ""
    elif frame.kind == "hub" or (frame.kind == "pair" and len(frame.because) > 1):
        view, level = 1, HIGH
        says = f"the book is {people.person(min(sides.one)).name}'s correspondence"
    enough = witness[1] != witness[-1] and max(witness.values()) >= _WITNESSES
    agreed = enough and max(witness.values()) >= 9 * min(witness.values())
    if agreed:
        voted = max(witness, key=lambda way: witness[way])
        if view and voted != view:
            outcome.problems.append(
                problem(
                    "parties-viewpoint",
                    "the letters that print a name contradict the person from whom received and sent are counted",
                    source.place(next(iter(lines.values()))[0][0].start),
                )
            )
            return
        if not view:
            counted = people.person(min(sides.one if voted > 0 else sides.other)).name
            view, level = voted, HIGH if witness[voted] > _WITNESSES else MEDIUM
            says = f"{witness[voted]} letters that print a name show that {counted} counts them"
    if not view:
        outcome.problems.append(
            problem(
                "parties-viewpoint",
                "header lines say received and sent, but nothing tells from whom they are counted",
                source.place(next(iter(lines.values()))[0][0].start),
            )
        )
        return
    extra = frame.seen_from.span if frame.seen_from else frame.because[0].span if frame.because else None
    for i, vote in by_role(lines, view, level, says).items():
        because = (*vote.because, Evidence(extra, says)) if extra else vote.because
        courses[i].votes.append(vote._replace(because=because))
        courses[i].settle()


def _answers(
    answers: Sequence[tuple[int, Reference]], courses: Sequence[Course], days: Sequence[Dates]
) -> list[Link]:
    """Find the letter that "thank you for your letter" answers, and let it tell the way where it is open.

    Of a letter whose way is known, the answered one went the other way: the nearest that did, unless a
    letter of unknown way lies between; if none did and one alone is unknown, it is that one. A letter
    of unknown way that thanks for several letters answers those just before it, if all went one way.
    """
    found = []
    for i, reference in answers:
        way = courses[i].way
        near = []
        for j in range(i - 1, max(-1, i - 1 - _BACK), -1):
            a, b = days[j].any, days[i].any
            if a is not None and b is not None and not timedelta(0) <= b - a <= _PROMPT:
                break
            near.append(j)
        if way:
            opposite = [j for j in near if courses[j].way == -way]
            unknown = [j for j in near if not courses[j].way and (not opposite or j > opposite[0])]
            if len(unknown) == 1 and not opposite:
                j = unknown[0]
                says = "the letter after thanks for one, and no other letter can be meant"
                because = (Evidence(reference.span, says), *courses[i].reasons[0].because)
                courses[j].votes.append(Vote(-way, MEDIUM, "answer", because, reference.span))
                courses[j].settle()
                found.append(Link(i, j, same=False, kind="answer", span=reference.span))
            elif opposite and not unknown:
                found.append(Link(i, opposite[0], same=False, kind="answer", span=reference.span))
            continue
        last = near[: reference.count]
        ways = {courses[j].way for j in last}
        if reference.count > 1 and len(last) == reference.count and len(ways) == 1 and 0 not in ways:
            says = f"it thanks for {reference.count} letters, and the {reference.count} before it all went one way"
            because = (Evidence(reference.span, says), *courses[last[0]].reasons[0].because)
            courses[i].votes.append(Vote(-ways.pop(), MEDIUM, "answer", because, reference.span))
            courses[i].settle()
            found += [Link(i, j, same=False, kind="answer", span=reference.span) for j in last]
    return found


def _others(
    courses: Sequence[Course], sides: Sides, replies: Sequence[Link], links: Sequence[Link]
) -> dict[int, tuple[str, int, tuple[Evidence, ...]]]:
    """Tell who of several on the other side has a part in each letter: (key, level, evidence).

    A name printed in the letter tells; so does a tie to a letter that is told. A letter between two
    told ones that agree, in a book set out by correspondents or dates, is theirs with medium certainty;
    so is every letter when one alone of the several is ever named.
    """
    if len(sides.other) == 1:
        key = next(iter(sides.other))
        return {i: (key, PRINTED, ()) for i in range(len(courses))}
    known: dict[int, tuple[str, int, tuple[Evidence, ...]]] = {}
    for i, course in enumerate(courses):
        keys = {v.person for v in course.votes if v.person in sides.other and v.level >= HIGH}
        if len(keys) == 1:
            because = next(v.because for v in course.votes if v.person in keys)
            known[i] = (keys.pop() or "", HIGH, because)
    waiting = sorted(known)
    near: dict[int, list[tuple[int, Link]]] = {}
    for link in [*replies, *links]:
        near.setdefault(link.later, []).append((link.earlier, link))
        near.setdefault(link.earlier, []).append((link.later, link))
    while waiting:
        i = waiting.pop(0)
        for j, link in near.get(i, ()):
            if j not in known:
                says = "one of the two letters names the other"
                known[j] = (known[i][0], MEDIUM, (Evidence(link.span, says), *known[i][2][:1]))
                waiting.append(j)
    firm = sorted(i for i in known)
    if not firm:
        return known
    persons = {known[i][0] for i in firm}
    for i in range(len(courses)):
        if i in known:
            continue
        before = max((j for j in firm if j < i), default=None)
        after = min((j for j in firm if j > i), default=None)
        keys = {known[j][0] for j in (before, after) if j is not None}
        if len(persons) == 1 or (before is not None and after is not None and len(keys) == 1):
            at = before if before is not None else after
            if at is not None:
                says = "no other correspondent of the title is named in the letters around it"
                known[i] = (known[at][0], MEDIUM, (Evidence(None, says), *known[at][2][:1]))
    return known


def _assign(
    i: int,
    course: Course,
    sides: Sides,
    who: dict[int, tuple[str, int, tuple[Evidence, ...]]],
    frame: Frame,
    outcome: Outcome,
) -> None:
    if not course.way:
        return
    votes = course.reasons
    told = who.get(i)
    writing, reading = ("sender", "recipient") if course.way > 0 else ("recipient", "sender")
    if len(sides.one) == 1:
        level = min(course.level, HIGH)
        outcome.persons[(i, writing)] = [((next(iter(sides.one)),), votes, level)]
    if told:
        key, level, because = told
        if all(vote.rule == "heading" for vote in votes):
            level = min(level, MEDIUM)  # the heading names one; that the other is meant, the title alone says
        extra = (Vote(course.way, level, "pair", (*because, *frame.because[-1:])),) if because else ()
        outcome.persons[(i, reading)] = [((key,), (*votes, *extra), min(course.level, level, HIGH))]


def _contradiction(
    source: Source, letters: Sequence[Signs], link: Link, courses: Sequence[Course]
) -> Problem:
    def chain(i: int) -> str:
        reasons = [e for vote in courses[i].reasons[:1] for e in vote.because]
        told = "; ".join(f"{e.says} ({source.place(e.span.start)})" if e.span else e.says for e in reasons)
        return f"letter {letters[i].number or letters[i].key}: {told}"

    same = "one person wrote both" if link.same else "each was written to the other's writer"
    message = f'the words "{_short(source.quote(link.span))}" say that {same}, but {chain(link.later)}; {chain(link.earlier)}'
    return problem("parties-contradict", message, source.place(link.span.start))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57] + "..."  # noqa: PLR2004


__all__ = ["LOW", "Outcome", "Span", "judge_two_sides"]
