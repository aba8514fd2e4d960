"""Numbers with summaries below them are a contents list and head no letters; short letters do."""

from __future__ import annotations

import pytest
from printed import found_in

from letterbook.settle.structure.judged import book_span, judge_headings
from letterbook.settle.structure.regions import find_structure

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
PROSE = (
    "Yesterday we had rain, my friend, and the roads are deep in mud, but the horses are well, and you\n"
    "shall have them when the river is low again and the carts can pass the ford by the mill.\n\n"
) * 12
SUMMARY = "Of the rain, and of the horses.--The ford.--How carts are mended.--A wet week.   {page}"
BODY = [f"{number}\n\n{PROSE}" for number in NUMERALS]
CONTENTS = [f"LETTER {n}\n{SUMMARY.format(page=9 * i)}\n\n" for i, n in enumerate(NUMERALS, 1)]
LETTERS = [
    f"LETTER {n}\n\nLeeds, 3 May 1843.\n\nDear Sir,\n\nThe carts have come.\n\nJ. Brand.\n\n\n"
    for n in NUMERALS
]


def text_of(*parts: list[str]) -> str:
    return "\n\n".join("\n\n".join(part) for part in parts)


def judged(text: str) -> set[str]:
    """Return the words before the numbers that head letters, by the exact judge."""
    found = found_in(text)
    return {head.value.prefix for head, _, _ in judge_headings(found, book_span(found)).letters}


@pytest.mark.parametrize(
    ("parts", "prefix"),
    [
        ((BODY, ["CONTENTS\n\n", *CONTENTS]), ""),
        ((["CONTENTS\n\n", *CONTENTS], BODY), ""),
        ((BODY, ["APPENDIX\n\n", *LETTERS]), "letter"),  # they are dated, and call somebody
        ((CONTENTS,), "letter"),  # a book of nothing but short pieces
    ],
)
def test_what_numbers_head_letters(parts, prefix):
    assert judged(text_of(*parts)) == {prefix}


@pytest.mark.parametrize("behind", [True, False])
def test_no_letter_begins_in_a_contents_list(behind):
    contents = ["CONTENTS\n\n", *CONTENTS]
    found = found_in(text_of(BODY, contents) if behind else text_of(contents, BODY))
    letters = find_structure(found).letters()
    assert [letter.number for letter in letters] == list("12345678")
    assert all("rain, my friend" in found.page.source.quote(letter.span) for letter in letters)
