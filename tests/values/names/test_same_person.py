"""Which two printed names can be one person's: what is shortened, and what contradicts."""

from __future__ import annotations

import pytest

from letterbook.values.names.read import read_name
from letterbook.values.names.same_person import fits, gather

ALL = ["en", "de", "fr", "it", "nl", "es"]

ONE = [
    ("Ludw. Brand", "Ludwig Brand"),
    ("Ludwig Brand", "L. Brand"),
    ("Benj. Marsh", "Benjamin Marsh"),
    ("Wm. Marsh", "William Marsh"),
    ("Wm Marsh", "William Marsh"),
    ("Chas. Holt", "Charles Holt"),
    ("Jas. Holt", "James Holt"),
    ("Th. Holt", "Thomas Holt"),
    ("Fr. Lang", "Friedrich Lang"),
    ("F. Hr. Lang", "Friedr. Heinrich Lang"),
    ("Joh. Seb. Lang", "Johann Sebastian Lang"),
    ("Fçois Morel", "François Morel"),
    ("Geo. H. Marsh", "George Herbert Marsh"),
    ("Mr. Brand", "Carl Brand"),
    ("Mrs. Clara Brand", "Clara Brand"),
    ("H. S. Brand", "Henry S. Brand"),
    ("Brand", "Mr. Brand"),
    ("Lady Marsh", "Mrs. Marsh"),
    ("Mme Morel", "Madame Morel"),
    ("Clara Brand, geb. Lang", "Clara Brand"),
    ("E. S. H.", "E. S. Holt"),
    ("E. S. H", "E. S. Holt"),
    ("M. de Valcourt", "Valcourt"),
    ("E. F. G.", "Edward FitzGerald"),
    ("Felix Holt Marsh", "Felix Holt-Marsh"),
    ("Felix Holt", "Felix Holt Marsh"),
    ("Pietro di Luca Simoni", "Pietro di Marco di Luca Simoni"),
    ("Pietro di Marco Simoni", "Pietro di Marco di Luca Simoni"),
]

TWO = [
    ("Ludw. Brand", "Lukas Brand"),
    ("Ludo Brand", "Ludovica Brand"),  # no stop says that it is shortened
    ("Wm. Marsh", "Walter Marsh"),
    ("Jas. Holt", "Josias Holt"),
    ("Jas. Holt", "John Holt"),
    ("Jno. Holt", "Jonas Holt"),
    ("Th. Holt", "Tobias Holt"),
    ("Benj. Marsh", "Bernard Marsh"),
    ("Mrs. Brand", "Carl Brand"),
    ("Mrs. Brand", "H. S. Brand"),
    ("Mr. Brand", "Clara Brand"),
    ("Miss Brand", "Henry Brand"),
    ("Mrs. Marsh", "Miss Marsh"),
    ("Mme Morel", "Mlle Morel"),
    ("Frau Lang", "Fräulein Lang"),
    ("Anna Lang", "Clara Lang"),
    ("Miss Anna Lang", "Miss Clara Lang"),
    ("John Marsh, Senior", "John Marsh, Junior"),
    ("Johann Amend", "Johanna Amend"),
    ("E. S. H.", "E. T. Holt"),
    ("MD.", "Maria Holt"),
    ("Th.", "Tobias Holt"),
    ("Mrs. B.", "Mr. B."),
    ("E. F. G.", "Edward Fordgerald"),
    ("Frau von B.", "Frau von C."),
    ("Pietro di Luca Simoni", "Marco di Luca Simoni"),
    ("Pietro di Luca Simoni", "Pietro di Nardo Simoni"),
    ("Pietro di Luca di Marco Simoni", "Pietro di Marco di Luca Simoni"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_names_that_can_be_one_person(one: str, other: str) -> None:
    a, b = read_name(one, ALL), read_name(other, ALL)
    assert a
    assert b
    assert fits(a, b)
    assert fits(b, a)


@pytest.mark.parametrize(
    ("one", "other"), [("Th.", "Thomas Holt"), ("Wm.", "William Marsh"), ("H.", "Thomas Holt")]
)
def test_a_name_shortened_to_one_word_fits(one: str, other: str) -> None:
    a, b = read_name(one, ALL), read_name(other, ALL)
    assert a
    assert b
    assert fits(a, b)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_of_two_persons(one: str, other: str) -> None:
    a, b = read_name(one, ALL), read_name(other, ALL)
    assert a
    assert b
    assert not fits(a, b)
    assert not fits(b, a)


@pytest.mark.parametrize(("one", "other"), ONE)
def test_the_people_of_a_book_find_both_names_of_one(one: str, other: str) -> None:
    a, b = read_name(one, ALL), read_name(other, ALL)
    assert a
    assert b
    people = gather([a, b])
    assert len(people.find(a)) == 1
    assert people.find(a) == people.find(b)


@pytest.mark.parametrize(
    ("printed", "best"),
    [
        (["L. V. Brandhoven", "Ludwig van Brandhoven"], "Ludwig van Brandhoven"),
        (["Ludwig V. Brandhoven", "L. v. Brandhoven", "Ludwig van Brandhoven"], "Ludwig van Brandhoven"),
        (["Félix D. Morel", "Felix de Morel"], "Felix de Morel"),
        # nobody prints the particle: the initial is a name's
        (["John V. Marsh", "John Marsh"], "John V. Marsh"),
        (["John H. Marsh", "John van Marsh"], "John H. Marsh"),
    ],
)
def test_an_initial_may_stand_for_a_particle(printed: list[str], best: str):
    people = gather([read_name(text, ALL) for text in printed])
    assert [forms[0].text for forms in people.forms.values()] == [best]
