"""`letterbook build` of a library, as it is called; and of one text that has not changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from command import letterbook as run

from letterbook import stages
from letterbook.cli import letterbook as command
from letterbook.library import state as states

NAMES = ("en-joint", "de-feldpost", "fr-soldat")


@pytest.fixture(scope="module")
def texts(root, tmp_path_factory):
    """Three small editions, and a text that is none."""
    folder = tmp_path_factory.mktemp("texts")
    for name in NAMES:
        (folder / name).mkdir()
        shutil.copy(root / "tests" / "samples" / name / "source.txt", folder / name)
    (folder / "fr-soldat" / "letterbook.toml").write_text('title = "Lettres d’un soldat"\n', encoding="utf-8")
    shutil.copy(root / "tests" / "samples" / "not-letters" / "play.txt", folder)
    return folder


def letterbook(*arguments, code=0, cwd=None):
    done = run(*arguments, cwd=cwd)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def built(texts, tmp_path_factory):
    output = tmp_path_factory.mktemp("built") / "output"
    return output, letterbook("build", texts, "-o", output, "-j", 2, code=1)


def test_a_library_is_built_and_what_failed_is_told(built, texts):
    output, done = built
    for name in NAMES:
        assert (output / name / "html" / "index.html").exists()
    assert not (output / "play").exists()
    *_, failed, last = done.stdout.splitlines()
    assert failed.startswith(f"failed: {texts / 'play.txt'}: no letters were found")
    assert last == "4 volumes, 17 letters: 3 built, 1 failed"
    assert "cmif-metadata (note)" in done.stdout
    assert f"{texts / 'play.txt'}: error: " in done.stderr


def test_the_same_bytes_from_one_process_or_two_or_one_by_one(built, texts, tmp_path):
    output, _ = built
    letterbook("build", texts / "play.txt", texts, "-o", tmp_path / "one", "--jobs", 1, code=1)
    assert held(tmp_path / "one") == held(output)
    for name in NAMES:
        letterbook("build", texts / name / "source.txt", "-o", tmp_path / "single")
        assert held(tmp_path / "single" / name) == held(output / name)


def test_what_has_not_changed_is_told_as_that(built, texts):
    output, _ = built
    before = held(output)
    done = letterbook("build", texts, "-o", output, "--format", "json", "--resume", code=1)
    told = json.loads(done.stdout)
    assert told["summary"] == {"built": 0, "re-rendered": 0, "unchanged": 3, "failed": 1}
    assert told["letters"] == 17
    assert told["codes"]["no-letters"] == 1
    assert [one["outcome"] for one in told["volumes"]] == ["unchanged", "unchanged", "unchanged", "failed"]
    assert told["volumes"][3]["why"].endswith("[no-letters]")
    assert {problem["code"] for problem in told["problems"]} == set(told["codes"])
    assert held(output) == before


def test_options_of_libraries_are_wrong_for_one_text(texts):
    done = letterbook("build", texts / "play.txt", "--jobs", 2, code=2)
    assert "SOURCE is one text" in done.stderr


def test_a_folder_without_texts_is_told(tmp_path):
    done = letterbook("build", ".", "-o", tmp_path / "output", code=1, cwd=tmp_path)
    assert ".: error: holds no text of an edition [library-empty]" in done.stderr


# ------------------------------------------------------------------ one text


def test_one_text_again_says_the_same_and_loads_next_to_nothing(root, tmp_path):
    source = root / "tests" / "samples" / "de-zwei-sprachen-mean" / "source.txt"
    first = letterbook("build", source, "-o", tmp_path)
    assert "letters-missing" in first.stderr
    whole = held(tmp_path)
    script = (
        "import sys; from letterbook import cli\n"
        "try: cli.main()\n"
        "finally:\n"
        "    slow = {'lxml', 'saxonche', 'xmlschema', 'letterbook.stages', 'letterbook.model'}\n"
        "    assert slow.isdisjoint(sys.modules), slow & set(sys.modules)\n"
    )
    line = [sys.executable, "-c", script, "build", str(source), "-o", str(tmp_path)]
    again = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, first.stderr)
    assert held(tmp_path) == whole


def test_other_stylesheets_make_the_formats_of_one_text_anew(root, tmp_path, monkeypatch):
    source = root / "tests" / "samples" / "en-joint" / "source.txt"
    arguments = ["build", str(source), "-o", str(tmp_path)]
    first = CliRunner().invoke(command, arguments)
    whole = held(tmp_path)
    path = states.record_of(tmp_path, "en-joint")
    path.write_text(path.read_text().replace(states.makers().stylesheets, "others"))
    with monkeypatch.context() as patched:
        patched.setattr(stages, "run", None)
        again = CliRunner().invoke(command, arguments)
    assert (again.exit_code, again.output) == (0, first.output)
    assert held(tmp_path) == whole


def test_the_record_holds_nothing_of_the_machine(texts, built, tmp_path):
    output, _ = built
    for path in (output / states.FOLDER).glob("*.json"):
        text = path.read_text(encoding="utf-8")
        assert str(texts) not in text
        assert str(output) not in text
    letterbook("build", texts / "en-joint" / "source.txt", "-o", tmp_path)
    ours, theirs = (states.recall(at, "en-joint") for at in (output, tmp_path))
    assert ours._replace(facts="") == theirs


def test_a_text_that_changes_while_it_is_built_is_told(root, tmp_path, monkeypatch):
    source = tmp_path / "letters.txt"
    shutil.copy(root / "tests" / "samples" / "en-joint" / "source.txt", source)
    real = stages.run

    def run(*asked):
        made = real(*asked)
        source.write_text(source.read_text() + "\nmore\n")
        return made

    monkeypatch.setattr(stages, "run", run)
    done = CliRunner().invoke(command, ["build", str(source), "-o", str(tmp_path / "output")])
    assert "[source-changed]" in done.output
    assert states.recall(tmp_path / "output", "letters") is None
