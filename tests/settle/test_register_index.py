"""The index of a register finds the same rows as a search through all of them."""

from __future__ import annotations

from difflib import get_close_matches

from hypothesis import assume, given
from hypothesis import strategies as st

from letterbook.problems import Place
from letterbook.project.registers import Row
from letterbook.settle.registers import _NEAR, _Index, _keys
from letterbook.values.names.forms import fold

NAMES = st.text("abeilnrt ", min_size=1, max_size=14).filter(str.strip)


def row(name, line=1):
    return Row("person", "", name, (), (), Place("persons.csv", line))


@given(st.lists(NAMES, min_size=1, max_size=12), NAMES)
def test_what_a_name_is_most_like_is_found(names, asked):
    assume(fold(asked) not in map(fold, names))  # found by its name
    index = _Index([row(name, line) for line, name in enumerate(names, 2)])
    best = get_close_matches(fold(asked), sorted({fold(name) for name in names}), n=1, cutoff=_NEAR)
    found = index.near(fold(asked))
    assert (fold(found.name) if found else None) == (best[0] if best else None)


def test_the_first_row_of_a_name_is_the_one_suggested():
    index = _Index([row("Anna Hale", 2), row("Anna Hale", 3)])
    assert index.near(fold("Anna Halle")).place.line == 2
    assert index.near(fold("Berta Brown")) is None


def test_entries_of_one_name_are_numbered_past_the_keys_that_are_taken():
    rows = [Row("person", "smith-john-2", "John Smith", (), (), Place("persons.csv", 2))]
    rows += [row("John Smith", line) for line in (3, 4, 5)]
    assert list(_keys(rows, {}, ()).values()) == [
        "smith-john-2",
        "smith-john",
        "smith-john-3",
        "smith-john-4",
    ]


def test_each_entry_of_many_of_one_name_tries_one_key(monkeypatch):
    tried = []

    class Slug(str):
        __slots__ = ()

        def __format__(self, spec):
            tried.append(self)
            return str.__format__(self, spec)

    monkeypatch.setattr("letterbook.settle.registers._slug", lambda _: Slug("smith-john"))
    rows = [row("John Smith", line) for line in range(2, 502)]
    assert len(set(_keys(rows, {}, ()).values())) == len(rows)
    assert len(tried) == len(rows) - 1
