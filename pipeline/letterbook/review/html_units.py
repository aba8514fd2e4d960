"""The parts of the review: each letter, and what stands before, between and behind them, with its facts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from letterbook.model import Block, Edition, Letter, Node, Note, Skip, leaves
from letterbook.review.fact import Fact
from letterbook.review.standing import rank_of

#: About how many characters of matter that is no letter make a part.
_PART = 20_000
#: How much goes on one page: characters of text, and as many more for each fact.
_PAGE, _FACT = 4_500_000, 1_500


@dataclass(frozen=True)
class Unit:
    """A part: `letter` is the letter's key, "" for other matter; `start` where it begins in the source.

    `id` names it on the page.
    `facts` stand in the order in which an editor should look at them: the least certain first.
    """

    title: str
    letter: str
    nodes: tuple[Node, ...]
    start: int
    id: str = ""
    facts: list[Fact] = field(default_factory=list)


def divide(edition: Edition, told: Sequence[Fact]) -> list[Unit]:
    """Divide an edition into parts, in the order of the source, and give each the facts that belong there."""
    units = [
        *_matter(edition.front, "Before the letters"),
        *_body(edition.body),
        *_matter(edition.back, "Behind the letters"),
    ]
    units = [replace(unit, id=f"u{number}") for number, unit in enumerate(units)]
    by_letter = {unit.letter: unit for unit in units if unit.letter}
    starts = [unit.start for unit in units]
    for fact in told:
        unit = by_letter.get(fact.letter) or units[max(0, bisect_right(starts, fact.span.start) - 1)]
        unit.facts.append(fact)
    for unit in units:
        unit.facts.sort(key=rank_of)  # sorting keeps the order of what ranks alike
    return units


def paginate(units: Sequence[Unit]) -> list[list[Unit]]:
    """Divide the parts into pages that a browser takes with ease; most editions need one."""
    pages: list[list[Unit]] = [[]]
    room = _PAGE
    for unit in units:
        weight = sum(len(_words(node)) for node in unit.nodes) + _FACT * len(unit.facts)
        if pages[-1] and weight > room:
            pages.append([])
            room = _PAGE
        pages[-1].append(unit)
        room -= weight
    return pages


def _words(node: Node) -> range:
    """Return the offsets that a node covers."""
    inside = [leaf.span for leaf in leaves((node,))]
    return range(inside[0].start, inside[-1].end) if inside else range(0)


def _body(nodes: Iterable[Node]) -> Iterator[Unit]:
    """Make a part of each letter, with the white space behind it, and of what stands between letters."""
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, Skip) and run:
            run.append(node)
            continue
        if run and (isinstance(node, Letter) or isinstance(run[0], Letter)):
            yield from _closed(run)
            run = []
        run.append(node)
    if run:
        yield from _closed(run)


def _closed(run: Sequence[Node]) -> Iterator[Unit]:
    first = run[0]
    if isinstance(first, Letter):
        yield Unit(f"Letter {first.key}", first.key, tuple(run), _words(first).start)
    else:
        yield from _matter(run, "Between the letters")


def _matter(nodes: Sequence[Node], title: str) -> Iterator[Unit]:
    """Divide what is no letter into parts of some length, and name those of notes by them."""
    flat: list[Node] = []
    for node in nodes:
        flat += node.children if isinstance(node, Block) and node.kind == "matter" else [node]
    run: list[Node] = []
    parts: list[list[Node]] = [run]
    length = 0
    for node in flat:
        if length > _PART and not isinstance(node, Skip):
            run = []
            parts.append(run)
            length = 0
        run.append(node)
        length += len(_words(node))
    for number, part in enumerate(parts, 1):
        if not part:
            continue
        notes = [node.number for node in part if isinstance(node, Note)]
        name = f"{title}, {number}" if len(parts) > 1 else title
        if notes:
            name = f"Notes {notes[0]} to {notes[-1]}" if len(notes) > 1 else f"Note {notes[0]}"
        yield Unit(name, "", tuple(part), _words(part[0]).start)
