"""Tables are added to and taken out of decisions.toml, and nothing else of it changes."""

from __future__ import annotations

import tomllib

import pytest

from letterbook.project.decisions_writer import (
    read_tables,
    with_head,
    with_tables,
    without,
    write_toml,
)

TEXT = """\
# mine
by = "A. Editor"

# of one
[[sender]]
letter = [1, 2, 3] # three
person = "Ann Lee"
reason = '''
a
b'''

[[sent]]
letter = 4
date = 1817-05-10
reason = "x" # [[not this]]
# the end
"""


@pytest.mark.parametrize(
    ("table", "values", "lines"),
    [
        ("sender", {"letter": "8", "person": ["A", "B"]}, 'letter = 8\nperson = ["A", "B"]\n'),
        ("sender", {"letter": "2.14", "person": "A"}, 'letter = "2.14"\nperson = "A"\n'),
        ("sender", {"letter": ["1", "n2"], "person": "007"}, 'letter = [1, "n2"]\nperson = "007"\n'),
        ("sent", {"letter": "08", "date": "1817-05-10"}, 'letter = "08"\ndate = 1817-05-10\n'),
        (
            "sent",
            {"letter": 1, "from": "1817", "to": "1818-01"},
            'letter = 1\nfrom = "1817"\nto = "1818-01"\n',
        ),
        ("reply", {"letter": 1, "to": "2"}, "letter = 1\nto = 2\n"),
        ("correction", {"quote": "a “b” \\ \x7f", "line": 3}, 'quote = "a “b” \\\\ \\u007f"\nline = 3\n'),
    ],
)
def test_a_table_is_written_as_the_manual_writes_it(table, values, lines):
    assert write_toml(table, values) == f"[[{table}]]\n{lines}"


def test_a_table_is_added_below_an_empty_line():
    added = [("place", {"letter": "1", "place": "Rome", "reason": "x"})]
    assert with_tables(TEXT, added) == TEXT + '\n[[place]]\nletter = 1\nplace = "Rome"\nreason = "x"\n'
    assert with_tables("", added).startswith("[[place]]\n")
    assert with_tables(TEXT.rstrip("\n"), added) == with_tables(TEXT, added)


def test_a_decision_is_taken_out_and_the_comments_stay():
    assert without(TEXT, 12) == TEXT.replace(
        '[[sent]]\nletter = 4\ndate = 1817-05-10\nreason = "x" # [[not this]]\n', ""
    )
    left = without(TEXT, 5)
    assert left == '# mine\nby = "A. Editor"\n\n# of one\n\n' + TEXT[TEXT.index("[[sent]]") :]
    assert "sender" not in tomllib.loads(left)


def test_a_letter_is_taken_out_of_a_list():
    assert without(TEXT, 5, "2") == TEXT.replace("[1, 2, 3]", "[1, 3]")
    assert without(without(TEXT, 5, "2"), 5, "1") == TEXT.replace("[1, 2, 3]", "3")
    assert "[[sender]]" not in without(without(without(TEXT, 5, "2"), 5, "1"), 5, "3")


@pytest.mark.parametrize("line", [0, 1, 2, 6, 14, 99])
def test_where_no_decision_begins_none_is_taken_out(line):
    with pytest.raises(ValueError, match="no decision begins"):
        without(TEXT, line)


def test_lines_that_are_no_decisions_are_not_read():
    assert read_tables('[[open]]\nletter = 1\nfact = "sent"') == [("open", {"letter": 1, "fact": "sent"})]
    for lines in (
        "x = 1",
        "[[responsible]]\nname = 'x'",
        "[sender]\nletter = 1",
        "[[sender]]",
        "[[sender]]\nx",
    ):
        with pytest.raises(ValueError, match=r"no|at|says"):
            read_tables(lines)


def test_the_head_names_who_decides():
    assert (
        with_head("", "A “B”")
        == 'by = "A “B”"\n\n[[responsible]]\nname = "A “B”"\ndid = "Editorial decisions"\n'
    )
    assert with_head("", "A", declared=True) == 'by = "A"\n'
