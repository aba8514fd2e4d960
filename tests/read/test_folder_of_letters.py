"""A folder of letters, a file each: with a table, by its settings, or by the user's word."""

from __future__ import annotations

import csv
import io
import re
import shutil

import pytest
from made_documents import docx

from letterbook import stages
from letterbook.library.finding import find, is_one_file
from letterbook.model import letters
from letterbook.problems import Refused
from letterbook.project.letter_folders import source_of
from letterbook.project.letterbook_toml import load
from letterbook.publish.render import render
from letterbook.review.as_letters import as_letters

_LETTER = "Whitby, {day} May 1871.\n\nMy dear Ellen,\n\nAll is well.\n\nJohn Marlowe\n"


@pytest.fixture
def folder(tmp_path):
    for number, day in ((1, 3), (2, 9), (10, 19)):
        (tmp_path / f"{number}.txt").write_text(_LETTER.format(day=day))
    return tmp_path


def built(path, *, by_word=False):
    project, told = load(source_of(path, letters=by_word))
    edition, problems = stages.understand(project)
    return edition, [each.code for each in (*told, *problems)]


def senders(edition):
    return [[guess.value.name for guess in letter.sent.persons] for letter in letters(edition)]


def days(edition):
    return [[guess.value.when for guess in letter.sent.dates] for letter in letters(edition)]


def test_ten_letters_with_odd_openings_are_ten_letters(root, tmp_path):
    ten = tmp_path / "ten"
    shutil.copytree(root / "tests/samples/inputs/ten-letters", ten)
    with_table, codes = built(ten)
    assert [letter.key for letter in letters(with_table)] == [str(number) for number in range(1, 11)]
    assert codes == ["decision-against-print"]  # letter 3 prints 14 March, the table says 15 March
    (ten / "letters.csv").unlink()
    without, codes = built(ten, by_word=True)
    assert len(letters(without)) == 10
    assert codes == []
    assert set(without.languages) == {"en", "de", "fr"}


def test_a_library_or_an_edition(folder):
    assert source_of(folder) == folder
    assert not is_one_file((folder,))
    assert [volume.source.name for volume in find([folder]).volumes] == ["1.txt", "10.txt", "2.txt"]
    (folder / "letterbook.toml").write_text("letters = true")
    assert source_of(folder) == folder / "letterbook.toml"
    assert is_one_file((folder,))
    (folder / "letters.csv").write_text("file\n1.txt\n")
    assert source_of(folder) == folder / "letters.csv"
    assert [volume.source.name for volume in find([folder]).volumes] == ["letters.csv"]


def test_files_are_read_in_the_order_of_their_numbers(folder):
    edition, _ = built(folder, by_word=True)
    assert days(edition) == [["1871-05-03"], ["1871-05-09"], ["1871-05-19"]]


def test_the_table_decides_and_is_held_against_the_letters(folder):
    table = (
        "\ufeffFile;No;Author;Addressee;When;Place;Colour\n"
        "10.txt;7;John Marlowe; Ellen Marlowe | Ann Marlowe;1871-05-20;;red\n"
        "2.txt;8;Tom Gray;;1871-05-09;Leeds;\n"
    )
    (folder / "letters.csv").write_text(table, "utf-8")
    edition, codes = built(folder)
    assert [letter.number for letter in letters(edition)] == ["7", "8"]
    assert days(edition) == [["1871-05-20"], ["1871-05-09"]]
    assert senders(edition)[1] == ["Tom Gray"]
    received = letters(edition)[0].received.persons
    assert [guess.value.name for guess in received] == ["Ellen Marlowe", "Ann Marlowe"]
    assert codes.count("decision-against-print") == 2  # the day of 7, the place of 8
    assert "letters-column" in codes
    assert "letters-unlisted" in codes  # 1.txt


def test_decisions_go_before_the_table(folder):
    (folder / "letters.csv").write_text("file,number,sender\n1.txt,1,Tom Gray\n")
    (folder / "letterbook.toml").write_text("[[responsible]]\ndid = 'x'\nname = 'Ed'\n")
    (folder / "decisions.toml").write_text(
        'by = "Ed"\n[[sender]]\nletter = 1\nperson = "Ann Bell"\nreason = "Her hand."\n'
    )
    assert senders(built(folder)[0]) == [["Ann Bell"]]


def test_files_of_other_forms(folder):
    (folder / "3.html").write_text("<html><p>My dear Ellen,</p><p>A <i>page</i>.</p></html>")
    (folder / "4.docx").write_bytes(docx("<w:p><w:r><w:t>A word.</w:t></w:r></w:p>"))
    edition, _ = built(folder, by_word=True)
    assert len(letters(edition)) == 5


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("name\nx\n", "letters-table"),
        ("file\n", "letters-none"),
        ("file\n../1.txt\n", "letters-file"),
        ("file\n/etc/passwd\n", "letters-file"),
        ("file\nlink.txt\n", "letters-file"),
        ("file\ngone.txt\n", "letters-file"),
        ("file,date\n1.txt,3 May\n", "letters-table"),
        ("file,date\n1.txt,1871-02-31\n", "letters-table"),
        ("file\n1.txt,2,3\n", "letters-table"),
        ('file\n"1.txt\n', "letters-table"),
    ],
)
def test_tables_that_cannot_be_used(folder, tmp_path_factory, table, code):
    secret = tmp_path_factory.mktemp("other") / "secret.txt"
    secret.write_text("secret")
    (folder / "link.txt").symlink_to(secret)
    (folder / "letters.csv").write_text(table)
    with pytest.raises(Refused) as refused:
        load(folder / "letters.csv")
    assert [each.code for each in refused.value.problems] == [code]


def test_a_blank_file_is_told_by_its_name(folder):
    (folder / "5.txt").write_text("\n \n")
    with pytest.raises(Refused) as refused:
        built(folder, by_word=True)
    assert [(each.code, each.place.file.endswith("5.txt")) for each in refused.value.problems] == [
        ("source-empty", True)
    ]


# ------------------------------------------------------------------ the table as letterbook writes it


def table_of(edition, folder=None):
    rulings = load(source_of(folder))[0].decisions.rulings if folder else ()
    return as_letters(edition, rulings)["letters.csv"].decode()


def facts_of(edition):
    return [(one.key, one.number, one.sent, one.received) for one in letters(edition)]


@pytest.mark.parametrize("with_table", [True, False])
def test_the_table_that_is_written_changes_nothing_where_it_is_read(root, tmp_path, with_table):
    ten = tmp_path / "ten"
    shutil.copytree(root / "tests/samples/inputs/ten-letters", ten)
    if not with_table:
        (ten / "letters.csv").unlink()
    before, _ = built(ten, by_word=True)
    (ten / "letters.csv").write_text(table_of(before), "utf-8")
    after, codes = built(ten)
    spoken = [without_reasons(one) for one in facts_of(before)]
    assert [without_reasons(one) for one in facts_of(after)] == spoken
    assert table_of(after) == table_of(before)
    assert codes == (["decision-against-print"] if with_table else [])


def without_reasons(facts):
    """Return the facts without the line of the table that they rest on."""
    return re.sub(r"letters\.csv, line \d+", "letters.csv", repr(facts))


def test_what_the_editor_changes_in_the_table_is_decided_and_nothing_else(folder):
    before, _ = built(folder, by_word=True)
    head, *rows = csv.reader(io.StringIO(table_of(before)))
    assert head[-1] == "found"
    assert (rows[0][head.index("sender")], rows[0][head.index("date")]) == ("John Marlowe", "1871-05-03")
    rows[0][head.index("sender")] = "Tom Gray"
    rows[1][head.index("place")] = ""
    rows[2][head.index("date")], rows[2][head.index("not-after")] = "", "1871-05-30"
    page = io.StringIO(newline="")
    csv.writer(page, delimiter=";").writerows([head, *rows])
    (folder / "letters.csv").write_text(page.getvalue(), "utf-8")
    after, _ = built(folder)
    assert senders(after) == [["Tom Gray"], ["John Marlowe"], ["John Marlowe"]]
    assert [letter.sent.place is None for letter in letters(after)] == [False, True, False]
    assert letters(after)[2].sent.dates[0].value.not_after == "1871-05-30"
    by = [[guess.resp for guess in letter.sent.persons] for letter in letters(after)]
    assert (by[0] != ["letterbook"], by[1:]) == (True, [["letterbook"], ["letterbook"]])


def test_the_table_keeps_a_name_of_which_the_letter_prints_a_shorter_form(folder):
    (folder / "2.txt").write_text(_LETTER.format(day=9).replace("John Marlowe", "J. Marlowe"))
    (folder / "letters.csv").write_text("file,sender\n1.txt,John Marlowe\n2.txt,John Marlowe\n10.txt,\n")
    before, _ = built(folder)
    rows = list(csv.DictReader(io.StringIO(table_of(before, folder))))
    assert [row["sender"] for row in rows] == ["John Marlowe"] * 3
    assert ["John Marlowe" in row["found"] for row in rows] == [False, False, True]
    (folder / "letters.csv").write_text(table_of(before, folder), "utf-8")
    after, _ = built(folder)
    assert table_of(after, folder) == table_of(before, folder)
    assert [without_reasons(one) for one in facts_of(after)] == [
        without_reasons(one) for one in facts_of(before)
    ]


def test_what_is_said_beside_the_facts_stays_in_the_table(folder):
    (folder / "letters.csv").write_text("file,shelfmark,archive\n1.txt,=MS 4,Leeds\n2.txt,,Hull\n")
    head, *rows = csv.reader(io.StringIO(table_of(built(folder)[0])))
    beside = [(row[head.index("archive")], row[head.index("shelfmark")]) for row in rows]
    assert beside == [("Leeds", "'=MS 4"), ("Hull", "")]


def test_a_corpus_that_letterbook_wrote_is_a_folder_of_letters(root, tmp_path):
    project, _ = load(root / "tests/samples/churchill-stalin/source.txt")
    edition, _ = stages.understand(project)
    tei = stages.serialise(stages.encode(edition, project)[0].root)
    for name, data in render(tei, "text", {"form": "corpus"}).value.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    again, _ = built(tmp_path)
    assert [one.number for one in letters(again)] == [one.number for one in letters(edition)]
    assert days(again) == days(edition)
    printed = [
        [guess.value.name for guess in one.sent.persons if guess.cert is None] for one in letters(edition)
    ]
    assert all(set(names) <= set(found) for names, found in zip(printed, senders(again), strict=True))


def test_a_single_text_has_no_table(root):
    project, _ = load(root / "tests/samples/inputs/harbour.html")
    assert as_letters(stages.understand(project)[0]) == {}
