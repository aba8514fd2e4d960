"""Levels follow from what was counted, by the numbers of the manual, and from nothing else."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from letterbook.model import Basis, Cert, Guess
from letterbook.settle import levels
from letterbook.settle.levels import Level, Measured, graded, kind_of, measured, shipped_levels
from letterbook.settle.parties.grounds import GROUNDS, pooled

TABLE = files("letterbook.settle").joinpath("levels.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("counts", "level"),
    [
        ([(40, 40)] * 8, Level.HIGH),
        ([(400, 399)] + [(40, 40)] * 8, Level.HIGH),
        # one book alone fails: high, if little is wrong with it
        ([(40, 40)] * 10 + [(80, 77)], Level.HIGH),
        ([(40, 40)] * 8 + [(80, 70)], Level.MEDIUM),
        ([(40, 39)] * 2 + [(40, 40)] * 4, Level.MEDIUM),
        # all right, in too few books: letters of one book fail together
        ([(900, 900)] * 3, Level.MEDIUM),
        ([(900, 900)], Level.MEDIUM),
        ([(2, 2)] * 30, Level.MEDIUM),
        ([(10, 10)], Level.MEDIUM),
        # one book of many may fail by a cause of its own, though not above medium
        ([(40, 40)] * 8 + [(20, 1)], Level.MEDIUM),
        ([(40, 37)] * 8, Level.LOW),
        ([(40, 30)] * 8, Level.LOW),
        ([(40, 20)] * 8, Level.NONE),
        ([(10, 2)], Level.LOW),
    ],
)
def test_the_level_that_counts_bear_out(counts, level):
    assert Measured(tuple(counts)).level == level


def test_the_numbers_of_the_manual():
    assert (levels.HIGH_WRONG, levels.HIGH_BOUND, levels.HIGH_AT_ALL) == (0.005, 0.98, 0.01)
    assert (levels.MEDIUM_WRONG, levels.MEDIUM_BOUND) == (0.05, 0.90)
    assert measured({"b": (3, 2), "a": (5, 5), "c": (0, 0)}).counts == ((3, 2), (5, 5))


def test_the_shipped_table_holds_counts_and_nothing_else():
    for ground, row in tomllib.loads(TABLE).items():
        assert row.keys() == {"counts"}, ground
        assert all(0 <= right <= given for given, right in row["counts"])


def test_no_level_is_shipped_that_the_counts_do_not_bear_out():
    said = dict(re.findall(r'^\["([^"]+)"\] # ([a-z ]+)$', TABLE, re.MULTILINE))
    table = shipped_levels()
    assert said.keys() == table.keys()
    for ground, row in table.items():
        assert row.level == said[ground], f"{ground}: fit the levels again (benchmarks/levels.py)"
        if row.level is Level.HIGH:
            assert row.without_worst().wrong <= 0.005
            assert row.without_worst().bound >= 0.98
            assert row.wrong <= 0.01
        if row.level is Level.MEDIUM:
            assert row.without_worst().wrong <= 0.05 or row.books < 3 or row.size < 15


def test_kinds_of_parties_are_declared():
    assert {ground for ground in shipped_levels() if ground.startswith("party.")} <= set(map(pooled, GROUNDS))


BORNE_OUT = Measured(((40, 40),) * 8)
DOUBTFUL = Measured(((40, 37),) * 8)
WRONG = Measured(((40, 20),) * 8)


@pytest.mark.parametrize(
    ("guess", "cert"),
    [
        (Guess("x", ground="good"), None),
        (Guess("x", cert=Cert.MEDIUM, ground="good"), Cert.HIGH),
        (Guess("x", cert=Cert.LOW, ground="good"), Cert.LOW),
        (Guess("x", ground="unheard-of"), Cert.MEDIUM),
        (Guess("x", cert=Cert.HIGH, ground="unheard-of"), Cert.MEDIUM),
        (Guess("x", cert=Cert.HIGH, ground="weak"), Cert.LOW),
        (Guess("x", ground="bad"), Cert.LOW),
        # never surer than what it rests on
        (Guess("x", cert=Cert.HIGH, ground="good", rests=("weak",)), Cert.LOW),
        (Guess("x", cert=Cert.HIGH, ground="good", rests=("unheard-of",)), Cert.MEDIUM),
        # the editor's word, and what no kind is told of
        (Guess("x", ground="bad", resp="an-editor"), None),
        (Guess("x", cert=Cert.HIGH), Cert.HIGH),
    ],
)
def test_a_fact_has_the_level_of_its_kind(guess, cert):
    given = graded(guess, {"good": BORNE_OUT, "weak": DOUBTFUL, "bad": WRONG})
    assert given is not None
    assert given.cert == cert
    assert (given.basis is None) == (given.cert is None) or guess.basis is None


def test_a_conclusion_that_is_wrong_too_often_is_not_given():
    guess = Guess("x", cert=Cert.MEDIUM, basis=Basis.INTERNAL, ground="bad")
    assert graded(guess, {"bad": WRONG}) is None
    assert graded(guess, {}) is guess


@pytest.mark.parametrize(
    ("ground", "kind"),
    [
        ("date.year.between", "date.year"),
        ("date.year.after.weekday", "date.year"),
        ("date.year.own.disputed", "date.year.own.disputed"),
        ("date.year.first.loose", "date.year.first.loose"),
        ("place.line.known", "place.known"),
        ("place.line.word", "place.word"),
        ("place.heading.word", "place.word"),
        ("place.among.word", "place.among"),
        ("place.foot.among.word", "place.among"),
        ("place.foot.word", "place.word"),
        ("place.line.two", "place.word"),
        ("date.among.vague", "date.beside"),
        ("date.among.strange", "date.among.strange"),
        ("place.line.name", "place.name"),
        ("place.heading.name", "place.name"),
        ("place.foot.name", "place.name"),
        ("place.foot.among.name", "place.foot.among.name"),
        ("place.among.name", "place.among.name"),
        ("place.above.name", "place.above.name"),
        ("place.alone", "place.name"),
        ("place.alone.line", "place.alone.line"),
        ("party.salutation.titled", "party.salutation.named"),
        ("party.call.given", "party.call.given"),
        ("party.heading.given", "party.heading.given"),
        ("party.part-title.reader", "party.title.constant"),
        ("party.part-title.writer", "party.part-title.named"),
        ("party.part-title.reader.less", "party.part-title.named"),
        ("date.within", "date.beside"),
        ("date.run-in.vague", "date.beside"),
        ("date.among.doubt", "date.among.doubt"),
        ("date.within.run-in", "date.within.run-in"),
        ("place.line", "place.line"),
        ("party.heading.initials", "party.heading.named"),
        ("party.heading.titled", "party.heading.titled"),
        ("party.sides.title.faint", "party.sides.faint"),
        ("party.sides.pair", "party.sides.faint"),
        ("party.sides.other", "party.sides.other"),
    ],
)
def test_kinds_that_are_read_alike_have_one_row(ground, kind):
    assert kind_of(ground) == kind


@pytest.mark.parametrize(
    ("counts", "level"),
    [
        # of four books one may fail by a cause of its own, of three none may
        ([(40, 40)] * 3 + [(20, 12)], Level.MEDIUM),
        ([(40, 40)] * 2 + [(20, 12)], Level.LOW),
        # three books prove something, two nothing
        ([(20, 18)] * 3, Level.LOW),
        ([(20, 18)] * 2, Level.MEDIUM),
        # fifteen facts of three books prove something, fourteen nothing
        ([(5, 5), (5, 5), (5, 3)], Level.LOW),
        ([(5, 5), (5, 5), (4, 2)], Level.MEDIUM),
        # so few prove nothing against medium, unless a quarter is wrong
        ([(4, 3)] * 2, Level.MEDIUM),
        ([(100, 74)] * 2, Level.LOW),
        # a quarter wrong is given as doubtful, more is not given
        ([(20, 15)] * 3, Level.LOW),
        ([(20, 14)] * 3, Level.NONE),
        # a book counts as twenty facts at most: many letters of few books bear out no high level
        ([(20, 20)] * 8, Level.HIGH),
        ([(20, 20)] * 7, Level.MEDIUM),
        ([(1000, 1000)] * 7, Level.MEDIUM),
    ],
)
def test_each_bound_of_a_level_has_two_sides(counts, level):
    assert Measured(tuple(counts)).level == level


@pytest.mark.parametrize(("given", "size"), [(19, 19), (20, 20), (21, 20), (900, 20)])
def test_a_book_counts_as_twenty_facts_at_most(given, size):
    assert Measured(((given, given),)).size == size
