"""Identifiers are valid, unique and stable, whatever the keys."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import Compositor

from letterbook.project.letterbook_toml import Project
from letterbook.tei import encode
from letterbook.tei.ids import document_id, letter_ids, ncname
from letterbook.xml_input.tei_names import word

NAMES = {
    "12": "note-12",
    "1A": "note-1A",
    "12-3.b_c": "note-12-3.b_c",
    "*": "note-_x002A_",
    "a b": "note-a_x0020_b",
    "_x002A_": "note-_x005F_x002A_",
    "é": "note-_x00E9_",
    "\U0001f4ee": "note-_x1F4EE_",
    "": "note-_x_",
}


@pytest.mark.parametrize("key", NAMES)
def test_names(key):
    assert ncname("note", key) == NAMES[key]


@given(st.lists(st.text(max_size=5) | st.sampled_from(sorted(NAMES)), unique=True, min_size=2, max_size=5))
def test_two_keys_never_share_a_name(keys):
    made = [ncname("note", key) for key in keys]
    assert len(set(made)) == len(keys)
    assert all(re.fullmatch(r"note-[A-Za-z0-9._-]+", name) for name in made)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("mill", "mill"),
        ("letterbook", "edition-letterbook"),
        ("letter-1", "edition-letter-1"),
        ("letters", "letters"),
    ],
)
def test_the_document_has_an_id_of_its_own(name, wanted):
    assert document_id(name) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("one two", "onetwo"), ("a.b-c_d", "a.b-c_d"), ("", "other"), ("<>", "other"), ("é", "é")],
)
def test_words(value, wanted):
    assert word(value).replace("-", "") == wanted.replace("-", "")


def ids(edition):
    root = encode(edition, Project("book", Path("x"))).value.root
    return [
        one.get("{http://www.w3.org/XML/1998/namespace}id")
        for one in root.iter()
        if one.get("{http://www.w3.org/XML/1998/namespace}id")
    ]


def test_equal_keys_get_names_apart():
    c = Compositor()
    letters = [c.letter("1", c.block("p", c.t("a"), c.call("1", "1"))), c.letter("1", c.block("p", c.t("b")))]
    notes = (c.note("1", "1", "end", c.t("c")), c.note("1", "1", "end", c.t("d")))
    found = ids(c.edition(*letters, back=notes))
    assert len(found) == len(set(found))
    assert {"letter-1", "letter-1_x.2", "corresp-1", "corresp-1_x.2", "note-1", "note-1_x.2"} <= set(found)


def test_ids_stay_when_another_letter_is_put_in():
    def edition(keys):
        c = Compositor()
        letters = [c.letter(key, c.block("p", c.t(key), c.call("1", f"n{key}"))) for key in keys]
        return c.edition(*letters, back=tuple(c.note(f"n{key}", "1", "end", c.t("x")) for key in keys))

    before, after = ids(edition("ac")), ids(edition("abc"))
    assert set(before) < set(after)
    assert set(set(after) - set(before)) == {"letter-b", "corresp-b", "note-nb", "call-nb-1"}


def unnumbered(*texts):
    c = Compositor()
    letters = [c.letter(f"n{at}", c.block("p", c.t(text))) for at, text in enumerate(texts, 1)]
    return c.edition(*(replace(letter, number=None) for letter in letters))


def test_ids_of_letters_without_numbers_stay_when_another_letter_is_put_in():
    before = unnumbered("Dear Ada, the lamp came.", "Dear Jon, it is broken.")
    after = unnumbered("Dear Eva, where is it?", "Dear Ada, the lamp came.", "Dear Jon, it is broken.")
    assert set(ids(before)) < set(ids(after))
    assert letter_ids(before)["n1"] == letter_ids(after)["n2"]
    assert [f for f in ids(before) if f.startswith("letter-")] == list(letter_ids(before).values())
    assert all(re.fullmatch("letter-n[0-9a-f]{8}", name) for name in letter_ids(before).values())


def test_letters_without_numbers_that_are_alike_have_ids_apart():
    found = letter_ids(unnumbered("Dear Ada, come.", "Dear Ada, come."))
    assert found["n2"] == f"{found['n1']}_x.2"
