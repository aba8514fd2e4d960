"""Two names that an editor says are one person: in every letter, and refused where it cannot hold."""

from __future__ import annotations

import json

import pytest

from letterbook.preview.desk import Desk, Order
from letterbook.preview.rebuild import Making

WORDS = (
    "I have had your kind letter, and thank you for it; the weather has been bad and the roads are deep.\n"
)
REVIEW = "report/review.json"
HEAD = 'by = "A. Editor"\n\n[[responsible]]\nname = "A. Editor"\n'


def letter(number: int, to: str, sign: str = "ANN LEE") -> str:
    body = f"Kendal, May {number}, 1820.\n\nMy dear Sir,\n\n{WORDS}\n{WORDS}\nYours truly,\n\n{sign}.\n\n\n"
    return f"LETTER {number}.\n\nTO {to}.\n\n{body}"


TO = ("JOHN TAYLOR", "HENRY TYLER", "JOHN TAYLOR", "HENRY TYLER", "MARY WEST", "MARY WEST")
TEXT = "THE LETTERS OF ANN LEE\n\nEdited by J. Bell\n\nLondon, 1880\n\n\n" + "".join(
    letter(n, to) for n, to in enumerate(TO, 1)
)


def same(person: str, name: str) -> str:
    return f'\n[[same-person]]\nperson = "{person}"\nname = "{name}"\nreason = "So the archive says."\n'


@pytest.fixture
def judged(tmp_path):
    """Return a function: decisions -> recipients by letter, persons by name, and what was said."""
    (tmp_path / "source.txt").write_text(TEXT, encoding="utf-8")
    making = Making(tmp_path / "source.txt")

    def judge(decisions: str = "", register: str = ""):
        (tmp_path / "decisions.toml").write_text(HEAD + decisions, encoding="utf-8")
        if register:
            (tmp_path / "letterbook.toml").write_text('registers = ["persons.csv"]\n', encoding="utf-8")
            (tmp_path / "persons.csv").write_text(register, encoding="utf-8")
        said = [(one.code, one.message) for one in making.judge()]
        if making.may_have(REVIEW):
            making.make_part_of(REVIEW)
        record = json.loads(making.files[REVIEW]) if REVIEW in making.files else {"facts": [], "persons": []}
        facts = {f["letter"]: f["value"] for f in record["facts"] if f["fact"] == "recipient"}
        return facts, {one["name"]: one for one in record["persons"]}, said

    return judge


def test_all_letters_of_two_names_are_one_persons(judged):
    facts, persons, _ = judged()
    assert [facts[str(n)] for n in range(1, 7)] == [
        "John Taylor", "Henry Tyler", "John Taylor", "Henry Tyler", "Mary West", "Mary West",
    ]  # fmt: skip
    facts, persons, said = judged(same("Henry Tyler", "John Taylor"))
    assert said == []
    assert [facts[str(n)] for n in range(1, 7)] == ["John Taylor"] * 4 + ["Mary West"] * 2
    assert persons["John Taylor"]["received"] == 4
    assert persons["John Taylor"]["aliases"] == ["Henry Tyler"]
    assert "Henry Tyler" not in persons


def test_a_name_that_nobody_bears_yet_is_given(judged):
    facts, persons, said = judged(same("Mary West", "Mary Eliza West"))
    assert said == []
    assert (facts["5"], facts["6"]) == ("Mary Eliza West", "Mary Eliza West")
    assert persons["Mary Eliza West"]["aliases"] == ["Mary West"]


def test_who_is_one_with_another_who_is_a_third_goes_by_the_third(judged):
    facts, _, said = judged(same("Henry Tyler", "John Taylor") + same("John Taylor", "Mary West"))
    assert said == []
    assert {facts[str(n)] for n in range(1, 7)} == {"Mary West"}


@pytest.mark.parametrize(
    ("decisions", "code"),
    [
        (same("Henry Tyler", "John Taylor") + same("Henry Tyler", "Mary West"), "decisions-contradict"),
        (same("Henry Tyler", "John Taylor") + same("John Taylor", "Henry Tyler"), "decisions-contradict"),
        (same("John Taylor", "Ann Lee"), "decision-unmet"),
        (
            '\n[[not-recipient]]\nletter = 2\nperson = "John Taylor"\nreason = "No."\n'
            + same("Henry Tyler", "John Taylor"),
            "decisions-contradict",
        ),
    ],
    ids=["one who is two others", "two who are each other", "a letter to oneself", "denied"],
)
def test_what_cannot_hold_at_once_is_refused(judged, decisions, code):
    assert code in [one for one, _ in judged(decisions)[2]]


@pytest.mark.parametrize(
    ("decisions", "left"),
    [
        (same("Henry Tyler", "John Taylor") * 2, []),
        (same("John Taylor", "John Taylor"), []),
        (same("Jane Nobody", "John Taylor"), ["decision-nobody"]),
    ],
    ids=["twice the same", "oneself", "nobody of that name"],
)
def test_what_changes_nothing_is_no_error(judged, decisions, left):
    assert [one for one, _ in judged(decisions)[2]] == left


def test_entries_of_a_register_become_one_unless_their_numbers_differ(judged):
    head = "id,name,aliases,gnd\n"
    apart = f"{head}a,John Taylor,,118540238\nb,Henry Tyler,,118607626\n"
    assert "decisions-contradict" in [c for c, _ in judged(same("Henry Tyler", "John Taylor"), apart)[2]]
    alike = f"{head}a,John Taylor,,118540238\nb,Henry Tyler,,\n"
    _, persons, said = judged(same("Henry Tyler", "John Taylor"), alike)
    assert said == []
    assert persons["John Taylor"]["received"] == 4


def test_undo_takes_it_back(tmp_path):
    (tmp_path / "source.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "decisions.toml").write_text(HEAD, encoding="utf-8")
    making = Making(tmp_path / "source.txt")
    making.judge()
    desk = Desk(tmp_path, making.judge, lambda: making.names)
    lines = same("Henry Tyler", "John Taylor")
    assert desk.carry_out(Order("decide", desk.seen(), lines)).status == 200
    assert (tmp_path / "decisions.toml").read_text(encoding="utf-8") == HEAD + lines
    refused = desk.carry_out(Order("decide", desk.seen(), same("Henry Tyler", "Mary West")))
    assert (refused.status, "Nothing was written" in refused.said) == (422, True)
    assert desk.carry_out(Order("undo", desk.seen())).status == 200
    assert (tmp_path / "decisions.toml").read_text(encoding="utf-8") == HEAD
    making.make_part_of(REVIEW)
    assert "Henry Tyler" in making.files[REVIEW].decode()
