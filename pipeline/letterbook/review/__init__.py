"""The review: the edition as the program understood it, for the editor to confirm, change or reject.

    edition -> report/review.html, report/review.json, report/facts.csv; of a folder of letters, letters.csv

The first three are made from the same list of facts (`letterbook.review.facts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterbook.model import Decision, Edition, Topic
from letterbook.problems import Problem
from letterbook.project.decisions_toml import EDITOR, Ruling
from letterbook.review.as_csv import as_table
from letterbook.review.as_json import as_record
from letterbook.review.as_letters import as_letters
from letterbook.review.book_order import survey
from letterbook.review.facts import facts
from letterbook.review.html_page import as_pages
from letterbook.review.persons import persons_of

#: What judges decide on the book as a whole; what else they decide is told as a fact of a letter or note.
_OF_THE_BOOK = frozenset({Topic.HEADING_SERIES, Topic.CALL_STYLE, Topic.CORRESPONDENTS})
#: The editor's rulings that leave no fact behind.
_LEAVES_NO_FACT = frozenset({"join", "split", "line", "remark", "same-person"})


def review(
    edition: Edition, problems: Sequence[Problem] = (), by: str = "", rulings: Sequence[Ruling] = ()
) -> dict[str, bytes]:
    """Return the files of the review by name; `problems` are what the run met, `rulings` the editor's.

    `by` is who decides, for the lines offered for decisions.toml; "" leaves it to the head of that file.
    """
    told = facts(edition, by)
    judged = tuple(_of_the_book(edition))
    book, persons = survey(edition, told, by), persons_of(edition, by)
    return {
        **as_pages(edition, told, judged, problems, book, persons),
        "review.json": as_record(edition, told, judged, problems, book, persons),
        "facts.csv": as_table(told),
        **as_letters(edition, rulings),
    }


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
