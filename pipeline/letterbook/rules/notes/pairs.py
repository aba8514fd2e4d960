"""Find the manner of a book's notes from the marks that answer each other.

Whatever the place of the notes (below the paragraph, behind the letter, at the end), and however their
numbers run (through the book, anew with each letter or page), their calls stand in the same order as they
do, each before its note. So the best account of a book is the longest chain of pairs, of a mark in the text
and a mark at a paragraph's head with the same number, that rises in both: one exact search, for every pair
of styles. Marks that pair with nothing are what they were: points of a list, pages, years.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise, product, zip_longest
from typing import NamedTuple

from letterbook.model import Span
from letterbook.read.page import Page
from letterbook.rules.notes.chains import first_of_paragraph, habit_of, longest_chain
from letterbook.rules.notes.marks import (
    BRACKETED,
    LISTED,
    NoteMark,
    find_body_marks,
    find_call_marks,
    order_of,
    start_of,
)

#: Styles of notes that a call of another style may ask for, the likeliest first.
_PLAIN = ("label", "bracket", "dot", "bare", "half", "paren", "superscript", "return", "reference")
_ALIKE = 3.0  # how much more a pair weighs whose marks look alike, or whose note says what it is
_BLANKS_TELL = frozenset({"label"})  # styles whose calls stand where they like
_SURE = 0.5  # the share of the marks that must be answered where brackets set them off
_LIKELY = 0.75  # and where they do not: lists have such numbers too
_FEW = (
    0.2  # the share of the stars in a text that call notes, at least: others stand for names, or part verses
)
_RARE = 10  # numbers from here on are seldom in brackets for another reason
_GAP = 2  # blank lines between the paragraphs of notes, at most
_ENOUGH = 10  # pairs in a row that need no share


class NotePair(NamedTuple):
    """A note's mark, and the mark that calls it, if one does; `meant` is the right number for a misprint.

    `again` are further marks that call the note, before the next one is called.
    """

    body: NoteMark
    call: NoteMark | None
    meant: str = ""
    again: tuple[NoteMark, ...] = ()

    @property
    def number(self) -> str:
        """Return the number that is meant."""
        return self.meant or self.body.number

    @property
    def order(self) -> tuple[int, str]:
        """Return the number that is meant as a value to compare."""
        return order_of(self.number, self.body.family)


class Manner(NamedTuple):
    """A set of notes: the styles of calls and notes, the notes in order, and how much is answered.

    `unanswered` are the marks of the style that call no note, `uncalled` the marks at paragraphs' heads,
    of the style of the notes, that nothing calls and that are no notes. `second` is the next best set that
    could be made of the same marks: its first pair and how many it has.
    """

    call_style: str
    body_style: str
    family: str
    pairs: tuple[NotePair, ...]
    unanswered: tuple[NoteMark, ...]
    uncalled: tuple[NoteMark, ...]
    second: tuple[NoteMark, NoteMark, int] | None = None

    @property
    def answered(self) -> int:
        """Return how many notes are called."""
        return sum(pair.call is not None for pair in self.pairs)


def find_manners(
    page: Page, languages: Sequence[str] = (), outside: Sequence[Span] = (), titles: Sequence[Span] = ()
) -> tuple[Manner, ...]:
    """Find the sets of notes of a book: mostly one or none, two where author and editor print their own.

    `outside` are spans that are no part of the book, `titles` the lines that stand over notes.
    """
    heads = tuple(find_body_marks(page, languages, outside))
    opening = frozenset(one.span.start for one in heads if one.parted)
    bodies = _grouped(heads)
    calls = _grouped(find_call_marks(page, languages, outside))
    within = {
        group: [one for one in marks if one.span.start not in opening] for group, marks in calls.items()
    }
    tried: list[tuple[list[tuple[NoteMark, NoteMark]], Group, Group]] = []
    chains: dict[tuple[Group, Group], list[tuple[NoteMark, NoteMark]]] = {}
    below: dict[tuple[Group, Group], list[NoteMark]] = {}
    for asked, given in product(calls, bodies):
        if asked[1] == given[1] and _may_answer(asked[0], given[0]):
            marks = within[asked] if asked[0] == given[0] else calls[asked]
            pairs = longest_chain(marks, bodies[given])
            if asked[0] not in _BLANKS_TELL and (glued := habit_of(pairs)) is not None:
                pairs = longest_chain(marks, bodies[given], glued=glued)
            if asked[1] == "sign":
                pairs = first_of_paragraph(page.source.text, pairs, marks)
            chains[asked, given] = pairs
            listed = asked[0] in BRACKETED and given[0] in LISTED and given[1] == "figure"
            under = _under_titles(page, titles, bodies[given]) if listed else []
            titled = longest_chain(marks, under)
            if titled and len(titled) >= len(pairs) and _most_answer(titled, marks, under):
                tried.append((titled, asked, given))
                below[asked, given] = under
            elif _convinces(pairs, asked[0], given[0], marks, bodies[given]):
                tried.append((pairs, asked, given))
    tried.sort(key=lambda row: (-_weight(*row), row[1], row[2]))
    manners: list[Manner] = []
    asking: set[Group] = set()
    answering: set[Group] = set()
    spent: set[int] = set()
    for pairs, asked, given in tried:
        if given in answering or (asked in asking and given[0] != "label"):
            continue
        if any(body.span.start in spent for _, body in pairs):
            continue  # the same marks, read as letters and as Roman numbers
        manner = _manner(pairs, asked[0], calls[asked], below.get((asked, given), bodies[given]))
        if given[0] in LISTED and given[1] != "sign" and manner.answered < _LIKELY * len(manner.pairs):
            continue
        asking.add(asked)
        answering.add(given)
        spent.update(pair.body.span.start for pair in manner.pairs)
        rivals = [
            (len(chain), pair)
            for pair, chain in chains.items()
            if chain and pair != (asked, given) and (pair[0] == asked or pair[1] == given)
        ]
        if rivals:
            size, best = max(rivals)
            manner = manner._replace(second=(*chains[best][0], size))
        manners.append(manner)
    return tuple(manners)


Group = tuple[str, str]


def _grouped(marks: Iterable[NoteMark]) -> dict[Group, list[NoteMark]]:
    """Sort marks by style and family, in the order of the text."""
    groups: dict[Group, list[NoteMark]] = {}
    for mark in marks:
        groups.setdefault((mark.style, mark.family), []).append(mark)
    return groups


def _under_titles(page: Page, titles: Sequence[Span], bodies: Sequence[NoteMark]) -> list[NoteMark]:
    """Return the marks that stand under titles of notes: from the first below each, those that go on.

    Elsewhere in the book the points of lists may be numbered as the notes are.
    """
    found: list[NoteMark] = []
    stops = [*(title.start for title in titles[1:]), len(page.source.text)]
    for title, stop in zip(titles, stops[: len(titles)], strict=True):
        first, behind = (bisect_left(bodies, at, key=start_of) for at in (title.end, stop))
        last: NoteMark | None = None
        for body in bodies[first:behind]:
            if last is None and page.source.text[title.end : body.span.start].strip():
                break
            if last is not None and _ends_between(page, last.line, body.line):
                break
            if last is None or body.order[0] == last.order[0] + 1:
                found.append(body)
                last = body
    return found


def _ends_between(page: Page, first: int, last: int) -> bool:
    """Tell whether something new begins between two lines: behind a wide gap, or in capitals."""
    between = page.lines[first + 1 : last]
    return any(line.blank > _GAP or (line.blank and line.text.isupper()) for line in between)


def _most_answer(
    pairs: Sequence[tuple[NoteMark, NoteMark]], calls: Sequence[NoteMark], bodies: Sequence[NoteMark]
) -> bool:
    """Tell whether half the marks under titles of notes are called, by half the marks that may call them."""
    most = max(body.order[0] for _, body in pairs)
    asking = sum(one.order[0] <= most and one.span.start < bodies[-1].span.start for one in calls)
    return len(pairs) >= _SURE * max(asking, len(bodies))


def _weight(pairs: Sequence[object], asked: Group, given: Group) -> float:
    """Return what pairs weigh against those of another manner: marks that look alike weigh more."""
    return len(pairs) * (_ALIKE if given[0] in (asked[0], "label") else 1.0)


def _may_answer(call: str, body: str) -> bool:
    if body == "label":
        return call in ("label", "bracket", "paren", "superscript", "brace", "sign")
    return call == body or (body in _PLAIN and call not in ("sign", "paren", "half"))


def _convinces(
    pairs: Sequence[tuple[NoteMark, NoteMark]],
    asked: str,
    given: str,
    calls: Sequence[NoteMark],
    bodies: Sequence[NoteMark],
) -> bool:
    """Tell whether so many marks answer each other that they are calls and notes.

    Only marks in the range of the pairs' numbers count against them: a year in brackets is no call.
    """
    if not pairs:
        return False
    most = max(body.order[0] for _, body in pairs)
    heads = {body.span.start for _, body in pairs}
    asking = sum(one.order[0] <= most for one in calls if one.span.start not in heads)
    rivals = bodies
    if asked != given and given in LISTED:  # numbers of letters stand before the notes at the end of a book
        rivals = bodies[bodies.index(pairs[0][1]) :]
    answering = sum(one.order[0] <= most for one in rivals)
    if given == "label":
        return len(pairs) >= _SURE * answering
    if asked == given and asked in BRACKETED:
        return len(pairs) >= _SURE * min(asking, answering)
    if pairs[0][1].family == "sign":
        return len(pairs) >= _SURE * answering and len(pairs) >= _FEW * asking
    share = min(len(pairs) / asking, len(pairs) / answering)
    if asked in BRACKETED:
        least = _SURE if given == "return" else _LIKELY
        return len(pairs) > 2 and share >= least  # noqa: PLR2004 (two may be chance)
    run = sum(b[1].order[0] - a[1].order[0] in (0, 1) for a, b in pairwise(pairs))
    return len(pairs) > 1 and (share >= _LIKELY or (run >= _ENOUGH and share >= _SURE))


def _manner(
    found: Sequence[tuple[NoteMark, NoteMark]],
    style: str,
    calls: Sequence[NoteMark],
    bodies: Sequence[NoteMark],
) -> Manner:
    """Gather a set of notes: those that are called, and those that stand in line between them."""
    called = {body.span.start: call for call, body in found}
    heads = {body.span.start for _, body in found}
    pairs: list[NotePair] = []
    loose: list[NoteMark] = []
    waiting: list[NoteMark] = []

    def close(after: NoteMark | None) -> None:
        kept, left = _in_line(pairs[-1] if pairs else None, waiting, after)
        pairs.extend(kept)
        loose.extend(left)
        waiting.clear()

    for body in bodies:
        if body.span.start in called:
            close(body)
            call = called[body.span.start]
            pairs.append(NotePair(body, None if call.span.start in heads else call))
        else:
            waiting.append(body)
    close(None)
    pairs = _with_repeats(pairs, calls)
    spent = {mark.span.start for pair in pairs for mark in (pair.call, pair.body, *pair.again) if mark}
    rest = tuple(call for call in calls if call.span.start not in spent)
    one = found[0][1]
    return Manner(style, one.style, one.family, tuple(pairs), rest, tuple(loose))


def _with_repeats(pairs: Sequence[NotePair], calls: Sequence[NoteMark]) -> list[NotePair]:
    """Add to each note the further marks of its number between the calls of the notes beside it."""
    out = list(pairs)
    called = [index for index, pair in enumerate(pairs) if pair.call and pair.body.family != "sign"]
    starts = [call.span.start for call in calls]
    bodies = {pair.body.span.start for pair in pairs}
    glued = habit_of([(pair.call, pair.body) for pair in pairs if pair.call])
    first = 0
    for index, after in zip_longest(called, called[1:]):
        pair = pairs[index]
        next_ = pairs[after].call if after is not None else None
        stop = min(next_.span.start, pair.body.span.start) if next_ else pair.body.span.start
        within = calls[bisect_left(starts, first) : bisect_left(starts, stop)]
        again = tuple(
            one
            for one in within
            if one.number == pair.number
            and one != pair.call
            and one.span.start not in bodies
            and (glued in (None, one.glued) or one.order[0] >= _RARE)
        )
        if again:
            out[index] = pair._replace(again=again)
        first = pair.call.span.end if pair.call else first
    return _with_late(out, calls, glued=glued)


def _with_late(pairs: list[NotePair], calls: Sequence[NoteMark], *, glued: bool | None) -> list[NotePair]:
    """Add to a note the one further mark of its number that stands far behind its call.

    Only where no number comes twice among the notes, and brackets and two figures leave no other reading.
    """
    numbers = [pair.number for pair in pairs]
    if len(set(numbers)) < len(numbers) or not calls or calls[0].style not in BRACKETED:
        return pairs
    spent = {mark.span.start for pair in pairs for mark in (pair.call, pair.body, *pair.again) if mark}
    left: dict[str, list[NoteMark]] = {}
    for one in calls:
        if one.span.start not in spent and (glued in (None, one.glued) or one.order[0] >= _RARE):
            left.setdefault(one.number, []).append(one)
    for index, pair in enumerate(pairs):
        marks = left.get(pair.number, [])
        late = (
            pair.call and len(marks) == 1 and pair.call.span.end < marks[0].span.start < pair.body.span.start
        )
        if late and pair.order[0] >= _RARE:
            pairs[index] = pair._replace(again=(*pair.again, *marks))
    return pairs


def _in_line(
    before: NotePair | None, waiting: Sequence[NoteMark], after: NoteMark | None
) -> tuple[list[NotePair], list[NoteMark]]:
    """Part marks that nothing calls into notes, which stand in line with those called, and others."""
    kept: list[NotePair] = []
    left: list[NoteMark] = []
    for body in waiting:
        last = kept[-1] if kept else before
        if body.family == "sign" or (last is None and after is None):
            left.append(body)
            continue
        here = body.order
        low = last.order if last else (0, "")
        high = after.order if after else None
        if high is not None and high <= low:
            high = None  # the numbers begin anew with the next note
        next_ = last is not None and here[0] - low[0] in (0, 1) and here > low
        first = here[0] == 1 and after is not None and after.order[0] == 2  # noqa: PLR2004 (1 before 2)
        if (high is None and (next_ or first)) or (high is not None and low < here < high):
            kept.append(NotePair(body, None))
        else:
            left.append(body)
    if len(left) == 1 and before and after and left[0].family == "figure":
        meant = _missing([before.number, *(pair.number for pair in kept), after.number])
        if meant:
            kept.append(NotePair(left.pop(), None, meant))
            kept.sort(key=lambda pair: pair.body.span)
    return kept, left


def _missing(numbers: Sequence[str]) -> str:
    """Return the one number that is missing in a row of numbers; "" where none is, or several are."""
    orders = [order_of(number)[0] for number in numbers]
    gaps = [low + 1 for low, high in pairwise(orders) if high - low == 2]  # noqa: PLR2004 (one between them)
    return (
        str(gaps[0])
        if len(gaps) == 1 and all(high - low in (0, 1, 2) for low, high in pairwise(orders))
        else ""
    )
