"""What an editor pins in letterbook.toml is never overruled."""

from __future__ import annotations

import pytest
from scoring import SAMPLES

from letterbook import stages
from letterbook.model import Basis, Cert, leaves, letters, notes
from letterbook.problems import Refused
from letterbook.project.layout import CALLS, Layout, profiles
from letterbook.project.letterbook_toml import Project, load
from letterbook.stages import understand
from letterbook.survey import survey_text
from letterbook.survey.as_text import as_text

BODY = "The roads are bad and the post is late; I shall write again when they are better, and not before."


def write(folder, text, layout=""):
    (folder / "source.txt").write_text(text, encoding="utf-8")
    if layout:
        (folder / "letterbook.toml").write_text(layout, encoding="utf-8")
    return folder / "source.txt"


def run(folder, text, layout=""):
    return stages.run(load(write(folder, text, layout)).value)


def read(folder, text, layout=""):
    return understand(load(write(folder, text, layout)).value)[0]


def problems(folder, text, layout=""):
    try:
        return [p.code for p in understand(load(write(folder, text, layout)).value)[1]]
    except Refused as refused:
        return [p.code for p in refused.problems]


def book(*heads, body=BODY, close="Yours ever,\n\nA. Penrose"):
    """Print letters one below the other, each under its heading."""
    rows = [f"{head}\n\nMy dear Friend,\n\n{body}\n\n{close}\n\n\n" for head in heads]
    return "LETTERS OF ANN PENROSE\n\n\n\n" + "".join(rows)


def numbers(edition):
    return [letter.number for letter in letters(edition)]


def words(edition, letter):
    spans = [leaf.span for leaf in leaves(letter.children)]
    return edition.source.text[spans[0].start : spans[-1].end]


def faults(folder, layout):
    with pytest.raises(Refused) as refused:
        load(write(folder, "x", layout))
    return [(p.place.line, p.code, f"{p.message} | {p.hint}") for p in refused.value.problems]


# ------------------------------------------------------------------ the table is read strictly


def test_every_key_is_read(tmp_path):
    layout = """[layout]
languages = ["de", "fr"]
wrapped = true
page-numbers = false
heading-like = "No. 12"
sender = "A"
recipient = "B"
signatures = {"A. P." = "Ann Penrose"}
years = [1841, 1859]
calendar = "julian"
date-order = "dmy"
years-alone = true
notes = "page-foot"
numbering = "page"
calls = "[12]"
letters-begin = "No. 1"
letters-end = "Index"
back-begins = "Table"
one-letter = false
"""
    assert load(write(tmp_path, "x", layout)).value.layout == Layout(
        languages=("de", "fr"),
        wrapped=True,
        page_numbers=False,
        heading_like=("No. 12",),
        sender="A",
        recipient="B",
        signatures=(("A. P.", "Ann Penrose"),),
        years=(1841, 1859),
        calendar="julian",
        date_order="dmy",
        years_alone=True,
        notes="page-foot",
        numbering="page",
        calls="bracket",
        letters_begin="No. 1",
        letters_end="Index",
        back_begins="Table",
    )


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (
            "languages = ['eo']",
            "config-type",
            "that letterbook knows: ca, cs, da, de, el, en, es, fi, fr, hu, it, la, nl, pl, pt, ro, ru, sv",
        ),
        ("languages = 'xx'", "config-value", "not “xx”"),
        ("languages = []", "config-type", "not a list"),
        ("wraped = true", "config-unknown-key", "Did you mean “wrapped”?"),
        ("wrapped = 'yes'", "config-value", "true (paragraphs run over several lines) or false"),
        ("page-numbers = 1", "config-type", "not a number"),
        ("headings = 'roman'", "config-value", '"numbers", "names", "dateline", "salutation"'),
        ("heading-like = ''", "config-value", "as the book prints it"),
        ("sender = ['A']", "config-type", "the name of a person"),
        ("signatures = 'A'", "config-value", "a table of signatures"),
        ("signatures = {}", "config-type", "a table of signatures"),
        ("years = [1859, 1841]", "config-type", "[1841, 1859]"),
        ("years = 1841", "config-type", "not a number"),
        ("calendar = 'french'", "config-value", '"gregorian", "julian"'),
        ("notes = 'foot'", "config-value", '"page-foot"'),
        ("calls = '12'", "config-value", '"word 12"'),
        ("letters-end = 3", "config-type", "one line of the text"),
        ("profile = 3", "config-type", "the name of a profile"),
        ("profile = 'none.toml'", "config-value", "The profiles are: dated-letters, numbered-documents."),
        ("headings = 'numbers'\nheading-like = 'No. 1'", "config-value", "keep one"),
        ("one-letter = 'yes'", "config-value", "true (the whole file is one letter) or false"),
        ("headings = 'numbers'\none-letter = true", "config-value", "take out the headings"),
    ],
)
def test_what_cannot_be_pinned_is_told_with_its_place(tmp_path, line, code, said):
    ((row, found, message),) = faults(tmp_path, f"[layout]\n{line}\n")
    assert (row, found) == (2 + line.count("\n"), code)
    assert said in message


def test_a_layout_that_is_no_table(tmp_path):
    assert [code for _, code, _ in faults(tmp_path, "layout = 'letters'")] == ["config-type"]


# ------------------------------------------------------------------ profiles


def test_a_profile_is_a_file_with_the_same_table(tmp_path):
    (tmp_path / "house.toml").write_text(
        "[layout]\nheadings = 'names'\nnotes = 'end'\nyears = [1700, 1750]\n"
    )
    toml = "[layout]\nprofile = 'house.toml'\nheading-like = '12. Ann to Ben'\nnotes = 'none'\n"
    layout = load(write(tmp_path, "x", toml)).value.layout
    assert layout == Layout(heading_like=("12. Ann to Ben",), notes="none", years=(1700, 1750))


def test_a_letter_a_file_in_a_series_of_volumes_with_headings(tmp_path):
    (tmp_path / "house.toml").write_text("[layout]\nheadings = 'names'\n")
    toml = "[layout]\nprofile = 'house.toml'\none-letter = true\n"
    assert load(write(tmp_path, "x", toml)).value.layout == Layout(one_letter=True)


def test_the_profiles_that_letterbook_has_come_through_the_same_door(tmp_path):
    assert profiles() == ("dated-letters", "numbered-documents")
    for name in profiles():
        layout = load(write(tmp_path, "x", f"[layout]\nprofile = '{name}'\n")).value.layout
        assert layout != Layout()
        assert layout.headings


def test_faults_of_a_profile_are_told_in_the_profile(tmp_path):
    (tmp_path / "house.toml").write_text("id = 'x'\n[layout]\nprofile = 'other.toml'\nnotes = 'foot'\n")
    with pytest.raises(Refused) as refused:
        load(write(tmp_path, "x", "[layout]\nprofile = 'house.toml'\n"))
    found = [(p.place.file, p.place.line, p.code) for p in refused.value.problems]
    house = str(tmp_path / "house.toml")
    assert found == [
        (house, 1, "config-unknown-key"),
        (house, 3, "config-unknown-key"),
        (house, 4, "config-value"),
    ]
    (tmp_path / "house.toml").write_text("layout = 3")
    assert [code for _, code, _ in faults(tmp_path, "[layout]\nprofile = 'house.toml'\n")] == ["config-type"]
    (tmp_path / "house.toml").write_text("layout = ")
    assert [code for _, code, _ in faults(tmp_path, "[layout]\nprofile = 'house.toml'\n")] == [
        "config-syntax"
    ]


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        ("dated-letters", "de-feldpost"),
        ("dated-letters", "fr-soldat"),
        ("numbered-documents", "en-whaling-factor"),
        ("numbered-documents", "de-verleger"),
        ("numbered-documents", "churchill-stalin"),
    ],
)
def test_a_profile_reads_the_books_it_is_made_for_as_well_as_none_does(tmp_path, profile, name):
    text = (SAMPLES / name / "source.txt").read_text(encoding="utf-8")
    source = write(tmp_path, text, f"id = 'x'\n[layout]\nprofile = '{profile}'\n")
    alone = stages.write(Project(id="x", source=SAMPLES / name / "source.txt"))[0]
    assert stages.write(load(source).value)[0].tei == alone.tei


# ------------------------------------------------------------------ what heads a letter

TELEGRAMS = [
    f"Telegram {n} from {place}" for n, place in enumerate(("Vienna", "Trieste", "Ragusa", "Zara"), 1)
]


@pytest.mark.parametrize(
    ("heads", "example", "expected"),
    [
        (TELEGRAMS, "Telegram 3 from Ragusa", ["1", "2", "3", "4"]),
        ([f"Despatch  Box {n}" for n in (4, 5, 6)], "DESPATCH BOX 12", ["4", "5", "6"]),
        (["Wire I.", "Wire II.", "Wire III."], "Wire X.", ["1", "2", "3"]),
        (["* * *"] * 3, "* * *", [None, None, None]),
        (["No. 1", "No. 2", "Mo. 3", "No. 4"], "No. 12", ["1", "2", "3", "4"]),
        (["1. Ann to Ben", "2. Ben to Ann", "3. The same"], "12. Ann to Ben", ["1", "2", "3"]),
    ],
)
def test_a_heading_is_shown_by_an_example(tmp_path, heads, example, expected):
    assert numbers(read(tmp_path, book(*heads), f"[layout]\nheading-like = '{example}'")) == expected


def test_several_examples_make_one_series(tmp_path):
    text = book("Telegram 1 from Vienna", "Wire 2", "Telegram 3 from Zara", "Wire 4")
    layout = "[layout]\nheading-like = ['Telegram 1 from Vienna', 'Wire 2']"
    assert numbers(read(tmp_path, text, layout)) == ["1", "2", "3", "4"]


def test_an_example_that_nothing_is_like_is_an_error(tmp_path):
    found = problems(tmp_path, book("No. 1", "No. 2"), "[layout]\nheading-like = 'Telegram 1'")
    assert "layout-heading" in found


def test_lines_of_another_look_head_no_letter(tmp_path):
    text = book("No. 1\n\nLondon, 3 May 1850", "No. 2\n\nLondon, 4 May 1850", "No. 3\n\nLondon, 5 May 1850")
    assert numbers(read(tmp_path, text)) == ["1", "2", "3"]
    for kind in ("dateline", "salutation"):
        assert numbers(read(tmp_path, text, f"[layout]\nheadings = '{kind}'")) == [None] * 3
    assert problems(tmp_path, text, "[layout]\nheadings = 'names'") == ["no-letters"]


def test_who_says_what_heads_a_letter_says_that_there_are_letters(tmp_path):
    text = "".join(f"London, {n} May 1850\n\n{BODY} {BODY}\n\n\n" for n in (3, 4, 5))
    assert problems(tmp_path, text) == ["not-letters"]
    assert len(letters(read(tmp_path, text, "[layout]\nheadings = 'dateline'"))) == 3


def test_a_short_text_is_a_letter_if_the_editor_says_so(tmp_path):
    assert problems(tmp_path, "Come at once.\n") == ["no-letters"]
    said = "[layout]\none-letter = true"
    assert len(letters(read(tmp_path, "Come at once.\n", said))) == 1
    found = survey_text(load(tmp_path / "source.txt").value)
    assert "the whole file is one letter" in "\n".join(as_text(found))


# ------------------------------------------------------------------ cut marks


def test_nothing_before_or_behind_the_cut_marks_is_a_letter(tmp_path):
    text = book("No. 1", "No. 2", "No. 3", "No. 4")
    layout = "[layout]\nletters-begin = 'No. 2'\nletters-end = 'No. 4'\n"
    edition = read(tmp_path, text, layout)
    assert numbers(edition) == ["2", "3"]
    assert words(edition, letters(edition)[-1]).startswith("No. 3")


def test_the_back_matter_begins_where_the_editor_says(tmp_path):
    text = book("No. 1", "No. 2", body=f"{BODY} [1] But still. [2]")
    text += "NOTES\n\n1. One.\n\n2. Two.\n\n3. A hint to the binder.\n"
    assert [note.number for note in notes(read(tmp_path, text))] == ["1", "2", "3"]
    layout = "[layout]\nletters-end = 'NOTES'\nback-begins = '3. A hint'"
    assert [note.number for note in notes(read(tmp_path, text, layout))] == ["1", "2"]


def test_a_cut_mark_may_go_on_into_the_next_lines(tmp_path):
    text = book("No. 1", "No. 2", "No. 3", "No. 4", body=f"No. 40 is to let.\n\n{BODY}")
    text = f"No. 1\n\nNo. 2\n\n{text}"
    layout = "[layout]\nletters-begin = 'No. 2 My dear'\nletters-end = 'No. 4'"
    assert numbers(read(tmp_path, text, layout)) == ["2", "3"]


@pytest.mark.parametrize(
    "layout",
    ["letters-begin = 'No. 9'", "letters-end = 'My dear'", "letters-begin = 'No. 2'\nletters-end = 'No. 1'"],
)
def test_a_cut_mark_that_cannot_be_is_an_error(tmp_path, layout):
    assert "layout-cut" in problems(tmp_path, book("No. 1", "No. 2", "No. 3"), f"[layout]\n{layout}")


# ------------------------------------------------------------------ languages, lines, pages, dates


def test_languages_are_those_that_are_pinned(tmp_path):
    layout = "[layout]\nheadings = 'numbers'\nlanguages = ['fr', 'de']"  # no English salutations are read
    assert read(tmp_path, book("No. 1", "No. 2"), layout).languages == ("fr", "de")


def test_a_language_of_the_edition_without_words_of_its_own_is_no_fault(tmp_path):
    assert read(tmp_path, book("No. 1", "No. 2"), "language = 'en-GB'").languages == ("en",)
    assert read(tmp_path, book("No. 1", "No. 2"), "language = 'pl'").languages == ("pl", "en")


def test_paragraphs_are_wrapped_where_the_editor_says(tmp_path):
    text = book("No. 1", "No. 2", body="One line of words here\nand a second line of it\nand the third line.")
    counts = []
    for wrapped in ("true", "false"):
        edition = read(tmp_path, text, f"[layout]\nwrapped = {wrapped}")
        counts.append(sum(getattr(node, "kind", "") == "p" for node in letters(edition)[0].children))
    assert counts == [1, 3]


def test_numbers_alone_are_pages_or_not_as_the_editor_says(tmp_path):
    pages = "".join(f"{BODY}\n\n{n}\n\nThen {BODY}\n\n" for n in (11, 12, 13))
    text = book("No. 1", "No. 2", body=pages)

    def breaks(layout):
        found = [leaf for x in letters(read(tmp_path, text, layout)) for leaf in leaves(x.children)]
        return [leaf.n for leaf in found if type(leaf).__name__ == "PageBreak"]

    assert breaks("[layout]\npage-numbers = true")[:3] == ["11", "12", "13"]
    assert breaks("[layout]\npage-numbers = false") == []


def whens(edition):
    return [letter.sent.dates[0].value if letter.sent.dates else None for letter in letters(edition)]


def test_the_span_of_years_lets_short_years_be_read(tmp_path):
    text = book(*(f"No. {n}\n\nLondon, {n}. IX. 14" for n in (1, 2, 3)))
    assert whens(read(tmp_path, text)) == [None] * 3
    found = whens(read(tmp_path, text, "[layout]\nyears = [1914, 1918]"))
    assert [when.when for when in found] == ["1914-09-01", "1914-09-02", "1914-09-03"]


def test_day_and_month_stand_in_the_order_that_is_pinned(tmp_path):
    text = book("No. 1\n\nLondon, 3/4/1850", "No. 2\n\nLondon, 5/4/1850")
    for order, expected in (("dmy", ["1850-04-03", "1850-04-05"]), ("mdy", ["1850-03-04", "1850-05-04"])):
        found = whens(read(tmp_path, text, f"[layout]\ndate-order = '{order}'"))
        assert [when.when for when in found] == expected


def test_dates_are_of_the_calendar_that_is_pinned(tmp_path):
    text = book("No. 1\n\nMoscow, 3 April 1850", "No. 2\n\nMoscow, 5 April 1850")
    found = whens(read(tmp_path, text, "[layout]\ncalendar = 'julian'"))
    assert [(when.when, when.custom) for when in found] == [
        ("1850-04-15", "1850-04-03"),
        ("1850-04-17", "1850-04-05"),
    ]


# ------------------------------------------------------------------ notes

NOTED = (
    book("No. 1", "No. 2", body=f"{BODY} [1] It rained (2) on the 3 of us.") + "NOTES\n\n1. One.\n\n2. Two.\n"
)


def test_where_no_notes_are_none_are_found(tmp_path):
    assert len(list(notes(read(tmp_path, NOTED)))) == 2
    assert list(notes(read(tmp_path, NOTED, "[layout]\nnotes = 'none'"))) == []


@pytest.mark.parametrize(
    ("calls", "called"), [("[12]", ["1"]), ("(12)", ["2"]), ("word 12", []), ("word¹²", [])]
)
def test_calls_are_printed_as_the_editor_says(tmp_path, calls, called):
    assert calls in CALLS
    edition = read(tmp_path, NOTED, f"[layout]\ncalls = '{calls}'")
    assert [note.number for note in notes(edition) if note.calls] == called


def test_notes_stand_where_the_editor_says(tmp_path):
    foot = f"{BODY} [1] And so on.\n\nYours ever,\n\nA. Penrose\n\n[1] One."
    text = book("No. 1", "No. 2", "No. 3", body=foot, close="")
    assert [note.place for note in notes(read(tmp_path, text, "[layout]\nnotes = 'after-letter'"))] == [
        "foot"
    ] * 3
    assert list(notes(read(tmp_path, text, "[layout]\nnotes = 'inline'"))) == []
    assert {note.place for note in notes(read(tmp_path, NOTED, "[layout]\nnotes = 'end'"))} == {"end"}


def test_the_numbers_of_notes_run_as_far_as_the_editor_says(tmp_path):
    foot = [f"{BODY} [{n}] And so on.\n\nYours ever,\n\nA. Penrose\n\n[{n}] Note {n}." for n in (1, 2, 3)]
    text = "".join(book(f"No. {n}", body=row, close="") for n, row in enumerate(foot, 1))
    for numbering, expected in (("book", ["1", "2", "3"]), ("letter", ["1.1", "2.2", "3.3"])):
        layout = f"[layout]\nnotes = 'after-letter'\nnumbering = '{numbering}'"
        assert [note.key for note in notes(read(tmp_path, text, layout))] == expected


# ------------------------------------------------------------------ who writes to whom


def parties(edition):
    return [
        (
            [guess.value.name for guess in letter.sent.persons],
            [guess.value.name for guess in letter.received.persons],
        )
        for letter in letters(edition)
    ]


def test_the_pinned_sender_and_recipient_are_those_of_every_letter(tmp_path):
    text = book("1. Ann Penrose to Ben Carew", "2. Ben Carew to Ann Penrose", "3. Ann Penrose to Ben Carew")
    pinned = "[layout]\nsender = 'Ann Penrose'\nrecipient = 'Dora Flint'"
    assert parties(read(tmp_path, text, pinned)) == [(["Ann Penrose"], ["Dora Flint"])] * 3
    edition = read(tmp_path, text, pinned)
    guess = letters(edition)[0].received.persons[0]
    assert (guess.cert, guess.basis, guess.printed) == (Cert.HIGH, Basis.EXTERNAL, None)
    assert [other.value.name for other in guess.others] == ["Ben Carew"]
    assert {"Ann Penrose", "Dora Flint"} <= {entry.name for entry in edition.register}


def test_what_the_print_says_of_the_pinned_person_is_kept(tmp_path):
    text = book("1. Ann Penrose to Ben Carew", "2. Ann Penrose to Dora Flint")
    guess = letters(read(tmp_path, text, "[layout]\nsender = 'Ann Penrose'"))[0].sent.persons[0]
    assert guess.printed is not None
    assert guess.cert is None


def test_a_signature_is_whose_the_editor_says(tmp_path):
    text = "LETTERS\n\n\n\n" + "".join(
        f"No. {n}\n\nMy dear Friend,\n\n{BODY}\n\n{sign}\n\n\n"
        for n, sign in enumerate(("the old bear", "Ben Carew", "the old bear, in haste"), 1)
    )
    pinned = "[layout.signatures]\n'the old bear' = 'Ann Penrose'"
    found = [sent for sent, _ in parties(read(tmp_path, text, pinned))]
    assert found == [["Ann Penrose"], ["Ben Carew"], ["Ann Penrose"]]


@pytest.mark.parametrize("key", ["sender", "recipient"])
def test_a_single_decision_goes_before_the_pin(tmp_path, key):
    (tmp_path / "decisions.toml").write_text(
        f"[[{key}]]\nletter = '2'\nperson = 'Dora Flint'\nby = 'X Y'\nreason = 'her hand'\n"
    )
    text = book("No. 1", "No. 2", "No. 3")
    pinned = f"[layout]\n{key} = 'Ann Penrose'\n[[responsible]]\ndid = 'editing'\nname = 'X Y'\n"
    found = [
        sent if key == "sender" else received for sent, received in parties(read(tmp_path, text, pinned))
    ]
    assert found == [["Ann Penrose"], ["Dora Flint"], ["Ann Penrose"]]
