"""What changed between two builds: letters, facts, what waits, problems; nothing where nothing did."""

from __future__ import annotations

import pytest
from letters_of_ada import edition

from letterbook.differences import compare, in_a_line, in_full, waits
from letterbook.problems import Place, problem
from letterbook.review import review


def record(folder, decisions="", problems=()):
    folder.mkdir()
    return review(edition(folder, decisions)[0], problems)["review.json"]


SENDER = '[[sender]]\nletter = 5\nperson = "Ben Reed"\nreason = "So it is."\n'


def test_the_same_edition_has_no_differences(tmp_path):
    one = record(tmp_path / "a")
    found = compare(one, one)
    assert list(in_full(found)) == ["nothing changed in what is known"]


def test_decisions_values_letters_and_problems_are_told(tmp_path):
    lost = problem("note-not-called", "nothing calls note 3", Place("source.txt", 3))
    old = record(tmp_path / "a", problems=(lost,))
    new = record(tmp_path / "b", SENDER + '[[not-heading]]\nquote = "No. 3"\nreason = "None."\n')
    found = compare(old, new)
    assert found.letters == (5, 4)
    assert found.letters_gone == ("3",)
    assert "5/sender" in found.decided
    assert [(one.fact, one.before, one.after) for one in found.changed if one.fact == "5/sender"] == [
        ("5/sender", "", "Ben Reed")
    ]
    assert len(found.problems_gone) == 1
    assert found.waiting[1] < found.waiting[0]
    line = in_a_line(found)
    assert "1 letter fewer" in line
    assert "1 problem gone" in line
    back = compare(new, old)
    assert back.letters_new == ("3",)
    assert "5/sender" in back.undecided
    assert len(back.problems_new) == 1
    assert any(
        row.startswith("  changed: 5/sender: not known (open), now Ben Reed") for row in in_full(found)
    )


def test_what_waits_is_said(tmp_path):
    assert waits(record(tmp_path / "a")).startswith("to look at: ")


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b'{"facts": []}', b'{"letterbook": "1", "facts": 5}', b"[" * 9000]
)
def test_what_is_no_review_is_refused(data, tmp_path):
    one = record(tmp_path / "a")
    for pair in ((data, one), (one, data)):
        with pytest.raises(ValueError, match=r"no review\.json"):
            compare(*pair)
