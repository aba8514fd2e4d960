"""What is no letter: licence blocks, titles of prefaces and indexes, credits."""

from __future__ import annotations

import pytest

from letterbook.model import Source
from letterbook.read.page import read_lines
from letterbook.rules.front_and_back_matter import find_credits, find_licences, find_matter

BOOK = "\n".join(f"The {n}th line of a book of letters, with nothing in it." for n in range(60))


def licences(text: str) -> list[tuple[str, str, str]]:
    """Return the place, the first and the last line of each block of a distributor."""
    source = Source("t", text, "")
    rows = [(f, source.quote(f.span).strip().splitlines()) for f in find_licences(read_lines(source))]
    return [(f.value.place, lines[0], lines[-1]) for f, lines in rows]


FENCED = [
    (
        f"Free for all.\n*** START OF THE BOOK ***\n{BOOK}",
        [("front", "Free for all.", "*** START OF THE BOOK ***")],
    ),
    (f"{BOOK}\n*** END OF THE BOOK ***\nBye.", [("back", "*** END OF THE BOOK ***", "Bye.")]),
    (f"{BOOK}\nEnd of the e-book Letters\nBye.", [("back", "End of the e-book Letters", "Bye.")]),
    (
        f"Free.\n*** START ***\n\nE-text prepared\nby some hands\n\n{BOOK}\n*** END ***",
        [
            ("front", "Free.", "*** START ***"),
            ("front", "E-text prepared", "by some hands"),
            ("back", "*** END ***", "*** END ***"),
        ],
    ),
]


#: A book and its fences, once, and another beside it.
_ONE = f"Free.\n*** START OF THE BOOK ***\n{BOOK}\n*** END OF THE BOOK ***\nBye.\n"
_AGAIN = "*** START ***\n*** START OF IT ***\n"
JOINED = [
    (
        _ONE * 3,
        [
            ("front", "Free.", "*** START OF THE BOOK ***"),
            ("between", "*** END OF THE BOOK ***", "*** START OF THE BOOK ***"),
            ("between", "*** END OF THE BOOK ***", "*** START OF THE BOOK ***"),
            ("back", "*** END OF THE BOOK ***", "Bye."),
        ],
    ),
    (
        f"*** START ***\n{BOOK}\nEnd of the e-book Letters\n*** END ***\n{_AGAIN}{BOOK}",
        [
            ("front", "*** START ***", "*** START ***"),
            ("between", "End of the e-book Letters", "*** START OF IT ***"),
        ],
    ),
    (  # the end of a licence is no end of a book
        f"*** START OF THE SMALL PRINT ***\nFree.\n*** END OF THE SMALL PRINT ***\n*** START ***\n{BOOK}\n",
        [("front", "*** START OF THE SMALL PRINT ***", "*** START ***")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), JOINED)
def test_books_in_one_text_are_fenced_off_one_from_another(text, expected):
    assert licences(text) == expected


@pytest.mark.parametrize(("text", "expected"), FENCED)
def test_a_distributor_fences_the_book_off(text, expected):
    assert licences(text) == expected


UNFENCED = [
    "",
    BOOK,
    f"{BOOK}\n*** START OF THE BOOK ***\n{BOOK}",  # too late to be a beginning
    f"*** END OF THE SMALL PRINT ***\n{BOOK}",
    f"*** END ***\n{BOOK}",  # too early to be an end
    f"* * *\n{BOOK}\n* * *",
    f"STARTING\n{BOOK}\nThe end of the book",
    f"{BOOK}\nEnd of the letter that was transcribed, and of the story",
]


@pytest.mark.parametrize("text", UNFENCED)
def test_other_lines_fence_nothing_off(text):
    assert licences(text) == []


TITLES = [
    ("en", "PREFACE.", "preface"),
    ("en", "Table of Contents", "contents"),
    ("en", "INDEX", "index"),
    ("en", "_Editor's Note_", "preface"),
    ("en", "APPENDIX", "appendix"),
    ("en", "THE END", "end"),
    ("de", "Vorwort", "preface"),
    ("de", "INHALT.", "contents"),
    ("de", "Personenregister", "index"),
    ("fr", "PRÉFACE", "preface"),
    ("fr", "Table des matières.", "contents"),
    ("fr", "FIN", "end"),
]


@pytest.mark.parametrize(("language", "text", "kind"), TITLES)
def test_a_part_that_is_no_letter_has_its_title(language, text, kind):
    found = list(find_matter(read_lines(Source("t", text, "")), (language,)))
    assert [(f.kind, f.value.type) for f in found] == [("matter.title", kind)]


NO_TITLES = [
    ("en", ""),
    ("en", "Preface to nothing"),
    ("en", "The end of the day"),
    ("en", "Vorwort"),
    ("en", "an index of names and of many other things"),
    ("de", "Inhalt des Glases"),
    ("de", "PREFACE"),
    ("fr", "La table est mise"),
    ("fr", "FIN DE LA LETTRE"),
]


@pytest.mark.parametrize(("language", "text"), NO_TITLES)
def test_other_lines_are_no_titles_of_parts(language, text):
    assert list(find_matter(read_lines(Source("t", text, "")), (language,))) == []


def test_a_paragraph_that_ends_in_such_a_word_is_no_title():
    text = (
        "Of all the things that are printed in a book I like best the\n"
        "list of the names, and of the places, which they call the\n"
        "index\n"
    )
    assert list(find_matter(read_lines(Source("t", text * 3, "")), ("en",))) == []


CREDITS = [
    ("en", "Publisher: Orme & Reed, Leeds, 1843", "publisher", "Orme & Reed, Leeds, 1843"),
    ("en", "Transcription/HTML Markup : A. Reed", "transcription", "A. Reed"),
    ("en", "Public Domain: you may copy it.", "licence", "you may copy it."),
    ("de", "Quelle: Brandt, Briefe", "source", "Brandt, Briefe"),
    ("de", "Herausgegeben von: C. Stern", "edited", "C. Stern"),
    ("fr", "Éditeur : Morel, Paris", "publisher", "Morel, Paris"),
]


@pytest.mark.parametrize(("language", "text", "kind", "words"), CREDITS)
def test_a_labelled_line_of_the_front_matter_credits_somebody(language, text, kind, words):
    source = Source("t", f"LETTERS\n\n{text}\n", "")
    found = list(find_credits(read_lines(source), len(source.text), (language,)))
    assert [(f.value.type, source.quote(f.span)) for f in found] == [(kind, words)]


NO_CREDITS = [
    ("en", "He said: come in"),
    ("en", "Publisher"),
    ("en", "Publisher:"),
    ("en", "The publisher said: come in"),
    ("de", "Publisher: Orme"),
    ("fr", "Il dit : entrez"),
]


@pytest.mark.parametrize(("language", "text"), NO_CREDITS)
def test_other_lines_credit_nobody(language, text):
    source = Source("t", text, "")
    assert list(find_credits(read_lines(source), len(text), (language,))) == []


def test_credits_stand_in_the_front_matter():
    source = Source("t", "LETTERS\n\nSource: a book\n", "")
    assert list(find_credits(read_lines(source), 9, ("en",))) == []
