"""Which texts of which folders are editions."""

from __future__ import annotations

from pathlib import Path

import pytest
from volumes import library

from letterbook.library.finding import find, is_one_file


def found(folder: Path, *given) -> dict[str, str]:
    """Return the texts that are found, by their ids, seen from the folder."""
    volumes, refused = find(given or (folder,))
    assert refused == ()
    return {volume.edition: volume.source.relative_to(folder).as_posix() for volume in volumes}


def refused(*given) -> list[tuple[str, str]]:
    return [(Path(name).name, why.code) for name, why in find(given).refused]


def test_each_text_of_a_folder_is_an_edition(tmp_path):
    library(tmp_path, {"a.txt": "", "b/c.TXT": "", "b/d e.txt": "", "b/notes.md": "", "b/e.txt.bak": ""})
    assert found(tmp_path) == {"a": "a.txt", "c": "b/c.TXT", "d-e": "b/d e.txt"}


@pytest.mark.parametrize(
    "name",
    [
        "README.txt", "readme_de.txt", "Read me.txt", "LICENSE.txt", "Licence-CC.txt", "COPYING.txt",
        "CHANGELOG.txt", "requirements.txt", "robots.txt", "AUTHORS.txt", ".hidden.txt", ".git/a.txt",
    ],
)  # fmt: skip
def test_what_is_called_like_something_else_is_no_text(tmp_path, name):
    library(tmp_path, {name: "", "letters.txt": ""})
    assert found(tmp_path) == {"letters": "letters.txt"}
    assert found(tmp_path, tmp_path / "*.txt") == {"letters": "letters.txt"}


def test_a_file_that_is_named_is_a_text_whatever_it_is_called(tmp_path):
    library(tmp_path, {"README.txt": "", "a.text": ""})
    assert found(tmp_path, tmp_path / "README.txt", tmp_path / "a.text") == {
        "README": "README.txt",
        "a": "a.text",
    }


@pytest.mark.parametrize("config", [{}, {"v1/letterbook.toml": ""}])
def test_source_txt_is_the_edition_of_its_folder(tmp_path, config):
    library(tmp_path, {"v1/source.txt": "", "v1/other.txt": "", **config})
    assert found(tmp_path) == {"v1": "v1/source.txt"}


def test_a_folder_with_a_project_has_one_text(tmp_path):
    library(tmp_path, {"v1/letterbook.toml": 'id = "first"', "v1/letters.txt": "", "v1/README.txt": ""})
    assert found(tmp_path) == {"first": "v1/letters.txt"}
    library(tmp_path, {"v1/more.txt": "", "v2/letterbook.toml": ""})
    assert refused(tmp_path) == [("letterbook.toml", "library-text")] * 2


def test_what_letterbook_wrote_is_passed_over(tmp_path):
    library(
        tmp_path,
        {"a.txt": "", "output/a/letterbook.sha256": "x  source/a/a.txt\n", "output/a/source/a/a.txt": ""},
    )
    assert found(tmp_path) == {"a": "a.txt"}
    assert found(tmp_path, tmp_path / "**" / "*.txt") == {"a": "a.txt"}


def test_a_pattern_stands_for_texts_and_folders(tmp_path):
    library(tmp_path, {"v1/source.txt": "", "v2/source.txt": "", "w/source.txt": "", "v3.txt": ""})
    assert found(tmp_path, tmp_path / "v*") == {
        "v1": "v1/source.txt",
        "v2": "v2/source.txt",
        "v3": "v3.txt",
    }
    assert found(tmp_path, tmp_path / "**" / "source.txt").keys() == {"v1", "v2", "w"}
    assert found(tmp_path, tmp_path / "v1", tmp_path / "v?" / "source.txt").keys() == {"v1", "v2"}


def test_where_nothing_is_found_it_is_told(tmp_path):
    library(tmp_path, {"a/x.md": "", "b.txt": ""})
    assert refused(tmp_path / "a", tmp_path / "*.text", tmp_path / "b.txt") == [
        ("a", "library-empty"),
        ("*.text", "library-empty"),
    ]


def test_two_of_one_id_are_both_refused_and_name_each_other(tmp_path):
    library(tmp_path, {"a/x.txt": "", "b/X.txt": "", "c.txt": "", "library.txt": ""})
    volumes, wrong = find([tmp_path])
    assert [volume.edition for volume in volumes] == ["c"]
    said = {Path(name).relative_to(tmp_path).as_posix(): why for name, why in wrong}
    assert {why.code for why in said.values()} == {"library-clash"}
    assert str(tmp_path / "b/X.txt") in said["a/x.txt"].message
    assert str(tmp_path / "a/x.txt") in said["b/X.txt"].message
    assert "the page over all" in said["library.txt"].message


def test_a_project_with_faults_does_not_keep_the_others_from_being_found(tmp_path):
    library(tmp_path, {"a/letterbook.toml": "id = [", "a/source.txt": "", "b/letterbook.toml": "id = 3"})
    library(tmp_path, {"b/source.txt": "", "c/letterbook.toml": 'id = "../x"', "c/source.txt": ""})
    assert found(tmp_path).keys() == {"a", "b", "c"}


def test_what_is_one_file_and_what_a_library(tmp_path):
    library(tmp_path, {"a.txt": "", "b[1].txt": ""})
    assert is_one_file((tmp_path / "a.txt",))
    assert is_one_file((tmp_path / "b[1].txt",))
    assert is_one_file((tmp_path / "none.txt",))
    assert not is_one_file((tmp_path,))
    assert not is_one_file((tmp_path / "*.txt",))
    assert not is_one_file((tmp_path / "a.txt", tmp_path / "b[1].txt"))
