"""Whatever an editor decides by clicks, what is shown in the end is what a build from nothing writes.

The preview keeps what a decision cannot change, from the words that were read to the calls of the notes. The
builds follow when all is decided: they would have the judges forget what they keep.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letterbook import stages
from letterbook.preview.desk import Desk, Order
from letterbook.preview.rebuild import Making
from letterbook.project.decisions_toml import FILE
from letterbook.project.letterbook_toml import load

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ("en-naturalists", "en-governess", "de-gelehrte", "churchill-stalin")
VALUES = {
    "person": "Ada Nobody",
    "date": "1850-01-02",
    "place": "Nowhere",
    "reading": "nothing",
    "is": "heading",
}
OF_LINES = (
    '[[heading]]\nquote = "{}"\nline = {}\n',
    '[[not-heading]]\nquote = "{}"\nline = {}\n',
    '[[matter]]\nquote = "{}"\nline = {}\n',
    '[[split]]\nquote = "{}"\nline = {}\n',
    '[[note]]\nquote = "{}"\nline = {}\nnote = "1"\n',
    '[[not-note]]\nquote = "{}"\nline = {}\n',
    '[[line]]\nquote = "{}"\nline = {}\nis = "dateline"\n',
    '[[line]]\nquote = "{}"\nline = {}\nis = "signature"\n',
    '[[line]]\nquote = "{}"\nline = {}\nis = "running-head"\n',
)


def decisions_in(value):
    """Yield the tables for decisions.toml anywhere in a record."""
    if isinstance(value, dict):
        for one in value.values():
            yield from decisions_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from decisions_in(one)
    elif isinstance(value, str) and value.startswith("[["):
        yield value


def filled(lines):
    """Fill in what a change leaves empty."""
    return re.sub(
        r'^([\w-]+) = ""$', lambda m: f'{m[1]} = "{VALUES.get(m[1], "So it is.")}"', lines, flags=re.MULTILINE
    )


def offered(making, source):
    """Return what can be decided: what the review offers, and that a line is something."""
    record = json.loads(making.files["report/review.json"])
    lines = [(at, " ".join(line.split())) for at, line in enumerate(source.read_text().splitlines(), 1)]
    said = [(at, line) for at, line in lines if line and '"' not in line and "\\" not in line]
    own = [f'{table.format(line, at)}reason = "x"\n' for at, line in said for table in OF_LINES]
    return [filled(one) for one in decisions_in(record)], own


def drained(making):
    """Make all that is made behind the first pages."""
    while making.make_next() is not None:
        pass
    return dict(making.files)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    picks=st.lists(
        st.tuples(st.sampled_from(["offered", "line", "undo"]), st.integers(0, 10**6)), min_size=3, max_size=5
    ),
    eager=st.booleans(),
)
def test_what_is_shown_after_decisions_is_what_a_build_writes(name, picks, eager):
    with tempfile.TemporaryDirectory() as room:
        source = Path(room) / name / "source.txt"
        shutil.copytree(ROOT / "tests" / "samples" / name, source.parent)
        (source.parent / FILE).unlink(missing_ok=True)
        making = Making(source)
        making.make()
        drained(making)
        desk = Desk(source.parent, making.judge, lambda: making.names)
        shown = []
        for kind, number in picks:
            if "report/review.json" not in making.files:
                making.make_part_of("report/review.json")
            choices = offered(making, source)[kind == "line"]
            lines = "" if kind == "undo" else choices[number % len(choices)]
            desk.carry_out(Order("undo" if kind == "undo" else "decide", desk.seen(), lines, (), "E. Holm"))
            if eager:  # else the next decision comes before anything was shown
                making.make()
                decided = (source.parent / FILE).read_bytes() if (source.parent / FILE).exists() else None
                shown.append((decided, drained(making)))
        making.make()
        decided = (source.parent / FILE).read_bytes() if (source.parent / FILE).exists() else None
        shown.append((decided, drained(making)))
        for bytes_, files in shown:
            (source.parent / FILE).unlink(missing_ok=True)
            if bytes_ is not None:
                (source.parent / FILE).write_bytes(bytes_)
            whole = stages.run(load(source)[0]).value.files
            assert files.keys() == whole.keys()
            assert [file for file in whole if files[file] != whole[file]] == []
