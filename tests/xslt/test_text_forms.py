"""The forms of the plain text; and its printed reading has the words, spaces and hyphens of the source."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from letterbook import stages
from letterbook.problems import Refused
from letterbook.project.letterbook_toml import load
from letterbook.publish import render

SAMPLE = Path(__file__).parent / "lighthouse.xml"
TEI = "{http://www.tei-c.org/ns/1.0}"
SAMPLES = sorted(path.parent for path in (Path(__file__).parents[1] / "samples").glob("*/source.txt"))


@cache
def texts(**params: str) -> dict[str, str]:
    return {
        name: data.decode() for name, data in render.render(SAMPLE.read_bytes(), "text", params).value.items()
    }


def letter(inside: str, **params: str) -> str:
    document = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
        "<title>T</title></titleStmt></fileDesc></teiHeader><text><body>"
        f'<div type="letter" xml:id="l" n="1">{inside}</div></body></text></TEI>'
    )
    return render.render(document.encode(), "text", params).value["letters/l.txt"].decode()


# ------------------------------------------------------------------ notes


def test_the_notes_stand_at_the_end_unless_they_are_asked_for_elsewhere():
    assert texts(notes="end") == texts()


def test_the_notes_stand_after_each_letter_and_the_others_at_the_end():
    whole = texts(notes="after")["edition.txt"]
    assert whole.index("[1] The lamp was built") < whole.index("2. Josef")
    assert whole.count("[1] The lamp was built") >= 1
    assert whole.count("[3] This note is called from nowhere.") == 1
    assert whole.rindex("[3] This note") > whole.rindex("4. ")
    assert texts(notes="after")["letters/letter-1.txt"] == texts()["letters/letter-1.txt"]


def test_without_notes_nothing_calls_them_and_nothing_else_is_missing():
    plain, noted = texts(notes="none"), texts(width="100000")
    assert plain.keys() == noted.keys()
    for name, text in texts(notes="none", width="100000").items():
        if name != "edition.txt":
            with_calls = noted[name].partition("\n\nNotes\n\n")[0]
            assert re.sub(r"\s", "", text) == re.sub(r"\s|\[(?:\d+A?|\*|a)\]", "", with_calls)
    assert "[1A]" not in plain["edition.txt"]
    assert "This note is called from nowhere" not in plain["edition.txt"]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<p>the oil <ref type="note" target="#n">1</ref>, and</p>', "the oil, and"),
        ('<p>the oil<ref type="note" target="#n">1</ref> and</p>', "the oil and"),
        ('<p>the oil <ref type="note" target="#n">1</ref> and</p>', "the oil and"),
        ("<p>the oil <note>Of whales.</note>.</p>", "the oil."),
        ("<p>(the oil <note>Of whales.</note>)</p>", "(the oil)"),
        ('<p>the oil<ptr target="#x"/></p><note xml:id="x" anchored="false">y</note>', "the oil"),
    ],
)
def test_a_call_that_is_left_out_leaves_no_space_before_a_point(inside, expected):
    assert letter(inside, notes="none").split("\n\n")[1].rstrip("\n") == expected


def test_a_running_head_in_the_middle_of_a_sentence_is_no_word_of_it():
    assert "The cart goes to the mill." in letter(
        '<p>The cart goes <pb n="3"/> <fw>LETTERS</fw> to the mill.</p>'
    )


@pytest.mark.parametrize(("name", "value"), [("notes", "foot"), ("form", "novel"), ("reading", "mine")])
def test_a_value_that_is_none_is_refused(name, value):
    with pytest.raises(Refused) as caught:
        texts(**{name: value})
    assert value in str(caught.value)


# ------------------------------------------------------------------ for programs that count words


def test_a_corpus_is_a_letter_a_file_and_a_table():
    made = texts(form="corpus")
    assert set(made) == {"letters.csv", *(name for name in texts() if name.startswith("letters/"))}
    head, *rows = csv.reader(io.StringIO(made["letters.csv"]))
    assert head == [
        "file", "number", "sender", "recipient", "date", "not-before", "not-after", "from", "to", "place",
        "received", "received-not-before", "received-not-after", "place-received", "language", "inferred",
    ]  # fmt: skip
    assert [row[0] for row in rows] == [name for name in made if name.startswith("letters/")]
    first = dict(zip(head, rows[0], strict=True))
    assert (first["number"], first["date"], first["not-after"]) == ("1", "1871-10-03", "")
    assert (first["sender"], first["recipient"]) == ("Ada Lindqvist", "Josef Marten")
    assert first["place"] == "Skarholm"
    assert first["inferred"] == "recipient: Josef Marten"
    assert made["letters.csv"].endswith("\n")


def test_a_text_of_a_corpus_has_the_words_of_the_letter_alone():
    lines = texts(form="corpus")["letters/letter-1.txt"].splitlines()
    assert lines[:2] == [
        "Skarholm, October 3rd, 1871",
        "Dear Mr. Marten,",
    ]
    assert lines[2].startswith(
        "The new lamp came with the mail boat, and not a pane of it was broken. I have "
    )
    assert lines[-1] == "The cat has arrived too."
    assert not any(line != line.strip() or not line or re.search(r"\[\d", line) for line in lines)


def test_a_corpus_can_be_of_the_printed_reading():
    inside = "<p>ar<choice><sic>- </sic><corr/></choice>rived</p>"
    assert letter(inside, form="corpus") == "arrived\n"
    assert letter(inside, form="corpus", reading="printed") == "ar- rived\n"


# ------------------------------------------------------------------ the source


#: What comes between the words of a paragraph, and how often it may part them: calls, pages, notes; cells of
#: tables; and words between signs of the source that say how they are printed (_so_).
BETWEEN = {"ref": 1, "pb": 1, "fw": 1, "note": 2, "cell": 1, "hi": 2, "foreign": 2, "title": 2}


def pieces(words: str, source: str) -> int:
    """Count in how many runs of the source the words of a paragraph stand: one, if nothing came between."""
    count = 0
    while words:
        # a beginning of what stands in the source stands there too: the longest is found by halving
        low, high = 0, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if words[:middle] in source else (low, middle - 1)
        assert low, words
        count, words = count + 1, words[low:].lstrip(" ")
    return count


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_the_printed_reading_has_the_characters_of_the_source(folder):
    """No letter, space or hyphen is lost or added: each paragraph is a run of the source.

    It is parted only where a call, a note or the foot of a page came between; each lost or added sign would
    part it once more.
    """
    source = folder / "source.txt"
    run, _ = stages.run(load(source).value)
    tei = run.files["tei/edition.xml"]
    printed = " ".join(source.read_text(encoding="utf-8-sig").split())
    files = render.render(tei, "text", {"reading": "printed", "form": "corpus"}).value
    letters = etree.fromstring(tei).iterfind(f".//{TEI}div[@type='letter']")
    names = [row[0] for row in csv.reader(io.StringIO(files["letters.csv"].decode()))][1:]
    for div, name in zip(letters, names, strict=True):
        between = sum(times * sum(1 for _ in div.iter(f"{TEI}{tag}")) for tag, times in BETWEEN.items())
        lines = [line for line in files[name].decode().splitlines() if line != "* * *"]
        runs = sum(pieces(line.removeprefix("- ").replace(" |", ""), printed) for line in lines)
        assert runs - len(lines) <= between, name
