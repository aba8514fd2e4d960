"""Where reading changes as one sign goes missing from ever more letters of a book (graded_books.py).

A golden file tells what is read of the first degree, and of each further one what differs from the degree
before: the letters, their facts and how sure they are, the blocks, the messages. Read the diff of the files,
which shows at which degree letters are lost or facts become doubtful. `pytest tests/test_graded_books.py
--force-regen` writes them anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from accounts import laid_down
from graded_books import FAMILIES

from letterbook import stages
from letterbook.model import Block, Edition, Guess, letters
from letterbook.problems import Refused


def read(text: str, folder) -> list[str]:
    """Say in some lines what is read of a text."""
    try:
        edition, problems = stages.understand(laid_down(text, folder))
    except Refused as refused:
        return ["refused: " + " ".join(one.code for one in refused.problems)]
    codes = Counter(one.code for one in problems)
    told = " ".join(f"{code} {many}" for code, many in sorted(codes.items()))
    return [*facts(edition), *blocks_by_kind(edition), *corrections(edition), f"messages {told}".strip()]


def facts(edition: Edition) -> Iterator[str]:
    found = list(letters(edition))
    starts = [edition.source.place(min(spans(one))).line for one in found]
    yield f"{len(found)} letters at lines {' '.join(map(str, starts))}"
    for name, all_ in (
        ("senders", [guess for one in found for guess in one.sent.persons]),
        ("recipients", [guess for one in found for guess in one.received.persons]),
        ("days", [guess for one in found for guess in one.sent.dates]),
        ("places", [one.sent.place for one in found if one.sent.place]),
    ):
        yield f"{name} {' '.join(given(all_))}".strip()
    yield f"notes {' '.join(str(call.note) for one in found for call in calls(one))}".strip()


def given(guesses: list[Guess]) -> Iterator[str]:
    """Yield each value with how sure it is, and how often it is given so."""
    rows = Counter(
        f"{getattr(one.value, 'when', None) or getattr(one.value, 'name', '?')} {one.cert or 'printed'}"
        for one in guesses
    )
    yield from (f"{many}×{row}," if many > 1 else f"{row}," for row, many in sorted(rows.items()))


def spans(node: object) -> Iterator[int]:
    if span := getattr(node, "span", None):
        yield span.start
    for child in getattr(node, "children", ()):
        yield from spans(child)


def calls(node: object) -> Iterator:
    if type(node).__name__ == "Call":
        yield node
    for child in getattr(node, "children", ()):
        yield from calls(child)


def blocks(node: object) -> Iterator[Block]:
    if isinstance(node, Block):
        yield node
    for child in inside(node):
        yield from blocks(child)


def blocks_by_kind(edition: Edition) -> Iterator[str]:
    kinds = Counter(one.kind for one in blocks(edition))
    yield "blocks " + " ".join(f"{kind} {many}" for kind, many in sorted(kinds.items()))


def corrections(edition: Edition) -> Iterator[str]:
    yield from (f"{one.reading} for {text!r}" for one, text in corrected(edition, edition))


def corrected(edition: Edition, node: object) -> Iterator[tuple]:
    if type(node).__name__ == "Correction":
        yield node, edition.source.text[min(spans(node)) : node.span.end]
    for child in inside(node):
        yield from corrected(edition, child)


def inside(node: object) -> tuple:
    if isinstance(node, Edition):
        return (*node.front, *node.body, *node.back)
    return tuple(getattr(node, "children", ()))


@pytest.mark.parametrize("name", FAMILIES)
def test_reading_changes_where_it_did(name, tmp_path, file_regression):
    make, most = FAMILIES[name]
    told = [read(make(degree), tmp_path) for degree in range(most + 1)]
    rows: list[str] = []
    before: list[str] = []
    for degree, lines in enumerate(told):
        rows += [f"{degree}: {line}" for line in lines if line not in before]
        before = lines
    file_regression.check("\n".join(rows) + "\n", extension=".txt", encoding="utf-8", basename=name)
