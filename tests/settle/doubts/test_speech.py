"""How a book speaks to somebody: each bound with a case on either side of it."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.settle.doubts.is_letters import Speech, speech
from letterbook.settle.structure.regions import Region
from letterbook.settle.text.letter_parts import Part, cut


def spoken(*letters: tuple[int, int], language: str = "en") -> Speech | None:
    """Measure letters of so many words each, so many of which are "you"."""
    rows = [" ".join(["mill"] * (many - you) + ["you"] * you) for many, you in letters]
    text = "\n\n".join(rows) + "\n"
    found, parts_by_letter, at = found_in(text, language), [], 0
    for row in rows:
        region = Region("letter", type(found.page.lines[0].span)(at, at + len(row)))
        parts_by_letter.append((region, [Part(paragraph, "p") for paragraph in cut(found, region.span)]))
        at += len(row) + 2
    return speech(found, parts_by_letter)


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ([(20, 1)] * 3, Speech(1.0, 5.0)),
        ([(20, 1)] * 2, None),  # too few letters to tell
        ([(20, 1), (20, 1), (19, 1)], None),  # one of them too short
        ([(20, 1), (20, 1), (19, 1), (20, 0)], Speech(2 / 3, 5.0)),
        ([(20, 0)] * 3, Speech(0.0, 0.0)),
        ([(100, 0), (100, 1), (100, 3)], Speech(2 / 3, 1.0)),  # that of the letter in the middle
        ([(100, 3), (100, 0), (100, 1)], Speech(2 / 3, 1.0)),
        ([(100, 1), (100, 2), (100, 3), (100, 4)], Speech(1.0, 3.0)),
    ],
)
def test_how_often_letters_say_you(letters, expected):
    told = spoken(*letters)
    assert told == (expected and pytest.approx(expected))


def test_of_a_language_without_words_it_is_not_told():
    assert spoken(*[(20, 1)] * 3, language="pl") is None
