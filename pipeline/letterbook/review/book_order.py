"""The book letter by letter, and what looks odd in it: gaps, doubles, long letters, dates, text between.

The editor's first question is whether all letters were found. Each oddity says where it is, why it is odd,
what it might be, and which lines of decisions.toml would settle it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from letterbook.model import Block, Edition, Letter, Node, Note, Skip, Span, Topic, leaves, letters, notes
from letterbook.project.decisions_toml import EDITOR
from letterbook.project.decisions_writer import write_toml
from letterbook.review.fact import Fact
from letterbook.review.heading_guesses import Guesser, Line
from letterbook.tei.ids import letter_ids
from letterbook.values.numerals import read_number

#: A letter that is so many times as long as the middle one, and has so many characters, may hold others.
_TIMES, _LONG = 8, 6000
#: Dates are expected in order where so great a part of at least so many of them is.
_ORDERLY, _DATED = 0.8, 5
#: Lines offered for one oddity; numbers that may be missing before a letter, or it is another series.
_OFFERED, _LACKING = 5, 60
_FIRST = 10
_READ = "Read so in the source."
_SEEN = "Looked at; it is so in the book."


@dataclass(frozen=True, slots=True)
class Row:
    """One letter: `length` in characters, `sent` as facts write it, `line` on which it begins.

    `page` is its id, which is also the name of the file with its page: "letter-12".
    """

    letter: str
    number: str
    line: int
    length: int
    sent: str
    people: str
    page: str


@dataclass(frozen=True, slots=True)
class Way:
    """What can be done: in words, and the lines of decisions.toml."""

    words: str
    lines: str


@dataclass(frozen=True, slots=True)
class Odd:
    """Something odd: `kind` is "gap", "double", "length", "order", "contents" or "between".

    `letter` is the letter where it shows, "" for text between; `second` what came second.
    """

    kind: str
    letter: str
    line: int
    says: str
    why: str
    ways: tuple[Way, ...] = ()
    second: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """All letters in the order of the book, and what looks odd."""

    rows: tuple[Row, ...]
    odd: tuple[Odd, ...]


def survey(edition: Edition, told: Sequence[Fact], by: str = "") -> Book:
    """Look the edition through as a whole. `by` is who decides, for the lines offered."""
    surveyor = _Surveyor(edition, told, by)
    found = [
        *surveyor.gaps(),
        *surveyor.doubles(),
        *surveyor.long(),
        *surveyor.order(),
        *surveyor.contents(),
        *surveyor.between(),
    ]
    return Book(surveyor.rows, tuple(sorted(found, key=lambda odd: (_RANK[odd.kind], odd.line))))


#: What a wrong one would cost: letters that are lost come first.
_RANK = {kind: rank for rank, kind in enumerate(("gap", "contents", "length", "double", "between", "order"))}


class _Surveyor:
    def __init__(self, edition: Edition, told: Sequence[Fact], by: str) -> None:
        self._edition = edition
        self._source = edition.source
        self._by = by
        self._letters = letters(edition)
        self._spans = [_span((letter,)) for letter in self._letters]
        self._facts = {(fact.letter, fact.kind): fact for fact in told if fact.status != "suggested"}
        self._numbers = [self._number(letter) for letter in self._letters]
        heads = [self._facts[letter.key, "heading"] for letter in self._letters]
        self._guesser = Guesser(
            edition.source,
            edition.languages,
            [fact.span for fact in heads],
            [_span((note,)) for note in notes(edition)],
        )
        self._left = {
            (d.subject.letter, d.subject.name)
            for d in edition.decisions
            if d.subject.topic is Topic.LEFT_OPEN and d.kept
        }
        self._ids = letter_ids(edition)
        self.rows = tuple(map(self._row, self._letters, self._spans))

    def _row(self, letter: Letter, span: Span) -> Row:
        def value(kind: str) -> str:
            fact = self._facts.get((letter.key, kind))
            return fact.value if fact else ""

        people = f"{value('sender') or '?'} to {value('recipient') or '?'}"
        line = self._source.place(span.start).line
        length = span.end - span.start
        page = self._ids.get(letter.key, "")
        return Row(letter.key, letter.number or "", line, length, value("sent"), people, page)

    def _number(self, letter: Letter) -> int | None:
        read = read_number(letter.number or "", self._edition.languages)
        return read.value if read and not read.suffix else None

    def _toml(self, table: str, **values: object) -> str:
        return write_toml(table, values, self._by)

    def _leave(self, letter: str, fact: str, words: str) -> Way:
        return Way(words, self._toml("open", letter=letter, fact=fact, reason=_SEEN))

    def _begin(self, line: Line, number: int | None) -> Way:
        given = {"number": str(number)} if number is not None else {}
        lines = self._toml("heading", quote=line.quote, line=line.line, **given, reason=_READ)
        return Way(
            f"Letter {number or ''} begins on line {line.line}: “{line.quote}”".replace("  ", " "), lines
        )

    # ---------------------------------------------------------------- numbers

    def gaps(self) -> Iterator[Odd]:
        """Yield the numbers that lack between two letters, and before the first."""
        before: int | None = 0 if (self._numbers or [None])[0] in range(2, _FIRST) else None
        start = 0
        bare: list[int] = []
        for at, number in enumerate(self._numbers):
            letter, span = self._letters[at], self._spans[at]
            if number is None:
                bare.append(at)
                continue
            between, bare = bare, []
            if before is not None and before + 1 < number <= before + _LACKING:
                lacking = list(range(before + 1, number))
                if (letter.key, "number") in self._left:
                    pass
                elif len(between) == len(lacking):
                    yield self._unnumbered(letter.key, lacking, between)
                else:
                    yield self._gap(letter.key, lacking, Span(start, span.start), before)
            before, start = number, span.start

    def _unnumbered(self, letter: str, lacking: Sequence[int], between: Sequence[int]) -> Odd:
        """Tell of letters whose numbers were not read, where as many numbers are missing."""
        ways = []
        for number, at in zip(lacking, between, strict=True):
            one = self._guesser.line_at(self._facts[self._letters[at].key, "heading"].span.start)
            lines = self._toml("heading", quote=one.quote, line=one.line, number=str(number), reason=_READ)
            ways.append(Way(f"“{one.quote}” is letter {number}", lines))
        if len(ways) > 1:
            ways.insert(0, Way(f"All {len(ways)} have these numbers", "\n".join(way.lines for way in ways)))
        ways.append(self._leave(letter, "number", "The numbers are so in the book"))
        keys = ", ".join(self._letters[at].key for at in between)
        says = f"Numbers that were not read: {_listed(lacking)}"
        why = f"as many letters without a number stand there: {keys}"
        line = self.rows[between[0]].line
        return Odd("gap", letter, line, says, why, tuple(ways))

    def _gap(self, letter: str, lacking: Sequence[int], span: Span, before: int) -> Odd:
        best, others = self._guesser.headings(span, lacking)
        ways = [self._begin(line, number) for number, line in best.items()]
        if len(ways) > 1:
            ways.insert(0, Way(f"All {len(ways)} begin there", "\n".join(way.lines for way in ways)))
        ways.append(self._leave(letter, "number", "The book has no such letter"))
        names = _listed(lacking)
        where = f"after letter {before}" if before else "before the first letter"
        line = next(iter(best.values())).line if best else self._source.place(span.start).line
        last = self._source.place(span.end).line
        why = f"the numbers go from {before or 'the beginning'} to {lacking[-1] + 1}; " + (
            f"{len(best)} of {len(lacking)} headings may have been found"
            if best
            else f"no line up to {last} looks like a heading of {'it' if len(lacking) == 1 else 'them'}"
        )
        second = "; ".join(f"line {one.line}: “{one.quote}”" for one in others[:_OFFERED])
        plural = "s lack" if len(lacking) > 1 else " lacks"
        return Odd("gap", letter, line, f"Letter{plural} {where}: {names}", why, tuple(ways), second)

    def doubles(self) -> Iterator[Odd]:
        """Yield letters that have the number of one before them, where the numbers do not begin again."""
        seen: dict[int, int] = {}
        for at, number in enumerate(self._numbers):
            if number is None:
                continue
            first = seen.setdefault(number, at)
            key = self._letters[at].key
            if first == at or (key, "number") in self._left or self._begins_again(at, number):
                continue
            head = self._facts[key, "heading"]
            ways = (
                Way("No letter begins there", head.reject.replace('reason = ""', f'reason = "{_READ}"')),
                self._leave(key, "number", "The book has the number twice"),
            )
            says = f"Number {number} stands twice: on line {self.rows[first].line} and on line {head.line}"
            yield Odd(
                "double", key, head.line, says, "a number names one letter", ways, "its number is misread"
            )

    def _begins_again(self, at: int, number: int) -> bool:
        """Tell whether the numbers begin again here or before: a second series."""
        return number == 1 or any(
            n is not None and n < number and n == 1 for n in self._numbers[max(0, at - number) : at]
        )

    # ---------------------------------------------------------------- length and dates

    def long(self) -> Iterator[Odd]:
        """Yield letters so much longer than the others that they may hold several."""
        if len(self.rows) < 3:  # noqa: PLR2004 (of two none is the usual)
            return
        usual = median(row.length for row in self.rows)
        for row, span in zip(self.rows, self._spans, strict=True):
            if row.length < max(_TIMES * usual, _LONG) or (row.letter, "length") in self._left:
                continue
            lines = self._guesser.openings(span)
            ways = [self._begin(line, None) for line in lines[:_OFFERED]]
            ways.append(self._leave(row.letter, "length", "It is one letter"))
            why = f"it has {row.length:,} characters, {row.length / usual:.0f} times the usual; " + (
                f"{len(lines)} of its lines could begin a letter"
                if lines
                else "no line looks like a beginning"
            )
            second = "; ".join(f"line {one.line}: “{one.quote}”" for one in lines[_OFFERED : 2 * _OFFERED])
            yield Odd(
                "length", row.letter, row.line, f"Letter {row.letter} is very long", why, tuple(ways), second
            )

    def order(self) -> Iterator[Odd]:
        """Yield letters whose dates leave the order in which nearly all others are."""
        dated = [row for row in self.rows if _days(row.sent)]
        kept = _rising([_days(row.sent) for row in dated])
        if len(dated) < _DATED or len(kept) < _ORDERLY * len(dated):
            return
        for place, row in enumerate(dated):
            if place in kept or (row.letter, "order") in self._left:
                continue
            fact = self._facts[row.letter, "sent"]
            after = bisect_right(kept, place)
            around = [dated[near].sent for near in kept[max(after - 1, 0) : after + 1]]
            ways = (self._leave(row.letter, "order", "The date is right, the order is the book's"),)
            says = f"Letter {row.letter} is dated {row.sent}, out of order"
            why = f"the letters around are of {' and '.join(around)}"
            yield Odd("order", row.letter, fact.line, says, why, ways, "; ".join(fact.alternatives))

    # ---------------------------------------------------------------- other text

    def contents(self) -> Iterator[Odd]:
        """Yield the entries of the list of contents whose numbers no letter has."""
        if not self._spans:
            return
        entries = self._guesser.entries(Span(0, self._spans[0].start))
        known = {number for number in self._numbers if number is not None}
        if len(entries) < _DATED or not known or 2 * len(known & entries.keys()) < len(known):
            return
        last = max(known)
        lacking = sorted(number for number in entries if number not in known and number > last)
        key = self._letters[-1].key
        if not lacking or (key, "number") in self._left:
            return
        best, _ = self._guesser.headings(Span(self._spans[-1].start, self._end()), lacking)
        ways = [self._begin(line, number) for number, line in best.items()]
        if len(ways) > 1:
            ways.insert(0, Way(f"All {len(ways)} begin there", "\n".join(way.lines for way in ways)))
        ways.append(self._leave(key, "number", "The book has no such letter"))
        line = entries[lacking[0]].line
        says = f"The list of contents has letters that were not found: {_listed(lacking)}"
        why = f"the list names {len(entries)} letters, {len(known & entries.keys())} of them were found"
        yield Odd("contents", key, line, says, why, tuple(ways))

    def _end(self) -> int:
        """Return where the last letter ends, or what stands behind it: no letter begins in a licence."""
        licences = (n for n in self._edition.back if isinstance(n, Block) and n.value == "licence")
        return min((_span((one,)).start for one in licences), default=len(self._source.text))

    def between(self) -> Iterator[Odd]:
        """Yield what stands between letters and is none."""
        ruled = [
            decision.kept.span
            for decision in self._edition.decisions
            if decision.subject.topic is Topic.MATTER and decision.kept and decision.kept.rule == EDITOR
        ]
        starts = [span.start for span in self._spans]
        for node in self._edition.body:
            if isinstance(node, Letter | Skip) or _only_notes(node):
                continue
            span = _span((node,))
            words = self._source.quote(span).split()
            if not words or not starts or any(span.meets(one) for one in ruled):
                continue
            at = bisect_right(starts, span.start) - 1
            key = self._letters[max(at, 0)].key
            one = self._guesser.line_at(span.start)
            place = {"quote": one.quote, "line": one.line, "reason": _READ}
            ways = (
                Way("It is no letter: prose of the editor", self._toml("matter", **place)),
                Way("It belongs to the letter before", self._toml("not-matter", **place)),
                Way("A letter begins there", self._toml("heading", **place)),
            )
            says = f"{len(words):,} words after letter {key} belong to no letter: “{one.quote}”"
            yield Odd("between", "", one.line, says, "nothing there reads like a letter", ways)


def _only_notes(node: Node) -> bool:
    """Tell whether a part between letters holds nothing but notes: those are facts of their own."""
    return isinstance(node, Block) and all(isinstance(one, Note | Skip) for one in node.children)


def _span(nodes: tuple[Node, ...]) -> Span:
    inside = [leaf.span for leaf in leaves(nodes) if not isinstance(leaf, Skip)]
    inside = inside or [leaf.span for leaf in leaves(nodes)]
    return Span(inside[0].start, inside[-1].end) if inside else Span(0, 0)


def _days(sent: str) -> tuple[str, str] | tuple[()]:
    """Return the first and the last day on which a letter may have been sent, if the first is known.

    A year or a month holds all its days: they sort behind it, and before the sign behind its last.
    """
    first, slash, last = sent.partition("/")
    if not first[:1].isdigit():
        return ()
    if slash:
        return first, f"{last if last[:1].isdigit() else ''}~"
    return first, f"{first}~"


#: The places of some dates, the last one and those before it.
_Run = tuple[int, "_Run | None"]


def _rising(dated: Sequence[tuple[str, str] | tuple[()]]) -> list[int]:
    """Return the places of a longest run of dates in which each can be as late as those before it."""
    days: list[str] = []  # the earliest day on which a run of each length can end
    runs: list[_Run | None] = []
    for place, (first, last) in enumerate(filter(None, dated)):
        begin = bisect_right(days, first)
        end = max(begin, bisect_right(days, last))
        grown = [runs[begin - 1] if begin else None, *runs[begin:end]]
        days[begin : end + 1] = [first, *days[begin:end]]
        runs[begin : end + 1] = [(place, run) for run in grown]
    run = runs[-1] if runs else None
    out: list[int] = []
    while run:
        place, run = run
        out.append(place)
    return out[::-1]


def _listed(numbers: Sequence[int]) -> str:
    """Write numbers with ranges: 2, 5–7."""
    runs: defaultdict[int, list[int]] = defaultdict(list)
    for at, number in enumerate(numbers):
        runs[number - at].append(number)
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs.values())


def counts(book: Book) -> Counter[str]:
    """Count what looks odd by its kind."""
    return Counter(odd.kind for odd in book.odd)
