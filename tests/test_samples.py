"""Every test edition, built without any configuration: as right as it ever was, valid, and accounted for."""

from __future__ import annotations

import functools
import hashlib
import os
import subprocess
import sys
import tomllib

import pytest
from command import letterbook
from scoring import MEASURES, SAMPLES, build, editions, gold_of, score

from letterbook import stages
from letterbook.check.ledger import prove
from letterbook.model import gaps, letters, notes
from letterbook.problems import Severity
from letterbook.project.letterbook_toml import Project

FLOORS = tomllib.loads((SAMPLES / "scores.toml").read_text(encoding="utf-8"))
EVERY = [*editions(), "churchill-stalin"]
NOT_LETTERS = sorted(path.name for path in (SAMPLES / "not-letters").glob("*.txt"))
TEI, LEDGER = "tei/edition.xml", "tei/edition.ledger.json"


@functools.cache
def built(name: str) -> tuple[stages.Run, tuple]:
    return stages.run(Project(id=name, source=SAMPLES / name / "source.txt"))


def test_every_edition_has_its_floors():
    assert sorted(FLOORS) == editions()
    assert len(FLOORS) >= 20
    assert all(set(row) <= set(MEASURES) and "letters" in row for row in FLOORS.values())


@pytest.mark.parametrize("name", editions())
def test_no_score_falls_below_its_floor(name):
    scores = score(built(name)[0], gold_of(name))
    assert scores.keys() == FLOORS[name].keys()
    assert {
        measure: scores[measure] for measure, floor in FLOORS[name].items() if scores[measure] < floor
    } == {}


def test_the_real_sample_is_read_as_a_reader_reads_it():
    edition = built("churchill-stalin")[0].edition
    assert [letter.number for letter in letters(edition)] == [str(n) for n in range(1, 28)]
    calls = {note.number: len(note.calls) for note in notes(edition)}
    assert list(calls) == ["1", "1A", *(str(n) for n in range(2, 17))]
    assert sum(calls.values()) == 19
    assert (calls["12"], calls["15"], calls["6"]) == (3, 2, 0)


@pytest.mark.parametrize("name", EVERY)
def test_every_edition_is_valid(name):
    assert [str(each) for each in built(name)[1] if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", EVERY)
def test_the_leaves_of_every_edition_tile_its_source(name):
    assert list(gaps(built(name)[0].edition)) == []


@pytest.mark.parametrize("name", EVERY)
def test_every_edition_gives_its_source_back(name):
    files = built(name)[0].files
    proof, problems = prove(files[TEI], files[LEDGER])
    assert problems == ()
    assert proof.holds
    assert proof.source == (SAMPLES / name / "source.txt").read_bytes()


def test_the_same_text_makes_the_same_bytes_whatever_the_machine(tmp_path):
    """Build all editions in a process with another hash seed, time zone and locale."""
    lines = [
        "import hashlib, sys",
        "from pathlib import Path",
        "from letterbook import stages",
        "from letterbook.project.letterbook_toml import Project",
        "for name in sys.argv[2:]:",
        "    run = stages.run(Project(id=name, source=Path(sys.argv[1]) / name / 'source.txt'))[0]",
        "    for file in sorted(run.files):",
        "        print(name, file, hashlib.sha256(run.files[file]).hexdigest())",
    ]
    here = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Apia", "LC_ALL": "C", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", "\n".join(lines), str(SAMPLES), *EVERY]
    done = subprocess.run(command, cwd=tmp_path, env=here, capture_output=True, text=True, check=True)
    expected = [
        f"{name} {file} {hashlib.sha256(data).hexdigest()}"
        for name in EVERY
        for file, data in sorted(built(name)[0].files.items())
    ]
    assert done.stdout.splitlines() == expected


@pytest.mark.parametrize("name", NOT_LETTERS)
def test_what_is_no_edition_of_letters_is_refused(name, tmp_path):
    done = letterbook("build", SAMPLES / "not-letters" / name, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    verdict, hint = done.stderr.splitlines()
    assert f"{name}: error: " in verdict
    assert verdict.endswith(("[no-letters]", "[not-letters]"))
    assert hint.startswith("    ")
    assert list(tmp_path.iterdir()) == []


def test_letters_in_a_language_without_words_are_read_by_their_layout(tmp_path):
    text = SAMPLES / "no-words" / "letters-in-greek.txt"
    done = letterbook("build", text, "-o", "out", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("3 letters, ")
    assert "lacks words of Greek" in done.stderr


def test_a_build_is_what_a_user_gets():
    assert build("de-feldpost").files == built("de-feldpost")[0].files
