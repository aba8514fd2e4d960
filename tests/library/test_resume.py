"""What has not changed is not built again; what has, is."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from volumes import build, library, little

from letterbook import own_files, own_folders, stages, writing
from letterbook.library import state as states
from letterbook.library import volume
from letterbook.library.finding import find
from letterbook.library.outcome import BUILT, FAILED, RENDERED, UNCHANGED
from letterbook.problems import Place, Refused, problem

PROJECT = {"a/source.txt": "one", "a/letterbook.toml": "", "b/b.txt": "two"}


@pytest.fixture
def texts(tmp_path):
    return library(tmp_path / "texts", PROJECT)


@pytest.fixture
def output(tmp_path):
    return tmp_path / "output"


def outcomes(told) -> dict[str, str]:
    return {name: one.outcome for name, one in told.items()}


def test_nothing_is_built_twice(texts, output):
    assert outcomes(build(texts, output, little)) == {"a": BUILT, "b": BUILT}
    assert outcomes(build(texts, output, refuse)) == {"a": UNCHANGED, "b": UNCHANGED}
    assert outcomes(build(texts, output, little, force=True)) == {"a": BUILT, "b": BUILT}


def refuse(job):
    raise AssertionError(job)


def change(name: str, text: str | None):
    def changed(texts: Path, _output: Path) -> None:
        (texts / name).write_text(text) if text is not None else (texts / name).unlink()

    return changed


@pytest.mark.parametrize(
    "changed",
    [
        change("a/source.txt", "another"),
        change("a/letterbook.toml", "title = 'T'"),
        change("a/letterbook.toml", None),
        change("a/decisions.toml", ""),
        change("a/persons.csv", "name\n"),
        change("../output/.letterbook/a.json", None),
        change("../output/.letterbook/a.json", "{}"),
        change("../output/.letterbook/a.json", "[" * 100_000),
        change("../output/a/tei/edition.xml", None),
        lambda _, output: shutil.rmtree(output / "a"),
        lambda texts, _: (texts / "a" / "source.txt").rename(texts / "a" / "Source.txt"),
    ],
)
def test_what_has_changed_is_built_again_and_nothing_else(texts, output, changed):
    build(texts, output, little)
    changed(texts, output)
    assert outcomes(build(texts, output, little)) == {"a": BUILT, "b": UNCHANGED}
    assert outcomes(build(texts, output, refuse)) == {"a": UNCHANGED, "b": UNCHANGED}


def test_registers_and_profiles_that_are_named_count(texts, output):
    (texts / "a" / "letterbook.toml").write_text('registers = ["../people.csv"]')
    build(texts, output, little)
    (texts / "people.csv").write_text("name\nA\n")
    assert outcomes(build(texts, output, little)) == {"a": BUILT, "b": UNCHANGED}
    (texts / "people.csv").write_text("name\nB\n")
    assert outcomes(build(texts, output, little)) == {"a": BUILT, "b": UNCHANGED}


def test_no_clock_counts(texts, output):
    build(texts, output, little)
    for path in texts.rglob("*.txt"):
        os.utime(path, (4_000_000_000, 4_000_000_000))
    assert set(outcomes(build(texts, output, refuse)).values()) == {UNCHANGED}
    (texts / "b" / "b.txt").write_text("owt")  # as long as it was, and older than the edition
    os.utime(texts / "b" / "b.txt", (0, 0))
    assert outcomes(build(texts, output, little)) == {"a": UNCHANGED, "b": BUILT}


def test_the_encoding_counts(texts, output):
    build(texts, output, little)
    assert set(outcomes(build(texts, output, little, encoding="cp1252")).values()) == {BUILT}
    assert set(outcomes(build(texts, output, refuse, encoding="cp1252")).values()) == {UNCHANGED}


def test_another_letterbook_builds_anew(texts, output, monkeypatch):
    build(texts, output, little)
    monkeypatch.setattr(states, "makers", lambda: states.Makers("another", "0"))

    def made(job):
        return little(job)._replace(makers=states.makers())

    assert set(outcomes(build(texts, output, made)).values()) == {BUILT}


def test_a_library_can_be_moved(texts, output, tmp_path):
    build(texts, output, little)
    texts = texts.rename(tmp_path / "elsewhere")
    output = output.rename(tmp_path / "published")
    assert set(outcomes(build(texts, output, refuse)).values()) == {UNCHANGED}


def test_somebodys_work_in_an_edition_is_not_lost(texts, output):
    build(texts, output, little)
    (output / "a" / "mine.txt").write_text("mine")
    told = build(texts, output, little)
    assert outcomes(told) == {"a": FAILED, "b": UNCHANGED}
    assert [p.code for p in told["a"].problems] == ["output-foreign"]
    assert outcomes(build(texts, output, little, force=True)) == {"a": FAILED, "b": BUILT}
    assert (output / "a" / "mine.txt").read_text() == "mine"


def test_what_was_told_is_told_again(texts, output):
    warning = problem("note-uncalled", "said", Place("source.txt", 3, 1))

    def warned(job):
        return little(job)._replace(problems=(warning,))

    first = build(texts, output, warned)
    again = build(texts, output, refuse)
    assert again["a"].problems == first["a"].problems
    assert again["a"].problems[0].place == Place(str(texts / "a" / "source.txt"), 3, 1)


def test_an_edition_with_errors_is_told_at_every_run(texts, output):
    error = problem("no-letters", "said", Place("source.txt"))

    def wrong(job):
        return little(job)._replace(problems=(error,)) if job.edition == "a" else little(job)

    told = build(texts, output, wrong)
    assert outcomes(told) == {"a": FAILED, "b": BUILT}
    assert not (output / "a").exists()
    assert outcomes(build(texts, output, wrong, force=True)) == {"a": BUILT, "b": BUILT}
    assert outcomes(build(texts, output, wrong)) == {"a": FAILED, "b": UNCHANGED}
    assert (output / "a").exists()


def test_a_text_that_changes_meanwhile_is_told_and_built_again(texts, output):
    def slow(job):
        if job.edition == "a":
            (texts / "a" / "source.txt").write_text("later")
        return little(job)

    told = build(texts, output, slow)
    assert [p.code for p in told["a"].problems] == ["source-changed"]
    assert (output / "a" / "tei" / "edition.xml").read_text() == "one"  # what was read
    assert outcomes(build(texts, output, little)) == {"a": BUILT, "b": UNCHANGED}
    assert (output / "a" / "tei" / "edition.xml").read_text() == "later"


def test_two_runs_do_not_build_into_one_folder(texts, output):
    build(texts, output, little)
    with (
        own_folders.only_run_in(output / states.FOLDER),
        pytest.raises(Refused, match="another run") as raised,
    ):
        build(texts, output, little)
    assert raised.value.problems[0].code == "library-busy"
    assert set(outcomes(build(texts, output, refuse)).values()) == {UNCHANGED}


# ------------------------------------------------------------------ stylesheets


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def restyle(output: Path, edition: str, **more) -> None:
    """Let an edition's record say that other stylesheets made it."""
    path = states.record_of(output, edition)
    record = json.loads(path.read_text())
    record["makers"][1] = "others"
    path.write_text(json.dumps({**record, **more}))


def test_other_stylesheets_make_the_formats_anew_and_read_nothing(root, tmp_path, monkeypatch):
    output = tmp_path / "output"
    texts = root / "tests" / "samples" / "en-poets"
    assert outcomes(build(texts, output, volume.make)) == {"en-poets": BUILT}
    whole = held(output)
    restyle(output, "en-poets")
    page = output / "en-poets" / "html" / "index.html"
    page.write_text("<p>as it was made then</p>")
    marker = output / "en-poets" / writing.MARKER
    marker.write_bytes(own_files.listing({n: d for n, d in held(marker.parent).items() if n != marker.name}))
    listing = states.digest(marker.read_bytes())
    restyle(output, "en-poets", listing=listing)
    with monkeypatch.context() as patched:
        patched.setattr(stages, "understand", refuse)
        assert outcomes(build(texts, output, volume.make)) == {"en-poets": RENDERED}
    assert held(output) == whole
    assert outcomes(build(texts, output, refuse)) == {"en-poets": UNCHANGED}


def test_stylesheets_that_say_something_else_have_the_whole_edition_made_anew(root, tmp_path):
    """The review tells what they say, and it is not made by them."""
    output = tmp_path / "output"
    texts = root / "tests" / "samples" / "en-poets"
    build(texts, output, volume.make)
    whole = held(output)
    record = json.loads(states.record_of(output, "en-poets").read_text())
    assert record["published"] == len(record["problems"])
    restyle(output, "en-poets", problems=record["problems"][:-1], published=record["published"] - 1)
    assert outcomes(build(texts, output, volume.make)) == {"en-poets": BUILT}
    assert held(output) == whole


def test_every_volume_is_found_once(texts):
    assert [one.edition for one in find([texts, texts / "a" / "source.txt"]).volumes] == ["a", "b"]
