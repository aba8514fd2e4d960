"""A letter that speaks for somebody else is not the title's person's, nor to the title's reader."""

from __future__ import annotations

import pytest
from settle.parties.test_readers import judge

MINE = [("salute", "MY DEAR MISS SEWARD,"), ("p", "All is well here."), ("signed", "JOHN HARLAND.")]
BODY = ("p", "The boats came in last night.")


@pytest.mark.parametrize(
    ("parts", "sender", "recipient"),
    [
        ([BODY], "John Harland", "Mary Seward"),
        ([("salute", "DEAR TOM,"), BODY], "John Harland", ""),
        ([("salute", "MY DEAR SISTER,"), BODY, ("signed", "J. H.")], "John Harland", ""),
        ([("salute", "MY DEAR FRIEND,"), BODY, ("signed", "J. H.")], "John Harland", "Mary Seward"),
        ([("salute", "DEAR MARY,"), BODY], "John Harland", "Mary Seward"),
        ([("salute", "DEAR MADAM,"), BODY, ("signed", "T. B.")], "", ""),
        ([("salute", "SIR,"), BODY, ("address", "To THOMAS BEALE, ESQ., Norton.")], None, "Thomas Beale"),
        ([("head", "From the Secretary of the Norton Society to Mr. Harland."), BODY], "", None),
    ],
)
def test_what_speaks_for_another_holds_the_title_back(parts, sender, recipient):
    told = judge("LETTERS OF JOHN HARLAND TO MARY SEWARD", [MINE, MINE, MINE, parts])[-1]
    assert (sender is None or told[0] == sender, recipient is None or told[1] == recipient) == (True, True)


@pytest.mark.parametrize(
    ("parts", "recipient"),
    [
        ([("salute", "DEAR MARY,"), BODY, ("signed", "ANN PASK.")], "Mary Seward"),
        ([("salute", "DEAR TOM,"), BODY, ("signed", "ANN PASK.")], ""),
        ([BODY, ("signed", "ANN PASK."), ("address", "To THOMAS BEALE, ESQ., Norton.")], "Thomas Beale"),
    ],
)
def test_a_letter_to_another_is_not_to_the_reader_of_all(parts, recipient):
    rows = [[("salute", "DEAR MISS SEWARD,"), BODY, ("signed", "JOHN HARLAND.")]] * 3
    assert judge("LETTERS TO MARY SEWARD", [*rows, parts])[-1][1] == recipient


@pytest.mark.parametrize(
    ("title", "recipient"),
    [
        ("LETTERS OF JOHN HARLAND TO HIS SISTER, MARY SEWARD", "Mary Seward"),
        ("LETTERS OF JOHN HARLAND TO HIS SISTER", "his Sister"),
        ("LETTERS OF JOHN HARLAND TO MARY SEWARD", ""),
    ],
)
def test_kin_of_the_title_is_its_reader(title, recipient):
    kin = [("salute", "MY DEAR SISTER,"), BODY, ("signed", "JOHN HARLAND.")]
    assert judge(title, [MINE, MINE, MINE, MINE, kin])[-1][1] == recipient


def test_what_many_letters_call_the_reader_is_the_reader():
    kin = [("salute", "MY DEAR SISTER,"), BODY, ("signed", "JOHN HARLAND.")]
    told = judge("LETTERS OF JOHN HARLAND TO MARY SEWARD", [kin] * 4)
    assert {recipient for _, recipient in told} == {"Mary Seward"}
