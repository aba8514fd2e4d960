"""What is no letter, what holds two, what stands behind a close: kinds seen in real volumes."""

from __future__ import annotations

import pytest
from printed import book, edition_in, letter

from letterbook.model import leaves
from letterbook.model import letters as letters_of
from letterbook.problems import Refused

DAYS = ("3 May 1843", "9 May 1843", "17 June 1843", "2 July 1843", "30 July 1843")
HEADS = ("To Ann Orme.", "To Mrs. Reed.", "To Ann Orme.", "To J. Hale.", "To Ann Orme.")


BODY = (
    "The roads are bad and the post is late. I shall write again when they are\n"
    "better, and then you shall have the book that you asked for, and the keys."
)


def dated(n: int, **more: str) -> str:
    """Print the n-th letter of a book whose letters are headed, dated, saluted and signed."""
    return letter(HEADS[n], **{"date": f"Leeds, {DAYS[n]}.", "body": BODY, **more})


def parts_of(text: str, language: str = "en", **pinned: object) -> list[list[tuple[str, str]]]:
    """Return the blocks of each letter: its kind, and its words."""
    edition = edition_in(text, language, **pinned)
    out = []
    for one in letters_of(edition):
        row = []
        for child in one.children:
            spans = [leaf.span for leaf in leaves([child])]
            words = " ".join(edition.source.text[spans[0].start : spans[-1].end].split()) if spans else ""
            if words:
                row.append((str(getattr(child, "kind", "note")), words))
        out.append(row)
    return out


def last_words(text: str, language: str = "en") -> list[str]:
    return [row[-1][1] for row in parts_of(text, language)]


TITLE = "LETTERS OF BEN ORME\nTO HIS FRIENDS"
STORY = (
    "The house had stood empty for a year when he took it, and the garden a wood. He had the wall mended\n"
    "before he thought of the roof, and the neighbours laughed at him for it as long as they lived."
)
BEHIND = [
    "INDEX TO LETTERS\n\nHale, J., 12\n\nOrme, Ann, 1, 40\n\nReed, Mrs., 9",
    "THE END OF THE LETTERS.\n\n\n\nA TOUR TO THE LAKES.\n\n" + STORY,
    "CHAPTER THE LAST\n\nTHE HOUSE AT LEEDS FROM MAY 1844 TO THE PRESENT TIME, 1876.\n\n" + STORY,
    "END OF VOL. II.",
    "LETTERS TO A LADY",
    # one long line of a book makes no verse of the others
    "\n\nPapers of Oswald Moss\n\n\n" + STORY + " " + "He wrote no more of it, and nobody asked. " * 3,
]


@pytest.mark.parametrize("behind", BEHIND)
def test_what_stands_behind_the_last_letter_is_none(behind):
    rows = parts_of(book(TITLE, *(dated(n) for n in range(4)), behind))
    assert [row[-1] for row in rows] == [("signed", "Ben Orme")] * 4


def test_the_title_of_a_chapter_and_its_narrative_are_no_letter():
    chapter = "THE HOUSE AT LEEDS FROM MAY 1843 TO THE END, 1876.\n\n" + STORY
    text = book(TITLE, chapter, *(dated(n) for n in range(4)))
    assert [row[0][1] for row in parts_of(text)] == [*HEADS[:4]]


def test_a_letter_that_is_neither_dated_nor_signed_is_one_where_it_speaks():
    note = letter("To Mrs. Reed.", date="", salute="", close="", signed="")
    rows = parts_of(book(TITLE, dated(0), note, dated(2), dated(3), dated(4)))
    assert [row[0][1] for row in rows] == [HEADS[0], "To Mrs. Reed.", *HEADS[2:]]


LEFT = "He was ill all that winter, and wrote to nobody."
NARRATIVE = [
    LEFT,
    "    The next letter was written when she had left the town.",
    "[He went to Bath in the spring, and did not come back before the harvest.]",
]


@pytest.mark.parametrize("told", NARRATIVE)
def test_narrative_behind_a_signature_is_no_part_of_the_letter(told):
    text = book(TITLE, *(f"{dated(n)}\n\n{told}" for n in range(4)))
    assert last_words(text) == ["Ben Orme"] * 4


@pytest.mark.parametrize(
    "said",
    [
        "P.S. He was ill all that winter, and wrote to nobody.",
        "Tell my brother that you have the keys.",
        "The black mare has a foal, and it is well.",
    ],
)
def test_a_postscript_is_part_of_the_letter(said):
    text = book(TITLE, f"{dated(0)}\n\n{said}", *(dated(n) for n in range(1, 5)))
    assert last_words(text)[0] == said


def test_indented_narrative_is_none_of_a_letter_without_a_close():
    def plain(n: int) -> str:
        name = "ANN" if n % 2 else "JOHN"
        return letter(f"BEN TO {name}", close="", signed="", body=BODY, date=f"Leeds, {DAYS[n]}.")

    text = book(
        TITLE, *(f"{plain(n)}\n\n    The next letter was written a few weeks later." for n in range(4))
    )
    assert [one.endswith("and the keys.") for one in last_words(text)] == [True] * 4


def test_a_second_letter_below_a_signature_is_found():
    second = f"Leeds, 19 July 1843.\n\n{BODY}\n\nBen Orme"
    text = book(TITLE, dated(0), dated(1), dated(2), f"{dated(3)}\n\n{second}")
    rows = parts_of(text)
    assert len(rows) == 5
    assert rows[-1][0] == ("dateline", "Leeds, 19 July 1843.")
    assert rows[-2][-1] == ("signed", "Ben Orme")


@pytest.mark.parametrize(
    "more",
    [
        "19 July.\n\nI open this again, because the post is not gone.\n\nB. O.",
        "Leeds, 19 July 1843.",
        "Leeds, 19 July 1843.\n\nRead and approved.",
    ],
)
def test_a_date_below_a_signature_begins_no_letter_by_itself(more):
    text = book(TITLE, dated(0), dated(1), dated(2), f"{dated(3)}\n\n{more}")
    assert len(parts_of(text)) == 4


def test_a_signature_above_the_editors_indented_paragraph_is_one():
    told = "  So we take leave of the good man, whom we have followed to the end of\n  his days."
    rows = parts_of(
        book(TITLE, *(f"{dated(n, close='', signed=' ' * 40 + 'Ben Orme.')}\n\n{told}" for n in range(3)))
    )
    assert [row[-1] for row in rows] == [("signed", "Ben Orme.")] * 3


def test_the_title_of_the_next_part_is_no_signature_and_no_prose():
    rows = parts_of(
        book(
            "LETTRES DE BEN ORME",
            *(letter(no, "fr", close="", signed="BEN ORME.") for no in ("I", "II")),
            "LETTRES A LOUISE",
            *(letter(no, "fr", close="", signed="BEN ORME.") for no in ("III", "IV")),
        ),
        "fr",
    )
    assert [row[-1] for row in rows] == [("signed", "BEN ORME.")] * 4


def rows_of_days(said: str, title: str) -> str:
    days = (
        "19./31. Dezember 1827",
        "12./24. Januar 1828",
        "23. Januar/4. Februar 1828",
        "28. Februar/11. März",
    )
    pieces = [f"    Riga, den {day}.\n\nDas Wetter ist hart, und der Fluß steht noch. {said}" for day in days]
    return book(title, *pieces, "Fußnoten:\n\n[1] Vgl. Anm. 2.")


def test_letters_headed_by_double_dates_alone_are_found():
    text = rows_of_days(
        "Ich danke Ihnen für Ihren Brief und warte auf den nächsten.", "Briefe eines Reisenden"
    )
    assert [row[0][0] for row in parts_of(text, "de")] == ["dateline"] * 4


def test_a_diary_with_double_dates_is_none():
    text = rows_of_days("Ich habe den Tag im Hause gesessen und gelesen.", "Tagebuch eines Reisenden")
    with pytest.raises(Refused):
        parts_of(text, "de")


@pytest.mark.parametrize("head", ["C. O. to A. R.", "M. DE REED TO THE COMMITTEE."])
def test_an_initial_that_could_be_a_number_is_none_in_a_book_without_numbers(head):
    heads = ["A. R. to B. O.", head, "B. O. to A. R.", head]
    text = book(
        TITLE, *(letter(one, date=f"Leeds, {day}.", body=BODY) for one, day in zip(heads, DAYS, strict=False))
    )
    assert [row[0] for row in parts_of(text)] == [("head", one) for one in heads]


@pytest.mark.parametrize(
    ("foot", "kinds"),
    [
        ("Believe me yours sincerely, BEN ORME.", ["valediction", "signed"]),
        ("Yours B. Orme.", ["valediction", "signed"]),
        ("Good-bye, dear Sir,--Yours ever,\n\nBEN ORME.", ["valediction", "signed"]),
        (
            "Yours ever,\n\nBEN ORME.\n\nP.S. The mare is sold, and the boy is to be sent to the fair\nBen.",
            None,
        ),
    ],
)
def test_a_farewell_and_a_signature_may_share_a_line(foot, kinds):
    rows = parts_of(book(TITLE, dated(0), dated(1, close="", signed=foot), dated(2), dated(3)))
    got = [kind for kind, _ in rows[1][3:] if kind != "p"]
    assert got == (kinds or ["valediction", "signed", "postscript"])


def test_several_paragraphs_in_one_pair_of_brackets_behind_a_letter_are_the_editors():
    told = f"[In a letter to Fox he says of the same house:--\n\n{STORY}]"
    text = book(TITLE, dated(0), f"{dated(1)}\n\n{told}", dated(2), dated(3))
    assert last_words(text) == ["Ben Orme"] * 4


def unsigned(n: int, head: str) -> str:
    """Print a letter that has no close: only its date and its salutation show where the next one begins."""
    return letter(head, date=f"Leeds, {DAYS[n]}.", body=BODY, close="", signed="")


def test_a_date_and_a_salutation_below_prose_open_the_next_letter():
    text = book(*(dated(n) for n in range(3)), unsigned(3, HEADS[3]) + "\n\n" + unsigned(4, ""))
    assert len(parts_of(text)) == len(DAYS)


def test_a_date_within_a_letter_that_calls_upon_nobody_opens_none():
    more = f"{BODY}\n\nLeeds, {DAYS[4]}.\n\n{BODY}"
    assert len(parts_of(book(*(dated(n) for n in range(3)), dated(3, body=more)))) == len(DAYS) - 1


POEM = "\n".join(
    (
        "  The wind is on the hill,",
        "  The water in the dale,",
        "  And still upon the sill",
        "  There lies thy pail,",
        "  And nobody will come",
        "  To fetch thee home.",
    )
)


def test_poems_to_somebody_among_dated_letters_are_none():
    poems = [f"TO {name}.\n\n\n{POEM}" for name in ("ANN ORME", "JOHN HALE", "THE QUEEN")]
    assert len(parts_of(book(*poems, *(dated(n) for n in range(5))))) == len(DAYS)


def test_a_headless_passage_is_none_where_names_head_the_letters():
    quoted = '"' + BODY + '"'
    said = f"[The two extracts from May 1843 show how he lived.\n\n{quoted}]"
    assert len(parts_of(book(*(dated(n) for n in range(3)), said, dated(3), dated(4)))) == len(DAYS)


ROW = "* * * * *"


def footed(n: int) -> str:
    """Print a letter with its date at the foot, and nothing at its head."""
    return (
        letter("", date="", salute="", body=BODY, close="Yours ever,", signed="Ben Orme")
        + f"\n\nLeeds, {DAYS[n]}."
    )


def test_rows_of_stars_part_letters_that_have_their_dates_at_the_foot():
    rows = [dated(0), dated(1), footed(2), footed(3), dated(4), footed(0), dated(1), footed(2), dated(3)]
    text = book(f"\n\n{ROW}\n\n".join(rows))
    assert len(parts_of(text)) == len(rows)


def test_rows_of_stars_within_letters_part_none():
    rows = [dated(n, body=f"{BODY}\n\n{ROW}\n\n{BODY}") for n in range(5)]
    assert len(parts_of(book(*rows))) == len(DAYS)


def told(count: int) -> str:
    """Print a narrative that quotes some letters whole."""
    rows = [
        f"In the {word} winter he wrote again to his sister at Leeds, who kept all that he sent:"
        for word in WORDS
    ]
    quoted = f'"MY DEAR ANN: {BODY}\n\n"You must not think that I complain. I have my books."'
    return "\n\n".join(f"{row}\n\n{quoted}\n\n{STORY}" for row in rows[:count])


WORDS = ("first", "second", "third", "fourth", "fifth")


def test_letters_that_a_narrative_quotes_whole_are_found_where_it_holds_most_of_them():
    text = book("CHAPTER I", told(5), "LETTERS TO A FRIEND", *(dated(n) for n in range(5)))
    assert len(parts_of(text)) == len(WORDS) + len(DAYS)


def test_a_few_letters_that_a_narrative_quotes_are_none():
    text = book("CHAPTER I", told(2), "LETTERS TO A FRIEND", *(dated(n) for n in range(5)))
    assert len(parts_of(text)) == len(DAYS)


SECTIONS = """
                         =Merlin, Jules.=

    Né le 2 avril 1805 à Lyon. Auteur très lu.


                                I.

    _Lyon_, 8 avril 1835.

Nous avons les maçons dans la maison, et mon oncle veut vendre le cheval gris;
il vous en parlera lui-même.

                                     Votre dévoué
                                       _Jules Merlin._


                      =Bertin, Joseph, comte.=

    Ancien président de la Société. Vécut plus tard
    Sur ses terres.


    _Dijon_, le 25 octobre 1836.

    _Cher monsieur!_

Je vous renvoie le livre avec mille remerciements. Nous ne sommes pas d'accord
sur la fin.

                                     _Le comte Bertin._


                         =Duval, Ernest.=

    Professeur à Paris, mort en 1840.


                                I.

    _Paris_, le 3 décembre 1837.

    _Cher ami!_

Il y a eu un incendie à l'auberge, mais personne n'est blessé. Venez nous voir.

                                     _Ernest Duval._
"""


def test_the_inverted_name_of_the_next_writer_signs_no_letter():
    words = [
        " ".join(text for _, text in row) for row in parts_of("LETTRES À PAUL GARNIER\n\n" + SECTIONS, "fr")
    ]
    assert len(words) == 3
    assert not [one for one in words if "Société" in one or "mort en 1840" in one or "Duval, Ernest" in one]
    assert [one.rsplit(maxsplit=1)[-1].strip("_") for one in words] == ["Merlin.", "Bertin.", "Duval."]
