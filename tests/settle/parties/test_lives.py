"""Somebody's life told with letters: whose life it is, and what its headings then say of each letter."""

from __future__ import annotations

import pytest
from settle.parties.test_readers import judge, letter

from letterbook.model import Source, Span
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.grounds import pooled
from letterbook.settle.parties.heading_custom import settle_headings
from letterbook.settle.parties.judge import judge_parties
from letterbook.settle.parties.letter_names import has_namesakes
from letterbook.settle.parties.life_titles import read_lives
from letterbook.settle.parties.printed_names import read_named
from letterbook.settle.parties.title_page import find_contents
from letterbook.values.names.read import read_name
from letterbook.values.names.same_person import gather

#: What a preface says of the one whose life it is.
PREFACE = "The papers of Ann Holt were few. Mrs. Holt burnt most of them, and what Holt kept is here."


@pytest.mark.parametrize(
    ("language", "title", "whose"),
    [
        ("en", "MEMOIRS OF AARON BRAND.", ["Aaron Brand"]),
        ("en", "THE\nLIFE AND LETTERS\nOF\nANN MARIA HOLT", ["Ann Maria Holt"]),
        ("en", "LIFE OF ANN HOLT\nAS TOLD IN HER LETTERS", ["Ann Holt"]),
        ("en", "ANN HOLT'S LIFE\nas related in her letters", ["Ann Holt"]),
        ("en", "LUCY HOLT\nLIFE, LETTERS, AND DIARY\nBY\nDANIEL MARSH", ["Lucy Holt"]),
        ("en", "Lucy Holt: Her Life and Letters", ["Lucy Holt"]),
        ("fr", "MADEMOISELLE\nDE ROUX\nSA VIE ET SA CORRESPONDANCE", ["Mademoiselle de Roux"]),
        ("de", "Frau Pauline Brandt\n\nLebensbild einer Frau", ["Pauline Brandt"]),
        ("de", "Erinnerungen an Baronin Jenny von Gust", ["Jenny von Gust"]),
        ("it", "VITA DI CARLO BRANDI", ["Carlo Brandi"]),
        # a place, a thing, a surname that may be a place, nobody
        ("en", "STATION LIFE IN NEW ZEALAND", []),
        ("en", "Life in the Clearings", []),
        ("en", "Recollections of Norton", []),
        ("en", "Memoirs of a Country Doctor", []),
        ("en", "THE LIFE OF THE BEE", []),
        ("en", "Letters of Ann Holt", []),
        ("de", "Erinnerungen an Rom", []),
    ],
)
def test_whose_life_a_title_says_the_book_tells(language, title, whose):
    assert sorted({name.text for life in read_lives(title, (language,)) for name in life.one}) == whose


def life(title: str, rows: list[list[tuple[str, str]]]) -> list[tuple[str, str]]:
    return judge(f"{title}\n\n{' '.join([PREFACE] * 4)}", rows)


def test_headings_of_a_life_that_name_one_side_leave_the_other_to_its_subject():
    rows = [
        [("head", "FROM COLONEL MARSH."), ("p", "I came."), ("signed", "Robert Marsh")],
        [("head", "TO GENERAL LODGE."), ("p", "I came.")],
        [("head", "SAMUEL YARD TO JAMES LODGE."), ("p", "I came.")],
        [("p", "I came."), ("signed", "Robert Yates")],
        [("p", "I came.")],
    ]
    told = life("MEMOIRS OF ANN HOLT", rows)
    assert told[0][1] == told[1][0] == "Ann Holt"
    assert [one[0] for one in told[2:]] == ["Samuel Yard", "Robert Yates", ""]
    assert [one[1] for one in told[3:]] == ["", ""]


def test_who_tells_a_life_wrote_none_of_its_letters():
    rows = [[("head", f"To {who}"), ("p", "I came.")] for who in ("Ann Lodge", "Carl Post", "Guy Trill")]
    told = life("THE LIFE AND LETTERS OF ANN HOLT\n\nBY\n\nDANIEL DULANY MARSH", rows)
    assert {sender for sender, _ in told} == {"Ann Holt"}


def test_a_book_about_somebody_whose_name_stands_nowhere_else_is_no_life_with_letters():
    rows = [[("head", f"To {who}"), ("p", "I came.")] for who in ("Ann Lodge", "Carl Post", "Guy Trill")]
    assert {sender for sender, _ in judge("LIFE OF PETER QUILL", rows)} == {""}


def test_letters_of_somebody_to_whom_headings_send_as_well_are_no_longer_all_theirs():
    mine = [("head", "MARY HOLT TO CARL POST."), ("p", "I came."), ("signed", "Mary Holt")]
    theirs = [("head", "CARL POST TO MARY HOLT."), ("p", "I came."), ("signed", "Carl Post")]
    told = judge("LETTERS OF MARY HOLT", [mine, theirs, mine, theirs, theirs, [("p", "I came.")]])
    assert told == [("Mary Holt", "Carl Post"), ("Carl Post", "Mary Holt")] * 2 + [
        ("Carl Post", "Mary Holt"),
        ("", ""),
    ]


@pytest.mark.parametrize(
    ("heading", "both"),
    [
        ("MRS. HOLT TO MRS. POST.", ("Mary Jane Holt", "Mrs. Post")),
        ("MARY TO MRS. POST.", ("Mary Jane Holt", "Mrs. Post")),
        ("MARY HOLT TO MRS. POST.", ("Mary Jane Holt", "Mrs. Post")),
        ("HOLT TO MARY.", ("Holt", "Mary Jane Holt")),
        # another's given name stays theirs
        ("CLARE TO MRS. POST.", ("Clare", "Mrs. Post")),
    ],
)
def test_headings_of_a_life_call_its_subject_by_a_shorter_name(heading, both):
    fixed = [
        [("head", "MRS. POST TO MARY HOLT."), ("p", "I came.")],
        [("head", "MRS. POST TO MARY JANE HOLT."), ("p", "I came."), ("signed", "Mary Jane Holt")],
        [("head", "HOLT TO MARY."), ("p", "I came.")],
        [("head", "CLARE TO MRS. POST."), ("p", "I came.")],
    ]
    told = life("THE LIFE AND LETTERS OF MARY JANE HOLT", [*fixed, [("head", heading), ("p", "I came.")]])
    assert told[-1] == both


def test_a_wife_beside_a_girl_of_her_surname_may_be_the_girls_mother():
    rows = [
        [("head", "MRS. HOLT TO CARL POST."), ("p", "I came.")],
        [("head", "MISS HOLT TO CARL POST."), ("p", "I came.")],
        [("head", "CARL POST TO MARY HOLT."), ("p", "I came.")],
    ]
    told = life("THE LIFE AND LETTERS OF MARY HOLT", rows)
    assert told[0][0] != told[1][0]


def test_a_given_name_that_two_bear_is_not_the_subjects():
    rows = [
        [("head", "MARY HOLT TO MARY POST."), ("p", "I came.")],
        [("head", "CARL YATES TO MARY."), ("p", "I came.")],
        [("head", "CARL YATES TO MARY HOLT."), ("p", "I came.")],
    ]
    assert life("THE LIFE AND LETTERS OF MARY HOLT", rows)[1] == ("Carl Yates", "Mary")


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ("LETTER FROM DR. BLAIR TO MARY FAIRFIELD.", True),
        ("PROFESSOR PEALE TO MRS. HOLT.", True),
        ("LAFONTAINE TO MRS. HOLT.", True),
        ("LAFONTAINE TO ZENOBIA QUILL.", False),
        ("A VISIT TO MRS. HOLT.", False),
        ("VISIT TO MRS. HOLT.", False),
        ("RETURN TO NORTON.", False),
        ("LAFONTAINE TO NORTON.", False),
    ],
)
def test_one_word_before_to_is_somebody_where_it_never_stands_with_a_small_letter(heading, kept):
    text, rows = "A visit, and the return. Lafontaine came.\n\n", []
    for head in (heading, "MRS. HOLT TO CARL POST.", *(f"{n}." for n in ("I", "II", "III", "IV", "V"))):
        printed, signs = letter(("head", head), ("p", "I came."), at=len(text))
        text += printed
        rows.append(signs)
    source = Source("t", text, "")
    named = [read_named(source, one, ("en",)) for one in rows]
    said = settle_headings(named, frozenset(), source, ("en",))[0].heading
    assert (said.senders is not None and said.recipients is not None) is kept


@pytest.mark.parametrize(
    ("note", "reader"),
    [
        ("[Sidenote: Letter to Miss Post, 18th Aug. 1838.]", "Miss Post"),
        ("[Sidenote: Letter to Charles Post, May, 1848.]", "Charles Post"),
        ("[Sidenote: Visit to Mr. Post.]", ""),
        ("[Sidenote: The journey home.]", ""),
        ("[Illustration: Letter to Miss Post.]", ""),
    ],
)
def test_a_note_in_the_margin_above_a_letter_is_its_heading(note, reader):
    text = f"{note}\n\nI came."
    source = Source("t", text, "")
    signs = Signs("letter-1", None, Span(0, len(text)), body=(Span(len(note) + 2, len(text)),))
    said = read_named(source, signs, ("en",)).heading.recipients
    assert (" & ".join(name.text for name in said.names) if said else "") == reader


def test_a_transcribers_note_above_the_title_page_ends_no_title_page():
    text = "Transcriber's Note:\n\nItalics are marked.\n\nLETTERS OF ANN HOLT\n\nPREFACE.\n\nThese are few."
    source = Source("t", text, "")
    blocks = [Span(at, at + len(part)) for part in text.split("\n\n") for at in [text.index(part)]]
    assert find_contents(source, blocks, ("en",)) == 3


def parts(*titles: str) -> list[str]:
    """Return the senders of an anthology of two letters below each title."""
    text, letters = "A BOOK OF LETTERS\n\n", []
    end = len(text)
    for title in titles:
        text += f"{title}\n\n"
        for reader in ("Carl Post", "Guy Trill"):
            printed, signs = letter(
                ("head", f"To {reader}"), ("p", "I came."), at=len(text), key=f"letter-{len(letters) + 1}"
            )
            text += printed
            letters.append(signs)
    judged = judge_parties(Source("t", text, ""), letters, [Span(0, end)], ("en",))
    return [" & ".join(g.value.name for g in judged.parties[signs.key].senders) for signs in letters]


def test_a_name_above_years_of_life_heads_the_letters_of_that_writer():
    told = parts("ROGER ASHE\n\n1515-1568", "ANN HOLT (1602-1671)", "FRANCIS LODGE\n\n1720–1790")
    assert told == ["Roger Ashe"] * 2 + ["Ann Holt"] * 2 + ["Francis Lodge"] * 2


def test_a_name_without_years_above_letters_that_nobody_signs_heads_nothing():
    assert parts("ROGER ASHE", "ANN HOLT", "FRANCIS LODGE") == [""] * 6


@pytest.mark.parametrize(
    ("title", "ground"),
    [
        ("LETTERS TO ANN LEE", "party.part-title.reader"),
        ("LETTERS TO MISS POST", "party.part-title.reader"),
        ("LETTERS TO MRS. LEE", "party.part-title.reader.less"),  # the book has an Ann Lee, or two
        ("LETTERS TO CARL", "party.part-title.reader.less"),
    ],
)
def test_the_title_of_a_part_that_names_a_reader_in_full_is_a_kind_of_its_own(title, ground):
    text, letters = "THE LETTERS OF JOHN MARSH\n\n", []
    end = len(text)
    for above, head in (("", "To Ann Lee"), ("", "To Carl Trill"), (f"{title}\n\n", "I"), ("", "II")):
        text += above
        rows = (("head", head), ("p", "I came."), ("signed", "John Marsh"))
        printed, signs = letter(*rows, at=len(text), key=f"letter-{len(letters) + 1}")
        text += printed
        letters.append(signs)
    judged = judge_parties(Source("t", text, ""), letters, [Span(0, end)], ("en",))
    assert [guess.ground for guess in judged.parties[letters[2].key].recipients] == [ground]


def test_letters_that_many_others_sign_are_not_all_the_writers_whom_a_library_names():
    def signed(name: str) -> list[tuple[str, str]]:
        return [("p", "I came."), ("signed", name)]

    silent = [("p", "I came.")]
    mine, title = [signed("Carlo Brandi")] * 4, "LETTERS OF CARLO BRANDI"
    others = [signed(name) for name in ("Nigri.", "Launoy.", "Avarno.", "Kalnock.")]
    assert judge(title, [*mine, *others, silent])[-1] == ("", "")
    # what friends call the writer, and three others, leave the rest to the title
    assert judge(title, [*mine, *[signed("Boz.")] * 6, silent])[-1][0] == "Carlo Brandi"
    assert judge(title, [*mine, *others[:3], silent])[-1][0] == "Carlo Brandi"
    assert (
        judge(title, [*mine, *[signed(f"Carlus Br{n}ndus") for n in "aeio"], silent])[-1][0] == "Carlo Brandi"
    )


@pytest.mark.parametrize(
    ("salute", "reader"),
    [
        ("MR. HOLT'S, NORTON,", ""),
        ("At Mr. Holt’s,", ""),
        ("Dear Mr. Holt,", "Holt"),
        ("Dear Mr. James,", "James"),
    ],
)
def test_a_house_is_nobody_to_greet(salute, reader):
    text, signs = letter(("salute", salute), ("p", "I came."))
    said = read_named(Source("t", text, ""), signs, ("en",)).salutes
    assert " & ".join(name.text for one in said for name in one.names) == reader


def test_a_lady_of_whose_surname_the_book_has_another_is_evidence_of_its_own_kind():
    miss = gather([read_name("Miss Holt", ("en",)), read_name("Carl Post", ("en",))])
    two = gather([read_name("Mrs. Holt", ("en",)), read_name("Karl Holt", ("en",))])
    for people, printed, namesakes in ((miss, "Miss Holt", False), (two, "Mrs. Holt", True)):
        name = read_name(printed, ("en",))
        (key,) = people.find(name)
        assert has_namesakes(name, key, people) is namesakes


@pytest.mark.parametrize(
    ("ground", "kind"),
    [
        ("party.heading.same.fuller", "party.heading.completed"),
        ("party.heading.bare.titled", "party.heading.completed"),
        ("party.heading.kin", "party.heading.completed"),
        ("party.title.other", "party.heading.completed"),
        ("party.heading.same.namesake", "party.heading.same.namesake"),
        ("party.heading.titled", "party.heading.titled"),
        ("party.part-title.writer", "party.part-title.named"),
        ("party.title.constant", "party.title.constant"),
    ],
)
def test_headings_that_the_rest_of_the_book_completes_are_one_kind(ground, kind):
    assert pooled(ground) == kind
