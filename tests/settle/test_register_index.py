"""The index of a register finds the same rows as a search through all of them."""

from __future__ import annotations

from difflib import get_close_matches

from hypothesis import assume, given
from hypothesis import strategies as st

from letterbook.problems import Place
from letterbook.project.registers import Row
from letterbook.settle.registers import _NEAR, _Index
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
