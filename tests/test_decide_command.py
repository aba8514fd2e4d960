"""`letterbook decide`: a table of facts that was edited becomes decisions in the file beside the text."""

from __future__ import annotations

import csv
import shutil

import pytest
from command import letterbook

HEAD = 'by = "A. Editor"\n\n[[responsible]]\nname = "A. Editor"\ndid = "Editorial decisions"\n'
SENDER = (
    '\n[[sender]]\nletter = 8\nperson = ["Franklin D. Roosevelt", "Winston S. Churchill"]\nreason = "{}"\n'
)
CHECKED = "Checked in the table of facts."


@pytest.fixture
def book(tmp_path, root):
    shutil.copy(root / "tests" / "samples" / "churchill-stalin" / "source.txt", tmp_path)
    assert letterbook("build", "-q", "source.txt", "-o", "out", cwd=tmp_path).returncode == 0
    (table,) = tmp_path.glob("out/*/report/facts.csv")
    shutil.copy(table, tmp_path)
    return tmp_path


def edit(book, changes):
    with (book / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row.update(changes.get(row["id"], {}))
    with (book / "facts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


BOTH = {"8/sender": {"value": "Franklin D. Roosevelt; Winston S. Churchill"}}


def test_the_table_is_shown_and_then_written_with_the_name_of_who_decides(book):
    edit(book, BOTH)
    shown = letterbook("decide", "facts.csv", "source.txt", cwd=book)
    assert (shown.returncode, shown.stdout) == (0, SENDER.format(CHECKED).lstrip())
    assert not (book / "decisions.toml").exists()
    nameless = letterbook("decide", "facts.csv", "source.txt", "--write", cwd=book)
    assert nameless.returncode == 1
    assert "say first who decides" in nameless.stderr
    assert '--by "A. Editor"' in nameless.stderr
    assert not (book / "decisions.toml").exists()
    done = letterbook("decide", "facts.csv", "source.txt", "--write", "--by", "A. Editor", cwd=book)
    assert (done.returncode, done.stdout) == (0, "1 decisions written, 0 rows refused\n")
    assert (book / "decisions.toml").read_text(encoding="utf-8") == HEAD + SENDER.format(CHECKED)


def test_rows_that_cannot_be_taken_are_told_and_the_others_are_written(book):
    edit(book, {**BOTH, "1/sent": {"value": "soon"}, "2/sender": {"id": ""}})
    done = letterbook("decide", "facts.csv", "source.txt", "--write", "--by", "A. Editor", cwd=book)
    assert (done.returncode, done.stdout) == (1, "1 decisions written, 2 rows refused\n")
    assert "1/sent: “soon” is no date" in done.stderr
    assert "2/sender: the edition has no such fact" in done.stderr
    assert (book / "decisions.toml").read_text(encoding="utf-8") == HEAD + SENDER.format(CHECKED)
