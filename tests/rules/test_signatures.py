"""Whose name a signature gives, and whom a salutation calls: half of the cases are none."""

from __future__ import annotations

import pytest

from letterbook.rules.salutations import find_vocatives
from letterbook.rules.signatures import is_address, read_signature, signature_tails


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Orme", ["Ann Orme"]),
        ("ANN ORME. LEEDS, May 29th", ["Ann Orme"]),
        ("Ann Orme, Leeds", ["Ann Orme"]),
        ("Ann Orme. Mary Orme.", ["Ann Orme", "Mary Orme"]),
        ("Edward Lane", ["Edward Lane"]),  # a surname behind a given name
        ("Portland Terrace", []),
        ("S. Fischer, Publishers", []),
        ("Yours ever", []),
        ("the mill is shut", []),
        ("", []),
    ],
)
def test_a_line_that_is_a_signature(text, names):
    found = [name.text.rstrip(".") for name in read_signature(text, ("en",))]
    assert found == names


@pytest.mark.parametrize(
    ("text", "languages", "address"),
    [
        ("Herrn Karl Lang, Ischl", ("de",), True),
        ("Karl Lang, Ischl", ("de",), False),
        ("Herrn Karl Lang, Ischl", ("en",), False),
        ("", ("de",), False),
    ],
)
def test_an_address_signs_nothing(text, languages, address):
    assert is_address(text, languages) == address
    assert bool(read_signature(text, languages)) == (bool(text) and not address)


@pytest.mark.parametrize(
    ("text", "tails"),
    [
        ("I remain, as ever, Ann Orme", ["Ann Orme", "Orme"]),
        ("he greets “Carl Lang”", []),
        ("he greets “Carl Lang”.", []),
        ("the mill is shut", []),
    ],
)
def test_the_names_with_which_a_closing_line_can_end(text, tails):
    found = list(signature_tails(text, ("en",)))
    assert [name.text for _, name in found] == tails
    assert all(text[start:] == name.text for start, name in found)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("you know, dear Liszt, that I come", ["Liszt"]),
        ("You know me, my dear Franz! I come", ["Franz"]),
        ("Dear Franz Liszt, you know", ["Franz Liszt"]),
        ("I come. Dear Franz; you know", ["Franz"]),
        ("my dear Franz came", []),  # nothing stops behind it
        ("I saw dear Liszt, who is ill", []),  # nothing stops before it
        ("so it was, dear friends, and", []),
        ("you know, Liszt, that I come", []),
    ],
)
def test_a_name_called_upon_stands_between_stops(text, called):
    assert [words for _, _, words in find_vocatives(text, ("en",))] == called
