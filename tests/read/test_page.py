"""How a text is cut into lines and paragraphs, wrapped or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.model import Source
from letterbook.read.page import read_lines

#: Lines of one margin, as a printer breaks them.
WRAPPED = (
    "The boat came in before noon, and on board of it we\n"
    "counted twelve barrels of herring, not one of which\n"
    "was sound.\n"
    "  The cart went home in the evening by the mill where\n"
    "the miller stood in the door and would not let it go\n"
    "over the bridge.\n"
)


def paragraphs(text: str, *, wrapped: bool | None = None) -> list[str]:
    page = read_lines(Source("t", text, ""), wrapped=wrapped)
    return [" / ".join(line.text for line in paragraph.lines) for paragraph in page.paragraphs]


def test_a_line_knows_its_indent_and_the_blank_lines_above_it():
    lines = read_lines(Source("t", "one\n\n\n   two  \n \nthree", "")).lines
    assert [(x.text, x.indent, x.blank, x.index) for x in lines] == [
        ("one", 0, 0, 0),
        ("two", 3, 2, 1),
        ("three", 0, 1, 2),
    ]


CUTS = [
    ("", []),
    ("\n \n", []),
    ("one", ["one"]),
    ("one\ntwo", ["one / two"]),
    ("one\n\ntwo", ["one", "two"]),
    ("one\n" + "a long line that is a paragraph of its own and ends no sooner than it must " * 3, None),
]


@pytest.mark.parametrize(("text", "expected"), CUTS)
def test_blank_lines_part_paragraphs(text, expected):
    assert paragraphs(text) == (expected if expected is not None else [x.strip() for x in text.splitlines()])


def test_a_line_that_ends_early_ends_its_paragraph():
    assert [row.split()[0] for row in paragraphs(WRAPPED)] == ["The", "The"]
    assert len(paragraphs(WRAPPED * 3)) == 6


def test_a_long_line_within_a_sentence_ends_no_paragraph_however_wide_others_are():
    wide = "DEAR SIR,--I have been over the whole of the north wall with the mason, and he tells me that it\n"
    text = f"{wide}will stand another winter if only the gutters are cleared before the\nfrost comes.\n"
    assert len(paragraphs(text * 3)) == 3
    assert len(paragraphs(f"{wide}will stand.\nThe cart came.\n" * 3)) == 6


def test_a_bracket_that_is_open_goes_on_in_the_next_line():
    text = WRAPPED.replace("was sound.", "was sound (Received\nMay 3.)")
    assert "(Received / May 3.)" in paragraphs(text)[0]
    text = WRAPPED.replace("was sound.", "was sound (they say.\nMay 3.")
    assert not any("say. / May" in one for one in paragraphs(text))


LETTER = (
    "3 May 1843\n\nThe roads are bad, and the post is late, and the man who\nbrings it ill.\n\nBen Orme\n\n"
)


def test_a_text_of_few_lines_is_wrapped_where_they_run_on():
    assert read_lines(Source("t", LETTER * 3, "")).wrapped
    assert not read_lines(Source("t", LETTER.replace("who\nbrings", "who brings") * 3, "")).wrapped


def test_one_long_line_in_each_letter_unwraps_no_text():
    last = "The cart brought the lime, and the men begin to-morrow. " * 3
    text = LETTER.replace("brings it ill.", "brings it has not been seen since the week before the\n" + last)
    assert read_lines(Source("t", text * 3, "")).wrapped


def test_an_indent_behind_a_stop_begins_a_paragraph():
    full = "was sound, as I had said to him when he bought it."
    text = WRAPPED.replace("was sound.", full)
    assert len(paragraphs(text)) == 2
    assert len(paragraphs(text.replace("bought it.", "bought it,"))) == 1


def test_the_editor_says_whether_a_text_is_wrapped():
    assert len(paragraphs(WRAPPED, wrapped=False)) == 6
    assert len(paragraphs("one\ntwo\n\nthree", wrapped=False)) == 3
    long = "a paragraph of one line\n\n" * 3
    assert len(paragraphs(long, wrapped=True)) == 3


def test_a_text_of_one_line_a_paragraph_is_not_wrapped():
    assert not read_lines(Source("t", "one\n\ntwo\n\nthree\n", "")).wrapped
    assert read_lines(Source("t", WRAPPED, "")).wrapped
    assert not read_lines(Source("t", "", "")).wrapped


@given(st.text(st.sampled_from(" \t\n\r\x0b\x85\u2028abc.é\x00"), max_size=60))
def test_the_lines_hold_all_that_is_not_white(text: str) -> None:
    page = read_lines(Source("t", text, ""))
    assert [text[x.span.start : x.span.end] for x in page.lines] == [x.text for x in page.lines]
    assert all(x.text == x.text.strip() != "" for x in page.lines)
    ends = [0, *(x.span.end for x in page.lines)]
    starts = [*(x.span.start for x in page.lines), len(text)]
    assert not "".join(text[a:b] for a, b in zip(ends, starts, strict=True)).strip()
    assert [line for paragraph in page.paragraphs for line in paragraph.lines] == list(page.lines)


def test_a_line_that_ends_within_a_word_ends_no_paragraph():
    short = "We came home by the mill on Saturday night, and there was no-\nbody.\n"
    assert paragraphs(
        WRAPPED + "\nand the re\u00ac\nturn was put off until the water had gone down again, he\n",
        wrapped=True,
    )[-1].startswith("and the re\u00ac / turn")
    assert paragraphs(WRAPPED + "\n" + short, wrapped=True)[-1] == short.strip().replace("\n", " / ")


NARROW = (
    "The boat came in before noon, and on board of it we counted twelve.\n"
    "In the hold there were\n"
    "barrels of herring.\n"
)
WIDE = (
    "The cart went home in the evening by the mill where the miller stood in the door and would not let\n"
    "it go over the bridge, nor hear of it; so that in the end they left it where it was, in the middle\n"
    "of the road.\n"
)


def test_a_line_is_short_against_those_beside_it():
    assert len(paragraphs("\n".join([WIDE] * 9 + [NARROW]))) == 9 + 2  # its second line is short
    plain = NARROW.replace("In the hold there were\nbarrels", "In the hold there were barrels")
    assert len(paragraphs("\n".join([WIDE] * 9 + [plain]))) == 9 + 1


def test_an_address_is_no_margin():
    address = "Brand and Sons, Mill Lane.\nTo be called for.\n"
    assert len(paragraphs("\n".join([WIDE] * 9 + [address]))) == 9 + 2


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ([1, 4, 1, 4, 1, 4], [1, 2, 1, 2, 1, 2]),  # one size of gap says one thing
        ([1, 2, 1, 2, 1, 2], [1, 2, 1, 2, 1, 2]),
        ([1, 4, 2, 4, 2, 4], [1, 4, 2, 4, 2, 4]),  # each of two sizes says its own
        ([4, 1, 1, 4, 1, 1], [4, 1, 1, 4, 1, 1]),  # too few to be a custom
    ],
)
def test_how_wide_gaps_of_one_size_are_is_the_typists_taste(gaps, expected):
    text = "one" + "".join("\n" * (gap + 1) + "more" for gap in gaps)
    assert [line.blank for line in read_lines(Source("t", text, "")).lines[1:]] == expected
