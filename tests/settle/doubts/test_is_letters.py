"""A text that is no edition of letters is refused, with a reason; one that is, is not."""

from __future__ import annotations

import pytest
from made_books import BOOKS, OTHERS
from made_books import TOLD as STORIES
from printed import MANNERS, book, edition_in, found_in, letter

from letterbook.detect.found import Found
from letterbook.detect.run import detect
from letterbook.model import Source, letters
from letterbook.problems import Refused
from letterbook.settle.doubts.is_letters import doubt_letters
from letterbook.settle.judges import settle

PROSE = {language: manner["body"] for language, manner in MANNERS.items()}
#: Made books of which a letter is not found.
SHORT = {"days alone, fr", "postcards, it"}
DAYS = {"en": "{} May 1843", "de": "{}. Mai 1843", "fr": "{} mai 1843"}


def found_of(text: str) -> Found:
    """Return what the rules find in a text, whatever its language is."""
    return detect(Source("t.txt", text, ""))


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
    told = " ".join(STORIES[language][:3])
    days = [f"{DAYS[language].format(n)}\n\n{told}" for n in range(1, 9)]
    assert verdict(book("ORME", *days), language) == "not-letters"
    numbered = [f"{n}.\n\n{day}" for n, day in enumerate(days, 1)]
    assert verdict(book("ORME", *numbered), language) == "not-letters"


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_a_book_of_chapters_is_refused(language):
    chapters = [f"{n}.\n\n{PROSE[language]}\n\n{PROSE[language]}" for n in range(1, 9)]
    assert verdict(book("ORME", *chapters), language) == "not-letters"


#: Texts of which no line could open a letter.
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
    assert verdict(text) == "no-letters"


def test_a_letter_in_a_story_makes_no_edition():
    inner = f"My dear Ann,\n\n{PROSE['en']}\n\n{PROSE['en']}"
    assert verdict(book("A STORY", PROSE["en"], inner, PROSE["en"])) == "not-letters"


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


#: What a diary says: nobody is spoken to.
TOLD = (
    "The roads are bad and the post is late. Nobody came but the miller, who wanted his money, and the dog "
    "was sick. In the evening it rained, and the mill stood still."
)
BARE = {"salute": "", "close": "", "signed": ""}


def test_a_quarter_of_the_letters_must_be_addressed():
    few = [letter(f"{n}.", body=TOLD, **(BARE if n > 1 else {})) for n in range(1, 7)]
    assert verdict(book("ORME", *few)) == "not-letters"
    undated = [letter(f"{n}.", date="", **(BARE if n > 1 else {})) for n in range(1, 7)]
    assert verdict(book("ORME", *undated)) == "not-letters"
    more = [letter(f"{n}.", **(BARE if n > 2 else {})) for n in range(1, 7)]
    assert len(letters(edition_in(book("ORME", *more)))) == 6


def test_what_is_dated_and_speaks_to_somebody_is_letters():
    said = [letter(f"{n}.", **BARE, date=f"Leeds, {n} May 1843.") for n in range(1, 7)]
    assert len(letters(edition_in(book("ORME", *said)))) == 6
    told = [letter(f"{n}.", **BARE, body=TOLD, date=f"Leeds, {n} May 1843.") for n in range(1, 7)]
    assert verdict(book("ORME", *told)) == "not-letters"


@pytest.mark.parametrize("salute", ["Dear Diary,", "Mr. Speaker,"])
def test_what_calls_on_somebody_and_speaks_to_nobody_is_no_letter(salute):
    days = [letter(f"{n}.", salute=salute, body=TOLD, close="", signed="") for n in range(1, 7)]
    assert verdict(book("ORME", *days)) == "not-letters"


def test_letters_to_a_formal_address_never_say_you():
    formal = [letter(f"{n}.", body=TOLD) for n in range(1, 7)]
    assert len(letters(edition_in(book("ORME", *formal)))) == 6
    named = [letter(f"{n}. To the Governor.", body=TOLD, **BARE) for n in range(1, 7)]
    assert len(letters(edition_in(book("ORME", *named)))) == 6


@pytest.mark.parametrize("head", ["SERMON {}.", "SPEECH {}.", "CHAPTER {}."])
def test_parts_of_other_works_are_no_letters(head):
    parts = [letter(head.format(n), salute="My dear friends,", date="") for n in ("I", "II", "III", "IV")]
    assert verdict(book("ORME", *parts)) == "not-letters"


def test_speeches_of_a_play_are_no_letters():
    said = "\n\n".join(
        f"{who}:\n\n{TOLD}" for who in ("HALE", "ANN", "HALE", "BEN (rising)", "HALE", "ANN") * 2
    )
    acts = [letter(f"{n}.", salute="My dear Ann,", body=said, date="") for n in range(1, 5)]
    assert verdict(book("THE MILL", *acts)) == "not-letters"
    quoted = f"{TOLD}\n\nHALE:\n\n{TOLD}\n\n{TOLD}\n\n{TOLD}\n\n{TOLD}"
    told = [letter(f"{n}.", salute="My dear Ann,", body=quoted, date="") for n in range(1, 7)]
    assert len(letters(edition_in(book("THE MILL", *told)))) == 6


def test_a_doubt_counts_the_lines():
    doubt = doubt_letters(found_in("Ann\n\n1.\n\nBen"), ())
    assert "(3 lines, 1 of them could open one)" in doubt.message


def test_a_title_page_may_say_that_dated_pieces_are_letters():
    pieces = [letter(f"{n}.", **BARE, body=TOLD, date=f"Leeds, {n} May 1843.") for n in range(1, 7)]
    assert len(letters(edition_in(book("LETTERS FROM THE NORTH", *pieces)))) == 6
    assert verdict(book("A JOURNAL FROM THE NORTH", *pieces)) == "not-letters"
    undated = [letter(f"{n}.", **BARE, body=TOLD, date="") for n in range(1, 7)]
    assert verdict(book("LETTERS FROM THE NORTH", *undated)) == "not-letters"
    spoken = [letter(f"{n}.", **BARE, date="") for n in range(1, 7)]
    assert len(letters(edition_in(book("LETTERS FROM THE NORTH", *spoken)))) == 6


MADE = {
    **{name: (make, True) for name, (make, _) in BOOKS.items()},
    **{n: (m, False) for n, m in OTHERS.items()},
}


@pytest.mark.parametrize("name", MADE)
def test_made_books_of_letters_are_built_and_others_are_not(name):
    make, is_one = MADE[name]
    found = found_of(make())
    if not is_one:
        with pytest.raises(Refused) as refused:
            settle(found)
        assert refused.value.problems[0].code in {"no-letters", "not-letters"}
        return
    _, problems = settle(found)
    assert "reading-failed" not in {one.code for one in problems}


@pytest.mark.parametrize("name", [name for name in BOOKS if name not in SHORT])
def test_all_letters_of_made_books_are_found(name):
    make, count = BOOKS[name]
    settled, _ = settle(found_of(make()))
    assert len(settled.structure.letters()) == count


def test_a_year_taken_for_a_number_is_no_gap():
    heads = ["No. 1", "No. 2", "No. 1840", "No. 3", "No. 4", "No. 5"]
    _, problems = settle(found_in(book("ORME", *map(letter, heads))))
    assert not {"letters-missing", "reading-failed"} & {one.code for one in problems}


@pytest.mark.parametrize(
    ("title", "refused"),
    [
        ("LETTERS FROM MY NEPHEW", False),
        ("A YEAR IN THE COUNTRY", True),
        ("The letters lay on the table.", True),
    ],
)
def test_the_title_of_a_part_may_say_that_these_are_letters(title, refused):
    told = " ".join(STORIES["en"][:3])
    preface = [" ".join(STORIES["en"][i % 3 :]) for i in range(36)]
    spoken = "\n\n".join(
        [PROSE["en"], *[f"I had the horse from a neighbour. {told}"] * 4]
    )  # few words to "you"
    days = [f"{DAYS['en'].format(n)}.\n\n{spoken}" for n in range(1, 9)]
    text = book("THE RECTOR'S NIECE", *preface, title, *days)
    if refused:
        assert verdict(text) == "not-letters"
    else:
        assert letters(edition_in(text))
