"""Numbers that head chapters of dated letters, and numbers that head letters."""

from __future__ import annotations

import pytest
from printed import MANNERS, book, edition_in

from letterbook.model import letters

PROSE = MANNERS["en"]["body"]


def chapter(head: str, *rows: str) -> str:
    """Print a chapter: its number, and a letter for each date, or date and salutation."""
    each = (
        f"{date}\n\n{call + '--' if call else ''}{PROSE}\n\nYour loving son,\n\nBEN."
        for date, _, call in (row.partition(" / ") for row in rows)
    )
    return "\n\n\n".join((head, *each))


@pytest.mark.parametrize(
    ("chapters", "count"),
    [
        # each chapter has several letters that open
        (
            [
                ("I", "May 3, 1843. / DEAR MOTHER,", "May 9. / DEAR MOTHER,", "May 12. / DEAR DAD,"),
                ("II", "June 3, 1843. / DEAR MOTHER,", "June 9. / DEAR MOTHER,", "June 12. / DEAR DAD,"),
                ("III", "July 3, 1843. / DEAR MOTHER,", "July 9. / DEAR MOTHER,"),
            ],
            8,
        ),
        # each is one letter
        (
            [
                ("I", "May 3, 1843. / DEAR MOTHER,"),
                ("II", "June 3, 1843. / DEAR MOTHER,"),
                ("III", "July 3, 1843. / DEAR MOTHER,"),
            ],
            3,
        ),
        # a word says that the number is a letter's, which goes on on other days
        (
            [
                ("LETTER I", "May 3, 1843. / DEAR MOTHER,", "May 9.", "May 12."),
                ("LETTER II", "June 3, 1843. / DEAR MOTHER,", "June 9."),
                ("LETTER III", "July 3, 1843. / DEAR MOTHER,", "July 9."),
            ],
            3,
        ),
    ],
)
def test_numbers_of_chapters_are_no_letters(chapters, count):
    text = book("LETTERS HOME\n\nBY\n\nBEN ORME", *(chapter(*rows) for rows in chapters))
    assert len(letters(edition_in(text, "en"))) == count
