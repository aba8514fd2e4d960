"""`letterbook check` as people and other programs call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from letterbook.cli import letterbook

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>
<correspAction type="sent"><persName>A</persName><date when="1895-10-{}">12. 10. 1895</date></correspAction>
<correspAction type="received"><persName key="b">B</persName></correspAction></correspDesc>
</profileDesc></teiHeader></TEI>"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(letterbook, ["check", *words])
        return done.exit_code, done.stdout, done.stderr

    Path("letters").mkdir()
    Path("letters/a.xml").write_text(LETTER.format("21"))
    Path("letters/b_1.xml").write_text(LETTER.format("12"))
    return run


def test_a_folder_is_checked_and_counted(run):
    code, out, err = run("letters")
    assert (code, err) == (1, "")
    assert out.splitlines()[0].startswith("letters/a.xml:2: note: “A” has neither")
    assert (
        "letters/a.xml:2: error: The words are “12. 10. 1895”, which is 1895-10-12, and @when 1895-10-21"
        in out
    )
    assert out.splitlines()[-4:] == [
        "       2  name-unlinked (note)",
        "       1  date-words (error)",
        "       1  file-name (warning)",
        "2 files: 1 error, 1 warning, 2 notes",
    ]


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--select", "date"], 1, {"date-words"}),
        (["--select", "date-words,name"], 1, {"date-words", "name-unlinked"}),
        (["--select", "file-name", "--select", "name-unlinked"], 0, {"file-name", "name-unlinked"}),
        (["--ignore", "date-words"], 0, {"file-name", "name-unlinked"}),
        (["--select", "date,name", "--ignore", "name-unlinked"], 1, {"date-words"}),
        (["--ignore", "date,"], 0, {"file-name", "name-unlinked"}),
        (["--jobs", "2"], 1, {"date-words", "file-name", "name-unlinked"}),
    ],
)
def test_what_is_told_can_be_chosen(run, options, code, told):
    exit_code, out, _ = run("letters", "--format", "json", *options)
    answer = json.loads(out)
    assert exit_code == code == answer["exit"]
    assert {each["code"] for each in answer["problems"]} == told == set(answer["summary"])
    assert answer["files"] == ["letters/a.xml", "letters/b_1.xml"]


def test_the_forms_for_other_programs(run):
    code, out, err = run("letters", "--format", "sarif")
    assert (code, err) == (1, "")
    assert len(json.loads(out)["runs"][0]["results"]) == 4
    code, out, err = run("letters", "--format", "github")
    assert (code, err) == (1, "")
    assert [line.partition(" ")[0] for line in out.splitlines()] == [
        "::notice",
        "::error",
        "::warning",
        "::notice",
    ]


@pytest.mark.parametrize(
    "options",
    [
        ["--select", "nonsense"],
        ["--ignore", "date,nonsense"],
        ["--schema", "letterbook.odd"],
        ["--jobs", "0"],
        ["--format", "xml"],
    ],
)
def test_wrong_use(run, options):
    code, out, err = run("letters", *options)
    assert (code, out) == (2, "")
    assert "Usage:" in err


def test_a_schema_that_is_not_there(run):
    code, out, err = run("letters", "--schema", "none.rng")
    assert (code, out) == (1, "")
    assert "none.rng: error: This is no schema that can be used" in err


def test_an_empty_folder_and_a_clean_file(run):
    Path("empty").mkdir()
    code, out, _ = run("empty")
    assert (code, "[file-unreadable]" in out) == (1, True)
    code, out, _ = run("letters/b_1.xml", "--select", "date", "-q")
    assert (code, out) == (0, "")


def test_an_index_is_checked_as_one(run):
    code, out, _ = run("--cmif", "letters/b_1.xml")
    assert code == 1
    assert "[cmif-header]" in out
    assert "name-unlinked" not in out


def test_the_hook_for_commits_calls_the_command(root):
    hooks = (root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert "id: letterbook-check" in hooks
    assert "entry: letterbook check" in hooks
