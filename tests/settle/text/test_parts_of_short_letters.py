"""The parts of letters of a paragraph or two: none of them is taken for another."""

from __future__ import annotations

import pytest
from printed import edition_in

from letterbook.model import letters
from letterbook.model.tree import Block

CLOSED = "My dear Ann,\n\nThe roads are bad.\n\nYours ever,\n\nBEN ORME.\n\n"
CASES = [
    # a letter of one paragraph is prose, however it begins
    ("My dear Ann, the boat is late.\n\nBen", "en", ["p", "signed"]),
    (
        "My dear Sir--Last evening wrought me up.\n\nYours unfeignedly,\n\nBen",
        "en",
        ["p", "valediction", "signed"],
    ),
    ("Liebe Anna, die Wege sind schlecht.\n\nBen", "de", ["p", "signed"]),
    ("Mon cher père, j'ai envoyé deux caisses de marbre.\n\nBernard", "fr", ["p", "signed"]),
    # a salutation may be long
    ("My Lord, and most honoured friend,\n\nThe roads are bad.\n\nBen", "en", ["salute", "p", "signed"]),
    # a close may end in its word, or be cut short
    (
        "My dear Ann,\n\nThe roads are bad.\n\nMy love to the Missis, and as always yours,\n\nBEN ORME",
        "en",
        ["salute", "p", "valediction", "signed"],
    ),
    (
        "My dear Ann,\n\nThe roads are bad.\n\nVery respectfully yours,\n\nB. ORME",
        "en",
        ["salute", "p", "valediction", "signed"],
    ),
    (
        "My Lord,\n\nThe roads are bad.\n\nI have, &c.\n\n(Signed) ORME.",
        "en",
        ["salute", "p", "valediction", "signed"],
    ),
    ("My Lord,\n\nWe grow flax, oats, rye, &c.\n\nORME.", "en", ["salute", "p", "signed"]),
    (
        "Monsieur,\n\nLes chemins sont mauvais.\n\nJ'ai l'honneur d'être, etc.",
        "fr",
        ["salute", "p", "valediction"],
    ),
    (
        "Monsieur,\n\nLes chemins sont mauvais.\n\nNous avons du lin, du seigle, de l'orge, etc.",
        "fr",
        ["salute", "p", "p"],
    ),
    # what was done with a letter is no part of its date; where it is all there is, it is
    (
        "(Endorsed: recd. July 20, 1835)\n\nLyme, 15 June 1835.\n\nMy Lord,\n\nThe roads are bad.\n\nORME.",
        "en",
        ["label", "dateline", "salute", "p", "signed"],
    ),
    (
        "(Dated: Lyme, July 20, 1835)\n\nMy Lord,\n\nThe roads are bad.\n\nORME.",
        "en",
        ["dateline", "salute", "p", "signed"],
    ),
    # what an editor tells behind a signature is no postscript
    (
        f"{CLOSED}The winter passed without more letters, and he was for some weeks at home.",
        "en",
        ["salute", "p", "valediction", "signed", "p"],
    ),
    (
        f"{CLOSED}The joiner packed the box badly, and two glasses are broken.",
        "en",
        ["salute", "p", "valediction", "signed", "postscript"],
    ),
]


@pytest.mark.parametrize(("text", "language", "kinds"), CASES)
def test_the_parts_of_a_short_letter(text, language, kinds):
    (one,) = letters(edition_in(text, language, one_letter=True))
    assert [child.kind for child in one.children if isinstance(child, Block)] == kinds
