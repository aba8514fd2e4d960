"""Names of files that archives refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook.check.file_names import check_file_name, check_file_names


@pytest.mark.parametrize("name", ["letter-12.xml", "L00056.xml", "a.tei.xml", "1.xml", "x" * 251 + ".xml"])
def test_names_that_every_archive_takes(name):
    assert check_file_name(Path("a folder_1") / name) is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("letter 12.xml", "a blank"),
        ("Brief-Müller.xml", "“ü”"),
        ("a,b.xml", "“,”"),
        ("a(1).xml", "“(” “)”"),
        ("letter_12.xml", "underscore"),
        (".hidden.xml", "begins with “.”"),
        ("-f.xml", "begins with “-”"),
        ("con.xml", "device"),
        ("letter.XML", "small letters"),
        ("x" * 252 + ".xml", "longer than 255 bytes"),
    ],
)
def test_names_that_some_archive_refuses(name, why):
    found = check_file_name(Path(name))
    assert found is not None
    assert found.code == "file-name"
    assert why in found.message


def test_names_that_differ_in_capitals_alone():
    paths = [Path("a/x.xml"), Path("a/X.xml"), Path("b/x.xml"), Path("a/x.xml")]
    (found,) = check_file_names(paths)
    assert (found.place.file, "x.xml differs" in found.message) == ("a/X.xml", True)
