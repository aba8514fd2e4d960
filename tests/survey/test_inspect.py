"""What `inspect` shows and `init` writes: the layout that a build uses, no more and no less."""

from __future__ import annotations

import json
import sys
import tomllib
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scoring import SAMPLES, editions

from letterbook import cli
from letterbook.problems import Refused
from letterbook.project.letterbook_toml import Project, load
from letterbook.stages import write
from letterbook.survey import survey_text
from letterbook.survey.as_text import as_facts, as_text
from letterbook.survey.as_toml import draft

EVERY = [*editions(), "churchill-stalin"]


@cache
def surveyed(name):
    return survey_text(Project(id="x", source=SAMPLES / name / "source.txt"))


def trait(survey, name):
    (found,) = [one for one in survey.traits if one.name == name]
    return found


@pytest.fixture
def run(capsys, monkeypatch):
    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["letterbook", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return ended.value.code, out, err

    return command


# ------------------------------------------------------------------ what is shown


def test_the_sample_is_shown_in_a_minute():
    lines = list(as_text(surveyed("churchill-stalin")))
    assert lines[0] == "source.txt: 27 letters, 17 notes, 19 note calls"
    assert len(lines) < 120
    assert max(map(len, lines)) <= 100
    text = "\n".join(lines)
    for said in (
        "27 letters: “No. 1” (line 15)",
        "the numbers run from 1 to 27 without a gap",
        "misprinted, and read as the number wanted there: “Mo. 27” (line 412)",
        "in a header line: 20, such as “Received on July 8, 1941” (line 17)",
        "called from nowhere: 6",
        "front matter 1-13, letters 15-417, collected notes 420-465",
        "Example: letter 14 (lines 226-258)",
    ):
        assert said in text


@pytest.mark.parametrize(
    ("name", "which", "said"),
    [
        ("de-zwei-sprachen-mean", "languages", "German, French"),
        ("fr-ambassade", "headings", "each letter is headed by a number in words"),
        ("de-kaufmann", "headings", "each letter is headed by a Roman number and names"),
        ("de-gelehrte", "headings", "each letter is headed by names"),
        ("de-feldpost", "headings", "each letter begins with its dateline, without a heading"),
        ("fr-ambassade", "pages", "6 page numbers, 1 to 6"),
        ("en-governess", "lines", "paragraphs run over several lines of up to"),
        ("en-naturalists", "pages", "running head"),
        ("de-gelehrte", "notes", "at the foot of the page; their numbers begin anew with each page"),
        ("en-poets", "notes", "in brackets in the line"),
        ("fr-cousines", "notes", "after the letters; their numbers run through the book"),
        ("fr-soldat", "notes", "none"),
        ("en-joint", "calls", "printed as (12) (4 times)"),
        ("de-kaufmann", "calls", "printed as word¹²"),
        ("en-joint", "dates", "5 of 5 letters dated"),
        ("en-joint", "parties", "letters of Constance Mayhew and Barbara Mayhew and Louisa Thorne"),
    ],
)
def test_each_trait_is_told_in_words(name, which, said):
    assert said in trait(surveyed(name), which).found


def test_what_came_second_is_told():
    found = trait(surveyed("en-contents-mean"), "headings")
    assert "worth" in found.rival
    assert found.because


TWO_SETS = """LETTERS OF ANN WARD

LETTER I.

TO MR. JOHN HOLT.

York, 1 May 1812.

Dear Sir,

I have sent the pears[1] by the waggon and the boxes* are not come, and so it will be.

[1] A winter pear of the county.

* They came in June.

LETTER II.

TO MR. JOHN HOLT.

York, 2 May 1812.

Dear Sir,

The dean[2] has written, and so have I*, and nothing (3) is done.

[2] Of Wells.

* Not kept.

3. The last of these.
"""


def test_each_set_of_notes_is_shown_by_its_marks_as_printed_and_what_came_second(tmp_path):
    (tmp_path / "source.txt").write_text(TWO_SETS, encoding="utf-8")
    found = trait(survey_text(load(tmp_path / "source.txt").value), "calls")
    assert [reason for reason in found.because if "answered" in reason] == [
        (
            "2 of 2 notes are called in the style “[12]”: “have sent the pears[1]” (line 11) is answered by"
            " “[1] A winter pear of the county.” (line 13)"
        ),
        (
            "2 of 2 notes are called in the style “*, †”: “the waggon and the boxes*” (line 11)"
            " is answered by “* They came in June.” (line 15)"
        ),
    ]
    assert "bracket" not in found.rival + "".join(found.because)


def test_the_marks_that_came_second_are_shown_with_their_lines(tmp_path):
    book = TWO_SETS.replace("* ", " ").replace("I*", "I").replace("(3)", "[3]")
    (tmp_path / "source.txt").write_text(book, encoding="utf-8")
    found = trait(survey_text(load(tmp_path / "source.txt").value), "calls")
    assert found.rival == (
        "1 mark calls no note; 1 could be called by others: “so have I, and nothing [3]” (line 25)"
        " is answered by “3. The last of” (line 31)"
    )


def test_what_is_pinned_is_marked(tmp_path):
    (tmp_path / "source.txt").write_bytes((SAMPLES / "en-joint" / "source.txt").read_bytes())
    (tmp_path / "letterbook.toml").write_text("[layout]\ncalls = '(12)'\n")
    found = survey_text(load(tmp_path / "source.txt").value)
    assert [one.name for one in found.traits if one.pinned] == ["calls"]
    assert "printed as (12) (4 times) [pinned]" in "\n".join(as_text(found))


def test_what_was_not_understood_is_told_with_its_lines():
    found = surveyed("de-zwei-sprachen-mean")
    assert [(p.code, p.place.line) for p in found.problems if p.code == "letters-missing"] == [
        ("letters-missing", 48)
    ]
    assert any("letter 4 was not found" in reason for reason in trait(found, "understood").because)


@pytest.mark.parametrize("name", sorted(path.name for path in (SAMPLES / "not-letters").glob("*.txt")))
def test_of_what_is_refused_is_shown_what_was_considered(run, name):
    code, out, err = run("inspect", SAMPLES / "not-letters" / name)
    assert code == 1
    assert out.startswith(f"{name}: no edition of letters\n")
    assert "headings      none that letters could have" in out
    assert f"not-letters/{name}: error: " in err


def test_inspect_answers_in_json(run):
    code, out, err = run("inspect", SAMPLES / "en-joint" / "source.txt", "--format", "json")
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert answer["summary"] == "5 letters, 4 notes, 4 note calls"
    assert answer["layout"]["headings"] == "numbers"
    assert answer["layout"]["calls"] == "(12)"
    assert [one["letter"] for one in answer["examples"]] == ["21", "23", "25"]
    assert answer["examples"][1]["from"] == [
        "Constance Mayhew (the signature)",
        "Barbara Mayhew (the signature)",
    ]


def test_inspect_of_what_cannot_be_read(run, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"Dear Sir,\xff")
    assert run("inspect", tmp_path / "a.txt")[0] == 1
    assert run("inspect", tmp_path / "none.txt")[0] == 1
    assert run("inspect", tmp_path / "a.txt", "--encoding", "latin-1")[1].startswith("a.txt: no edition")


# ------------------------------------------------------------------ the file that init writes


@pytest.mark.parametrize("name", EVERY)
def test_a_build_with_the_file_is_the_build_without_it(tmp_path, name):
    source = tmp_path / "source.txt"
    source.write_bytes((SAMPLES / name / "source.txt").read_bytes())
    alone = write(Project(id="x", source=source))[0]
    (tmp_path / "letterbook.toml").write_text(f"id = 'x'\n{draft(surveyed(name))}", encoding="utf-8")
    project = load(source).value
    assert project.layout.languages
    assert write(project)[0].tei == alone.tei


@pytest.mark.parametrize("name", EVERY)
def test_every_line_of_the_file_may_be_used(tmp_path, name):
    """Take away the # of every example: what stands there can be read."""
    lines = draft(surveyed(name)).splitlines()
    keys = [line.removeprefix("# ") for line in lines]
    whole = [line for line in keys if line.startswith("[") or " = " in line]
    whole = [line for line in whole if not line.startswith("heading-like")]
    (tmp_path / "letterbook.toml").write_text("\n".join(whole), encoding="utf-8")
    assert set(tomllib.loads("\n".join(whole))) >= {"id", "title", "viewpoint", "layout"}
    assert load(tmp_path / "source.txt").value.layout.letters_begin


def test_init_writes_beside_the_text_and_never_over_a_file(run, tmp_path):
    source = tmp_path / "letters.txt"
    source.write_bytes((SAMPLES / "en-joint" / "source.txt").read_bytes())
    path = tmp_path / "letterbook.toml"
    code, out, err = run("init", source)
    assert (code, err) == (0, "")
    assert out == f"{path}: written; look through it and build again\n"
    first = path.read_bytes()
    path.write_text("id = 'mine'\n")
    code, out, err = run("init", source)
    assert (code, out) == (1, "")
    assert "is there already" in err
    code, out, err = run("init", source, "--force")
    assert (code, out) == (1, "")
    assert "not a file of letterbook's" in err
    assert path.read_text() == "id = 'mine'\n"
    path.write_bytes(b"id = 'mine'\n" + first)
    assert run("init", source)[0] == 1
    assert run("init", source, "--force")[0] == 0
    assert path.read_bytes() == first
    assert sorted(each.name for each in tmp_path.iterdir()) == ["letterbook.toml", "letters.txt"]


def test_init_keeps_the_encoding_that_had_to_be_named(run, tmp_path):
    text = (SAMPLES / "de-feldpost" / "source.txt").read_text(encoding="utf-8")
    source = tmp_path / "source.txt"
    source.write_bytes(text.encode("windows-1252", errors="replace"))
    assert run("init", source)[0] == 1
    assert not (tmp_path / "letterbook.toml").exists()
    assert run("init", source, "--encoding", "windows-1252")[0] == 0
    assert load(source).value.encoding == "windows-1252"
    assert run("inspect", source)[0] == 0


def test_init_helps_with_a_text_that_was_refused(run, tmp_path):
    source = tmp_path / "source.txt"
    source.write_bytes((SAMPLES / "not-letters" / "diary.txt").read_bytes())
    code, _, err = run("init", source)
    assert code == 1
    assert "[not-letters]" in err
    assert '# headings = "numbers"' in (tmp_path / "letterbook.toml").read_text(encoding="utf-8")


# ------------------------------------------------------------------ laws

PIECES = [
    *(
        "No. 1",
        "No. 2",
        "No. 9",
        "II.",
        "To Mrs. Hale",
        "Dear Sir,",
        "London, 3 May 1850",
        "Received on 4 May 1850",
    ),
    *(
        "NOTES",
        "1. A note.",
        "* A note.",
        "[2]",
        "It rained 1 and rained * again (2).",
        "12",
        "\t",
        "",
        "",
        "",
    ),
    *('"quoted" \\ back\x7f', "Yours ever,", "A. B.", "PREFACE", "ein und das der die", "\x00"),
]


#: A mark that no note answers stands where a letter ends: the draft must not say that the book has no notes.
LOOSE = [
    [
        "Yours ever,",
        "Yours ever,",
        "",
        "Dear Sir,",
        "",
        "Yours ever,",
        "[2]",
        "",
        "London, 3 May 1850",
        "A. B.",
    ],
    [
        *(
            "Dear Sir,",
            "[2]",
            "To Mrs. Hale",
            "[2]",
            "",
            "Dear Sir,",
            "",
            "Yours ever,",
            "A. B.",
            "",
            "A. B.",
        ),
        *("", "Dear Sir,", "", "Dear Sir,", "London, 3 May 1850", "Yours ever,", "A. B."),
    ],
]


@settings(max_examples=60)
@example(LOOSE[0])
@example(LOOSE[1])
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_text_can_be_inspected_and_drafted(tmp_path_factory, lines):
    folder = tmp_path_factory.mktemp("any")
    (folder / "source.txt").write_text("\n".join(lines), encoding="utf-8")
    try:
        found = survey_text(Project(id="x", source=folder / "source.txt"))
    except Refused:  # the text is empty, or holds what no text holds
        return
    assert list(as_text(found))
    json.dumps(as_facts(found))
    (folder / "letterbook.toml").write_text(draft(found), encoding="utf-8")
    project = load(folder / "source.txt").value
    again = survey_text(project)
    assert bool(again.refused) == bool(found.refused)
    assert again.summary == found.summary
