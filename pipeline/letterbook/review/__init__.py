"""The review: the edition as the program understood it, for the editor to confirm, change or reject.

    edition -> report/review.html, report/review.json, report/facts.csv; of a folder of letters, letters.csv

The first three are made from the same list of facts (`letterbook.review.facts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from letterbook.model import Decision, Edition, Topic
from letterbook.problems import Problem
from letterbook.project.decisions_toml import EDITOR, Ruling
from letterbook.review.as_csv import as_table
from letterbook.review.as_json import as_record
from letterbook.review.as_letters import as_letters
from letterbook.review.book_order import Book, survey
from letterbook.review.fact import Fact
from letterbook.review.facts import facts
from letterbook.review.html_page import as_pages
from letterbook.review.persons import Met, persons_of

#: What judges decide on the book as a whole; what else they decide is told as a fact of a letter or note.
_OF_THE_BOOK = frozenset({Topic.HEADING_SERIES, Topic.CALL_STYLE, Topic.CORRESPONDENTS})
#: The editor's rulings that leave no fact behind.
_LEAVES_NO_FACT = frozenset({"join", "split", "line", "remark", "same-person"})


class Review:
    """The review of an edition; what its files share is made once, and each of them when it is asked for.

    `by` is who decides, for the lines offered for decisions.toml; "" leaves it to the head of that file.
    `rulings` are the editor's.
    """

    #: What the files are of: the pages, the record for other programs, the tables.
    PARTS = ("pages", "record", "tables")

    def __init__(self, edition: Edition, by: str = "", rulings: Sequence[Ruling] = ()) -> None:
        """Make nothing yet."""
        self.edition = edition
        self._by, self._rulings = by, rulings

    @cached_property
    def _told(self) -> tuple[Fact, ...]:
        return facts(self.edition, self._by)

    @cached_property
    def _of_all(self) -> tuple[tuple[Decision, ...], Book, Sequence[Met]]:
        """Return what was decided of the book as a whole, its letters in order, and its persons."""
        judged = tuple(_of_the_book(self.edition))
        return judged, survey(self.edition, self._told, self._by), persons_of(self.edition, self._by)

    @staticmethod
    def part_of(file: str) -> str:
        """Return which part a file is of, by its name."""
        return {"html": "pages", "json": "record"}.get(file.rpartition(".")[2], "tables")

    def files(self, part: str, problems: Sequence[Problem] = ()) -> dict[str, bytes]:
        """Return the files of a part by name; `problems` are what the run met."""
        if part == "tables":
            return {"facts.csv": as_table(self._told), **as_letters(self.edition, self._rulings)}
        judged, book, persons = self._of_all
        if part == "pages":
            return as_pages(self.edition, self._told, judged, problems, book, persons)
        return {"review.json": as_record(self.edition, self._told, judged, problems, book, persons)}


def review(
    edition: Edition, problems: Sequence[Problem] = (), by: str = "", rulings: Sequence[Ruling] = ()
) -> dict[str, bytes]:
    """Return all files of the review by name; `problems` are what the run met. The rest is as in `Review`."""
    made = Review(edition, by, rulings)
    return {name: data for part in Review.PARTS for name, data in made.files(part, problems).items()}


def _of_the_book(edition: Edition) -> Iterator[Decision]:
    """Yield the decisions that no fact tells of: on the book as a whole, and the editor's on its text."""
    for decision in edition.decisions:
        kept = decision.kept
        if kept is not None and kept.rule == EDITOR:
            table = kept.kind.rpartition(".")[2]
            if table in _LEAVES_NO_FACT or (table.startswith("not-") and not decision.subject.letter):
                yield decision
        elif decision.subject.topic in _OF_THE_BOOK:
            yield decision
