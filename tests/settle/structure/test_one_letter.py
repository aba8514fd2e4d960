"""A file that is said to hold one letter is one, however short, and need not prove it."""

from __future__ import annotations

import pytest
from printed import MANNERS, book, edition_in, letter

from letterbook.model import letters
from letterbook.model.tree import Block, Letter

BODY = MANNERS["en"]["body"]


def only(text: str, language: str = "en", **pinned: object) -> Letter:
    (one,) = letters(edition_in(text, language, one_letter=True, **pinned))
    return one


def kinds(one: Letter) -> list[str]:
    return [child.kind for child in one.children if isinstance(child, Block)]


@pytest.mark.parametrize(
    "text",
    [
        "Come at once.\n",
        "Coming Tuesday. Ben.\n",
        BODY,
        f"{BODY}\n\n{BODY}\n",
        f"\n\n\n{BODY}\n",
        "Ann\n",
        "3 May 1843\n",
        f"1.\n\n{BODY}\n\n2.\n\n{BODY}\n",
        f"{letter()}\n\n\n{letter()}\n",
    ],
)
def test_whatever_is_said_to_be_one_letter_is_one(text):
    assert only(text).key in {"n1", "1"}


def test_its_parts_are_read_as_in_any_other():
    assert kinds(only(letter())) == ["dateline", "salute", "p", "valediction", "signed"]
    assert kinds(only(letter(date="", close=""))) == ["salute", "p", "signed"]
    assert kinds(only(letter("To his Sister."))) == [
        "head",
        "dateline",
        "salute",
        "p",
        "valediction",
        "signed",
    ]


def test_a_letter_of_one_paragraph_is_prose():
    assert kinds(only(f"My dear Ann,--{BODY}")) == ["p"]
    assert kinds(only("My dear Ann, the boat is late.")) == ["p"]


def test_its_number_heads_it():
    one = only(book(letter("No. 12")))
    assert (one.number, one.key) == ("12", "12")


def test_a_number_within_it_heads_nothing():
    assert only(f"My dear Ann,\n\n{BODY}\n\n2. {BODY}\n\nBen Orme\n").number is None


def test_cuts_and_an_index_stand_outside_it():
    text = f"From the papers at Leeds.\n\nLeeds, 3 May 1843.\n\n{BODY}\n\n\nINDEX\n\nAbbey, 3\nBread, 4\n"
    one = only(text, letters_begin="Leeds, 3 May")
    assert kinds(one) == ["dateline", "p"]


def test_a_licence_stands_outside_it():
    text = (
        "*** START OF THE PROJECT GUTENBERG EBOOK A LETTER ***\n\n\n"
        f"{letter()}\n\n\n*** END OF THE PROJECT GUTENBERG EBOOK A LETTER ***\n\nYou may copy it.\n"
    )
    assert kinds(only(text)) == ["dateline", "salute", "p", "valediction", "signed"]
