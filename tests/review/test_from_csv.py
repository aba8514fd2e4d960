"""A table of facts that was edited is read back as decisions; what cannot be taken is refused."""

from __future__ import annotations

import csv
import io

import pytest
from letters_of_ada import edition

from letterbook.review.as_csv import as_table
from letterbook.review.facts import facts
from letterbook.review.from_csv import read_back


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    return facts(edition(tmp_path_factory.mktemp("ada"))[0])


def edited(told, changes, delimiter=","):
    rows = list(csv.DictReader(io.StringIO(as_table(told).decode(), newline="")))
    for row in rows:
        row.update(changes.get(row["id"], {}))
    page = io.StringIO(newline="")
    names = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.DictWriter(page, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return page.getvalue().encode("utf-8-sig")


def test_a_table_that_was_not_touched_decides_nothing(told):
    assert read_back(as_table(told), told) == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("fact", "changes", "table", "values"),
    [
        ("5/sender", {"value": "Ben Reed"}, "sender", {"letter": 5, "person": "Ben Reed"}),
        (
            "5/sender",
            {"value": "B. Reed; Moss"},
            "sender",
            {"letter": 5, "person": ["B. Reed", "Moss"]},
        ),
        ("4/sent", {"value": "1901-06"}, "sent", {"letter": 4, "date": "1901-06"}),
        ("4/sent", {"value": "../1901-06-02"}, "sent", {"letter": 4, "not-after": "1901-06-02"}),
        ("4/sent", {"value": "1901/1902"}, "sent", {"letter": 4, "from": "1901", "to": "1902"}),
        ("4/sent", {"value": ""}, "not-sent", {"letter": 4}),
        ("4/recipient", {"status": "leave"}, "open", {"letter": 4, "fact": "recipient"}),
    ],
)
def test_a_changed_cell_is_a_decision(told, fact, changes, table, values, delimiter):
    (row,) = read_back(edited(told, {fact: {**changes, "reason": "So."}}, delimiter), told)
    assert (row.table, dict(row.values), row.refused) == (table, {**values, "reason": "So."}, "")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"4/sent": {"value": "soon"}}, "is no date"),
        ({"4/sent": {"id": "99/sent"}}, "no such fact"),
        ({"4/recipient": {"status": "confirm"}}, "nothing to confirm"),
    ],
)
def test_what_cannot_be_taken_is_refused(told, changes, why):
    (row,) = read_back(edited(told, changes), told)
    assert why in row.refused
    assert row.table == ""


def test_a_row_without_its_id_is_named_by_its_letter_and_fact(told):
    (row,) = read_back(edited(told, {"4/sent": {"id": ""}}), told)
    assert (row.fact, "no such fact" in row.refused) == ("4/sent", True)


def test_another_file_is_no_table(told):
    for data in (b"", b"a,b\n1,2\n", b"\xff\xfe"):
        with pytest.raises(ValueError, match=r"column|decode"):
            read_back(data, told)
