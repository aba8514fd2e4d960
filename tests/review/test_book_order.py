"""What looks odd in the order of a book, and nothing in a good one."""

from __future__ import annotations

import tomllib
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.project.letterbook_toml import load
from letterbook.review.book_order import _days, _rising, survey
from letterbook.review.explain import explain
from letterbook.review.facts import facts
from letterbook.stages import understand

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August")
LINE = "I have had your kind letter, and thank you for it; the weather has been bad and the roads are deep.\n"


def letter(head, day="", body=3):
    lines = [head, "", "TO MR. REED.", ""]
    if day:
        lines += [f"Kendal, {day}.", ""]
    return "\n".join([*lines, "My dear Sir,", "", *[LINE] * body, "Yours truly,", "", "ANN LEE.", "", ""])


def book(*letters):
    return "THE LETTERS OF ANN LEE\n\nEdited by J. Bell\n\n\n" + "\n".join(letters)


def plain(count=8, **other):
    heads = {n: f"LETTER {n}." for n in range(1, count + 1)} | {int(k[1:]): v for k, v in other.items()}
    return book(*(letter(head, f"{MONTHS[n - 1]} {n}, 1820") for n, head in heads.items()))


@pytest.fixture
def odd(tmp_path):
    def look(text, decisions=""):
        (tmp_path / "source.txt").write_text(text, encoding="utf-8")
        if decisions:
            head = 'by = "E"\n[[responsible]]\nname = "E"\n'
            (tmp_path / "decisions.toml").write_text(head + decisions, encoding="utf-8")
        built, _ = understand(load(tmp_path / "source.txt").value)
        return survey(built, facts(built)), built

    return look


def test_a_good_book_has_nothing_odd(odd):
    found, _ = odd(plain())
    assert [row.letter for row in found.rows] == [str(n) for n in range(1, 9)]
    assert found.rows[2].sent == "1820-03-03"
    assert found.odd == ()


@pytest.mark.parametrize("head", ["LETTFR 4", "LETTER the fourlh.", "LETER 4,"])
def test_a_number_that_lacks_is_told_with_the_line_that_may_be_its_heading(odd, head):
    found, built = odd(plain(n4=head))
    (one,) = [one for one in found.odd if one.kind == "gap"]
    assert "4" in one.says
    assert any("4" in way.words for way in one.ways)
    table = tomllib.loads(one.ways[0].lines)["heading"][0]
    assert table["number"] == 4
    (again, _) = odd(plain(n4=head), one.ways[0].lines)
    assert again.odd == ()
    assert [row.number for row in again.rows] == [str(n) for n in range(1, 9)]
    said = explain(built, "4").value
    assert said[0] == "Letter 4 was not found."
    assert "with letter 3, lines" in said[1]


def test_what_is_left_as_it_is_is_not_told_again(odd):
    text = book(*(letter(f"LETTER {n}.", f"{MONTHS[n - 1]} {n}, 1820") for n in (1, 2, 3, 5, 6, 7)))
    found, _ = odd(text)
    (one,) = found.odd
    assert (one.kind, one.letter) == ("gap", "5")
    again, _ = odd(text, one.ways[-1].lines)
    assert again.odd == ()


def test_a_date_out_of_order_and_a_very_long_letter_are_told(odd):
    days = [f"{MONTHS[n]} {n + 1}, 1820" for n in range(8)]
    days[4] = "February 1, 1820"
    text = book(*(letter(f"LETTER {n + 1}.", day, 200 if n == 6 else 3) for n, day in enumerate(days)))
    found, _ = odd(text)
    assert {(one.kind, one.letter) for one in found.odd} == {("order", "5"), ("length", "7")}


DAYS = ["1820-01-04", "1820-02-01", "1820-03-05", "1820-04-01", "1820-05-02", "1820-06-01", "1820-07-01"]


@pytest.mark.parametrize(
    ("changed", "odd_ones"),
    [
        ({}, []),
        ({2: "1820"}, []),  # a year holds all its days
        ({2: "1820-03"}, []),
        ({2: "1820", 3: "1820", 5: "1820-06"}, []),
        ({2: "1820-01/1820-12"}, []),
        ({2: "1820-01-01/.."}, []),
        ({2: "1819"}, [2]),
        ({3: "1820-01/1820-01-31"}, [3]),
        ({2: "1821"}, [2]),
        ({0: "1820-02"}, []),
        ({0: "1820-03"}, [0]),
        ({6: "1820-03"}, [6]),
        ({2: "1820-01-02/1820-01-03", 4: "1820"}, [2]),
        ({2: "../1820-01-01"}, []),  # nothing tells its first day
    ],
)
def test_days_that_can_have_followed_one_another_are_in_order(changed, odd_ones):
    days = [_days(changed.get(at, day)) for at, day in enumerate(DAYS)]
    known = [at for at, day in enumerate(days) if day]
    kept = [known[place] for place in _rising([day for day in days if day])]
    assert [at for at in known if at not in kept] == odd_ones


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted), max_size=7))
def test_the_longest_run_of_days_is_found(spans):
    def can_be(some):
        day = 0
        for first, last in some:
            day = max(day, first)
            if day > last:
                return False
        return True

    kept = _rising([(str(first), str(last)) for first, last in spans])
    assert kept == sorted(set(kept))
    assert can_be([spans[place] for place in kept])
    sizes = [
        len(some) for size in range(len(spans) + 1) for some in combinations(spans, size) if can_be(some)
    ]
    assert len(kept) == max(sizes)


def test_every_open_fact_has_a_reason_and_a_date_that_was_not_read_is_shown(odd):
    _, built = odd(plain(n4="LETTER 4."))
    assert all(fact.reasons for fact in facts(built) if fact.status == "open")


def test_letters_that_only_the_contents_have_are_sought_in_no_note_and_no_licence(odd):
    entries = "\n".join(f"{n}. To Mr. Reed, {MONTHS[n % 8]}" for n in range(1, 13))
    notes = "\n\nNOTES\n\n" + "\n\n".join(f"{n}. A note on the carrier of Kendal." for n in range(9, 13))
    text = plain().replace("Edited by J. Bell\n", f"Edited by J. Bell\n\nCONTENTS\n\n{entries}\n") + notes
    found, _ = odd(text)
    offered = [way.words for one in found.odd if one.kind == "contents" for way in one.ways]
    assert not any("carrier" in words for words in offered)
