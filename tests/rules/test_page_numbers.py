"""Page numbers and running heads: between paragraphs, inside them, and numbers that are something else."""

from __future__ import annotations

import pytest

from letterbook.model import Source, Span
from letterbook.read.page import read_lines
from letterbook.rules.note_bodies import find_note_bodies
from letterbook.rules.page_numbers import breaks_off, find_pages

#: A sentence of about 400 code points in lines, cut where a page ends: it goes on in small letters.
HALF = "\n".join(["the cart goes to the mill on every market day and comes home again late at night"] * 5)
WHOLE = f"T{HALF[1:]}."


def pages(text: str, *, dated: tuple[str, ...] = (), **pinned: bool) -> list[tuple[str, str]]:
    """Return the kind and the words of every finding; for a page's number, its value."""
    source = Source("t", text, "")
    page = read_lines(source)
    spans = frozenset(line.span for line in page.lines if line.text in dated)
    found = find_pages(page, list(find_note_bodies(page, ("en",))), spans, **pinned)
    assert list(found) == sorted(found, key=lambda finding: finding.span)
    return [(f.kind, getattr(f.value, "n", source.quote(f.span))) for f in found]


def cut(*between: str) -> str:
    """Print a text whose sentence is cut at each of the strings."""
    return "\n\n".join(row for mark in between for row in (HALF, mark)) + f"\n\n{HALF}."


def breaks(*numbers: str) -> list[tuple[str, str]]:
    return [("page.break", number) for number in numbers]


PAGES = [
    (cut("12", "13", "14"), breaks("12", "13", "14")),
    (cut("[12]", "[13]", "[14]"), breaks("12", "13", "14")),
    (cut("— 12 —", "— 13 —", "— 14 —"), breaks("12", "13", "14")),
    (cut("xi", "xii", "xiii"), breaks("xi", "xii", "xiii")),
    (cut("12", "14", "15"), breaks("12", "14", "15")),
    (cut("12", "13", "15", "16"), breaks("12", "13", "15", "16")),
    (cut("12", "99", "13", "14"), breaks("12", "13", "14")),
    (cut("Page 12", "Page 13", "Page 14"), breaks("12", "13", "14")),
    (cut("- 1 -", "- 2 -", "- 3 -"), breaks("1", "2", "3")),
    ("\n\n".join([WHOLE, "Seite 3", WHOLE, "Seite 4", WHOLE, "Seite 5", WHOLE]), breaks("3", "4", "5")),
    ("\n\n".join([WHOLE, "~ 3 ~", WHOLE, "~ 4 ~", WHOLE, "~ 5 ~", WHOLE]), breaks("3", "4", "5")),
    (
        "\n\n\n".join([WHOLE, "* A mill.", "3", WHOLE, "* A town.", "4", WHOLE, "5", WHOLE]),
        breaks("3", "4", "5"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_numbers_that_cut_sentences_are_pages(text, expected):
    assert pages(text) == expected


NO_PAGES = [
    "",
    WHOLE,
    cut("12"),
    cut("12", "13"),
    cut("12", "7", "30"),
    cut("14", "13", "12"),
    cut("one", "two", "three"),
    "\n\n".join([WHOLE, "12", WHOLE, "13", WHOLE, "14", WHOLE]),  # letters' numbers: nothing runs on
    "\n\n".join([WHOLE, "XI.", WHOLE, "XII.", WHOLE, "XIII.", WHOLE]),
    "\n\n".join(["the wheat,", "12", "the oats,", "13", "the rye,", "14", "and so on."]),  # a table
    cut("12,000", "13,000", "14,000"),
    cut("1843", "1901", "1776"),
    f"{HALF} [12] {HALF} (13) {HALF} [14] {HALF}.",
]


@pytest.mark.parametrize("text", NO_PAGES)
def test_other_numbers_are_no_pages(text):
    assert pages(text) == []


def test_numbers_above_datelines_head_letters():
    days = ("3 May 1843", "4 May 1843", "5 May 1843")
    rows = [row for n, day in zip("123", days, strict=True) for row in (n, f"{day}\n\n{HALF}")]
    text = f"{HALF}\n\n" + "\n\n".join(rows)
    assert pages(text, dated=days) == []


def test_numbers_above_names_and_datelines_head_letters():
    days = ("den 3. Mai 1843", "den 4. Mai 1843", "den 5. Mai 1843")
    rows = "\n\n".join(f"{n}.\n\nAn Anna.\n\n{day}\n\n{HALF}" for n, day in zip("123", days, strict=True))
    assert pages(f"{HALF}\n\n{rows}", dated=days) == []


def test_an_editor_says_that_there_are_pages_or_none():
    assert pages(cut("12", "13", "14"), pinned=False) == []
    assert pages("\n\n".join([WHOLE, "12", WHOLE]), pinned=True) == breaks("12")
    assert pages(WHOLE, pinned=True) == []


def test_a_running_head_stands_beside_its_number():
    text = cut("12\n\nLETTERS OF ANN REED", "LETTERS OF ANN REED\n\n13", "14\n\nLETTERS OF ANN REED")
    head = ("fw", "LETTERS OF ANN REED")
    assert sorted(pages(text)) == [head] * 3 + breaks("12", "13", "14")


def test_a_running_head_holds_its_number():
    text = cut("12 LETTERS OF ANN REED", "TO HER SISTER 13", "14 LETTERS OF ANN REED", "TO HER SISTER 15")
    assert pages(text) == [
        *(("page.break", "12"), ("fw", "LETTERS OF ANN REED")),
        *(("fw", "TO HER SISTER"), ("page.break", "13")),
        *(("page.break", "14"), ("fw", "LETTERS OF ANN REED")),
        *(("fw", "TO HER SISTER"), ("page.break", "15")),
    ]


UNLIKE = [
    cut("12 LETTERS OF ANN REED", "13 SHIPS IN THE HARBOUR", "14 MILES FROM THE TOWN"),
    cut("12 men came", "12 men came", "12 men came"),
    "\n\n".join([WHOLE, "12 Ann to Ben", WHOLE, "13 Ann to Ben", WHOLE, "14 Ann to Ben", WHOLE]),
]


@pytest.mark.parametrize("text", UNLIKE)
def test_lines_with_numbers_are_no_running_heads(text):
    assert pages(text) == []


def test_a_sentence_runs_on_over_a_note_at_the_foot():
    text = cut("* A mill on the river.\n\n12", "* A market town.\n\n13", "* The same mill.\n\n14")
    assert pages(text) == breaks("12", "13", "14")


BREAKS = [
    ("the cart goes", "to the mill", True),
    ("the cart goes", "_to_ the mill", True),
    ("the cart goes,", "“to the mill", True),
    ("the cart goes.", "to the mill", False),
    ("the cart goes!”", "to the mill", False),
    ("der Wagen fährt", "Zur Mühle", False),
    ("der Wagen fährt", "über den Fluß", True),
    ("la charrette va", "à la ville", True),
    ("la charrette va ?", "à la ville", False),
    ("the cart goes", "12 miles", False),
]


@pytest.mark.parametrize(("above", "below", "expected"), BREAKS)
def test_a_sentence_breaks_off_and_goes_on(above, below, expected):
    one, other = read_lines(Source("t", f"{above}\n{below}", "")).lines
    assert breaks_off(one, other) is expected


def test_nothing_breaks_off_at_the_ends_of_a_text():
    (line,) = read_lines(Source("t", "the cart goes", "")).lines
    assert not breaks_off(None, line)
    assert not breaks_off(line, None)
    assert line.span == Span(0, 13)


def series(cuts: int, many: int) -> str:
    """Print a series of numbers, of which the first so many cut a sentence; the others stand between two."""
    numbers = [str(n) for n in range(11, many + 11)]
    rows = [f"{HALF}\n\n{n}\n\n{HALF}." if i < cuts else n for i, n in enumerate(numbers)]
    return f"{WHOLE}\n\n" + f"\n\n{WHOLE}\n\n".join(rows) + f"\n\n{WHOLE}"


def eleven(many: int) -> list[tuple[str, str]]:
    return breaks(*(str(n + 11) for n in range(many)))


@pytest.mark.parametrize(
    ("cuts", "many", "are"), [(1, 5, True), (1, 6, False), (2, 10, True), (2, 11, False)]
)
def test_of_five_numbers_one_cuts_a_sentence(cuts, many, are):
    assert pages(series(cuts, many)) == (eleven(many) if are else [])


@pytest.mark.parametrize(("worded", "are"), [(3, True), (2, False)])
def test_more_than_half_of_the_numbers_say_that_they_are_pages(worded, are):
    marks = [f"Page {n}" if n < worded + 11 else str(n) for n in range(11, 15)]
    text = "\n\n".join(row for mark in marks for row in (WHOLE, mark)) + f"\n\n{WHOLE}"
    assert pages(text) == (eleven(4) if are else [])


@pytest.mark.parametrize(
    ("under", "gap", "are"), [(2, "\n\n\n", True), (1, "\n\n\n", False), (2, "\n\n", False)]
)
def test_half_of_the_numbers_stand_apart_below_notes(under, gap, are):
    rows = [(f"* A mill.{gap}{n}" if n < under + 11 else str(n)) for n in range(11, 15)]
    text = gap.join(row for mark in rows for row in (WHOLE, mark)) + f"{gap}{WHOLE}"
    assert pages(text) == (eleven(4) if are else [])


@pytest.mark.parametrize(
    ("title", "are"),
    [
        ("To {} Hale.", False),
        ("_To {} Hale._", False),
        ("", True),
        ("LETTERS OF A TRAVELLER", True),
        ("{}", True),
    ],
)
def test_a_number_below_a_note_and_above_a_title_heads_a_letter(title, are):
    names = ("Ann", "Ben", "Eva", "Tom")
    rows = [
        f"* A mill.\n\n\n{n}\n\n{title.format(name)}" for n, name in zip(range(11, 15), names, strict=True)
    ]
    text = "\n\n\n".join(row for mark in rows for row in (WHOLE, mark.rstrip())) + f"\n\n\n{WHOLE}"
    assert [one for one in pages(text) if one[0] == "page.break"] == (eleven(4) if are else [])


@pytest.mark.parametrize(("near", "are"), [(1, True), (2, False)])
def test_four_of_five_steps_are_as_long_as_a_page(near, are):
    """The steps that are shorter have a line alone between two numbers."""
    rows = [HALF]
    for n in range(11, 17):
        rows += [str(n), "the cart goes on to the mill" if n - 11 < near else HALF]
    assert pages("\n\n".join(rows) + ".") == (eleven(6) if are else [])


@pytest.mark.parametrize(
    ("numbers", "are"), [(("11", "14", "17"), True), (("11", "15", "19"), False), (("11", "11", "12"), False)]
)
def test_numbers_of_pages_rise_by_three_at_most(numbers, are):
    assert pages(cut(*numbers)) == (breaks(*numbers) if are else [])


@pytest.mark.parametrize(("dashes", "are"), [(6, True), (7, False)])
def test_a_number_with_its_ornaments_is_short(dashes, are):
    line = "—" * dashes
    assert bool(pages(cut(*(f"{line} {n} {line}" for n in (11, 12, 13))))) == are


@pytest.mark.parametrize(("beside", "heads"), [(3, 3), (2, 0)])
def test_a_running_head_stands_beside_three_numbers(beside, heads):
    marks = [f"{n}\n\nLETTERS OF ANN" if n < beside + 11 else str(n) for n in range(11, 15)]
    assert [kind for kind, _ in pages(cut(*marks))].count("fw") == heads
