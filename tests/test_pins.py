"""What an editor pins in letterbook.toml is never overruled."""

from __future__ import annotations

import pytest
from scoring import SAMPLES

from letterbook import stages
from letterbook.layout import CALLS, Layout, profiles
from letterbook.model import letters, notes
from letterbook.problems import Refused
from letterbook.project import Project, load

LETTER = "My dear Friend,\n\nThe roads are bad and the post is late; I shall write again when they are better.\n\nYours ever,\nA. Penrose\n"


def write(folder, text, layout=""):
    (folder / "source.txt").write_text(text, encoding="utf-8")
    if layout:
        (folder / "letterbook.toml").write_text(layout, encoding="utf-8")
    return folder / "source.txt"


def run(folder, text, layout=""):
    return stages.run(load(write(folder, text, layout)).value)


def read(folder, text, layout=""):
    return run(folder, text, layout)[0].edition


def words(edition, letter):
    from letterbook.model import leaves

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
        ("languages = ['la']", "config-type", "that letterbook knows: de, en, fr"),
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
    (tmp_path / "house.toml").write_text("[layout]\nheadings = 'names'\nnotes = 'end'\nyears = [1700, 1750]\n")
    toml = "[layout]\nprofile = 'house.toml'\nheading-like = '12. Ann to Ben'\nnotes = 'none'\n"
    layout = load(write(tmp_path, "x", toml)).value.layout
    assert layout == Layout(heading_like=("12. Ann to Ben",), notes="none", years=(1700, 1750))


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
    assert [code for _, code, _ in faults(tmp_path, "[layout]\nprofile = 'house.toml'\n")] == ["config-syntax"]


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
    pinned = run(tmp_path, text, f"id = 'x'\n[layout]\nprofile = '{profile}'\n")[0]
    alone = stages.run(Project(id="x", source=SAMPLES / name / "source.txt"))[0]
    assert pinned.files == alone.files
