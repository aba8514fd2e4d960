"""The front matter: the title page, what it says of the book, and the parts between it and the letters."""

from __future__ import annotations

import pytest
from outline import parts
from printed import MANNERS, book, edition_in, letter

from letterbook.model import Edition

PROSE = MANNERS["en"]["body"]


def front(*pages: str, language: str = "en") -> tuple[Edition, list[str]]:
    """Make an edition with some front matter, and return the outline of it."""
    edition = edition_in(book(*pages, *(letter(f"{n}.", language) for n in (1, 2, 3))), language)
    return edition, list(parts(edition, edition.front))


def test_a_title_page_has_title_parts():
    _, rows = front("BEN ORME\n\nLETTERS TO HIS SISTER\n\nLeeds, 1850")
    assert rows == [
        "matter titlePage",
        "  titlepart: BEN ORME",
        "  titlepart: LETTERS TO HIS SISTER",
        "  titlepart: Leeds, 1850",
    ]


TITLES = [
    ("en", "BEN ORME\n\nLETTERS TO HIS SISTER\n\nLeeds, 1850", "LETTERS TO HIS SISTER", "BEN ORME"),
    ("en", "THE LETTERS OF BEN ORME", "THE LETTERS OF BEN ORME", None),
    ("en", "A LONG WAY HOME\n\nBen Orme", "A LONG WAY HOME", None),
    ("en", "LETTERS OF BEN ORME\nTO HIS SISTER ANN\n\n1850", "LETTERS OF BEN ORME\nTO HIS SISTER ANN", None),
    ("de", "Clara Ohm\n\nBriefe an ihre Mutter", "Briefe an ihre Mutter", "Clara Ohm"),
    ("fr", "Benoît Orme\n\nLettres à sa sœur", "Lettres à sa sœur", "Benoît Orme"),
    ("en", "printed for the first time\n\nLETTERS OF BEN ORME", "LETTERS OF BEN ORME", None),
    ("de", "Anna Ohm – Clara Moss\n\nBriefwechsel", "Briefwechsel", "Anna Ohm – Clara Moss"),
    # lists of the house's books above the title
    ("en", "REED AND COMPANY,\n\nBOSTON AND NEW YORK.\n\nLETTERS OF BEN ORME", "LETTERS OF BEN ORME", None),
    ("en", "Ann Reed\n\nPOEMS\n\nPLAYS\n\nLETTERS OF BEN ORME", "LETTERS OF BEN ORME", None),
    ("en", "BEN ORME.\n\nLETTERS TO HIS SISTER", "LETTERS TO HIS SISTER", "BEN ORME"),
    # the title page is the last of these, far below the first
    (
        "en",
        "TRANSCRIBER'S NOTE\n\nItalic text is set between signs.\n\n\n\n\nBen Orme\n\nHis Letters",
        "His Letters",
        "Ben Orme",
    ),
    ("en", "TRANSCRIBER'S NOTE\n\nThe letters are as they were.\n\nSome are not.", None, None),
]


@pytest.mark.parametrize(("language", "page", "title", "author"), TITLES)
def test_a_title_page_names_the_book_and_its_author(language, page, title, author):
    edition, _ = front(page, language=language)
    quote = edition.source.quote
    assert (edition.title and quote(edition.title)) == title
    assert (edition.author and quote(edition.author)) == author


DECLARED = [
    ("Ben Orme", "LETTERS OF BEN ORME\n\nTRANSLATED BY\nLADY REED", "Ben Orme"),
    ("Lady Reed", "LETTERS OF BEN ORME\n\nTRANSLATED BY\nLADY REED", None),
    ("Lady Reed", "LETTERS OF BEN ORME\n\nTRANSLATED BY\n\nLADY REED", None),
    ("Ann Reed", "LETTERS OF ANN REED\n\nEDITED BY HER SON JOHN REED", "Ann Reed"),
    ("Ann Reed", "ANN REED\n\nMY LETTERS\n\nSELECTED BY ANN REED", "Ann Reed"),
    ("Lady Reed", "Produced by A. Moss and C. D. Hill\n\nMY LETTERS\n\nBy Lady Reed", "Lady Reed"),
    ("Ann Reed", "MY LETTERS\n\nEDITED BY HER SON\n\nJOHN MOSS\n\nLONDON", "Ann Reed"),
    ("(His Son) Captain Ben Orme", "LETTERS OF GENERAL ORME", "Captain Ben Orme"),
    ("Ben Orme; Letters collected by Ann Reed", "LETTERS OF BEN ORME", "Ben Orme"),
]


@pytest.mark.parametrize(("declared", "page", "author"), DECLARED)
def test_who_edited_or_translated_is_no_author(declared, page, author):
    block = f"Title: Letters\n\nAuthor: {declared}\n\n*** START OF THE PROJECT GUTENBERG EBOOK LETTERS ***"
    edition, _ = front(f"The Project Gutenberg eBook of Letters\n\n{block}", page)
    assert (edition.author and edition.source.quote(edition.author)) == author


ROWS = [
    # a line that the width parts, one that goes on in small letters, and a subtitle
    (
        "Title: The Correspondence of Benjamin Orme and Ann Reed from 1844 until\n       1853, First Part",
        "The Correspondence of Benjamin Orme and Ann Reed from 1844 until 1853, First Part",
        [],
    ),
    ("Title: Letters of Ben Orme\n       to his sister", "Letters of Ben Orme to his sister", []),
    ("Title: Letters of Ben Orme\n       With Notes", "Letters of Ben Orme", []),
    (
        'Title: Letters, "From Leeds to Hull:\nYears of a Miller"',
        'Letters, "From Leeds to Hull: Years of a Miller"',
        [],
    ),
    ("Author: Ben Orme\n        Ann Reed", "L", ["Ben Orme", "Ann Reed"]),
    ("Author: Ben Orme\n        Ann Reed\n        Clara Moss", "L", ["Ben Orme", "Ann Reed", "Clara Moss"]),
    ("Author: Ben Orme\n        Translated by Ann Reed", "L", ["Ben Orme"]),
    ("Author: Ben Orme\n\n        Ann Reed", "L", ["Ben Orme"]),
    ("Author: Ben Orme\nEditor: Ann Reed", "L", ["Ben Orme"]),
]


@pytest.mark.parametrize(("rows", "title", "authors"), ROWS)
def test_what_a_distributor_says_on_several_lines(rows, title, authors):
    if not rows.startswith("Title"):
        rows = f"Title: L\n\n{rows}"
    block = f"{rows}\n\nLanguage: English\n\n*** START OF THE PROJECT GUTENBERG EBOOK LETTERS ***"
    edition, _ = front(f"The Project Gutenberg eBook of Letters\n\n{block}", "LETTERS OF BEN ORME")
    quote = edition.source.quote
    assert " ".join(quote(edition.title).split()) == title
    assert [quote(span) for span in (edition.author, *edition.coauthors) if span] == authors


def test_a_distributor_may_name_the_book_without_a_fence():
    edition, _ = front("The Etext of Letters by Ben Orme", "Title: My Letters\n\nAuthor: Ben Orme", "LETTERS")
    assert edition.source.quote(edition.title) == "My Letters"
    edition, _ = front("LETTERS OF BEN ORME", "Title: that of a lord")
    assert edition.source.quote(edition.title) == "LETTERS OF BEN ORME"


FOOT = "London: Orme and Reed"

IMPRINTS = [
    ((f"LETTERS OF BEN ORME\n\n{FOOT}\n1890",), 1890),
    ((f"LETTERS OF BEN ORME\n\n{FOOT}\n1890", f"LETTERS OF BEN ORME\n\n{FOOT}\n1890"), 1890),
    (
        (f"LETTERS OF BEN ORME\n\n{FOOT}\n1890", f"HIS LIFE\n\n{FOOT}\n1888"),
        None,
    ),  # two, and neither is surer
    (("LETTERS OF BEN ORME", f"PREFACE.\n\n{PROSE}", f"{FOOT}\n1890"), None),  # behind the title page
    ((f"LETTERS OF BEN ORME\n\n{FOOT}\n1740",), None),  # before its letters were written
]


@pytest.mark.parametrize(("pages", "year"), IMPRINTS)
def test_the_year_of_a_title_page_is_the_books(pages, year):
    edition, _ = front(*pages)
    assert (edition.imprint and edition.imprint.value.year) == year


def test_credits_stand_behind_the_title_page():
    lines = "Publisher: Reed, Leeds\n\nTranscription: A. Reed\n\nPublic Domain: you may copy it."
    edition, rows = front(f"LETTERS OF BEN ORME\n\n{lines}")
    assert rows == [
        "matter titlePage",
        "  titlepart: LETTERS OF BEN ORME",
        "matter source",
        "  p: Publisher: Reed, Leeds",
        "  p: Transcription: A. Reed",
        "  p: Public Domain: you may copy it.",
    ]
    assert [(kind, edition.source.quote(span)) for kind, span in edition.credit] == [
        ("publisher", "Reed, Leeds"),
        ("transcription", "A. Reed"),
        ("licence", "you may copy it."),
    ]
    assert edition.source.quote(edition.licence) == "you may copy it."


PREFACES = [
    ("en", "PREFACE.", "preface"),
    ("en", "DEDICATION", "dedication"),
    ("de", "Vorwort", "preface"),
    ("de", "INHALT", "contents"),
    ("fr", "AVANT-PROPOS", "preface"),
]


@pytest.mark.parametrize(("language", "head", "kind"), PREFACES)
def test_a_part_under_a_title_is_a_part(language, head, kind):
    _, rows = front("ORME", f"{head}\n\n{MANNERS[language]['body']}", language=language)
    assert rows[:4] == ["matter titlePage", "  titlepart: ORME", f"matter {kind}", f"  head: {head}"]


def test_prose_ends_the_title_page():
    prose = "\n".join(["This book holds the letters that were found in the mill when it was sold,"] * 8)
    _, rows = front(f"LETTERS OF BEN ORME\n\n{prose}")
    assert [row for row in rows if not row.startswith(" ")] == ["matter titlePage", "matter section"]


@pytest.mark.parametrize(
    ("below", "kinds"),
    [
        # a chapter of a life, however short its paragraphs are
        (
            (
                "CHAPTER I\n\n1810-1831\n\nThe mills stood idle in that year, and of the four sons of the "
                "house only the eldest stayed; the others went to the coast, where the ships were, and were "
                "not heard of again."
            ),
            ["titlePage", "section"],
        ),
        # a long title is none
        (
            (
                "Being the true and faithful account of all that befell him on the coast of Norton, as he "
                "told it in letters to his sister, his brother, and the owners of the mill, with a map"
            ),
            ["titlePage"],
        ),
        ("Being the letters that he wrote from the coast.", ["titlePage"]),
        ("CHAPTER I", ["titlePage"]),
    ],
)
def test_short_paragraphs_of_prose_end_the_title_page(below, kinds):
    _, rows = front(f"LIFE AND LETTERS OF BEN ORME\n\n{below}")
    assert [row.split()[1] for row in rows if not row.startswith(" ")] == kinds


def test_the_editor_signs_a_preface():
    _, rows = front("ORME", f"PREFACE\n\n{PROSE}\n\nTHE EDITOR")
    assert [row for row in rows if not row.startswith(" ")] == ["matter titlePage", "matter preface"]


def test_a_book_may_begin_with_its_first_letter():
    edition, rows = front()
    assert rows == []
    assert (edition.title, edition.author, edition.licence, edition.credit) == (None, None, None, ())


def test_the_back_matter_is_divided_by_its_titles():
    text = book(
        "LETTERS", letter("1."), letter("2."), f"APPENDIX\n\n{PROSE}\n\nINDEX\n\nAnn, 3\n\nBen, 5", "THE END"
    )
    edition = edition_in(text)
    rows = list(parts(edition, edition.back))
    assert [row for row in rows if not row.startswith("  p")] == [
        "matter appendix",
        "  head: APPENDIX",
        "matter index",
        "  head: INDEX",
        "matter end",
        "  head: THE END",
    ]
