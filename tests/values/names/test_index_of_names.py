"""The index by which persons are looked up holds back nobody whom a name can mean."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from letterbook.values.names.forms import Name
from letterbook.values.names.same_person import asked_under, filed_under, fits, gather

GIVEN = [
    "John",
    "J.",
    "Th.",
    "Thomas",
    "Felix",
    "F.",
    "M.",
    "Q.",
    "Quincy",
    "Jean-Paul",
    "J.-P.",
    "Mendelssohn",
]
SURNAMES = [
    "Hale", "Haleb", "Mendelssohn", "Mendelssohn-Bartholdy", "Mendelssohn Bartholdy", "von Stein",
    "van der Hale", "Mac Arthur", "MacArthur", "Thomas",
]  # fmt: skip


def name(given, surname):
    return Name(" ".join([*given, surname]), tuple(given), surname)


NAMES = st.lists(
    st.builds(name, st.lists(st.sampled_from(GIVEN), max_size=2), st.sampled_from(SURNAMES)),
    min_size=2,
    max_size=8,
)


@given(NAMES)
def test_a_name_finds_all_whom_it_fits(names):
    people = gather(names)
    for each in names:
        fitting = {key for key, forms in people.forms.items() if any(fits(each, form) for form in forms)}
        found = set(people.find(each))
        assert found <= fitting
        assert bool(found) == bool(fitting)


@given(NAMES)
def test_names_that_may_be_one_persons_are_asked_for_where_they_are_filed(names):
    for one in names:
        for other in names:
            if fits(one, other, loosely=True):
                assert set(asked_under(one)) & set(filed_under(other))


def test_a_second_given_name_may_be_a_surname():
    people = gather([name(["Felix", "Mendelssohn"], "Bartholdy")])
    assert people.find(name(["Felix"], "Mendelssohn"))


def test_many_of_one_surname_are_told_apart():
    people = gather([name([f"A{n}ron"], "Hale") for n in range(300)])
    assert len(people.forms) == 300
    assert all(len(people.find(name([f"A{n}ron"], "Hale"))) == 1 for n in range(0, 300, 50))
    assert len(people.find(name(["A."], "Hale"))) == 300
    assert len(people.find(name([], "Hale"))) == 300
