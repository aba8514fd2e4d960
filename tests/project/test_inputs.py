"""What an edition was made from is found, and kept under names that every archive takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.project.edition_id import safe_id
from letterbook.project.inputs import kept_at, read_inputs, safe_name
from letterbook.project.letterbook_toml import FILE, load

NAMES = {
    "source.txt": "source.txt",
    "letterbook.toml": "letterbook.toml",
    "Briefe von_Müller (1).txt": "Briefe-von-Muller-1.txt",
    "straße.txt": "strasse.txt",
    "письма.txt": "file.txt",
    "письма": "file",
    "...": "file",
    ".hidden.csv": "hidden.csv",
    "a..b.csv": "a.b.csv",
    "-x-": "x",
    "x.": "x",
    "a b": "a-b",
    "con:x\n.txt": "con-x.txt",
}


@pytest.mark.parametrize(("name", "wanted"), NAMES.items())
def test_a_name_is_made_safe(name, wanted):
    assert safe_name(name) == wanted


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=300))
def test_a_safe_name_is_safe_and_stays_so(name):
    made = safe_name(name)
    assert re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,98}[A-Za-z0-9])?", made)
    assert ".." not in made
    assert safe_name(made) == made


PLACES = {
    "beside": (["letterbook.toml", "source.txt"], ["source/x/letterbook.toml", "source/x/source.txt"]),
    "in a folder": (["lists/people.csv"], ["source/x/lists/people.csv"]),
    "in the folder above": (["../people.csv", "../a/../b/c.csv"], ["source/people.csv", "source/b/c.csv"]),
    "too far away": (["../../people.csv", "/etc/people.csv", "C:/people.csv", "\\\\server\\x"], []),
    "names that fall together": (
        ["a_b.csv", "a-b.csv", "A b.csv"],
        ["source/x/a-b.csv", "source/x/a-b-2.csv", "source/x/A-b-3.csv"],
    ),
    "names without an ending": (["a_b", "a-b"], ["source/x/a-b", "source/x/a-b-2"]),
    "two ways to one file": (["p.csv", "./p.csv", "l/../p.csv"], ["source/x/p.csv"] * 3),
}


@pytest.mark.parametrize("name", PLACES)
def test_where_files_are_kept(name):
    given, wanted = PLACES[name]
    assert list(kept_at(given, "x").values()) == wanted


@given(st.lists(st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=20), max_size=6))
def test_no_two_files_are_kept_in_one_place_and_none_outside(names):
    places = kept_at(names, "x")
    for place in places.values():
        assert place.startswith("source/")
        assert ".." not in place.split("/")
    wholes = {place.casefold() for place in places.values()}
    assert len(wholes) <= len(places)


def test_the_files_that_are_named_are_read(tmp_path):
    (tmp_path / FILE).write_text(
        'registers = ["lists/people.csv", "none.csv"]\n[layout]\nprofile = "mine.toml"\n', encoding="utf-8"
    )
    (tmp_path / "lists").mkdir()
    for name in ("lists/people.csv", "mine.toml", "decisions.toml", "places.csv", "other.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = read_inputs(tmp_path, FILE)
    assert set(found) == {FILE, "decisions.toml", "lists/people.csv", "mine.toml"}
    assert found["lists/people.csv"] == b"lists/people.csv"


def test_the_files_that_are_found_by_their_names_are_read(tmp_path):
    (tmp_path / FILE).write_bytes(b'\xef\xbb\xbftitle = "T"\r\n[layout]\r\nprofile = "dated-letters"\r\n')
    (tmp_path / "persons.csv").write_text("name\nA\n", encoding="utf-8")
    assert set(read_inputs(tmp_path, FILE)) == {FILE, "persons.csv"}
    assert read_inputs(tmp_path / "none", FILE) == {}
    assert set(load(tmp_path / "source.txt").value.inputs) == {FILE, "persons.csv"}


@given(st.text(min_size=1, max_size=120))
def test_an_edition_that_lies_in_a_folder_of_its_name_keeps_its_name(name):
    """Or its source, kept at source/ID/source.txt, would give another edition."""
    assert safe_id(safe_id(name)) == safe_id(name)


@pytest.mark.parametrize(
    ("named", "kept"), [("people.csv", True), ("../people.csv", True), ("{}/people.csv", False)]
)
def test_a_register_that_cannot_be_kept_with_the_edition_is_told(tmp_path, named, kept):
    book = tmp_path / "edition" / "book"
    book.mkdir(parents=True)
    place = named.format(tmp_path.as_posix())
    (book / place).write_text("name\nAda Voss\n", encoding="utf-8")
    (book / "letterbook.toml").write_text(f'registers = ["{place}"]\n', encoding="utf-8")
    (book / "source.txt").write_text("Rain.\n", encoding="utf-8")
    project, problems = load(book / "source.txt")
    assert [row.name for row in project.register] == ["Ada Voss"]
    assert [each.code for each in problems] == ([] if kept else ["register-outside"])
