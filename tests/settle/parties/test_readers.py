"""To whom the letters of one writer go: a line below the heading, the title, the salutations, an office."""

from __future__ import annotations

import pytest

from letterbook.model import Source, Span
from letterbook.settle.letter_lines import Signs
from letterbook.settle.parties.correspondents import read_correspondents
from letterbook.settle.parties.headings import Heading
from letterbook.settle.parties.judge import judge_parties
from letterbook.settle.parties.part_titles import read_parts
from letterbook.settle.parties.printed_names import Named, read_named
from letterbook.settle.parties.title_phrases import read_titles
from letterbook.values.names.forms import is_woman
from letterbook.values.names.read import read_name
from letterbook.values.names.same_person import fits, gather

NOBODY = Named(Heading(), (), ())


def letter(*parts: tuple[str, str], at: int = 0, key: str = "letter-1") -> tuple[str, Signs]:
    """Make a letter of (kind, text) parts that stands at an offset."""
    text, spans = "", {}
    for kind, words in parts:
        spans.setdefault(kind, []).append(Span(at + len(text), at + len(text) + len(words)))
        text += words + "\n\n"
    of = {kind: tuple(row) for kind, row in spans.items()}
    return text, Signs(
        key,
        "1",
        Span(at, at + len(text)),
        heads=of.get("head", ()),
        salutes=of.get("salute", ()),
        signatures=of.get("signed", ()),
        addresses=of.get("address", ()),
        body=of.get("p", ()),
        labels=of.get("label", ()),
        notes=of.get("note", ()),
    )


def judge(title: str, rows: list[list[tuple[str, str]]], language: str = "en") -> list[tuple[str, str]]:
    """Return sender and recipient of each letter of a book."""
    text, letters = f"{title}\n\n", []
    for n, parts in enumerate(rows, 1):
        printed, signs = letter(*parts, at=len(text), key=f"letter-{n}")
        text += printed
        letters.append(signs)
    judged = judge_parties(Source("t", text, ""), letters, [Span(0, len(title))], (language,))
    told = [judged.parties[signs.key] for signs in letters]
    return [
        (
            " & ".join(g.value.name for g in one.senders),
            " & ".join(g.value.name for g in one.recipients),
        )
        for one in told
    ]


@pytest.mark.parametrize(
    ("language", "kind", "line", "reader"),
    [
        ("en", "address", "To Richard Brand, Esq.", "Richard Brand"),
        ("en", "p", "To George Holt, Esq.", "George Holt"),
        ("de", "p", "Brief an das Norder Komitee. Nr. 1.", "Norder Komitee"),
        ("en", "salute", "To The Hon. H. S. Lodge,", "H. S. Lodge"),
        ("en", "salute", "Dear Mr. Lodge,", ""),
        ("en", "p", "To Autumn", ""),
        ("en", "p", "To be sure, I wrote to Brand yesterday", ""),
        ("en", "p", "John Holt to Richard Brand", ""),
    ],
)
def test_a_line_below_the_number_says_to_whom(language, kind, line, reader):
    rest = [("salute", "Dear Sir,"), ("p", "I came.")]
    text, signs = letter(("head", "121 Letter 1"), (kind, line), *rest[kind == "salute" :])
    said = read_named(Source("t", text, ""), signs, (language,)).heading.recipients
    assert (" & ".join(name.text for name in said.names) if said else "") == reader


@pytest.mark.parametrize(
    ("language", "title", "reader"),
    [
        ("en", "LETTERS TO HIS SON\n\nBy the EARL OF MARNE", "his Son"),
        ("en", "Letters to a Young Lady\n\nBy John Marsh", "a Young Lady"),
        ("de", "Briefe an eine Freundin\n\nvon Karl Brandt", "eine Freundin"),
        ("fr", "Lettres à sa mère\n\npar Paul Roux", "sa mère"),
        # several, or nobody's reader
        ("en", "LETTERS TO HIS FAMILY\n\nBy John Marsh", ""),
        ("en", "LETTERS TO THE PUBLISHER\n\nBy John Marsh", ""),
        # the friend may be the editor
        ("en", "LETTERS TO A FRIEND\n\nBy John Marsh\n\nEdited by Richard Brand", ""),
    ],
)
def test_a_title_says_what_the_reader_is_to_the_writer(language, title, reader):
    correspondents = read_correspondents(Source("t", title, ""), [Span(0, len(title))], (language,))
    assert " & ".join(name.text for name in correspondents.other) == reader


def test_a_title_that_names_a_kind_of_reader_gives_way_to_headings():
    title = "LETTERS TO HIS SON\n\nBy John Marsh"
    rows = [[("head", f"To {who}"), ("p", "I came.")] for who in ("Ann Holt", "Carl Post", "Guy Trill")]
    assert judge(title, rows) == [
        ("John Marsh", "Ann Holt"),
        ("John Marsh", "Carl Post"),
        ("John Marsh", "Guy Trill"),
    ]


def test_salutations_that_name_one_reader_alone_tell_that_of_the_others():
    title = "LETTERS OF ALFRED ROUX"
    named = [("salute", "My dear Lucy,"), ("p", "I came."), ("signed", "Alfred Roux")]
    silent = [("salute", "My darling,"), ("p", "I came."), ("signed", "Alfred Roux")]
    assert set(judge(title, [named] * 9 + [silent] * 3)) == {("Alfred Roux", "Lucy")}
    # too few, kin, or another
    assert judge(title, [named] * 4 + [silent])[-1] == ("Alfred Roux", "")
    mother = [("salute", "Dear Mother,"), ("p", "I came."), ("signed", "Alfred Roux")]
    assert judge(title, [named] * 9 + [mother])[-1] == ("Alfred Roux", "")
    other = [("salute", "My dear Anna Holt,"), ("p", "I came."), ("signed", "Alfred Roux")]
    assert judge(title, [named] * 9 + [other] * 3 + [silent])[-1] == ("Alfred Roux", "")


def test_an_office_in_headings_is_the_other_one_of_a_pair():
    title = "CORRESPONDANCE ENTRE PAUL ROUX ET CHARLES MOREL"
    rows = [[("head", head), ("p", "Je suis venu.")] for head in ("DU PRINCE ROYAL", "DE M. ROUX") * 3]
    assert set(judge(title, rows, "fr")) == {("Charles Morel", "Paul Roux"), ("Paul Roux", "Charles Morel")}
    # an office alone tells nothing: both may hold one
    alone = [[("head", "DU PRINCE ROYAL"), ("p", "Je suis venu.")]] * 4
    assert "Charles Morel" not in {sender for sender, _ in judge(title, alone, "fr")}


def test_a_surname_without_a_title_is_the_husbands_of_a_couple():
    title = "LETTERS OF FELIX LANG TO IGNAZ AND CHARLOTTE MARSH"
    rows = [
        [("salute", f"{greeting},"), ("p", "I came."), ("signed", "Felix Lang")]
        for greeting in ("Dear Marsh", "Dear Mrs. Marsh", "Dear Marsh", "Dear Mrs. Marsh")
    ]
    readers = [reader for _, reader in judge(title, rows)]
    assert readers == ["Ignaz Marsh", "Charlotte Marsh", "Ignaz Marsh", "Charlotte Marsh"]


def test_a_wife_is_not_her_husband():
    title = "BRIEFWECHSEL ZWISCHEN KARL BRANDT UND FRIEDRICH OSTEN"
    rows = [
        [("salute", "Lieber Osten!"), ("p", "Ich kam."), ("signed", "Dein K. Brandt.")],
        [("salute", "Liebe Frau Brandt!"), ("p", "Ich kam."), ("signed", "Ihr Osten.")],
        [("salute", "Lieber Herr Osten!"), ("p", "Ich kam."), ("p", "Herzliche Grüße Jenny Brandt.")],
    ]
    told = judge(title, rows, "de")
    assert told[1][1] != "Karl Brandt"
    assert told[2][0] != "Karl Brandt"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Henry Marsh, Senior", "Henry Marsh, Jr.", False),
        ("H. Marsh, sen.", "Henry Marsh, Senior", True),
        ("Henry Marsh", "Henry Marsh, Jr.", True),
        ("Mrs. Henry Marsh", "Henry Marsh", False),
        ("Frau Brandt", "Karl Brandt", False),
        ("Brandt", "Karl Brandt", True),
    ],
)
def test_father_and_son_wife_and_husband_are_two(one, other, same):
    language = ("de",) if "Brandt" in one else ("en",)
    a, b = read_name(one, language), read_name(other, language)
    assert a is not None
    assert b is not None
    assert fits(a, b) is same


def test_a_ladys_title_fits_no_one_of_whom_a_form_has_a_mans_name():
    names = [read_name(text, ("de",)) for text in ("Karl Brandt", "K. Brandt", "Frau Brandt")]
    people = gather([name for name in names[:2] if name])
    assert names[2] is not None
    assert is_woman(names[2])
    assert people.find(names[2], list(people.forms)) == ()


def test_the_address_of_a_namesake_is_nobodys():
    title = "LETTERS OF JANE MARSH"
    rows = [[("p", "I came."), ("signed", "Jane Marsh"), ("address", "Miss Marsh, Norton")]] * 3
    assert judge(title, rows)[0] == ("Jane Marsh", "")


def test_kin_in_headings_are_those_whom_the_salutations_name():
    rows = [
        [("head", "To his Sister."), ("salute", "Dear Alice,"), ("p", "All is well here.")],
        [("head", "To his Sister."), ("p", "Nothing is new since Monday.")],
        [("head", "To his Mother."), ("salute", "Dearest Mother,"), ("p", "The parcel came.")],
        [("head", "To his Mother and Sister."), ("p", "We move to-morrow.")],
        [("head", "To Mr. Holt."), ("salute", "Dear Alice,"), ("p", "The heading stands.")],
    ]
    told = judge("LETTERS OF EDWIN HARROW", rows)
    readers = ["Alice", "Alice", "His Mother", "His Mother and Sister", "Holt"]
    assert [recipient for _, recipient in told] == readers


@pytest.mark.parametrize(
    ("title", "reader"),
    [
        ("LETTERS OF EDWIN HARROW\n\nWITH NOTES BY HIS FATHER, W. J. HARROW", "W. J. Harrow"),
        ("LETTERS OF EDWIN HARROW\n\nWITH NOTES BY HIS FATHER", ""),
        ("LETTERS OF EDWIN HARROW\n\nEDITED BY HIS FATHER'S FRIEND, W. J. BRAND", ""),
        # a father of another name is another's
        ("LETTERS OF EDWIN HARROW\n\nWith his friend Holt went his father, James Holt.", ""),
    ],
)
def test_kin_are_those_whom_the_front_matter_names(title, reader):
    rows = [[("salute", "Dear Father,"), ("p", "All is well.")], [("p", "The rain goes on.")]]
    assert judge(title, rows) == [("Edwin Harrow", reader), ("Edwin Harrow", "")]


def test_kin_are_those_whom_an_address_below_a_letter_names():
    rows = [
        [("salute", "Dear Sister:"), ("p", "All is well."), ("address", "To CLARA F. HARROW,\nNorton.")],
        [("salute", "Dear Sister:"), ("p", "The parcel came.")],
        [("salute", "Dear Mother:"), ("p", "The parcel came.")],
        [("salute", "Dear Aunt:"), ("p", "It rains."), ("address", "The Journey to Norton Ferry")],
    ]
    told = judge("LETTERS OF EDWIN HARROW", rows)
    assert [reader for _, reader in told[:2]] == ["Clara F. Harrow"] * 2
    assert "Norton" not in told[3][1]


def test_the_name_at_the_foot_is_that_of_the_office_in_the_heading():
    rows = [
        [("head", "Al Virey, sobre la frontera."), ("p", "Señor."), ("p", "Exmo. Señor D. Pedro de Arana.")],
        [("head", "Al mismo."), ("p", "Nada ocurre."), ("p", "Dios guarde a Vuestra Excelencia.")],
        [("head", "A D. José Vidal."), ("p", "Nada ocurre."), ("p", "Señor D. Pedro de Arana.")],
    ]
    told = judge("CARTAS DE D. TOMÁS DE LUNA", rows, "es")
    assert [reader.removeprefix("D. ") for _, reader in told] == ["Pedro de Arana"] * 2 + ["José Vidal"]


@pytest.mark.parametrize(
    ("first", "reader"),
    [
        ("Mes chers amis, je vous écris.", ""),
        ("Mon cher ami, je t'écris.", "Bourret"),
        ("Il pleut depuis hier.", "Bourret"),
    ],
)
def test_a_letter_to_several_is_not_to_the_one_of_its_part(first, reader):
    rows = [[("signed", "LUCIEN VERDOT."), ("p", first)], [("signed", "LUCIEN VERDOT."), ("p", "Rien.")]]
    title = "LETTRES DE LUCIEN VERDOT À BOURRET"
    assert judge(title, rows, "fr")[0] == ("Lucien Verdot", reader)


@pytest.mark.parametrize(
    "head",
    ["7 SOUTHAM ROW, HOLT,", "[SOUTHAM]", "Southam Hall", "E. HARROW."],
)
def test_a_line_of_an_address_heads_no_letter(head):
    rows = [[("head", f"To {name}."), ("p", "All is well.")] for name in ("John Holt", "Ann Lee") * 3]
    rows.append([("head", head), ("salute", "Dear Holt,"), ("p", "All is well.")])
    assert judge("LETTERS OF EDWIN HARROW", rows)[-1] == ("Edwin Harrow", "John Holt")


def test_the_first_line_of_a_letter_may_be_its_heading():
    rows = [
        [("head", f"EDWIN HARROW TO {name}."), ("p", "All is well.")] for name in ("JOHN HOLT", "ANN LEE") * 2
    ]
    rows.append([("p", "EDWIN HARROW TO MARY QUILL. Norton, May 3, 1840."), ("p", "All is well.")])
    rows.append([("p", "From Norton to Ashby the road is bad."), ("p", "All is well.")])
    assert judge("LETTERS OF EDWIN HARROW", rows)[-2:] == [
        ("Edwin Harrow", "Mary Quill"),
        ("Edwin Harrow", ""),
    ]


def test_a_surname_in_a_heading_stays_as_printed_where_only_a_heading_has_the_whole_name():
    rows = [
        [("head", "To CORNELIUS PRISCUS"), ("p", "All is well.")],
        [("head", "To PRISCUS"), ("p", "All is well.")],
    ]
    assert [reader for _, reader in judge("LETTERS OF PLANIUS", rows)] == ["Cornelius Priscus", "Priscus"]


@pytest.mark.parametrize(
    ("preface", "reader"),
    [
        ("La marquise de Rivan vivait alors. On vit la marquise de Rivan.", "Marquise de Rivan"),
        ("La marquise de Rivan vivait alors.", "Marquise de R."),  # once is chance
        ("La marquise de Rivan et la marquise de Roux; la marquise de Rivan.", "Marquise de R."),
    ],
)
def test_a_name_of_one_letter_is_the_one_that_the_preface_prints(preface, reader):
    title = f"LETTRES DE LUCIEN VERDOT\n\nÀ LA MARQUISE DE R...\n\n{preface}"
    rows = [[("signed", "LUCIEN VERDOT."), ("p", "Il pleut depuis hier.")] for _ in range(3)]
    assert judge(title, rows, "fr") == [("Lucien Verdot", reader)] * 3


def test_a_letter_to_a_man_is_not_to_the_lady_of_the_title():
    rows = [[("signed", "ALFRED."), ("p", "Rien de nouveau.")] for _ in range(3)]
    rows += [[("salute", "Monsieur,"), ("p", "Rien.")], [("salute", "Madame,"), ("p", "Rien.")]]
    told = judge("LETTRES D'ALFRED MOREL À MADAME LUCIE MOREL", rows, "fr")
    assert [reader for _, reader in told] == ["Lucie Morel"] * 3 + ["", "Lucie Morel"]


def test_a_surname_in_the_genitive_is_the_writers():
    rows = [[("signed", "HELLWIG."), ("p", "Nichts Neues.")] for _ in range(3)]
    told = judge("Briefe Hellwigs\n\nan\n\nGeorg Ammer.", rows, "de")
    assert told == [("Hellwig", "Georg Ammer")] * 3


def test_a_place_from_which_letters_come_is_no_writer():
    rows = [
        [("head", f"FROM {who}"), ("p", "All is well.")] for who in ("E. S. HOLT", "E. S. H.", "C. P. QUILL")
    ]
    told = judge("LETTERS FROM NORTON FERRY", [*rows, [("p", "Norton Ferry is far.")]])
    assert [sender for sender, _ in told] == ["E. S. Holt", "E. S. Holt", "C. P. Quill", ""]


@pytest.mark.parametrize(
    ("title", "sender"),
    [
        ("LETTERS FROM\nNORWAY", ""),
        ("LETTERS FROM\nNORWAY\n\nWRITTEN BY\n\nEDWIN HARROW", "Edwin Harrow"),
        ("LETTERS OF HARROW", "Harrow"),
    ],
)
def test_one_word_behind_from_is_a_writer_only_where_it_is_signed(title, sender):
    rows = [
        [("p", "In Norway all is well, Harrow says, and Norway is cold."), ("signed", "Your son, EDWIN.")]
        for _ in range(4)
    ]
    assert [one for one, _ in judge(title, rows)] == [sender] * 4


def test_a_grandfather_called_upon_is_no_father():
    rows = [[("head", "To her father"), ("salute", "Dear grand-papa,"), ("p", "We are well.")]] * 2
    assert "Papa" not in [reader for _, reader in judge("LETTERS OF ANNA HARROW", rows)]


@pytest.mark.parametrize(
    ("title", "reader"),
    [
        ("LETTERS OF EDWIN HARROW TO HIS FATHER AND HIS YOUNGEST SISTER", ""),
        ("LETTERS OF EDWIN HARROW TO HIS FATHER", "his Father"),
        ("LETTERS OF EDWIN HARROW TO HIS DEAR FATHER, 1840-1850", "his Dear Father"),
    ],
)
def test_a_title_that_names_two_of_the_kin_names_no_one_reader(title, reader):
    rows = [[("signed", "EDWIN HARROW."), ("p", "All is well.")] for _ in range(4)]
    assert judge(title, rows) == [("Edwin Harrow", reader)] * 4


#: A title, and letters with headings alone.
TITLE = "LETTERS OF EDWIN HARROW"


def rows(*headings: str) -> list[list[tuple[str, str]]]:
    return [[("head", heading), ("p", "All is well.")] for heading in headings]


@pytest.mark.parametrize(
    ("heading", "reader"),
    [
        ("To his Father.", "His Father"),
        ("To his Sister.", "His Sister"),
        ("To his Family.", "His Family"),
        ("To his brother Simon.", "Simon"),
        ("To his Aunt, Miss Clara Porter.", "Clara Porter"),
        ("To a Friend.", "a Friend"),
        # a word that tells no more than whose they are: the book's notes may know the name
        ("To his Stepmother.", ""),
        ("To his Copyist.", ""),
        ("To his Publisher.", ""),
        ("To their Landlady.", ""),
        # a lady's first name is a name
        ("To my Fanny.", "Fanny"),
    ],
)
def test_what_somebody_is_to_the_writer_is_no_name(heading: str, reader: str):
    sent = judge(TITLE, rows(heading, "To John Holt.", "To Mary Quill."))
    assert sent == [("Edwin Harrow", reader), ("Edwin Harrow", "John Holt"), ("Edwin Harrow", "Mary Quill")]


def test_a_piece_without_a_sender_among_letters_that_name_theirs():
    pairs = [f"EDWIN HARROW TO {name}." for name in ("JOHN HOLT", "ANN LEE") * 4]
    assert judge(TITLE, rows(*pairs, "From Holt's diary."))[-1] == ("", "")
    assert judge(TITLE, rows("A walk to Norton.", "From Holt's diary."))[-1] == ("Edwin Harrow", "")


@pytest.mark.parametrize(
    ("author", "sender"),
    [
        ("Various", ""),
        ("Anonymous", ""),
        ("Verschiedene", ""),  # the library's language is not the book's
        ("Varius Brand", "Varius Brand"),
        ("Ann Unknown Holt", "Ann Unknown Holt"),
    ],
)
def test_an_author_who_is_nobody_writes_no_letter(author, sender):
    head, title = f"Title: Letters from the Coast\n\nAuthor: {author}\n\n", "LETTERS FROM THE COAST\n\nby\n\n"
    text, letters = f"{head}{title}{author}\n\n", []
    front = [Span(len(head), len(text))]
    for n in range(3):
        printed, signs = letter(
            ("head", f"LETTER {n}"), ("p", "I came here on Monday."), at=len(text), key=str(n)
        )
        text += printed
        letters.append(signs)
    judged = judge_parties(Source("t", text, ""), letters, front, ("en",), header=[Span(0, len(head))])
    told = {g.value.name for one in judged.parties.values() for g in one.senders}
    assert told == ({sender} if sender else set())


@pytest.mark.parametrize(
    ("title", "heads", "readers"),
    [
        ("LETTERS FROM JOHN WARD TO HIS SISTER", ("To Ann Ward.", "To Mr. Hill.", "To Ann Ward."), True),
        ("LETTERS OF JOHN WARD\n\nTO HIS SISTER", ("To Ann Ward.", "To Mr. Hill.", "To Ann Ward."), True),
        ("LETTERS FROM JOHN WARD TO HIS SISTER", ("I.", "II.", "III."), False),
    ],
)
def test_what_the_reader_is_to_the_writer_counts_where_headings_name_nobody(title, heads, readers):
    rows = [
        [("head", head), ("p", "We are well and the roads are bad."), ("signed", "John Ward")]
        for head in heads
    ]
    found = [to for _, to in judge(title, rows)]
    assert found == (["Ann Ward", "Hill", "Ann Ward"] if readers else ["his Sister"] * 3)


@pytest.mark.parametrize(
    ("parts", "reader"),
    [
        ([("head", "FINE NAMES FOR PIGS"), ("label", "(To Miss Carrow)")], "Miss Carrow"),
        ([("head", "FINE NAMES FOR PIGS"), ("label", "(To A. B. Holt)")], "A. B. Holt"),
        ([("label", "[To Lady Marsh.]")], "Lady Marsh"),
        ([("head", "TO ANNE HOLT"), ("label", "(To be burnt)")], "Anne Holt"),
        ([("head", "TO ANNE HOLT"), ("label", "(To Lady Marsh)")], "Anne Holt"),
        ([("head", "FINE NAMES FOR PIGS"), ("label", "(Dictated to Mrs. James)")], ""),
        ([("head", "FINE NAMES FOR PIGS"), ("label", "To Autumn")], ""),
    ],
)
def test_a_line_in_brackets_below_a_title_says_to_whom(parts, reader):
    text, signs = letter(*parts, ("p", "We found him at last."))
    said = read_named(Source("t", text, ""), signs, ("en",)).heading.recipients
    assert " & ".join(name.text for name in said.names) == reader if said else not reader


@pytest.mark.parametrize(
    ("head", "note", "reader"),
    [
        ("VII", "To Mrs. Holt.", "Mrs. Holt"),
        ("VII", "To Mejuffrouw Holt.", "Mejuffrouw Holt"),
        ("VII. TO ANNE LODGE", "To Mrs. Holt.", "Anne Lodge"),
        ("VII", "To Autumn.", ""),
        ("VII", "Mrs. Holt to Mr. Lodge.", ""),
        ("VII", "See the letter to Mrs. Holt.", ""),
    ],
)
def test_the_note_on_a_heading_or_a_date_may_say_to_whom(head, note, reader):
    text, signs = letter(("head", head), ("p", "We found him at last."), ("note", note))
    said = read_named(Source("t", text, ""), signs, ("en",)).heading.recipients
    assert " & ".join(name.text for name in said.names) == reader if said else not reader


def test_one_heading_takes_no_name_from_the_writer_who_signs_with_it():
    rows = [[("p", "All is well."), ("signed", "Michael")] for _ in range(8)]
    rows[3] = [("head", "To Michael"), ("p", "All is well.")]
    told = judge("Letters of Michael Angelo Brand", rows)
    assert told[0] == told[-1] == ("Michael Angelo Brand", "")


HIS_LETTERS = [
    ("GEORGE HOLT: HIS LETTERS AND HIS LIFE", "George Holt"),
    ("Anne Holt, her Life and Letters", "Anne Holt"),
    ("Norton Abbey: Its Letters", ""),
    ("Letters and Lives: George Holt", ""),
]


@pytest.mark.parametrize(("title", "writer"), HIS_LETTERS)
def test_a_title_that_says_his_letters_names_the_writer(title, writer):
    rows = [[("p", "All is well.")] for _ in range(12)]
    rows[3] = [("head", "From Lord Marsh to George Lang"), ("p", "All is well.")]
    told = judge(title, rows)
    assert told[0] == told[-1] == (writer, "")
    assert told[3] == ("Lord Marsh", "George Lang")


WRITTEN_TO = [
    ("Letters to a Friend\n\nWritten to Mrs. A. B. Carr\n1866-1879\n\nBy\nJohn Marsh", "Mrs. A. B. Carr"),
    ("Letters to a Friend\n\nAddressed to Anne Holt\n\nBy\nJohn Marsh", "Anne Holt"),
    ("Letters to a Friend\n\nWritten to amuse\n\nBy\nJohn Marsh", "a Friend"),
    ("Letters to a Friend\n\nOrders must be addressed to Anne Holt\n\nBy\nJohn Marsh", "a Friend"),
]


@pytest.mark.parametrize(("title", "reader"), WRITTEN_TO)
def test_the_title_may_say_below_who_the_friend_is(title, reader):
    rows = [[("p", "All is well."), ("signed", "John Marsh")] for _ in range(4)]
    assert judge(title, rows) == [("John Marsh", reader)] * 4


@pytest.mark.parametrize(
    ("signed", "sender"),
    [("V. BRAND", "Ludwig van Brand"), ("v. Brand", "Ludwig van Brand"), ("K. BRAND", "")],
)
def test_an_initial_in_a_signature_may_stand_for_a_particle(signed, sender):
    rows = [[("salute", "Dear Sir,"), ("p", "All is well."), ("signed", "LUDWIG VAN BRAND")]] * 6
    rows += [[("salute", "Dear Sir,"), ("p", "All is well."), ("signed", signed)]]
    assert judge("Letters of Ludwig van Brand", rows)[-1][0] == sender


@pytest.mark.parametrize(
    ("signed", "greeted", "sender"),
    [
        ("ELINOR RUPERT MARSH.", "Dear Mrs. Holt,", "Elinor Pruitt Marsh"),
        ("ELINOR R. MARSH.", "Dear Mrs. Holt,", ""),
        ("ELINOR RUPERT MARSH.", "Dear Elinor Rupert Marsh,", ""),
    ],
)
def test_another_middle_name_than_the_titles_is_the_same_writer(signed, greeted, sender):
    title = "Letters of a Farmer\n\nBy\nElinor Pruitt Marsh"
    rows = [[("salute", "Dear Mrs. Holt,"), ("p", "All is well."), ("signed", "ELINOR PRUITT MARSH.")]] * 6
    rows += [[("salute", greeted), ("p", "All is well."), ("signed", signed)]]
    assert judge(title, rows)[-1][0] == sender


@pytest.mark.parametrize(
    ("head", "sender", "reader"),
    [
        ("HOLTEN TO MARLOW", "Alexander von Holten", "Marlow von Lodge"),
        ("MARLOW TO HOLTEN", "Marlow von Lodge", "Alexander von Holten"),
        ("WILHELM VON HOLTEN TO MARLOW", "Wilhelm von Holten", "Marlow von Lodge"),
        ("BRAND TO MARLOW", "Brand", "Marlow von Lodge"),
    ],
)
def test_one_word_of_a_name_in_headings_is_the_titles_person(head, sender, reader):
    rows = [[("head", "HOLTEN TO MARLOW"), ("p", "All is well.")] for _ in range(6)]
    rows += [[("head", "WILHELM VON HOLTEN TO BRAND"), ("p", "All is well.")]]
    rows += [[("head", head), ("p", "All is well.")]]
    title = "Letters of Alexander von Holten to Marlow von Lodge"
    assert judge(title, rows)[-1] == (sender, reader)


TALES = (
    "These tales were written in many years, and some of them were printed before in the papers of the\n"
    "county. Of the letters that are told in the last of them nobody knows who wrote them, or when they\n"
    "came to the coast."
)


@pytest.mark.parametrize(
    ("title", "kind", "names"),
    [
        ("Letters of John Marsh and Ann Hale to Henry Orme", "to", ["Henry Orme"]),
        ("Briefe von Ernst Brand und Anna Lang\nan Karl Holm", "to", ["Karl Holm"]),
        ("Letters of John Marsh and Ann Hale", "pair", ["John Marsh"]),
        ("Letters of John Marsh to Ann Hale", "from-to", ["John Marsh"]),
    ],
)
def test_two_writers_and_a_reader_are_no_pair(title, kind, names):
    best = next(iter(read_titles(title, ("en", "de"))))
    assert (best.kind, [name.text for name in best.one]) == (kind, names)


@pytest.mark.parametrize(
    ("book", "sender"),
    [
        (
            "A LIFE ON THE COAST\n\nBy Ann Holt\n\nCONTENTS\n\n2. Betrothal. Letters of both mothers     21",
            "",
        ),
        ("THE COAST\n\nLetters\n\nBy Ann Holt\n\nCONTENTS\n\n2. Betrothal. Storms     21", "Ann Holt"),
        (f"THE COAST\n\nBy Ann Holt\n\nPREFACE\n\n{TALES}", ""),
    ],
)
def test_a_contents_list_that_tells_of_letters_makes_no_author_their_writer(book, sender):
    head = "Title: The Coast\n\nAuthor: Ann Holt\n\n"
    text, letters = f"{head}{book}\n\n", []
    front = [Span(len(head), len(text))]
    for n in range(3):
        printed, signs = letter(
            ("salute", "Dear George,"), ("p", "I came on Monday."), at=len(text), key=str(n)
        )
        text += printed
        letters.append(signs)
    judged = judge_parties(Source("t", text, ""), letters, front, ("en",), header=[Span(0, len(head))])
    told = {g.value.name for one in judged.parties.values() for g in one.senders}
    assert told == ({sender} if sender else set())


@pytest.mark.parametrize(
    ("language", "title", "readers"),
    [
        ("de", "Anhang\neiniger Briefe\nan den Buchhändler\nKranz.", ("Kranz",)),
        ("de", "                    Anhang: Briefe an Karl\n                    Kranz.", ("Karl Kranz",)),
        ("en", "APPENDIX\nSOME LETTERS TO MRS. BRAND", ("Mrs. Brand",)),
        ("en", "LETTERS TO MRS. BRAND", ("Mrs. Brand",)),
        ("en", "LETTERS TO CAPT. JOHN BRAND", ("John Brand",)),
        ("en", "He wrote two letters to Mrs. Brand.", None),
        ("en", "APPENDIX", None),
        ("en", "LETTERS TO ... MRS. BRAND", None),
        ("en", "Appendix of papers found, and of what became of the letters to Mrs. Brand", None),
    ],
)
def test_the_title_of_an_appendix_names_its_reader(language, title, readers):
    text = f"Nothing to tell.\n\n{title}\n\nAll is well."
    first = Signs("letter-1", "1", Span(0, 16))
    second = Signs("letter-2", "2", Span(len(text) - 12, len(text)))
    part = read_parts(Source("t", text, ""), [first, second], [NOBODY, NOBODY], (language,), by_writer=False)[
        1
    ]
    assert (part.readers and tuple(name.text for name in part.readers.names)) == readers


@pytest.mark.parametrize(("writer", "reader"), [("MARY HARROW", "Lucy"), ("EDWIN HARROW", "")])
def test_what_another_writes_tells_nothing_of_whom_the_books_writer_writes_to(writer, reader):
    rows = [[("salute", "Dear Lucy,"), ("p", "All is well.")]] * 9 + [[("p", "The rain goes on.")]] * 2
    rows += [[("head", f"{writer} TO GEORGE HOLT"), ("p", "All is well.")]] * 2
    assert judge("LETTERS OF EDWIN HARROW", rows)[9:11] == [("Edwin Harrow", reader)] * 2
