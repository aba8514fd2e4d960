"""Names above a date, an editor's paragraph above it, and the days of a journal between letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from letterbook.detect.found import Found
from letterbook.detect.run import detect
from letterbook.model import Source
from letterbook.settle.structure.headings_above import from_names, from_openings
from letterbook.settle.structure.journals import without_journals
from letterbook.settle.structure.mended_letters import _is_in_note
from letterbook.structure_model.reading import Letter
from letterbook.structure_model.running import running_units
from letterbook.structure_model.units import Unit, cut_units

PROSE = (
    "The roads are bad and the post is late. I shall write to you again when they are\n"
    "better, and then you shall have the book that you asked for, and the keys.\n"
    "The river stood in the lower meadow for a week, and nobody could cross it."
)
TOLD = (
    "The house had stood empty for a year when he took it, and the garden was a wood.\n"
    "He had the wall mended before he thought of the roof, and the neighbours laughed\n"
    "at him for it as long as they lived."
)
Mend = Callable[[Found, Sequence[Unit], Sequence[Letter]], Sequence[Letter]]


def read(text: str, spans: Sequence[tuple[str, str]], mend: Mend) -> list[tuple[str, str]]:
    """Return the first and last words of each letter; `spans` has those of the model's letters."""
    found = detect(Source("t.txt", f"SOME LETTERS\n\n\n{text}", ""))
    units = running_units(cut_units(found))
    letters = []
    for first, last in spans:
        a = next(i for i, unit in enumerate(units) if unit.text.startswith(first))
        b = next(i for i, unit in enumerate(units) if i >= a and unit.text.endswith(last))
        letters.append(Letter(a, min(a + 1, b), b, b, 0.9, 0.9))
    return [(units[one.begin].text[:14], units[one.end].text[-8:]) for one in mend(found, units, letters)]


def names(_found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> Sequence[Letter]:
    return from_names(units, letters)


def openings(_found: Found, units: Sequence[Unit], letters: Sequence[Letter]) -> Sequence[Letter]:
    return from_openings(units, letters)


def lettered(n: int, head: str) -> str:
    return f"{head}\n\nLEEDS, {n} May 1843.\n\n{PROSE}\n\nANN HALE."


@pytest.mark.parametrize(
    "head", ["To her Mother.", "TO MRS. BELL.", "Colonel Hale to Mr. Bell, commanding at York."]
)
def test_names_above_the_date_are_the_letters_where_others_have_them(head: str):
    text = "\n\n\n".join(lettered(n, head) for n in range(1, 5))
    out = read(text, [(f"LEEDS, {n} May", "ANN HALE.") for n in range(1, 5)], names)
    assert [first for first, _ in out] == [head[:14]] * 4


@pytest.mark.parametrize(
    "head", ["To his brother he wrote:--", "[Picture: Mr. Bell]", "The house by the mill."]
)
def test_a_sentence_that_leads_on_a_picture_and_a_title_are_none(head: str):
    text = "\n\n\n".join(lettered(n, head) for n in range(1, 5))
    out = read(text, [(f"LEEDS, {n} May", "ANN HALE.") for n in range(1, 5)], names)
    assert {first[:5] for first, _ in out} == {"LEEDS"}


def test_one_heading_alone_is_no_habit():
    text = "\n\n\n".join(lettered(n, "To Ann Bell." if n == 2 else TOLD) for n in range(1, 5))
    out = read(text, [(f"LEEDS, {n} May", "ANN HALE.") for n in range(1, 5)], names)
    assert {first[:5] for first, _ in out} == {"LEEDS"}


def test_an_editors_paragraph_above_the_date_is_none_of_the_letters():
    text = "\n\n\n".join(lettered(n, TOLD if n == 3 else "* * *") for n in range(1, 7))
    spans = [(f"LEEDS, {n} May" if n != 3 else "The house", "ANN HALE.") for n in range(1, 7)]
    assert {first[:5] for first, _ in read(text, spans, openings)} == {"LEEDS"}


def test_prose_above_a_date_at_the_foot_stays():
    text = "\n\n\n".join(
        f"{PROSE}\n\nLEEDS, {n} May 1843.\n\nANN." if n == 3 else lettered(n, "* * *") for n in range(1, 7)
    )
    spans = [(f"LEEDS, {n} May", "ANN HALE.") if n != 3 else ("The roads", "ANN.") for n in range(1, 7)]
    assert len({first[:5] for first, _ in read(text, spans, openings)}) == 2


def test_where_letters_begin_with_prose_a_paragraph_above_the_date_stays():
    text = "\n\n\n".join(lettered(n, TOLD) for n in range(1, 7))
    spans = [("The house", "ANN HALE.")]
    assert read(text, spans, openings) == [("The house had ", "NN HALE.")]


def journal(title: str) -> list[str]:
    """Return where letters begin in a book of five, with a journal of two days behind the third."""
    letters = [lettered(n, "TO MRS. BELL.") for n in range(1, 6)]
    days = f"{title}\n\nFriday, 7 June 1843.\n\n{TOLD}\n\nSaturday, 8 June 1843.\n\n{TOLD}"
    found = detect(Source("t.txt", "\n\n\n".join([*letters[:3], days, *letters[3:]]), ""))
    units = running_units(cut_units(found))
    begins = [i for i, unit in enumerate(units) if unit.text.startswith(("TO MRS. BELL.", title, "Saturday"))]
    ends = [*(i - 1 for i in begins[1:]), len(units) - 1]
    read = [Letter(a, a + 1, b, b, 0.9, 0.9) for a, b in zip(begins, ends, strict=True)]
    return [units[one.begin].text.split(",")[0] for one in without_journals(found, units, read)]


@pytest.mark.parametrize("title", ["[JOURNAL]", "From the Journal.", "DIARY."])
def test_days_of_a_journal_are_no_letters(title: str):
    assert journal(title) == ["TO MRS. BELL."] * 5


@pytest.mark.parametrize("title", ["The Journal of Trade came.", "THE GARDEN."])
def test_below_other_titles_stands_no_journal(title: str):
    assert journal(title) == [*["TO MRS. BELL."] * 3, title, "Saturday", *["TO MRS. BELL."] * 2]


def test_a_letter_within_a_note_is_the_notes():
    called = [lettered(n, "TO MRS. BELL.").replace("keys.", f"keys.[{n}]") for n in range(1, 5)]
    notes = "\n\n".join(f"{n}. {TOLD}" for n in range(1, 5))
    found = detect(Source("t.txt", "\n\n\n".join(["SOME LETTERS", *called, f"FOOTNOTES:\n\n{notes}"]), ""))
    units = running_units(cut_units(found))
    begins = [
        i for i, unit in enumerate(units) if unit.text.startswith(("TO MRS. BELL.", "1. ", "2. ", "3. "))
    ]
    ends = [*(i - 1 for i in begins[1:]), len(units) - 1]
    read = [Letter(a, min(a + 1, b), b, b, 0.9, 0.9) for a, b in zip(begins, ends, strict=True)]
    assert [units[one.begin].text[:2] for one in read if _is_in_note(units, one)] == ["2.", "3."]
