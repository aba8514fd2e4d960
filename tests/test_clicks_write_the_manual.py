"""The file that clicks write is, byte for byte, the one that the manual teaches to write by hand.

A page sends every value as a string, as its fields have it; the file has numbers and days bare.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from letterbook.preview.desk import Desk, Names, Order
from letterbook.preview.rebuild import Making
from letterbook.project.decision_kinds import KINDS
from letterbook.project.decisions_toml import FILE
from letterbook.project.decisions_writer import read_tables

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "samples" / "churchill-stalin"
HEAD = 'by = "A. Editor"\n\n[[responsible]]\nname = "A. Editor"\ndid = "Editorial decisions"\n'
BLOCKS = re.findall(
    r"^```toml\n(.*?)^```",
    (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)

#: Every kind of decision as one writes it by hand, where it holds in the sample.
BY_HAND = """\
[[heading]]
quote = "I am cabling President Roosevelt to expedite"
number = 99
reason = "A letter begins here."

[[not-heading]]
quote = "No. 5"
line = 74
reason = "The number of a page."

[[matter]]
quote = "I am cabling President Roosevelt to expedite"
reason = "An essay."

[[join]]
quote = "I am cabling President Roosevelt to expedite"
reason = "The sentence runs on: the print had a new page here."

[[split]]
quote = "I am cabling President Roosevelt to expedite"
reason = "A paragraph of its own."

[[line]]
quote = "I am cabling President Roosevelt to expedite"
is = "postscript"
reason = "Read so in the source."

[[note]]
note = 6
letter = 8
reason = "Its call was lost; it tells of the meeting from which No. 8 came."

[[not-note]]
quote = "7. Harry Hopkins visited Moscow"
line = 438
reason = "A paragraph."

[[call]]
quote = "The matter of Iran came off well indeed. 12"
line = 165
note = 12
sense = 8
cert = "low"
reason = "Printed 12, and kept; but the words are about Iran, of which note 8 tells."

[[not-call]]
quote = "The matter of Iran came off well indeed. 12"
line = 165
reason = "A misprint."

[[correction]]
quote = "Tiflis of wherever"
reading = "Tiflis or wherever"
reason = "A misreading of one letter: the sense wants “or”."

[[not-correction]]
quote = "KishinevLvov"
line = 45
reason = "It stands so."

[[date]]
quote = "Received on July 8, 1941"
date = 1941-07-08
reason = "As printed."

[[not-date]]
quote = "Received on July 8, 1941"
reason = "No date."

[[sender]]
letter = 8
person = ["Franklin D. Roosevelt", "Winston S. Churchill"]
reason = "Note 6 calls it “the joint message by Roosevelt and Churchill”."

[[not-sender]]
letter = 8
person = "Winston S. Churchill"
reason = "It is signed by nobody."

[[recipient]]
letter = [1, 2]
person = "J. V. Stalin"
reason = "To him in person."

[[not-recipient]]
letter = 8
person = "J. V. Stalin"
reason = "To nobody."

[[sent]]
letter = 1
not-before = 1941-07-01
not-after = 1941-07-08
reason = "It came on the 8th."

[[not-sent]]
letter = 8
reason = "Not told."

[[received]]
letter = 3
date = "1941-07"
cert = "low"
reason = "In that month."

[[not-received]]
letter = 8
reason = "Not told."

[[place]]
letter = "2-9"
place = "London"
evidence = "external"
reason = "The archive has it."

[[not-place]]
letter = 1
reason = "Not told."

[[reply]]
letter = 3
to = 2
reason = "These words answer it."

[[not-reply]]
letter = 3
to = 2
reason = "It tells of another."

[[open]]
letter = 14
fact = "sent"
reason = "No day is printed, and nothing in the letter tells one."

[[remark]]
quote = "Tiflis of wherever"
reason = "Who is this? Ask the archive."

[[person]]
name = "Winston S. Churchill"
aliases = ["Churchill"]
gnd = "118520776"
reason = "Looked up."

[[same-person]]
person = ["Winston S. Churchill"]
name = "Winston Churchill"
reason = "One person under two names."
"""
TABLES = re.split(r"\n(?=\[\[)", BY_HAND)
OWN = (
    "# decisions of the edition   \r\n"
    "by   = 'A. Editor'  # all of them\r\n\r\n\r\n"
    "[[responsible]]\r\nname='A. Editor'\r\n\r\n"
    "# the first\r\n[[place]]\r\n  letter = [ 20, 21 ]\r\n  place = '''Moscow'''   # see below\r\n"
    "  reason = 'So it is.'\r\n\r\n# the end\r\n"
)


def as_a_page_sends_it(table):
    """Write a table as a page does: all values but lines in quotation marks."""
    ((name, row),) = read_tables(table)
    lines = []
    for key, value in row.items():
        words = [str(one) for one in value] if isinstance(value, list) else str(value)
        sent = value if key == "line" else words.isoformat() if isinstance(words, date) else words
        lines.append(f"{key} = {json.dumps(sent, ensure_ascii=False)}\n")
    return f"[[{name}]]\n{''.join(lines)}"


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    folder = tmp_path_factory.mktemp("room") / "book"
    folder.mkdir()
    shutil.copy(SAMPLE / "source.txt", folder)
    making = Making(folder / "source.txt")
    making.make()
    return folder, making


@pytest.fixture
def desk(room):
    folder, making = room
    (folder / FILE).unlink(missing_ok=True)
    making.make()
    return Desk(folder, making.judge, lambda: making.names)


def clicked(desk, lines, instead=()):
    answer = desk.carry_out(Order("decide", desk.seen(), lines, instead, "A. Editor"))
    assert answer.status == 200, answer.said


def test_every_kind_of_decision_is_here_but_what_contradicts_all_letters():
    assert {re.match(r"\[\[(.*)\]\]", table)[1] for table in TABLES} == KINDS.keys() - {"not-matter"}
    tomllib.loads(BY_HAND)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.split("\n", 1)[0].strip("[]"))
def test_a_click_writes_what_one_writes_by_hand(desk, room, table):
    file = room[0] / FILE
    own = table if table.endswith("\n") else f"{table}\n"
    clicked(desk, as_a_page_sends_it(table))
    assert file.read_bytes() == f"{HEAD}\n{own}".encode()
    assert desk.carry_out(Order("undo", desk.seen())).status == 200
    assert not file.exists()
    # behind what the editor wrote by hand, of which no character changes
    file.write_bytes(OWN.encode())
    clicked(desk, as_a_page_sends_it(table))
    assert file.read_bytes() == (OWN + "\r\n" + own.replace("\n", "\r\n")).encode()
    clicked(desk, "", ((len(OWN.splitlines()) + 2, ""),))
    assert file.read_bytes() == OWN.encode()


@pytest.mark.parametrize("block", [block for block in BLOCKS if "[[" in block], ids=range(5))
def test_the_manuals_own_examples_are_what_clicks_write(tmp_path, block):
    head, found, tables = block.partition("\n[[responsible]]\n")
    if found:
        who, _, tables = tables.partition("\n\n")
        assert f"{head.splitlines()[-1]}\n{found}{who}\n" == HEAD
    else:
        tables = block
    desk = Desk(tmp_path, lambda: (), Names)
    each = re.split(r"\n(?=\[\[)", tables)
    for table in each:
        answer = desk.carry_out(Order("decide", desk.seen(), as_a_page_sends_it(table), (), "A. Editor"))
        if answer.status != 200:
            pytest.fail(answer.said)
    assert (tmp_path / FILE).read_bytes() == f"{HEAD}\n{tables}".encode()
