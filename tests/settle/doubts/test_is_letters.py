"""A text that is no edition of letters is refused, with a reason; one that is, is not."""

from __future__ import annotations

import pytest
from printed import MANNERS, book, edition_in, found_in, letter

from letterbook.model import letters
from letterbook.problems import Refused
from letterbook.settle.doubts.is_letters import doubt_letters
from letterbook.settle.judges import settle

#: Nothing that looks like a letter, or nobody who is addressed: either is the truth of a story.
NONE = {"no-letters", "not-letters"}
PROSE = {language: manner["body"] for language, manner in MANNERS.items()}
DAYS = {"en": "{} May 1843", "de": "{}. Mai 1843", "fr": "{} mai 1843"}


def verdict(text: str, language: str = "en", **pinned: object) -> str:
    """Return the code with which a text is refused."""
    with pytest.raises(Refused) as refused:
        settle(found_in(text, language, **pinned))
    first = refused.value.problems[0]
    assert first.hint
    assert first.place.file == "t.txt"
    return first.code


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_a_diary_is_refused(language):
    days = [f"{DAYS[language].format(n)}\n\n{PROSE[language]}" for n in range(1, 9)]
    assert verdict(book("ORME", *days), language) in NONE
    numbered = [f"{n}.\n\n{day}" for n, day in enumerate(days, 1)]
    assert verdict(book("ORME", *numbered), language) == "not-letters"


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_a_book_of_chapters_is_refused(language):
    chapters = [f"{n}.\n\n{PROSE[language]}\n\n{PROSE[language]}" for n in range(1, 9)]
    assert verdict(book("ORME", *chapters), language) == "not-letters"


NOTHING = [
    "",
    " \n\n ",
    "\x00",
    "LETTERS OF BEN ORME\n",
    book("A STORY", *[PROSE["en"]] * 6),
    book("A STORY", f"{PROSE['en']}\n\nHe wrote:\n\n{PROSE['en']}"),
]


@pytest.mark.parametrize("text", NOTHING)
def test_a_text_without_letters_is_refused(text):
    assert verdict(text) in NONE


def test_a_letter_in_a_story_makes_no_edition():
    inner = f"My dear Ann,\n\n{PROSE['en']}\n\n{PROSE['en']}"
    assert verdict(book("A STORY", PROSE["en"], inner, PROSE["en"])) in NONE


def test_one_letter_alone_must_be_greeted_and_closed():
    assert len(letters(edition_in(book("LETTER", letter("No. 1"))))) == 1
    assert verdict(book("LETTER", letter("No. 1", salute=""))) == "not-letters"
    assert verdict(book("LETTER", letter("No. 1", date="", close="", signed=""))) == "not-letters"


ADDRESSED = [
    {"salute": "", "close": "", "signed": "", "date": "Received on 3 May 1843"},
    {"salute": "", "signed": ""},
    {"salute": "", "close": ""},
    {"close": "", "signed": ""},
]


@pytest.mark.parametrize("lacking", ADDRESSED)
def test_one_sign_that_somebody_is_addressed_is_enough(lacking):
    text = book("ORME", *(letter(f"No. {n}", **lacking) for n in (1, 2, 3)))
    assert len(letters(edition_in(text))) == 3


@pytest.mark.parametrize("head", ["{}. Ben to Ann", "Letter {}", "{}. To his Sister", "Telegram {}"])
def test_a_heading_may_say_that_it_is_a_letter(head):
    bare = {"salute": "", "close": "", "signed": ""}
    text = book("ORME", *(letter(head.format(n), **bare) for n in (1, 2, 3)))
    assert len(letters(edition_in(text))) == 3


def test_a_quarter_of_the_letters_must_be_addressed():
    bare = {"salute": "", "close": "", "signed": ""}
    few = [letter(f"{n}.", **(bare if n > 1 else {})) for n in range(1, 7)]
    assert verdict(book("ORME", *few)) == "not-letters"
    more = [letter(f"{n}.", **(bare if n > 2 else {})) for n in range(1, 7)]
    assert len(letters(edition_in(book("ORME", *more)))) == 6


def test_a_doubt_counts_the_lines():
    doubt = doubt_letters(found_in("Ann\n\n1.\n\nBen"), ())
    assert "(3 lines, 1 lines that could head one)" in doubt.message


def test_a_title_page_may_say_that_dated_pieces_are_letters():
    bare = {"salute": "", "close": "", "signed": ""}
    pieces = [letter(f"{n}.", **bare, date=f"Leeds, {n} May 1843.") for n in range(1, 7)]
    assert len(letters(edition_in(book("LETTERS FROM THE NORTH", *pieces)))) == 6
    assert verdict(book("A JOURNAL FROM THE NORTH", *pieces)) == "not-letters"
    undated = [letter(f"{n}.", **bare, date="") for n in range(1, 7)]
    assert verdict(book("LETTERS FROM THE NORTH", *undated)) == "not-letters"
